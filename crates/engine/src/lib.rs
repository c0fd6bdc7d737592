//! Caveat's engine: a [`Message`] in, a [`Verdict`] out.
//!
//! Two types matter: [`Rules`], immutable once loaded, and [`Verdict`], which explains itself.
//! The stages follow one another in [`scan`]: fold the text, find literals, run patterns, read
//! links and sender, then score.
//!
//! *Invariants of absence:* no I/O, no clock, no globals, no randomness, no browser, no JSON.

pub mod fold;
pub mod host;
pub mod link;
pub mod literal;
mod message;
#[cfg(feature = "native-url")]
pub mod native;
pub mod negation;
pub mod pattern;
mod reader;
pub mod rules;
mod scan;
mod scene;
mod score;
pub mod sender;
mod verdict;

pub use message::{Channel, Field, Link, Message, Sender, Span, Turn};
pub use rules::Rules;
pub use scan::{CAREFUL, Care, MAX_TEXT_BYTES, MAX_TURNS, Options, scan, scan_as};
pub use scene::{Detection, Found, Look, Mention, Scene};
pub use verdict::{Exception, Finding, Held, Level, ScamMatch, Target, TargetKind, Verdict};

/// The text in lower case. Nearly all of it is ASCII, and a browser then never has to compile the
/// tables' search of the standard library.
fn lower(text: &str) -> String {
    match text.is_ascii() {
        true => text.to_ascii_lowercase(),
        false => text.to_lowercase(),
    }
}
