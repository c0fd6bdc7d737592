//! Installing for one browser at a time, and taking everything away again.

use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use crate::browsers::{BROWSERS, Browser, HOST_NAME, Homes, Spot, System};
use crate::manifest::Manifest;
use crate::place::{Place, PlaceError};

mod files;
pub mod program;
pub mod record;
pub mod registry;

use record::{Entry, Record};
use registry::Registry;

/// Where all of it happens.
pub struct Setup<'a> {
    /// Which rules hold for places.
    pub system: System,
    /// The user's folders.
    pub homes: Homes,
    /// The host's own folder.
    pub folder: PathBuf,
    /// The program that manifests name.
    pub program: PathBuf,
    /// Windows' registry, or none.
    pub registry: &'a dyn Registry,
    /// Seconds since 1970.
    pub now: u64,
}

/// Which installations to take away.
#[derive(Clone, Copy, Debug)]
pub enum Which {
    /// Those for one browser.
    Browser(&'static Browser),
    /// All of them, and what lies in the own folder without any.
    All,
}

impl Setup<'_> {
    /// Makes the own folder, and remembers which folders above it were not there.
    ///
    /// # Errors
    /// When this program or that folder is not as it must be.
    pub fn prepare(&self) -> Result<(), InstallError> {
        program::check(&self.program)?;
        let above = self.folder.parent().unwrap_or(Path::new("/"));
        let made = files::missing_folders(above);
        Place::at(&self.folder).prepare().map_err(InstallError::Place)?;
        if !made.is_empty() {
            let mut record = Record::read(&self.folder)?;
            record.made.extend(made);
            record.write(&self.folder)?;
        }
        Ok(())
    }

    /// Installs for one browser; with a folder, for the one that looks for its manifests there. Says
    /// what it did, a line each.
    ///
    /// # Errors
    /// When something is not as it must be; what says why.
    pub fn install(
        &self,
        browser: &'static Browser,
        manifest_folder: Option<&Path>,
    ) -> Result<Vec<String>, InstallError> {
        self.prepare()?;
        let mut record = Record::read(&self.folder)?;
        let spot = match manifest_folder {
            Some(folder) => Spot {
                manifest: std::path::absolute(folder)
                    .map_err(InstallError::file(folder))?
                    .join(format!("{HOST_NAME}.json")),
                registry: None,
            },
            None => browser.spot(self.system, &self.homes, &self.folder),
        };
        let manifest = Manifest::ours(browser.family, &self.program)
            .ok_or_else(|| InstallError::NoUnicode(self.program.clone()))?;
        let text = manifest.text().map_err(|error| InstallError::File {
            path: spot.manifest.clone(),
            source: error.into(),
        })?;
        let folder = spot.manifest.parent().unwrap_or(Path::new("/"));
        let entry = Entry {
            browser: browser.name.to_owned(),
            manifest: spot.manifest.clone(),
            registry: spot.registry.clone(),
            program: self.program.clone(),
            at: self.now,
        };
        // First the record: what is half done can be taken away as well.
        record.take(&entry.manifest);
        record.installed.push(entry);
        record.made.extend(files::missing_folders(folder));
        record.write(&self.folder)?;

        fs::create_dir_all(folder).map_err(InstallError::file(folder))?;
        let replaced = fs::symlink_metadata(&spot.manifest).is_ok();
        files::write_whole(&spot.manifest, &text).map_err(InstallError::file(&spot.manifest))?;
        let mut said = vec![format!(
            "{} {}",
            if replaced { "replaced" } else { "wrote" },
            spot.manifest.display()
        )];
        if let Some(key) = &spot.registry {
            self.registry.set(key, &spot.manifest).map_err(InstallError::registry(key))?;
            said.push(format!(r"set HKEY_CURRENT_USER\{key}"));
        }
        said.push(format!(
            "{} starts {} from now on, when the extension asks for updates",
            browser.title,
            self.program.display()
        ));
        Ok(said)
    }

    /// Takes installations away, and the own folder with the last of them unless it is to stay, with
    /// the rules and the trust in it. Says what it removed, a line each.
    ///
    /// # Errors
    /// When something cannot be removed. What could be is gone, and a second try goes on from there.
    pub fn uninstall(&self, which: Which, keep_rules: bool) -> Result<Vec<String>, InstallError> {
        // A damaged record must not keep anything here: all that is known without it goes.
        let mut record = Record::read(&self.folder).unwrap_or_default();
        let mut said = Vec::new();
        for entry in self.concerned(which, &record) {
            self.remove(&entry, &record, &mut said)?;
            record.take(&entry.manifest);
        }
        said.extend(files::remove_empty(&mut record.made).iter().map(|path| removed(path)));
        if !is_folder(&self.folder) || (said.is_empty() && matches!(which, Which::Browser(_))) {
            return Ok(said);
        }
        if keep_rules || !record.installed.is_empty() {
            record.write(&self.folder)?;
        } else {
            fs::remove_dir_all(&self.folder).map_err(InstallError::file(&self.folder))?;
            said.push(removed(&self.folder));
            said.extend(files::remove_empty(&mut record.made).iter().map(|path| removed(path)));
        }
        Ok(said)
    }

