//! Caveat's engine: a [`Message`] in, a [`Verdict`] out.
//!
//! Two types matter: [`Rules`], immutable once loaded, and [`Verdict`], which explains itself.
//! The stages follow one another: fold the text, find literals, run patterns, read links and
//! sender, then score.
//!
//! *Invariants of absence:* no I/O, no clock, no globals, no randomness, no browser, no JSON.

pub mod fold;
pub mod link;
pub mod literal;
mod message;
pub mod negation;
pub mod pattern;
pub mod rules;
pub mod sender;
mod verdict;

pub use message::{Channel, Field, Link, Message, Sender, Span, Turn};
pub use rules::Rules;
pub use verdict::{Exception, Finding, Held, Level, ScamMatch, Verdict};
