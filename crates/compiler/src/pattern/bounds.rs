//! Where in a pattern a word cannot go on, whatever the text: the literals of gates are bounded
//! there, which keeps "pin" out of "shopping".

use caveat_engine::literal::is_word;
use regex_syntax::hir::Look;

use super::tree::Node;

/// Whether no word's letter stands before what follows `node`, given that what follows begins with
/// one. `bound`: the same for `node` itself.
pub(super) fn bound_after(node: &Node, bound: bool) -> bool {
    match node {
        Node::Look(
            Look::Start
            | Look::StartLF
            | Look::WordUnicode
            | Look::WordStartUnicode
            | Look::WordStartHalfUnicode,
        ) => true,
        Node::Concat(parts) => parts.iter().fold(bound, |bound, part| bound_after(part, bound)),
        Node::Alt(parts) => parts.iter().all(|part| bound_after(part, bound)),
        Node::Optional(part) => bound && bound_after(part, bound),
        other => beside(other, bound),
    }
}

/// Whether no word's letter stands after what precedes `node`, given that this ends with one.
/// `bound`: the same for what `node` precedes.
pub(super) fn bound_before(node: &Node, bound: bool) -> bool {
    match node {
        Node::Look(
            Look::End
            | Look::EndLF
            | Look::WordUnicode
            | Look::WordEndUnicode
            | Look::WordEndHalfUnicode,
        ) => true,
        Node::Concat(parts) => {
            parts.iter().rev().fold(bound, |bound, part| bound_before(part, bound))
        }
        Node::Alt(parts) => parts.iter().all(|part| bound_before(part, bound)),
        Node::Optional(part) => bound && bound_before(part, bound),
        other => beside(other, bound),
    }
}

/// The parts that look the same from both sides.
fn beside(node: &Node, bound: bool) -> bool {
    let gap = |ranges: &[(char, char)]| {
        // No class of gaps has that many characters, and looking at more would take long.
        let count: u32 = ranges.iter().map(|(a, b)| *b as u32 - *a as u32 + 1).sum();
        count < 1_000 && ranges.iter().all(|&(a, b)| !(a..=b).any(is_word))
    };
    match node {
        Node::Space | Node::Outside => true,
        Node::Char(c) => !is_word(*c),
        Node::Class(ranges) => gap(ranges),
        Node::Repeat(ranges, min, _) => gap(ranges) && (bound || *min > 0),
        _ => bound,
    }
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;

    /// The literal pass asks `is_word`, programs ask their own class. A bound taken from a program
    /// holds for the literal pass only if what is a word there is one here.
    #[test]
    fn both_ideas_of_a_word_agree_where_it_matters() {
        let ranges = words::ranges();
        for c in (0..=0x10ffff).filter_map(char::from_u32).filter(|&c| is_word(c)) {
            assert!(ranges.iter().any(|&(a, b)| (a..=b).contains(&c)), "{c:?} {:x}", c as u32);
        }
    }
}
