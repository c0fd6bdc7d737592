//! What the engine says about a message, with its reasons.

use crate::message::Span;

/// How sure the engine is that a message is a scam. There is no level "safe".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// No known scam pattern found.
    #[default]
    None,
    /// Something is off; worded softly.
    Caution,
    /// Very likely a scam.
    Danger,
}

impl Level {
    /// The level's name in every file and wire format.
    pub fn name(self) -> &'static str {
        match self {
            Level::None => "none",
            Level::Caution => "caution",
            Level::Danger => "danger",
        }
    }
}

/// A signal seen in a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The signal's id, as in `rules/signals/`.
    pub signal: String,
    /// The family it belongs to ("payment", "link", …).
    pub family: String,
    /// Where it was seen.
    pub span: Span,
    /// The signal's plain sentence with its placeholders filled ("leads to evil.example, not to Amazon").
    pub says: String,
    /// What it adds to the score, in thousandths of a logit. Below zero it calms.
    pub weight: i32,
}

/// Why something that was seen did not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// The words are denied: "never share your code".
    Negated,
    /// The words are told, not said: "scammers ask you to buy gift cards".
    Reported,
}

impl Held {
    /// The reason's name on every wire.
    pub fn name(self) -> &'static str {
        match self {
            Held::Negated => "negated",
            Held::Reported => "reported",
        }
    }
}

/// A signal that was seen and held back.
#[derive(Clone, Debug, PartialEq)]
pub struct Exception {
    /// The signal that would have fired.
    pub signal: String,
    /// Where.
    pub span: Span,
    /// Why it did not count.
    pub held: Held,
}

/// The kind of scam that fits a message best.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScamMatch {
    /// The kind's id, as the file name in `rules/scams/`.
    pub id: String,
    /// Title of the warning, in the words of the level ("This looks like …" / "This can be the start of …").
    pub title: String,
    /// The guide to open: a file name in `guides/<lang>/`.
    pub guide: String,
}

/// What a link of a message opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetKind {
    /// A page.
    Web,
    /// A call.
    Phone,
    /// A text message.
    Sms,
    /// A mail.
    Email,
    /// A program, a file, or nothing.
    Other,
}

impl TargetKind {
    /// The kind's name on every wire.
    pub fn name(self) -> &'static str {
        match self {
            TargetKind::Web => "web",
            TargetKind::Phone => "phone",
            TargetKind::Sms => "sms",
            TargetKind::Email => "email",
            TargetKind::Other => "other",
        }
    }
}

/// Where a link leads, in words to be shown: no control characters, nothing that turns the
/// direction of writing, at most 253 characters each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What it opens.
    pub kind: TargetKind,
    /// Host, number or address; of anything else the scheme. Unicode where that is honest,
    /// `xn--` where a host mixes scripts or looks like another.
    pub name: String,
    /// The part of a host that somebody owns; empty for all else.
    pub domain: String,
    /// The brand that answers for the page, by its name; empty when none is known.
    pub owner: String,
    /// The brand that the link or the message claims and that this page is not of; empty when
    /// there is none.
    pub not: String,
}

/// The engine's answer. Same message and rules, same verdict, native and in the browser.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// How sure.
    pub level: Level,
    /// Probability of a scam, 0 to 1, in steps of 0.0001.
    pub score: f64,
    /// The kind, when the level is not `None` and one fits.
    pub scam: Option<ScamMatch>,
    /// What was seen, strongest first. Calming findings come last.
    pub findings: Vec<Finding>,
    /// What was seen but held back.
    pub exceptions: Vec<Exception>,
    /// The message was longer than the engine's limits: "too long, first part checked".
    pub truncated: bool,
    /// Where the message's links lead, one for each of [`crate::Message::links`] up to
    /// [`crate::link::MAX_LINKS`]. Told with a warning, and of what a person asks about
    /// themselves ([`crate::Channel::Selection`]); empty otherwise.
    pub targets: Vec<Target>,
    /// The brand that the message claims to come from, by its name; empty when it claims none or
    /// comes from a known brand's own address. Told when `targets` are.
    pub claims: String,
    /// Codes of the languages that the message is written in and whose words these rules have not
    /// learned: once they have ([`crate::Rules::learn`]), it is worth asking again.
    pub unread: Vec<String>,
}
