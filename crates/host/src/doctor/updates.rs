//! How the rules stand, in the report.

use serde::Serialize;

use super::Finding;
use super::when::{age_in_days, date};
use crate::hex;
use crate::updates::{ProblemCode, Status};

/// What is here, when it was asked for, and why there is nothing newer.
#[derive(Debug, Serialize)]
pub struct Standing {
    /// The Pack that is here.
    pub pack: Option<PackFacts>,
    /// When the repository was last asked, seconds since 1970; 0: never.
    pub checked: u64,
    /// The same for people.
    pub checked_at: Option<String>,
    /// When that last went well.
    pub succeeded: u64,
    /// The same for people.
    pub succeeded_at: Option<String>,
    /// Before this nobody is asked.
    pub next: u64,
    /// The same for people.
    pub next_at: Option<String>,
    /// The code of what went wrong.
    pub code: Option<&'static str>,
    /// What went wrong, and what to do.
    pub problem: Option<Finding>,
}

/// A Pack.
#[derive(Debug, Serialize)]
pub struct PackFacts {
    /// Its version.
    pub version: u64,
    /// Days since the date in its version.
    pub age_days: Option<u64>,
    /// Bytes of the signed Pack.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}

impl Standing {
    /// Of this status, at this time.
    pub fn new(status: &Status, now: u64) -> Standing {
        let at = |time: u64| (time != 0).then(|| date(time));
        Standing {
            pack: status.pack.as_ref().map(|pack| PackFacts {
                version: pack.version,
                age_days: age_in_days(pack.version, now),
                bytes: pack.bytes,
                sha256: hex::write(&pack.sha256),
            }),
            checked: status.checked,
            checked_at: at(status.checked),
            succeeded: status.succeeded,
            succeeded_at: at(status.succeeded),
            next: status.next,
            next_at: at(status.next),
            code: status.problem.as_ref().map(|problem| problem.code.name()),
            problem: status
                .problem
                .as_ref()
                .map(|problem| Finding::new(problem.says.as_str(), todo(problem.code))),
        }
    }
}

/// What a person can do about it.
fn todo(code: ProblemCode) -> &'static str {
    match code {
        ProblemCode::Offline => {
            "Nothing, if this computer was offline: the next try comes by itself. Behind a proxy or \
             firewall, let the mirrors through, or import updates from a file in the options."
        }
        ProblemCode::Mirror | ProblemCode::Limits => {
            "Nothing: the rules that are here stay in use, and the next try comes by itself. If this \
             stays so for days, report it."
        }
        ProblemCode::Signature | ProblemCode::Rollback => {
            "Nothing was taken from there. If this stays so on another network as well, report it: \
             somebody may be tampering with updates."
        }
        ProblemCode::Expired => {
            "Look whether this computer's clock is right. If it is, updates are being held back from \
             it, or no longer published: try another network, and report it if that does not help."
        }
        ProblemCode::Clock => "Set this computer's clock right, and run `caveat-host sync --now`.",
        ProblemCode::Journal => {
            "The rules that came with the extension are in use. Run `caveat-host uninstall --all` and \
             install again to start over."
        }
        ProblemCode::Disk => {
            "Look whether the disk is full, and whether the folder named above is yours alone \
             (`chmod 700`)."
        }
        ProblemCode::Busy => "Wait a minute.",
        ProblemCode::NotConfigured => {
            "This build fetches from nowhere. Use a released one, or install with `--trust DIR` for a \
             repository of your own."
        }
    }
}
