//! Patches: from the Packs that people have to the one that is published.
#![allow(clippy::unwrap_used, reason = "in a test it says where it failed")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use caveat_publish::metadata::{Custom, Envelope, RoleSignature, TARGET, Target, Targets, hashes};
use caveat_publish::repository::{Drafting, Outcome, PATCHED, Report, Repository, State};
use caveat_publish::signed;
use caveat_publish::time::DAY;
use common::{NOW, Place, large_pack, terms};

fn signed_pack(place: &Place, version: u64) -> Vec<u8> {
    let ring = place.ring(&["publisher-1", "publisher-2"]);
    signed::sign(&large_pack(version), NOW, NOW + 90 * DAY, &ring).unwrap()
}

fn publish(place: &Place, version: u64) {
    let signed = signed_pack(place, version);
    place.plan_pack(&signed, NOW).unwrap().write(&place.repository()).unwrap();
}

/// A repository in which versions 1 to `newest` were published one after the other.
fn published(newest: u64) -> Place {
    let place = Place::new();
    (1..=newest).for_each(|version| publish(&place, version));
    place
}

fn list(place: &Place, number: u64) -> Envelope<Targets> {
    let file = place.repository().join(format!("metadata/{number}.targets.json"));
    Envelope::read(&fs::read(file).unwrap()).unwrap()
}

fn names(place: &Place, number: u64) -> Vec<String> {
    list(place, number).signed.targets.into_keys().collect()
}

fn file(place: &Place, name: &str, target: &Target) -> PathBuf {
    place.repository().join(format!("targets/{}.{name}", target.hashes.sha256))
}

#[test]
fn the_last_versions_each_have_a_patch_that_leads_to_the_newest() {
    let place = published(7);
    assert_eq!(names(&place, 2), [TARGET], "the first one follows upon nothing");
    assert_eq!(names(&place, 3), [TARGET, "from-1.patch"]);
    let expected: Vec<_> = (2..=6).map(|version| format!("from-{version}.patch")).collect();
    assert_eq!(names(&place, 8)[1..], expected);
    assert_eq!(expected.len(), PATCHED);
    let newest = signed_pack(&place, 7);
    for (name, target) in list(&place, 8).signed.targets.into_iter().filter(|(n, _)| n != TARGET) {
        let patch = fs::read(file(&place, &name, &target)).unwrap();
        assert!(target.length < 1_000, "{name} has {} bytes", target.length);
        assert_eq!((target.length, target.hashes), (patch.len() as u64, hashes(&patch)));
        assert_eq!(target.custom, Custom { version: "7".into() });
        let old = signed_pack(&place, caveat_patch::version(&name).unwrap());
        assert_eq!(caveat_patch::apply(&old, &patch).unwrap(), newest, "{name}");
    }
    let report = Report::of(&place.repository(), NOW);
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    let seen: Vec<_> =
        report.seen.iter().filter(|s| s.role == "patch").map(|s| s.version).collect();
    assert_eq!(seen, [2, 3, 4, 5, 6]);
    assert_eq!(State::read(&place.repository()).unwrap().published(), Some(7));
}

#[test]
fn patches_stay_when_the_list_is_renewed() {
    let place = published(2);
    let all = ["timestamp", "snapshot", "publisher-1", "publisher-2"];
    place.plan_refresh(&all, NOW + DAY).unwrap().write(&place.repository()).unwrap();
    assert_eq!(names(&place, 4), [TARGET, "from-1.patch"]);
    publish(&place, 3);
    assert_eq!(names(&place, 5), [TARGET, "from-1.patch", "from-2.patch"]);
    assert_eq!(place.problems(NOW), [""; 0]);
}

#[test]
fn what_is_gone_or_not_worth_it_has_no_patch() {
    let place = published(3);
    let gone = &list(&place, 3).signed.targets[TARGET];
    fs::remove_file(file(&place, TARGET, gone)).unwrap();
    let changed = &list(&place, 2).signed.targets[TARGET];
    let whole = fs::read(file(&place, TARGET, changed)).unwrap();
    fs::write(file(&place, TARGET, changed), &whole[1..]).unwrap();
    publish(&place, 4);
    assert_eq!(names(&place, 5), [TARGET, "from-3.patch"]);
    // Beyond a list that is gone nothing is looked for.
    fs::write(file(&place, TARGET, changed), whole).unwrap();
    fs::remove_file(place.repository().join("metadata/4.targets.json")).unwrap();
    publish(&place, 5);
    assert_eq!(names(&place, 6), [TARGET, "from-4.patch"]);
    // A Pack of another kind: its patch would be as large as itself.
    place.plan_pack(&place.good(6), NOW).unwrap().write(&place.repository()).unwrap();
    assert_eq!(names(&place, 7), [TARGET]);
    assert_eq!(place.problems(NOW), [""; 0]);
}

