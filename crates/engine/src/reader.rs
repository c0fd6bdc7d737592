//! What the words of a message show: first the words that every message is searched for, then those
//! of the languages it is written in.

use std::ops::Range;

use crate::fold::{Folded, fold};
use crate::literal::{self, Hit};
use crate::message::{Field, Span};
use crate::negation::Clauses;
use crate::pattern::{MESSAGE_STEPS, Machine, PatternHit};
use crate::rules::{Detector, Language, LiteralUse, Literals, Patterns, Rules, flag};
use crate::scene::Mention;
use crate::score::{Fill, Seen};

/// A message is in a language when it has so many different words of those that nearly every text
/// of it has. One alone may be a name ("Die Hard", "La Paz") …
const COMMON_WORDS: usize = 2;
/// … save in messages of so few words, which have no room for more.
const SHORT_WORDS: usize = 8;
/// A language is not told by words that it shares with a neighbour: German "mama", Dutch "mama". It
/// must have one for every so many of the language that has most.
const NEIGHBOUR_SHARE: usize = 3;

/// One text of the message.
struct Text {
    field: Field,
    folded: Folded,
    hits: Vec<Hit>,
}

/// Reads the texts of one message, keeping its buffers between them.
pub(crate) struct Reader<'r> {
    rules: &'r Rules,
    texts: Vec<Text>,
    machine: Machine,
    /// Steps the machine may still take for this message.
    steps: u32,
    matches: Vec<PatternHit>,
    /// What was found in the words, and by detectors.
    pub(crate) seen: Vec<Seen>,
    /// Brands that are named.
    pub(crate) mentions: Vec<Mention>,
    /// Whether something was left out because there was too much of it.
    pub(crate) truncated: bool,
}

