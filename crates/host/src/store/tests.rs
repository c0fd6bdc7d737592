use super::*;
use crate::disk::Real;
use crate::sync::tuf::{Metadata, Versions};

fn store(folder: &tempfile::TempDir) -> Store {
    Store::new(folder.path(), Arc::new(Real))
}

fn floor(pack: u64) -> Floor {
    let versions = Versions { root: 1, timestamp: pack, snapshot: pack, targets: pack };
    Floor { versions, pack, seen: 5, online: [3; 32] }
}

/// A generation with a Pack of this version, and its floor, as a sync brings it.
fn bring(store: &Store, version: u64) -> Generation {
    let metadata = Metadata {
        roots: [(1, b"root 1".to_vec()), (2, b"root 2".to_vec())].into(),
        timestamp: Some(format!("timestamp {version}").into_bytes()),
        snapshot: Some(b"snapshot".to_vec()),
        targets: None,
    };
    let pack = Some(Pack::new(version, version.to_string().repeat(9).into_bytes()));
    let mut new = Generation { number: 0, metadata, pack };
    store.bring_into_use(&mut new, &floor(version)).unwrap();
    new
}

#[test]
fn what_is_brought_into_use_is_found_again_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    assert!(matches!(store.floor(), Ok(None)));
    assert!(store.in_use(None).generation.is_none() && !store.in_use(None).damaged);
    for version in [7, 8] {
        let new = bring(&store, version);
        assert_eq!(new.number, version - 6);
        let in_use = store.in_use(Some(&floor(version)));
        assert_eq!((in_use.generation, in_use.damaged), (Some(new), false));
        assert_eq!(store.floor().unwrap(), Some(floor(version)));
    }
}

#[test]
fn an_empty_offer_is_whole_too() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    store.bring_into_use(&mut Generation::default(), &floor(0)).unwrap();
    let in_use = store.in_use(Some(&floor(0)));
    assert_eq!((in_use.generation.unwrap().pack, in_use.damaged), (None, false));
}

#[test]
fn in_place_of_a_damaged_one_comes_nothing_below_the_floor() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    bring(&store, 7);
    bring(&store, 8);
    std::fs::write(folder.path().join("generations/2/pack.caveat"), "x").unwrap();
    assert!(store.in_use(Some(&floor(8))).generation.is_none());
    assert!(store.in_use(None).generation.is_none(), "nobody knows that 7 is not too old");
    assert_eq!(store.in_use(Some(&floor(7))).generation.unwrap().number, 1);
    assert!(store.in_use(Some(&floor(7))).damaged);
    assert!(store.in_use(Some(&floor(6))).generation.is_none(), "7 was never finished");
}

#[test]
fn without_a_pointer_the_newest_counts() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    bring(&store, 7);
    bring(&store, 8);
    for pointer in [Some("generation 1\n"), Some(""), None] {
        match pointer {
            Some(text) => std::fs::write(folder.path().join(CURRENT), text).unwrap(),
            None => std::fs::remove_file(folder.path().join(CURRENT)).unwrap(),
        }
        for floor in [Some(&floor(8)), None] {
            let in_use = store.in_use(floor);
            assert_eq!(
                (in_use.generation.unwrap().number, in_use.damaged),
                (2, true),
                "{pointer:?}"
            );
        }
    }
}

#[test]
fn a_journal_that_should_be_there_is_missed() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    let journal = folder.path().join(JOURNAL);
    bring(&store, 7);
    std::fs::write(&journal, "caveat-host journal 1\n").unwrap();
    assert!(matches!(store.floor(), Err(FloorError::Damaged)));
    std::fs::remove_file(&journal).unwrap();
    assert!(matches!(store.floor(), Err(FloorError::Missing)));
    std::fs::remove_dir_all(folder.path().join(GENERATIONS)).unwrap();
    assert!(matches!(store.floor(), Err(FloorError::Missing)), "there is a pointer");
    std::fs::remove_file(folder.path().join(CURRENT)).unwrap();
    store.set_last(&Last { succeeded: 5, ..Last::default() }).unwrap();
    assert!(matches!(store.floor(), Err(FloorError::Missing)), "it went well once");
    store.set_last(&Last { checked: 5, ..Last::default() }).unwrap();
    assert!(matches!(store.floor(), Ok(None)), "nothing ever came");
    std::fs::create_dir(&journal).unwrap();
    assert!(matches!(store.floor(), Err(FloorError::Damaged)));
}

#[test]
fn tidying_leaves_the_one_in_use_the_one_before_and_what_is_not_ours() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    for version in 7..=10 {
        bring(&store, version);
    }
    let inside = |name: &str| folder.path().join(name);
    std::fs::write(inside("journal.new"), "").unwrap();
    std::fs::write(inside("installed.json"), "{}").unwrap();
    std::fs::write(store.partial(&[1; 32]), "").unwrap();
    for odd in ["5", "007", "x"] {
        std::fs::create_dir(inside("generations").join(odd)).unwrap();
    }
    store.tidy(Some(4)).unwrap();
    let list = |path: &Path| {
        let mut names = Real.list(path).unwrap();
        names.sort();
        names
    };
    assert_eq!(list(&inside("generations")), ["3", "4"]);
    assert_eq!(list(folder.path()), ["current", "generations", "installed.json", "journal"]);

    store.forget().unwrap();
    store.forget().unwrap();
    assert_eq!(list(folder.path()), ["installed.json"]);
    assert!(matches!(store.floor(), Ok(None)));
}
