//! Guides: Markdown with a fixed frame, into plain blocks.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::files::{File, Tree};

mod body;
mod measure;
mod pictures;

use body::Reader;

/// The sections every guide has, in this order.
const SECTIONS: [&str; 7] = ["looks", "flags", "real", "now", "report", "questions", "honest"];
/// What may have happened to a reader; ids of the parts of "now".
const HAPPENED: [&str; 15] = [
    "nothing",
    "clicked",
    "called",
    "password",
    "code",
    "card",
    "paid-transfer",
    "paid-card",
    "paid-gift-card",
    "paid-crypto",
    "paid-cash",
    "paid-app",
    "software",
    "identity",
    "replied",
];
/// Steps shown inside the warning itself.
const FIRST_STEPS: usize = 3;
/// What to do after each thing that may have happened, the same for every scam; one in a language.
const SHARED_STEPS: &str = "_now.md";

/// The front matter of a guide, between `+++` lines.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    title: String,
    summary: String,
    checked: String,
    #[serde(default)]
    brands: Vec<Spanned<String>>,
    #[serde(default)]
    related: Vec<Spanned<String>>,
    first_steps: Spanned<Vec<String>>,
    /// Parts of "now" that are taken over from `_now.md`.
    #[serde(default)]
    also: Vec<Spanned<String>>,
    /// Publications that say so, by name.
    #[serde(default)]
    sources: Vec<String>,
}

/// A guide as the guide page reads it.
#[derive(Debug, Serialize)]
pub struct Guide {
    /// File name.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Date its facts were last checked.
    pub checked: String,
    /// File name in `guides/pictures/`; several guides of one family share it.
    pub picture: String,
    /// Brands whose reporting channels are shown.
    pub brands: Vec<String>,
    /// Guides to read next.
    pub related: Vec<String>,
    /// Three short steps for the warning.
    pub first_steps: Vec<String>,
    /// Publications that it rests on, by name.
    pub sources: Vec<String>,
    /// The sections in order.
    pub sections: Vec<Section>,
}

/// A part of a guide with a heading.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Section {
    /// From the closed lists above; empty for a question.
    pub id: String,
    /// Heading.
    pub title: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// Parts of it, one heading below.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sub: Vec<Section>,
}

/// The smallest piece of a guide.
#[derive(Clone, Debug, Serialize)]
pub struct Block {
    /// `p`, `quote`, `li`, `step`.
    pub t: &'static str,
    /// Text with `**bold**`, `*emphasis*` and `{channel:id}`.
    pub text: String,
    /// The signal a red flag belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signal: Option<String>,
}

/// Names a guide may refer to.
pub(crate) struct Known<'k> {
    pub(crate) signals: Vec<&'k str>,
    pub(crate) brands: Vec<&'k str>,
    pub(crate) channels: Vec<&'k str>,
}

