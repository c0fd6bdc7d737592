//! What a build of host and extension trusts from the start: the publishers' keys, a root, mirrors.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::keys::PublicKey;
use crate::metadata::{Root, Targets};

/// Layout of `publishers.json` and `mirrors.json`.
const FORMAT: u32 = 1;
/// Longest address of a mirror.
const MAX_MIRROR: usize = 500;

/// `publishers.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publishers {
    format: u32,
    /// How many must sign a Pack.
    pub threshold: usize,
    keys: Vec<Publisher>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Publisher {
    name: String,
    public: String,
}

#[derive(Serialize)]
struct Mirrors<'a> {
    format: u32,
    mirrors: &'a [String],
}

/// Why a folder of trust cannot be made or read.
#[derive(Debug)]
pub enum TrustError {
    /// Not an address that a host would ask.
    Mirror {
        /// The address.
        url: String,
    },
    /// Not a list of publishers.
    Publishers {
        /// What is wrong with it.
        says: String,
    },
}

impl fmt::Display for TrustError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TrustError::Mirror { url } => write!(
                f,
                "`{url}` is no address for a mirror: https://…/, http://127.0.0.1…/ or file:///…/, with a slash at its end"
            ),
            TrustError::Publishers { says } => write!(f, "not a list of publishers: {says}"),
        }
    }
}

impl std::error::Error for TrustError {}

impl Publishers {
    /// The publishers that a root names. `name` knows what a key is called; others are numbered.
    pub fn of(root: &Root, name: impl Fn(&PublicKey) -> Option<String>) -> Publishers {
        let keys = root.keys_of::<Targets>().into_iter().enumerate().map(|(i, key)| Publisher {
            name: name(&key).unwrap_or_else(|| format!("publisher-{}", i + 1)),
            public: key.hex(),
        });
        Publishers { format: FORMAT, threshold: root.roles.targets.threshold, keys: keys.collect() }
    }

    /// Reads `publishers.json`.
    ///
    /// # Errors
    /// When it is not one, or could not be met.
    pub fn read(bytes: &[u8]) -> Result<Publishers, TrustError> {
        let no = |says: &str| TrustError::Publishers { says: says.to_owned() };
        let read: Publishers =
            serde_json::from_slice(bytes).map_err(|error| no(&error.to_string()))?;
        if read.format != FORMAT {
            return Err(no("of a layout that this program does not know"));
        }
        let mut keys = read.keys();
        keys.sort();
        keys.dedup();
        if keys.len() != read.keys.len() {
            return Err(no("a key is no Ed25519 key, or stands there twice"));
        }
        if !(1..=keys.len()).contains(&read.threshold) {
            return Err(no("the threshold cannot be met"));
        }
        Ok(read)
    }

    /// Their keys.
    pub fn keys(&self) -> Vec<PublicKey> {
        self.keys.iter().filter_map(|key| PublicKey::from_hex(&key.public)).collect()
    }

    /// The file's bytes.
    pub fn write(&self) -> Vec<u8> {
        pretty(self)
    }
}

/// The bytes of `mirrors.json`.
///
/// # Errors
/// When one of them is no address that a host would ask.
pub fn mirrors(urls: &[String]) -> Result<Vec<u8>, TrustError> {
    match urls.iter().find(|url| !is_mirror(url)) {
        Some(url) => Err(TrustError::Mirror { url: url.clone() }),
        None => Ok(pretty(&Mirrors { format: FORMAT, mirrors: urls })),
    }
}

fn is_mirror(url: &str) -> bool {
    // What has a meaning in addresses beyond a plain path is of no use here, so it is refused.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:[]%".contains(c);
    if url.len() > MAX_MIRROR || !url.ends_with('/') || !url.chars().all(is_plain) {
        return false;
    }
    if let Some(rest) = url.strip_prefix("https://") {
        return !host(rest).is_empty();
    }
    if let Some(rest) = url.strip_prefix("http://") {
        return matches!(host(rest), "127.0.0.1" | "[::1]" | "localhost");
    }
    url.starts_with("file:///")
}

/// The host of what stands after the scheme, without its port.
fn host(rest: &str) -> &str {
    let authority = rest.split('/').next().unwrap_or("");
    let end = if authority.starts_with('[') {
        authority.find(']').map(|i| i + 1)
    } else {
        authority.find(':')
    };
    &authority[..end.unwrap_or(authority.len())]
}

fn pretty(what: &impl Serialize) -> Vec<u8> {
    // Our own types always have a JSON form.
    let mut bytes = serde_json::to_vec_pretty(what).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_a_host_would_ask() {
        for good in [
            "https://updates.caveat-extension.example/v1/",
            "https://a.example:8443/",
            "http://127.0.0.1:8080/r/",
            "http://[::1]:1/",
            "http://localhost/",
            "file:///srv/caveat/",
        ] {
            assert!(mirrors(&[good.to_owned()]).is_ok(), "{good}");
        }
        for bad in [
            "",
            "https://a.example/v1",
            "https:///",
            "http://a.example/",
            "http://127.0.0.1.example/",
            "http://127.0.0.1@a.example/",
            "http://localhost:80@a.example/",
            "file://server/share/",
            "ftp://a.example/",
            "https://a.example/?q=/",
            "https://a.example/#/",
            "https://ä.example/",
        ] {
            assert!(mirrors(&[bad.to_owned()]).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_list_of_publishers_is_read_strictly() {
        let key = |seed: u8| crate::keys::PrivateKey::from_seed(&[seed; 32]).public().hex();
        let list = |threshold: usize, keys: &[String]| {
            let keys: Vec<_> =
                keys.iter().map(|k| format!(r#"{{"name":"p","public":"{k}"}}"#)).collect();
            format!(r#"{{"format":1,"threshold":{threshold},"keys":[{}]}}"#, keys.join(","))
        };
        let good = list(2, &[key(1), key(2), key(3)]);
        assert_eq!(Publishers::read(good.as_bytes()).unwrap().keys().len(), 3);
        for bad in [
            list(3, &[key(1), key(2)]),
            list(0, &[key(1), key(2)]),
            list(1, &[key(1), key(1)]),
            list(1, &["00".repeat(32)]),
            good.replace("\"format\":1", "\"format\":2"),
            good.replace("\"format\":1", "\"format\":1,\"more\":1"),
            String::new(),
        ] {
            assert!(Publishers::read(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
