//! Negation and report: "never share your code" and "scammers will ask you to buy gift cards" say
//! the words of a scam and are none.
//!
//! The words that turn a sentence are literals like all others (`rules/lists/negation.toml`), so
//! the literal pass has found them already. What is decided here is how far each one reaches. When
//! in doubt it does not: a scam that says "never" somewhere is common, and an honest notice that is
//! warned about because of a doubtful comma is rare.
//!
//! * A **negator** denies what follows in its sentence, up to a contrast ("but", "unless",
//!   "please"), a dash, or a comma that opens a new clause. Lists carry it on: "never share your
//!   code, PIN or password".
//!   The items of a list after "we will never:" are one sentence with it.
//! * A **counter negator** is a longer phrase that only looks like one: "if you do not", "do not
//!   delay". It takes the negators and reporters it overlaps out, and none before it reaches past it.
//! * A **reporter** tells what follows in its sentence, up to a contrast after a comma or dash; after
//!   it, a quotation may hold several sentences.
//! * A **denial** comes after: "… is a scam", also as the answer to a question.

use std::ops::Range;

use crate::rules::LiteralUse;
use crate::verdict::Held;

/// Bytes looked back for the start of a sentence; longer ones are cut here.
const SENTENCE: usize = 400;
/// Bytes looked back for the start of a quotation.
const QUOTATION: usize = 800;
/// Bytes that a negator reaches at most.
const REACH: usize = 180;
/// Bytes into the answer to a question where a denial must begin.
const ANSWER: usize = 48;
/// Bytes of the longest cue; used to look for overlapping ones.
const LONGEST_CUE: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Negator,
    Counter,
    Reporter,
    Contrast,
    Denial,
}

#[derive(Clone, Copy, Debug)]
struct Cue {
    start: usize,
    end: usize,
    kind: Kind,
}

/// A folded text with the words that turn its sentences.
#[derive(Clone, Debug)]
pub struct Clauses<'t> {
    text: &'t str,
    /// By start.
    cues: Vec<Cue>,
}

