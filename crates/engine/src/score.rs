//! Signals seen → one probability, a level, and the kind that fits best.
//!
//! The sum is of logits, in thousandths and in whole numbers, so that it is the same on every
//! machine: bias + warnings (repeats within a family count for less and less) − calm words (capped, and
//! only against other words) − honest structure + the lift of the best-fitting kind. A kind that rests on
//! words alone is words too: what calms more than the warnings weigh takes the rest off its lift.
//!
//! A message that tells of a scam in two different ways ("scammers call and say", a quoted text, "is this
//! real?") repeats the words of one and attempts none: there words add nothing, and only kinds that rest
//! on a false link or sender as well can fit. A false link counts no more only where it stands in the very
//! words that tell, as in a quoted text.

use crate::message::{Field, Message, Span};
use crate::rules::{Op, Rules, Scams, flag};
use crate::scan::{CAREFUL, Care};
use crate::verdict::{Exception, Finding, Held, Level, ScamMatch, Verdict};

/// Most findings a verdict lists, strongest first. A reader looks at three.
const MAX_FINDINGS: usize = 64;
/// Most places listed for one signal.
const MAX_PLACES: usize = 3;
/// Largest score that is not yet certain: nothing is.
const MAX_SCORE: u32 = 9_999;

/// What a signal without weight of its own counts for when kinds are compared: silent signals are
/// what tells kinds apart.
const MIN_SHARE: i32 = 500;
/// What a named brand counts for when kinds are compared.
const BRAND_SHARE: i32 = 1500;

/// What fills the placeholders of a signal's sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fill {
    pub(crate) brand: Option<u32>,
    pub(crate) domain: String,
    pub(crate) shown: String,
}

/// One signal at one place.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) signal: u32,
    pub(crate) span: Span,
    pub(crate) held: Option<Held>,
    pub(crate) fill: Fill,
}

/// A kind whose condition is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fit {
    /// Index into the scams.
    scam: usize,
    /// Index into the conditions.
    condition: usize,
    lift: i32,
    ceiling: u8,
    /// How much of the message the kind explains: weight of its signals that were seen, each
    /// shared among the kinds that rest on it.
    explained: i32,
}

/// Judges what was seen.
pub(crate) fn judge(
    message: &Message,
    rules: &Rules,
    seen: &[Seen],
    brands: &[u32],
    care: Care,
) -> Verdict {
    let channel = message.channel.bit();
    let counts = |s: &&Seen| {
        let i = s.signal as usize;
        rules.signals.channels.get(i).is_some_and(|set| set & channel != 0)
    };
    let (mut active, mut exceptions) = (Vec::new(), Vec::new());
    for s in seen.iter().filter(counts) {
        match s.held {
            None => active.push(s),
            Some(held) => exceptions.push(Exception {
                signal: rules.strings.get(rules.signals.id[s.signal as usize]).to_owned(),
                span: s.span.clone(),
                held,
            }),
        }
    }
    let told = told(rules, &active);
    if told {
        let tells: Vec<&Span> =
            active.iter().filter(|s| tells(rules, s)).map(|s| &s.span).collect();
        let quoted = |s: &&Seen| {
            warns_by_structure(rules, s.signal as usize)
                && tells.iter().any(|tell| within(&s.span, tell))
        };
        let (shown, real) = active.iter().partition(|s| quoted(s));
        exceptions.extend(Vec::into_iter(shown).map(|s: &Seen| Exception {
            signal: rules.strings.get(rules.signals.id[s.signal as usize]).to_owned(),
            span: s.span.clone(),
            held: Held::Reported,
        }));
        active = real;
    }
    let mut present = vec![false; rules.signals.len()];
    for s in &active {
        present[s.signal as usize] = true;
    }
    let parts = contributions(rules, &present, told);
    let facts = Facts { present: &present, told, brands, channel, calm_left: parts.calm_left };
    let fits = fits(rules, &facts);
    // An earlier bubble is context: without a word of its own, this one is not warned about.
    let speaks = active.iter().any(|s| !matches!(s.span.field, Field::Turn(_)));
    let (level, score) = level(rules, parts.logit, fits.adds.filter(|_| speaks));
    let (level, score) =
        if speaks { (level, score) } else { (Level::None, logistic(rules.scoring.bias)) };
    // Often without a kind: then a careful reader is told that something may be off, and why.
    let early = care == Care::More && speaks && level == Level::None && score >= CAREFUL;
    let level = if early { Level::Caution } else { level };
    let named = match level {
        Level::None => None,
        Level::Caution => fits.names,
        Level::Danger => fits.outright(&rules.scams),
    };
    let scam = named.map(|fit| scam_match(rules, fit, level));
    Verdict {
        level,
        score: f64::from(score) / 10_000.0,
        scam,
        findings: findings(rules, &active, &parts.by_signal, named),
        exceptions,
        truncated: false,
        targets: Vec::new(),
        claims: String::new(),
        unread: Vec::new(),
    }
}

