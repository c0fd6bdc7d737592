//! Keys in files: kept from others, never overwritten, opened by their passphrase alone.
#![allow(clippy::unwrap_used, reason = "in a test it says where it failed")]

mod common;

use std::fs;
use std::path::Path;

use caveat_publish::keys::{self, KeyError, KeyRing, Passphrase};
use common::{Place, nobody};

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

#[test]
fn a_ceremony_makes_eight_different_keys_and_overwrites_none() {
    let place = Place::empty();
    let ring = place.all_keys();
    assert_eq!(ring.keys().len(), 8);
    assert!(ring.keys().iter().all(|key| key.is_private()));
    let before = fs::read(place.key("root-2")).unwrap();
    let again = keys::make(&place.keys(), &names(&["root-4", "root-2"]), None);
    assert!(matches!(again, Err(KeyError::Exists { .. })));
    assert_eq!(fs::read(place.key("root-2")).unwrap(), before);
    assert!(!place.key("root-4").exists(), "none of them is made then");
}

#[test]
fn a_sealed_key_opens_by_its_passphrase_and_only_when_needed() {
    let place = Place::empty();
    let (right, wrong) =
        (Passphrase::new("correct horse".into()), Passphrase::new("battery".into()));
    let (path, public) =
        keys::make(&place.path("sealed"), &names(&["a"]), Some(&right)).unwrap().remove(0);
    assert!(
        fs::read_to_string(&path).unwrap().starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----")
    );

    let ring = KeyRing::files(std::slice::from_ref(&path), &nobody).unwrap();
    assert!(ring.can_sign(&public), "its public half lies beside it: nobody was asked");
    assert!(matches!(ring.sign(&public, b"x"), Err(KeyError::NoPassphrase { .. })));

    let (right, wrong) = (move |_: &Path| Ok(right.clone()), move |_: &Path| Ok(wrong.clone()));
    let ring = KeyRing::files(std::slice::from_ref(&path), &wrong).unwrap();
    assert!(matches!(ring.sign(&public, b"x"), Err(KeyError::Passphrase { .. })));

    fs::remove_file(path.with_extension("pub")).unwrap();
    let ring = KeyRing::files(std::slice::from_ref(&path), &right).unwrap();
    let signature = ring.sign(&public, b"x").unwrap().unwrap();
    assert!(public.has_signed(b"x", &signature));
}

#[test]
fn mixed_up_files_are_told_apart() {
    let place = Place::empty();
    let load = |path: &Path| KeyRing::files(&[path.to_owned()], &nobody).map(|_| ());
    let none = place.path("none");
    assert!(matches!(load(&none.join("a.pem")), Err(KeyError::File(_))));
    fs::create_dir(&none).unwrap();
    assert!(matches!(KeyRing::folder(&none, &nobody), Err(KeyError::None { .. })));

    let odd = place.path("odd.pem");
    let rsa = "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n";
    for text in ["", "no key", rsa, "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n"] {
        fs::write(&odd, text).unwrap();
        assert!(matches!(load(&odd), Err(KeyError::NotAKey { .. })), "{text}");
    }
    fs::write(&odd, vec![b'-'; 20_000]).unwrap();
    assert!(matches!(load(&odd), Err(KeyError::NotAKey { .. })), "too large for a key");

    fs::copy(place.keys().join("root-2.pub"), place.keys().join("root-1.pub")).unwrap();
    assert!(matches!(load(&place.key("root-1")), Err(KeyError::Halves { .. })));
    fs::copy(place.key("publisher-1"), place.key("publisher-9")).unwrap();
    fs::remove_file(place.keys().join("root-1.pub")).unwrap();
    assert!(matches!(KeyRing::folder(&place.keys(), &nobody), Err(KeyError::Same { .. })));
    for name in ["", "../a", "A", "a.b", &"a".repeat(41)] {
        let made = keys::make(&none, &names(&[name]), None);
        assert!(matches!(made, Err(KeyError::Name { .. })), "{name}");
    }
}