impl<'t> Clauses<'t> {
    /// Picks the cues out of what the literals found in the text are for.
    pub fn new(
        text: &'t str,
        uses: impl Iterator<Item = (LiteralUse, Range<usize>)>,
    ) -> Clauses<'t> {
        let mut cues = Vec::new();
        for (its_use, Range { start, end }) in uses {
            let kind = match its_use {
                LiteralUse::Negator => Kind::Negator,
                LiteralUse::CounterNegator => Kind::Counter,
                LiteralUse::Reporter => Kind::Reporter,
                LiteralUse::Contrast => Kind::Contrast,
                LiteralUse::Denial => Kind::Denial,
                LiteralUse::Signal(_)
                | LiteralUse::Gate(_)
                | LiteralUse::Brand(_)
                | LiteralUse::Common(_) => continue,
            };
            if text.get(start..end).is_some() {
                cues.push(Cue { start, end, kind });
            }
        }
        cues.sort_by_key(|c| c.start);
        let kept = |cue: &Cue| {
            !matches!(cue.kind, Kind::Negator | Kind::Reporter) || !countered(cue, &cues)
        };
        let cues = cues.iter().copied().filter(kept).collect();
        Clauses { text, cues }
    }

    /// Why what stands at `range` of the folded text does not count, if so. A cue inside the range is
    /// part of the finding and turns nothing: "do not tell anyone" is itself a demand.
    pub fn held(&self, range: Range<usize>) -> Option<Held> {
        self.text.get(range.clone())?;
        if self.cues.is_empty() || range.is_empty() {
            return None;
        }
        let sentence = self.sentence_start(range.start);
        if self.negated(sentence, &range) || self.denied(&range) {
            return Some(Held::Negated);
        }
        let reported = self.reported(sentence, range.start) || self.quoted(range.start);
        reported.then_some(Held::Reported)
    }

    /// Cues that start in the range, in order.
    fn cues_in(&self, range: Range<usize>) -> &[Cue] {
        let from = self.cues.partition_point(|c| c.start < range.start);
        let to = self.cues.partition_point(|c| c.start < range.end);
        self.cues.get(from..to).unwrap_or(&[])
    }

    fn negated(&self, sentence: usize, range: &Range<usize>) -> bool {
        for cue in self.cues_in(sentence..range.start).iter().rev() {
            match cue.kind {
                Kind::Contrast | Kind::Counter if cue.end <= range.start => return false,
                Kind::Negator if self.carries(cue, range) => return true,
                _ => {}
            }
        }
        false
    }

    fn reported(&self, sentence: usize, at: usize) -> bool {
        for cue in self.cues_in(sentence..at).iter().rev() {
            match cue.kind {
                // "scammers will only take gift cards" goes on; "…, so please confirm" does not.
                Kind::Contrast if cue.end <= at && self.opens_clause(cue) => return false,
                Kind::Reporter => return true,
                _ => {}
            }
        }
        false
    }

    /// Whether a comma or dash stands before the cue.
    fn opens_clause(&self, cue: &Cue) -> bool {
        let before = self.text[..cue.start].trim_end();
        before.ends_with([',', ')']) || before.ends_with(" -")
    }

    /// Inside a quotation that a reporter opened.
    fn quoted(&self, at: usize) -> bool {
        let from = self.text.floor_char_boundary(at.saturating_sub(QUOTATION));
        let from = self.text[from..at].rfind("\n\n").map_or(from, |i| from + i + 2);
        let before = &self.text[from..at];
        if before.bytes().filter(|&b| b == b'"').count() % 2 == 0 {
            return false;
        }
        let Some(open) = before.rfind('"').map(|i| from + i) else {
            return false;
        };
        self.reported(self.sentence_start(open), open)
    }

    fn denied(&self, range: &Range<usize>) -> bool {
        let end = self.sentence_end(range.end);
        for cue in self.cues_in(range.end..end) {
            match cue.kind {
                Kind::Contrast => return false,
                Kind::Denial => return !self.doubted(cue),
                _ => {}
            }
        }
        // "Asked to pay with gift cards? That is a scam."
        if !self.text[..end].ends_with('?') {
            return false;
        }
        self.cues_in(end..end + ANSWER)
            .iter()
            .find(|c| c.kind == Kind::Denial)
            .is_some_and(|c| self.sentence_end(end + 1) >= c.end && !self.doubted(c))
    }

    /// "do not think this is a scam"
    fn doubted(&self, denial: &Cue) -> bool {
        let from = denial.start.saturating_sub(32);
        self.cues_in(from..denial.start)
            .iter()
            .any(|c| matches!(c.kind, Kind::Negator | Kind::Counter) && c.end <= denial.start)
    }

    /// Whether a negator still denies what stands at `range`.
    fn carries(&self, negator: &Cue, range: &Range<usize>) -> bool {
        let Some(gap) = self.text.get(negator.end..range.start) else {
            // It runs into the finding: "never share" and "share your code".
            return true;
        };
        if opens_list(gap) {
            return true;
        }
        if gap.len() > REACH || DASHES.iter().any(|d| gap.contains(d)) || colon_breaks(gap) {
            return false;
        }
        let gap = gap.trim_start_matches([' ', ':']);
        let Some((before, last)) = gap.rsplit_once(',') else {
            return true;
        };
        let parenthesis = before.trim_start().starts_with(',') || before.trim().is_empty();
        let extends = EXTENDERS.iter().any(|w| starts_with_word(last.trim_start(), w));
        if parenthesis && gap.matches(',').count() == 2 || extends {
            return true;
        }
        // "never call, text you or ask for …": the list has closed before the finding.
        if let Some(or) = find_word(last, OR) {
            let from = range.start - last.len() + or;
            return !has_word(&self.text[from..range.end], CLAUSE_VERBS);
        }
        // "your code, PIN or password": an item of a list that closes after it.
        let item = last.split_whitespace().count() <= 3;
        let rest = &self.text[range.end..self.sentence_end(range.end)];
        item && find_word(rest, OR).is_some_and(|or| {
            let tail = &rest[or..];
            let tail: Vec<&str> = tail.split_whitespace().take(7).collect();
            !tail.iter().any(|w| CLAUSE_VERBS.contains(&w.trim_end_matches(','))) && or <= 40
        })
    }

    /// Where the sentence that holds `at` starts; a little late when it is very long. The items of a
    /// list belong to the sentence that opens it.
    fn sentence_start(&self, at: usize) -> usize {
        let start = self.line_start(at);
        let from = self.text.floor_char_boundary(at.saturating_sub(SENTENCE));
        let item = self.text[start..].trim_start();
        if !BULLETS.iter().any(|b| item.starts_with(b)) {
            return start;
        }
        match self.text[from..start].rfind(':') {
            Some(colon) if opens_list(&self.text[from + colon..at]) => {
                self.line_start(from + colon)
            }
            _ => start,
        }
    }

    fn line_start(&self, at: usize) -> usize {
        let from = self.text.floor_char_boundary(at.saturating_sub(SENTENCE));
        (from..at).rev().find(|&i| ends_sentence(self.text, i)).map_or(from, |i| i + 1)
    }

    /// Where it ends: after its last sign.
    fn sentence_end(&self, at: usize) -> usize {
        let to = self.text.ceil_char_boundary((at + SENTENCE).min(self.text.len()));
        // The finding's own last sign may be the sentence's.
        (at.saturating_sub(1)..to)
            .find(|&i| ends_sentence(self.text, i))
            .map_or(to, |i| (i + 1).max(at))
    }
}

