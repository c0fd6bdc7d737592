//! What is known of a host name: where its registrable domain begins, which lists name it, which
//! brand owns it, and which brand it only imitates.
//!
//! Hosts come in as a URL parser gives them: lower-case ASCII, internationalised labels in
//! punycode, without the final dot.

mod brand;
mod distance;
mod honest;
mod imitation;
mod lists;
mod punycode;
mod random;
mod script;
mod skeleton;
mod suffix;
mod words;

use std::cell::{OnceCell, RefCell};

pub use distance::distance;
pub use imitation::{How, Imitation};
pub use punycode::to_unicode;
pub use random::looks_random;
pub use script::mixes_scripts;
pub use suffix::Suffix;

use crate::rules::Rules;

/// Longest host name there can be.
pub const MAX_HOST: usize = 253;

/// The rules' knowledge of hosts.
pub struct Directory<'r> {
    rules: &'r Rules,
    /// Made when the first stranger's host is looked at; most messages have few links, many none.
    poses: OnceCell<Vec<imitation::Pose<'r>>>,
    /// The last hosts whose suffix was looked for: each is asked about many times in a row.
    suffixes: RefCell<suffix::Memory>,
}

impl<'r> Directory<'r> {
    /// A view on the rules; costs nothing.
    pub fn new(rules: &'r Rules) -> Directory<'r> {
        Directory { rules, poses: OnceCell::new(), suffixes: RefCell::default() }
    }
}

/// A host and each of its parents, longest first: `a.b.c`, `b.c`, `c`.
fn parents(host: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(host), |h| h.split_once('.').map(|(_, rest)| rest))
        .filter(|h| !h.is_empty())
}

/// Whether `host` is an IPv4 address, or an IPv6 one in brackets.
pub fn is_ip(host: &str) -> bool {
    host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok()
}

/// Whether `host` is an address of a home or office network, or of the machine itself.
pub fn is_private_ip(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<std::net::IpAddr>() {
        Ok(std::net::IpAddr::V4(ip)) => {
            ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified()
        }
        Ok(std::net::IpAddr::V6(ip)) => {
            let first = ip.segments()[0];
            ip.is_loopback() || first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80
        }
        Err(_) => false,
    }
}
