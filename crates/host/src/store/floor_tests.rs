use proptest::prelude::*;

use super::*;

fn versions() -> impl Strategy<Value = Versions> {
    (any::<u64>(), any::<u64>(), any::<u64>(), any::<u64>()).prop_map(
        |(root, timestamp, snapshot, targets)| Versions { root, timestamp, snapshot, targets },
    )
}

fn floors() -> impl Strategy<Value = Floor> {
    let keys = prop::array::uniform32(0..3_u8);
    (versions(), any::<u64>(), any::<u64>(), keys)
        .prop_map(|(versions, pack, seen, online)| Floor { versions, pack, seen, online })
}

fn verified(versions: Versions, online: u8) -> Verified {
    Verified { versions, online: [online; 32] }
}

const AT_FIVE: Versions = Versions { root: 5, timestamp: 5, snapshot: 5, targets: 5 };

fn floor() -> Floor {
    Floor { versions: AT_FIVE, pack: 7, seen: 100, online: [1; 32] }
}

#[test]
fn each_version_has_a_floor() {
    assert_eq!(floor().refuses(&verified(AT_FIVE, 1)), None);
    for (lower, what) in [
        (Versions { root: 4, ..AT_FIVE }, "root"),
        (Versions { timestamp: 4, ..AT_FIVE }, "timestamp"),
        (Versions { snapshot: 4, ..AT_FIVE }, "snapshot"),
        (Versions { targets: 4, ..AT_FIVE }, "targets"),
    ] {
        let says = floor().refuses(&verified(lower, 1)).unwrap();
        assert!(says.contains(what) && says.contains('4') && says.contains('5'), "{says}");
    }
}

#[test]
fn exchanged_keys_count_anew_and_only_what_they_sign() {
    let anew = Versions { root: 6, timestamp: 1, snapshot: 1, targets: 1 };
    assert_eq!(floor().refuses(&verified(anew, 2)), None);
    let raised = floor().raised(&verified(anew, 2), 3, 50);
    assert_eq!(raised, Floor { versions: anew, pack: 7, seen: 100, online: [2; 32] });
    assert!(
        floor().refuses(&verified(Versions { root: 4, ..anew }, 2)).is_some(),
        "an old root has old keys"
    );
}

proptest! {
    #[test]
    fn it_goes_there_and_back(floor in floors()) {
        prop_assert_eq!(Floor::read(floor.write().as_bytes()), Some(floor));
    }

    #[test]
    fn any_bytes_are_a_floor_or_nothing(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert_eq!(Floor::read(&bytes), None);
    }

    #[test]
    fn a_damaged_one_is_nothing(floor in floors(), at in any::<prop::sample::Index>(), with in any::<u8>()) {
        let whole = floor.write().into_bytes();
        let mut damaged = whole.clone();
        *at.get_mut(&mut damaged) = with;
        prop_assert_eq!(Floor::read(&damaged).is_some(), damaged == whole);
        prop_assert_eq!(Floor::read(&whole[..at.index(whole.len())]), None);
    }

    #[test]
    fn texts_with_a_right_sum_are_one_floor_or_nothing(text in "(caveat-host journal 1\n)?([a-z]{4,9} [+0-9]{1,22}\n){0,8}") {
        if let Some(floor) = Floor::read(sealed::write(&text).as_bytes()) {
            prop_assert_eq!(floor.write(), sealed::write(&text));
        }
    }

    #[test]
    fn nothing_lowers_it(floor in floors(), new in versions(), pack in any::<u64>(), now in any::<u64>()) {
        let same = Verified { versions: new, online: floor.online };
        let raised = floor.raised(&same, pack, now);
        prop_assert!(raised.versions.root >= floor.versions.root);
        prop_assert!(raised.versions.timestamp >= floor.versions.timestamp);
        prop_assert!(raised.versions.snapshot >= floor.versions.snapshot);
        prop_assert!(raised.versions.targets >= floor.versions.targets);
        prop_assert!(raised.pack >= floor.pack && raised.seen >= floor.seen);
        prop_assert_eq!(raised.refuses(&Verified { versions: raised.versions, online: floor.online }), None);
        let other = floor.raised(&Verified { versions: new, online: [9; 32] }, pack, now);
        prop_assert!(other.versions.root >= floor.versions.root && other.pack >= floor.pack && other.seen >= floor.seen);
    }
}
