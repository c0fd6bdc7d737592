use super::*;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn a_file_is_replaced_whole_and_leaves_nothing_beside_it() {
    let folder = folder();
    replace(&Real, folder.path(), "it", b"old").unwrap();
    replace(&Real, folder.path(), "it", b"new").unwrap();
    assert_eq!(Real.read(&folder.path().join("it"), 3).unwrap(), b"new");
    assert_eq!(Real.list(folder.path()).unwrap(), ["it"]);
}

#[test]
fn what_is_too_large_or_no_file_is_not_read() {
    let folder = folder();
    let file = folder.path().join("it");
    Real.write(&file, b"1234").unwrap();
    assert_eq!(Real.read(&file, 4).unwrap(), b"1234");
    assert!(Real.read(&file, 3).is_err());
    assert!(Real.read(folder.path(), 3).is_err());
    assert_eq!(Real.read(&folder.path().join("none"), 3).unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn appending_makes_the_file_and_removing_is_for_all_there_is() {
    let folder = folder();
    let (file, below) = (folder.path().join("it"), folder.path().join("below"));
    Real.append(&file, b"12").unwrap();
    Real.append(&file, b"34").unwrap();
    assert_eq!(Real.read(&file, 4).unwrap(), b"1234");
    Real.make_folder(&below).unwrap();
    Real.make_folder(&below).unwrap();
    Real.write(&below.join("x"), b"").unwrap();
    for path in [&file, &below, &below] {
        Real.remove(path).unwrap();
    }
    assert!(Real.list(folder.path()).unwrap().is_empty());
}

#[test]
fn one_holds_the_lock_at_a_time() {
    let folder = folder();
    let path = folder.path().join("lock");
    let held = Real.lock(&path).unwrap();
    assert!(held.is_some());
    assert!(Real.lock(&path).unwrap().is_none());
    drop(held);
    assert!(Real.lock(&path).unwrap().is_some());
}

#[cfg(unix)]
#[test]
fn links_are_refused_and_files_are_for_their_owner() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = folder();
    let (file, link) = (folder.path().join("it"), folder.path().join("link"));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    Real.write(&file, b"mine").unwrap();
    Real.make_folder(&folder.path().join("below")).unwrap();
    assert_eq!((mode(&file), mode(&folder.path().join("below"))), (0o600, 0o700));

    symlink(&file, &link).unwrap();
    assert!(Real.read(&link, 9).is_err());
    assert!(Real.write(&link, b"theirs").is_err());
    assert!(Real.append(&link, b"theirs").is_err());
    assert!(Real.sync(&link).is_err());
    assert!(Real.rename(&file, &link).is_err());
    assert!(Real.lock(&link).is_err());
    Real.remove(&link).unwrap();
    assert_eq!(Real.read(&file, 9).unwrap(), b"mine");

    symlink(folder.path(), &link).unwrap();
    assert!(Real.list(&link).is_err());
    assert!(Real.make_folder(&link).is_err());
    Real.remove(&link).unwrap();
    assert!(file.exists());
}
