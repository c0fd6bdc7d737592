//! `verify` names the file and the reason for everything that a client would not believe.
#![allow(clippy::unwrap_used, reason = "in a test it says where it failed")]

mod common;

use std::fs;
use std::path::Path;

use caveat_publish::keys::KeyRing;
use caveat_publish::metadata::{
    Envelope, Role, RoleSignature, Root, Snapshot, TARGET, Targets, Timestamp, meta,
};
use caveat_publish::repository::Report;
use caveat_publish::time::DAY;
use common::{NOW, Place, copy_folder};

const TIMESTAMP: &str = "metadata/timestamp.json";
const SNAPSHOT: &str = "metadata/2.snapshot.json";
const TARGETS: &str = "metadata/2.targets.json";

fn published() -> Place {
    let place = Place::new();
    place.publish(7);
    place
}

/// What is wrong after a change of one file.
fn after(place: &Place, file: &str, change: impl FnOnce(&mut Vec<u8>)) -> Vec<String> {
    let copy = place.copy();
    let path = copy.path().join(file);
    let mut bytes = fs::read(&path).unwrap();
    change(&mut bytes);
    fs::write(path, bytes).unwrap();
    Report::of(copy.path(), NOW).problems.iter().map(ToString::to_string).collect()
}

/// Changes what metadata says and has it signed again by whoever has signed it.
fn resign<T: Role>(ring: &KeyRing<'_>, bytes: &mut Vec<u8>, change: impl FnOnce(&mut Envelope<T>)) {
    let mut envelope = Envelope::<T>::read(bytes).unwrap();
    let signers: Vec<String> = envelope.signatures.iter().map(|s| s.keyid.clone()).collect();
    change(&mut envelope);
    let signed = envelope.signed_bytes();
    envelope.signatures.clear();
    for key in ring.keys().iter().filter(|key| signers.contains(&key.public.tuf_id())) {
        let signature = ring.sign(&key.public, &signed).unwrap().unwrap();
        let sig = caveat_publish::keys::hex(&signature);
        envelope.signatures.push(RoleSignature { keyid: key.public.tuf_id(), sig });
    }
    *bytes = envelope.write();
}

fn expect(problems: &[String], file: &str, reason: &str) {
    let found = problems.iter().any(|p| p.starts_with(&format!("{file}: ")) && p.contains(reason));
    assert!(found, "expected `{file}: {reason}`, found {problems:?}");
}

