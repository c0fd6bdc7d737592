//! A pattern as the compiler sees it: the parser's tree with spaces, caps and outer bounds applied.

use std::fmt;

use caveat_engine::pattern::{MAX_CHARS, code};
use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};

use super::error::PatternErrorKind;

/// What a repeat without an upper bound on a narrow class (`\d+`, `[a-z]*`) is capped at.
pub const UNBOUNDED_CAP: u32 = 32;

/// Inclusive ranges of characters, ascending and apart.
pub(super) type Ranges = Vec<(char, char)>;

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// One character.
    Char(char),
    /// One character out of several.
    Class(Ranges),
    /// One space, or a paragraph break in its place.
    Space,
    /// A class several times.
    Repeat(Ranges, u16, u16),
    /// One after the other.
    Concat(Vec<Node>),
    /// One of these.
    Alt(Vec<Node>),
    /// A part that may be missing.
    Optional(Box<Node>),
    /// A look around.
    Look(Look),
    /// Not in the middle of a word: letters or digits on one side at most.
    Outside,
}

impl Node {
    /// Turns the parser's tree into ours.
    pub(super) fn new(hir: &Hir) -> Result<Node, PatternErrorKind> {
        Ok(match hir.kind() {
            HirKind::Empty => Node::Concat(Vec::new()),
            HirKind::Literal(literal) => {
                let text = std::str::from_utf8(&literal.0)
                    .map_err(|_| PatternErrorKind::Syntax("not text".into()))?;
                let mut nodes: Vec<Node> = text
                    .chars()
                    .map(|c| if c == ' ' { Node::Space } else { Node::Char(c) })
                    .collect();
                match nodes.len() {
                    1 => nodes.remove(0),
                    _ => Node::Concat(nodes),
                }
            }
            HirKind::Class(class) => {
                let ranges = ranges(class);
                if ranges.is_empty() {
                    return Err(PatternErrorKind::NeverMatches);
                }
                Node::Class(ranges)
            }
            HirKind::Look(look) => match look {
                Look::Start
                | Look::End
                | Look::StartLF
                | Look::EndLF
                | Look::WordUnicode
                | Look::WordUnicodeNegate
                | Look::WordStartUnicode
                | Look::WordEndUnicode
                | Look::WordStartHalfUnicode
                | Look::WordEndHalfUnicode => Node::Look(*look),
                _ => return Err(PatternErrorKind::UnsupportedLook),
            },
            HirKind::Capture(capture) => Node::new(&capture.sub)?,
            HirKind::Concat(parts) => {
                Node::Concat(parts.iter().map(Node::new).collect::<Result<_, _>>()?)
            }
            HirKind::Alternation(parts) => {
                Node::Alt(parts.iter().map(Node::new).collect::<Result<_, _>>()?)
            }
            HirKind::Repetition(repetition) => Node::repetition(repetition)?,
        })
    }

    fn repetition(repetition: &Repetition) -> Result<Node, PatternErrorKind> {
        let part = Node::new(&repetition.sub)?;
        let min = repetition.min;
        let max = repetition.max.unwrap_or(min.max(UNBOUNDED_CAP));
        // Checked again for the whole; here it keeps what is written out small.
        let longest = part.lengths().1.saturating_mul(max as usize);
        if longest > 2 * MAX_CHARS as usize {
            return Err(PatternErrorKind::TooLong(longest));
        }
        let ranges = match (&part, min, max) {
            (_, 0, 0) => return Ok(Node::Concat(Vec::new())),
            (_, 1, 1) => return Ok(part),
            // Looking twice sees no more.
            (_, 0, _) if longest == 0 => return Ok(Node::Optional(Box::new(part))),
            _ if longest == 0 => return Ok(part),
            (_, 0, 1) => return Ok(Node::Optional(Box::new(part))),
            // There are no two spaces in a row.
            (Node::Space, 0, _) => return Ok(Node::Optional(Box::new(part))),
            (Node::Space, ..) => return Ok(part),
            (Node::Char(c), ..) => vec![(*c, *c)],
            (Node::Class(ranges), ..) => ranges.clone(),
            _ => return Ok(expand(&part, min, max)),
        };
        let limit = u32::from(code::MAX_REPEAT);
        let (mut min, mut max, mut parts) = (min, max, Vec::new());
        while max > 0 {
            parts.push(Node::Repeat(ranges.clone(), min.min(limit) as u16, max.min(limit) as u16));
            (min, max) = (min.saturating_sub(limit), max.saturating_sub(limit));
        }
        Ok(match parts.len() {
            1 => parts.remove(0),
            _ => Node::Concat(parts),
        })
    }

