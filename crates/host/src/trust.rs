//! Whom this host trusts: one root, and mirrors. Compiled in, or laid down by `install --trust`.
//! Nothing in a message or the environment can change it.

use std::io::ErrorKind;
use std::sync::Arc;

use serde::Deserialize;

use crate::disk::{Disk, Real};
use crate::place::Place;
use crate::sync::address::{Address, AddressError};
use crate::sync::sigstore::Sigstore;
use crate::sync::transport::FetchError;
use crate::sync::tuf::{Files, Metadata, ROOT_BYTES, TufClient};

const ROOT: &[u8] = include_bytes!("../../../trust/root.json");
const MIRRORS: &[u8] = include_bytes!("../../../trust/mirrors.json");

/// The folder of an installed one, in the own folder.
const FOLDER: &str = "trust";
/// Most bytes of the list of mirrors.
const MIRRORS_BYTES: u64 = 16 << 10;
/// Most mirrors: all of them are asked within one deadline.
const MAX_MIRRORS: usize = 8;

/// A root and mirrors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trust {
    root: Vec<u8>,
    mirrors: Vec<Address>,
}

/// Why there is nobody to trust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrustError {
    /// The root is none, or not signed by itself.
    Root(String),
    /// The list of mirrors is none.
    Mirrors(String),
    /// An address in it is none.
    Address(AddressError),
    /// A file of an installed trust cannot be read.
    Disk(String),
}

impl std::fmt::Display for TrustError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            TrustError::Root(why) => write!(f, "root.json cannot be trusted: {why}"),
            TrustError::Mirrors(why) => write!(f, "mirrors.json is no list of mirrors: {why}"),
            TrustError::Address(why) => write!(f, "an address in mirrors.json is wrong: it {why}"),
            TrustError::Disk(why) => write!(f, "the installed trust cannot be read: {why}"),
        }
    }
}

impl std::error::Error for TrustError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    format: u32,
    mirrors: Vec<String>,
}

impl Trust {
    /// The one that was installed here, else the one compiled in.
    ///
    /// # Errors
    /// When one was installed and is damaged: nobody is trusted in its stead.
    pub fn of(place: &Place) -> Result<Trust, TrustError> {
        let folder = place.dir().join(FOLDER);
        if std::fs::symlink_metadata(&folder)
            .is_err_and(|error| error.kind() == ErrorKind::NotFound)
        {
            return Trust::read(ROOT, MIRRORS);
        }
        let file = |name: &str, limit| {
            Real.read(&folder.join(name), limit)
                .map_err(|error| TrustError::Disk(format!("{name}: {error}")))
        };
        Trust::read(&file("root.json", ROOT_BYTES)?, &file("mirrors.json", MIRRORS_BYTES)?)
    }

    /// One of the two files' bytes.
    ///
    /// # Errors
    /// When they are not what they should be.
    pub fn read(root: &[u8], mirrors: &[u8]) -> Result<Trust, TrustError> {
        let client = Sigstore::open(root, Metadata::default(), Arc::new(Nothing));
        if client.map_err(|error| TrustError::Root(error.to_string()))?.counts_twice() {
            return Err(TrustError::Root("it counts one key twice".into()));
        }
        let list: List = serde_json::from_slice(mirrors)
            .map_err(|error| TrustError::Mirrors(error.to_string()))?;
        if list.format != 1 {
            return Err(TrustError::Mirrors(format!("its format is {}, not 1", list.format)));
        }
        if list.mirrors.len() > MAX_MIRRORS {
            return Err(TrustError::Mirrors(format!("it names more than {MAX_MIRRORS}")));
        }
        let mirrors = list.mirrors.iter().map(|mirror| Address::parse(mirror));
        let mirrors = mirrors.collect::<Result<_, _>>().map_err(TrustError::Address)?;
        Ok(Trust { root: root.to_vec(), mirrors })
    }

    /// The trusted root.
    pub fn root(&self) -> &[u8] {
        &self.root
    }

    /// The mirrors, in the order in which they are asked.
    pub fn mirrors(&self) -> &[Address] {
        &self.mirrors
    }
}

/// The files of no repository.
struct Nothing;

impl Files for Nothing {
    fn metadata(&self, _: &str, _: u64) -> Result<Option<Vec<u8>>, FetchError> {
        Ok(None)
    }

    fn target(&self, _: &str, _: u64) -> Result<Option<Vec<u8>>, FetchError> {
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mirrors(json: &str) -> Result<Trust, TrustError> {
        Trust::read(ROOT, json.as_bytes())
    }

    #[test]
    fn what_is_compiled_in_is_whole() {
        let nowhere = tempfile::tempdir().unwrap();
        assert_eq!(Trust::of(&Place::at(nowhere.path())), Trust::read(ROOT, MIRRORS));
        assert!(Trust::read(ROOT, MIRRORS).is_ok());
    }

    #[test]
    fn an_installed_one_goes_first_and_a_damaged_one_is_not_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::at(folder.path());
        let trust = folder.path().join(FOLDER);
        std::fs::create_dir(&trust).unwrap();
        assert!(matches!(Trust::of(&place), Err(TrustError::Disk(_))));
        std::fs::write(trust.join("root.json"), ROOT).unwrap();
        std::fs::write(
            trust.join("mirrors.json"),
            r#"{"format":1,"mirrors":["http://127.0.0.1:1/"]}"#,
        )
        .unwrap();
        assert_eq!(Trust::of(&place).unwrap().mirrors()[0].to_string(), "http://127.0.0.1:1");
        std::fs::write(trust.join("root.json"), &ROOT[1..]).unwrap();
        assert!(matches!(Trust::of(&place), Err(TrustError::Root(_))));
    }

    #[test]
    fn lists_that_are_none_are_told_apart() {
        assert!(mirrors(r#"{"format":1,"mirrors":[]}"#).is_ok());
        assert!(matches!(mirrors(r#"{"format":2,"mirrors":[]}"#), Err(TrustError::Mirrors(_))));
        assert!(matches!(
            mirrors(r#"{"format":1,"mirrors":[],"x":1}"#),
            Err(TrustError::Mirrors(_))
        ));
        assert!(matches!(mirrors(r#"{"format":1}"#), Err(TrustError::Mirrors(_))));
        let one = r#"{"format":1,"mirrors":["http://updates.example/"]}"#;
        assert_eq!(mirrors(one), Err(TrustError::Address(AddressError::Plain)));
        let nine = format!(
            r#"{{"format":1,"mirrors":[{}]}}"#,
            [r#""https://updates.example/""#; 9].join(",")
        );
        assert!(matches!(mirrors(&nine), Err(TrustError::Mirrors(_))));
    }

    #[test]
    fn a_root_that_nobody_signed_is_refused() {
        let text = std::str::from_utf8(ROOT).unwrap();
        let mut root: serde_json::Value = serde_json::from_str(text).unwrap();
        root["signatures"] = serde_json::json!([]);
        let refused = Trust::read(root.to_string().as_bytes(), MIRRORS);
        assert!(matches!(refused, Err(TrustError::Root(_))));
    }
}
