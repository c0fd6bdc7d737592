//! Which brand a message claims to be from. Naming a brand claims nothing; speaking in its name
//! does.

use crate::host::Directory;
use crate::link::url::head;
use crate::lower;
use crate::message::{Channel, Field, Span};
use crate::scene::{Mention, Scene};

use super::Identity;
use super::name::{Says, is_nobodys, says};

/// A brand that a message claims to be from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The brand.
    pub brand: u32,
    /// Where the claim is made most firmly.
    pub span: Span,
    /// The sender's shown name makes it.
    pub by_name: bool,
    /// The claim is firm enough for the channel to judge links and numbers by.
    pub is_firm: bool,
}

/// Most mentions weighed; a message that names more brands claims none of the later ones.
const MAX_MENTIONS: usize = 500;
/// How far around a name its context reaches, in bytes.
const REACH: usize = 60;

/// Ways of claiming: one bit each, so that saying a thing twice is not saying it louder.
mod way {
    pub(super) const NAME: u16 = 1;
    pub(super) const SUBJECT_PREFIX: u16 = 2;
    pub(super) const BODY_PREFIX: u16 = 4;
    pub(super) const HEADING: u16 = 8;
    pub(super) const SUBJECT_START: u16 = 16;
    pub(super) const YOUR_ACCOUNT: u16 = 32;
    pub(super) const DEAR_CUSTOMER: u16 = 64;
    pub(super) const DESK: u16 = 128;
    pub(super) const SPEAKS: u16 = 256;
    pub(super) const TEXT_START: u16 = 512;
}

/// How much each way says.
fn weight(ways: u16) -> u32 {
    let strong = way::SUBJECT_PREFIX | way::BODY_PREFIX | way::DEAR_CUSTOMER | way::SPEAKS;
    let weak = way::HEADING | way::SUBJECT_START | way::YOUR_ACCOUNT | way::DESK | way::TEXT_START;
    3 * (ways & way::NAME).count_ones()
        + 2 * (ways & strong).count_ones()
        + (ways & weak).count_ones()
}

/// What follows "your Amazon …" when the message is about the reader's dealings with it. Sorted.
const DEALINGS: &[&str] = &[
    "account",
    "acct",
    "app",
    "bank",
    "banking",
    "bill",
    "booking",
    "card",
    "cloud",
    "credit",
    "debit",
    "delivery",
    "id",
    "invoice",
    "kont",
    "konto",
    "login",
    "mailbox",
    "member",
    "membership",
    "online",
    "order",
    "orders",
    "package",
    "parcel",
    "password",
    "pay",
    "payment",
    "prime",
    "profile",
    "purchase",
    "refund",
    "shipment",
    "storage",
    "subscription",
    "wallet",
];

/// What makes "Amazon …" a desk of it. Sorted.
const DESKS: &[&str] = &[
    "accounts",
    "alert",
    "alerts",
    "billing",
    "care",
    "customer",
    "department",
    "fraud",
    "help",
    "helpdesk",
    "payments",
    "refund",
    "refunds",
    "security",
    "service",
    "services",
    "support",
    "team",
    "verification",
];

const YOUR: &[&str] =
    &["your", "ur", "yr", "my", "votre", "ihr", "dein", "tu", "su", "seu", "sua", "il", "uw"];
const SPEAKING: &[&str] = &[
    "this is",
    "calling from",
    "call from",
    "here is",
    "here from",
    "message from",
    "notice from",
    "alert from",
    "on behalf of",
    "we at",
    "welcome to",
    "contacting you from",
];
const LEADING: &[&str] = &[
    "re",
    "fw",
    "fwd",
    "the",
    "from",
    "frm",
    "msg",
    "notice",
    "alert",
    "urgent",
    "important",
    "official",
    "dear",
    "new",
    "your",
    "final",
    "hi",
    "hello",
];

/// Weighs every mention and lists the brands claimed, the firmest first.
pub(super) fn read(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    identity: &Identity,
) -> Vec<Claim> {
    let is_mail =
        scene.message.channel == Channel::Email && !scene.message.sender.address.is_empty();
    let mut made: Vec<(u32, u16, Span)> = Vec::new();
    let in_name = |m: &&Mention| m.span.field == Field::SenderName;
    let elsewhere = |m: &&Mention| m.span.field != Field::SenderName;
    let mentions = scene.mentions.iter();
    let mentions = mentions.clone().filter(in_name).chain(mentions.filter(elsewhere));
    for mention in mentions.take(MAX_MENTIONS) {
        let ways = ways(scene, directory, identity, mention, is_mail);
        if ways == 0 {
            continue;
        }
        match made.iter_mut().find(|(brand, ..)| *brand == mention.brand) {
            Some((_, sum, span)) => {
                if weight(ways) > weight(*sum) {
                    *span = mention.span.clone();
                }
                *sum |= ways;
            }
            None => made.push((mention.brand, ways, mention.span.clone())),
        }
    }
    // A stable sort: of equal claims the first made stays first.
    made.sort_by_key(|(_, ways, _)| std::cmp::Reverse(weight(*ways)));
    // Mail has a sender's name to claim with; other channels have only their words. Who signs
    // with a name of their own writes about a brand more often than for it.
    let firm = match is_mail {
        false => 1,
        true if identity.free_mail || is_nobodys(&scene.message.sender.name) => 2,
        true => 3,
    };
    made.into_iter()
        .map(|(brand, ways, span)| Claim {
            brand,
            span,
            by_name: ways & way::NAME != 0,
            is_firm: weight(ways) >= firm,
        })
        .collect()
}

