//! One sync: the mirrors in their order, until one gives what holds. A bad mirror costs its share
//! of the time and nothing else.

use std::sync::Arc;
use std::time::{Duration, Instant};

use caveat_pack::signed::{MAX_SIGNED_BYTES, SignedPack};

use super::address::Address;
use super::download::{DownloadError, Wanted, download};
use super::mirror::{Mirror, Seen};
use super::patched::Patching;
use super::transport::{FetchError, Transport};
use super::tuf::{Metadata, Target, TufClient, TufError};
use crate::hex;
use crate::store::{Floor, Pack, Store, Verified};
use crate::trust::Trust;
use crate::updates::{Problem, ProblemCode};

/// Longest for all of it. The browser waits meanwhile.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// The target that counts: the newest signed Pack.
pub const TARGET: &str = "caveat.caveat";

/// What is here, and what is trusted.
pub struct Basis<'a> {
    /// Whom to trust and whom to ask.
    pub trust: &'a Trust,
    /// Below what nothing is accepted.
    pub floor: &'a Floor,
    /// What was verified before.
    pub metadata: Metadata,
    /// The Pack that is in use.
    pub pack: Option<Pack>,
    /// The mirror (by its place) that served the timestamp that is here, and its name for it.
    pub tag: Option<(usize, String)>,
    /// Seconds since 1970.
    pub now: u64,
}

/// What holds.
pub struct News {
    /// All metadata, verified.
    pub metadata: Metadata,
    /// Its versions and keys.
    pub verified: Verified,
    /// The Pack to be used from now on; none when the publishers have never offered one.
    pub pack: Option<Pack>,
    /// The mirror's name for the timestamp.
    pub tag: Option<(usize, String)>,
}

/// What a sync that brought nothing leaves behind.
pub struct Failed {
    /// Why, from the mirror that says most.
    pub problem: Problem,
    /// The newest root that was verified: who was struck off by it stays so.
    pub root: u64,
}

/// Asks the mirrors.
///
/// # Errors
/// When none gives what holds.
pub fn pull<C: TufClient>(basis: &mut Basis<'_>, store: &Store) -> Result<News, Failed> {
    let end = Instant::now() + DEADLINE;
    let mut failed = Failed { problem: no_mirrors(), root: 0 };
    let mirrors = basis.trust.mirrors();
    for (place, address) in mirrors.iter().enumerate() {
        let now = Instant::now();
        // What a mirror does not use of its share is for those after it.
        let share = end.saturating_duration_since(now) / (mirrors.len() - place) as u32;
        let mut attempt = Attempt { basis, store, address, place, until: now + share };
        match attempt.run::<C>(&mut failed.root) {
            Ok(news) => return Ok(news),
            Err(problem) if place == 0 || weight(problem.code) > weight(failed.problem.code) => {
                failed.problem = problem;
            }
            Err(_) => {}
        }
    }
    Err(failed)
}

/// Why a build that names no mirrors has no updates.
pub fn no_mirrors() -> Problem {
    Problem {
        code: ProblemCode::NotConfigured,
        says: "This build names no mirrors, so there is nobody to ask for updates.".into(),
    }
}

/// How much a problem says: a forged answer more than none at all.
fn weight(code: ProblemCode) -> u8 {
    match code {
        ProblemCode::Offline => 0,
        ProblemCode::Mirror => 1,
        ProblemCode::Limits => 2,
        ProblemCode::Expired => 3,
        ProblemCode::Rollback => 4,
        ProblemCode::Signature => 5,
        _ => 6,
    }
}

struct Attempt<'a, 'b> {
    basis: &'a mut Basis<'b>,
    store: &'a Store,
    address: &'a Address,
    place: usize,
    until: Instant,
}

impl Attempt<'_, '_> {
    fn run<C: TufClient>(&mut self, root: &mut u64) -> Result<News, Problem> {
        let transport = Arc::new(Transport::until(self.until));
        let targets = self.address.below("targets");
        let mirror = Arc::new(Mirror::new(
            Arc::clone(&transport),
            self.address.below("metadata"),
            targets.clone(),
            self.seen(),
        ));
        let known = self.basis.metadata.clone();
        let mut client =
            C::open(self.basis.trust.root(), known, Arc::<Mirror>::clone(&mirror)).map_err(told)?;
        let refreshed = client.refresh(self.basis.now);
        // A root holds whoever brought it: the next mirror need not know it.
        self.basis.metadata.roots = client.known().roots;
        *root = (*root).max(client.versions().root);
        // Some servers name a file by its time and length alone, and two timestamps may share both.
        if matches!(refreshed, Err(TufError::Expired(_))) && self.basis.tag.take().is_some() {
            return self.run::<C>(root);
        }
        refreshed.map_err(told)?;
        if client.counts_twice() {
            return Err(told(TufError::Signature("the root counts one key twice".into())));
        }
        let verified = Verified { versions: client.versions(), online: client.online_keys() };
        if let Some(says) = self.basis.floor.refuses(&verified) {
            return Err(told(TufError::Rollback(says)));
        }
        let pack = match client.target(TARGET, self.basis.now).map_err(told)? {
            // Nothing has been published yet, or it was taken back: what is here stays.
            None => self.basis.pack.clone(),
            Some(target) => Some(self.pack(&mut client, &transport, &targets, &target)?),
        };
        let metadata = client.known();
        let seen = mirror.seen().filter(|seen| Some(&seen.bytes) == metadata.timestamp.as_ref());
        let tag = seen.map(|seen| (self.place, seen.etag));
        Ok(News { metadata, verified, pack, tag })
    }