/// Guides by language.
pub(crate) fn read(
    tree: &Tree,
    known: &Known<'_>,
    remarks: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Vec<Guide>> {
    let mut languages: BTreeMap<String, Vec<Guide>> = BTreeMap::new();
    let mut shared: BTreeMap<&str, Vec<Section>> = BTreeMap::new();
    let guides =
        || tree.files.iter().filter(|f| f.path.starts_with("guides/") && f.path.ends_with(".md"));
    for file in guides().filter(|f| f.path.ends_with(SHARED_STEPS)) {
        let mut reader = Reader { file, offset: 0, known, remarks };
        let mut sections = reader.sections(&file.text);
        reader.check_shared(&sections);
        let parts = sections.first_mut().map(|now| std::mem::take(&mut now.sub));
        shared.insert(file.folder(), parts.unwrap_or_default());
    }
    let written = || guides().filter(|f| !f.path.ends_with(SHARED_STEPS) && f.folder() != "guides");
    // English last: of several languages its file, the original, is the one to point at.
    let english = |file: &&File| file.folder() == "guides/en";
    let others = written().filter(|file| !english(file));
    let by_name = others.chain(written().filter(english)).map(|f| (f.stem(), f)).collect();
    let pictures = pictures::read(tree, &by_name, remarks);
    for file in written() {
        let Some(language) = file.folder().strip_prefix("guides/") else { continue };
        let shared = shared.get(file.folder()).map_or(&[][..], Vec::as_slice);
        if let Some(mut guide) = guide(tree, file, shared, known, remarks) {
            guide.picture = pictures.get(&guide.id).cloned().unwrap_or_default();
            languages.entry(language.to_owned()).or_default().push(guide);
        }
    }
    languages
}

fn guide(
    tree: &Tree,
    file: &File,
    shared: &[Section],
    known: &Known<'_>,
    remarks: &mut Vec<Diagnostic>,
) -> Option<Guide> {
    let frame = "a guide begins with +++, its front matter in TOML, +++";
    let Some((head, body)) = file.text.strip_prefix("+++\n").and_then(|t| t.split_once("\n+++\n"))
    else {
        remarks.push(Diagnostic::error(file, 0..3, "no front matter").help(frame));
        return None;
    };
    let front: Front = match toml::from_str(head) {
        Ok(front) => front,
        Err(e) => {
            let at = e.span().unwrap_or(0..0);
            remarks.push(
                Diagnostic::error(file, at.start + 4..at.end + 4, e.message().to_owned())
                    .help(frame),
            );
            return None;
        }
    };
    let at = |span: Range<usize>| span.start + 4..span.end + 4;
    for related in &front.related {
        let path = format!("{}/{}.md", file.folder(), related.get_ref());
        if tree.file(&path).is_none() {
            remarks.push(Diagnostic::error(
                file,
                at(related.span()),
                format!("there is no {path}"),
            ));
        }
    }
    for brand in &front.brands {
        if !known.brands.contains(&brand.get_ref().as_str()) {
            let help = did_you_mean(
                brand.get_ref(),
                known.brands.iter().copied(),
                "brands are the files of rules/brands/",
            );
            remarks.push(
                Diagnostic::error(
                    file,
                    at(brand.span()),
                    format!("no brand `{}`", brand.get_ref()),
                )
                .help(help),
            );
        }
    }
    if front.first_steps.get_ref().len() != FIRST_STEPS {
        remarks.push(
            Diagnostic::error(
                file,
                at(front.first_steps.span()),
                format!("first_steps has {FIRST_STEPS} entries"),
            )
            .help("they stand in the warning itself: the three things to do first"),
        );
    }
    let offset = file.text.len() - body.len();
    if front.sources.is_empty() {
        remarks.push(
            Diagnostic::error(file, 0..3, "the guide names no source")
                .help("sources = [\"…\"]: the publications that say so, by name"),
        );
    }
    let mut reader = Reader { file, offset, known, remarks };
    let mut sections = reader.sections(body);
    reader.check_frame(&sections);
    measure::check(file, &sections, remarks);
    if let Some(now) = sections.iter_mut().find(|s| s.id == "now") {
        for wanted in &front.also {
            let (id, place) = (wanted.get_ref(), at(wanted.span()));
            let part = shared.iter().find(|part| part.id == *id);
            match part.filter(|_| now.sub.iter().all(|own| own.id != *id)) {
                Some(part) => now.sub.push(part.clone()),
                None => remarks.push(
                    Diagnostic::error(file, place, format!("`{id}` cannot be taken over"))
                        .help(format!("`also` names parts of {}/{SHARED_STEPS} that the guide does not write itself", file.folder())),
                ),
            }
        }
        now.sub.sort_by_key(|part| HAPPENED.iter().position(|id| *id == part.id));
    }
    let values = |list: Vec<Spanned<String>>| list.into_iter().map(Spanned::into_inner).collect();
    Some(Guide {
        id: file.stem().to_owned(),
        title: front.title,
        summary: front.summary,
        checked: front.checked,
        picture: String::new(),
        brands: values(front.brands),
        related: values(front.related),
        first_steps: front.first_steps.into_inner(),
        sources: front.sources,
        sections,
    })
}
