//! One zstd frame, made and read with another file before it as prefix.

use zstd_safe::{CCtx, CParameter, DCtx, compress_bound, get_frame_content_size};

use crate::PatchError;

/// Of zstd's 19 ordinary levels. With matches looked for over all of the prefix the highest makes a
/// patch a quarter smaller (12 KB for 15) in ten times the time and four times the memory, and a
/// publisher makes five of them.
const LEVEL: i32 = 9;
/// The smallest window zstd knows.
const LEAST_WINDOW: u32 = 10;
/// Where in a frame its descriptor stands: after the magic number.
const DESCRIPTOR: usize = 4;
/// That the frame is one segment: its window is its content, so that nobody keeps another one.
const SINGLE_SEGMENT: u8 = 1 << 5;

pub(crate) fn make(prefix: &[u8], content: &[u8]) -> Result<Vec<u8>, PatchError> {
    // As long as the window covers both, all of the prefix can be pointed at.
    let both = (prefix.len() + content.len()).max(1);
    let window = (usize::BITS - (both - 1).leading_zeros()).max(LEAST_WINDOW);
    let mut context = CCtx::try_create().ok_or(PatchError::Zstd)?;
    for parameter in [
        CParameter::CompressionLevel(LEVEL),
        CParameter::WindowLog(window),
        CParameter::EnableLongDistanceMatching(true),
        CParameter::ContentSizeFlag(true),
        CParameter::ChecksumFlag(false),
    ] {
        context.set_parameter(parameter).map_err(|_| PatchError::Zstd)?;
    }
    context.ref_prefix(prefix).map_err(|_| PatchError::Zstd)?;
    let mut frame = Vec::with_capacity(compress_bound(content.len()));
    context.compress2(&mut frame, content).map_err(|_| PatchError::Zstd)?;
    Ok(frame)
}

/// The inverse: exactly `length` bytes, and nothing after the frame. It unpacks in one go into as
/// much memory as that.
pub(crate) fn read(prefix: &[u8], frame: &[u8], length: usize) -> Result<Vec<u8>, PatchError> {
    let is_one_segment = frame.get(DESCRIPTOR).is_some_and(|byte| byte & SINGLE_SEGMENT != 0);
    let says = get_frame_content_size(frame).ok().flatten();
    let ends = zstd_safe::find_frame_compressed_size(frame).ok();
    if !is_one_segment || says != Some(length as u64) || ends != Some(frame.len()) {
        return Err(PatchError::Frame);
    }
    let mut context = DCtx::try_create().ok_or(PatchError::Frame)?;
    context.ref_prefix(prefix).map_err(|_| PatchError::Frame)?;
    let mut content = Vec::with_capacity(length);
    match context.decompress(&mut content, frame) {
        Ok(read) if read == length && content.len() == length => Ok(content),
        _ => Err(PatchError::Frame),
    }
}