    /// What the record has, and what lies in the usual places without being in it.
    fn concerned(&self, which: Which, record: &Record) -> Vec<Entry> {
        let wanted = |name: &str| match which {
            Which::Browser(browser) => browser.name == name,
            Which::All => true,
        };
        let mut concerned: Vec<Entry> =
            record.installed.iter().filter(|entry| wanted(&entry.browser)).cloned().collect();
        for browser in BROWSERS.iter().filter(|browser| wanted(browser.name)) {
            let spot = browser.spot(self.system, &self.homes, &self.folder);
            if !concerned.iter().any(|entry| entry.manifest == spot.manifest) {
                concerned.push(Entry {
                    browser: browser.name.to_owned(),
                    manifest: spot.manifest,
                    registry: spot.registry,
                    program: PathBuf::new(),
                    at: 0,
                });
            }
        }
        concerned
    }

    fn remove(
        &self,
        entry: &Entry,
        record: &Record,
        said: &mut Vec<String>,
    ) -> Result<(), InstallError> {
        if let Some(key) = &entry.registry {
            let failed = InstallError::registry(key);
            // Kin share a key: it may name another's manifest by now, or shall name it again.
            if self.registry.get(key).as_deref() == Some(entry.manifest.as_path()) {
                let kin = record.installed.iter().rev().find(|other| {
                    other.registry == entry.registry && other.manifest != entry.manifest
                });
                if let Some(kin) = kin {
                    self.registry.set(key, &kin.manifest).map_err(failed)?;
                    said.push(format!(r"gave HKEY_CURRENT_USER\{key} back to {}", kin.browser));
                } else {
                    self.registry.remove(key).map_err(failed)?;
                    said.push(format!(r"removed HKEY_CURRENT_USER\{key}"));
                }
            }
        }
        // Whatever a record says, only files of this name are ours to remove.
        let name = entry.manifest.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if !(name.starts_with(HOST_NAME) && name.ends_with(".json")) {
            return Ok(());
        }
        match fs::remove_file(&entry.manifest) {
            Ok(()) => said.push(removed(&entry.manifest)),
            Err(error) if is_missing(&error) => {}
            Err(error) => return Err(InstallError::file(&entry.manifest)(error)),
        }
        Ok(())
    }
}

fn removed(path: &Path) -> String {
    format!("removed {}", path.display())
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|facts| facts.is_dir())
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Why something could not be installed or removed.
#[derive(Debug)]
pub enum InstallError {
    /// Others could put their program in the place of this one.
    Open {
        /// This program.
        program: PathBuf,
        /// The file or folder that is open to them.
        part: PathBuf,
        /// In which way.
        why: &'static str,
    },
    /// There is no own folder to be had.
    Place(PlaceError),
    /// A manifest cannot name this path.
    NoUnicode(PathBuf),
    /// A file or folder cannot be read or written.
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A registry key cannot be written.
    Registry {
        /// Which.
        key: String,
        /// Why.
        source: io::Error,
    },
    /// The record of what is installed cannot be read.
    Record(PathBuf),
}

impl InstallError {
    fn file(path: &Path) -> impl FnOnce(io::Error) -> InstallError {
        let path = path.to_owned();
        move |source| InstallError::File { path, source }
    }

    fn registry(key: &str) -> impl FnOnce(io::Error) -> InstallError + use<> {
        let key = key.to_owned();
        move |source| InstallError::Registry { key, source }
    }
}

impl fmt::Display for InstallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InstallError::Open { program, part, why } => write!(
                f,
                "{} {why}: somebody could put another program in the place of {}, and your browser \
                 would start it. Put the program into a folder that only you or root may write to \
                 (`chmod go-w` closes one), and install from there",
                part.display(),
                program.display(),
            ),
            InstallError::Place(error) => write!(f, "{error}"),
            InstallError::NoUnicode(path) => write!(
                f,
                "{} is no Unicode, so no browser can be told of it: put the program elsewhere",
                path.display()
            ),
            InstallError::File { path, source } => write!(f, "{}: {source}", path.display()),
            InstallError::Registry { key, source } => {
                write!(f, r"HKEY_CURRENT_USER\{key}: {source}")
            }
            InstallError::Record(path) => write!(
                f,
                "{} cannot be read: `caveat-host uninstall --all --keep-rules` clears it away",
                path.display()
            ),
        }
    }
}

impl std::error::Error for InstallError {}
