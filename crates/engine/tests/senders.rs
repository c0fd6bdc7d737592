//! Who messages say they are from.

#[allow(dead_code, reason = "each test file uses a part")]
mod common;

use caveat_engine::{Link, Message};
use common::{brand, check_spans, look, mail, names, sms};
use proptest::prelude::*;

fn from(name: &str, address: &str) -> Vec<&'static str> {
    names(&mail(name, address, "", "", &[]))
}

#[test]
fn names_and_addresses() {
    for (name, address, expected) in [
        ("Amazon", "x@evil.example", &["sender.not-brands"][..]),
        ("Amazon.com", "x@evil.example", &["sender.not-brands"]),
        ("Amazon Support", "amazonhelp@gmail.com", &["sender.free-mail"]),
        ("PayPal Newsletter", "x@evil.example", &["sender.not-brands"]),
        ("Apple Support", "x@evil.example", &["sender.not-brands"]),
        ("Apple", "x@evil.example", &["sender.not-brands"]),
        ("Chase Alerts", "x@evil.example", &["sender.not-brands"]),
        ("Anna from Netflix", "x@evil.example", &["sender.not-brands"]),
        ("PayPal", "service@paypa1.com", &["sender.lookalike", "sender.not-brands"]),
        ("Service", "service@paypal-billing.com", &["sender.lookalike"]),
        ("Amazon.com", "order-update@amazon.com", &["sender.owns-brand"]),
        ("Great Bonus", "x@amazon.com", &[]),
        ("Microsoft account team", "x@accountprotection.microsoft.com", &["sender.owns-brand"]),
        // Nothing claimed.
        ("Chase Miller", "chase.miller@gmail.com", &[]),
        ("Chase", "chase.m@gmail.com", &[]),
        ("Delta Flowers", "shop@delta-flowers.com", &[]),
        ("Jo via PayPal", "jo@shop.example", &[]),
        ("Maria Amazon", "maria@shop.example", &[]),
        ("Amazon Sellers Forum", "x@forum.example", &[]),
        ("Netflix", "x@u1.sendgrid.net", &[]),
        ("Amazon", "versand@amazon.de", &[]),
        ("Google", "x@docusign.net", &[]),
        ("Jo", "jo@gmail.com", &[]),
        ("billing@paypal.com", "x@evil.example", &["sender.name-is-address", "sender.not-brands"]),
        ("info@bank.example", "x@evil.com", &["sender.name-is-address"]),
        ("jo@work.example", "jo@other.com", &[]),
        ("jo@work.example via list", "list@other.com", &[]),
        ("jo@work.example", "x@work.example", &[]),
        ("", "", &[]),
        ("Amazon", "not an address", &[]),
    ] {
        assert_eq!(from(name, address), expected, "{name} <{address}>");
    }
}

#[test]
fn reply_to() {
    for (address, reply, expected) in [
        ("a@shop.example", "b@shop.example", &[][..]),
        ("a@mail.shop.com", "b@shop.com", &[]),
        ("a@shop.com", "b@other.com", &["sender.reply-to-elsewhere"]),
        ("a@shop.com", "b@gmail.com", &["sender.reply-to-free-mail"]),
        ("a@gmail.com", "b@yahoo.com", &["sender.reply-to-elsewhere"]),
        ("a@gmail.com", "a@yahoo.com", &[]),
        ("a@u1.sendgrid.net", "b@shop.com", &[]),
        ("a@microsoft.com", "b@live.com", &[]),
        ("a@docusign.net", "jo@shop.com", &[]),
        ("a@shop.com", "rust-users@other.com", &[]),
        ("a@shop.com", "x@lists.other.com", &[]),
        ("a@shop.com", "", &[]),
    ] {
        let mut message = mail("Jo", address, "", "", &[]);
        message.reply_to = reply.into();
        assert_eq!(names(&message), expected, "{address} {reply}");
    }
}

