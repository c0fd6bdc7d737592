//! Reads a repository as a client does: from the first root to the newest, then timestamp, snapshot,
//! targets, each believed only by what came before.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fmt, io};

use super::patches::PATCHED;
use crate::files;
use crate::metadata::{
    Envelope, Meta, Reason, Role, Root, Snapshot, TARGET, Target, Targets, Timestamp, hashes,
};

/// The file that is replaced with every change.
pub(super) const TIMESTAMP: &str = "metadata/timestamp.json";

/// What is wrong with a file of the repository.
#[derive(Debug)]
pub struct Problem {
    /// Below the repository.
    pub file: PathBuf,
    /// What a client would not believe.
    pub reason: Reason,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file.display(), self.reason)
    }
}

/// Where a role's metadata of that version lies.
pub(super) fn metadata_file<T: Role>(version: u64) -> PathBuf {
    format!("metadata/{version}.{}.json", T::NAME).into()
}

/// Where a target lies.
pub(super) fn target_file(name: &str, target: &Target) -> PathBuf {
    format!("targets/{}.{name}", target.hashes.sha256).into()
}

/// Metadata with the bytes it came in.
pub(super) struct Read<T> {
    pub(super) file: PathBuf,
    pub(super) envelope: Envelope<T>,
    pub(super) bytes: Vec<u8>,
}

/// A repository's state.
pub struct State {
    /// All roots, the newest last. There is at least one.
    roots: Vec<Envelope<Root>>,
    pub(super) timestamp: Read<Timestamp>,
    pub(super) snapshot: Read<Snapshot>,
    pub(super) targets: Read<Targets>,
}

impl State {
    /// Reads a repository that is to be changed. What only the root before the newest believes is
    /// taken as well: a crash in the middle of exchanging a lost key leaves it so, and the next
    /// change sets it right. Expiry is not looked at.
    ///
    /// # Errors
    /// The first thing that a client would not believe.
    pub fn read(folder: &Path) -> Result<State, Problem> {
        let roots = roots(folder)?;
        let by: Vec<&Root> = roots.iter().rev().take(2).map(|root| &root.signed).collect();
        let timestamp = role::<Timestamp>(folder, TIMESTAMP.into(), &by)?;
        let snapshot = vouched::<Snapshot>(folder, snapshot_meta(&timestamp)?, &by)?;
        let targets = vouched::<Targets>(folder, targets_meta(&snapshot)?, &by)?;
        listed(&targets)?;
        Ok(State { roots, timestamp, snapshot, targets })
    }

    /// The newest root.
    pub fn root(&self) -> &Root {
        // `roots` gives at least one.
        &self.roots[self.roots.len() - 1].signed
    }

    /// The newest root's file.
    pub fn root_bytes(&self) -> Vec<u8> {
        self.roots[self.roots.len() - 1].write()
    }

    /// When that expires, seconds since 1970.
    pub fn root_expires(&self) -> u64 {
        self.roots[self.roots.len() - 1].expires()
    }

    /// Version of the Pack that clients get now.
    pub fn published(&self) -> Option<u64> {
        let target = self.targets.envelope.signed.targets.get(TARGET)?;
        target.custom.version.parse().ok()
    }
}

/// The chain of roots, each signed by itself and by the one before.
pub(super) fn roots(folder: &Path) -> Result<Vec<Envelope<Root>>, Problem> {
    let mut roots: Vec<Envelope<Root>> = Vec::new();
    loop {
        let version = roots.len() as u64 + 1;
        let file = metadata_file::<Root>(version);
        if version > 1 && !folder.join(&file).exists() {
            return Ok(roots);
        }
        let problem = |reason| Problem { file: file.clone(), reason };
        let bytes = bytes_of::<Root>(folder, &file)?;
        let root = Envelope::<Root>::read(&bytes).map_err(problem)?;
        check_version::<Root>(&root, version).map_err(problem)?;
        root.signed.check_keys().map_err(problem)?;
        if let Some(before) = roots.last() {
            root.check(&before.signed).map_err(problem)?;
        }
        root.check(&root.signed).map_err(problem)?;
        roots.push(root);
    }
}

pub(super) fn bytes_of<T: Role>(folder: &Path, file: &Path) -> Result<Vec<u8>, Problem> {
    let reason = match files::read(&folder.join(file), T::MAX_BYTES) {
        Ok(Some(bytes)) => return Ok(bytes),
        Ok(None) => Reason::TooLarge { limit: T::MAX_BYTES },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Reason::Missing,
        Err(error) => Reason::File(error),
    };
    Err(Problem { file: file.to_owned(), reason })
}

