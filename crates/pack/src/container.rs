//! Header, directory, parts.

use crate::PackError;

/// The container's format that this program writes, and the newest it reads.
pub const FORMAT: u16 = 1;
/// Largest Pack read, in bytes: ten times today's, and little enough to hold in memory twice.
pub const MAX_BYTES: usize = 16 << 20;
/// Most parts read: rules, sites, reporting, and three for every language.
pub const MAX_PARTS: usize = 256;

const MAGIC: &[u8; 8] = b"CAVEATPK";
const HEADER: usize = 24;
const ENTRY: usize = 24;

/// What a part holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// The engine's rules.
    Rules,
    /// Site adapters as JSON.
    Sites,
    /// Guides of one language as JSON.
    Guides,
    /// Reporting channels as JSON. Read from the packaged Pack only, never from a synced one.
    Reporting,
    /// What one language says about findings and kinds.
    Texts,
    /// The words of one language that are looked for.
    Words,
    /// What the Pack holds, by id with short hashes, as JSON: for telling differences, and what an
    /// update may not take away.
    Inventory,
}

impl PartKind {
    /// The kind's number in the directory.
    pub fn number(self) -> u16 {
        match self {
            PartKind::Rules => 1,
            PartKind::Sites => 2,
            PartKind::Guides => 3,
            PartKind::Reporting => 4,
            PartKind::Texts => 5,
            PartKind::Words => 6,
            PartKind::Inventory => 7,
        }
    }
}

/// One part of a Pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// [`PartKind::number`], or a number this program does not know.
    pub kind: u16,
    /// Lowest engine level that can read it.
    pub level: u16,
    /// Language as ASCII ("en"), zero padded; all zeros when it has none.
    pub lang: [u8; 4],
    /// The content.
    pub bytes: &'a [u8],
}

impl Part<'_> {
    /// Its language's code; empty when it has none, or one that is no text.
    pub fn language(&self) -> &str {
        let end = self.lang.iter().position(|&b| b == 0).unwrap_or(self.lang.len());
        std::str::from_utf8(&self.lang[..end]).unwrap_or("")
    }
}

/// A Pack laid out in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack<'a> {
    /// Ascending with every publication.
    pub version: u64,
    /// Its parts, in the directory's order.
    pub parts: Vec<Part<'a>>,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

impl<'a> Pack<'a> {
    /// Reads header and directory and checks the checksum. Parts are not looked into.
    ///
    /// # Errors
    /// One [`PackError`] for each way it can be wrong. Never panics.
    pub fn read(bytes: &'a [u8]) -> Result<Pack<'a>, PackError> {
        if bytes.get(..8) != Some(MAGIC) {
            return Err(PackError::NotAPack);
        }
        let format = u16_at(bytes, 8).ok_or(PackError::CutShort)?;
        if format != FORMAT {
            return Err(PackError::Format { found: format });
        }
        let count = u16_at(bytes, 10).ok_or(PackError::CutShort)? as usize;
        if bytes.len() > MAX_BYTES || count > MAX_PARTS {
            return Err(PackError::TooLarge);
        }
        let version = u64_at(bytes, 12).ok_or(PackError::CutShort)?;
        let sum = u32_at(bytes, 20).ok_or(PackError::CutShort)?;
        if bytes.len() < HEADER + count * ENTRY {
            return Err(PackError::CutShort);
        }
        if crc32fast::hash(&bytes[HEADER..]) != sum {
            return Err(PackError::Checksum);
        }
        let part = |i: usize| {
            let entry = bytes.get(HEADER + i * ENTRY..)?;
            let (offset, length) = (u32_at(entry, 8)? as usize, u32_at(entry, 12)? as usize);
            Some(Part {
                kind: u16_at(entry, 0)?,
                level: u16_at(entry, 2)?,
                lang: entry.get(4..8)?.try_into().ok()?,
                bytes: bytes.get(offset..offset.checked_add(length)?)?,
            })
        };
        let parts = (0..count).map(part).collect::<Option<Vec<_>>>().ok_or(PackError::CutShort)?;
        Ok(Pack { version, parts })
    }

    /// The Pack's bytes. The same Pack gives the same bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut directory = Vec::with_capacity(self.parts.len() * ENTRY);
        let mut content = Vec::new();
        let start = HEADER + self.parts.len() * ENTRY;
        for part in &self.parts {
            directory.extend_from_slice(&part.kind.to_le_bytes());
            directory.extend_from_slice(&part.level.to_le_bytes());
            directory.extend_from_slice(&part.lang);
            directory.extend_from_slice(&((start + content.len()) as u32).to_le_bytes());
            directory.extend_from_slice(&(part.bytes.len() as u32).to_le_bytes());
            directory.extend_from_slice(&[0; 8]);
            content.extend_from_slice(part.bytes);
        }
        let mut sum = crc32fast::Hasher::new();
        sum.update(&directory);
        sum.update(&content);
        let mut bytes = Vec::with_capacity(start + content.len());
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&FORMAT.to_le_bytes());
        bytes.extend_from_slice(&(self.parts.len() as u16).to_le_bytes());
        bytes.extend_from_slice(&self.version.to_le_bytes());
        bytes.extend_from_slice(&sum.finalize().to_le_bytes());
        bytes.extend_from_slice(&directory);
        bytes.extend_from_slice(&content);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample() -> Vec<u8> {
        let part = |kind: PartKind, lang: &[u8; 4], bytes: &'static [u8]| Part {
            kind: kind.number(),
            level: 1,
            lang: *lang,
            bytes,
        };
        let parts =
            vec![part(PartKind::Sites, &[0; 4], b"[]"), part(PartKind::Guides, b"en\0\0", b"{}")];
        Pack { version: 7, parts }.write()
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = sample();
        let pack = Pack::read(&bytes).expect("a sound pack");
        assert_eq!((pack.version, pack.parts.len()), (7, 2));
        assert_eq!(pack.parts[1].bytes, b"{}");
        assert_eq!(pack.write(), bytes);
    }

    #[test]
    fn every_way_to_be_wrong_has_its_name() {
        let bytes = sample();
        let with = |at: usize, byte: u8| {
            let mut bytes = bytes.clone();
            bytes[at] = byte;
            bytes
        };
        assert_eq!(Pack::read(b""), Err(PackError::NotAPack));
        assert_eq!(Pack::read(&with(0, b'X')), Err(PackError::NotAPack));
        assert_eq!(Pack::read(&with(8, 2)), Err(PackError::Format { found: 2 }));
        assert_eq!(Pack::read(&with(11, 2)), Err(PackError::TooLarge));
        assert_eq!(Pack::read(&bytes[..40]), Err(PackError::CutShort));
        assert_eq!(Pack::read(&bytes[..bytes.len() - 1]), Err(PackError::Checksum));
        assert_eq!(Pack::read(&with(bytes.len() - 1, b'!')), Err(PackError::Checksum));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), whole: bool) {
            let mut pack = if whole { sample() } else { Vec::new() };
            pack.extend_from_slice(&bytes);
            let _ = Pack::read(&pack);
            if pack.len() > HEADER && whole {
                // A valid checksum must not be a key to the rest.
                let at = HEADER + bytes.len() % (pack.len() - HEADER);
                pack[at] ^= 0xff;
                let sum = crc32fast::hash(&pack[HEADER..]);
                pack[20..24].copy_from_slice(&sum.to_le_bytes());
                let _ = Pack::read(&pack);
            }
        }
    }
}
