//! The fetching side as a whole, against repositories that are made and signed here.

mod basics;
mod damage;
#[expect(dead_code, reason = "what kills is for tests/faults")]
mod disk;
mod mirrors;
mod refused;
mod repository;
mod rotation;
mod server;
mod stopped;
mod world;
