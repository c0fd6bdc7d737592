//! Files written whole or not at all, and read up to a limit.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::Path;

use crate::FileError;

/// Puts `bytes` at `path`: written beside it, forced onto the disk, moved there in one step. A crash
/// leaves the old file or the new one, never a part.
///
/// # Errors
/// When the folder cannot be written.
pub fn put(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.new"));
    let write = || {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)?;
        sync_folder(path)
    };
    write().map_err(|error| {
        // What is left of it is of no use; that it could not be removed either changes nothing.
        let _ = fs::remove_file(&beside);
        FileError { path: path.to_owned(), source: error }
    })
}

/// Makes a file that only its owner may read. It must not be there yet.
///
/// # Errors
/// When it is there, or the folder cannot be written.
pub fn put_new_secret(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let write = || {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        sync_folder(path)
    };
    write().map_err(FileError::at(path))
}

/// Makes a folder, on the disk before anything in it is, if it is not there yet.
pub(crate) fn make_folder(path: &Path) -> Result<(), FileError> {
    if path.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(path).and_then(|()| sync_folder(path)).map_err(FileError::at(path))
}

/// Makes a folder that only its owner may enter, if it is not there yet.
///
/// # Errors
/// When it cannot be made.
pub fn make_secret_folder(path: &Path) -> Result<(), FileError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(FileError::at(path))
}

/// A new name is on the disk only when its folder is.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}

/// Reads a file of at most `limit` bytes; `Ok(None)` when it has more.
pub(crate) fn read(path: &Path, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}

/// Held by the one program that changes a folder; let go when it is dropped, or its program dies.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// The lock of a folder; `Ok(None)` when another program holds it.
    ///
    /// # Errors
    /// When its file cannot be made.
    pub fn of(folder: &Path) -> Result<Option<Lock>, FileError> {
        let path = folder.join(".lock");
        let file = OpenOptions::new().create(true).append(true).open(&path);
        let file = file.map_err(FileError::at(&path))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => Err(FileError { path, source }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_exchanged_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        put(&path, b"one").unwrap();
        put(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(read(&path, 3).unwrap().as_deref(), Some(&b"two"[..]));
        assert_eq!(read(&path, 2).unwrap(), None);
        assert!(put(&folder.path().join("no/such"), b"").is_err());
    }

    #[test]
    fn one_program_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let lock = Lock::of(folder.path()).unwrap();
        assert!(lock.is_some());
        assert!(Lock::of(folder.path()).unwrap().is_none());
        drop(lock);
        assert!(Lock::of(folder.path()).unwrap().is_some());
    }

    #[cfg(unix)]
    #[test]
    fn a_secret_is_for_its_owner_and_stays() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("keys");
        make_secret_folder(&inner).unwrap();
        let path = inner.join("a.pem");
        put_new_secret(&path, b"one").unwrap();
        assert!(put_new_secret(&path, b"two").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(&inner).unwrap().permissions().mode() & 0o777, 0o700);
    }
}