    /// Shortest and longest match in characters.
    pub(super) fn lengths(&self) -> (usize, usize) {
        match self {
            Node::Char(_) | Node::Class(_) => (1, 1),
            Node::Space => (1, 2),
            Node::Repeat(_, min, max) => (*min as usize, *max as usize),
            Node::Concat(parts) => parts
                .iter()
                .map(Node::lengths)
                .fold((0, 0), |sum, part| (sum.0 + part.0, sum.1.saturating_add(part.1))),
            Node::Alt(parts) => {
                let lengths = || parts.iter().map(Node::lengths);
                (
                    lengths().map(|l| l.0).min().unwrap_or(0),
                    lengths().map(|l| l.1).max().unwrap_or(0),
                )
            }
            Node::Optional(part) => (0, part.lengths().1),
            Node::Look(_) | Node::Outside => (0, 0),
        }
    }
}

/// A group several times: written out, so that programs lead forward only. `x{1,3}` is `x(x(x)?)?`.
fn expand(part: &Node, min: u32, max: u32) -> Node {
    let mut rest = Node::Concat(Vec::new());
    for _ in min..max {
        rest = match rest {
            Node::Concat(parts) if parts.is_empty() => Node::Optional(Box::new(part.clone())),
            rest => Node::Optional(Box::new(Node::Concat(vec![part.clone(), rest]))),
        };
    }
    let mut parts = vec![part.clone(); min as usize];
    parts.push(rest);
    Node::Concat(parts)
}

fn ranges(class: &Class) -> Ranges {
    match class {
        Class::Unicode(class) => class.iter().map(|r| (r.start(), r.end())).collect(),
        Class::Bytes(class) => {
            class.iter().map(|r| (char::from(r.start()), char::from(r.end()))).collect()
        }
    }
}

/// The tree as the `regex` crate reads it: what the machine is tested against.
impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Node::Char(c) => f.write_str(&regex_syntax::escape(c.encode_utf8(&mut [0; 4]))),
            Node::Class(ranges) => write_class(f, ranges),
            Node::Space => f.write_str(r"(?: |\n\n?)"),
            Node::Repeat(ranges, min, max) => {
                write_class(f, ranges)?;
                write!(f, "{{{min},{max}}}")
            }
            Node::Concat(parts) => parts.iter().try_for_each(|part| part.fmt(f)),
            Node::Alt(parts) => {
                for (i, part) in parts.iter().enumerate() {
                    write!(f, "{}{part}", if i == 0 { "(?:" } else { "|" })?;
                }
                f.write_str(")")
            }
            Node::Optional(part) => write!(f, "(?:{part})?"),
            Node::Look(look) => f.write_str(match look {
                Look::Start => r"\A",
                Look::End => r"\z",
                Look::StartLF => "(?m:^)",
                Look::EndLF => "(?m:$)",
                Look::WordUnicode => r"\b",
                Look::WordUnicodeNegate => r"\B",
                Look::WordStartUnicode => r"\b{start}",
                Look::WordEndUnicode => r"\b{end}",
                Look::WordStartHalfUnicode => r"\b{start-half}",
                _ => r"\b{end-half}",
            }),
            Node::Outside => f.write_str(r"(?:\b|\b{start-half})"),
        }
    }
}

fn write_class(f: &mut fmt::Formatter<'_>, ranges: &Ranges) -> fmt::Result {
    f.write_str("[")?;
    for (first, last) in ranges {
        write!(f, r"\x{{{:x}}}-\x{{{:x}}}", *first as u32, *last as u32)?;
    }
    f.write_str("]")
}
