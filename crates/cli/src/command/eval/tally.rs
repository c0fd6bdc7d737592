//! Counting.

use std::collections::BTreeMap;

use caveat_engine::Level;

use super::judged::{Judged, Label};

/// Messages of one label, by the level they were given.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Levels {
    pub(crate) total: f64,
    pub(crate) caution: f64,
    pub(crate) danger: f64,
}

impl Levels {
    fn add(&mut self, level: Level, weight: f64) {
        self.total += weight;
        match level {
            Level::None => {}
            Level::Caution => self.caution += weight,
            Level::Danger => self.danger += weight,
        }
    }

    /// Messages at this level or above.
    pub(crate) fn from(&self, level: Level) -> f64 {
        match level {
            Level::None => self.total,
            Level::Caution => self.caution + self.danger,
            Level::Danger => self.danger,
        }
    }
}

/// One line of the report: a source, a language, a kind …
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Slice {
    pub(crate) scam: Levels,
    pub(crate) spam: Levels,
    pub(crate) ham: Levels,
}

impl Slice {
    fn add(&mut self, label: Label, level: Level, weight: f64) {
        let levels = match label {
            Label::Scam => &mut self.scam,
            Label::Spam => &mut self.spam,
            Label::Ham => &mut self.ham,
        };
        levels.add(level, weight);
    }
}

/// How often a signal was seen, by label.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hits {
    pub(crate) scam: u64,
    pub(crate) spam: u64,
    pub(crate) ham: u64,
}

/// Names of the ways messages are sliced, in the order of the report.
pub(crate) const WAYS: [&str; 5] = ["source", "language", "channel", "kind named", "kind it is"];

/// Levels of a group's messages: none, caution, danger.
type GroupLevels = [u64; 3];

/// Everything counted in one run.
pub(crate) struct Tally {
    /// All messages, and all groups (each group counting one, shared among its messages).
    pub(crate) rows: Slice,
    /// By way and name, by row.
    pub(crate) slices: [BTreeMap<String, Slice>; 5],
    groups: BTreeMap<(String, String, u8), GroupLevels>,
    pub(crate) signals: BTreeMap<String, Hits>,
    /// Scams whose kind is known: how many were named at all, and rightly.
    pub(crate) named: (u64, u64, u64),
    /// Messages with a level they should be given: how many, and how many were judged so: a scam at
    /// that level or above, anything else at that level or below.
    pub(crate) expected: (u64, u64),
    /// Least certain scams and most certain honest messages, for `--show`.
    pub(crate) misses: Vec<Judged>,
    pub(crate) false_alarms: Vec<Judged>,
    show: usize,
}

impl Tally {
    pub(crate) fn new(show: usize) -> Tally {
        Tally {
            rows: Slice::default(),
            slices: Default::default(),
            groups: BTreeMap::new(),
            signals: BTreeMap::new(),
            named: (0, 0, 0),
            expected: (0, 0),
            misses: Vec::new(),
            false_alarms: Vec::new(),
            show,
        }
    }

    pub(crate) fn add(&mut self, judged: Judged) {
        let (label, level) = (judged.label, judged.level);
        self.rows.add(label, level, 1.0);
        let kind = judged.kind.clone().unwrap_or_else(|| "(none)".into());
        let names = [
            Some(judged.source.clone()),
            Some(judged.lang.clone()),
            Some(judged.channel.clone()),
            Some(kind),
            judged.expected.clone(),
        ];
        for (slices, name) in self.slices.iter_mut().zip(names) {
            let Some(name) = name else { continue };
            slices.entry(name).or_default().add(label, level, 1.0);
        }
        let group = (judged.source.clone(), judged.group.clone(), label as u8);
        self.groups.entry(group).or_default()[level as usize] += 1;
        for signal in &judged.signals {
            let hits = self.signals.entry(signal.clone()).or_default();
            match label {
                Label::Scam => hits.scam += 1,
                Label::Spam => hits.spam += 1,
                Label::Ham => hits.ham += 1,
            }
        }
        if let Some(expected) = judged.expected.as_ref().filter(|_| label == Label::Scam) {
            self.named.0 += 1;
            self.named.1 += u64::from(judged.kind.is_some());
            self.named.2 += u64::from(judged.kind.as_ref() == Some(expected));
        }
        if let Some(wanted) = judged.expected_level {
            let met = if label == Label::Scam { level >= wanted } else { level <= wanted };
            self.expected.0 += 1;
            self.expected.1 += u64::from(met);
        }
        let list = match (label, level) {
            (Label::Scam, Level::None) => &mut self.misses,
            (Label::Ham, Level::Caution | Level::Danger) => &mut self.false_alarms,
            _ => return,
        };
        list.push(judged);
        // Kept short as it grows: only the worst are shown. A miss is the worse the lower its
        // score, a false alarm the higher.
        if list.len() > 2 * self.show.max(16) {
            worst_first(list, label);
            list.truncate(self.show);
        }
    }

