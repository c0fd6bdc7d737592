//! Frames between browser and host: 32 bits of length in the machine's own byte order, then UTF-8.
//!
//! The crate `native_messaging` lays them out. Around it stands what it leaves to us: our cap of
//! 1 MiB in both directions (its own is 64 MiB for what comes in), and reads that a signal does not
//! end.

use std::fmt;
use std::io::{self, Read, Write};

use native_messaging::host::{NmError, decode_message_opt, encode_message, send_frame};
use serde::Serialize;

/// Most bytes of one message. Browsers take no more from a host; no request needs even a hundredth
/// of it, so what announces more is no frame of ours. Checked before anything is set aside for it.
pub const CAP: usize = 1 << 20;

/// Where requests come from.
pub trait Incoming {
    /// The next message's text; `None` when the browser has closed its end between two messages.
    ///
    /// # Errors
    /// When what comes is no frame. Nothing after it can be read then.
    fn next(&mut self) -> Result<Option<String>, FrameError>;
}

/// Where answers go.
pub trait Outgoing {
    /// Sends one message, all of it.
    ///
    /// # Errors
    /// When it is too long, or nobody reads it.
    fn send(&mut self, message: &impl Serialize) -> Result<(), FrameError>;
}

/// Frames over a stream of bytes.
#[derive(Debug)]
pub struct Framed<S>(pub S);

impl<S: Read> Incoming for Framed<S> {
    fn next(&mut self) -> Result<Option<String>, FrameError> {
        Ok(decode_message_opt(&mut Steady(&mut self.0), CAP)?)
    }
}

impl<S: Write> Outgoing for Framed<S> {
    fn send(&mut self, message: &impl Serialize) -> Result<(), FrameError> {
        let frame = encode_message(message)?;
        Ok(send_frame(&mut self.0, &frame)?)
    }
}

/// A reader that goes on after a signal: the crate does so everywhere but at a frame's first byte.
struct Steady<'a, R>(&'a mut R);

impl<R: Read> Read for Steady<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.0.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                done => return done,
            }
        }
    }
}

/// Why there is no next frame.
#[derive(Debug)]
pub enum FrameError {
    /// It announces more than [`CAP`], or an answer came out longer.
    TooLong,
    /// It is not UTF-8, or an answer cannot be written as JSON.
    NotText,
    /// The stream ended inside a frame.
    Cut,
    /// The stream broke.
    Io(io::Error),
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FrameError::TooLong => write!(f, "a frame of more than {CAP} bytes"),
            FrameError::NotText => f.write_str("a frame that is no text"),
            FrameError::Cut => f.write_str("the stream ended inside a frame"),
            FrameError::Io(error) => write!(f, "the stream to the browser broke: {error}"),
        }
    }
}

impl std::error::Error for FrameError {}

impl From<NmError> for FrameError {
    fn from(error: NmError) -> FrameError {
        match error {
            NmError::IncomingTooLarge { .. } | NmError::OutgoingTooLarge { .. } => {
                FrameError::TooLong
            }
            NmError::IncomingNotUtf8(_)
            | NmError::SerializeJson(_)
            | NmError::DeserializeJson(_) => FrameError::NotText,
            NmError::Disconnected => FrameError::Cut,
            NmError::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => FrameError::Cut,
            NmError::Io(error) => FrameError::Io(error),
        }
    }
}
