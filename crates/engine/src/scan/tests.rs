//! The stages together: spans, limits, and what never happens.

use super::*;
use crate::literal::LiteralsBuilder;
use crate::message::{Channel, Link, Sender, Turn};
use crate::native::NativeUrls;
use crate::rules::{END_BOUND, LiteralUse, START_BOUND, flag};
use crate::verdict::Level;
use proptest::prelude::*;

/// Rules with one phrase signal of the given weight, "buy gift cards", and one detector.
fn rules() -> Rules {
    let mut rules = Rules::default();
    let mut literals = LiteralsBuilder::new();
    literals.add("buy gift cards", START_BOUND | END_BOUND, LiteralUse::Signal(0));
    literals.add("never", START_BOUND | END_BOUND, LiteralUse::Negator);
    rules.literals = literals.build();
    for (id, detector, flags) in [
        ("asks-gift-card", 0, flag::NEGATABLE),
        ("link-raw-ip", Detector::LinkRawIp as u8 + 1, flag::STRUCTURAL),
        ("long-text", Detector::TextLong as u8 + 1, flag::STRUCTURAL),
    ] {
        let text = rules.strings.push(id);
        let signals = &mut rules.signals;
        for column in [&mut signals.id, &mut signals.family, &mut signals.says] {
            column.push(text);
        }
        signals.weight.push(9000);
        signals.flags.push(flags);
        signals.detector.push(detector);
        signals.channels.push(0b1111);
        signals.kinds.push(1);
    }
    rules.fold.from.push(0x200b);
    rules.fold.to.push("");
    rules.fold.kind.push(crate::rules::FoldTable::INVISIBLE);
    rules.hosts.suffixes = "com\nexample\n".into();
    rules.validate().expect("sound test rules");
    rules
}

fn body(text: &str) -> Message {
    Message { body: text.into(), ..Message::default() }
}

#[test]
fn words_are_found_wherever_they_stand() {
    let rules = rules();
    let words = "Please BUY  gift\u{200b} cards";
    for message in [
        body(words),
        Message { subject: words.into(), ..Message::default() },
        Message { channel: Channel::Sms, ..body(words) },
    ] {
        let verdict = scan(&message, &rules, &NativeUrls);
        assert_eq!(verdict.level, Level::Danger);
        assert_eq!(verdict.findings[0].span.text(&message), "BUY  gift\u{200b} cards");
    }
}

#[test]
fn own_words_and_hidden_words_are_no_evidence() {
    let rules = rules();
    let own =
        Message { turns: vec![Turn { own: true, text: "buy gift cards".into() }], ..body("ok") };
    let hidden = Message { hidden: "buy gift cards".into(), ..body("ok") };
    for message in [own, hidden] {
        assert_eq!(scan(&message, &rules, &NativeUrls).level, Level::None);
    }
}

#[test]
fn links_are_looked_at() {
    let link = Link { text: "your bank".into(), href: "http://203.0.113.9/login".into() };
    let message = Message { links: vec![link], ..body("see your bank") };
    let verdict = scan(&message, &rules(), &NativeUrls);
    assert_eq!(verdict.findings[0].signal, "link-raw-ip");
    assert_eq!(verdict.findings[0].span.text(&message), "203.0.113.9");
}

#[test]
fn the_first_part_of_a_long_message_is_checked_and_it_says_so() {
    let rules = rules();
    let long = |before: usize| body(&(" ".repeat(before) + "buy gift cards"));
    let within = scan(&long(1000), &rules, &NativeUrls);
    assert!(!within.truncated && within.level == Level::Danger);
    let beyond = scan(&long(MAX_TEXT_BYTES), &rules, &NativeUrls);
    assert!(beyond.truncated && beyond.level == Level::None);
    let multi = scan(&body(&"é".repeat(MAX_TEXT_BYTES)), &rules, &NativeUrls);
    assert!(multi.truncated);
}

#[test]
fn many_links_are_bounded_and_it_says_so() {
    let link = |i: usize| Link { text: String::new(), href: format!("https://h{i}.example/") };
    let message = Message { links: (0..3000).map(link).collect(), ..body("x") };
    assert!(scan(&message, &rules(), &NativeUrls).truncated);
}

#[test]
fn only_long_hidden_text_is_a_sign() {
    let with =
        |hidden: &str, shown: &str| hidden_span(&Message { hidden: hidden.into(), ..body(shown) });
    assert!(with(&"preview of the news ".repeat(2), "news").is_none(), "a preview line");
    assert!(with(&"filler words ".repeat(20), "pay now").is_some());
    assert!(with(&"filler words ".repeat(20), &"honest long text ".repeat(50)).is_none());
}

fn hidden_span(message: &Message) -> Option<Span> {
    super::hidden(message)
}

fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "buy gift cards",
        "never",
        " ",
        "\n\n",
        "b u y",
        "é",
        "\u{202e}",
        "\u{200d}",
        "😀",
        "ﬁ",
        "http://203.0.113.9/",
        "www.a.example/x?y=1",
        "@",
        "ð",
        "И",
        "ｇｉｆｔ",
        "a@b.example",
        "…",
        "'",
    ]);
    (prop::collection::vec(pieces, 0..12), ".{0,20}").prop_map(|(p, tail)| p.concat() + &tail)
}

proptest! {
    #[test]
    fn every_finding_points_at_real_words(
        subject in any_text(), text in any_text(), name in any_text(), href in any_text(), turn in any_text(),
    ) {
        let message = Message {
            channel: Channel::Chat,
            subject,
            body: text.clone(),
            hidden: turn.clone(),
            sender: Sender { name, address: href.clone(), number: turn.clone() },
            reply_to: href.clone(),
            links: vec![Link { text, href }],
            turns: vec![Turn { own: false, text: turn }],
        };
        let verdict = scan(&message, &rules(), &NativeUrls);
        for finding in &verdict.findings {
            prop_assert!(!finding.span.text(&message).is_empty(), "{finding:?}");
        }
        prop_assert!((0.0..1.0).contains(&verdict.score));
        prop_assert_eq!(scan(&message, &rules(), &NativeUrls), verdict);
    }
}

#[test]
fn a_long_text_is_seen_by_its_first_word() {
    let rules = rules();
    let long = |body: String| {
        let message = Message { body, ..Message::default() };
        let findings = scan(&message, &rules, &NativeUrls).findings;
        findings.iter().find(|f| f.signal == "long-text").map(|f| f.span.text(&message).to_owned())
    };
    assert_eq!(long(format!("  Größe {}", "a ".repeat(LONG_TEXT))).as_deref(), Some("Größe"));
    assert_eq!(long("x".repeat(LONG_TEXT)), None);
    assert_eq!(long(" ".repeat(2 * LONG_TEXT)), None);
}
