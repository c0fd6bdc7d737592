//! Where to report, by country and brand. Packaged with a release, never changed by a synced Pack.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::diagnostic::Diagnostic;
use crate::files::{File, Tree};
use crate::format::parse;

const PURPOSES: [&str; 8] =
    ["lost-money", "message", "sms", "email", "call", "identity", "website", "advice"];
/// Months after which a channel must have been compared with its source again. Short codes and
/// police lines do change; half a year is what `guides/README.md` promises.
const EXPIRES_AFTER: u8 = 6;
const KINDS: [&str; 4] = ["url", "phone", "sms", "email"];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountryFile {
    country: Spanned<String>,
    name: String,
    #[serde(default)]
    intro: String,
    #[serde(default)]
    steps: Vec<String>,
    #[serde(default)]
    channel: Vec<ChannelEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BrandsFile {
    channel: Vec<ChannelEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChannelEntry {
    id: Spanned<String>,
    brand: Option<Spanned<String>>,
    label: String,
    purpose: Vec<Spanned<String>>,
    kind: Spanned<String>,
    value: Spanned<String>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    hours: String,
    #[serde(default)]
    cost: String,
    #[serde(default)]
    forward: String,
    source: Spanned<String>,
    checked: Spanned<String>,
    /// Months after `checked` in which it must be compared again.
    expires_after: Option<Spanned<u8>>,
}

/// One way to report.
#[derive(Debug, Serialize)]
pub struct Channel {
    /// Unique.
    pub id: String,
    /// The brand that runs it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// Who answers.
    pub label: String,
    /// What it is for.
    pub purpose: Vec<String>,
    /// `url`, `phone`, `sms`, `email`.
    pub kind: String,
    /// Address or number.
    pub value: String,
    /// What it is for, in a sentence.
    pub note: String,
    /// When somebody answers; empty when it is always there or not known.
    pub hours: String,
    /// What it costs to use; empty when nothing or not known.
    pub cost: String,
    /// How to forward a message to it well.
    pub forward: String,
    /// Where the fact stands.
    pub source: String,
    /// Month it was last checked.
    pub checked: String,
}

/// A country's channels.
#[derive(Debug, Serialize)]
pub struct Country {
    /// ISO 3166 code, or a part of a country (GB-SCT).
    pub country: String,
    /// In English.
    pub name: String,
    /// What to do first there.
    pub intro: String,
    /// Steps, for the file that stands for everywhere else.
    pub steps: Vec<String>,
    /// Its channels.
    pub channels: Vec<Channel>,
}

/// Everything about reporting.
#[derive(Debug, Default, Serialize)]
pub struct Reporting {
    /// By country.
    pub countries: Vec<Country>,
    /// By brand.
    pub brands: Vec<Channel>,
    /// For a country that is not listed.
    pub other: Option<Country>,
    /// The last month each channel holds without another look.
    #[serde(skip)]
    expiries: Vec<(Month, Place)>,
}

/// A month of a year; months are ordered as they follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(u32);

impl Month {
    /// The month of that year, January being 1.
    pub fn new(year: u16, month: u8) -> Month {
        Month(u32::from(year) * 12 + u32::from(month.clamp(1, 12)) - 1)
    }

    /// Reads "2026-11".
    fn read(text: &str) -> Option<Month> {
        let (year, month) = text.split_once('-')?;
        let sound = year.len() == 4 && month.len() == 2 && matches!(month.parse(), Ok(1..=12u8));
        sound.then_some(Month::new(year.parse().ok()?, month.parse().ok()?))
    }

    fn after(self, months: u8) -> Month {
        Month(self.0 + u32::from(months))
    }
}

/// Where something stands.
#[derive(Clone, Debug)]
struct Place {
    file: File,
    range: std::ops::Range<usize>,
}

impl Reporting {
    /// Channels that nobody has compared with their source for too long. Not asked when a Pack is
    /// made: the same tree gives the same Pack on any day.
    pub fn expired(&self, today: Month) -> Vec<Diagnostic> {
        let old = self.expiries.iter().filter(|(last, _)| *last < today);
        old.map(|(_, at)| {
            Diagnostic::error(&at.file, at.range.clone(), "nobody has looked at this channel for long")
                .help("compare it with its source, then set `checked`; or remove it: a wrong number is worse than none")
        })
        .collect()
    }

    /// Ids of all channels.
    pub(crate) fn ids(&self) -> Vec<&str> {
        let countries = self.countries.iter().flat_map(|c| &c.channels);
        countries.chain(&self.brands).map(|c| c.id.as_str()).collect()
    }
}

pub(crate) fn read(tree: &Tree, brands: &[&str], remarks: &mut Vec<Diagnostic>) -> Reporting {
    let mut reporting = Reporting::default();
    for file in tree.in_folder("guides/reporting", ".toml") {
        let expiries = &mut reporting.expiries;
        let mut entries = |entries: Vec<ChannelEntry>, remarks: &mut Vec<Diagnostic>| {
            let read = entries.into_iter().map(|e| channel(file, e, brands, expiries, remarks));
            read.collect::<Vec<_>>()
        };
        if file.stem() == "brands" {
            match parse::<BrandsFile>(file) {
                Ok(parsed) => reporting.brands = entries(parsed.channel, remarks),
                Err(remark) => remarks.push(remark),
            }
            continue;
        }
        match parse::<CountryFile>(file) {
            Ok(parsed) => {
                let country = parsed.country.get_ref().to_lowercase();
                if file.stem() != country {
                    remarks.push(
                        Diagnostic::error(
                            file,
                            parsed.country.span(),
                            "country and file name differ",
                        )
                        .help(format!("name the file {country}.toml")),
                    );
                }
                let country = Country {
                    country: parsed.country.into_inner(),
                    name: parsed.name,
                    intro: parsed.intro,
                    steps: parsed.steps,
                    channels: entries(parsed.channel, remarks),
                };
                if file.stem() == "other" {
                    reporting.other = Some(country);
                } else {
                    reporting.countries.push(country);
                }
            }
            Err(remark) => remarks.push(remark),
        }
    }
    let mut ids = reporting.ids();
    ids.sort_unstable();
    if let Some(twice) = ids.windows(2).find(|w| w[0] == w[1])
        && let Some(file) = tree.in_folder("guides/reporting", ".toml").next()
    {
        remarks.push(Diagnostic::error(file, 0..0, format!("channel `{}` stands twice", twice[0])));
    }
    reporting
}

fn channel(
    file: &File,
    entry: ChannelEntry,
    brands: &[&str],
    expiries: &mut Vec<(Month, Place)>,
    remarks: &mut Vec<Diagnostic>,
) -> Channel {
    for purpose in &entry.purpose {
        if !PURPOSES.contains(&purpose.get_ref().as_str()) {
            remarks.push(
                Diagnostic::error(
                    file,
                    purpose.span(),
                    format!("no purpose `{}`", purpose.get_ref()),
                )
                .help(PURPOSES.join(", ")),
            );
        }
    }
    let value = entry.value.get_ref();
    let sound = match entry.kind.get_ref().as_str() {
        "url" => value.starts_with("https://") && !value.contains(char::is_whitespace),
        "email" => value.split('@').count() == 2 && !value.contains(char::is_whitespace),
        "phone" | "sms" => {
            value.chars().any(|c| c.is_ascii_digit())
                && value.chars().all(|c| c.is_ascii_digit() || " +-#*()".contains(c))
        }
        _ => false,
    };
    if !sound {
        remarks.push(
            Diagnostic::error(
                file,
                entry.value.span(),
                format!("`{value}` is no {}", entry.kind.get_ref()),
            )
            .help(format!("kinds are {}; a url begins with https://", KINDS.join(", "))),
        );
    }
    if entry.source.get_ref().trim().is_empty() {
        remarks.push(
            Diagnostic::error(file, entry.source.span(), "the channel has no source")
                .help("name the published page that says so; without one, leave the channel out"),
        );
    }
    let month = Month::read(entry.checked.get_ref());
    if let Some(month) = month {
        let months = entry.expires_after.as_ref().map_or(EXPIRES_AFTER, |m| *m.get_ref());
        let place = Place { file: file.clone(), range: entry.checked.span() };
        expiries.push((month.after(months), place));
    } else {
        remarks.push(
            Diagnostic::error(file, entry.checked.span(), "not a month")
                .help("checked = \"2026-11\""),
        );
    }
    if let Some(brand) = &entry.brand
        && !brands.contains(&brand.get_ref().as_str())
    {
        remarks.push(Diagnostic::error(
            file,
            brand.span(),
            format!("no brand `{}`", brand.get_ref()),
        ));
    }
    Channel {
        id: entry.id.into_inner(),
        brand: entry.brand.map(Spanned::into_inner),
        label: entry.label,
        purpose: entry.purpose.into_iter().map(Spanned::into_inner).collect(),
        kind: entry.kind.into_inner(),
        value: entry.value.into_inner(),
        note: entry.note,
        hours: entry.hours,
        cost: entry.cost,
        forward: entry.forward,
        source: entry.source.into_inner(),
        checked: entry.checked.into_inner(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
country = "XX"
name = "Nowhere"
[[channel]]
id = "xx-sms"
label = "The line"
purpose = ["sms"]
kind = "sms"
value = "7726"
source = "its own page"
checked = "2026-11"
"#;

    fn reporting(text: &str) -> (Reporting, Vec<String>) {
        let file = File { path: "guides/reporting/xx.toml".into(), text: text.into() };
        let mut remarks = Vec::new();
        let read = read(&Tree { files: vec![file] }, &[], &mut remarks);
        (read, remarks.into_iter().map(|r| r.title).collect())
    }

    #[test]
    fn a_channel_holds_for_half_a_year_or_as_long_as_it_says() {
        let (half, remarks) = reporting(FILE);
        assert_eq!(remarks, [""; 0]);
        assert!(half.expired(Month::new(2027, 5)).is_empty());
        let old = half.expired(Month::new(2027, 6));
        assert_eq!(old.len(), 1);
        assert_eq!(old[0].position().0, 11);
        let (short, _) = reporting(&format!("{FILE}expires_after = 2\n"));
        assert!(short.expired(Month::new(2027, 1)).is_empty());
        assert_eq!(short.expired(Month::new(2027, 2)).len(), 1);
    }

    #[test]
    fn a_channel_without_source_or_month_is_refused() {
        for (from, to, wanted) in [
            ("its own page", " ", "the channel has no source"),
            ("2026-11", "2026-13", "not a month"),
            ("2026-11", "yesterday", "not a month"),
            ("7726", "77x6", "`77x6` is no sms"),
        ] {
            assert_eq!(reporting(&FILE.replace(from, to)).1, [wanted]);
        }
    }
}
