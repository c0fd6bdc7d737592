//! What can be wrong with a pattern, and what its author should do.

use std::fmt;
use std::ops::Range;

use super::{MAX_CHARS, MIN_GATE};

/// A pattern that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// The bytes of the pattern that are to blame.
    pub span: Range<usize>,
    /// What is wrong.
    pub kind: PatternErrorKind,
}

/// What is wrong with a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternErrorKind {
    /// It is not a regular expression; the parser's own words.
    Syntax(String),
    /// `+`, `*` or `{n,}` on a class of very many characters.
    UnboundedWide,
    /// `+`, `*` or `{n,}` on more than a single class or character.
    UnboundedGroup,
    /// A match could be longer than the machine's limit; the longest possible match.
    TooLong(usize),
    /// The empty text matches.
    MatchesEmpty,
    /// Nothing long enough that every match must contain.
    NoLiteral,
    /// A character that folded text does not contain, and what it folds to.
    NotFolded {
        /// The character.
        found: char,
        /// What to write instead; empty if it vanishes.
        folded: String,
    },
    /// Two spaces in a row, a tab, or other white space that folding turns into one space.
    WhiteSpace,
    /// Matching without regard to case was asked for.
    CaseFlag,
    /// A kind of look-around that the machine does not know.
    UnsupportedLook,
    /// Nothing can ever match.
    NeverMatches,
    /// The compiled program is too large.
    TooLarge,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl fmt::Display for PatternErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(message) => write!(f, "this is not a pattern: {message}"),
            Self::UnboundedWide => f.write_str(
                "this repeats without bound over too many characters: write {1,40} instead of + and {0,40} instead of *",
            ),
            Self::UnboundedGroup => f.write_str(
                "a group may not repeat without bound: write how often at most, such as {1,5}",
            ),
            Self::TooLong(chars) => write!(
                f,
                "a match could be {chars} characters long: lower the upper bounds until it is at most {MAX_CHARS}"
            ),
            Self::MatchesEmpty => f.write_str(
                "this matches the empty text: take the ? or the 0 away from one part that must be there",
            ),
            Self::NoLiteral => write!(
                f,
                "no word is in every match: add one of at least {MIN_GATE} letters to each alternative, so that the pattern need not run on every message"
            ),
            Self::NotFolded { found, folded } if folded.is_empty() => write!(
                f,
                "{found:?} never appears in the text that patterns see: leave it out"
            ),
            Self::NotFolded { found, folded } => write!(
                f,
                "{found:?} never appears in the text that patterns see: write {folded:?}"
            ),
            Self::WhiteSpace => f.write_str(
                "white space in the text that patterns see is always one space: write one space",
            ),
            Self::CaseFlag => {
                f.write_str("the text is in lower case already: leave the i flag out")
            }
            Self::UnsupportedLook => f.write_str(
                r"this look is not supported: use \b, \B, ^, $, \A or \z",
            ),
            Self::NeverMatches => f.write_str("this can never match: an empty class is in the way"),
            Self::TooLarge => f.write_str(
                "the pattern is too large: lower the bounds of its groups or make several patterns of it",
            ),
        }
    }
}

impl std::error::Error for PatternError {}
