//! The sender's detectors.

use super::name::is_alarm;
use super::{Address, Identity};
use crate::host::{Directory, looks_random};
use crate::lower;
use crate::message::{Channel, Field, Span};
use crate::rules::{Detector, HostList};
use crate::scene::{Detection, Scene};

/// Longest subscriber number that is a short code.
const SHORT_CODE: usize = 8;

/// Adds what the sender shows, and the brands the message names.
pub(crate) fn detect(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    identity: &Identity,
    out: &mut Vec<Detection>,
) {
    // What the links have shown to be forged calms nobody.
    let forged = [Detector::LinkNotOwners, Detector::LinkMailtoElsewhere];
    let is_forged = identity.owner.is_some() && out.iter().any(|d| forged.contains(&d.detector));
    if let Some(address) = &identity.address {
        claimed_name(scene, directory, identity, address, is_forged, out);
        name_is_address(scene, directory, identity, address, out);
        reply_to(scene, directory, identity, address, out);
    }
    if scene.message.channel == Channel::Email {
        impossible(scene, directory, out);
        random(directory, identity, out);
        alarm(scene, identity, out);
    }
    odd_number(scene, directory, identity, out);
    named(scene, directory, identity, out);
}

fn address_span(address: &Address) -> Span {
    Span { field: Field::SenderAddress, range: address.range.clone() }
}

/// The shown name against the address.
fn claimed_name(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    identity: &Identity,
    address: &Address,
    is_forged: bool,
    out: &mut Vec<Detection>,
) {
    let mut add = |detector, brand| {
        out.push(Detection {
            detector,
            span: address_span(address),
            brand: Some(brand),
            domain: address.registrable.clone(),
            shown: String::new(),
        });
    };
    let imitation = directory.imitation(&address.host).filter(|_| !identity.free_mail);
    if let Some(imitation) = &imitation {
        add(Detector::SenderLookalike, imitation.brand);
    }
    let named = identity.named().map(|claim| claim.brand);
    if let Some(owner) = identity.owner {
        // Companies own several brands, and one brand's mail may come from another's house; only
        // the brand's own calms. Its own mail also says whose it is: an address borrowed for
        // something else altogether calms nobody.
        let says_so = scene.mentions.iter().any(|mention| mention.brand == owner);
        if says_so && !is_forged && named.is_none_or(|brand| brand == owner) {
            add(Detector::SenderOwnsBrand, owner);
        }
        return;
    }
    let Some(brand) = named else { return };
    if identity.free_mail {
        add(Detector::SenderFreeMail, brand);
    } else if !identity.mail_service && !directory.may_be_national(&address.host, brand) {
        add(Detector::SenderNotBrands, brand);
    }
}

/// A name that is itself an address, of another domain.
fn name_is_address(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    identity: &Identity,
    address: &Address,
    out: &mut Vec<Detection>,
) {
    let name = &scene.message.sender.name;
    let Some(shown) = Address::read(name, directory, scene.urls) else {
        return;
    };
    let owner = directory.site(&shown.host);
    let relayed = identity.mail_service
        || identity.owner.is_some()
        || lower(name).split(|c: char| !c.is_alphanumeric()).any(|word| word == "via");
    let same = shown.registrable == address.registrable
        || shown.local == address.local
        || owner.is_some() && owner == directory.site(&address.host);
    if relayed || same {
        return;
    }
    out.push(Detection {
        detector: Detector::SenderNameIsAddress,
        shown: name[shown.range.clone()].to_owned(),
        span: Span { field: Field::SenderName, range: shown.range },
        brand: owner,
        domain: address.registrable.clone(),
    });
}

/// Endings kept for networks of one's own and for examples. Sorted.
const OWN_NETWORKS: &[&str] = &[
    "arpa",
    "corp",
    "example",
    "home",
    "intern",
    "internal",
    "intra",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "onion",
    "private",
    "test",
];

/// An address that cannot be one.
fn impossible(scene: &Scene<'_>, directory: &Directory<'_>, out: &mut Vec<Detection>) {
    for field in [Field::SenderAddress, Field::ReplyTo] {
        let text = crate::link::url::head(field.of(scene.message), 1024);
        let start = text.len() - text.trim_start().len();
        let text = text.trim();
        let Some((local, domain)) = text.rsplit_once('@') else {
            continue;
        };
        let domain = lower(domain.trim_end_matches(['.', '>']));
        // Dressed-up and broken texts are not judged: only what is one address or nearly so.
        if local.is_empty() || domain.is_empty() || domain.contains(['<', ',', ';', '@', '[', '"'])
        {
            continue;
        }
        let ending = domain.rsplit('.').next().unwrap_or("");
        let own = OWN_NETWORKS.binary_search(&ending).is_ok();
        let shape = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
        let impossible = !domain.chars().all(shape)
            || domain.contains("..")
            || domain.is_ascii() && !domain.contains('.') && !own
            || domain.is_ascii()
                && domain.contains('.')
                && !own
                && !ending.starts_with("xn--")
                && !directory.suffix(&domain).known;
        if impossible {
            let at = start + text.len() - text.rsplit('@').next().unwrap_or("").len();
            out.push(Detection {
                detector: Detector::SenderImpossible,
                span: Span { field, range: at..start + text.len() },
                brand: None,
                domain,
                shown: String::new(),
            });
            return;
        }
    }
}

/// Most parts of a local part that is read as one name.
const MAX_PARTS: usize = 3;