fn check_version<T: Role>(envelope: &Envelope<T>, expected: u64) -> Result<(), Reason> {
    let (_, _, found, _) = envelope.signed.head();
    if found != expected { Err(Reason::Version { found, expected }) } else { Ok(()) }
}

/// A role's file, if one of these roots believes it.
pub(super) fn role<T: Role>(
    folder: &Path,
    file: PathBuf,
    by: &[&Root],
) -> Result<Read<T>, Problem> {
    let problem = |reason| Problem { file: file.clone(), reason };
    let bytes = bytes_of::<T>(folder, &file)?;
    let envelope = Envelope::<T>::read(&bytes).map_err(problem)?;
    let mut reasons = by.iter().map(|root| envelope.check(root));
    let newest = reasons.next().unwrap_or(Err(Reason::Missing));
    if let Err(reason) = newest
        && !reasons.any(|r| r.is_ok())
    {
        return Err(problem(reason));
    }
    Ok(Read { file, envelope, bytes })
}

/// A role's file that another one vouches for.
pub(super) fn vouched<T: Role>(
    folder: &Path,
    meta: &Meta,
    by: &[&Root],
) -> Result<Read<T>, Problem> {
    let read = role::<T>(folder, metadata_file::<T>(meta.version), by)?;
    let problem = |reason| Problem { file: read.file.clone(), reason };
    if meta.length != read.bytes.len() as u64 || meta.hashes != hashes(&read.bytes) {
        return Err(problem(Reason::Bytes));
    }
    check_version(&read.envelope, meta.version).map_err(problem)?;
    Ok(read)
}

/// What the timestamp says of the snapshot.
pub(super) fn snapshot_meta(timestamp: &Read<Timestamp>) -> Result<&Meta, Problem> {
    only(&timestamp.envelope.signed.meta, "snapshot.json", &timestamp.file)
}

/// What the snapshot says of the targets.
pub(super) fn targets_meta(snapshot: &Read<Snapshot>) -> Result<&Meta, Problem> {
    only(&snapshot.envelope.signed.meta, "targets.json", &snapshot.file)
}

fn only<'a>(
    meta: &'a BTreeMap<String, Meta>,
    name: &str,
    file: &Path,
) -> Result<&'a Meta, Problem> {
    match meta.get(name) {
        Some(found) if meta.len() == 1 => Ok(found),
        _ => Err(Problem { file: file.to_owned(), reason: Reason::Contents }),
    }
}

/// What a list of targets offers.
pub(super) struct Listed<'a> {
    /// The signed Pack; none before the first one is published.
    pub(super) pack: Option<&'a Target>,
    /// Patches that lead to it, by the version that they lead on from.
    pub(super) patches: BTreeMap<u64, &'a Target>,
}

/// The Pack and its patches, and nothing else.
pub(super) fn listed(targets: &Read<Targets>) -> Result<Listed<'_>, Problem> {
    offered(&targets.envelope.signed)
        .ok_or_else(|| Problem { file: targets.file.clone(), reason: Reason::Contents })
}

/// The same of any list; none when it lists other files than it should.
pub(super) fn offered(targets: &Targets) -> Option<Listed<'_>> {
    let mut listed = Listed { pack: targets.targets.get(TARGET), patches: BTreeMap::new() };
    let Some(pack) = listed.pack else {
        return targets.targets.is_empty().then_some(listed);
    };
    let version = number(pack)?;
    for (name, target) in targets.targets.iter().filter(|(name, _)| *name != TARGET) {
        let from = caveat_patch::version(name)?;
        if from >= version || target.custom != pack.custom {
            return None;
        }
        listed.patches.insert(from, target);
    }
    (listed.patches.len() <= PATCHED).then_some(listed)
}

/// A target's version, as it is written and in no other way.
pub(super) fn number(target: &Target) -> Option<u64> {
    let version = target.custom.version.parse::<u64>().ok()?;
    (version.to_string() == target.custom.version).then_some(version)
}

/// The bytes of a target, if they are those that the list names.
pub(super) fn target_bytes(
    folder: &Path,
    file: &Path,
    target: &Target,
    limit: usize,
) -> Result<Vec<u8>, Reason> {
    let bytes = match files::read(&folder.join(file), limit) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Err(Reason::TooLarge { limit }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Reason::Missing),
        Err(error) => return Err(Reason::File(error)),
    };
    if target.length != bytes.len() as u64 || target.hashes != hashes(&bytes) {
        return Err(Reason::Bytes);
    }
    Ok(bytes)
}
