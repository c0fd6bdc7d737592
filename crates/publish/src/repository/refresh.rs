//! A new timestamp, day after day, by the one key that is online; with their keys, the roles below it too.

use super::pack::{add_timestamp, add_upward, next, not_expired};
use super::sign::{enough, sign};
use super::walk::State;
use super::{Plan, Repository, RepositoryError, Terms};
use crate::keys::KeyRing;
use crate::metadata::{Role, Snapshot, Targets, meta};

impl Repository {
    /// Renews the timestamp, and those of snapshot and targets whose private keys are given. What is
    /// not renewed must still hold: nobody shall learn from clients that it does not.
    ///
    /// # Errors
    /// When something else has expired, or keys are missing.
    pub fn refresh(&self, ring: &KeyRing<'_>, terms: &Terms) -> Result<Plan, RepositoryError> {
        let state = State::read(self.folder())?;
        not_expired("root", state.root_expires(), terms)?;
        let root = state.root();
        let by = [root];
        let old = &state.targets.envelope;
        let renews_targets = has_key::<Targets>(&state, ring) || old.check(root).is_err();
        let renews_snapshot = renews_targets
            || has_key::<Snapshot>(&state, ring)
            || state.snapshot.envelope.check(root).is_err();
        let mut plan = Plan::default();
        if renews_targets {
            let mut targets = old.signed.clone();
            targets.version = next(targets.version)?;
            targets.set_expires(crate::time::text(terms.end(terms.lifetimes.targets)));
            let targets = enough(sign(targets, &by, ring)?, &by)?;
            add_upward(&mut plan, &state, Some(&targets), &by, ring, terms)?;
            return Ok(plan);
        }
        not_expired("targets", old.expires(), terms)?;
        if renews_snapshot {
            add_upward(&mut plan, &state, None, &by, ring, terms)?;
            return Ok(plan);
        }
        not_expired("snapshot", state.snapshot.envelope.expires(), terms)?;
        let snapshot = meta(state.snapshot.envelope.signed.version, &state.snapshot.bytes);
        add_timestamp(&mut plan, &state, snapshot, &by, ring, terms)?;
        Ok(plan)
    }
}

fn has_key<T: Role>(state: &State, ring: &KeyRing<'_>) -> bool {
    state.root().keys_of::<T>().iter().any(|key| ring.can_sign(key))
}
