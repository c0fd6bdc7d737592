//! Links and senders against each other: what no single one of them shows.

#[allow(dead_code, reason = "each test file uses a part")]
mod common;

use caveat_engine::{Channel, Message};
use common::{all_names, check_spans, look, mail};
use proptest::prelude::*;

fn fires(message: &Message, detector: &str) -> bool {
    all_names(message).contains(&detector)
}

/// A mail with links of one text.
fn linked(name: &str, address: &str, links: &[&str]) -> Message {
    let links: Vec<_> = links.iter().map(|href| ("Continue", *href)).collect();
    mail(name, address, "", "", &links)
}

#[test]
fn names_made_of_bait() {
    for (href, is) in [
        ("https://parcel-redelivery.com/x", true),
        ("https://www.login-my-mail.co.uk", true),
        ("https://harbour-verify.pages.example/", true),
        ("https://redelivery.com", false),
        ("https://verifying-tools.com", false),
        ("https://login-page.garden-shop.com", false),
        ("https://garden-shop.com/verify-login", false),
        ("https://pages.example/verify-login", false),
        ("https://192.0.2.7/verify-login", false),
    ] {
        assert_eq!(fires(&linked("Jo", "jo@shop.com", &[href]), "link.bait-host"), is, "{href}");
    }
}

#[test]
fn addresses_that_cannot_be() {
    for (address, is) in [
        ("alarm@posts", true),
        ("a@%posts.com", true),
        ("a@two words.com", true),
        ("a@shop.nosuchending", true),
        ("a@shop..com", true),
        ("a@shop.com", false),
        ("a@mail.shop.co.uk", false),
        ("root@server.local", false),
        ("root@localhost", false),
        ("a@shop.example", false),
        ("a@xn--bcher-kva.com", false),
        ("a@bücher.com", false),
        ("not an address", false),
        ("\"a@b\" <c@shop.com>", false),
        ("@", false),
        ("", false),
    ] {
        assert_eq!(fires(&linked("Jo", address, &[]), "sender.impossible"), is, "{address}");
        let mut texted = linked("Jo", address, &[]);
        texted.channel = Channel::Sms;
        assert!(!fires(&texted, "sender.impossible"));
    }
    let mut message = linked("Jo", "jo@shop.com", &[]);
    message.reply_to = "x@nowhere".into();
    assert!(fires(&message, "sender.impossible"));
}

#[test]
fn machine_made_senders() {
    for (address, is) in [
        ("x7k2q9zt4b@shop.com", true),
        ("a@vqjtxhwzpk.com", true),
        ("a@k4j9z0w2mm.vercel.app", true),
        ("x7k2q9zt4b@gmail.com", false),
        ("x7k2q9zt4b@amazon.com", false),
        ("x7k2q9zt4b@u1.sendgrid.net", false),
        ("order-update@shop24.com", false),
        ("j.smith1987@shop.com", false),
    ] {
        assert_eq!(fires(&linked("Jo", address, &[]), "sender.random"), is, "{address}");
    }
}

#[test]
fn names_that_are_alarms() {
    for (name, address, is) in [
        ("Payment Declined", "a@evil.com", true),
        ("Congratulations!", "a@evil.com", true),
        ("Account Suspended", "a@amazon.com", false),
        ("Security Alert", "a@evil.com", false),
        ("Jane Winner", "a@evil.com", false),
        ("", "a@evil.com", false),
    ] {
        assert_eq!(fires(&linked(name, address, &[]), "sender.name-is-alarm"), is, "{name}");
    }
}

#[test]
fn all_links_hidden() {
    let from = |links| linked("Shop", "news@shop.com", links);
    for (links, is) in [
        (&["https://bit.ly/a"][..], true),
        (&["https://bit.ly/a", "https://t.co/b", "https://facebook.com/x"], true),
        (&["https://bit.ly/a", "https://shop.com/"], false),
        (&["https://amzn.to/a"], false),
        (&["https://facebook.com/x"], false),
        (&[], false),
    ] {
        assert_eq!(fires(&from(links), "link.only-short"), is, "{links:?}");
    }
    let own = linked("Amazon", "a@amazon.com", &["https://bit.ly/a"]);
    assert!(!fires(&own, "link.only-short"));
}

#[test]
fn nothing_leads_home() {
    for (address, links, is) in [
        ("a@shop.com", &["https://evil.net/x"][..], true),
        ("a@shop.com", &["https://evil.net/x", "https://www.facebook.com/y"], true),
        ("a@shop.com", &["https://bit.ly/x"], true),
        ("a@shop.com", &["https://evil.net/x", "https://shop.com/unsubscribe"], false),
        ("a@mail.shop.com", &["https://www.shop.com/x"], false),
        ("a@shop-mail.net", &["https://shop.com/x"], false),
        ("a@northfield.org", &["https://northfieldschool.co.uk/x"], false),
        ("a@shop.com", &["https://u1.sendgrid.net/x"], false),
        ("a@u1.sendgrid.net", &["https://evil.net/x"], false),
        ("a@gmail.com", &["https://evil.net/x"], false),
        ("a@amazon.com", &["https://evil.net/x"], false),
        ("a@shop.com", &["https://amazon.com/x"], false),
        ("a@shop.com", &[], false),
    ] {
        let message = linked("Jo", address, links);
        assert_eq!(fires(&message, "link.not-senders"), is, "{address} {links:?}");
    }
}

