//! What is kept: generations, the pointer to the one in use, and the version floor.
//!
//! ```text
//! generations/<n>/   metadata, Pack and facts of one successful sync; never changed once written
//! current            the number of the one in use
//! journal            the version floor
//! last.json          times, and why the last sync did not go well
//! partial-<sha256>   a Pack or a patch that is not here whole yet
//! ```
//! The order of writing is what holds: the generation, then the floor, then the pointer. Whenever
//! it stops, what is in use is the old or the new generation, whole, and the floor is never lower
//! than what is in use.

mod floor;
mod generation;
mod last;
mod pointer;
mod sealed;

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk::{Disk, UNFINISHED, replace};
use crate::hex;
pub use floor::{Floor, Verified};
pub use generation::{Generation, Pack};
pub use last::{Last, LastProblem, Tag};

const GENERATIONS: &str = "generations";
const CURRENT: &str = "current";
const JOURNAL: &str = "journal";
const LAST: &str = "last.json";
const LOCK: &str = "lock";
const PARTIAL: &str = "partial-";
/// Most bytes of the three small files.
const SMALL: u64 = 4 << 10;

/// The files in the own folder.
#[derive(Clone)]
pub struct Store {
    folder: PathBuf,
    disk: Arc<dyn Disk>,
}

/// Why nobody can say below what nothing may be accepted.
#[derive(Debug)]
pub enum FloorError {
    /// There is no journal, and yet something has been synced here before.
    Missing,
    /// It is not as it was written.
    Damaged,
    /// It cannot be read.
    Disk(io::Error),
}

/// What is in use.
#[derive(Default)]
pub struct InUse {
    /// The generation, when there is a whole one.
    pub generation: Option<Generation>,
    /// Whether it is not the one that should be in use: that one is damaged, or nobody can say
    /// which it is.
    pub damaged: bool,
}

impl Store {
    /// The store in a folder.
    pub fn new(folder: &Path, disk: Arc<dyn Disk>) -> Store {
        Store { folder: folder.to_owned(), disk }
    }

    /// Takes the lock; none when another host has it.
    ///
    /// # Errors
    /// When there can be no lock.
    pub fn lock(&self) -> io::Result<Option<std::fs::File>> {
        self.disk.lock(&self.folder.join(LOCK))
    }

    /// The version floor; none when nothing has ever been synced here.
    ///
    /// # Errors
    /// When there should be one and is none that can be believed.
    pub fn floor(&self) -> Result<Option<Floor>, FloorError> {
        match self.disk.read(&self.folder.join(JOURNAL), SMALL) {
            Ok(bytes) => Floor::read(&bytes).map(Some).ok_or(FloorError::Damaged),
            Err(error) if error.kind() == ErrorKind::NotFound => match self.is_untouched() {
                true => Ok(None),
                false => Err(FloorError::Missing),
            },
            Err(error) if error.kind() == ErrorKind::InvalidData => Err(FloorError::Damaged),
            Err(error) => Err(FloorError::Disk(error)),
        }
    }

    /// Whether no sync has ever got anywhere here. Only then may one begin without a floor.
    fn is_untouched(&self) -> bool {
        let there = |name: &str| std::fs::symlink_metadata(self.folder.join(name)).is_ok();
        !there(GENERATIONS) && !there(CURRENT) && self.last().succeeded == 0
    }

    /// Writes the version floor.
    ///
    /// # Errors
    /// When it cannot be written; the old one still stands.
    pub fn set_floor(&self, floor: &Floor) -> io::Result<()> {
        replace(&*self.disk, &self.folder, JOURNAL, floor.write().as_bytes())
    }

    /// The number that the pointer holds.
    pub fn pointed(&self) -> Option<u64> {
        pointer::read(&self.disk.read(&self.folder.join(CURRENT), SMALL).ok()?)
    }

    /// What is in use. When the generation pointed at is damaged, the newest whole one that stands
    /// at the floor takes its place; without a floor, the newest one, if it is whole.
    pub fn in_use(&self, floor: Option<&Floor>) -> InUse {
        let pointed = self.pointed();
        if let Some(generation) = pointed.and_then(|number| self.generation(number)) {
            return InUse { generation: Some(generation), damaged: false };
        }
        let numbers = self.numbers().unwrap_or_default();
        let there = std::fs::symlink_metadata(self.folder.join(CURRENT)).is_ok();
        let damaged = there || !numbers.is_empty();
        let Some(floor) = floor else {
            // Nobody can say what would be too old, so nothing but the newest will do.
            let newest = numbers.last().and_then(|number| self.generation(*number));
            return InUse { generation: newest, damaged };
        };
        // What stands above the floor was never finished: the floor is raised before the pointer is.
        let fits = |generation: &Generation| {
            generation.pack.as_ref().is_some_and(|pack| pack.facts.version == floor.pack)
        };
        let mut whole = numbers.into_iter().rev().filter_map(|number| self.generation(number));
        InUse { generation: whole.find(fits), damaged }
    }

