//! Installing writes what was asked for and nothing else; removing leaves nothing.

#![cfg(unix)] // modes and links are looked at
#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

mod names;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use caveat_host::browsers::{
    BROWSERS, Browser, CHROMIUM_ID, FIREFOX_ID, Family, HOST_NAME, Homes, System,
};
use caveat_host::courier::Facts;
use caveat_host::doctor::{Report, examine};
use caveat_host::install::registry::Registry;
use caveat_host::install::{InstallError, Setup, Which};
use caveat_host::updates::{Available, Problem, ProblemCode, Status};
use serde_json::Value;
use tempfile::TempDir;

/// A registry that is only remembered.
#[derive(Default)]
struct Keys(RefCell<BTreeMap<String, PathBuf>>);

impl Registry for Keys {
    fn get(&self, key: &str) -> Option<PathBuf> {
        self.0.borrow().get(key).cloned()
    }

    fn set(&self, key: &str, path: &Path) -> io::Result<()> {
        self.0.borrow_mut().insert(key.to_owned(), path.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> io::Result<()> {
        self.0.borrow_mut().remove(key).map(drop).ok_or(io::ErrorKind::NotFound.into())
    }
}

/// A user's folders below this one, and a program of this name.
fn setup<'a>(system: System, root: &Path, program: &Path, registry: &'a Keys) -> Setup<'a> {
    fs::create_dir_all(program.parent().unwrap()).unwrap();
    fs::write(program, "a program").unwrap();
    set_mode(program, 0o755);
    let home = root.join("home");
    let folder = root.join("state/caveat-host");
    fs::create_dir_all(&home).unwrap();
    fs::create_dir_all(&folder).unwrap();
    Setup {
        system,
        homes: Homes { config: home.join(".config"), home },
        folder,
        program: program.to_owned(),
        registry,
        now: 1_795_429_800,
    }
}

fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

/// All below a folder.
fn tree(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(tree(&path));
        }
        found.push(path);
    }
    found.sort();
    found
}

fn looks(setup: &Setup<'_>, status: &Status) -> Report {
    let facts = Facts {
        generation: None,
        floor: Some(2026112001),
        mirrors: vec!["https://updates.example/".to_owned()],
    };
    examine(setup, status, facts)
}

fn named(name: &str) -> &'static Browser {
    Browser::named(name).unwrap()
}

#[test]
fn awkward_paths_reach_the_manifest_as_they_are() {
    let names = names::awkward();
    assert!(names.len() >= 40);
    for name in &names {
        let root = TempDir::new().unwrap();
        let keys = Keys::default();
        let program = root.path().join(name).join("caveat-host");
        let setup = setup(System::Linux, &root.path().join(name), &program, &keys);
        let before = tree(root.path());
        for browser in &BROWSERS {
            setup.install(browser, None).unwrap();
            let spot = browser.spot(System::Linux, &setup.homes, &setup.folder);
            let bytes = fs::read(&spot.manifest).unwrap();
            assert_eq!(bytes[0], b'{', "no byte order mark");
            let manifest: Value = serde_json::from_slice(&bytes).unwrap();
            assert_eq!(manifest["path"], program.to_str().unwrap(), "{name:?}");
            assert_eq!(mode(&spot.manifest), 0o644);
        }
        let report = looks(&setup, &Status::default());
        assert!(report.well, "{name:?}: {report}");
        assert_eq!(report.installed.len(), BROWSERS.len());

        setup.uninstall(Which::All, false).unwrap();
        let own = [setup.folder.clone(), setup.folder.parent().unwrap().to_owned()];
        let left: Vec<_> =
            tree(root.path()).into_iter().filter(|path| !own.contains(path)).collect();
        let before: Vec<_> = before.into_iter().filter(|path| !own.contains(path)).collect();
        assert_eq!(left, before, "{name:?}");
        assert!(!setup.folder.exists());
    }
}

#[test]
fn manifests_say_who_may_start_the_program() {
    let root = TempDir::new().unwrap();
    let keys = Keys::default();
    let program = root.path().join("bin/caveat-host");
    let setup = setup(System::Linux, root.path(), &program, &keys);
    for browser in &BROWSERS {
        setup.install(browser, None).unwrap();
        let spot = browser.spot(System::Linux, &setup.homes, &setup.folder);
        let text = fs::read_to_string(&spot.manifest).unwrap();
        let manifest: Value = serde_json::from_str(&text).unwrap();
        let mut expected = serde_json::json!({
            "name": HOST_NAME, "description": manifest["description"],
            "path": program.to_str().unwrap(), "type": "stdio",
        });
        match browser.family {
            Family::Firefox => expected["allowed_extensions"] = serde_json::json!([FIREFOX_ID]),
            Family::Chromium => {
                let origin = format!("chrome-extension://{CHROMIUM_ID}/");
                expected["allowed_origins"] = serde_json::json!([origin]);
            }
        }
        assert_eq!(manifest, expected, "{}", browser.name);
    }
}

