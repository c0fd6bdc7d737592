//! `caveat scan --jsonl`: many messages, all cores, answers in the order of the questions.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use caveat_engine::native::NativeUrls;
use caveat_engine::{Rules, scan};
use serde::Serialize;

use crate::wire::{MessageIn, VerdictOut};

/// Messages between reading and printing. Bounds memory when one line takes long, and is enough
/// to keep every core busy.
const IN_FLIGHT: usize = 128;
/// Longest line read, in bytes: six times the engine's text, escaped, with HTML around it.
const MAX_LINE_BYTES: usize = 64 << 20;

/// Answer to a line that is no message.
#[derive(Serialize)]
struct Bad {
    id: Option<()>,
    error: String,
}

type Job = (u64, Vec<u8>);
type Answer = (u64, Vec<u8>);

/// Reads until the end, printing one answer a line.
///
/// # Errors
/// Only when input or output breaks; bad lines are answered and passed over.
pub(crate) fn run(input: impl Read + Send, output: impl Write, rules: &Rules) -> io::Result<()> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    // A permit is taken per line read and given back per answer printed.
    let (take, give) = sync_channel::<()>(IN_FLIGHT);
    let (jobs, queue) = sync_channel::<Job>(workers * 2);
    let queue = Arc::new(Mutex::new(queue));
    let (answers, answered) = channel::<Answer>();
    thread::scope(|scope| {
        let reader = scope.spawn(move || read(input, &jobs, &take));
        for _ in 0..workers {
            let (queue, answers) = (queue.clone(), answers.clone());
            scope.spawn(move || {
                loop {
                    let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((number, line)) = job else { break };
                    if answers.send((number, answer(&line, rules))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(answers);
        // The queue's last owner must be a worker, so that a broken output ends the reader too.
        drop(queue);
        let written = write(output, answered, give);
        let read = reader.join().unwrap_or_else(|_| Err(io::Error::other("the reader failed")));
        written.and(read)
    })
}

fn read(input: impl Read, jobs: &SyncSender<Job>, take: &SyncSender<()>) -> io::Result<()> {
    let mut input = BufReader::with_capacity(1 << 16, input);
    for number in 0.. {
        let mut line = Vec::new();
        if input.by_ref().take(MAX_LINE_BYTES as u64 + 1).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.len() > MAX_LINE_BYTES && !line.ends_with(b"\n") {
            input.skip_until(b'\n')?;
        }
        if take.send(()).is_err() || jobs.send((number, line)).is_err() {
            break;
        }
    }
    Ok(())
}

fn write(mut output: impl Write, answered: Receiver<Answer>, give: Receiver<()>) -> io::Result<()> {
    let (mut next, mut early) = (0, BTreeMap::new());
    for (number, line) in &answered {
        early.insert(number, line);
        while let Some(line) = early.remove(&next) {
            output.write_all(&line)?;
            next += 1;
            let _ = give.recv();
        }
        // Answers must not wait in a buffer while the asker waits for them.
        if early.is_empty() {
            output.flush()?;
        }
    }
    output.flush()
}

fn answer(line: &[u8], rules: &Rules) -> Vec<u8> {
    let answered = judge(line, rules)
        .and_then(|verdict| serde_json::to_vec(&verdict).map_err(|e| e.to_string()));
    let mut out = answered.unwrap_or_else(|error| {
        serde_json::to_vec(&Bad { id: None, error })
            .unwrap_or_else(|_| b"{\"id\":null,\"error\":\"\"}".to_vec())
    });
    out.push(b'\n');
    out
}

fn judge(line: &[u8], rules: &Rules) -> Result<VerdictOut, String> {
    if line.len() > MAX_LINE_BYTES {
        return Err(format!("the line is longer than {} MiB", MAX_LINE_BYTES >> 20));
    }
    let text = std::str::from_utf8(line)
        .map_err(|e| format!("not UTF-8 at byte {}", e.valid_up_to() + 1))?;
    if text.trim().is_empty() {
        return Err("the line is empty".into());
    }
    let parsed: MessageIn = serde_json::from_str(text).map_err(|e| e.to_string())?;
    let id = parsed.id.clone();
    let (message, from) = parsed.message().map_err(|e| e.to_string())?;
    let verdict = scan(&message, rules, &NativeUrls);
    Ok(VerdictOut::new(Some(id), verdict, &message, &from))
}
