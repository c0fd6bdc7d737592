//! A small world of rules for tests.

use caveat_engine::native::NativeUrls;
use caveat_engine::rules::{HostList, Strings};
use caveat_engine::{Channel, Detection, Field, Found, Mention, Message, Rules, Scene, Span};

/// Name, common word, names in text, domains, tokens.
type Brand =
    (&'static str, bool, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

const BRANDS: &[Brand] = &[
    (
        "Amazon",
        false,
        &["amazon"],
        &["amazon.com", "amazon.co.uk", "amazonaws.com", "amzn.to"],
        &["amazon"],
    ),
    ("PayPal", false, &["paypal"], &["paypal.com", "paypal.me"], &["paypal"]),
    (
        "Microsoft",
        false,
        &["microsoft", "outlook 365"],
        &["microsoft.com", "live.com", "outlook.com"],
        &["microsoft"],
    ),
    (
        "Google",
        false,
        &["google"],
        &["google.com", "gmail.com", "youtube.com", "youtu.be"],
        &["google"],
    ),
    ("Apple", true, &["apple", "icloud"], &["apple.com", "icloud.com"], &["apple", "icloud"]),
    ("Chase", true, &["chase"], &["chase.com"], &["chase"]),
    ("Wells Fargo", false, &["wells fargo", "wellsfargo"], &["wellsfargo.com"], &["wellsfargo"]),
    ("USPS", false, &["usps"], &["usps.com", "usps.gov"], &["usps"]),
    ("UPS", true, &["ups"], &["ups.com"], &["ups"]),
    ("Netflix", false, &["netflix"], &["netflix.com"], &["netflix"]),
    ("Binance", false, &["binance"], &["binance.com"], &["binance"]),
    ("Venmo", false, &["venmo"], &["venmo.com"], &["venmo"]),
    ("Barclays", false, &["barclays"], &["barclays.co.uk"], &["barclays"]),
    ("Delta", true, &["delta"], &["delta.com"], &["delta"]),
    ("DocuSign", false, &["docusign"], &["docusign.net", "docusign.com"], &["docusign"]),
];

const SUFFIXES: &[&str] = &[
    "app",
    "cc",
    "co",
    "co.uk",
    "com",
    "com.br",
    "de",
    "dev",
    "edu",
    "example",
    "gov",
    "help",
    "info",
    "io",
    "in",
    "is",
    "jp",
    "me",
    "net",
    "org",
    "pl",
    "ru",
    "s3.amazonaws.com",
    "github.io",
    "shop",
    "to",
    "top",
    "uk",
    "us",
    "vercel.app",
    "xyz",
    "*.ck",
    "!www.ck",
    "be",
];

const LISTS: &[(HostList, &[&str])] = &[
    (HostList::Shortener, &["bit.ly", "t.co", "amzn.to"]),
    (HostList::FreeMail, &["gmail.com", "outlook.com", "yahoo.com"]),
    (
        HostList::OpenHosting,
        &[
            "sites.google.com",
            "docs.google.com",
            "pages.example",
            "amazonhost.example",
            "vercel.app",
            "github.io",
            "s3.amazonaws.com",
        ],
    ),
    (HostList::RiskyTld, &["top", "xyz", "cc"]),
    (HostList::MailService, &["sendgrid.net", "list-manage.com", "amazonses.com"]),
    (HostList::BaitWord, &["verify", "redelivery", "login"]),
];

const REDIRECTORS: &[(&str, &str, &str)] = &[
    (".safelinks.protection.outlook.com", "/", "url"),
    ("urldefense.com", "/v3/", "*"),
    ("urldefense.proofpoint.com", "/v2/url", "u"),
    ("www.google.com", "/amp/s/", "*"),
    ("protect.example", "/v2/___", "*"),
    ("urldefense.com", "/v3/__", "*"),
    ("www.google.com", "/url", "q"),
    ("www.google.com", "/url", "url"),
];

pub(crate) fn brand(name: &str) -> u32 {
    BRANDS.iter().position(|b| b.0 == name).expect("a known brand") as u32
}

fn table(mut rows: Vec<(String, u32)>) -> (Strings, Vec<u32>) {
    rows.sort();
    let texts = rows.iter().map(|(t, _)| t.as_str()).collect();
    (texts, rows.into_iter().map(|(_, b)| b).collect())
}

pub(crate) fn rules() -> Rules {
    let mut rules = Rules::default();
    let (mut domains, mut tokens) = (Vec::new(), Vec::new());
    for (i, (name, common, _, owned, posing)) in BRANDS.iter().enumerate() {
        let id = rules.strings.push(name);
        rules.brands.id.push(id);
        rules.brands.name.push(id);
        rules.brands.common_word.push(u8::from(*common));
        domains.extend(owned.iter().map(|d| (d.to_string(), i as u32)));
        tokens.extend(posing.iter().map(|t| (t.to_string(), i as u32)));
    }
    (rules.brands.domains, rules.brands.domain_brand) = table(domains);
    (rules.brands.tokens, rules.brands.token_brand) = table(tokens);
    let mut suffixes = SUFFIXES.to_vec();
    suffixes.sort_unstable();
    rules.hosts.suffixes = suffixes.iter().flat_map(|s| [*s, "\n"]).collect();
    let mut listed: Vec<String> = LISTS
        .iter()
        .flat_map(|(list, hosts)| hosts.iter().map(move |h| format!("{}{h}", *list as u8)))
        .collect();
    listed.sort();
    rules.hosts.listed = listed.iter().map(String::as_str).collect();
    let mut redirectors = REDIRECTORS.to_vec();
    redirectors.sort_unstable();
    for (host, path, param) in redirectors {
        rules.redirectors.host.push(host);
        rules.redirectors.path.push(path);
        rules.redirectors.param.push(param);
        let wrapper = u8::from(!path.starts_with("/amp/"));
        rules.redirectors.wrapper.push(wrapper);
    }
    // A little of the look-alike table: accents, Cyrillic, Greek.
    let mut fold = vec![
        ('á', "a"),
        ('é', "e"),
        ('ó', "o"),
        ('а', "a"),
        ('е', "e"),
        ('о', "o"),
        ('р', "p"),
        ('с', "c"),
        ('у', "y"),
        ('х', "x"),
        ('і', "i"),
        ('ӏ', "l"),
        ('ο', "o"),
        ('ѕ', "s"),
    ];
    fold.sort();
    for (from, to) in fold {
        rules.fold.from.push(from as u32);
        rules.fold.to.push(to);
        rules.fold.kind.push(0);
    }
    rules.validate().expect("the test's rules hold together");
    rules
}

/// What the literal pass would find: whole words, case apart.
pub(crate) fn mentions(message: &Message) -> Vec<Mention> {
    let mut found = Vec::new();
    for field in [Field::Subject, Field::Body, Field::SenderName] {
        let text = field.of(message).to_ascii_lowercase();
        for (i, (_, _, names, _, _)) in BRANDS.iter().enumerate() {
            for name in *names {
                for (at, _) in text.match_indices(name) {
                    let range = at..at + name.len();
                    let bound = !text[..at].ends_with(char::is_alphanumeric)
                        && !text[range.end..].starts_with(char::is_alphanumeric);
                    if bound {
                        found.push(Mention { brand: i as u32, span: Span { field, range } });
                    }
                }
            }
        }
    }
    found.sort_by_key(|m| (m.span.field, m.span.range.start));
    found
}

pub(crate) fn look(message: &Message) -> Found {
    let rules = rules();
    let mentions = mentions(message);
    let scene = Scene { message, rules: &rules, urls: &NativeUrls, mentions: &mentions };
    scene.look().found
}

/// What tells only how links and sender fit together; most tests' messages are made for one link.
const ABOUT_ALL: &[&str] = &["link.not-senders", "link.only-short", "link.senders-own"];

/// Names of the detectors that fired, without the brands named and what is about all links.
pub(crate) fn names(message: &Message) -> Vec<&'static str> {
    let mut names = all_names(message);
    names.retain(|name| !ABOUT_ALL.contains(name));
    names
}

/// Names of the detectors that fired, without the brands named.
pub(crate) fn all_names(message: &Message) -> Vec<&'static str> {
    let found = look(message);
    check_spans(message, &found.detections);
    let mut names: Vec<_> = found
        .detections
        .iter()
        .map(|d| d.detector.name())
        .filter(|n| *n != "brand.named")
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

pub(crate) fn check_spans(message: &Message, detections: &[Detection]) {
    for detection in detections {
        assert!(!detection.span.text(message).is_empty(), "{detection:?}");
    }
}

pub(crate) fn mail(
    name: &str,
    address: &str,
    subject: &str,
    body: &str,
    links: &[(&str, &str)],
) -> Message {
    let mut message = Message { subject: subject.into(), body: body.into(), ..Message::default() };
    message.sender.name = name.into();
    message.sender.address = address.into();
    message.links = links
        .iter()
        .map(|(text, href)| caveat_engine::Link { text: (*text).into(), href: (*href).into() })
        .collect();
    message
}

pub(crate) fn sms(number: &str, body: &str) -> Message {
    let mut message = Message { channel: Channel::Sms, body: body.into(), ..Message::default() };
    message.sender.number = number.into();
    message
}
