//! Asking a repository for what is new: transport, verification, download.

pub mod address;
mod crypto;
pub mod download;
pub mod mirror;
mod patched;
pub mod pull;
pub mod sigstore;
pub mod transport;
pub mod tuf;
