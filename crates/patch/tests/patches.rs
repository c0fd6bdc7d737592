//! What a patch leads to, and what none leads anywhere.
#![allow(clippy::unwrap_used, reason = "in a test it says where it failed")]

use caveat_pack::signed::{PackSignature, SignedPack, Statement};
use caveat_patch::{PatchError, apply, gzip, make};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

const FIXED: usize = 48;
const HEAD: usize = 76 + 2 * 96;

/// A signed Pack around any bytes.
fn signed(version: u64, pack: &[u8]) -> Vec<u8> {
    let payload = gzip::pack(pack);
    let statement = Statement {
        made: 1,
        expires: 2,
        version,
        packed: payload.len() as u32,
        unpacked: pack.len() as u32,
        sha256: Sha256::digest(&payload).into(),
    };
    let signature = PackSignature { key: [1; 32], signature: [version as u8; 64] };
    SignedPack { statement, signatures: vec![signature; 2], payload: &payload }.write()
}

/// Bytes that cannot be made smaller.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..length).map(|_| next()).collect()
}

fn sample() -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let before = noise(1, 300_000);
    let after = [&before[..100_000], b"something new", &before[100_010..]].concat();
    let (old, new) = (signed(1, &before), signed(2, &after));
    let patch = make(&old, &new).unwrap();
    (old, new, patch)
}

#[test]
fn a_patch_leads_to_the_same_bytes_and_is_small() {
    let (old, new, patch) = sample();
    assert_eq!(apply(&old, &patch).unwrap(), new);
    assert!(patch.len() < 1_000, "{} bytes for a change of 13", patch.len());
    assert_eq!(make(&old, &new).unwrap(), patch, "the same two give the same bytes");
}

#[test]
fn the_far_end_of_a_large_pack_is_reached() {
    let before = noise(3, 6 << 20);
    let (end, begin) = before.split_at(5 << 20);
    let after = [begin, end].concat();
    let (old, new) = (signed(1, &before), signed(2, &after));
    let patch = make(&old, &new).unwrap();
    assert!(patch.len() < 10_000, "{}", patch.len());
    assert_eq!(apply(&old, &patch).unwrap(), new);
}

#[test]
fn each_way_to_be_wrong_has_its_name() {
    let (old, new, patch) = sample();
    let with = |at: usize, byte: u8| {
        let mut patch = patch.clone();
        patch[at] = byte;
        apply(&old, &patch)
    };
    let statement = FIXED + 12;
    for (name, found, expected) in [
        ("nothing", apply(&old, b""), PatchError::NoPatch),
        ("a signed Pack", apply(&old, &new), PatchError::NoPatch),
        ("another magic", with(7, b'K'), PatchError::NoPatch),
        ("another format", with(8, 2), PatchError::Format { found: 2 }),
        ("something reserved", with(10, 1), PatchError::Format { found: 1 }),
        ("another old Pack", apply(&new, &patch), PatchError::OtherBase),
        ("no old Pack", apply(b"none", &patch), PatchError::Old),
        ("another base named", with(12, patch[12] ^ 1), PatchError::OtherBase),
        ("a head beyond the end", with(47, 0xff), PatchError::Length),
        ("a shorter head", with(44, 10), PatchError::Head),
        ("a head that is none", with(FIXED, b'X'), PatchError::Head),
        ("more signatures than the head holds", with(FIXED + 10, 3), PatchError::Head),
        ("too many signatures", with(FIXED + 10, 17), PatchError::Head),
        ("a Pack larger than any", with(statement + 31, 0xff), PatchError::Head),
        ("another length", with(statement + 28, patch[statement + 28] ^ 1), PatchError::Frame),
        (
            "another packed length",
            with(statement + 24, patch[statement + 24] ^ 1),
            PatchError::Payload,
        ),
        ("another payload", with(statement + 32, patch[statement + 32] ^ 1), PatchError::Payload),
        ("no frame", with(FIXED + HEAD, 0), PatchError::Frame),
        ("something after it", apply(&old, &[&patch[..], b"!"].concat()), PatchError::Frame),
        (
            "a frame twice",
            apply(&old, &[&patch[..], &patch[FIXED + HEAD..]].concat()),
            PatchError::Frame,
        ),
    ] {
        assert_eq!(found, Err(expected), "{name}");
    }
    for length in 0..patch.len() {
        assert!(apply(&old, &patch[..length]).is_err(), "cut at {length}");
    }
}

