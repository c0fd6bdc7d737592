//! `caveat check`

use std::process::ExitCode;

use caveat_compiler::{Tree, compile};

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
        let (compiled, remarks) = compile(&Tree::read(&self.root.root)?);
        print_remarks(&remarks);
        let Some(compiled) = compiled.filter(|_| !self.strict || remarks.is_empty()) else {
            return Err(Failure::Data(count(&remarks)));
        };
        let rules = &compiled.rules;
        println!(
            "{} signals, {} phrases and literals, {} patterns, {} scams, {} brands, {} guides: {}",
            rules.signals.len(),
            rules.literals.texts.len(),
            rules.patterns.signal.len(),
            rules.scams.len(),
            rules.brands.len(),
            compiled.guides.values().map(Vec::len).sum::<usize>(),
            count(&remarks),
        );
        Ok(ExitCode::SUCCESS)
    }
}
