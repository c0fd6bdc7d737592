//! What changes of a repository do, and what they refuse.
#![allow(clippy::unwrap_used, reason = "in a test it says where it failed")]

mod common;

use std::fs;

use caveat_publish::keys::KeyRing;
use caveat_publish::metadata::{Envelope, Root, Targets};
use caveat_publish::repository::{Drafting, Outcome, Repository, RepositoryError, State, init};
use caveat_publish::signed::{self, SignedPackError};
use caveat_publish::time::DAY;
use common::{NOW, Place, nobody, pack, terms};

#[test]
fn a_new_repository_holds_nothing_and_is_in_order() {
    let place = Place::new();
    assert_eq!(place.problems(NOW), [""; 0]);
    let state = State::read(&place.repository()).unwrap();
    assert_eq!(state.published(), None);
    let roles = &state.root().roles;
    assert_eq!((roles.root.keyids.len(), roles.root.threshold), (3, 2));
    assert_eq!((roles.targets.keyids.len(), roles.targets.threshold), (3, 2));
    assert_eq!((roles.snapshot.keyids.len(), roles.timestamp.keyids.len()), (1, 1));
    let again = init(&place.repository(), &place.all_keys(), &terms(NOW));
    assert!(matches!(again, Err(RepositoryError::Exists { .. })));
}

#[test]
fn the_same_call_writes_the_same_bytes() {
    let place = Place::new();
    let good = place.good(7);
    let (one, two) = (place.plan_pack(&good, NOW).unwrap(), place.plan_pack(&good, NOW).unwrap());
    assert_eq!(one.files(), two.files());
}

#[test]
fn init_wants_enough_keys_of_every_role() {
    let place = Place::empty();
    let all = ["publisher-1", "publisher-2", "root-1", "root-2", "snapshot", "timestamp"];
    let try_without = |missing: &str| {
        let names: Vec<&str> = all.into_iter().filter(|n| *n != missing).collect();
        init(&place.repository(), &place.ring(&names), &terms(NOW)).map(|_| ())
    };
    assert!(try_without("").is_ok());
    for name in all {
        assert!(matches!(try_without(name), Err(RepositoryError::TooFewKeys { .. })), "{name}");
    }
    // The public half is enough for a name in the root, not for a signature.
    let mut paths: Vec<_> = all.iter().map(|name| place.key(name)).collect();
    paths[2].set_extension("pub");
    let ring = KeyRing::files(&paths, &nobody).unwrap();
    assert!(matches!(
        init(&place.repository(), &ring, &terms(NOW)),
        Err(RepositoryError::TooFewSignatures { role: "root", have: 1, need: 2 })
    ));
}

#[test]
fn only_what_clients_would_take_is_published() {
    let place = Place::new();
    place.publish(7);
    assert_eq!(place.problems(NOW), [""; 0]);
    let refused = |bytes: &[u8], now: u64| place.plan_pack(bytes, now).map(|_| ()).unwrap_err();
    for version in [0, 6, 7] {
        let refusal = refused(&place.good(version), NOW);
        assert!(matches!(refusal, RepositoryError::NotNewer { published: 7, .. }), "{refusal}");
    }
    for by in [&["publisher-1"][..], &["publisher-1", "root-1"], &["root-1", "root-2", "root-3"]] {
        let refusal = refused(&place.signed(8, by), NOW);
        let is_right =
            matches!(refusal, RepositoryError::Signed(SignedPackError::Threshold { need: 2, .. }));
        assert!(is_right, "{by:?}: {refusal}");
    }
    let refusal = refused(&place.good(8), NOW + 90 * DAY);
    assert!(
        matches!(refusal, RepositoryError::Signed(SignedPackError::Expired { .. })),
        "{refusal}"
    );
    let refusal = refused(&place.good(8), NOW + 365 * DAY);
    assert!(matches!(refusal, RepositoryError::Expired { role: "root", .. }), "{refusal}");
    let mut damaged = place.good(8);
    let last = damaged.len() - 1;
    damaged[last] ^= 1;
    assert!(matches!(refused(&damaged, NOW), RepositoryError::Signed(SignedPackError::Hash)));
    assert!(matches!(refused(b"", NOW), RepositoryError::Signed(SignedPackError::Layout(_))));
    place.publish(u64::MAX);
    assert_eq!(State::read(&place.repository()).unwrap().published(), Some(u64::MAX));
}

#[test]
fn every_role_signs_for_itself() {
    let place = Place::new();
    let good = place.good(7);
    let all = ["publisher-1", "publisher-2", "snapshot", "timestamp"];
    let publish = |names: &[&str]| {
        let repository = Repository::open(&place.repository()).unwrap();
        repository.pack(&good, &place.ring(names), &terms(NOW), Drafting::Off).map(|_| ())
    };
    assert!(publish(&all).is_ok());
    for (missing, role) in [(0, "targets"), (2, "snapshot"), (3, "timestamp")] {
        let mut names = all.to_vec();
        names.remove(missing);
        let refusal = publish(&names).unwrap_err();
        let is_right =
            matches!(refusal, RepositoryError::TooFewSignatures { role: r, .. } if r == role);
        assert!(is_right, "{refusal}");
    }
}

