//! What a client of The Update Framework does for us, whoever wrote it. It gets bytes from
//! [`Files`] and trusts none of them before they are verified; it keeps nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::transport::FetchError;

/// Most bytes of a root. Ours are 3 KiB.
pub const ROOT_BYTES: u64 = 128 << 10;
/// Most bytes of a timestamp. Ours are half a KiB.
pub const TIMESTAMP_BYTES: u64 = 16 << 10;
/// Most bytes of a snapshot. Ours are half a KiB.
pub const SNAPSHOT_BYTES: u64 = 64 << 10;
/// Most bytes of a list of targets. Ours are 3 KiB.
pub const TARGETS_BYTES: u64 = 128 << 10;
/// Most roots walked through at once. At one a year nobody has missed more.
pub const ROOTS: u32 = 64;
/// Most roles asked for one target. Ours delegate to nobody.
pub const DELEGATIONS: u32 = 32;

/// The files of one mirror.
pub trait Files: Send + Sync {
    /// A file of metadata by its name, at most `limit` bytes; none when there is no such file.
    ///
    /// # Errors
    /// When it cannot be had.
    fn metadata(&self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, FetchError>;

    /// A target by its path, at most `limit` bytes; none when there is no such file.
    ///
    /// # Errors
    /// When it cannot be had.
    fn target(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, FetchError>;
}

/// Files of metadata, byte for byte as they were served.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Roots that follow upon the trusted one, by version.
    pub roots: BTreeMap<u64, Vec<u8>>,
    /// `timestamp.json`
    pub timestamp: Option<Vec<u8>>,
    /// `snapshot.json`
    pub snapshot: Option<Vec<u8>>,
    /// `targets.json`
    pub targets: Option<Vec<u8>>,
}

/// Versions of what is verified; 0 for what is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// Of the root.
    pub root: u64,
    /// Of the timestamp.
    pub timestamp: u64,
    /// Of the snapshot.
    pub snapshot: u64,
    /// Of the list of targets.
    pub targets: u64,
}

/// A file that the publishers offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its bytes.
    pub length: u64,
    /// SHA-256 of them, when it is given.
    pub sha256: Option<[u8; 32]>,
    /// What stands under `custom.version`.
    pub version: Option<u64>,
}

/// Why nothing could be verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TufError {
    /// A file could not be had.
    Fetch(FetchError),
    /// A file is missing, or no metadata.
    Shape(String),
    /// Not signed by those who must sign, or not what they signed.
    Signature(String),
    /// Older than what was here.
    Rollback(String),
    /// No longer valid.
    Expired(String),
}

impl std::fmt::Display for TufError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            TufError::Fetch(error) => error.fmt(f),
            TufError::Shape(says)
            | TufError::Signature(says)
            | TufError::Rollback(says)
            | TufError::Expired(says) => f.write_str(says),
        }
    }
}

impl std::error::Error for TufError {}

/// A client for one repository.
pub trait TufClient: Sized {
    /// One that trusts `root`, and starts from what was verified before. What of that is damaged
    /// or does not hold is left aside: versions that must not be gone below are the caller's.
    ///
    /// # Errors
    /// When the root is none.
    fn open(root: &[u8], known: Metadata, files: Arc<dyn Files>) -> Result<Self, TufError>;

    /// Walks from the root to the list of targets.
    ///
    /// # Errors
    /// When it cannot; what was verified until then stays known.
    fn refresh(&mut self, now: u64) -> Result<(), TufError>;

    /// What the publishers say of a target; none when they do not offer it.
    ///
    /// # Errors
    /// When nothing has been verified, or it has expired meanwhile.
    fn target(&mut self, name: &str, now: u64) -> Result<Option<Target>, TufError>;

    /// A target's bytes, verified.
    ///
    /// # Errors
    /// When it cannot be had, or is not what the publishers say.
    fn download(&mut self, name: &str, now: u64) -> Result<Vec<u8>, TufError>;

    /// Versions of what is trusted now.
    fn versions(&self) -> Versions;

    /// What is known now, to start from the next time.
    fn known(&self) -> Metadata;

    /// Which keys sign what changes often (timestamp and snapshot), as one fingerprint. When they
    /// are exchanged by a new root, versions may begin anew.
    fn online_keys(&self) -> [u8; 32];

    /// Whether some role of the root counts one key twice, under two names.
    fn counts_twice(&self) -> bool;
}
