//! Writing answers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use super::PROTOCOL;
use super::digest::sha256_hex;
use crate::hex;
use crate::updates::{CHUNK, ChunkError, Status};

/// What goes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    v: u64,
    id: Option<u64>,
    ok: bool,
    #[serde(flatten)]
    body: Body,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Body {
    Hello { verb: &'static str, host: &'static str },
    Standing(Standing),
    Chunk { verb: &'static str, version: String, index: u32, sha256: String, data: String },
    Error { error: &'static str },
}

/// How things stand, as `status` and `sync` say it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Standing {
    verb: &'static str,
    pack: Option<PackFacts>,
    checked: u64,
    succeeded: u64,
    next: u64,
    problem: Option<ProblemFacts>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct PackFacts {
    version: String,
    bytes: u64,
    sha256: String,
    chunks: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct ProblemFacts {
    code: &'static str,
    says: String,
}

impl Answer {
    fn well(id: u64, body: Body) -> Answer {
        Answer { v: PROTOCOL, id: Some(id), ok: true, body }
    }

    fn error(id: Option<u64>, error: &'static str) -> Answer {
        Answer { v: PROTOCOL, id, ok: false, body: Body::Error { error } }
    }

    /// To `hello`.
    pub fn hello(id: u64) -> Answer {
        Answer::well(id, Body::Hello { verb: "hello", host: env!("CARGO_PKG_VERSION") })
    }

    /// To `status`.
    pub fn status(id: u64, status: &Status) -> Answer {
        Answer::well(id, Body::Standing(Standing::new("status", status)))
    }

    /// To `sync`.
    pub fn sync(id: u64, status: &Status) -> Answer {
        Answer::well(id, Body::Standing(Standing::new("sync", status)))
    }

    /// To `get-chunk`.
    pub fn chunk(id: u64, version: u64, index: u32, chunk: Result<&[u8], ChunkError>) -> Answer {
        match chunk {
            Ok(bytes) => Answer::well(
                id,
                Body::Chunk {
                    verb: "get-chunk",
                    version: version.to_string(),
                    index,
                    sha256: sha256_hex(bytes),
                    data: STANDARD.encode(bytes),
                },
            ),
            Err(ChunkError::NoPack) => Answer::error(Some(id), "no-pack"),
            Err(ChunkError::NoIndex) => Answer::error(Some(id), "no-index"),
            Err(ChunkError::Damaged) => Answer::error(Some(id), "damaged"),
        }
    }

    /// To what is no frame, or no JSON.
    pub fn frame() -> Answer {
        Answer::error(None, "frame")
    }

    /// To what is none of the four requests.
    pub fn request(id: Option<u64>) -> Answer {
        Answer::error(id, "request")
    }

    /// When the host itself has failed.
    pub fn internal(id: u64) -> Answer {
        Answer::error(Some(id), "internal")
    }
}

impl Standing {
    fn new(verb: &'static str, status: &Status) -> Standing {
        Standing {
            verb,
            pack: status.pack.as_ref().map(|pack| PackFacts {
                version: pack.version.to_string(),
                bytes: pack.bytes,
                sha256: hex::write(&pack.sha256),
                chunks: pack.bytes.div_ceil(CHUNK as u64),
            }),
            checked: status.checked,
            succeeded: status.succeeded,
            next: status.next,
            problem: status.problem.as_ref().map(|problem| ProblemFacts {
                code: problem.code.name(),
                says: problem.says.clone(),
            }),
        }
    }
}
