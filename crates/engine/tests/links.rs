//! What links show of themselves.

#[allow(dead_code, reason = "each test file uses a part")]
mod common;

use caveat_engine::{Detection, Message};
use common::{brand, look, mail, names, sms};

/// A mail from nobody known with one link.
fn linked(text: &str, href: &str) -> Message {
    mail("Jo", "jo@somewhere.example", "Hello", "Have a look.", &[(text, href)])
}

fn only(message: &Message, detector: &str) -> Detection {
    let found = look(message);
    let mut hits = found.detections.into_iter().filter(|d| d.detector.name() == detector);
    let hit = hits.next().unwrap_or_else(|| panic!("no {detector} in {message:?}"));
    assert_eq!(hits.next(), None);
    hit
}

#[test]
fn hosts_by_themselves() {
    for (href, expected) in [
        ("https://example.com/", &[][..]),
        ("http://203.0.113.7/pay", &["link.raw-ip"]),
        ("http://0xcb.0x71.7/pay", &["link.raw-ip"]),
        ("http://[2001:db8::1]/", &["link.raw-ip"]),
        ("http://192.168.1.1/", &[]),
        ("https://bit.ly/3xYz", &["link.shortener"]),
        ("https://amzn.to/3xYz", &[]),
        ("https://new-thing.top/", &["link.risky-tld"]),
        ("https://my-page.vercel.app/", &["link.open-hosting"]),
        ("https://sites.google.com/view/x", &["link.open-hosting"]),
        ("javascript:alert(1)", &["link.scheme"]),
        ("java\nscript:alert(1)", &["link.scheme"]),
        ("javascript:void(0)", &[]),
        ("data:text/html,<b>", &["link.scheme"]),
        ("FILE:///C:/x", &["link.scheme"]),
        ("mailto:a@b.com", &[]),
        ("tel:+15550100", &[]),
        ("#top", &[]),
        ("", &[]),
        // The first "а" is Cyrillic.
        ("https://аmazing.com/", &["link.mixed-script"]),
        ("https://яндекс.com/", &[]),
        ("https://sony日本.jp/", &[]),
        ("https://paypal.com@evil.example/", &["link.userinfo"]),
        ("https://amazon@evil.example/", &["link.userinfo"]),
        ("http://info@shop.example/", &[]),
        ("http://first.last@shop.example/", &[]),
    ] {
        assert_eq!(names(&linked("here", href)), expected, "{href}");
    }
}

#[test]
fn look_alikes() {
    for (host, owner) in [
        ("amaz0n.com", "Amazon"),
        ("arnazon.com", "Amazon"),
        ("amazom.com", "Amazon"),
        ("amzaon.net", "Amazon"),
        ("paypa1.com", "PayPal"),
        ("paypai-login.com", "PayPal"),
        ("www.paypaI.com", "PayPal"),
        ("rnicrosoft.com", "Microsoft"),
        ("micrsooft.com", "Microsoft"),
        ("mlcrosotf.com", "Microsoft"),
        ("vvellsfargo.com", "Wells Fargo"),
        ("wellsfarqo.com", "Wells Fargo"),
        ("amaz0n-help.com", "Amazon"),
        ("amaz0nsupport.com", "Amazon"),
        ("netfllx.com", "Netflix"),
        ("аmаzon.com", "Amazon"),
        ("раураӏ.com", "PayPal"),
        ("amazón.com", "Amazon"),
        ("micros0ft.login.evil.com", "Microsoft"),
    ] {
        let message = linked("here", &format!("https://{host}/a"));
        let hit = only(&message, "link.lookalike");
        assert_eq!(hit.brand, Some(brand(owner)), "{host}");
    }
}

#[test]
fn brands_in_strangers() {
    for (host, owner) in [
        ("amazon-refund.com", "Amazon"),
        ("secure-amazon.org", "Amazon"),
        ("amazonsupport.com", "Amazon"),
        ("secureamazon24.com", "Amazon"),
        ("netflix.shop", "Netflix"),
        ("pay-pal.com", "PayPal"),
        ("paypal.com.evil.example", "PayPal"),
        ("www.amazon.co.uk.a.evil.example", "Amazon"),
        ("paypal.login.evil.com", "PayPal"),
        ("paypal.secure-login.com", "PayPal"),
        ("usps-redelivery.com", "USPS"),
        ("ups-delivery.com", "UPS"),
        ("apple-support.com", "Apple"),
        ("chase-verify.com", "Chase"),
        ("netflix.vercel.app", "Netflix"),
        ("paypal-login.pages.example", "PayPal"),
        ("a.netflix-billing.in", "Netflix"),
    ] {
        let message = linked("here", &format!("https://{host}/a"));
        let hit = only(&message, "link.brand-in-stranger");
        assert_eq!(hit.brand, Some(brand(owner)), "{host}");
    }
}

