//! What `caveat publish` prints.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use caveat_publish::metadata::Reason;
use caveat_publish::repository::{Draft, Problem, Report};
use caveat_publish::signed::SignedPackError;
use caveat_publish::time;

use crate::failure::Failure;

/// Prints what a client believes and what it does not; fails if there is anything that it does not.
pub(super) fn print(report: &Report) -> Result<ExitCode, Failure> {
    print_seen(report)?;
    fail_on(report.problems.iter())
}

/// The same after a change. A Pack that a new root's publishers have not signed yet is no failure of
/// the change, only something left to do.
pub(super) fn print_after(report: &Report) -> Result<ExitCode, Failure> {
    print_seen(report)?;
    let (left, wrong): (Vec<_>, Vec<_>) = report.problems.iter().partition(|problem| {
        matches!(problem.reason, Reason::Pack(SignedPackError::Threshold { .. }))
    });
    for problem in left {
        writeln!(io::stdout(), "left to do: publish a newly signed Pack ({problem})")?;
    }
    fail_on(wrong.into_iter())
}

fn print_seen(report: &Report) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    for seen in &report.seen {
        let signed = match seen.by.len() {
            0 => String::new(),
            n => format!(", signed by {n} publishers"),
        };
        writeln!(
            out,
            "{:<9} {:<10} expires {}{signed}  {}",
            seen.role,
            seen.version,
            time::text(seen.expires),
            seen.file.display()
        )?;
    }
    Ok(())
}

fn fail_on<'a>(problems: impl Iterator<Item = &'a Problem>) -> Result<ExitCode, Failure> {
    let problems: Vec<String> = problems.map(ToString::to_string).collect();
    if problems.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
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
