//! What packages carry beside the program: its man page, and completions for shells.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::{Arguments, Failure};

/// The man page: the program's own, and below it each command's options.
pub(super) fn man() -> Result<ExitCode, Failure> {
    let mut page = Vec::new();
    let command = Arguments::command();
    let man = clap_mangen::Man::new(command.clone()).manual("Caveat");
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        let name = format!("caveat-host {}", sub.get_name());
        let sub = clap_mangen::Man::new(sub.clone().display_name(&name).bin_name(name.clone()));
        writeln!(page, ".SH {}", name.to_uppercase().replace('-', "\\-"))?;
        let mut part = Vec::new();
        sub.render_synopsis_section(&mut part)?;
        sub.render_description_section(&mut part)?;
        sub.render_options_section(&mut part)?;
        page.extend(as_subsections(&part));
    }
    man.render_version_section(&mut page)?;
    io::stdout().write_all(&page)?;
    Ok(ExitCode::SUCCESS)
}

/// Headings one step smaller.
fn as_subsections(page: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(page)
        .replace("\n.SH ", "\n.SS ")
        .replacen(".SH ", ".SS ", 1)
        .into_bytes()
}

/// Which shell.
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let mut written = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "caveat-host", &mut written);
        io::stdout().write_all(&written)?;
        Ok(ExitCode::SUCCESS)
    }
}
