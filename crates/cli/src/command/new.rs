//! `caveat new`: the first lines of a new rule file, ready to be filled in.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;

use crate::failure::Failure;
use crate::rules::Root;

#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    /// A kind of scam: rules and guide.
    Scam,
    /// A site adapter and its page fixture.
    Site,
    /// A family of signals.
    Signal,
}

#[derive(Debug, clap::Args)]
pub(crate) struct New {
    /// What to start.
    what: What,
    /// Its id: lower-case words joined by hyphens.
    id: String,
    #[command(flatten)]
    root: Root,
}

const SCAM: &str = include_str!("new/scam.toml");
const GUIDE: &str = include_str!("new/guide.md");
const SITE: &str = include_str!("new/site.toml");
const SITE_FIXTURE: &str = include_str!("new/site.mjs");
const SITE_APP: &str = include_str!("new/app.js");
const SIGNAL: &str = include_str!("new/signal.toml");

impl New {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let sound = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if self.id.is_empty() || self.id.starts_with('-') || !self.id.bytes().all(sound) {
            return Err(Failure::Usage(format!(
                "`{}` is not an id: lower-case words joined by hyphens, like parcel-fee",
                self.id
            )));
        }
        let id = &self.id;
        let files: Vec<(String, &str)> = match self.what {
            What::Scam => vec![
                (format!("rules/scams/{id}.toml"), SCAM),
                (format!("guides/en/{id}.md"), GUIDE),
            ],
            What::Site => vec![
                (format!("rules/sites/{id}.toml"), SITE),
                (format!("tests/pages/{id}/site.mjs"), SITE_FIXTURE),
                (format!("tests/pages/{id}/app.js"), SITE_APP),
            ],
            What::Signal => vec![(format!("rules/signals/{id}.toml"), SIGNAL)],
        };
        // All or none: a half-made pair is worse than an error.
        for (path, _) in &files {
            if self.root.root.join(path).exists() {
                return Err(Failure::Usage(format!("{path} is already there")));
            }
        }
        for (path, template) in &files {
            let target = self.root.root.join(path);
            fs::create_dir_all(target.parent().unwrap_or(Path::new(".")))
                .and_then(|()| fs::write(&target, template.replace("NEW-ID", id)))
                .map_err(Failure::file(&target))?;
            println!("{path}");
        }
        if matches!(self.what, What::Scam) {
            println!("Give it the picture of its family in guides/pictures.toml: {id} = \"…\"");
        }
        println!("Fill in what is in capitals, then run: caveat check && caveat test {id}");
        Ok(ExitCode::SUCCESS)
    }
}
