//! `caveat check`

use std::io::{self, Write};
use std::process::ExitCode;

use caveat_compiler::{Month, Tree, compile};
use caveat_engine::rules::Language;
use jiff::Zoned;

use crate::failure::Failure;
use crate::rules::{Root, count, print_remarks};

#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    #[command(flatten)]
    root: Root,
    /// Treat warnings as errors.
    #[arg(long)]
    strict: bool,
}

impl Check {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let (compiled, mut remarks) = compile(&Tree::read(&self.root.root)?);
        let today = Zoned::now().date();
        let today = Month::new(today.year().unsigned_abs(), today.month().unsigned_abs());
        let expired = compiled.as_ref().map(|c| c.reporting.expired(today)).unwrap_or_default();
        let compiled = compiled.filter(|_| expired.is_empty());
        remarks.extend(expired);
        print_remarks(&remarks);
        let Some(compiled) = compiled.filter(|_| !self.strict || remarks.is_empty()) else {
            return Err(Failure::Data(count(&remarks)));
        };
        let rules = &compiled.rules;
        let others = |size: fn(&Language) -> usize| rules.languages.iter().map(size).sum::<usize>();
        writeln!(
            io::stdout(),
            "{} signals, {} phrases and literals, {} patterns, {} scams, {} brands, {} guides: {}",
            rules.signals.len(),
            rules.literals.texts.len() + others(|l| l.literals.texts.len()),
            rules.patterns.signal.len() + others(|l| l.patterns.signal.len()),
            rules.scams.len(),
            rules.brands.len(),
            compiled.guides.values().map(Vec::len).sum::<usize>(),
            count(&remarks),
        )?;
        Ok(ExitCode::SUCCESS)
    }
}
