//! Scams: which signals together make a kind. A closed table of conditions, never a language.

/// [`Scams::ceiling`] of a condition that may reach `danger`.
pub const NO_LIMIT: u8 = 2;

/// What a term of a condition asks of its set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// Every signal of the set was seen.
    All,
    /// At least one was.
    Any,
    /// At least that many different ones were.
    AtLeast(u8),
    /// None was.
    None,
    /// One of the brands of the set is named or claimed. The set holds brand indexes.
    Brand,
}

impl Op {
    /// The operation as two bytes: kind, count.
    pub fn pack(self) -> u16 {
        match self {
            Op::All => 0,
            Op::Any => 1,
            Op::AtLeast(n) => 2 | (n as u16) << 8,
            Op::None => 3,
            Op::Brand => 4,
        }
    }

    /// Reads [`Op::pack`] back; `None` for an operation this engine does not know.
    pub fn unpack(packed: u16) -> Option<Op> {
        Some(match packed & 0xff {
            0 => Op::All,
            1 => Op::Any,
            2 => Op::AtLeast((packed >> 8) as u8),
            3 => Op::None,
            4 => Op::Brand,
            _ => return None,
        })
    }
}

/// All kinds, their conditions, and the conditions' terms, each level a run in the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scams {
    /// Id, an index into [`super::Rules::strings`].
    pub id: Vec<u32>,
    /// Title at `danger`, an index into the strings.
    pub title_danger: Vec<u32>,
    /// Title at `caution`, an index into the strings.
    pub title_caution: Vec<u32>,
    /// Guide's name, an index into the strings.
    pub guide: Vec<u32>,
    /// Channels the kind lives in: a set of [`crate::Channel::bit`].
    pub channels: Vec<u8>,
    /// 1 for a net under the others: it gives its name only where no other kind fits.
    pub net: Vec<u8>,
    /// Where each kind's conditions end; ascending.
    pub condition_ends: Vec<u32>,
    /// What a met condition adds to the score, in thousandths of a logit. Only the kind that
    /// fits best adds.
    pub lift: Vec<i32>,
    /// Highest level the condition alone may lead to: 1 `caution`, 2 `danger`. A `caution`
    /// condition names an opening that may be innocent.
    pub ceiling: Vec<u8>,
    /// Where each condition's terms end; ascending. All terms of a condition must hold.
    pub term_ends: Vec<u32>,
    /// Packed [`Op`] per term.
    pub term_op: Vec<u16>,
    /// Where each term's set ends in `set`; ascending.
    pub set_ends: Vec<u32>,
    /// Signal indexes (brand indexes for [`Op::Brand`]).
    pub set: Vec<u32>,
}

impl Scams {
    /// How many kinds there are.
    pub fn len(&self) -> usize {
        self.id.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.id.is_empty()
    }
}
