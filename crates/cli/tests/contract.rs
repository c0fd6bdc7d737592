//! What outside programs rely on: exit statuses, and one JSON answer a line in the order asked.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn caveat(arguments: &[&str], input: &[u8]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut child = Command::new(env!("CARGO_BIN_EXE_caveat"))
        .args(arguments)
        .current_dir(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    // A thread writes, so that neither side waits for the other's full pipe.
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // The program may be done before it has read all: that is no failure of the test.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer ends");
    output
}

fn lines(output: &Output) -> Vec<serde_json::Value> {
    let text = std::str::from_utf8(&output.stdout).expect("UTF-8");
    text.lines().map(|l| serde_json::from_str(l).expect("each line is JSON")).collect()
}

const FAMILY: &str = "Mom I dropped my phone, this is my new number. Can you pay a bill for me today? I will pay you back tomorrow";

#[test]
fn a_known_scam_is_warned_about_and_named() {
    let output = caveat(&["scan", "-"], FAMILY.as_bytes());
    assert!(matches!(output.status.code(), Some(1 | 2)), "{output:?}");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("family-new-number"), "{text}");
    assert!(text.contains("new number"), "the words are quoted: {text}");
}

#[test]
fn an_ordinary_message_is_not_warned_about_nor_called_safe() {
    let output = caveat(&["scan"], b"Shall we have lunch at noon?");
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8_lossy(&output.stdout).to_lowercase();
    assert!(text.contains("no known scam pattern found") && !text.contains("safe"), "{text}");
}

#[test]
fn errors_have_statuses_of_their_own() {
    for (arguments, status) in [
        (&["scan", "no-such-file"][..], 66),
        (&["scan", "--nonsense"], 64),
        (&["scan", "--channel", "pigeon"], 64),
        (&["frobnicate"], 64),
        (&["explain", "no-such-thing"], 64),
        (&["scan", "--pack", "Cargo.toml"], 65),
        (&["eval", "no-such-file"], 66),
        (&["eval", "crates"], 64),
        (&["check", "--root", "crates"], 66),
    ] {
        let output = caveat(arguments, b"");
        assert_eq!(output.status.code(), Some(status), "{arguments:?} {output:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?} says why");
    }
}

#[test]
fn json_findings_point_at_the_input() {
    let output = caveat(&["scan", "--json", "-"], FAMILY.as_bytes());
    let verdict: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = verdict["findings"].as_array().expect("findings");
    assert!(!findings.is_empty());
    for finding in findings {
        let at = |key: &str| finding[key].as_u64().expect("an offset") as usize;
        assert_eq!(finding["field"], "body");
        assert_eq!(&FAMILY[at("start")..at("end")], finding["text"]);
    }
}

#[test]
fn a_warning_says_where_the_links_lead() {
    let body = "<p>PayPal Alert: your PayPal account is limited. Verify your account within 24 hours or it will be closed. \
                <a href='https://paypa1-help.example/x'>Log in to PayPal</a> or call <a href='tel:+1-555-0100'>us</a>";
    let mail = format!(
        "From: PayPal Service <x@paypa1-help.example>\nTo: a@b.example\nDate: Mon, 2 Nov 2026 10:00:00 +0000\nSubject: Your account is limited\nContent-Type: text/html\n\n{body}"
    );
    let told = caveat(&["scan", "-"], mail.as_bytes());
    let text = String::from_utf8_lossy(&told.stdout);
    assert!(text.contains("leads to paypa1-help.example, which is not PayPal"), "{text}");
    assert!(text.contains("calls +1 555 0100"), "{text}");
    let json = caveat(&["scan", "--json", "-"], mail.as_bytes());
    let verdict: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(verdict["claims"], "PayPal");
    let domain = "paypa1-help.example";
    let page = serde_json::json!({"kind": "web", "name": domain, "domain": domain, "owner": "", "not": "PayPal"});
    let phone = serde_json::json!({"kind": "phone", "name": "+1 555 0100", "domain": "", "owner": "", "not": ""});
    assert_eq!(verdict["targets"], serde_json::json!([page, phone]));
    let honest = serde_json::json!({"id": 1, "body": "See you at six", "links": [{"href": "https://shop.example/"}]});
    let answers = lines(&caveat(&["scan", "--jsonl"], honest.to_string().as_bytes()));
    assert_eq!(
        (&answers[0]["targets"], &answers[0]["claims"]),
        (&serde_json::json!([]), &serde_json::json!(""))
    );
}

