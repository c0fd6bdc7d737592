//! Files of the own folder that are cut, emptied, removed or overwritten, one by one and in pairs;
//! and clocks that are wrong.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use caveat_host::courier::forget;
use caveat_host::disk::Real;
use caveat_host::place::Place;
use caveat_host::updates::{ProblemCode, Updates};

use crate::repository::{DAY, NOW, address, copy};
use crate::world::{NEW, OLD, Stopped, World, code, files, tidy, whole};

#[derive(Clone, Copy, Debug)]
enum Damage {
    Half,
    Empty,
    Gone,
    Zeros,
}

const ALL: [Damage; 4] = [Damage::Half, Damage::Empty, Damage::Gone, Damage::Zeros];

fn damage(file: &Path, how: Damage) {
    let bytes = fs::read(file).unwrap();
    match how {
        Damage::Half => fs::write(file, &bytes[..bytes.len() / 2]).unwrap(),
        Damage::Empty => fs::write(file, "").unwrap(),
        Damage::Gone => fs::remove_file(file).unwrap(),
        Damage::Zeros => fs::write(file, vec![0; bytes.len()]).unwrap(),
    }
}

/// A host that was given OLD and then NEW, and holds both generations.
fn world() -> World {
    let world = World::new();
    world.host("base", &[world.replay()]).sync_now();
    let mut host = world.host("base", &[world.repository.address()]);
    host.sync_now();
    assert_eq!(whole(&mut host), Some(NEW));
    world
}

/// What must hold upon damaged files: never OLD, and NEW again as soon as the repository is asked,
/// unless it is the journal that is damaged; then nobody is asked, and a person must begin anew.
fn check(world: &World, files: &[PathBuf], how: Damage) {
    let point = format!("{how:?} {files:?}");
    let base = world.path("base");
    copy(&base, &world.path("damaged"));
    for file in files {
        damage(&world.path("damaged").join(file.strip_prefix(&base).unwrap()), how);
    }
    let in_use = |version: Option<u64>| version == Some(NEW) || version.is_none();
    let mut host = world.host("damaged", &[world.replay()]);
    let journal = host.facts().floor.is_none();
    assert!(in_use(whole(&mut host)), "{point}: OLD is handed out");
    let status = host.sync_now();
    let expected = if journal { ProblemCode::Journal } else { ProblemCode::Rollback };
    assert_eq!(code(&status), Some(expected), "{point}, replayed: {status:?}");
    assert!(in_use(whole(&mut host)), "{point}: went back");

    let mut host = world.host("damaged", &[world.repository.address()]);
    let status = host.sync_now();
    assert!(in_use(whole(&mut host)), "{point}: {status:?}");
    if journal {
        assert_eq!(code(&status), Some(ProblemCode::Journal), "{point}: {status:?}");
        forget(&Place::at(world.path("damaged"))).unwrap();
        assert_eq!(code(&host.sync_now()), None, "{point}");
    } else {
        assert_eq!(code(&status), None, "{point}: {status:?}");
    }
    assert_eq!(whole(&mut host), Some(NEW), "{point}");
    tidy(&world.path("damaged"));
    fs::remove_dir_all(world.path("damaged")).unwrap();
}

#[test]
fn each_file_and_each_pair_of_files() {
    let world = world();
    let files: Vec<PathBuf> =
        files(&world.path("base")).into_iter().filter(|file| !file.ends_with("lock")).collect();
    assert!(files.len() >= 14, "{files:?}");
    let mut points = 0;
    for how in ALL {
        for (at, one) in files.iter().enumerate() {
            check(&world, std::slice::from_ref(one), how);
            points += 2;
            for other in &files[..at] {
                check(&world, &[one.clone(), other.clone()], how);
                points += 2;
            }
        }
    }
    println!("damaged at {points} points (files, damage, restart)");
    assert!(points >= 300, "{points}");
}