#[test]
fn one_browser_at_a_time() {
    let root = TempDir::new().unwrap();
    let keys = Keys::default();
    let setup = setup(System::Linux, root.path(), &root.path().join("bin/caveat-host"), &keys);
    setup.install(named("firefox"), None).unwrap();
    let home = setup.homes.home.clone();
    assert_eq!(
        tree(&home),
        [
            ".mozilla",
            ".mozilla/native-messaging-hosts",
            ".mozilla/native-messaging-hosts/org.caveat_extension.host.json"
        ]
        .map(|path| home.join(path))
    );
    setup.install(named("brave"), None).unwrap();
    setup.uninstall(Which::Browser(named("firefox")), false).unwrap();
    assert!(!home.join(".mozilla").exists());
    assert!(setup.folder.join("installed.json").exists(), "for Brave");
    let again = setup.uninstall(Which::Browser(named("firefox")), false).unwrap();
    assert!(again.is_empty());
    setup.uninstall(Which::Browser(named("brave")), false).unwrap();
    assert_eq!(tree(&home), [] as [PathBuf; 0]);
    assert!(!setup.folder.exists());
}

#[test]
fn folders_and_files_of_others_stay() {
    let root = TempDir::new().unwrap();
    let keys = Keys::default();
    let setup = setup(System::Linux, root.path(), &root.path().join("bin/caveat-host"), &keys);
    let hosts = setup.homes.home.join(".mozilla/native-messaging-hosts");
    fs::create_dir_all(&hosts).unwrap();
    fs::write(hosts.join("org.other.json"), "{}").unwrap();
    setup.install(named("firefox"), None).unwrap();
    setup.install(named("chromium"), None).unwrap();
    fs::write(setup.homes.config.join("chromium/Preferences"), "{}").unwrap();
    setup.uninstall(Which::All, false).unwrap();
    let home = &setup.homes.home;
    assert_eq!(
        tree(home),
        [
            ".config",
            ".config/chromium",
            ".config/chromium/Preferences",
            ".mozilla",
            ".mozilla/native-messaging-hosts",
            ".mozilla/native-messaging-hosts/org.other.json"
        ]
        .map(|path| home.join(path))
    );
}

#[test]
fn rules_may_stay_and_go_later() {
    let root = TempDir::new().unwrap();
    let keys = Keys::default();
    let setup = setup(System::Linux, root.path(), &root.path().join("bin/caveat-host"), &keys);
    fs::write(setup.folder.join("journal"), "7").unwrap();
    setup.install(named("edge"), None).unwrap();
    setup.uninstall(Which::Browser(named("edge")), true).unwrap();
    assert_eq!(
        tree(&setup.folder),
        ["installed.json", "journal"].map(|name| setup.folder.join(name))
    );
    setup.uninstall(Which::All, false).unwrap();
    assert!(!setup.folder.exists());
}

#[test]
fn a_manifest_goes_even_when_the_own_folder_has_gone() {
    let root = TempDir::new().unwrap();
    let keys = Keys::default();
    let setup = setup(System::Linux, root.path(), &root.path().join("bin/caveat-host"), &keys);
    setup.install(named("firefox"), None).unwrap();
    fs::remove_dir_all(&setup.folder).unwrap();
    setup.uninstall(Which::Browser(named("firefox")), false).unwrap();
    assert!(tree(&setup.homes.home).iter().all(|path| path.is_dir()));
    assert!(!setup.folder.exists());
}

#[test]
fn a_folder_of_ones_own_choice_is_remembered() {
    let root = TempDir::new().unwrap();
    let keys = Keys::default();
    let setup = setup(System::Linux, root.path(), &root.path().join("bin/caveat-host"), &keys);
    let portable = root.path().join("portable/NativeMessagingHosts");
    setup.install(named("chromium"), Some(&portable)).unwrap();
    setup.install(named("chromium"), Some(&portable)).unwrap();
    assert_eq!(tree(&portable), [portable.join("org.caveat_extension.host.json")]);
    assert_eq!(tree(&setup.homes.home), [] as [PathBuf; 0]);
    assert!(looks(&setup, &Status::default()).well);
    setup.uninstall(Which::Browser(named("chromium")), false).unwrap();
    assert!(!root.path().join("portable").exists());
}

