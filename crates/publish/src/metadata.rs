//! What a TUF repository's files say: written as python-tuf 7 reads them, and read more strictly than a
//! client must, since all of it is our own.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::canonical;
use crate::keys::{PublicKey, TufKey, from_hex, hex};
use crate::time;

mod reason;
pub use reason::Reason;

/// The version of the specification that all this follows.
pub const SPEC_VERSION: &str = "1.0.34";
/// The newest signed Pack, the one file that counts.
pub const TARGET: &str = "caveat.caveat";

/// Who must sign a role's metadata.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleKeys {
    /// By id.
    pub keyids: Vec<String>,
    /// How many of them.
    pub threshold: usize,
}

/// The four roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Roles {
    pub root: RoleKeys,
    pub targets: RoleKeys,
    pub snapshot: RoleKeys,
    pub timestamp: RoleKeys,
}

macro_rules! role {
    ($(#[$doc:meta])* $name:ident, $kind:ident, $limit:expr, { $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// The role's name.
            #[serde(rename = "_type")]
            pub kind: String,
            /// [`SPEC_VERSION`].
            pub spec_version: String,
            /// Ascending by one.
            pub version: u64,
            /// When clients stop to believe it.
            pub expires: String,
            $($(#[$field_doc])* pub $field: $type),*
        }

        impl $name {
            /// A new version.
            #[allow(clippy::too_many_arguments)]
            pub fn new(version: u64, expires: u64, $($field: $type),*) -> $name {
                $name {
                    kind: stringify!($kind).to_owned(),
                    spec_version: SPEC_VERSION.to_owned(),
                    version,
                    expires: time::text(expires),
                    $($field),*
                }
            }
        }

        impl Role for $name {
            const NAME: &'static str = stringify!($kind);
            const MAX_BYTES: usize = $limit;
            fn head(&self) -> (&str, &str, u64, &str) {
                (&self.kind, &self.spec_version, self.version, &self.expires)
            }
            fn set_expires(&mut self, expires: String) {
                self.expires = expires;
            }
            fn keys(roles: &Roles) -> &RoleKeys {
                &roles.$kind
            }
        }
    };
}

/// One role's metadata. The limits in bytes are those of python-tuf's client, the strictest that we know.
pub trait Role: Serialize + DeserializeOwned + Clone + PartialEq {
    /// The role's name.
    const NAME: &'static str;
    /// Largest file that clients read.
    const MAX_BYTES: usize;
    /// `_type`, `spec_version`, `version`, `expires`.
    fn head(&self) -> (&str, &str, u64, &str);
    /// Another end.
    fn set_expires(&mut self, expires: String);
    /// The role's keys among all.
    fn keys(roles: &Roles) -> &RoleKeys;
}

role!(
    /// Which keys sign what.
    Root, root, 512_000, {
        /// Always true here: metadata files carry their version in their name, targets their hash.
        consistent_snapshot: bool,
        /// By id.
        keys: BTreeMap<String, TufKey>,
        /// Who must sign what.
        roles: Roles,
    }
);
role!(
    /// The files that clients may fetch.
    Targets, targets, 5_000_000, {
        /// By name: [`TARGET`], and patches that lead to it ([`caveat_patch::name`]).
        targets: BTreeMap<String, Target>,
    }
);
role!(
    /// Which targets metadata is the newest.
    Snapshot, snapshot, 2_000_000, {
        /// `targets.json`.
        meta: BTreeMap<String, Meta>,
    }
);
role!(
    /// Which snapshot is the newest.
    Timestamp, timestamp, 16_384, {
        /// `snapshot.json`.
        meta: BTreeMap<String, Meta>,
    }
);

/// SHA-256 in hex.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Hashes {
    pub sha256: String,
}

/// A metadata file that another one vouches for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Meta {
    pub version: u64,
    pub length: u64,
    pub hashes: Hashes,
}

/// A signed Pack that clients may fetch, or a patch that leads to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Target {
    pub length: u64,
    pub hashes: Hashes,
    pub custom: Custom,
}

/// What a client can know of a signed Pack before it fetches it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Custom {
    /// The Pack's version in decimal; as text, since it may be larger than JSON's numbers.
    pub version: String,
}

/// A signature in metadata.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct RoleSignature {
    pub keyid: String,
    pub sig: String,
}

/// A metadata file: what is said, and who says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope<T> {
    /// Who.
    pub signatures: Vec<RoleSignature>,
    /// What.
    pub signed: T,
}

