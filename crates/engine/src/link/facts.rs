//! What is known of each host the message leads to, looked up once.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::target::Target;
use crate::host::{Directory, Imitation, is_ip, is_private_ip, mixes_scripts, to_unicode};
use crate::rules::HostList;
use crate::verdict;

/// What is known of one host.
pub(super) struct Fact {
    pub(super) registrable: String,
    /// The brand whose site it is, whoever wrote the page.
    pub(super) site: Option<u32>,
    /// The brand that answers for what stands there.
    pub(super) owner: Option<u32>,
    pub(super) imitation: Option<Imitation>,
    pub(super) shortener: bool,
    pub(super) open_hosting: bool,
    pub(super) mail_service: bool,
    pub(super) risky_tld: bool,
    pub(super) mixed_script: bool,
    pub(super) raw_ip: bool,
    /// What people are told of it, made when they are.
    pub(super) told: OnceCell<verdict::Target>,
}

/// All hosts of a message.
pub(super) struct Facts(BTreeMap<String, Fact>);

impl Facts {
    pub(super) fn of(directory: &Directory<'_>, targets: &[Target]) -> Facts {
        let mut facts = BTreeMap::new();
        for target in targets {
            let host = target.host();
            if !facts.contains_key(host) {
                facts.insert(host.to_owned(), Fact::of(directory, host));
            }
        }
        Facts(facts)
    }

    /// The facts about a target's host.
    pub(super) fn about(&self, target: &Target) -> Option<&Fact> {
        self.0.get(target.host())
    }
}

impl Fact {
    fn of(directory: &Directory<'_>, host: &str) -> Fact {
        let listed = |list| directory.is_listed(list, host);
        let owner = directory.owner(host);
        Fact {
            registrable: directory.registrable(host).to_owned(),
            site: directory.site(host),
            owner,
            imitation: directory.imitation(host),
            shortener: listed(HostList::Shortener),
            open_hosting: listed(HostList::OpenHosting),
            mail_service: listed(HostList::MailService),
            risky_tld: owner.is_none() && listed(HostList::RiskyTld),
            mixed_script: host.contains("xn--") && mixes_scripts(&to_unicode(host)),
            raw_ip: is_ip(host) && !is_private_ip(host),
            told: OnceCell::new(),
        }
    }
}
