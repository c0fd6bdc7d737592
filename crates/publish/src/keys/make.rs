//! New keys, each in two files: `NAME.pem`, which its owner keeps, and `NAME.pub`, which anybody may have.

use std::path::{Path, PathBuf};

use super::pem::{self, Passphrase};
use super::{KeyError, PrivateKey, PublicKey};
use crate::files;

/// The keys of a whole ceremony.
pub const CEREMONY: [&str; 8] = [
    "publisher-1",
    "publisher-2",
    "publisher-3",
    "root-1",
    "root-2",
    "root-3",
    "snapshot",
    "timestamp",
];

/// Longest name of a key.
const MAX_NAME: usize = 40;

/// Makes a key for each name in `folder`, which is made too if it is not there.
///
/// # Errors
/// When one of the files is there already: then none is made.
pub fn make(
    folder: &Path,
    names: &[String],
    passphrase: Option<&Passphrase>,
) -> Result<Vec<(PathBuf, PublicKey)>, KeyError> {
    for name in names {
        check_name(name)?;
        for path in [folder.join(format!("{name}.pem")), folder.join(format!("{name}.pub"))] {
            if path.symlink_metadata().is_ok() {
                return Err(KeyError::Exists { path });
            }
        }
    }
    files::make_secret_folder(folder)?;
    let mut made = Vec::new();
    for name in names {
        let key = PrivateKey::random()?;
        let path = folder.join(format!("{name}.pem"));
        let not_a_key = || KeyError::NotAKey { path: path.clone() };
        let private = pem::write(&key, passphrase).ok_or_else(not_a_key)?;
        let public = pem::write_public(&key.public()).ok_or_else(not_a_key)?;
        files::put_new_secret(&path, private.as_bytes())?;
        files::put(&folder.join(format!("{name}.pub")), public.as_bytes())?;
        made.push((path, key.public()));
    }
    Ok(made)
}

fn check_name(name: &str) -> Result<(), KeyError> {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || name.len() > MAX_NAME || !name.chars().all(is_plain) {
        return Err(KeyError::Name { name: name.to_owned() });
    }
    Ok(())
}
