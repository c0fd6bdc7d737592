//! `caveat-host status`: what is installed, whether it works, and what to do when it does not.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::browsers::{BROWSERS, Browser, Family, Sandbox, Spot};
use crate::courier::Facts;
use crate::install::record::Record;
use crate::install::{Setup, program};
use crate::manifest::Manifest;
use crate::updates::Status;
use crate::wire::digest::Sha256;

mod updates;
mod when;
mod words;

pub use updates::Standing;

/// All that was found.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Version of this program.
    pub host: &'static str,
    /// This program's file.
    pub program: PathBuf,
    /// Its SHA-256.
    pub sha256: Option<String>,
    /// The own folder.
    pub folder: PathBuf,
    /// Whom it asks, in this order.
    pub mirrors: Vec<String>,
    /// The version below which nothing is accepted, once there is one.
    pub floor: Option<u64>,
    /// What is installed.
    pub installed: Vec<Installation>,
    /// Browsers for which it is not.
    pub absent: Vec<&'static str>,
    /// What is wrong beyond single browsers.
    pub problems: Vec<Finding>,
    /// How the rules stand.
    pub updates: Standing,
    /// Whether nothing is wrong.
    pub well: bool,
}

/// A manifest, and what it leads to.
#[derive(Debug, Serialize)]
pub struct Installation {
    /// The browser's name on the command line.
    pub browser: &'static str,
    /// And as people know it.
    pub title: &'static str,
    /// The manifest's file.
    pub manifest: PathBuf,
    /// Whose it is: `you`, `root`, or a number.
    pub owner: Option<String>,
    /// Its rights, as `chmod` takes them.
    pub mode: Option<String>,
    /// The program that it names.
    pub program: Option<PathBuf>,
    /// That program's SHA-256.
    pub sha256: Option<String>,
    /// Whether it is this program.
    pub this_one: bool,
    /// What is wrong.
    pub problems: Vec<Finding>,
    /// What may be wrong, and cannot be told from here.
    pub notes: Vec<String>,
}

/// Something wrong, and what to do.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What is wrong.
    pub says: String,
    /// What to do.
    pub todo: String,
}

impl Finding {
    fn new(says: impl Into<String>, todo: impl Into<String>) -> Finding {
        Finding { says: says.into(), todo: todo.into() }
    }
}

/// Looks at everything, and changes nothing.
pub fn examine(setup: &Setup<'_>, status: &Status, facts: Facts) -> Report {
    let sha256 = sha256_of(&setup.program).ok();
    let mut problems = Vec::new();
    let record = Record::read(&setup.folder).unwrap_or_else(|error| {
        problems.push(Finding::new(error.to_string(), "Do that, and install again."));
        Record::default()
    });
    let mut installed = Vec::new();
    let mut absent = Vec::new();
    for browser in &BROWSERS {
        let spots = spots(setup, browser, &record);
        if spots.is_empty() {
            absent.push(browser.name);
        }
        installed
            .extend(spots.iter().map(|spot| installation(setup, browser, spot, sha256.as_deref())));
    }
    let updates = Standing::new(status, setup.now);
    let well = problems.is_empty()
        && status.problem.is_none()
        && installed.iter().all(|one| one.problems.is_empty());
    Report {
        host: env!("CARGO_PKG_VERSION"),
        program: setup.program.clone(),
        sha256,
        folder: setup.folder.clone(),
        mirrors: facts.mirrors,
        floor: facts.floor,
        installed,
        absent,
        problems,
        updates,
        well,
    }
}

/// Where manifests for this browser should lie, by the record, or do lie.
fn spots(setup: &Setup<'_>, browser: &Browser, record: &Record) -> Vec<Spot> {
    let mut spots: Vec<Spot> = record
        .installed
        .iter()
        .filter(|entry| entry.browser == browser.name)
        .map(|entry| Spot { manifest: entry.manifest.clone(), registry: entry.registry.clone() })
        .collect();
    let usual = browser.spot(setup.system, &setup.homes, &setup.folder);
    if !spots.contains(&usual) && fs::symlink_metadata(&usual.manifest).is_ok() {
        spots.push(usual);
    }
    spots
}