#[test]
fn more_care_only_adds_cautions_and_names_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let file = root.join("tests/corpus/honest-couriers.jsonl");
    let input = std::fs::read(file).expect("messages of our own");
    let (usual, careful) = (
        lines(&caveat(&["scan", "--jsonl"], &input)),
        lines(&caveat(&["scan", "--jsonl", "--careful"], &input)),
    );
    assert_eq!(usual.len(), careful.len());
    let mut raised = 0;
    for (before, after) in usual.iter().zip(&careful) {
        assert_eq!((&before["id"], &before["score"]), (&after["id"], &after["score"]));
        if before["level"] == after["level"] {
            continue;
        }
        raised += 1;
        assert_eq!((&before["level"], &after["level"]), (&"none".into(), &"caution".into()));
        assert!(before["scam"].is_null() && after["title"].is_string(), "{after}");
    }
    assert!(raised > 0, "{} messages", usual.len());
}

#[test]
fn every_line_is_answered_in_its_order() {
    let mut input = Vec::new();
    for i in 0..500 {
        let body = if i % 2 == 0 { FAMILY } else { "Lunch at noon?" };
        let filler = " ".repeat(i * 37 % 4000);
        writeln!(input, "{}", serde_json::json!({"id": i, "body": format!("{filler}{body}"), "channel": "sms", "other": [1]}))
            .expect("memory");
    }
    let answers = lines(&caveat(&["scan", "--jsonl"], &input));
    assert_eq!(answers.len(), 500);
    for (i, answer) in answers.iter().enumerate() {
        assert_eq!(answer["id"], i);
        assert_eq!(answer["level"] == "none", i % 2 == 1, "{answer}");
        assert!(answer["score"].is_number() && answer["findings"].is_array());
    }
}

#[test]
fn bad_lines_are_answered_and_the_run_goes_on() {
    let long = "a word ".repeat(1_500_000);
    let mut input = Vec::new();
    for line in [
        &b"{\"id\":1,\"body\":\"hi\"}"[..],
        b"not json",
        b"",
        b"{\"id\":2}",
        b"{\"id\":3,\"body\":\"hi\",\"channel\":\"pigeon\"}",
        b"{\"body\":\"no id\"}",
        b"{\"id\":4,\"body\":\"\xff\xfe\"}",
        b"[1,2]",
        b"{\"id\":5,\"body\":42}",
        b"{\"id\":\"six\",\"html\":\"<p>Hello <b>there</b>\"}",
        format!("{{\"id\":7,\"body\":\"{long}\"}}").as_bytes(),
        b"{\"id\":8,\"body\":\"\\ud800 lone\"}",
        &b"{".repeat(300),
        b"{\"id\":9,\"body\":\"last, without a line end\"}",
    ] {
        input.extend_from_slice(line);
        input.push(b'\n');
    }
    input.pop();
    let output = caveat(&["scan", "--jsonl"], &input);
    assert_eq!(output.status.code(), Some(0));
    let ids: Vec<String> = lines(&output).iter().map(|a| a["id"].to_string()).collect();
    let expected = [
        "1", "null", "null", "null", "null", "null", "null", "null", "null", "\"six\"", "7",
        "null", "null", "9",
    ];
    assert_eq!(ids, expected);
    for answer in lines(&output) {
        assert_eq!(answer["id"].is_null(), answer["error"].is_string(), "{answer}");
        assert_eq!(answer["truncated"] == true, answer["id"] == 7, "too long is said");
    }
}

