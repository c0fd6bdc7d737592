//! What there is to know about a kind at a glance, for the generated index.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::guides::Guide;

/// One kind of scam.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// File name in `rules/scams/`.
    pub id: String,
    /// In a few words.
    pub name: String,
    /// Channels it lives in; empty for all.
    pub channels: Vec<String>,
    /// Signals that stand in its own file.
    pub signals: usize,
    /// Conditions of which one is enough.
    pub conditions: usize,
    /// Examples that warn, in all languages.
    pub firing: usize,
    /// Examples that do not.
    pub silent: usize,
    /// Its guide's file name.
    pub guide: String,
    /// Languages that have its guide.
    pub guides: Vec<String>,
}

/// Every kind of the book, by id.
pub(crate) fn list(book: &Book, guides: &BTreeMap<String, Vec<Guide>>) -> Vec<Kind> {
    let kind = |def: &crate::book::ScamDef| {
        let (entry, id) = (&def.entry, def.file.stem());
        let guide = entry.guide.as_ref().map_or(id, |g| g.get_ref());
        let elsewhere = book.examples.iter().filter(|(file, _)| file.stem() == id);
        let examples = entry.example.iter().chain(elsewhere.map(|(_, example)| example));
        let silent = examples.clone().filter(|e| e.get_ref().expect.get_ref() == "none").count();
        let has = |list: &[Guide]| list.iter().any(|g| g.id == guide);
        Kind {
            id: id.to_owned(),
            name: entry.name.get_ref().clone(),
            channels: entry.channels.iter().flatten().map(|c| c.get_ref().clone()).collect(),
            signals: book.signals.iter().filter(|s| s.file.path == def.file.path).count(),
            conditions: entry.when.len(),
            firing: examples.count() - silent,
            silent,
            guide: guide.to_owned(),
            guides: guides.iter().filter(|(_, l)| has(l)).map(|(code, _)| code.clone()).collect(),
        }
    };
    book.scams.iter().map(kind).collect()
}
