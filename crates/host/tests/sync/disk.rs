//! A disk on which the n-th step goes wrong.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use caveat_host::disk::{Disk, Real};

/// What happens to the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The process is killed before it.
    Kill,
    /// It is half done, then the process is killed; what cannot be halved is done.
    Tear,
    /// The power goes: the file it writes, and all files that were not waited for, are empty.
    Zero,
    /// The disk is full: half of what is written fits.
    Full,
    /// The disk reports an error, for this step alone.
    Error,
    /// The disk reports errors from this step on.
    Broken,
}

impl Fault {
    pub(crate) const DEADLY: [Fault; 3] = [Fault::Kill, Fault::Tear, Fault::Zero];
    pub(crate) const REPORTED: [Fault; 3] = [Fault::Full, Fault::Error, Fault::Broken];

    pub(crate) fn named(name: &str) -> Fault {
        let all = Fault::DEADLY.into_iter().chain(Fault::REPORTED);
        all.into_iter().find(|fault| format!("{fault:?}") == name).unwrap()
    }
}

/// Counts steps; the one of number `at` (from 0) goes wrong.
pub(crate) struct Faulty {
    at: usize,
    fault: Fault,
    steps: AtomicUsize,
    /// Files that were written and not waited for.
    loose: Mutex<BTreeSet<PathBuf>>,
}

impl Faulty {
    pub(crate) fn new(at: usize, fault: Fault) -> Faulty {
        Faulty { at, fault, steps: AtomicUsize::new(0), loose: Mutex::default() }
    }

    /// One on which nothing goes wrong, to count steps with.
    pub(crate) fn never() -> Faulty {
        Faulty::new(usize::MAX, Fault::Error)
    }

    pub(crate) fn steps(&self) -> usize {
        self.steps.load(Ordering::Relaxed)
    }

    /// Does a step, or what becomes of it. `half` is the step half done.
    fn step<T>(
        &self,
        whole: impl FnOnce() -> io::Result<T>,
        half: impl FnOnce() -> io::Result<()>,
        written: Option<&Path>,
    ) -> io::Result<T> {
        let number = self.steps.fetch_add(1, Ordering::Relaxed);
        let broken = self.fault == Fault::Broken && number > self.at;
        if number != self.at && !broken {
            return whole();
        }
        match self.fault {
            Fault::Kill => die(),
            Fault::Tear => {
                let _ = half();
                die()
            }
            Fault::Zero => {
                let _ = whole();
                let loose = self.loose.lock().unwrap();
                for path in loose.iter().map(PathBuf::as_path).chain(written) {
                    if path.is_file() {
                        OpenOptions::new().write(true).truncate(true).open(path).unwrap();
                    }
                }
                die()
            }
            Fault::Full => {
                half()?;
                Err(io::ErrorKind::StorageFull.into())
            }
            Fault::Error | Fault::Broken => Err(io::Error::other("input/output error")),
        }
    }

    fn loosen(&self, path: &Path) {
        self.loose.lock().unwrap().insert(path.to_owned());
    }
}

/// As `kill -9` does it: nothing is tidied, no destructor runs.
fn die() -> ! {
    #[cfg(unix)]
    rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL)
        .unwrap();
    std::process::abort()
}

impl Disk for Faulty {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.step(|| Real.read(path, limit), || Ok(()), None)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        self.step(|| Real.list(folder), || Ok(()), None)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.step(|| Real.make_folder(path), || Real.make_folder(path), None)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let half = &bytes[..bytes.len() / 2];
        self.step(|| Real.write(path, bytes), || Real.write(path, half), Some(path))?;
        self.loosen(path);
        Ok(())
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let half = &bytes[..bytes.len() / 2];
        self.step(|| Real.append(path, bytes), || Real.append(path, half), Some(path))?;
        self.loosen(path);
        Ok(())
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        self.step(|| Real.sync(path), || Real.sync(path), None)?;
        self.loose.lock().unwrap().remove(path);
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.step(|| Real.sync_folder(path), || Real.sync_folder(path), None)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let done = self.step(|| Real.rename(from, to), || Real.rename(from, to), None);
        let mut loose = self.loose.lock().unwrap();
        if done.is_ok() && loose.remove(from) {
            loose.insert(to.to_owned());
        }
        done
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step(|| Real.remove(path), || Real.remove(path), None)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<File>> {
        self.step(|| Real.lock(path), || Ok(()), None)
    }
}
