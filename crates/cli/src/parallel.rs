//! Many lines, all cores, results in the order of the lines.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Lines between reading and the sink. Bounds memory when one line takes long, and is enough to
/// keep every core busy.
const IN_FLIGHT: usize = 128;
/// Longest line read, in bytes: six times the engine's text, escaped, with HTML around it.
const MAX_LINE_BYTES: usize = 64 << 20;

/// A line's text, or what keeps it from being one.
pub(crate) type Line<'l> = Result<&'l str, String>;

type Job = (u64, Vec<u8>);

/// Reads lines until the end, works on them side by side, and hands each result to `sink` in the
/// order of the lines, saying whether more results are waiting.
///
/// # Errors
/// When the input breaks or the sink fails.
pub(crate) fn in_order<T: Send>(
    input: impl Read + Send,
    work: impl Fn(Line<'_>) -> T + Sync,
    mut sink: impl FnMut(T, bool) -> io::Result<()>,
) -> io::Result<()> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    // A permit is taken per line read and given back per result handed over.
    let (take, give) = sync_channel::<()>(IN_FLIGHT);
    let (jobs, queue) = sync_channel::<Job>(workers * 2);
    let queue = Arc::new(Mutex::new(queue));
    let (results, done) = channel::<(u64, T)>();
    let work = &work;
    thread::scope(|scope| {
        let reader = scope.spawn(move || read(input, &jobs, &take));
        for _ in 0..workers {
            let (queue, results) = (queue.clone(), results.clone());
            scope.spawn(move || {
                loop {
                    let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((number, line)) = job else { break };
                    // A fault of ours in one line must not keep all others from being answered.
                    let result = catch_unwind(AssertUnwindSafe(|| work(text(&line))))
                        .unwrap_or_else(|_| work(Err("this line could not be judged".into())));
                    if results.send((number, result)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(results);
        // The queue's last owner must be a worker, so that a failing sink ends the reader too.
        drop(queue);
        let handed = hand_over(&done, &give, &mut sink);
        drop((done, give));
        let read = reader.join().unwrap_or_else(|_| Err(io::Error::other("the reader failed")));
        handed.and(read)
    })
}

fn text(line: &[u8]) -> Line<'_> {
    if line.len() > MAX_LINE_BYTES {
        return Err(format!("the line is longer than {} MiB", MAX_LINE_BYTES >> 20));
    }
    let text = std::str::from_utf8(line)
        .map_err(|e| format!("not UTF-8 at byte {}", e.valid_up_to() + 1))?;
    if text.trim().is_empty() { Err("the line is empty".into()) } else { Ok(text) }
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

fn hand_over<T>(
    done: &Receiver<(u64, T)>,
    give: &Receiver<()>,
    sink: &mut impl FnMut(T, bool) -> io::Result<()>,
) -> io::Result<()> {
    let (mut next, mut early) = (0, BTreeMap::new());
    for (number, result) in done {
        early.insert(number, result);
        while let Some(result) = early.remove(&next) {
            sink(result, !early.is_empty())?;
            next += 1;
            let _ = give.recv();
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_makes_work_panic_is_answered_and_the_rest_goes_on() {
        let input: String = (0..400).map(|i| format!("{i}\n")).collect();
        let mut got = Vec::new();
        let work = |line: Line<'_>| match line {
            Ok("7\n") => panic!("as hostile as it gets"),
            Ok(text) => text.trim().to_owned(),
            Err(why) => why,
        };
        in_order(input.as_bytes(), work, |result, _| {
            got.push(result);
            Ok(())
        })
        .expect("memory does not break");
        assert_eq!(got.len(), 400);
        assert_eq!(got[7], "this line could not be judged");
        assert_eq!(got[399], "399");
    }

    #[test]
    fn a_failing_sink_ends_the_run() {
        let input = "x\n".repeat(10_000);
        let full = |_: (), _: bool| Err(io::Error::from(io::ErrorKind::BrokenPipe));
        let ended = in_order(input.as_bytes(), |_| (), full);
        assert_eq!(ended.map_err(|e| e.kind()), Err(io::ErrorKind::BrokenPipe));
    }
}
