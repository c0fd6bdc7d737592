//! What a sync does when all is well, and what it says when it is not.

use std::fs;
use std::sync::Arc;

use caveat_host::courier::{forget, open, open_with};
use caveat_host::disk::{Disk, Real};
use caveat_host::place::Place;
use caveat_host::trust::TrustError;
use caveat_host::updates::{CHUNK, ChunkError, ProblemCode, Status, Updates};

use crate::disk::Faulty;
use crate::repository::{DAY, NOW, Repository, address, pack};
use crate::world::{LENGTH, NEW, OLD, Stopped, World, code, files, tidy, whole};

#[test]
fn old_then_new_and_both_generations_stay() {
    let world = World::new();
    let mut host = world.host("host", &[world.replay()]);
    assert_eq!(host.status(), Status::default());
    assert!(!world.path("host").exists(), "a status writes nothing");
    let status = host.sync();
    assert_eq!((code(&status), status.checked, status.succeeded), (None, NOW, NOW));
    assert_eq!(whole(&mut host), Some(OLD));

    let mut host = world.host("host", &[world.repository.address()]);
    host.sync_now();
    assert_eq!(whole(&mut host), Some(NEW));
    assert_eq!((host.facts().generation, host.facts().floor), (Some(2), Some(NEW)));
    tidy(&world.path("host"));
    assert!(world.path("host/generations/1/facts").exists(), "the previous one is kept");
    assert_eq!(
        world.host("host", &[]).status().pack,
        host.status().pack,
        "another process sees the same"
    );
}

#[test]
fn a_replay_of_the_old_one_is_refused_and_said() {
    let world = World::new();
    world.host("host", &[world.repository.address()]).sync_now();
    let mut host = world.host("host", &[world.replay()]);
    let problem = host.sync_now().problem.unwrap();
    assert_eq!(problem.code, ProblemCode::Rollback);
    assert!(
        problem.says.ends_with('.')
            && !problem.says.contains(world.folder.path().to_str().unwrap()),
        "{}",
        problem.says
    );
    assert_eq!(whole(&mut host), Some(NEW));
    assert_eq!(
        code(&world.host("host", &[]).status()),
        Some(ProblemCode::Rollback),
        "it is remembered"
    );
}

#[test]
fn nobody_is_asked_twice_within_the_hour() {
    let world = World::new();
    let clock = Stopped::at(NOW);
    let mut host = world.host_on("host", &[world.replay()], Arc::new(Real), clock.clone());
    let first = host.sync();
    assert!((NOW + 3_600..NOW + 4_200).contains(&first.next), "{}", first.next - NOW);
    let mut host =
        world.host_on("host", &[world.repository.address()], Arc::new(Real), clock.clone());
    clock.set(first.next - 1);
    assert_eq!((host.sync(), whole(&mut host)), (first.clone(), Some(OLD)));
    clock.set(first.next);
    assert_eq!((host.sync().checked, whole(&mut host)), (first.next, Some(NEW)));
}

#[test]
fn failures_wait_for_the_next_hour_too_and_keep_what_is_here() {
    let world = World::new();
    world.host("host", &[world.replay()]).sync_now();
    let clock = Stopped::at(NOW + DAY);
    let mut host =
        world.host_on("host", &[address(&world.path("nowhere"))], Arc::new(Real), clock.clone());
    let status = host.sync();
    assert_eq!(
        (code(&status), status.checked, status.succeeded),
        (Some(ProblemCode::Offline), NOW + DAY, NOW)
    );
    assert!(status.next >= NOW + DAY + 3_600);
    assert_eq!(whole(&mut host), Some(OLD));
}

#[test]
fn a_first_sync_that_fails_leaves_nothing_to_miss() {
    let world = World::new();
    let mut host = world.host("host", &[address(&world.path("nowhere"))]);
    assert_eq!(code(&host.sync_now()), Some(ProblemCode::Offline));
    assert!(!world.path("host/generations").exists());
    let mut host = world.host("host", &[world.repository.address()]);
    assert_eq!(code(&host.sync_now()), None);
    assert_eq!(whole(&mut host), Some(NEW));
}

#[test]
fn chunks_are_cut_as_promised() {
    let world = World::new();
    let mut host = world.host("host", &[world.repository.address()]);
    assert_eq!(host.chunk(NEW, 0), Err(ChunkError::NoPack));
    let facts = host.sync_now().pack.unwrap();
    let published = pack(NEW, LENGTH);
    let chunks: Vec<&[u8]> = published.chunks(CHUNK).collect();
    assert_eq!((chunks.len(), facts.bytes), (3, published.len() as u64));
    for (index, chunk) in chunks.iter().enumerate() {
        assert_eq!(host.chunk(NEW, index as u32).as_deref(), Ok(*chunk));
    }
    assert_eq!(host.chunk(NEW, 3), Err(ChunkError::NoIndex));
    assert_eq!(host.chunk(NEW, u32::MAX), Err(ChunkError::NoIndex));
    assert_eq!(host.chunk(OLD, 0), Err(ChunkError::NoPack));

    fs::write(world.path("host/generations/1/pack.caveat"), "x").unwrap();
    let mut other = world.host("host", &[]);
    assert_eq!(other.chunk(NEW, 0), Err(ChunkError::Damaged));
    assert_eq!(host.chunk(NEW, 2).as_deref(), Ok(chunks[2]), "what was begun is ended from memory");
}

