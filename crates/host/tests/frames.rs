//! Whatever comes in, what goes out are answers, and nothing panics.

#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

mod serve_support;

use std::io::{self, Read};

use caveat_host::frames::{CAP, Framed};
use caveat_host::serve::{Ended, serve};
use serde_json::{Value, json};
use serve_support::{Courier, PipeWriter, frame, frames};

const HELLO: &[u8] = br#"{"v":1,"id":7,"verb":"hello"}"#;

/// What comes of these bytes, and how it ends.
fn outcome(input: impl Read + Send + 'static) -> (Vec<Value>, Ended) {
    let (sender, written) = std::sync::mpsc::channel();
    let ended =
        serve(Framed(input), Framed(PipeWriter(sender)), Courier::ready(), Courier::ready());
    (frames(&written.try_iter().flatten().collect::<Vec<u8>>()), ended)
}

fn of_bytes(bytes: impl Into<Vec<u8>>) -> (Vec<Value>, Ended) {
    outcome(io::Cursor::new(bytes.into()))
}

fn no_frame() -> Value {
    json!({"v": 1, "id": null, "ok": false, "error": "frame"})
}

fn no_request(id: Option<u64>) -> Value {
    json!({"v": 1, "id": id, "ok": false, "error": "request"})
}

fn hello(id: u64) -> Value {
    json!({"v": 1, "id": id, "ok": true, "verb": "hello", "host": env!("CARGO_PKG_VERSION")})
}

/// JSON of exactly so many bytes.
fn json_of(length: usize) -> Vec<u8> {
    let mut text = br#"{"v":1,"id":7,"verb":""#.to_vec();
    text.resize(length - 2, b'x');
    text.extend_from_slice(b"\"}");
    text
}

#[test]
fn the_end_between_frames_is_the_end() {
    assert_eq!(of_bytes([]), (vec![], Ended::Closed));
    assert_eq!(of_bytes(frame(HELLO)), (vec![hello(7)], Ended::Closed));
}

#[test]
fn lengths() {
    assert_eq!(of_bytes(frame(b"")), (vec![no_frame()], Ended::Lost), "0");
    assert_eq!(of_bytes(frame(b"{")), (vec![no_frame()], Ended::Lost), "1, no JSON");
    assert_eq!(of_bytes(frame(b"7")), (vec![no_request(None)], Ended::Closed), "1, JSON");
    assert_eq!(
        of_bytes([frame(&json_of(CAP)), frame(HELLO)].concat()),
        (vec![no_request(Some(7)), hello(7)], Ended::Closed),
        "the cap"
    );
    for length in [CAP as u32 + 1, 1 << 31, u32::MAX] {
        // With all its body there, and with nothing behind it.
        let whole = frame(&json_of(CAP + 1));
        for rest in [&whole[4..], &[]] {
            let bytes = [&length.to_ne_bytes(), rest].concat();
            assert_eq!(of_bytes(bytes), (vec![no_frame()], Ended::Lost), "{length}");
        }
    }
}

#[test]
fn what_is_cut_off_is_not_answered() {
    let whole = frame(HELLO);
    for cut in 1..whole.len() {
        assert_eq!(of_bytes(&whole[..cut]), (vec![], Ended::Lost), "{cut}");
        let second = [&whole[..], &whole[..cut]].concat();
        assert_eq!(of_bytes(second), (vec![hello(7)], Ended::Lost), "{cut}");
    }
}

/// Gives a byte at a time, and is interrupted before each.
struct Drops {
    bytes: io::Cursor<Vec<u8>>,
    interrupted: bool,
}

impl Read for Drops {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.interrupted = !self.interrupted;
        if self.interrupted {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let length = buffer.len().min(1);
        self.bytes.read(&mut buffer[..length])
    }
}

#[test]
fn bytes_may_come_one_by_one() {
    let second = br#"{"verb":"hello","v":1,"id":8}"#;
    let bytes = io::Cursor::new([frame(HELLO), frame(second)].concat());
    let got = outcome(Drops { bytes, interrupted: false });
    assert_eq!(got, (vec![hello(7), hello(8)], Ended::Closed));
}

#[test]
fn a_broken_stream_ends_it() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("as the test wants it"))
        }
    }
    assert_eq!(outcome(Broken), (vec![], Ended::Lost));
}

