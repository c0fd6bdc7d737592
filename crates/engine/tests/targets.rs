//! Where links lead, as people are told.

#[allow(dead_code, reason = "each test file uses a part")]
mod common;

use caveat_engine::host::MAX_HOST;
use caveat_engine::link::MAX_LINKS;
use caveat_engine::native::NativeUrls;
use caveat_engine::{Channel, Link, Message, Scene, Target, TargetKind, Verdict, scan};
use common::{mail, mentions, rules, sms};
use proptest::prelude::*;

/// Targets and claim of a message, whatever its level.
fn told(message: &Message) -> (Vec<Target>, String) {
    let rules = rules();
    let mentions = mentions(message);
    let scene = Scene { message, rules: &rules, urls: &NativeUrls, mentions: &mentions };
    let look = scene.look();
    (look.targets(), look.claims())
}

/// A link in a mail from nobody known that claims nothing.
fn linked(text: &str, href: &str) -> Target {
    let message = mail("Jo", "jo@somewhere.example", "Hello", "Have a look.", &[(text, href)]);
    let (targets, claims) = told(&message);
    assert_eq!((targets.len(), claims.as_str()), (1, ""), "{href}");
    targets.into_iter().next().expect("one link")
}

/// Name, domain, owner, not.
fn words(target: &Target) -> [&str; 4] {
    [&target.name, &target.domain, &target.owner, &target.not]
}

#[test]
fn pages() {
    for (href, expected) in [
        ("https://www.shop.co.uk/x", ["www.shop.co.uk", "shop.co.uk", "", ""]),
        ("https://smile.amazon.co.uk/", ["smile.amazon.co.uk", "amazon.co.uk", "Amazon", ""]),
        ("http://0xcb.0x71.7/pay", ["203.113.0.7", "203.113.0.7", "", ""]),
        ("http://[2001:db8::1]:8080/", ["[2001:db8::1]", "[2001:db8::1]", "", ""]),
        ("https://my-page.vercel.app/", ["my-page.vercel.app", "my-page.vercel.app", "", ""]),
        // Anybody can publish there, so Google does not answer for it.
        ("https://sites.google.com/view/x", ["sites.google.com", "google.com", "", ""]),
        ("https://amzn.to/3xYz", ["amzn.to", "amzn.to", "Amazon", ""]),
        ("hxxps://shop.example/", ["shop.example", "shop.example", "", ""]),
        ("shop.example/pay", ["shop.example", "shop.example", "", ""]),
        ("http://intranet/wiki", ["intranet", "intranet", "", ""]),
        // Hosts that pose as a brand.
        (
            "https://amaz0n-help.example/",
            ["amaz0n-help.example", "amaz0n-help.example", "", "Amazon"],
        ),
        ("https://login.netflix.shop/", ["login.netflix.shop", "netflix.shop", "", "Netflix"]),
        (
            "https://paypal.com.evil.example/",
            ["paypal.com.evil.example", "evil.example", "", "PayPal"],
        ),
        // What is most likely the brand's own in a country is not called another's.
        ("https://amazon.de/", ["amazon.de", "amazon.de", "", ""]),
        // In Unicode where that is honest.
        ("https://www.bücher.example/", ["www.bücher.example", "bücher.example", "", ""]),
        ("https://яндекс.com/", ["яндекс.com", "яндекс.com", "", ""]),
        ("https://аmazing.com/", ["xn--mazing-2nf.com", "xn--mazing-2nf.com", "", ""]),
        ("https://amazón.com/", ["xn--amazn-3ta.com", "xn--amazn-3ta.com", "", "Amazon"]),
        ("https://аррӏе.com/", ["xn--80ak6aa92e.com", "xn--80ak6aa92e.com", "", "Apple"]),
        // What redirectors lead to.
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Famaz0n.com%2Fx",
            ["amaz0n.com", "amaz0n.com", "", "Amazon"],
        ),
        (
            "https://www.google.com/url?q=https%3A%2F%2Fshop.example",
            ["shop.example", "shop.example", "", ""],
        ),
        (
            "https://www.netflix.com/out?redirect=https%3A%2F%2Fevil.example%2Fx",
            ["evil.example", "evil.example", "", "Netflix"],
        ),
        // A name that passes for the host.
        ("https://paypal.com@evil.example/", ["evil.example", "evil.example", "", "PayPal"]),
        ("http://info@shop.example/", ["shop.example", "shop.example", "", ""]),
    ] {
        let target = linked("here", href);
        assert_eq!((target.kind, words(&target)), (TargetKind::Web, expected), "{href}");
    }
}

