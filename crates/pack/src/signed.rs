//! A signed Pack: what travels. A statement, the publishers' signatures below it, and the Pack in gzip.
//!
//! ```text
//! 0   8  magic "CAVEATSP"
//! 8   2  format, 1
//! 10  2  number of signatures
//! 12  8  made, seconds since 1970        }
//! 20  8  expires, seconds since 1970     }
//! 28  8  version of the Pack             }  the statement
//! 36  4  length of the payload           }
//! 40  4  length of the Pack, unpacked    }
//! 44  32 SHA-256 of the payload          }
//! 76  96 per signature: key id [u8; 32], Ed25519 signature [u8; 64]
//! ..     payload: the Pack in gzip, nothing after it
//! ```
//! All numbers are little endian. What is signed are the bytes of [`CONTEXT`] and then the 64 of the
//! statement; a key's id is the SHA-256 of its 32 bytes. The hash is taken of the payload as it
//! travels, so that nothing is unpacked that nobody has signed. Here is the layout alone: hashing
//! and checking is for those who have the means (the browser's WebCrypto, `caveat-publish`).

use crate::container::MAX_BYTES;

/// What stands before the statement in the bytes that are signed, so that no signature made for
/// anything else is one for a Pack.
pub const CONTEXT: &[u8] = b"caveat signed pack 1\n";

/// The layout that this program writes and reads.
pub const SIGNED_FORMAT: u16 = 1;

/// Most signatures read. There are three publishers; more come and go when keys change.
pub const MAX_SIGNATURES: usize = 16;

/// Largest signed Pack, in bytes: a Pack that does not get smaller by gzip, and what stands around it.
pub const MAX_SIGNED_BYTES: usize = MAX_BYTES + (64 << 10);

const MAGIC: &[u8; 8] = b"CAVEATSP";
const STATEMENT: std::ops::Range<usize> = 12..76;
const SIGNATURE: usize = 96;

/// What publishers put their names to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement {
    /// When it was made, seconds since 1970.
    pub made: u64,
    /// From when on it must not be taken into use any more, seconds since 1970.
    pub expires: u64,
    /// The Pack's version, as in its own header.
    pub version: u64,
    /// Bytes of the payload.
    pub packed: u32,
    /// Bytes of the Pack when it is unpacked, at most [`MAX_BYTES`].
    pub unpacked: u32,
    /// SHA-256 of the payload.
    pub sha256: [u8; 32],
}

/// One publisher's signature below a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackSignature {
    /// SHA-256 of the public key's 32 bytes.
    pub key: [u8; 32],
    /// Ed25519 over [`Statement::signed_bytes`].
    pub signature: [u8; 64],
}

/// A signed Pack laid out. Nothing is checked but its shape: whoever uses it checks the signatures
/// and the payload's hash first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedPack<'a> {
    /// What is signed.
    pub statement: Statement,
    /// By whom, in the file's order.
    pub signatures: Vec<PackSignature>,
    /// The Pack in gzip.
    pub payload: &'a [u8],
}

/// Why bytes are not a signed Pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedError {
    /// Does not begin as one.
    NotSigned,
    /// Of a layout that this program does not know.
    Format {
        /// The layout's number.
        found: u16,
    },
    /// Shorter or longer than it says.
    Length,
    /// Beyond [`MAX_SIGNATURES`], [`MAX_BYTES`] or [`MAX_SIGNED_BYTES`].
    TooLarge,
}

impl std::fmt::Display for SignedError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            SignedError::NotSigned => f.write_str("not a signed Pack"),
            SignedError::Format { found } => {
                write!(f, "a signed Pack of layout {found}; this program knows {SIGNED_FORMAT}")
            }
            SignedError::Length => f.write_str("shorter or longer than it says: cut, or damaged"),
            SignedError::TooLarge => f.write_str("larger than any signed Pack may be"),
        }
    }
}

impl std::error::Error for SignedError {}

impl Statement {
    fn bytes(&self) -> [u8; 64] {
        let mut bytes = [0; 64];
        bytes[0..8].copy_from_slice(&self.made.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.expires.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.version.to_le_bytes());
        bytes[24..28].copy_from_slice(&self.packed.to_le_bytes());
        bytes[28..32].copy_from_slice(&self.unpacked.to_le_bytes());
        bytes[32..64].copy_from_slice(&self.sha256);
        bytes
    }

    /// The bytes that a publisher signs.
    pub fn signed_bytes(&self) -> Vec<u8> {
        [CONTEXT, &self.bytes()].concat()
    }

    fn read(bytes: &[u8]) -> Option<Statement> {
        let u64_at = |at: usize| Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?));
        let u32_at = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        Some(Statement {
            made: u64_at(0)?,
            expires: u64_at(8)?,
            version: u64_at(16)?,
            packed: u32_at(24)?,
            unpacked: u32_at(28)?,
            sha256: bytes.get(32..64)?.try_into().ok()?,
        })
    }
}

