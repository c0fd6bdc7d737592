//! The site's files on the disk.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::{Files, SiteError};

/// Names all that we wrote into a folder: it makes the folder ours, and tells what is to go when it is not made again.
const LIST: &str = ".caveat-site";

/// A folder that is new, empty, or a site of ours.
pub(crate) struct Folder {
    root: PathBuf,
    /// What a site of ours in it consists of.
    before: BTreeSet<String>,
}

impl Folder {
    /// Looks whether a site may be written there. Nothing is changed yet.
    pub(crate) fn at(root: &Path) -> Result<Folder, SiteError> {
        Ok(Folder { root: root.to_owned(), before: written_before(root)? })
    }

    /// Writes the files, and removes what an earlier site left there. What others put beside it stays.
    pub(crate) fn write(&self, files: &Files) -> Result<(), SiteError> {
        let Folder { root, before } = self;
        let list = root.join(LIST);
        let listed = |paths: &BTreeSet<&String>| -> Result<(), SiteError> {
            let names: String = paths.iter().map(|path| format!("{path}\n")).collect();
            fs::write(&list, names).map_err(failed(&list))
        };
        fs::create_dir_all(root).map_err(failed(root))?;
        // What was and what will be: should we be stopped in between, the next run knows all of it.
        listed(&before.iter().chain(files.keys()).collect())?;
        for (path, bytes) in files {
            let target = root.join(path);
            let made = target.parent().map_or(Ok(()), fs::create_dir_all);
            made.and_then(|()| fs::write(&target, bytes)).map_err(failed(&target))?;
        }
        for gone in before.iter().filter(|path| !files.contains_key(*path)) {
            remove(root, gone)?;
        }
        listed(&files.keys().collect())
    }
}

/// What a site of ours in that folder consists of; nothing when the folder is new or empty.
fn written_before(root: &Path) -> Result<BTreeSet<String>, SiteError> {
    let list = root.join(LIST);
    if !root.exists() {
        return Ok(BTreeSet::new());
    }
    if !list.exists() {
        let mut entries = fs::read_dir(root).map_err(failed(root))?;
        return match entries.next() {
            None => Ok(BTreeSet::new()),
            Some(_) => Err(SiteError::NotOurs(root.to_owned())),
        };
    }
    let text = fs::read_to_string(&list).map_err(failed(&list))?;
    let paths: BTreeSet<String> = text.lines().map(str::to_owned).collect();
    // A list that somebody changed must not have us remove what lies elsewhere.
    let below =
        |path: &String| Path::new(path).components().all(|c| matches!(c, Component::Normal(_)));
    if paths.iter().all(|path| !path.is_empty() && below(path)) {
        Ok(paths)
    } else {
        Err(SiteError::BadList(list))
    }
}

/// Removes a file, and the folders that are empty then.
fn remove(root: &Path, path: &str) -> Result<(), SiteError> {
    let target = root.join(path);
    match fs::remove_file(&target) {
        Ok(()) => {}
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
        Err(e) => return Err(failed(&target)(e)),
    }
    let above = Path::new(path).ancestors().skip(1).filter(|p| !p.as_os_str().is_empty());
    for folder in above {
        // Not empty: others' files, or ours.
        if fs::remove_dir(root.join(folder)).is_err() {
            break;
        }
    }
    Ok(())
}

fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> SiteError {
    let path = path.to_owned();
    move |source| SiteError::File { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, files: &Files) -> Result<(), SiteError> {
        Folder::at(root)?.write(files)
    }

    fn files(paths: &[&str]) -> Files {
        paths.iter().map(|path| ((*path).to_owned(), path.as_bytes().to_vec())).collect()
    }

    #[test]
    fn a_new_site_takes_the_old_ones_place_and_leaves_what_is_not_ours() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("new/site");
        write(&root, &files(&["index.html", "en/old/index.html"]))
            .unwrap_or_else(|e| panic!("{e}"));
        fs::write(root.join("CNAME"), "guides.example").expect("somebody's file");
        write(&root, &files(&["index.html", "en/index.html"])).unwrap_or_else(|e| panic!("{e}"));
        assert!(!root.join("en/old").exists());
        assert!(root.join("en/index.html").is_file() && root.join("CNAME").is_file());
    }

    #[test]
    fn a_folder_that_holds_something_else_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("letter.txt"), "x").expect("somebody's file");
        let says = write(folder.path(), &files(&["index.html"])).expect_err("not ours").to_string();
        assert!(says.contains("not empty and holds no site of ours"), "{says}");
        assert!(!folder.path().join("index.html").exists());
    }

    #[test]
    fn a_list_that_leads_elsewhere_removes_nothing() {
        for evil in ["../letter.txt\n", "/etc/x\n", "a/../../letter.txt\n", "\n"] {
            let folder = tempfile::tempdir().expect("a folder");
            let root = folder.path().join("site");
            fs::write(folder.path().join("letter.txt"), "x").expect("somebody's file");
            fs::create_dir(&root).expect("a folder");
            fs::write(root.join(LIST), evil).expect("a list");
            assert!(matches!(write(&root, &files(&[])), Err(SiteError::BadList(_))), "{evil}");
            assert!(folder.path().join("letter.txt").exists());
        }
    }
}
