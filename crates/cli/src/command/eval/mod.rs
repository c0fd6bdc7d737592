//! `caveat eval`: how right the rules are, on labelled messages.

mod judged;
mod line;
mod report;
mod runs;
mod tally;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use flate2::read::MultiGzDecoder;

use super::careful::Careful;
use crate::failure::Failure;
use crate::parallel::in_order;
use crate::rules::Source;
use judged::{Judged, judge};
use tally::Tally;

#[derive(Debug, clap::Args)]
pub(crate) struct Eval {
    /// Files of labelled messages (.jsonl, .jsonl.gz), or folders of them.
    #[arg(required = true, value_name = "DIR|FILE")]
    paths: Vec<PathBuf>,
    /// Show that many misses and that many false alarms, worst first.
    #[arg(long, value_name = "N", default_value_t = 0)]
    show: usize,
    /// Show that many of the signals that warn most wrongly.
    #[arg(long, value_name = "N", default_value_t = 20)]
    signals: usize,
    /// Keep this run's verdicts in FILE: ids and levels, no texts.
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Show which messages are judged otherwise than in an earlier run.
    #[arg(long, value_name = "FILE")]
    compare: Option<PathBuf>,
    /// Judge what a row of a list shows of each message: sender, subject, the first words.
    #[arg(long)]
    rows: bool,
    /// Fail when the figures fall below the line drawn in FILE (TOML).
    #[arg(long, value_name = "FILE")]
    hold: Option<PathBuf>,
    #[command(flatten)]
    careful: Careful,
    #[command(flatten)]
    source: Source,
}

impl Eval {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let rules = self.source.rules()?;
        let line = self.hold.as_deref().map(line::read).transpose()?;
        let before = self.compare.as_deref().map(runs::read).transpose()?;
        let files = files(&self.paths)?;
        let options = self.careful.options();
        let (mut tally, mut bad, mut verdicts) = (Tally::new(self.show), 0u64, Vec::new());
        for path in &files {
            let file = File::open(path).map_err(Failure::file(path))?;
            let zipped = path.extension().is_some_and(|e| e == "gz");
            let input: Box<dyn Read + Send> =
                if zipped { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
            let fallback = source_name(path);
            let work = |line: crate::parallel::Line<'_>| {
                judge(line, &fallback, &rules, self.rows, options)
            };
            let keep = self.save.is_some() || before.is_some();
            let sink = |judged: Result<Judged, String>, _| {
                match judged {
                    Ok(judged) => {
                        if keep {
                            verdicts.push(runs::Row::of(&judged));
                        }
                        tally.add(judged);
                    }
                    Err(_) => bad += 1,
                }
                Ok(())
            };
            in_order(input, work, sink).map_err(Failure::file(path))?;
        }
        let mut out = io::stdout().lock();
        report::print(&mut out, &tally, self.signals)?;
        if bad > 0 {
            eprintln!("{bad} lines are no labelled messages and were passed over");
        }
        if let Some(before) = before {
            runs::compare(&mut out, &before, &verdicts)?;
        }
        if let Some(path) = &self.save {
            runs::write(path, &verdicts)?;
        }
        if let Some(line) = line {
            // A line that cannot be read was not measured; a set to hold the line on has none.
            line.hold(&tally, bad).map_err(Failure::Data)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The files named, and those lying in the folders named, in the order of their paths.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let mut found = Vec::new();
        for entry in fs::read_dir(path).map_err(Failure::file(path))? {
            let entry = entry.map_err(Failure::file(path))?.path();
            let name = entry.to_string_lossy();
            if name.ends_with(".jsonl") || name.ends_with(".jsonl.gz") {
                found.push(entry);
            }
        }
        if found.is_empty() {
            return Err(Failure::Usage(format!("{} holds no .jsonl or .jsonl.gz", path.display())));
        }
        found.sort();
        files.extend(found);
    }
    Ok(files)
}

/// The source of messages that do not name theirs: the file's name.
fn source_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.split('.').next().unwrap_or("").to_owned()
}
