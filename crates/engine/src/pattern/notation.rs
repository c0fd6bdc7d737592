//! How a Pack writes patterns down, and the assembler that makes programs of that.
//!
//! A program ([`code`]) is made to be run, and three times as long as it need be: every way out of a
//! group names the place it leads to. A Pack therefore holds *notations*, which brotli packs to
//! the size of the authors' own regular expressions, and the machine assembles the few whose gates
//! open in a text. That takes about as long as running them.
//!
//! A notation is a run of bytes. Those from `!` to `~` stand for themselves, and a space for the
//! space that may also be a paragraph break. The others are marks:
//!
//! | mark | bytes behind it | meaning |
//! |---|---|---|
//! | [`WIDE`] | 3 | the character with that code point |
//! | [`CLASS`] | 2 | a character of the class at that record |
//! | [`REPEAT`] | fewest, most, 2 | so many characters of the class at that record |
//! | [`WORD`] | table, 2 | a look at the characters before and after, see [`code::WORD`] |
//! | [`EDGE`] | 1 | a look for an edge, see [`code::EDGE`] |
//! | [`OPTIONAL`] | | what follows up to its [`END`] may be missing |
//! | [`EITHER`] | | the first of several ways begins |
//! | [`OR`] | | the next way begins, and it is not the last |
//! | [`LAST`] | | the last way begins; its [`END`] ends the group |
//! | [`END`] | | the group ends |
//!
//! Numbers of several bytes are little endian.

use super::code::{self, HEADER};
use crate::rules::Patterns;

/// A character that no byte stands for.
pub const WIDE: u8 = 1;
/// A character of a class.
pub const CLASS: u8 = 2;
/// Several characters of a class.
pub const REPEAT: u8 = 3;
/// A look at the characters around.
pub const WORD: u8 = 4;
/// A look for an edge.
pub const EDGE: u8 = 5;
/// What may be missing.
pub const OPTIONAL: u8 = 6;
/// The first of several ways.
pub const EITHER: u8 = 7;
/// One more way.
pub const OR: u8 = 8;
/// The last way.
pub const LAST: u8 = 9;
/// The end of a group.
pub const END: u8 = 11;

/// How many bytes a mark has, with those behind it.
pub const fn length(mark: u8) -> usize {
    match mark {
        WIDE | WORD => 4,
        CLASS => 3,
        REPEAT => 5,
        EDGE => 2,
        _ => 1,
    }
}

/// Where behind a mark the two bytes of its class stand, if it names one.
pub const fn class_at(mark: u8) -> Option<usize> {
    match mark {
        CLASS | REPEAT | WORD => Some(length(mark) - 2),
        _ => None,
    }
}

/// Whether a notation makes a program: one that is not damaged, and not too large.
pub fn assembles(notation: &[u8]) -> bool {
    Assembler::default().write(notation).is_some()
}

/// A group that is being assembled.
#[derive(Clone, Debug)]
struct Group {
    /// The hole for the split to what follows the part that is being assembled; none in the last way.
    split: Option<usize>,
    /// How many exits there were before this group's.
    exits: usize,
    optional: bool,
}

/// Makes programs of notations. Keeps its buffers.
#[derive(Clone, Debug, Default)]
pub(super) struct Assembler {
    program: Vec<u16>,
    groups: Vec<Group>,
    /// Holes for the jumps out of ways that have ended.
    exits: Vec<usize>,
    reached: Vec<u64>,
}

impl Assembler {
    /// The program of the pattern at `index`; `None` when its notation is damaged.
    pub(super) fn assemble(&mut self, patterns: &Patterns, index: usize) -> Option<&[u16]> {
        let end = *patterns.notation_ends.get(index)? as usize;
        let start = match index {
            0 => 0,
            _ => *patterns.notation_ends.get(index - 1)? as usize,
        };
        self.write(patterns.notation.get(start..end)?)?;
        self.header(&patterns.ranges);
        Some(&self.program)
    }

