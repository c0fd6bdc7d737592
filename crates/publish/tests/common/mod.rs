//! A small Pack, a ceremony's keys, and a repository to try things on.
#![allow(dead_code, reason = "each test file uses its share")]

use std::fs;
use std::path::{Path, PathBuf};

use caveat_engine::Rules;
use caveat_pack::{Pack, Part, PartKind};
use caveat_publish::keys::{self, CEREMONY, KeyError, KeyRing, Passphrase};
use caveat_publish::repository::{
    Drafting, Lifetimes, Outcome, Plan, Replacement, Report, Repository, RepositoryError, Terms,
    init,
};
use caveat_publish::signed;
use caveat_publish::time::DAY;
use tempfile::TempDir;

/// 2026-11-23T06:37:15Z.
pub(crate) const NOW: u64 = 1_795_415_835;

/// The smallest Pack that an engine reads.
pub(crate) fn pack(version: u64) -> Vec<u8> {
    let rules = caveat_pack::encode_rules(&Rules::default());
    let part = Part { kind: PartKind::Rules.number(), level: 1, lang: [0; 4], bytes: &rules };
    Pack { version, parts: vec![part] }.write()
}

/// One as large as many, of which most stays the same from version to version.
pub(crate) fn large_pack(version: u64) -> Vec<u8> {
    let rules = caveat_pack::encode_rules(&Rules::default());
    let mut state = 1_u32;
    let mut noise = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state >> 24) as u8
    };
    let mut guides: Vec<u8> = (0..60_000).map(|_| noise()).collect();
    guides.extend(version.to_le_bytes());
    let part = |kind: PartKind, lang, bytes| Part { kind: kind.number(), level: 1, lang, bytes };
    let parts =
        vec![part(PartKind::Rules, [0; 4], &rules), part(PartKind::Guides, *b"en\0\0", &guides)];
    Pack { version, parts }.write()
}

pub(crate) fn terms(now: u64) -> Terms {
    Terms { now, lifetimes: Lifetimes::default() }
}

pub(crate) fn nobody(path: &Path) -> Result<Passphrase, KeyError> {
    Err(KeyError::NoPassphrase { path: path.to_owned(), why: "a test".into() })
}

/// A folder with `keys/` of a whole ceremony and `repository/` for what comes.
pub(crate) struct Place {
    pub(crate) folder: TempDir,
}

impl Place {
    /// With keys alone.
    pub(crate) fn empty() -> Place {
        let place = Place { folder: tempfile::tempdir().unwrap() };
        let names: Vec<String> = CEREMONY.iter().map(|&name| name.to_owned()).collect();
        keys::make(&place.keys(), &names, None).unwrap();
        fs::create_dir(place.repository()).unwrap();
        place
    }

    /// With a repository of empty roles.
    pub(crate) fn new() -> Place {
        let place = Place::empty();
        init(&place.repository(), &place.all_keys(), &terms(NOW))
            .unwrap()
            .write(&place.repository())
            .unwrap();
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn keys(&self) -> PathBuf {
        self.path("keys")
    }

    pub(crate) fn repository(&self) -> PathBuf {
        self.path("repository")
    }

    pub(crate) fn key(&self, name: &str) -> PathBuf {
        self.keys().join(format!("{name}.pem"))
    }

    pub(crate) fn ring(&self, names: &[&str]) -> KeyRing<'static> {
        let paths: Vec<_> = names.iter().map(|name| self.key(name)).collect();
        KeyRing::files(&paths, &nobody).unwrap()
    }

    pub(crate) fn all_keys(&self) -> KeyRing<'static> {
        KeyRing::folder(&self.keys(), &nobody).unwrap()
    }

    /// One more key among the others.
    pub(crate) fn new_key(&self, name: &str) -> PathBuf {
        keys::make(&self.keys(), &[name.to_owned()], None).unwrap().remove(0).0
    }

    /// A Pack signed by these.
    pub(crate) fn signed(&self, version: u64, by: &[&str]) -> Vec<u8> {
        signed::sign(&pack(version), NOW, NOW + 90 * DAY, &self.ring(by)).unwrap()
    }

    /// A Pack signed by the first two publishers.
    pub(crate) fn good(&self, version: u64) -> Vec<u8> {
        self.signed(version, &["publisher-1", "publisher-2"])
    }

    pub(crate) fn plan_pack(&self, bytes: &[u8], now: u64) -> Result<Plan, RepositoryError> {
        let repository = Repository::open(&self.repository()).unwrap();
        ready(repository.pack(bytes, &self.all_keys(), &terms(now), Drafting::Off)?)
    }

    pub(crate) fn publish(&self, version: u64) {
        self.plan_pack(&self.good(version), NOW).unwrap().write(&self.repository()).unwrap();
    }

    pub(crate) fn plan_refresh(&self, names: &[&str], now: u64) -> Result<Plan, RepositoryError> {
        Repository::open(&self.repository()).unwrap().refresh(&self.ring(names), &terms(now))
    }

    /// `ring`: of whom the private keys are at hand.
    pub(crate) fn plan_root(
        &self,
        pairs: &[(&str, &str)],
        ring: &KeyRing<'_>,
    ) -> Result<Plan, RepositoryError> {
        let all = self.all_keys();
        let public = |name: &str| all.keys().iter().find(|key| key.name == name).unwrap().public;
        let replacements: Vec<_> = pairs
            .iter()
            .map(|(old, new)| Replacement { old: public(old), new: public(new) })
            .collect();
        let repository = Repository::open(&self.repository()).unwrap();
        ready(repository.root(&replacements, ring, &terms(NOW), Drafting::Off)?)
    }

    /// What a client finds wrong.
    pub(crate) fn problems(&self, now: u64) -> Vec<String> {
        Report::of(&self.repository(), now).problems.iter().map(ToString::to_string).collect()
    }

    /// A copy of the repository as it is.
    pub(crate) fn copy(&self) -> TempDir {
        let copy = tempfile::tempdir().unwrap();
        copy_folder(&self.repository(), copy.path());
        copy
    }
}

fn ready(outcome: Outcome) -> Result<Plan, RepositoryError> {
    match outcome {
        Outcome::Ready(plan) => Ok(plan),
        Outcome::Draft(_) => panic!("no draft was wanted"),
    }
}

pub(crate) fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}
