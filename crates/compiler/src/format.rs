//! The TOML formats of `rules/`, as they stand in the files.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::diagnostic::Diagnostic;
use crate::files::File;

/// Words by language code.
pub(crate) type Worded = BTreeMap<String, Vec<Spanned<String>>>;

/// A text with its place.
pub(crate) type Text = Spanned<String>;

/// How much a signal says about a message being a scam. `scoring.toml` gives each a number.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Strength {
    /// Common in honest messages too.
    Faint,
    /// Seen in honest messages, more often in scams.
    Weak,
    /// Rare in honest messages.
    Medium,
    /// Hardly ever in honest messages.
    Strong,
    /// Enough alone.
    Decisive,
}

/// `rules/signals/<family>.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignalFile {
    /// The family of every signal in the file.
    pub family: Text,
    /// The signals.
    #[serde(default)]
    pub signal: Vec<SignalEntry>,
}

/// One signal.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignalEntry {
    /// Unique in the whole tree, kebab-case.
    pub id: Text,
    /// Only in a scam's own signals; elsewhere the file names the family.
    pub family: Option<Text>,
    /// Continues "The message …".
    pub says: Text,
    /// How strongly it warns.
    pub strength: Option<Spanned<Strength>>,
    /// Overrides the strength's number, in logits.
    pub weight: Option<Spanned<f64>>,
    /// How strongly it calms; instead of `strength`.
    pub calms: Option<Spanned<Strength>>,
    /// Channels it counts in; all when absent.
    pub channels: Option<Vec<Text>>,
    /// Whether denial or report takes its force.
    pub negatable: Option<bool>,
    /// Context only.
    #[serde(default)]
    pub silent: bool,
    /// Speaks of a scam as a third person does; two such signals silence the words around them.
    #[serde(default)]
    pub tells: bool,
    /// Looked for in the subject only.
    #[serde(default)]
    pub subject_only: bool,
    /// Literals by language.
    #[serde(default)]
    pub phrases: Worded,
    /// Regular expressions by language.
    #[serde(default)]
    pub patterns: Worded,
    /// What code sees, instead of words.
    pub detector: Option<Text>,
    /// Texts in which it must be seen.
    #[serde(default)]
    pub fires: Vec<Text>,
    /// Texts in which it must not.
    #[serde(default)]
    pub silent_on: Vec<Text>,
}

/// `rules/languages/<code>/words/*.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordsFile {
    /// Wordings, one entry a signal.
    pub words: Vec<WordsEntry>,
}

/// A language's wordings of a signal.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordsEntry {
    /// The signal's id.
    pub signal: Text,
    /// Literals.
    #[serde(default)]
    pub phrases: Vec<Text>,
    /// Regular expressions.
    #[serde(default)]
    pub patterns: Vec<Text>,
    /// Texts in which the signal must be seen.
    #[serde(default)]
    pub fires: Vec<Text>,
    /// Texts in which it must not.
    #[serde(default)]
    pub silent_on: Vec<Text>,
}

/// `rules/scams/<kind>.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScamFile {
    /// The kind in a few words.
    pub name: Text,
    /// Title of the warning at `danger`.
    pub title: Text,
    /// Title of the warning at `caution`.
    pub title_caution: Text,
    /// Guide, when it is not the file's own name.
    pub guide: Option<Text>,
    /// Rows of the taxonomy it covers; a note for authors.
    #[serde(default)]
    #[allow(dead_code, reason = "a note for authors, checked for its shape only")]
    pub taxonomy: Vec<u32>,
    /// Channels it lives in; all when absent.
    pub channels: Option<Vec<Text>>,
    /// A net under the others: gives its name only where no other kind fits.
    #[serde(default)]
    pub net: bool,
    /// Signals only this kind needs.
    #[serde(default)]
    pub signal: Vec<SignalEntry>,
    /// Any one is enough.
    #[serde(default)]
    pub when: Vec<Spanned<When>>,
    /// What it must and must not catch.
    #[serde(default)]
    pub example: Vec<Spanned<ExampleEntry>>,
}

/// A condition: every term given must hold.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct When {
    /// What being met adds.
    pub lift: Spanned<Strength>,
    /// Highest level it alone may lead to.
    pub level: Text,
    /// One of these brands is named; `kind:bank` for all of a kind.
    #[serde(default)]
    pub brand: Vec<Text>,
    /// All seen.
    #[serde(default)]
    pub all: Vec<Text>,
    /// At least one seen; `family:payment` for all of a family.
    #[serde(default)]
    pub any: Vec<Text>,
    /// At least `n` different ones seen.
    #[serde(default)]
    pub at_least: Option<AtLeast>,
    /// None seen.
    #[serde(default)]
    pub none: Vec<Text>,
}

/// At least `n` of a set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AtLeast {
    /// How many different signals.
    pub n: Spanned<u8>,
    /// Of these.
    pub of: Vec<Text>,
}

