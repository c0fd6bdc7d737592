//! Site adapters: a fixed set of fields holding CSS selectors. No actions, no expressions.
//!
//! The field names are those of `SiteAdapter` in the extension's `page/adapter.ts`, where each is
//! explained.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::diagnostic::Diagnostic;
use crate::files::{File, Tree};
use crate::format::parse;
use crate::selector::fault;

/// Most entries in one ranked list.
const MAX_SELECTORS: usize = 16;

type List = Vec<Spanned<String>>;

macro_rules! adapter {
    ($($(#[$meta:meta])* $field:ident,)*) => {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct SiteFile {
            name: Spanned<String>,
            matches: List,
            channel: Spanned<String>,
            frames: Option<Spanned<String>>,
            banner_at: Option<Spanned<String>>,
            row_mark_at: Option<Spanned<String>>,
            own_side: Option<Spanned<String>>,
            #[serde(default)]
            best_effort: bool,
            #[serde(default)]
            frame_matches: List,
            #[serde(default)]
            sent: List,
            #[serde(default)]
            changes: List,
            $(#[serde(default)] $field: List,)*
        }

        impl SiteFile {
            /// Every list of selectors, with its name.
            fn selectors(&self) -> Vec<(&'static str, &List)> {
                vec![$((stringify!($field), &self.$field),)*]
            }

            fn adapter(&self, id: &str) -> Adapter {
                let text = |s: &Spanned<String>| s.get_ref().clone();
                let list = |l: &List| l.iter().map(text).collect::<Vec<_>>();
                Adapter {
                    id: id.to_owned(),
                    name: text(&self.name),
                    matches: list(&self.matches),
                    channel: text(&self.channel),
                    frames: self.frames.as_ref().map(text),
                    banner_at: self.banner_at.as_ref().map(text),
                    row_mark_at: self.row_mark_at.as_ref().map(text),
                    own_side: self.own_side.as_ref().map(text),
                    best_effort: self.best_effort,
                    frame_matches: list(&self.frame_matches),
                    sent: list(&self.sent),
                    changes: list(&self.changes),
                    $($field: list(&self.$field),)*
                }
            }
        }

        /// A site adapter as the content script reads it.
        #[derive(Debug, Serialize)]
        pub(crate) struct Adapter {
            pub(crate) id: String,
            pub(crate) name: String,
            matches: Vec<String>,
            channel: String,
            #[serde(skip_serializing_if = "Option::is_none")]
            frames: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            banner_at: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            row_mark_at: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            own_side: Option<String>,
            #[serde(skip_serializing_if = "std::ops::Not::not")]
            best_effort: bool,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            frame_matches: Vec<String>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            sent: Vec<String>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            changes: Vec<String>,
            $(#[serde(skip_serializing_if = "Vec::is_empty")] $field: Vec<String>,)*
        }
    };
}

adapter! {
    detect, view, message, key, body, quoted, clipped, subject, sender_name, sender_address,
    sender_number, reply_to, noise, own, received, group, account, collapsed, skip, banner, frame_body, row,
    row_more, row_key, row_sender, row_address, row_subject, row_snippet, row_mark,
}

/// Lists whose entries may end in ` @attribute`, or be `@attribute` alone.
const FIELDS: &[&str] = &[
    "key",
    "subject",
    "sender_name",
    "sender_address",
    "sender_number",
    "reply_to",
    "account",
    "row_key",
    "row_sender",
    "row_address",
    "row_subject",
    "row_snippet",
];

/// The selector of such an entry; empty when the attribute is the container's own.
fn without_attribute(entry: &str) -> &str {
    let is_name = |name: &str| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_:.".contains(c))
    };
    match entry.rsplit_once('@') {
        Some((path, name)) if is_name(name) && (path.is_empty() || path.ends_with(' ')) => {
            path.trim_end()
        }
        _ => entry,
    }
}

pub(crate) fn read(tree: &Tree, remarks: &mut Vec<Diagnostic>) -> Vec<Adapter> {
    let files = tree.in_folder("rules/sites", ".toml");
    files
        .filter_map(|file| match parse::<SiteFile>(file) {
            Ok(site) => {
                check(file, &site, remarks);
                Some(site.adapter(file.stem()))
            }
            Err(remark) => {
                remarks.push(remark);
                None
            }
        })
        .collect()
}

fn check(file: &File, site: &SiteFile, remarks: &mut Vec<Diagnostic>) {
    let mut wrong = |text: &Spanned<String>, title: String, help: &str| {
        remarks.push(Diagnostic::error(file, text.span(), title).help(help));
    };
    for (given, known) in [
        (Some(&site.channel), &["email", "sms", "chat"][..]),
        (site.frames.as_ref(), &["top", "each"]),
        (site.banner_at.as_ref(), &["before", "after", "first", "last"]),
        (site.row_mark_at.as_ref(), &["before", "after", "first", "last"]),
        (site.own_side.as_ref(), &["end", "start"]),
    ] {
        if let Some(word) = given
            && !known.contains(&word.get_ref().as_str())
        {
            wrong(word, format!("`{}` is not known here", word.get_ref()), &known.join(", "));
        }
    }
    for pattern in site.matches.iter().chain(&site.frame_matches) {
        let sound = pattern
            .get_ref()
            .strip_prefix("https://")
            .and_then(|rest| rest.split_once('/'))
            .is_some_and(|(host, _)| host != "*" && !host.is_empty());
        if !sound {
            wrong(
                pattern,
                format!("`{}` is no match pattern", pattern.get_ref()),
                "https://mail.example.com/*",
            );
        }
    }
    if site.body.is_empty() {
        wrong(&site.name, "this site has no body".into(), "add body = [\"selector\"]");
    }
    if site.matches.is_empty() && site.detect.is_empty() && !site.best_effort {
        wrong(
            &site.name,
            "nothing tells where this site is".into(),
            "add matches, or detect for any host",
        );
    }
    for (field, list) in site.selectors() {
        if field.starts_with("row_")
            && site.row.is_empty()
            && let Some(first) = list.first()
        {
            wrong(
                first,
                format!("{field} without row"),
                "name the rows of the list: row = [\"selector\"]",
            );
        }
        for selector in list {
            let text = selector.get_ref();
            let path = if FIELDS.contains(&field) { without_attribute(text) } else { text };
            if let Some(fault) = (!path.is_empty()).then(|| fault(path)).flatten() {
                wrong(
                    selector,
                    format!("`{text}` {fault}"),
                    "a CSS selector, ranked before weaker ones",
                );
            }
            if text.trim().is_empty() {
                wrong(selector, format!("{field} has an empty entry"), "leave it out");
            }
        }
        if list.len() > MAX_SELECTORS
            && let Some(first) = list.first()
        {
            wrong(first, format!("{field} has {} entries", list.len()), "keep the best sixteen");
        }
    }
}
