//! `installed.json` in the own folder: what was installed, so that it can be taken away whole.

use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::{Deserialize, Serialize};

use super::InstallError;
use crate::disk::{Real, replace};

const NAME: &str = "installed.json";
const FORMAT: u32 = 1;

/// All that was installed and not removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    format: u32,
    /// One for each manifest.
    pub installed: Vec<Entry>,
    /// Folders that were not there before, for manifests and for the own folder to lie in.
    pub made: Vec<PathBuf>,
}

/// One installation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The browser's name on the command line.
    pub browser: String,
    /// The manifest's file.
    pub manifest: PathBuf,
    /// The registry's key that names it, on Windows.
    pub registry: Option<String>,
    /// The program that it names.
    pub program: PathBuf,
    /// When, in seconds since 1970.
    pub at: u64,
}

impl Default for Record {
    fn default() -> Record {
        Record { format: FORMAT, installed: Vec::new(), made: Vec::new() }
    }
}

impl Record {
    /// The one in this folder; an empty one when there is none.
    ///
    /// # Errors
    /// When there is one that is none of ours.
    pub fn read(folder: &Path) -> Result<Record, InstallError> {
        let path = folder.join(NAME);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if super::is_missing(&error) => return Ok(Record::default()),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return Err(InstallError::Record(path));
            }
            Err(error) => return Err(InstallError::file(&path)(error)),
        };
        match serde_json::from_str::<Record>(&text) {
            Ok(record) if record.format == FORMAT => Ok(record),
            _ => Err(InstallError::Record(path)),
        }
    }

    /// Writes it.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn write(&self, folder: &Path) -> Result<(), InstallError> {
        let text = serde_json::to_vec_pretty(self).map_err(io::Error::from);
        text.and_then(|text| replace(&Real, folder, NAME, &text))
            .map_err(InstallError::file(&folder.join(NAME)))
    }

    /// Takes out the entry of this manifest.
    pub fn take(&mut self, manifest: &Path) -> Option<Entry> {
        let place = self.installed.iter().position(|entry| entry.manifest == manifest)?;
        Some(self.installed.remove(place))
    }
}
