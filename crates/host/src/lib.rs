//! Fetches verified updates of the rules and hands them to the extension.
//!
//! The host is a courier: the extension checks the publishers' signatures itself. What it adds is
//! that nobody on the way can hold back, roll back or exchange an update unnoticed (TUF), and that
//! the extension needs no right to the network.
//!
//! - [`updates`]: what a courier can do, as the native messaging side sees it.
//! - [`courier`]: one that does it.
//! - [`sync`]: asks a repository, and believes only what is signed.
//! - [`store`]: keeps what came, so that no stop at any moment loses or lowers it.
//! - [`trust`], [`place`], [`clock`], [`disk`]: whom to believe, where to write, and the means.

pub mod clock;
pub mod courier;
pub mod disk;
mod hex;
pub mod place;
pub mod store;
pub mod sync;
pub mod trust;
pub mod updates;