impl<'a> SignedPack<'a> {
    /// What is signed, and where the payload begins: all that can be known from a signed Pack's
    /// first bytes. Whether those before the payload are there is for who goes on reading.
    ///
    /// # Errors
    /// As [`SignedPack::read`].
    pub fn head(bytes: &[u8]) -> Result<(Statement, usize), SignedError> {
        if bytes.get(..8) != Some(MAGIC) {
            return Err(SignedError::NotSigned);
        }
        let u16_at = |at: usize| match bytes.get(at..at + 2) {
            Some(&[low, high]) => Ok(u16::from_le_bytes([low, high])),
            _ => Err(SignedError::Length),
        };
        let format = u16_at(8)?;
        if format != SIGNED_FORMAT {
            return Err(SignedError::Format { found: format });
        }
        let count = usize::from(u16_at(10)?);
        let statement =
            bytes.get(STATEMENT).and_then(Statement::read).ok_or(SignedError::Length)?;
        if count > MAX_SIGNATURES || statement.unpacked as usize > MAX_BYTES {
            return Err(SignedError::TooLarge);
        }
        Ok((statement, STATEMENT.end + count * SIGNATURE))
    }

    /// Lays out a signed Pack.
    ///
    /// # Errors
    /// One [`SignedError`] for each way it can be wrong. Never panics.
    pub fn read(bytes: &'a [u8]) -> Result<SignedPack<'a>, SignedError> {
        let (statement, start) = SignedPack::head(bytes)?;
        let below = bytes.get(STATEMENT.end..start).ok_or(SignedError::Length)?;
        if bytes.len() > MAX_SIGNED_BYTES {
            return Err(SignedError::TooLarge);
        }
        let payload = &bytes[start..];
        if payload.len() != statement.packed as usize {
            return Err(SignedError::Length);
        }
        let signature = |entry: &[u8]| {
            let (key, signature) = entry.split_at_checked(32)?;
            Some(PackSignature { key: key.try_into().ok()?, signature: signature.try_into().ok()? })
        };
        let signatures = below.chunks_exact(SIGNATURE).map(signature).collect::<Option<Vec<_>>>();
        Ok(SignedPack { statement, signatures: signatures.ok_or(SignedError::Length)?, payload })
    }

    /// The signed Pack's bytes. The same one gives the same bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(
            STATEMENT.end + self.signatures.len() * SIGNATURE + self.payload.len(),
        );
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&SIGNED_FORMAT.to_le_bytes());
        bytes.extend_from_slice(&(self.signatures.len() as u16).to_le_bytes());
        bytes.extend_from_slice(&self.statement.bytes());
        for PackSignature { key, signature } in &self.signatures {
            bytes.extend_from_slice(key);
            bytes.extend_from_slice(signature);
        }
        bytes.extend_from_slice(self.payload);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PAYLOAD: &[u8] = b"a Pack in gzip";

    fn sample() -> Vec<u8> {
        let statement = Statement {
            made: 1,
            expires: 2,
            version: 3,
            packed: PAYLOAD.len() as u32,
            unpacked: 100,
            sha256: [7; 32],
        };
        let signatures = vec![
            PackSignature { key: [1; 32], signature: [2; 64] },
            PackSignature { key: [3; 32], signature: [4; 64] },
        ];
        SignedPack { statement, signatures, payload: PAYLOAD }.write()
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = sample();
        let pack = SignedPack::read(&bytes).expect("a sound one");
        assert_eq!((pack.statement.version, pack.signatures.len()), (3, 2));
        assert_eq!(pack.payload, PAYLOAD);
        assert_eq!(pack.write(), bytes);
        let signed = pack.statement.signed_bytes();
        assert_eq!(signed, [CONTEXT, &bytes[STATEMENT]].concat());
    }

    #[test]
    fn every_way_to_be_wrong_has_its_name() {
        let bytes = sample();
        let with = |at: usize, byte: u8| {
            let mut bytes = bytes.clone();
            bytes[at] = byte;
            bytes
        };
        assert_eq!(SignedPack::read(b""), Err(SignedError::NotSigned));
        assert_eq!(SignedPack::read(&with(7, b'K')), Err(SignedError::NotSigned));
        assert_eq!(SignedPack::read(&with(8, 9)), Err(SignedError::Format { found: 9 }));
        assert_eq!(SignedPack::read(&with(10, 17)), Err(SignedError::TooLarge));
        assert_eq!(SignedPack::read(&with(43, 0xff)), Err(SignedError::TooLarge));
        assert_eq!(SignedPack::read(&with(10, 1)), Err(SignedError::Length));
        for length in 8..bytes.len() {
            assert_eq!(SignedPack::read(&bytes[..length]), Err(SignedError::Length), "{length}");
        }
        assert_eq!(SignedPack::read(&[&bytes[..], b"!"].concat()), Err(SignedError::Length));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), whole: bool) {
            let mut pack = if whole { sample() } else { MAGIC.to_vec() };
            if whole {
                for (at, byte) in bytes.iter().enumerate().take(60) {
                    let at = (at * 7 + usize::from(*byte)) % pack.len();
                    pack[at] ^= byte;
                }
            }
            pack.extend_from_slice(&bytes);
            let _ = SignedPack::read(&pack);
        }
    }
}