#[test]
fn all_of_a_generation_and_the_pointer_at_once() {
    let world = world();
    let base = world.path("base");
    for folder in ["generations/1", "generations/2", "generations"] {
        copy(&base, &world.path("cut"));
        fs::remove_dir_all(world.path("cut").join(folder)).unwrap();
        let mut host = world.host("cut", &[world.replay()]);
        assert_eq!(code(&host.sync_now()), Some(ProblemCode::Rollback), "{folder}");
        assert_ne!(whole(&mut host), Some(OLD), "{folder}");
        let mut host = world.host("cut", &[world.repository.address()]);
        assert_eq!(code(&host.sync_now()), None, "{folder}");
        assert_eq!(whole(&mut host), Some(NEW), "{folder}");
        fs::remove_dir_all(world.path("cut")).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn links_in_place_of_files() {
    let world = world();
    let base = world.path("base");
    for name in ["journal", "current", "last.json", "lock", "generations"] {
        copy(&base, &world.path("linked"));
        let (file, moved) = (world.path("linked").join(name), world.path("moved"));
        fs::rename(&file, &moved).unwrap();
        std::os::unix::fs::symlink(&moved, &file).unwrap();
        let mut host = world.host("linked", &[world.replay()]);
        let status = host.sync_now();
        assert!(status.problem.is_some(), "{name}: {status:?}");
        assert_ne!(whole(&mut host), Some(OLD), "{name}");
        let before = files(&moved.parent().unwrap().join("base"));
        assert_eq!(before, files(&base), "{name}");
        fs::remove_dir_all(world.path("linked")).unwrap();
        if moved.is_dir() {
            fs::remove_dir_all(&moved).unwrap()
        } else {
            fs::remove_file(&moved).unwrap()
        }
    }
}

#[test]
fn clocks_of_other_years() {
    let world = world();
    let clock = Stopped::at(NOW);
    const IN_2100: u64 = 4_102_444_800;
    for (mirror, name) in [(world.repository.address(), "now"), (world.replay(), "replayed")] {
        copy(&world.path("base"), &world.path(name));
        let mut host = world.host_on(name, &[mirror], Arc::new(Real), clock.clone());
        for (now, expected) in [
            (0, ProblemCode::Clock),
            (NOW - 2 * DAY, ProblemCode::Clock),
            (IN_2100, ProblemCode::Expired),
            (u64::MAX, ProblemCode::Expired),
        ] {
            clock.set(now);
            let status = host.sync_now();
            assert_eq!(code(&status), Some(expected), "{name}, {now}: {status:?}");
            assert_eq!(whole(&mut host), Some(NEW), "{name}, {now}");
        }
        // Set right again, nothing of it stays: also the plain `sync` asks at once.
        clock.set(NOW + DAY);
        let status = host.sync();
        assert_eq!(
            code(&status),
            (name == "replayed").then_some(ProblemCode::Rollback),
            "{name}: {status:?}"
        );
        assert_eq!((whole(&mut host), status.checked), (Some(NEW), NOW + DAY), "{name}");
    }
}

#[test]
fn a_clock_that_was_never_set_begins_nothing() {
    let world = World::new();
    let clock = Stopped::at(0);
    let mut host =
        world.host_on("unset", &[world.repository.address()], Arc::new(Real), clock.clone());
    assert_eq!(code(&host.sync_now()), Some(ProblemCode::Clock));
    assert_eq!(whole(&mut host), None);
    clock.set(NOW);
    assert_eq!(code(&host.sync_now()), None);
    assert_eq!(whole(&mut host), Some(NEW));
}

#[test]
fn each_role_has_a_floor_of_its_own() {
    type Next = fn(&mut crate::repository::Repository);
    let same_rules: Next = |repository| {
        let pack = repository.pack.clone();
        repository.publish(pack);
    };
    let steps: [(&str, Next); 3] = [
        ("timestamp", |repository| repository.refresh()),
        ("snapshot", |repository| repository.resnap()),
        ("list of targets", same_rules),
    ];
    for (role, next) in steps {
        let mut world = World::new();
        copy(&world.repository.folder, &world.path("before"));
        next(&mut world.repository);
        world.host("host", &[world.repository.address()]).sync_now();
        for file in files(&world.path("host/generations")) {
            if file.extension().is_some_and(|extension| extension == "json") {
                damage(&file, Damage::Half);
            }
        }
        let mut host = world.host("host", &[address(&world.path("before"))]);
        let problem = host.sync_now().problem.unwrap();
        assert_eq!(problem.code, ProblemCode::Rollback, "{role}: {}", problem.says);
        assert_eq!(whole(&mut host), Some(NEW), "{role}");
    }
}
