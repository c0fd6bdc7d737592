//! The table by which the engine folds single characters, made from the Unicode crates.
//!
//! A row says what a character becomes in one step: compatibility form, look-alike letter,
//! lower case, marks off. The engine then needs no Unicode tables of its own in the browser.
//!
//! Two decisions shape the rows. *A letter and its capital fold to the same*, or a Russian phrase
//! would not be found at the start of a sentence: so Cyrillic `в` becomes `b` as `В` does.
//! And *only letters that pose as ASCII letters are look-alikes*: Unicode's full skeleton also
//! turns `m` into `rn`, `I` into `l` and `З` into `3`, which would damage honest words.

mod letters;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use caveat_engine::rules::{FoldTable, Strings};
use unicode_normalization::UnicodeNormalization;

/// Rounds until no row's text holds a character that has a row itself. Two are needed today.
const CLOSING_ROUNDS: usize = 8;

/// The table for [`caveat_engine::fold::fold`]. The same rows on every machine and every run.
pub fn fold_table() -> FoldTable {
    let mut rows: BTreeMap<char, (String, u8)> =
        ('\u{80}'..letters::LAST).filter_map(|c| row(c).map(|row| (c, row))).collect();
    for _ in 0..CLOSING_ROUNDS {
        let longer: Vec<(char, String)> = rows
            .iter()
            .filter(|(_, (to, _))| to.chars().any(|c| rows.contains_key(&c)))
            .map(|(&from, (to, _))| (from, closed(to, &rows)))
            .collect();
        if longer.is_empty() {
            break;
        }
        for (from, to) in longer {
            if let Some(row) = rows.get_mut(&from) {
                row.0 = to;
            }
        }
    }
    let mut table = FoldTable::default();
    let mut to = Strings::default();
    for (from, (text, kind)) in rows {
        table.from.push(u32::from(from));
        to.push(&text);
        table.kind.push(kind);
    }
    table.to = to;
    table
}

fn closed(text: &str, rows: &BTreeMap<char, (String, u8)>) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match rows.get(&c) {
            Some((to, _)) => out.push_str(to),
            None => out.push(c),
        }
    }
    out.nfc().collect()
}

/// What `c` becomes in one step, or `None` when it stays.
fn row(c: char) -> Option<(String, u8)> {
    if letters::keeps(c) {
        return None;
    }
    if let Some(to) = letters::punctuation(c) {
        return Some((to.to_owned(), FoldTable::ORDINARY));
    }
    if letters::invisible(c) {
        return Some((String::new(), FoldTable::INVISIBLE));
    }
    if letters::mark(c) {
        return Some((String::new(), FoldTable::ORDINARY));
    }
    if let Some((to, kind)) = letters::posed(c) {
        return Some((to.to_string(), kind));
    }
    let mut to = String::new();
    // Decomposed, so that the letter under the marks is what is compared; composed again at the
    // end, because kana, Hangul and Indic letters keep theirs.
    for d in c.nfkd().flat_map(char::to_lowercase).nfkd() {
        if letters::mark(d) || letters::invisible(d) {
            continue;
        }
        match letters::posed(d) {
            Some((letter, _)) => to.push(letter),
            None => match letters::punctuation(d) {
                Some(text) => to.push_str(text),
                None => to.push(d),
            },
        }
    }
    let to: String = to.nfc().collect();
    // A spacing accent (U+00A8) decomposes to a space and a mark: better left as it is.
    if to.is_empty() || to == " " || to == c.to_string() {
        return None;
    }
    Some((to, letters::kind(c)))
}
