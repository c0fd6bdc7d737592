//! Walks a repository from the first root to the Pack, and says what a client would not believe.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use caveat_pack::signed::MAX_SIGNED_BYTES;
use caveat_patch::{MAX_PATCH_BYTES, PatchError};

use super::patches;
use super::walk::{self, Problem, Read, TIMESTAMP, metadata_file, target_bytes, target_file};
use crate::keys::PublicKey;
use crate::metadata::{Reason, Role, Root, Snapshot, TARGET, Target, Targets, Timestamp};
use crate::signed::{self, SignedPackError};

/// A file that a client believes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Below the repository.
    pub file: PathBuf,
    /// Its role; "pack" for the signed Pack, "patch" for a patch that leads to it.
    pub role: &'static str,
    /// Its version; a patch's is the one that it leads on from.
    pub version: u64,
    /// Seconds since 1970, a patch's is its Pack's; only the newest root's end matters to a client.
    pub expires: u64,
    /// For the signed Pack: which publishers have signed it.
    pub by: Vec<PublicKey>,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Report {
    /// What a client believes, in its order.
    pub seen: Vec<Seen>,
    /// What it does not.
    pub problems: Vec<Problem>,
}

impl Report {
    /// Walks through a repository as it would be at the time `now`.
    pub fn of(folder: &Path, now: u64) -> Report {
        let mut report = Report::default();
        if let Err(problem) = report.walk(folder, now) {
            report.problems.push(problem);
        }
        report
    }

    fn walk(&mut self, folder: &Path, now: u64) -> Result<(), Problem> {
        let roots = walk::roots(folder)?;
        for root in &roots {
            let version = root.signed.version;
            let file = metadata_file::<Root>(version);
            self.seen.push(Seen {
                file,
                role: Root::NAME,
                version,
                expires: root.expires(),
                by: Vec::new(),
            });
        }
        // `roots` gives at least one.
        let newest = &roots[roots.len() - 1];
        self.expiry(&metadata_file::<Root>(newest.signed.version), newest.expires(), now);
        self.gap(folder, newest.signed.version);
        let by = [&newest.signed];
        let timestamp = walk::role::<Timestamp>(folder, TIMESTAMP.into(), &by)?;
        self.role(&timestamp, now);
        let snapshot = walk::vouched::<Snapshot>(folder, walk::snapshot_meta(&timestamp)?, &by)?;
        self.role(&snapshot, now);
        let targets = walk::vouched::<Targets>(folder, walk::targets_meta(&snapshot)?, &by)?;
        self.role(&targets, now);
        let listed = walk::listed(&targets)?;
        if let Some(target) = listed.pack {
            let file = target_file(TARGET, target);
            let problem = |reason| Problem { file: file.clone(), reason };
            let (seen, bytes) = pack(folder, &file, target, &newest.signed).map_err(problem)?;
            self.expiry(&file, seen.expires, now);
            let expires = seen.expires;
            self.seen.push(seen);
            let list = targets.envelope.signed.version;
            self.patches(folder, list, &listed.patches, &bytes, expires);
        }
        Ok(())
    }

    /// Whether each patch is what is listed, and leads to the Pack. From a Pack that is no longer in
    /// the repository that cannot be told; whoever has it checks the outcome.
    fn patches(
        &mut self,
        folder: &Path,
        list: u64,
        listed: &BTreeMap<u64, &Target>,
        pack: &[u8],
        expires: u64,
    ) {
        let Some((&oldest, _)) = listed.first_key_value() else { return };
        let earlier: BTreeMap<_, _> = patches::earlier(folder, list)
            .take_while(|(version, _)| *version >= oldest)
            .filter(|(version, _)| listed.contains_key(version))
            .collect();
        for (&version, target) in listed {
            let file = target_file(&caveat_patch::name(version), target);
            match patch(folder, &file, target, earlier.get(&version), pack) {
                Ok(()) => {
                    let by = Vec::new();
                    self.seen.push(Seen { file, role: "patch", version, expires, by });
                }
                Err(reason) => self.problems.push(Problem { file, reason }),
            }
        }
    }

    fn role<T: Role>(&mut self, read: &Read<T>, now: u64) {
        let expires = read.envelope.expires();
        let (_, _, version, _) = read.envelope.signed.head();
        self.seen.push(Seen {
            file: read.file.clone(),
            role: T::NAME,
            version,
            expires,
            by: Vec::new(),
        });
        self.expiry(&read.file, expires, now);
    }

    fn expiry(&mut self, file: &Path, at: u64, now: u64) {
        if at <= now {
            self.problems.push(Problem { file: file.to_owned(), reason: Reason::Expired { at } });
        }
    }

    /// Roots beyond a missing one are never read by anybody.
    fn gap(&mut self, folder: &Path, newest: u64) {
        let Ok(entries) = fs::read_dir(folder.join("metadata")) else { return };
        let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        let number = |name: String| name.strip_suffix(".root.json")?.parse::<u64>().ok();
        let mut beyond: Vec<u64> = names.filter_map(number).filter(|&n| n > newest).collect();
        beyond.sort_unstable();
        for version in beyond {
            self.problems
                .push(Problem { file: metadata_file::<Root>(version), reason: Reason::Gap });
        }
    }
}

fn patch(
    folder: &Path,
    file: &Path,
    target: &Target,
    old: Option<&Vec<u8>>,
    pack: &[u8],
) -> Result<(), Reason> {
    let bytes = target_bytes(folder, file, target, MAX_PATCH_BYTES as usize)?;
    let Some(old) = old else { return Ok(()) };
    let leads_to = caveat_patch::apply(old, &bytes).map_err(Reason::Patch)?;
    if leads_to == pack { Ok(()) } else { Err(Reason::Patch(PatchError::Payload)) }
}

fn pack(
    folder: &Path,
    file: &Path,
    target: &Target,
    root: &Root,
) -> Result<(Seen, Vec<u8>), Reason> {
    let bytes = target_bytes(folder, file, target, MAX_SIGNED_BYTES)?;
    let checked = signed::check(&bytes, &root.keys_of::<Targets>()).map_err(Reason::Pack)?;
    let (have, need) = (checked.by.len(), root.roles.targets.threshold);
    if have < need {
        return Err(Reason::Pack(SignedPackError::Threshold { have, need }));
    }
    let version = checked.statement.version;
    if target.custom.version != version.to_string() {
        return Err(Reason::PackVersion { metadata: target.custom.version.clone(), pack: version });
    }
    let expires = checked.statement.expires;
    let seen = Seen { file: file.to_owned(), role: "pack", version, expires, by: checked.by };
    Ok((seen, bytes))
}
