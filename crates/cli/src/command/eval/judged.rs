//! One labelled message and what the engine says of it.

use caveat_engine::native::NativeUrls;
use caveat_engine::{Level, Message, Options, Rules, scan_as};
use serde::Deserialize;

use crate::parallel::Line;
use crate::wire::MessageIn;

/// Longest excerpt kept for `--show`, in characters.
const MAX_EXCERPT: usize = 240;

/// So much of a text a row shows: webmails show between 80 and 150 characters.
const ROW_CHARS: usize = 120;

/// What a message truly is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Label {
    /// Deceives for money, credentials or data.
    Scam,
    /// Unasked-for marketing, not a scam.
    Spam,
    /// Honest.
    Ham,
}

#[derive(Deserialize)]
struct Labels {
    label: Label,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    channel: Option<String>,
    #[serde(default)]
    group: Option<String>,
    /// The kind of scam it should be named, in sets of our own.
    #[serde(default)]
    kind: Option<String>,
    /// The level it should be given, in sets of our own.
    #[serde(default)]
    expect: Option<String>,
}

/// A message judged.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) id: String,
    pub(crate) label: Label,
    pub(crate) source: String,
    pub(crate) lang: String,
    pub(crate) channel: String,
    /// Messages of one template share it; unique otherwise.
    pub(crate) group: String,
    pub(crate) level: Level,
    pub(crate) score: f64,
    /// The kind named.
    pub(crate) kind: Option<String>,
    /// The kind it should be.
    pub(crate) expected: Option<String>,
    /// The level it should be given.
    pub(crate) expected_level: Option<Level>,
    /// Warning signals seen, each once.
    pub(crate) signals: Vec<String>,
    pub(crate) excerpt: String,
}

/// Judges one line.
pub(crate) fn judge(
    line: Line<'_>,
    source: &str,
    rules: &Rules,
    as_row: bool,
    options: Options<'_>,
) -> Result<Judged, String> {
    let text = line?;
    let labels: Labels = serde_json::from_str(text).map_err(|e| e.to_string())?;
    let parsed: MessageIn = serde_json::from_str(text).map_err(|e| e.to_string())?;
    let id = parsed.id.as_str().map_or_else(|| parsed.id.to_string(), str::to_owned);
    let (mut message, _) = parsed.message().map_err(|e| e.to_string())?;
    if as_row {
        cut_to_row(&mut message);
    }
    let verdict = scan_as(&message, rules, &NativeUrls, options);
    let mut signals: Vec<String> =
        verdict.findings.iter().filter(|f| f.weight > 0).map(|f| f.signal.clone()).collect();
    signals.sort_unstable();
    signals.dedup();
    let shown = format!("{} | {} | {}", message.sender.name, message.subject, message.body);
    let shown: Vec<&str> = shown.split_whitespace().collect();
    Ok(Judged {
        label: labels.label,
        source: labels.source.unwrap_or_else(|| source.to_owned()),
        lang: labels.lang.unwrap_or_else(|| "?".into()),
        channel: labels.channel.unwrap_or_else(|| message.channel.name().into()),
        group: labels.group.unwrap_or_else(|| id.clone()),
        id,
        level: verdict.level,
        score: verdict.score,
        kind: verdict.scam.map(|s| s.id),
        expected: labels.kind,
        expected_level: expected_level(labels.expect.as_deref())?,
        signals,
        excerpt: shown.join(" ").chars().take(MAX_EXCERPT).collect(),
    })
}

/// Leaves what a row of a list shows: sender, subject, the beginning of the text in one line.
fn cut_to_row(message: &mut Message) {
    let text: Vec<&str> = message.body.split_whitespace().collect();
    message.body = text.join(" ").chars().take(ROW_CHARS).collect();
    message.hidden.clear();
    message.reply_to.clear();
    message.links.clear();
    message.turns.clear();
}

fn expected_level(name: Option<&str>) -> Result<Option<Level>, String> {
    let levels = [Level::None, Level::Caution, Level::Danger];
    let Some(name) = name else { return Ok(None) };
    let level = levels.into_iter().find(|level| level.name() == name);
    level.map(Some).ok_or_else(|| format!("`{name}` is no level"))
}
