//! `caveat-host`: started by a browser it answers the extension, started by a person it does what
//! the command line says.

#![deny(clippy::print_stdout)]

use std::ffi::OsString;
use std::process::ExitCode;
use std::{env, io};

use caveat_host::arguments::from_browser;
use caveat_host::browsers::System;
use caveat_host::command;
use caveat_host::frames::Framed;
use caveat_host::serve::{Ended, serve};

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    if !from_browser(&arguments, System::HERE) {
        return command::run();
    }
    let [here, fetching] = command::couriers();
    // Returning ends the process, with whatever is still being fetched or written in it.
    match serve(Framed(io::stdin()), Framed(io::stdout()), here, fetching) {
        Ended::Closed => ExitCode::SUCCESS,
        Ended::Lost | Ended::Unread | Ended::Broken => ExitCode::FAILURE,
    }
}
