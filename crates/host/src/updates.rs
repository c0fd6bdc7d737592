//! What a courier can do. The side that speaks with the browser knows nothing of repositories, and
//! the side that fetches knows nothing of browsers; they meet here.

/// Bytes of a Pack in one answer. 256 KiB are 350 KB in base64: far below the 1 MiB that browsers
/// take in one message.
pub const CHUNK: usize = 256 << 10;

/// A signed Pack that is here, verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Available {
    /// Version of the Pack, as its statement says.
    pub version: u64,
    /// Bytes of the signed Pack.
    pub bytes: u64,
    /// SHA-256 of the signed Pack.
    pub sha256: [u8; 32],
}

/// How things stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// What can be fetched in chunks.
    pub pack: Option<Available>,
    /// When the repository was last asked, seconds since 1970; 0: never.
    pub checked: u64,
    /// When that last went well, seconds since 1970; 0: never.
    pub succeeded: u64,
    /// Before this a `sync` asks nobody, seconds since 1970.
    pub next: u64,
    /// Why the last one did not go well.
    pub problem: Option<Problem>,
}

/// Why an update could not be had. The extension says it in its own words, by the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which of a closed list.
    pub code: ProblemCode,
    /// For `caveat-host status` and people who ask for help: one English sentence. It names no file
    /// outside the host's own folder and nothing of any message.
    pub says: String,
}

/// The closed list of reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemCode {
    /// No mirror could be reached.
    Offline,
    /// A mirror answered with something that is no repository.
    Mirror,
    /// Too slow, or too large.
    Limits,
    /// Not signed by those who must sign, or not what they signed.
    Signature,
    /// Older than what was here before.
    Rollback,
    /// What the repository says has expired: held back, or nobody publishes any more.
    Expired,
    /// The clock of this computer stands before what was seen already.
    Clock,
    /// The journal of versions is damaged: the network is not trusted until it is set right.
    Journal,
    /// Files cannot be read or written here.
    Disk,
    /// Another host is fetching right now.
    Busy,
    /// This build names no mirrors.
    NotConfigured,
}

impl ProblemCode {
    /// All of them.
    pub const ALL: [ProblemCode; 11] = [
        ProblemCode::Offline,
        ProblemCode::Mirror,
        ProblemCode::Limits,
        ProblemCode::Signature,
        ProblemCode::Rollback,
        ProblemCode::Expired,
        ProblemCode::Clock,
        ProblemCode::Journal,
        ProblemCode::Disk,
        ProblemCode::Busy,
        ProblemCode::NotConfigured,
    ];

    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            ProblemCode::Offline => "offline",
            ProblemCode::Mirror => "mirror",
            ProblemCode::Limits => "limits",
            ProblemCode::Signature => "signature",
            ProblemCode::Rollback => "rollback",
            ProblemCode::Expired => "expired",
            ProblemCode::Clock => "clock",
            ProblemCode::Journal => "journal",
            ProblemCode::Disk => "disk",
            ProblemCode::Busy => "busy",
            ProblemCode::NotConfigured => "not-configured",
        }
    }
}

/// Why there is no such chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChunkError {
    /// No Pack of that version is here (any more).
    NoPack,
    /// The Pack has fewer chunks.
    NoIndex,
    /// The file is not what was verified; the next `sync` fetches it anew.
    Damaged,
}

/// Something that fetches Packs and keeps the last good one.
pub trait Updates {
    /// How things stand, without asking anybody.
    fn status(&mut self) -> Status;

    /// Asks the repository, unless it was asked less than an hour ago. What was here stays unless
    /// something newer has been verified as a whole.
    fn sync(&mut self) -> Status;

    /// One chunk of the Pack of that version: [`CHUNK`] bytes, fewer at its end.
    ///
    /// # Errors
    /// When there is no such chunk.
    fn chunk(&mut self, version: u64, index: u32) -> Result<Vec<u8>, ChunkError>;
}
