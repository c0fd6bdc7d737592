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

    #[test]
    fn what_is_no_file_or_not_there_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let base = super::super::Address::parse("file:///somewhere/").unwrap();
        let asked = |name: &str, limit, from| {
            let deadline = Instant::now() + std::time::Duration::from_secs(60);
            let known = None;
            super::ask(folder.path(), &Ask { base: &base, name, limit, known, from }, deadline)
        };
        fs::create_dir(folder.path().join("folder")).unwrap();
        fs::write(folder.path().join("file"), "12345").unwrap();
        assert!(matches!(asked("none", 9, 0), Ok(Found::Missing)));
        assert!(matches!(asked("folder", 9, 0), Err(FetchError::Shape(_))));
        assert!(matches!(asked("../file", 9, 0), Err(FetchError::Shape(_))));
        assert!(matches!(asked("file", 4, 0), Err(FetchError::TooLarge(_))));
        for (from, rest) in [(0, "12345"), (3, "45"), (5, ""), (6, "12345")] {
            let Ok(Found::Body { from: begins, mut body, .. }) = asked("file", 5, from) else {
                panic!("no body from {from}");
            };
            let mut bytes = Vec::new();
            body.read_all(&mut bytes).unwrap();
            assert_eq!((begins, bytes.as_slice()), (from % 6, rest.as_bytes()));
        }
    }
}