/// Whether the message tells of a scam: two different signals do, at places apart. "Is this a scam?" is
/// one thing that was said, whatever it is seen by.
fn told(rules: &Rules, active: &[&Seen]) -> bool {
    let tells: Vec<&Seen> = active.iter().filter(|s| tells(rules, s)).copied().collect();
    let apart = |a: &Span, b: &Span| {
        let shared = a.range.end.min(b.range.end).saturating_sub(a.range.start.max(b.range.start));
        a.field != b.field || shared * 2 < a.range.len().min(b.range.len())
    };
    tells
        .iter()
        .enumerate()
        .any(|(i, a)| tells[..i].iter().any(|b| a.signal != b.signal && apart(&a.span, &b.span)))
}

fn tells(rules: &Rules, seen: &Seen) -> bool {
    rules.signals.flags[seen.signal as usize] & flag::TELLS != 0
}

fn within(inner: &Span, outer: &Span) -> bool {
    inner.field == outer.field
        && outer.range.start <= inner.range.start
        && inner.range.end <= outer.range.end
}

/// Whether a signal is a false link or sender: it warns, and no word can take that away.
fn warns_by_structure(rules: &Rules, signal: usize) -> bool {
    rules.signals.weight[signal] > 0 && structural(rules, signal)
}

struct Parts {
    /// What each signal adds, by index; zero when it is absent.
    by_signal: Vec<i32>,
    logit: i32,
    /// What calms beyond the weight of the words.
    calm_left: i32,
}

/// What each present signal adds, and the sum with the bias. What is only told adds nothing.
fn contributions(rules: &Rules, present: &[bool], told: bool) -> Parts {
    let signals = &rules.signals;
    let adds = |i: usize| present[i] && !(told && signals.weight[i] > 0 && !structural(rules, i));
    let mut order: Vec<usize> = (0..signals.len()).filter(|&i| adds(i)).collect();
    order.sort_by_key(|&i| (-signals.weight[i], i));
    let mut by_signal = vec![0; signals.len()];
    // Each family seen, with the share that its next signal counts for.
    let mut families: Vec<(u32, i32)> = Vec::new();
    let (mut words, mut structure, mut calm, mut honest) = (0i32, 0i32, 0i32, 0i32);
    for i in order {
        let (weight, flags) = (signals.weight[i], signals.flags[i]);
        if flags & flag::CALMING != 0 {
            by_signal[i] = weight;
            let sum = if flags & flag::STRUCTURAL != 0 { &mut honest } else { &mut calm };
            *sum = sum.saturating_sub(weight);
            continue;
        }
        let family = signals.family[i];
        let known = families.iter().position(|(seen, _)| *seen == family);
        let share = known.map_or(100, |at| families[at].1);
        if weight > 0 {
            let next = share * rules.scoring.repeat_percent as i32 / 100;
            match known {
                Some(at) => families[at].1 = next,
                None => families.push((family, next)),
            }
        }
        by_signal[i] = (i64::from(weight) * i64::from(share) / 100) as i32;
        let sum = if flags & flag::STRUCTURAL != 0 { &mut structure } else { &mut words };
        *sum = sum.saturating_add(by_signal[i]);
    }
    // Good words can take other words' force, within the cap, and never touch structure.
    let words = words.saturating_sub(calm.min(rules.scoring.calm_cap));
    let logit = rules.scoring.bias.saturating_add(words.max(0)).saturating_add(structure);
    Parts { by_signal, logit: logit.saturating_sub(honest), calm_left: (-words).max(0) }
}

