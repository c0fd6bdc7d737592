//! A signed Pack holds what was signed, by whom it says, and is the same whenever it is made.
#![allow(clippy::unwrap_used, reason = "in a test it says where it failed")]

mod common;

use caveat_pack::PackError;
use caveat_pack::signed::{PackSignature, SignedPack};
use caveat_publish::keys::PublicKey;
use caveat_publish::signed::{self, Checked, SignedPackError};
use caveat_publish::time::DAY;
use common::{NOW, Place, pack};

const END: u64 = NOW + 90 * DAY;

fn publishers(place: &Place) -> Vec<PublicKey> {
    ["publisher-1", "publisher-2", "publisher-3"].map(|n| place.ring(&[n]).keys()[0].public).into()
}

fn check(place: &Place, bytes: &[u8]) -> Result<Checked, SignedPackError> {
    signed::check(bytes, &publishers(place))
}

/// The same with another statement, payload or signatures, written as the layout has it.
fn altered(bytes: &[u8], change: impl FnOnce(&mut SignedPack<'_>)) -> Vec<u8> {
    let mut signed = SignedPack::read(bytes).unwrap();
    change(&mut signed);
    signed.write()
}

#[test]
fn two_publishers_sign_one_after_the_other_as_if_together() {
    let place = Place::empty();
    let together = place.good(7);
    assert_eq!(together, place.good(7), "the same bytes each time");
    for (first, second) in [("publisher-1", "publisher-2"), ("publisher-2", "publisher-1")] {
        let one = place.signed(7, &[first]);
        let both =
            signed::add(&one, &place.ring(&[second]), &publishers(&place), Some(&pack(7)), NOW)
                .unwrap();
        assert_eq!(both, together);
    }
    let checked = check(&place, &together).unwrap();
    assert_eq!((checked.by.len(), checked.unknown), (2, 0));
    assert_eq!(checked.pack, pack(7));
    assert_eq!(
        (checked.statement.version, checked.statement.made, checked.statement.expires),
        (7, NOW, END)
    );
}

#[test]
fn only_a_pack_that_an_engine_reads_is_signed() {
    let place = Place::empty();
    let ring = place.ring(&["publisher-1"]);
    let sign = |bytes: &[u8]| signed::sign(bytes, NOW, END, &ring);
    assert!(matches!(sign(b"no Pack"), Err(SignedPackError::Pack(PackError::NotAPack))));
    let whole = pack(7);
    assert!(matches!(sign(&whole[..whole.len() - 1]), Err(SignedPackError::Pack(_))));
    let empty = caveat_pack::Pack { version: 7, parts: Vec::new() }.write();
    assert!(matches!(sign(&empty), Err(SignedPackError::Pack(PackError::NoRules))));
    assert!(matches!(signed::sign(&whole, NOW, NOW, &ring), Err(SignedPackError::Times)));
    let public = caveat_publish::keys::KeyRing::files(
        &[place.keys().join("publisher-1.pub")],
        &common::nobody,
    );
    assert!(matches!(
        signed::sign(&whole, NOW, END, &public.unwrap()),
        Err(SignedPackError::NothingToAdd)
    ));
}

#[test]
fn no_signature_is_added_to_what_is_not_in_order() {
    let place = Place::empty();
    let one = place.signed(7, &["publisher-1"]);
    let second = place.ring(&["publisher-2"]);
    let known = publishers(&place);
    let add = |bytes: &[u8]| signed::add(bytes, &second, &known, None, NOW);
    assert!(add(&one).is_ok());
    let wrong = altered(&one, |s| s.signatures[0].signature[0] ^= 1);
    assert!(matches!(add(&wrong), Err(SignedPackError::Signature { .. })));
    let other_end = altered(&one, |s| s.statement.expires += 1);
    assert!(matches!(add(&other_end), Err(SignedPackError::Signature { .. })));
    let known_without_the_first = &known[1..];
    let unknown = signed::add(&one, &second, known_without_the_first, None, NOW);
    assert!(matches!(unknown, Err(SignedPackError::Unknown)));
    assert!(matches!(
        signed::add(&one, &second, &known, Some(&pack(8)), NOW),
        Err(SignedPackError::Differs)
    ));
    assert!(matches!(
        signed::add(&one, &second, &known, None, END),
        Err(SignedPackError::Expired { .. })
    ));
    let again = signed::add(&one, &place.ring(&["publisher-1"]), &known, None, NOW);
    assert!(matches!(again, Err(SignedPackError::NothingToAdd)));
}

#[test]
fn what_was_not_signed_is_not_accepted() {
    let place = Place::empty();
    let good = place.good(7);
    // The statement of another Pack, signed anew by the same people over what is not inside.
    let resigned = |change: &dyn Fn(&mut SignedPack<'_>)| {
        let ring = place.ring(&["publisher-1", "publisher-2"]);
        altered(&good, |s| {
            change(s);
            let bytes = s.statement.signed_bytes();
            let sign = |key: &caveat_publish::keys::KeyFile| PackSignature {
                key: key.public.pack_id(),
                signature: ring.sign(&key.public, &bytes).unwrap().unwrap(),
            };
            s.signatures = ring.keys().iter().map(sign).collect();
        })
    };
    assert_eq!(check(&place, &resigned(&|_| ())).unwrap().by.len(), 2);
    let check = |bytes: &[u8]| check(&place, bytes);
    assert!(matches!(
        check(&resigned(&|s| s.statement.sha256[0] ^= 1)),
        Err(SignedPackError::Hash)
    ));
    assert!(matches!(check(&resigned(&|s| s.statement.unpacked += 1)), Err(SignedPackError::Gzip)));
    assert!(matches!(check(&resigned(&|s| s.statement.unpacked -= 1)), Err(SignedPackError::Gzip)));
    assert!(matches!(
        check(&resigned(&|s| s.statement.version = 8)),
        Err(SignedPackError::Version { pack: 7, statement: 8 })
    ));
    assert!(matches!(
        check(&resigned(&|s| s.statement.expires = NOW)),
        Err(SignedPackError::Times)
    ));
    let mut damaged = good.clone();
    let last = damaged.len() - 1;
    damaged[last] ^= 1;
    assert!(matches!(check(&damaged), Err(SignedPackError::Hash)));
}

#[test]
fn signatures_count_once_and_strangers_do_not() {
    let place = Place::empty();
    let twice = altered(&place.signed(7, &["publisher-1"]), |s| s.signatures.push(s.signatures[0]));
    assert_eq!(check(&place, &twice).unwrap().by.len(), 1);
    let stranger = place.signed(7, &["publisher-1", "root-1"]);
    let checked = check(&place, &stranger).unwrap();
    assert_eq!((checked.by.len(), checked.unknown), (1, 1));
}

#[test]
fn every_byte_is_held_by_somebody() {
    let place = Place::empty();
    let good = place.good(7);
    for at in 0..good.len() {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        // A key's id is not signed: with another one the signature is a stranger's, and counts for nothing.
        let counted = check(&place, &bytes).map_or(0, |checked| checked.by.len());
        assert!(counted < signed::THRESHOLD, "byte {at}");
    }
}
