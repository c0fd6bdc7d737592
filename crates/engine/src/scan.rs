//! The stages in their order: one message in, one verdict out.

use std::borrow::Cow;

use crate::link::UrlReader;
use crate::message::{Channel, Field, Message, Span};
use crate::reader::Reader;
use crate::rules::{Detector, Rules};
use crate::scene::Scene;
use crate::score::{self, Fill};
use crate::verdict::{Level, Verdict};

/// Most text looked at, in bytes over all fields: a long novel. Longer messages are judged by
/// their first part and say so.
pub const MAX_TEXT_BYTES: usize = 1 << 20;
/// Most earlier bubbles looked at, the latest ones: enough for a chat's last day.
pub const MAX_TURNS: usize = 50;

/// Score, in ten-thousandths, from which a reader who asked for more care is cautioned,
/// where honest mail that is warned of about doubles: `rules/README.md` has the figures.
/// Here and not in a Pack, whose bounds keep `caution` above it: readers of an older release know no
/// such number.
pub const CAREFUL: u32 = 2_000;

/// Hidden text counts when it has this many letters …
const MIN_HIDDEN_LETTERS: usize = 60;
/// … and at least one for every so many visible ones: newsletters hide a preview line.
const HIDDEN_SHARE: usize = 2;

/// Judges a message.
///
/// Never fails and never panics, for rules that [`Rules::validate`] accepts; takes time linear in
/// the message. The same message and rules give the same verdict everywhere, provided that `urls`
/// reads as the WHATWG URL standard says.
pub fn scan(message: &Message, rules: &Rules, urls: &dyn UrlReader) -> Verdict {
    scan_as(message, rules, urls, Options::default())
}

/// How early a reader wants to be warned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Care {
    /// From the score at which the rules say `caution`.
    #[default]
    Usual,
    /// From [`CAREFUL`] on, at the price of about twice as many needless warnings.
    More,
}

/// What a message is judged by, beside the rules.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'o> {
    /// Codes of languages that the message is known to be in, beside those that its words tell: what
    /// is said of `de` may be too short for that.
    pub languages: &'o [&'o str],
    /// How early to warn.
    pub care: Care,
}

/// The same as [`scan`], as the options say.
pub fn scan_as(
    message: &Message,
    rules: &Rules,
    urls: &dyn UrlReader,
    options: Options<'_>,
) -> Verdict {
    let clipped = clip(message);
    let truncated = matches!(clipped, Cow::Owned(_));
    let message = &*clipped;
    let mut reader = Reader::new(rules);
    reader.add(Field::Subject, &message.subject);
    reader.add(Field::Body, &message.body);
    reader.add(Field::SenderName, &message.sender.name);
    for (i, turn) in message.turns.iter().enumerate().filter(|(_, t)| !t.own) {
        reader.add(Field::Turn(i as u32), &turn.text);
    }
    let unread = reader.judge(options.languages);
    let mentions = std::mem::take(&mut reader.mentions);
    let mut look = Scene { message, rules, urls, mentions: &mentions }.look();
    let mut brands = Vec::new();
    for detection in std::mem::take(&mut look.found.detections) {
        if let (Detector::BrandNamed, Some(brand)) = (detection.detector, detection.brand) {
            brands.push(brand);
        }
        let fill =
            Fill { brand: detection.brand, domain: detection.domain, shown: detection.shown };
        reader.detected(detection.detector, detection.span, fill);
    }
    if let Some(span) = hidden(message) {
        reader.detected(Detector::TextHidden, span, Fill::default());
    }
    if let Some(span) = long(message) {
        reader.detected(Detector::TextLong, span, Fill::default());
    }
    let mut verdict = score::judge(message, rules, &reader.seen, &brands, options.care);
    // Nearly all messages are honest, and nobody asks where their links lead.
    if verdict.level > Level::None || message.channel == Channel::Selection {
        verdict.targets = look.targets();
        verdict.claims = look.claims();
    }
    let truncated = truncated || look.found.truncated || reader.truncated;
    Verdict { truncated, unread, ..verdict }
}

/// Bytes of a body from which it is long. Scams that tell a story in words seldom are: nine of ten
/// in our corpora stay below, and digests, newsletters and threads go far beyond.
const LONG_TEXT: usize = 2_400;

/// The first word of a long body.
fn long(message: &Message) -> Option<Span> {
    let body = message.body.as_str();
    let start = body.find(|c: char| !c.is_whitespace())?;
    let length = body[start..].find(char::is_whitespace).unwrap_or(body.len() - start);
    let range = start..start + length;
    (body.len() > LONG_TEXT).then_some(Span { field: Field::Body, range })
}

/// The message within the limits; borrowed when it already is.
fn clip(message: &Message) -> Cow<'_, Message> {
    let turns: usize = message.turns.iter().map(|t| t.text.len()).sum();
    let total = message.subject.len()
        + message.body.len()
        + message.hidden.len()
        + message.sender.name.len()
        + turns;
    if total <= MAX_TEXT_BYTES && message.turns.len() <= MAX_TURNS {
        return Cow::Borrowed(message);
    }
    let mut left = MAX_TEXT_BYTES;
    let mut cut = |text: &str| {
        let kept = &text[..text.floor_char_boundary(left)];
        left -= kept.len();
        kept.to_owned()
    };
    let mut out = Message {
        subject: cut(&message.subject),
        sender: crate::message::Sender {
            name: cut(&message.sender.name),
            ..message.sender.clone()
        },
        body: cut(&message.body),
        channel: message.channel,
        reply_to: message.reply_to.clone(),
        links: message.links.clone(),
        turns: message.turns.clone(),
        hidden: String::new(),
    };
    // Indexes of turns must stay, so what is left out is emptied, the oldest first.
    let old = out.turns.len().saturating_sub(MAX_TURNS);
    for (i, turn) in out.turns.iter_mut().enumerate().rev() {
        turn.text = if i < old { String::new() } else { cut(&turn.text) };
    }
    out.hidden = cut(&message.hidden);
    Cow::Owned(out)
}

/// Where the message hides a text that is long beside what it shows.
fn hidden(message: &Message) -> Option<Span> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let (hidden, visible) = (letters(&message.hidden), letters(&message.body));
    if hidden < MIN_HIDDEN_LETTERS || hidden.saturating_mul(HIDDEN_SHARE) < visible {
        return None;
    }
    let start = message.hidden.len() - message.hidden.trim_start().len();
    let end = message.hidden.floor_char_boundary(start + 120);
    (start < end).then_some(Span { field: Field::Hidden, range: start..end })
}

#[cfg(test)]
mod tests;
