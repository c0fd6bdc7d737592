//! The real program, in folders of its own.

#![allow(dead_code)] // each test file uses its part of it

use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};

use caveat_host::browsers::CHROMIUM_ID;
use serde_json::Value;
use tempfile::TempDir;

use crate::serve_support::{frame, next_frame};

/// A user with nothing but this program.
pub(crate) struct User {
    pub(crate) root: TempDir,
    pub(crate) program: PathBuf,
}

impl User {
    pub(crate) fn new() -> User {
        User::with_program_in("bin")
    }

    /// With the program in this folder of theirs.
    pub(crate) fn with_program_in(folder: &str) -> User {
        let root = TempDir::new().unwrap();
        let program = root.path().join(folder).join("caveat-host");
        fs::create_dir_all(program.parent().unwrap()).unwrap();
        fs::create_dir(root.path().join("home")).unwrap();
        let built = Path::new(env!("CARGO_BIN_EXE_caveat-host"));
        // A link where that can be, since the program is large as it is built for tests.
        if fs::hard_link(built, &program).is_err() {
            fs::copy(built, &program).unwrap();
        }
        User { root, program }
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.root.path().join("home")
    }

    /// The program, with nothing of the test's own surroundings.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.env_clear().env("HOME", self.home());
        command
    }

    pub(crate) fn run(&self, arguments: &[impl AsRef<OsStr>]) -> Output {
        self.command().args(arguments).stdin(Stdio::null()).output().unwrap()
    }

    /// The same, and it must go well.
    pub(crate) fn runs(&self, arguments: &[impl AsRef<OsStr>]) -> String {
        let output = self.run(arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{text}{errors}");
        text
    }

    /// Started as Chromium does.
    pub(crate) fn serving(&self) -> Host {
        let mut command = self.command();
        command.arg(origin());
        Host::start(command)
    }

    /// All that lies in the user's own folder.
    pub(crate) fn left(&self) -> Vec<PathBuf> {
        tree(&self.home())
    }
}

pub(crate) fn origin() -> String {
    format!("chrome-extension://{CHROMIUM_ID}/")
}

pub(crate) fn tree(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(tree(&path));
        }
        found.push(path);
    }
    found
}

/// The program, being asked.
pub(crate) struct Host {
    pub(crate) child: Child,
    input: Option<ChildStdin>,
    output: ChildStdout,
}

impl Host {
    pub(crate) fn start(mut command: Command) -> Host {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let input = child.stdin.take();
        let output = child.stdout.take().unwrap();
        Host { child, input, output }
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) {
        self.input.as_mut().unwrap().write_all(bytes).unwrap();
    }

    pub(crate) fn ask(&mut self, request: &Value) {
        self.write(&frame(request.to_string().as_bytes()));
    }

    pub(crate) fn answer(&mut self) -> Option<Value> {
        next_frame(&mut self.output)
    }

    pub(crate) fn asked(&mut self, request: &Value) -> Value {
        self.ask(request);
        self.answer().unwrap()
    }

    /// Closes the input, as a browser does.
    pub(crate) fn close(&mut self) {
        self.input = None;
    }

    /// What still comes until its end.
    pub(crate) fn rest(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.output.read_to_end(&mut bytes).unwrap();
        bytes
    }
}
