//! What a word is made of.

use std::sync::OnceLock;

use regex_syntax::hir::{Class, HirKind};

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
            Ok(HirKind::Class(Class::Unicode(class))) => {
                class.iter().map(|r| (r.start(), r.end())).collect()
            }
            _ => Ranges::new(),
        })
        .clone()
}
