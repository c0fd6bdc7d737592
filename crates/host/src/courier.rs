//! The courier itself: what `caveat-host` asks and hands out, whoever started it.

use std::io;
use std::sync::Arc;

use ring::rand::{SecureRandom, SystemRandom};

use crate::clock::{self, Clock};
use crate::disk::{self, Disk};
use crate::hex;
use crate::place::Place;
use crate::store::{Floor, FloorError, Generation, Last, LastProblem, Pack, Store, Tag};
use crate::sync::pull::{self, Basis, Failed, News, pull};
use crate::sync::sigstore::Sigstore;
use crate::trust::{Trust, TrustError};
use crate::updates::{CHUNK, ChunkError, Problem, ProblemCode, Status, Updates};

/// The repository is asked at most this often, in seconds. Rules change by the day.
const HOUR: u64 = 60 * 60;
/// And up to this much later, by chance, so that not all clients of the world ask at once.
const JITTER: u64 = 10 * 60;

/// Fetches Packs and keeps the last good one.
pub struct Courier {
    place: Place,
    trust: Result<Trust, TrustError>,
    store: Store,
    clock: Arc<dyn Clock>,
    /// What was last handed out. It stays in memory, so that a download by chunks ends as it began.
    pack: Option<Pack>,
}

/// How things stand in detail, for `caveat-host status`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The number of the generation that the pointer names.
    pub generation: Option<u64>,
    /// Below this version no Pack is accepted. None: there is no journal that can be believed, or
    /// nothing was ever synced.
    pub floor: Option<u64>,
    /// The mirrors, in their order.
    pub mirrors: Vec<String>,
}

/// The courier of this folder. It never fails: what is wrong stands in its status. Nothing is asked
/// and nothing written until somebody wants it.
pub fn open(place: Place, trust: Result<Trust, TrustError>) -> Courier {
    open_with(place, trust, Arc::new(disk::Real), Arc::new(clock::System))
}

/// The same, on a disk and with a clock that tests bring.
pub fn open_with(
    place: Place,
    trust: Result<Trust, TrustError>,
    disk: Arc<dyn Disk>,
    clock: Arc<dyn Clock>,
) -> Courier {
    let store = Store::new(place.dir(), disk);
    Courier { place, trust, store, clock, pack: None }
}

/// Removes all that syncs have left in a folder: for `uninstall`, and for `install` with another
/// root than before. It is the one way out of a damaged journal, and a person must choose it.
/// Says whether there was anything.
///
/// # Errors
/// When something stays, or a host is fetching at this moment.
pub fn forget(place: &Place) -> io::Result<bool> {
    if !place.dir().exists() {
        return Ok(false);
    }
    let store = Store::new(place.dir(), Arc::new(disk::Real));
    match store.lock()? {
        Some(_lock) => {
            let had = !store.is_empty();
            store.forget().map(|()| had)
        }
        None => {
            Err(io::Error::new(io::ErrorKind::WouldBlock, "updates are being fetched just now"))
        }
    }
}

impl Updates for Courier {
    fn status(&mut self) -> Status {
        self.stands(None)
    }

    fn sync(&mut self) -> Status {
        self.run(false)
    }

    fn chunk(&mut self, version: u64, index: u32) -> Result<Vec<u8>, ChunkError> {
        let here = |pack: &Option<Pack>| pack.clone().filter(|pack| pack.facts.version == version);
        let mut found = here(&self.pack);
        if found.is_none() {
            let damaged = self.look(self.store.floor().ok().flatten().as_ref());
            found = here(&self.pack);
            if found.is_none() && damaged {
                return Err(ChunkError::Damaged);
            }
        }
        let bytes = found.ok_or(ChunkError::NoPack)?.bytes;
        let chunk = bytes.chunks(CHUNK).nth(index as usize);
        chunk.map(<[u8]>::to_vec).ok_or(ChunkError::NoIndex)
    }
}

