//! The rules as the engine reads them: plain columns, no pointers, nothing to build.
//!
//! A Pack holds exactly these columns, so loading one is copying numbers. The compiler fills
//! them; [`Rules::validate`] proves that every index stays inside its table, after which no scan
//! can fail.

mod brands;
mod detector;
mod languages;
mod literals;
mod patterns;
mod sayable;
mod scams;
mod scoring;
mod signals;
mod strings;
mod texts;
mod validate;

pub use brands::{Brands, HostList, Hosts, Redirectors};
pub use detector::Detector;
pub use languages::Language;
pub use literals::{END_BOUND, FoldTable, LiteralUse, Literals, START_BOUND};
pub use patterns::Patterns;
pub use scams::{NO_LIMIT, Op, Scams};
pub use scoring::Scoring;
pub use signals::{Signals, flag};
pub use strings::Strings;
pub use texts::Texts;
pub use validate::RulesError;

/// Everything the engine knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// Ids and sentences.
    pub strings: Strings,
    /// How characters are folded.
    pub fold: FoldTable,
    /// Every phrase and every literal a pattern requires: English, and languages without words of
    /// their own to be told by.
    pub literals: Literals,
    /// Compiled patterns, of the same languages.
    pub patterns: Patterns,
    /// Codes of the languages that the literals can tell, see [`LiteralUse::Common`].
    pub told: Strings,
    /// The words of other languages, by code: those that were learned.
    pub languages: Vec<Language>,
    /// What can be seen in a message.
    pub signals: Signals,
    /// What signals together mean.
    pub scams: Scams,
    /// Who is impersonated, and the hosts they really own.
    pub brands: Brands,
    /// Hosts of a kind: shorteners, free mail, …
    pub hosts: Hosts,
    /// Links that carry their real target inside.
    pub redirectors: Redirectors,
    /// How findings become a probability.
    pub scoring: Scoring,
}
