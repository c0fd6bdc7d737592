//! `rules/languages/<code>/`: what a language adds. Every file there is optional, and every file
//! is a new one: a language touches nothing that stands already.
//!
//! - `common.toml`: words that tell the language, so that the others are looked for only in it
//! - `words/*.toml`: the language's wordings of signals that stand in `rules/signals/` or a kind
//! - `texts.toml`: what is said of signals and kinds, for readers of that language
//! - `examples/<kind>.toml`: examples of a kind in that language
//! - `negation.toml`: its words of denial and report

use std::collections::BTreeMap;

use caveat_engine::rules::Texts;
use serde::Deserialize;
use toml::Spanned;

use crate::book::{Book, Wording};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::files::{File, Tree};
use crate::format::{ExampleEntry, NegationFile, Text, WordsFile, parse};

const FOLDER: &str = "rules/languages/";

/// `common.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CommonFile {
    words: Vec<Text>,
}

/// `texts.toml`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextsFile {
    /// By signal: continues "The message …" in that language.
    #[serde(default)]
    signals: BTreeMap<Text, Text>,
    /// By kind.
    #[serde(default)]
    scams: BTreeMap<Text, Titles>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Titles {
    title: Text,
    title_caution: Text,
}

/// `examples/<kind>.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExamplesFile {
    example: Vec<Spanned<ExampleEntry>>,
}

/// What a file of a language is, by its path.
enum Role {
    Common,
    Words,
    Texts,
    Examples,
    Negation,
}

/// Language code and role of a file below [`FOLDER`]; `Err` when it is none of them.
fn role(path: &str) -> Option<Result<(&str, Role), ()>> {
    let (code, rest) = path.strip_prefix(FOLDER)?.split_once('/')?;
    let role = match rest {
        "common.toml" => Role::Common,
        "texts.toml" => Role::Texts,
        "negation.toml" => Role::Negation,
        _ if !rest.ends_with(".toml") => return None,
        _ if rest.starts_with("words/") => Role::Words,
        _ if rest.starts_with("examples/") => Role::Examples,
        _ => return Some(Err(())),
    };
    Some(Ok((code, role)))
}

/// Reads every language into the book, and gives their texts by code.
pub(crate) fn read(
    tree: &Tree,
    book: &mut Book,
    remarks: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Texts> {
    let mut texts = BTreeMap::new();
    for file in &tree.files {
        let Some(found) = role(&file.path) else { continue };
        let Ok((code, role)) = found else {
            remarks.push(Diagnostic::error(file, 0..0, "this is no file of a language").help(
                "a language has common.toml, words/*.toml, texts.toml, examples/<kind>.toml, \
                 negation.toml",
            ));
            continue;
        };
        // Four bytes is the room a Pack has for a code.
        if !(2..=4).contains(&code.len()) || !code.bytes().all(|b| b.is_ascii_lowercase()) {
            remarks.push(
                Diagnostic::error(file, 0..0, format!("`{code}` is no language code"))
                    .help("the folder's name is an ISO 639 code: de, fr, swa"),
            );
            continue;
        }
        let outcome = match role {
            Role::Common => parse::<CommonFile>(file).map(|parsed| {
                book.common.insert(code.to_owned(), (file.clone(), parsed.words));
            }),
            Role::Words => {
                parse::<WordsFile>(file).map(|parsed| words(file, code, parsed, book, remarks))
            }
            Role::Examples => {
                parse::<ExamplesFile>(file).map(|parsed| examples(file, parsed, book, remarks))
            }
            Role::Negation => {
                parse::<NegationFile>(file).map(|parsed| book.negation.push((file.clone(), parsed)))
            }
            Role::Texts => parse::<TextsFile>(file).map(|parsed| {
                texts.insert(code.to_owned(), sentences(file, &parsed, book, remarks));
            }),
        };
        remarks.extend(outcome.err());
    }
    texts
}

fn words(
    file: &File,
    language: &str,
    parsed: WordsFile,
    book: &mut Book,
    remarks: &mut Vec<Diagnostic>,
) {
    for entry in parsed.words {
        match book.signal(entry.signal.get_ref()) {
            Some(index) => book.signals[index].more.push(Wording {
                file: file.clone(),
                language: language.to_owned(),
                entry,
            }),
            None => remarks.push(no_signal(file, &entry.signal, book)),
        }
    }
}

fn no_signal(file: &File, id: &Text, book: &Book) -> Diagnostic {
    let known = book.signals.iter().map(|s| s.entry.id.get_ref().as_str());
    let help =
        did_you_mean(id.get_ref(), known, "signals stand in rules/signals/ and rules/scams/");
    Diagnostic::error(file, id.span(), format!("no signal `{}`", id.get_ref())).help(help)
}

fn no_kind(file: &File, id: &str, place: std::ops::Range<usize>, book: &Book) -> Diagnostic {
    let known = book.scams.iter().map(|s| s.file.stem());
    let help = did_you_mean(id, known, "kinds are the files of rules/scams/");
    Diagnostic::error(file, place, format!("no kind `{id}`")).help(help)
}

fn examples(file: &File, parsed: ExamplesFile, book: &mut Book, remarks: &mut Vec<Diagnostic>) {
    if book.scams.iter().all(|scam| scam.file.stem() != file.stem()) {
        remarks.push(no_kind(file, file.stem(), 0..0, book));
    }
    book.examples.extend(parsed.example.into_iter().map(|example| (file.clone(), example)));
}

fn sentences(file: &File, parsed: &TextsFile, book: &Book, remarks: &mut Vec<Diagnostic>) -> Texts {
    let mut pairs: Vec<(String, &str)> = Vec::new();
    for (id, says) in &parsed.signals {
        let Some(index) = book.signal(id.get_ref()) else {
            remarks.push(no_signal(file, id, book));
            continue;
        };
        // A sentence that asks for what the detector does not give would show its braces.
        let english = book.signals[index].entry.says.get_ref();
        for place in ["{brand}", "{domain}", "{shown}"] {
            if says.get_ref().contains(place) && !english.contains(place) {
                remarks.push(
                    Diagnostic::error(file, says.span(), format!("nothing fills in {place} here"))
                        .help(format!("the English sentence is: {english}")),
                );
            }
        }
        pairs.push((format!("signal/{}", id.get_ref()), says.get_ref()));
    }
    for (id, titles) in &parsed.scams {
        if book.scams.iter().all(|scam| scam.file.stem() != id.get_ref()) {
            remarks.push(no_kind(file, id.get_ref(), id.span(), book));
        }
        pairs.push((format!("danger/{}", id.get_ref()), titles.title.get_ref()));
        pairs.push((format!("caution/{}", id.get_ref()), titles.title_caution.get_ref()));
    }
    Texts::new(pairs.iter().map(|(key, text)| (key.as_str(), *text)))
}
