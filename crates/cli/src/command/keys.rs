//! `caveat keys`

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use caveat_publish::keys::{self, CEREMONY, KeyError, KeyRing, Passphrase, hex};

use crate::failure::Failure;

#[derive(Debug, clap::Args)]
pub(crate) struct Keys {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Make keys: NAME.pem to keep, NAME.pub for everybody. Never overwrites one.
    New(New),
    /// Say name, public key and ids of keys.
    Show(Show),
}

#[derive(Debug, clap::Args)]
struct New {
    /// Put them into this folder.
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Make only a key of this name; may be given more than once. Without it, all eight of a ceremony.
    #[arg(long, value_name = "NAME")]
    name: Vec<String>,
    /// Seal them with the passphrase that is the first line of this file.
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Seal them with a passphrase that is asked for.
    #[arg(long, conflicts_with = "passphrase_file")]
    passphrase: bool,
}

#[derive(Debug, clap::Args)]
struct Show {
    /// Key files, private (.pem) or public (.pub).
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    unlock: Unlock,
}

/// How sealed keys are opened.
#[derive(Debug, clap::Args)]
pub(crate) struct Unlock {
    /// Open sealed keys with the passphrase that is the first line of this file; otherwise it is asked for.
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

impl Keys {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        match self.what {
            What::New(new) => new.run(),
            What::Show(show) => show.run(),
        }
    }
}

impl New {
    fn run(self) -> Result<ExitCode, Failure> {
        let ceremony = || CEREMONY.iter().map(|&name| name.to_owned()).collect();
        let names: Vec<String> = if self.name.is_empty() { ceremony() } else { self.name };
        let passphrase = match &self.passphrase_file {
            Some(file) => Some(from_file(file)?),
            None if self.passphrase => Some(new_passphrase()?),
            None => None,
        };
        let made = keys::make(&self.output, &names, passphrase.as_ref())?;
        for (path, public) in made {
            writeln!(io::stdout(), "{} {}", path.display(), public.hex())?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Show {
    fn run(self) -> Result<ExitCode, Failure> {
        let ask = |path: &Path| self.unlock.ask(path);
        for file in &self.files {
            let ring = KeyRing::files(std::slice::from_ref(file), &ask)?;
            for key in ring.keys() {
                writeln!(io::stdout(), "{}", key.name)?;
                writeln!(
                    io::stdout(),
                    "  half     {}",
                    if key.is_private() { "private" } else { "public" }
                )?;
                writeln!(io::stdout(), "  public   {}", key.public.hex())?;
                writeln!(io::stdout(), "  pack id  {}", hex(&key.public.pack_id()))?;
                writeln!(io::stdout(), "  tuf id   {}", key.public.tuf_id())?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Unlock {
    /// The passphrase of a key file.
    pub(crate) fn ask(&self, path: &Path) -> Result<Passphrase, KeyError> {
        match &self.passphrase_file {
            Some(file) => from_file(file),
            None => prompt(path, &format!("Passphrase of {}: ", path.display())),
        }
    }
}

fn from_file(file: &Path) -> Result<Passphrase, KeyError> {
    let no = |why: String| KeyError::NoPassphrase { path: file.to_owned(), why };
    let text = Passphrase::new(fs::read_to_string(file).map_err(|error| no(error.to_string()))?);
    let line = text.lines().next().unwrap_or("");
    if line.is_empty() {
        return Err(no("its first line is empty".into()));
    }
    Ok(Passphrase::new(line.to_owned()))
}

fn prompt(path: &Path, question: &str) -> Result<Passphrase, KeyError> {
    let no = |why: String| KeyError::NoPassphrase { path: path.to_owned(), why };
    // A program that runs us would wait forever for an answer that nobody gives.
    if !io::stdin().is_terminal() {
        return Err(no("nobody to ask: this is no terminal".into()));
    }
    rpassword::prompt_password(question).map(Passphrase::new).map_err(|error| no(error.to_string()))
}

fn new_passphrase() -> Result<Passphrase, Failure> {
    let path = Path::new("new keys");
    let first = prompt(path, "Passphrase for the new keys: ")?;
    if first.is_empty() {
        return Err(Failure::Usage(
            "an empty passphrase seals nothing: leave --passphrase out".into(),
        ));
    }
    if prompt(path, "Once more: ")? != first {
        return Err(Failure::Usage("the two are not the same; no key was made".into()));
    }
    Ok(first)
}
