//! Brands into the engine's columns.

use std::collections::BTreeMap;

use caveat_engine::fold::fold;
use caveat_engine::rules::{END_BOUND, LiteralUse, START_BOUND, Strings};

use crate::book::Book;
use crate::diagnostic::Diagnostic;
use crate::files::File;
use crate::format::Text;
use crate::lower::Lowering;

/// What a brand can be; `kind:bank` in a condition means all of that kind.
const KINDS: [&str; 19] = [
    "bank",
    "card",
    "payment",
    "shop",
    "courier",
    "telecom",
    "mail",
    "cloud",
    "social",
    "streaming",
    "software",
    "tax",
    "toll",
    "government",
    "crypto",
    "marketplace",
    "travel",
    "support",
    "utility",
];

/// Shortest word by which a domain may pose as a brand. Shorter ones stand in every other name.
const MIN_TOKEN_CHARS: usize = 4;

pub(crate) fn lower(book: &Book, low: &mut Lowering) {
    let mut domains: BTreeMap<String, u32> = BTreeMap::new();
    let mut tokens: BTreeMap<String, u32> = BTreeMap::new();
    for (index, def) in book.brands.iter().enumerate() {
        let (index, entry, file) = (index as u32, &def.entry, &def.file);
        if !KINDS.contains(&entry.kind.get_ref().as_str()) {
            low.remarks.push(
                Diagnostic::error(
                    file,
                    entry.kind.span(),
                    format!("no kind `{}`", entry.kind.get_ref()),
                )
                .help(format!("kinds are {}", KINDS.join(", "))),
            );
        }
        let brands = &mut low.rules.brands;
        brands.id.push(low.strings.intern(file.stem()));
        brands.name.push(low.strings.intern(entry.name.get_ref()));
        brands.common_word.push(entry.common_word.into());
        for name in &entry.names {
            let folded = fold(name.get_ref(), &low.rules.fold).text;
            if folded.chars().count() < 2 {
                low.remarks.push(Diagnostic::error(file, name.span(), "this name is too short"));
                continue;
            }
            low.words("").literals.add(&folded, START_BOUND | END_BOUND, LiteralUse::Brand(index));
        }
        for domain in &entry.domains {
            if let Some(host) = host(file, domain, low) {
                claim(&mut domains, host, index, file, domain, low);
            }
        }
        let given = entry.tokens.as_ref();
        for token in given.unwrap_or(&entry.names) {
            let word = fold(token.get_ref(), &low.rules.fold).text.replace(' ', "");
            let sound = word.chars().count() >= MIN_TOKEN_CHARS
                && word.bytes().all(|b| b.is_ascii_alphanumeric());
            if given.is_some() && !sound {
                low.remarks.push(
                    Diagnostic::error(file, token.span(), format!("`{word}` cannot be a token"))
                        .help(format!("tokens are at least {MIN_TOKEN_CHARS} letters or digits")),
                );
            } else if sound && (given.is_some() || !entry.common_word) {
                claim(&mut tokens, word, index, file, token, low);
            }
        }
    }
    let brands = &mut low.rules.brands;
    brands.domains = domains.keys().map(String::as_str).collect::<Strings>();
    brands.domain_brand = domains.into_values().collect();
    brands.tokens = tokens.keys().map(String::as_str).collect::<Strings>();
    brands.token_brand = tokens.into_values().collect();
}

fn claim(
    owned: &mut BTreeMap<String, u32>,
    word: String,
    brand: u32,
    file: &File,
    text: &Text,
    low: &mut Lowering,
) {
    match owned.insert(word, brand) {
        Some(other) if other != brand => low.remarks.push(
            Diagnostic::error(file, text.span(), "another brand has this too")
                .help("give it to the brand that owns it and leave it out here"),
        ),
        _ => {}
    }
}

/// A host name in its ASCII form, or a remark.
pub(crate) fn host(file: &File, text: &Text, low: &mut Lowering) -> Option<String> {
    let host = idna::domain_to_ascii_strict(text.get_ref()).ok();
    let host = host.filter(|h| !h.is_empty() && h == &h.to_ascii_lowercase());
    if host.is_none() {
        low.remarks.push(
            Diagnostic::error(
                file,
                text.span(),
                format!("`{}` is not a host name", text.get_ref()),
            )
            .help("write it without scheme, path or port: example.com"),
        );
    }
    host
}
