//! What time it is. A trait, so that tests can stand in any year.

use std::time::{SystemTime, UNIX_EPOCH};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Seconds since 1970.
    fn now(&self) -> u64;
}

/// This computer's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

impl Clock for System {
    fn now(&self) -> u64 {
        // A clock before 1970 is as wrong as one at 1970, and noticed as such.
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
    }
}

/// The clock may stand this far before what was seen: time zones set wrongly, small corrections.
const SLACK: u64 = 24 * 60 * 60;

/// No clock that is right shows an earlier time: this program is younger (2026-01-01).
const EARLIEST: u64 = 1_767_225_600;

/// Whether a clock stands before what has been seen already: whoever sets it back makes what has
/// expired look fresh.
pub fn is_behind(now: u64, seen: u64) -> bool {
    now < EARLIEST || now.saturating_add(SLACK) < seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_back_is_let_pass_and_no_more() {
        let seen = EARLIEST + 10 * SLACK;
        assert!(!is_behind(seen, seen) && !is_behind(seen + SLACK, seen));
        assert!(!is_behind(seen - SLACK, seen));
        assert!(is_behind(seen - SLACK - 1, seen));
    }

    #[test]
    fn clocks_that_never_were_set_are_noticed_the_first_time() {
        assert!(is_behind(0, 0) && is_behind(EARLIEST - 1, 0) && !is_behind(EARLIEST, 0));
        assert!(!is_behind(u64::MAX, u64::MAX));
    }
}
