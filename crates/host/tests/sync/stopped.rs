//! What must hold after a sync was stopped at some step: when a host is started again upon what is
//! left, against the repository as it is, and against one that replays how it was.

use std::path::Path;
use std::sync::Arc;

use caveat_host::courier::forget;
use caveat_host::place::Place;
use caveat_host::updates::{ProblemCode, Updates};

use crate::disk::Faulty;
use crate::repository::{NOW, copy};
use crate::world::{NEW, OLD, Stopped, World, code, tidy, whole};

/// A host with OLD that fetches NEW, and one with nothing.
pub(crate) const BEFORE: [(&str, Option<u64>); 2] = [("synced", Some(OLD)), ("fresh", None)];

pub(crate) fn world() -> World {
    let world = World::new();
    let mut host = world.host("synced", &[world.replay()]);
    host.sync_now();
    assert_eq!(whole(&mut host), Some(OLD));
    std::fs::create_dir(world.path("fresh")).unwrap();
    world
}

/// The steps of a sync upon a copy of this folder, when nothing goes wrong.
pub(crate) fn steps(world: &World, before: &str) -> usize {
    copy(&world.path(before), &world.path("counted"));
    let disk = Arc::new(Faulty::never());
    let mut host =
        world.host_on("counted", &[world.repository.address()], disk.clone(), Stopped::at(NOW));
    host.sync_now();
    let steps = disk.steps();
    assert_eq!(whole(&mut host), Some(NEW));
    std::fs::remove_dir_all(world.path("counted")).unwrap();
    steps
}

/// What must hold after a stop, whatever it was: see above.
pub(crate) fn check(world: &World, stopped: &Path, before: Option<u64>, point: &str) {
    let named = |name: &str| stopped.with_file_name(name);
    let now = &[world.repository.address()];
    let replayed = &[world.replay()];

    // Right after it, with nobody asked.
    let mut host = world.host("stopped", now);
    let version = whole(&mut host);
    assert!(version == before || version == Some(NEW), "{point}: {version:?} is in use");
    let floor = host.facts().floor;
    assert!(floor >= version, "{point}: {version:?} is in use above a floor of {floor:?}");

    // Started again against a replay: what is in use never goes back, nor does the floor.
    copy(stopped, &named("replayed"));
    let mut host = world.host("replayed", replayed);
    let status = host.sync_now();
    let replayed_version = whole(&mut host);
    assert!(replayed_version >= version, "{point}: {version:?} went back to {replayed_version:?}");
    assert!(
        replayed_version != Some(OLD) || floor < Some(NEW) || version == Some(OLD),
        "{point}: went back below the floor"
    );
    assert!(host.facts().floor >= floor, "{point}: the floor sank");
    if floor == Some(NEW) {
        assert_eq!(code(&status), Some(ProblemCode::Rollback), "{point}: {status:?}");
    }

    // Against the repository, after the replay and without it: NEW, and nothing lies about.
    for name in ["replayed", "stopped"] {
        let mut host = world.host(name, now);
        let status = host.sync_now();
        assert_eq!(code(&status), None, "{point}, {name}: {status:?}");
        assert_eq!(whole(&mut host), Some(NEW), "{point}, {name}");
        tidy(&named(name));
        // Usable: it says so again without asking, and once forgotten begins anew.
        assert_eq!(host.sync().pack.map(|pack| pack.version), Some(NEW));
    }
    forget(&Place::at(stopped)).unwrap();
    assert_eq!(host_after_forgetting(world, now), Some(NEW), "{point}");
    for name in ["stopped", "replayed"] {
        std::fs::remove_dir_all(named(name)).unwrap();
    }
}

fn host_after_forgetting(world: &World, mirrors: &[String]) -> Option<u64> {
    let mut host = world.host("stopped", mirrors);
    assert_eq!(host.status().pack, None);
    host.sync_now();
    whole(&mut host)
}
