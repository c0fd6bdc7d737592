//! `caveat pack`

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::failure::Failure;
use crate::gate::Gate;
use crate::rules::{Root, compiled};

#[derive(Debug, clap::Args)]
pub(crate) struct Pack {
    #[command(flatten)]
    root: Root,
    /// Write the whole Pack to this file.
    #[arg(short, long, value_name = "FILE", required_unless_present_any = ["parts", "gate"])]
    output: Option<PathBuf>,
    /// Write each part as a Pack of its own into this folder, as the extension packages them.
    #[arg(long, value_name = "DIR")]
    parts: Option<PathBuf>,
    /// Write the messages that an update must judge rightly to this file, as the extension packages
    /// them.
    #[arg(long, value_name = "FILE")]
    gate: Option<PathBuf>,
    /// Another version than that of rules/edition.toml; every publication has a higher one.
    #[arg(long)]
    number: Option<u64>,
}

impl Pack {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let compiled = compiled(&self.root.root)?;
        let number = self.number.unwrap_or(compiled.edition);
        if let Some(path) = &self.output {
            let bytes = compiled.pack(number);
            fs::write(path, &bytes).map_err(Failure::file(path))?;
            writeln!(io::stdout(), "{} {} bytes", path.display(), bytes.len())?;
        }
        if let Some(folder) = &self.parts {
            fs::create_dir_all(folder).map_err(Failure::file(folder))?;
            for (name, bytes) in compiled.split(number) {
                let path = folder.join(name);
                fs::write(&path, &bytes).map_err(Failure::file(&path))?;
                writeln!(io::stdout(), "{} {} bytes", path.display(), bytes.len())?;
            }
        }
        if let Some(path) = &self.gate {
            let bytes = Gate::read(&self.root.root)?.packaged();
            fs::write(path, &bytes).map_err(Failure::file(path))?;
            writeln!(io::stdout(), "{} {} bytes", path.display(), bytes.len())?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
