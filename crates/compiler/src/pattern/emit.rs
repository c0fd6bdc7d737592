//! From tree to notation.

use std::collections::HashMap;

use caveat_engine::pattern::{code, notation};
use regex_syntax::hir::Look;

use super::error::PatternErrorKind;
use super::tree::{Node, Ranges};

/// Writes one notation and the class records it refers to.
#[derive(Default)]
pub(super) struct Emitter {
    notation: Vec<u8>,
    ranges: Vec<u32>,
    classes: HashMap<Ranges, u16>,
}

/// Bytes that no notation of a program has: no word of a program is made of more than four.
const MAX_NOTATION: usize = code::MAX_WORDS * 4;

type Emitted = Result<(), PatternErrorKind>;

impl Emitter {
    /// The notation of a tree, and its class records.
    pub(super) fn emit(tree: &Node) -> Result<(Vec<u8>, Vec<u32>), PatternErrorKind> {
        let mut emitter = Emitter::default();
        emitter.node(tree)?;
        if !notation::assembles(&emitter.notation) {
            return Err(PatternErrorKind::TooLarge);
        }
        Ok((emitter.notation, emitter.ranges))
    }

    fn node(&mut self, node: &Node) -> Emitted {
        if self.notation.len() > MAX_NOTATION {
            return Err(PatternErrorKind::TooLarge);
        }
        match node {
            Node::Char(c @ '!'..='~') => self.notation.push(*c as u8),
            Node::Char(c) => {
                let [a, b, d, _] = u32::from(*c).to_le_bytes();
                self.notation.extend([notation::WIDE, a, b, d]);
            }
            Node::Class(ranges) => {
                self.notation.push(notation::CLASS);
                self.class(ranges)?;
            }
            Node::Space => self.notation.push(b' '),
            Node::Repeat(ranges, min, max) => {
                self.notation.extend([notation::REPEAT, *min as u8, *max as u8]);
                self.class(ranges)?;
            }
            Node::Concat(parts) => parts.iter().try_for_each(|part| self.node(part))?,
            Node::Alt(parts) => self.either(parts)?,
            Node::Optional(part) => {
                self.notation.push(notation::OPTIONAL);
                self.node(part)?;
                self.notation.push(notation::END);
            }
            Node::Look(look) => self.look(*look)?,
            Node::Outside => self.word(0b0111)?,
        }
        Ok(())
    }

    fn either(&mut self, parts: &[Node]) -> Emitted {
        let Some((last, others)) = parts.split_last() else { return Ok(()) };
        for (i, part) in others.iter().enumerate() {
            self.notation.push(if i == 0 { notation::EITHER } else { notation::OR });
            self.node(part)?;
        }
        if others.is_empty() {
            return self.node(last);
        }
        self.notation.push(notation::LAST);
        self.node(last)?;
        self.notation.push(notation::END);
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
        self.notation.extend([notation::EDGE, edge]);
        Ok(())
    }

    fn word(&mut self, table: u8) -> Emitted {
        self.notation.extend([notation::WORD, table]);
        self.class(&super::words::ranges())
    }

    /// Writes the class as the index of its record, in pairs of numbers.
    fn class(&mut self, ranges: &Ranges) -> Emitted {
        let index = match self.classes.get(ranges) {
            Some(&index) => index,
            None => self.record(ranges)?,
        };
        self.notation.extend(index.to_le_bytes());
        Ok(())
    }

    fn record(&mut self, ranges: &Ranges) -> Result<u16, PatternErrorKind> {
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
