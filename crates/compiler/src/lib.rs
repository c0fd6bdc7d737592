//! `rules/` and `guides/` in, a checked Pack out.
//!
//! [`Tree::read`] reads the files, [`compile`] checks and ties them together. Every remark points
//! at its place. A Pack is made only when no remark is an error; the same tree gives the same
//! bytes.

mod book;
mod diagnostic;
mod edition;
mod examples;
mod files;
mod fold_table;
mod format;
mod guides;
mod inventory;
mod kinds;
mod languages;
mod lower;
mod lower_brands;
mod lower_hosts;
mod lower_scams;
mod lower_signals;
pub mod pattern;
mod reporting;
mod selector;
mod sites;

use std::collections::BTreeMap;

use caveat_engine::Rules;
use caveat_pack::{ENGINE_LEVEL, Pack, Part, PartKind};

pub use diagnostic::{Diagnostic, Severity};
pub use examples::{Example, Expect};
pub use files::{File, ReadError, Tree};
pub use fold_table::fold_table;
pub use guides::{Block, Guide, Section};
pub use kinds::Kind;
pub use reporting::{Channel, Country, Month, Reporting};

/// A compiled tree.
#[derive(Debug)]
pub struct Compiled {
    /// The engine's rules, validated.
    pub rules: Rules,
    /// Examples to be tried on them.
    pub examples: Vec<Example>,
    /// Guides by language.
    pub guides: BTreeMap<String, Vec<Guide>>,
    /// Every kind of scam, by id.
    pub kinds: Vec<Kind>,
    /// Where to report.
    pub reporting: Reporting,
    /// The version that `rules/edition.toml` gives the Pack.
    pub edition: u64,
    /// Parts of the Pack.
    parts: Vec<OwnedPart>,
}

#[derive(Debug)]
struct OwnedPart {
    name: String,
    kind: PartKind,
    lang: [u8; 4],
    bytes: Vec<u8>,
}

impl OwnedPart {
    fn part(&self) -> Part<'_> {
        Part { kind: self.kind.number(), level: ENGINE_LEVEL, lang: self.lang, bytes: &self.bytes }
    }
}

impl Compiled {
    /// The whole Pack in one file.
    pub fn pack(&self, version: u64) -> Vec<u8> {
        Pack { version, parts: self.parts.iter().map(OwnedPart::part).collect() }.write()
    }

    /// Each part as a Pack of its own, with its file name: `engine.pack`, `sites.pack`,
    /// `reporting.pack`, `words.de.pack`, `guides.en.pack`, `texts.de.pack`, `inventory.pack`. The extension packages these, so that the background
    /// loads rules without guides.
    pub fn split(&self, version: u64) -> impl Iterator<Item = (String, Vec<u8>)> {
        self.parts.iter().map(move |part| {
            let pack = Pack { version, parts: vec![part.part()] };
            (format!("{}.pack", part.name), pack.write())
        })
    }
}

/// Checks a tree and, when nothing is wrong with it, compiles it.
pub fn compile(tree: &Tree) -> (Option<Compiled>, Vec<Diagnostic>) {
    let mut remarks = Vec::new();
    let Some(mut book) = book::Book::read(tree, &mut remarks) else { return (None, remarks) };
    let texts = languages::read(tree, &mut book, &mut remarks);
    let book = book;
    let examples = examples::collect(&book, &mut remarks);
    let brands: Vec<&str> = book.brands.iter().map(|b| b.file.stem()).collect();
    let reporting = reporting::read(tree, &brands, &mut remarks);
    let sites = sites::read(tree, &mut remarks);
    let known = guides::Known {
        signals: book.signals.iter().map(|s| s.entry.id.get_ref().as_str()).collect(),
        brands,
        channels: reporting.ids(),
    };
    let guides = guides::read(tree, &known, &mut remarks);
    let edition = edition::number(&book, &mut remarks);
    let inventory = inventory::list(&book, &sites, &guides, &mut remarks);
    let (rules, mut remarks) = lower::lower(tree, &book, remarks);
    remarks.sort_by(|a, b| {
        (a.severity, &a.path, a.range.start).cmp(&(b.severity, &b.path, b.range.start))
    });
    if remarks.iter().any(|r| r.severity == Severity::Error) {
        return (None, remarks);
    }
    let own = rules.languages.iter().map(|language| &language.patterns);
    let mut patterns = std::iter::once(&rules.patterns).chain(own);
    let sound =
        rules.validate().and_then(|()| patterns.try_for_each(caveat_engine::pattern::validate));
    let sayable = rules.sayable().and_then(|()| texts.values().try_for_each(|t| t.sayable()));
    let sound = sound.and(sayable);
    if let Err(damage) = sound {
        // The compiler's own mistake, not the author's; still said, never shipped.
        let file = File { path: "rules".into(), text: "".into() };
        remarks.push(Diagnostic::error(
            &file,
            0..0,
            format!("the compiler made bad rules: {damage}"),
        ));
        return (None, remarks);
    }
    let mut parts = vec![
        part("engine", PartKind::Rules, "", caveat_pack::encode_rules(&rules)),
        part("sites", PartKind::Sites, "", json(&sites)),
        part("reporting", PartKind::Reporting, "", json(&reporting)),
    ];
    for language in &rules.languages {
        let bytes = caveat_pack::encode_words(language);
        parts.push(part(
            &format!("words.{}", language.code),
            PartKind::Words,
            &language.code,
            bytes,
        ));
    }
    for (language, guides) in &guides {
        let brands: BTreeMap<&str, _> =
            book.brands.iter().map(|b| (b.file.stem(), b.facts())).collect();
        let value = serde_json::json!({ "lang": language, "guides": guides, "brands": brands });
        parts.push(part(&format!("guides.{language}"), PartKind::Guides, language, json(&value)));
    }
    for (language, texts) in &texts {
        let bytes = caveat_pack::encode_texts(texts);
        parts.push(part(&format!("texts.{language}"), PartKind::Texts, language, bytes));
    }
    parts.push(part("inventory", PartKind::Inventory, "", json(&inventory)));
    let kinds = kinds::list(&book, &guides);
    (Some(Compiled { rules, examples, guides, kinds, reporting, edition, parts }), remarks)
}

fn part(name: &str, kind: PartKind, language: &str, bytes: Vec<u8>) -> OwnedPart {
    let mut lang = [0; 4];
    for (to, from) in lang.iter_mut().zip(language.bytes()) {
        *to = from;
    }
    OwnedPart { name: name.to_owned(), kind, lang, bytes }
}

fn json(value: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
