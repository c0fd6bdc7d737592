//! Links that show one address and lead to another.

use std::ops::Range;

use super::Out;
use super::facts::{Fact, Facts};
use super::find::find;
use super::target::Target;
use super::url::{UrlReader, head, read_web};
use crate::host::Directory;
use crate::message::{Field, Span};
use crate::rules::{Detector, HostList};
use crate::scene::Scene;
use crate::sender::Identity;

/// Longest shown text that is read as an address, in bytes.
const MAX_SHOWN: usize = 1024;

/// First labels of hosts that count clicks for a newsletter.
const COUNTING: &[&str] = &[
    "c",
    "click",
    "clicks",
    "clk",
    "ct",
    "e",
    "em",
    "email",
    "emails",
    "go",
    "l",
    "link",
    "links",
    "lnk",
    "mail",
    "mailing",
    "mailings",
    "mg",
    "mkt",
    "news",
    "newsletter",
    "r",
    "redirect",
    "t",
    "track",
    "tracker",
    "tracking",
    "trk",
    "url",
];

/// Says where the shown text is an address of another domain than the target's. Returns the brand
/// whose address is shown.
pub(super) fn check(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    identity: &Identity,
    facts: &Facts,
    target: &Target,
    out: &mut Out,
) -> Option<u32> {
    let index = target.link?;
    let fact = facts.about(target)?;
    let text = &scene.message.links[index].text;
    let (range, host) = shown_host(text, directory, scene.urls)?;
    let brand = directory.site(&host);
    let as_name = text[range.clone()].eq_ignore_ascii_case(directory.registrable(&host));
    if !is_honest(directory, identity, fact, target, &host, as_name) {
        let span = Span { field: Field::LinkText(index as u32), range: range.clone() };
        out.add(Detector::LinkShownDiffers, span, brand, &fact.registrable, &text[range]);
    }
    brand
}

/// The host that a shown text consists of, when it is an address and little else.
fn shown_host(
    text: &str,
    directory: &Directory<'_>,
    urls: &dyn UrlReader,
) -> Option<(Range<usize>, String)> {
    let text = head(text, MAX_SHOWN);
    // Nearly all shown texts are words.
    if !text.contains(['.', ':']) {
        return None;
    }
    let found = find(text, directory, urls, 2);
    let [only] = found.as_slice() else {
        return None;
    };
    if only.range.len() * 2 < text.trim().len() {
        return None;
    }
    let host = read_web(urls, &only.href)?.host;
    // A line break in the middle of an address leaves half a host.
    let known = crate::host::is_ip(&host) || directory.suffix(&host).known;
    known.then(|| (only.range.clone(), host))
}

/// Whether there is an honest reason for the difference. `as_name` tells that nothing but a
/// domain is shown, as newsletters write companies' names ("Shop.example").
fn is_honest(
    directory: &Directory<'_>,
    identity: &Identity,
    fact: &Fact,
    target: &Target,
    shown: &str,
    as_name: bool,
) -> bool {
    let domain = directory.registrable(shown);
    let brand = directory.site(shown);
    let passed = target.to.passed.iter();
    let on_the_way = passed.clone().any(|host| {
        directory.is_listed(HostList::MailService, host) || directory.registrable(host) == domain
    });
    let counted = fact.mail_service || on_the_way;
    if domain == fact.registrable || counted || brand.is_some() && brand == fact.site {
        return true;
    }
    let sender = identity.address.as_ref().map(|a| a.registrable.as_str());
    let to_sender = sender == Some(fact.registrable.as_str());
    if brand.is_some() {
        // A known brand's own site is shown: its own mail may count clicks elsewhere, and who
        // merely names it may lead to themselves.
        let claims_it = identity.claims.iter().any(|c| Some(c.brand) == brand);
        return identity.owner == brand || as_name && to_sender && !claims_it;
    }
    // A stranger's site is shown. Newsletters count clicks on hosts of their own, and people own
    // several domains of one name.
    let own_mail = to_sender || sender == Some(domain);
    let name = |host: &str| host.split('.').next().unwrap_or("").to_owned();
    let (shown_name, target_name) = (name(domain), name(&fact.registrable));
    let alike = shown_name.len() >= 4 && target_name.contains(&shown_name)
        || target_name.len() >= 4 && shown_name.contains(&target_name);
    let first = target.host().split('.').next().unwrap_or("");
    let counting = COUNTING.contains(&first.trim_end_matches(|c: char| c.is_ascii_digit()));
    as_name || own_mail || alike || counting || fact.shortener || fact.owner.is_some()
}
