//! Links that only forward.

use super::url::{UrlParts, UrlReader, percent_decode, query_value, read_web};
use crate::host::Directory;
use crate::rules::Redirectors;

/// Most forwards followed inside one link.
pub const MAX_HOPS: usize = 5;

/// Parameters by which sites forward to the address in them.
const FORWARDING: &[&str] = &[
    "url",
    "u",
    "to",
    "goto",
    "dest",
    "destination",
    "redirect",
    "redirect_url",
    "redirecturl",
    "redir",
    "next",
    "continue",
    "return",
    "returnurl",
    "return_to",
    "target",
    "link",
    "adurl",
    "out",
];

/// Paths of pages that take an address without forwarding to it: sharing, signing in.
const KEEPING: &[&str] = &["share", "intent", "oauth", "authorize", "pin/create", "translate"];

/// Where a link finally leads.
pub(crate) struct Unwrapped {
    /// The final address.
    pub(crate) parts: UrlParts,
    /// Hosts passed on the way, the first one first.
    pub(crate) passed: Vec<String>,
    /// The trusted site whose open redirect was used.
    pub(crate) opened_by: Option<String>,
}

/// Follows known wrappers and open redirects as far as the link itself tells.
pub(crate) fn unwrap(
    directory: &Directory<'_>,
    redirectors: &Redirectors,
    urls: &dyn UrlReader,
    first: UrlParts,
) -> Unwrapped {
    let mut unwrapped = Unwrapped { parts: first, passed: Vec::new(), opened_by: None };
    for _ in 0..MAX_HOPS {
        let parts = &unwrapped.parts;
        let next = wrapped(redirectors, urls, parts)
            .or_else(|| Some((forwarded(directory, urls, parts)?, true)));
        let Some((next, odd)) = next else { break };
        if odd {
            unwrapped.opened_by.get_or_insert_with(|| parts.host.clone());
        }
        let before = std::mem::replace(&mut unwrapped.parts, next);
        unwrapped.passed.push(before.host);
    }
    unwrapped
}

/// The address inside a known redirector, and whether the redirector's presence is itself odd.
fn wrapped(
    redirectors: &Redirectors,
    urls: &dyn UrlReader,
    parts: &UrlParts,
) -> Option<(UrlParts, bool)> {
    rows(redirectors, &parts.host).find_map(|row| {
        let prefix = redirectors.path.get(row);
        let rest = parts.path.strip_prefix(prefix)?;
        let odd = redirectors.wrapper.get(row as usize) == Some(&0);
        let target = match redirectors.param.get(row) {
            "*" => in_path(urls, rest, parts)?,
            param => {
                let value = query_value(&parts.query, param)?;
                let value = undashed(&value).unwrap_or(value);
                read_web(urls, &value)?
            }
        };
        Some((target, odd))
    })
}

/// The rows for a host: its own, and those for a parent and all below.
fn rows<'t>(redirectors: &'t Redirectors, host: &str) -> impl Iterator<Item = u32> + 't {
    let mut keys = vec![host.to_owned()];
    let dots = host.match_indices('.').map(|(at, _)| host[at..].to_owned());
    keys.push(format!(".{host}"));
    keys.extend(dots);
    let table = &redirectors.host;
    keys.into_iter().flat_map(move |key| {
        let hit = table.find_sorted(&key);
        let first = hit.map(|mut row| {
            while row > 0 && table.get(row - 1) == key {
                row -= 1;
            }
            row
        });
        let all = first.unwrap_or(0)..if first.is_some() { table.len() as u32 } else { 0 };
        all.take_while(move |&row| table.get(row) == key)
    })
}

/// The address that the rest of the path holds.
fn in_path(urls: &dyn UrlReader, rest: &str, parts: &UrlParts) -> Option<UrlParts> {
    let mut rest = percent_decode(rest);
    if !parts.query.is_empty() {
        rest.push('?');
        rest.push_str(&parts.query);
    }
    // Mail filters put marks around it: "__https://host/path__;key$", "___https://host___.key".
    let marked = rest.trim_start_matches(['/', '_']);
    let end = ["__;", "___."].iter().filter_map(|mark| marked.find(mark)).min();
    let inner = &marked[..end.unwrap_or(marked.len())];
    let lower = inner.to_ascii_lowercase();
    let at = ["https:/", "http:/"].iter().filter_map(|s| lower.find(s)).min();
    read_web(urls, inner.get(at.unwrap_or(0)..)?)
}

/// urldefense v2 writes "-" for "%" and "_" for "/".
fn undashed(value: &str) -> Option<String> {
    let looks = value.starts_with("http") && value.contains("-3A");
    looks.then(|| percent_decode(&value.replace('-', "%").replace('_', "/")))
}

/// The stranger's address that a brand's own site would forward to.
fn forwarded(
    directory: &Directory<'_>,
    urls: &dyn UrlReader,
    parts: &UrlParts,
) -> Option<UrlParts> {
    directory.owner(&parts.host)?;
    let path = parts.path.to_ascii_lowercase();
    if parts.query.is_empty() || KEEPING.iter().any(|word| path.contains(word)) {
        return None;
    }
    let next = FORWARDING.iter().find_map(|name| {
        let value = query_value(&parts.query, name)?;
        let lower = head_lower(&value);
        (lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("//"))
            .then(|| read_web(urls, &value))
            .flatten()
    })?;
    directory.site(&next.host).is_none().then_some(next)
}

fn head_lower(value: &str) -> String {
    super::url::head(value.trim_start(), 8).to_ascii_lowercase()
}