#[test]
fn a_second_host_is_told_to_wait() {
    let world = World::new();
    let mut host = world.host("host", &[world.repository.address()]);
    host.sync_now();
    let lock = Real.lock(&world.path("host/lock")).unwrap();
    assert!(lock.is_some());
    assert_eq!(code(&host.sync_now()), Some(ProblemCode::Busy));
    assert_eq!(code(&host.status()), None, "that it is busy is not remembered");
    assert!(forget(&Place::at(world.path("host"))).is_err(), "nothing is forgotten meanwhile");
    drop(lock);
    assert_eq!(code(&host.sync_now()), None);
}

#[test]
fn nothing_new_costs_no_new_generation() {
    let world = World::new();
    let mut host = world.host("host", &[world.repository.address()]);
    host.sync_now();
    let before = files(&world.path("host"));
    let disk = Arc::new(Faulty::never());
    let mut host = world.host_on(
        "host",
        &[world.repository.address()],
        disk.clone(),
        Stopped::at(NOW + DAY / 2),
    );
    assert_eq!(host.sync_now().succeeded, NOW + DAY / 2);
    assert_eq!(files(&world.path("host")), before);
    assert_eq!(host.facts().generation, Some(1));
}

#[test]
fn a_new_timestamp_alone_brings_no_download() {
    let mut world = World::new();
    world.host("host", &[world.repository.address()]).sync_now();
    world.repository.refresh();
    fs::remove_dir_all(world.path("repository/targets")).unwrap();
    let mut host = world.host("host", &[world.repository.address()]);
    assert_eq!(code(&host.sync_now()), None);
    assert_eq!((whole(&mut host), host.facts().generation), (Some(NEW), Some(2)));
}

#[test]
fn an_empty_repository_is_no_problem() {
    let folder = tempfile::tempdir().unwrap();
    let mut repository = Repository::new(&folder.path().join("repository"));
    let trust = crate::world::trust(&repository.trusted_root(), &[repository.address()]);
    let place = Place::at(folder.path().join("host"));
    let mut host = open_with(place, Ok(trust), Arc::new(Real), Arc::new(Stopped::at(NOW)));
    let status = host.sync_now();
    assert_eq!((code(&status), status.pack, status.succeeded), (None, None, NOW));
    repository.publish(Some((OLD, pack(OLD, LENGTH))));
    host.sync_now();
    assert_eq!(whole(&mut host), Some(OLD));
    repository.publish(None);
    assert_eq!(code(&host.sync_now()), None);
    assert_eq!(
        whole(&mut host),
        Some(OLD),
        "what was taken back stays until something newer comes"
    );
}

#[test]
fn lists_that_lie_about_the_rules_are_refused() {
    let lies = |version: &str, length: usize, bytes: &[u8]| {
        serde_json::json!({"caveat.caveat": {"length": length, "custom": {"version": version},
            "hashes": {"sha256": crate::repository::sha256(bytes)}}})
    };
    let good = pack(NEW + 1, LENGTH);
    let version = (NEW + 1).to_string();
    for (name, list, expected) in [
        ("an older version", lies(&OLD.to_string(), good.len(), &good), ProblemCode::Rollback),
        (
            "another version than the file's",
            lies(&(NEW + 2).to_string(), good.len(), &good),
            ProblemCode::Signature,
        ),
        ("another hash", lies(&version, good.len(), b"other"), ProblemCode::Mirror),
        ("a shorter length", lies(&version, good.len() - 1, &good), ProblemCode::Limits),
        ("a longer length", lies(&version, good.len() + 1, &good), ProblemCode::Signature),
        ("a length beyond all", lies(&version, 1 << 40, &good), ProblemCode::Limits),
        ("no version", lies("soon", good.len(), &good), ProblemCode::Mirror),
        ("no rules at all", lies(&version, 5, b"hello"), ProblemCode::Mirror),
    ] {
        let mut world = World::new();
        world.host("host", &[world.repository.address()]).sync_now();
        for bytes in [&good[..], b"hello"] {
            let file =
                format!("repository/targets/{}.caveat.caveat", crate::repository::sha256(bytes));
            fs::write(world.path(&file), bytes).unwrap();
        }
        world.repository.list(&list);
        let mut host = world.host("host", &[world.repository.address()]);
        let status = host.sync_now();
        assert_eq!(code(&status), Some(expected), "{name}: {status:?}");
        assert_eq!(whole(&mut host), Some(NEW), "{name}");
        assert_eq!(host.facts().floor, Some(NEW), "{name}");
    }
}

#[test]
fn who_trusts_nobody_or_knows_no_mirror_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::at(folder.path().join("host"));
    let mut host = open(place.clone(), Err(TrustError::Disk("root.json: gone".into())));
    assert_eq!(code(&host.status()), Some(ProblemCode::NotConfigured));
    assert_eq!(code(&host.sync()), Some(ProblemCode::NotConfigured));
    let repository = Repository::new(&folder.path().join("repository"));
    let mut host = open(place, Ok(crate::world::trust(&repository.trusted_root(), &[])));
    let status = host.sync_now();
    assert_eq!((code(&status), status.checked), (Some(ProblemCode::NotConfigured), 0));
}

#[cfg(unix)]
#[test]
fn everything_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let world = World::new();
    world.host("host", &[world.repository.address()]).sync_now();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for file in files(&world.path("host")) {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    for folder in ["host", "host/generations", "host/generations/1"] {
        assert_eq!(mode(&world.path(folder)), 0o700, "{folder}");
    }
}
