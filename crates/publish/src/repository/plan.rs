//! A change as a whole: files in the order in which they may be written.

use std::path::{Path, PathBuf};

use crate::{FileError, files};

/// Files to be written, in this order. Clients choke on no state in between.
#[derive(Debug, Default)]
pub struct Plan {
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Plan {
    pub(super) fn add(&mut self, path: impl Into<PathBuf>, bytes: Vec<u8>) {
        self.files.push((path.into(), bytes));
    }

    /// Paths below the repository, and contents.
    pub fn files(&self) -> &[(PathBuf, Vec<u8>)] {
        &self.files
    }

    /// Writes all of it, each file whole and on the disk before the next.
    ///
    /// # Errors
    /// When a file cannot be written; those after it are not tried.
    pub fn write(&self, folder: &Path) -> Result<(), FileError> {
        for (path, bytes) in &self.files {
            let path = folder.join(path);
            if let Some(parent) = path.parent() {
                files::make_folder(parent)?;
            }
            files::put(&path, bytes)?;
        }
        Ok(())
    }
}