#[test]
fn a_repository_in_order_is_told_file_by_file() {
    let place = published();
    let report = Report::of(&place.repository(), NOW);
    assert!(report.problems.is_empty());
    let seen: Vec<_> =
        report.seen.iter().map(|s| (s.role, s.version, s.expires, s.by.len())).collect();
    let expected = [
        ("root", 1, NOW + 365 * DAY, 0),
        ("timestamp", 2, NOW + 3 * DAY, 0),
        ("snapshot", 2, NOW + 14 * DAY, 0),
        ("targets", 2, NOW + 90 * DAY, 0),
        ("pack", 7, NOW + 90 * DAY, 2),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn each_role_is_told_when_it_has_expired() {
    let place = published();
    for (days, before, then) in [(3, 0, 1), (14, 1, 2), (90, 2, 4), (365, 4, 5)] {
        let end = NOW + days * DAY;
        assert_eq!(place.problems(end - 1).len(), before, "before {days} days are over");
        assert_eq!(place.problems(end).len(), then, "when {days} days are over");
    }
}

#[test]
fn a_missing_file_is_named() {
    let place = published();
    let report = Report::of(&place.repository(), NOW);
    for seen in &report.seen {
        let copy = place.copy();
        fs::remove_file(copy.path().join(&seen.file)).unwrap();
        let problems: Vec<_> =
            Report::of(copy.path(), NOW).problems.iter().map(ToString::to_string).collect();
        expect(&problems, seen.file.to_str().unwrap(), "is not there");
    }
}

#[test]
fn a_changed_byte_is_noticed_in_every_file() {
    let place = published();
    for seen in Report::of(&place.repository(), NOW).seen {
        let file = seen.file.to_str().unwrap();
        let before = fs::read(place.repository().join(&seen.file)).unwrap();
        for part in 1..40 {
            let at = before.len() * part / 40;
            let mut changed = before.clone();
            changed[at] = if changed[at] == b'1' { b'2' } else { b'1' };
            let problems = after(&place, file, |bytes| bytes.clone_from(&changed));
            if seen.role == "root" && problems.is_empty() {
                // The third of three signatures has become a stranger's: two are enough.
                let root = |bytes: &[u8]| Envelope::<Root>::read(bytes).unwrap();
                assert_eq!(root(&changed).signed, root(&before).signed);
                assert_eq!(root(&changed).count(&root(&before).signed).unwrap(), 2);
            } else {
                expect(&problems, file, "");
            }
        }
        expect(&after(&place, file, |bytes| bytes.truncate(bytes.len() / 2)), file, "");
        expect(&after(&place, file, Vec::clear), file, "");
    }
}

#[test]
fn metadata_is_read_strictly() {
    let place = published();
    let ring = place.all_keys();
    let text = |from: &'static str, to: &'static str| {
        move |bytes: &mut Vec<u8>| {
            let text = String::from_utf8(bytes.clone()).unwrap();
            assert!(text.contains(from));
            *bytes = text.replacen(from, to, 1).into_bytes();
        }
    };
    for (from, to, reason) in [
        ("\"_type\": \"timestamp\"", "\"_type\": \"snapshot\"", "metadata of the role `snapshot`"),
        ("\"spec_version\": \"1.", "\"spec_version\": \"2.", "follows TUF 2.0.34"),
        ("\"version\": 2,\n    \"expires\"", "\"version\": 0,\n    \"expires\"", "a version of 0"),
        ("\"_type\"", "\"more\": 1, \"_type\"", "unknown field"),
        ("\"_type\"", "\"_type\": \"timestamp\", \"_type\"", "duplicate field"),
        ("Z\"", "+00:00\"", "a time that is not like"),
        ("\"version\": 2", "\"version\": 2.0", "not the JSON"),
        ("\"version\": 2", "\"version\": 3", "is wrong"),
    ] {
        expect(&after(&place, TIMESTAMP, text(from, to)), TIMESTAMP, reason);
    }
    let large = |bytes: &mut Vec<u8>| bytes.resize(Timestamp::MAX_BYTES + 1, b' ');
    expect(&after(&place, TIMESTAMP, large), TIMESTAMP, "larger than the 16384 bytes");
    let twice = |bytes: &mut Vec<u8>| {
        let mut envelope = Envelope::<Timestamp>::read(bytes).unwrap();
        envelope.signatures.push(envelope.signatures[0].clone());
        *bytes = envelope.write();
    };
    expect(&after(&place, TIMESTAMP, twice), TIMESTAMP, "has signed twice");
    let none = |bytes: &mut Vec<u8>| {
        let mut envelope = Envelope::<Timestamp>::read(bytes).unwrap();
        envelope.signatures.clear();
        *bytes = envelope.write();
    };
    expect(&after(&place, TIMESTAMP, none), TIMESTAMP, "signed by 0 of the timestamp keys");
    let more = |bytes: &mut Vec<u8>| {
        resign::<Timestamp>(&ring, bytes, |e| {
            e.signed.meta.insert("more.json".into(), meta(1, b""));
        });
    };
    expect(&after(&place, TIMESTAMP, more), TIMESTAMP, "lists other files");
}

#[test]
fn a_root_that_makes_no_sense_is_told_although_all_have_signed_it() {
    let place = published();
    let ring = place.all_keys();
    let file = "metadata/1.root.json";
    let told = |reason: &str, change: &dyn Fn(&mut Root)| {
        let problems =
            after(&place, file, |bytes| resign::<Root>(&ring, bytes, |e| change(&mut e.signed)));
        expect(&problems, file, reason);
    };
    told("consistent_snapshot is false", &|root| root.consistent_snapshot = false);
    told("too few", &|root| root.roles.targets.threshold = 4);
    told("too few", &|root| root.roles.root.threshold = 0);
    told("doubled", &|root| root.roles.snapshot.keyids.push(root.roles.snapshot.keyids[0].clone()));
    told("not there", &|root| root.roles.timestamp.keyids[0] = "0".repeat(64));
    told("should be 1", &|root| root.version = 2);
    told("is not Ed25519", &|root| {
        let (id, mut key) = root.keys.pop_first().unwrap();
        key.scheme = "rsa".into();
        root.keys.insert(id, key);
    });
    told("has another id", &|root| {
        let (_, key) = root.keys.pop_first().unwrap();
        root.keys.insert("0".repeat(64), key);
    });
}

#[test]
fn files_must_be_those_that_were_vouched_for() {
    let place = published();
    let ring = place.all_keys();
    // An older snapshot in the newer one's place, rightly signed.
    let older = fs::read(place.repository().join("metadata/1.snapshot.json")).unwrap();
    expect(&after(&place, SNAPSHOT, |bytes| *bytes = older), SNAPSHOT, "not the bytes");
    let later = |bytes: &mut Vec<u8>| {
        resign::<Targets>(&ring, bytes, |e| e.signed.set_expires("2030-01-01T00:00:00Z".into()))
    };
    expect(&after(&place, TARGETS, later), TARGETS, "not the bytes");

    // All of it signed anew by those who may, but with things in it that do not fit each other.
    let told = |file: &str, reason: &str, change: &dyn Fn(&mut Envelope<Targets>)| {
        let copy = place.copy();
        let metadata = |name: &str| copy.path().join("metadata").join(name);
        let mut targets = fs::read(metadata("2.targets.json")).unwrap();
        resign::<Targets>(&ring, &mut targets, change);
        let mut snapshot = fs::read(metadata("2.snapshot.json")).unwrap();
        resign::<Snapshot>(&ring, &mut snapshot, |e| {
            e.signed.meta.insert("targets.json".into(), meta(2, &targets));
        });
        let mut timestamp = fs::read(metadata("timestamp.json")).unwrap();
        resign::<Timestamp>(&ring, &mut timestamp, |e| {
            e.signed.meta.insert("snapshot.json".into(), meta(2, &snapshot));
        });
        for (name, bytes) in [
            ("2.targets.json", targets),
            ("2.snapshot.json", snapshot),
            ("timestamp.json", timestamp),
        ] {
            fs::write(metadata(name), bytes).unwrap();
        }
        let problems: Vec<_> =
            Report::of(copy.path(), NOW).problems.iter().map(ToString::to_string).collect();
        expect(&problems, file, reason);
    };
    let state = Report::of(&place.repository(), NOW);
    let pack = state.seen.last().unwrap().file.to_str().unwrap().to_owned();
    let target = |e: &mut Envelope<Targets>| e.signed.targets.remove(TARGET).unwrap();
    told(TARGETS, "lists other files", &|e| {
        let found = target(e);
        e.signed.targets.insert("../evil".into(), found);
    });
    told(TARGETS, "lists other files", &|e| {
        let mut found = target(e);
        found.custom.version = "07".into();
        e.signed.targets.insert(TARGET.into(), found);
    });
    told(TARGETS, "should be 2", &|e| e.signed.version = 3);
    told(&pack, "the metadata says version 8, the signed Pack 7", &|e| {
        let mut found = target(e);
        found.custom.version = "8".into();
        e.signed.targets.insert(TARGET.into(), found);
    });
    told(&pack, "not the bytes", &|e| {
        let mut found = target(e);
        found.length += 1;
        e.signed.targets.insert(TARGET.into(), found);
    });
}

#[test]
fn the_chain_of_roots_has_no_gap_and_no_stranger() {
    let place = published();
    place.plan_root(&[], &place.all_keys()).unwrap().write(&place.repository()).unwrap();
    place.plan_root(&[], &place.all_keys()).unwrap().write(&place.repository()).unwrap();
    assert_eq!(place.problems(NOW), [""; 0]);
    let copy = place.copy();
    fs::remove_file(copy.path().join("metadata/2.root.json")).unwrap();
    let problems: Vec<_> =
        Report::of(copy.path(), NOW).problems.iter().map(ToString::to_string).collect();
    expect(&problems, "metadata/3.root.json", "an earlier root is missing");

    // A root of somebody else's, sound in itself.
    let stranger = published();
    stranger.plan_root(&[], &stranger.all_keys()).unwrap().write(&stranger.repository()).unwrap();
    let copy = place.copy();
    copy_file(&stranger.repository(), copy.path(), "metadata/2.root.json");
    let problems: Vec<_> =
        Report::of(copy.path(), NOW).problems.iter().map(ToString::to_string).collect();
    expect(&problems, "metadata/2.root.json", "signed by 0 of the root keys of root 1");
    let copy = tempfile::tempdir().unwrap();
    copy_folder(&place.repository(), copy.path());
    copy_file(&stranger.repository(), copy.path(), TIMESTAMP);
    let problems: Vec<_> =
        Report::of(copy.path(), NOW).problems.iter().map(ToString::to_string).collect();
    expect(&problems, TIMESTAMP, "signed by 0 of the timestamp keys of root 3");
}

fn copy_file(from: &Path, to: &Path, name: &str) {
    fs::copy(from.join(name), to.join(name)).unwrap();
}
