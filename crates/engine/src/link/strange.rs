//! Links against the sender: whose house they lead to, and what they carry.

use std::ops::Range;

use super::Out;
use super::claimed::{is_aside, is_everyones};
use super::facts::{Fact, Facts};
use super::target::{MAX_LINKS, Target, trimmed};
use super::url::{head, percent_decode};
use crate::host::{Directory, is_ip, looks_random};
use crate::lower;
use crate::message::{Channel, Field, Span};
use crate::rules::{Detector, HostList};
use crate::scene::Scene;
use crate::sender::{Address, Identity};

/// Most of a link looked through for an address.
const MAX_CARRIED: usize = 1024;
/// Hyphens in a domain's own name from which it is odd.
const MANY_HYPHENS: usize = 3;
/// Digits in a domain's own name from which it is odd.
const MANY_DIGITS: usize = 6;
/// Length of a label from which it is odd.
const LONG_LABEL: usize = 36;

/// Adds what is odd about the links as a whole.
pub(super) fn detect(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    identity: &Identity,
    facts: &Facts,
    targets: &[Target],
    out: &mut Out,
) {
    for target in targets {
        if let Some(fact) = facts.about(target) {
            odd_host(scene, directory, fact, target, out);
            bait_host(scene, directory, fact, target, out);
            mail_inside(scene, directory, identity, fact, target, out);
        }
    }
    if scene.message.channel != Channel::Email {
        return;
    }
    only_short(scene, identity, facts, targets, out);
    not_senders(scene, directory, identity, facts, targets, out);
    not_owners(scene, identity, facts, targets, out);
    mailto(scene, directory, identity, facts, targets, out);
}

/// The domain's own name, without its public suffix.
fn own_name<'d>(directory: &Directory<'_>, registrable: &'d str) -> &'d str {
    let suffix = directory.suffix(registrable).text.len();
    let end = registrable.len().saturating_sub(suffix + 1);
    registrable.get(..end).unwrap_or("")
}

/// Whether nothing is known of a host that could explain it.
fn is_strangers(fact: &Fact) -> bool {
    !is_everyones(fact) && fact.site.is_none() && !fact.raw_ip
}

fn odd_host(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    fact: &Fact,
    target: &Target,
    out: &mut Out,
) {
    if !is_strangers(fact)
        || fact.open_hosting
        || is_ip(target.host())
        || fact.registrable.contains("xn--")
    {
        return;
    }
    let name = own_name(directory, &fact.registrable);
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let hyphens = name.bytes().filter(|&b| b == b'-').count();
    if looks_random(name)
        || digits >= MANY_DIGITS
        || hyphens >= MANY_HYPHENS
        || target.host().split('.').any(|label| label.len() >= LONG_LABEL)
    {
        out.add(Detector::LinkOddHost, target.host_span(scene), None, &fact.registrable, "");
    }
}

/// "parcel-redelivery.com": a name of words joined by hyphens, one of them bait.
fn bait_host(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    fact: &Fact,
    target: &Target,
    out: &mut Out,
) {
    if is_everyones(fact) || fact.site.is_some() || fact.raw_ip || is_ip(target.host()) {
        return;
    }
    // Where anybody can publish, the publisher's own word stands in front.
    let name = match fact.open_hosting {
        true => target.host().split('.').next().unwrap_or(""),
        false => own_name(directory, &fact.registrable),
    };
    let mut words = name.split('-');
    if name.contains('-') && words.any(|word| directory.is_word(HostList::BaitWord, word)) {
        out.add(Detector::LinkBaitHost, target.host_span(scene), None, &fact.registrable, "");
    }
}

/// A mail address in a stranger's link: in clear, in base64 or in hexadecimal digits.
fn mail_inside(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    identity: &Identity,
    fact: &Fact,
    target: &Target,
    out: &mut Out,
) {
    let senders = identity.address.as_ref().map(|a| a.registrable.as_str());
    if scene.message.channel != Channel::Email
        || !is_strangers(fact)
        || senders.is_some_and(|own| related(directory, own, &fact.registrable))
        || is_aside(scene, target)
    {
        return;
    }
    let text = target.field.of(scene.message);
    let written = text.get(target.range.clone()).unwrap_or("");
    let host = written.find("://").map_or(0, |at| at + 3);
    let Some(path) = written[host..].find(['/', '?', '#']).map(|at| host + at) else {
        return;
    };
    let carried = head(&written[path..], MAX_CARRIED);
    if let Some(range) = carries_address(carried) {
        let at = target.range.start + path;
        let span = Span { field: target.field, range: at + range.start..at + range.end };
        out.add(Detector::LinkMailInside, span, None, &fact.registrable, "");
    }
}

