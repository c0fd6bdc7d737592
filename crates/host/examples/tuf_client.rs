//! The client protocol of the TUF conformance suite, over the code that fetches updates. For tests
//! only: it keeps nothing as `caveat-host` does, since the suite looks at plain files in a folder.
//!
//! ```text
//! tuf_client --metadata-dir D init TRUSTED_ROOT
//! tuf_client --metadata-dir D --metadata-url U refresh
//! tuf_client --metadata-dir D --metadata-url U --target-name N… --target-base-url T --target-dir X download
//! ```

use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use caveat_host::sync::address::Address;
use caveat_host::sync::mirror::Mirror;
use caveat_host::sync::sigstore::Sigstore;
use caveat_host::sync::transport::Transport;
use caveat_host::sync::tuf::{Metadata, TufClient};
use clap::{Parser, Subcommand};

/// As long as `caveat-host` gives itself.
const DEADLINE: Duration = Duration::from_secs(30);

type Failure = Box<dyn std::error::Error>;

#[derive(Parser)]
struct Options {
    #[arg(long)]
    metadata_dir: PathBuf,
    #[arg(long)]
    metadata_url: Option<String>,
    #[arg(long)]
    target_name: Vec<String>,
    #[arg(long)]
    target_base_url: Option<String>,
    #[arg(long)]
    target_dir: Option<PathBuf>,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Init { trusted_root: PathBuf },
    Refresh,
    Download,
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tuf_client: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), Failure> {
    match &options.verb {
        Verb::Init { trusted_root } => init(options, trusted_root),
        Verb::Refresh => {
            let (mut client, now) = open(options)?;
            let done = client.refresh(now);
            keep(&client, &options.metadata_dir)?;
            Ok(done?)
        }
        Verb::Download => {
            let (mut client, now) = open(options)?;
            let done = client.refresh(now).map_err(Failure::from);
            let done = done.and_then(|()| download(options, &mut client, now));
            keep(&client, &options.metadata_dir)?;
            done
        }
    }
}

fn init(options: &Options, trusted_root: &Path) -> Result<(), Failure> {
    let root = std::fs::read(trusted_root)?;
    let nowhere = Address::parse("file:///nowhere/")?;
    Sigstore::open(&root, Metadata::default(), mirror(nowhere.clone(), nowhere))?;
    std::fs::write(options.metadata_dir.join("root.json"), root)?;
    Ok(())
}

fn open(options: &Options) -> Result<(Sigstore, u64), Failure> {
    let read = |name: &str| std::fs::read(options.metadata_dir.join(name)).ok();
    let root = read("root.json").ok_or("no trusted root: init comes first")?;
    let known = Metadata {
        timestamp: read("timestamp.json"),
        snapshot: read("snapshot.json"),
        targets: read("targets.json"),
        ..Metadata::default()
    };
    let metadata = base(options.metadata_url.as_deref().ok_or("--metadata-url is missing")?)?;
    let targets = match &options.target_base_url {
        Some(url) => base(url)?,
        None => metadata.below("targets"),
    };
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    Ok((Sigstore::open(&root, known, mirror(metadata, targets))?, now))
}

fn base(url: &str) -> Result<Address, Failure> {
    Ok(Address::parse(&format!("{}/", url.trim_end_matches('/')))?)
}

fn mirror(metadata: Address, targets: Address) -> Arc<Mirror> {
    let transport = Arc::new(Transport::until(Instant::now() + DEADLINE));
    Arc::new(Mirror::new(transport, metadata, targets, None))
}

/// All targets with one client, so that roles once verified are not asked for again.
fn download(options: &Options, client: &mut Sigstore, now: u64) -> Result<(), Failure> {
    let folder = options.target_dir.as_deref().ok_or("--target-dir is missing")?;
    for name in &options.target_name {
        let file = folder.join(inside(name)?);
        let target = client.target(name, now)?.ok_or_else(|| format!("nobody offers {name}"))?;
        let here = std::fs::read(&file).unwrap_or_default();
        let sha256 = ring::digest::digest(&ring::digest::SHA256, &here);
        if target.sha256.is_some_and(|expected| expected == sha256.as_ref()) {
            continue;
        }
        let bytes = client.download(name, now)?;
        std::fs::create_dir_all(file.parent().unwrap_or(folder))?;
        std::fs::write(&file, bytes)?;
    }
    Ok(())
}

fn inside(name: &str) -> Result<&Path, Failure> {
    let path = Path::new(name.trim_start_matches('/'));
    match path.components().all(|part| matches!(part, Component::Normal(_))) {
        true => Ok(path),
        false => Err("a target outside of the folder".into()),
    }
}

/// Writes what is verified under the names that the suite looks for, also when it ended early.
fn keep(client: &Sigstore, folder: &Path) -> Result<(), Failure> {
    for (name, bytes) in client.files() {
        let numbered = name.split('.').next().is_some_and(|first| first.parse::<u64>().is_ok());
        if !name.contains('/') && !numbered {
            std::fs::write(folder.join(name), bytes)?;
        }
    }
    Ok(())
}