fn installation(
    setup: &Setup<'_>,
    browser: &'static Browser,
    spot: &Spot,
    own_sha256: Option<&str>,
) -> Installation {
    let again = format!("Run `caveat-host install --browser {}` again.", browser.name);
    let mut found = Installation {
        browser: browser.name,
        title: browser.title,
        manifest: spot.manifest.clone(),
        owner: None,
        mode: None,
        program: None,
        sha256: None,
        this_one: false,
        problems: Vec::new(),
        notes: notes(setup, browser),
    };
    let manifest = match fs::read_to_string(&spot.manifest) {
        Ok(text) => serde_json::from_str::<Manifest>(&text).ok(),
        Err(error) => {
            found
                .problems
                .push(Finding::new(format!("The manifest cannot be read: {error}."), again));
            return found;
        }
    };
    owner_and_mode(&spot.manifest, &mut found);
    let Some(manifest) = manifest else {
        found.problems.push(Finding::new("The manifest is damaged.", again));
        return found;
    };
    let named = PathBuf::from(&manifest.path);
    if Manifest::ours(browser.family, &named).is_none_or(|ours| ours != manifest) {
        found.problems.push(Finding::new(
            match browser.family {
                Family::Firefox => "The manifest is not for our extension, or not for it alone.",
                Family::Chromium => {
                    "The manifest is not for our extension's origin, or not for it alone."
                }
            },
            again.clone(),
        ));
    }
    if let Some(key) = &spot.registry
        && setup.registry.get(key).as_deref() != Some(spot.manifest.as_path())
    {
        found.problems.push(Finding::new(
            format!(r"The registry's key HKEY_CURRENT_USER\{key} does not name this manifest."),
            again.clone(),
        ));
    }
    the_program(setup, &named, own_sha256, &again, &mut found);
    found.program = Some(named);
    found
}

fn the_program(
    setup: &Setup<'_>,
    named: &Path,
    own_sha256: Option<&str>,
    again: &str,
    found: &mut Installation,
) {
    match sha256_of(named) {
        Ok(sha256) => found.sha256 = Some(sha256),
        Err(error) => {
            found.problems.push(Finding::new(
                format!("The program {} cannot be read: {error}.", named.display()),
                again,
            ));
            return;
        }
    }
    found.this_one = fs::canonicalize(named).is_ok_and(|path| path == setup.program);
    if !found.this_one && found.sha256.as_deref() != own_sha256 {
        found.problems.push(Finding::new(
            format!("The browser starts another program than this one: {}.", named.display()),
            format!("If that is not the one you want, do this: {again}"),
        ));
    }
    if !is_executable(named) {
        found.problems.push(Finding::new(
            format!("{} may not be run.", named.display()),
            format!("Run `chmod 755 {}`.", named.display()),
        ));
    }
    if let Err(error) = program::check(named) {
        found.problems.push(Finding::new(format!("{error}."), "Close it to others, as said."));
    }
}

/// Whether the browser is, or also is, one that may not start programs outside its sandbox.
fn notes(setup: &Setup<'_>, browser: &Browser) -> Vec<String> {
    let traces = browser.sandboxed.iter().filter(|sandbox| sandbox.trace(&setup.homes).is_dir());
    traces.map(|sandbox| sandbox_note(browser, *sandbox)).collect()
}

/// What to say of a browser in a sandbox.
pub fn sandbox_note(browser: &Browser, sandbox: Sandbox) -> String {
    let (kind, hint) = match sandbox {
        Sandbox::Flatpak(_) => {
            ("a Flatpak", "A Flatpak may not start programs outside its sandbox")
        }
        Sandbox::Snap("firefox") => (
            "a Snap",
            "It asks once whether it may start this program, and needs xdg-desktop-portal for it",
        ),
        Sandbox::Snap(_) => ("a Snap", "A Snap may not start programs outside its sandbox"),
    };
    format!(
        "{} was run here as {kind}. {hint}: if the extension does not find this program, import \
         updates from a file in its options, or use {} from your system's packages.",
        browser.title, browser.title
    )
}

#[cfg(unix)]
fn owner_and_mode(path: &Path, found: &mut Installation) {
    use std::os::unix::fs::MetadataExt as _;
    let Ok(facts) = fs::metadata(path) else { return };
    let uid = facts.uid();
    found.owner = Some(if uid == rustix::process::geteuid().as_raw() {
        "you".to_owned()
    } else if uid == 0 {
        "root".to_owned()
    } else {
        uid.to_string()
    });
    found.mode = Some(format!("{:04o}", facts.mode() & 0o7777));
    if let Some(why) = program::open_to_others(&facts, true) {
        found.problems.push(Finding::new(
            format!("The manifest is open to others: {why}."),
            format!("Run `chmod 644 {}` as its owner, or remove it.", path.display()),
        ));
    }
}

#[cfg(not(unix))]
fn owner_and_mode(_path: &Path, _found: &mut Installation) {}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|facts| facts.is_file() && facts.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}

fn sha256_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    let mut hash = Sha256::new();
    let mut piece = vec![0; 64 << 10];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hash.hex()),
            length => hash.update(&piece[..length]),
        }
    }
}
