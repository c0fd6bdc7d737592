//! `caveat keys`, `sign` and `publish` as people call them: what they print, leave behind and refuse.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use caveat_engine::Rules;
use caveat_pack::{Pack, Part, PartKind};

const NOW: &str = "2026-11-23T06:00:00Z";
const USAGE: i32 = 64;
const DATA: i32 = 65;
const NO_INPUT: i32 = 66;

/// A folder of its own, in which all calls are made.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Place {
        Place(tempfile::tempdir().expect("a folder"))
    }

    /// With keys, a Pack 7 signed by two as `7.caveat`, and a repository of empty roles.
    fn ready() -> Place {
        let place = Place::new();
        place.good("keys new --output keys");
        place.pack(7);
        place.good(
            "sign 7.pack --key keys/publisher-1.pem keys/publisher-2.pem --now NOW -o 7.caveat",
        );
        place.good("publish init --repository r --keys keys --now NOW");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The smallest Pack that an engine reads, as `VERSION.pack`.
    fn pack(&self, version: u64) {
        let rules = caveat_pack::encode_rules(&Rules::default());
        let part = Part { kind: PartKind::Rules.number(), level: 1, lang: [0; 4], bytes: &rules };
        let bytes = Pack { version, parts: vec![part] }.write();
        fs::write(self.path(&format!("{version}.pack")), bytes).expect("a file");
    }

    fn call(&self, call: &str) -> Output {
        Command::new(env!("CARGO_BIN_EXE_caveat"))
            .args(call.split(' ').map(|word| word.replace("NOW", NOW)))
            .current_dir(self.0.path())
            .stdin(Stdio::null())
            .output()
            .expect("the program starts")
    }

    fn good(&self, call: &str) -> String {
        let output = self.call(call);
        assert_eq!(output.status.code(), Some(0), "{call}: {output:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// Every call fails with that status, says that, and leaves all files as they were.
    fn refuse(&self, table: &[(&str, i32, &str)]) {
        let before = files(self.0.path());
        for &(call, status, says) in table {
            let output = self.call(call);
            let error = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(status), "{call}: {error}");
            assert!(error.contains(says), "{call}: {error}");
            assert_eq!(files(self.0.path()), before, "{call}");
        }
    }
}

fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.file_name().is_some_and(|name| name != ".lock") {
            found.push((path.clone(), fs::read(&path).expect("a file")));
        }
    }
    found.sort();
    found
}

