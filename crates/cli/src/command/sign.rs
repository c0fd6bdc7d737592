//! `caveat sign`

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use caveat_publish::keys::KeyRing;
use caveat_publish::signed::{self, VALID_DAYS};
use caveat_publish::trust::Publishers;
use caveat_publish::{files, time};

use super::keys::Unlock;
use crate::failure::Failure;

#[derive(Debug, clap::Args)]
pub(crate) struct Sign {
    /// A Pack, or a signed one to which a signature is added.
    #[arg(value_name = "PACK")]
    pack: PathBuf,
    /// Private keys to sign with.
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    key: Vec<PathBuf>,
    /// When it was made (RFC 3339); now, unless told otherwise.
    #[arg(long, visible_alias = "now", value_name = "TIME", value_parser = read_time)]
    made: Option<u64>,
    /// For how many days after that it may be taken into use.
    #[arg(long, value_name = "N", default_value_t = VALID_DAYS, value_parser = clap::value_parser!(u64).range(1..=3650))]
    valid_days: u64,
    /// Whose signatures may stand there already: a publishers.json. Without it, the public keys beside
    /// your own.
    #[arg(long, value_name = "FILE")]
    publishers: Option<PathBuf>,
    /// Add a signature only if the signed Pack holds exactly this one, which you have built yourself.
    #[arg(long, value_name = "PACK")]
    same_as: Option<PathBuf>,
    /// Write the signed Pack to this file.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    unlock: Unlock,
}

impl Sign {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let ask = |path: &Path| self.unlock.ask(path);
        let ring = KeyRing::files(&self.key, &ask)?;
        let mut publishers = ring.neighbours()?;
        if let Some(path) = &self.publishers {
            publishers.extend(Publishers::read(&read(path)?)?.keys());
        }
        let bytes = read(&self.pack)?;
        let now = self.made.map_or_else(now, Ok)?;
        let signed = if signed::is_signed(&bytes) {
            let own = self.same_as.as_deref().map(read).transpose()?;
            signed::add(&bytes, &ring, &publishers, own.as_deref(), now)?
        } else {
            let expires = now.saturating_add(self.valid_days * time::DAY);
            signed::sign(&bytes, now, expires, &ring)?
        };
        let checked = signed::check(&signed, &publishers)?;
        files::put(&self.output, &signed)?;
        let statement = checked.statement;
        writeln!(
            io::stdout(),
            "{} {} bytes\nPack {} of {} bytes, made {}, expires {}",
            self.output.display(),
            signed.len(),
            statement.version,
            statement.unpacked,
            time::text(statement.made),
            time::text(statement.expires),
        )?;
        for key in &checked.by {
            writeln!(io::stdout(), "signed by {} {}", key.hex(), ring.name(key).unwrap_or(""))?;
        }
        // Somewhere on earth it is tomorrow already; a slip of the finger lies further off.
        if statement.version > time::highest_number(statement.made.saturating_add(time::DAY)) {
            writeln!(
                io::stdout(),
                "mind: {} lies beyond tomorrow, and who takes it will never take a lower one",
                statement.version
            )?;
        }
        if checked.by.len() < signed::THRESHOLD {
            writeln!(
                io::stdout(),
                "{} signatures are needed: hand it to the next publisher",
                signed::THRESHOLD
            )?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(Failure::file(path))
}

/// A time on the command line.
pub(super) fn read_time(text: &str) -> Result<u64, String> {
    time::read(text).ok_or_else(|| "not a time like 2026-11-23T06:00:00Z".to_owned())
}

/// Seconds since 1970.
pub(super) fn now() -> Result<u64, Failure> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since
        .map(|d| d.as_secs())
        .map_err(|_| Failure::Data("this computer's clock stands before 1970".into()))
}
