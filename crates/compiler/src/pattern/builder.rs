//! Gathers compiled patterns into the columns of a Pack.

use std::collections::HashMap;
use std::fmt;

use caveat_engine::pattern::{code, notation};
use caveat_engine::rules::Patterns;

use super::CompiledPattern;

/// There are too many different classes for one Pack: 65,536 pairs of numbers is the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyClasses;

impl fmt::Display for TooManyClasses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "the patterns use too many different character classes: write fewer or share some",
        )
    }
}

impl std::error::Error for TooManyClasses {}

/// What [`PatternsBuilder::add`] has added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedPattern {
    /// The pattern's index.
    pub pattern: u32,
    /// For each of its gates the number of that set of literals, which patterns share. Each literal of
    /// the compiled pattern's `gates[i]` must be looked for, with its bounds and the use
    /// [`caveat_engine::rules::LiteralUse::Gate`] of the number `gates[i]`.
    pub gates: Vec<u32>,
}

/// Fills [`Patterns`]; equal classes and equal gates of different patterns are stored once.
#[derive(Clone, Debug, Default)]
pub struct PatternsBuilder {
    patterns: Patterns,
    classes: HashMap<Vec<u32>, u16>,
    sets: HashMap<Vec<(String, u8)>, u32>,
}

impl PatternsBuilder {
    /// A builder without patterns.
    pub fn new() -> PatternsBuilder {
        PatternsBuilder::default()
    }

    /// Appends a pattern that shows the signal with that index.
    ///
    /// # Errors
    /// When the table of classes is full. The builder must not be used any further then.
    pub fn add(
        &mut self,
        signal: u32,
        compiled: &CompiledPattern,
    ) -> Result<AddedPattern, TooManyClasses> {
        let mut text = compiled.notation.clone();
        let mut at = 0;
        while let Some(&mark) = text.get(at) {
            let place = notation::class_at(mark).map(|behind| at + behind);
            if let Some([low, high]) = place.and_then(|i| text.get_mut(i..i + 2)) {
                let class = u16::from_le_bytes([*low, *high]);
                [*low, *high] = self.class(record(&compiled.ranges, class))?.to_le_bytes();
            }
            at += notation::length(mark);
        }
        let sets = &mut self.sets;
        let gates: Vec<u32> = compiled
            .gates
            .iter()
            .map(|gate| {
                let next = sets.len() as u32;
                *sets.entry(gate.literals.clone()).or_insert(next)
            })
            .collect();
        let patterns = &mut self.patterns;
        patterns.signal.push(signal);
        patterns.notation.extend(text);
        patterns.notation_ends.push(patterns.notation.len() as u32);
        patterns.max_chars.push(compiled.max_chars);
        patterns.gates.extend(&gates);
        patterns.gate_ends.push(patterns.gates.len() as u32);
        patterns.gaps.extend(compiled.gates.iter().flat_map(|gate| [gate.gap.0, gate.gap.1]));
        Ok(AddedPattern { pattern: patterns.signal.len() as u32 - 1, gates })
    }

    /// The columns.
    pub fn finish(self) -> Patterns {
        self.patterns
    }

    fn class(&mut self, record: &[u32]) -> Result<u16, TooManyClasses> {
        if let Some(&index) = self.classes.get(record) {
            return Ok(index);
        }
        let ranges = &mut self.patterns.ranges;
        let index = u16::try_from(ranges.len() / 2).map_err(|_| TooManyClasses)?;
        ranges.extend(record);
        self.classes.insert(record.to_vec(), index);
        Ok(index)
    }
}

/// A class's record in a compiled pattern.
fn record(ranges: &[u32], class: u16) -> &[u32] {
    let record = ranges.get(class as usize * 2..).unwrap_or(&[]);
    let count = record.first().copied().unwrap_or(0) as usize;
    record.get(..code::CLASS_HEADER + count * 2).unwrap_or(record)
}
