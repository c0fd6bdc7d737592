//! A new repository: the first root, and roles that say nothing yet.

use std::collections::BTreeMap;
use std::path::Path;

use super::sign::{enough, sign};
use super::walk::{TIMESTAMP, metadata_file};
use super::{Plan, ROOT_THRESHOLD, RepositoryError, TARGETS_THRESHOLD, Terms};
use crate::keys::{KeyRing, PublicKey};
use crate::metadata::{Role, RoleKeys, Roles, Root, Snapshot, Targets, Timestamp, meta};

/// The first files of a repository in `folder`. Keys have their roles by the names of their files:
/// `root-*`, `publisher-*`, `snapshot`, `timestamp`.
///
/// # Errors
/// When keys are missing, or there is a repository already.
pub fn init(folder: &Path, ring: &KeyRing<'_>, terms: &Terms) -> Result<Plan, RepositoryError> {
    let first = folder.join(metadata_file::<Root>(1));
    if first.exists() {
        return Err(RepositoryError::Exists { path: first });
    }
    let root = first_root(ring, terms)?;
    let by = [&root];
    let root_file = enough(sign(root.clone(), &by, ring)?, &by)?.write();
    let targets = Targets::new(1, terms.end(terms.lifetimes.targets), BTreeMap::new());
    let targets = enough(sign(targets, &by, ring)?, &by)?.write();
    let mut plan = Plan::default();
    plan.add(metadata_file::<Targets>(1), targets.clone());
    let names = BTreeMap::from([("targets.json".to_owned(), meta(1, &targets))]);
    let snapshot = Snapshot::new(1, terms.end(terms.lifetimes.snapshot), names);
    let snapshot = enough(sign(snapshot, &by, ring)?, &by)?.write();
    plan.add(metadata_file::<Snapshot>(1), snapshot.clone());
    let names = BTreeMap::from([("snapshot.json".to_owned(), meta(1, &snapshot))]);
    let timestamp = Timestamp::new(1, terms.end(terms.lifetimes.timestamp), names);
    plan.add(TIMESTAMP, enough(sign(timestamp, &by, ring)?, &by)?.write());
    // Last: with it, there is a repository.
    plan.add(metadata_file::<Root>(1), root_file);
    Ok(plan)
}

fn first_root(ring: &KeyRing<'_>, terms: &Terms) -> Result<Root, RepositoryError> {
    let mut keys = BTreeMap::new();
    let mut role = |name: &'static str, is_many: bool, threshold: usize| {
        let is_of_role = |n: &str| if is_many { n.starts_with(name) } else { n == name };
        let of_role = ring.keys().iter().filter(|key| is_of_role(&key.name));
        let mut found: Vec<(&str, PublicKey)> =
            of_role.map(|key| (key.name.as_str(), key.public)).collect();
        found.sort();
        if found.len() < threshold {
            return Err(RepositoryError::TooFewKeys { name, have: found.len(), need: threshold });
        }
        let mut keyids = Vec::new();
        for (_, key) in found {
            keyids.push(key.tuf_id());
            keys.insert(key.tuf_id(), key.tuf());
        }
        Ok(RoleKeys { keyids, threshold })
    };
    let roles = Roles {
        root: role("root-", true, ROOT_THRESHOLD)?,
        targets: role("publisher-", true, TARGETS_THRESHOLD)?,
        snapshot: role(Snapshot::NAME, false, 1)?,
        timestamp: role(Timestamp::NAME, false, 1)?,
    };
    Ok(Root::new(1, terms.end(terms.lifetimes.root), true, keys, roles))
}
