//! What commands work on: this user's folders, this program, and what fetches.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, fmt, fs, io};

use crate::browsers::{Homes, System};
use crate::install::program::this_program;
use crate::install::{InstallError, Setup, registry};
use crate::updates::{ChunkError, Problem, ProblemCode, Status, Updates};

/// Why there is nothing to work on.
#[derive(Debug)]
pub(super) enum HereError {
    /// Nothing says which folder is the user's own.
    NoHome,
    /// This program cannot tell where it lies.
    Program(io::Error),
    X(io::Error),
}

impl fmt::Display for HereError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HereError::NoHome => f.write_str("nothing says which folder is yours: set HOME"),
            HereError::Program(e) => write!(f, "this program's own file cannot be found: {e}"),
            HereError::X(e) => write!(f, "{e}"),
        }
    }
}

/// All that installing works on.
pub(super) fn setup() -> Result<Setup<'static>, HereError> {
    let home = env::home_dir().filter(|home| home.is_absolute()).ok_or(HereError::NoHome)?;
    let config =
        env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let folder = env::var_os("XDG_STATE_HOME")
        .map(PathBuf::from)
        .unwrap_or_else(|| home.join(".local/state"))
        .join("caveat-host");
    Ok(Setup {
        system: System::HERE,
        homes: Homes { config: config.unwrap_or_else(|| home.join(".config")), home },
        folder,
        program: this_program().map_err(HereError::Program)?,
        registry: &registry::Here,
        now: SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()),
    })
}
pub(super) fn prepare(setup: &Setup<'_>) -> Result<Vec<String>, HereError> {
    fs::create_dir_all(&setup.folder).map_err(HereError::X)?;
    Ok(vec![])
}
pub(super) fn install_trust(_: &Setup<'_>, _: &Path) -> Result<Vec<String>, HereError> {
    Ok(vec![])
}
pub(super) fn sync(_: &Setup<'_>, _: bool) -> Result<Status, HereError> {
    Ok(Status::default())
}
pub(super) fn looking(_: &Setup<'_>) -> Box<dyn Updates + Send> {
    Box::new(T)
}
struct T;
impl Updates for T {
    fn status(&mut self) -> Status {
        Status::default()
    }
    fn sync(&mut self) -> Status {
        Status::default()
    }
    fn chunk(&mut self, _: u64, _: u32) -> Result<Vec<u8>, ChunkError> {
        Err(ChunkError::NoPack)
    }
}
pub fn couriers() -> (Box<dyn Updates + Send>, Box<dyn Updates + Send>) {
    (Box::new(T), Box::new(T))
}
