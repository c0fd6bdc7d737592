//! Where the rules come from: the Pack inside this program, a Pack file, or a tree of rule files.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use caveat_compiler::{Compiled, Diagnostic, Severity, Tree, compile};
use caveat_engine::Rules;
use caveat_pack::Pack;

use crate::failure::Failure;

const EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/caveat.pack"));

/// Which rules to use.
#[derive(Debug, clap::Args)]
pub(crate) struct Source {
    /// Use the rules of this Pack file instead of the ones inside this program.
    #[arg(long, value_name = "FILE", conflicts_with = "root")]
    pack: Option<PathBuf>,
    /// Use the rules/ and guides/ folders below DIR instead.
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

impl Source {
    /// The rules, ready to scan with.
    pub(crate) fn rules(&self) -> Result<Rules, Failure> {
        Ok(caveat_pack::decode_rules(&Pack::read(&self.bytes()?)?)?)
    }

    /// The rules, telling findings in the language of that code as far as the Pack speaks it.
    pub(crate) fn rules_in(&self, language: &str) -> Result<Rules, Failure> {
        let bytes = self.bytes()?;
        let pack = Pack::read(&bytes)?;
        let mut rules = caveat_pack::decode_rules(&pack)?;
        if let Some(texts) = caveat_pack::decode_texts(&pack, language)? {
            rules.speak(&texts);
        } else if language != "en" {
            return Err(Failure::Usage(format!("the rules do not speak `{language}`")));
        }
        Ok(rules)
    }

    /// The Pack's bytes.
    pub(crate) fn bytes(&self) -> Result<Cow<'static, [u8]>, Failure> {
        if let Some(root) = &self.root {
            let compiled = compiled(root)?;
            return Ok(compiled.pack(compiled.edition).into());
        }
        match &self.pack {
            Some(path) => Ok(fs::read(path).map_err(Failure::file(path))?.into()),
            None if EMBEDDED.is_empty() => Err(Failure::Data(
                "this program was built while its rules had mistakes: run `caveat check`, mend them, build again"
                    .into(),
            )),
            None => Ok(EMBEDDED.into()),
        }
    }
}

/// The tree to work on.
#[derive(Debug, clap::Args)]
pub(crate) struct Root {
    /// The folder that holds rules/ and guides/.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(crate) root: PathBuf,
}

/// Compiles a tree, printing what is wrong; `caveat check` prints what is only worth a look as well.
pub(crate) fn compiled(root: &Path) -> Result<Compiled, Failure> {
    compiled_from(&Tree::read(root)?)
}

/// The same of a tree that was read already.
pub(crate) fn compiled_from(tree: &Tree) -> Result<Compiled, Failure> {
    let (compiled, mut remarks) = compile(tree);
    remarks.retain(|r| r.severity == Severity::Error);
    print_remarks(&remarks);
    compiled.ok_or_else(|| Failure::Data(count(&remarks)))
}

/// Prints remarks to standard error.
pub(crate) fn print_remarks(remarks: &[Diagnostic]) {
    for remark in remarks {
        eprintln!("{remark}\n");
    }
}

/// "3 errors, 1 warning".
pub(crate) fn count(remarks: &[Diagnostic]) -> String {
    let errors = remarks.iter().filter(|r| r.severity == Severity::Error).count();
    format!("{errors} errors, {} warnings", remarks.len() - errors)
}
