//! Fetches verified updates of the rules and hands them to the extension.
//!
//! The host is a courier: the extension checks the publishers' signatures itself. What it adds is
//! that nobody on the way can hold back, roll back or exchange an update unnoticed (TUF), and that
//! the extension needs no right to the network.
//!
//! - [`updates`]: what a courier can do, as the native messaging side sees it.
//! - [`sync`]: asks a repository, and believes only what is signed.

mod hex;
pub mod sync;
pub mod updates;
