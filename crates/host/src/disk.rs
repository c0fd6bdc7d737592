//! All that is read and written in the own folder goes through here, so that tests can let each
//! single step fail. Files are for their owner alone (0600 in 0700); links are refused: nothing of
//! ours is one, so somebody else has made it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

/// The steps that a sync is made of.
pub trait Disk: Send + Sync {
    /// A file's bytes, at most `limit`; more is an error.
    ///
    /// # Errors
    /// As the system says.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;

    /// Names of what is in a folder.
    ///
    /// # Errors
    /// As the system says.
    fn list(&self, folder: &Path) -> io::Result<Vec<String>>;

    /// Makes a folder, unless it is there.
    ///
    /// # Errors
    /// As the system says.
    fn make_folder(&self, path: &Path) -> io::Result<()>;

    /// Writes a file anew.
    ///
    /// # Errors
    /// As the system says; the file may then hold a part of it.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Writes behind what is in a file, making it when there is none.
    ///
    /// # Errors
    /// As the system says; the file may then hold a part of it.
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Waits until a file's bytes stand on the disk.
    ///
    /// # Errors
    /// As the system says.
    fn sync(&self, path: &Path) -> io::Result<()>;

    /// Waits until the names in a folder stand on the disk.
    ///
    /// # Errors
    /// As the system says.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;

    /// Puts a file in another's place, in one step.
    ///
    /// # Errors
    /// As the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file, or a folder with what is in it. What is not there is removed already.
    ///
    /// # Errors
    /// As the system says.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Takes the lock, which ends with the process that holds it however it ends. None when
    /// somebody else has it.
    ///
    /// # Errors
    /// As the system says.
    fn lock(&self, path: &Path) -> io::Result<Option<File>>;
}

/// Writes a small file so that either the old or the new one is there, whole.
///
/// # Errors
/// As the system says; the old one is then still there.
pub fn replace(disk: &dyn Disk, folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let new = folder.join(format!("{name}{UNFINISHED}"));
    disk.write(&new, bytes)?;
    disk.sync(&new)?;
    disk.rename(&new, &folder.join(name))?;
    disk.sync_folder(folder)
}

/// How the names of files end that were not finished, and that nobody needs.
pub const UNFINISHED: &str = ".new";

/// The disk of this computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Real;

impl Disk for Real {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let facts = fs::symlink_metadata(path)?;
        if !facts.is_file() {
            return Err(io::Error::new(ErrorKind::InvalidData, "this is no plain file"));
        }
        let mut bytes = Vec::new();
        File::open(path)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(io::Error::new(ErrorKind::InvalidData, "this file is too large"));
        }
        Ok(bytes)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        no_link(folder)?;
        // A name that is no text is none of ours.
        let names = fs::read_dir(folder)?
            .filter_map(|entry| entry.map(|e| e.file_name().into_string().ok()).transpose());
        names.collect()
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        match folder_for_owner().create(path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                no_link(path)?;
                match path.is_dir() {
                    true => Ok(()),
                    false => Err(error),
                }
            }
            other => other,
        }
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        no_link(path)?;
        for_owner().write(true).create(true).truncate(true).open(path)?.write_all(bytes)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        no_link(path)?;
        for_owner().append(true).create(true).open(path)?.write_all(bytes)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        no_link(path)?;
        // Opened for writing, since Windows waits for nothing else.
        OpenOptions::new().write(true).open(path)?.sync_all()
    }

    #[cfg(unix)]
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        // Windows writes names with its own journal and has no such call.
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        no_link(to)?;
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let facts = match fs::symlink_metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            other => other?,
        };
        // A link is removed itself, never what it leads to.
        if facts.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
    }

    fn lock(&self, path: &Path) -> io::Result<Option<File>> {
        no_link(path)?;
        let file = for_owner().write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// A folder that only its owner may look into.
pub(crate) fn folder_for_owner() -> fs::DirBuilder {
    #[cfg_attr(not(unix), expect(unused_mut))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

fn for_owner() -> OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn no_link(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(facts) if facts.is_symlink() => {
            Err(io::Error::new(ErrorKind::InvalidData, "there is a link where none may be"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
#[path = "disk/tests.rs"]
mod tests;
