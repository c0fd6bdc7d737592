//! Mirrors over HTTP: good ones, bad ones before good ones, and connections that break.

use std::io::Write;
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use caveat_host::disk::Real;
use caveat_host::updates::ProblemCode;

use crate::repository::{DAY, NOW, copy};
use crate::server::{Request, Server, folder, send};
use crate::world::{NEW, OLD, Stopped, World, code, tidy, whole};

fn good(path: PathBuf) -> Server {
    Server::new(move |request, stream| folder(&path, request, stream))
}

fn is_target(request: &Request) -> bool {
    request.path.starts_with("/targets/")
}

#[test]
fn a_check_when_nothing_changed_costs_headers_only() {
    let world = World::new();
    let sent = Arc::new(Mutex::new(0_usize));
    let (path, counted) = (world.repository.folder.clone(), Arc::clone(&sent));
    let server = Server::new(move |request, stream| {
        // Answered by way of a pair of sockets, to count what goes over the wire.
        let mut bytes = Wire::default();
        let good = bytes.answer(|wire| folder(&path, request, wire));
        *counted.lock().unwrap() += bytes.0.len();
        stream.write_all(&bytes.0).is_ok() && good
    });
    let mirrors = [server.address.clone()];
    let mut host = world.host("host", &mirrors);
    assert_eq!(code(&host.sync_now()), None);
    assert_eq!(whole(&mut host), Some(NEW));
    let (first, asked) = (std::mem::take(&mut *sent.lock().unwrap()), server.requests().len());
    server.bytes();
    assert_eq!(code(&world.host("host", &mirrors).sync_now()), None);
    let paths: Vec<String> = server.requests().into_iter().map(|request| request.path).collect();
    assert_eq!(paths, ["/metadata/2.root.json", "/metadata/timestamp.json"]);
    let (down, up) = (*sent.lock().unwrap(), server.bytes());
    println!(
        "first sync: {asked} requests, {first} bytes down; nothing new: 2 requests, {down} bytes down, {up} up"
    );
    assert!(down + up <= 2 << 10, "{down} + {up}");
}

#[test]
fn a_mirror_that_calls_another_timestamp_unchanged_is_asked_again_when_it_has_expired() {
    let mut world = World::new();
    let valid = std::mem::replace(&mut world.repository.expires, "2026-11-25T00:00:00Z");
    world.repository.refresh();
    let path = world.repository.folder.clone();
    let server = Server::new(move |request, stream| {
        if !request.path.ends_with("/timestamp.json") {
            return folder(&path, request, stream);
        }
        let tag = "ETag: \"6564e900-264\"\r\n";
        match request.header("If-None-Match") {
            Some(_) => send(stream, "304 Not Modified", tag, b""),
            None => {
                let bytes = std::fs::read(path.join("metadata/timestamp.json")).unwrap();
                send(stream, "200 OK", tag, &bytes)
            }
        }
    });
    let mirrors = [server.address.clone()];
    let clock = Stopped::at(NOW);
    let host = || world.host_on("host", &mirrors, Arc::new(Real), clock.clone());
    assert_eq!(code(&host().sync_now()), None);
    clock.set(NOW + 3 * DAY);
    assert_eq!(code(&host().sync_now()), Some(ProblemCode::Expired), "it has nothing newer");
    world.repository.expires = valid;
    world.repository.refresh();
    let host = || world.host_on("host", &mirrors, Arc::new(Real), clock.clone());
    assert_eq!(code(&host().sync_now()), None);
}

#[derive(Default)]
struct Wire(Vec<u8>);

impl Wire {
    fn answer(&mut self, with: impl FnOnce(&mut TcpStream) -> bool + Send) -> bool {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let mut write = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let mut read = listener.accept().unwrap().0;
        std::thread::scope(|scope| {
            let reader = scope.spawn(move || {
                let mut bytes = Vec::new();
                std::io::Read::read_to_end(&mut read, &mut bytes).unwrap();
                bytes
            });
            let good = with(&mut write);
            drop(write);
            self.0 = reader.join().unwrap();
            good
        })
    }
}

