//! Keys that are exchanged, and thieves of keys.

use std::fs;

use caveat_host::updates::ProblemCode;

use crate::repository::{address, copy, pack};
use crate::world::{LENGTH, NEW, World, code, whole};

#[test]
fn roots_are_walked_through_and_kept() {
    let mut world = World::new();
    world.host("host", &[world.repository.address()]).sync_now();
    for new in [11, 12, 13] {
        let old = world.repository.roles["root"].keys[0];
        let root = world.repository.roles.get_mut("root").unwrap();
        root.keys.remove(0);
        root.keys.push(new);
        world.repository.next_root(&[old]);
    }
    world.repository.publish(Some((NEW + 1, pack(NEW + 1, LENGTH))));
    let mut host = world.host("host", &[world.repository.address()]);
    assert_eq!(code(&host.sync_now()), None);
    assert_eq!(whole(&mut host), Some(NEW + 1));
    // A damaged root: back to the trusted one, and through all of them again.
    let kept = world.path("host/generations/2");
    fs::write(kept.join("3.root.json"), "{").unwrap();
    world.repository.publish(Some((NEW + 2, pack(NEW + 2, LENGTH))));
    assert_eq!(code(&host.sync_now()), None);
    assert_eq!(whole(&mut host), Some(NEW + 2));
    // Who leaves out the newest root is refused, even with all files damaged.
    fs::remove_file(world.path("repository/metadata/4.root.json")).unwrap();
    fs::remove_dir_all(world.path("host/generations")).unwrap();
    let mut host = world.host("host", &[world.repository.address()]);
    assert_eq!(code(&host.sync_now()), Some(ProblemCode::Rollback));
}

#[test]
fn a_root_signed_by_too_few_changes_nothing() {
    let mut world = World::new();
    world.host("host", &[world.repository.address()]).sync_now();
    world.repository.roles.get_mut("root").unwrap().keys = vec![1, 21, 22];
    world.repository.next_root(&[]);
    let mut host = world.host("host", &[world.repository.address()]);
    assert_eq!(code(&host.sync_now()), Some(ProblemCode::Signature));
    assert_eq!(whole(&mut host), Some(NEW));
}

#[test]
fn versions_counted_up_by_a_thief_end_with_his_key() {
    let mut world = World::new();
    let far = u64::MAX >> 1;
    (world.repository.timestamp, world.repository.snapshot) = (far, far);
    world.repository.resnap();
    let mut host = world.host("host", &[world.repository.address()]);
    assert_eq!(code(&host.sync_now()), None);
    // Small numbers are refused while the key counts …
    (world.repository.timestamp, world.repository.snapshot) = (10, 10);
    world.repository.resnap();
    assert_eq!(code(&host.sync_now()), Some(ProblemCode::Rollback));
    // … and good again once a root has exchanged the keys; but the Pack's own floor stands.
    world.repository.roles.get_mut("timestamp").unwrap().keys = vec![31];
    world.repository.roles.get_mut("snapshot").unwrap().keys = vec![32];
    world.repository.next_root(&[]);
    world.repository.publish(Some((NEW - 1, pack(NEW - 1, LENGTH))));
    let status = host.sync_now();
    assert_eq!(code(&status), Some(ProblemCode::Rollback), "{status:?}");
    world.repository.publish(Some((NEW + 1, pack(NEW + 1, LENGTH))));
    assert_eq!(code(&host.sync_now()), None);
    assert_eq!((whole(&mut host), host.facts().floor), (Some(NEW + 1), Some(NEW + 1)));
}

#[test]
fn a_key_struck_off_stays_so_although_the_rest_did_not_hold() {
    let mut world = World::new();
    world.host("host", &[world.repository.address()]).sync_now();
    copy(&world.repository.folder, &world.path("thief"));
    world.repository.roles.get_mut("timestamp").unwrap().keys = vec![31];
    world.repository.next_root(&[]);
    // The new root is there, but nothing signed with the new key yet.
    let mut host = world.host("host", &[world.repository.address()]);
    assert_eq!(code(&host.sync_now()), Some(ProblemCode::Signature));
    assert_eq!(whole(&mut host), Some(NEW));
    // Whoever has the old key leaves the new root out, and it does not help when files are gone.
    let mut host = world.host("host", &[address(&world.path("thief"))]);
    assert_eq!(code(&host.sync_now()), Some(ProblemCode::Signature));
    fs::remove_dir_all(world.path("host/generations")).unwrap();
    assert_eq!(code(&host.sync_now()), Some(ProblemCode::Rollback));
    world.repository.refresh();
    let mut host = world.host("host", &[world.repository.address()]);
    assert_eq!(code(&host.sync_now()), None);
    assert_eq!(whole(&mut host), Some(NEW));
}

#[test]
fn who_was_away_for_very_many_roots_gets_there_in_several_syncs() {
    let mut world = World::new();
    world.host("host", &[world.repository.address()]).sync_now();
    for _ in 0..70 {
        world.repository.next_root(&[]);
    }
    world.repository.publish(Some((NEW + 1, pack(NEW + 1, LENGTH))));
    let mut host = world.host("host", &[world.repository.address()]);
    assert_eq!(code(&host.sync_now()), Some(ProblemCode::Limits));
    assert_eq!(whole(&mut host), Some(NEW));
    assert_eq!(code(&host.sync_now()), None);
    assert_eq!(whole(&mut host), Some(NEW + 1));
}
