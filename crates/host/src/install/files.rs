//! Writing manifests whole, and folders that are taken away again as they came.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Manifests are read by browsers, which may run as somebody else in a sandbox; they hold no secret.
const MODE: u32 = 0o644;

/// Writes a manifest so that others see the old one or the new one, never a piece.
///
/// # Errors
/// When the folder or the file cannot be written.
pub(super) fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    let mut name = path.file_name().unwrap_or_default().to_owned();
    // Of this process alone; what a killed one has left is not taken for anything.
    name.push(format!(".{}.new", std::process::id()));
    let aside = folder.join(name);
    let written = write_aside(&aside, text).and_then(|()| fs::rename(&aside, path));
    if written.is_err() {
        let _ = fs::remove_file(&aside);
    }
    written?;
    // Windows opens no folders, and needs none of it.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

fn write_aside(path: &Path, text: &str) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // New, so that no link that somebody has put there is followed.
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    set_mode(&file)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(unix)]
fn set_mode(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    // Not by opening with it: the umask would take bits away that a browser needs.
    file.set_permissions(fs::Permissions::from_mode(MODE))
}

#[cfg(not(unix))]
fn set_mode(_file: &File) -> io::Result<()> {
    Ok(())
}

/// The folders that must be made before this one is there.
pub(super) fn missing_folders(folder: &Path) -> Vec<PathBuf> {
    folder
        .ancestors()
        .take_while(|path| fs::symlink_metadata(path).is_err())
        .map(Path::to_path_buf)
        .collect()
}

/// Takes folders away that are empty by now, and out of the list; others stay. Gives those taken.
pub(super) fn remove_empty(folders: &mut Vec<PathBuf>) -> Vec<PathBuf> {
    // Inner ones before those that hold them.
    folders.sort_by_key(|folder| std::cmp::Reverse(folder.components().count()));
    folders.dedup();
    folders.extract_if(.., |folder| fs::remove_dir(folder).is_ok()).collect()
}
