//! Getting one file of a repository. Every byte is bounded: how many, how fast, until when.

mod file;
mod http;
mod meter;

use std::io::Read;
use std::time::{Duration, Instant};

use super::address::{Address, Kind};
pub use meter::Metered;

/// Longest that a connection may take to stand.
const CONNECT: Duration = Duration::from_secs(5);
/// Longest wait for the next byte: a mirror that stalls must leave time for the next one.
const STALL: Duration = Duration::from_secs(5);
/// Longest for all headers of an answer, so that they cannot be dripped.
const HEADERS: Duration = Duration::from_secs(8);
/// Most bytes of headers. Ours are 300; a content delivery network adds some.
const HEADER_BYTES: usize = 16 << 10;
/// Most redirects followed, all of them within the mirror's own origin.
const REDIRECTS: usize = 3;
/// A body that comes slower than this (bytes a second) is held back on purpose, or of no use.
const LEAST_RATE: u64 = 1 << 10;
/// From when on [`LEAST_RATE`] counts: a connection needs a moment to get going.
const GRACE: Duration = Duration::from_secs(3);

/// What is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// Of which folder.
    pub base: &'a Address,
    /// The file's name in it, as it stands in an address.
    pub name: &'a str,
    /// Most bytes of the whole file.
    pub limit: u64,
    /// The `ETag` of what is here already: when it is still that, nothing is sent.
    pub known: Option<&'a str>,
    /// Bytes that are here already, from the beginning.
    pub from: u64,
}

/// What came back.
pub enum Found<'a> {
    /// There is no such file.
    Missing,
    /// It is still what is known.
    Unchanged,
    /// It begins at `from`: at what was asked for, or at 0 when the mirror gives whole files only.
    Body {
        /// Where in the file the first byte read stands.
        from: u64,
        /// The mirror's name for this state of the file.
        etag: Option<String>,
        /// The bytes.
        body: Metered<Box<dyn Read + 'a>>,
    },
}

/// Why a file could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// Nobody answers there.
    Offline(String),
    /// What answers is no repository.
    Shape(String),
    /// Slower than is sensible, or too late.
    Slow(String),
    /// More bytes than such a file may have.
    TooLarge(String),
}

impl std::fmt::Display for FetchError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            FetchError::Offline(says)
            | FetchError::Shape(says)
            | FetchError::Slow(says)
            | FetchError::TooLarge(says) => f.write_str(says),
        }
    }
}

impl std::error::Error for FetchError {}

/// Gets files until a moment that is set beforehand.
pub struct Transport {
    http: http::Http,
    deadline: Instant,
}

impl Transport {
    /// One that gives up at `deadline`, whatever it is doing.
    pub fn until(deadline: Instant) -> Transport {
        Transport { http: http::Http::new(), deadline }
    }

    /// One on the same connections that gives up after this part (one of `parts`) of the time left.
    pub fn within(&self, parts: u32) -> Transport {
        let left = self.deadline.saturating_duration_since(Instant::now());
        Transport { http: self.http.clone(), deadline: Instant::now() + left / parts }
    }

    /// Asks for a file.
    ///
    /// # Errors
    /// When nobody answers, or not with a file as it must be.
    pub fn ask(&self, ask: &Ask<'_>) -> Result<Found<'_>, FetchError> {
        if Instant::now() >= self.deadline {
            return Err(FetchError::Slow(format!("{} took too long", ask.base)));
        }
        match ask.base.kind() {
            Kind::Http { origin, path } => self.http.ask(origin, path, ask, self.deadline),
            Kind::File(folder) => file::ask(folder, ask, self.deadline),
        }
    }

    /// A whole file, in memory, with its `ETag`.
    ///
    /// # Errors
    /// As [`Transport::ask`]; a file that is not there, or unchanged, is none.
    pub fn whole(&self, ask: &Ask<'_>) -> Result<Whole, FetchError> {
        match self.ask(ask)? {
            Found::Missing => Ok(Whole::Missing),
            Found::Unchanged => Ok(Whole::Unchanged),
            Found::Body { etag, mut body, .. } => {
                let mut bytes = Vec::new();
                body.read_all(&mut bytes)?;
                Ok(Whole::Here(bytes, etag))
            }
        }
    }
}

/// What [`Transport::whole`] found.
pub enum Whole {
    /// There is no such file.
    Missing,
    /// It is still what is known.
    Unchanged,
    /// All of it, and its `ETag`.
    Here(Vec<u8>, Option<String>),
}
