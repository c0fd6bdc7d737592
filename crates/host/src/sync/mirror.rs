//! One mirror of a repository: its two folders, and what it served before.

use std::sync::{Arc, Mutex, PoisonError};

use super::address::Address;
use super::transport::{Ask, FetchError, Transport, Whole};
use super::tuf::Files;

/// A state of `timestamp.json` that is here, and the mirror's name for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The mirror's name for it.
    pub etag: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The files of one mirror. When its timestamp is still the one seen, only headers travel.
pub struct Mirror {
    transport: Arc<Transport>,
    metadata: Address,
    targets: Address,
    seen: Mutex<Option<Seen>>,
}

/// The one file that is asked for again and again: the others never change under their names.
const TIMESTAMP: &str = "timestamp.json";

impl Mirror {
    /// A mirror with these two folders.
    pub fn new(
        transport: Arc<Transport>,
        metadata: Address,
        targets: Address,
        seen: Option<Seen>,
    ) -> Mirror {
        Mirror { transport, metadata, targets, seen: Mutex::new(seen) }
    }

    /// The state of the timestamp that this mirror serves.
    pub fn seen(&self) -> Option<Seen> {
        self.lock().clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Seen>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn timestamp(&self, limit: u64) -> Result<Option<Vec<u8>>, FetchError> {
        let mut seen = self.lock();
        let known = seen.as_ref().map(|seen| seen.etag.as_str());
        match self.transport.whole(&Ask {
            base: &self.metadata,
            name: TIMESTAMP,
            limit,
            known,
            from: 0,
        })? {
            Whole::Missing => Ok(None),
            Whole::Unchanged => Ok(seen.as_ref().map(|seen| seen.bytes.clone())),
            Whole::Here(bytes, etag) => {
                *seen = etag.map(|etag| Seen { etag, bytes: bytes.clone() });
                Ok(Some(bytes))
            }
        }
    }

    fn file(&self, base: &Address, name: &str, limit: u64) -> Result<Option<Vec<u8>>, FetchError> {
        match self.transport.whole(&Ask { base, name, limit, known: None, from: 0 })? {
            Whole::Here(bytes, _) => Ok(Some(bytes)),
            Whole::Missing | Whole::Unchanged => Ok(None),
        }
    }
}

impl Files for Mirror {
    fn metadata(&self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, FetchError> {
        match name {
            TIMESTAMP => self.timestamp(limit),
            _ => self.file(&self.metadata, name, limit),
        }
    }

    fn target(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, FetchError> {
        self.file(&self.targets, &self.targets.written(path), limit)
    }
}
