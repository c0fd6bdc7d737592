//! A disk that is full or broken, at each step of a sync in turn.

use std::sync::Arc;

use crate::disk::{Fault, Faulty};
use crate::repository::{NOW, copy};
use crate::stopped::{BEFORE, check, steps, world};
use crate::world::{NEW, Stopped, whole};

#[test]
fn refused_by_the_disk_at_any_step() {
    let world = world();
    let mut points = 0;
    for (before, version) in BEFORE {
        for step in 0..steps(&world, before) {
            for fault in Fault::REPORTED {
                copy(&world.path(before), &world.path("stopped"));
                let disk = Arc::new(Faulty::new(step, fault));
                let mirrors = [world.repository.address()];
                let point = format!("{before}, step {step}, {fault:?}");
                let status = world.host_on("stopped", &mirrors, disk, Stopped::at(NOW)).sync_now();
                let here = status.pack.as_ref().map(|pack| pack.version);
                assert!(
                    here.is_none() || here == version || here == Some(NEW),
                    "{point}: {status:?}"
                );
                // What was refused is said, or did not matter: then what is new is in use.
                let there = whole(&mut world.host("stopped", &mirrors));
                assert!(status.problem.is_some() || there == Some(NEW), "{point}: {status:?}");
                check(&world, &world.path("stopped"), version, &point);
                points += 2;
            }
        }
    }
    println!("refused by the disk at {points} points (step, fault, restart)");
    assert!(points >= 300, "{points}");
}
