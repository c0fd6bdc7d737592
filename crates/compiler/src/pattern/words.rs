//! What a word is made of.

use std::sync::OnceLock;

use caveat_engine::literal::is_word;
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

use super::tree::Ranges;

/// Letters, marks and digits of scripts that put spaces between words. Everywhere else a word may
/// touch the next one, so there is no bound to look for. The underscore is no letter: people
/// write `_urgent_`.
const WORD: &str = r"[\w--[_\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]]";

/// The characters of words.
pub(super) fn ranges() -> Ranges {
    static RANGES: OnceLock<Ranges> = OnceLock::new();
    RANGES
        .get_or_init(|| match regex_syntax::parse(WORD).map(|hir| hir.into_kind()) {
            Ok(HirKind::Class(Class::Unicode(mut class))) => {
                // Letters that the literal pass knows and this crate does not: one of the two is
                // of a newer Unicode. The bounds of gates rely on there being none.
                let more = ('\0'..=char::MAX).filter(|&c| is_word(c));
                class.union(&ClassUnicode::new(more.map(|c| ClassUnicodeRange::new(c, c))));
                class.iter().map(|r| (r.start(), r.end())).collect()
            }
            _ => Ranges::new(),
        })
        .clone()
}
