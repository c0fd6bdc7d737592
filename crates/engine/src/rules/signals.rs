//! Signals: one observable thing each.

/// Bits of [`Signals::flags`].
pub mod flag {
    /// The words lose their force when denied or only told ("never share your code").
    pub const NEGATABLE: u16 = 1;
    /// Seen in what the message *is* (links, sender, disguise), not in what it says. Calming
    /// words cannot outweigh it.
    pub const STRUCTURAL: u16 = 2;
    /// Says the text is *about* scams; calms, within [`super::super::Scoring::calm_cap`].
    pub const CALMING: u16 = 4;
    /// Looked for in the subject only.
    pub const SUBJECT_ONLY: u16 = 8;
    /// Context for conditions: weighs nothing alone and is never shown as a reason.
    pub const SILENT: u16 = 16;
    /// Tells of a scam as a third person does. Two different ones, and the words around them are what
    /// is told, not what is done.
    pub const TELLS: u16 = 32;
}

/// All signals, by index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    /// Id ("asks-gift-card"), an index into [`super::Rules::strings`].
    pub id: Vec<u32>,
    /// Family ("payment"), an index into the strings.
    pub family: Vec<u32>,
    /// Plain sentence with `{brand}`, `{domain}`, `{shown}` to fill in, an index into the strings.
    pub says: Vec<u32>,
    /// What it adds, in thousandths of a logit.
    pub weight: Vec<i32>,
    /// See [`flag`].
    pub flags: Vec<u16>,
    /// The [`super::Detector`] that sees it, as its number plus one; 0 for words alone.
    pub detector: Vec<u8>,
    /// Channels it counts in: a set of [`crate::Channel::bit`].
    pub channels: Vec<u8>,
    /// How many kinds of scam rest on it, at least 1. What many kinds share ("hurry") says little
    /// about which of them it is.
    pub kinds: Vec<u8>,
}

impl Signals {
    /// How many signals there are.
    pub fn len(&self) -> usize {
        self.id.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.id.is_empty()
    }
}
