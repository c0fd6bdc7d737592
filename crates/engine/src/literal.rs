//! The literal pass: every phrase, brand name and pattern gate, found in one walk over the text.
//!
//! The browser wakes the engine for single messages, so what counts is the first scan after
//! loading: nothing is built. The literals lie sorted in the Pack with two more columns that
//! [`LiteralsBuilder`] made:
//!
//! * `buckets`: where literals start that share the class of their first two bytes, so that a
//!   binary search looks at a handful of them;
//! * `shorter`: for each literal the longest other one that begins it, or [`NONE`].
//!
//! At each place where a literal may begin, the search finds the last literal that does not sort
//! after the rest of the text. Every literal that begins the rest of the text is that one or
//! on its chain of `shorter`: whatever sorts between a literal and a text that it begins, it
//! begins too. A place costs a few comparisons, and most places in the middle of words cost two
//! look-ups, because nearly all literals start at the start of a word.

mod build;

use std::ops::Range;

pub use build::{LiteralsBuilder, natural_bounds};

use crate::rules::{END_BOUND, Literals, RulesError, START_BOUND};

/// In `shorter`: no other literal begins this one.
pub const NONE: u32 = u32::MAX;

/// Hits of one literal kept per text. Nobody repeats a phrase this often; hostile text does, to
/// make us slow.
pub const MAX_HITS_PER_LITERAL: u16 = 2_048;

/// Hits kept per text, whatever the literals: 1.5 MB at most.
pub const MAX_HITS: usize = 65_536;

/// Classes of bytes for `buckets`, in byte order: below `a`, each letter, above `z`, and eight
/// stretches of the bytes that only other scripts use.
pub(crate) const CLASSES: usize = 36;
/// One bucket for each pair of classes (all second bytes are one class where the first is no
/// letter), and the end of the last.
pub(crate) const BUCKETS: usize = CLASSES * CLASSES + 1;
/// In a bucket: some literal in it, or a shorter one that begins those, may start inside a word.
pub(crate) const OPEN: u32 = 1 << 31;

/// A literal found in a folded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index into [`Literals`].
    pub literal: u32,
    /// Where, in bytes of the folded text.
    pub range: Range<usize>,
}

/// A byte's class: ascending with the byte.
#[inline]
pub(crate) fn class(byte: u8) -> usize {
    match byte {
        0..b'a' => 0,
        b'a'..=b'z' => 1 + (byte - b'a') as usize,
        b'{'..0x80 => 27,
        0x80.. => 28 + ((byte - 0x80) >> 4) as usize,
    }
}

#[inline]
pub(crate) fn bucket(text: &[u8]) -> usize {
    let first = text.first().map_or(0, |&b| class(b));
    // Only below one first byte are second bytes in the order of the texts.
    let second = match (first, text.get(1)) {
        (1..=26, Some(&byte)) => class(byte),
        _ => 0,
    };
    first * CLASSES + second
}

/// Whether `c` continues a word, for the bounds of literals. Scripts that write without gaps, or glue
/// endings to words as Korean does, bound nothing; nor do footnote digits.
pub fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    match u32::from(c) {
        0xb2 | 0xb3 | 0xb9 | 0xaa | 0xba | 0x2070..=0x209f => false,
        0xc0..=0x52f => c.is_alphabetic(),
        // Thai, Lao, Tibetan, Burmese, Hangul parts, Khmer.
        0xe00..=0x109f | 0x1100..=0x11ff | 0x1780..=0x17ff => false,
        // Kana, ideographs, Hangul, half-width forms.
        0x2e80..=0xa4cf | 0xa960..=0xa97f | 0xac00..=0xd7ff | 0xf900..=0xfaff => false,
        0xff00..=0xffef | 0x1b000..=0x1b2ff | 0x20000.. => false,
        // Digits of Arabic and its neighbours, of N'Ko, and of the scripts of India, which all
        // have them at the same place of their block. Fractions and numbers in circles are none.
        0x660..=0x669 | 0x6f0..=0x6f9 | 0x7c0..=0x7c9 => true,
        code @ 0x900..=0xdff if matches!(code & 0x7f, 0x66..=0x6f) => true,
        _ => c.is_alphabetic(),
    }
}

