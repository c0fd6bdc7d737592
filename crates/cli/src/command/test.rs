//! `caveat test`: every example in the rules says what it says.

use std::process::ExitCode;

use caveat_compiler::{Diagnostic, Example, Expect};
use caveat_engine::native::NativeUrls;
use caveat_engine::{Level, Options, Rules, Verdict, scan_as};

use crate::failure::Failure;
use crate::gate::{self, Gate};
use crate::rules::{Root, compiled};

#[derive(Debug, clap::Args)]
pub(crate) struct Test {
    #[command(flatten)]
    root: Root,
    /// Only examples of files whose path contains this.
    filter: Option<String>,
    /// Print every example as one JSON line instead of trying it (for `caveat scan --jsonl`).
    #[arg(long)]
    list: bool,
}

impl Test {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let compiled = compiled(&self.root.root)?;
        let wanted = |e: &&Example| self.filter.as_ref().is_none_or(|f| e.file.path.contains(f));
        let examples: Vec<&Example> = compiled.examples.iter().filter(wanted).collect();
        if self.list {
            for (number, example) in examples.iter().enumerate() {
                println!("{}", listed(number, example));
            }
            return Ok(ExitCode::SUCCESS);
        }
        let mut failed = 0;
        for example in &examples {
            let known: Vec<&str> = example.language.as_deref().into_iter().collect();
            let options = Options { languages: &known, ..Options::default() };
            let verdict = scan_as(&example.message, &compiled.rules, &NativeUrls, options);
            if let Some(wrong) = wrong(&compiled.rules, example, &verdict) {
                failed += 1;
                eprintln!("{wrong}\n");
            }
        }
        let passed = examples.len() - failed;
        // A part of the examples is tried by somebody at work on that part.
        if self.filter.is_none() {
            let gate = Gate::read(&self.root.root)?;
            let (wrong, fails) = gate.tried(&compiled.rules);
            let judged = gate.len() - wrong.len();
            println!("{judged} of the gate's {} messages judged rightly", gate.len());
            if fails {
                failed += 1;
                eprintln!(
                    "{}: more are judged wrongly than an update may: {}\n",
                    gate::FILE,
                    wrong.join(", ")
                );
            }
        }
        println!("{passed} passed, {failed} failed");
        if examples.is_empty() {
            return Err(Failure::Usage("no example matches".into()));
        }
        Ok(ExitCode::from(u8::from(failed > 0)))
    }
}

/// What is wrong with a verdict, at the example's place; `None` when it is as expected.
fn wrong(rules: &Rules, example: &Example, verdict: &Verdict) -> Option<Diagnostic> {
    let seen = |id: &str| verdict.findings.iter().any(|f| f.signal == id);
    let kind = verdict.scam.as_ref().map_or("no kind", |s| s.id.as_str());
    let title = match &example.expect {
        Expect::Fires(id) if !seen(id) && !is_silent(rules, id) => {
            format!("`{id}` is not seen in this text")
        }
        Expect::SilentOn(id) if seen(id) => format!("`{id}` is seen in this text"),
        Expect::Verdict { level, .. } if *level != verdict.level => format!(
            "expected {}, got {} ({:.4}, {kind})",
            level.name(),
            verdict.level.name(),
            verdict.score
        ),
        Expect::Verdict { level, kind: wanted } if *level > Level::None && wanted != kind => {
            format!("expected the kind {wanted}, got {kind} ({:.4})", verdict.score)
        }
        _ => return None,
    };
    let findings: Vec<String> = verdict
        .findings
        .iter()
        .map(|f| {
            format!("{} {:+} \u{201c}{}\u{201d}", f.signal, f.weight, f.span.text(&example.message))
        })
        .chain(verdict.exceptions.iter().map(|e| {
            format!(
                "{} {} \u{201c}{}\u{201d}",
                e.signal,
                e.held.name(),
                e.span.text(&example.message)
            )
        }))
        .collect();
    let end = example.file.text[example.range.clone()].find('\n').unwrap_or(example.range.len());
    let place = example.range.start..example.range.start + end.max(1);
    let help = if findings.is_empty() { "nothing was seen".into() } else { findings.join("; ") };
    Some(Diagnostic::error(&example.file, place, title).help(help))
}

/// Silent signals appear only where a kind rests on them, so "fires" cannot be read off there.
fn is_silent(rules: &Rules, id: &str) -> bool {
    (0..rules.signals.len()).any(|i| {
        rules.strings.get(rules.signals.id[i]) == id
            && rules.signals.flags[i] & caveat_engine::rules::flag::SILENT != 0
    })
}

fn listed(number: usize, example: &Example) -> serde_json::Value {
    let m = &example.message;
    let from = match (m.sender.name.as_str(), m.sender.address.as_str(), m.sender.number.as_str()) {
        ("", "", number) => number.to_owned(),
        ("", address, _) => address.to_owned(),
        (name, "", _) => name.to_owned(),
        (name, address, _) => format!("{name} <{address}>"),
    };
    serde_json::json!({
        "id": number,
        "file": &*example.file.path,
        "channel": m.channel.name(),
        "subject": m.subject,
        "body": m.body,
        "from": from,
        "reply_to": m.reply_to,
        "links": m.links.iter().map(|l| serde_json::json!({"text": l.text, "href": l.href})).collect::<Vec<_>>(),
        "turns": m.turns.iter().map(|t| serde_json::json!({"own": t.own, "text": t.text})).collect::<Vec<_>>(),
    })
}
