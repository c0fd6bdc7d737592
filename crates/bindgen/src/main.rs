//! `caveat-bindgen IN.wasm OUT_DIR`: writes the JavaScript and TypeScript faces of the browser
//! module next to the module itself. A library call instead of the `wasm-bindgen` program, so
//! that a new machine has nothing to install and the versions can never differ.

use std::path::PathBuf;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(input), Some(output), None) = (args.next(), args.next(), args.next()) else {
        eprintln!("usage: caveat-bindgen IN.wasm OUT_DIR");
        return ExitCode::from(64);
    };
    match package(input, output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("caveat-bindgen: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn package(input: PathBuf, output: PathBuf) -> anyhow::Result<()> {
    Bindgen::new()
        .input_path(input)
        .web(true)?
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(output)
}
