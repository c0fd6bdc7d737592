//! Where to report, by country and brand. Packaged with a release, never changed by a synced Pack.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::diagnostic::Diagnostic;
use crate::files::Tree;
use crate::format::parse;

const PURPOSES: [&str; 8] =
    ["lost-money", "message", "sms", "email", "call", "identity", "website", "advice"];
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
    source: String,
    checked: Spanned<String>,
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
    /// How to use it well.
    pub note: String,
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
}

impl Reporting {
    /// Ids of all channels.
    pub(crate) fn ids(&self) -> Vec<&str> {
        let countries = self.countries.iter().flat_map(|c| &c.channels);
        countries.chain(&self.brands).map(|c| c.id.as_str()).collect()
    }
}

pub(crate) fn read(tree: &Tree, brands: &[&str], remarks: &mut Vec<Diagnostic>) -> Reporting {
    let mut reporting = Reporting::default();
    for file in tree.in_folder("guides/reporting", ".toml") {
        let entries = |entries: Vec<ChannelEntry>, remarks: &mut Vec<Diagnostic>| {
            entries.into_iter().map(|e| channel(file, e, brands, remarks)).collect::<Vec<_>>()
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
    file: &crate::files::File,
    entry: ChannelEntry,
    brands: &[&str],
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
    let month = entry.checked.get_ref().split('-').map(str::len).take(2).eq([4, 2]);
    if !month {
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
        source: entry.source,
        checked: entry.checked.into_inner(),
    }
}