/// An address that a machine put together.
fn random(directory: &Directory<'_>, identity: &Identity, out: &mut Vec<Detection>) {
    let Some(address) = &identity.address else {
        return;
    };
    let suffix = directory.suffix(&address.host).text.len();
    let own = address.host.len().saturating_sub(suffix + 1);
    let host = address.host.get(..own).unwrap_or("");
    let known = identity.owner.is_some() || identity.mail_service;
    if known || address.host.contains("xn--") {
        return;
    }
    // At a free mail provider people choose what is left; mailing lists write long counters.
    let parts = address.local.split(['.', '-', '_', '+', '#', '=']).count();
    let local = parts <= MAX_PARTS && looks_random(&address.local);
    if !identity.free_mail && (local || looks_random(host)) {
        out.push(Detection {
            detector: Detector::SenderRandom,
            span: address_span(address),
            brand: None,
            domain: address.registrable.clone(),
            shown: String::new(),
        });
    }
}

/// A name that shouts instead of naming somebody.
fn alarm(scene: &Scene<'_>, identity: &Identity, out: &mut Vec<Detection>) {
    let name = &scene.message.sender.name;
    if identity.owner.is_some() || !is_alarm(crate::link::url::head(name, 200)) {
        return;
    }
    let start = name.len() - name.trim_start().len();
    let range = start..start + crate::link::url::head(name.trim(), 200).len();
    out.push(Detection {
        detector: Detector::SenderNameIsAlarm,
        shown: name[range.clone()].to_owned(),
        span: Span { field: Field::SenderName, range },
        brand: None,
        domain: identity.address.as_ref().map_or(String::new(), |a| a.registrable.clone()),
    });
}

/// Where answers go.
fn reply_to(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    identity: &Identity,
    address: &Address,
    out: &mut Vec<Detection>,
) {
    let Some(reply) = Address::read(&scene.message.reply_to, directory, scene.urls) else {
        return;
    };
    let house = directory.site(&reply.host);
    let same = reply.registrable == address.registrable
        || house.is_some() && house == directory.site(&address.host);
    // Services that write for others let answers reach those others.
    let for_others = identity.mail_service
        || identity.owner.is_some()
        || directory.is_listed(HostList::MailService, &reply.host);
    if same || for_others || is_list(&reply) {
        return;
    }
    let detector = if directory.is_listed_itself(HostList::FreeMail, &reply.host) {
        if identity.free_mail { Detector::ReplyToElsewhere } else { Detector::ReplyToFreeMail }
    } else {
        Detector::ReplyToElsewhere
    };
    // Between free mail providers a person may well have two addresses of one name.
    if identity.free_mail && reply.local == address.local {
        return;
    }
    out.push(Detection {
        detector,
        span: Span { field: Field::ReplyTo, range: reply.range },
        brand: None,
        domain: reply.registrable,
        shown: String::new(),
    });
}

/// Whether an address is a mailing list's: there, answers go to everyone.
fn is_list(address: &Address) -> bool {
    const PLACES: &[&str] = &["googlegroups", "groups", "list", "lists", "listserv", "mailman"];
    const ENDS: &[&str] = &["-dev", "-devel", "-discuss", "-l", "-list", "-talk", "-users"];
    address.host.split('.').any(|label| PLACES.contains(&label))
        || ENDS.iter().any(|end| address.local.ends_with(end))
}

/// A text in a brand's name from a number such as people have.
fn odd_number(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    identity: &Identity,
    out: &mut Vec<Detection>,
) {
    let message = scene.message;
    if message.channel != Channel::Sms {
        return;
    }
    let Some(claim) = identity.claimed() else {
        return;
    };
    let (field, range, domain) = match &identity.address {
        Some(address) if directory.site(&address.host) == Some(claim.brand) => return,
        Some(address) => (Field::SenderAddress, address.range.clone(), address.registrable.clone()),
        None => {
            let number = &message.sender.number;
            if !is_ordinary_number(number) {
                return;
            }
            let start = number.len() - number.trim_start().len();
            (Field::SenderNumber, start..number.trim_end().len(), String::new())
        }
    };
    out.push(Detection {
        detector: Detector::SenderOddNumber,
        span: Span { field, range },
        brand: Some(claim.brand),
        domain,
        shown: String::new(),
    });
}

/// Whether a number is one that a person could have: neither a short code nor a name, nor one of
/// North America's free-call numbers, from which companies send texts.
fn is_ordinary_number(number: &str) -> bool {
    if number.chars().any(char::is_alphabetic) {
        return false;
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix('1').filter(|d| d.len() == 10).unwrap_or(&digits);
    let free_call = national.len() == 10
        && ["800", "833", "844", "855", "866", "877", "888"]
            .iter()
            .any(|code| national.starts_with(code));
    digits.len() > SHORT_CODE && !free_call
}

/// Each brand the message names; ordinary words only where they claim.
fn named(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    identity: &Identity,
    out: &mut Vec<Detection>,
) {
    let mut brands: Vec<u32> = Vec::new();
    let claims = identity.claims.iter().map(|claim| (claim.brand, &claim.span));
    let mentions = scene
        .mentions
        .iter()
        .filter(|m| !directory.is_common_word(m.brand))
        .map(|m| (m.brand, &m.span));
    for (brand, span) in claims.chain(mentions) {
        if brands.contains(&brand) || span.text(scene.message).is_empty() {
            continue;
        }
        brands.push(brand);
        out.push(Detection {
            detector: Detector::BrandNamed,
            span: span.clone(),
            brand: Some(brand),
            domain: String::new(),
            shown: String::new(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for odd in ["+63 917 123 4567", "(415) 555-0134", "07700 900123", "+447700900123"] {
            assert!(is_ordinary_number(odd), "{odd}");
        }
        for usual in ["262966", "AMAZON", "+1 800 555 0199", "888-555-0123", "", "12-34"] {
            assert!(!is_ordinary_number(usual), "{usual}");
        }
    }
}
