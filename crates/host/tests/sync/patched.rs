//! The shortcut: a patch upon the Pack that is here. Whatever is wrong with it, the whole comes.

use std::fs;
use std::io::Write;
use std::sync::Arc;

use caveat_host::courier::Courier;
use caveat_host::updates::{ChunkError, Updates};
use caveat_pack::signed::{PackSignature, SignedPack, Statement};
use caveat_patch::{MAX_PATCH_BYTES, gzip, make, name};
use ring::digest::{SHA256, digest};
use serde_json::{Value, json};

use crate::disk::{Fault, Faulty};
use crate::repository::{DAY, NOW, Repository, copy, sha256};
use crate::server::{Server, folder, send};
use crate::world::{NEW, OLD, Stopped, World, code, tidy};

/// Bytes that all versions share; packing does not make them fewer.
const SHARED: usize = 40_000;
/// What stands before a patch's frame: its own head, and that of a Pack with two signatures.
const BEFORE_FRAME: usize = 48 + 76 + 2 * 96;

/// A signed Pack, packed as publishers do it.
fn rules(version: u64) -> Vec<u8> {
    let mut pack = Vec::new();
    let mut block = digest(&SHA256, b"shared");
    while pack.len() < SHARED {
        pack.extend_from_slice(block.as_ref());
        block = digest(&SHA256, block.as_ref());
    }
    pack.extend_from_slice(&version.to_le_bytes());
    let payload = gzip::pack(&pack);
    let statement = Statement {
        made: NOW,
        expires: NOW + 90 * DAY,
        version,
        packed: payload.len() as u32,
        unpacked: pack.len() as u32,
        sha256: digest(&SHA256, &payload).as_ref().try_into().unwrap(),
    };
    let signature = PackSignature { key: [1; 32], signature: [2; 64] };
    SignedPack { statement, signatures: vec![signature; 2], payload: &payload }.write()
}

fn good_patch() -> Vec<u8> {
    make(&rules(OLD), &rules(NEW)).unwrap()
}

fn offered(bytes: &[u8], version: u64) -> Value {
    json!({"length": bytes.len(), "hashes": {"sha256": sha256(bytes)}, "custom": {"version": version.to_string()}})
}

fn put(repository: &Repository, name: &str, bytes: &[u8]) {
    let file = repository.folder.join(format!("targets/{}.{name}", sha256(bytes)));
    fs::write(file, bytes).unwrap();
}

/// A world whose repository offers NEW with these patches, and in which `host` has OLD.
fn world(patches: &[(&str, &[u8])]) -> World {
    let mut world = World::new();
    let repository = &mut world.repository;
    put(repository, "caveat.caveat", &rules(OLD));
    repository.list(&json!({"caveat.caveat": offered(&rules(OLD), OLD)}));
    world.host("host", &[world.repository.address()]).sync_now();
    let repository = &mut world.repository;
    let mut list = json!({"caveat.caveat": offered(&rules(NEW), NEW)});
    put(repository, "caveat.caveat", &rules(NEW));
    for (name, bytes) in patches {
        put(repository, name, bytes);
        list[*name] = offered(bytes, NEW);
    }
    repository.list(&list);
    world
}

/// The version in use, which is whole.
fn whole(host: &mut Courier) -> Option<u64> {
    let facts = host.status().pack?;
    assert_eq!(host.chunk(facts.version, 0).unwrap(), rules(facts.version));
    assert_eq!(host.chunk(facts.version, 1), Err(ChunkError::NoIndex));
    Some(facts.version)
}

