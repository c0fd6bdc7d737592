//! Times for people.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A time in UTC, to the minute.
pub(super) fn date(seconds: u64) -> String {
    match timestamp(seconds) {
        Some(time) => time.strftime("%Y-%m-%d %H:%M UTC").to_string(),
        // No calendar goes that far: better the number than a wrong date.
        None => format!("{seconds} s after 1970"),
    }
}

/// Days since the date that a version (YYYYMMDDNN) begins with. `None` when it is none that was.
pub(super) fn age_in_days(version: u64, now: u64) -> Option<u64> {
    let date = version / 100;
    let part = |number: u64| i8::try_from(number % 100).ok();
    let year = i16::try_from(date / 10_000).ok()?;
    let of_version = Date::new(year, part(date / 100)?, part(date)?).ok()?;
    let today = timestamp(now)?.to_zoned(TimeZone::UTC).date();
    u64::try_from(today.since(of_version).ok()?.get_days()).ok()
}

fn timestamp(seconds: u64) -> Option<Timestamp> {
    Timestamp::from_second(i64::try_from(seconds).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        assert_eq!(date(0), "1970-01-01 00:00 UTC");
        assert_eq!(date(951_782_400), "2000-02-29 00:00 UTC");
        assert_eq!(date(1_795_429_800), "2026-11-23 10:30 UTC");
        assert_eq!(date(u64::MAX), "18446744073709551615 s after 1970");
    }

    #[test]
    fn a_version_has_the_age_of_its_date() {
        let now = 1_795_429_800;
        assert_eq!(age_in_days(2026112301, now), Some(0));
        assert_eq!(age_in_days(2026112299, now), Some(1));
        assert_eq!(age_in_days(2025112301, now), Some(365));
        assert_eq!(age_in_days(2026112401, now), None, "not yet");
        assert_eq!(age_in_days(2026023001, now), None, "no such day");
        assert_eq!(age_in_days(1, now), None);
        assert_eq!(age_in_days(u64::MAX, now), None);
    }
}