impl Courier {
    /// Asks the repository even when it was asked just now: for a person at the command line.
    pub fn sync_now(&mut self) -> Status {
        self.run(true)
    }

    /// How things stand in detail.
    pub fn facts(&self) -> Facts {
        let mirrors = self.trust.as_ref().map(Trust::mirrors).unwrap_or_default();
        Facts {
            generation: self.store.pointed(),
            floor: self.store.floor().ok().flatten().map(|floor| floor.pack),
            mirrors: mirrors.iter().map(ToString::to_string).collect(),
        }
    }

    /// Looks what is in use, and says whether that is not what should be.
    fn look(&mut self, floor: Option<&Floor>) -> bool {
        let in_use = self.store.in_use(floor);
        self.pack = in_use.generation.and_then(|generation| generation.pack);
        in_use.damaged
    }

    /// The status, with what went wrong just now, or else the last time.
    fn stands(&mut self, problem: Option<Problem>) -> Status {
        let last = self.store.last();
        let floor = self.store.floor();
        let damaged = self.look(floor.as_ref().ok().and_then(Option::as_ref));
        let seen = floor.as_ref().ok().and_then(Option::as_ref).map_or(0, |floor| floor.seen);
        let problem = problem
            .or_else(|| floor.err().map(journal))
            .or_else(|| self.trust.as_ref().err().map(not_configured))
            .or_else(|| behind(self.clock.now(), seen))
            .or_else(|| last.problem.as_ref().and_then(LastProblem::problem))
            .or_else(|| damaged.then(|| damage(self.pack.is_some())));
        Status {
            pack: self.pack.as_ref().map(|pack| pack.facts.clone()),
            checked: last.checked,
            succeeded: last.succeeded,
            next: last.next,
            problem,
        }
    }

    fn run(&mut self, force: bool) -> Status {
        match self.attempt(force) {
            Ok(()) => self.stands(None),
            Err(problem) => self.stands(Some(problem)),
        }
    }

    fn attempt(&mut self, force: bool) -> Result<(), Problem> {
        let now = self.clock.now();
        self.place.prepare().map_err(|error| Problem {
            code: ProblemCode::Disk,
            says: format!("Updates cannot be kept: {error}."),
        })?;
        let Some(_lock) = self.store.lock().map_err(|error| pull::disk(&error))? else {
            return Err(Problem {
                code: ProblemCode::Busy,
                says: "Another browser's host is fetching updates at this moment.".into(),
            });
        };
        let last = self.store.last();
        // A time far ahead is none that was set here: the clock stood wrong when it was written.
        if !force && now < last.next && last.next <= now.saturating_add(HOUR + JITTER) {
            return Ok(());
        }
        let trust = self.trust.clone().map_err(|error| not_configured(&error))?;
        if trust.mirrors().is_empty() {
            return Err(pull::no_mirrors());
        }
        let floor = match self.store.floor().map_err(journal)? {
            Some(floor) => floor,
            None => {
                // Written before anything else is, so that from now on its absence means damage.
                let floor = Floor::default();
                self.store.set_floor(&floor).map_err(|error| pull::disk(&error))?;
                floor
            }
        };
        if let Some(problem) = behind(now, floor.seen) {
            return Err(problem);
        }
        let done = self.fetch(&trust, &floor, &last, now);
        let next = now.saturating_add(HOUR).saturating_add(chance(JITTER));
        let last = match &done {
            Ok(tag) => Last { checked: now, succeeded: now, next, problem: None, tag: tag.clone() },
            Err(problem) => Last { checked: now, next, problem: Some(problem.into()), ..last },
        };
        let kept = self.store.set_last(&last).map_err(|error| pull::disk(&error));
        done.and(kept)
    }

