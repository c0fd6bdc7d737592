//! The fetching side as a whole, against repositories that are made and signed here.

#![allow(clippy::unwrap_used, reason = "clippy does not see that helpers of tests are tests")]

mod basics;
mod damage;
#[expect(dead_code, reason = "what kills is for tests/faults")]
mod disk;
mod mirrors;
mod patched;
mod refused;
mod repository;
mod rotation;
mod server;
mod stopped;
mod world;
