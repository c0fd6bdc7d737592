//! The cryptography of the TUF client, on the library that TLS uses anyway: one in the binary.

use ring::digest::{Context, SHA256, SHA384, SHA512};
use ring::signature::{self, UnparsedPublicKey, VerificationAlgorithm};
use sigstore_crypto::{CryptoProvider, Error, HashContext, Result, SigningScheme};
use sigstore_types::HashAlgorithm;

/// Sets it up for this process. Doing it again changes nothing.
pub(super) fn install() {
    // It fails when one is there already, and that can only be ours: nobody else depends on it.
    let _ = sigstore_crypto::install_default_provider(&Ring);
}

#[derive(Debug)]
struct Ring;

struct Hash(Context);

impl HashContext for Hash {
    fn update(&mut self, data: &[u8]) {
        self.0.update(data);
    }

    fn finalize(self: Box<Self>) -> Vec<u8> {
        self.0.finish().as_ref().to_vec()
    }
}

/// What TUF metadata may be signed with. Our own is Ed25519; the others are those that other
/// implementations of TUF understand as well.
fn algorithm(scheme: SigningScheme) -> Result<&'static dyn VerificationAlgorithm> {
    Ok(match scheme {
        SigningScheme::Ed25519 => &signature::ED25519,
        SigningScheme::EcdsaP256Sha256 => &signature::ECDSA_P256_SHA256_ASN1,
        SigningScheme::EcdsaP384Sha384 => &signature::ECDSA_P384_SHA384_ASN1,
        SigningScheme::RsaPssSha256 => &signature::RSA_PSS_2048_8192_SHA256,
        SigningScheme::RsaPssSha384 => &signature::RSA_PSS_2048_8192_SHA384,
        SigningScheme::RsaPssSha512 => &signature::RSA_PSS_2048_8192_SHA512,
        other => {
            return Err(Error::UnsupportedAlgorithm(format!("{other:?} signs no TUF metadata")));
        }
    })
}

impl CryptoProvider for Ring {
    fn hash(&self, algorithm: HashAlgorithm) -> Result<Box<dyn HashContext>> {
        let algorithm = match algorithm {
            HashAlgorithm::Sha2256 => &SHA256,
            HashAlgorithm::Sha2384 => &SHA384,
            HashAlgorithm::Sha2512 => &SHA512,
            other => return Err(Error::UnsupportedAlgorithm(format!("the hash {other}"))),
        };
        Ok(Box::new(Hash(Context::new(algorithm))))
    }

    fn verify_raw(
        &self,
        scheme: SigningScheme,
        key: &[u8],
        data: &[u8],
        signature: &[u8],
    ) -> Result<()> {
        UnparsedPublicKey::new(algorithm(scheme)?, key)
            .verify(data, signature)
            .map_err(|_| Error::Verification(format!("the {} signature is wrong", scheme.name())))
    }

    fn verify_prehashed(&self, scheme: SigningScheme, _: &[u8], _: &[u8], _: &[u8]) -> Result<()> {
        // TUF never asks for it.
        Err(Error::UnsupportedAlgorithm(format!("{scheme:?} over a digest")))
    }
}

#[cfg(test)]
mod tests {
    use ring::signature::{Ed25519KeyPair, KeyPair};

    use super::*;

    #[test]
    fn hashes_are_those_of_the_standard() {
        let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
        assert_eq!(
            hex(&Ring.sha256(b"abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert!(hex(&Ring.sha384(b"abc")).starts_with("cb00753f45a35e8bb5a03d699ac65007"));
        assert!(hex(&Ring.sha512(b"abc")).starts_with("ddaf35a193617abacc417349ae204131"));
    }

    #[test]
    fn a_signature_holds_for_its_own_bytes_only() {
        let key = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
        let signature = key.sign(b"signed");
        let verify = |data: &[u8], signature: &[u8]| {
            Ring.verify_raw(SigningScheme::Ed25519, key.public_key().as_ref(), data, signature)
        };
        assert!(verify(b"signed", signature.as_ref()).is_ok());
        assert!(verify(b"sIgned", signature.as_ref()).is_err());
        assert!(verify(b"signed", &signature.as_ref()[..63]).is_err());
        assert!(verify(b"signed", &[0; 64]).is_err());
    }

    #[test]
    fn what_is_not_for_tuf_is_refused() {
        assert!(Ring.verify_raw(SigningScheme::RsaPkcs1Sha256, &[], &[], &[]).is_err());
        assert!(Ring.verify_prehashed(SigningScheme::EcdsaP256Sha256, &[], &[0; 32], &[]).is_err());
    }
}
