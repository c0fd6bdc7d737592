//! The trust that stands in the tree is of one piece, and no private key lies beside it.
#![allow(clippy::unwrap_used, reason = "in a test it says where it failed")]

use std::fs;
use std::path::{Path, PathBuf};

use caveat_publish::metadata::{Envelope, Root, Targets};
use caveat_publish::signed::THRESHOLD;
use caveat_publish::trust::{self, Publishers};

fn trust() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../trust")
}

fn file(name: &str) -> Vec<u8> {
    fs::read(trust().join(name)).unwrap()
}

#[test]
fn root_and_publishers_agree() {
    let root = Envelope::<Root>::read(&file("root.json")).unwrap();
    root.signed.check_keys().unwrap();
    root.check(&root.signed).unwrap();
    assert_eq!(root.write(), file("root.json"), "as `caveat publish` writes it");
    let publishers = Publishers::read(&file("publishers.json")).unwrap();
    assert_eq!(publishers.keys(), root.signed.keys_of::<Targets>());
    assert_eq!(publishers.threshold, THRESHOLD);
    assert_eq!(publishers.threshold, root.signed.roles.targets.threshold);
}

#[test]
fn mirrors_are_addresses_that_a_host_asks() {
    let listed: serde_json::Value = serde_json::from_slice(&file("mirrors.json")).unwrap();
    let urls: Vec<String> = serde_json::from_value(listed["mirrors"].clone()).unwrap();
    assert!(!urls.is_empty());
    assert_eq!(trust::mirrors(&urls).unwrap(), file("mirrors.json"));
}

#[test]
fn only_these_files_lie_there() {
    let mut names: Vec<String> = fs::read_dir(trust())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["README.md", "mirrors.json", "publishers.json", "root.json"]);
}
