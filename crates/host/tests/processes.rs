//! The real program as a process: it says nothing but frames, takes little, and is gone when it is
//! not wanted.

#![cfg(target_os = "linux")] // the tests look into /proc
#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

mod processes_support;
mod serve_support;

use std::cell::RefCell;
use std::fs;
use std::io::{self, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use caveat_host::browsers::FIREFOX_ID;
use caveat_host::frames::CAP;
use processes_support::{Host, User, origin};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use serve_support::{frame, frames};

/// How long it may take to go.
const AT_ONCE: Duration = Duration::from_secs(1);

fn hello(id: u64) -> Value {
    json!({"v": 1, "id": id, "verb": "hello"})
}

fn says_hello(host: &mut Host) {
    let answer = host.asked(&hello(7));
    assert_eq!(
        answer,
        json!({"v": 1, "id": 7, "ok": true, "verb": "hello", "host": env!("CARGO_PKG_VERSION")})
    );
}

/// Starts it, lets it begin with something, ends it, and says after how long it was gone.
type Stop = fn(&User, &dyn Fn(&mut Host)) -> Duration;

/// The browser closes its end.
fn by_closing(user: &User, begin: &dyn Fn(&mut Host)) -> Duration {
    let mut host = user.serving();
    begin(&mut host);
    let start = Instant::now();
    host.close();
    assert_eq!(host.rest(), [] as [u8; 0]);
    assert!(host.child.wait().unwrap().success());
    start.elapsed()
}

/// The system, or a browser in a hurry, asks it to end.
fn by_signal(user: &User, begin: &dyn Fn(&mut Host)) -> Duration {
    let mut host = user.serving();
    begin(&mut host);
    let start = Instant::now();
    kill_process(Pid::from_child(&host.child), Signal::TERM).unwrap();
    assert_eq!(host.child.wait().unwrap().signal(), Some(Signal::TERM.as_raw()));
    start.elapsed()
}

/// The browser is killed: here a shell, which alone holds the other end of the pipe.
fn by_death_of_parent(user: &User, begin: &dyn Fn(&mut Host)) -> Duration {
    const BROWSER: &str = r#"exec 3> >(exec "$0" "$1"); cat >&3"#;
    let mut command = Command::new("bash");
    command.args(["-c", BROWSER]).arg(&user.program).arg(origin());
    command.env_clear().env("HOME", user.home()).env("PATH", "/usr/bin:/bin");
    let mut host = Host::start(command);
    begin(&mut host);
    let start = Instant::now();
    host.child.kill().unwrap();
    // `cat`, which holds the pipe as well, ends with its own input.
    host.close();
    // The program has the shell's output: it closes when the last of them has gone.
    assert_eq!(host.rest(), [] as [u8; 0]);
    let took = start.elapsed();
    host.child.wait().unwrap();
    took
}

/// Processes of this program.
fn running(program: &Path) -> usize {
    let processes = fs::read_dir("/proc").unwrap();
    let programs = processes.filter_map(|entry| fs::read_link(entry.ok()?.path().join("exe")).ok());
    programs.filter(|path| path == program).count()
}

#[test]
fn a_thousand_starts_and_stops_leave_nothing() {
    const STARTS: usize = 1_000;
    let user = User::new();
    let stops: [Stop; 3] = [by_closing, by_signal, by_death_of_parent];
    let mut slowest = Duration::ZERO;
    for stop in stops.iter().cycle().take(STARTS) {
        slowest = slowest.max(stop(&user, &says_hello));
    }
    assert!(slowest < AT_ONCE, "{slowest:?}");
    assert_eq!(running(&user.program), 0);
    assert_eq!(user.left(), [] as [&Path; 0]);
    println!("{STARTS} starts, slowest stop {slowest:?}");
}

/// A mirror that takes a connection and then says nothing, installed as the one to ask.
struct Silent(TcpListener);

impl Silent {
    fn for_user(user: &User) -> Silent {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let trust = user.root.path().join("trust");
        fs::create_dir(&trust).unwrap();
        let packaged = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../trust/root.json");
        fs::copy(packaged, trust.join("root.json")).unwrap();
        let mirror = format!("http://{}/", listener.local_addr().unwrap());
        let mirrors = json!({"format": 1, "mirrors": [mirror]});
        fs::write(trust.join("mirrors.json"), mirrors.to_string()).unwrap();
        user.runs(&["install", "--browser", "chromium", "--trust", trust.to_str().unwrap()]);
        Silent(listener)
    }

    /// Waits until it is asked.
    fn asked(&self) -> TcpStream {
        self.0.accept().unwrap().0
    }
}

#[test]
fn while_a_sync_runs_all_else_is_answered_and_ends_at_once() {
    let user = User::new();
    let mirror = Silent::for_user(&user);
    let mut host = user.serving();
    host.ask(&json!({"v": 1, "id": 1, "verb": "sync"}));
    let _silent = mirror.asked();
    says_hello(&mut host);
    let chunk = json!({"v": 1, "id": 2, "verb": "get-chunk", "version": "1", "index": 0});
    assert_eq!(host.asked(&chunk), json!({"v": 1, "id": 2, "ok": false, "error": "no-pack"}));
    assert_eq!(host.asked(&json!({"v": 1, "id": 3, "verb": "status"}))["problem"], Value::Null);
    let second = host.asked(&json!({"v": 1, "id": 4, "verb": "sync"}));
    assert_eq!((&second["ok"], &second["problem"]["code"]), (&json!(true), &json!("busy")));
    // Another browser's host is told so as well.
    let mut other = user.serving();
    let told = other.asked(&json!({"v": 1, "id": 5, "verb": "sync"}));
    assert_eq!(told["problem"]["code"], "busy");

    let start = Instant::now();
    host.close();
    assert_eq!(host.rest(), [] as [u8; 0]);
    assert!(host.child.wait().unwrap().success());
    assert!(start.elapsed() < AT_ONCE);
    // And what it held is free again.
    other.ask(&json!({"v": 1, "id": 6, "verb": "sync"}));
    let _silent = mirror.asked();
    other.close();
    assert!(other.child.wait().unwrap().success());
}

#[test]
fn nothing_keeps_it_in_a_sync() {
    let user = User::new();
    let mirror = Silent::for_user(&user);
    for stop in [by_closing as Stop, by_signal, by_death_of_parent] {
        let held = RefCell::new(None);
        let took = stop(&user, &|host| {
            host.ask(&json!({"v": 1, "id": 1, "verb": "sync"}));
            *held.borrow_mut() = Some(mirror.asked());
        });
        assert!(took < AT_ONCE, "{took:?}");
    }
    assert_eq!(running(&user.program), 0);
    user.runs(&["uninstall", "--all"]);
    assert_eq!(user.left(), [] as [&Path; 0]);
}

#[test]
fn standard_output_holds_frames_and_nothing_else() {
    let user = User::new();
    let surroundings: &[&[(&str, &str)]] = &[
        &[("HOME", "/nowhere"), ("RUST_LOG", "trace"), ("RUST_BACKTRACE", "full")],
        &[],
        &[("HOME", "")],
        &[("HOME", "not/absolute")],
        &[("HOME", "/dev/null")],
        &[("HOME", "/"), ("XDG_STATE_HOME", "/dev/full"), ("XDG_CONFIG_HOME", "/dev/zero")],
        &[
            ("HOME", "/nowhere"),
            ("TUF_URL", "https://a.example/"),
            ("HTTPS_PROXY", "http://a.example"),
        ],
        &[("LANG", "xx"), ("RUST_MIN_STACK", "65536"), ("SSLKEYLOGFILE", "/dev/stdout")],
    ];
    for variables in surroundings {
        let mut command = Command::new(&user.program);
        command.arg(origin()).env_clear().envs(variables.iter().copied());
        let mut host = Host::start(command);
        host.ask(&hello(1));
        host.ask(&json!({"v": 1, "id": 2, "verb": "status"}));
        host.ask(&json!({"v": 1, "id": 3, "verb": "panic"}));
        host.ask(&json!({"v": 1, "id": 4, "verb": "get-chunk", "version": "1", "index": 0}));
        host.write(&frame(b"\xff"));
        let answers = frames(&host.rest());
        let ids: Vec<_> = answers.iter().map(|answer| answer["id"].as_u64()).collect();
        assert_eq!(ids, [Some(1), Some(2), Some(3), Some(4), None], "{variables:?}");
        assert_eq!(answers[1]["pack"], Value::Null, "{variables:?}");
        assert_eq!(host.child.wait().unwrap().code(), Some(1));
    }
}

#[test]
fn both_families_of_browsers_start_it() {
    let user = User::new();
    let manifest = "/m/org.caveat_extension.host.json";
    for arguments in [vec![origin()], vec![manifest.to_owned(), FIREFOX_ID.to_owned()]] {
        let mut command = user.command();
        command.args(arguments);
        let mut host = Host::start(command);
        says_hello(&mut host);
        host.close();
        assert!(host.child.wait().unwrap().success());
    }
}

#[test]
fn nobody_else_gets_a_word_out_of_it() {
    let user = User::new();
    let origin = origin();
    let cases: &[&[&str]] = &[
        &[],
        &[""],
        &["chrome-extension://abcdefghijklmnopabcdefghijklmnop/"],
        &[&origin[..origin.len() - 1]],
        &[&origin, "--parent-window=1"],
        &[&origin, "status"],
        &["/m/org.caveat_extension.host.json", "other@caveat-extension.example"],
        &["org.caveat_extension.host.json", FIREFOX_ID],
        &["serve"],
        &["hello"],
        &["get-chunk"],
        &["install"],
        &["install", "firefox"],
        &["install", "--browser"],
        &["install", "--browser", "netscape"],
        &["install", "--browser", "firefox", "--browser", "chrome"],
        &["install", "--browser", "firefox,chrome"],
        &["install", "--browser", "Firefox"],
        &["install", "--browser", "firefox", "--url", "https://a.example/"],
        &["uninstall"],
        &["uninstall", "--keep-rules"],
        &["uninstall", "--all", "--browser", "firefox"],
        &["uninstall", "--keep-rules", "--trust", "."],
        &["uninstall", "firefox"],
        &["status", "--yaml"],
        &["sync", "--mirror", "https://a.example/"],
        &["sync", "https://a.example/"],
        &["completions"],
        &["completions", "cmd"],
        &["--json"],
        &["--parent-window=1"],
    ];
    for case in cases {
        let output = user.run(case);
        assert_eq!(output.status.code(), Some(2), "{case:?}");
        assert_eq!(output.stdout, b"", "{case:?}");
    }
    assert_eq!(user.left(), [] as [&Path; 0]);
}

#[test]
fn lengths_that_lie_take_no_memory() {
    let user = User::new();
    let whole = CAP as u32;
    for length in [0, 1, whole, whole + 1, 1 << 24, 1 << 31, u32::MAX] {
        // 16 MiB for all data of the process; what is beyond them ends it by a signal.
        let mut command = Command::new("bash");
        command.args(["-c", r#"ulimit -d 16384; exec "$0" "$1""#]).arg(&user.program).arg(origin());
        command.env_clear().env("HOME", user.home()).env("PATH", "/usr/bin:/bin");
        let mut host = Host::start(command);
        says_hello(&mut host);
        // In one piece: it may be gone as soon as it has seen the length.
        host.write(&[&length.to_ne_bytes()[..], b"{"].concat());
        host.close();
        let answers = frames(&host.rest());
        // Up to the cap it waits for a body, which is cut off then unless it was whole.
        let expected: &[Value] = match length {
            2..=0x10_0000 => &[],
            _ => &[json!({"v": 1, "id": null, "ok": false, "error": "frame"})],
        };
        assert_eq!(answers, expected, "{length}");
        assert_eq!(host.child.wait().unwrap().code(), Some(1), "{length}");
    }
}

#[test]
fn the_largest_frames_take_little_memory() {
    const MOST: u64 = 16 << 10; // in KiB
    let user = User::new();
    let mut host = user.serving();
    let deep = [vec![b'['; CAP / 2], vec![b']'; CAP / 2]].concat();
    let long = format!(r#"{{"v":1,"id":7,"verb":"{}"}}"#, "x".repeat(CAP - 24));
    let keys = format!("{{{}\"v\":1}}", "\"k\":[{}],".repeat((CAP - 10) / 9));
    let escaped = format!(r#"{{"v":1,"verb":"{}"}}"#, r"\u00e9".repeat((CAP - 20) / 6));
    for _ in 0..10 {
        for text in [&deep[..], long.as_bytes(), keys.as_bytes(), escaped.as_bytes()] {
            host.write(&frame(text));
            assert_eq!(host.answer().unwrap()["error"], "request");
        }
    }
    let status = fs::read_to_string(format!("/proc/{}/status", host.child.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let peak: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(peak < MOST, "{peak} KiB");
    println!("peak {peak} KiB");
    host.close();
    assert!(host.child.wait().unwrap().success());
}

#[test]
fn what_nobody_reads_does_not_keep_it() {
    /// What a pipe holds on Linux.
    const PIPE: usize = 64 << 10;
    let user = User::new();
    // A browser that reads nothing any more, and whose pipe is full already.
    let (_reader, mut output) = io::pipe().unwrap();
    output.write_all(&vec![0; PIPE]).unwrap();
    let mut command = user.command();
    command.arg(origin()).stdin(Stdio::piped()).stdout(output).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    for id in 0..10 {
        input.write_all(&frame(hello(id).to_string().as_bytes())).unwrap();
    }
    let start = Instant::now();
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert!(start.elapsed() < AT_ONCE, "{:?}", start.elapsed());
}