#[test]
fn honest_hosts() {
    for href in [
        "https://www.amazon.com/gp/css",
        "https://smile.amazon.co.uk/",
        "https://appleinsider.com/",
        "https://chasewater.org/",
        "https://www.delta-flowers.com/",
        "https://news.example.com/amazon-layoffs",
        "https://github.com/apple/swift",
        "https://app.example.com/auth/google/login",
        "https://finance.com/",
        "https://venom.com/",
        "https://barclay.com/",
        "https://amazing.com/",
        "https://targets.com/",
        "https://amazon.de/",
        "https://paypal.com.br/",
        "https://amazon.greenhouse.io/jobs",
        "https://u123.ct.sendgrid.net/amazon",
        "https://apple-pie.com/",
        "https://ups-batteries.com/",
        "https://pineapple.com/",
        "https://apply.com/",
        "https://chose.com/",
        "https://the-chase.com/",
        "https://groups.com/",
        "https://docusign.net/x",
        "https://netflixandchillblog.com/",
        "https://amazonia.org/",
        "https://amazonas.gov.br/",
        "https://my-shop.example/amazon/fees",
    ] {
        assert_eq!(names(&linked("here", href)), [""; 0], "{href}");
    }
}

#[test]
fn hosts_named_after_a_brand_they_serve() {
    assert_eq!(names(&linked("here", "https://amazonhost.example/")), ["link.open-hosting"]);
}

#[test]
fn shown_and_real() {
    for (text, href) in [
        ("www.paypal.com", "https://evil.example/x"),
        ("https://www.amazon.com/orders", "https://evil.example/x"),
        ("paypal.com/login", "https://bit.ly/x"),
        ("https://my-bank.example/login", "https://evil.com/x"),
        ("amazon.com", "https://www.paypal.com/"),
    ] {
        let message = linked(text, href);
        let hit = only(&message, "link.shown-differs");
        assert_eq!(hit.span.text(&message), text);
        assert_eq!(hit.shown, text);
    }
    for (text, href) in [
        ("www.amazon.com", "https://smile.amazon.com/x"),
        ("youtube.com", "https://youtu.be/x"),
        ("amazon.com", "https://u1.ct.sendgrid.net/ls/click"),
        ("Visit amazon.com and save on many things", "https://evil.example/x"),
        ("help@amazon.com", "https://evil.example/x"),
        ("report.pdf", "https://evil.example/x"),
        ("shop.example", "https://click.mailer.com/x"),
        ("shop.example", "https://somewhere.example/x"),
        ("somewhere.example", "https://x.mailer.com/x"),
        ("blogsite.com", "https://blogsite.org/"),
        ("Buy.com", "https://news.com/count"),
        ("Amazon.com", "https://www.somewhere.example/x"),
        ("http://www.half", "https://other.com/x"),
        ("Read more", "https://evil.example/x"),
        (
            "www.shop.example",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fshop.example%2F",
        ),
    ] {
        assert_eq!(names(&linked(text, href)), [""; 0], "{text} {href}");
    }
    // A brand's own mail counts clicks wherever it likes.
    let own =
        mail("PayPal", "service@paypal.com", "", "", &[("paypal.com", "https://t.mailer.com/x")]);
    assert!(!names(&own).contains(&"link.shown-differs"));
}

#[test]
fn wrappers_are_silent_and_seen_through() {
    for href in [
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Famaz0n.com%2Fx&data=1",
        "https://www.google.com/url?sa=t&q=https%3A%2F%2Famaz0n.com",
        "https://www.google.com/url?url=http://amaz0n.com",
        "https://protect.example/v2/___https://amaz0n.com___.YzJ1OmI",
        "https://urldefense.com/v3/__https://amaz0n.com/x__;!!abc$",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__amaz0n.com_x&d=1",
        "https://www.google.com/url?q=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Famaz0n.com",
    ] {
        let message = linked("here", href);
        assert_eq!(names(&message), ["link.lookalike"], "{href}");
        assert_eq!(only(&message, "link.lookalike").domain, "amaz0n.com");
    }
    let open =
        linked("here", "https://www.netflix.com/out?redirect=https%3A%2F%2Fevil.example%2Fx");
    let hit = only(&open, "link.redirect");
    assert_eq!((hit.domain.as_str(), hit.shown.as_str()), ("evil.example", "www.netflix.com"));
    let odd = linked("here", "https://www.google.com/amp/s/evil.example/x");
    assert_eq!(only(&odd, "link.redirect").domain, "evil.example");
    for honest in [
        "https://www.netflix.com/share?url=https%3A%2F%2Fshop.example",
        "https://www.google.com/signin?continue=https%3A%2F%2Fyoutube.com",
        "https://shop.example/out?url=https%3A%2F%2Fother.example",
        "https://www.netflix.com/login?next=%2Fhome",
    ] {
        assert_eq!(names(&linked("here", honest)), [""; 0], "{honest}");
    }
}

#[test]
fn links_in_text() {
    for body in [
        "verify at amaz0n-help.com/verify now",
        "verify at hxxps://amaz0n-help[.]com",
        "verify at AMAZ0N-HELP.COM",
    ] {
        let message = sms("12345", body);
        assert_eq!(names(&message), ["link.lookalike"], "{body}");
    }
    // Once, though it stands in both.
    let message = mail("", "", "", "see https://amaz0n.com/x", &[("x", "https://amaz0n.com/y")]);
    only(&message, "link.lookalike");
}

#[test]
fn limits_are_said() {
    let mut message = linked("a", "https://example.com/");
    assert!(!look(&message).truncated);
    message.links = vec![message.links[0].clone(); caveat_engine::link::MAX_LINKS + 1];
    assert!(look(&message).truncated);
    let long = linked("a", &format!("https://amaz0n.com/{}", "a".repeat(9000)));
    assert!(look(&long).truncated);
    only(&long, "link.lookalike");
}
