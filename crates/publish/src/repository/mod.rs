//! The folder that web servers hand out: `metadata/` and `targets/`.
//!
//! Whatever changes it is first thought out as a whole ([`Plan`]) and then written file by file, the
//! timestamp last: clients that come in between, or after a crash, see the state before.
//!
//! - `walk.rs`: reads it as a client does. `verify.rs`: says what a client would not believe.
//! - `patches.rs`: from older Packs to the newest.
//! - `init.rs`, `pack.rs`, `refresh.rs`, `root.rs`: one change each.
//! - `sign.rs`: signs metadata with the keys at hand, at one place or at several, one after the other.

mod error;
mod init;
mod pack;
mod patches;
mod plan;
mod refresh;
mod root;
mod sign;
mod verify;
mod walk;

use std::path::{Path, PathBuf};

use crate::files::Lock;
use crate::metadata::{Reason, Root};
use crate::time::DAY;

pub use error::RepositoryError;
pub use init::init;
pub use patches::PATCHED;
pub use plan::Plan;
pub use root::Replacement;
pub use sign::{Draft, Drafting};
pub use verify::{Report, Seen};
pub use walk::{Problem, State};

/// Keys that must agree on a new root.
pub const ROOT_THRESHOLD: usize = 2;
/// Keys that must agree on what clients install; the same as for a signed Pack itself.
pub const TARGETS_THRESHOLD: usize = crate::signed::THRESHOLD;

/// How long each role's metadata is believed, in days.
#[derive(Clone, Copy, Debug)]
pub struct Lifetimes {
    /// People with keys in a drawer renew it: they get a year.
    pub root: u64,
    /// As long as a signed Pack.
    pub targets: u64,
    /// Two weeks without anybody publishing are a sign that something is wrong.
    pub snapshot: u64,
    /// How long somebody between us and the clients can hold back news.
    pub timestamp: u64,
}

impl Default for Lifetimes {
    fn default() -> Lifetimes {
        Lifetimes { root: 365, targets: 90, snapshot: 14, timestamp: 3 }
    }
}

/// When a change is made, and how long it holds.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// Seconds since 1970.
    pub now: u64,
    /// How long each role's metadata is believed.
    pub lifetimes: Lifetimes,
}

impl Terms {
    fn end(&self, days: u64) -> u64 {
        self.now.saturating_add(days.saturating_mul(DAY))
    }
}

/// What a change leads to.
#[derive(Debug)]
pub enum Outcome {
    /// All is signed: this is to be written.
    Ready(Plan),
    /// Others must sign first: this is to be handed on to them.
    Draft(Draft),
}

/// A repository that nobody else changes as long as this lives.
#[derive(Debug)]
pub struct Repository {
    folder: PathBuf,
    _lock: Lock,
}

impl Repository {
    /// Takes hold of a repository in order to change it.
    ///
    /// # Errors
    /// When another program is changing it, or the folder is not there.
    pub fn open(folder: &Path) -> Result<Repository, RepositoryError> {
        let first = walk::metadata_file::<Root>(1);
        if !folder.join(&first).exists() {
            return Err(Problem { file: folder.join(first), reason: Reason::Missing }.into());
        }
        let lock = Lock::of(folder)?;
        let lock = lock.ok_or_else(|| RepositoryError::Busy { path: folder.to_owned() })?;
        Ok(Repository { folder: folder.to_owned(), _lock: lock })
    }

    /// Where it lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}
