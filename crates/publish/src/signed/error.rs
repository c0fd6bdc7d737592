//! The ways a signed Pack can be wrong.

use std::fmt;

use caveat_pack::PackError;
use caveat_pack::signed::SignedError;

use crate::keys::{KeyError, PublicKey};
use crate::time;

/// Why a Pack is not signed, or a signed one not accepted.
#[derive(Debug)]
pub enum SignedPackError {
    /// Not laid out as one.
    Layout(SignedError),
    /// The Pack inside is no good.
    Pack(PackError),
    /// A key.
    Key(KeyError),
    /// A known publisher's signature is wrong.
    Signature {
        /// Whose.
        key: PublicKey,
    },
    /// The payload is not what was signed.
    Hash,
    /// The payload is not one gzip member of the length that was signed.
    Gzip,
    /// The Pack's own version is another one than was signed.
    Version {
        /// In the Pack.
        pack: u64,
        /// In the statement.
        statement: u64,
    },
    /// It expires before it was made.
    Times,
    /// It must not be taken into use any more.
    Expired {
        /// Since when, seconds since 1970.
        at: u64,
    },
    /// There is a signature of somebody who is not known here.
    Unknown,
    /// It does not hold the Pack that the signer has built.
    Differs,
    /// No private key, or all of them have signed it already.
    NothingToAdd,
    /// Too few publishers have signed it.
    Threshold {
        /// How many have.
        have: usize,
        /// How many must.
        need: usize,
    },
}

impl fmt::Display for SignedPackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SignedPackError::Layout(error) => error.fmt(f),
            SignedPackError::Pack(error) => error.fmt(f),
            SignedPackError::Key(error) => error.fmt(f),
            SignedPackError::Signature { key } => write!(
                f,
                "the signature of {} is wrong: somebody has changed this file",
                key.hex()
            ),
            SignedPackError::Hash => {
                f.write_str("the Pack inside is not the one that was signed: fetch the file again")
            }
            SignedPackError::Gzip => {
                f.write_str("the Pack inside is not packed as was signed: have it made anew")
            }
            SignedPackError::Version { pack, statement } => {
                write!(f, "signed as version {statement}, but the Pack inside says {pack}")
            }
            SignedPackError::Times => f.write_str("it would expire before it is made"),
            SignedPackError::Expired { at } => {
                write!(f, "expired on {}: sign the Pack anew", time::text(*at))
            }
            SignedPackError::Unknown => f.write_str(
                "somebody has signed this whose public key is not here: name all publishers with --publishers FILE, or put their .pub beside your key",
            ),
            SignedPackError::Differs => f.write_str(
                "it does not hold the Pack that you have built: do not sign it before you know why",
            ),
            SignedPackError::NothingToAdd => {
                f.write_str("no signature to add: name a private key that has not signed it yet")
            }
            SignedPackError::Threshold { have, need } => write!(
                f,
                "signed by {have} known publishers, {need} are needed: have another one sign it with `caveat sign`"
            ),
        }
    }
}

impl std::error::Error for SignedPackError {}

macro_rules! from {
    ($($source:ty => $variant:ident),*) => {$(
        impl From<$source> for SignedPackError {
            fn from(error: $source) -> SignedPackError {
                SignedPackError::$variant(error)
            }
        }
    )*};
}
from!(SignedError => Layout, PackError => Pack, KeyError => Key);
