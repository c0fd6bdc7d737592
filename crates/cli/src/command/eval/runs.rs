//! Verdicts kept from one run to the next: ids and levels, never texts.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::judged::{Judged, Label};
use crate::failure::Failure;

/// Most changed messages listed.
const MAX_LISTED: usize = 200;

/// One message's verdict.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Row {
    source: String,
    id: String,
    label: String,
    level: String,
    score: f64,
    kind: Option<String>,
}

impl Row {
    pub(crate) fn of(judged: &Judged) -> Row {
        let label = match judged.label {
            Label::Scam => "scam",
            Label::Spam => "spam",
            Label::Ham => "ham",
        };
        Row {
            source: judged.source.clone(),
            id: judged.id.clone(),
            label: label.into(),
            level: judged.level.name().into(),
            score: judged.score,
            kind: judged.kind.clone(),
        }
    }
}

pub(crate) fn write(path: &Path, rows: &[Row]) -> Result<(), Failure> {
    let bytes = serde_json::to_vec(rows).map_err(io::Error::from)?;
    fs::write(path, bytes).map_err(Failure::file(path))
}

pub(crate) fn read(path: &Path) -> Result<Vec<Row>, Failure> {
    let bytes = fs::read(path).map_err(Failure::file(path))?;
    serde_json::from_slice(&bytes).map_err(|e| {
        Failure::Data(format!("{}: not a saved run ({e}): make one with --save", path.display()))
    })
}

/// Lists the messages whose level or kind changed.
pub(crate) fn compare(out: &mut impl Write, before: &[Row], after: &[Row]) -> Result<(), Failure> {
    let key = |row: &Row| (row.source.clone(), row.id.clone());
    let old: BTreeMap<_, &Row> = before.iter().map(|r| (key(r), r)).collect();
    let changed: Vec<(&Row, &Row)> = after
        .iter()
        .filter_map(|new| old.get(&key(new)).map(|old| (*old, new)))
        .filter(|(old, new)| old.level != new.level || old.kind != new.kind)
        .collect();
    writeln!(out, "\n{} messages are judged otherwise than before", changed.len())?;
    for (old, new) in changed.iter().take(MAX_LISTED) {
        let kind = |row: &Row| row.kind.clone().unwrap_or_else(|| "no kind".into());
        writeln!(
            out,
            "{} {}:{} {} {:.4} {} -> {} {:.4} {}",
            new.label,
            new.source,
            new.id,
            old.level,
            old.score,
            kind(old),
            new.level,
            new.score,
            kind(new)
        )?;
    }
    Ok(())
}