    fn write(&mut self, mut rest: &[u8]) -> Option<()> {
        self.program.clear();
        self.program.resize(HEADER, 0);
        self.groups.clear();
        self.exits.clear();
        let mut slots = 0;
        while let [mark, behind @ ..] = rest {
            rest = behind;
            match *mark {
                b' ' => {
                    self.program.extend([code::pack(code::SPACE, 0), code::pack(code::NEWLINE, 0)])
                }
                byte @ b'!'..=b'~' => self.program.push(code::pack(code::CHAR, byte.into())),
                WIDE => self.character(u32::from_le_bytes({
                    let [a, b, c] = take(&mut rest)?;
                    [a, b, c, 0]
                })),
                CLASS => {
                    let class = u16::from_le_bytes(take(&mut rest)?);
                    self.program.extend([code::pack(code::CLASS, 0), class]);
                }
                REPEAT => {
                    let [least, most, a, b] = take(&mut rest)?;
                    if slots == code::MAX_SLOTS || most == 0 || least > most {
                        return None;
                    }
                    let counts = u16::from(least) << 8 | u16::from(most);
                    self.program.extend([
                        code::pack(code::REPEAT, slots),
                        counts,
                        u16::from_le_bytes([a, b]),
                    ]);
                    slots += 1;
                }
                WORD => {
                    let [table, a, b] = take(&mut rest)?;
                    let class = u16::from_le_bytes([a, b]);
                    self.program.extend([code::pack(code::WORD, table.into()), class]);
                }
                EDGE => {
                    let [edge] = take(&mut rest)?;
                    self.program.push(code::pack(code::EDGE, edge.into()));
                }
                OPTIONAL | EITHER => {
                    let split = Some(self.hole());
                    let exits = self.exits.len();
                    self.groups.push(Group { split, exits, optional: *mark == OPTIONAL });
                }
                OR | LAST => self.next_way(*mark == OR)?,
                END => self.end()?,
                _ => return None,
            }
            if self.program.len() >= code::MAX_WORDS {
                return None;
            }
        }
        self.program.push(code::pack(code::MATCH, 0));
        self.program[0] = slots;
        self.groups.is_empty().then_some(())
    }

    fn character(&mut self, point: u32) {
        match point {
            0..0x1000 => self.program.push(code::pack(code::CHAR, point as u16)),
            _ => {
                self.program.extend([code::pack(code::WIDE, (point >> 16) as u16), point as u16]);
            }
        }
    }

    fn next_way(&mut self, another: bool) -> Option<()> {
        let exit = self.hole();
        self.exits.push(exit);
        let split = another.then_some(self.program.len());
        let group = self.groups.last_mut().filter(|group| !group.optional)?;
        let before = std::mem::replace(&mut group.split, split)?;
        self.lead(before, code::SPLIT);
        if another {
            self.hole();
        }
        Some(())
    }

    fn end(&mut self) -> Option<()> {
        let group = self.groups.pop()?;
        match group.split {
            Some(split) if group.optional => self.lead(split, code::SPLIT),
            None if !group.optional => {}
            _ => return None,
        }
        while self.exits.len() > group.exits {
            let exit = self.exits.pop()?;
            self.lead(exit, code::JUMP);
        }
        Some(())
    }

    /// Leaves room for a jump.
    fn hole(&mut self) -> usize {
        self.program.push(0);
        self.program.len() - 1
    }

    /// Lets the jump at `hole` lead here.
    fn lead(&mut self, hole: usize, operation: u16) {
        let here = self.program.len() as u16;
        if let Some(word) = self.program.get_mut(hole) {
            *word = code::pack(operation, here);
        }
    }

