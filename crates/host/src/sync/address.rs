//! Where a repository stands: `https://` anywhere, `http://` on this computer only, `file://`.

use std::path::PathBuf;

use ureq::http::Uri;

/// The beginning of addresses; it ends with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Scheme, host and port; then the path, from `/` to `/`.
    Http {
        origin: String,
        path: String,
    },
    File(PathBuf),
}

/// Why a text is no such address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// None of the three schemes.
    Scheme,
    /// `http://` to another computer.
    Plain,
    /// No host, or a part that such an address may not have.
    Shape,
    /// Does not end with `/`.
    End,
}

impl std::fmt::Display for AddressError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            AddressError::Scheme => "must begin with https:// (or file:///)",
            AddressError::Plain => {
                "must begin with https://; plain http:// is for this computer only"
            }
            AddressError::Shape => {
                "may hold a host, a port and a path of plain letters, nothing else"
            }
            AddressError::End => "must end with /",
        })
    }
}

impl std::error::Error for AddressError {}

/// Hosts to which nothing travels over a wire.
const LOOPBACK: [&str; 3] = ["127.0.0.1", "[::1]", "localhost"];

impl Address {
    /// Reads one.
    ///
    /// # Errors
    /// When it is none, see [`AddressError`].
    pub fn parse(text: &str) -> Result<Address, AddressError> {
        let (scheme, rest) = text.split_once("://").ok_or(AddressError::Scheme)?;
        if !rest.bytes().all(|b| b.is_ascii_graphic())
            || rest.contains(['@', '?', '#', '\\', '"', '<', '>'])
        {
            return Err(AddressError::Shape);
        }
        if !rest.ends_with('/') {
            return Err(AddressError::End);
        }
        match scheme {
            "file" => Address::file(rest),
            "http" | "https" => Address::http(scheme, rest),
            _ => Err(AddressError::Scheme),
        }
    }

    fn http(scheme: &str, rest: &str) -> Result<Address, AddressError> {
        let (authority, path) = rest.split_once('/').ok_or(AddressError::End)?;
        let uri: Uri = format!("{scheme}://{rest}").parse().map_err(|_| AddressError::Shape)?;
        let host = uri.host().filter(|h| !h.is_empty()).ok_or(AddressError::Shape)?;
        if scheme == "http" && !LOOPBACK.contains(&host) {
            return Err(AddressError::Plain);
        }
        Ok(Address(Kind::Http {
            origin: format!("{scheme}://{authority}"),
            path: format!("/{path}"),
        }))
    }

    fn file(rest: &str) -> Result<Address, AddressError> {
        // A host before the path would be a share on another computer.
        let path = rest.strip_prefix('/').ok_or(AddressError::Shape)?;
        let path = decoded(path).ok_or(AddressError::Shape)?;
        let path = if cfg!(windows) { path } else { format!("/{path}") };
        Ok(Address(Kind::File(PathBuf::from(path))))
    }

    /// The address of a folder below it.
    pub fn below(&self, folder: &str) -> Address {
        Address(match &self.0 {
            Kind::Http { origin, path } => {
                Kind::Http { origin: origin.clone(), path: format!("{path}{folder}/") }
            }
            Kind::File(path) => Kind::File(path.join(folder)),
        })
    }

    /// A path below it as it must be written here: an address knows no blanks, `?` or `#` in names.
    pub(super) fn written(&self, path: &str) -> String {
        match &self.0 {
            Kind::File(_) => path.to_owned(),
            Kind::Http { .. } => path.bytes().fold(String::new(), |mut written, byte| {
                match byte {
                    b'/' | b'-' | b'.' | b'_' | b'~' => written.push(char::from(byte)),
                    plain if plain.is_ascii_alphanumeric() => written.push(char::from(plain)),
                    other => written.push_str(&format!("%{other:02X}")),
                }
                written
            }),
        }
    }

    pub(super) fn kind(&self) -> &Kind {
        &self.0
    }
}

impl std::fmt::Display for Address {
    /// For people. The path of a folder on this computer is nobody's business in a message.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0 {
            Kind::Http { origin, .. } => f.write_str(origin),
            Kind::File(_) => f.write_str("the folder of updates"),
        }
    }
}

/// `%20` and the like made plain. None when it is no text, or holds what no path may hold.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let hex = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&hex).ok()?, 16).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_kinds_are_read() {
        for good in [
            "https://updates.example/",
            "https://updates.example:8443/caveat/",
            "http://127.0.0.1:8080/",
            "http://[::1]:8080/x/",
            "http://localhost/",
        ] {
            assert!(matches!(Address::parse(good), Ok(Address(Kind::Http { .. }))), "{good}");
        }
        let Ok(Address(Kind::File(path))) = Address::parse("file:///srv/a%20b/") else {
            panic!("no file");
        };
        assert_eq!(path.to_string_lossy().trim_start_matches('/'), "srv/a b/");
    }

    #[test]
    fn all_else_is_refused() {
        for (bad, why) in [
            ("updates.example/", AddressError::Scheme),
            ("ftp://updates.example/", AddressError::Scheme),
            ("HTTPS://updates.example/", AddressError::Scheme),
            ("http://updates.example/", AddressError::Plain),
            ("http://127.0.0.1.updates.example/", AddressError::Plain),
            ("http://localhost.example/", AddressError::Plain),
            ("http://0.0.0.0/", AddressError::Plain),
            ("https://updates.example", AddressError::End),
            ("https://updates.example/?a=/", AddressError::Shape),
            ("https://user@updates.example/", AddressError::Shape),
            ("http://127.0.0.1@updates.example/", AddressError::Shape),
            ("https://updates.example/#/", AddressError::Shape),
            ("https:///", AddressError::Shape),
            ("https://a b/", AddressError::Shape),
            ("https://upd\u{e4}tes.example/", AddressError::Shape),
            ("file://server/share/", AddressError::Shape),
            ("file:///a%00b/", AddressError::Shape),
            ("file:///a%f/", AddressError::Shape),
        ] {
            assert_eq!(Address::parse(bad), Err(why), "{bad}");
        }
    }

    #[test]
    fn odd_names_are_written_as_addresses_want_them() {
        let web = Address::parse("https://updates.example/").unwrap();
        assert_eq!(web.written("a b/c?d#e%f.json"), "a%20b/c%3Fd%23e%25f.json");
        assert_eq!(web.written("\u{e4}"), "%C3%A4");
        assert_eq!(Address::parse("file:///srv/").unwrap().written("a b"), "a b");
    }

    #[test]
    fn folders_stand_below() {
        let address = Address::parse("https://updates.example/caveat/").unwrap().below("metadata");
        let Kind::Http { origin, path } = address.kind() else { panic!("no http") };
        assert_eq!(
            (origin.as_str(), path.as_str()),
            ("https://updates.example", "/caveat/metadata/")
        );
    }
}
