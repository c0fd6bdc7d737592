//! Folding: one plain spelling for everything that reads the same.
//!
//! Rules are written once, in plain words, and folded by the same function as the messages, so
//! both meet in the middle: lower case, no accents, ASCII where a letter poses as ASCII, single
//! spaces, no invisible characters. Two steps:
//!
//! 1. `chars`: each character by the [`FoldTable`], white space runs to one space (blank lines to
//!    `"\n\n"`, which end a clause), kana and Hangul parts composed, text between reversing marks
//!    turned round.
//! 2. `words`: letters set apart are joined ("p a y p a l"), digits inside words become the
//!    letters they stand for ("acc0unt").
//!
//! `fold(fold(x)) == fold(x)`: every step leaves nothing for itself or an earlier step to do. That
//! is why the table is closed, why joining comes before letters-for-digits, and why a word with one
//! digit that is no letter keeps all its digits.
//!
//! Undone disguise is reported only where honest writing does not do the same.

mod chars;
mod disguise;
mod map;
mod words;

use std::ops::Range;

use crate::rules::{Detector, FoldTable};
use map::Map;

/// Longer texts are cut here: offsets are 32 bit, and a character can grow elevenfold.
const MAX_TEXT: usize = 1 << 26;

/// A folded text that knows where each byte came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The text to match against.
    pub text: String,
    /// Disguises undone, at most one of each kind, in the order of [`Detector`].
    pub disguises: Vec<Disguise>,
    map: Map,
    original_len: usize,
}

/// A disguise that folding took off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disguise {
    /// Which kind; one of the `Disguise…` detectors.
    pub detector: Detector,
    /// Where it is first seen in the original text, on character boundaries.
    pub original: Range<usize>,
}

impl Folded {
    /// The bytes of the original text that `folded` came from: on character boundaries, inside the
    /// text, and not empty unless `folded` is. A range inside a character, or beyond the end, is
    /// widened or cut to fit.
    pub fn original(&self, folded: Range<usize>) -> Range<usize> {
        let mut start = folded.start.min(self.text.len());
        let mut end = folded.end.clamp(start, self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        if start == end {
            let at =
                if start == self.text.len() { self.original_len } else { self.map.start(start) };
            return at..at;
        }
        self.map.start(start)..self.map.end(end)
    }
}

/// Folds `text`. Phrases and messages must be folded by the same table.
pub fn fold(text: &str, table: &FoldTable) -> Folded {
    let text = &text[..text.floor_char_boundary(MAX_TEXT)];
    let mut spelled = chars::fold(text, table);
    let mut disguises = disguise::letters(text, table, &spelled);
    let (text_out, map) = match words::edits(&spelled, text) {
        Some(edits) => {
            disguises.extend(edits.disguises);
            map::apply(&spelled.text, &spelled.map, &edits.list)
        }
        None => (spelled.text, std::mem::take(&mut spelled.map)),
    };
    disguises.sort_by_key(|d| d.detector);
    disguises.dedup_by_key(|d| d.detector);
    Folded { text: text_out, disguises, map, original_len: text.len() }
}

#[cfg(test)]
mod tests;
