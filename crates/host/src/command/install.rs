//! `caveat-host install`

use std::path::PathBuf;
use std::process::ExitCode;

use super::here::NewTrust;
use super::{Failure, browser, here, say};
use crate::browsers::Browser;
use crate::doctor::sandbox_note;
use crate::place::Place;

/// Writes one browser's manifest, and nothing for any other.
#[derive(Debug, clap::Args)]
pub(super) struct Install {
    /// For which browser.
    #[arg(long, value_name = "NAME", value_parser = browser())]
    browser: &'static Browser,
    /// Trust the publishers and mirrors of this folder (root.json, mirrors.json) instead of those of
    /// this build: for a workplace with a repository of its own.
    #[arg(long, value_name = "DIR")]
    trust: Option<PathBuf>,
    /// Where the browser looks for manifests, if not in the usual place: a portable one, say.
    #[arg(long, value_name = "DIR")]
    manifest_dir: Option<PathBuf>,
}

impl Install {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let setup = here::setup()?;
        // Looked at before anything is written.
        let trust = self.trust.as_deref().map(NewTrust::read).transpose()?;
        setup.prepare()?;
        let mut said = Vec::new();
        if let Some(trust) = trust {
            said.extend(trust.install(&Place::at(&setup.folder))?);
        } else if here::has_trust(&setup.folder) {
            said.push("updates come from whom an earlier `--trust` has named".to_owned());
        }
        said.extend(setup.install(self.browser, self.manifest_dir.as_deref())?);
        said.extend(
            self.browser
                .sandboxed
                .iter()
                .filter(|sandbox| sandbox.trace(&setup.homes).is_dir())
                .map(|sandbox| sandbox_note(self.browser, *sandbox)),
        );
        say(&said)?;
        Ok(ExitCode::SUCCESS)
    }
}
