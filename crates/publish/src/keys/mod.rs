//! Ed25519 keys: a private half in PKCS#8, a public half of 32 bytes, and their names in files.

mod error;
mod make;
mod pem;
mod ring;

use std::fmt;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::canonical;

pub use error::KeyError;
pub use make::{CEREMONY, make};
pub use pem::Passphrase;
pub use ring::{Ask, KeyFile, KeyRing};

/// The public half.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey([u8; 32]);

/// A key as TUF metadata holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TufKey {
    /// "ed25519".
    pub keytype: String,
    /// "ed25519".
    pub scheme: String,
    /// The key itself.
    pub keyval: TufKeyValue,
}

/// The key itself, in hex.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TufKeyValue {
    /// 64 hex digits.
    pub public: String,
}

impl PublicKey {
    /// From its 32 bytes; `None` when they are no point on the curve, or one that would let anybody sign.
    pub fn new(bytes: [u8; 32]) -> Option<PublicKey> {
        let key = VerifyingKey::from_bytes(&bytes).ok()?;
        (!key.is_weak()).then_some(PublicKey(bytes))
    }

    /// From 64 lower hex digits.
    pub fn from_hex(text: &str) -> Option<PublicKey> {
        PublicKey::new(from_hex(text)?)
    }

    /// Its 32 bytes in hex.
    pub fn hex(&self) -> String {
        hex(&self.0)
    }

    /// What a signed Pack calls it: the SHA-256 of its bytes.
    pub fn pack_id(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }

    /// What TUF metadata calls it, computed as securesystemslib does.
    pub fn tuf_id(&self) -> String {
        hex(&Sha256::digest(canonical::bytes(&self.tuf())))
    }

    /// As it stands in TUF metadata.
    pub fn tuf(&self) -> TufKey {
        let scheme = "ed25519".to_owned();
        TufKey { keytype: scheme.clone(), scheme, keyval: TufKeyValue { public: self.hex() } }
    }

    /// Whether this key signed these bytes.
    pub fn has_signed(&self, bytes: &[u8], signature: &[u8; 64]) -> bool {
        VerifyingKey::from_bytes(&self.0)
            .is_ok_and(|key| key.verify_strict(bytes, &Signature::from_bytes(signature)).is_ok())
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

/// The private half. It is wiped from memory when it is dropped, and shown by nothing.
pub struct PrivateKey(SigningKey);

impl PrivateKey {
    /// A new one, from the system's randomness.
    ///
    /// # Errors
    /// When the system has none to give.
    pub fn random() -> Result<PrivateKey, KeyError> {
        let mut seed = zeroize::Zeroizing::new([0; 32]);
        getrandom::fill(seed.as_mut_slice()).map_err(|_| KeyError::Random)?;
        Ok(PrivateKey::from_seed(&seed))
    }

    /// The one that this seed stands for.
    pub fn from_seed(seed: &[u8; 32]) -> PrivateKey {
        PrivateKey(SigningKey::from_bytes(seed))
    }

    /// Its public half.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// Signs. The same bytes give the same signature.
    pub fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey of {:?}", self.public())
    }
}

/// Bytes as lower hex digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Exactly `N` bytes from lower hex digits.
pub(crate) fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    let is_hex = |c: &u8| matches!(c, b'0'..=b'9' | b'a'..=b'f');
    if digits.len() != 2 * N || !digits.iter().all(is_hex) {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// First test of RFC 8032, 7.1; the id is what securesystemslib 1.4 computes for that key.
    #[test]
    fn signs_and_names_keys_as_others_do() {
        let seed =
            from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60").unwrap();
        let key = PrivateKey::from_seed(&seed);
        let public = key.public();
        assert_eq!(
            public.hex(),
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
        );
        let signature = key.sign(b"");
        assert!(
            hex(&signature)
                .starts_with("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901")
        );
        assert!(public.has_signed(b"", &signature));
        assert!(!public.has_signed(b"!", &signature));
        assert_eq!(
            public.tuf_id(),
            "74c181c7ad8a0855d4b55e44d2ba87aabdddb196832571f15f92fece332e4916"
        );
        assert_eq!(format!("{key:?}"), format!("PrivateKey of {}", public.hex()));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        assert_eq!(PublicKey::new([0; 32]), None, "of small order: anybody could sign for it");
        assert_eq!(PublicKey::from_hex("00"), None);
        let good = PrivateKey::from_seed(&[1; 32]).public().hex();
        assert!(PublicKey::from_hex(&good).is_some());
        assert_eq!(PublicKey::from_hex(&good.to_uppercase()), None);
        assert_ne!(PrivateKey::random().unwrap().public(), PrivateKey::random().unwrap().public());
    }
}
