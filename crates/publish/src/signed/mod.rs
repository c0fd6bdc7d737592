//! A Pack becomes a signed Pack, and is checked as one. Layout: [`caveat_pack::signed`].

mod error;

use caveat_pack::signed::{MAX_SIGNATURES, PackSignature, SignedError, SignedPack, Statement};
use caveat_pack::{Pack, PackError, PartKind};
use caveat_patch::gzip;
use sha2::{Digest, Sha256};

use crate::keys::{KeyRing, PublicKey};

pub use error::SignedPackError;

/// Publishers that must have signed before anybody's browser takes a Pack into use.
pub const THRESHOLD: usize = 2;

/// Days that a signed Pack may be taken into use, unless told otherwise: as long as the repository's
/// list of targets holds.
pub const VALID_DAYS: u64 = 90;

/// A signed Pack that is what its publishers signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What they signed.
    pub statement: Statement,
    /// Who of those that are known; each once.
    pub by: Vec<PublicKey>,
    /// Signatures of keys that are not known.
    pub unknown: usize,
    /// The Pack, unpacked.
    pub pack: Vec<u8>,
}

/// Whether these bytes are meant to be a signed Pack, sound or not.
pub fn is_signed(bytes: &[u8]) -> bool {
    !matches!(SignedPack::read(bytes), Err(SignedError::NotSigned))
}

/// Signs a Pack with every private key of the ring. The same Pack, times and keys give the same bytes.
///
/// # Errors
/// When the Pack is no good, or there is no key.
pub fn sign(
    pack: &[u8],
    made: u64,
    expires: u64,
    ring: &KeyRing<'_>,
) -> Result<Vec<u8>, SignedPackError> {
    if expires <= made {
        return Err(SignedPackError::Times);
    }
    let version = read_rules(pack)?;
    let payload = gzip::pack(pack);
    let statement = Statement {
        made,
        expires,
        version,
        packed: u32::try_from(payload.len())
            .map_err(|_| SignedPackError::Pack(PackError::TooLarge))?,
        unpacked: u32::try_from(pack.len())
            .map_err(|_| SignedPackError::Pack(PackError::TooLarge))?,
        sha256: Sha256::digest(&payload).into(),
    };
    let mut signed = SignedPack { statement, signatures: Vec::new(), payload: &payload };
    add_signatures(&mut signed, ring)?;
    Ok(signed.write())
}

/// Adds the signatures of the ring's private keys to a signed Pack, once those that it has are
/// found to be right. `same_as` is the Pack that the signer has built: what they sign must hold it.
///
/// # Errors
/// When anything in it is not as it should be, or no signature would be added.
pub fn add(
    bytes: &[u8],
    ring: &KeyRing<'_>,
    publishers: &[PublicKey],
    same_as: Option<&[u8]>,
    now: u64,
) -> Result<Vec<u8>, SignedPackError> {
    let checked = check(bytes, publishers)?;
    if checked.unknown > 0 {
        return Err(SignedPackError::Unknown);
    }
    if checked.statement.expires <= now {
        return Err(SignedPackError::Expired { at: checked.statement.expires });
    }
    if same_as.is_some_and(|pack| pack != checked.pack) {
        return Err(SignedPackError::Differs);
    }
    let mut signed = SignedPack::read(bytes)?;
    add_signatures(&mut signed, ring)?;
    Ok(signed.write())
}

fn add_signatures(signed: &mut SignedPack<'_>, ring: &KeyRing<'_>) -> Result<(), SignedPackError> {
    let bytes = signed.statement.signed_bytes();
    let before = signed.signatures.len();
    for key in ring.keys() {
        let id = key.public.pack_id();
        if signed.signatures.iter().any(|s| s.key == id) {
            continue;
        }
        if let Some(signature) = ring.sign(&key.public, &bytes)? {
            signed.signatures.push(PackSignature { key: id, signature });
        }
    }
    if signed.signatures.len() == before {
        return Err(SignedPackError::NothingToAdd);
    }
    if signed.signatures.len() > MAX_SIGNATURES {
        return Err(SignedPackError::Layout(SignedError::TooLarge));
    }
    // One order, whoever signed first.
    signed.signatures.sort_by_key(|s| s.key);
    Ok(())
}

/// Checks everything about a signed Pack but how many signed it and whether it has expired.
///
/// # Errors
/// One [`SignedPackError`] for each way it can be wrong. A signature of a key that is not known is
/// none.
pub fn check(bytes: &[u8], publishers: &[PublicKey]) -> Result<Checked, SignedPackError> {
    let signed = SignedPack::read(bytes)?;
    let statement = signed.statement;
    let mut by = Vec::new();
    let mut unknown = 0;
    for signature in &signed.signatures {
        let Some(key) = publishers.iter().find(|key| key.pack_id() == signature.key) else {
            unknown += 1;
            continue;
        };
        if !key.has_signed(&statement.signed_bytes(), &signature.signature) {
            return Err(SignedPackError::Signature { key: *key });
        }
        if !by.contains(key) {
            by.push(*key);
        }
    }
    if Sha256::digest(signed.payload)[..] != statement.sha256 {
        return Err(SignedPackError::Hash);
    }
    if statement.expires <= statement.made {
        return Err(SignedPackError::Times);
    }
    let pack = gzip::unpack(signed.payload, statement.unpacked as usize)
        .map_err(|_| SignedPackError::Gzip)?;
    let version = read_rules(&pack)?;
    if version != statement.version {
        return Err(SignedPackError::Version { pack: version, statement: statement.version });
    }
    Ok(Checked { statement, by, unknown, pack })
}

/// Reads a Pack as the engine will, and says its version.
fn read_rules(bytes: &[u8]) -> Result<u64, SignedPackError> {
    let pack = Pack::read(bytes)?;
    caveat_pack::decode_rules(&pack)?;
    for part in pack.parts.iter().filter(|p| p.kind == PartKind::Texts.number()) {
        caveat_pack::decode_texts(&pack, part.language())?;
    }
    Ok(pack.version)
}
