//! Where to report: the list of countries, and one page for each.

use caveat_compiler::{Channel, Country};
use maud::{Markup, html};

use super::address::Here;
use super::channels;
use super::shell::{self, At, Head};
use super::words::{Words, filled};
use super::{Book, Page, SiteError};

/// Below each language.
pub(super) const FOLDER: &str = "report/";

/// Where a country's page stands.
pub(super) fn folder(language: &str, country: &Country) -> String {
    format!("{language}/{FOLDER}{}/", country.country.to_lowercase())
}

pub(super) fn pages(book: &Book<'_>, words: &Words) -> Result<Vec<Page>, SiteError> {
    let mut pages = vec![list(book, words)?];
    for country in book.reporting.countries.iter().chain(&book.reporting.other) {
        pages.push(one(book, words, country)?);
    }
    Ok(pages)
}

fn list(book: &Book<'_>, words: &Words) -> Result<Page, SiteError> {
    let at = format!("{}/{FOLDER}", words.code);
    let here = Here::at(&at);
    let mut countries = Vec::new();
    for country in &book.reporting.countries {
        countries.push((words.country(&country.country)?, country));
    }
    countries.sort_by_cached_key(|(name, _)| sorted_by(name));
    let entry = |name: &str, country: &Country| -> Markup {
        html! { li { a href=(here.to(&folder(&words.code, country))) { (name) } } }
    };
    let near =
        words.home.iter().filter_map(|code| countries.iter().find(|(_, c)| c.country == *code));
    let brands: Vec<&Channel> = book.reporting.brands.iter().collect();
    let main = html! {
        header.opening {
            h1 { (words.report.title) }
            p.lead { (words.report.lead) }
        }
        section aria-labelledby="near" {
            h2 #near { (words.report.near) }
            ul.countries { @for (name, country) in near { (entry(name, country)) } }
        }
        section aria-labelledby="countries" {
            h2 #countries { (words.report.all) }
            ul.country-list {
                @for (name, country) in &countries { (entry(name, country)) }
                @if let Some(other) = &book.reporting.other { (entry(words.country(&other.country)?, other)) }
            }
        }
        @if !brands.is_empty() {
            section aria-labelledby="companies" {
                h2 #companies { (words.report.companies) }
                (channels::cards(&brands, words)?)
            }
        }
    };
    let versions = book.versions(FOLDER);
    let title = shell::titled(&words.report.page);
    Ok(finished(book, words, at, title, &words.report.lead, versions, &main))
}

fn one(book: &Book<'_>, words: &Words, country: &Country) -> Result<Page, SiteError> {
    let at = folder(&words.code, country);
    let here = Here::at(&at);
    let name = words.country(&country.country)?;
    let title = filled(&words.report.country, &[("country", name)]);
    let all: Vec<&Channel> = country.channels.iter().collect();
    let lang = channels::lang(words);
    let main = html! {
        header.opening {
            p.kicker { a href=(here.to(&format!("{}/{FOLDER}", words.code))) { (words.report.back) } }
            h1 { (title) }
            @if lang.is_some() { p.lead { (words.index.urgent_text) } }
            @if !country.intro.is_empty() { p class=(if lang.is_some() { "intro" } else { "lead" }) lang=[lang] { (country.intro) } }
            @if lang.is_some() { p.hint { (words.report.english) } }
        }
        @if !country.steps.is_empty() {
            section aria-labelledby="steps" {
                h2 #steps { (words.report.steps) }
                ol.steps lang=[lang] { @for step in &country.steps { li { (step) } } }
            }
        }
        @if !all.is_empty() {
            section aria-labelledby="channels" {
                h2 #channels { (words.report.channels) }
                (channels::cards(&all, words)?)
            }
        }
        ul.also {
            li { (words.guide.platform) }
            li { (words.guide.police) }
        }
    };
    let versions = book.versions(&format!("{FOLDER}{}/", country.country.to_lowercase()));
    Ok(finished(book, words, at, shell::titled(&title), &words.report.lead, versions, &main))
}

fn finished(
    book: &Book<'_>,
    words: &Words,
    folder: String,
    title: String,
    description: &str,
    versions: Vec<(String, String)>,
    main: &Markup,
) -> Page {
    let head = Head {
        title,
        description,
        here: Here::at(&folder),
        canonical: Some(&folder),
        versions: &versions,
        translations: &versions,
        data: None,
        at: At::Report,
    };
    let html = shell::page(book, words, &head, main);
    Page { canonical: folder.clone(), folder, translations: versions, checked: None, html }
}

/// Names in the order in which people look for them: accents do not count.
fn sorted_by(name: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    };
    name.to_lowercase().chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::sorted_by;

    #[test]
    fn accents_do_not_count() {
        let mut names = ["Zypern", "Österreich", "Émirats", "Espagne", "Polen"];
        names.sort_by_cached_key(|name| sorted_by(name));
        assert_eq!(names, ["Émirats", "Espagne", "Österreich", "Polen", "Zypern"]);
    }
}
