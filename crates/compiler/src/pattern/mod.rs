//! Compiles patterns for the engine's machine, when the Pack is made.
//!
//! A pattern is a regular expression over folded text: lower case, mostly ASCII, single spaces,
//! `"\n\n"` between paragraphs. Beside what the `regex` crate documents,
//!
//! - a match never begins or ends inside a word, so `\b` is not needed at the ends. A pattern that
//!   begins or ends with a look of its own (`\b`, `\B`, `^`, `$`) is left as it is there, and
//!   scripts written without spaces know no such bound;
//! - a space also matches a paragraph break, since people (and those who hide from filters) break
//!   lines anywhere. `.` does not, and a space in a class (`[ -]`) is only itself;
//! - `+`, `*` and `{n,}` on one character or a narrow class (`\d+`) stop at
//!   [`UNBOUNDED_CAP`]; on anything else they are an error;
//! - look-arounds other than these and matching without regard to case do not exist.

mod bounds;
mod builder;
mod check;
mod emit;
mod error;
mod gates;
mod rates;
mod tree;
mod words;

use caveat_engine::pattern::MAX_CHARS;
use regex_syntax::ast::parse::Parser;
use regex_syntax::hir::translate::TranslatorBuilder;

pub use builder::{AddedPattern, PatternsBuilder, TooManyClasses};
pub use error::{PatternError, PatternErrorKind};
pub use gates::{Gate, MIN_GATE};
pub use tree::UNBOUNDED_CAP;

use tree::Node;

/// A pattern ready for [`PatternsBuilder::add`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompiledPattern {
    /// The notation; its classes refer to `ranges`.
    pub notation: Vec<u8>,
    /// The class records.
    pub ranges: Vec<u32>,
    /// Longest possible match, in characters.
    pub max_chars: u16,
    /// Every match contains a literal of every gate, in this order; never empty.
    pub gates: Vec<Gate>,
    /// The same pattern for the `regex` crate, bounds and caps spelled out. It is what the machine
    /// is tested against and goes into no Pack. In texts of scripts without spaces, and beside an
    /// underscore, the crate's idea of a word is wider than ours.
    pub regex: String,
}

/// Compiles a pattern, knowing of folding only that it makes lower case.
///
/// # Errors
/// See [`compile_with`].
pub fn compile(pattern: &str) -> Result<CompiledPattern, PatternError> {
    compile_with(pattern, &|c| c.to_lowercase().collect())
}

/// Compiles a pattern; `fold` says what a character folds to.
///
/// # Errors
/// Says what is wrong, where in the pattern, and what to write instead.
pub fn compile_with(
    pattern: &str,
    fold: &dyn Fn(char) -> String,
) -> Result<CompiledPattern, PatternError> {
    let whole = |kind| PatternError { span: 0..pattern.len(), kind };
    let ast = Parser::new().parse(pattern).map_err(|error| PatternError {
        span: error.span().start.offset..error.span().end.offset,
        kind: PatternErrorKind::Syntax(error.kind().to_string()),
    })?;
    let check = check::Check { source: pattern, fold };
    check.check(&ast)?;
    let hir = TranslatorBuilder::new().build().translate(pattern, &ast).map_err(|error| {
        PatternError {
            span: error.span().start.offset..error.span().end.offset,
            kind: PatternErrorKind::Syntax(error.kind().to_string()),
        }
    })?;
    let tree = bounded(Node::new(&hir).map_err(whole)?);
    let (shortest, longest) = tree.lengths();
    if shortest == 0 {
        return Err(whole(PatternErrorKind::MatchesEmpty));
    }
    if longest > MAX_CHARS as usize {
        return Err(whole(PatternErrorKind::TooLong(longest)));
    }
    let (notation, ranges) = emit::Emitter::emit(&tree).map_err(whole)?;
    let gates = gates::of(&tree);
    if gates.is_empty() {
        return Err(whole(PatternErrorKind::NoLiteral));
    }
    Ok(CompiledPattern {
        notation,
        ranges,
        max_chars: longest as u16,
        gates,
        regex: tree.to_string(),
    })
}

/// Adds the outer bounds, except where the author put a look.
fn bounded(tree: Node) -> Node {
    let mut parts = match tree {
        Node::Concat(parts) => parts,
        other => vec![other],
    };
    if !matches!(parts.first(), Some(Node::Look(_))) {
        parts.insert(0, Node::Outside);
    }
    if !matches!(parts.last(), Some(Node::Look(_))) {
        parts.push(Node::Outside);
    }
    Node::Concat(parts)
}
