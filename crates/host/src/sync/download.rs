//! A Pack or a patch, piece by piece: what is here of it stays when the connection breaks, and the next sync
//! goes on from there. The name that it has at the mirror is its hash, so that pieces of different
//! moments belong together; the hash of the whole is checked at the end in any case.

use std::io::{self, ErrorKind};
use std::path::Path;

use ring::digest::{SHA256, digest};

use super::address::Address;
use super::transport::{Ask, FetchError, Found, Metered, Transport};
use crate::disk::Disk;

/// Bytes written at once. Fewer are lost when the process ends.
const PIECE: usize = 256 << 10;

/// What is to be had.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// In which folder.
    pub base: &'a Address,
    /// Under which name.
    pub name: &'a str,
    /// Its bytes.
    pub length: u64,
    /// SHA-256 of them.
    pub sha256: &'a [u8; 32],
}

/// Why it could not be had.
#[derive(Debug)]
pub enum DownloadError {
    /// The mirror does not give it.
    Fetch(FetchError),
    /// What the mirror gives is something else.
    Other,
    /// It cannot be written here.
    Disk(io::Error),
}

/// Gets it, going on from what is in `partial`.
///
/// # Errors
/// When it cannot be had whole. What came stays in `partial`, unless it is known to be wrong.
pub fn download(
    transport: &Transport,
    wanted: &Wanted<'_>,
    disk: &dyn Disk,
    partial: &Path,
) -> Result<Vec<u8>, DownloadError> {
    let mut gathered = Gathered { bytes: Vec::new(), disk, partial };
    match disk.read(partial, wanted.length) {
        Ok(bytes) if wanted.is(&bytes) => return Ok(bytes),
        Ok(bytes) if (bytes.len() as u64) < wanted.length => gathered.bytes = bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        // Too much, as much but something else, or unreadable.
        _ => gathered.drop_all()?,
    }
    if !gathered.bytes.is_empty() && gathered.fetch(transport, wanted)? {
        return Ok(gathered.bytes);
    }
    // Nothing was here, or what was here belongs to something else: all of it, once.
    gathered.drop_all()?;
    match gathered.fetch(transport, wanted)? {
        true => Ok(gathered.bytes),
        false => {
            gathered.drop_all()?;
            Err(DownloadError::Other)
        }
    }
}

impl Wanted<'_> {
    fn is(&self, bytes: &[u8]) -> bool {
        bytes.len() as u64 == self.length && digest(&SHA256, bytes).as_ref() == self.sha256
    }
}

/// What has come so far, in memory and in the file alike.
struct Gathered<'a> {
    bytes: Vec<u8>,
    disk: &'a dyn Disk,
    partial: &'a Path,
}

impl Gathered<'_> {
    /// Fetches what is missing. False when the whole is then not what is wanted.
    fn fetch(&mut self, transport: &Transport, wanted: &Wanted<'_>) -> Result<bool, DownloadError> {
        let Wanted { base, name, length: limit, .. } = *wanted;
        let ask = Ask { base, name, limit, known: None, from: self.bytes.len() as u64 };
        match transport.ask(&ask).map_err(DownloadError::Fetch)? {
            // Nothing from there on: what is here is of no use.
            Found::Missing if ask.from > 0 => Ok(false),
            Found::Missing | Found::Unchanged => Err(DownloadError::Fetch(FetchError::Shape(
                format!("{base} lacks the file of rules"),
            ))),
            Found::Body { from, mut body, .. } => {
                if from == 0 && ask.from > 0 {
                    self.drop_all()?;
                }
                while self.piece(&mut body)? {}
                Ok(wanted.is(&self.bytes))
            }
        }
    }

    /// Reads and writes one piece. False at the end.
    fn piece(&mut self, body: &mut Metered<impl io::Read>) -> Result<bool, DownloadError> {
        let begin = self.bytes.len();
        let mut buffer = [0; 16 << 10];
        let end = loop {
            match body.some(&mut buffer) {
                Ok(0) => break Ok(false),
                Ok(count) => self.bytes.extend_from_slice(&buffer[..count]),
                Err(error) => break Err(DownloadError::Fetch(error)),
            }
            if self.bytes.len() - begin >= PIECE {
                break Ok(true);
            }
        };
        // Also when it broke: what came is written first.
        if self.bytes.len() > begin {
            self.disk.append(self.partial, &self.bytes[begin..]).map_err(DownloadError::Disk)?;
        }
        end
    }

    fn drop_all(&mut self) -> Result<(), DownloadError> {
        self.bytes.clear();
        self.disk.remove(self.partial).map_err(DownloadError::Disk)
    }
}
