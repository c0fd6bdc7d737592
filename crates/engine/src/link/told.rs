//! Where links lead, for people: by names that cannot be taken for others, and beside the brand that
//! the reader has been made to expect.

use super::Links;
use super::checks::username_poses;
use super::facts::Fact;
use super::reach::elsewhere;
use super::target::{MAX_LINKS, Target};
use super::url::head;
use crate::host::{Directory, to_unicode};
use crate::lower;
use crate::scene::Scene;
use crate::sender::Identity;
use crate::verdict::{self, TargetKind};

/// How much of a link's text is looked through for a brand's name, in bytes.
const MAX_TEXT: usize = 200;

impl Links {
    /// Where each of the message's links leads. `claimed` is the brand in whose name it is written.
    pub(crate) fn told(
        &self,
        scene: &Scene<'_>,
        directory: &Directory<'_>,
        identity: &Identity,
        claimed: Option<u32>,
    ) -> Vec<verdict::Target> {
        // Those of the markup come first, in their order.
        let mut pages = self.targets.iter().zip(&self.shown).peekable();
        let links = scene.message.links.iter().take(MAX_LINKS).enumerate();
        links
            .map(|(i, link)| {
                let page = pages.next_if(|(target, _)| target.link == Some(i));
                let Some((target, shown)) = page else {
                    return elsewhere(scene, directory, &link.href);
                };
                let Some(fact) = self.facts.about(target) else {
                    return elsewhere(scene, directory, &link.href);
                };
                let host =
                    fact.told.get_or_init(|| of_host(directory, identity, fact, target, claimed));
                let own = of_link(directory, &link.text, *shown, target);
                match own.into_iter().flatten().find(|&b| is_other(directory, fact, target, b)) {
                    Some(brand) => {
                        let not = directory.brand_name(brand).to_owned();
                        verdict::Target { not, ..host.clone() }
                    }
                    None => host.clone(),
                }
            })
            .collect()
    }
}

/// What is told of a page by its host, in a message that claims a brand.
fn of_host(
    directory: &Directory<'_>,
    identity: &Identity,
    fact: &Fact,
    target: &Target,
    claimed: Option<u32>,
) -> verdict::Target {
    let named = |brand: Option<u32>| brand.map_or("", |b| directory.brand_name(b)).to_owned();
    let name = directory.for_people(target.host(), fact.imitation.is_some());
    let domain = match name == target.host() {
        true => fact.registrable.clone(),
        false => to_unicode(&fact.registrable),
    };
    // A brand's own mail counts clicks at a service.
    let counted = identity.owner.is_some() && fact.mail_service;
    let claimed = claimed.filter(|_| !counted);
    let imitated = fact.imitation.as_ref().map(|imitation| imitation.brand);
    let not = [imitated, claimed].into_iter().flatten();
    let not = not.into_iter().find(|&brand| is_other(directory, fact, target, brand));
    verdict::Target {
        kind: TargetKind::Web,
        name,
        domain,
        owner: named(fact.owner),
        not: named(not),
    }
}

/// Brands that one link claims: by the address it shows, by its words, by a name before an `@`, by
/// the site whose redirect it borrows.
fn of_link(
    directory: &Directory<'_>,
    text: &str,
    shown: Option<u32>,
    target: &Target,
) -> [Option<u32>; 4] {
    let opener = target.to.opened_by.as_deref();
    [
        shown,
        directory.named_in(&lower(head(text, MAX_TEXT))),
        username_poses(directory, target).and_then(|(_, brand)| brand),
        opener.and_then(|host| directory.site(host)),
    ]
}

/// Whether the page is surely not the brand's. Where anybody can publish at the brand's own site,
/// and at what is most likely its site in a country, nobody can say so.
fn is_other(directory: &Directory<'_>, fact: &Fact, target: &Target, brand: u32) -> bool {
    fact.owner != Some(brand)
        && fact.site != Some(brand)
        && !directory.may_be_national(target.host(), brand)
}
