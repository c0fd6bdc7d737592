//! Packs the repository's rules into the program, so that `caveat scan` needs no files.

use std::path::Path;
use std::{env, fs};

use caveat_compiler::{Severity, Tree, compile};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for folder in ["rules", "guides"] {
        println!("cargo::rerun-if-changed={}", root.join(folder).display());
    }
    // Broken rules must not keep `caveat check` from being built: it is what tells what is wrong.
    // The program then carries no rules and says so.
    let pack = match Tree::read(&root).map(|tree| compile(&tree)) {
        Ok((Some(compiled), _)) => compiled.pack(compiled.edition),
        Ok((None, remarks)) => {
            for remark in remarks.iter().filter(|r| r.severity == Severity::Error) {
                let (line, column) = remark.position();
                println!("cargo::warning={}:{line}:{column}: {}", remark.path, remark.title);
            }
            Vec::new()
        }
        Err(error) => {
            println!("cargo::warning={error}");
            Vec::new()
        }
    };
    fs::write(Path::new(&env::var("OUT_DIR")?).join("caveat.pack"), pack)?;
    Ok(())
}