#[test]
fn without_its_record_all_that_is_in_the_usual_places_goes() {
    for damage in ["", "{", "[]", "{\"format\":2,\"installed\":[],\"made\":[]}"] {
        let root = TempDir::new().unwrap();
        let keys = Keys::default();
        let setup = setup(System::Linux, root.path(), &root.path().join("bin/caveat-host"), &keys);
        setup.install(named("vivaldi"), None).unwrap();
        fs::write(setup.folder.join("installed.json"), damage).unwrap();
        let refused = setup.install(named("chrome"), None);
        assert!(matches!(refused, Err(InstallError::Record(_))), "{damage:?}");
        assert!(!looks(&setup, &Status::default()).well, "{damage:?}");
        setup.uninstall(Which::All, false).unwrap();
        assert!(!setup.folder.exists());
        assert!(tree(&setup.homes.home).iter().all(|path| path.is_dir()), "{damage:?}");
    }
}

#[test]
fn a_record_cannot_make_it_remove_anything_else() {
    let root = TempDir::new().unwrap();
    let keys = Keys::default();
    let setup = setup(System::Linux, root.path(), &root.path().join("bin/caveat-host"), &keys);
    let precious = root.path().join("precious.json");
    fs::write(&precious, "{}").unwrap();
    let record = serde_json::json!({"format": 1, "installed": [{
        "browser": "firefox", "manifest": precious, "registry": null, "program": "/x",
        "at": 0,
    }], "made": [root.path()]});
    fs::write(setup.folder.join("installed.json"), record.to_string()).unwrap();
    setup.uninstall(Which::All, false).unwrap();
    assert!(precious.exists());
}

