//! What a Pack holds, for telling one from another in words ("3 scams added, 12 phrases changed")
//! and for what an update may not take away. Hashes are CRC-32: they tell that something changed,
//! and protect nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::book::{Book, SignalDef};
use crate::diagnostic::Diagnostic;
use crate::format::{ScamFile, Text, When, Worded};
use crate::guides::Guide;
use crate::sites::Adapter;

type Hashes = BTreeMap<String, String>;

/// The part's JSON.
#[derive(Debug, Serialize)]
pub(crate) struct Inventory {
    scams: BTreeMap<String, Kind>,
    /// By signal, its phrases and patterns of all languages.
    signals: BTreeMap<String, BTreeSet<String>>,
    brands: Hashes,
    sites: BTreeMap<String, Site>,
    /// By language, by guide.
    guides: BTreeMap<String, Hashes>,
    scoring: String,
    /// `signal:<id>` and `scam:<id>` of what no update may take away.
    core: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Kind {
    hash: String,
    title: String,
}

#[derive(Debug, Serialize)]
struct Site {
    hash: String,
    name: String,
}

fn hash(text: impl AsRef<[u8]>) -> String {
    format!("{:08x}", crc32fast::hash(text.as_ref()))
}

/// Lists what the book and the other parts hold.
pub(crate) fn list(
    book: &Book,
    sites: &[Adapter],
    guides: &BTreeMap<String, Vec<Guide>>,
    remarks: &mut Vec<Diagnostic>,
) -> Inventory {
    let scams = book.scams.iter().map(|scam| {
        let title = scam.entry.name.get_ref().clone();
        (scam.file.stem().to_owned(), Kind { hash: hash(said(&scam.entry)), title })
    });
    let signals =
        book.signals.iter().map(|signal| (signal.entry.id.get_ref().clone(), words(signal)));
    let brands =
        book.brands.iter().map(|brand| (brand.file.stem().to_owned(), hash(&*brand.file.text)));
    let sites = sites.iter().map(|site| {
        let bytes = serde_json::to_vec(site).unwrap_or_default();
        (site.id.clone(), Site { hash: hash(bytes), name: site.name.clone() })
    });
    let guides = guides.iter().map(|(language, guides)| {
        let guide =
            |guide: &Guide| (guide.id.clone(), hash(serde_json::to_vec(guide).unwrap_or_default()));
        (language.clone(), guides.iter().map(guide).collect())
    });
    Inventory {
        scams: scams.collect(),
        signals: signals.collect(),
        brands: brands.collect(),
        sites: sites.collect(),
        guides: guides.collect(),
        scoring: hash(&*book.scoring.0.text),
        core: core(book, remarks),
    }
}

/// What a Pack keeps of a kind, in one line: not its examples, nor how its file is laid out.
fn said(scam: &ScamFile) -> String {
    let list =
        |texts: &[Text]| texts.iter().map(|t| t.get_ref().as_str()).collect::<Vec<_>>().join(" ");
    let condition = |when: &When| {
        let some = when.at_least.as_ref().map(|a| format!("{} {}", a.n.get_ref(), list(&a.of)));
        let sets = [&when.brand, &when.all, &when.any, &when.none].map(|set| list(set));
        format!("{:?} {} {sets:?} {some:?}", when.lift.get_ref(), when.level.get_ref())
    };
    let conditions: Vec<String> = scam.when.iter().map(|when| condition(when.get_ref())).collect();
    let titles = [&scam.title, &scam.title_caution].map(|title| title.get_ref().as_str());
    let guide = scam.guide.as_ref().map(|guide| guide.get_ref().as_str());
    let channels = scam.channels.as_ref().map(|channels| list(channels));
    format!("{titles:?} {guide:?} {channels:?} {} {conditions:?}", scam.net)
}

/// Every phrase and pattern of a signal, its language before it. Half a hash each: they are compared
/// within one signal only, and hashes cannot be compressed.
fn words(signal: &SignalDef) -> BTreeSet<String> {
    let of = |language: &str, texts: &[Text]| {
        let short = |t: &Text| hash(format!("{language} {}", t.get_ref())).split_off(4);
        texts.iter().map(short).collect::<Vec<_>>()
    };
    let by_language =
        |worded: &Worded| worded.iter().flat_map(|(l, texts)| of(l, texts)).collect::<Vec<_>>();
    let own = [&signal.entry.phrases, &signal.entry.patterns];
    let mut all: BTreeSet<String> = own.into_iter().flat_map(by_language).collect();
    for more in &signal.more {
        all.extend(of(&more.language, &more.entry.phrases));
        all.extend(of(&more.language, &more.entry.patterns));
    }
    all
}

/// What stays whatever an update says: the kinds of `rules/core.toml`, and everything that is seen
/// in what a message is (links, senders, disguise) rather than in its words.
fn core(book: &Book, remarks: &mut Vec<Diagnostic>) -> Vec<String> {
    let seen = |signal: &&SignalDef| signal.entry.detector.is_some();
    let signals =
        book.signals.iter().filter(seen).map(|s| format!("signal:{}", s.entry.id.get_ref()));
    let mut core: Vec<String> = signals.collect();
    for (file, id) in
        book.core.iter().flat_map(|(file, core)| core.scams.iter().map(move |id| (file, id)))
    {
        if !book.scams.iter().any(|scam| scam.file.stem() == id.get_ref()) {
            let title = format!("no kind `{}`", id.get_ref());
            remarks.push(
                Diagnostic::error(file, id.span(), title).help("kinds stand in rules/scams/"),
            );
        }
        core.push(format!("scam:{}", id.get_ref()));
    }
    core.sort();
    core
}
