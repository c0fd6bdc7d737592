//! What is odd about a link by itself.

use super::Out;
use super::facts::{Fact, Facts};
use super::target::{MAX_LINKS, Target, start, trimmed};
use super::url::{head, percent_decode};
use crate::host::{Directory, How};
use crate::lower;
use crate::message::{Field, Span};
use crate::rules::Detector;
use crate::scene::Scene;
use crate::sender::Identity;

/// Schemes that run or open something instead of leading to a page.
const HARMFUL: &[&str] = &[
    "javascript",
    "data",
    "file",
    "vbscript",
    "blob",
    "smb",
    "ms-msdt",
    "search-ms",
    "jar",
    "view-source",
    "ms-appinstaller",
];

/// Links that run something or open a file instead of a page.
pub(super) fn schemes(scene: &Scene<'_>, out: &mut Out) {
    for (i, link) in scene.message.links.iter().take(MAX_LINKS).enumerate() {
        let Some(range) = trimmed(&link.href) else {
            continue;
        };
        let start = start(&link.href[range.clone()]);
        let Some((scheme, rest)) = start.split_once(':') else {
            continue;
        };
        // What careless templates write for "this does nothing".
        let idle = rest.is_empty() || rest.starts_with("void(0)") || rest.starts_with(';');
        if HARMFUL.contains(&scheme) && !(scheme == "javascript" && idle) {
            let colon = link.href[range.clone()].find(':').map_or(range.end, |at| range.start + at);
            let span = Span { field: Field::LinkHref(i as u32), range: range.start..colon };
            out.add(Detector::LinkScheme, span, None, "", scheme);
        }
    }
}

/// Everything one link shows of itself.
pub(super) fn target(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    identity: &Identity,
    facts: &Facts,
    target: &Target,
    out: &mut Out,
) {
    let Some(fact) = facts.about(target) else {
        return;
    };
    let domain = fact.registrable.as_str();
    let mut add = |detector, brand, shown: &str| {
        out.add(detector, target.host_span(scene), brand, domain, shown);
    };
    for (detector, seen) in [
        (Detector::LinkRawIp, fact.raw_ip),
        (Detector::LinkShortener, fact.shortener && fact.owner.is_none()),
        (Detector::LinkRiskyTld, fact.risky_tld),
        (Detector::LinkMixedScript, fact.mixed_script),
        // A document service's own notices lead to its documents.
        (
            Detector::LinkOpenHosting,
            fact.open_hosting && (identity.owner.is_none() || identity.owner != fact.site),
        ),
    ] {
        if seen {
            add(detector, None, "");
        }
    }
    if let Some(opener) = &target.to.opened_by {
        add(Detector::LinkRedirect, directory.site(opener), opener);
    }
    if let Some(imitation) = &fact.imitation {
        let detector = match imitation.how {
            How::Lookalike => Detector::LinkLookalike,
            How::Named => Detector::LinkBrandInStranger,
        };
        add(detector, Some(imitation.brand), "");
    } else if let Some(brand) = brand_in_path(scene, identity, fact, target) {
        let token = brand.1;
        out.add(
            Detector::LinkBrandInStranger,
            target.span_of(scene, &token),
            Some(brand.0),
            domain,
            "",
        );
    }
    userinfo(scene, directory, fact, target, out);
}

/// A name before an `@` that passes for the host.
fn userinfo(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    fact: &Fact,
    target: &Target,
    out: &mut Out,
) {
    if let Some((host, brand)) = username_poses(directory, target) {
        let span = target.span_of(scene, &target.username.to_ascii_lowercase());
        out.add(Detector::LinkUserinfo, span, brand, &fact.registrable, &host);
    }
}

/// The host as which the name before an `@` passes, and the brand whose that would be.
pub(super) fn username_poses(
    directory: &Directory<'_>,
    target: &Target,
) -> Option<(String, Option<u32>)> {
    if target.username.is_empty() {
        return None;
    }
    let username = lower(&percent_decode(&target.username));
    // "http://info@shop.example" is a mail address written wrongly.
    let host = username.split(['/', ':', '@']).next().unwrap_or("");
    let poses_as_host = host.contains('.') && host.is_ascii() && directory.suffix(host).known;
    let brand = directory.token_in(&username);
    (poses_as_host || brand.is_some())
        .then(|| (host.to_owned(), brand.or_else(|| directory.site(host))))
}

/// Path segments of a page that asks for a login.
const LOGIN: &[&str] = &[
    "login",
    "log-in",
    "signin",
    "sign-in",
    "logon",
    "verify",
    "verification",
    "webscr",
    "secure",
    "confirm",
    "validate",
    "unlock",
    "billing",
];
/// Path segments of pages about other sites: signing in with them, help, news.
const ABOUT: &[&str] = &[
    "auth",
    "oauth",
    "oauth2",
    "sso",
    "saml",
    "connect",
    "integrations",
    "integration",
    "docs",
    "help",
    "support",
    "blog",
    "news",
    "article",
    "articles",
    "review",
    "reviews",
    "wiki",
    "guide",
    "guides",
    "learn",
    "jobs",
    "company",
    "companies",
    "callback",
    "omniauth",
];

/// A claimed brand's name in the path of a stranger's login page.
fn brand_in_path(
    scene: &Scene<'_>,
    identity: &Identity,
    fact: &Fact,
    target: &Target,
) -> Option<(u32, String)> {
    let claim = identity.claimed()?;
    if fact.site.is_some() || fact.mail_service || fact.shortener || identity.owner.is_some() {
        return None;
    }
    let path = head(&target.to.parts.path, 1024).to_ascii_lowercase();
    let segments = || path.split('/').filter(|s| !s.is_empty());
    let stem = |segment: &str| segment.split('.').next().unwrap_or(segment).to_owned();
    if segments().any(|s| ABOUT.contains(&s))
        || !segments().any(|s| LOGIN.contains(&stem(s).as_str()))
    {
        return None;
    }
    let brands = &scene.rules.brands;
    let tokens = brands.tokens.iter().zip(&brands.token_brand);
    let mut own = tokens.filter(|(_, brand)| **brand == claim.brand).map(|(token, _)| token);
    own.find(|token| segments().any(|s| s.split(['-', '_', '.']).any(|word| word == *token)))
        .map(|token| (claim.brand, token.to_owned()))
}
