//! What can go wrong here, as one type for those who only tell it.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use crate::keys::KeyError;
use crate::repository::RepositoryError;
use crate::signed::SignedPackError;
use crate::trust::TrustError;

/// A file or folder cannot be read or written.
#[derive(Debug)]
pub struct FileError {
    /// Which.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

impl FileError {
    pub(crate) fn at(path: &Path) -> impl FnOnce(io::Error) -> FileError {
        let path = path.to_owned();
        move |source| FileError { path, source }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.source)
    }
}

impl std::error::Error for FileError {}

/// Anything that this crate refuses or fails at.
#[derive(Debug)]
pub enum Error {
    /// A file or folder.
    File(FileError),
    /// A key.
    Key(KeyError),
    /// A signed Pack.
    Signed(SignedPackError),
    /// The repository.
    Repository(RepositoryError),
    /// A folder of trust.
    Trust(TrustError),
}

impl Error {
    /// Whether a file or folder is at fault, not what stands in it.
    pub fn is_file(&self) -> bool {
        matches!(
            self,
            Error::File(_)
                | Error::Key(KeyError::File(_))
                | Error::Signed(SignedPackError::Key(KeyError::File(_)))
                | Error::Repository(
                    RepositoryError::File(_) | RepositoryError::Key(KeyError::File(_))
                )
        )
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::File(error) => error.fmt(f),
            Error::Key(error) => error.fmt(f),
            Error::Signed(error) => error.fmt(f),
            Error::Repository(error) => error.fmt(f),
            Error::Trust(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

macro_rules! from {
    ($($source:ident => $variant:ident),*) => {$(
        impl From<$source> for Error {
            fn from(error: $source) -> Error {
                Error::$variant(error)
            }
        }
    )*};
}
from!(FileError => File, KeyError => Key, SignedPackError => Signed, RepositoryError => Repository, TrustError => Trust);
