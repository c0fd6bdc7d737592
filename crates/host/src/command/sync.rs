//! `caveat-host sync`

use std::io::{self, Write as _};
use std::process::ExitCode;

use super::{FAILED, Failure, here};
use crate::doctor::Standing;
use crate::place::Place;
use crate::updates::Updates as _;

/// Asks the repository, unless it was asked less than an hour ago.
#[derive(Debug, clap::Args)]
pub(super) struct Sync {
    /// Even if it was asked a moment ago.
    #[arg(long)]
    now: bool,
}

impl Sync {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let setup = here::setup()?;
        let mut courier = here::courier(&Place::at(&setup.folder));
        let status = if self.now { courier.sync_now() } else { courier.sync() };
        write!(io::stdout(), "{}", Standing::new(&status, setup.now))?;
        Ok(if status.problem.is_none() { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
    }
}