#[test]
fn keys_are_made_shown_and_sealed() {
    let place = Place::new();
    let made = place.good("keys new --output keys");
    assert_eq!(made.lines().count(), 8);
    let public =
        made.lines().next().and_then(|line| line.split(' ').nth(1)).expect("a key").to_owned();
    let shown = place.good("keys show keys/publisher-1.pem keys/publisher-1.pub");
    assert_eq!(shown.matches(&public).count(), 2, "{shown}");
    assert!(shown.contains("half     private") && shown.contains("half     public"), "{shown}");

    fs::write(place.path("words"), "correct horse\nsecond line\n").expect("a file");
    place.good("keys new --output sealed --name publisher-1 --passphrase-file words");
    let text = fs::read_to_string(place.path("sealed/publisher-1.pem")).expect("a key");
    assert!(text.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    place.pack(7);
    place.good("sign 7.pack --key sealed/publisher-1.pem --passphrase-file words -o 7.caveat");

    fs::write(place.path("wrong"), "battery\n").expect("a file");
    fs::write(place.path("empty"), "\n").expect("a file");
    fs::write(place.path("odd.pem"), "no key").expect("a file");
    place.refuse(&[
        ("keys new --output keys", DATA, "never overwritten"),
        ("keys new --output keys --name root-9 --name root-1", DATA, "never overwritten"),
        ("keys new --output more --name ../a", DATA, "no name for a key"),
        ("keys new --output more --passphrase", DATA, "no terminal"),
        ("keys new --output more --passphrase-file empty", DATA, "first line is empty"),
        ("keys new --output more --passphrase-file none", DATA, "none: no passphrase"),
        ("keys new", USAGE, "--output"),
        ("keys show", USAGE, "FILE"),
        ("keys show none.pem", NO_INPUT, "none.pem"),
        ("keys show odd.pem", DATA, "not an Ed25519 key"),
        (
            "sign 7.pack --key sealed/publisher-1.pem --passphrase-file wrong -o x",
            DATA,
            "does not open it",
        ),
        ("sign 7.pack --key sealed/publisher-1.pem -o x", DATA, "no terminal"),
    ]);
}

#[test]
fn a_pack_is_signed_by_one_after_the_other() {
    let place = Place::ready();
    let first = place.good("sign 7.pack --key keys/publisher-2.pem --made NOW -o one.caveat");
    assert!(
        first.contains("Pack 7 of") && first.contains("hand it to the next publisher"),
        "{first}"
    );
    place.good(
        "sign one.caveat --key keys/publisher-1.pem --now NOW --same-as 7.pack -o two.caveat",
    );
    let read = |name: &str| fs::read(place.path(name)).expect("a file");
    assert_eq!(read("two.caveat"), read("7.caveat"), "as if they had signed it together");

    assert!(!first.contains("mind:"), "{first}");
    place.pack(20_261_124_011);
    let slip = place.good("sign 20261124011.pack --key keys/publisher-2.pem --made NOW -o slip");
    assert!(slip.contains("mind: 20261124011 lies beyond tomorrow"), "{slip}");

    place.pack(8);
    fs::create_dir(place.path("apart")).expect("a folder");
    fs::copy(place.path("keys/publisher-1.pem"), place.path("apart/publisher-1.pem"))
        .expect("a copy");
    fs::write(place.path("cut.pack"), &read("7.pack")[..40]).expect("a file");
    fs::write(place.path("cut.caveat"), &read("7.caveat")[..300]).expect("a file");
    let mut wrong = read("one.caveat");
    wrong[120] ^= 1;
    fs::write(place.path("wrong.caveat"), wrong).expect("a file");
    let mut damaged = read("one.caveat");
    let last = damaged.len() - 1;
    damaged[last] ^= 1;
    fs::write(place.path("damaged.caveat"), damaged).expect("a file");
    fs::write(place.path("publishers.json"), "{}").expect("a file");
    place.refuse(&[
        ("sign 7.pack -o x", USAGE, "--key"),
        ("sign 7.pack --key keys/publisher-1.pem", USAGE, "--output"),
        ("sign 7.pack --key keys/publisher-1.pem --made yesterday -o x", USAGE, "not a time"),
        ("sign 7.pack --key keys/publisher-1.pem --valid-days 0 -o x", USAGE, "valid-days"),
        ("sign none --key keys/publisher-1.pem -o x", NO_INPUT, "none"),
        ("sign 7.pack --key none.pem -o x", NO_INPUT, "none.pem"),
        ("sign 7.pack --key keys/publisher-1.pub -o x", DATA, "name a private key"),
        ("sign cut.pack --key keys/publisher-1.pem -o x", DATA, "cut short"),
        ("sign keys/root-1.pem --key keys/publisher-1.pem -o x", DATA, "not a Caveat pack"),
        ("sign cut.caveat --key keys/publisher-1.pem -o x", DATA, "shorter or longer"),
        (
            "sign wrong.caveat --key keys/publisher-1.pem --now NOW -o x",
            DATA,
            "somebody has changed",
        ),
        (
            "sign damaged.caveat --key keys/publisher-1.pem --now NOW -o x",
            DATA,
            "not the one that was signed",
        ),
        ("sign one.caveat --key keys/publisher-2.pem --now NOW -o x", DATA, "no signature to add"),
        ("sign one.caveat --key apart/publisher-1.pem --now NOW -o x", DATA, "--publishers"),
        (
            "sign one.caveat --key apart/publisher-1.pem --publishers publishers.json -o x",
            DATA,
            "not a list of publishers",
        ),
        (
            "sign one.caveat --key keys/publisher-1.pem --now NOW --same-as 8.pack -o x",
            DATA,
            "do not sign it",
        ),
        (
            "sign one.caveat --key keys/publisher-1.pem --now 2027-06-01T00:00:00Z -o x",
            DATA,
            "expired on 2027-02-21T06:00:00Z",
        ),
    ]);
    place.good("publish trust --repository r --keys keys --mirror https://a.example/ -o trust");
    place.good("sign one.caveat --key apart/publisher-1.pem --publishers trust/publishers.json --now NOW -o x");
    assert_eq!(read("x"), read("7.caveat"));
}

#[test]
fn a_repository_is_kept() {
    let place = Place::ready();
    let said = place.good("publish pack 7.caveat --repository r --keys keys --now NOW");
    assert!(said.contains("signed by 2 publishers"), "{said}");
    place
        .good("publish refresh --repository r --key keys/timestamp.pem --now 2026-11-25T06:00:00Z");
    let told = place.good("publish verify --repository r --at 2026-11-27T06:00:00Z");
    assert!(told.contains("timestamp 3          expires 2026-11-28T06:00:00Z"), "{told}");

    place.pack(8);
    place.good("sign 8.pack --key keys/publisher-1.pem --now NOW -o half.caveat");
    place.good("sign 8.pack --key keys/publisher-1.pem keys/publisher-2.pem --now NOW -o 8.caveat");
    let before = fs::read(place.path("r/metadata/timestamp.json")).expect("a file");
    place.refuse(&[
        ("publish init --repository r --keys keys", DATA, "there is a repository already"),
        ("publish init --repository new --keys r", DATA, "no keys"),
        ("publish init --repository new --keys none", NO_INPUT, "none"),
        (
            "publish pack 7.caveat --repository r --keys keys --now NOW",
            DATA,
            "not higher than the published 7",
        ),
        (
            "publish pack half.caveat --repository r --keys keys --now NOW",
            DATA,
            "signed by 1 known publishers, 2 are needed",
        ),
        (
            "publish pack 8.caveat --repository r --keys keys --now 2027-02-21T06:00:00Z",
            DATA,
            "expired on",
        ),
        (
            "publish pack 8.caveat --repository r --keys keys --now 2028-01-01T00:00:00Z",
            DATA,
            "caveat publish root",
        ),
        ("publish pack 8.pack --repository r --keys keys --now NOW", DATA, "not a signed Pack"),
        (
            "publish pack 8.caveat --repository none --keys keys --now NOW",
            DATA,
            "1.root.json: is not there",
        ),
        ("publish pack none --repository r --keys keys --now NOW", NO_INPUT, "none"),
        (
            "publish refresh --repository r --key keys/snapshot.pem --now NOW",
            DATA,
            "for the role `timestamp`",
        ),
        (
            "publish refresh --repository r --key keys/timestamp.pem --now 2026-12-08T00:00:00Z",
            DATA,
            "the role `snapshot` expired on",
        ),
        (
            "publish refresh --repository r --key keys/timestamp.pem --timestamp-days 0",
            USAGE,
            "timestamp-days",
        ),
        (
            "publish root --repository r --keys keys --replace keys/root-1.pem",
            USAGE,
            "OLD.pem=NEW.pem",
        ),
        (
            "publish root --repository r --keys keys --replace keys/root-1.pem=keys/root-2.pem",
            DATA,
            "would stand there twice",
        ),
        (
            "publish verify --repository r --at 2026-11-28T06:00:00Z",
            DATA,
            "metadata/timestamp.json: expired on",
        ),
        ("publish verify --repository none", DATA, "metadata/1.root.json: is not there"),
        ("publish verify --repository r --at soon", USAGE, "not a time"),
        (
            "publish trust --repository r --keys keys --mirror http://a.example/ -o t",
            DATA,
            "no address for a mirror",
        ),
        (
            "publish trust --repository none --keys keys --mirror https://a.example/ -o t",
            DATA,
            "1.root.json",
        ),
    ]);
    assert_eq!(fs::read(place.path("r/metadata/timestamp.json")).expect("a file"), before);
}

#[test]
fn a_lost_key_is_replaced_by_its_public_half_alone() {
    let place = Place::ready();
    place.good("publish pack 7.caveat --repository r --keys keys --now NOW");
    let shown = place.good("keys show keys/root-3.pub");
    let public =
        shown.lines().find_map(|line| line.trim().strip_prefix("public   ")).expect("a key");
    fs::remove_file(place.path("keys/root-3.pem")).expect("a file");
    fs::remove_file(place.path("keys/root-3.pub")).expect("a file");
    place.good("keys new --output keys --name root-4");
    place.good(&format!(
        "publish root --repository r --keys keys --now NOW --replace {public}=keys/root-4.pem"
    ));
    let told = place.good("publish verify --repository r --at NOW");
    assert!(told.contains("metadata/2.root.json"), "{told}");
}

#[test]
fn publishers_who_never_meet_publish_by_a_draft() {
    let place = Place::ready();
    for (folder, names) in [
        ("a", &["publisher-1"][..]),
        ("b", &["publisher-2"]),
        ("server", &["snapshot", "timestamp"]),
    ] {
        fs::create_dir(place.path(folder)).expect("a folder");
        for name in names {
            let name = format!("{name}.pem");
            fs::copy(place.path("keys").join(&name), place.path(folder).join(&name))
                .expect("a copy");
        }
    }
    let call = |keys: &str| {
        format!("publish pack 7.caveat --repository r --keys {keys} --now NOW --draft draft.json")
    };
    let said = place.good(&call("a"));
    assert!(said.contains("1 of 2 signatures") && said.contains("Hand it to the next"), "{said}");
    let said = place.good(&call("b"));
    assert!(
        said.contains("2 of 2 signatures") && said.contains("where the keys of snapshot"),
        "{said}"
    );
    let said = place.good(&call("server"));
    assert!(said.contains("wrote metadata/timestamp.json"), "{said}");
    place.good("publish verify --repository r --at NOW");
}

#[test]
fn the_folder_of_trust_is_what_builds_read() {
    let place = Place::ready();
    place.good("publish trust --repository r --keys keys --mirror https://a.example/v1/ --mirror file:///srv/r/ -o t");
    let json = |name: &str| -> serde_json::Value {
        serde_json::from_slice(&fs::read(place.path("t").join(name)).expect("a file"))
            .expect("JSON")
    };
    let mirrors =
        serde_json::json!({"format": 1, "mirrors": ["https://a.example/v1/", "file:///srv/r/"]});
    assert_eq!(json("mirrors.json"), mirrors);
    let publishers = json("publishers.json");
    assert_eq!((&publishers["format"], &publishers["threshold"]), (&1.into(), &2.into()));
    let shown = place.good("keys show keys/publisher-1.pub");
    let first = &publishers["keys"][0];
    assert_eq!(first["name"], "publisher-1");
    assert!(shown.contains(first["public"].as_str().expect("hex")), "{shown}");
    let root = |path: &str| fs::read(place.path(path)).expect("a file");
    assert_eq!(root("t/root.json"), root("r/metadata/1.root.json"));
}
