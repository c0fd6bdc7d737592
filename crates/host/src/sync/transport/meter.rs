//! A body that is watched while it is read.

use std::io::{ErrorKind, Read};
use std::time::Instant;

use super::{FetchError, GRACE, LEAST_RATE};

/// Reads at most so many bytes, at least so fast, until a moment.
pub struct Metered<R> {
    body: R,
    who: String,
    left: u64,
    got: u64,
    began: Instant,
    deadline: Instant,
}

impl<R: Read> Metered<R> {
    pub(super) fn new(body: R, who: String, limit: u64, deadline: Instant) -> Metered<R> {
        Metered { body, who, left: limit, got: 0, began: Instant::now(), deadline }
    }

    /// Some bytes; 0 at the end.
    ///
    /// # Errors
    /// When there are too many, they come too slowly, or the connection breaks.
    pub fn some(&mut self, buffer: &mut [u8]) -> Result<usize, FetchError> {
        let count = loop {
            match self.body.read(buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(self.broken(&error)),
                Ok(count) => break count,
            }
        };
        if count as u64 > self.left {
            return Err(FetchError::TooLarge(format!(
                "{} sends more than such a file may hold",
                self.who
            )));
        }
        self.left -= count as u64;
        self.got += count as u64;
        if count > 0 {
            self.in_time(Instant::now())?;
        }
        Ok(count)
    }

    /// All that is left.
    ///
    /// # Errors
    /// As [`Metered::some`].
    pub fn read_all(&mut self, bytes: &mut Vec<u8>) -> Result<(), FetchError> {
        let mut buffer = [0; 16 << 10];
        loop {
            match self.some(&mut buffer)? {
                0 => return Ok(()),
                count => bytes.extend_from_slice(&buffer[..count]),
            }
        }
    }

    fn in_time(&self, now: Instant) -> Result<(), FetchError> {
        let since = now.saturating_duration_since(self.began);
        let least = since.saturating_sub(GRACE).as_secs() * LEAST_RATE;
        if now >= self.deadline || self.got < least {
            return Err(FetchError::Slow(format!("{} sends too slowly", self.who)));
        }
        Ok(())
    }

    fn broken(&self, error: &std::io::Error) -> FetchError {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>());
        match (inner, error.kind()) {
            (Some(ureq::Error::Timeout(_)), _)
            | (_, ErrorKind::TimedOut | ErrorKind::WouldBlock) => {
                FetchError::Slow(format!("{} sends nothing more", self.who))
            }
            _ => FetchError::Offline(format!("the connection to {} broke", self.who)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn metered(bytes: &'static [u8], limit: u64) -> Metered<&'static [u8]> {
        Metered::new(bytes, "it".into(), limit, Instant::now() + Duration::from_secs(60))
    }

    #[test]
    fn as_many_bytes_as_allowed_are_read_and_not_one_more() {
        let mut bytes = Vec::new();
        metered(b"12345", 5).read_all(&mut bytes).unwrap();
        assert_eq!(bytes, b"12345");
        let more = metered(b"12345", 4).read_all(&mut Vec::new());
        assert!(matches!(more, Err(FetchError::TooLarge(_))));
        assert!(metered(b"", 0).read_all(&mut Vec::new()).is_ok());
    }

    #[test]
    fn slowness_counts_after_a_moment() {
        let mut body = metered(b"", 1 << 20);
        let at = |seconds| body.began + Duration::from_secs(seconds);
        assert!(body.in_time(at(3)).is_ok(), "nothing yet, but it has only begun");
        assert!(body.in_time(at(4)).is_err());
        assert!(body.in_time(at(60)).is_err());
        body.got = 10 * LEAST_RATE;
        let at = |seconds| body.began + Duration::from_secs(seconds);
        assert!(body.in_time(at(13)).is_ok());
        assert!(body.in_time(at(14)).is_err());
    }

    #[test]
    fn the_deadline_holds_however_fast_it_comes() {
        let mut body = metered(b"", 1 << 20);
        body.got = 1 << 30;
        assert!(body.in_time(body.began + Duration::from_secs(61)).is_err());
    }
}