/// Level and score with the kind's lift, held below the condition's ceiling.
fn level(rules: &Rules, logit: i32, fit: Option<Fit>) -> (Level, u32) {
    let scoring = &rules.scoring;
    let of = |score: u32| match score {
        s if s >= scoring.danger => Level::Danger,
        s if s >= scoring.caution => Level::Caution,
        _ => Level::None,
    };
    let alone = logistic(logit);
    let Some(fit) = fit else {
        // Long letters gather words of many stories and tell none.
        let nameless = logistic(logit.saturating_sub(scoring.nameless));
        return (of(nameless), nameless);
    };
    let lifted = logistic(logit.saturating_add(fit.lift));
    if fit.ceiling >= crate::rules::NO_LIMIT || of(lifted) < Level::Danger {
        return (of(lifted), lifted);
    }
    let held = alone.max(scoring.danger.saturating_sub(1).min(lifted));
    (of(held), held)
}

/// The probability of a logit, in ten-thousandths, by additions and multiplications alone:
/// those give the same result on every machine, `f64::exp` does not.
fn logistic(millilogits: i32) -> u32 {
    let x = f64::from(millilogits.clamp(-30_000, 30_000)) / 1000.0;
    // e^-x = (e^(-x/1024))^1024, the inner one by its series: |x/1024| < 0.03.
    let step = -x / 1024.0;
    let mut power = 1.0 + step * (1.0 + step / 2.0 * (1.0 + step / 3.0 * (1.0 + step / 4.0)));
    for _ in 0..10 {
        power *= power;
    }
    let p = 10_000.0 / (1.0 + power);
    ((p + 0.5) as u32).min(MAX_SCORE)
}

/// The conditions that are met, by what they are for.
#[derive(Clone, Copy, Debug, Default)]
struct Fits {
    /// Adds most: gives the score.
    adds: Option<Fit>,
    /// Explains most of what was seen: gives the name. "Hurry" and a false link fit many kinds, a
    /// held parcel fits one.
    names: Option<Fit>,
    /// The same among conditions that may reach `danger`: names what is called a scam outright.
    names_danger: Option<Fit>,
}

impl Fits {
    /// The kind that names what is called a scam outright. Where only a net can say so, the kind
    /// whose opening it caught gives the name, and the net the certainty.
    fn outright(&self, scams: &Scams) -> Option<Fit> {
        let is_net = |fit: &Fit| scams.net[fit.scam] != 0;
        match (self.names_danger, self.names) {
            (Some(sure), Some(opening)) if is_net(&sure) && !is_net(&opening) => {
                Some(Fit { ceiling: sure.ceiling, ..opening })
            }
            (sure, opening) => sure.or(opening),
        }
    }
}

/// Whether a signal is seen in what the message is, not in what it says.
fn structural(rules: &Rules, signal: usize) -> bool {
    rules.signals.flags[signal] & flag::STRUCTURAL != 0
}

/// What conditions are held against.
struct Facts<'a> {
    present: &'a [bool],
    /// The words tell of a scam.
    told: bool,
    brands: &'a [u32],
    channel: u8,
    /// What calms beyond the weight of the words.
    calm_left: i32,
}

fn fits(rules: &Rules, facts: &Facts<'_>) -> Fits {
    fn keep<K: Ord>(best: &mut Option<Fit>, fit: Fit, rank: impl Fn(Fit) -> K) {
        if best.is_none_or(|b| rank(fit) > rank(b)) {
            *best = Some(fit);
        }
    }
    let scams = &rules.scams;
    let mut fits = Fits::default();
    let mut condition = 0;
    for scam in 0..scams.len() {
        let end = scams.condition_ends[scam] as usize;
        for c in condition..end {
            if scams.channels[scam] & facts.channel == 0 {
                continue;
            }
            let Some(explained) = met(rules, c, facts.present, facts.brands) else { continue };
            let words_alone = !rests_on_structure(rules, c, facts.present);
            if facts.told && words_alone {
                continue;
            }
            let calm = if words_alone { facts.calm_left } else { 0 };
            // Never below zero: words that calm take nothing from what a false link adds.
            let lift = scams.lift[c].saturating_sub(calm).max(0);
            let ceiling = scams.ceiling[c];
            let fit = Fit { scam, condition: c, lift, ceiling, explained };
            keep(&mut fits.adds, fit, |f| (f.ceiling, f.lift));
            let rank = |f: Fit| (scams.net[f.scam] == 0, f.explained, f.lift);
            keep(&mut fits.names, fit, rank);
            if ceiling >= crate::rules::NO_LIMIT {
                keep(&mut fits.names_danger, fit, rank);
            }
        }
        condition = end;
    }
    fits
}

