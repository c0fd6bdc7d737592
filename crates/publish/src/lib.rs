//! Keys, signed Packs and the update repository: what publishers do before anybody's computer
//! fetches anything.
//!
//! - [`keys`]: Ed25519 keys in files, sealed with a passphrase or not.
//! - [`signed`]: a Pack becomes a signed Pack, and is checked as one.
//! - [`metadata`]: what a TUF repository's files say, written and strictly read.
//! - [`repository`]: the folder of those files: made, added to, renewed, walked through.
//! - [`trust`]: what a build of the host and the extension trusts from the start.
//!
//! Nothing here asks the clock: every time is an argument, so that the same call gives the same bytes.

mod canonical;
mod error;
pub mod files;
pub mod keys;
pub mod metadata;
pub mod repository;
pub mod signed;
pub mod time;
pub mod trust;

pub use error::{Error, FileError};