/// Where in the end of a link a mail address stands.
fn carries_address(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    for piece in text.split(['/', '?', '#', '&', '=', ',', ';', '+', '|', '!']) {
        let range = from..from + piece.len();
        from = range.end + 1;
        let clear = percent_decode(piece);
        let is = is_address(clear.as_bytes())
            || from_hex(piece).is_some_and(|bytes| is_address(&bytes))
            || from_base64(piece).is_some_and(|bytes| is_address(&bytes));
        if is {
            return Some(range);
        }
    }
    None
}

/// Whether these bytes are a mail address and nothing else, save a broken end.
fn is_address(bytes: &[u8]) -> bool {
    let Some(at) = bytes.iter().position(|&b| b == b'@') else {
        return false;
    };
    let (local, domain) = (&bytes[..at], &bytes[at + 1..]);
    let plain = |b: &u8| b.is_ascii_alphanumeric() || b"._-+".contains(b);
    // "pkg@1.2.3" is a version; what was cut off inside base64 may end in a dot.
    let last = domain.rsplit(|&b| b == b'.').next().unwrap_or(domain);
    (2..=64).contains(&local.len())
        && local.iter().all(plain)
        && local.iter().any(u8::is_ascii_alphabetic)
        && domain.iter().all(plain)
        && domain.first().is_some_and(u8::is_ascii_alphabetic)
        && domain.contains(&b'.')
        && last.iter().all(u8::is_ascii_alphabetic)
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let bytes = text.as_bytes();
    if bytes.len() < 16 || !bytes.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let digit = |b: u8| (b as char).to_digit(16).unwrap_or(0) as u8;
    Some(bytes.chunks_exact(2).map(|two| digit(two[0]) << 4 | digit(two[1])).collect())
}

/// What a base64 text says, as far as whole groups of it go.
fn from_base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=');
    if text.len() < 12 {
        return None;
    }
    let mut out = Vec::with_capacity(text.len());
    let (mut bits, mut held) = (0u32, 0u32);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held & 0xff) as u8);
        }
    }
    Some(out)
}

/// Links that ask for action, with what is known of them.
fn asking<'t>(
    scene: &'t Scene<'_>,
    facts: &'t Facts,
    targets: &'t [Target],
) -> impl Iterator<Item = (&'t Target, &'t Fact)> {
    // Where there is markup, addresses in the text are most often its shown texts.
    let from_markup = targets.iter().any(|t| t.link.is_some());
    targets
        .iter()
        .filter(move |t| t.link.is_some() == from_markup && !is_aside(scene, t))
        .filter_map(|t| Some((t, facts.about(t)?)))
}

fn only_short(
    scene: &Scene<'_>,
    identity: &Identity,
    facts: &Facts,
    targets: &[Target],
    out: &mut Out,
) {
    if identity.owner.is_some() {
        return;
    }
    let hidden = |fact: &Fact| fact.shortener && fact.owner.is_none();
    let mut rest = asking(scene, facts, targets).filter(|(_, f)| hidden(f) || !is_everyones(f));
    let Some((first, fact)) = rest.next() else {
        return;
    };
    if hidden(fact) && rest.all(|(_, fact)| hidden(fact)) {
        out.add(Detector::LinkOnlyShort, first.host_span(scene), None, &fact.registrable, "");
    }
}

