//! Brands and the hosts the engine knows something about.

use super::Strings;

/// Brands and agencies that scams pretend to be. Their names are [`super::LiteralUse::Brand`]
/// literals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brands {
    /// Id, an index into [`super::Rules::strings`].
    pub id: Vec<u32>,
    /// Name as people write it, an index into the strings.
    pub name: Vec<u32>,
    /// 1 when the name is also a common word (Apple, Chase, Orange): a mention alone claims
    /// nothing.
    pub common_word: Vec<u8>,
    /// Registrable domains (or hosts) that brands own, lower case, sorted.
    pub domains: Strings,
    /// The brand owning each of `domains`.
    pub domain_brand: Vec<u32>,
    /// Words by which a domain poses as a brand ("amazon", "wellsfargo"), folded, sorted; at
    /// least four letters.
    pub tokens: Strings,
    /// The brand of each of `tokens`.
    pub token_brand: Vec<u32>,
}

impl Brands {
    /// How many brands there are.
    pub fn len(&self) -> usize {
        self.id.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.id.is_empty()
    }
}

/// The host lists by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HostList {
    /// Link shorteners: the target is unknown.
    Shortener,
    /// Free mail providers: anyone can have an address there.
    FreeMail,
    /// Anyone can publish a page there.
    OpenHosting,
    /// Top-level domains that scams prefer.
    RiskyTld,
    /// Honest senders' delivery and tracking hosts (mail service providers).
    MailService,
    /// Not hosts but words: what false pages join to a name in their addresses.
    BaitWord,
}

impl HostList {
    /// Every list, in the order of their numbers in [`Hosts::listed`].
    pub const ALL: [HostList; 6] = [
        HostList::Shortener,
        HostList::FreeMail,
        HostList::OpenHosting,
        HostList::RiskyTld,
        HostList::MailService,
        HostList::BaitWord,
    ];

    /// The list's file name in `rules/lists/`, without `.txt`.
    pub fn name(self) -> &'static str {
        match self {
            HostList::Shortener => "shorteners",
            HostList::FreeMail => "free-mail",
            HostList::OpenHosting => "open-hosting",
            HostList::RiskyTld => "risky-tlds",
            HostList::MailService => "mail-services",
            HostList::BaitWord => "bait-words",
        }
    }
}

/// Hosts by kind, and the public suffix list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosts {
    /// All listed hosts with their list's number before them ("0bit.ly"), sorted.
    pub listed: Strings,
    /// The public suffix list: one rule a line ("co.uk", "*.ck", "!www.ck"), in punycode, sorted
    /// by bytes, lines ended by `\n`. Searched in place.
    pub suffixes: String,
}

/// Links that carry their real target in themselves: `https://www.google.com/url?q=…`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redirectors {
    /// Host, or `.host` for a host and all below it; sorted.
    pub host: Strings,
    /// Path prefix, in the order of `host`.
    pub path: Strings,
    /// Query parameter that holds the target, or `*` for "the rest of the path".
    pub param: Strings,
    /// 1 where honest mail carries it everywhere (security and social wrappers); 0 for an open
    /// redirect, whose presence is odd in itself.
    pub wrapper: Vec<u8>,
}
