//! The line that the figures on a set of our own must not fall below.

use std::fs;
use std::path::Path;

use caveat_engine::Level;
use serde::Deserialize;

use super::tally::Tally;
use crate::failure::Failure;

/// Shares from 0 to 1.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Line {
    /// Fewest messages of each kind there must be: a set that shrinks proves less.
    scams: u64,
    honest: u64,
    /// Least share of scams given `caution` or more.
    recall: f64,
    /// Least share of scams given `danger`.
    recall_danger: f64,
    /// Least share of the scams named at all that are named rightly.
    right_kind: f64,
    /// Largest share of honest messages given `caution` or more.
    honest_warned: f64,
    /// Largest share of honest messages given `danger`.
    honest_danger: f64,
}

/// Reads the line.
///
/// # Errors
/// When the file cannot be read or is no line.
pub(crate) fn read(path: &Path) -> Result<Line, Failure> {
    let text = fs::read_to_string(path).map_err(Failure::file(path))?;
    toml::from_str(&text).map_err(|e| Failure::Data(format!("{}: {e}", path.display())))
}

impl Line {
    /// `Err` names every figure that does not hold, with what was measured.
    pub(crate) fn hold(&self, tally: &Tally, unread: u64) -> Result<(), String> {
        let (scam, ham) = (&tally.rows.scam, &tally.rows.ham);
        let share = |part: f64, of: f64| if of > 0.0 { part / of } else { 0.0 };
        let named = share(tally.named.2 as f64, tally.named.1 as f64);
        let least = [
            ("scams", scam.total, self.scams as f64),
            ("honest messages", ham.total, self.honest as f64),
            ("recall", share(scam.from(Level::Caution), scam.total), self.recall),
            ("recall at danger", share(scam.from(Level::Danger), scam.total), self.recall_danger),
            ("right kind", named, self.right_kind),
        ];
        let most = [
            ("unreadable lines", unread as f64, 0.0),
            ("honest warned", share(ham.from(Level::Caution), ham.total), self.honest_warned),
            ("honest at danger", share(ham.from(Level::Danger), ham.total), self.honest_danger),
        ];
        let low = least.iter().filter(|(_, found, line)| found < line);
        let low = low.map(|(what, found, line)| format!("{what}: {found:.4}, at least {line}"));
        let high = most.iter().filter(|(_, found, line)| found > line);
        let high = high.map(|(what, found, line)| format!("{what}: {found:.4}, at most {line}"));
        let broken: Vec<String> = low.chain(high).collect();
        if broken.is_empty() {
            return Ok(());
        }
        Err(format!("the figures do not hold the line\n  {}", broken.join("\n  ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_that_falls_is_named() {
        let line: Line = toml::from_str(
            "scams = 1\nhonest = 0\nrecall = 0.9\nrecall_danger = 0.5\nright_kind = 0.9\n\
             honest_warned = 0.0\nhonest_danger = 0.0",
        )
        .expect("a line");
        let said = line.hold(&Tally::new(0), 2).expect_err("an empty run holds nothing");
        for figure in ["scams: 0", "recall: 0", "right kind: 0", "unreadable lines: 2"] {
            assert!(said.contains(figure), "{figure} is not in {said}");
        }
        assert!(!said.contains("honest warned"), "{said}");
    }
}
