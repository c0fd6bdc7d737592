//! Why a client would not believe a file of the repository.

use std::{fmt, io};

use caveat_patch::PatchError;

use crate::signed::SignedPackError;
use crate::time;

/// What is wrong with a file.
#[derive(Debug)]
pub enum Reason {
    /// Not there.
    Missing,
    /// Cannot be read.
    File(io::Error),
    /// Larger than clients read.
    TooLarge {
        /// Their limit in bytes.
        limit: usize,
    },
    /// Not the JSON that we write.
    Json {
        /// What the parser says.
        says: String,
    },
    /// Metadata of another role.
    Kind {
        /// Its role.
        found: String,
        /// The right one.
        expected: &'static str,
    },
    /// Follows another specification.
    Spec {
        /// Which.
        found: String,
    },
    /// Version 0, or a time that is not written as TUF wants it.
    Head,
    /// Not the version that its name or another file says.
    Version {
        /// Its own.
        found: u64,
        /// The right one.
        expected: u64,
    },
    /// Not the bytes that another file vouches for.
    Bytes,
    /// Too few have signed it.
    Threshold {
        /// As which role.
        role: &'static str,
        /// How many have.
        have: usize,
        /// How many must.
        need: usize,
        /// By the keys of which root.
        root: u64,
    },
    /// A signature of one of the right keys is wrong.
    Signature {
        /// Which.
        keyid: String,
    },
    /// A key has signed twice.
    Twice {
        /// Which.
        keyid: String,
    },
    /// A key that is not Ed25519, or not the one that its id says.
    Key {
        /// Its id.
        keyid: String,
    },
    /// A role with keys that are not there or doubled, or a threshold that cannot be met.
    RoleKeys {
        /// Which.
        role: &'static str,
    },
    /// `consistent_snapshot` is false.
    NotConsistent,
    /// Lists other files than it should.
    Contents,
    /// No client will ever read it: an earlier one is missing.
    Gap,
    /// Clients do not believe it any more.
    Expired {
        /// Since when, seconds since 1970.
        at: u64,
    },
    /// The signed Pack is no good.
    Pack(SignedPackError),
    /// The patch does not lead from the one Pack to the other.
    Patch(PatchError),
    /// The metadata says another version than the signed Pack.
    PackVersion {
        /// In the metadata.
        metadata: String,
        /// In the signed Pack.
        pack: u64,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Missing => f.write_str("is not there"),
            Reason::File(error) => error.fmt(f),
            Reason::TooLarge { limit } => {
                write!(f, "larger than the {limit} bytes that clients read")
            }
            Reason::Json { says } => write!(f, "not the JSON that it should be: {says}"),
            Reason::Kind { found, expected } => {
                write!(f, "metadata of the role `{found}`, not of `{expected}`")
            }
            Reason::Spec { found } => write!(f, "follows TUF {found}, not 1"),
            Reason::Head => {
                f.write_str("a version of 0, or a time that is not like 2026-11-23T00:00:00Z")
            }
            Reason::Version { found, expected } => {
                write!(f, "says that it is version {found}, but should be {expected}")
            }
            Reason::Bytes => f.write_str("not the bytes that the file before it vouches for"),
            Reason::Threshold { role, have, need, root } => {
                write!(f, "signed by {have} of the {role} keys of root {root}, {need} are needed")
            }
            Reason::Signature { keyid } => write!(f, "the signature of key {keyid} is wrong"),
            Reason::Twice { keyid } => write!(f, "key {keyid} has signed twice"),
            Reason::Key { keyid } => write!(f, "key {keyid} is not Ed25519, or has another id"),
            Reason::RoleKeys { role } => {
                write!(f, "the keys of the role `{role}` are doubled, not there, or too few")
            }
            Reason::NotConsistent => f.write_str("consistent_snapshot is false"),
            Reason::Contents => f.write_str("lists other files than it should"),
            Reason::Gap => f.write_str("no client will read it: an earlier root is missing"),
            Reason::Expired { at } => write!(f, "expired on {}", time::text(*at)),
            Reason::Pack(error) => error.fmt(f),
            Reason::Patch(error) => error.fmt(f),
            Reason::PackVersion { metadata, pack } => {
                write!(f, "the metadata says version {metadata}, the signed Pack {pack}")
            }
        }
    }
}