/// A patch whose frame is exchanged for another one.
fn with_frame(patch: &[u8], frame: &[u8]) -> Vec<u8> {
    [&patch[..FIXED + HEAD], frame].concat()
}

#[test]
fn no_frame_unpacks_to_more_than_the_head_says() {
    let (old, _, patch) = sample();
    let unpacked = 300_003_u32;
    assert_eq!(patch[FIXED + 12 + 28..FIXED + 12 + 32], unpacked.to_le_bytes());
    // Blocks of one repeated byte: 128 KiB each for four bytes.
    let block = |last: u32| ((128 << 10) << 3 | 1 << 1 | last).to_le_bytes();
    let block = |last| [&block(last)[..3], b"A"].concat();
    let blocks = [block(0).repeat(4_000), block(1)].concat();
    let magic = [0x28, 0xb5, 0x2f, 0xfd];
    // One segment with four bytes of length; the same with a window instead, of 2 GiB; no length.
    let honest = [&magic[..], &[0xa0], &(4_001_u32 * (128 << 10)).to_le_bytes(), &blocks].concat();
    let lying = [&magic[..], &[0xa0], &unpacked.to_le_bytes(), &blocks].concat();
    let window = [&magic[..], &[0x80, 21 << 3], &unpacked.to_le_bytes(), &blocks].concat();
    let endless = [&magic[..], &[0x00, 21 << 3], &blocks].concat();
    let skipped = [&[0x50, 0x2a, 0x4d, 0x18][..], &8_u32.to_le_bytes(), &[0; 8]].concat();
    for (name, frame) in [
        ("says that it is too long", honest),
        ("says the right length", lying),
        ("a window too large", window),
        ("says no length", endless),
        ("a frame to be skipped", skipped),
    ] {
        let found = apply(&old, &with_frame(&patch, &frame));
        assert_eq!(found, Err(PatchError::Frame), "{name}");
    }
}

#[test]
fn what_is_packed_otherwise_has_no_patch() {
    let (old, new, _) = sample();
    assert_eq!(make(b"none", &new), Err(PatchError::Old));
    assert_eq!(make(&old, b"none"), Err(PatchError::New));
    // The same content in one stored block: another gzip program's work.
    let content = b"a Pack";
    let ours = gzip::pack(content);
    let mut payload = ours[..10].to_vec();
    payload.extend_from_slice(&[1, 6, 0, 0xf9, 0xff]);
    payload.extend_from_slice(content);
    payload.extend_from_slice(&ours[ours.len() - 8..]);
    assert_eq!(gzip::unpack(&payload, 6).unwrap(), content);
    let read = SignedPack::read(&new).unwrap();
    let statement = Statement {
        packed: payload.len() as u32,
        unpacked: 6,
        sha256: Sha256::digest(&payload).into(),
        ..read.statement
    };
    let other = SignedPack { statement, signatures: read.signatures, payload: &payload }.write();
    assert_eq!(make(&old, &other), Err(PatchError::New));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_two_packs_hold_the_patch_leads_from_one_to_the_other(
        seed: u64,
        length in 0..60_000_usize,
        cuts in proptest::collection::vec((0..60_000_usize, 0..2_000_usize, any::<Vec<u8>>()), 0..8),
    ) {
        let before = noise(seed, length);
        let mut after = before.clone();
        for (at, gone, put) in cuts {
            let at = at.min(after.len());
            let end = (at + gone).min(after.len());
            after.splice(at..end, put);
        }
        let (old, new) = (signed(1, &before), signed(2, &after));
        let patch = make(&old, &new).unwrap();
        prop_assert_eq!(apply(&old, &patch).unwrap(), new);
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), from in 0..4_usize) {
        let before = noise(1, 5_000);
        let (old, new) = (signed(1, &before), signed(2, &before[10..]));
        let patch = make(&old, &new).unwrap();
        let start = [0, 12, FIXED, FIXED + HEAD][from];
        prop_assert!(apply(&old, &[&patch[..start], &bytes[..]].concat()).is_err());
        let mut changed = patch.clone();
        for (at, byte) in bytes.iter().enumerate().take(3) {
            let at = start + (at * 251 + usize::from(*byte)) % (patch.len() - start);
            changed[at] ^= byte | 1;
        }
        // Signatures are the caller's to check; whatever else was changed is noticed.
        if let Ok(built) = apply(&old, &changed) {
            prop_assert_eq!(&built[HEAD..], &new[HEAD..]);
        }
    }
}
