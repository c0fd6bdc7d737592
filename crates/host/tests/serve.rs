//! The four verbs, one sync at a time, and an end that nothing holds up.

#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

mod serve_support;

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use caveat_host::frames::{CAP, Framed};
use caveat_host::serve::{Ended, serve};
use caveat_host::updates::{CHUNK, Updates};
use caveat_host::wire::digest::sha256_hex;
use serde_json::{Value, json};
use serve_support::{Courier, PipeReader, PipeWriter, VERSION, frame, next_frame, pipe};

/// How long a host may take to go.
const AT_ONCE: Duration = Duration::from_secs(1);

/// A host that is being asked.
struct Host {
    input: Option<Sender<Vec<u8>>>,
    output: PipeReader,
    ended: JoinHandle<Ended>,
}

impl Host {
    fn start(here: Box<dyn Updates + Send>, fetching: Box<dyn Updates + Send>) -> Host {
        let (input, requests) = pipe();
        let (answers, output) = pipe();
        let ended = thread::spawn(move || {
            serve(Framed(requests), Framed(PipeWriter(answers)), here, fetching)
        });
        Host { input: Some(input), output, ended }
    }

    fn ask(&mut self, request: &Value) {
        let bytes = frame(request.to_string().as_bytes());
        self.input.as_ref().unwrap().send(bytes).unwrap();
    }

    fn answer(&mut self) -> Value {
        next_frame(&mut self.output).unwrap()
    }

    fn asked(&mut self, request: &Value) -> Value {
        self.ask(request);
        self.answer()
    }

    /// Closes the input, as a browser does.
    fn close(&mut self) {
        self.input = None;
    }
}

fn verb(id: u64, verb: &str) -> Value {
    json!({"v": 1, "id": id, "verb": verb})
}

fn chunk(id: u64, version: u64, index: u64) -> Value {
    json!({"v": 1, "id": id, "verb": "get-chunk", "version": version.to_string(), "index": index})
}

fn standing(id: u64, verb: &str, problem: &Value) -> Value {
    json!({
        "v": 1, "id": id, "ok": true, "verb": verb,
        "pack": {
            "version": VERSION.to_string(), "bytes": 2 * CHUNK + 5,
            "sha256": "ab".repeat(32), "chunks": 3,
        },
        "checked": 1_795_000_000, "succeeded": 1_794_000_000, "next": 1_795_003_600,
        "problem": problem,
    })
}

/// A courier whose sync begins when the first says so, and ends when the second is told.
fn gated() -> (Box<Courier>, Receiver<()>, Sender<()>) {
    let (begins, begun) = channel();
    let (go_on, waits) = channel();
    (Box::new(Courier { gate: Some((begins, waits)), panics: false }), begun, go_on)
}

#[test]
fn four_verbs_are_answered_as_the_contract_says() {
    let mut host = Host::start(Courier::ready(), Courier::ready());
    assert_eq!(
        host.asked(&verb(1, "hello")),
        json!({"v": 1, "id": 1, "ok": true, "verb": "hello", "host": env!("CARGO_PKG_VERSION")})
    );
    let offline = json!({"code": "offline", "says": "No mirror could be reached."});
    assert_eq!(host.asked(&verb(2, "status")), standing(2, "status", &offline));
    assert_eq!(host.asked(&verb(3, "sync")), standing(3, "sync", &Value::Null));
    host.close();
    assert_eq!(host.ended.join().unwrap(), Ended::Closed);
}

#[test]
fn a_pack_comes_in_chunks_that_browsers_take() {
    let mut host = Host::start(Courier::ready(), Courier::ready());
    let mut whole = Vec::new();
    for index in 0..3 {
        let answer = host.asked(&chunk(index, VERSION, index));
        assert!(answer.to_string().len() <= CAP);
        let bytes = STANDARD.decode(answer["data"].as_str().unwrap()).unwrap();
        assert_eq!(
            answer,
            json!({
                "v": 1, "id": index, "ok": true, "verb": "get-chunk",
                "version": VERSION.to_string(), "index": index,
                "sha256": sha256_hex(&bytes), "data": answer["data"],
            })
        );
        whole.extend(bytes);
    }
    assert_eq!(whole, Courier::pack());
    for (version, index, error) in [(VERSION, 3, "no-index"), (2, 0, "no-pack"), (1, 0, "damaged")]
    {
        assert_eq!(
            host.asked(&chunk(9, version, index)),
            json!({"v": 1, "id": 9, "ok": false, "error": error})
        );
    }
}

