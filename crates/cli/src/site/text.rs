//! Guide text: a little markup and channels named by their ids, into HTML or plain words.

use std::collections::BTreeMap;

use caveat_compiler::{Block, Channel, Reporting};
use maud::{Markup, html};

use super::words::Words;

/// Channels by id. Values come from the tree's own reporting files alone.
pub(super) type Channels<'c> = BTreeMap<&'c str, &'c Channel>;

pub(super) fn by_id(reporting: &Reporting) -> Channels<'_> {
    let countries = reporting.countries.iter().flat_map(|country| &country.channels);
    countries.chain(&reporting.brands).map(|channel| (channel.id.as_str(), channel)).collect()
}

#[derive(Debug, PartialEq, Eq)]
enum Piece<'t> {
    Text(&'t str),
    Bold(&'t str),
    Emphasis(&'t str),
    Channel(&'t str),
}

/// The pieces of a text. What is not closed stays the text it is.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut made = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(next) = text[at..].find(['*', '{']) {
        at += next;
        match piece(&text[at..]) {
            Some((piece, length)) => {
                if from < at {
                    made.push(Piece::Text(&text[from..at]));
                }
                made.push(piece);
                at += length;
                from = at;
            }
            None => at += 1,
        }
    }
    if from < text.len() {
        made.push(Piece::Text(&text[from..]));
    }
    made
}

/// The piece that begins here, and its length.
fn piece(text: &str) -> Option<(Piece<'_>, usize)> {
    let between = |open: &str, close: &str| {
        let inner = text.strip_prefix(open)?;
        let inner = &inner[..inner.find(close)?];
        let sound = !inner.is_empty() && !inner.contains(['*', '{']);
        sound.then_some((inner, open.len() + inner.len() + close.len()))
    };
    between("**", "**")
        .map(|(inner, length)| (Piece::Bold(inner), length))
        .or_else(|| between("*", "*").map(|(inner, length)| (Piece::Emphasis(inner), length)))
        .or_else(|| between("{channel:", "}").map(|(id, length)| (Piece::Channel(id), length)))
}

/// A text as HTML.
pub(super) fn rich(text: &str, channels: &Channels<'_>, words: &Words) -> Markup {
    html! {
        @for piece in pieces(text) {
            @match piece {
                Piece::Text(text) => (text),
                Piece::Bold(text) => strong { (text) },
                Piece::Emphasis(text) => em { (text) },
                // The compiler knows every id; better no link than a wrong one all the same.
                Piece::Channel(id) => @match channels.get(id) {
                    Some(channel) => (named(channel)),
                    None => (words.channel.unknown),
                },
            }
        }
    }
}

/// A text without its markup, for search engines.
pub(super) fn plain(text: &str, channels: &Channels<'_>, words: &Words) -> String {
    let said = |piece| match piece {
        Piece::Text(text) | Piece::Bold(text) | Piece::Emphasis(text) => text,
        Piece::Channel(id) => channels.get(id).map_or(&*words.channel.unknown, |c| &c.label),
    };
    pieces(text).into_iter().map(said).collect()
}

/// How many words a text has.
pub(super) fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Where a channel leads; none for one that is only read and dialled by hand. Four schemes and no others.
pub(super) fn href(channel: &Channel) -> Option<String> {
    let value = channel.value.as_str();
    match channel.kind.as_str() {
        "url" => value.starts_with("https://").then(|| value.to_owned()),
        "email" => (!value.contains(['?', '&', ':'])).then(|| format!("mailto:{value}")),
        kind => {
            let number: String = value.chars().filter(|c| !" ().-".contains(*c)).collect();
            let digits = number.trim_start_matches(['+', '*', '#']);
            let sound = number.len() - digits.len() <= 1
                && (3..=15).contains(&digits.len())
                && digits.bytes().all(|b| b.is_ascii_digit());
            sound.then(|| format!("{}:{number}", if kind == "sms" { "sms" } else { "tel" }))
        }
    }
}

/// A channel's link around some words, or the words alone.
pub(super) fn link(channel: &Channel, inner: Markup) -> Markup {
    match href(channel) {
        Some(href) if channel.kind == "url" => html! { a href=(href) rel="noopener" { (inner) } },
        Some(href) => html! { a href=(href) { (inner) } },
        None => inner,
    }
}

/// A channel in running text: its label as a link; a number or mail address is written out, for whoever reads it on paper.
fn named(channel: &Channel) -> Markup {
    if channel.kind == "url" {
        return link(channel, html! { (channel.label) });
    }
    let value = link(channel, html! { (shown(channel)) });
    match channel.label.split_once(&channel.value) {
        Some((before, after)) => html! { (before) (value) (after) },
        None => html! { (channel.label) " (" (value) ")" },
    }
}

/// A channel's value as people read it: an address without what only browsers need, a number that stays on one line.
pub(super) fn shown(channel: &Channel) -> String {
    match channel.kind.as_str() {
        "url" => {
            let bare = channel.value.trim_start_matches("https://").trim_start_matches("www.");
            bare.trim_end_matches('/').to_owned()
        }
        "email" => channel.value.clone(),
        _ => channel.value.replace(' ', "\u{a0}").replace('-', "\u{2011}"),
    }
}

/// Blocks in order, neighbouring list entries in one list.
pub(super) fn blocks(blocks: &[Block], channels: &Channels<'_>, words: &Words) -> Markup {
    let runs = blocks.chunk_by(|a, b| a.t == b.t && matches!(a.t, "li" | "step"));
    html! {
        @for run in runs {
            @match run[0].t {
                "li" => ul { @for block in run { li { (rich(&block.text, channels, words)) } } },
                "step" => ol.steps { @for block in run { li { (rich(&block.text, channels, words)) } } },
                "quote" => figure.message {
                    figcaption { (words.guide.example) }
                    blockquote { p { (rich(&run[0].text, channels, words)) } }
                },
                _ => p { (rich(&run[0].text, channels, words)) },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_closed_or_it_is_text() {
        use Piece::{Bold, Channel, Emphasis, Text};
        for (text, expected) in [
            ("a **b** c", vec![Text("a "), Bold("b"), Text(" c")]),
            ("*a*", vec![Emphasis("a")]),
            ("x {channel:us-ftc}.", vec![Text("x "), Channel("us-ftc"), Text(".")]),
            ("2 * 3", vec![Text("2 * 3")]),
            ("**a", vec![Text("**a")]),
            ("{channel:us", vec![Text("{channel:us")]),
            ("****", vec![Text("****")]),
            ("é*ü*", vec![Text("é"), Emphasis("ü")]),
            ("", vec![]),
        ] {
            assert_eq!(pieces(text), expected, "{text}");
        }
    }

    #[test]
    fn text_never_becomes_markup() {
        let words = Words::of("en").unwrap_or_else(|e| panic!("{e}"));
        let made = rich("<b>x</b> **<i>** &amp; \"'", &Channels::new(), &words).into_string();
        assert_eq!(made, "&lt;b&gt;x&lt;/b&gt; <strong>&lt;i&gt;</strong> &amp;amp; &quot;'");
    }

    #[test]
    fn a_channel_leads_to_four_schemes_alone() {
        let channel = |kind: &str, value: &str| Channel {
            id: "x".into(),
            brand: None,
            label: String::new(),
            purpose: vec![],
            kind: kind.into(),
            value: value.into(),
            note: String::new(),
            hours: String::new(),
            cost: String::new(),
            forward: String::new(),
            source: String::new(),
            checked: String::new(),
        };
        for (kind, value, expected) in [
            ("url", "https://a.example/b", Some("https://a.example/b")),
            ("url", "javascript:x", None),
            ("email", "a@b.example", Some("mailto:a@b.example")),
            ("email", "a@b.example?bcc=c@d.example", None),
            ("phone", "0300 123 2040", Some("tel:03001232040")),
            ("phone", "+1 (800) 555-0199", Some("tel:+18005550199")),
            ("phone", "12", None),
            ("sms", "7726", Some("sms:7726")),
            ("sms", "1234567890123456", None),
        ] {
            assert_eq!(href(&channel(kind, value)).as_deref(), expected, "{kind} {value}");
        }
    }
}