/// The terms of a condition: operation and set.
fn terms(rules: &Rules, condition: usize) -> impl Iterator<Item = (Op, &[u32])> {
    let scams = &rules.scams;
    let start = |ends: &[u32], i: usize| if i == 0 { 0 } else { ends[i - 1] as usize };
    let range = start(&scams.term_ends, condition)..scams.term_ends[condition] as usize;
    range.filter_map(move |t| {
        let set = &scams.set[start(&scams.set_ends, t)..scams.set_ends[t] as usize];
        Op::unpack(scams.term_op[t]).map(|op| (op, set))
    })
}

/// Whether a false link or sender that was seen is among what the condition asks for.
fn rests_on_structure(rules: &Rules, condition: usize, present: &[bool]) -> bool {
    let false_one = |&s: &u32| present[s as usize] && warns_by_structure(rules, s as usize);
    terms(rules, condition)
        .any(|(op, set)| !matches!(op, Op::None | Op::Brand) && set.iter().any(false_one))
}

/// The weight of the condition's signals that were seen, when every term holds.
fn met(rules: &Rules, condition: usize, present: &[bool], brands: &[u32]) -> Option<i32> {
    let mut explained = 0;
    for (op, set) in terms(rules, condition) {
        if op == Op::Brand {
            if !set.iter().any(|b| brands.contains(b)) {
                return None;
            }
            // A named brand makes the fit closer than one that would do for anybody.
            explained += BRAND_SHARE;
            continue;
        }
        let count = set.iter().filter(|&&s| present[s as usize]).count();
        let holds = match op {
            Op::All => count == set.len(),
            Op::Any => count > 0,
            Op::AtLeast(n) => count >= n as usize,
            Op::None => count == 0,
            Op::Brand => true,
        };
        if !holds {
            return None;
        }
        let share = |&s: &u32| {
            let i = s as usize;
            // By the square: six shared signals must not outweigh the one that is a kind's own.
            let kinds = i32::from(rules.signals.kinds[i].max(1));
            rules.signals.weight[i].max(MIN_SHARE) / (kinds * kinds)
        };
        if op != Op::None {
            explained += set.iter().filter(|&&s| present[s as usize]).map(share).sum::<i32>();
        }
    }
    Some(explained)
}

fn scam_match(rules: &Rules, fit: Fit, level: Level) -> ScamMatch {
    let scams = &rules.scams;
    // A kind whose opening alone was seen is worded softly, whatever else makes the level.
    let outright = level == Level::Danger && fit.ceiling >= crate::rules::NO_LIMIT;
    let title = if outright { &scams.title_danger } else { &scams.title_caution };
    let text = |column: &[u32]| rules.strings.get(column[fit.scam]).to_owned();
    ScamMatch { id: text(&scams.id), title: text(title), guide: text(&scams.guide) }
}

/// Findings to show: every weighing signal, and the silent ones the kind rests on.
fn findings(rules: &Rules, active: &[&Seen], parts: &[i32], fit: Option<Fit>) -> Vec<Finding> {
    let signals = &rules.signals;
    let rests_on = |signal: u32| {
        fit.is_some_and(|f| {
            terms(rules, f.condition)
                .any(|(op, set)| !matches!(op, Op::None | Op::Brand) && set.contains(&signal))
        })
    };
    let mut places = vec![0usize; signals.len()];
    let mut out: Vec<Finding> = Vec::new();
    for s in active {
        let i = s.signal as usize;
        let silent = signals.flags[i] & flag::SILENT != 0;
        if (silent && !rests_on(s.signal)) || places[i] >= MAX_PLACES {
            continue;
        }
        places[i] += 1;
        out.push(Finding {
            signal: rules.strings.get(signals.id[i]).to_owned(),
            family: rules.strings.get(signals.family[i]).to_owned(),
            span: s.span.clone(),
            says: fill(rules, rules.strings.get(signals.says[i]), &s.fill),
            // A signal counts once; its further places are evidence, not more weight.
            weight: if places[i] == 1 { parts[i] } else { 0 },
        });
    }
    // Calming findings last, silent ones before them, the rest by weight; ties stay in text order.
    out.sort_by_key(|f| (f.weight < 0, -f.weight));
    out.truncate(MAX_FINDINGS);
    out
}

fn fill(rules: &Rules, says: &str, fill: &Fill) -> String {
    if !says.contains('{') {
        return says.to_owned();
    }
    let brand = fill.brand.and_then(|b| rules.brands.name.get(b as usize));
    let brand = brand.map_or("the company it names", |&b| rules.strings.get(b));
    says.replace("{brand}", brand).replace("{domain}", &fill.domain).replace("{shown}", &fill.shown)
}

#[cfg(test)]
mod tests;
