//! Why a command could not do its work, and its exit status (from 64, as in sysexits.h).

use std::path::{Path, PathBuf};
use std::{fmt, io};

use caveat_compiler::ReadError;
use caveat_pack::PackError;

use crate::site::SiteError;

/// The command was called wrongly.
pub(crate) const USAGE: u8 = 64;
const DATA: u8 = 65;
const NO_INPUT: u8 = 66;
const IO: u8 = 74;

#[derive(Debug)]
pub(crate) enum Failure {
    /// The call does not make sense; the text says what would.
    Usage(String),
    /// Rules or data are wrong; what is wrong was printed already or stands in the text.
    Data(String),
    /// A file cannot be read or written.
    File { path: PathBuf, source: io::Error },
    /// Standard input or output broke.
    Stream(io::Error),
    /// The rules folder cannot be read.
    Tree(ReadError),
    /// A Pack is no good.
    Pack(PackError),
    /// A key, a signature or a repository is no good.
    Publish(caveat_publish::Error),
    /// The guides' website cannot be made.
    Site(SiteError),
}

impl Failure {
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Failure {
        let path = path.to_owned();
        move |source| Failure::File { path, source }
    }

    /// The reader of our output has gone.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(self, Failure::Stream(e) if e.kind() == io::ErrorKind::BrokenPipe)
    }

    pub(crate) fn code(&self) -> u8 {
        match self {
            Failure::Usage(_) => USAGE,
            Failure::Data(_) | Failure::Pack(_) => DATA,
            Failure::Publish(error) => {
                if error.is_file() {
                    NO_INPUT
                } else {
                    DATA
                }
            }
            Failure::File { .. } | Failure::Tree(_) => NO_INPUT,
            Failure::Site(SiteError::BadBase(_) | SiteError::NotOurs(_)) => USAGE,
            Failure::Site(SiteError::File { .. }) | Failure::Stream(_) => IO,
            Failure::Site(_) => DATA,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Usage(text) | Failure::Data(text) => f.write_str(text),
            Failure::File { path, source } => write!(f, "{}: {source}", path.display()),
            Failure::Stream(source) => write!(f, "standard input or output: {source}"),
            Failure::Tree(error) => {
                write!(f, "{error}\nrun this in the repository, or name it with --root")
            }
            Failure::Pack(error) => write!(f, "{error}"),
            Failure::Publish(error) => write!(f, "{error}"),
            Failure::Site(error) => write!(f, "{error}"),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(source: io::Error) -> Failure {
        Failure::Stream(source)
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Failure {
        Failure::Tree(error)
    }
}

impl From<SiteError> for Failure {
    fn from(error: SiteError) -> Failure {
        Failure::Site(error)
    }
}

impl From<PackError> for Failure {
    fn from(error: PackError) -> Failure {
        Failure::Pack(error)
    }
}

macro_rules! from_publish {
    ($($source:ty),*) => {$(
        impl From<$source> for Failure {
            fn from(error: $source) -> Failure {
                Failure::Publish(error.into())
            }
        }
    )*};
}
from_publish!(
    caveat_publish::FileError,
    caveat_publish::keys::KeyError,
    caveat_publish::signed::SignedPackError,
    caveat_publish::repository::RepositoryError,
    caveat_publish::trust::TrustError
);
