//! What the pages say around the guides, by language.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::error::SiteError;

/// One file for each language that guides are written in.
const FILES: [(&str, &str); 7] = [
    ("en", include_str!("words/en.toml")),
    ("de", include_str!("words/de.toml")),
    ("es", include_str!("words/es.toml")),
    ("fr", include_str!("words/fr.toml")),
    ("it", include_str!("words/it.toml")),
    ("nl", include_str!("words/nl.toml")),
    ("pt", include_str!("words/pt.toml")),
];

/// All that the pages say in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// The language's code; not in its file.
    #[serde(skip)]
    pub(super) code: String,
    pub(super) name: String,
    pub(super) direction: Direction,
    /// Countries that its readers mostly live in.
    pub(super) home: Vec<String>,
    months: [String; 12],
    day: String,
    month: String,
    pub(super) skip: String,
    pub(super) tagline: String,
    pub(super) footer: String,
    minutes: String,
    pub(super) nav: Nav,
    pub(super) index: Index,
    pub(super) guide: Guide,
    pub(super) channel: Channel,
    pub(super) kind: BTreeMap<String, String>,
    pub(super) report: Report,
    pub(super) missing: Missing,
    purpose: BTreeMap<String, String>,
    pub(super) about: About,
    pub(super) family: Vec<Family>,
    countries: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub(super) enum Direction {
    Ltr,
    Rtl,
}

impl Direction {
    pub(super) fn attribute(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

macro_rules! texts {
    ($name:ident { $($field:ident),* $(,)? }) => {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name { $(pub(super) $field: String),* }
    };
}
texts!(Nav { main, guides, report, about, language });
texts!(Index { title, page, lead, urgent, urgent_text, urgent_link, jump, find });
texts!(Guide {
    first,
    contents,
    example,
    happened,
    happened_hint,
    related,
    sources,
    checked,
    untranslated,
    all,
    platform,
    police,
    brand,
    country,
    countries,
});
texts!(Channel { unknown, how, hours, cost, good, checked, urgent });
texts!(Report { title, page, lead, near, all, companies, country, steps, channels, english, back });
texts!(Missing { title, text });
texts!(Part { heading, text });
texts!(Family { picture, title });

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct About {
    pub(super) title: String,
    pub(super) part: Vec<Part>,
}

impl Words {
    /// The words of a language that there are guides in.
    pub(super) fn of(language: &str) -> Result<Words, SiteError> {
        let file = FILES.iter().find(|(code, _)| *code == language);
        let (code, text) =
            file.ok_or_else(|| SiteError::NoWords { language: language.to_owned() })?;
        let bad = |e: toml::de::Error| SiteError::BadWords {
            language: language.to_owned(),
            says: e.to_string(),
        };
        Ok(Words { code: (*code).to_owned(), ..toml::from_str(text).map_err(bad)? })
    }

    fn lack(&self, table: &'static str, key: &str) -> SiteError {
        SiteError::NoName { language: self.code.clone(), table, key: key.to_owned() }
    }

    pub(super) fn country(&self, code: &str) -> Result<&str, SiteError> {
        self.countries.get(code).map(String::as_str).ok_or_else(|| self.lack("countries", code))
    }

    pub(super) fn purpose(&self, id: &str) -> Result<&str, SiteError> {
        self.purpose.get(id).map(String::as_str).ok_or_else(|| self.lack("purpose", id))
    }

    pub(super) fn kind(&self, id: &str) -> Result<&str, SiteError> {
        self.kind.get(id).map(String::as_str).ok_or_else(|| self.lack("kind", id))
    }

    pub(super) fn family(&self, picture: &str) -> Result<&str, SiteError> {
        let family = self.family.iter().find(|family| family.picture == picture);
        family.map(|f| f.title.as_str()).ok_or_else(|| self.lack("family", picture))
    }

    /// "2026-11-22" or "2026-11" as people write it; anything else stays as it is.
    pub(super) fn date(&self, text: &str) -> String {
        let mut pieces = text.splitn(3, '-');
        let (year, month, day) = (pieces.next(), pieces.next(), pieces.next());
        let month = month
            .and_then(|m| m.parse::<usize>().ok())
            .and_then(|m| self.months.get(m.checked_sub(1)?));
        let (Some(year), Some(month)) = (year, month) else { return text.to_owned() };
        let pattern = if day.is_some() { &self.day } else { &self.month };
        let day = day.unwrap_or_default().trim_start_matches('0');
        filled(pattern, &[("day", day), ("month", month), ("year", year)])
    }

    pub(super) fn minutes(&self, minutes: usize) -> String {
        filled(&self.minutes, &[("n", &minutes.to_string())])
    }
}

/// The pattern with what stands in braces put in.
pub(super) fn filled(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut text = pattern.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_whole_and_says_the_same_things() {
        let english = Words::of("en").expect("English");
        for (code, _) in FILES {
            let words = Words::of(code).unwrap_or_else(|e| panic!("{e}"));
            assert!(words.countries.keys().eq(english.countries.keys()), "{code}: countries");
            assert!(words.purpose.keys().eq(english.purpose.keys()), "{code}: purposes");
            let pictures =
                |w: &Words| w.family.iter().map(|f| f.picture.clone()).collect::<Vec<_>>();
            assert_eq!(pictures(&words), pictures(&english), "{code}");
            for home in &words.home {
                words.country(home).unwrap_or_else(|e| panic!("{e}"));
            }
            for (pattern, name) in [
                (&words.minutes, "{n}"),
                (&words.guide.checked, "{date}"),
                (&words.channel.checked, "{month}"),
                (&words.report.country, "{country}"),
            ] {
                assert!(pattern.contains(name), "{code}: {pattern}");
            }
        }
    }

    #[test]
    fn dates_are_written_as_people_do() {
        let of = |code, text: &str| Words::of(code).expect(code).date(text);
        assert_eq!(of("en", "2026-11-02"), "2 November 2026");
        assert_eq!(of("de", "2026-03-22"), "22. März 2026");
        assert_eq!(of("es", "2026-01"), "enero de 2026");
        for odd in ["", "soon", "2026-13-01", "2026-00"] {
            assert_eq!(of("fr", odd), odd);
        }
    }

    #[test]
    fn a_language_without_words_says_what_to_do() {
        let says = Words::of("xx").expect_err("no such language").to_string();
        assert!(says.contains("add crates/cli/src/site/words/xx.toml"), "{says}");
    }
}
