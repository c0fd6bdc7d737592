//! Proof that notations make well-formed programs.

use super::code::{self, HEADER};
use super::notation::Assembler;
use super::{MAX_CHARS, MAX_GATES};
use crate::rules::{Patterns, RulesError};

/// Checks that every notation makes a program: known instructions, jumps that lead forward to an instruction of the same
/// program, slots in order, classes that exist, a `MATCH` at the end. Checks the columns beside
/// the programs as far as the machine relies on them.
///
/// # Errors
/// Names the first thing that does not hold. Never panics, whatever the columns hold.
pub fn validate(patterns: &Patterns) -> Result<(), RulesError> {
    let mut classes = Classes {
        ranges: &patterns.ranges,
        sound: vec![0; patterns.ranges.len().min(1 << 17) / 128 + 1],
    };
    let mut assembler = Assembler::default();
    let mut gate = 0;
    for index in 0..patterns.signal.len() {
        let max_chars = column(&patterns.max_chars, index, "patterns.max_chars: length")?;
        ensure((1..=MAX_CHARS).contains(&max_chars), "patterns.max_chars: out of bounds")?;
        let gate_end = column(&patterns.gate_ends, index, "patterns.gate_ends: length")? as usize;
        ensure(
            (gate + 1..=gate + MAX_GATES).contains(&gate_end),
            "patterns.gate_ends: a pattern with no gate or too many",
        )?;
        gate = gate_end;
        let program = assembler
            .assemble(patterns, index)
            .ok_or(RulesError { what: "patterns.notation: damaged" })?;
        validate_program(program, &mut classes)?;
    }
    let end = patterns.notation_ends.last().map_or(0, |&end| end as usize);
    ensure(end == patterns.notation.len(), "patterns.notation_ends")
}

fn validate_program(program: &[u16], classes: &mut Classes) -> Result<(), RulesError> {
    ensure(
        (HEADER + 1..=code::MAX_WORDS).contains(&program.len()),
        "patterns.notation: length of a program",
    )?;
    // Targets still ahead: each must turn out to be the start of an instruction.
    let mut targets = [0u64; code::MAX_WORDS / 64];
    let mut slots = 0;
    let mut at = HEADER;
    let mut last = code::CHAR;
    while at < program.len() {
        targets[at / 64] &= !(1 << (at % 64));
        let (operation, argument) = code::unpack(program[at]);
        let length = code::length(program[at])
            .ok_or(RulesError { what: "patterns.notation: unknown instruction" })?;
        let words = program
            .get(at..at + length)
            .ok_or(RulesError { what: "patterns.notation: an instruction is cut short" })?;
        if let Some(&class) = code::class_word(operation).and_then(|word| words.get(word)) {
            classes.validate(class)?;
        }
        let next = at + length;
        match operation {
            code::SPLIT | code::JUMP => {
                let target = argument as usize;
                ensure(
                    (next..program.len()).contains(&target),
                    "patterns.notation: a jump leads astray",
                )?;
                targets[target / 64] |= 1 << (target % 64);
            }
            code::REPEAT => {
                let (min, max) = (words[1] >> 8, words[1] & 255);
                ensure(argument == slots, "patterns.notation: slots out of order")?;
                ensure(
                    min <= max && (1..=code::MAX_REPEAT).contains(&max),
                    "patterns.notation: a repeat out of bounds",
                )?;
                slots += 1;
            }
            code::SPACE => ensure(
                program.get(next).map(|&w| code::unpack(w).0) == Some(code::NEWLINE),
                "patterns.notation: a space without its line feed",
            )?,
            code::WORD => ensure(argument < 16, "patterns.notation: unknown look")?,
            code::EDGE => ensure(argument < 4, "patterns.notation: unknown look")?,
            _ => {}
        }
        last = operation;
        at = next;
    }
    ensure(last == code::MATCH, "patterns.notation: a program without an end")?;
    ensure(targets.iter().all(|&t| t == 0), "patterns.notation: a jump into an instruction")?;
    ensure(slots == program[0] && slots <= code::MAX_SLOTS, "patterns.notation: number of slots")
}

/// The class records. Each is looked at once: most programs share a few, and one of them is long.
struct Classes<'a> {
    ranges: &'a [u32],
    /// Bit per record that was found sound.
    sound: Vec<u64>,
}

impl Classes<'_> {
    fn validate(&mut self, class: u16) -> Result<(), RulesError> {
        const WHAT: &str = "patterns.ranges: a class is damaged";
        let (word, bit) = (class as usize / 64, 1 << (class % 64));
        if self.sound.get(word).is_some_and(|sound| sound & bit != 0) {
            return Ok(());
        }
        let record = self.ranges.get(class as usize * 2..).unwrap_or(&[]);
        let count = column(record, 0, WHAT)? as usize;
        let ranges = record
            .get(code::CLASS_HEADER..)
            .and_then(|rest| rest.get(..count.checked_mul(2)?))
            .ok_or(RulesError { what: WHAT })?;
        let mut above = 0x80;
        for pair in ranges.chunks_exact(2) {
            ensure(above <= pair[0] && pair[0] <= pair[1], WHAT)?;
            above = pair[1].saturating_add(1);
        }
        if let Some(sound) = self.sound.get_mut(word) {
            *sound |= bit;
        }
        Ok(())
    }
}

fn column<T: Copy>(column: &[T], index: usize, what: &'static str) -> Result<T, RulesError> {
    column.get(index).copied().ok_or(RulesError { what })
}

fn ensure(holds: bool, what: &'static str) -> Result<(), RulesError> {
    if holds { Ok(()) } else { Err(RulesError { what }) }
}
