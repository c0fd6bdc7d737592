//! `caveat publish`: one function per subcommand; what they print is in `report.rs`.

mod report;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use caveat_publish::files::{self, Lock};
use caveat_publish::keys::{KeyRing, PublicKey};
use caveat_publish::repository::{
    self, Drafting, Lifetimes, Outcome, Plan, Replacement, Report, Repository, RepositoryError,
    State, Terms,
};
use caveat_publish::trust::{self, Publishers};

use super::keys::Unlock;
use super::sign::{now, read, read_time};
use crate::failure::Failure;

#[derive(Debug, clap::Args)]
pub(crate) struct Publish {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Start a repository.
    Init(Init),
    /// Publish a signed Pack.
    Pack(Pack),
    /// Renew the timestamp; with their keys, snapshot and targets too.
    Refresh(Refresh),
    /// Make the next root: a new end, exchanged keys.
    Root(Root),
    /// Walk through a repository as a client does and say what is wrong.
    Verify(Verify),
    /// Write the folder of what a build trusts.
    Trust(Trust),
}

/// What all changes of a repository need.
#[derive(Debug, clap::Args)]
struct Change {
    /// The folder that web servers hand out.
    #[arg(long, value_name = "DIR")]
    repository: PathBuf,
    /// Do it as at this time (RFC 3339).
    #[arg(long, value_name = "TIME", value_parser = read_time)]
    now: Option<u64>,
    /// Days that clients believe the root.
    #[arg(long, value_name = "N", default_value_t = Lifetimes::default().root, value_parser = days())]
    root_days: u64,
    /// Days that clients believe the targets.
    #[arg(long, value_name = "N", default_value_t = Lifetimes::default().targets, value_parser = days())]
    targets_days: u64,
    /// Days that clients believe the snapshot.
    #[arg(long, value_name = "N", default_value_t = Lifetimes::default().snapshot, value_parser = days())]
    snapshot_days: u64,
    /// Days that clients believe the timestamp.
    #[arg(long, value_name = "N", default_value_t = Lifetimes::default().timestamp, value_parser = days())]
    timestamp_days: u64,
    #[command(flatten)]
    unlock: Unlock,
}

fn days() -> clap::builder::RangedU64ValueParser {
    // Nothing that is signed should outlive its signers' care.
    clap::value_parser!(u64).range(1..=3650)
}

#[derive(Debug, clap::Args)]
struct Init {
    #[command(flatten)]
    change: Change,
    /// The folder of keys: root-*, publisher-*, snapshot, timestamp.
    #[arg(long, value_name = "DIR")]
    keys: PathBuf,
}

#[derive(Debug, clap::Args)]
struct Pack {
    /// The signed Pack.
    #[arg(value_name = "FILE.caveat")]
    file: PathBuf,
    #[command(flatten)]
    change: Change,
    /// The folder of keys: publishers, snapshot, timestamp.
    #[arg(long, value_name = "DIR")]
    keys: PathBuf,
    /// Where not all keys are at hand: go on with this draft or start it, to be handed on.
    #[arg(long, value_name = "FILE")]
    draft: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
struct Refresh {
    #[command(flatten)]
    change: Change,
    /// Private keys: timestamp, and of the roles below it that are to be renewed.
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    key: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
struct Root {
    #[command(flatten)]
    change: Change,
    /// The folder of keys: root, and of the roles that must be signed anew.
    #[arg(long, value_name = "DIR")]
    keys: PathBuf,
    /// Put the key in file NEW into the place of OLD; OLD may also be a public key in hex.
    #[arg(long, value_name = "OLD=NEW", num_args = 1..)]
    replace: Vec<String>,
    /// Where not all keys are at hand: go on with this draft or start it, to be handed on.
    #[arg(long, value_name = "FILE")]
    draft: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
struct Verify {
    /// The folder that web servers hand out.
    #[arg(long, value_name = "DIR")]
    repository: PathBuf,
    /// As at this time (RFC 3339).
    #[arg(long, value_name = "TIME", value_parser = read_time)]
    at: Option<u64>,
}

#[derive(Debug, clap::Args)]
struct Trust {
    /// The repository whose newest root is to be trusted.
    #[arg(long, value_name = "DIR")]
    repository: PathBuf,
    /// A folder of keys, for the publishers' names; public halves are enough.
    #[arg(long, value_name = "DIR")]
    keys: PathBuf,
    /// Where clients fetch from, in this order.
    #[arg(long, value_name = "URL", required = true, num_args = 1..)]
    mirror: Vec<String>,
    /// Write publishers.json, root.json and mirrors.json into this folder.
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    #[command(flatten)]
    unlock: Unlock,
}

impl Publish {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        match self.what {
            What::Init(command) => command.run(),
            What::Pack(command) => command.run(),
            What::Refresh(command) => command.run(),
            What::Root(command) => command.run(),
            What::Verify(command) => command.run(),
            What::Trust(command) => command.run(),
        }
    }
}

impl Change {
    fn terms(&self) -> Result<Terms, Failure> {
        let lifetimes = Lifetimes {
            root: self.root_days,
            targets: self.targets_days,
            snapshot: self.snapshot_days,
            timestamp: self.timestamp_days,
        };
        Ok(Terms { now: self.now.map_or_else(now, Ok)?, lifetimes })
    }

