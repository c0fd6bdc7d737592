//! The public suffix list, searched where it lies.

use std::cmp::Ordering;

use super::Directory;

/// More labels than any rule of the list has.
const MAX_RULE_LABELS: usize = 8;

/// The public suffix of a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suffix<'h> {
    /// The suffix ("co.uk"); the last label when no rule matches.
    pub text: &'h str,
    /// Whether a rule of the list names it.
    pub known: bool,
}

/// Hosts remembered; more would cost more to look through than they save.
const MEMORY: usize = 8;

/// Hosts, the lengths of their suffixes, whether a rule names these.
#[derive(Debug, Default)]
pub(super) struct Memory {
    hosts: Vec<(String, usize, bool)>,
    oldest: usize,
}

impl Memory {
    fn get(&self, host: &str) -> Option<(usize, bool)> {
        let found = self.hosts.iter().find(|(known, ..)| known == host);
        found.map(|&(_, length, known)| (length, known))
    }

    fn put(&mut self, host: &str, suffix: &Suffix<'_>) {
        let entry = (host.to_owned(), suffix.text.len(), suffix.known);
        match self.hosts.get_mut(self.oldest) {
            Some(oldest) => *oldest = entry,
            None => self.hosts.push(entry),
        }
        self.oldest = (self.oldest + 1) % MEMORY;
    }
}

impl Directory<'_> {
    /// The public suffix of `host` by the list in [`crate::rules::Hosts::suffixes`].
    ///
    /// The list's lines are sorted by their bytes, so that exceptions (`!`) come first, then
    /// wildcards (`*`), then plain rules.
    pub fn suffix<'h>(&self, host: &'h str) -> Suffix<'h> {
        if let Some((length, known)) = self.suffixes.borrow().get(host) {
            // A suffix is always the end of its host.
            let text = host.get(host.len().saturating_sub(length)..).unwrap_or(host);
            return Suffix { text, known };
        }
        let suffix = self.look_up(host);
        self.suffixes.borrow_mut().put(host, &suffix);
        suffix
    }

    fn look_up<'h>(&self, host: &'h str) -> Suffix<'h> {
        let list = self.rules.hosts.suffixes.as_bytes();
        let labels = host.bytes().filter(|&b| b == b'.').count() + 1;
        for candidate in super::parents(host).skip(labels.saturating_sub(MAX_RULE_LABELS)) {
            let parent = candidate.split_once('.').map(|(_, parent)| parent);
            // An exception names a domain right below a wildcard that is no suffix after all.
            if let Some(parent) = parent
                && has_line(list, b"!", candidate.as_bytes())
            {
                return Suffix { text: parent, known: true };
            }
            let wildcard = parent.is_some_and(|p| has_line(list, b"*.", p.as_bytes()));
            if wildcard || has_line(list, b"", candidate.as_bytes()) {
                return Suffix { text: candidate, known: true };
            }
        }
        Suffix { text: host.rsplit('.').next().unwrap_or(host), known: false }
    }

    /// The registrable domain of `host`: its public suffix and one label more. The host itself
    /// when it is an address, a bare label or a public suffix.
    pub fn registrable<'h>(&self, host: &'h str) -> &'h str {
        if super::is_ip(host) {
            return host;
        }
        let suffix = self.suffix(host).text;
        let Some(before) = host.len().checked_sub(suffix.len() + 1) else {
            return host;
        };
        let start = host.get(..before).and_then(|name| name.rfind('.')).map_or(0, |dot| dot + 1);
        host.get(start..).unwrap_or(host)
    }
}

/// Whether the sorted `list` has the line `head` + `tail`.
fn has_line(list: &[u8], head: &[u8], tail: &[u8]) -> bool {
    let (mut low, mut high) = (0, list.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = list[low..middle]
            .iter()
            .rposition(|&b| b == b'\n')
            .map_or(low, |newline| low + newline + 1);
        let end = list[start..high]
            .iter()
            .position(|&b| b == b'\n')
            .map_or(high, |newline| start + newline);
        let line = &list[start..end];
        let order = match line.strip_prefix(head) {
            Some(rest) => rest.cmp(tail),
            // Where it does not begin with the head, the head decides.
            None => line.cmp(head),
        };
        match order {
            Ordering::Less => low = (end + 1).min(high),
            Ordering::Greater => high = start,
            Ordering::Equal => return true,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    fn rules(lines: &[&str]) -> Rules {
        let mut lines = lines.to_vec();
        lines.sort_unstable();
        let mut rules = Rules::default();
        rules.hosts.suffixes = lines.iter().flat_map(|l| [l, "\n"]).collect();
        rules
    }

    #[test]
    fn registrable_domains() {
        let rules = rules(&[
            "com",
            "uk",
            "co.uk",
            "*.ck",
            "!www.ck",
            "jp",
            "*.kawasaki.jp",
            "!city.kawasaki.jp",
            "github.io",
            "io",
            "xn--p1ai",
        ]);
        let directory = Directory::new(&rules);
        for (host, domain) in [
            ("a.b.example.com", "example.com"),
            ("example.com", "example.com"),
            ("com", "com"),
            ("a.example.co.uk", "example.co.uk"),
            ("co.uk", "co.uk"),
            ("a.b.example.ck", "b.example.ck"),
            ("www.ck", "www.ck"),
            ("a.www.ck", "www.ck"),
            ("a.b.c.kawasaki.jp", "b.c.kawasaki.jp"),
            ("x.city.kawasaki.jp", "city.kawasaki.jp"),
            ("me.github.io", "me.github.io"),
            ("deep.me.github.io", "me.github.io"),
            ("a.b.unheard", "b.unheard"),
            ("xn--80ak6aa92e.xn--p1ai", "xn--80ak6aa92e.xn--p1ai"),
            ("10.0.0.1", "10.0.0.1"),
            ("[::1]", "[::1]"),
            ("", ""),
        ] {
            assert_eq!(directory.registrable(host), domain, "{host}");
        }
        assert!(!directory.suffix("a.unheard").known);
        assert!(directory.suffix("a.co.uk").known);
    }

    #[test]
    fn every_line_is_found_and_nothing_between() {
        let lines: Vec<String> = (0..200).map(|i| format!("s{}", i * 3)).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let rules = rules(&lines);
        let list = rules.hosts.suffixes.as_bytes();
        for i in 0..600 {
            let line = format!("s{i}");
            assert_eq!(has_line(list, b"", line.as_bytes()), i % 3 == 0, "{line}");
        }
    }
}
