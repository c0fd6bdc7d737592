//! Mail addresses.

use std::ops::Range;

use crate::host::Directory;
use crate::link::UrlReader;
use crate::link::url::{head, read_web};
use crate::lower;

/// Longest text in which an address is looked for, in bytes.
const MAX_ADDRESS: usize = 1024;

/// A mail address found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// What stands before the `@`, lower case.
    pub local: String,
    /// Its host as a URL parser gives it.
    pub host: String,
    /// The host's registrable domain.
    pub registrable: String,
    /// Where the address stands in its text.
    pub range: Range<usize>,
}

impl Address {
    /// The last address in `text`, which may be dressed up ("Name <a@b.example>").
    pub fn read(text: &str, directory: &Directory<'_>, urls: &dyn UrlReader) -> Option<Address> {
        let text = head(text, MAX_ADDRESS);
        let at = text.rfind('@')?;
        let outside = |c: char| c.is_whitespace() || "<>()[]\"',;:".contains(c);
        let start = text[..at]
            .char_indices()
            .rev()
            .find(|(_, c)| outside(*c))
            .map_or(0, |(i, c)| i + c.len_utf8());
        let domain = &text[at + 1..];
        let domain = &domain[..domain.find(outside).unwrap_or(domain.len())];
        let domain = domain.trim_end_matches('.');
        let local = &text[start..at];
        if local.is_empty() || !domain.contains('.') || domain.contains(['/', '?', '#', '\\']) {
            return None;
        }
        let host = read_web(urls, &format!("https://{domain}"))?.host;
        Some(Address {
            local: lower(local),
            registrable: directory.registrable(&host).to_owned(),
            host,
            range: start..at + 1 + domain.len(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::native::NativeUrls;
    use crate::rules::Rules;

    #[test]
    fn reads_addresses() {
        let rules = Rules::default();
        let directory = Directory::new(&rules);
        let read = |text| Address::read(text, &directory, &NativeUrls);
        for (text, local, host, shown) in [
            ("a@b.com", "a", "b.com", "a@b.com"),
            ("Name <A.B@Mail.Example.COM>", "a.b", "mail.example.com", "A.B@Mail.Example.COM"),
            ("\"x@y.com\" <e@evil.top>", "e", "evil.top", "e@evil.top"),
            ("billing@paypal.com (via list)", "billing", "paypal.com", "billing@paypal.com"),
            ("a@bücher.example", "a", "xn--bcher-kva.example", "a@bücher.example"),
            ("a@b.com.", "a", "b.com", "a@b.com"),
        ] {
            let address = read(text).expect(text);
            assert_eq!((address.local.as_str(), address.host.as_str()), (local, host));
            assert_eq!(&text[address.range], shown);
        }
        for none in ["", "@", "a@", "@b.com", "a@b", "no address", "a @ b.com", "a@b.com/x"] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