#[test]
fn what_a_links_text_claims() {
    for (text, href, not) in [
        ("www.paypal.com", "https://evil.example/x", "PayPal"),
        ("Amazon.com", "https://www.somewhere.example/x", "Amazon"),
        ("amazon.com", "https://www.paypal.com/", "Amazon"),
        ("Log in to PayPal", "https://evil.example/x", "PayPal"),
        ("Log in to PayPal", "https://www.paypal.com/x", ""),
        ("youtube.com", "https://youtu.be/x", ""),
        // Words of the language are no brand.
        ("An apple a day", "https://fruit.example/x", ""),
        ("Chase the bus", "https://bus.example/x", ""),
        // The text is what people go by.
        ("Netflix", "https://amaz0n-help.example/", "Netflix"),
        ("our shop", "https://shop.example/", ""),
    ] {
        assert_eq!(linked(text, href).not, not, "{text} {href}");
    }
}

#[test]
fn what_leads_to_no_page() {
    use TargetKind::{Email, Other, Phone, Sms};
    for (href, kind, name) in [
        ("tel:+1-800-555-0100", Phone, "+1 800 555 0100"),
        ("tel:+1 (800) 555.0100;ext=7", Phone, "+1 800 555 0100"),
        ("TEL:%2B4420%207946%200000", Phone, "+4420 7946 0000"),
        ("tel://08005550100", Phone, "08005550100"),
        ("tel:1-800-FLOWERS", Phone, "1 800 3569377"),
        ("tel:٠٨٠٠٥٥٥", Phone, "0800555"),
        ("tel:+1\u{202e}555\u{200b}0100", Phone, "+15550100"),
        // A code that sends the reader's calls elsewhere.
        ("tel:*21*+15550100%23", Phone, "*21*+15550100#"),
        ("tel:", Phone, ""),
        ("callto:+15550100", Phone, "+15550100"),
        ("sms:+15550100?body=YES", Sms, "+15550100"),
        ("sms:72645&body=STOP", Sms, "72645"),
        ("smsto:+15550100,+15550101", Sms, "+15550100"),
        ("mailto:Help@Shop.Example?subject=Hi", Email, "help@shop.example"),
        ("mailto:a@shop.example,b@shop.example", Email, "a@shop.example"),
        ("mailto:a%40shop.example", Email, "a@shop.example"),
        ("mailto:a@bücher.example", Email, "a@bücher.example"),
        ("mailto:service@раypal.com", Email, "service@xn--ypal-43d9g.com"),
        ("mailto:moc.lap%E2%80%AEyap@evil.example", Email, "moc.lapyap@evil.example"),
        ("mailto:nobody", Email, "nobody"),
        ("mailto:?subject=x", Email, ""),
        ("javascript:alert(1)", Other, "javascript"),
        ("java\nscript:alert(1)", Other, "javascript"),
        ("data:text/html,<b>", Other, "data"),
        ("FILE:///C:/x", Other, "file"),
        ("blob:https://a.example/1", Other, "blob"),
        ("whatsapp://send?phone=1", Other, "whatsapp"),
        ("https://", Other, "https"),
        ("#top", Other, ""),
        ("/path", Other, ""),
        ("{{ url }}:x", Other, ""),
        ("", Other, ""),
    ] {
        let target = linked("here", href);
        assert_eq!((target.kind, words(&target)), (kind, [name, "", "", ""]), "{href}");
    }
}