/// Mirrors that are of no use, each in its way, and the problem that each is.
fn bad(world: &World) -> Vec<(&'static str, Server, ProblemCode)> {
    let path = world.repository.folder.clone();
    let reply = |status: &'static str, headers: &'static str, body: &'static [u8]| {
        Server::new(move |_, stream| send(stream, status, headers, body))
    };
    let timestamp = |body: Vec<u8>| {
        let path = path.clone();
        Server::new(move |request, stream| match request.path.as_str() {
            "/metadata/timestamp.json" => send(stream, "200 OK", "", &body),
            _ => folder(&path, request, stream),
        })
    };
    let target = |answer: fn(&[u8], &mut TcpStream) -> bool| {
        let path = path.clone();
        Server::new(move |request, stream| match is_target(request) {
            true => answer(&std::fs::read(path.join(&request.path[1..])).unwrap(), stream),
            false => folder(&path, request, stream),
        })
    };
    let forged = {
        let text = std::fs::read_to_string(path.join("metadata/timestamp.json")).unwrap();
        text.replace("2026-12-24", "2099-12-24").into_bytes()
    };
    vec![
        ("500", reply("500 Oh", "", b""), ProblemCode::Mirror),
        (
            "a portal",
            reply("200 OK", "Content-Type: text/html\r\n", b"<html>Sign in to the network"),
            ProblemCode::Mirror,
        ),
        ("404", reply("404 Not Found", "", b""), ProblemCode::Mirror),
        ("403", reply("403 Forbidden", "", b""), ProblemCode::Mirror),
        (
            "elsewhere",
            reply("302 Found", "Location: https://updates.example/\r\n", b""),
            ProblemCode::Mirror,
        ),
        (
            "circles",
            Server::new(|request, stream| {
                send(stream, "302 Found", &format!("Location: {}\r\n", request.path), b"")
            }),
            ProblemCode::Mirror,
        ),
        ("gzip", reply("200 OK", "Content-Encoding: gzip\r\n", b"\x1f\x8b"), ProblemCode::Mirror),
        ("304 unasked", reply("304 Not Modified", "", b""), ProblemCode::Mirror),
        (
            "206 unasked",
            reply("206 Partial Content", "Content-Range: bytes 0-1/9\r\n", b"{}"),
            ProblemCode::Mirror,
        ),
        ("closes", Server::new(|_, _| false), ProblemCode::Offline),
        (
            "no HTTP",
            Server::new(|_, stream| stream.write_all(b"SSH-2.0-x\r\n\r\n").is_err()),
            ProblemCode::Mirror,
        ),
        (
            "a long header",
            Server::new(|_, stream| {
                send(stream, "200 OK", &format!("X: {}\r\n", "x".repeat(1 << 20)), b"")
            }),
            ProblemCode::Limits,
        ),
        ("an endless root", Server::new(|_, stream| endless(stream)), ProblemCode::Limits),
        ("a length that lies", timestamp(vec![b' '; 1 << 20]), ProblemCode::Limits),
        ("deep JSON", timestamp(vec![b'['; 10_000]), ProblemCode::Mirror),
        ("a forged date", timestamp(forged), ProblemCode::Signature),
        ("an endless target", target(|_, stream| endless(stream)), ProblemCode::Limits),
        (
            "a target cut short",
            target(|bytes, stream| {
                let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", bytes.len());
                let _ = stream
                    .write_all(head.as_bytes())
                    .and_then(|()| stream.write_all(&bytes[..bytes.len() / 2]));
                false
            }),
            ProblemCode::Offline,
        ),
        (
            "another target",
            target(|bytes, stream| send(stream, "200 OK", "", &vec![b'x'; bytes.len()])),
            ProblemCode::Signature,
        ),
        (
            "no target",
            target(|_, stream| send(stream, "404 Not Found", "", b"")),
            ProblemCode::Mirror,
        ),
    ]
}

fn endless(stream: &mut TcpStream) -> bool {
    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    let chunk = format!("{:x}\r\n{}\r\n", 1 << 16, "x".repeat(1 << 16));
    while stream.write_all(chunk.as_bytes()).is_ok() {}
    false
}

