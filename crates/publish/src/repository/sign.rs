//! Signs metadata with the keys at hand. Where those are too few, a draft goes from one holder of a key
//! to the next.

use super::{RepositoryError, Terms};
use crate::keys::KeyRing;
use crate::metadata::{Envelope, Role, RoleSignature, Root};
use crate::time;

/// Metadata that others must still sign. A repository never holds one.
#[derive(Debug)]
pub struct Draft {
    /// The draft's file.
    pub bytes: Vec<u8>,
    /// Whose signatures are missing.
    pub role: &'static str,
    /// How many there are.
    pub have: usize,
    /// How many must be.
    pub need: usize,
}

/// Whether a change may end in a draft, and the draft that it goes on from.
#[derive(Clone, Copy, Debug)]
pub enum Drafting<'a> {
    /// All keys must be at hand.
    Off,
    /// Start one if they are not.
    New,
    /// Go on with this one.
    From(&'a [u8]),
}

/// Signs with every private key of the ring that one of these roots names for the role.
pub(super) fn sign<T: Role>(
    signed: T,
    by: &[&Root],
    ring: &KeyRing<'_>,
) -> Result<Envelope<T>, RepositoryError> {
    let mut envelope = Envelope { signatures: Vec::new(), signed };
    add_signatures(&mut envelope, by, ring)?;
    Ok(envelope)
}

/// The same for metadata that goes from hand to hand. What the draft holds must be what this call
/// would have signed by itself; only its end may be earlier, as it was begun earlier.
pub(super) fn sign_draft<T: Role>(
    fresh: T,
    drafting: Drafting<'_>,
    by: &[&Root],
    ring: &KeyRing<'_>,
    terms: &Terms,
) -> Result<Envelope<T>, RepositoryError> {
    let Drafting::From(bytes) = drafting else { return sign(fresh, by, ring) };
    let mut envelope = Envelope::<T>::read(bytes).map_err(RepositoryError::DraftReason)?;
    for root in by {
        envelope.count(root).map_err(RepositoryError::DraftReason)?;
    }
    let end = envelope.expires();
    let mut expected = fresh;
    let latest = time::read(expected.head().3).unwrap_or(0);
    expected.set_expires(time::text(end));
    if expected != envelope.signed || end <= terms.now || end > latest {
        return Err(RepositoryError::DraftDiffers);
    }
    add_signatures(&mut envelope, by, ring)?;
    Ok(envelope)
}

fn add_signatures<T: Role>(
    envelope: &mut Envelope<T>,
    by: &[&Root],
    ring: &KeyRing<'_>,
) -> Result<(), RepositoryError> {
    let bytes = envelope.signed_bytes();
    for key in by.iter().flat_map(|root| root.keys_of::<T>()) {
        let keyid = key.tuf_id();
        if envelope.signatures.iter().any(|s| s.keyid == keyid) {
            continue;
        }
        if let Some(signature) = ring.sign(&key, &bytes)? {
            envelope.signatures.push(RoleSignature { keyid, sig: crate::keys::hex(&signature) });
        }
    }
    Ok(())
}

/// How many signatures metadata has and needs, by the root where most are missing.
pub(super) fn standing<T: Role>(
    envelope: &Envelope<T>,
    by: &[&Root],
) -> Result<(usize, usize), RepositoryError> {
    let mut worst: (usize, usize) = (0, 0);
    for root in by {
        let have = envelope.count(root).map_err(RepositoryError::DraftReason)?;
        let need = T::keys(&root.roles).threshold;
        if worst == (0, 0) || need.saturating_sub(have) > worst.1.saturating_sub(worst.0) {
            worst = (have, need);
        }
    }
    Ok(worst)
}

/// Passes metadata that has enough signatures for every one of these roots.
pub(super) fn enough<T: Role>(
    envelope: Envelope<T>,
    by: &[&Root],
) -> Result<Envelope<T>, RepositoryError> {
    let (have, need) = standing(&envelope, by)?;
    if have < need {
        return Err(RepositoryError::TooFewSignatures { role: T::NAME, have, need });
    }
    Ok(envelope)
}
