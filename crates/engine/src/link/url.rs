//! Addresses, read by someone else.

/// An address taken apart as browsers do (the WHATWG URL standard).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UrlParts {
    /// Scheme without the colon, lower case.
    pub scheme: String,
    /// What stands before an `@` in front of the host.
    pub username: String,
    /// Host: lower-case ASCII, punycode, IPv4 in four decimal numbers, IPv6 in brackets. Empty
    /// for schemes without one.
    pub host: String,
    /// Port, when it is not the scheme's usual one.
    pub port: Option<u16>,
    /// Path, percent-encoded, with its leading slash.
    pub path: String,
    /// Query, percent-encoded, without the question mark.
    pub query: String,
}

/// Reads addresses as browsers do. The engine has no URL parser of its own, because a second
/// opinion on what a link means is how links deceive.
pub trait UrlReader {
    /// The parts of an absolute address; `None` when it is none.
    fn read(&self, href: &str) -> Option<UrlParts>;
}

/// Longest address looked at, in bytes; what follows is cut off.
pub const MAX_HREF: usize = 8 * 1024;

/// Decodes `%41`. Damaged escapes stay as they are, bytes that are no UTF-8 become U+FFFD.
pub fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = |at: usize| bytes.get(at).and_then(|&b| (b as char).to_digit(16));
        match (bytes[i], hex(i + 1), hex(i + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                i += 3;
            }
            (byte, ..) => {
                out.push(byte);
                i += 1;
            }
        }
    }
    match String::from_utf8(out) {
        Ok(text) => text,
        Err(broken) => String::from_utf8_lossy(broken.as_bytes()).into_owned(),
    }
}

/// The decoded value of the first query parameter called `name` (case apart).
pub fn query_value(query: &str, name: &str) -> Option<String> {
    query.split(['&', ';']).find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        key.eq_ignore_ascii_case(name).then(|| percent_decode(&value.replace('+', " ")))
    })
}

/// The longest beginning of `text` of at most `limit` bytes.
pub(crate) fn head(text: &str, limit: usize) -> &str {
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Reads a web address as found in messages: with or without its scheme, defanged or not. `None`
/// for anything that leads nowhere on the web.
pub(crate) fn read_web(urls: &dyn UrlReader, href: &str) -> Option<UrlParts> {
    let href = head(href.trim(), MAX_HREF);
    let mut parts = match urls.read(href) {
        Some(parts) if is_web(&parts.scheme) => parts,
        Some(parts) if matches!(parts.scheme.as_str(), "hxxp" | "hxxps") => {
            let (_, rest) = href.split_once(':')?;
            urls.read(&format!("https:{rest}"))?
        }
        // "example.com:8080/x" reads as a scheme; every scheme with a dot is a host.
        Some(parts) if parts.scheme.contains('.') => urls.read(&format!("https://{href}"))?,
        Some(_) => return None,
        None if href.starts_with("//") => urls.read(&format!("https:{href}"))?,
        None if looks_like_host(href) => urls.read(&format!("https://{href}"))?,
        None => return None,
    };
    while parts.host.ends_with('.') {
        parts.host.pop();
    }
    let fits = is_web(&parts.scheme)
        && parts.host.len() <= crate::host::MAX_HOST
        && (parts.host.contains('.') || parts.host.starts_with('['))
        && parts.host.is_ascii();
    fits.then_some(parts)
}

fn is_web(scheme: &str) -> bool {
    matches!(scheme, "http" | "https")
}

/// Whether the part before the path has the shape of a host name.
fn looks_like_host(href: &str) -> bool {
    let host = href.split(['/', '?', '#', ':']).next().unwrap_or("");
    let mut labels = 0;
    host.split('.').all(|label| {
        labels += 1;
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    }) && labels >= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::native::NativeUrls;

    #[test]
    fn decodes_percent() {
        for (coded, plain) in [
            ("https%3A%2F%2Fa.b", "https://a.b"),
            ("100%", "100%"),
            ("%4", "%4"),
            ("%zz%41", "%zzA"),
            ("%c3%a9", "é"),
            ("%ff", "\u{fffd}"),
            ("é%20", "é "),
        ] {
            assert_eq!(percent_decode(coded), plain);
        }
    }

    #[test]
    fn looks_up_queries() {
        let query = "a=1&URL=https%3A%2F%2Fx.y%2F%3Fb%3D2&url=second&empty";
        assert_eq!(query_value(query, "url").as_deref(), Some("https://x.y/?b=2"));
        assert_eq!(query_value(query, "empty"), None);
        assert_eq!(query_value("", "a"), None);
    }

    #[test]
    fn reads_what_messages_hold() {
        let host = |href: &str| read_web(&NativeUrls, href).map(|p| p.host);
        for (href, expected) in [
            ("https://Example.COM/x", "example.com"),
            ("www.x.com/path", "www.x.com"),
            ("icicibank.in/pay", "icicibank.in"),
            ("icicibank.in:8080/pay", "icicibank.in"),
            ("//cdn.x.com/a", "cdn.x.com"),
            ("hxxps://x.com/a", "x.com"),
            (" http://x.com. ", "x.com"),
            ("http://x.com./a", "x.com"),
            ("https://bücher.example", "xn--bcher-kva.example"),
            ("http://0x7f.1/", "127.0.0.1"),
            ("http://[::1]/", "[::1]"),
            ("http:x.com", "x.com"),
        ] {
            assert_eq!(host(href).as_deref(), Some(expected), "{href}");
        }
        for nowhere in [
            "",
            "#",
            "/path",
            "mailto:a@b.com",
            "tel:+1",
            "{{ url }}",
            "https://localhost/",
            "javascript:void(0)",
            "https://",
            "a b.com",
        ] {
            assert_eq!(host(nowhere), None, "{nowhere}");
        }
    }
}
