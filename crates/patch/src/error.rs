//! The ways a patch can be wrong.

use std::fmt;

/// Why there is no patch, or none that can be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatchError {
    /// The old one is no signed Pack.
    Old,
    /// The new one is no signed Pack, or not packed as `caveat sign` does it.
    New,
    /// zstd could not make one.
    Zstd,
    /// Does not begin as a patch.
    NoPatch,
    /// Of a layout that this program does not know.
    Format {
        /// The layout's number.
        found: u16,
    },
    /// Shorter than it says.
    Length,
    /// The head is not that of a signed Pack.
    Head,
    /// Made for another old Pack.
    OtherBase,
    /// The frame is cut, damaged, followed by something, or of another length than the head says.
    Frame,
    /// What comes out is not the payload that the head was signed for.
    Payload,
}

impl fmt::Display for PatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PatchError::Old => "the Pack before it is no sound signed Pack",
            PatchError::New => {
                "the Pack after it is no signed Pack as `caveat sign` makes it: sign it anew"
            }
            PatchError::Zstd => "zstd could not make a patch: there is too little memory",
            PatchError::NoPatch => "not a patch between two signed Packs",
            PatchError::Format { found } => {
                return write!(
                    f,
                    "a patch of layout {found}; this program knows {}",
                    crate::PATCH_FORMAT
                );
            }
            PatchError::Length => "shorter than it says: cut, or damaged",
            PatchError::Head => "leads to something that is no signed Pack",
            PatchError::OtherBase => "made for another Pack than the one it is used on",
            PatchError::Frame => "cut, damaged, or longer than it says",
            PatchError::Payload => "does not lead to the Pack that was signed",
        })
    }
}

impl std::error::Error for PatchError {}
