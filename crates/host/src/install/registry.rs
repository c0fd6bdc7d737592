//! Windows' registry, below `HKEY_CURRENT_USER`: a key's default value names a manifest.

use std::io;
use std::path::{Path, PathBuf};

/// What is asked of it.
pub trait Registry {
    /// The path that this key names.
    fn get(&self, key: &str) -> Option<PathBuf>;

    /// Makes the key name a path.
    ///
    /// # Errors
    /// When it cannot be written.
    fn set(&self, key: &str, path: &Path) -> io::Result<()>;

    /// Removes the key, which has none below it.
    ///
    /// # Errors
    /// When it cannot be removed.
    fn remove(&self, key: &str) -> io::Result<()>;
}

/// The one of this system.
#[derive(Clone, Copy, Debug)]
pub struct Here;

#[cfg(windows)]
impl Registry for Here {
    fn get(&self, key: &str) -> Option<PathBuf> {
        let key = winreg::HKCU.open_subkey(key).ok()?;
        key.get_value::<String, _>("").ok().map(PathBuf::from)
    }

    fn set(&self, key: &str, path: &Path) -> io::Result<()> {
        let (key, _) = winreg::HKCU.create_subkey(key)?;
        key.set_value("", &path.as_os_str())
    }

    fn remove(&self, key: &str) -> io::Result<()> {
        winreg::HKCU.delete_subkey(key)
    }
}

/// Elsewhere no browser has a key, so these are never asked.
#[cfg(not(windows))]
impl Registry for Here {
    fn get(&self, _key: &str) -> Option<PathBuf> {
        None
    }

    fn set(&self, _key: &str, _path: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn remove(&self, _key: &str) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