impl<'r> Reader<'r> {
    pub(crate) fn new(rules: &'r Rules) -> Reader<'r> {
        Reader {
            rules,
            texts: Vec::new(),
            machine: Machine::new(),
            steps: MESSAGE_STEPS,
            matches: Vec::new(),
            seen: Vec::new(),
            mentions: Vec::new(),
            truncated: false,
        }
    }

    /// Takes a text in; [`Reader::judge`] looks at all of them together.
    pub(crate) fn add(&mut self, field: Field, text: &str) {
        if text.is_empty() {
            return;
        }
        let folded = fold(text, &self.rules.fold);
        for disguise in &folded.disguises {
            let span = Span { field, range: disguise.original.clone() };
            self.detected(disguise.detector, span, Fill::default());
        }
        let mut hits = Vec::new();
        self.truncated |= !literal::scan(&folded.text, &self.rules.literals, &mut hits);
        for (used, range) in self.rules.literals.found(&hits) {
            if let LiteralUse::Brand(brand) = used {
                let span = Span { field, range: folded.original(range) };
                self.mentions.push(Mention { brand, span });
            }
        }
        self.texts.push(Text { field, folded, hits });
    }

    /// Adds what the words of all texts show, in the languages they are told to be in as well as in
    /// those `given`. Returns the languages whose words were never learned.
    pub(crate) fn judge(&mut self, given: &[&str]) -> Vec<String> {
        let rules = self.rules;
        let (mut known, mut unread) = (Vec::new(), Vec::new());
        let told = self.languages();
        let mut codes: Vec<&str> = told.iter().map(|&told| rules.told.get(told)).collect();
        codes.extend(given);
        codes.sort_unstable();
        codes.dedup();
        for code in codes {
            match rules.language(code) {
                Some(language) => known.push(language),
                None => unread.push(code.to_owned()),
            }
        }
        for text in std::mem::take(&mut self.texts) {
            // A sender's name is no statement: only brands are looked for in it.
            if text.field != Field::SenderName {
                self.read(&text, &known);
            }
        }
        unread
    }

    /// The languages, other than English, that the texts are written in.
    fn languages(&self) -> Vec<u32> {
        let mut common: Vec<(u32, &[u8])> = Vec::new();
        let mut words = 0;
        for text in self.texts.iter().filter(|text| text.field != Field::SenderName) {
            words += text.folded.text.split_ascii_whitespace().take(SHORT_WORDS + 1).count();
            for (used, range) in self.rules.literals.found(&text.hits) {
                if let LiteralUse::Common(language) = used {
                    let word = text.folded.text.as_bytes().get(range).unwrap_or(&[]);
                    common.push((language, word));
                }
            }
        }
        common.sort_unstable();
        common.dedup();
        let each = || common.chunk_by(|one, other| one.0 == other.0);
        let most = each().map(<[_]>::len).max().unwrap_or(0);
        let least = if words > SHORT_WORDS { COMMON_WORDS } else { 1 };
        let enough = least.max(most / NEIGHBOUR_SHARE);
        each().filter(|words| words.len() >= enough).map(|words| words[0].0).collect()
    }

    /// Adds what the words of one text show.
    fn read(&mut self, text: &Text, languages: &[&Language]) {
        let rules = self.rules;
        let Text { field, folded, hits } = text;
        let own: Vec<Vec<Hit>> = languages
            .iter()
            .map(|language| {
                let mut hits = Vec::new();
                self.truncated |= !literal::scan(&folded.text, &language.literals, &mut hits);
                hits
            })
            .collect();
        let tables = || {
            let own = languages.iter().zip(&own);
            let own = own.map(|(language, hits)| (&language.literals, &language.patterns, hits));
            std::iter::once((&rules.literals, &rules.patterns, hits)).chain(own)
        };
        let uses = || tables().flat_map(|(literals, _, hits)| literals.found(hits));
        let clauses = Clauses::new(&folded.text, uses());
        // What was found, as signal and folded range.
        let mut found: Vec<(u32, Range<usize>)> = Vec::new();
        found.extend(uses().filter_map(|(used, range)| match used {
            LiteralUse::Signal(signal) => Some((signal, range)),
            _ => None,
        }));
        for (literals, patterns, hits) in tables() {
            self.match_patterns(&folded.text, hits, literals, patterns);
            found.extend(self.matches.iter().filter_map(|hit| {
                let signal = *patterns.signal.get(hit.pattern as usize)?;
                Some((signal, hit.range.clone()))
            }));
        }
        found.sort_by_key(|(signal, range)| (range.start, range.end, *signal));
        for (signal, range) in found {
            let flags = rules.signals.flags.get(signal as usize).copied().unwrap_or(0);
            if flags & flag::SUBJECT_ONLY != 0 && *field != Field::Subject {
                continue;
            }
            let negatable = flags & flag::NEGATABLE != 0;
            let held = if negatable { clauses.held(range.clone()) } else { None };
            let span = Span { field: *field, range: folded.original(range) };
            self.seen.push(Seen { signal, span, held, fill: Fill::default() });
        }
    }

    /// Leaves in `matches` what the patterns find in a text.
    fn match_patterns(
        &mut self,
        text: &str,
        hits: &[Hit],
        literals: &Literals,
        patterns: &Patterns,
    ) {
        let gates = literals.found(hits).filter_map(|(used, range)| match used {
            LiteralUse::Gate(gate) => Some((gate, range)),
            _ => None,
        });
        self.matches.clear();
        self.machine.run_within(&mut self.steps, text, gates, patterns, &mut self.matches);
    }

    /// Adds the signals that a detector shows.
    pub(crate) fn detected(&mut self, detector: Detector, span: Span, fill: Fill) {
        let number = detector as u8 + 1;
        for (signal, &bound) in self.rules.signals.detector.iter().enumerate() {
            if bound == number {
                self.seen.push(Seen {
                    signal: signal as u32,
                    span: span.clone(),
                    held: None,
                    fill: fill.clone(),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::literal::LiteralsBuilder;
    use crate::rules::{END_BOUND, START_BOUND};

    /// Rules that tell German and Dutch.
    fn rules() -> Rules {
        let mut rules = Rules::default();
        let mut literals = LiteralsBuilder::new();
        for (words, index) in [("nicht und ist mein mama", 0), ("niet het is mijn mama", 1)] {
            for word in words.split(' ') {
                literals.add(word, START_BOUND | END_BOUND, LiteralUse::Common(index));
            }
        }
        rules.literals = literals.build();
        rules.told.push("de");
        rules.told.push("nl");
        rules
    }

    #[test]
    fn a_language_is_told_by_its_common_words() {
        let rules = rules();
        let table: &[(&[&str], &[&str])] = &[
            (&["no word of any other language stands in this english text"], &[]),
            (&["only one word of german may be a name in it: mein kampf"], &[]),
            (&["das ist nicht so einfach wie es sich der herr gedacht hat"], &["de"]),
            // Over all texts together.
            (&["das ist ein betreff", "und hier steht noch ein satz mit mehr als acht"], &["de"]),
            // A short message has no room for more.
            (&["mein konto"], &["de"]),
            (&["mama"], &["de", "nl"]),
            // Shared words do not make a second language; several of its own do.
            (&["mama das ist mein handy und es geht nicht mehr seit gestern abend"], &["de"]),
            (&["mama das ist mein handy en dat is niet het mijn seit gestern"], &["de", "nl"]),
        ];
        for (texts, expected) in table {
            let mut reader = Reader::new(&rules);
            texts.iter().for_each(|text| reader.add(Field::Body, text));
            assert_eq!(reader.judge(&[]), *expected, "{texts:?}");
        }
    }

    #[test]
    fn a_senders_name_tells_no_language() {
        let rules = rules();
        let mut reader = Reader::new(&rules);
        reader.add(Field::SenderName, "mein");
        assert!(reader.judge(&[]).is_empty());
    }
}