fn ways(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    identity: &Identity,
    mention: &Mention,
    is_mail: bool,
) -> u16 {
    let text = mention.span.field.of(scene.message);
    let range = &mention.span.range;
    let (Some(before), Some(after)) = (text.get(..range.start), text.get(range.end..)) else {
        return 0;
    };
    let common = directory.is_common_word(mention.brand);
    match mention.span.field {
        Field::SenderName => {
            let all: Vec<_> = scene
                .mentions
                .iter()
                .filter(|m| m.span.field == Field::SenderName)
                .take(MAX_MENTIONS)
                .map(|m| m.span.range.clone())
                .collect();
            match says(text, range, &all, common) {
                Says::Claim => way::NAME,
                // A first name at a free mail provider is a first name.
                Says::BareWord if !identity.free_mail => way::NAME,
                _ => 0,
            }
        }
        Field::Subject => {
            let mut ways = around(before, after);
            if leads(before) {
                if closes(after) {
                    ways |= way::SUBJECT_PREFIX;
                } else if !common {
                    ways |= way::SUBJECT_START;
                }
            }
            ways
        }
        Field::Body => {
            let mut ways = around(before, after);
            if before.len() <= REACH && leads(before) {
                if closes(after) {
                    ways |= way::BODY_PREFIX;
                } else if after.starts_with(['\n', '\r']) {
                    ways |= way::HEADING;
                } else if !is_mail && !common {
                    ways |= way::TEXT_START;
                }
            }
            ways
        }
        _ => 0,
    }
}

/// What the words on both sides of a brand's name make of it.
fn around(before: &str, after: &str) -> u16 {
    let before = lower(tail(before));
    let after = lower(head(after, REACH));
    let after = after.trim_start_matches(['\u{2019}', '\'', '®', '™']);
    let after = after.strip_prefix("s ").unwrap_or(after);
    let next = next_word(after);
    let line = before.rsplit(['\n', '\r']).next().unwrap_or("");
    let lead = line.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = lead.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let mut ways = 0;
    if YOUR.contains(&last) && DEALINGS.binary_search(&next).is_ok() {
        ways |= way::YOUR_ACCOUNT;
    }
    if matches!(last, "dear" | "hello" | "valued")
        && matches!(
            next,
            "customer" | "user" | "member" | "client" | "subscriber" | "cardholder" | "valued"
        )
    {
        ways |= way::DEAR_CUSTOMER;
    }
    if DESKS.binary_search(&next).is_ok() {
        ways |= way::DESK;
    }
    if SPEAKING
        .iter()
        .any(|words| ends_with_words(lead.strip_suffix(" the").unwrap_or(lead), words))
    {
        ways |= way::SPEAKS;
    }
    ways
}

fn ends_with_words(text: &str, words: &str) -> bool {
    text.strip_suffix(words).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// Whether only greetings and labels stand before.
fn leads(before: &str) -> bool {
    before.len() <= REACH
        && lower(before)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .all(|word| LEADING.contains(&word) || word.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a mark follows that makes what stood before it a letterhead: "Amazon Alert: …".
fn closes(after: &str) -> bool {
    let after = head(after, REACH);
    let Some(at) = after.find([':', '|', ']', '\u{2013}', '\u{2014}', '>', '-', '.', '\n']) else {
        return false;
    };
    let mark = &after[at..];
    let spaced_dash = !mark.starts_with('-') || after[..at].ends_with(' ');
    let label = lower(&after[..at]);
    let words = || label.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    spaced_dash
        && !mark.starts_with(['.', '\n'])
        && words().count() <= 3
        && words().all(|w| {
            DESKS.binary_search(&w).is_ok()
                || matches!(
                    w,
                    "notice"
                        | "info"
                        | "msg"
                        | "update"
                        | "notification"
                        | "com"
                        | "us"
                        | "uk"
                        | "bank"
                        | "delivery"
                        | "post"
                )
        })
}

fn next_word(text: &str) -> &str {
    let text = text.trim_start_matches([' ', '\u{a0}', '-']);
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}

/// The last bytes of a text, from a character on.
fn tail(text: &str) -> &str {
    let mut start = text.len().saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}