#[test]
fn a_bad_mirror_stops_no_good_one_and_alone_is_named() {
    let world = World::new();
    let after = good(world.repository.folder.clone());
    for (name, server, expected) in bad(&world) {
        let began = Instant::now();
        let mut host = world.host("alone", std::slice::from_ref(&server.address));
        let status = host.sync_now();
        assert_eq!(code(&status), Some(expected), "{name}: {status:?}");
        assert_eq!(whole(&mut host), None, "{name}");
        let mut host = world.host("both", &[server.address.clone(), after.address.clone()]);
        let status = host.sync_now();
        assert_eq!(code(&status), None, "{name}: {status:?}");
        assert_eq!(whole(&mut host), Some(NEW), "{name}");
        tidy(&world.path("both"));
        assert!(began.elapsed() < Duration::from_secs(10), "{name} took {:?}", began.elapsed());
        for folder in ["alone", "both"] {
            std::fs::remove_dir_all(world.path(folder)).unwrap();
        }
    }
}

#[test]
fn mirrors_that_stall_or_drip_leave_time_for_the_next() {
    let world = World::new();
    let path = world.repository.folder.clone();
    // One byte now and then, as long as somebody listens. Who waits is told by the other side's end.
    let drip = |stream: &mut TcpStream| {
        stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
        let mut ended = [0];
        loop {
            match std::io::Read::read(stream, &mut ended) {
                Err(error)
                    if matches!(
                        error.kind(),
                        std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
                    ) => {}
                _ => return,
            }
            if stream.write_all(b" ").is_err() {
                return;
            }
        }
    };
    let stall = Server::new(|_, stream| {
        let _ = std::io::Read::read(stream, &mut [0]);
        false
    });
    let headers = Server::new(move |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nX: ");
        drip(stream);
        false
    });
    let body = Server::new(move |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        drip(stream);
        false
    });
    let target = {
        let path = path.clone();
        Server::new(move |request, stream| match is_target(request) {
            true => {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                drip(stream);
                false
            }
            false => folder(&path, request, stream),
        })
    };
    let after = good(path);
    std::thread::scope(|scope| {
        for (name, server) in
            [("stall", &stall), ("headers", &headers), ("body", &body), ("target", &target)]
        {
            let (world, after) = (&world, &after);
            scope.spawn(move || {
                let began = Instant::now();
                let mut host = world.host(name, &[server.address.clone(), after.address.clone()]);
                let status = host.sync_now();
                assert_eq!(code(&status), None, "{name}: {status:?}");
                assert_eq!(whole(&mut host), Some(NEW), "{name}");
                assert!(
                    began.elapsed() < Duration::from_secs(20),
                    "{name} took {:?}",
                    began.elapsed()
                );
            });
        }
    });
}

#[test]
fn a_download_goes_on_where_it_broke() {
    let world = World::new();
    let path = world.repository.folder.clone();
    let breaks = Server::new({
        let path = path.clone();
        move |request, stream| {
            if !is_target(request) {
                return folder(&path, request, stream);
            }
            let bytes = std::fs::read(path.join(&request.path[1..])).unwrap();
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", bytes.len());
            let _ = stream
                .write_all(head.as_bytes())
                .and_then(|()| stream.write_all(&bytes[..300_000]));
            false
        }
    });
    assert_eq!(code(&world.host("host", &[breaks.address]).sync_now()), Some(ProblemCode::Offline));
    let partial = std::fs::read_dir(world.path("host")).unwrap().flatten();
    let partial = partial
        .map(|entry| entry.path())
        .find(|path| path.to_string_lossy().contains("partial-"))
        .unwrap();
    assert_eq!(std::fs::metadata(&partial).unwrap().len(), 300_000);
    copy(&world.path("host"), &world.path("poisoned"));

    let server = good(path);
    let mut host = world.host("host", std::slice::from_ref(&server.address));
    assert_eq!(code(&host.sync_now()), None);
    let asked: Vec<_> = server.requests().into_iter().filter(is_target).collect();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].header("Range"), Some("bytes=300000-"));
    assert_eq!(whole(&mut host), Some(NEW));
    tidy(&world.path("host"));

    // What was kept is something else, too long, or of a mirror that knows no ranges.
    let partial = world.path("poisoned").join(partial.file_name().unwrap());
    for (kept, requests) in [(300_000, 2), (1 << 20, 1), (0, 1)] {
        copy(&world.path("poisoned"), &world.path("again"));
        std::fs::write(world.path("again").join(partial.file_name().unwrap()), vec![b'x'; kept])
            .unwrap();
        let mut host = world.host("again", std::slice::from_ref(&server.address));
        assert_eq!(code(&host.sync_now()), None, "{kept}");
        assert_eq!(
            server.requests().iter().filter(|request| is_target(request)).count(),
            requests,
            "{kept}"
        );
        assert_eq!(whole(&mut host), Some(NEW), "{kept}");
        std::fs::remove_dir_all(world.path("again")).unwrap();
    }
    let whole_only = Server::new({
        let path = world.repository.folder.clone();
        move |request, stream| {
            folder(&path, &Request { headers: Vec::new(), ..request.clone() }, stream)
        }
    });
    let mut host = world.host("poisoned", &[whole_only.address]);
    assert_eq!(code(&host.sync_now()), None);
    assert_eq!(whole(&mut host), Some(NEW));
}

