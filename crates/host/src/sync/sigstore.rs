//! [`TufClient`] on `sigstore-tuf`, which verifies and knows nothing of a network or a disk here.

use std::collections::{BTreeMap, BTreeSet};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use ring::digest::{SHA256, digest};
use sigstore_tuf::transport::FetchFuture;
use sigstore_tuf::{Error, MetadataStore, Repository, TargetFile, Updater, UpdaterConfig};

use super::crypto;
use super::transport::FetchError;
use super::tuf::{
    DELEGATIONS, Files, Metadata, ROOT_BYTES, ROOTS, SNAPSHOT_BYTES, TARGETS_BYTES,
    TIMESTAMP_BYTES, Target, TufClient, TufError, Versions,
};

/// A client on `sigstore-tuf`.
pub struct Sigstore {
    updater: Updater,
    memory: Memory,
}

impl TufClient for Sigstore {
    fn open(root: &[u8], known: Metadata, files: Arc<dyn Files>) -> Result<Sigstore, TufError> {
        crypto::install();
        let memory = Memory::holding(known);
        let mut config = UpdaterConfig::default();
        config.root_max_length = ROOT_BYTES;
        config.timestamp_max_length = TIMESTAMP_BYTES;
        config.snapshot_max_length = SNAPSHOT_BYTES;
        config.targets_max_length = TARGETS_BYTES;
        config.max_root_rotations = ROOTS;
        config.max_delegations = DELEGATIONS;
        let updater = Updater::new(Source(files), root).map_err(told)?;
        Ok(Sigstore { updater: updater.with_config(config).with_store(memory.clone()), memory })
    }

    fn refresh(&mut self, now: u64) -> Result<(), TufError> {
        let before = self.versions().root;
        let refreshed = ready(self.updater.refresh(time(now)?)).map_err(told);
        // The library says it in words alone, and no mirror is at fault: the next sync goes on.
        if refreshed.is_err() && self.versions().root - before >= u64::from(ROOTS) {
            let says = format!("there are more than {ROOTS} roots to walk through at once");
            return Err(TufError::Fetch(FetchError::TooLarge(says)));
        }
        refreshed
    }

    fn target(&mut self, name: &str, now: u64) -> Result<Option<Target>, TufError> {
        let found = ready(self.updater.get_target_info(name, time(now)?)).map_err(told)?;
        Ok(found.as_ref().map(target))
    }

    fn download(&mut self, name: &str, now: u64) -> Result<Vec<u8>, TufError> {
        let found = ready(self.updater.get_target_info(name, time(now)?)).map_err(told)?;
        let found = found.ok_or_else(|| TufError::Shape(format!("nobody offers {name}")))?;
        ready(self.updater.download_target(&found, name)).map_err(told)
    }

    fn versions(&self) -> Versions {
        let trusted = self.updater.trusted();
        Versions {
            root: trusted.root().version,
            timestamp: trusted.timestamp().map_or(0, |t| t.version),
            snapshot: trusted.snapshot().map_or(0, |s| s.version),
            targets: trusted.targets_role("targets").map_or(0, |t| t.version),
        }
    }

    fn known(&self) -> Metadata {
        let mut known = self.memory.metadata();
        // What did not follow upon the trusted root was left aside, and stays so.
        let root = self.updater.trusted().root().version;
        known.roots.retain(|version, _| *version <= root);
        known
    }

    fn online_keys(&self) -> [u8; 32] {
        let root = self.updater.trusted().root();
        let mut text = String::new();
        for name in ["timestamp", "snapshot"] {
            let Some(role) = root.role(name) else { continue };
            let ids: BTreeSet<&String> = role.keyids.iter().collect();
            for id in ids {
                // The key itself and not its name, which a root may choose as it likes.
                let key = root.keys.get(id).map_or("", |key| key.keyval.public.as_str());
                text.push_str(&format!("{name} {key}\n"));
            }
        }
        let mut fingerprint = [0; 32];
        fingerprint.copy_from_slice(digest(&SHA256, text.as_bytes()).as_ref());
        fingerprint
    }

    fn counts_twice(&self) -> bool {
        let root = self.updater.trusted().root();
        root.roles.values().any(|role| {
            let mut keys = BTreeSet::new();
            let public = role.keyids.iter().filter_map(|id| root.keys.get(id));
            !public
                .map(|key| key.keyval.public.trim().to_ascii_lowercase())
                .all(|key| keys.insert(key))
        })
    }
}

impl Sigstore {
    /// Everything verified, by the names TUF gives the files: also roles that others delegate to.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        self.memory.lock().clone()
    }
}

