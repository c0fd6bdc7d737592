//! A repository, a copy of how it stood before, and a host that fetches from it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use caveat_host::clock::Clock;
use caveat_host::courier::{Courier, open_with};
use caveat_host::disk::{Disk, Real};
use caveat_host::place::Place;
use caveat_host::trust::Trust;
use caveat_host::updates::{CHUNK, ProblemCode, Status, Updates};

use crate::repository::{NOW, Repository, address, copy, pack};

pub(crate) const OLD: u64 = 2_026_112_301;
pub(crate) const NEW: u64 = 2_026_112_401;
/// A few chunks: large enough to be torn in the middle.
pub(crate) const LENGTH: usize = 2 * CHUNK + 1_000;

/// A clock that stands where it is put.
#[derive(Clone)]
pub(crate) struct Stopped(Arc<AtomicU64>);

impl Stopped {
    pub(crate) fn at(now: u64) -> Stopped {
        Stopped(Arc::new(AtomicU64::new(now)))
    }

    pub(crate) fn set(&self, now: u64) {
        self.0.store(now, Ordering::Relaxed);
    }
}

impl Clock for Stopped {
    fn now(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Folders that are gone when it is.
pub(crate) struct World {
    pub folder: tempfile::TempDir,
    pub repository: Repository,
}

impl World {
    /// A repository that has offered OLD and now offers NEW, with a copy of the older state.
    pub(crate) fn new() -> World {
        let folder = folder();
        let mut repository = Repository::new(&folder.path().join("repository"));
        repository.publish(Some((OLD, pack(OLD, LENGTH))));
        copy(&repository.folder, &folder.path().join("replay"));
        repository.publish(Some((NEW, pack(NEW, LENGTH))));
        World { folder, repository }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The state in which the repository offered OLD.
    pub(crate) fn replay(&self) -> String {
        address(&self.path("replay"))
    }

    pub(crate) fn trust(&self, mirrors: &[String]) -> Trust {
        trust(&self.repository.trusted_root(), mirrors)
    }

    /// A host in the folder `name` that asks these mirrors.
    pub(crate) fn host(&self, name: &str, mirrors: &[String]) -> Courier {
        self.host_on(name, mirrors, Arc::new(Real), Stopped::at(NOW))
    }

    pub(crate) fn host_on(
        &self,
        name: &str,
        mirrors: &[String],
        disk: Arc<dyn Disk>,
        clock: Stopped,
    ) -> Courier {
        open_with(Place::at(self.path(name)), Ok(self.trust(mirrors)), disk, Arc::new(clock))
    }
}

/// In memory where that can be: these tests wait for the disk ten thousand times.
fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap()
}

pub(crate) fn trust(root: &[u8], mirrors: &[String]) -> Trust {
    let list = serde_json::json!({"format": 1, "mirrors": mirrors});
    Trust::read(root, list.to_string().as_bytes()).unwrap()
}

/// The version in use, after its chunks were fetched and are, together, what was published.
pub(crate) fn whole(host: &mut Courier) -> Option<u64> {
    let facts = host.status().pack?;
    let mut bytes = Vec::new();
    for index in 0.. {
        match host.chunk(facts.version, index) {
            Ok(chunk) => bytes.extend(chunk),
            Err(_) => break,
        }
    }
    assert_eq!(bytes, pack(facts.version, LENGTH), "version {} is not whole", facts.version);
    assert_eq!(bytes.len() as u64, facts.bytes);
    Some(facts.version)
}

pub(crate) fn code(status: &Status) -> Option<ProblemCode> {
    status.problem.as_ref().map(|problem| problem.code)
}

/// Files below a folder, in order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all.sort();
    all
}

/// Nothing lies about that a good sync should have removed.
pub(crate) fn tidy(folder: &Path) {
    for file in files(folder) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        assert!(!name.ends_with(".new") && !name.starts_with("partial"), "{name} was left behind");
    }
    let generations = std::fs::read_dir(folder.join("generations")).unwrap().count();
    assert!(generations <= 2, "{generations} generations");
}