#[test]
fn a_draft_lists_the_same_patches_for_every_publisher() {
    let place = published(2);
    let signed = signed_pack(&place, 3);
    let turn = |names: &[&str], drafting: Drafting<'_>| {
        let copy = place.copy();
        let repository = Repository::open(copy.path()).unwrap();
        repository.pack(&signed, &place.ring(names), &terms(NOW), drafting).unwrap()
    };
    let Outcome::Draft(first) = turn(&["publisher-3"], Drafting::New) else {
        panic!("one is too few")
    };
    let Outcome::Draft(second) = turn(&["publisher-1"], Drafting::From(&first.bytes)) else {
        panic!("the server's keys are elsewhere")
    };
    let Outcome::Ready(plan) = turn(&["snapshot", "timestamp"], Drafting::From(&second.bytes))
    else {
        panic!("all is there")
    };
    plan.write(&place.repository()).unwrap();
    assert_eq!(names(&place, 4), [TARGET, "from-1.patch", "from-2.patch"]);
    assert_eq!(place.problems(NOW), [""; 0]);
}

#[test]
fn verify_names_a_patch_that_is_missing_or_changed() {
    let place = published(3);
    let targets = list(&place, 4).signed.targets;
    let path = file(&place, "from-2.patch", &targets["from-2.patch"]);
    let name = path.strip_prefix(place.repository()).unwrap().to_str().unwrap();
    let whole = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    assert_eq!(place.problems(NOW), [format!("{name}: is not there")]);
    fs::write(&path, &whole[1..]).unwrap();
    assert!(place.problems(NOW)[0].starts_with(&format!("{name}: not the bytes")));
    fs::write(&path, whole).unwrap();
    assert_eq!(place.problems(NOW), [""; 0]);
}

/// What `verify` says when publishers have signed such a list.
fn told(place: &Place, change: impl FnOnce(&mut Targets)) -> Vec<String> {
    use caveat_publish::metadata::{Snapshot, Timestamp, meta};

    let ring = place.all_keys();
    let copy = place.copy();
    let path = |name: &str| copy.path().join("metadata").join(name);
    fn write<T: caveat_publish::metadata::Role>(
        ring: &caveat_publish::keys::KeyRing<'_>,
        path: &Path,
        change: impl FnOnce(&mut T),
    ) -> Vec<u8> {
        let mut envelope = Envelope::<T>::read(&fs::read(path).unwrap()).unwrap();
        change(&mut envelope.signed);
        let bytes = envelope.signed_bytes();
        for RoleSignature { keyid, sig } in &mut envelope.signatures {
            let key = ring.keys().iter().find(|key| key.public.tuf_id() == *keyid).unwrap();
            *sig = caveat_publish::keys::hex(&ring.sign(&key.public, &bytes).unwrap().unwrap());
        }
        let bytes = envelope.write();
        fs::write(path, &bytes).unwrap();
        bytes
    }
    let number = State::read(copy.path()).unwrap().published().unwrap() + 1;
    let targets = write::<Targets>(&ring, &path(&format!("{number}.targets.json")), change);
    let snapshot = write::<Snapshot>(&ring, &path(&format!("{number}.snapshot.json")), |s| {
        s.meta.insert("targets.json".into(), meta(number, &targets));
    });
    write::<Timestamp>(&ring, &path("timestamp.json"), |t| {
        t.meta.insert("snapshot.json".into(), meta(number, &snapshot));
    });
    Report::of(copy.path(), NOW).problems.iter().map(ToString::to_string).collect()
}

#[test]
fn lists_hold_the_pack_and_its_patches_and_nothing_else() {
    let place = published(3);
    assert_eq!(told(&place, |_| {}), [""; 0]);
    let patch = list(&place, 4).signed.targets["from-2.patch"].clone();
    let with = |name: &str, change: &dyn Fn(&mut Target)| {
        told(&place, |list| {
            let mut target = patch.clone();
            change(&mut target);
            list.targets.insert(name.into(), target);
        })
    };
    let other = ["metadata/4.targets.json: lists other files than it should"];
    for name in ["from-02.patch", "from-3.patch", "from-4.patch", "from-x.patch", "other.caveat"] {
        assert_eq!(with(name, &|_| {}), other, "{name}");
    }
    assert_eq!(with("from-2.patch", &|target| target.custom.version = "2".into()), other);
    let alone = told(&place, |list| drop(list.targets.remove(TARGET)));
    assert_eq!(alone, other, "patches that lead to nothing");
    let many = told(&place, |list| {
        list.targets.clear();
        list.targets.insert(
            TARGET.into(),
            Target { custom: Custom { version: "90".into() }, ..patch.clone() },
        );
        for from in 80..86 {
            let custom = Custom { version: "90".into() };
            list.targets.insert(format!("from-{from}.patch"), Target { custom, ..patch.clone() });
        }
    });
    assert_eq!(many, other, "more than anybody makes");
    // The right bytes, but under the name of another patch.
    let files: Vec<_> = list(&place, 4).signed.targets.into_iter().collect();
    let (_, first) = files.iter().find(|(name, _)| name == "from-1.patch").unwrap();
    let moved = place.repository().join(format!("targets/{}.from-2.patch", first.hashes.sha256));
    fs::copy(file(&place, "from-1.patch", first), moved).unwrap();
    let said = with("from-2.patch", &|target| *target = first.clone());
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].ends_with("made for another Pack than the one it is used on"), "{said:?}");
}
