//! Streams, and a courier, that tests can steer.

// Each test file uses its part of it.
#![allow(dead_code)]

use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};

use caveat_host::updates::{Available, CHUNK, ChunkError, Problem, ProblemCode, Status, Updates};
use serde_json::Value;

/// A frame with this text in it.
pub(crate) fn frame(text: &[u8]) -> Vec<u8> {
    let mut bytes = u32::try_from(text.len()).unwrap().to_ne_bytes().to_vec();
    bytes.extend_from_slice(text);
    bytes
}

/// The frames in these bytes, all of them: nothing may stand between or after them.
pub(crate) fn frames(mut bytes: &[u8]) -> Vec<Value> {
    let mut found = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk::<4>() {
        let (body, rest) = rest.split_at(u32::from_ne_bytes(*length) as usize);
        found.push(serde_json::from_slice(body).unwrap());
        bytes = rest;
    }
    assert!(bytes.is_empty(), "output that is no frame: {bytes:?}");
    found
}

/// One frame from a stream, `None` at its end.
pub(crate) fn next_frame(stream: &mut impl Read) -> Option<Value> {
    let mut length = [0; 4];
    if stream.read(&mut length[..1]).unwrap() == 0 {
        return None;
    }
    stream.read_exact(&mut length[1..]).unwrap();
    let mut body = vec![0; u32::from_ne_bytes(length) as usize];
    stream.read_exact(&mut body).unwrap();
    Some(serde_json::from_slice(&body).unwrap())
}

/// A pipe inside the test: what is sent is read, until the sender is gone.
pub(crate) fn pipe() -> (Sender<Vec<u8>>, PipeReader) {
    let (sender, bytes) = channel();
    (sender, PipeReader { bytes, rest: Vec::new() })
}

pub(crate) struct PipeReader {
    bytes: Receiver<Vec<u8>>,
    rest: Vec<u8>,
}

impl Read for PipeReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() {
            match self.bytes.recv() {
                Ok(bytes) => self.rest = bytes,
                Err(_) => return Ok(0),
            }
        }
        let length = buffer.len().min(self.rest.len());
        buffer[..length].copy_from_slice(&self.rest[..length]);
        self.rest.drain(..length);
        Ok(length)
    }
}

/// The other end of it.
pub(crate) struct PipeWriter(pub(crate) Sender<Vec<u8>>);

impl Write for PipeWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.send(bytes.to_vec()).map_err(|_| io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub(crate) const VERSION: u64 = 2026112301;
/// Two chunks and a bit.
const LENGTH: usize = 2 * CHUNK + 5;

/// A courier with a Pack.
pub(crate) struct Courier {
    /// Says when a sync has begun, and waits there until it is let go on.
    pub(crate) gate: Option<(Sender<()>, Receiver<()>)>,
    /// Fails as no courier should.
    pub(crate) panics: bool,
}

impl Courier {
    pub(crate) fn ready() -> Box<Courier> {
        Box::new(Courier { gate: None, panics: false })
    }

    pub(crate) fn panicking() -> Box<Courier> {
        Box::new(Courier { gate: None, panics: true })
    }

    pub(crate) fn pack() -> Vec<u8> {
        (0..LENGTH).map(|at| (at % 251) as u8).collect()
    }
}

impl Updates for Courier {
    fn status(&mut self) -> Status {
        assert!(!self.panics, "as the test wants it");
        Status {
            pack: Some(Available { version: VERSION, bytes: LENGTH as u64, sha256: [0xab; 32] }),
            checked: 1_795_000_000,
            succeeded: 1_794_000_000,
            next: 1_795_003_600,
            problem: Some(Problem {
                code: ProblemCode::Offline,
                says: "No mirror could be reached.".to_owned(),
            }),
        }
    }

    fn sync(&mut self) -> Status {
        if let Some((begun, go_on)) = &self.gate {
            begun.send(()).unwrap();
            go_on.recv().unwrap();
        }
        Status { problem: None, ..self.status() }
    }

    fn chunk(&mut self, version: u64, index: u32) -> Result<Vec<u8>, ChunkError> {
        match version {
            VERSION => {
                let pack = Courier::pack();
                let piece = pack.chunks(CHUNK).nth(index as usize);
                piece.map(<[u8]>::to_vec).ok_or(ChunkError::NoIndex)
            }
            1 => Err(ChunkError::Damaged),
            _ => Err(ChunkError::NoPack),
        }
    }
}
