//! `caveat index`: the list of kinds, made from the files.

use std::fmt::Write;
use std::fs;
use std::process::ExitCode;

use caveat_compiler::{Compiled, Kind};

use crate::failure::Failure;
use crate::rules::{Root, compiled};

/// Where the list lies below the root.
const FILE: &str = "rules/INDEX.md";

#[derive(Debug, clap::Args)]
pub(crate) struct Index {
    #[command(flatten)]
    root: Root,
    /// Change nothing; fail when the list is not what the files say.
    #[arg(long)]
    check: bool,
}

impl Index {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let path = self.root.root.join(FILE);
        let text = text(&compiled(&self.root.root)?);
        if !self.check {
            fs::write(&path, text).map_err(Failure::file(&path))?;
            return Ok(ExitCode::SUCCESS);
        }
        let found = fs::read_to_string(&path).map_err(Failure::file(&path))?;
        if found == text {
            Ok(ExitCode::SUCCESS)
        } else {
            Err(Failure::Data(format!("{FILE} is old: run `caveat index` and commit it")))
        }
    }
}

fn text(compiled: &Compiled) -> String {
    let (rules, kinds) = (&compiled.rules, &compiled.kinds);
    let sum = |of: fn(&Kind) -> usize| kinds.iter().map(of).sum::<usize>();
    let mut text = format!(
        "# What is known\n\nMade by `caveat index`; do not edit.\n\n{} kinds, {} signals, {} brands; {} examples of kinds, {} of them silent. Guides: ",
        kinds.len(),
        rules.signals.len(),
        rules.brands.len(),
        sum(|k| k.firing + k.silent),
        sum(|k| k.silent),
    );
    let guides = compiled.guides.iter().map(|(code, guides)| format!("{} {code}", guides.len()));
    text.push_str(&guides.collect::<Vec<_>>().join(", "));
    text.push_str(".\n\n| kind | name | channels | own signals | conditions | warn | silent | guide |\n|---|---|---|---|---|---|---|---|\n");
    for kind in kinds {
        let channels =
            if kind.channels.is_empty() { "all".to_owned() } else { kind.channels.join(" ") };
        let guides: Vec<String> = kind
            .guides
            .iter()
            .map(|code| format!("[{code}](../guides/{code}/{}.md)", kind.guide))
            .collect();
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| [{id}](scams/{id}.toml) | {} | {channels} | {} | {} | {} | {} | {} |",
            kind.name,
            kind.signals,
            kind.conditions,
            kind.firing,
            kind.silent,
            guides.join(" "),
            id = kind.id,
        );
    }
    text
}
