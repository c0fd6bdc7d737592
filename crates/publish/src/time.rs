//! Times as TUF writes them, "2026-11-23T06:37:15Z", and as we count them: whole seconds since 1970.

use jiff::Timestamp;

/// Seconds in a day.
pub const DAY: u64 = 24 * 60 * 60;

/// A time in words. What lies beyond the year 9999 is told as its last second.
pub fn text(seconds: u64) -> String {
    let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
    let last = Timestamp::MAX.as_second();
    Timestamp::from_second(seconds.min(last)).unwrap_or(Timestamp::MAX).to_string()
}

/// The time that an RFC 3339 text tells, cut to whole seconds; `None` before 1970 or when it is none.
pub fn read(text: &str) -> Option<u64> {
    u64::try_from(text.parse::<Timestamp>().ok()?.as_second()).ok()
}

/// The highest number that a Pack made at that time should have: its date as YYYYMMDD, and two digits.
pub fn highest_number(seconds: u64) -> u64 {
    let date: String = text(seconds).chars().take(10).filter(char::is_ascii_digit).collect();
    date.parse().map_or(0, |date: u64| date * 100 + 99)
}

/// The same as [`read`], but only in the one form that metadata has: UTC, whole seconds.
pub(crate) fn read_exact(given: &str) -> Option<u64> {
    read(given).filter(|&seconds| text(seconds) == given)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_and_read() {
        assert_eq!(text(0), "1970-01-01T00:00:00Z");
        assert_eq!(text(1_795_415_835), "2026-11-23T06:37:15Z");
        assert_eq!(read("2026-11-23T07:37:15.9+01:00"), Some(1_795_415_835));
        assert_eq!(read_exact("2026-11-23T06:37:15Z"), Some(1_795_415_835));
        for odd in [
            "2026-11-23T07:37:15+01:00",
            "2026-11-23T06:37:15.5Z",
            "2026-11-23",
            "",
            "1969-01-01T00:00:00Z",
        ] {
            assert_eq!(read_exact(odd), None, "{odd}");
        }
        assert_eq!(highest_number(1_795_415_835), 2026112399);
        assert!(text(u64::MAX).starts_with("9999-12-30"));
    }
}