/// Whether a word character ends right before `at`.
#[inline]
fn word_before(text: &str, at: usize) -> bool {
    match at.checked_sub(1).map(|i| text.as_bytes()[i]) {
        None => false,
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        Some(_) => text[..at].chars().next_back().is_some_and(is_word),
    }
}

#[inline]
fn word_after(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        None => false,
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        Some(_) => text[at..].chars().next().is_some_and(is_word),
    }
}

/// Finds every occurrence of every literal in a folded text, overlapping ones too, and appends
/// them to `out` by where they start, the longest first.
///
/// Returns false when hits were left out because there were more than [`MAX_HITS`], or more than
/// [`MAX_HITS_PER_LITERAL`] of one. Literals that are not damaged
/// ([`Rules::validate`](crate::Rules::validate)) are all that is asked; damaged ones only miss.
pub fn scan(text: &str, literals: &Literals, out: &mut Vec<Hit>) -> bool {
    let (bytes, count) = (text.as_bytes(), literals.texts.len());
    if literals.buckets.len() != BUCKETS || literals.shorter.len() != count {
        return count == 0;
    }
    let full = out.len() + MAX_HITS;
    let mut seen = vec![0u16; count];
    let mut complete = true;
    for at in 0..bytes.len() {
        let byte = bytes[at];
        if byte & 0xc0 == 0x80 {
            continue;
        }
        let bucket = bucket(&bytes[at..]);
        let entry = literals.buckets[bucket];
        let inside = word_before(text, at);
        if inside && entry & OPEN == 0 {
            continue;
        }
        let (low, high) = (entry & !OPEN, literals.buckets[bucket + 1] & !OPEN);
        let mut literal = last_not_after(literals, &bytes[at..], low, high);
        while literal != NONE {
            let text_of = literals.texts.bytes(literal);
            let bounds = literals.bounds.get(literal as usize).copied().unwrap_or(0);
            let end = at + text_of.len();
            let starts = bounds & START_BOUND == 0 || !inside;
            let ends = || bounds & END_BOUND == 0 || !word_after(text, end);
            if starts && !text_of.is_empty() && bytes[at..].starts_with(text_of) && ends() {
                let seen = &mut seen[literal as usize];
                if *seen == MAX_HITS_PER_LITERAL {
                    complete = false;
                } else if out.len() == full {
                    return false;
                } else {
                    *seen += 1;
                    out.push(Hit { literal, range: at..end });
                }
            }
            let shorter = literals.shorter[literal as usize];
            // Chains only descend; a damaged one ends here instead of turning in a circle.
            literal = if shorter < literal { shorter } else { NONE };
        }
    }
    complete
}

/// The last literal that does not sort after `rest`, or [`NONE`], looked for where the bucket says.
fn last_not_after(literals: &Literals, rest: &[u8], mut low: u32, mut high: u32) -> u32 {
    let count = literals.texts.len() as u32;
    high = high.min(count);
    while low < high {
        let middle = low + (high - low) / 2;
        if literals.texts.bytes(middle) <= rest {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    // Before the bucket stands the one literal of a single byte that may begin those in it.
    low.min(count).checked_sub(1).unwrap_or(NONE)
}

/// Checks the columns that only this module reads.
///
/// # Errors
/// When a column has the wrong length or points outside its table.
pub(crate) fn validate(literals: &Literals) -> Result<(), RulesError> {
    let count = literals.texts.len();
    let ensure = |holds: bool, what| {
        if holds { Ok(()) } else { Err(RulesError { what }) }
    };
    ensure(literals.shorter.len() == count, "literals.shorter: length")?;
    ensure(
        (0u32..).zip(&literals.shorter).all(|(i, &s)| s == NONE || s < i),
        "literals.shorter: not an earlier literal",
    )?;
    let buckets = &literals.buckets;
    let ascending = buckets.windows(2).all(|w| w[0] & !OPEN <= w[1] & !OPEN);
    let ends = buckets.last().is_none_or(|&end| end as usize == count);
    let length = buckets.len() == BUCKETS || buckets.is_empty() && count == 0;
    ensure(length && ascending && ends, "literals.buckets")
}

#[cfg(test)]
mod tests;
