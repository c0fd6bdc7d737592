//! `caveat-host uninstall`

use std::process::ExitCode;

use super::{Failure, browser, here, say};
use crate::browsers::Browser;
use crate::install::Which;

/// Removes manifests; with the last of them also the own folder, so that nothing is left.
#[derive(Debug, clap::Args)]
pub(super) struct Uninstall {
    /// For which browser.
    #[arg(long, value_name = "NAME", value_parser = browser())]
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    browser: Option<&'static Browser>,
    /// For all of them.
    #[arg(long)]
    all: bool,
    /// Keep the fetched rules, and whom to trust, for another time.
    #[arg(long)]
    keep_rules: bool,
}

impl Uninstall {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let which = self.browser.map_or(Which::All, Which::Browser);
        let mut said = here::setup()?.uninstall(which, self.keep_rules)?;
        if said.is_empty() {
            said.push("nothing was installed".to_owned());
        }
        say(&said)?;
        Ok(ExitCode::SUCCESS)
    }
}