    /// A generation, when it is whole.
    fn generation(&self, number: u64) -> Option<Generation> {
        generation::read(&*self.disk, &self.generation_folder(number), number)
    }

    /// Writes a generation and brings it into use: first it, then the floor, then the pointer.
    ///
    /// # Errors
    /// When a step fails; what was in use before still is.
    pub fn bring_into_use(&self, new: &mut Generation, floor: &Floor) -> io::Result<()> {
        let folder = self.folder.join(GENERATIONS);
        self.disk.make_folder(&folder)?;
        self.disk.sync_folder(&self.folder)?;
        let highest = self.numbers()?.last().copied().max(self.pointed()).unwrap_or(0);
        new.number = highest.checked_add(1).ok_or(ErrorKind::InvalidData)?;
        generation::write(&*self.disk, &self.generation_folder(new.number), new)?;
        self.disk.sync_folder(&folder)?;
        self.set_floor(floor)?;
        replace(&*self.disk, &self.folder, CURRENT, pointer::write(new.number).as_bytes())
    }

    /// Removes what nobody needs: generations but the one in use and the one before it, and what
    /// was begun and not finished. It is done again after the next sync when it fails.
    ///
    /// # Errors
    /// When something stays.
    pub fn tidy(&self, in_use: Option<u64>) -> io::Result<()> {
        let previous = self.numbers()?.into_iter().rev().find(|number| Some(*number) < in_use);
        for name in self.list(GENERATIONS)? {
            let number = number(&name);
            if number.is_none() || (number != in_use && number != previous) {
                self.disk.remove(&self.folder.join(GENERATIONS).join(name))?;
            }
        }
        for name in self.disk.list(&self.folder)? {
            if name.ends_with(UNFINISHED) || name.starts_with(PARTIAL) {
                self.disk.remove(&self.folder.join(name))?;
            }
        }
        Ok(())
    }

    /// Where a Pack is gathered until it is whole.
    pub fn partial(&self, sha256: &[u8; 32]) -> PathBuf {
        self.folder.join(format!("{PARTIAL}{}", hex::write(sha256)))
    }

    /// The disk it stands on.
    pub fn disk(&self) -> &dyn Disk {
        &*self.disk
    }

    /// Times, and what went wrong. When the file is damaged, nothing is known, and nothing is lost.
    pub fn last(&self) -> Last {
        let bytes = self.disk.read(&self.folder.join(LAST), SMALL).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// Writes them.
    ///
    /// # Errors
    /// When it cannot.
    pub fn set_last(&self, last: &Last) -> io::Result<()> {
        replace(&*self.disk, &self.folder, LAST, &serde_json::to_vec(last)?)
    }

    /// Removes all that syncs have left here.
    ///
    /// # Errors
    /// When something stays.
    pub fn forget(&self) -> io::Result<()> {
        // The journal last: as long as something else is here, its absence is noticed.
        for name in [CURRENT, GENERATIONS, LAST] {
            self.disk.remove(&self.folder.join(name))?;
        }
        self.tidy(None)?;
        self.disk.remove(&self.folder.join(JOURNAL))
    }

    /// Whether no sync has left anything.
    pub fn is_empty(&self) -> bool {
        let there = |name: &&str| std::fs::symlink_metadata(self.folder.join(name)).is_ok();
        ![CURRENT, GENERATIONS, JOURNAL, LAST].iter().any(there)
    }

    fn generation_folder(&self, number: u64) -> PathBuf {
        self.folder.join(GENERATIONS).join(number.to_string())
    }

    /// The numbers of the generations that are here, in order.
    fn numbers(&self) -> io::Result<Vec<u64>> {
        let mut numbers: Vec<u64> =
            self.list(GENERATIONS)?.iter().filter_map(|name| number(name)).collect();
        numbers.sort_unstable();
        Ok(numbers)
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        match self.disk.list(&self.folder.join(folder)) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
            other => other,
        }
    }
}

/// A number as it is written, and in no other way.
fn number(name: &str) -> Option<u64> {
    name.parse::<u64>().ok().filter(|number| number.to_string() == name)
}

#[cfg(test)]
#[path = "store/tests.rs"]
mod tests;