#[test]
fn what_is_no_json_is_no_frame() {
    let cases: &[&[u8]] = &[
        b"\xff\xfe",
        b"{\"v\":1,\"id\":7,\"verb\":\"hell\xc3\"}",
        b"\xef\xbb\xbf{\"v\":1,\"id\":7,\"verb\":\"hello\"}",
        b" ",
        b"hello",
        b"{\"v\":1,\"id\":7,\"verb\":\"hello\"",
        b"{\"v\":1,\"id\":7,\"verb\":\"hello\"}{}",
        b"{\"v\":1,\"id\":7,\"verb\":\"hello\"}\0",
        b"{'v':1}",
        b"{\"v\":01}",
        b"[1,]",
    ];
    for case in cases {
        // The stream is lost: what comes after is not answered.
        let bytes = [frame(case), frame(HELLO)].concat();
        assert_eq!(of_bytes(bytes), (vec![no_frame()], Ended::Lost), "{case:?}");
    }
}

#[test]
fn however_deep_it_nests() {
    let deep = |depth: usize| [vec![b'['; depth], vec![b']'; depth]].concat();
    let most = deep(CAP / 2);
    assert_eq!(of_bytes(frame(&most)), (vec![no_request(None)], Ended::Closed));
    let inside = [br#"{"v":1,"id":7,"verb":"#.as_slice(), &deep(CAP / 2 - 100), b"}"].concat();
    assert_eq!(of_bytes(frame(&inside)), (vec![no_request(Some(7))], Ended::Closed));
    let unclosed = vec![b'['; CAP];
    assert_eq!(of_bytes(frame(&unclosed)), (vec![no_frame()], Ended::Lost));
    let objects = br#"{"a":"#.repeat(CAP / 5);
    assert_eq!(of_bytes(frame(&objects)), (vec![no_frame()], Ended::Lost));
}

#[test]
fn what_is_no_request_is_said_so_and_the_next_one_answered() {
    let cases = [
        // Whole things of another kind.
        ("null", None),
        ("[]", None),
        ("{}", None),
        (r#""hello""#, None),
        (r#"[{"v":1,"id":7,"verb":"hello"}]"#, None),
        // Keys that are missing, too many, or there twice.
        (r#"{"v":1,"verb":"hello"}"#, None),
        (r#"{"id":7,"verb":"hello"}"#, Some(7)),
        (r#"{"v":1,"id":7}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"hello","url":"https://a.example/"}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"sync","path":"/etc/passwd"}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"hello","":null}"#, Some(7)),
        (r#"{"v":1,"v":1,"id":7,"verb":"hello"}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"hello","verb":"hello"}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"hello","\u0076erb":"sync"}"#, Some(7)),
        (r#"{"v":1,"id":7,"id":7,"verb":"hello"}"#, None),
        (r#"{"v":1,"id":7,"id":8,"verb":"hello"}"#, None),
        (r#"{"V":1,"id":7,"verb":"hello"}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"hello","__proto__":{}}"#, Some(7)),
        // Values of other types and outside their bounds.
        (r#"{"v":2,"id":7,"verb":"hello"}"#, Some(7)),
        (r#"{"v":"1","id":7,"verb":"hello"}"#, Some(7)),
        (r#"{"v":1.0,"id":7,"verb":"hello"}"#, Some(7)),
        (r#"{"v":true,"id":7,"verb":"hello"}"#, Some(7)),
        (r#"{"v":1,"id":-1,"verb":"hello"}"#, None),
        (r#"{"v":1,"id":7.5,"verb":"hello"}"#, None),
        (r#"{"v":1,"id":7e0,"verb":"hello"}"#, None),
        (r#"{"v":1,"id":"7","verb":"hello"}"#, None),
        (r#"{"v":1,"id":null,"verb":"hello"}"#, None),
        (r#"{"v":1,"id":9007199254740992,"verb":"hello"}"#, None),
        (r#"{"v":1,"id":18446744073709551616,"verb":"hello"}"#, None),
        (r#"{"v":1,"id":1e999,"verb":"hello"}"#, None),
        (r#"{"v":1,"id":7,"verb":["hello"]}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":null}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":{"hello":1}}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"Hello"}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"hello "}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"install"}"#, Some(7)),
        // A lone half of a surrogate pair: JSON by its grammar, but no text.
        (r#"{"v":1,"id":7,"verb":"\ud800"}"#, None),
        // The wrong keys for a verb.
        (r#"{"v":1,"id":7,"verb":"get-chunk"}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"get-chunk","version":"1"}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"get-chunk","index":0}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"hello","version":"1"}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"status","index":0}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"get-chunk","version":1,"index":0}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"get-chunk","version":"","index":0}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"get-chunk","version":"01","index":0}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"get-chunk","version":"+1","index":0}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"get-chunk","version":"-1","index":0}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"get-chunk","version":"../1","index":0}"#, Some(7)),
        (
            r#"{"v":1,"id":7,"verb":"get-chunk","version":"18446744073709551616","index":0}"#,
            Some(7),
        ),
        (r#"{"v":1,"id":7,"verb":"get-chunk","version":"1","index":"0"}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"get-chunk","version":"1","index":-1}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"get-chunk","version":"1","index":4294967296}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"get-chunk","version":"1","index":0.5}"#, Some(7)),
        (r#"{"v":1,"id":7,"verb":"get-chunk","version":"1","index":0,"path":"x"}"#, Some(7)),
    ];
    for (case, id) in cases {
        let bytes = [frame(case.as_bytes()), frame(HELLO)].concat();
        assert_eq!(of_bytes(bytes), (vec![no_request(id), hello(7)], Ended::Closed), "{case}");
    }
}

/// Numbers that are the same in every run (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

/// A frame's text made from requests and from nothing: most of them almost right.
fn fuzzed(numbers: &mut Numbers) -> Vec<u8> {
    const SEEDS: [&str; 6] = [
        r#"{"v":1,"id":7,"verb":"hello"}"#,
        r#"{"v":1,"id":7,"verb":"status"}"#,
        r#"{"v":1,"id":9007199254740991,"verb":"sync"}"#,
        r#"{"v":1,"id":7,"verb":"get-chunk","version":"2026112301","index":0}"#,
        r#"{"v":1,"id":7,"verb":"get-chunk","version":"2026112301","index":4294967295}"#,
        r#"{"v":[{}],"id":{"id":[]},"verb":1e9,"verb":"\u00e9\ud83d\ude00"}"#,
    ];
    const PIECES: [&str; 16] = [
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\\",
        "\\u0000",
        "null",
        "-",
        "1e400",
        "\"id\":",
        "\"verb\":\"sync\",",
        "99999999999999999999",
        "\u{0}",
    ];
    let mut text = SEEDS[numbers.below(SEEDS.len())].as_bytes().to_vec();
    for _ in 0..numbers.below(5) {
        let at = numbers.below(text.len() + 1);
        match numbers.below(6) {
            0 => text.truncate(at),
            1 if at < text.len() => text[at] ^= 1 << numbers.below(8),
            2 if at < text.len() => text[at] = numbers.below(256) as u8,
            3 if at < text.len() => {
                text.remove(at);
            }
            4 => {
                let piece = PIECES[numbers.below(PIECES.len())];
                text.splice(at..at, piece.bytes());
            }
            _ => {
                let other = SEEDS[numbers.below(SEEDS.len())].as_bytes();
                let from = numbers.below(other.len());
                text.splice(at..at, other[from..].iter().copied());
            }
        }
    }
    text
}

/// Whether an answer is one of those that the contract has, with exactly its keys.
fn is_an_answer(answer: &Value) -> bool {
    let keys: Vec<&str> = answer.as_object().unwrap().keys().map(String::as_str).collect();
    if answer["ok"] == false {
        let errors = ["frame", "request", "no-pack", "no-index", "damaged", "internal"];
        return keys == ["error", "id", "ok", "v"]
            && errors.contains(&answer["error"].as_str().unwrap());
    }
    match answer["verb"].as_str().unwrap() {
        "hello" => keys == ["host", "id", "ok", "v", "verb"],
        "status" | "sync" => {
            keys == ["checked", "id", "next", "ok", "pack", "problem", "succeeded", "v", "verb"]
        }
        "get-chunk" => keys == ["data", "id", "index", "ok", "sha256", "v", "verb", "version"],
        _ => false,
    }
}

#[test]
fn fuzzed_frames_get_an_answer_each() {
    const FRAMES: usize = 2_500;
    let mut numbers = Numbers(0x5eed_cafe);
    let (mut lost, mut refused, mut answered) = (0, 0, 0);
    for _ in 0..FRAMES {
        let text = fuzzed(&mut numbers);
        let is_json = serde_json::from_slice::<Value>(&text).is_ok();
        let (answers, ended) = of_bytes([frame(&text), frame(HELLO)].concat());
        let shown = String::from_utf8_lossy(&text);
        assert!(answers.iter().all(is_an_answer), "{shown}: {answers:?}");
        if ended == Ended::Lost {
            lost += 1;
            assert!(!is_json, "{shown}");
            assert_eq!(answers, [no_frame()], "{shown}");
        } else {
            assert_eq!(ended, Ended::Closed, "{shown}");
            // An answer to a `sync` may come after that to the next request, or too late.
            let is_sync = is_json && !answers.contains(&no_request(Some(7))) && answers.len() < 2;
            assert!(answers.len() == 2 || is_sync, "{shown}: {answers:?}");
            assert!(answers.contains(&hello(7)), "{shown}: {answers:?}");
            if answers.iter().any(|answer| answer["error"] == "request") {
                refused += 1;
            } else {
                answered += 1;
            }
        }
    }
    // Hundreds of each kind, or these frames would show little.
    assert!(lost > 500 && refused > 250 && answered > 250, "{lost} {refused} {answered}");
}
