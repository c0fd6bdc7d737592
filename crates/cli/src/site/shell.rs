//! What every page has around its text: head, masthead, footer.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::address::Here;
use super::words::Words;
use super::{Book, about, report};

/// Nothing from elsewhere, no script, no form that sends. Data for search engines is no script.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/// What a page says of itself.
pub(super) struct Head<'h> {
    pub(super) title: String,
    pub(super) description: &'h str,
    /// Where it stands.
    pub(super) here: Here,
    /// The folder whose address it is known by; none for a page that is no place of its own.
    pub(super) canonical: Option<&'h str>,
    /// The same page in every language, for the picker.
    pub(super) versions: &'h [(String, String)],
    /// Those of them that are truly written in their language.
    pub(super) translations: &'h [(String, String)],
    /// Data for search engines, as JSON that holds no `<`.
    pub(super) data: Option<String>,
    /// Which entry of the menu the page belongs to.
    pub(super) at: At,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    Guides,
    Report,
    About,
    Nowhere,
}

/// A whole page.
pub(super) fn page(book: &Book<'_>, words: &Words, head: &Head<'_>, main: &Markup) -> String {
    let here = &head.here;
    let url = |folder: &str| book.base.of(folder);
    let made = html! {
        (DOCTYPE)
        html lang=(words.code) dir=(words.direction.attribute()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (head.title) }
                meta name="description" content=(head.description);
                meta name="color-scheme" content="light dark";
                meta property="og:title" content=(head.title);
                meta property="og:description" content=(head.description);
                meta property="og:type" content="article";
                @if let Some(canonical) = head.canonical {
                    link rel="canonical" href=(url(canonical));
                    meta property="og:url" content=(url(canonical));
                }
                @if head.translations.len() > 1 {
                    @for (code, folder) in head.translations {
                        link rel="alternate" hreflang=(code) href=(url(folder));
                    }
                    @if let Some((_, folder)) = head.translations.first() {
                        link rel="alternate" hreflang="x-default" href=(url(folder));
                    }
                }
                link rel="icon" href=(here.to("favicon.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(here.to("style.css"));
                @if let Some(data) = &head.data {
                    script type="application/ld+json" { (PreEscaped(data)) }
                }
            }
            body {
                a.skip href="#text" { (words.skip) }
                (masthead(book, words, head))
                main #text tabindex="-1" { (main) }
                footer.foot {
                    p { (words.footer) }
                }
            }
        }
    };
    made.into_string()
}

fn masthead(book: &Book<'_>, words: &Words, head: &Head<'_>) -> Markup {
    let here = &head.here;
    let entry = |at: At, below: &str, name: &str| {
        let current = (head.at == at).then_some("true");
        html! { li { a href=(here.to(&format!("{}/{below}", words.code))) aria-current=[current] { (name) } } }
    };
    html! {
        header.mast {
            a.brand href=(here.to(&format!("{}/", words.code))) {
                img src=(here.to("favicon.svg")) alt="" width="32" height="32";
                span { "Caveat" }
                span.tagline { (words.tagline) }
            }
            nav.menu aria-label=(words.nav.main) {
                ul {
                    (entry(At::Guides, "", &words.nav.guides))
                    (entry(At::Report, report::FOLDER, &words.nav.report))
                    (entry(At::About, about::FOLDER, &words.nav.about))
                }
            }
            @if head.versions.len() > 1 {
                nav.languages aria-label=(words.nav.language) {
                    details {
                        summary { span.visually-hidden { (words.nav.language) ": " } (words.name) }
                        ul {
                            @for (code, folder) in head.versions {
                                @if let Some(other) = book.languages.iter().find(|w| w.code == *code) {
                                    li {
                                        a href=(here.to(folder)) hreflang=(code) lang=(code)
                                            aria-current=[(*code == words.code).then_some("true")] { (other.name) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A picture of a family of scams. It says nothing that the text does not.
pub(super) fn picture(here: &Here, name: &str, eager: bool) -> Markup {
    let loading = (!eager).then_some("lazy");
    html! { img.picture src=(here.to(&super::picture(name))) alt="" width="480" height="300" loading=[loading]; }
}

/// "Title – Caveat".
pub(super) fn titled(title: &str) -> String {
    format!("{title} – Caveat")
}