#[test]
fn a_server_without_tls_is_none_for_an_https_mirror() {
    let world = World::new();
    let server = good(world.repository.folder.clone());
    let mut host = world.host("host", &[server.address.replace("http:", "https:")]);
    let status = host.sync_now();
    assert_eq!(code(&status), Some(ProblemCode::Offline), "{status:?}");
    assert_eq!(whole(&mut host), None);
}

#[test]
fn redirects_within_the_mirror_are_followed() {
    let world = World::new();
    let path = world.repository.folder.clone();
    let server = Server::new(move |request, stream| match request.path.strip_prefix("/moved") {
        Some(rest) => folder(&path, &Request { path: rest.into(), ..request.clone() }, stream),
        None => send(
            stream,
            "301 Moved Permanently",
            &format!("Location: /moved{}\r\n", request.path),
            b"",
        ),
    });
    let mut host = world.host("host", &[server.address]);
    assert_eq!(code(&host.sync_now()), None);
    assert_eq!(whole(&mut host), Some(NEW));
}

#[test]
fn a_mirror_that_stands_still_is_passed_over_when_it_is_older() {
    let world = World::new();
    let (old, new) = (good(world.path("replay")), good(world.repository.folder.clone()));
    let mut host = world.host("host", &[old.address.clone(), new.address.clone()]);
    host.sync_now();
    assert_eq!(whole(&mut host), Some(OLD), "the first that holds is taken");
    let mut host = world.host("host", &[new.address, old.address.clone()]);
    host.sync_now();
    assert_eq!(whole(&mut host), Some(NEW));
    let mut host = world.host("host", &[old.address]);
    assert_eq!(code(&host.sync_now()), Some(ProblemCode::Rollback));
    assert_eq!(whole(&mut host), Some(NEW));
}

#[test]
fn a_mirror_that_says_unchanged_of_everything_holds_nobody_back_for_ever() {
    let mut world = World::new();
    let path = world.repository.folder.clone();
    let frozen = Arc::new(AtomicUsize::new(0));
    let now = Arc::clone(&frozen);
    let server = Server::new(move |request, stream| {
        match now.load(Ordering::Relaxed) == 1 && request.header("If-None-Match").is_some() {
            true => stream.write_all(b"HTTP/1.1 304 Not Modified\r\n\r\n").is_ok(),
            false => folder(&path, request, stream),
        }
    });
    let clock = crate::world::Stopped::at(crate::repository::NOW);
    let disk = Arc::new(caveat_host::disk::Real);
    let mut host = world.host_on("host", &[server.address], disk, clock.clone());
    assert_eq!(code(&host.sync_now()), None);
    frozen.store(1, Ordering::Relaxed);
    world.repository.publish(None);
    assert_eq!(code(&host.sync_now()), None);
    clock.set(crate::repository::NOW + 31 * crate::repository::DAY);
    assert_eq!(code(&host.sync_now()), Some(ProblemCode::Expired));
    assert_eq!(whole(&mut host), Some(NEW));
}
