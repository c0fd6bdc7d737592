//! The own folder: where it is, and that nobody else has a hand in it.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::disk::folder_for_owner;

/// The folder that holds all this program keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(PathBuf);

/// Why there is no such folder.
#[derive(Debug)]
pub enum PlaceError {
    /// The system does not say where this user's files are.
    Nowhere,
    /// Something else stands in its place: a link, or a file.
    NoFolder,
    /// It belongs to somebody else.
    Owner,
    /// It cannot be made or looked at.
    Disk(io::Error),
}

impl std::fmt::Display for PlaceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PlaceError::Nowhere => {
                f.write_str("the system does not say where this user's files are")
            }
            PlaceError::NoFolder => {
                f.write_str("where the own folder should be stands something else")
            }
            PlaceError::Owner => f.write_str("the own folder belongs to another user"),
            PlaceError::Disk(error) => write!(f, "the own folder cannot be used: {error}"),
        }
    }
}

impl std::error::Error for PlaceError {}

impl From<io::Error> for PlaceError {
    fn from(error: io::Error) -> PlaceError {
        PlaceError::Disk(error)
    }
}

impl Place {
    /// The folder of the user who runs this. Nothing is made yet.
    ///
    /// # Errors
    /// When the system does not say where that is.
    pub fn standard() -> Result<Place, PlaceError> {
        let folder =
            |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let base = if cfg!(windows) {
            folder("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            folder("HOME").map(|home| home.join("Library/Application Support"))
        } else {
            folder("XDG_STATE_HOME")
                .or_else(|| folder("HOME").map(|home| home.join(".local/state")))
        };
        Ok(Place(base.ok_or(PlaceError::Nowhere)?.join("caveat-host")))
    }

    /// This folder.
    pub fn at(folder: impl Into<PathBuf>) -> Place {
        Place(folder.into())
    }

    /// Its path.
    pub fn dir(&self) -> &Path {
        &self.0
    }

    /// Makes it when it is not there, and sees to it that it is the user's alone.
    ///
    /// # Errors
    /// When it is not, and cannot be made so.
    pub fn prepare(&self) -> Result<(), PlaceError> {
        if !self.0.exists() {
            if let Some(above) = self.0.parent() {
                fs::create_dir_all(above)?;
            }
            match folder_for_owner().create(&self.0) {
                // Another host was quicker; it is looked at like any other below.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                other => other?,
            }
        }
        let facts = fs::symlink_metadata(&self.0)?;
        if !facts.is_dir() {
            return Err(PlaceError::NoFolder);
        }
        self.mine(&facts)
    }

    #[cfg(unix)]
    fn mine(&self, facts: &fs::Metadata) -> Result<(), PlaceError> {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};

        if facts.uid() != rustix::process::geteuid().as_raw() {
            return Err(PlaceError::Owner);
        }
        if facts.permissions().mode() & 0o777 != 0o700 {
            fs::set_permissions(&self.0, fs::Permissions::from_mode(0o700))?;
        }
        Ok(())
    }

    #[cfg(not(unix))]
    fn mine(&self, _: &fs::Metadata) -> Result<(), PlaceError> {
        // Windows gives a user's own folders to that user by inheritance.
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_made_with_what_is_above_it() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::at(folder.path().join("a/b/caveat-host"));
        place.prepare().unwrap();
        place.prepare().unwrap();
        assert!(place.dir().is_dir());
    }

    #[test]
    fn a_file_in_its_place_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::at(folder.path().join("it"));
        fs::write(place.dir(), "").unwrap();
        assert!(matches!(place.prepare(), Err(PlaceError::NoFolder)));
    }

    #[cfg(unix)]
    #[test]
    fn others_are_locked_out_and_links_refused() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = tempfile::tempdir().unwrap();
        let place = Place::at(folder.path().join("it"));
        fs::create_dir(place.dir()).unwrap();
        fs::set_permissions(place.dir(), fs::Permissions::from_mode(0o755)).unwrap();
        place.prepare().unwrap();
        assert_eq!(fs::metadata(place.dir()).unwrap().permissions().mode() & 0o777, 0o700);

        let link = Place::at(folder.path().join("link"));
        symlink(place.dir(), link.dir()).unwrap();
        assert!(matches!(link.prepare(), Err(PlaceError::NoFolder)));
        let dangling = Place::at(folder.path().join("dangling"));
        symlink(folder.path().join("nothing"), dangling.dir()).unwrap();
        assert!(matches!(dangling.prepare(), Err(PlaceError::NoFolder)));
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_of_somebody_else_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        // Root may give its folder away; nobody else may, but the root folder is not theirs.
        let theirs = match std::os::unix::fs::chown(folder.path(), Some(65_534), None) {
            Ok(()) => folder.path(),
            Err(_) => Path::new("/"),
        };
        assert!(matches!(Place::at(theirs).prepare(), Err(PlaceError::Owner)));
    }
}
