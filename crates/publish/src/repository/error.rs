//! Why a repository is not changed.

use std::fmt;
use std::path::PathBuf;

use super::Problem;
use crate::keys::KeyError;
use crate::metadata::Reason;
use crate::signed::SignedPackError;
use crate::{FileError, time};

/// Why a repository is not changed. Nothing has been written then, but for a [`FileError`] while writing.
#[derive(Debug)]
pub enum RepositoryError {
    /// A file or folder cannot be read or written.
    File(FileError),
    /// A key.
    Key(KeyError),
    /// The signed Pack is not fit to be published.
    Signed(SignedPackError),
    /// The repository is not in order.
    Problem(Problem),
    /// Another program is changing it.
    Busy {
        /// The repository.
        path: PathBuf,
    },
    /// There is a repository already.
    Exists {
        /// Its first root.
        path: PathBuf,
    },
    /// A role has too few keys.
    TooFewKeys {
        /// Files with such names are looked for.
        name: &'static str,
        /// How many there are.
        have: usize,
        /// How many must be.
        need: usize,
    },
    /// One key would have two roles, or one role twice.
    SharedKey {
        /// Its public half.
        public: String,
    },
    /// Too few private keys are at hand.
    TooFewSignatures {
        /// For which role.
        role: &'static str,
        /// How many signatures there are.
        have: usize,
        /// How many must be.
        need: usize,
    },
    /// A version that clients would not take, since they may have a newer one.
    NotNewer {
        /// What is published.
        published: u64,
        /// What was to be.
        given: u64,
    },
    /// Clients do not believe a role any more, and this change does not renew it.
    Expired {
        /// Which.
        role: &'static str,
        /// Since when, seconds since 1970.
        at: u64,
    },
    /// A key to be replaced that has no role.
    NoRole {
        /// Its public half.
        public: String,
    },
    /// The draft cannot be read.
    DraftReason(Reason),
    /// The draft says something else than what this call would sign.
    DraftDiffers,
    /// The version cannot be counted up any more.
    Version,
}

impl fmt::Display for RepositoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RepositoryError::File(error) => error.fmt(f),
            RepositoryError::Key(error) => error.fmt(f),
            RepositoryError::Signed(error) => error.fmt(f),
            RepositoryError::Problem(problem) => problem.fmt(f),
            RepositoryError::Busy { path } => {
                write!(f, "{}: another program is changing this repository", path.display())
            }
            RepositoryError::Exists { path } => {
                write!(f, "{}: there is a repository already", path.display())
            }
            RepositoryError::TooFewKeys { name, have, need } => write!(
                f,
                "{have} keys named `{name}`, {need} are needed, private (.pem) or public (.pub)"
            ),
            RepositoryError::SharedKey { public } => {
                write!(f, "the key {public} would stand there twice: every role has keys of its own")
            }
            RepositoryError::TooFewSignatures { role, have, need } => write!(
                f,
                "{have} signatures for the role `{role}`, {need} are needed: give more of its private keys; what several people sign goes by --draft, where there is one"
            ),
            RepositoryError::NotNewer { published, given } => write!(
                f,
                "version {given} is not higher than the published {published}: clients would refuse it"
            ),
            RepositoryError::Expired { role, at } => {
                write!(f, "the role `{role}` expired on {}: ", time::text(*at))?;
                f.write_str(match *role {
                    "root" => "renew it with `caveat publish root`",
                    _ => "renew it with `caveat publish refresh` and its keys, or publish a new Pack",
                })
            }
            RepositoryError::NoRole { public } => {
                write!(f, "the key {public} has no role, so it cannot be replaced")
            }
            RepositoryError::DraftReason(reason) => write!(f, "the draft: {reason}"),
            RepositoryError::DraftDiffers => f.write_str(
                "the draft says something else than this call would sign: start a new one if that is right",
            ),
            RepositoryError::Version => f.write_str("the version cannot be counted up any more"),
        }
    }
}

impl std::error::Error for RepositoryError {}

macro_rules! from {
    ($($source:ty => $variant:ident),*) => {$(
        impl From<$source> for RepositoryError {
            fn from(error: $source) -> RepositoryError {
                RepositoryError::$variant(error)
            }
        }
    )*};
}
from!(FileError => File, KeyError => Key, SignedPackError => Signed, Problem => Problem);