/// Which targets a host asks for that has OLD, and how many bytes of them come.
fn fetched(world: &World) -> (Vec<String>, usize) {
    let path = world.repository.folder.clone();
    let server = Server::new(move |request, stream| folder(&path, request, stream));
    let mut host = world.host("host", std::slice::from_ref(&server.address));
    let status = host.sync_now();
    assert_eq!(code(&status), None, "{status:?}");
    assert_eq!(whole(&mut host), Some(NEW));
    tidy(&world.path("host"));
    let asked = server.requests().into_iter().filter_map(|request| {
        let file = request.path.strip_prefix("/targets/")?.to_owned();
        let length = fs::read(world.repository.folder.join("targets").join(&file));
        let (_, name) = file.split_once('.').unwrap();
        Some((name.to_owned(), length.map_or(0, |bytes| bytes.len())))
    });
    let (names, lengths): (Vec<_>, Vec<usize>) = asked.unzip();
    (names, lengths.iter().sum())
}

#[test]
fn a_patch_is_fetched_in_place_of_the_whole() {
    let (asked, bytes) = fetched(&world(&[(&name(OLD), &good_patch())]));
    assert_eq!(asked, [name(OLD)]);
    assert!(bytes < 1_000, "{bytes} of {}", rules(NEW).len());
}

#[test]
fn who_has_no_such_version_fetches_the_whole() {
    let world = world(&[(&name(OLD - 1), &good_patch())]);
    let (asked, _) = fetched(&world);
    assert_eq!(asked, ["caveat.caveat"], "its version has no patch");
    let mut fresh = world.host("fresh", &[world.repository.address()]);
    fresh.sync_now();
    assert_eq!(whole(&mut fresh), Some(NEW), "nothing was here");
}

#[test]
fn a_patch_that_is_no_good_costs_nothing_but_itself() {
    let good = good_patch();
    let elsewhere = make(&rules(OLD), &rules(NEW + 1)).unwrap();
    let other_base = make(&rules(OLD - 1), &rules(NEW)).unwrap();
    // A frame of repeated bytes that says 40 KB and holds 250 MB.
    let says = (SHARED as u32 + 8).to_le_bytes();
    let block = &((128_u32 << 10) << 3 | 1 << 1).to_le_bytes()[..3];
    let blocks = [block, b"A"].concat().repeat(2_000);
    let frame = [&[0x28, 0xb5, 0x2f, 0xfd, 0xa0][..], &says, &blocks].concat();
    let bomb = [&good[..BEFORE_FRAME], &frame].concat();
    assert!(bomb.len() * 3 < rules(NEW).len(), "it is small enough to be tried");
    // Another publisher's signature in the head: a sound Pack, but not the one that is listed.
    let mut other_head = good.clone();
    other_head[BEFORE_FRAME - 1] ^= 1;
    for (what, bytes) in [
        ("it leads to another version", &elsewhere),
        ("it leads to the same version, signed otherwise", &other_head),
        ("it was made for another Pack", &other_base),
        ("it is cut", &good[..good.len() - 1].to_vec()),
        ("it is a bomb", &bomb),
        ("it is nothing", &b"none".to_vec()),
        ("it is empty", &Vec::new()),
    ] {
        let (asked, _) = fetched(&world(&[(&name(OLD), bytes)]));
        assert_eq!(asked, [name(OLD).as_str(), "caveat.caveat"], "{what}");
    }
}

#[test]
fn a_patch_that_is_not_as_listed_is_not_used() {
    let good = good_patch();
    let file = |world: &World| {
        world.repository.folder.join(format!("targets/{}.{}", sha256(&good), name(OLD)))
    };
    let missing = world(&[(&name(OLD), &good)]);
    fs::remove_file(file(&missing)).unwrap();
    assert_eq!(fetched(&missing).0, [name(OLD).as_str(), "caveat.caveat"]);
    let changed = world(&[(&name(OLD), &good)]);
    let mut bytes = good.clone();
    bytes[20] ^= 1;
    fs::write(file(&changed), bytes).unwrap();
    assert_eq!(fetched(&changed).0, [name(OLD).as_str(), "caveat.caveat"]);
}

