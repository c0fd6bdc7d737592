//! From tree to program.

use std::collections::HashMap;

use caveat_engine::pattern::code::{self, HEADER};
use regex_syntax::hir::Look;

use super::error::PatternErrorKind;
use super::tree::{Node, Ranges};

/// Writes one program and the class records it refers to.
#[derive(Default)]
pub(super) struct Emitter {
    code: Vec<u16>,
    ranges: Vec<u32>,
    classes: HashMap<Ranges, u16>,
    slots: u16,
}

type Emitted = Result<(), PatternErrorKind>;

impl Emitter {
    /// The program of a tree, and its class records.
    pub(super) fn emit(tree: &Node) -> Result<(Vec<u16>, Vec<u32>), PatternErrorKind> {
        let mut emitter = Emitter::default();
        emitter.code.resize(HEADER, 0);
        emitter.node(tree)?;
        emitter.code.push(code::pack(code::MATCH, 0));
        if emitter.code.len() > code::MAX_WORDS || emitter.slots > code::MAX_SLOTS {
            return Err(PatternErrorKind::TooLarge);
        }
        let mut first = [0u16; 8];
        begins(tree, &mut first);
        emitter.code[0] = emitter.slots;
        emitter.code[1..HEADER].copy_from_slice(&first);
        Ok((emitter.code, emitter.ranges))
    }

    fn node(&mut self, node: &Node) -> Emitted {
        if self.code.len() > code::MAX_WORDS {
            return Err(PatternErrorKind::TooLarge);
        }
        match node {
            Node::Char(c) => match *c as u32 {
                c if c < 0x1000 => self.code.push(code::pack(code::CHAR, c as u16)),
                c => {
                    self.code.push(code::pack(code::WIDE, (c >> 16) as u16));
                    self.code.push(c as u16);
                }
            },
            Node::Class(ranges) => {
                let class = self.class(ranges)?;
                self.code.extend([code::pack(code::CLASS, 0), class]);
            }
            Node::Space => {
                self.code.extend([code::pack(code::SPACE, 0), code::pack(code::NEWLINE, 0)])
            }
            Node::Repeat(ranges, min, max) => {
                let class = self.class(ranges)?;
                if self.slots == code::MAX_SLOTS {
                    return Err(PatternErrorKind::TooLarge);
                }
                self.code.extend([code::pack(code::REPEAT, self.slots), min << 8 | max, class]);
                self.slots += 1;
            }
            Node::Concat(parts) => parts.iter().try_for_each(|part| self.node(part))?,
            Node::Alt(parts) => {
                let mut ends = Vec::new();
                for (i, part) in parts.iter().enumerate() {
                    if i + 1 == parts.len() {
                        self.node(part)?;
                        break;
                    }
                    let split = self.hole();
                    self.node(part)?;
                    ends.push(self.hole());
                    self.fill(split, code::SPLIT)?;
                }
                for end in ends {
                    self.fill(end, code::JUMP)?;
                }
            }
            Node::Optional(part) => {
                let split = self.hole();
                self.node(part)?;
                self.fill(split, code::SPLIT)?;
            }
            Node::Look(look) => self.look(*look)?,
            Node::Outside => self.word(0b0111)?,
        }
        Ok(())
    }

    fn look(&mut self, look: Look) -> Emitted {
        // Bit 2p + n of the word looks: p and n say whether a word's character stands before and
        // after.
        let edge = match look {
            Look::Start => 0,
            Look::End => 1,
            Look::StartLF => 2,
            Look::EndLF => 3,
            Look::WordUnicode => return self.word(0b0110),
            Look::WordUnicodeNegate => return self.word(0b1001),
            Look::WordStartUnicode => return self.word(0b0010),
            Look::WordEndUnicode => return self.word(0b0100),
            Look::WordStartHalfUnicode => return self.word(0b0011),
            Look::WordEndHalfUnicode => return self.word(0b0101),
            _ => return Err(PatternErrorKind::UnsupportedLook),
        };
        self.code.push(code::pack(code::EDGE, edge));
        Ok(())
    }

    fn word(&mut self, table: u16) -> Emitted {
        let class = self.class(&super::words::ranges())?;
        self.code.extend([code::pack(code::WORD, table), class]);
        Ok(())
    }

    /// Leaves room for a jump.
    fn hole(&mut self) -> usize {
        self.code.push(0);
        self.code.len() - 1
    }

    /// Lets the jump at `hole` lead here.
    fn fill(&mut self, hole: usize, operation: u16) -> Emitted {
        if self.code.len() >= code::MAX_WORDS {
            return Err(PatternErrorKind::TooLarge);
        }
        self.code[hole] = code::pack(operation, self.code.len() as u16);
        Ok(())
    }

    /// The class's record, as an index in pairs of numbers.
    fn class(&mut self, ranges: &Ranges) -> Result<u16, PatternErrorKind> {
        if let Some(&index) = self.classes.get(ranges) {
            return Ok(index);
        }
        let index = u16::try_from(self.ranges.len() / 2).map_err(|_| PatternErrorKind::TooLarge)?;
        let mut ascii = [0u32; 4];
        let mut others = Vec::new();
        for &(first, last) in ranges {
            for c in first as u32..=(last as u32).min(0x7f) {
                ascii[c as usize / 32] |= 1 << (c % 32);
            }
            if last as u32 >= 0x80 {
                others.extend([(first as u32).max(0x80), last as u32]);
            }
        }
        self.ranges.extend([others.len() as u32 / 2, 0]);
        self.ranges.extend(ascii);
        self.ranges.extend(others);
        self.classes.insert(ranges.clone(), index);
        Ok(index)
    }
}

/// Adds the ASCII characters a match may begin with; false if the node may match nothing, so that
/// what follows it counts as well.
fn begins(node: &Node, first: &mut [u16; 8]) -> bool {
    let mut add = |low: char, high: char| {
        for c in low as u32..=(high as u32).min(0x7f) {
            first[c as usize >> 4] |= 1 << (c & 15);
        }
    };
    match node {
        Node::Char(c) => add(*c, *c),
        Node::Space => {
            add(' ', ' ');
            add('\n', '\n');
        }
        Node::Class(ranges) => ranges.iter().for_each(|&(low, high)| add(low, high)),
        Node::Repeat(ranges, min, _) => {
            ranges.iter().for_each(|&(low, high)| add(low, high));
            return *min > 0;
        }
        Node::Concat(parts) => return parts.iter().any(|part| begins(part, first)),
        Node::Alt(parts) => {
            let mut all = true;
            for part in parts {
                all &= begins(part, first);
            }
            return all;
        }
        Node::Optional(part) => {
            begins(part, first);
            return false;
        }
        Node::Look(_) | Node::Outside => return false,
    }
    true
}
