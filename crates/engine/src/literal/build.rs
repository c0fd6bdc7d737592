//! Making the columns of [`Literals`], when a Pack is compiled.

use std::collections::BTreeMap;

use super::{BUCKETS, CLASSES, NONE, OPEN, bucket, class, is_word};
use crate::rules::{END_BOUND, LiteralUse, Literals, START_BOUND, Strings};

/// Collects literals in any order and lays them out for [`super::scan`].
#[derive(Clone, Debug, Default)]
pub struct LiteralsBuilder {
    literals: BTreeMap<(String, u8), Vec<u32>>,
}

/// The bounds that mean something for a literal: none on a side that does not end in a letter or
/// digit of a script with gaps between words.
pub fn natural_bounds(text: &str) -> u8 {
    let mut bounds = 0;
    if text.chars().next().is_some_and(is_word) {
        bounds |= START_BOUND;
    }
    if text.chars().next_back().is_some_and(is_word) {
        bounds |= END_BOUND;
    }
    bounds
}

impl LiteralsBuilder {
    /// An empty builder.
    pub fn new() -> LiteralsBuilder {
        LiteralsBuilder::default()
    }

    /// Adds a folded literal for one use. Bounds that would mean nothing (see [`natural_bounds`])
    /// are dropped; an empty literal, which would be found everywhere, is ignored. The same text with
    /// other bounds is another literal; the same use twice counts once.
    pub fn add(&mut self, text: &str, bounds: u8, for_use: LiteralUse) {
        if text.is_empty() {
            return;
        }
        let key = (text.to_owned(), bounds & natural_bounds(text));
        let uses = self.literals.entry(key).or_default();
        let packed = for_use.pack();
        if !uses.contains(&packed) {
            uses.push(packed);
        }
    }

    /// The finished columns: sorted, and the same whatever the order of [`LiteralsBuilder::add`].
    pub fn build(self) -> Literals {
        let mut literals = Literals::default();
        let mut texts = Strings::default();
        let mut open = [false; CLASSES * CLASSES];
        // The literals that begin the current one, shortest first.
        let mut chain: Vec<u32> = Vec::new();
        for ((text, bounds), mut uses) in self.literals {
            while chain.last().is_some_and(|&i| !text.starts_with(texts.get(i))) {
                chain.pop();
            }
            literals.shorter.push(chain.last().copied().unwrap_or(NONE));
            chain.push(texts.push(&text));
            literals.bounds.push(bounds);
            uses.sort_unstable();
            literals.uses.append(&mut uses);
            literals.use_ends.push(literals.uses.len() as u32);
            if bounds & START_BOUND == 0 {
                let bytes = text.as_bytes();
                if bytes.len() == 1 {
                    let first = class(bytes[0]) * CLASSES;
                    open[first..first + CLASSES].fill(true);
                } else {
                    open[bucket(bytes)] = true;
                }
            }
        }
        let mut buckets = vec![0; BUCKETS];
        for text in texts.iter() {
            buckets[bucket(text.as_bytes()) + 1] += 1;
        }
        for i in 1..BUCKETS {
            buckets[i] += buckets[i - 1];
        }
        for (entry, open) in buckets.iter_mut().zip(open) {
            if open {
                *entry |= OPEN;
            }
        }
        literals.buckets = buckets;
        literals.texts = texts;
        literals
    }
}
