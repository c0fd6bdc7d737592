//! Requests and answers as they stand in a frame, and nothing of what they lead to. No key of any
//! request names a file, an address or a program.

mod answer;
pub mod digest;
mod request;

pub use answer::Answer;
pub use request::{MAX_ID, NoRequest, Request, Verb, read};

/// The one version of this protocol.
pub const PROTOCOL: u64 = 1;
