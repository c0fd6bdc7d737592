//! What `caveat publish` prints.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use caveat_publish::repository::{Draft, Report};
use caveat_publish::time;

use crate::failure::Failure;

/// Prints what a client believes and what it does not; fails if there is anything that it does not.
pub(super) fn print(report: &Report) -> Result<ExitCode, Failure> {
    let mut out = io::stdout().lock();
    for seen in &report.seen {
        let signed = match seen.by.len() {
            0 => String::new(),
            n => format!(", signed by {n} publishers"),
        };
        let expires = time::text(seen.expires);
        writeln!(
            out,
            "{:<9} {:<10} expires {expires}{signed}  {}",
            seen.role,
            seen.version,
            seen.file.display()
        )?;
    }
    if report.problems.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    let problems: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
    Err(Failure::Data(problems.join("\n")))
}

/// Says what is to be done with a draft.
pub(super) fn print_draft(path: &Path, draft: &Draft) -> Result<(), Failure> {
    let Draft { role, have, need, .. } = draft;
    write!(
        io::stdout(),
        "{}: {have} of {need} signatures for the role `{role}`. ",
        path.display()
    )?;
    let next = if have < need {
        "Hand it to the next who holds a key; they make the same call."
    } else {
        "Make the same call once more where the keys of snapshot and timestamp are."
    };
    writeln!(io::stdout(), "{next}")?;
    Ok(())
}
