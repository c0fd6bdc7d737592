//! A new Pack for everybody.

use std::collections::BTreeMap;

use super::patches;
use super::sign::{Drafting, enough, sign, sign_draft, standing};
use super::walk::{State, TIMESTAMP, metadata_file, target_file};
use super::{Draft, Outcome, Plan, Repository, RepositoryError, Terms};
use crate::keys::KeyRing;
use crate::metadata::{
    Custom, Envelope, Role, Root, Snapshot, TARGET, Target, Targets, Timestamp, hashes, meta,
};
use crate::signed::{self, SignedPackError};

impl Repository {
    /// Publishes a signed Pack.
    ///
    /// # Errors
    /// When clients would refuse it, or the keys at hand are too few.
    pub fn pack(
        &self,
        bytes: &[u8],
        ring: &KeyRing<'_>,
        terms: &Terms,
        drafting: Drafting<'_>,
    ) -> Result<Outcome, RepositoryError> {
        let state = State::read(self.folder())?;
        not_expired("root", state.root_expires(), terms)?;
        let root = state.root();
        let version = fit_to_publish(bytes, root, terms)?;
        if let Some(published) = state.published().filter(|&published| version <= published) {
            return Err(RepositoryError::NotNewer { published, given: version });
        }
        let target = Target {
            length: bytes.len() as u64,
            hashes: hashes(bytes),
            custom: Custom { version: version.to_string() },
        };
        let file = target_file(TARGET, &target);
        let newest_list = state.targets.envelope.signed.version;
        let patches = patches::make(self.folder(), newest_list, bytes, &target.custom);
        let mut listed = BTreeMap::from([(TARGET.to_owned(), target)]);
        listed.extend(patches.iter().map(|patch| (patch.name.clone(), patch.target.clone())));
        let targets = Targets::new(next(newest_list)?, terms.end(terms.lifetimes.targets), listed);
        let targets = sign_draft(targets, drafting, &[root], ring, terms)?;
        let (have, need) = standing(&targets, &[root])?;
        let can_finish =
            have >= need && can_sign::<Snapshot>(root, ring) && can_sign::<Timestamp>(root, ring);
        if !can_finish && !matches!(drafting, Drafting::Off) {
            return Ok(Outcome::Draft(Draft {
                bytes: targets.write(),
                role: Targets::NAME,
                have,
                need,
            }));
        }
        let targets = enough(targets, &[root])?;
        let mut plan = Plan::default();
        plan.add(file, bytes.to_owned());
        for patch in patches {
            plan.add(target_file(&patch.name, &patch.target), patch.bytes);
        }
        add_upward(&mut plan, &state, Some(&targets), &[root], ring, terms)?;
        Ok(Outcome::Ready(plan))
    }
}

/// The version of a signed Pack that clients will take.
fn fit_to_publish(bytes: &[u8], root: &Root, terms: &Terms) -> Result<u64, RepositoryError> {
    let checked = signed::check(bytes, &root.keys_of::<Targets>())?;
    let need = root.roles.targets.threshold;
    if checked.by.len() < need {
        return Err(SignedPackError::Threshold { have: checked.by.len(), need }.into());
    }
    if checked.statement.expires <= terms.now {
        return Err(SignedPackError::Expired { at: checked.statement.expires }.into());
    }
    Ok(checked.statement.version)
}

fn can_sign<T: Role>(root: &Root, ring: &KeyRing<'_>) -> bool {
    root.keys_of::<T>().iter().any(|key| ring.can_sign(key))
}

pub(super) fn not_expired(
    role: &'static str,
    at: u64,
    terms: &Terms,
) -> Result<(), RepositoryError> {
    if at <= terms.now { Err(RepositoryError::Expired { role, at }) } else { Ok(()) }
}

/// The version after this one.
pub(super) fn next(version: u64) -> Result<u64, RepositoryError> {
    version.checked_add(1).ok_or(RepositoryError::Version)
}

/// Adds new targets, if there are any, and a new snapshot and timestamp above them. They must be
/// signed for the first of these roots, and are signed for the others as far as the keys allow it.
pub(super) fn add_upward(
    plan: &mut Plan,
    state: &State,
    targets: Option<&Envelope<Targets>>,
    by: &[&Root],
    ring: &KeyRing<'_>,
    terms: &Terms,
) -> Result<(), RepositoryError> {
    let described = match targets {
        Some(targets) => {
            let (bytes, version) = (targets.write(), targets.signed.version);
            let described = meta(version, &bytes);
            plan.add(metadata_file::<Targets>(version), bytes);
            described
        }
        None => meta(state.targets.envelope.signed.version, &state.targets.bytes),
    };
    let version = next(state.snapshot.envelope.signed.version)?;
    let names = BTreeMap::from([("targets.json".to_owned(), described)]);
    let snapshot = Snapshot::new(version, terms.end(terms.lifetimes.snapshot), names);
    let snapshot = enough(sign(snapshot, by, ring)?, &by[..1])?.write();
    plan.add(metadata_file::<Snapshot>(version), snapshot.clone());
    add_timestamp(plan, state, meta(version, &snapshot), by, ring, terms)
}

/// Adds a new timestamp that vouches for this snapshot.
pub(super) fn add_timestamp(
    plan: &mut Plan,
    state: &State,
    snapshot: crate::metadata::Meta,
    by: &[&Root],
    ring: &KeyRing<'_>,
    terms: &Terms,
) -> Result<(), RepositoryError> {
    let version = next(state.timestamp.envelope.signed.version)?;
    let names = BTreeMap::from([("snapshot.json".to_owned(), snapshot)]);
    let timestamp = Timestamp::new(version, terms.end(terms.lifetimes.timestamp), names);
    plan.add(TIMESTAMP, enough(sign(timestamp, by, ring)?, &by[..1])?.write());
    Ok(())
}
