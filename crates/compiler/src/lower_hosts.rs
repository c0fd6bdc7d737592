//! Lists of hosts, the public suffix list and redirectors into the engine's columns.

use std::collections::{BTreeMap, BTreeSet};

use caveat_engine::rules::{HostList, Strings};

use crate::book::Book;
use crate::diagnostic::Diagnostic;
use crate::files::{File, Tree};
use crate::lower::Lowering;

const SUFFIXES: &str = "rules/lists/public_suffix_list.dat";

pub(crate) fn lower(tree: &Tree, book: &Book, low: &mut Lowering) {
    let mut listed = BTreeSet::new();
    for (number, list) in HostList::ALL.into_iter().enumerate() {
        let path = format!("rules/lists/{}.txt", list.name());
        let Some(file) = tree.file(&path) else {
            missing(&path, low);
            continue;
        };
        for (host, range) in lines(file, "#") {
            match idna::domain_to_ascii(host) {
                Ok(host) if !host.is_empty() => {
                    if !listed.insert(format!("{number}{host}")) {
                        low.remarks.push(
                            Diagnostic::warning(file, range, format!("`{host}` stands twice"))
                                .help("remove one"),
                        );
                    }
                }
                _ => low.remarks.push(
                    Diagnostic::error(file, range, format!("`{host}` is not a host name"))
                        .help("one host a line, without scheme, path or port"),
                ),
            }
        }
    }
    low.rules.hosts.listed = listed.iter().map(String::as_str).collect::<Strings>();
    match tree.file(SUFFIXES) {
        Some(file) => low.rules.hosts.suffixes = suffixes(file, low),
        None => missing(SUFFIXES, low),
    }
    redirectors(book, low);
}

fn missing(path: &str, low: &mut Lowering) {
    let file = File { path: path.into(), text: "".into() };
    low.remarks.push(Diagnostic::error(&file, 0..0, format!("{path} is missing")));
}

/// Lines that are neither empty nor comments, with their places.
fn lines<'f>(
    file: &'f File,
    comment: &'static str,
) -> impl Iterator<Item = (&'f str, std::ops::Range<usize>)> {
    let mut at = 0;
    file.text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let text = line.split(comment).next().unwrap_or("").trim();
        let from = start + line.find(text).unwrap_or(0);
        (!text.is_empty()).then_some((text, from..from + text.len()))
    })
}

/// The rules of the list, in punycode, sorted by bytes, one a line.
fn suffixes(file: &File, low: &mut Lowering) -> String {
    let mut rules = BTreeSet::new();
    for (rule, range) in lines(file, "//") {
        // Wildcard and exception marks stand outside the name itself.
        let (mark, name) = match rule.split_at_checked(1) {
            Some(("!", name)) => ("!", name),
            Some(("*", name)) => ("*.", name.trim_start_matches('.')),
            _ => ("", rule),
        };
        match idna::domain_to_ascii(name) {
            Ok(name) => {
                rules.insert(format!("{mark}{name}"));
            }
            Err(_) => low.remarks.push(Diagnostic::error(
                file,
                range,
                format!("`{rule}` is not a suffix rule"),
            )),
        }
    }
    rules.into_iter().fold(String::new(), |text, rule| text + &rule + "\n")
}

fn redirectors(book: &Book, low: &mut Lowering) {
    let (file, parsed) = &book.redirectors;
    let mut sorted = BTreeMap::new();
    for entry in &parsed.redirector {
        let host = entry.host.get_ref();
        let bare = host.strip_prefix('.').unwrap_or(host);
        if idna::domain_to_ascii_strict(bare).ok().as_deref() != Some(bare) {
            low.remarks.push(
                Diagnostic::error(file, entry.host.span(), format!("`{host}` is not a host name"))
                    .help("lower case, a leading dot for all hosts below it"),
            );
        }
        let row = (host.as_str(), entry.path.as_str(), entry.param.get_ref().as_str());
        sorted.insert(row, entry.wrapper);
    }
    let redirectors = &mut low.rules.redirectors;
    for ((host, path, param), wrapper) in sorted {
        redirectors.host.push(host);
        redirectors.path.push(path);
        redirectors.param.push(param);
        redirectors.wrapper.push(wrapper.into());
    }
}
