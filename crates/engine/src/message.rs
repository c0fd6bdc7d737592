//! What one mail, text or selection says, free of any DOM.

use std::ops::Range;

/// How a message reached its reader. Some scams live in one channel only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Channel {
    /// A mail, with or without HTML.
    #[default]
    Email,
    /// A text message: SMS, RCS, iMessage.
    Sms,
    /// A messenger: WhatsApp, Telegram and their like.
    Chat,
    /// Text the user selected or pasted; where it came from is unknown.
    Selection,
}

impl Channel {
    /// Every channel, in the order of the bits of [`Channel::bit`].
    pub const ALL: [Channel; 4] = [Channel::Email, Channel::Sms, Channel::Chat, Channel::Selection];

    /// The channel's name in every file and wire format.
    pub fn name(self) -> &'static str {
        match self {
            Channel::Email => "email",
            Channel::Sms => "sms",
            Channel::Chat => "chat",
            Channel::Selection => "selection",
        }
    }

    /// The channel of that name, or `None` for a word that is no channel.
    pub fn from_name(name: &str) -> Option<Channel> {
        Channel::ALL.into_iter().find(|c| c.name() == name)
    }

    /// One bit of a channel set.
    pub fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

/// Who a message says it is from. An empty string means "not shown": it is never guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sender {
    /// The shown name ("Amazon Support").
    pub name: String,
    /// The mail address, without angle brackets.
    pub address: String,
    /// The phone number or short code of a text.
    pub number: String,
}

impl Sender {
    /// Reads a sender as one line: `Name <address>`, an address, a number, or a bare name.
    /// Whatever does not fit is the name; nothing is guessed.
    pub fn parse(line: &str) -> Sender {
        let line = line.trim();
        let unquoted = |name: &str| name.trim().trim_matches('"').trim().to_owned();
        if let Some((name, rest)) = line.rsplit_once('<')
            && let Some(address) = rest.strip_suffix('>')
        {
            let address = address.trim().to_owned();
            return Sender { name: unquoted(name), address, number: String::new() };
        }
        let digits = line.chars().filter(char::is_ascii_digit).count();
        let number =
            digits >= 3 && line.chars().all(|c| c.is_ascii_digit() || " +-().".contains(c));
        if number {
            Sender { number: line.to_owned(), ..Sender::default() }
        } else if line.contains('@') && !line.contains(char::is_whitespace) {
            Sender { address: line.to_owned(), ..Sender::default() }
        } else {
            Sender { name: unquoted(line), ..Sender::default() }
        }
    }
}

/// A link as the message shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// What the reader sees; empty for a bare target or a picture.
    pub text: String,
    /// The target as written in the message.
    pub href: String,
}

/// An earlier bubble of the same chat, oldest first in [`Message::turns`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// Whether the user wrote it; own turns are context and never evidence.
    pub own: bool,
    /// What it says.
    pub text: String,
}

/// One message to be judged. All text is as a person sees it, unfolded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Where it was received.
    pub channel: Channel,
    /// Subject line; empty where the channel has none.
    pub subject: String,
    /// The visible text.
    pub body: String,
    /// Text that is in the message but that no reader would see. Never evidence, only a sign.
    pub hidden: String,
    /// Who it says it is from.
    pub sender: Sender,
    /// The Reply-To address, empty when absent or the same.
    pub reply_to: String,
    /// Its links, in reading order.
    pub links: Vec<Link>,
    /// The chat before it, oldest first.
    pub turns: Vec<Turn>,
}

/// Which text of a message a span lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// [`Message::subject`]
    Subject,
    /// [`Message::body`]
    Body,
    /// [`Sender::name`]
    SenderName,
    /// [`Sender::address`]
    SenderAddress,
    /// [`Sender::number`]
    SenderNumber,
    /// [`Message::reply_to`]
    ReplyTo,
    /// [`Link::text`] of the link with that index.
    LinkText(u32),
    /// [`Link::href`] of the link with that index.
    LinkHref(u32),
    /// [`Turn::text`] of the turn with that index.
    Turn(u32),
    /// [`Message::hidden`]
    Hidden,
}

impl Field {
    /// The text of `message` that this field names; empty when an index is out of range.
    pub fn of(self, message: &Message) -> &str {
        let link = |i: u32| message.links.get(i as usize);
        match self {
            Field::Subject => &message.subject,
            Field::Body => &message.body,
            Field::SenderName => &message.sender.name,
            Field::SenderAddress => &message.sender.address,
            Field::SenderNumber => &message.sender.number,
            Field::ReplyTo => &message.reply_to,
            Field::LinkText(i) => link(i).map_or("", |l| &l.text),
            Field::LinkHref(i) => link(i).map_or("", |l| &l.href),
            Field::Turn(i) => message.turns.get(i as usize).map_or("", |t| &t.text),
            Field::Hidden => &message.hidden,
        }
    }

    /// The field's name on every wire: `body`, `from.address`, `links.3.href`, `turns.0`.
    pub fn name(self) -> String {
        match self {
            Field::Subject => "subject".into(),
            Field::Body => "body".into(),
            Field::SenderName => "from.name".into(),
            Field::SenderAddress => "from.address".into(),
            Field::SenderNumber => "from.number".into(),
            Field::ReplyTo => "reply_to".into(),
            Field::LinkText(i) => format!("links.{i}.text"),
            Field::LinkHref(i) => format!("links.{i}.href"),
            Field::Turn(i) => format!("turns.{i}"),
            Field::Hidden => "hidden".into(),
        }
    }
}

/// A piece of one field of the original message, in bytes of its UTF-8 text, on character
/// boundaries. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The text it lies in.
    pub field: Field,
    /// Where in that text.
    pub range: Range<usize>,
}

impl Span {
    /// The words the span points at; empty when the span does not fit the message.
    pub fn text<'m>(&self, message: &'m Message) -> &'m str {
        self.field.of(message).get(self.range.clone()).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_is_read_from_one_line() {
        for (line, name, address, number) in [
            ("Amazon <a@amazon.com>", "Amazon", "a@amazon.com", ""),
            ("\"Doe, Jane\" <j@x.example>", "Doe, Jane", "j@x.example", ""),
            ("<j@x.example>", "", "j@x.example", ""),
            ("j@x.example", "", "j@x.example", ""),
            ("+1 (555) 010-0100", "", "", "+1 (555) 010-0100"),
            ("72645", "", "", "72645"),
            ("USPS", "USPS", "", ""),
            ("a < b", "a < b", "", ""),
            ("", "", "", ""),
        ] {
            let sender = Sender::parse(line);
            let got = (sender.name.as_str(), sender.address.as_str(), sender.number.as_str());
            assert_eq!(got, (name, address, number), "{line}");
        }
    }
}
