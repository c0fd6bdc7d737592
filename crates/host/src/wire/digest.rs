//! SHA-256 as text.

use ring::digest::{Context, SHA256, digest};

use crate::hex;

/// The SHA-256 of these bytes, in hex.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex::write(digest(&SHA256, bytes).as_ref())
}

/// The SHA-256 of what comes in pieces.
pub struct Sha256(Context);

impl Sha256 {
    /// Of nothing yet.
    pub fn new() -> Sha256 {
        Sha256(Context::new(&SHA256))
    }

    /// Takes the next piece.
    pub fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The whole, in hex.
    pub fn hex(self) -> String {
        hex::write(self.0.finish().as_ref())
    }
}

impl Default for Sha256 {
    fn default() -> Sha256 {
        Sha256::new()
    }
}