impl<T: Role> Envelope<T> {
    /// Reads a metadata file and checks its form; signatures are another matter.
    ///
    /// # Errors
    /// When it is not what we would have written.
    pub fn read(bytes: &[u8]) -> Result<Envelope<T>, Reason> {
        let file: Envelope<T> = serde_json::from_slice(bytes)
            .map_err(|error| Reason::Json { says: error.to_string() })?;
        let (kind, spec, version, expires) = file.signed.head();
        if kind != T::NAME {
            return Err(Reason::Kind { found: kind.to_owned(), expected: T::NAME });
        }
        if spec.split('.').next() != Some("1") {
            return Err(Reason::Spec { found: spec.to_owned() });
        }
        if version == 0 || time::read_exact(expires).is_none() {
            return Err(Reason::Head);
        }
        Ok(file)
    }

    /// The file's bytes: read by people too.
    pub fn write(&self) -> Vec<u8> {
        // Our own types always have a JSON form.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// The bytes that are signed.
    pub fn signed_bytes(&self) -> Vec<u8> {
        canonical::bytes(&self.signed)
    }

    /// When it expires, seconds since 1970.
    pub fn expires(&self) -> u64 {
        time::read_exact(self.signed.head().3).unwrap_or(0)
    }

    /// How many of the keys that `root` names for this role have signed this.
    ///
    /// # Errors
    /// When one of them has not, although it is said so, or is named twice.
    pub fn count(&self, root: &Root) -> Result<usize, Reason> {
        let bytes = self.signed_bytes();
        let role = T::keys(&root.roles);
        let mut good: Vec<&str> = Vec::new();
        for RoleSignature { keyid, sig } in &self.signatures {
            let Some(key) = root.keys.get(keyid).filter(|_| role.keyids.contains(keyid)) else {
                continue;
            };
            let key = PublicKey::from_hex(&key.keyval.public);
            let signature = from_hex::<64>(sig);
            let is_good =
                matches!((key, signature), (Some(key), Some(s)) if key.has_signed(&bytes, &s));
            if !is_good {
                return Err(Reason::Signature { keyid: keyid.clone() });
            }
            if good.contains(&keyid.as_str()) {
                return Err(Reason::Twice { keyid: keyid.clone() });
            }
            good.push(keyid);
        }
        Ok(good.len())
    }

    /// Whether enough of the keys that `root` names have signed this.
    ///
    /// # Errors
    /// As [`Envelope::count`], or when they are too few.
    pub fn check(&self, root: &Root) -> Result<(), Reason> {
        let have = self.count(root)?;
        let need = T::keys(&root.roles).threshold;
        if have < need {
            return Err(Reason::Threshold { role: T::NAME, have, need, root: root.version });
        }
        Ok(())
    }
}

impl Root {
    /// The public keys of a role.
    pub fn keys_of<T: Role>(&self) -> Vec<PublicKey> {
        let keys = T::keys(&self.roles).keyids.iter().filter_map(|id| self.keys.get(id));
        keys.filter_map(|key| PublicKey::from_hex(&key.keyval.public)).collect()
    }

    /// Whether keys and roles make sense.
    ///
    /// # Errors
    /// When they do not.
    pub fn check_keys(&self) -> Result<(), Reason> {
        if !self.consistent_snapshot {
            return Err(Reason::NotConsistent);
        }
        for (keyid, key) in &self.keys {
            let is_right = PublicKey::from_hex(&key.keyval.public)
                .is_some_and(|public| public.tuf() == *key && public.tuf_id() == *keyid);
            if !is_right {
                return Err(Reason::Key { keyid: keyid.clone() });
            }
        }
        let Roles { root, targets, snapshot, timestamp } = &self.roles;
        for (name, role) in
            [("root", root), ("targets", targets), ("snapshot", snapshot), ("timestamp", timestamp)]
        {
            let mut ids = role.keyids.clone();
            ids.sort();
            ids.dedup();
            let are_known = ids.iter().all(|id| self.keys.contains_key(id));
            if ids.len() != role.keyids.len()
                || !are_known
                || !(1..=ids.len()).contains(&role.threshold)
            {
                return Err(Reason::RoleKeys { role: name });
            }
        }
        Ok(())
    }
}

/// What another file says of these bytes.
pub fn meta(version: u64, bytes: &[u8]) -> Meta {
    Meta { version, length: bytes.len() as u64, hashes: hashes(bytes) }
}

/// SHA-256 of bytes, as metadata has it.
pub fn hashes(bytes: &[u8]) -> Hashes {
    Hashes { sha256: hex(&Sha256::digest(bytes)) }
}
