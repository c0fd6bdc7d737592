//! The format of pattern programs.
//!
//! A program is a run of 16-bit words: a header of [`HEADER`] words, then instructions.
//!
//! | header word | meaning |
//! |---|---|
//! | 0 | number of counted repeats ("slots"), at most [`MAX_SLOTS`] |
//! | 1–8 | set of ASCII characters a match may begin with: bit `c & 15` of word `1 + (c >> 4)` |
//!
//! An instruction's first word holds its operation in the top 4 bits and an argument `a` in the
//! low 12. "Goes on" means: to the next instruction.
//!
//! | operation | words | meaning |
//! |---|---|---|
//! | [`CHAR`] | 1 | takes the character with code point `a`, goes on |
//! | [`WIDE`] | 2 | takes the character `a << 16 \| word 1`, goes on |
//! | [`CLASS`] | 2 | takes a character of the class at word 1, goes on |
//! | [`REPEAT`] | 3 | takes `word 1 >> 8` to `word 1 & 255` characters (at most 127) of the class at word 2, goes on; `a` is its slot, slots being numbered in the order of the code |
//! | [`SPACE`] | 1 | takes a space and goes on behind the [`NEWLINE`] that must follow; or takes a line feed and goes on to that |
//! | [`NEWLINE`] | 1 | takes a line feed or nothing, goes on |
//! | [`SPLIT`] | 1 | goes on, and to word `a` of the program as well |
//! | [`JUMP`] | 1 | goes to word `a` |
//! | [`WORD`] | 2 | goes on if bit `2p + n` of `a` is set, where `p` and `n` say whether the character before and after is in the class at word 1 |
//! | [`EDGE`] | 1 | goes on at the start of the text (`a` = 0), its end (1), the start of a line (2), its end (3) |
//! | [`MATCH`] | 1 | the pattern matches up to here |
//!
//! `SPLIT` and `JUMP` lead forward only, so no program can go round in circles. The last
//! instruction is a `MATCH`.
//!
//! A class at `i` is a record in [`crate::rules::Patterns::ranges`], beginning at number `2i`: how
//! many ranges it has, a zero, four numbers that are the set of its ASCII characters, then the
//! ranges of its other characters, first and last, ascending.

/// Words before the first instruction.
pub const HEADER: usize = 9;
/// Longest program, in words: what 12 bits can address.
pub const MAX_WORDS: usize = 1 << 12;
/// Most counted repeats in one program.
pub const MAX_SLOTS: u16 = 64;
/// Highest count of a [`REPEAT`].
pub const MAX_REPEAT: u16 = 127;
/// Numbers of a class record before its ranges.
pub const CLASS_HEADER: usize = 6;

/// Takes one character.
pub const CHAR: u16 = 0;
/// Takes one character with a code point of more than 12 bits.
pub const WIDE: u16 = 1;
/// Takes one character of a class.
pub const CLASS: u16 = 2;
/// Takes several characters of a class.
pub const REPEAT: u16 = 3;
/// Takes a space or the first line feed of a paragraph break.
pub const SPACE: u16 = 4;
/// Takes the second line feed of a paragraph break, if there is one.
pub const NEWLINE: u16 = 5;
/// Goes two ways.
pub const SPLIT: u16 = 6;
/// Goes elsewhere.
pub const JUMP: u16 = 7;
/// Looks whether letters or digits stand before and after.
pub const WORD: u16 = 8;
/// Looks for the start or end of the text or a line.
pub const EDGE: u16 = 9;
/// The pattern matches.
pub const MATCH: u16 = 10;

/// An instruction's first word.
pub const fn pack(operation: u16, argument: u16) -> u16 {
    operation << 12 | argument & 0xfff
}

/// Operation and argument of an instruction's first word.
pub const fn unpack(word: u16) -> (u16, u16) {
    (word >> 12, word & 0xfff)
}

/// How many words the instruction has that begins with `word`; `None` for an unknown operation.
pub const fn length(word: u16) -> Option<usize> {
    match unpack(word).0 {
        CHAR | SPACE | NEWLINE | SPLIT | JUMP | EDGE | MATCH => Some(1),
        WIDE | CLASS | WORD => Some(2),
        REPEAT => Some(3),
        _ => None,
    }
}

/// Which word of the instruction with that operation names a class, if one does.
pub const fn class_word(operation: u16) -> Option<usize> {
    match operation {
        CLASS | WORD => Some(1),
        REPEAT => Some(2),
        _ => None,
    }
}
