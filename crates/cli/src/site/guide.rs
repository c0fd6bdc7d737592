//! One guide.

use caveat_compiler::{Country, Guide, Section};
use maud::{Markup, html};

use super::address::Here;
use super::shell::{self, At, Head};
use super::text::{self, blocks};
use super::words::{Words, filled};
use super::{Book, Page, SiteError, channels, faq, report};

/// Words that somebody worried reads in a minute.
const WORDS_PER_MINUTE: usize = 180;

/// The page of a guide for readers of one language, in English where theirs has none.
pub(super) fn page(book: &Book<'_>, words: &Words, id: &str) -> Result<Option<Page>, SiteError> {
    let Some((guide, own)) = book.guide(words, id) else { return Ok(None) };
    let folder = format!("{}/{id}/", words.code);
    let writer = Writer { book, words, own, guide, here: Here::at(&folder) };
    let canonical = format!("{}/{id}/", own.code);
    let versions = book.versions(&format!("{id}/"));
    let translated = |(code, _): &&(String, String)| {
        book.guides.get(code.as_str()).is_some_and(|list| list.contains_key(id))
    };
    let translations: Vec<_> = versions.iter().filter(translated).cloned().collect();
    let main = writer.article()?;
    let head = Head {
        title: shell::titled(&guide.title),
        description: &guide.summary,
        here: writer.here,
        canonical: Some(&canonical),
        versions: &versions,
        translations: &translations,
        data: faq::data(book, own, guide, &canonical),
        at: At::Nowhere,
    };
    let html = shell::page(book, words, &head, &main);
    let checked = Some(guide.checked.clone());
    Ok(Some(Page { folder, canonical, translations, checked, html }))
}

struct Writer<'w> {
    book: &'w Book<'w>,
    /// Of the reader's language.
    words: &'w Words,
    /// Of the guide's language; all that stands in the article is in it.
    own: &'w Words,
    guide: &'w Guide,
    here: Here,
}

