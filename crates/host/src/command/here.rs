//! What commands work on: this user's folders, this program, and what fetches.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, fmt, fs, io};

use crate::browsers::{Homes, System};
use crate::courier::{self, Courier};
use crate::disk::{Real, replace};
use crate::install::program::this_program;
use crate::install::{Setup, registry};
use crate::place::{Place, PlaceError};
use crate::trust::{Trust, TrustError};
use crate::updates::{ChunkError, Problem, ProblemCode, Status, Updates};

/// Why there is nothing to work on.
#[derive(Debug)]
pub(super) enum HereError {
    /// Nothing says which folder is the user's own.
    NoHome,
    /// This program cannot tell where it lies.
    Program(io::Error),
    /// There is no own folder.
    Place(PlaceError),
    /// The folder that shall be trusted is not what it should be.
    Trust(PathBuf, TrustError),
    /// A file cannot be read or written.
    File(PathBuf, io::Error),
}

impl fmt::Display for HereError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HereError::NoHome => f.write_str("nothing says which folder is yours: set HOME"),
            HereError::Program(error) => {
                write!(f, "this program's own file cannot be found: {error}")
            }
            HereError::Place(error) => write!(f, "{error}"),
            HereError::Trust(path, error) => write!(f, "{}: {error}", path.display()),
            HereError::File(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl From<PlaceError> for HereError {
    fn from(error: PlaceError) -> HereError {
        HereError::Place(error)
    }
}

/// All that installing works on.
pub(super) fn setup() -> Result<Setup<'static>, HereError> {
    let absolute = |path: &PathBuf| path.is_absolute();
    let home = env::home_dir().filter(absolute).ok_or(HereError::NoHome)?;
    let config = env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).filter(absolute);
    Ok(Setup {
        system: System::HERE,
        homes: Homes { config: config.unwrap_or_else(|| home.join(".config")), home },
        folder: Place::standard()?.dir().to_owned(),
        program: this_program().map_err(HereError::Program)?,
        registry: &registry::Here,
        now: SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()),
    })
}

/// What fetches and hands out.
pub(super) fn courier(place: &Place) -> Courier {
    courier::open(place.clone(), Trust::of(place))
}

/// Two for one folder: the first answers while the second fetches.
pub fn couriers() -> [Box<dyn Updates + Send>; 2] {
    [(); 2].map(|()| match Place::standard() {
        Ok(place) => Box::new(courier(&place)) as Box<dyn Updates + Send>,
        Err(error) => Box::new(Nowhere(error.to_string())),
    })
}

/// What stands for a courier when there is no folder to keep anything in.
struct Nowhere(String);

impl Updates for Nowhere {
    fn status(&mut self) -> Status {
        let says = format!("Updates cannot be kept: {}.", self.0);
        Status { problem: Some(Problem { code: ProblemCode::Disk, says }), ..Status::default() }
    }

    fn sync(&mut self) -> Status {
        self.status()
    }

    fn chunk(&mut self, _version: u64, _index: u32) -> Result<Vec<u8>, ChunkError> {
        Err(ChunkError::NoPack)
    }
}

/// Where a trust is put in the own folder.
const TRUST: &str = "trust";

/// Whether one lies there.
pub(super) fn has_trust(folder: &Path) -> bool {
    folder.join(TRUST).exists()
}

/// The files of a trust, checked.
pub(super) struct NewTrust {
    root: Vec<u8>,
    mirrors: Vec<u8>,
}

impl NewTrust {
    /// Those of this folder.
    pub(super) fn read(folder: &Path) -> Result<NewTrust, HereError> {
        let file = |name: &str| {
            let path = folder.join(name);
            fs::read(&path).map_err(|error| HereError::File(path, error))
        };
        let new = NewTrust { root: file("root.json")?, mirrors: file("mirrors.json")? };
        Trust::read(&new.root, &new.mirrors)
            .map_err(|error| HereError::Trust(folder.to_owned(), error))?;
        Ok(new)
    }

    /// Puts them into the own folder, which is there. What was fetched under another root goes: no
    /// version of another repository says anything about this one's.
    pub(super) fn install(&self, place: &Place) -> Result<Vec<String>, HereError> {
        let mut said = Vec::new();
        if !Trust::of(place).is_ok_and(|before| before.root() == self.root) {
            let had = courier::forget(place)
                .map_err(|error| HereError::File(place.dir().to_owned(), error))?;
            if had {
                said.push("forgot what was fetched under another root".to_owned());
            }
        }
        let folder = place.dir().join(TRUST);
        Place::at(&folder).prepare()?;
        for (name, bytes) in [("root.json", &self.root), ("mirrors.json", &self.mirrors)] {
            let path = folder.join(name);
            replace(&Real, &folder, name, bytes)
                .map_err(|error| HereError::File(path.clone(), error))?;
            said.push(format!("wrote {}", path.display()));
        }
        Ok(said)
    }
}