#[test]
fn claims_and_links() {
    let evil = &[("Review your account", "https://evil.example/x")][..];
    for (message, fires) in [
        (mail("Amazon", "x@evil.example", "", "", evil), true),
        (
            mail(
                "Security",
                "x@evil.example",
                "Amazon: order held",
                "Review.",
                &[("Go", "https://else.example")],
            ),
            true,
        ),
        (mail("Security", "x@other.example", "Hi", "Dear PayPal customer, act now.", evil), true),
        (sms("+15550100", "USPS: your parcel is held. Pay at uspost-fee.com/pay"), true),
        (sms("+15550100", "Your Netflix account is on hold: https://evil.example/x"), true),
        (sms("+15550100", "Amazon: your parcel comes today. amazon.com/track"), false),
        (
            sms(
                "+15550100",
                "Look at this cheap thing, better than amazon: https://deals.example/x",
            ),
            false,
        ),
        (mail("Amazon", "x@amazon.com", "", "", evil), false),
        (
            mail(
                "Shop",
                "x@shop.example",
                "Hi",
                "Pay with your PayPal account.",
                &[("Pay", "https://shop.example/p")],
            ),
            false,
        ),
        (
            mail(
                "Paper",
                "x@paper.example",
                "Amazon cuts jobs",
                "Amazon is cutting jobs.",
                &[("Read", "https://paper.example/a")],
            ),
            false,
        ),
        (
            mail("Amazon", "x@evil.example", "", "", &[("Unsubscribe", "https://evil.example/u")]),
            false,
        ),
        (
            mail("Amazon", "x@evil.example", "", "", &[("Go", "https://u1.ct.sendgrid.net/x")]),
            false,
        ),
        (
            mail(
                "Amazon",
                "x@evil.example",
                "",
                "",
                &[("Follow us", "https://www.facebook.com/x")],
            ),
            false,
        ),
        (
            mail("Jo", "jo@a.example", "Hi", "I bought an apple pie and will chase the dog.", evil),
            false,
        ),
    ] {
        assert_eq!(names(&message).contains(&"link.not-brands"), fires, "{message:?}");
    }
}

#[test]
fn headlines_claim_nothing() {
    let read = &[("Read", "https://blog.example/a")][..];
    let signed =
        mail("Jo Writer", "jo@news.example", "Apple: a new thing", "Apple made a thing.", read);
    assert!(!names(&signed).contains(&"link.not-brands"));
}

#[test]
fn own_links_calm() {
    let calm = |message: &Message| names(message).contains(&"link.all-brands");
    let track = ("Track", "https://www.amazon.com/t");
    assert!(calm(&mail("Amazon", "x@amazon.com", "", "", &[track])));
    assert!(calm(&mail(
        "Amazon",
        "x@amazon.com",
        "",
        "",
        &[track, ("f", "https://facebook.com/amazon")]
    )));
    assert!(!calm(&mail(
        "Amazon",
        "x@amazon.com",
        "",
        "",
        &[track, ("x", "https://evil.example")]
    )));
    assert!(!calm(&mail("Amazon", "x@evil.example", "", "", &[track])));
    assert!(!calm(&mail("Amazon", "x@amazon.com", "", "", &[])));
    assert!(calm(&sms("262966", "Amazon: out for delivery. https://amazon.com/t")));
}

#[test]
fn odd_numbers() {
    let claim = "USPS: your parcel is held.";
    for (number, body, fires) in [
        ("+63 917 123 4567", claim, true),
        ("28777", claim, false),
        ("USPS", claim, false),
        ("+63 917 123 4567", "Hi it's me, the parcel came.", false),
        ("", claim, false),
    ] {
        let fired = names(&sms(number, body)).contains(&"sender.odd-number");
        assert_eq!(fired, fires, "{number} {body}");
    }
    let mut by_mail = sms("", claim);
    by_mail.sender.address = "x@icloud.com".into();
    assert!(names(&by_mail).contains(&"sender.odd-number"));
}

#[test]
fn brands_named() {
    let message =
        mail("Jo", "", "", "I like Netflix, and amazon, and netflix; an apple a day", &[]);
    let brands: Vec<_> = look(&message).detections.iter().map(|d| d.brand).collect();
    assert_eq!(brands, [Some(brand("Netflix")), Some(brand("Amazon"))]);
    let claim = sms("1", "Your Apple ID is locked");
    assert_eq!(look(&claim).detections[0].brand, Some(brand("Apple")));
}

fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("amazon".to_owned()),
        Just("Your PayPal account".to_owned()),
        Just("https://".to_owned()),
        Just("paypal.com".to_owned()),
        Just("@".to_owned()),
        Just("xn--".to_owned()),
        Just("www.google.com/url?q=".to_owned()),
        Just("https://urldefense.com/v3/__".to_owned()),
        Just("аmаzon.com".to_owned()),
        Just("[.]".to_owned()),
        Just("é İ ß".to_owned()),
        "[ -~]{0,12}",
        r"\PC{0,12}",
        ".{0,12}",
    ];
    prop::collection::vec(word, 0..8).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn anything_is_looked_at(
        subject in words(), body in words(), name in words(), address in words(),
        number in words(), reply_to in words(), links in prop::collection::vec((words(), words()), 0..4),
        channel in 0usize..4,
    ) {
        let mut message = mail(&name, &address, &subject, &body, &[]);
        message.channel = caveat_engine::Channel::ALL[channel];
        message.sender.number = number;
        message.reply_to = reply_to;
        message.links = links.into_iter().map(|(text, href)| Link { text, href }).collect();
        let found = look(&message);
        check_spans(&message, &found.detections);
        prop_assert_eq!(look(&message), found);
    }
}
