//! Links that lead to no page of the web: to a number, to an address, to something else.

use super::target::{start, trimmed};
use super::url::percent_decode;
use crate::host::{Directory, MAX_HOST};
use crate::scene::Scene;
use crate::sender::Address;
use crate::verdict::{Target, TargetKind};

/// Longest name that people are told, in characters: no host is longer.
pub(super) const MAX_NAME: usize = MAX_HOST;

/// Keys of a telephone for the letters a to z: "1-800-FLOWERS" is a number.
const KEYPAD: &[u8; 26] = b"22233344455566677778889999";

/// The zeros of scripts with digits of their own in which numbers are written.
const ZEROS: [char; 4] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{ff10}'];

/// What a link opens that [`super::url::read_web`] knows no page for.
pub(super) fn elsewhere(scene: &Scene<'_>, directory: &Directory<'_>, href: &str) -> Target {
    let href = trimmed(href).map_or("", |range| &href[range]);
    let start = start(href);
    let scheme = start.split_once(':').map_or("", |(scheme, _)| scheme);
    let rest = href.split_once(':').map_or("", |(_, rest)| rest);
    match scheme {
        "tel" | "callto" => told(TargetKind::Phone, number(rest)),
        "sms" | "smsto" | "mms" | "mmsto" => told(TargetKind::Sms, number(rest)),
        "mailto" => told(TargetKind::Email, address(scene, directory, rest)),
        "http" | "https" => page(scene, directory, href, scheme),
        _ if is_scheme(scheme) => told(TargetKind::Other, scheme.to_owned()),
        _ => told(TargetKind::Other, String::new()),
    }
}

fn told(kind: TargetKind, name: String) -> Target {
    let name = name.chars().filter(|&c| is_seen(c)).take(MAX_NAME).collect();
    Target { kind, name, domain: String::new(), owner: String::new(), not: String::new() }
}

/// A page that is on no web for everyone: "http://intranet/".
fn page(scene: &Scene<'_>, directory: &Directory<'_>, href: &str, scheme: &str) -> Target {
    let host = scene.urls.read(href).map(|parts| parts.host).unwrap_or_default();
    if host.is_empty() || host.len() > MAX_NAME || !host.is_ascii() {
        return told(TargetKind::Other, scheme.to_owned());
    }
    let imitates = host.contains("xn--") && directory.imitation(&host).is_some();
    let name = directory.for_people(&host, imitates);
    Target { domain: name.clone(), ..told(TargetKind::Web, name) }
}

fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

/// The first number, as people write it. With the marks of codes ("*21*"), which do more than call.
fn number(written: &str) -> String {
    let decoded = percent_decode(written);
    let end = decoded.find([';', '?', '&', ',']).unwrap_or(decoded.len());
    let mut name = String::new();
    for c in decoded[..end].chars() {
        match digit(c) {
            Some(digit) => name.push(digit),
            None if matches!(c, '+' | '*' | '#') => name.push(c),
            None if is_seen(c) && !name.is_empty() && !name.ends_with(' ') => name.push(' '),
            None => {}
        }
    }
    name.truncate(name.trim_end().len());
    name
}

fn digit(c: char) -> Option<char> {
    if c.is_ascii_alphabetic() {
        let key = KEYPAD.get((c.to_ascii_lowercase() as u8 - b'a') as usize);
        return key.map(|&key| char::from(key));
    }
    let of = |zero: &char| (c as u32).checked_sub(*zero as u32).filter(|&value| value < 10);
    let value = c.to_digit(10).or_else(|| ZEROS.iter().find_map(of))?;
    char::from_digit(value, 10)
}

/// The first address that a mail would go to.
fn address(scene: &Scene<'_>, directory: &Directory<'_>, written: &str) -> String {
    let written = written.split('?').next().unwrap_or("");
    let decoded = percent_decode(written);
    let first = decoded.split([',', ';']).map(str::trim).find(|one| !one.is_empty());
    let first = first.unwrap_or("");
    let Some(address) = Address::read(first, directory, scene.urls) else {
        return first.to_owned();
    };
    let imitates = address.host.contains("xn--") && directory.imitation(&address.host).is_some();
    let host = directory.for_people(&address.host, imitates);
    // Whose it is stands at the end, and must not be what is cut off.
    let room = MAX_NAME.saturating_sub(host.chars().count() + 1);
    let local = address.local.chars().filter(|&c| is_seen(c));
    match room {
        0 => host,
        _ => local.take(room).chain(['@']).chain(host.chars()).collect(),
    }
}

/// Whether a character has a place of its own on the screen, and turns nothing around.
fn is_seen(c: char) -> bool {
    let unseen = matches!(c as u32,
        0xad | 0x34f | 0x61c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180b..=0x180f
        | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0f
        | 0xfeff | 0xffa0 | 0xfff0..=0xfffb | 0xe0000..=0xe0fff);
    !c.is_control() && !unseen
}
