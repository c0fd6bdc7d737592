//! Regular expressions, compiled when the Pack is made.

/// Compiled patterns: notations of small programs for the engine's own machine, each gated by
/// literals that any match must contain. Both forms are documented beside the machine,
/// [`crate::pattern`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patterns {
    /// The signal each pattern shows.
    pub signal: Vec<u32>,
    /// Where each pattern's notation ends in `notation`; ascending.
    pub notation_ends: Vec<u32>,
    /// All notations, see [`crate::pattern::notation`].
    pub notation: Vec<u8>,
    /// Records of the character classes that the notations refer to, see
    /// [`crate::pattern::code`].
    pub ranges: Vec<u32>,
    /// Longest possible match per pattern, in characters.
    pub max_chars: Vec<u16>,
    /// The gates of all patterns, as numbers of sets of literals, see
    /// [`super::LiteralUse::Gate`]. A match must contain at least one literal of *every* gate of its
    /// pattern, in their order.
    pub gates: Vec<u32>,
    /// Where each pattern's gates end in `gates`; ascending.
    pub gate_ends: Vec<u32>,
    /// Per entry of `gates` two numbers: fewest and most characters from the start of the literal of the gate
    /// before it, or from the start of the match, to the start of its own.
    pub gaps: Vec<u16>,
}