    /// Writes what was signed and looks at the outcome as a client would.
    fn finish(&self, plan: &Plan, terms: &Terms) -> Result<ExitCode, Failure> {
        plan.write(&self.repository)?;
        for (path, bytes) in plan.files() {
            writeln!(io::stdout(), "wrote {} {} bytes", path.display(), bytes.len())?;
        }
        report::print_after(&Report::of(&self.repository, terms.now))
    }

    fn conclude(
        &self,
        outcome: Outcome,
        draft: Option<&Path>,
        terms: &Terms,
    ) -> Result<ExitCode, Failure> {
        match (outcome, draft) {
            (Outcome::Ready(plan), _) => self.finish(&plan, terms),
            (Outcome::Draft(made), Some(path)) => {
                files::put(path, &made.bytes)?;
                report::print_draft(path, &made)?;
                Ok(ExitCode::SUCCESS)
            }
            (Outcome::Draft(made), None) => Err(RepositoryError::TooFewSignatures {
                role: made.role,
                have: made.have,
                need: made.need,
            }
            .into()),
        }
    }
}

impl Init {
    fn run(self) -> Result<ExitCode, Failure> {
        let ask = |path: &Path| self.change.unlock.ask(path);
        let ring = KeyRing::folder(&self.keys, &ask)?;
        let (folder, terms) = (&self.change.repository, self.change.terms()?);
        // Before the folder is made: a call that fails leaves nothing behind.
        let plan = repository::init(folder, &ring, &terms)?;
        fs::create_dir_all(folder).map_err(Failure::file(folder))?;
        let lock = Lock::of(folder)?;
        let _held = lock.ok_or_else(|| RepositoryError::Busy { path: folder.clone() })?;
        self.change.finish(&plan, &terms)
    }
}

impl Pack {
    fn run(self) -> Result<ExitCode, Failure> {
        let ask = |path: &Path| self.change.unlock.ask(path);
        let ring = KeyRing::folder(&self.keys, &ask)?;
        let terms = self.change.terms()?;
        let repository = Repository::open(&self.change.repository)?;
        let begun = begun(self.draft.as_deref())?;
        let outcome =
            repository.pack(&read(&self.file)?, &ring, &terms, drafting(&self.draft, &begun))?;
        self.change.conclude(outcome, self.draft.as_deref(), &terms)
    }
}

impl Refresh {
    fn run(self) -> Result<ExitCode, Failure> {
        let ask = |path: &Path| self.change.unlock.ask(path);
        let ring = KeyRing::files(&self.key, &ask)?;
        let terms = self.change.terms()?;
        let repository = Repository::open(&self.change.repository)?;
        self.change.finish(&repository.refresh(&ring, &terms)?, &terms)
    }
}

impl Root {
    fn run(self) -> Result<ExitCode, Failure> {
        let ask = |path: &Path| self.change.unlock.ask(path);
        let mut ring = KeyRing::folder(&self.keys, &ask)?;
        let mut replacements = Vec::new();
        for pair in &self.replace {
            let (old, new) = pair
                .split_once('=')
                .ok_or_else(|| Failure::Usage(format!("`{pair}`: say it as OLD.pem=NEW.pem")))?;
            let old = match PublicKey::from_hex(old) {
                Some(key) => key,
                None => ring.add(Path::new(old))?,
            };
            replacements.push(Replacement { old, new: ring.add(Path::new(new))? });
        }
        let terms = self.change.terms()?;
        let repository = Repository::open(&self.change.repository)?;
        let begun = begun(self.draft.as_deref())?;
        let outcome =
            repository.root(&replacements, &ring, &terms, drafting(&self.draft, &begun))?;
        self.change.conclude(outcome, self.draft.as_deref(), &terms)
    }
}

/// A draft that somebody has begun.
fn begun(draft: Option<&Path>) -> Result<Option<Vec<u8>>, Failure> {
    draft.filter(|path| path.exists()).map(read).transpose()
}

fn drafting<'a>(wanted: &Option<PathBuf>, begun: &'a Option<Vec<u8>>) -> Drafting<'a> {
    match (wanted, begun) {
        (None, _) => Drafting::Off,
        (Some(_), None) => Drafting::New,
        (Some(_), Some(bytes)) => Drafting::From(bytes),
    }
}

impl Verify {
    fn run(self) -> Result<ExitCode, Failure> {
        report::print(&Report::of(&self.repository, self.at.map_or_else(now, Ok)?))
    }
}

impl Trust {
    fn run(self) -> Result<ExitCode, Failure> {
        let ask = |path: &Path| self.unlock.ask(path);
        let ring = KeyRing::folder(&self.keys, &ask)?;
        let mirrors = trust::mirrors(&self.mirror)?;
        let state = State::read(&self.repository).map_err(RepositoryError::Problem)?;
        let publishers = Publishers::of(state.root(), |key| ring.name(key).map(str::to_owned));
        fs::create_dir_all(&self.output).map_err(Failure::file(&self.output))?;
        for (name, bytes) in [
            ("publishers.json", publishers.write()),
            ("root.json", state.root_bytes()),
            ("mirrors.json", mirrors),
        ] {
            let path = self.output.join(name);
            files::put(&path, &bytes)?;
            writeln!(io::stdout(), "{} {} bytes", path.display(), bytes.len())?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
