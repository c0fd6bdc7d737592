//! Kills. They stand apart from the other tests: while a process is being started, it holds the
//! locks of the one that starts it, and the others would find theirs taken.

#![allow(clippy::unwrap_used, reason = "clippy does not see that helpers of tests are tests")]

#[path = "../sync/disk.rs"]
mod disk;
mod kills;
#[path = "../sync/repository.rs"]
mod repository;
#[path = "../sync/stopped.rs"]
mod stopped;
#[path = "../sync/world.rs"]
#[expect(dead_code, reason = "the other tests use more of it")]
mod world;
