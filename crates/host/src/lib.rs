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
//! - [`serve`]: answers a browser, with [`frames`] and what stands in them ([`wire`]).
//! - [`arguments`], [`command`]: who has started the program, and what people want of it.
//! - [`install`], [`browsers`], [`manifest`]: lets a browser start it; [`doctor`] looks whether it can.

#![deny(clippy::print_stdout)]

pub mod arguments;
pub mod browsers;
pub mod clock;
pub mod command;
pub mod courier;
pub mod disk;
pub mod doctor;
pub mod frames;
mod hex;
pub mod install;
pub mod manifest;
pub mod place;
pub mod serve;
pub mod store;
pub mod sync;
pub mod trust;
pub mod updates;
pub mod wire;
