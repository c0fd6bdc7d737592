//! What people and scripts call.

use std::fmt;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Parser, Subcommand};

use crate::browsers::{BROWSERS, Browser};
use crate::install::InstallError;

mod help;
mod here;
mod install;
mod status;
mod sync;
mod uninstall;

pub use here::couriers;

/// Something is wrong, or could not be done. Wrong calls end with clap's 2.
const FAILED: u8 = 1;

/// Fetches verified updates of Caveat's rules for the browser extension.
///
/// Browsers start this program when the extension asks for updates; it ends when they are done. It
/// never sees a message or a page. Install it for the browser you use, look with `status` when updates
/// do not come, and remove it with `uninstall`.
#[derive(Parser)]
#[command(name = "caveat-host", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Let one browser start this program.
    ///
    /// Writes that browser's manifest and nothing for any other, and says what it wrote.
    Install(install::Install),
    /// Take it away again: for one browser, or with all it has left.
    ///
    /// With the last browser go the fetched rules and all else that this program keeps.
    Uninstall(uninstall::Uninstall),
    /// Say what is installed, whether it works, and what to do if it does not.
    ///
    /// Changes nothing. Ends with 1 when something is wrong.
    Status(status::Show),
    /// Ask for updates now, as the extension does by itself.
    ///
    /// Asks nobody if that was done less than an hour ago. Ends with 1 when it does not go well.
    Sync(sync::Sync),
    /// Write the man page.
    #[command(hide = true)]
    Man,
    /// Write completions for a shell.
    #[command(hide = true)]
    Completions(help::Completions),
}

/// Does what the command line says.
pub fn run() -> ExitCode {
    // Ends the program by itself when the call is wrong: with 2, and nothing on standard output.
    let done = match Arguments::parse().command {
        Command::Install(command) => command.run(),
        Command::Uninstall(command) => command.run(),
        Command::Status(command) => command.run(),
        Command::Sync(command) => command.run(),
        Command::Man => help::man(),
        Command::Completions(command) => command.run(),
    };
    done.unwrap_or_else(|failure| {
        // Whoever read the output has seen enough (`caveat-host status | head`): no failure of ours.
        if let Failure::Output(error) = &failure
            && error.kind() == io::ErrorKind::BrokenPipe
        {
            return ExitCode::SUCCESS;
        }
        let _ = writeln!(io::stderr(), "caveat-host: {failure}");
        ExitCode::from(FAILED)
    })
}

fn browser() -> impl clap::builder::TypedValueParser<Value = &'static Browser> {
    PossibleValuesParser::new(BROWSERS.iter().map(|browser| browser.name))
        .try_map(|name| Browser::named(&name).ok_or("no such browser"))
}

/// Why a command could not do its work.
#[derive(Debug)]
enum Failure {
    Install(InstallError),
    /// The own folder, or what a build or a folder says is to be trusted.
    Here(here::HereError),
    /// Standard output broke.
    Output(io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Install(error) => write!(f, "{error}"),
            Failure::Here(error) => write!(f, "{error}"),
            Failure::Output(error) => write!(f, "standard output: {error}"),
        }
    }
}

impl From<InstallError> for Failure {
    fn from(error: InstallError) -> Failure {
        Failure::Install(error)
    }
}

impl From<here::HereError> for Failure {
    fn from(error: here::HereError) -> Failure {
        Failure::Here(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}

fn say(lines: &[String]) -> io::Result<()> {
    let mut output = io::stdout().lock();
    lines.iter().try_for_each(|line| writeln!(output, "{line}"))
}
