//! The pages that are no guide: what Caveat is, the choice of a language, and what is shown in place of a page that is not there.

use std::collections::{BTreeMap, BTreeSet};

use maud::html;

use super::address::Here;
use super::shell::{self, At, Head};
use super::words::Words;
use super::{Book, Page};

/// Pictures on the first page: as many as stand beside each other on a screen.
const STRIP: usize = 4;
/// Below each language.
pub(super) const FOLDER: &str = "about/";

pub(super) fn page(book: &Book<'_>, words: &Words) -> Page {
    let folder = format!("{}/{FOLDER}", words.code);
    let here = Here::at(&folder);
    let main = html! {
        article.about {
            header.opening {
                h1 { (words.about.title) }
            }
            @for part in &words.about.part {
                section {
                    h2 { (part.heading) }
                    p { (part.text) }
                }
            }
            p { a.button href=(here.to(&format!("{}/", words.code))) { (words.guide.all) } }
        }
    };
    let versions = book.versions(FOLDER);
    let head = Head {
        title: shell::titled(&words.about.title),
        description: words.about.part.first().map_or(&words.tagline, |part| &part.text),
        here,
        canonical: Some(&folder),
        versions: &versions,
        translations: &versions,
        data: None,
        at: At::About,
    };
    let html = shell::page(book, words, &head, &main);
    Page { canonical: folder.clone(), folder, translations: versions, checked: None, html }
}

/// The site's first page: the choice of a language.
pub(super) fn start(book: &Book<'_>) -> Page {
    let words = &book.languages[0];
    let here = Here::at("");
    let drawn: BTreeSet<&str> =
        book.guides.values().flat_map(BTreeMap::values).map(|g| &*g.picture).collect();
    let known = |name: &&str| drawn.contains(name);
    let pictures = words.family.iter().map(|f| &*f.picture).filter(known).step_by(3).take(STRIP);
    let main = html! {
        header.opening {
            div.strip { @for name in pictures { (shell::picture(&here, name, true)) } }
            h1 { "Caveat" }
            ul.start {
                @for other in &book.languages {
                    li {
                        a href=(here.to(&format!("{}/", other.code))) hreflang=(other.code) lang=(other.code) {
                            strong { (other.name) }
                            span { (other.index.title) }
                        }
                    }
                }
            }
        }
    };
    let head = Head {
        title: shell::titled(&words.tagline),
        description: &words.index.lead,
        here,
        canonical: Some(""),
        versions: &[],
        translations: &[],
        data: None,
        at: At::Nowhere,
    };
    let html = shell::page(book, words, &head, &main);
    Page {
        folder: String::new(),
        canonical: String::new(),
        translations: vec![],
        checked: None,
        html,
    }
}

/// Servers show it under any address, so its links begin at the host.
pub(super) fn missing(book: &Book<'_>) -> String {
    let words = &book.languages[0];
    let here = Here::anywhere(book.base);
    let main = html! {
        header.opening {
            h1 { (words.missing.title) }
            @for other in &book.languages {
                p lang=(other.code) {
                    @if other.code != words.code { (other.missing.title) ". " }
                    (other.missing.text) " "
                    a href=(here.to(&format!("{}/", other.code))) hreflang=(other.code) { (other.guide.all) }
                }
            }
        }
    };
    let head = Head {
        title: shell::titled(&words.missing.title),
        description: &words.missing.text,
        here,
        canonical: None,
        versions: &[],
        translations: &[],
        data: None,
        at: At::Nowhere,
    };
    shell::page(book, words, &head, &main)
}
