//! The ways a key can be wrong.

use std::fmt;
use std::path::PathBuf;

use crate::FileError;

/// Why a key cannot be made or used.
#[derive(Debug)]
pub enum KeyError {
    /// A file or folder cannot be read or written.
    File(FileError),
    /// A key is never overwritten.
    Exists {
        /// The file that is there.
        path: PathBuf,
    },
    /// Neither a private key nor a public one, of Ed25519 in PEM.
    NotAKey {
        /// The file.
        path: PathBuf,
    },
    /// It is sealed, and the passphrase does not open it.
    Passphrase {
        /// The file.
        path: PathBuf,
    },
    /// It is sealed, and there is nobody to ask.
    NoPassphrase {
        /// The file, or the file of the passphrase.
        path: PathBuf,
        /// What went wrong in asking.
        why: String,
    },
    /// The public half beside it belongs to another key.
    Halves {
        /// The private one.
        path: PathBuf,
    },
    /// Two names for one key.
    Same {
        /// One file.
        path: PathBuf,
        /// The other.
        other: PathBuf,
    },
    /// No key in that folder.
    None {
        /// The folder.
        path: PathBuf,
    },
    /// A name that is none for a file.
    Name {
        /// The name.
        name: String,
    },
    /// The system has no randomness to give.
    Random,
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyError::File(error) => error.fmt(f),
            KeyError::Exists { path } => {
                write!(f, "{}: is there already, and keys are never overwritten", path.display())
            }
            KeyError::NotAKey { path } => write!(
                f,
                "{}: not an Ed25519 key in PEM (`caveat keys new` makes some)",
                path.display()
            ),
            KeyError::Passphrase { path } => {
                write!(f, "{}: this passphrase does not open it", path.display())
            }
            KeyError::NoPassphrase { path, why } => write!(
                f,
                "{}: no passphrase ({why}); name a file with --passphrase-file",
                path.display()
            ),
            KeyError::Halves { path } => write!(
                f,
                "{}: the .pub beside it belongs to another key: find out which is the right one",
                path.display()
            ),
            KeyError::Same { path, other } => {
                write!(f, "{}: the same key as {}", path.display(), other.display())
            }
            KeyError::None { path } => {
                write!(f, "{}: no keys (*.pem, *.pub) in this folder", path.display())
            }
            KeyError::Name { name } => write!(
                f,
                "`{name}` is no name for a key: small letters, digits and hyphens, up to 40"
            ),
            KeyError::Random => {
                f.write_str("the system has no randomness to give; no key was made")
            }
        }
    }
}

impl std::error::Error for KeyError {}

impl From<FileError> for KeyError {
    fn from(error: FileError) -> KeyError {
        KeyError::File(error)
    }
}