    /// The timestamp that this mirror has served before.
    fn seen(&self) -> Option<Seen> {
        let (_, etag) = self.basis.tag.clone().filter(|(place, _)| *place == self.place)?;
        Some(Seen { etag, bytes: self.basis.metadata.timestamp.clone()? })
    }

    fn pack<C: TufClient>(
        &self,
        client: &mut C,
        transport: &Transport,
        base: &Address,
        target: &Target,
    ) -> Result<Pack, Problem> {
        let (Some(sha256), Some(version)) = (&target.sha256, target.version) else {
            return Err(told(TufError::Shape(
                "the rules are listed without a version or hash".into(),
            )));
        };
        if version < self.basis.floor.pack {
            let floor = self.basis.floor.pack;
            return Err(told(TufError::Rollback(format!(
                "the rules are of version {version}, and {floor} was here already"
            ))));
        }
        if target.length > MAX_SIGNED_BYTES as u64 {
            return Err(told(TufError::Fetch(FetchError::TooLarge(
                "the rules are listed as too large".into(),
            ))));
        }
        let here = self.basis.pack.as_ref();
        if let Some(pack) =
            here.filter(|pack| pack.facts.sha256 == *sha256 && pack.facts.version == version)
        {
            return Ok(pack.clone());
        }
        let patched = here.and_then(|here| {
            let patching = Patching { client, transport, base, store: self.store, here };
            patching.build(target, self.basis.now)
        });
        let bytes = match patched {
            Some(bytes) => bytes,
            None => {
                let name = format!("{}.{TARGET}", hex::write(sha256));
                let wanted = Wanted { base, name: &name, length: target.length, sha256 };
                download(transport, &wanted, self.store.disk(), &self.store.partial(sha256))
                    .map_err(not_downloaded)?
            }
        };
        match SignedPack::read(&bytes) {
            Ok(signed) if signed.statement.version == version => Ok(Pack::new(version, bytes)),
            Ok(_) => Err(told(TufError::Signature(
                "the rules say another version than their list".into(),
            ))),
            Err(error) => Err(told(TufError::Shape(format!("the rules are {error}")))),
        }
    }
}

fn not_downloaded(error: DownloadError) -> Problem {
    match error {
        DownloadError::Fetch(error) => told(TufError::Fetch(error)),
        DownloadError::Other => {
            told(TufError::Signature("the rules are not what was signed".into()))
        }
        DownloadError::Disk(error) => disk(&error),
    }
}

/// What the disk refuses, as people are told.
pub fn disk(error: &std::io::Error) -> Problem {
    Problem {
        code: ProblemCode::Disk,
        says: format!("Updates cannot be kept on this disk: {error}."),
    }
}

/// An error of the client, as people are told.
fn told(error: TufError) -> Problem {
    let (code, what) = match &error {
        TufError::Fetch(FetchError::Offline(_)) => {
            (ProblemCode::Offline, "No mirror could be reached")
        }
        TufError::Fetch(FetchError::Slow(_) | FetchError::TooLarge(_)) => {
            (ProblemCode::Limits, "A mirror was too slow, or sent too much")
        }
        TufError::Fetch(FetchError::Shape(_)) | TufError::Shape(_) => (
            ProblemCode::Mirror,
            "A mirror answered with something that is no repository of updates",
        ),
        TufError::Signature(_) => {
            (ProblemCode::Signature, "What a mirror offers is not signed as it must be")
        }
        TufError::Rollback(_) => {
            (ProblemCode::Rollback, "A mirror offers something older than what was here")
        }
        TufError::Expired(_) => (
            ProblemCode::Expired,
            "What the mirrors offer is no longer valid, so either updates are held back or this computer's clock is wrong",
        ),
    };
    Problem { code, says: format!("{what}: {error}.") }
}
