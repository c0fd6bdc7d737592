//! The ways a Pack can be wrong, one name each.

use std::fmt;

/// Why a Pack cannot be used. Whoever holds an older Pack keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackError {
    /// The first eight bytes are not a Pack's.
    NotAPack,
    /// A later format than this program knows.
    Format {
        /// The format it says it has.
        found: u16,
    },
    /// The file ends before its own directory says it does.
    CutShort,
    /// Larger than [`crate::MAX_BYTES`] or with more than [`crate::MAX_PARTS`] parts.
    TooLarge,
    /// The checksum does not match: the file was damaged on its way.
    Checksum,
    /// No part holds rules this engine can read.
    NoRules,
    /// A column of the rules is damaged.
    Rules {
        /// Which one.
        what: &'static str,
    },
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PackError::NotAPack => f.write_str("this file is not a Caveat pack"),
            PackError::Format { found } => write!(
                f,
                "this pack has format {found}, this program reads up to {}: update the program",
                crate::FORMAT
            ),
            PackError::CutShort => f.write_str("the pack is cut short: fetch it again"),
            PackError::TooLarge => f.write_str("the pack is larger than any pack may be"),
            PackError::Checksum => f.write_str("the pack is damaged: fetch it again"),
            PackError::NoRules => f.write_str("the pack holds no rules this version can read"),
            PackError::Rules { what } => write!(f, "the pack's rules are damaged: {what}"),
        }
    }
}

impl std::error::Error for PackError {}
