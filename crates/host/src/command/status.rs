//! `caveat-host status`

use std::io::{self, Write as _};
use std::process::ExitCode;

use super::{FAILED, Failure, here};
use crate::doctor::examine;
use crate::place::Place;
use crate::updates::Updates as _;

/// Looks at everything and changes nothing.
#[derive(Debug, clap::Args)]
pub(super) struct Show {
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let setup = here::setup()?;
        let mut courier = here::courier(&Place::at(&setup.folder));
        let report = examine(&setup, &courier.status(), courier.facts());
        let mut output = io::stdout().lock();
        if self.json {
            serde_json::to_writer_pretty(&mut output, &report).map_err(io::Error::from)?;
            writeln!(output)?;
        } else {
            write!(output, "{report}")?;
        }
        Ok(if report.well { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
    }
}
