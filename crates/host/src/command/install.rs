//! `caveat-host install`

use std::path::PathBuf;
use std::process::ExitCode;

use super::{Failure, browser, here, say};
use crate::browsers::Browser;
use crate::doctor::sandbox_note;

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
        let mut said = here::prepare(&setup)?;
        if let Some(trust) = &self.trust {
            said.extend(here::install_trust(&setup, trust)?);
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