#[test]
fn refresh_renews_what_its_keys_can_and_hides_no_end() {
    let place = Place::new();
    place.publish(7);
    let later = NOW + 13 * DAY;
    assert_eq!(place.problems(later).len(), 1, "the timestamp");
    place.plan_refresh(&["timestamp"], later).unwrap().write(&place.repository()).unwrap();
    assert_eq!(place.problems(later), [""; 0]);
    let later = NOW + 14 * DAY;
    let refusal = place.plan_refresh(&["timestamp"], later).unwrap_err();
    assert!(matches!(refusal, RepositoryError::Expired { role: "snapshot", .. }), "{refusal}");
    let plan = place.plan_refresh(&["timestamp", "snapshot"], later).unwrap();
    plan.write(&place.repository()).unwrap();
    assert_eq!(place.problems(later), [""; 0]);
    let later = NOW + 90 * DAY;
    let refusal = place.plan_refresh(&["timestamp", "snapshot"], later).unwrap_err();
    assert!(matches!(refusal, RepositoryError::Expired { role: "targets", .. }), "{refusal}");
    let names = ["timestamp", "snapshot", "publisher-2", "publisher-3"];
    place.plan_refresh(&names, later).unwrap().write(&place.repository()).unwrap();
    let problems = place.problems(later);
    assert!(
        problems.len() == 1 && problems[0].contains("expired"),
        "the Pack itself: {problems:?}"
    );
    let refusal = place.plan_refresh(&names[1..], NOW).unwrap_err();
    assert!(
        matches!(refusal, RepositoryError::TooFewSignatures { role: "timestamp", .. }),
        "{refusal}"
    );
    let refusal = place.plan_refresh(&names, NOW + 365 * DAY).unwrap_err();
    assert!(matches!(refusal, RepositoryError::Expired { role: "root", .. }), "{refusal}");
}

#[test]
fn a_root_exchanges_keys_only_with_the_old_and_the_new_ones_consent() {
    let place = Place::new();
    place.publish(7);
    for name in ["root-4", "root-5", "timestamp-2", "publisher-4"] {
        place.new_key(name);
    }
    let refused = |pairs: &[(&str, &str)], ring: &[&str]| {
        place.plan_root(pairs, &place.ring(ring)).map(|_| ()).unwrap_err()
    };
    let two = [("root-1", "root-4"), ("root-2", "root-5")];
    for ring in [&["root-1", "root-2"][..], &["root-4", "root-5"], &["root-1", "root-4", "root-5"]]
    {
        let refusal = refused(&two, ring);
        assert!(
            matches!(refusal, RepositoryError::TooFewSignatures { role: "root", .. }),
            "{refusal}"
        );
    }
    assert!(place.plan_root(&two, &place.ring(&["root-1", "root-3", "root-4"])).is_ok());
    let refusal = refused(&[("root-4", "root-5")], &["root-1", "root-2"]);
    assert!(matches!(refusal, RepositoryError::NoRole { .. }), "{refusal}");
    for taken in ["root-1", "root-2", "snapshot"] {
        let refusal = refused(&[("root-1", taken)], &["root-1", "root-2"]);
        assert!(matches!(refusal, RepositoryError::SharedKey { .. }), "{refusal}");
    }
    let pairs =
        [("root-1", "root-4"), ("timestamp", "timestamp-2"), ("publisher-1", "publisher-4")];
    place.plan_root(&pairs, &place.all_keys()).unwrap().write(&place.repository()).unwrap();
    let problems = place.problems(NOW);
    assert!(
        problems.len() == 1 && problems[0].contains("known publishers"),
        "the Pack: {problems:?}"
    );
    let refusal = place.plan_pack(&place.good(8), NOW).map(|_| ()).unwrap_err();
    assert!(matches!(
        refusal,
        RepositoryError::Signed(SignedPackError::Threshold { have: 1, need: 2 })
    ));
    let good = place.signed(8, &["publisher-2", "publisher-4"]);
    place.plan_pack(&good, NOW).unwrap().write(&place.repository()).unwrap();
    assert_eq!(place.problems(NOW), [""; 0]);
    let old = place.plan_refresh(&["timestamp"], NOW).unwrap_err();
    assert!(matches!(old, RepositoryError::TooFewSignatures { role: "timestamp", .. }), "{old}");
}