    /// The misses and false alarms to show, worst first.
    pub(crate) fn finish(&self) -> (Vec<&Judged>, Vec<&Judged>) {
        let order = |list: &[Judged], label| {
            let mut order: Vec<usize> = (0..list.len()).collect();
            order.sort_by(|&a, &b| rank(&list[a], label).total_cmp(&rank(&list[b], label)));
            order.into_iter().take(self.show).collect::<Vec<_>>()
        };
        let misses = order(&self.misses, Label::Scam);
        let alarms = order(&self.false_alarms, Label::Ham);
        (
            misses.into_iter().map(|i| &self.misses[i]).collect(),
            alarms.into_iter().map(|i| &self.false_alarms[i]).collect(),
        )
    }

    /// The whole run counted by group: each counts one, shared among its messages' levels.
    pub(crate) fn by_group(&self) -> Slice {
        let mut slice = Slice::default();
        for ((_, _, label), levels) in &self.groups {
            let total: u64 = levels.iter().sum();
            let label = [Label::Scam, Label::Spam, Label::Ham][*label as usize];
            for (level, &count) in
                [Level::None, Level::Caution, Level::Danger].into_iter().zip(levels)
            {
                slice.add(label, level, count as f64 / total as f64);
            }
        }
        slice
    }
}

fn rank(judged: &Judged, label: Label) -> f64 {
    if label == Label::Scam { judged.score } else { -judged.score }
}

fn worst_first(list: &mut [Judged], label: Label) {
    list.sort_by(|a, b| rank(a, label).total_cmp(&rank(b, label)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(label: Label, level: Level, group: &str, score: f64) -> Judged {
        Judged {
            id: format!("{group}{score}"),
            label,
            source: "s".into(),
            lang: "en".into(),
            channel: "sms".into(),
            group: group.into(),
            level,
            score,
            kind: (level > Level::None).then(|| "parcel-fee".into()),
            expected: Some("parcel-fee".into()),
            expected_level: Some(Level::Caution),
            signals: vec!["deadline".into()],
            excerpt: String::new(),
        }
    }

    #[test]
    fn a_group_counts_once_however_many_messages_it_has() {
        let mut tally = Tally::new(5);
        for i in 0..9 {
            tally.add(judged(Label::Scam, Level::Danger, "one", f64::from(i)));
        }
        tally.add(judged(Label::Scam, Level::None, "two", 0.1));
        tally.add(judged(Label::Ham, Level::Caution, "three", 0.6));
        assert_eq!(tally.rows.scam.from(Level::Danger), 9.0);
        let groups = tally.by_group();
        assert_eq!((groups.scam.total, groups.scam.from(Level::Caution)), (2.0, 1.0));
        assert_eq!(tally.named, (10, 9, 9));
        assert_eq!(tally.expected, (11, 10));
        assert_eq!((tally.signals["deadline"].scam, tally.signals["deadline"].ham), (10, 1));
    }

    #[test]
    fn only_the_worst_are_kept_and_they_come_first() {
        let mut tally = Tally::new(2);
        for i in 0..200 {
            tally.add(judged(Label::Scam, Level::None, "g", f64::from((i * 37) % 200)));
            tally.add(judged(Label::Ham, Level::Danger, "h", f64::from((i * 37) % 200)));
        }
        let (misses, alarms) = tally.finish();
        assert_eq!(misses.iter().map(|m| m.score).collect::<Vec<_>>(), [0.0, 1.0]);
        assert_eq!(alarms.iter().map(|m| m.score).collect::<Vec<_>>(), [199.0, 198.0]);
    }
}