#[test]
fn a_link_in_the_manifests_place_is_replaced_and_not_followed() {
    let root = TempDir::new().unwrap();
    let keys = Keys::default();
    let setup = setup(System::Linux, root.path(), &root.path().join("bin/caveat-host"), &keys);
    let target = root.path().join("target");
    fs::write(&target, "as it was").unwrap();
    let spot = named("chromium").spot(System::Linux, &setup.homes, &setup.folder);
    fs::create_dir_all(spot.manifest.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(&target, &spot.manifest).unwrap();
    setup.install(named("chromium"), None).unwrap();
    assert_eq!(fs::read_to_string(&target).unwrap(), "as it was");
    assert!(!fs::symlink_metadata(&spot.manifest).unwrap().is_symlink());
    setup.uninstall(Which::All, false).unwrap();
    assert!(target.exists());
}

#[test]
fn a_program_that_others_may_exchange_is_refused() {
    let root = TempDir::new().unwrap();
    let keys = Keys::default();
    let program = root.path().join("open/bin/caveat-host");
    let setup = setup(System::Linux, root.path(), &program, &keys);
    let refuses = || {
        let refused = setup.install(named("firefox"), None);
        matches!(refused, Err(InstallError::Open { .. }))
    };
    assert!(setup.install(named("firefox"), None).is_ok());
    setup.uninstall(Which::All, true).unwrap();
    for (path, closed) in [(program.as_path(), 0o755), (program.parent().unwrap(), 0o755)] {
        set_mode(path, 0o757);
        assert!(refuses(), "{}", path.display());
        set_mode(path, closed);
    }
    set_mode(&root.path().join("open"), 0o777);
    assert!(refuses(), "further up");
    // What lies in a folder like /tmp can be exchanged by its owner only.
    set_mode(&root.path().join("open"), 0o1777);
    assert!(setup.install(named("firefox"), None).is_ok());
    setup.uninstall(Which::All, true).unwrap();
    assert_eq!(tree(&setup.homes.home), [] as [PathBuf; 0]);
}

#[test]
fn on_windows_each_browser_has_its_own_file_and_key() {
    let root = TempDir::new().unwrap();
    let keys = Keys::default();
    let setup = setup(System::Windows, root.path(), &root.path().join("bin/caveat-host"), &keys);
    for browser in &BROWSERS {
        setup.install(browser, None).unwrap();
    }
    let chrome = r"Software\Google\Chrome\NativeMessagingHosts\org.caveat_extension.host";
    let mozilla = r"Software\Mozilla\NativeMessagingHosts\org.caveat_extension.host";
    let file = |name: &str| setup.folder.join(format!("{HOST_NAME}.{name}.json"));
    assert_eq!(keys.get(chrome), Some(file("chrome")));

    setup.uninstall(Which::Browser(named("edge")), false).unwrap();
    assert_eq!(keys.get(chrome), Some(file("chrome")), "Edge's going leaves Chrome's");
    assert!(file("chrome").exists() && !file("edge").exists());

    // Firefox and LibreWolf look under one key.
    assert_eq!(keys.get(mozilla), Some(file("librewolf")));
    setup.uninstall(Which::Browser(named("librewolf")), false).unwrap();
    assert_eq!(keys.get(mozilla), Some(file("firefox")), "given back");
    setup.uninstall(Which::All, false).unwrap();
    assert!(keys.0.borrow().is_empty());
    assert!(!setup.folder.exists());
}

/// What `status` says when things are as `breaks` leaves them.
fn said(breaks: impl FnOnce(&Setup<'_>, &Path, &Path)) -> (bool, String) {
    let root = TempDir::new().unwrap();
    let keys = Keys::default();
    let program = root.path().join("bin/caveat-host");
    let setup = setup(System::Linux, root.path(), &program, &keys);
    setup.install(named("firefox"), None).unwrap();
    let spot = named("firefox").spot(System::Linux, &setup.homes, &setup.folder);
    breaks(&setup, &spot.manifest, &program);
    let report = looks(&setup, &Status::default());
    (report.well, report.to_string())
}

#[test]
fn status_sees_what_is_wrong_and_says_what_to_do() {
    let (well, text) = said(|_, _, _| {});
    assert!(well, "{text}");
    assert!(text.contains("Firefox: installed") && text.contains("(this one)"), "{text}");
    assert!(text.contains("of you, 0644"), "{text}");

    let again = "Run `caveat-host install --browser firefox` again.";
    let replaced = |from: &'static str, to: &'static str| {
        move |_: &Setup<'_>, manifest: &Path, _: &Path| {
            let text = fs::read_to_string(manifest).unwrap();
            assert!(text.contains(from));
            fs::write(manifest, text.replace(from, to)).unwrap();
        }
    };
    type Breaks = Box<dyn FnOnce(&Setup<'_>, &Path, &Path)>;
    let cases: Vec<(Breaks, &str, &str)> = vec![
        (Box::new(|_, m, _| fs::remove_file(m).unwrap()), "manifest cannot be read", again),
        (Box::new(|_, m, _| fs::write(m, "{").unwrap()), "manifest is damaged", again),
        (Box::new(replaced("caveat@", "other@")), "not for our extension", again),
        (Box::new(replaced("stdio", "pipe")), "not for our extension", again),
        (Box::new(|_, m, _| set_mode(m, 0o666)), "open to others", "chmod 644"),
        (Box::new(|_, _, p| fs::remove_file(p).unwrap()), "cannot be read", again),
        (Box::new(|_, _, p| set_mode(p, 0o644)), "may not be run", "chmod 755"),
        (Box::new(|_, _, p| set_mode(p, 0o777)), "everybody may write", "chmod go-w"),
        (Box::new(replaced("/bin/caveat-host", "")), "it is no file", again),
    ];
    for (breaks, wrong, todo) in cases {
        let (well, text) = said(breaks);
        assert!(!well && text.contains(wrong) && text.contains(todo), "{wrong}: {text}");
    }

    let (well, text) = said(|_, manifest, program| {
        let other = program.with_file_name("other");
        fs::write(&other, "another program").unwrap();
        set_mode(&other, 0o755);
        let text = fs::read_to_string(manifest).unwrap();
        fs::write(manifest, text.replace("caveat-host\"", "other\"")).unwrap();
    });
    assert!(!well && text.contains("another program than this one"), "{text}");
}

#[test]
fn status_says_how_the_rules_stand() {
    let root = TempDir::new().unwrap();
    let keys = Keys::default();
    let setup = setup(System::Linux, root.path(), &root.path().join("bin/caveat-host"), &keys);
    let status = Status {
        pack: Some(Available { version: 2026112001, bytes: 400_000, sha256: [1; 32] }),
        checked: 1_795_400_000,
        succeeded: 1_795_300_000,
        next: 1_795_403_600,
        problem: Some(Problem { code: ProblemCode::Expired, says: "It has expired.".to_owned() }),
    };
    let report = looks(&setup, &status);
    let text = report.to_string();
    for part in [
        "version 2026112001, 3 days old, 400000 bytes",
        "2026-11-23 02:13 UTC",
        "2026-11-21 22:26 UTC",
        "It has expired.",
        "this computer's clock is right",
        "Not installed for any browser",
        "nothing below version 2026112001 is accepted",
        "https://updates.example/",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!report.well);
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["updates"]["code"], "expired");
    assert_eq!(json["updates"]["pack"]["age_days"], 3);
    assert_eq!(json["absent"].as_array().unwrap().len(), BROWSERS.len());
}
