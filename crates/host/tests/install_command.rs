//! Installing with the real program: what a browser then starts is that program.

#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

mod names;
mod processes_support;
mod serve_support;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use caveat_host::browsers::{BROWSERS, FIREFOX_ID, Family};
use processes_support::{Host, User, origin, tree};
use serde_json::{Value, json};

/// Starts what a manifest names, as a browser of that family does, and asks it.
fn start_as(family: Family, manifest: &Path, user: &User) {
    let facts: Value = serde_json::from_slice(&fs::read(manifest).unwrap()).unwrap();
    let mut command = Command::new(facts["path"].as_str().unwrap());
    match family {
        Family::Firefox => command.arg(manifest).arg(FIREFOX_ID),
        Family::Chromium => command.arg(origin()),
    };
    command.env_clear().env("HOME", user.home());
    let mut host = Host::start(command);
    let answer = host.asked(&json!({"v": 1, "id": 1, "verb": "hello"}));
    assert_eq!(answer["ok"], true);
    host.close();
    assert!(host.child.wait().unwrap().success());
}

fn manifests(user: &User) -> Vec<PathBuf> {
    let all = tree(&user.home());
    all.into_iter().filter(|path| path.ends_with("org.caveat_extension.host.json")).collect()
}

#[test]
fn every_browser_finds_and_starts_it_and_nothing_is_left() {
    let user = User::new();
    for browser in &BROWSERS {
        let said = user.runs(&["install", "--browser", browser.name]);
        let found = manifests(&user);
        assert_eq!(found.len(), 1, "{}: {found:?}", browser.name);
        assert!(said.contains(found[0].to_str().unwrap()), "{said}");
        start_as(browser.family, &found[0], &user);
        let report: Value = serde_json::from_str(&status(&user)).unwrap();
        assert_eq!(report["installed"][0]["browser"], browser.name);
        assert_eq!(report["installed"][0]["this_one"], true);
        assert_eq!(report["installed"][0]["problems"], json!([]));
        assert_eq!(report["installed"][0]["sha256"], report["sha256"]);
        let said = user.runs(&["uninstall", "--browser", browser.name]);
        assert!(said.contains(found[0].to_str().unwrap()), "{said}");
        assert_eq!(user.left(), [] as [&Path; 0], "{}", browser.name);
    }
}

/// Whatever it ends with: a build that trusts nobody's mirrors says that there is something to do.
fn status(user: &User) -> String {
    String::from_utf8(user.run(&["status", "--json"]).stdout).unwrap()
}

#[test]
fn browsers_start_it_from_awkward_places() {
    for (at, name) in names::awkward().iter().enumerate() {
        let user = User::with_program_in(name);
        let browser = &BROWSERS[at % BROWSERS.len()];
        user.runs(&["install", "--browser", browser.name]);
        start_as(browser.family, &manifests(&user)[0], &user);
        user.runs(&["uninstall", "--all"]);
        assert_eq!(user.left(), [] as [&Path; 0], "{name:?}");
    }
}

#[test]
fn rules_stay_when_a_person_says_so() {
    let user = User::new();
    user.runs(&["install", "--browser", "edge", "--trust", trust().to_str().unwrap()]);
    user.runs(&["install", "--browser", "brave"]);
    user.runs(&["uninstall", "--all", "--keep-rules"]);
    assert_eq!(manifests(&user), [] as [&Path; 0]);
    let own = user.home().join(".local/state/caveat-host");
    assert!(own.join("trust/root.json").exists());
    assert!(user.runs(&["install", "--browser", "brave"]).contains("an earlier `--trust`"));
    user.runs(&["uninstall", "--browser", "brave"]);
    assert_eq!(user.left(), [] as [&Path; 0]);
    assert!(user.runs(&["uninstall", "--all"]).contains("nothing was installed"));
}

#[test]
fn a_link_to_the_program_is_resolved() {
    let user = User::new();
    let link = user.root.path().join("link");
    std::os::unix::fs::symlink(&user.program, &link).unwrap();
    let mut command = Command::new(&link);
    command.env_clear().env("HOME", user.home());
    assert!(command.args(["install", "--browser", "firefox"]).output().unwrap().status.success());
    let facts: Value = serde_json::from_slice(&fs::read(&manifests(&user)[0]).unwrap()).unwrap();
    assert_eq!(facts["path"], fs::canonicalize(&user.program).unwrap().to_str().unwrap());
}

#[test]
fn what_is_kept_is_the_users_alone() {
    let user = User::new();
    user.runs(&["install", "--browser", "firefox", "--trust", trust().to_str().unwrap()]);
    let own = user.home().join(".local/state/caveat-host");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&own), 0o700);
    let kept = tree(&own);
    assert!(
        kept.contains(&own.join("installed.json")) && kept.contains(&own.join("trust/root.json"))
    );
    for path in kept {
        assert_eq!(mode(&path), if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
    }
}

/// The trust that lies in the tree.
fn trust() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../trust")
}

#[test]
fn a_trust_is_looked_at_before_anything_is_written() {
    let user = User::new();
    let folder = user.root.path().join("trust");
    fs::create_dir(&folder).unwrap();
    let install = ["install", "--browser", "firefox", "--trust", folder.to_str().unwrap()];
    let root = fs::read_to_string(trust().join("root.json")).unwrap();
    let mirrors = r#"{"format":1,"mirrors":[]}"#;
    let cases: [(Option<&str>, Option<&str>); 6] = [
        (None, None),
        (Some(&root), None),
        (None, Some(mirrors)),
        (Some("{}"), Some(mirrors)),
        (Some(&root), Some("{}")),
        (Some(&root), Some(r#"{"format":1,"mirrors":["http://a.example/"]}"#)),
    ];
    for (root, mirrors) in cases {
        for (name, text) in [("root.json", root), ("mirrors.json", mirrors)] {
            let path = folder.join(name);
            let _ = fs::remove_file(&path);
            if let Some(text) = text {
                fs::write(&path, text).unwrap();
            }
        }
        let output = user.run(&install);
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stderr.starts_with(b"caveat-host: "));
        assert_eq!(manifests(&user), [] as [&Path; 0]);
    }
    fs::write(folder.join("root.json"), &root).unwrap();
    fs::write(folder.join("mirrors.json"), mirrors).unwrap();
    user.runs(&install);
    let kept = user.home().join(".local/state/caveat-host/trust/root.json");
    assert_eq!(fs::read_to_string(kept).unwrap(), root);
}

#[test]
fn packages_get_a_man_page_and_completions() {
    let user = User::new();
    let man = user.runs(&["man"]);
    assert!(man.contains(".TH caveat-host 1"), "{man}");
    for command in ["install", "uninstall", "status", "sync"] {
        assert!(man.contains(&format!("CAVEAT\\-HOST {}", command.to_uppercase())), "{man}");
    }
    assert!(!man.contains("COMPLETIONS") && !man.contains("mandb"), "what is hidden stays so");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let text = user.runs(&["completions", shell]);
        assert!(text.contains("caveat-host") && text.contains("keep-rules"), "{shell}");
    }
    let help = user.runs(&["--help"]);
    assert!(help.contains("uninstall") && !help.contains("completions"), "{help}");
}