    /// Writes into the header which ASCII characters a match may begin with. Jumps lead forward,
    /// so one walk sees all that can be reached without taking a character.
    fn header(&mut self, ranges: &[u32]) {
        let Assembler { program, reached, .. } = self;
        reached.clear();
        reached.resize(program.len() / 64 + 1, 0);
        let mut first = [0u16; HEADER - 1];
        let (mut at, mut furthest) = (HEADER, 0);
        reach(reached, &mut furthest, at);
        while at <= furthest && at < program.len() {
            let (operation, argument) = code::unpack(program[at]);
            let next = at + code::length(program[at]).unwrap_or(1);
            if reached[at / 64] >> (at % 64) & 1 == 1 {
                let mut goes_on = false;
                match operation {
                    code::CHAR => add(&mut first, argument.into()),
                    code::CLASS | code::REPEAT => {
                        let class = program.get(next - 1).copied().unwrap_or(0);
                        let record = ranges.get(class as usize * 2..).unwrap_or(&[]);
                        for (i, word) in first.iter_mut().enumerate() {
                            let ascii = record.get(2 + i / 2).copied().unwrap_or(0);
                            *word |= (ascii >> (i % 2 * 16)) as u16;
                        }
                        let least = program.get(at + 1).copied().unwrap_or(0) >> 8;
                        goes_on = operation == code::REPEAT && least == 0;
                    }
                    code::SPACE => {
                        add(&mut first, b' '.into());
                        add(&mut first, b'\n'.into());
                    }
                    code::SPLIT | code::JUMP => {
                        reach(reached, &mut furthest, argument.into());
                        goes_on = operation == code::SPLIT;
                    }
                    code::WORD | code::EDGE | code::NEWLINE => goes_on = true,
                    _ => {}
                }
                if goes_on {
                    reach(reached, &mut furthest, next);
                }
            }
            at = next;
        }
        program[1..HEADER].copy_from_slice(&first);
    }
}

/// The next bytes of a notation.
fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, behind) = rest.split_first_chunk()?;
    *rest = behind;
    Some(*taken)
}

/// Notes that the word at `at` can be reached.
fn reach(reached: &mut [u64], furthest: &mut usize, at: usize) {
    *furthest = at.max(*furthest);
    if let Some(word) = reached.get_mut(at / 64) {
        *word |= 1 << (at % 64);
    }
}

/// Adds a character to a set of ASCII characters.
fn add(first: &mut [u16; HEADER - 1], c: usize) {
    if let Some(word) = first.get_mut(c >> 4) {
        *word |= 1 << (c & 15);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use code::{CHAR, JUMP, MATCH, NEWLINE, SPACE, SPLIT, pack};

    fn program(notation: &[u8]) -> Option<Vec<u16>> {
        let patterns = Patterns {
            notation: notation.to_vec(),
            notation_ends: vec![notation.len() as u32],
            // One class: a and the characters from U+0080 to U+0090.
            ranges: vec![1, 0, 0, 0, 0, 1 << 1, 0x80, 0x90],
            ..Patterns::default()
        };
        Assembler::default().assemble(&patterns, 0).map(<[u16]>::to_vec)
    }

    #[test]
    fn groups_become_jumps_forward() {
        let c = |c: u8| pack(CHAR, c.into());
        let table: [(&[u8], Vec<u16>); 4] = [
            (b"a b", vec![c(b'a'), pack(SPACE, 0), pack(NEWLINE, 0), c(b'b')]),
            (&[OPTIONAL, b'a', END, b'b'], vec![pack(SPLIT, 11), c(b'a'), c(b'b')]),
            (
                &[EITHER, b'a', OR, b'b', LAST, b'c', END],
                vec![
                    pack(SPLIT, 12),
                    c(b'a'),
                    pack(JUMP, 16),
                    pack(SPLIT, 15),
                    c(b'b'),
                    pack(JUMP, 16),
                    c(b'c'),
                ],
            ),
            (&[WIDE, 0x0a, 0, 0], vec![c(b'\n')]),
        ];
        for (notation, mut expected) in table {
            expected.push(pack(MATCH, 0));
            let program = program(notation).expect("sound");
            assert_eq!(program[HEADER..], expected, "{notation:x?}");
        }
    }

    #[test]
    fn the_header_holds_what_may_come_first() {
        let table: [(&[u8], &str); 7] = [
            (b"ab", "a"),
            (b" b", "\n "),
            (&[OPTIONAL, b'x', END, b'y', b'z'], "xy"),
            (&[EITHER, b'p', b'q', OR, b'q', LAST, OPTIONAL, b'r', END, END, b's'], "pqrs"),
            (&[CLASS, 0, 0, b'z'], "a"),
            (&[REPEAT, 0, 3, 0, 0, b'z'], "az"),
            (&[REPEAT, 1, 3, 0, 0, b'z'], "a"),
        ];
        for (notation, expected) in table {
            let program = program(notation).expect("sound");
            let first = |c: &u8| program[1 + (c >> 4) as usize] >> (c & 15) & 1 == 1;
            let found: String = (0..128u8).filter(first).map(char::from).collect();
            assert_eq!(found, expected, "{notation:x?}");
        }
    }
}
