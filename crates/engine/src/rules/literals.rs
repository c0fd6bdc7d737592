//! The folding table and the literals looked for in one pass.

use std::ops::Range;

use super::Strings;
use crate::literal::Hit;

/// What single characters fold to: NFKC, look-alike skeleton, lower case, marks off, all in one
/// look-up. The compiler makes it from the `unicode-normalization` and `unicode-security` crates.
/// Characters that are not in it fold to themselves (lower-cased ASCII apart, which the engine
/// does itself).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoldTable {
    /// Code points that change, ascending.
    pub from: Vec<u32>,
    /// What each becomes, in the same order; empty means the character vanishes. Closed: every
    /// character of every text folds to itself.
    pub to: Strings,
    /// Per code point in `from`: [`FoldTable::ORDINARY`] and the like, for telling disguise from
    /// ordinary writing.
    pub kind: Vec<u8>,
}

impl FoldTable {
    /// Ordinary writing: case, accents, ligatures, full-width forms.
    pub const ORDINARY: u8 = 0;
    /// A letter of another script that looks like an ASCII letter.
    pub const LOOKALIKE: u8 = 1;
    /// A styled ASCII letter (mathematical, enclosed, …).
    pub const STYLED: u8 = 2;
    /// Invisible: zero width, bidi control, tag, variation selector, soft hyphen.
    pub const INVISIBLE: u8 = 3;
}

/// The character before the literal must not be a letter or digit.
pub const START_BOUND: u8 = 1;
/// The character after the literal must not be a letter or digit.
pub const END_BOUND: u8 = 2;

/// Folded literals and what each one is for. Sorted by bytes, then by bounds; no pair of both
/// twice. Made by [`crate::literal::LiteralsBuilder`], which also fills the two columns that make
/// them quick to find ([`crate::literal`] says how).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Literals {
    /// The literals, folded.
    pub texts: Strings,
    /// [`START_BOUND`] and [`END_BOUND`] per literal. Scripts without spaces set neither.
    pub bounds: Vec<u8>,
    /// Where each literal's uses end in `uses`; ascending.
    pub use_ends: Vec<u32>,
    /// Packed [`LiteralUse`]s.
    pub uses: Vec<u32>,
    /// For each literal the longest other one that begins it, always an earlier one, or
    /// [`crate::literal::NONE`].
    pub shorter: Vec<u32>,
    /// Where the literals of each pair of first bytes start; empty when there are no literals at
    /// all.
    pub buckets: Vec<u32>,
}

/// What a literal's presence means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LiteralUse {
    /// A phrase of the signal with that index.
    Signal(u32),
    /// Opens the gates of that number, see [`super::Patterns::gates`].
    Gate(u32),
    /// Denies what follows in its clause ("never", "do not").
    Negator,
    /// Looks like a negator and is none ("if you do not"); takes precedence where longer.
    CounterNegator,
    /// Tells that what follows is reported, not said ("scammers will", "they may claim").
    Reporter,
    /// The name of the brand with that index.
    Brand(u32),
    /// Ends what a negator or reporter says ("but", "unless", "so please").
    Contrast,
    /// Denies what was said before it in its sentence ("is a scam", "we will never ask for this").
    Denial,
    /// Nearly every text of the language with that index in [`super::Rules::told`] has it, and English
    /// ones do not.
    Common(u32),
}

impl LiteralUse {
    const SHIFT: u32 = 28;
    const MASK: u32 = (1 << Self::SHIFT) - 1;

    /// The use as one number: kind in the top four bits, index below.
    pub fn pack(self) -> u32 {
        let (kind, index) = match self {
            LiteralUse::Signal(i) => (0, i),
            LiteralUse::Gate(i) => (1, i),
            LiteralUse::Negator => (2, 0),
            LiteralUse::CounterNegator => (3, 0),
            LiteralUse::Reporter => (4, 0),
            LiteralUse::Brand(i) => (5, i),
            LiteralUse::Contrast => (6, 0),
            LiteralUse::Denial => (7, 0),
            LiteralUse::Common(i) => (8, i),
        };
        kind << Self::SHIFT | index & Self::MASK
    }

    /// Reads [`LiteralUse::pack`] back; `None` for a kind this engine does not know.
    pub fn unpack(packed: u32) -> Option<LiteralUse> {
        let index = packed & Self::MASK;
        Some(match packed >> Self::SHIFT {
            0 => LiteralUse::Signal(index),
            1 => LiteralUse::Gate(index),
            2 => LiteralUse::Negator,
            3 => LiteralUse::CounterNegator,
            4 => LiteralUse::Reporter,
            5 => LiteralUse::Brand(index),
            6 => LiteralUse::Contrast,
            7 => LiteralUse::Denial,
            8 => LiteralUse::Common(index),
            _ => return None,
        })
    }
}

impl Literals {
    /// What the hits of [`crate::literal::scan`] with these literals are for, in their order.
    pub fn found<'a>(
        &'a self,
        hits: &'a [Hit],
    ) -> impl Iterator<Item = (LiteralUse, Range<usize>)> + 'a {
        hits.iter().flat_map(|hit| self.uses(hit.literal).map(|used| (used, hit.range.clone())))
    }

    /// The uses of the literal at `index`.
    pub fn uses(&self, index: u32) -> impl Iterator<Item = LiteralUse> + '_ {
        let i = index as usize;
        let end = self.use_ends.get(i).copied().unwrap_or(0) as usize;
        let start =
            if i == 0 { 0 } else { self.use_ends.get(i - 1).copied().unwrap_or(0) as usize };
        self.uses.get(start..end).unwrap_or(&[]).iter().filter_map(|&u| LiteralUse::unpack(u))
    }
}
