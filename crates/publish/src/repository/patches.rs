//! Patches: from the Packs that people have to the one that is published.

use std::collections::BTreeSet;
use std::path::Path;

use caveat_pack::signed::{MAX_SIGNED_BYTES, SignedPack};

use super::walk::{bytes_of, metadata_file, number, offered, target_bytes, target_file};
use crate::metadata::{Custom, Envelope, TARGET, Target, Targets, hashes};

/// To how many older versions a new one is held: who has been offline for longer fetches it whole.
/// Each costs the publishers some seconds and the list 250 bytes.
pub const PATCHED: usize = 5;

/// A patch as it is published.
pub(super) struct Patch {
    pub(super) name: String,
    pub(super) target: Target,
    pub(super) bytes: Vec<u8>,
}

/// Patches to this Pack from the versions published last. What is missing in the repository, or
/// would be no gain, has none; nothing is lost by that.
pub(super) fn make(folder: &Path, newest_list: u64, pack: &[u8], custom: &Custom) -> Vec<Patch> {
    let patch = |(from, old): (u64, Vec<u8>)| {
        let bytes = caveat_patch::make(&old, pack).ok()?;
        if !caveat_patch::is_worth(bytes.len() as u64, pack.len() as u64) {
            return None;
        }
        let target =
            Target { length: bytes.len() as u64, hashes: hashes(&bytes), custom: custom.clone() };
        Some(Patch { name: caveat_patch::name(from), target, bytes })
    };
    earlier(folder, newest_list).take(PATCHED).filter_map(patch).collect()
}

/// Versions that were published, the newest first, and their signed Packs as far as they are still
/// in the repository. The lists of targets name them, from this one back to the first that is gone.
/// Who signed those lists is not asked: a patch is checked by what it leads to.
pub(super) fn earlier(folder: &Path, newest_list: u64) -> impl Iterator<Item = (u64, Vec<u8>)> {
    let lists = (1..=newest_list).rev().map_while(move |list| {
        let bytes = bytes_of::<Targets>(folder, &metadata_file::<Targets>(list)).ok()?;
        Envelope::<Targets>::read(&bytes).ok()
    });
    let mut seen = BTreeSet::new();
    lists.filter_map(move |list| {
        let target = offered(&list.signed)?.pack?;
        let version = number(target).filter(|version| seen.insert(*version))?;
        let file = target_file(TARGET, target);
        let bytes = target_bytes(folder, &file, target, MAX_SIGNED_BYTES).ok()?;
        let is_it = SignedPack::read(&bytes).is_ok_and(|pack| pack.statement.version == version);
        is_it.then_some((version, bytes))
    })
}