#[test]
fn a_patch_that_is_listed_as_no_gain_is_not_asked_for() {
    let good = good_patch();
    let pack = rules(NEW);
    for (what, change) in [
        ("half as large as the whole", json!({"length": pack.len() / 2})),
        ("larger than any", json!({"length": MAX_PATCH_BYTES + 1})),
        ("to another version", json!({"custom": {"version": OLD.to_string()}})),
        ("to no version", json!({"custom": {}})),
        ("without a hash", json!({"hashes": {"sha512": "00"}})),
    ] {
        let mut world = world(&[]);
        put(&world.repository, &name(OLD), &good);
        let mut patch = offered(&good, NEW);
        patch.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let list = json!({"caveat.caveat": offered(&pack, NEW), name(OLD): patch});
        world.repository.list(&list);
        assert_eq!(fetched(&world).0, ["caveat.caveat"], "{what}");
    }
}

#[test]
fn a_patch_leads_to_nothing_that_the_list_does_not_say() {
    // The patch leads to a sound Pack, but what the list names is not to be had at all.
    let mut world = world(&[]);
    let elsewhere = make(&rules(OLD), &rules(NEW)).unwrap();
    put(&world.repository, &name(OLD), &elsewhere);
    let mut listed = offered(&rules(NEW), NEW);
    listed["hashes"]["sha256"] = json!(sha256(b"something else"));
    let list = json!({"caveat.caveat": listed, name(OLD): offered(&elsewhere, NEW)});
    world.repository.list(&list);
    let mut host = world.host("host", &[world.repository.address()]);
    assert!(host.sync_now().problem.is_some());
    assert_eq!(whole(&mut host), Some(OLD));
}

#[test]
fn a_connection_that_breaks_in_the_patch_brings_the_whole() {
    let world = world(&[(&name(OLD), &good_patch())]);
    let path = world.repository.folder.clone();
    let server = Server::new(move |request, stream| match request.path.ends_with(".patch") {
        true => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nCAVEAT");
            false
        }
        false => folder(&path, request, stream),
    });
    let mut host = world.host("host", std::slice::from_ref(&server.address));
    assert_eq!(code(&host.sync_now()), None);
    assert_eq!(whole(&mut host), Some(NEW));
    // Nor does a server that answers with an error.
    let path = world.repository.folder.clone();
    let server = Server::new(move |request, stream| match request.path.ends_with(".patch") {
        true => send(stream, "500 Internal Server Error", "", b"later"),
        false => folder(&path, request, stream),
    });
    let mut host = world.host("again", &[world.replay()]);
    host.sync_now();
    let mut host = world.host("again", std::slice::from_ref(&server.address));
    assert_eq!(code(&host.sync_now()), None);
    assert_eq!(whole(&mut host), Some(NEW));
}

#[test]
fn a_disk_that_refuses_any_step_leaves_the_old_or_the_new() {
    let world = world(&[(&name(OLD), &good_patch())]);
    let mirrors = [world.repository.address()];
    copy(&world.path("host"), &world.path("counted"));
    let disk = Arc::new(Faulty::never());
    world.host_on("counted", &mirrors, disk.clone(), Stopped::at(NOW)).sync_now();
    for step in 0..disk.steps() {
        for fault in Fault::REPORTED {
            let point = format!("step {step}, {fault:?}");
            let _ = fs::remove_dir_all(world.path("stopped"));
            copy(&world.path("host"), &world.path("stopped"));
            let disk = Arc::new(Faulty::new(step, fault));
            let status = world.host_on("stopped", &mirrors, disk, Stopped::at(NOW)).sync_now();
            let there = whole(&mut world.host("stopped", &mirrors));
            assert!(there == Some(OLD) || there == Some(NEW), "{point}: {there:?}");
            assert!(status.problem.is_some() || there == Some(NEW), "{point}: {status:?}");
            let mut host = world.host("stopped", &mirrors);
            assert_eq!(code(&host.sync_now()), None, "{point}");
            assert_eq!(whole(&mut host), Some(NEW), "{point}");
            tidy(&world.path("stopped"));
        }
    }
}
