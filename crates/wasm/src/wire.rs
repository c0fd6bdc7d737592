//! What crosses into and out of JavaScript. The shapes are those of `extension/src/protocol.ts`;
//! `tests/wasm/` compares the two.

use caveat_engine as engine;
use serde::{Deserialize, Serialize};

use crate::offsets::Utf16Offsets;

/// `Message` of `protocol.ts`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Message {
    channel: String,
    subject: String,
    body: String,
    hidden: String,
    sender: Sender,
    reply_to: String,
    links: Vec<Link>,
    turns: Vec<Turn>,
}

#[derive(Debug, Deserialize)]
struct Sender {
    name: String,
    address: String,
    number: String,
}

#[derive(Debug, Deserialize)]
struct Link {
    text: String,
    href: String,
}

#[derive(Debug, Deserialize)]
struct Turn {
    own: bool,
    text: String,
}

/// A `channel` that is none of the four.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct UnknownChannel;

impl TryFrom<Message> for engine::Message {
    type Error = UnknownChannel;

    fn try_from(wire: Message) -> Result<engine::Message, UnknownChannel> {
        let link = |Link { text, href }| engine::Link { text, href };
        let turn = |Turn { own, text }| engine::Turn { own, text };
        Ok(engine::Message {
            channel: engine::Channel::from_name(&wire.channel).ok_or(UnknownChannel)?,
            subject: wire.subject,
            body: wire.body,
            hidden: wire.hidden,
            sender: engine::Sender {
                name: wire.sender.name,
                address: wire.sender.address,
                number: wire.sender.number,
            },
            reply_to: wire.reply_to,
            links: wire.links.into_iter().map(link).collect(),
            turns: wire.turns.into_iter().map(turn).collect(),
        })
    }
}

/// `Verdict` of `protocol.ts`, and the languages whose words are missing.
#[derive(Debug, Serialize)]
pub(crate) struct Verdict<'v> {
    level: &'static str,
    score: f64,
    scam: Option<ScamMatch<'v>>,
    findings: Vec<Finding<'v>>,
    exceptions: Vec<Exception<'v>>,
    truncated: bool,
    targets: Vec<Target<'v>>,
    claims: &'v str,
    unread: &'v [String],
}

#[derive(Debug, Serialize)]
struct ScamMatch<'v> {
    id: &'v str,
    title: &'v str,
    guide: &'v str,
}

#[derive(Debug, Serialize)]
struct Finding<'v> {
    signal: &'v str,
    family: &'v str,
    field: String,
    start: u32,
    end: u32,
    text: &'v str,
    says: &'v str,
    weight: i32,
}

#[derive(Debug, Serialize)]
struct Target<'v> {
    kind: &'static str,
    name: &'v str,
    domain: &'v str,
    owner: &'v str,
    not: &'v str,
}

#[derive(Debug, Serialize)]
struct Exception<'v> {
    signal: &'v str,
    field: String,
    start: u32,
    end: u32,
    text: &'v str,
    held: &'static str,
}

impl<'v> Verdict<'v> {
    /// The verdict on `message`, with the words of `message` and in JavaScript's offsets.
    pub(crate) fn new(message: &'v engine::Message, verdict: &'v engine::Verdict) -> Verdict<'v> {
        let spans = verdict.findings.iter().map(|finding| &finding.span);
        let held = verdict.exceptions.iter().map(|exception| &exception.span);
        let offsets = Utf16Offsets::new(message, spans.chain(held));
        let finding = |finding: &'v engine::Finding| {
            let (start, end) = offsets.of(&finding.span);
            Finding {
                signal: &finding.signal,
                family: &finding.family,
                field: finding.span.field.name(),
                start,
                end,
                text: finding.span.text(message),
                says: &finding.says,
                weight: finding.weight,
            }
        };
        let exception = |exception: &'v engine::Exception| {
            let (start, end) = offsets.of(&exception.span);
            Exception {
                signal: &exception.signal,
                field: exception.span.field.name(),
                start,
                end,
                text: exception.span.text(message),
                held: exception.held.name(),
            }
        };
        let target = |target: &'v engine::Target| Target {
            kind: target.kind.name(),
            name: &target.name,
            domain: &target.domain,
            owner: &target.owner,
            not: &target.not,
        };
        let scam = verdict.scam.as_ref().map(|scam| ScamMatch {
            id: &scam.id,
            title: &scam.title,
            guide: &scam.guide,
        });
        Verdict {
            level: verdict.level.name(),
            score: verdict.score,
            scam,
            findings: verdict.findings.iter().map(finding).collect(),
            exceptions: verdict.exceptions.iter().map(exception).collect(),
            truncated: verdict.truncated,
            targets: verdict.targets.iter().map(target).collect(),
            claims: &verdict.claims,
            unread: &verdict.unread,
        }
    }
}
