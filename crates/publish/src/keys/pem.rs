//! Keys as text: PKCS#8 in PEM, sealed with a passphrase or not, and public halves.

use std::path::Path;

use ed25519_dalek::pkcs8::{DecodePublicKey, EncodePublicKey, KeypairBytes};
use ed25519_dalek::{SigningKey, VerifyingKey};
use pkcs8::{DecodePrivateKey, EncodePrivateKey, LineEnding};
use zeroize::Zeroizing;

use super::{KeyError, PrivateKey, PublicKey};

/// A passphrase, wiped from memory after use.
pub type Passphrase = Zeroizing<String>;

/// What a key file's text is.
pub(super) enum Text {
    Private(PrivateKey),
    Sealed,
    Public(PublicKey),
}

/// The private half as text; sealed if there is a passphrase. Written without the public half
/// (version 1 of the format): older programs read no other.
pub(super) fn write(
    key: &PrivateKey,
    passphrase: Option<&Passphrase>,
) -> Option<Zeroizing<String>> {
    let pair = KeypairBytes { secret_key: key.0.to_bytes(), public_key: None };
    match passphrase {
        None => pair.to_pkcs8_pem(LineEnding::LF).ok(),
        Some(passphrase) => pair.to_pkcs8_encrypted_pem(passphrase.as_bytes(), LineEnding::LF).ok(),
    }
}

/// The public half as text.
pub(super) fn write_public(key: &PublicKey) -> Option<String> {
    VerifyingKey::from_bytes(&key.0).ok()?.to_public_key_pem(LineEnding::LF).ok()
}

/// What stands in a key file.
pub(super) fn read(path: &Path, text: &str) -> Result<Text, KeyError> {
    let not_a_key = || KeyError::NotAKey { path: path.to_owned() };
    if text.contains("BEGIN ENCRYPTED PRIVATE KEY") {
        return Ok(Text::Sealed);
    }
    if text.contains("BEGIN PRIVATE KEY") {
        let key = SigningKey::from_pkcs8_pem(text).map_err(|_| not_a_key())?;
        return Ok(Text::Private(PrivateKey(key)));
    }
    let key = VerifyingKey::from_public_key_pem(text).map_err(|_| not_a_key())?;
    PublicKey::new(key.to_bytes()).map(Text::Public).ok_or_else(not_a_key)
}

/// Opens a sealed one.
pub(super) fn open(
    path: &Path,
    text: &str,
    passphrase: &Passphrase,
) -> Result<PrivateKey, KeyError> {
    match SigningKey::from_pkcs8_encrypted_pem(text, passphrase.as_bytes()) {
        Ok(key) => Ok(PrivateKey(key)),
        Err(_) => Err(KeyError::Passphrase { path: path.to_owned() }),
    }
}
