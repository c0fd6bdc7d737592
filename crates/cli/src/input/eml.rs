//! Mail files.

use caveat_engine::{Channel, Link, Message, Sender};
use mail_parser::{MessageParser, MimeHeaders, PartType};

use super::html;

/// Reads a mail in the form it travels (RFC 5322). `None` when it has no header at all.
pub(crate) fn read(bytes: &[u8]) -> Option<Message> {
    let mail = MessageParser::default().parse(bytes)?;
    let from = mail.from().and_then(|a| a.first());
    let sender = Sender {
        name: from.and_then(|a| a.name()).unwrap_or_default().to_owned(),
        address: from.and_then(|a| a.address()).unwrap_or_default().to_owned(),
        number: String::new(),
    };
    let reply_to = mail.reply_to().and_then(|a| a.first()).and_then(|a| a.address());
    let page = mail
        .html_bodies()
        .filter_map(|part| match &part.body {
            PartType::Html(html) => Some(html::read(html)),
            _ => None,
        })
        .reduce(|mut all, page| {
            all.text = all.text + "\n\n" + &page.text;
            all.hidden.push_str(&page.hidden);
            all.links.extend(page.links);
            all
        });
    // What a reader sees is the HTML; the plain text beside it may say something else.
    let (body, hidden, links) = match page {
        Some(page) => (page.text, page.hidden, page.links),
        None => (plain(&mail), String::new(), Vec::<Link>::new()),
    };
    Some(Message {
        channel: Channel::Email,
        subject: mail.subject().unwrap_or_default().to_owned(),
        body,
        hidden,
        reply_to: reply_to.filter(|r| *r != sender.address).unwrap_or_default().to_owned(),
        sender,
        links,
        turns: Vec::new(),
    })
}

fn plain(mail: &mail_parser::Message<'_>) -> String {
    let texts =
        mail.text_bodies().filter(|part| !part.is_attachment_like()).filter_map(|part| match &part
            .body
        {
            PartType::Text(text) => Some(text.as_ref()),
            _ => None,
        });
    texts.collect::<Vec<_>>().join("\n\n")
}

trait AttachmentLike {
    /// Sent as a file rather than as text to be read at once.
    fn is_attachment_like(&self) -> bool;
}

impl AttachmentLike for mail_parser::MessagePart<'_> {
    fn is_attachment_like(&self) -> bool {
        self.content_disposition().is_some_and(|d| d.is_attachment())
    }
}

/// Whether bytes look like a mail file: a header block with a sender and one more mail header.
pub(crate) fn looks_like_mail(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(16_384)];
    let head = String::from_utf8_lossy(head);
    let mut names = Vec::new();
    for line in head.lines() {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            continue;
        }
        // The envelope line of mbox files comes before the header.
        if names.is_empty() && line.starts_with("From ") {
            continue;
        }
        match line.split_once(':') {
            Some((name, _)) if name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') => {
                names.push(name.to_ascii_lowercase());
            }
            _ => return false,
        }
    }
    let has = |name: &str| names.iter().any(|n| n == name);
    has("from")
        && ["received", "message-id", "mime-version", "date", "subject", "to"]
            .iter()
            .filter(|n| has(n))
            .count()
            >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: \"Jane Doe\" <jane@doe.example>\r\nReply-To: other@x.example\r\n\
        Subject: =?utf-8?q?Caf=C3=A9?=\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\n\
        MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
        <p>Hello <a href=\"https://x.example\">there</a></p>\r\n";

    #[test]
    fn a_mail_is_read() {
        let message = read(MAIL.as_bytes()).expect("a mail");
        assert_eq!(message.subject, "Café");
        assert_eq!(message.sender.address, "jane@doe.example");
        assert_eq!(message.reply_to, "other@x.example");
        assert_eq!(message.body, "Hello there");
        assert_eq!(message.links[0].href, "https://x.example");
    }

    #[test]
    fn mail_is_told_from_text() {
        assert!(looks_like_mail(MAIL.as_bytes()));
        for text in ["", "Dear sir: hello", "From: me\n\nhi", "Note: a\nTo: b\n\nc", "\n\n"] {
            assert!(!looks_like_mail(text.as_bytes()), "{text:?}");
        }
    }
}
