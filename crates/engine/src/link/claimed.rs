//! Links against the brand that the message claims to be from.

use super::Out;
use super::facts::{Fact, Facts};
use super::target::Target;
use crate::host::Directory;
use crate::message::Channel;
use crate::rules::Detector;
use crate::scene::Scene;
use crate::sender::Identity;

/// Sites that everyone's mail links to. Sorted.
const EVERYONES: &[&str] = &[
    "adobe.com",
    "apple.com",
    "bsky.app",
    "cloudfront.net",
    "discord.com",
    "facebook.com",
    "fb.com",
    "github.com",
    "gmpg.org",
    "goo.gl",
    "google.com",
    "gravatar.com",
    "instagram.com",
    "linkedin.com",
    "medium.com",
    "microsoft.com",
    "mozilla.org",
    "outlook.com",
    "pinterest.com",
    "reddit.com",
    "schema.org",
    "snapchat.com",
    "t.me",
    "threads.net",
    "tiktok.com",
    "trustpilot.com",
    "twitter.com",
    "vimeo.com",
    "w3.org",
    "wa.me",
    "whatsapp.com",
    "wikipedia.org",
    "x.com",
    "youtu.be",
    "youtube.com",
];

/// Words of links that are in every mail and ask for nothing.
const ASIDE: &[&str] = &[
    "unsubscribe",
    "opt-out",
    "optout",
    "opt out",
    "preferences",
    "privacy",
    "terms",
    "legal",
    "impressum",
    "imprint",
    "browser",
    "view online",
    "webversion",
    "web version",
    "manage your",
    "abmelden",
    "desinscr",
    "désinscr",
    "cancelar suscrip",
    "facebook",
    "twitter",
    "instagram",
    "linkedin",
    "youtube",
    "app store",
    "google play",
    "directions",
];

/// The message claims a brand, and a link that asks for action belongs to someone else. Said once
/// a message.
pub(super) fn not_brands(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    identity: &Identity,
    facts: &Facts,
    targets: &[Target],
    out: &mut Out,
) {
    let Some(claim) = identity.claimed() else {
        return;
    };
    // A brand's own mail may lead anywhere.
    if identity.owner.is_some() {
        return;
    }
    let from_markup = targets.iter().any(|t| t.link.is_some());
    let sender = identity.address.as_ref().map(|a| a.registrable.as_str());
    let stranger = targets.iter().find_map(|target| {
        let fact = facts.about(target)?;
        // Where there is markup, addresses in the text are most often its shown texts.
        let asks = target.link.is_some() == from_markup
            && !is_everyones(fact)
            && !is_aside(scene, target)
            && !directory.may_be_national(target.host(), claim.brand);
        // A company that writes of a brand in its own name leads to itself.
        let writers_own =
            !claim.by_name && !identity.free_mail && sender == Some(fact.registrable.as_str());
        (asks && !writers_own).then_some((target, fact))
    });
    let Some((target, fact)) = stranger else {
        return;
    };
    out.add(
        Detector::LinkNotBrands,
        target.host_span(scene),
        Some(claim.brand),
        &fact.registrable,
        "",
    );
}

/// Calming: the brand that the message is from owns every page it leads to.
pub(super) fn all_brands(
    scene: &Scene<'_>,
    identity: &Identity,
    facts: &Facts,
    targets: &[Target],
    out: &mut Out,
) {
    let by_address = identity.owner;
    let brand = match (by_address, scene.message.channel) {
        (Some(owner), _) => owner,
        // Texts have no address to judge by; there the claim has to do.
        (None, Channel::Email) => return,
        (None, _) => match identity.claimed() {
            Some(claim) if identity.address.is_none() => claim.brand,
            _ => return,
        },
    };
    let mut own = None;
    for target in targets {
        let Some(fact) = facts.about(target) else {
            return;
        };
        if fact.owner == Some(brand) {
            own.get_or_insert((target, fact));
        } else if EVERYONES.binary_search(&fact.registrable.as_str()).is_err() {
            return;
        }
    }
    if let Some((target, fact)) = own {
        out.add(
            Detector::LinksAllBrands,
            target.host_span(scene),
            Some(brand),
            &fact.registrable,
            "",
        );
    }
}

/// Hosts that say nothing about who wrote: known brands' own, mail services', shorteners (which
/// have a signal of their own), and the sites everyone links to.
pub(super) fn is_everyones(fact: &Fact) -> bool {
    fact.owner.is_some()
        || fact.mail_service
        || fact.shortener
        || !fact.open_hosting && EVERYONES.binary_search(&fact.registrable.as_str()).is_ok()
}

pub(super) fn is_aside(scene: &Scene<'_>, target: &Target) -> bool {
    let link = target.link.and_then(|i| scene.message.links.get(i));
    let text = crate::lower(link.map_or("", |link| super::url::head(&link.text, 200)));
    let path = super::url::head(&target.to.parts.path, 200).to_ascii_lowercase();
    ASIDE.iter().any(|word| text.contains(word) || path.contains(&word.replace(' ', "-")))
}

#[cfg(test)]
mod tests {
    #[test]
    fn sorted() {
        assert!(super::EVERYONES.windows(2).all(|w| w[0] < w[1]));
    }
}
