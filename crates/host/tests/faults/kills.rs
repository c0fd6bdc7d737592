//! A sync in a process of its own that is killed at each of its steps in turn.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use caveat_host::courier::open_with;
use caveat_host::place::Place;

use crate::disk::{Fault, Faulty};
use crate::repository::{NOW, address, copy};
use crate::stopped::{BEFORE, check, steps, world};
use crate::world::{Stopped, trust};

/// The environment of [`child`]: folder of the world, folder of the host in it, step, fault.
const CHILD: [&str; 4] = ["CAVEAT_WORLD", "CAVEAT_HOST", "CAVEAT_STEP", "CAVEAT_FAULT"];

#[test]
fn killed_at_any_step() {
    let world = world();
    let mut points = 0;
    for (before, version) in BEFORE {
        for step in 0..steps(&world, before) {
            for fault in Fault::DEADLY {
                copy(&world.path(before), &world.path("stopped"));
                let values = [
                    world.folder.path().to_str().unwrap(),
                    "stopped",
                    &step.to_string(),
                    &format!("{fault:?}"),
                ];
                let ended = Command::new(std::env::current_exe().unwrap())
                    .args(["--exact", "kills::child", "--ignored"])
                    .envs(CHILD.into_iter().zip(values))
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .status()
                    .unwrap();
                assert_eq!(
                    ended.code(),
                    None,
                    "{before}, step {step}, {fault:?}: it was not killed"
                );
                check(
                    &world,
                    &world.path("stopped"),
                    version,
                    &format!("{before}, step {step}, {fault:?}"),
                );
                points += 2;
            }
        }
    }
    println!("killed at {points} points (step, fault, restart)");
    assert!(points >= 300, "{points}");
}

/// The process that is killed.
#[test]
#[ignore = "killed_at_any_step starts it as a process of its own"]
fn child() {
    let [folder, host, step, fault] = CHILD.map(|name| std::env::var(name).unwrap());
    let folder = Path::new(&folder);
    let disk = Faulty::new(step.parse().unwrap(), Fault::named(&fault));
    let root = std::fs::read(folder.join("repository/metadata/1.root.json")).unwrap();
    let trust = trust(&root, &[address(&folder.join("repository"))]);
    open_with(Place::at(folder.join(host)), Ok(trust), Arc::new(disk), Arc::new(Stopped::at(NOW)))
        .sync_now();
}
