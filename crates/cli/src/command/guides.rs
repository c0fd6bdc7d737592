//! `caveat guides`: the guides as a website.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use caveat_compiler::Tree;

use crate::failure::Failure;
use crate::rules::{Root, compiled_from};
use crate::site::folder::Folder;
use crate::site::{self, Base};

/// Stands in where nobody has said where the site will be.
const NO_BASE: &str = "https://guides.example/";

#[derive(Debug, clap::Args)]
pub(crate) struct Guides {
    /// Write the guides as a website into DIR: a new or empty folder, or one that this command wrote before.
    #[arg(long, value_name = "DIR")]
    site: PathBuf,
    /// The address that the site will have; the sitemap and the links between languages need it.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    #[command(flatten)]
    root: Root,
}

impl Guides {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let base = Base::read(self.base_url.as_deref().unwrap_or(NO_BASE))?;
        let folder = Folder::at(&self.site)?;
        let tree = Tree::read(&self.root.root)?;
        let compiled = compiled_from(&tree)?;
        let files = site::build(&compiled.guides, &compiled.reporting, &tree, &base)?;
        folder.write(&files)?;
        let pages = files.keys().filter(|path| path.ends_with(".html")).count();
        writeln!(
            io::stdout(),
            "{pages} pages, {} files in all: {}",
            files.len(),
            self.site.display()
        )?;
        if self.base_url.is_none() {
            eprintln!(
                "sitemap.xml and the links between languages begin with {NO_BASE}: say where the site will be with --base-url"
            );
        }
        Ok(ExitCode::SUCCESS)
    }
}
