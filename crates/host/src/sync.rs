//! Asking a repository for what is new: transport, verification, download.

pub mod address;
mod crypto;
pub mod mirror;
pub mod sigstore;
pub mod transport;
pub mod tuf;
