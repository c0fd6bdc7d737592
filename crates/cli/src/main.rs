//! `caveat`: scan messages for scams; check, test and pack the rules.

mod command;
mod failure;
mod gate;
mod input;
mod parallel;
mod rules;
mod site;
mod wire;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Recognises scams in messages, on this machine alone.
#[derive(Parser)]
#[command(name = "caveat", version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Judge a message: a mail file, a text file, or standard input.
    Scan(command::scan::Scan),
    /// Look for mistakes in rules/ and guides/.
    Check(command::check::Check),
    /// Try every example that stands in the rules.
    Test(command::test::Test),
    /// Measure the rules on labelled messages.
    Eval(command::eval::Eval),
    /// Start a new scam, site or signal file.
    New(command::new::New),
    /// Make the Pack.
    Pack(command::pack::Pack),
    /// Make keys, and say which is which.
    Keys(command::keys::Keys),
    /// Sign a Pack, or add a signature to a signed one.
    Sign(command::sign::Sign),
    /// Keep the repository that updates come from.
    Publish(command::publish::Publish),
    /// Write the guides as a website.
    Guides(command::guides::Guides),
    /// Write the list of kinds, rules/INDEX.md.
    Index(command::index::Index),
    /// Say what to do about a scam, and what is known of a scam, a signal or a brand.
    Explain(command::explain::Explain),
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors; a wrong call is, and never one of the levels' codes.
            let code = if error.use_stderr() { failure::USAGE } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let done = match arguments.command {
        Command::Scan(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Test(command) => command.run(),
        Command::Eval(command) => command.run(),
        Command::New(command) => command.run(),
        Command::Pack(command) => command.run(),
        Command::Keys(command) => command.run(),
        Command::Sign(command) => command.run(),
        Command::Publish(command) => command.run(),
        Command::Guides(command) => command.run(),
        Command::Index(command) => command.run(),
        Command::Explain(command) => command.run(),
    };
    done.unwrap_or_else(|failure| {
        // Whoever read the output has seen enough (`caveat scan … | head`): no failure of ours.
        if failure.is_broken_pipe() {
            return ExitCode::SUCCESS;
        }
        eprintln!("caveat: {failure}");
        ExitCode::from(failure.code())
    })
}