/// A message and what must be said of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExampleEntry {
    /// `danger`, `caution`, `none`.
    pub expect: Text,
    /// The kind named, when it is another than the file's.
    pub kind: Option<Text>,
    /// How it came; `email` when absent.
    pub channel: Option<Text>,
    /// "Name <address>", or a number.
    #[serde(default)]
    pub from: String,
    /// Reply-To address.
    #[serde(default)]
    pub reply_to: String,
    /// Subject line.
    #[serde(default)]
    pub subject: String,
    /// Visible text.
    pub body: Text,
    /// Links.
    #[serde(default)]
    pub links: Vec<LinkEntry>,
    /// Earlier bubbles.
    #[serde(default)]
    pub turns: Vec<TurnEntry>,
    /// For authors.
    #[serde(default)]
    #[allow(dead_code, reason = "a note for authors")]
    pub why: String,
}

/// A link of an example.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkEntry {
    /// Shown.
    #[serde(default)]
    pub text: String,
    /// Target.
    pub href: String,
}

/// An earlier bubble of an example.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TurnEntry {
    /// The user's own.
    #[serde(default)]
    pub own: bool,
    /// What it says.
    pub text: String,
}

/// `rules/brands/<id>.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BrandFile {
    /// Name as people write it.
    pub name: Text,
    /// What it is: bank, shop, courier, …
    pub kind: Text,
    /// Spellings to look for.
    pub names: Vec<Text>,
    /// The name is an ordinary word too.
    #[serde(default)]
    pub common_word: bool,
    /// Domains it owns.
    pub domains: Vec<Text>,
    /// Words by which others pose as it.
    pub tokens: Option<Vec<Text>>,
    /// How it contacts people.
    pub does: Text,
    /// What it never does.
    pub never: Text,
}

/// `rules/lists/redirectors.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RedirectorFile {
    /// The redirectors.
    pub redirector: Vec<RedirectorEntry>,
}

/// One redirector.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RedirectorEntry {
    /// Host, or `.host` for all below it too.
    pub host: Text,
    /// Path prefix.
    #[serde(default)]
    pub path: String,
    /// Query parameter with the target.
    pub param: Text,
    /// Honest mail carries it everywhere (security and social wrappers).
    #[serde(default)]
    pub wrapper: bool,
}

/// `rules/lists/negation.toml` and `rules/languages/<code>/negation.toml`
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct NegationFile {
    /// "never", "do not".
    pub negators: Worded,
    /// "if you do not".
    pub counter_negators: Worded,
    /// "scammers will".
    pub reporters: Worded,
    /// "but", "unless": ends what a negator or reporter says.
    pub contrasts: Worded,
    /// "is a scam": denies what was said before it in its sentence.
    pub denials: Worded,
}

/// `rules/scoring.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScoringFile {
    /// Logit of a message in which nothing was seen.
    pub bias: f64,
    /// Most that calming words take off, in logits.
    pub calm_cap: f64,
    /// Share of a family's second and later signals, in percent.
    pub repeat_percent: u32,
    /// Logits taken off when no kind fits.
    #[serde(default)]
    pub nameless: f64,
    /// Scores from which a level is given.
    pub threshold: Threshold,
    /// Logits by strength.
    pub strength: Strengths,
    /// Fitted weights by signal id, in logits.
    #[serde(default)]
    pub weights: BTreeMap<Text, f64>,
}

/// `rules/edition.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EditionFile {
    /// The Pack's version: date and running number, YYYYMMDDNN.
    pub number: Spanned<u64>,
}

/// `rules/core.toml`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CoreFile {
    /// Kinds that no update may take away.
    pub scams: Vec<Text>,
}

/// Scores from which a level is given, 0 to 1.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Threshold {
    /// Soft words.
    pub caution: f64,
    /// A warning.
    pub danger: f64,
}

/// Logits by strength.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "named after the strengths, which are documented")]
pub(crate) struct Strengths {
    pub faint: f64,
    pub weak: f64,
    pub medium: f64,
    pub strong: f64,
    pub decisive: f64,
}

impl Strengths {
    /// The strength's number, in thousandths of a logit.
    pub(crate) fn millilogits(&self, strength: Strength) -> i32 {
        millilogits(match strength {
            Strength::Faint => self.faint,
            Strength::Weak => self.weak,
            Strength::Medium => self.medium,
            Strength::Strong => self.strong,
            Strength::Decisive => self.decisive,
        })
    }
}

/// Logits to thousandths, clipped to ±30: beyond that a probability no longer moves.
pub(crate) fn millilogits(logits: f64) -> i32 {
    (logits.clamp(-30.0, 30.0) * 1000.0).round() as i32
}

/// Reads a file of rules.
///
/// # Errors
/// The parser's own remark, at its place.
#[allow(clippy::result_large_err, reason = "one a file, moved once")]
pub(crate) fn parse<T: for<'d> Deserialize<'d>>(file: &File) -> Result<T, Diagnostic> {
    toml::from_str(&file.text).map_err(|e| {
        let range = e.span().unwrap_or(0..0);
        Diagnostic::error(file, range, e.message().to_owned())
            .help("the formats are described in CONTRIBUTING.md")
    })
}