/// Whether two domains may be one house: "shop.com" and "shop-mail.net".
fn related(directory: &Directory<'_>, a: &str, b: &str) -> bool {
    /// Letters two names must share to be thought related.
    const SHARED: usize = 4;
    if a == b {
        return true;
    }
    let (a, b) = (own_name(directory, a), own_name(directory, b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let start = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    start >= SHARED
        || short.len() >= SHARED && long.contains(short)
        || short.split('-').any(|word| word.len() >= SHARED && long.contains(word))
}

fn not_senders(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    identity: &Identity,
    facts: &Facts,
    targets: &[Target],
    out: &mut Out,
) {
    let Some(address) = &identity.address else {
        return;
    };
    if identity.free_mail || identity.mail_service || identity.owner.is_some() {
        return;
    }
    let own = |fact: &Fact| related(directory, &address.registrable, &fact.registrable);
    let at_home = |fact: &Fact| fact.mail_service || own(fact);
    let first = asking(scene, facts, targets).find(|(_, f)| at_home(f) || !is_everyones(f));
    if let Some((target, fact)) = first.filter(|(_, fact)| at_home(fact)) {
        let domain = &fact.registrable;
        out.add(Detector::LinkSendersOwn, target.host_span(scene), None, domain, "");
    }
    if targets.iter().filter_map(|t| facts.about(t)).any(at_home) {
        return;
    }
    let stranger = asking(scene, facts, targets).find(|(_, f)| !is_everyones(f) || f.shortener);
    if let Some((target, fact)) = stranger {
        out.add(Detector::LinkNotSenders, target.host_span(scene), None, &fact.registrable, "");
    }
}

fn not_owners(
    scene: &Scene<'_>,
    identity: &Identity,
    facts: &Facts,
    targets: &[Target],
    out: &mut Out,
) {
    let Some(owner) = identity.voice() else {
        return;
    };
    let own =
        |fact: &Fact| fact.owner == Some(owner) || fact.site == Some(owner) || fact.mail_service;
    if targets.iter().filter_map(|t| facts.about(t)).any(own) {
        return;
    }
    let anybodys = |fact: &Fact| {
        fact.owner.is_none()
            && (fact.open_hosting || fact.raw_ip || fact.risky_tld || fact.shortener)
    };
    if let Some((target, fact)) = asking(scene, facts, targets).find(|(_, fact)| anybodys(fact)) {
        out.add(
            Detector::LinkNotOwners,
            target.host_span(scene),
            Some(owner),
            &fact.registrable,
            "",
        );
    }
}

/// A link that writes a mail, in a message that claims a brand, to somebody else.
fn mailto(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    identity: &Identity,
    facts: &Facts,
    targets: &[Target],
    out: &mut Out,
) {
    let claim = match identity.owner {
        Some(_) => identity.voice(),
        None => identity.claimed().map(|claim| claim.brand),
    };
    let Some(brand) = claim else {
        return;
    };
    // Where a page of the brand's own stands beside it, the mail goes to a partner.
    if targets.iter().filter_map(|t| facts.about(t)).any(|f| f.owner == Some(brand)) {
        return;
    }
    let senders = identity.address.as_ref().map(|a| a.registrable.as_str());
    for (i, link) in scene.message.links.iter().take(MAX_LINKS).enumerate() {
        let Some(range) = trimmed(&link.href) else {
            continue;
        };
        let href = &link.href[range.clone()];
        if !lower(head(href, 7)).starts_with("mailto:") {
            continue;
        }
        let end = href.find('?').unwrap_or(href.len()).max(7);
        let Some(written) = href.get(7..end) else {
            continue;
        };
        let Some(address) = Address::read(&percent_decode(written), directory, scene.urls) else {
            continue;
        };
        let owner = directory.owner(&address.host);
        let by_name = identity.named().is_some();
        let writers_own = !by_name && senders == Some(address.registrable.as_str());
        if owner == Some(brand) || writers_own || directory.may_be_national(&address.host, brand) {
            continue;
        }
        let start = range.start + 7;
        let span = Span { field: Field::LinkHref(i as u32), range: start..range.start + end };
        out.add(Detector::LinkMailtoElsewhere, span, Some(brand), &address.registrable, "");
        return;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_links() {
        for text in [
            "/login?email=jane.roe@northfield.example",
            "/x#jane@northfield.example",
            "/x?u=jane%40northfield.example&z=1",
            // jane.roe@northfield.example
            "/y?bra=amFuZS5yb2VAbm9ydGhmaWVsZC5leGFtcGxl",
            "/6a616e652e726f65406e6f7274686669656c642e6578616d706c65",
        ] {
            assert!(carries_address(text).is_some(), "{text}");
        }
        for text in [
            "",
            "/",
            "/@user/post",
            "/maps/@51.5,-0.1,12z",
            "/npm/pkg@1.2.3/index.js",
            "/AAAAAAAAAAAAAAAAAAAAAAAA",
            "/track?id=9f86d081884c7d659a2feaa0c55ad015",
            "/café/@",
        ] {
            assert_eq!(carries_address(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in r"\PC{0,100}") {
            if let Some(range) = carries_address(&text) {
                proptest::prop_assert!(text.get(range).is_some());
            }
        }
    }
}