#[test]
fn a_draft_goes_from_publisher_to_publisher_to_the_server() {
    let place = Place::new();
    let good = place.good(7);
    let repository = Repository::open(&place.repository()).unwrap();
    let turn = |names: &[&str], drafting: Drafting<'_>, now: u64| match repository.pack(
        &good,
        &place.ring(names),
        &terms(now),
        drafting,
    ) {
        Ok(Outcome::Draft(draft)) => Ok((draft.have, draft.bytes)),
        Ok(Outcome::Ready(plan)) => {
            plan.write(&place.repository()).unwrap();
            Ok((9, Vec::new()))
        }
        Err(refusal) => Err(refusal),
    };
    let (have, first) = turn(&["publisher-3"], Drafting::New, NOW).unwrap();
    assert_eq!(have, 1);
    let (have, second) = turn(&["publisher-1"], Drafting::From(&first), NOW + 60).unwrap();
    assert_eq!(have, 2);

    let change = |change: &dyn Fn(&mut Envelope<Targets>)| {
        let mut draft = Envelope::<Targets>::read(&second).unwrap();
        change(&mut draft);
        turn(&["publisher-1"], Drafting::From(&draft.write()), NOW + 60).unwrap_err()
    };
    // Another digit than the one that stands there: which one that is differs with each run's keys.
    let refusal = change(&|d| {
        let other = if d.signatures[0].sig.starts_with('0') { "1" } else { "0" };
        d.signatures[0].sig.replace_range(0..1, other);
    });
    assert!(matches!(refusal, RepositoryError::DraftReason(_)), "{refusal}");
    let other = |d: &mut Envelope<Targets>| {
        d.signatures.clear();
        d.signed.targets.clear();
    };
    assert!(matches!(change(&other), RepositoryError::DraftDiffers));
    let later = |d: &mut Envelope<Targets>| {
        d.signatures.clear();
        d.signed.expires = caveat_publish::time::text(NOW + 1000 * DAY);
    };
    assert!(matches!(change(&later), RepositoryError::DraftDiffers));
    let other_role = fs::read(place.repository().join("metadata/1.root.json")).unwrap();
    let refusal = turn(&["publisher-1"], Drafting::From(&other_role), NOW).unwrap_err();
    assert!(matches!(refusal, RepositoryError::DraftReason(_)), "{refusal}");

    assert_eq!(place.problems(NOW), [""; 0], "nothing has been published");
    let (done, _) = turn(&["snapshot", "timestamp"], Drafting::From(&second), NOW + 120).unwrap();
    assert_eq!(done, 9);
    assert_eq!(State::read(&place.repository()).unwrap().published(), Some(7));
    assert_eq!(place.problems(NOW + 120), [""; 0]);
}

#[test]
fn a_root_is_drafted_by_people_who_never_meet() {
    let place = Place::new();
    let new = place.new_key("timestamp-2");
    let repository = Repository::open(&place.repository()).unwrap();
    let turn = |names: &[&str], drafting: Drafting<'_>| {
        let mut ring = place.ring(names);
        let mut half = place.key("timestamp");
        half.set_extension("pub");
        let old = ring.add(&half).unwrap();
        let mut half = new.clone();
        half.set_extension(if names.contains(&"snapshot") { "pem" } else { "pub" });
        let new = ring.add(&half).unwrap();
        let replacement = caveat_publish::repository::Replacement { old, new };
        repository.root(&[replacement], &ring, &terms(NOW), drafting).unwrap()
    };
    let Outcome::Draft(first) = turn(&["root-2"], Drafting::New) else { panic!("one is too few") };
    assert_eq!((first.have, first.need), (1, 2));
    let Outcome::Draft(second) = turn(&["root-3"], Drafting::From(&first.bytes)) else {
        panic!("the new timestamp key is elsewhere")
    };
    assert_eq!((second.have, second.need), (2, 2));
    let Outcome::Ready(plan) = turn(&["snapshot"], Drafting::From(&second.bytes)) else {
        panic!("all is there")
    };
    plan.write(&place.repository()).unwrap();
    assert_eq!(place.problems(NOW), [""; 0]);
    let root = fs::read(place.repository().join("metadata/2.root.json")).unwrap();
    assert_eq!(Envelope::<Root>::read(&root).unwrap().signatures.len(), 2);
}

#[test]
fn two_programs_do_not_change_it_at_once() {
    let place = Place::new();
    let held = Repository::open(&place.repository()).unwrap();
    assert!(matches!(Repository::open(&place.repository()), Err(RepositoryError::Busy { .. })));
    drop(held);
    assert!(Repository::open(&place.repository()).is_ok());
    assert!(matches!(Repository::open(&place.keys()), Err(RepositoryError::Problem(_))));
}

#[test]
fn a_pack_that_publishers_signed_later_is_still_one_pack() {
    let place = Place::new();
    let one = place.signed(7, &["publisher-1"]);
    let known = place.all_keys().keys().iter().map(|key| key.public).collect::<Vec<_>>();
    let two =
        signed::add(&one, &place.ring(&["publisher-3"]), &known, Some(&pack(7)), NOW).unwrap();
    place.plan_pack(&two, NOW).unwrap().write(&place.repository()).unwrap();
    assert_eq!(place.problems(NOW), [""; 0]);
}
