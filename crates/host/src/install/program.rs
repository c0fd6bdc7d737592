//! The program that manifests name: this one, where nobody else can put another in its place.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use super::InstallError;

/// This program's file, links resolved.
///
/// # Errors
/// When the system does not say where it lies.
pub fn this_program() -> io::Result<PathBuf> {
    fs::canonicalize(env::current_exe()?)
}

/// Refuses a program that somebody but the user and the system's administrator could exchange: a
/// browser would start theirs.
///
/// # Errors
/// When others may write to it or to a folder above it.
#[cfg(unix)]
pub fn check(program: &Path) -> Result<(), InstallError> {
    for path in program.ancestors() {
        let facts = fs::metadata(path).map_err(InstallError::file(path))?;
        if let Some(why) = open_to_others(&facts, path == program) {
            return Err(InstallError::Open { program: program.into(), part: path.into(), why });
        }
    }
    Ok(())
}

/// On Windows who may write is not looked at: folders for programs are closed there by default.
#[cfg(not(unix))]
pub fn check(_program: &Path) -> Result<(), InstallError> {
    Ok(())
}

/// Why others could change this file, or exchange what lies in this folder.
#[cfg(unix)]
pub fn open_to_others(facts: &fs::Metadata, is_program: bool) -> Option<&'static str> {
    use std::os::unix::fs::MetadataExt as _;
    const WRITABLE_BY_GROUP: u32 = 0o020;
    const WRITABLE_BY_ALL: u32 = 0o002;
    // In such a folder only an entry's owner may exchange it, and each entry is looked at itself.
    const STICKY: u32 = 0o1000;
    // Who is in these is an administrator, or can become one: root everywhere, admin on macOS.
    let trusted_group = facts.gid() == 0 || (cfg!(target_os = "macos") && facts.gid() == 80);

    let mode = facts.mode();
    if facts.uid() != 0 && facts.uid() != rustix::process::geteuid().as_raw() {
        Some("belongs to another user")
    } else if !is_program && mode & STICKY != 0 {
        None
    } else if mode & WRITABLE_BY_ALL != 0 {
        Some("everybody may write to it")
    } else if mode & WRITABLE_BY_GROUP != 0 && !trusted_group {
        Some("its group may write to it")
    } else {
        None
    }
}