#[test]
fn the_sender_is_quoted_from_the_line_as_given() {
    let from = "\"PayPal Service\" <x@paypa1-service.example>";
    let line = serde_json::json!({"id": 1, "from": from, "body": "Your PayPal account is limited, log in now"});
    let answers = lines(&caveat(&["scan", "--jsonl"], line.to_string().as_bytes()));
    let mut seen = 0;
    for finding in answers[0]["findings"].as_array().expect("findings") {
        if finding["field"] == "from" {
            seen += 1;
            let at = |key: &str| finding[key].as_u64().expect("an offset") as usize;
            assert_eq!(&from[at("start")..at("end")], finding["text"]);
        }
    }
    assert!(seen > 0, "{}", answers[0]);
}

#[test]
fn eval_counts_by_label_and_compares_runs_without_keeping_texts() {
    let folder = std::env::temp_dir().join(format!("caveat-eval-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let (set, run) = (folder.join("set.jsonl"), folder.join("run.json"));
    let row = |id: &str, label: &str, body: &str| serde_json::json!({"id": id, "label": label, "channel": "sms", "kind": "family-new-number", "body": body});
    let rows = [
        row("a", "scam", FAMILY).to_string(),
        row("b", "scam", "Lunch at noon?").to_string(),
        row("c", "ham", "See you at the station").to_string(),
        "not a message".into(),
    ];
    std::fs::write(&set, rows.join("\n")).expect("the set");
    let path = |p: &Path| p.to_str().expect("UTF-8").to_owned();
    let output = caveat(&["eval", &path(&folder), "--show", "3", "--save", &path(&run)], b"");
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8_lossy(&output.stdout);
    let messages = text.lines().find(|l| l.starts_with("messages")).expect("the first row");
    let cells: Vec<&str> = messages.split_whitespace().collect();
    assert_eq!(cells[1..3], ["2", "50.0%"], "{messages}");
    assert!(text.contains("2 scams have a known kind: 1 were named, 1 rightly"), "{text}");
    assert!(text.contains("set:b none"), "the miss is shown: {text}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("1 lines are no labelled messages"));
    let saved = std::fs::read_to_string(&run).expect("the run");
    assert!(!saved.contains("dropped") && !saved.contains("Lunch"), "{saved}");
    std::fs::write(&run, saved.replacen("\"danger\"", "\"none\"", 1)).expect("an altered run");
    let again = caveat(&["eval", &path(&set), "--compare", &path(&run)], b"");
    assert!(
        String::from_utf8_lossy(&again.stdout).contains("1 messages are judged otherwise"),
        "{again:?}"
    );
    std::fs::remove_dir_all(folder).expect("the folder goes");
}

#[test]
fn the_same_rules_give_the_same_pack() {
    let folder = std::env::temp_dir().join(format!("caveat-pack-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let packs: Vec<Vec<u8>> = ["a", "b"]
        .iter()
        .map(|name| {
            let path = folder.join(name);
            let output = caveat(&["pack", "-o", path.to_str().expect("UTF-8")], b"");
            assert!(output.status.success(), "{output:?}");
            std::fs::read(path).expect("the pack")
        })
        .collect();
    std::fs::remove_dir_all(folder).expect("the folder goes");
    assert_eq!(packs[0], packs[1]);
}

#[test]
fn a_new_scam_is_two_files_and_a_second_one_of_the_name_is_refused() {
    let folder = std::env::temp_dir().join(format!("caveat-new-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let root = folder.to_str().expect("UTF-8");
    assert!(caveat(&["new", "scam", "test-kind", "--root", root], b"").status.success());
    for file in ["rules/scams/test-kind.toml", "guides/en/test-kind.md"] {
        assert!(folder.join(file).is_file(), "{file}");
    }
    assert_eq!(caveat(&["new", "scam", "test-kind", "--root", root], b"").status.code(), Some(64));
    assert_eq!(caveat(&["new", "scam", "../x", "--root", root], b"").status.code(), Some(64));
    std::fs::remove_dir_all(folder).expect("the folder goes");
}
