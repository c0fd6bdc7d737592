//! A repository in a folder: for computers without a network, and for tests.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::Instant;

use super::{Ask, FetchError, Found, Metered};

pub(super) fn ask<'a>(
    folder: &Path,
    ask: &Ask<'_>,
    deadline: Instant,
) -> Result<Found<'a>, FetchError> {
    let broken = |error: std::io::Error| {
        FetchError::Offline(format!("{} cannot be read: {error}", ask.base))
    };
    if !inside(ask.name) {
        return Err(FetchError::Shape(format!("{} names a file outside of it", ask.base)));
    }
    if !folder.is_dir() {
        return Err(FetchError::Offline(format!("{} is not there", ask.base)));
    }
    let path = folder.join(ask.name);
    // Looked at before it is opened: opening what is no file may wait for ever.
    let facts = match fs::metadata(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Missing),
        other => other.map_err(broken)?,
    };
    if !facts.is_file() {
        let says = format!("{} holds something that is no file", ask.base);
        return Err(FetchError::Shape(says));
    }
    if facts.len() > ask.limit {
        return Err(FetchError::TooLarge(format!("{} holds a file that is too large", ask.base)));
    }
    let from = if ask.from <= facts.len() { ask.from } else { 0 };
    let mut file = File::open(&path).map_err(broken)?;
    file.seek(SeekFrom::Start(from)).map_err(broken)?;
    let body: Box<dyn Read> = Box::new(file);
    let body = Metered::new(body, ask.base.to_string(), ask.limit - from, deadline);
    Ok(Found::Body { from, etag: None, body })
}

/// Whether a name stays in its folder, on every system.
fn inside(name: &str) -> bool {
    !name.is_empty()
        && !name.contains(['\\', ':', '\0'])
        && name.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_in_their_folder() {
        assert!(inside("timestamp.json") && inside("a/b.json") && inside("..a"));
        for outside in
            ["", "..", "../a", "a/../b", "/etc/passwd", "a//b", "./a", "a\\b", "C:a", "a\0"]
        {
            assert!(!inside(outside), "{outside:?}");
        }
    }
}