#[test]
fn the_first_leads_home() {
    for (address, links, is) in [
        ("a@shop.com", &["https://www.shop.com/x", "https://evil.net/x"][..], true),
        ("a@shop.com", &["https://facebook.com/x", "https://shop-help.net/x"], true),
        ("a@shop.com", &["https://evil.net/x", "https://shop.com/y"], false),
        ("a@shop.com", &["https://u1.sendgrid.net/x"], true),
        ("a@gmail.com", &["https://u1.sendgrid.net/x"], false),
        ("a@gmail.com", &["https://mail.google.com/x"], false),
        ("a@shop.com", &[], false),
    ] {
        let message = linked("Jo", address, links);
        assert_eq!(fires(&message, "link.senders-own"), is, "{address} {links:?}");
    }
}

#[test]
fn addresses_carried_along() {
    for (address, link, is) in [
        ("a@shop.com", "https://evil.net/?u=jane.roe@northfield.com", true),
        ("a@shop.com", "https://evil.net/?u=amFuZS5yb2VAbm9ydGhmaWVsZC5jb20", true),
        ("a@shop.com", "https://shop.com/?u=jane.roe@northfield.com", false),
        ("a@shop.com", "https://u1.sendgrid.net/?u=jane.roe@northfield.com", false),
        ("a@shop.com", "https://amazon.com/?u=jane.roe@northfield.com", false),
        ("a@shop.com", "https://evil.net/unsubscribe?u=jane.roe@northfield.com", false),
        ("a@shop.com", "https://medium.com/@jane.roe/story", false),
        ("a@shop.com", "https://evil.net/", false),
    ] {
        assert_eq!(fires(&linked("Jo", address, &[link]), "link.mail-inside"), is, "{link}");
    }
}

#[test]
fn mail_to_somebody_else() {
    for (name, address, links, is) in [
        ("PayPal", "a@evil.com", &["mailto:help@evil.com?subject=Yes"][..], true),
        ("PayPal", "service@paypal.com", &["mailto:help@evil.com"], true),
        ("PayPal", "service@paypal.com", &["MAILTO:help@paypal.com"], false),
        ("PayPal", "service@paypal.com", &["mailto:help@evil.com", "https://paypal.com/x"], false),
        ("Jo", "jo@evil.com", &["mailto:help@other.com"], false),
        ("PayPal", "a@evil.com", &["mailto:"], false),
        ("PayPal", "a@evil.com", &["mailto:?to=x"], false),
    ] {
        let mut message = linked(name, address, links);
        message.body = "Your PayPal account".into();
        assert_eq!(fires(&message, "link.mailto-elsewhere"), is, "{address} {links:?}");
        let calm = fires(&message, "sender.owns-brand");
        assert!(!(is && calm), "what is forged calms nobody");
    }
}

#[test]
fn odd_hosts() {
    for (link, is) in [
        ("https://vqjtxhwzpk.com/x", true),
        ("https://pay-my-toll-now.com/x", true),
        ("https://shop482913.com/x", true),
        ("https://make-3138352e3138352e38302e323335-rr-zz.evil.net/x", true),
        ("https://shop.com/x", false),
        ("https://my-shop.co.uk/x", false),
        ("https://shop24.com/x", false),
        ("https://k4j9z0w2mm.vercel.app/x", false),
        ("https://u18274651.ct.sendgrid.net/x", false),
        ("https://203.0.113.9/x", false),
    ] {
        assert_eq!(fires(&linked("Jo", "a@shop.com", &[link]), "link.odd-host"), is, "{link}");
    }
}

#[test]
fn forged_addresses() {
    for (name, address, links, is) in [
        ("Amazon", "a@amazon.com", &["https://x.vercel.app/y"][..], true),
        ("Amazon", "a@amazon.com", &["https://pay.top/y"], true),
        ("Amazon", "a@amazon.com", &["https://bit.ly/y", "https://facebook.com/z"], true),
        ("Amazon", "a@amazon.com", &["https://x.vercel.app/y", "https://amazon.com/z"], false),
        ("Amazon", "a@amazon.com", &["https://news.com/y"], false),
        ("Amazon", "a@amazon.com", &["https://u1.sendgrid.net/y"], false),
        ("Jo Miller", "jo@amazon.com", &["https://x.vercel.app/y"], false),
        ("Google", "a@google.com", &["https://docs.google.com/y"], false),
        ("Amazon", "a@evil.com", &["https://x.vercel.app/y"], false),
    ] {
        let message = linked(name, address, links);
        assert_eq!(fires(&message, "link.not-owners"), is, "{address} {links:?}");
        assert!(!(is && fires(&message, "sender.owns-brand")), "{address}");
    }
}

proptest! {
    #[test]
    fn never_panics(
        name in r"(Amazon|PayPal|Payment Declined|\PC{0,20})",
        address in r"[a-zé0-9.%@ <>-]{0,30}",
        href in r"(mailto:|https://)?[a-zé0-9.%@/?=#:+-]{0,60}",
    ) {
        let message = linked(&name, &address, &[&href]);
        check_spans(&message, &look(&message).detections);
    }
}
