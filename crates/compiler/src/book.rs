//! All rule files, parsed but not yet tied together.

use std::collections::BTreeMap;

use toml::Spanned;

use crate::diagnostic::Diagnostic;
use crate::files::{File, Tree};
use crate::format::{
    BrandFile, CoreFile, EditionFile, ExampleEntry, NegationFile, RedirectorFile, ScamFile,
    ScoringFile, SignalEntry, SignalFile, Text, WordsEntry, parse,
};

/// A signal and where it is defined.
#[derive(Debug)]
pub(crate) struct SignalDef {
    /// Its file.
    pub file: File,
    /// Its family.
    pub family: String,
    /// The entry.
    pub entry: SignalEntry,
    /// What other languages add.
    pub more: Vec<Wording>,
}

/// A language's wordings of a signal, and where they stand.
#[derive(Debug)]
pub(crate) struct Wording {
    /// Their file.
    pub file: File,
    /// The language's code.
    pub language: String,
    /// The entry.
    pub entry: WordsEntry,
}

/// A scam and its file. The id is the file's name.
#[derive(Debug)]
pub(crate) struct ScamDef {
    /// Its file.
    pub file: File,
    /// What it says. Its own signals have moved to [`Book::signals`].
    pub entry: ScamFile,
}

/// A brand and its file. The id is the file's name.
#[derive(Debug)]
pub(crate) struct BrandDef {
    /// Its file.
    pub file: File,
    /// What it says.
    pub entry: BrandFile,
}

impl BrandDef {
    /// What the guide page tells of the brand.
    pub(crate) fn facts(&self) -> serde_json::Value {
        let text = |t: &crate::format::Text| t.get_ref().clone();
        let entry = &self.entry;
        serde_json::json!({ "name": text(&entry.name), "does": text(&entry.does), "never": text(&entry.never) })
    }
}

/// Everything under `rules/` but the lists of hosts and the sites.
#[derive(Debug)]
pub(crate) struct Book {
    /// Signals of all files, in the order of their paths.
    pub signals: Vec<SignalDef>,
    /// Kinds, by id.
    pub scams: Vec<ScamDef>,
    /// Brands, by id.
    pub brands: Vec<BrandDef>,
    /// Numbers.
    pub scoring: (File, ScoringFile),
    /// Words of denial and report: everybody's, then those of languages.
    pub negation: Vec<(File, NegationFile)>,
    /// By language, the words that tell it.
    pub common: BTreeMap<String, (File, Vec<Text>)>,
    /// Examples of kinds that stand outside the kinds' own files.
    pub examples: Vec<(File, Spanned<ExampleEntry>)>,
    /// Redirectors.
    pub redirectors: (File, RedirectorFile),
    /// Number of this edition.
    pub edition: (File, EditionFile),
    /// What stays. Trees without the file have nothing that must.
    pub core: Option<(File, CoreFile)>,
}

const SCORING: &str = "rules/scoring.toml";
const NEGATION: &str = "rules/lists/negation.toml";
const REDIRECTORS: &str = "rules/lists/redirectors.toml";
const EDITION: &str = "rules/edition.toml";
const CORE: &str = "rules/core.toml";

impl Book {
    /// Parses every rule file. `None` when one of the single files is missing or unreadable;
    /// the remarks then say which.
    pub(crate) fn read(tree: &Tree, remarks: &mut Vec<Diagnostic>) -> Option<Book> {
        let mut signals = Vec::new();
        for file in tree.in_folder("rules/signals", ".toml") {
            if let Some(parsed) = kept(parse::<SignalFile>(file), remarks) {
                let family = parsed.family.into_inner();
                signals.extend(parsed.signal.into_iter().map(|entry| SignalDef {
                    file: file.clone(),
                    family: family.clone(),
                    entry,
                    more: Vec::new(),
                }));
            }
        }
        let mut scams = Vec::new();
        for file in tree.in_folder("rules/scams", ".toml") {
            if let Some(mut entry) = kept(parse::<ScamFile>(file), remarks) {
                for own in std::mem::take(&mut entry.signal) {
                    let Some(family) = own.family.as_ref().map(|f| f.get_ref().clone()) else {
                        remarks.push(
                            Diagnostic::error(file, own.id.span(), "this signal has no family")
                                .help("add family = \"pretext\" or another of rules/signals/"),
                        );
                        continue;
                    };
                    signals.push(SignalDef {
                        file: file.clone(),
                        family,
                        entry: own,
                        more: Vec::new(),
                    });
                }
                scams.push(ScamDef { file: file.clone(), entry });
            }
        }
        let brands = tree
            .in_folder("rules/brands", ".toml")
            .filter_map(|file| {
                let entry = kept(parse::<BrandFile>(file), remarks)?;
                Some(BrandDef { file: file.clone(), entry })
            })
            .collect();
        let scoring = single(tree, SCORING, remarks);
        let negation = single(tree, NEGATION, remarks);
        let redirectors = single(tree, REDIRECTORS, remarks);
        let edition = single(tree, EDITION, remarks);
        let core = tree.file(CORE).is_some().then(|| single(tree, CORE, remarks));
        Some(Book {
            signals,
            scams,
            brands,
            scoring: scoring?,
            negation: vec![negation?],
            common: BTreeMap::new(),
            examples: Vec::new(),
            redirectors: redirectors?,
            edition: edition?,
            core: match core {
                Some(core) => Some(core?),
                None => None,
            },
        })
    }

    /// The signal's index, when there is one of that id.
    pub(crate) fn signal(&self, id: &str) -> Option<usize> {
        self.signals.iter().position(|s| s.entry.id.get_ref() == id)
    }

    /// The brand's index, when there is one of that id.
    pub(crate) fn brand(&self, id: &str) -> Option<usize> {
        self.brands.iter().position(|b| b.file.stem() == id)
    }
}

fn kept<T>(parsed: Result<T, Diagnostic>, remarks: &mut Vec<Diagnostic>) -> Option<T> {
    parsed.map_err(|remark| remarks.push(remark)).ok()
}

fn single<T: for<'d> serde::Deserialize<'d>>(
    tree: &Tree,
    path: &str,
    remarks: &mut Vec<Diagnostic>,
) -> Option<(File, T)> {
    let Some(file) = tree.file(path) else {
        let missing = File { path: path.into(), text: "".into() };
        remarks.push(
            Diagnostic::error(&missing, 0..0, format!("{path} is missing"))
                .help("restore it from the repository: no Pack is made without it"),
        );
        return None;
    };
    kept(parse(file), remarks).map(|parsed| (file.clone(), parsed))
}
