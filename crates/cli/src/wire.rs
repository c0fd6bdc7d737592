//! Messages and verdicts as JSON.

use caveat_engine::{
    Channel, Field, Finding, Held, Link, Message, Sender, Span, Target, Turn, Verdict,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::input::html;

/// A message as one JSON object. Unknown keys are ignored.
#[derive(Debug, Deserialize)]
pub(crate) struct MessageIn {
    pub(crate) id: Value,
    #[serde(default)]
    channel: Option<String>,
    #[serde(default)]
    subject: Option<String>,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    html: Option<String>,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    reply_to: Option<String>,
    #[serde(default)]
    links: Option<Vec<LinkIn>>,
    #[serde(default)]
    turns: Option<Vec<TurnIn>>,
}

#[derive(Debug, Deserialize)]
struct LinkIn {
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    href: Option<String>,
}

#[derive(Debug, Deserialize)]
struct TurnIn {
    #[serde(default)]
    own: bool,
    text: String,
}

/// Why an object is no message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NotAMessage {
    /// Neither `body` nor `html`.
    NoText,
    /// A channel there is not.
    Channel(String),
}

impl std::fmt::Display for NotAMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NotAMessage::NoText => f.write_str("neither `body` nor `html` is given"),
            NotAMessage::Channel(name) => {
                write!(f, "no channel `{name}`: email, sms, chat or selection")
            }
        }
    }
}

impl MessageIn {
    /// The message, and its `from` as given.
    pub(crate) fn message(self) -> Result<(Message, String), NotAMessage> {
        let channel = match self.channel {
            Some(name) => Channel::from_name(&name).ok_or(NotAMessage::Channel(name))?,
            None => Channel::default(),
        };
        if self.body.is_none() && self.html.is_none() {
            return Err(NotAMessage::NoText);
        }
        let page = self.html.as_deref().map(html::read).unwrap_or_default();
        let from = self.from.unwrap_or_default();
        let given = self.links.map(|links| {
            let link = |l: LinkIn| Link {
                text: l.text.unwrap_or_default(),
                href: l.href.unwrap_or_default(),
            };
            links.into_iter().map(link).collect::<Vec<_>>()
        });
        let message = Message {
            channel,
            subject: self.subject.unwrap_or_default(),
            body: self.body.filter(|b| !b.trim().is_empty()).unwrap_or(page.text),
            hidden: page.hidden,
            sender: Sender::parse(&from),
            reply_to: self.reply_to.unwrap_or_default(),
            links: given.filter(|l| !l.is_empty()).unwrap_or(page.links),
            turns: self
                .turns
                .unwrap_or_default()
                .into_iter()
                .map(|t| Turn { own: t.own, text: t.text })
                .collect(),
        };
        Ok((message, from))
    }
}

/// A verdict as one JSON object. `start` and `end` are bytes of the field's UTF-8 text.
#[derive(Debug, Serialize)]
pub(crate) struct VerdictOut {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
    level: &'static str,
    score: f64,
    scam: Option<String>,
    title: Option<String>,
    guide: Option<String>,
    findings: Vec<FindingOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    exceptions: Vec<ExceptionOut>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    truncated: bool,
    /// One for each of the message's links; none where nothing is warned of and nobody asked.
    targets: Vec<TargetOut>,
    claims: String,
}

#[derive(Debug, Serialize)]
struct TargetOut {
    kind: &'static str,
    name: String,
    domain: String,
    owner: String,
    not: String,
}

#[derive(Debug, Serialize)]
struct Place {
    field: String,
    start: usize,
    end: usize,
    text: String,
}

#[derive(Debug, Serialize)]
struct FindingOut {
    signal: String,
    family: String,
    #[serde(flatten)]
    place: Place,
    says: String,
    weight: i32,
}

#[derive(Debug, Serialize)]
struct ExceptionOut {
    signal: String,
    #[serde(flatten)]
    place: Place,
    held: &'static str,
}

impl VerdictOut {
    /// `from` is the sender as it was given: spans in its name or address are told as places in
    /// it, so that `field` is always a key of the input.
    pub(crate) fn new(id: Option<Value>, verdict: Verdict, message: &Message, from: &str) -> Self {
        let (scam, title, guide) = match verdict.scam {
            Some(s) => (Some(s.id), Some(s.title), Some(s.guide)),
            None => (None, None, None),
        };
        let finding = |f: Finding| FindingOut {
            signal: f.signal,
            family: f.family,
            place: place(&f.span, message, from),
            says: f.says,
            weight: f.weight,
        };
        let target = |t: Target| TargetOut {
            kind: t.kind.name(),
            name: t.name,
            domain: t.domain,
            owner: t.owner,
            not: t.not,
        };
        VerdictOut {
            id,
            level: verdict.level.name(),
            score: verdict.score,
            scam,
            title,
            guide,
            findings: verdict.findings.into_iter().map(finding).collect(),
            exceptions: verdict
                .exceptions
                .into_iter()
                .map(|e| ExceptionOut {
                    signal: e.signal,
                    place: place(&e.span, message, from),
                    held: Held::name(e.held),
                })
                .collect(),
            truncated: verdict.truncated,
            targets: verdict.targets.into_iter().map(target).collect(),
            claims: verdict.claims,
        }
    }
}

fn place(span: &Span, message: &Message, from: &str) -> Place {
    let text = span.text(message).to_owned();
    let part = span.field.of(message);
    if matches!(span.field, Field::SenderName | Field::SenderAddress | Field::SenderNumber)
        && let Some(at) = from.find(part)
    {
        let start = at + span.range.start;
        return Place { field: "from".into(), start, end: start + text.len(), text };
    }
    Place { field: span.field.name(), start: span.range.start, end: span.range.end, text }
}
