//! The list of all guides, by family: one page, so that the browser's own search finds every title.

use maud::html;

use super::address::Here;
use super::shell::{self, At, Head};
use super::words::Words;
use super::{Book, Page, SiteError, report};

pub(super) fn page(book: &Book<'_>, words: &Words) -> Result<Page, SiteError> {
    let folder = format!("{}/", words.code);
    let here = Here::at(&folder);
    let guides: Vec<_> = book.ids().into_iter().filter_map(|id| book.guide(words, id)).collect();
    for (guide, _) in &guides {
        words.family(&guide.picture)?;
    }
    let family = |picture: &str| {
        let mut list: Vec<_> = guides.iter().filter(|(g, _)| g.picture == picture).collect();
        // The reader's own language first.
        list.sort_by_key(|(guide, own)| (own.code != words.code, &guide.title));
        list
    };
    let families: Vec<_> = words
        .family
        .iter()
        .map(|f| (f, family(&f.picture)))
        .filter(|(_, list)| !list.is_empty())
        .collect();
    let main = html! {
        header.opening {
            h1 { (words.index.title) }
            p.lead { (words.index.lead) }
            aside.urgent aria-labelledby="urgent" {
                h2 #urgent { (words.index.urgent) }
                p { (words.index.urgent_text) }
                p { a.button href=(here.to(&format!("{folder}{}", report::FOLDER))) { (words.index.urgent_link) } }
            }
        }
        nav.tiles aria-labelledby="jump" {
            h2 #jump { (words.index.jump) }
            ul {
                @for (family, _) in &families {
                    li { a href={ "#" (family.picture) } { (shell::picture(&here, &family.picture, true)) span { (family.title) } } }
                }
            }
            p.hint { (words.index.find) }
        }
        @for (family, list) in &families {
            section.family id=(family.picture) aria-labelledby={ (family.picture) "-title" } {
                div.family-head {
                    (shell::picture(&here, &family.picture, false))
                    h2 id={ (family.picture) "-title" } { (family.title) }
                }
                ul.titles {
                    @for (guide, own) in list {
                        @let foreign = own.code != words.code;
                        li {
                            a href=(here.to(&format!("{folder}{}/", guide.id))) lang=[foreign.then_some(&own.code)] { (guide.title) }
                            @if foreign { " " span.tag lang=(own.code) { (own.name) } }
                            p lang=[foreign.then_some(&own.code)] { (guide.summary) }
                        }
                    }
                }
            }
        }
    };
    let versions = book.versions("");
    let head = Head {
        title: shell::titled(&words.index.page),
        description: &words.index.lead,
        here,
        canonical: Some(&folder),
        versions: &versions,
        translations: &versions,
        data: None,
        at: At::Guides,
    };
    let html = shell::page(book, words, &head, &main);
    let checked = guides.iter().map(|(guide, _)| guide.checked.clone()).max();
    Ok(Page { canonical: folder.clone(), folder, translations: versions, checked, html })
}
