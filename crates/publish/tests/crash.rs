//! Whenever a publisher's computer dies, clients find a repository in order.
#![allow(clippy::unwrap_used, reason = "in a test it says where it failed")]

mod common;

use std::fs;
use std::path::Path;

use caveat_publish::keys::KeyRing;
use caveat_publish::repository::{Plan, Report, Repository};
use common::{NOW, Place, nobody, terms};

/// What a client finds wrong after each number of files of the plan.
fn after_each_file(place: &Place, plan: &Plan) -> Vec<Vec<String>> {
    (0..=plan.files().len())
        .map(|written| {
            let copy = place.copy();
            for (path, bytes) in &plan.files()[..written] {
                let path = copy.path().join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
            // And the next one was half written beside its place.
            if let Some((path, bytes)) = plan.files().get(written) {
                let path = copy.path().join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                let name = format!(".{}.new", path.file_name().unwrap().to_str().unwrap());
                fs::write(path.with_file_name(name), &bytes[..bytes.len() / 2]).unwrap();
            }
            Report::of(copy.path(), NOW).problems.iter().map(ToString::to_string).collect()
        })
        .collect()
}

#[test]
fn every_change_can_end_after_every_file() {
    let place = Place::new();
    place.publish(7);
    let all = ["timestamp", "snapshot", "publisher-1", "publisher-2"];
    let mut plans = vec![
        ("pack", place.plan_pack(&place.good(8), NOW).unwrap()),
        ("refresh", place.plan_refresh(&all[..1], NOW).unwrap()),
        ("snapshot", place.plan_refresh(&all[..2], NOW).unwrap()),
        ("targets", place.plan_refresh(&all, NOW).unwrap()),
        ("root", place.plan_root(&[], &place.all_keys()).unwrap()),
    ];
    for role in ["timestamp", "snapshot", "publisher-3", "root-1"] {
        let new = format!("{role}-new");
        place.new_key(&new);
        plans.push((role, place.plan_root(&[(role, &new)], &place.all_keys()).unwrap()));
    }
    let pairs =
        [("timestamp", "timestamp-new"), ("snapshot", "snapshot-new"), ("root-1", "root-1-new")];
    plans.push(("many", place.plan_root(&pairs, &place.all_keys()).unwrap()));
    for (name, plan) in plans {
        for (written, problems) in after_each_file(&place, &plan).into_iter().enumerate() {
            assert!(problems.is_empty(), "{name} after {written} files: {problems:?}");
        }
    }
}

#[test]
fn the_first_root_is_the_last_file_of_a_new_repository() {
    let place = Place::empty();
    let plan =
        caveat_publish::repository::init(&place.repository(), &place.all_keys(), &terms(NOW))
            .unwrap();
    let states = after_each_file(&place, &plan);
    let (last, before) = states.split_last().unwrap();
    assert!(last.is_empty());
    for problems in before {
        assert_eq!(problems[..], ["metadata/1.root.json: is not there"]);
    }
}

/// The old key is gone, so nothing can be signed that holds before and after. The gap is one rename
/// wide; who falls into it keeps what they have, and the next refresh closes it.
#[test]
fn a_lost_timestamp_key_leaves_a_gap_that_refresh_closes() {
    let place = Place::new();
    place.publish(7);
    let new = place.new_key("timestamp-2");
    let names = ["root-1", "root-2", "timestamp-2"];
    let plan = place.plan_root(&[("timestamp", "timestamp-2")], &place.ring(&names)).unwrap();
    let states = after_each_file(&place, &plan);
    assert_eq!(states.len(), 3);
    assert!(states[0].is_empty() && states[2].is_empty(), "{states:?}");
    assert!(
        states[1][0]
            .starts_with("metadata/timestamp.json: signed by 0 of the timestamp keys of root 2")
    );

    let (path, bytes) = &plan.files()[0];
    assert_eq!(path, Path::new("metadata/2.root.json"));
    fs::write(place.repository().join(path), bytes).unwrap();
    let ring = KeyRing::files(&[new], &nobody).unwrap();
    let repository = Repository::open(&place.repository()).unwrap();
    repository.refresh(&ring, &terms(NOW)).unwrap().write(&place.repository()).unwrap();
    assert_eq!(place.problems(NOW), [""; 0]);
}
