//! The keys that somebody holds: files, opened when they are needed.

use std::cell::OnceCell;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{fs, io};

use zeroize::Zeroizing;

use super::pem::{self, Passphrase, Text};
use super::{KeyError, PrivateKey, PublicKey};
use crate::{FileError, files};

/// Largest key file; a sealed key has some 400 bytes.
const MAX_FILE: usize = 16 << 10;

/// Gives the passphrase of a key file.
pub type Ask<'a> = &'a dyn Fn(&Path) -> Result<Passphrase, KeyError>;

/// One key.
pub struct KeyFile {
    /// Where it lies: the private half, if that is there.
    pub path: PathBuf,
    /// Its file's name without ending.
    pub name: String,
    /// The public half.
    pub public: PublicKey,
    private: OnceCell<PrivateKey>,
    sealed: Option<Zeroizing<String>>,
}

/// The keys that somebody holds.
pub struct KeyRing<'a> {
    files: Vec<KeyFile>,
    ask: Ask<'a>,
}

impl KeyFile {
    /// A key file. For a sealed key whose public half lies beside it nobody is asked yet.
    fn read(path: &Path, ask: Ask<'_>) -> Result<KeyFile, KeyError> {
        let text = text_of(path)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let beside = path.with_extension("pub");
        let half = if beside != path && beside.is_file() {
            let Text::Public(half) = pem::read(&beside, &text_of(&beside)?)? else {
                return Err(KeyError::NotAKey { path: beside });
            };
            Some(half)
        } else {
            None
        };
        let private = OnceCell::new();
        let mut sealed = None;
        let public = match pem::read(path, &text)? {
            Text::Public(public) => public,
            Text::Private(key) => keep(&private, key),
            Text::Sealed => match half {
                Some(half) => {
                    sealed = Some(text);
                    half
                }
                None => keep(&private, pem::open(path, &text, &ask(path)?)?),
            },
        };
        if half.is_some_and(|half| half != public) {
            return Err(KeyError::Halves { path: path.to_owned() });
        }
        Ok(KeyFile { path: path.to_owned(), name, public, private, sealed })
    }

    /// Whether its private half is there.
    pub fn is_private(&self) -> bool {
        self.sealed.is_some() || self.private.get().is_some()
    }

    fn private(&self, ask: Ask<'_>) -> Result<Option<&PrivateKey>, KeyError> {
        if let (None, Some(text)) = (self.private.get(), &self.sealed) {
            let key = pem::open(&self.path, text, &ask(&self.path)?)?;
            if key.public() != self.public {
                return Err(KeyError::Halves { path: self.path.clone() });
            }
            keep(&self.private, key);
        }
        Ok(self.private.get())
    }
}

fn keep(cell: &OnceCell<PrivateKey>, key: PrivateKey) -> PublicKey {
    cell.get_or_init(|| key).public()
}

fn text_of(path: &Path) -> Result<Zeroizing<String>, KeyError> {
    let bytes = files::read(path, MAX_FILE).map_err(FileError::at(path))?;
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).map(Zeroizing::new);
    text.ok_or_else(|| KeyError::NotAKey { path: path.to_owned() })
}

impl<'a> KeyRing<'a> {
    /// All keys of a folder: `*.pem`, and `*.pub` for those that others hold.
    ///
    /// # Errors
    /// When there is none, or one cannot be read.
    pub fn folder(folder: &Path, ask: Ask<'a>) -> Result<KeyRing<'a>, KeyError> {
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder).map_err(FileError::at(folder))? {
            let path = entry.map_err(FileError::at(folder))?.path();
            let ending = path.extension().and_then(OsStr::to_str);
            let is_half = ending == Some("pub") && path.with_extension("pem").exists();
            if matches!(ending, Some("pem" | "pub")) && !is_half {
                paths.push(path);
            }
        }
        if paths.is_empty() {
            return Err(KeyError::None { path: folder.to_owned() });
        }
        paths.sort();
        KeyRing::files(&paths, ask)
    }

    /// These keys.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn files(paths: &[PathBuf], ask: Ask<'a>) -> Result<KeyRing<'a>, KeyError> {
        let mut ring = KeyRing { files: Vec::new(), ask };
        for path in paths {
            ring.add(path)?;
        }
        Ok(ring)
    }

    /// One more; a key that is there already only once. Says which it is.
    ///
    /// # Errors
    /// When it cannot be read, or is there under another name: somebody counts on two keys then.
    pub fn add(&mut self, path: &Path) -> Result<PublicKey, KeyError> {
        let file = KeyFile::read(path, self.ask)?;
        let public = file.public;
        if let Some(other) = self.files.iter().find(|f| f.public == public && f.name != file.name) {
            return Err(KeyError::Same { path: file.path, other: other.path.clone() });
        }
        match self.files.iter_mut().find(|f| f.public == public) {
            Some(there) if there.is_private() => {}
            Some(there) => *there = file,
            None => self.files.push(file),
        }
        Ok(public)
    }

    /// All of them.
    pub fn keys(&self) -> &[KeyFile] {
        &self.files
    }

    /// The name of a key, if it is one of these.
    pub fn name(&self, key: &PublicKey) -> Option<&str> {
        self.files.iter().find(|f| f.public == *key).map(|f| f.name.as_str())
    }

    /// Whether the private half of that key is here.
    pub fn can_sign(&self, key: &PublicKey) -> bool {
        self.files.iter().any(|f| f.public == *key && f.is_private())
    }

    /// Signs with that key; `None` when its private half is not here.
    ///
    /// # Errors
    /// When it is sealed and cannot be opened.
    pub fn sign(&self, key: &PublicKey, bytes: &[u8]) -> Result<Option<[u8; 64]>, KeyError> {
        let Some(file) = self.files.iter().find(|f| f.public == *key) else { return Ok(None) };
        Ok(file.private(self.ask)?.map(|key| key.sign(bytes)))
    }

    /// The public halves that lie in the folders of these files: keys of colleagues.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn neighbours(&self) -> Result<Vec<PublicKey>, KeyError> {
        let mut keys: Vec<_> = self.files.iter().map(|f| f.public).collect();
        let folder = |f: &KeyFile| f.path.parent().map(Path::to_owned).unwrap_or_default();
        let mut folders: Vec<_> = self.files.iter().map(folder).collect();
        folders.sort();
        folders.dedup();
        for folder in folders {
            let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
            let entries = fs::read_dir(&folder).map_err(FileError::at(&folder))?;
            let paths = entries.map(|e| e.map(|e| e.path())).collect::<io::Result<Vec<_>>>();
            for path in paths.map_err(FileError::at(&folder))? {
                if path.extension().is_some_and(|e| e == "pub")
                    && let Text::Public(key) = pem::read(&path, &text_of(&path)?)?
                {
                    keys.push(key);
                }
            }
        }
        keys.sort();
        keys.dedup();
        Ok(keys)
    }
}
