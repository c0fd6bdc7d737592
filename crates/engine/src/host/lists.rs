//! The host lists.

use super::Directory;
use crate::rules::HostList;

impl Directory<'_> {
    /// The entry of `list` that names `host` or a parent of it.
    pub fn listing<'h>(&self, list: HostList, host: &'h str) -> Option<&'h str> {
        let listed = &self.rules.hosts.listed;
        if listed.is_empty() {
            return None;
        }
        let number = char::from(b'0' + list as u8);
        let mut key = String::with_capacity(host.len() + 1);
        super::parents(host).find(|parent| {
            key.clear();
            key.push(number);
            key.push_str(parent);
            listed.find_sorted(&key).is_some()
        })
    }

    /// Whether `list`, one of words, holds just that word.
    pub fn is_word(&self, list: HostList, word: &str) -> bool {
        let mut key = String::with_capacity(word.len() + 1);
        key.push(char::from(b'0' + list as u8));
        key.push_str(word);
        !word.is_empty() && self.rules.hosts.listed.find_sorted(&key).is_some()
    }

    /// Whether `list` names `host` or a parent of it.
    pub fn is_listed(&self, list: HostList, host: &str) -> bool {
        self.listing(list, host).is_some()
    }

    /// Whether `list` names `host` itself. Mailboxes are given away at a provider's own domain; what is
    /// below ("alerts.comcast.net") it writes from itself.
    pub fn is_listed_itself(&self, list: HostList, host: &str) -> bool {
        self.is_word(list, host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    #[test]
    fn names_hosts_and_all_below() {
        let mut rules = Rules::default();
        rules.hosts.listed = ["0bit.ly", "1gmail.com", "3top"].into_iter().collect();
        let directory = Directory::new(&rules);
        assert!(directory.is_listed(HostList::Shortener, "bit.ly"));
        assert!(directory.is_listed(HostList::Shortener, "www.bit.ly"));
        assert!(!directory.is_listed(HostList::Shortener, "orbit.ly"));
        assert!(!directory.is_listed(HostList::Shortener, "gmail.com"));
        assert!(directory.is_listed_itself(HostList::FreeMail, "gmail.com"));
        assert!(!directory.is_listed_itself(HostList::FreeMail, "alerts.gmail.com"));
        assert!(directory.is_listed(HostList::RiskyTld, "a.b.top"));
        assert!(!directory.is_listed(HostList::RiskyTld, "top.com"));
    }
}
