//! gzip that gives the same bytes for the same Pack, and takes nothing but what it gives.

use std::fmt;
use std::io::{Read, Write};

use flate2::bufread::GzDecoder;
use flate2::{Compression, GzBuilder};

/// "Unknown" in the header's field for the operating system: it is not of importance who packed.
const NO_SYSTEM: u8 = 255;

/// Not one member of the length that it should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GzipError;

impl fmt::Display for GzipError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not packed as it must be: cut, damaged, or of another length")
    }
}

impl std::error::Error for GzipError {}

/// One member without name or time, as small as can be.
pub fn pack(bytes: &[u8]) -> Vec<u8> {
    let builder = GzBuilder::new().mtime(0).operating_system(NO_SYSTEM);
    let mut encoder = builder.write(Vec::new(), Compression::best());
    // Writing to memory cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// The inverse: exactly `length` bytes, in one member with nothing after it.
///
/// # Errors
/// When it is anything else.
pub fn unpack(payload: &[u8], length: usize) -> Result<Vec<u8>, GzipError> {
    let mut decoder = GzDecoder::new(payload);
    let mut bytes = Vec::with_capacity(length);
    // One byte more than it may have shows that there is more; reading on to the end checks the sum.
    let read = decoder.by_ref().take(length as u64 + 1).read_to_end(&mut bytes);
    if read.is_err() || bytes.len() != length || !decoder.into_inner().is_empty() {
        return Err(GzipError);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_pack_to_the_same_bytes() {
        let packed = pack(b"a Pack a Pack a Pack");
        assert_eq!(
            packed[..10],
            [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255],
            "no time, no name, no system"
        );
        assert_eq!(packed, pack(b"a Pack a Pack a Pack"));
        assert_eq!(unpack(&packed, 20).unwrap(), b"a Pack a Pack a Pack");
    }

    #[test]
    fn nothing_more_and_nothing_less_is_unpacked() {
        let packed = pack(&[7; 1000]);
        for length in [0, 999, 1001] {
            assert_eq!(unpack(&packed, length), Err(GzipError), "{length}");
        }
        assert!(unpack(&[&packed[..], b"!"].concat(), 1000).is_err());
        assert!(unpack(&[&packed[..], &pack(b"")].concat(), 1000).is_err(), "a second member");
        for length in 0..packed.len() {
            assert!(unpack(&packed[..length], 1000).is_err(), "cut at {length}");
        }
        let mut damaged = packed.clone();
        let sum = damaged.len() - 8;
        damaged[sum] ^= 1;
        assert!(unpack(&damaged, 1000).is_err());
    }
}
