//! When was asked, and how it went. Nothing here decides what is believed.

use serde::{Deserialize, Serialize};

use crate::updates::{Problem, ProblemCode};

/// What is remembered of the last sync.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Last {
    /// When the repository was last asked, seconds since 1970; 0: never.
    pub checked: u64,
    /// When that last went well.
    pub succeeded: u64,
    /// Before this nobody is asked again.
    pub next: u64,
    /// Why it did not go well.
    pub problem: Option<LastProblem>,
    /// Which state of the timestamp one mirror served.
    pub tag: Option<Tag>,
}

/// A [`Problem`] as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastProblem {
    /// Its name on the wire.
    pub code: String,
    /// In words.
    pub says: String,
}

/// A mirror's name (`ETag`) for the timestamp that is here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// The mirror's place in the list.
    pub mirror: usize,
    /// Its name.
    pub etag: String,
    /// SHA-256 of the timestamp it stands for, as text.
    pub sha256: String,
}

impl From<&Problem> for LastProblem {
    fn from(problem: &Problem) -> LastProblem {
        LastProblem { code: problem.code.name().into(), says: problem.says.clone() }
    }
}

impl LastProblem {
    /// What it was; none when this program does not know its name.
    pub fn problem(&self) -> Option<Problem> {
        let code = ProblemCode::ALL.into_iter().find(|code| code.name() == self.code)?;
        Some(Problem { code, says: self.says.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_problem_goes_there_and_back() {
        for code in ProblemCode::ALL {
            let problem = Problem { code, says: "Something is wrong.".into() };
            assert_eq!(LastProblem::from(&problem).problem(), Some(problem));
        }
        let unknown = LastProblem { code: "news".into(), says: String::new() };
        assert_eq!(unknown.problem(), None);
    }
}