fn countered(cue: &Cue, cues: &[Cue]) -> bool {
    let from = cues.partition_point(|c| c.start + LONGEST_CUE < cue.start);
    cues[from..].iter().take_while(|c| c.start < cue.end).any(|c| {
        c.kind == Kind::Counter && c.end > cue.start && c.end - c.start > cue.end - cue.start
    })
}

/// Words that say "or" in the languages of the lists, as folded.
const OR: &[&str] = &["or", "nor", "oder", "noch", "ou", "ni", "o"];
/// After "or" these tell of a clause of its own: "or your account will be closed".
const CLAUSE_VERBS: &[&str] = &[
    "will", "would", "may", "is", "are", "gets", "wird", "werden", "sera", "seront", "sara",
    "wordt",
];
/// Words after a comma that stay with what was said before it.
const EXTENDERS: &[&str] =
    &["including", "even", "ever", "not even", "such as", "and never", "especially"];

fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
}

/// The offset of the first of `words` that stands in `text` as a whole word.
fn find_word(text: &str, words: &[&str]) -> Option<usize> {
    let mut at = 0;
    for word in text.split([' ', ',', '\n', '(', ')', '"', '.', ':', '/']) {
        if words.contains(&word) {
            return Some(at);
        }
        at += word.len() + 1;
    }
    None
}

fn has_word(text: &str, words: &[&str]) -> bool {
    find_word(text, words).is_some()
}

/// Signs that open an item of a list.
const BULLETS: [&str; 4] = ["- ", "* ", "• ", "· "];
/// The same inside a line, where without a list they part two thoughts.
const DASHES: [&str; 4] = [" - ", " * ", " • ", " · "];

/// "we will never: - ask for your pin - send a courier": a colon with an item right after it, which
/// carries what was said before it through the whole list.
fn opens_list(gap: &str) -> bool {
    let Some((before, after)) = gap.split_once(':') else {
        return false;
    };
    let after = after.trim_start();
    before.len() <= REACH
        && !DASHES.iter().any(|d| before.contains(d))
        && !before.contains(',')
        && BULLETS.iter().any(|b| after.starts_with(b))
}

/// A colon opens something new, unless the sentence needs what follows it: "we never ask for: …",
/// "never: …".
fn colon_breaks(gap: &str) -> bool {
    let Some(at) = gap.rfind(": ") else {
        return false;
    };
    let last = gap[..at].split_whitespace().next_back().unwrap_or("");
    !matches!(last, "" | "to" | "for" | "you" | "following" | "these" | "things" | "about")
}

/// Whether the byte at `at` is the last sign of a sentence. A dot in "amazon.com", "3.50" or "Mr."
/// is not.
fn ends_sentence(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let next = bytes.get(at + 1).copied();
    match bytes[at] {
        b'\n' => !text[..at].trim_end().ends_with(':'),
        b'!' | b'?' | b';' | b'.' => {
            let apart = next.is_none_or(|b| {
                b.is_ascii_whitespace()
                    || b >= 0x80
                    || matches!(b, b'"' | b'\'' | b')' | b'!' | b'?')
            });
            apart && (bytes[at] != b'.' || !abbreviates(&bytes[..at]))
        }
        _ => false,
    }
}

/// A single letter or a title before a dot.
fn abbreviates(before: &[u8]) -> bool {
    let word = before.iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
    let last = &before[before.len() - word..];
    word == 1 || matches!(last, b"mr" | b"mrs" | b"ms" | b"dr" | b"vs")
}

#[cfg(test)]
mod tests;