fn target(file: &TargetFile) -> Target {
    let version = file.custom.as_ref().and_then(|custom| custom.get("version"));
    Target {
        length: file.length,
        sha256: file.hashes.get("sha256").and_then(|hex| crate::hex::read(hex)),
        version: version
            .and_then(|version| version.as_str())
            .and_then(|version| version.parse().ok()),
    }
}

fn time(now: u64) -> Result<jiff::Timestamp, TufError> {
    i64::try_from(now).ok().and_then(|now| jiff::Timestamp::from_second(now).ok()).ok_or_else(
        || TufError::Expired("this computer's clock shows no time of this world".into()),
    )
}

/// Runs what never waits: [`Source`] answers at once.
fn ready<T>(future: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => Err(Error::transport("the TUF client waits for nothing")),
    }
}

struct Source(Arc<dyn Files>);

impl Repository for Source {
    fn fetch_metadata<'a>(&'a self, name: &'a str, limit: u64) -> FetchFuture<'a> {
        let file = self.0.metadata(name, limit);
        Box::pin(async move { file.map_err(|error| Error::transport_with_source("", error)) })
    }

    fn fetch_target<'a>(&'a self, path: &'a str, limit: u64) -> FetchFuture<'a> {
        let file = self.0.target(path, limit);
        Box::pin(async move { file.map_err(|error| Error::transport_with_source("", error)) })
    }
}

/// Where the library puts what it verified. It only logs when that fails, so this cannot fail:
/// writing to the disk, and failing then, is for the caller.
#[derive(Clone, Default)]
struct Memory(Arc<Mutex<BTreeMap<String, Vec<u8>>>>);

impl Memory {
    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn holding(known: Metadata) -> Memory {
        let roots = known.roots.into_iter().map(|(version, bytes)| (root_name(version), bytes));
        let others = [
            ("timestamp.json", known.timestamp),
            ("snapshot.json", known.snapshot),
            ("targets.json", known.targets),
        ];
        let others = others.into_iter().filter_map(|(name, bytes)| Some((name.to_owned(), bytes?)));
        Memory(Arc::new(Mutex::new(roots.chain(others).collect())))
    }

    fn metadata(&self) -> Metadata {
        let files = self.lock();
        let roots = files.iter().filter_map(|(name, bytes)| {
            let version = name.strip_prefix("root_history/")?.strip_suffix(".root.json")?;
            Some((version.parse().ok()?, bytes.clone()))
        });
        Metadata {
            roots: roots.collect(),
            timestamp: files.get("timestamp.json").cloned(),
            snapshot: files.get("snapshot.json").cloned(),
            targets: files.get("targets.json").cloned(),
        }
    }
}

fn root_name(version: u64) -> String {
    format!("root_history/{version}.root.json")
}

impl MetadataStore for Memory {
    fn load(&self, name: &str) -> sigstore_tuf::Result<Option<Vec<u8>>> {
        Ok(self.lock().get(name).cloned())
    }

    fn store(&self, name: &str, bytes: &[u8]) -> sigstore_tuf::Result<()> {
        // Targets are large, and kept elsewhere.
        if !name.starts_with("targets/") {
            self.lock().insert(name.to_owned(), bytes.to_vec());
        }
        Ok(())
    }
}

/// The library's errors in our words.
fn told(error: Error) -> TufError {
    match error {
        Error::Transport { message, source } => {
            match source.and_then(|source| source.downcast::<FetchError>().ok()) {
                Some(error) => TufError::Fetch(*error),
                None => TufError::Shape(message),
            }
        }
        Error::Json(_) | Error::Malformed(_) | Error::NonIntegerNumber | Error::Io { .. } => {
            TufError::Shape("what the mirror sends is no metadata of updates".into())
        }
        Error::Rollback { role, trusted, new } => TufError::Rollback(format!(
            "{role} is of version {new}, and {trusted} was here already"
        )),
        Error::BadRootVersion { trusted, new } if new <= trusted => TufError::Rollback(format!(
            "the root is of version {new}, and {trusted} was here already"
        )),
        Error::Expired { role, expires } => {
            TufError::Expired(format!("{role} expired at {expires}"))
        }
        Error::IntegrityMismatch(_) => TufError::Signature("a file is not what was signed".into()),
        Error::ThresholdNotMet { role, found, threshold } => TufError::Signature(format!(
            "{role} carries {found} of {threshold} signatures that it needs"
        )),
        // Keys, signatures and roles that cannot be.
        _ => TufError::Signature("what the mirror sends is signed in no way that counts".into()),
    }
}
