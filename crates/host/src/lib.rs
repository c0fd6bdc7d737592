//! Fetches verified updates of the rules and hands them to the extension.
//!
//! The host is a courier: the extension checks the publishers' signatures itself. What it adds is
//! that nobody on the way can hold back, roll back or exchange an update unnoticed (TUF), and that
//! the extension needs no right to the network.
//!
//! - [`updates`]: what a courier can do, as the native messaging side sees it.

#![deny(clippy::print_stdout)]

pub mod arguments;
pub mod browsers;
pub mod command;
pub mod doctor;
pub mod frames;
pub mod install;
pub mod manifest;
pub mod serve;
pub mod updates;
pub mod wire;
