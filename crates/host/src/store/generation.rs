//! One successful sync on the disk: the metadata as it was served, the Pack, and a line of facts
//! that is written last. Without the facts, or when the Pack is not what they say, it is not whole.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use caveat_pack::signed::MAX_SIGNED_BYTES;
use ring::digest::{SHA256, digest};

use super::sealed;
use crate::disk::Disk;
use crate::hex;
use crate::sync::tuf::{Metadata, ROOT_BYTES, SNAPSHOT_BYTES, TARGETS_BYTES, TIMESTAMP_BYTES};
use crate::updates::Available;

const FACTS: &str = "facts";
const PACK: &str = "pack.caveat";
const TIMESTAMP: &str = "timestamp.json";
const SNAPSHOT: &str = "snapshot.json";
const TARGETS: &str = "targets.json";
const ROOT: &str = ".root.json";
/// Most bytes of the facts.
const FACTS_BYTES: u64 = 1 << 10;

/// What one sync brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Generation {
    /// They are counted up.
    pub number: u64,
    /// What the next sync starts from. Files of it that are damaged are left out here: they are
    /// verified anew, and the version floor holds without them.
    pub metadata: Metadata,
    /// The Pack, when the publishers have offered one.
    pub pack: Option<Pack>,
}

/// A signed Pack, in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// Version, length and hash of it.
    pub facts: Available,
    /// All of it.
    pub bytes: Arc<Vec<u8>>,
}

impl Pack {
    /// A Pack of these bytes, with their hash.
    pub fn new(version: u64, bytes: Vec<u8>) -> Pack {
        let mut sha256 = [0; 32];
        sha256.copy_from_slice(digest(&SHA256, &bytes).as_ref());
        let facts = Available { version, bytes: bytes.len() as u64, sha256 };
        Pack { facts, bytes: Arc::new(bytes) }
    }
}

/// Reads one; none when it is not whole.
pub(super) fn read(disk: &dyn Disk, folder: &Path, number: u64) -> Option<Generation> {
    let file = |name: &str, limit| disk.read(&folder.join(name), limit).ok();
    let pack = match facts(sealed::read(&file(FACTS, FACTS_BYTES)?)?)? {
        None => None,
        Some(facts) => {
            let pack = Pack::new(facts.version, file(PACK, MAX_SIGNED_BYTES as u64)?);
            Some(pack).filter(|pack| pack.facts == facts).map(Some)?
        }
    };
    let roots = disk.list(folder).ok()?.into_iter().filter_map(|name| {
        let version: u64 = name.strip_suffix(ROOT)?.parse().ok()?;
        Some((version, file(&name, ROOT_BYTES)?))
    });
    let metadata = Metadata {
        roots: roots.collect::<BTreeMap<_, _>>(),
        timestamp: file(TIMESTAMP, TIMESTAMP_BYTES),
        snapshot: file(SNAPSHOT, SNAPSHOT_BYTES),
        targets: file(TARGETS, TARGETS_BYTES),
    };
    Some(Generation { number, metadata, pack })
}

/// Writes one; when this returns, all of it stands on the disk.
pub(super) fn write(disk: &dyn Disk, folder: &Path, new: &Generation) -> io::Result<()> {
    disk.make_folder(folder)?;
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        disk.write(&path, bytes)?;
        disk.sync(&path)
    };
    for (version, bytes) in &new.metadata.roots {
        file(&format!("{version}{ROOT}"), bytes)?;
    }
    let Metadata { timestamp, snapshot, targets, .. } = &new.metadata;
    for (name, bytes) in [(TIMESTAMP, timestamp), (SNAPSHOT, snapshot), (TARGETS, targets)] {
        if let Some(bytes) = bytes {
            file(name, bytes)?;
        }
    }
    if let Some(pack) = &new.pack {
        file(PACK, &pack.bytes)?;
    }
    file(FACTS, sealed::write(&line(new.pack.as_ref())).as_bytes())?;
    disk.sync_folder(folder)
}

fn line(pack: Option<&Pack>) -> String {
    match pack.map(|pack| &pack.facts) {
        None => "pack none\n".into(),
        Some(Available { version, bytes, sha256 }) => {
            format!("pack {version} {bytes} {}\n", hex::write(sha256))
        }
    }
}

fn facts(text: &str) -> Option<Option<Available>> {
    let rest = text.strip_prefix("pack ")?.strip_suffix('\n')?;
    if rest == "none" {
        return Some(None);
    }
    let mut words = rest.split(' ');
    let version = words.next()?.parse().ok()?;
    let bytes = words.next()?.parse().ok()?;
    let sha256 = hex::read(words.next()?)?;
    words.next().is_none().then_some(Some(Available { version, bytes, sha256 }))
}
