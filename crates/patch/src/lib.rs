//! From one signed Pack to the next: what has changed between them, as a small file.
//!
//! ```text
//! 0   8  magic "CAVEATPT"
//! 8   2  format, 1
//! 10  2  reserved, 0
//! 12  32 SHA-256 of the old Pack, unpacked
//! 44  4  length of the head
//! 48  .. head: the new signed Pack up to its payload
//! ..     one zstd frame: the new Pack, unpacked, with the old one before it as prefix; nothing after it
//! ```
//! All numbers are little endian. What is rebuilt is the new signed Pack bit for bit, so that its
//! hash is checked as if it had been fetched whole: a patch is believed in nothing.

mod error;
mod frame;
pub mod gzip;

use caveat_pack::signed::{SignedPack, Statement};
use sha2::{Digest, Sha256};

pub use error::PatchError;

/// The layout that this program writes and reads.
pub const PATCH_FORMAT: u16 = 1;

/// Largest patch that anybody fetches. Ours are 30 KiB; beyond this the whole Pack is near.
pub const MAX_PATCH_BYTES: u64 = 1 << 20;
/// The Pack must be larger than its patch by this factor: below, one more request and the work are
/// not worth it.
pub const WORTH: u64 = 3;

const MAGIC: &[u8; 8] = b"CAVEATPT";
/// What stands before the head.
const FIXED: usize = 48;

/// The name under which the patch from this version to the newest is listed.
pub fn name(from: u64) -> String {
    format!("from-{from}.patch")
}

/// The version that a patch of this name leads on from; none when it is no such name.
pub fn version(listed: &str) -> Option<u64> {
    let from = listed.strip_prefix("from-")?.strip_suffix(".patch")?.parse().ok()?;
    (name(from) == listed).then_some(from)
}

/// Whether a patch of so many bytes is better than so many of the whole Pack.
pub fn is_worth(patch: u64, whole: u64) -> bool {
    patch <= MAX_PATCH_BYTES && patch.saturating_mul(WORTH) <= whole
}

/// The patch that leads from one signed Pack to another. The same two give the same bytes, as long
/// as it is the same version of zstd that makes them.
///
/// # Errors
/// When one of them is no signed Pack, or is packed otherwise than `caveat sign` does it.
pub fn make(old: &[u8], new: &[u8]) -> Result<Vec<u8>, PatchError> {
    let base = unpack(old).map_err(|_| PatchError::Old)?;
    let unpacked = unpack(new).map_err(|_| PatchError::New)?;
    let (_, begin) = SignedPack::head(new).map_err(|_| PatchError::New)?;
    let head = &new[..begin];
    let mut patch = Vec::new();
    patch.extend_from_slice(MAGIC);
    patch.extend_from_slice(&PATCH_FORMAT.to_le_bytes());
    patch.extend_from_slice(&[0; 2]);
    patch.extend_from_slice(&Sha256::digest(&base));
    patch.extend_from_slice(&(begin as u32).to_le_bytes());
    patch.extend_from_slice(head);
    patch.extend_from_slice(&frame::make(&base, &unpacked)?);
    // Whoever packed it otherwise can have no patch: nobody would get the same bytes.
    if apply(old, &patch).is_ok_and(|built| built == new) {
        Ok(patch)
    } else {
        Err(PatchError::New)
    }
}

/// The signed Pack that a patch leads to from an old one. Whether it is the one that is wanted is
/// the caller's to check, by its hash.
///
/// # Errors
/// One [`PatchError`] for each way it can be wrong. Never panics, and never takes more memory than
/// for two Packs of the largest size, packed and unpacked.
pub fn apply(old: &[u8], patch: &[u8]) -> Result<Vec<u8>, PatchError> {
    let Parts { base, head, statement, frame } = Parts::read(patch)?;
    let old = unpack(old).map_err(|_| PatchError::Old)?;
    if Sha256::digest(&old)[..] != *base {
        return Err(PatchError::OtherBase);
    }
    let unpacked = frame::read(&old, frame, statement.unpacked as usize)?;
    let payload = gzip::pack(&unpacked);
    if payload.len() != statement.packed as usize
        || Sha256::digest(&payload)[..] != statement.sha256
    {
        return Err(PatchError::Payload);
    }
    Ok([head, &payload].concat())
}

/// A patch laid out.
struct Parts<'a> {
    base: &'a [u8],
    head: &'a [u8],
    statement: Statement,
    frame: &'a [u8],
}

impl<'a> Parts<'a> {
    fn read(patch: &'a [u8]) -> Result<Parts<'a>, PatchError> {
        if patch.get(..8) != Some(MAGIC) {
            return Err(PatchError::NoPatch);
        }
        let (fixed, rest) = patch.split_at_checked(FIXED).ok_or(PatchError::Length)?;
        let format = u16::from_le_bytes([fixed[8], fixed[9]]);
        if format != PATCH_FORMAT || fixed[10..12] != [0; 2] {
            return Err(PatchError::Format { found: format });
        }
        let length = u32::from_le_bytes([fixed[44], fixed[45], fixed[46], fixed[47]]);
        let (head, frame) = rest.split_at_checked(length as usize).ok_or(PatchError::Length)?;
        match SignedPack::head(head) {
            Ok((statement, begin)) if begin == head.len() => {
                Ok(Parts { base: &fixed[12..44], head, statement, frame })
            }
            _ => Err(PatchError::Head),
        }
    }
}

/// The Pack in a signed Pack. Its signatures are nothing to us.
fn unpack(signed: &[u8]) -> Result<Vec<u8>, PatchError> {
    let signed = SignedPack::read(signed).map_err(|_| PatchError::Old)?;
    gzip::unpack(signed.payload, signed.statement.unpacked as usize).map_err(|_| PatchError::Old)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written_and_in_no_other_way() {
        assert_eq!(name(2_026_112_301), "from-2026112301.patch");
        assert_eq!(version("from-2026112301.patch"), Some(2_026_112_301));
        assert_eq!(version("from-18446744073709551615.patch"), Some(u64::MAX));
        for other in [
            "from-.patch",
            "from-07.patch",
            "from-+7.patch",
            "from-18446744073709551616.patch",
            "from-7.patch.patch",
            "from-7",
            "7.patch",
            "../from-7.patch",
            "caveat.caveat",
        ] {
            assert_eq!(version(other), None, "{other}");
        }
    }

    #[test]
    fn a_patch_is_worth_it_when_it_is_small() {
        assert!(is_worth(100, 300) && !is_worth(101, 300));
        assert!(is_worth(MAX_PATCH_BYTES, 1 << 30) && !is_worth(MAX_PATCH_BYTES + 1, 1 << 30));
        assert!(!is_worth(u64::MAX, u64::MAX));
    }
}