#[test]
fn what_the_message_claims() {
    let evil: &[(&str, &str)] = &[("Sign in", "https://evil.example/x")];
    let own: &[(&str, &str)] = &[("Sign in", "https://www.paypal.com/x")];
    let national: &[(&str, &str)] = &[("Sign in", "https://paypal.de/x")];
    let counted: &[(&str, &str)] = &[("Sign in", "https://u1.ct.sendgrid.net/x")];
    let named = "PayPal Service";
    for (message, claims, not) in [
        // By name.
        (mail(named, "x@evil.example", "", "", evil), "PayPal", "PayPal"),
        (mail(named, "x@evil.example", "", "", own), "PayPal", ""),
        (mail(named, "x@evil.example", "", "", national), "PayPal", ""),
        (mail(named, "x@evil.example", "", "", counted), "PayPal", "PayPal"),
        (mail(named, "x@gmail.com", "", "", evil), "PayPal", "PayPal"),
        // Its own mail, or one with its address forged: it claims nothing that can be seen to be
        // false, and its links are held against it all the same.
        (mail(named, "service@paypal.com", "", "", evil), "", "PayPal"),
        (mail(named, "service@paypal.com", "", "", counted), "", ""),
        (mail(named, "service@paypal.de", "", "", evil), "", "PayPal"),
        // Another company that writes of it.
        (mail(named, "pay@amazon.com", "", "", evil), "", ""),
        // By address alone.
        (mail("Support", "x@paypa1-service.example", "", "Hello", evil), "PayPal", "PayPal"),
        // By words.
        (
            mail(
                "",
                "x@evil.example",
                "PayPal Alert: sign in",
                "Your PayPal account is limited. This is PayPal.",
                evil,
            ),
            "PayPal",
            "PayPal",
        ),
        (mail("Jo", "jo@evil.example", "Lunch", "Did you get my PayPal?", evil), "", ""),
    ] {
        let (targets, claimed) = told(&message);
        let got = (claimed.as_str(), targets[0].not.as_str());
        assert_eq!(got, (claims, not), "{:?} {:?}", message.sender, message.links);
    }
    let mut text = sms("12345", "PayPal: your account is limited, sign in");
    text.links = vec![Link { text: String::new(), href: "https://evil.example/".into() }];
    let (targets, claims) = told(&text);
    assert_eq!((claims.as_str(), targets[0].not.as_str()), ("PayPal", "PayPal"));
}

#[test]
fn one_for_each_link_of_the_markup() {
    let body = "see https://amaz0n.com/x and https://evil.example/";
    let links =
        [("a", ""), ("b", "https://one.example/"), ("c", "tel:1"), ("d", "https://two.example/")];
    let (targets, _) = told(&mail("", "", "", body, &links));
    let names: Vec<&str> = targets.iter().map(|target| target.name.as_str()).collect();
    assert_eq!(names, ["", "one.example", "1", "two.example"]);
    let mut message = mail("", "", "", "", &links);
    message.links = message.links.iter().cycle().take(MAX_LINKS + 10).cloned().collect();
    assert_eq!(told(&message).0.len(), MAX_LINKS);
}

#[test]
fn told_with_a_warning_or_when_somebody_asks() {
    let rules = rules();
    let judged = |channel| -> Verdict {
        let links = [("PayPal", "https://evil.example/")];
        let message = mail("PayPal Service", "x@evil.example", "", "Hello", &links);
        scan(&Message { channel, ..message }, &rules, &NativeUrls)
    };
    // These rules have no signals: nothing is ever warned of.
    let quiet = judged(Channel::Email);
    assert_eq!((quiet.targets.len(), quiet.claims.as_str()), (0, ""));
    let asked = judged(Channel::Selection);
    assert_eq!(asked.targets[0].name, "evil.example");
}

fn is_fit_to_show(text: &str) -> bool {
    let unfit = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}')
    };
    text.chars().count() <= MAX_HOST && !text.chars().any(unfit)
}

proptest! {
    #[test]
    fn names_keep_their_limits_whatever_the_link(
        scheme in prop::sample::select(vec![
            "", "tel:", "sms:", "mailto:", "mailto:a@", "https://", "https://xn--", "http://a@", "//", "hxxp://",
            "https://www.google.com/url?q=https://", "javascript:", "data:", "\u{1}mailto:", "x-y.z:",
        ]),
        rest in prop_oneof![r"\PC{0,40}", r"(?s).{0,40}", r"[a-z0-9.@%+\-\u{202e}\u{200f}\u{0430}-\u{044f}]{0,400}"],
        text in r"\PC{0,30}",
    ) {
        let href = format!("{scheme}{rest}");
        let mut message = mail("PayPal", "x@evil.example", "", "", &[(&text, &href)]);
        message.channel = Channel::Selection;
        let targets = scan(&message, &rules(), &NativeUrls).targets;
        prop_assert_eq!(targets.len(), 1);
        let target = &targets[0];
        for text in words(target) {
            prop_assert!(is_fit_to_show(text), "{:?} of {:?}", text, href);
        }
        prop_assert!(target.name.ends_with(&target.domain), "{:?}", target);
        if target.kind != TargetKind::Web {
            prop_assert_eq!(&words(target)[1..], &["", "", ""]);
        }
    }
}