impl Writer<'_> {
    fn article(&self) -> Result<Markup, SiteError> {
        let (guide, own) = (self.guide, self.own);
        let foreign = own.code != self.words.code;
        let family = own.family(&guide.picture)?;
        let index = format!("{}/", self.words.code);
        Ok(html! {
            @if foreign { p.notice { (self.words.guide.untranslated) } }
            article.guide lang=[foreign.then_some(&own.code)] {
                header.hero {
                    div.hero-words {
                        p.kicker { a href={ (self.here.to(&index)) "#" (guide.picture) } { (family) } }
                        h1 { (guide.title) }
                        p.lead { (guide.summary) }
                        p.byline {
                            span { (filled(&own.guide.checked, &[("date", &own.date(&guide.checked))])) }
                            span { (own.minutes(minutes(guide))) }
                        }
                    }
                    (shell::picture(&self.here, &guide.picture, true))
                }
                section.first aria-labelledby="first" {
                    h2 #first { (own.guide.first) }
                    ol { @for step in &guide.first_steps { li { (step) } } }
                }
                div.columns {
                    nav.contents aria-labelledby="contents" {
                        h2 #contents { (own.guide.contents) }
                        ol { @for section in &guide.sections { li { a href={ "#" (section.id) } { (section.title) } } } }
                    }
                    div.sections {
                        @for section in &guide.sections { (self.section(section)?) }
                    }
                }
                footer.guide-foot {
                    (self.related())
                    @if !guide.sources.is_empty() {
                        section.sources aria-labelledby="sources" {
                            h2 #sources { (own.guide.sources) }
                            ul { @for source in &guide.sources { li { (source) } } }
                        }
                    }
                }
            }
        })
    }

    fn blocks(&self, section: &Section) -> Markup {
        blocks(&section.blocks, &self.book.channels, self.own)
    }

    fn section(&self, section: &Section) -> Result<Markup, SiteError> {
        let title = format!("{}-title", section.id);
        Ok(html! {
            section id=(section.id) class=(section.id) aria-labelledby=(title) {
                h2 id=(title) { (section.title) }
                (self.blocks(section))
                @match section.id.as_str() {
                    "now" => (self.happened(section)),
                    "report" => (self.report()?),
                    _ => @for (number, part) in section.sub.iter().enumerate() {
                        div.question {
                            h3 id={ "question-" (number + 1) } { (part.title) }
                            (self.blocks(part))
                        }
                    },
                }
            }
        })
    }

    /// What to do after each thing that may have happened. Ticked boxes choose by the stylesheet alone;
    /// where it cannot, and until one is ticked, all parts are there.
    fn happened(&self, now: &Section) -> Markup {
        let own = self.own;
        html! {
            @if now.sub.len() > 1 {
                fieldset.picker {
                    legend { (own.guide.happened) }
                    p.hint { (own.guide.happened_hint) }
                    div.chips {
                        @for part in &now.sub {
                            label.chip {
                                input.did type="checkbox" id={ "did-" (part.id) };
                                span { (part.title) }
                            }
                        }
                    }
                }
            }
            div.parts {
                @for part in &now.sub {
                    section.part id={ "now-" (part.id) } aria-labelledby={ "now-" (part.id) "-title" } {
                        h3 id={ "now-" (part.id) "-title" } { (part.title) }
                        (self.blocks(part))
                    }
                }
            }
        }
    }

    fn report(&self) -> Result<Markup, SiteError> {
        let (own, reporting) = (self.own, self.book.reporting);
        let ours =
            |brand: &Option<String>| brand.as_ref().is_some_and(|b| self.guide.brands.contains(b));
        let brands: Vec<_> = reporting.brands.iter().filter(|c| ours(&c.brand)).collect();
        let country = |code: &String| reporting.countries.iter().find(|c| c.country == *code);
        let home: Vec<&Country> = own.home.iter().filter_map(country).collect();
        let folder = format!("{}/{}", self.words.code, report::FOLDER);
        Ok(html! {
            @if !brands.is_empty() {
                h3 { (own.guide.brand) }
                (channels::cards(&brands, own)?)
            }
            h3 { (own.guide.country) }
            ul.countries {
                @for country in home {
                    li {
                        a href=(self.here.to(&report::folder(&self.words.code, country))) { (own.country(&country.country)?) }
                        @if let Some(first) = country.channels.first() {
                            span.first-channel lang=[channels::lang(own)] { (first.label) }
                        }
                    }
                }
                li { a href=(self.here.to(&folder)) { (own.guide.countries) } }
            }
            ul.also {
                li { (own.guide.platform) }
                li { (own.guide.police) }
            }
        })
    }

    fn related(&self) -> Markup {
        let found = self.guide.related.iter().filter_map(|id| self.book.guide(self.words, id));
        html! {
            section.related aria-labelledby="related" {
                h2 #related { (self.own.guide.related) }
                ul {
                    @for (other, own) in found {
                        li {
                            a href=(self.here.to(&format!("{}/{}/", self.words.code, other.id))) lang=[(own.code != self.own.code).then_some(&own.code)] {
                                (shell::picture(&self.here, &other.picture, false))
                                strong { (other.title) }
                                span { (other.summary) }
                            }
                        }
                    }
                    li.all { a href=(self.here.to(&format!("{}/", self.words.code))) { (self.own.guide.all) } }
                }
            }
        }
    }
}

/// How long reading takes, the steps for what has not happened left out.
fn minutes(guide: &Guide) -> usize {
    fn count(section: &Section) -> usize {
        let own: usize = section.blocks.iter().map(|b| text::count(&b.text)).sum();
        own + if section.id == "now" { 0 } else { section.sub.iter().map(count).sum() }
    }
    let all: usize = guide.sections.iter().map(count).sum();
    all.div_ceil(WORDS_PER_MINUTE).max(2)
}
