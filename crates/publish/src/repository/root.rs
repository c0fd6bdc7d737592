//! The next root: a new end, exchanged keys.

use super::pack::{add_timestamp, add_upward, next};
use super::sign::{Drafting, enough, sign, sign_draft, standing};
use super::walk::{State, TIMESTAMP, metadata_file};
use super::{Draft, Outcome, Plan, Repository, RepositoryError, Terms};
use crate::keys::{KeyRing, PublicKey};
use crate::metadata::{Role, RoleKeys, Root, Targets, meta};
use crate::time;

/// A key that takes another one's place.
#[derive(Clone, Copy, Debug)]
pub struct Replacement {
    /// Lost, stolen, or its holder has left.
    pub old: PublicKey,
    /// In its place.
    pub new: PublicKey,
}

impl Repository {
    /// Makes the next root, signed by enough keys of the old one and of itself, and signs anew what
    /// would not hold under it.
    ///
    /// # Errors
    /// When keys are missing, or a replacement makes no sense.
    pub fn root(
        &self,
        replacements: &[Replacement],
        ring: &KeyRing<'_>,
        terms: &Terms,
        drafting: Drafting<'_>,
    ) -> Result<Outcome, RepositoryError> {
        let state = State::read(self.folder())?;
        let old = state.root();
        let mut root = old.clone();
        root.version = next(old.version)?;
        root.set_expires(time::text(terms.end(terms.lifetimes.root)));
        for replacement in replacements {
            replace(&mut root, replacement)?;
        }
        root.check_keys().map_err(RepositoryError::DraftReason)?;
        let by = [&root, old];
        let envelope = sign_draft(root.clone(), drafting, &by, ring, terms)?;
        let (have, need) = standing(&envelope, &by)?;
        if have < need && !matches!(drafting, Drafting::Off) {
            return Ok(Outcome::Draft(Draft {
                bytes: envelope.write(),
                role: Root::NAME,
                have,
                need,
            }));
        }
        let draft = Draft { bytes: envelope.write(), role: Root::NAME, have, need };
        let file = enough(envelope, &by)?.write();
        // Signed with old and new keys, what lies below the root holds before the root is changed
        // and after it. Where an old key is lost that cannot be: then the root goes first, and
        // clients that come before the timestamp is there keep what they have.
        let mut plan = match below(&state, &by, ring, terms) {
            Err(RepositoryError::TooFewSignatures { .. }) if !matches!(drafting, Drafting::Off) => {
                return Ok(Outcome::Draft(draft));
            }
            plan => plan?,
        };
        let timestamp =
            plan.files().last().filter(|(path, _)| path.as_os_str() == TIMESTAMP).cloned();
        match timestamp {
            Some((path, bytes)) if !holds_under_old(&plan, old) => {
                let mut ordered = Plan::default();
                for (path, bytes) in plan.files().iter().filter(|(p, _)| *p != path) {
                    ordered.add(path, bytes.clone());
                }
                ordered.add(metadata_file::<Root>(root.version), file);
                ordered.add(path, bytes);
                Ok(Outcome::Ready(ordered))
            }
            _ => {
                plan.add(metadata_file::<Root>(root.version), file);
                Ok(Outcome::Ready(plan))
            }
        }
    }
}

/// New metadata for the roles that would not hold under the first of these roots.
fn below(
    state: &State,
    by: &[&Root],
    ring: &KeyRing<'_>,
    terms: &Terms,
) -> Result<Plan, RepositoryError> {
    let mut plan = Plan::default();
    let new = by[0];
    let targets = &state.targets.envelope;
    if targets.check(new).is_err() {
        let mut targets = targets.signed.clone();
        targets.version = next(targets.version)?;
        targets.set_expires(time::text(terms.end(terms.lifetimes.targets)));
        let targets = enough(sign(targets, by, ring)?, &by[..1])?;
        add_upward(&mut plan, state, Some(&targets), by, ring, terms)?;
    } else if state.snapshot.envelope.check(new).is_err() {
        add_upward(&mut plan, state, None, by, ring, terms)?;
    } else if state.timestamp.envelope.check(new).is_err() {
        let snapshot = meta(state.snapshot.envelope.signed.version, &state.snapshot.bytes);
        add_timestamp(&mut plan, state, snapshot, by, ring, terms)?;
    }
    Ok(plan)
}

/// Whether clients that know only the old root believe everything in the plan.
fn holds_under_old(plan: &Plan, old: &Root) -> bool {
    use crate::metadata::{Envelope, Snapshot, Timestamp};
    fn holds<T: Role>(bytes: &[u8], old: &Root) -> bool {
        Envelope::<T>::read(bytes).is_ok_and(|envelope| envelope.check(old).is_ok())
    }
    plan.files().iter().all(|(path, bytes)| {
        let name = path.to_string_lossy();
        match name.as_ref() {
            TIMESTAMP => holds::<Timestamp>(bytes, old),
            name if name.ends_with(".snapshot.json") => holds::<Snapshot>(bytes, old),
            _ => holds::<Targets>(bytes, old),
        }
    })
}

fn replace(root: &mut Root, replacement: &Replacement) -> Result<(), RepositoryError> {
    let (old, new) = (replacement.old.tuf_id(), replacement.new.tuf_id());
    if !root.keys.contains_key(&old) {
        return Err(RepositoryError::NoRole { public: replacement.old.hex() });
    }
    if root.keys.contains_key(&new) {
        return Err(RepositoryError::SharedKey { public: replacement.new.hex() });
    }
    root.keys.remove(&old);
    root.keys.insert(new.clone(), replacement.new.tuf());
    let roles = &mut root.roles;
    let each: [&mut RoleKeys; 4] =
        [&mut roles.root, &mut roles.targets, &mut roles.snapshot, &mut roles.timestamp];
    for role in each {
        for keyid in role.keyids.iter_mut().filter(|keyid| **keyid == old) {
            keyid.clone_from(&new);
        }
    }
    Ok(())
}