#[test]
fn while_it_fetches_everything_but_a_second_sync_goes_on() {
    let (fetching, begun, go_on) = gated();
    let mut host = Host::start(Courier::ready(), fetching);
    host.ask(&verb(1, "sync"));
    begun.recv().unwrap();

    assert_eq!(host.asked(&verb(2, "hello"))["id"], 2);
    assert_eq!(host.asked(&verb(3, "status"))["problem"]["code"], "offline");
    assert_eq!(host.asked(&chunk(4, VERSION, 0))["ok"], true);
    let busy = json!({"code": "busy", "says": "This host is asking for updates already."});
    assert_eq!(host.asked(&verb(5, "sync")), standing(5, "sync", &busy));

    go_on.send(()).unwrap();
    assert_eq!(host.answer(), standing(1, "sync", &Value::Null));
    // And once it is done, the next one may begin.
    host.ask(&verb(6, "sync"));
    begun.recv().unwrap();
    go_on.send(()).unwrap();
    assert_eq!(host.answer(), standing(6, "sync", &Value::Null));
}

#[test]
fn the_end_does_not_wait_for_a_sync() {
    let (fetching, begun, _go_on) = gated();
    let mut host = Host::start(Courier::ready(), fetching);
    host.ask(&verb(1, "sync"));
    begun.recv().unwrap();
    let closed = Instant::now();
    host.close();
    assert_eq!(host.ended.join().unwrap(), Ended::Closed);
    assert!(closed.elapsed() < AT_ONCE);
}

#[test]
fn a_failure_inside_is_said_and_the_rest_goes_on() {
    let mut host = Host::start(Courier::panicking(), Courier::panicking());
    let internal = |id| json!({"v": 1, "id": id, "ok": false, "error": "internal"});
    assert_eq!(host.asked(&verb(1, "status")), internal(1));
    assert_eq!(host.asked(&verb(2, "sync")), internal(2));
    assert_eq!(host.asked(&verb(3, "sync")), internal(3));
    assert_eq!(host.asked(&verb(4, "hello"))["ok"], true);
    host.close();
    assert_eq!(host.ended.join().unwrap(), Ended::Closed);
}

#[test]
fn many_requests_at_once_are_answered_in_order() {
    let mut host = Host::start(Courier::ready(), Courier::ready());
    let bytes: Vec<u8> =
        (0..1_000).flat_map(|id| frame(verb(id, "hello").to_string().as_bytes())).collect();
    host.input.as_ref().unwrap().send(bytes).unwrap();
    host.close();
    for id in 0..1_000 {
        assert_eq!(host.answer()["id"], id);
    }
    assert_eq!(host.ended.join().unwrap(), Ended::Closed);
}

/// A browser that reads nothing, and keeps its end open or not.
struct Unread(Option<Receiver<()>>);

impl Write for Unread {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        match &self.0 {
            Some(never) => {
                let _ = never.recv();
                Ok(0)
            }
            None => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn answers_that_nobody_reads_hold_nothing_up() {
    let (_open, never) = channel();
    for output in [Unread(Some(never)), Unread(None)] {
        let closed = Instant::now();
        let input = io::Cursor::new(frame(verb(1, "hello").to_string().as_bytes()));
        let ended = serve(Framed(input), Framed(output), Courier::ready(), Courier::ready());
        assert_eq!(ended, Ended::Unread);
        assert!(closed.elapsed() < AT_ONCE);
    }
}

#[test]
fn a_browser_that_stops_reading_ends_it_without_closing_its_end() {
    let (input, requests) = pipe();
    let host = thread::spawn(move || {
        serve(Framed(requests), Framed(Unread(None)), Courier::ready(), Courier::ready())
    });
    input.send(frame(verb(1, "sync").to_string().as_bytes())).unwrap();
    assert_eq!(host.join().unwrap(), Ended::Unread);
}