    /// Asks the mirrors and keeps what they bring.
    fn fetch(
        &self,
        trust: &Trust,
        floor: &Floor,
        last: &Last,
        now: u64,
    ) -> Result<Option<Tag>, Problem> {
        let in_use = self.store.in_use(Some(floor));
        let generation = in_use.generation.unwrap_or_default();
        let timestamp = generation.metadata.timestamp.as_deref();
        let tag = last
            .tag
            .as_ref()
            .filter(|tag| timestamp.is_some_and(|bytes| tag.sha256 == sha256(bytes)));
        let mut basis = Basis {
            trust,
            floor,
            metadata: generation.metadata.clone(),
            pack: generation.pack.clone(),
            tag: tag.map(|tag| (tag.mirror, tag.etag.clone())),
            now,
        };
        let news = match pull::<Sigstore>(&mut basis, &self.store) {
            Ok(news) => news,
            Err(failed) => {
                let new = Generation { number: 0, metadata: basis.metadata, pack: generation.pack };
                return Err(self.remember(floor, new, failed));
            }
        };
        let tag = tag_of(&news);
        let raised = floor.raised(
            &news.verified,
            news.pack.as_ref().map_or(0, |pack| pack.facts.version),
            now,
        );
        let same = generation.metadata == news.metadata && generation.pack == news.pack;
        let mut number = generation.number;
        if same && !in_use.damaged && number > 0 {
            self.store.set_floor(&raised).map_err(|error| pull::disk(&error))?;
        } else {
            let mut new = Generation { number: 0, metadata: news.metadata, pack: news.pack };
            self.store.bring_into_use(&mut new, &raised).map_err(|error| pull::disk(&error))?;
            number = new.number;
        }
        // What stays lying about is no reason to refuse what is new; the next sync tidies again.
        let _ = self.store.tidy(Some(number));
        Ok(tag)
    }

    /// Keeps a root that was verified although the rest was not: whoever it strikes off stays so.
    fn remember(&self, floor: &Floor, mut new: Generation, failed: Failed) -> Problem {
        // One root alone is the trusted one, which nobody brought.
        if failed.root <= floor.versions.root || new.metadata.roots.len() < 2 {
            return failed.problem;
        }
        let mut raised = *floor;
        raised.versions.root = failed.root;
        let kept = self.store.bring_into_use(&mut new, &raised);
        kept.map_or_else(|error| pull::disk(&error), |()| failed.problem)
    }
}

fn tag_of(news: &News) -> Option<Tag> {
    let (mirror, etag) = news.tag.clone()?;
    Some(Tag { mirror, etag, sha256: sha256(news.metadata.timestamp.as_deref()?) })
}

fn sha256(bytes: &[u8]) -> String {
    hex::write(ring::digest::digest(&ring::digest::SHA256, bytes).as_ref())
}

/// A number below `limit` by chance.
fn chance(limit: u64) -> u64 {
    let mut bytes = [0; 8];
    // Without chance it is simply the hour.
    let _ = SystemRandom::new().fill(&mut bytes);
    u64::from_le_bytes(bytes) % limit
}

fn behind(now: u64, seen: u64) -> Option<Problem> {
    clock::is_behind(now, seen).then(|| Problem {
        code: ProblemCode::Clock,
        says: "This computer's clock stands before what was seen already; set it right to get updates.".into(),
    })
}

fn journal(error: FloorError) -> Problem {
    let what = match error {
        FloorError::Missing => "is missing",
        FloorError::Damaged => "is damaged",
        FloorError::Disk(error) => return pull::disk(&error),
    };
    Problem {
        code: ProblemCode::Journal,
        says: format!(
            "The journal of versions {what}, so nothing new can be trusted; what is here stays in use until \
             the host is uninstalled and installed again."
        ),
    }
}

fn not_configured(error: &TrustError) -> Problem {
    Problem {
        code: ProblemCode::NotConfigured,
        says: format!("Nobody can be asked for updates: {error}."),
    }
}

fn damage(older: bool) -> Problem {
    let instead = if older { "an earlier copy serves until" } else { "none are handed out until" };
    Problem {
        code: ProblemCode::Disk,
        says: format!(
            "The rules kept here are damaged; {instead} the next update fetches them anew."
        ),
    }
}
