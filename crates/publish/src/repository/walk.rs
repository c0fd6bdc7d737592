//! Reads a repository as a client does: from the first root to the newest, then timestamp, snapshot,
//! targets, each believed only by what came before.

use std::path::{Path, PathBuf};
use std::{fmt, io};

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
pub(super) fn target_file(target: &Target) -> PathBuf {
    format!("targets/{}.{TARGET}", target.hashes.sha256).into()
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
        target(&targets)?;
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

fn bytes_of<T: Role>(folder: &Path, file: &Path) -> Result<Vec<u8>, Problem> {
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
    meta: &'a std::collections::BTreeMap<String, Meta>,
    name: &str,
    file: &Path,
) -> Result<&'a Meta, Problem> {
    match meta.get(name) {
        Some(found) if meta.len() == 1 => Ok(found),
        _ => Err(Problem { file: file.to_owned(), reason: Reason::Contents }),
    }
}

/// The one target, or none before the first Pack is published.
pub(super) fn target(targets: &Read<Targets>) -> Result<Option<&Target>, Problem> {
    let listed = &targets.envelope.signed.targets;
    let target = listed.get(TARGET);
    let is_number = |t: &Target| {
        t.custom.version.parse::<u64>().is_ok_and(|v| v.to_string() == t.custom.version)
    };
    if listed.len() != usize::from(target.is_some()) || !target.is_none_or(is_number) {
        return Err(Problem { file: targets.file.clone(), reason: Reason::Contents });
    }
    Ok(target)
}
