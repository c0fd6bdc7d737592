//! The examples inside rule files, as messages that can be scanned.

use std::ops::Range;

use caveat_engine::{Channel, Level, Link, Message, Sender, Turn};

use crate::book::Book;
use crate::diagnostic::Diagnostic;
use crate::files::File;
use crate::format::{ExampleEntry, Text};

/// What must be said of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    /// This level and, when warned about, this kind.
    Verdict {
        /// The level.
        level: Level,
        /// The kind's id.
        kind: String,
    },
    /// The signal is among the findings.
    Fires(String),
    /// It is not.
    SilentOn(String),
}

/// One example and where it stands.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its file.
    pub file: File,
    /// Its place there.
    pub range: Range<usize>,
    /// The message.
    pub message: Message,
    /// The language that it is known to be in: fragments in the files of a language are too short to
    /// tell. None for whole messages, which must be told by their own words.
    pub language: Option<String>,
    /// What must be said of it.
    pub expect: Expect,
}

pub(crate) fn collect(book: &Book, remarks: &mut Vec<Diagnostic>) -> Vec<Example> {
    let mut examples = Vec::new();
    for def in &book.signals {
        let id = def.entry.id.get_ref();
        let channel = def.entry.channels.as_ref().and_then(|c| c.first());
        let channel = channel.and_then(|c| Channel::from_name(c.get_ref())).unwrap_or_default();
        let mut add = |file: &File, text: &Text, language: Option<&String>, expect: Expect| {
            let mut message = Message { channel, ..Message::default() };
            let words = text.get_ref().clone();
            if def.entry.subject_only {
                message.subject = words
            } else {
                message.body = words
            }
            examples.push(Example {
                file: file.clone(),
                range: text.span(),
                message,
                language: language.cloned(),
                expect,
            });
        };
        let own = (&def.file, &def.entry.fires, &def.entry.silent_on, None);
        let more = def
            .more
            .iter()
            .map(|m| (&m.file, &m.entry.fires, &m.entry.silent_on, Some(&m.language)));
        for (file, fires, silent_on, language) in std::iter::once(own).chain(more) {
            fires.iter().for_each(|t| add(file, t, language, Expect::Fires(id.clone())));
            silent_on.iter().for_each(|t| add(file, t, language, Expect::SilentOn(id.clone())));
        }
        for more in def.more.iter().filter(|m| m.entry.fires.is_empty()) {
            remarks.push(
                Diagnostic::error(
                    &more.file,
                    more.entry.signal.span(),
                    format!("the words for `{id}` have no example"),
                )
                .help("add fires = [\"…\"], and silent_on for what is near"),
            );
        }
        if def.entry.detector.is_none()
            && (def.entry.fires.is_empty() || def.entry.silent_on.is_empty())
        {
            remarks.push(
                Diagnostic::error(
                    &def.file,
                    def.entry.id.span(),
                    format!("signal `{id}` has no examples"),
                )
                .help("add fires = [\"…\"] and silent_on = [\"…\"]"),
            );
        }
    }
    let own = book.scams.iter().flat_map(|def| def.entry.example.iter().map(|e| (&def.file, e)));
    for (file, spanned) in own.chain(book.examples.iter().map(|(file, e)| (file, e))) {
        examples.extend(scam_example(file, spanned.get_ref(), spanned.span(), remarks));
    }
    examples
}

fn scam_example(
    file: &File,
    entry: &ExampleEntry,
    range: Range<usize>,
    remarks: &mut Vec<Diagnostic>,
) -> Option<Example> {
    let levels = [Level::None, Level::Caution, Level::Danger];
    let level = levels.into_iter().find(|l| l.name() == entry.expect.get_ref());
    if level.is_none() {
        remarks.push(
            Diagnostic::error(
                file,
                entry.expect.span(),
                format!("no level `{}`", entry.expect.get_ref()),
            )
            .help("expect is \"none\", \"caution\" or \"danger\""),
        );
    }
    let channel = match &entry.channel {
        None => Some(Channel::Email),
        Some(name) => {
            let channel = Channel::from_name(name.get_ref());
            if channel.is_none() {
                remarks.push(
                    Diagnostic::error(
                        file,
                        name.span(),
                        format!("no channel `{}`", name.get_ref()),
                    )
                    .help("channels are email, sms, chat, selection"),
                );
            }
            channel
        }
    };
    let kind = entry.kind.as_ref().map_or(file.stem(), |k| k.get_ref()).to_owned();
    let message = Message {
        channel: channel?,
        subject: entry.subject.clone(),
        body: entry.body.get_ref().clone(),
        hidden: String::new(),
        sender: Sender::parse(&entry.from),
        reply_to: entry.reply_to.clone(),
        links: entry
            .links
            .iter()
            .map(|l| Link { text: l.text.clone(), href: l.href.clone() })
            .collect(),
        turns: entry.turns.iter().map(|t| Turn { own: t.own, text: t.text.clone() }).collect(),
    };
    Some(Example {
        file: file.clone(),
        range,
        message,
        language: None,
        expect: Expect::Verdict { level: level?, kind },
    })
}
