//! The guides as a website: plain files, in every language that has guides, without a script.
//!
//! [`build`] makes all of them in memory, so that nothing is written when anything is wrong; the
//! same tree gives the same bytes. [`folder`] puts them on the disk.

mod about;
mod address;
mod channels;
mod error;
mod faq;
pub(crate) mod folder;
mod guide;
mod index;
mod report;
mod shell;
mod sitemap;
mod text;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use caveat_compiler::{Guide, Reporting, Tree};

pub(crate) use address::Base;
pub(crate) use error::SiteError;
use text::Channels;
use words::Words;

/// Whatever the others have, English has, and it is shown in its place.
const FALLBACK: &str = "en";
/// One sheet, so that a page waits for one file.
const STYLE: &str = concat!(
    include_str!("style/base.css"),
    include_str!("style/around.css"),
    include_str!("style/list.css"),
    include_str!("style/guide.css"),
    include_str!("style/report.css"),
    include_str!("style/paper.css"),
);
const ICON: &str = include_str!("../../../../extension/public/icons/icon.svg");

/// Files by their path below the site's folder.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What the pages are made from.
struct Book<'b> {
    base: &'b Base,
    /// The languages, at least one, English first.
    languages: Vec<Words>,
    /// By language, by id.
    guides: BTreeMap<&'b str, BTreeMap<&'b str, &'b Guide>>,
    reporting: &'b Reporting,
    channels: Channels<'b>,
}

/// One page.
struct Page {
    /// Its folder, which ends with `/`, or is empty.
    folder: String,
    /// The folder that it is a copy of: its own, or that of the English guide that it shows.
    canonical: String,
    /// The same in other languages, its own among them.
    translations: Vec<(String, String)>,
    /// The day its facts were last checked.
    checked: Option<String>,
    html: String,
}

impl<'b> Book<'b> {
    fn new(
        guides: &'b BTreeMap<String, Vec<Guide>>,
        reporting: &'b Reporting,
        base: &'b Base,
    ) -> Result<Book<'b>, SiteError> {
        let guides: BTreeMap<&str, BTreeMap<&str, &Guide>> = guides
            .iter()
            .map(|(code, list)| (code.as_str(), list.iter().map(|g| (g.id.as_str(), g)).collect()))
            .collect();
        let mut codes: Vec<&str> = guides.keys().copied().collect();
        codes.sort_by_key(|code| (*code != FALLBACK, *code));
        if codes.is_empty() {
            return Err(SiteError::NoGuides);
        }
        let languages = codes.into_iter().map(Words::of).collect::<Result<_, _>>()?;
        Ok(Book { base, languages, guides, reporting, channels: text::by_id(reporting) })
    }

    /// Ids of all guides, in whatever language.
    fn ids(&self) -> BTreeSet<&'b str> {
        self.guides.values().flat_map(BTreeMap::keys).copied().collect()
    }

    /// A guide for readers of a language, and the words of the language that it is written in.
    fn guide<'s>(&'s self, words: &'s Words, id: &str) -> Option<(&'b Guide, &'s Words)> {
        let own = |words: &'s Words| Some((*self.guides.get(words.code.as_str())?.get(id)?, words));
        own(words).or_else(|| self.languages.iter().find_map(own))
    }

    /// The same page in every language: its folder below each language's.
    fn versions(&self, below: &str) -> Vec<(String, String)> {
        let folder = |words: &Words| (words.code.clone(), format!("{}/{below}", words.code));
        self.languages.iter().map(folder).collect()
    }
}

/// The whole site, from a checked tree: its guides, its reporting channels, and the pictures in it.
pub(crate) fn build(
    guides: &BTreeMap<String, Vec<Guide>>,
    reporting: &Reporting,
    tree: &Tree,
    base: &Base,
) -> Result<Files, SiteError> {
    let book = Book::new(guides, reporting, base)?;
    let mut pages = vec![about::start(&book)];
    for words in &book.languages {
        pages.push(index::page(&book, words)?);
        pages.push(about::page(&book, words));
        pages.extend(report::pages(&book, words)?);
        for id in book.ids() {
            if [report::FOLDER, about::FOLDER].iter().any(|own| own.trim_end_matches('/') == id) {
                return Err(SiteError::Taken(id.to_owned()));
            }
            pages.extend(guide::page(&book, words, id)?);
        }
    }
    let mut files = Files::new();
    for name in book.guides.values().flat_map(BTreeMap::values).map(|guide| guide.picture.as_str())
    {
        let file = tree.file(&format!("guides/pictures/{name}.svg"));
        let file = file.ok_or_else(|| SiteError::NoPicture(name.to_owned()))?;
        files.insert(picture(name), file.text.as_bytes().to_vec());
    }
    files.insert("sitemap.xml".into(), sitemap::xml(base, &pages).into_bytes());
    files.insert("robots.txt".into(), sitemap::robots(base).into_bytes());
    files.insert("404.html".into(), about::missing(&book).into_bytes());
    files.insert("style.css".into(), STYLE.as_bytes().to_vec());
    files.insert("favicon.svg".into(), ICON.as_bytes().to_vec());
    for page in pages {
        files.insert(format!("{}index.html", page.folder), page.html.into_bytes());
    }
    Ok(files)
}

/// Where a picture lies.
fn picture(name: &str) -> String {
    format!("pictures/{name}.svg")
}

#[cfg(test)]
mod tests;
