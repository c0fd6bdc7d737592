//! Answering a browser: frames in, frames out, until the browser closes its end.
//!
//! One thread reads, one answers, one fetches; the first that sees the end ends all, so that nothing
//! that hangs keeps the process: no mirror, no disk, no browser that has stopped reading.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::frames::{FrameError, Incoming, Outgoing};
use crate::updates::{Problem, ProblemCode, Updates};
use crate::wire::{Answer, NoRequest, Request, Verb, read};

/// How long answers may still be written when the browser has closed its end. It waits for none;
/// a whole second is all that a host may take to go.
pub const GRACE: Duration = Duration::from_millis(500);

/// Requests that may wait. The extension asks for one thing at a time; a sender of more waits itself.
const WAITING: usize = 64;

/// Why serving ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The browser closed its end.
    Closed,
    /// What came was no frame, or no JSON: nothing after it can be told apart.
    Lost,
    /// Nobody reads the answers any more.
    Unread,
    /// This program itself has failed.
    Broken,
}

/// What the reader has for the one who answers.
enum Event {
    Asked(Request),
    Wrong(Option<u64>),
    NoFrame,
    End(Ended),
}

/// What ends the waiting.
enum Signal {
    InputOver,
    Done(Ended),
}

/// Answers requests until the input ends. What still runs then is for the process's end to stop.
///
/// `here` answers while `fetching` is asking a repository: both stand for the same files.
pub fn serve(
    input: impl Incoming + Send + 'static,
    output: impl Outgoing + Send + 'static,
    here: Box<dyn Updates + Send>,
    fetching: Box<dyn Updates + Send>,
) -> Ended {
    let output = Arc::new(Mutex::new(output));
    let (signals, ends) = channel();
    let (queue, events) = sync_channel(WAITING);
    let syncer = Syncer::start(fetching, Arc::clone(&output), signals.clone());
    let Some(syncer) = syncer else { return Ended::Broken };
    let started = [
        start({
            let signals = signals.clone();
            move || {
                read_all(input, &queue);
                let _ = signals.send(Signal::InputOver);
            }
        }),
        start(move || {
            let ended = answer_all(&events, here, &syncer, &output);
            let _ = signals.send(Signal::Done(ended));
        }),
    ];
    if started != [true, true] {
        return Ended::Broken;
    }
    wait(&ends)
}

fn start(work: impl FnOnce() + Send + 'static) -> bool {
    thread::Builder::new().spawn(work).is_ok()
}

fn wait(ends: &Receiver<Signal>) -> Ended {
    // Without a deadline while the browser holds its end open, with one afterwards.
    match ends.recv() {
        Ok(Signal::Done(ended)) => return ended,
        Ok(Signal::InputOver) => {}
        Err(_) => return Ended::Broken,
    }
    match ends.recv_timeout(GRACE) {
        Ok(Signal::Done(ended)) => ended,
        Ok(Signal::InputOver) | Err(RecvTimeoutError::Disconnected) => Ended::Broken,
        Err(RecvTimeoutError::Timeout) => Ended::Unread,
    }
}

fn read_all(mut input: impl Incoming, queue: &SyncSender<Event>) {
    loop {
        let event = match input.next() {
            Ok(Some(text)) => match read(&text) {
                Ok(request) => Event::Asked(request),
                Err(NoRequest::Wrong(id)) => Event::Wrong(id),
                Err(NoRequest::NotJson) => Event::NoFrame,
            },
            Ok(None) => Event::End(Ended::Closed),
            Err(FrameError::TooLong | FrameError::NotText) => Event::NoFrame,
            // There is nobody to tell.
            Err(FrameError::Cut | FrameError::Io(_)) => Event::End(Ended::Lost),
        };
        let last = matches!(event, Event::NoFrame | Event::End(_));
        if queue.send(event).is_err() || last {
            return;
        }
    }
}

fn answer_all<O: Outgoing>(
    events: &Receiver<Event>,
    mut here: Box<dyn Updates + Send>,
    syncer: &Syncer,
    output: &Mutex<O>,
) -> Ended {
    while let Ok(event) = events.recv() {
        let answer = match event {
            Event::Asked(request) => match answer(request, here.as_mut(), syncer) {
                Some(answer) => answer,
                None => continue,
            },
            Event::Wrong(id) => Answer::request(id),
            Event::NoFrame => {
                let _ = send(output, &Answer::frame());
                return Ended::Lost;
            }
            Event::End(ended) => return ended,
        };
        if let Err(ended) = send(output, &answer) {
            return ended;
        }
    }
    Ended::Broken
}

/// The answer, if there is one already.
fn answer(request: Request, here: &mut (dyn Updates + Send), syncer: &Syncer) -> Option<Answer> {
    let id = request.id;
    if request.verb == Verb::Sync && syncer.take(id) {
        return None;
    }
    let made = catch_unwind(AssertUnwindSafe(|| match request.verb {
        Verb::Hello => Answer::hello(id),
        Verb::Status => Answer::status(id, &here.status()),
        Verb::Sync => {
            let mut status = here.status();
            status.problem = Some(Problem {
                code: ProblemCode::Busy,
                says: "This host is asking for updates already.".to_owned(),
            });
            Answer::sync(id, &status)
        }
        Verb::GetChunk { version, index } => {
            let chunk = here.chunk(version, index);
            Answer::chunk(id, version, index, chunk.as_deref().map_err(|error| *error))
        }
    }));
    Some(made.unwrap_or_else(|_| Answer::internal(id)))
}

fn send<O: Outgoing>(output: &Mutex<O>, answer: &Answer) -> Result<(), Ended> {
    // A lock that a panic has left behind may stand inside a frame: nothing can follow that.
    let mut output = output.lock().map_err(|_| Ended::Broken)?;
    output.send(answer).map_err(|_| Ended::Unread)
}

/// The thread that fetches.
struct Syncer {
    orders: Sender<u64>,
    busy: Arc<AtomicBool>,
}

impl Syncer {
    fn start<O: Outgoing + Send + 'static>(
        mut fetching: Box<dyn Updates + Send>,
        output: Arc<Mutex<O>>,
        signals: Sender<Signal>,
    ) -> Option<Syncer> {
        let (orders, ids) = channel();
        let busy = Arc::new(AtomicBool::new(false));
        let syncer = Syncer { orders, busy: Arc::clone(&busy) };
        let started = start(move || {
            for id in ids {
                let status = catch_unwind(AssertUnwindSafe(|| fetching.sync()));
                // Before the answer: whoever has it may ask again.
                busy.store(false, Ordering::Release);
                let answer = match status {
                    Ok(status) => Answer::sync(id, &status),
                    Err(_) => Answer::internal(id),
                };
                if let Err(ended) = send(&output, &answer) {
                    let _ = signals.send(Signal::Done(ended));
                    return;
                }
            }
        });
        started.then_some(syncer)
    }

    /// Takes an order, unless one is being worked on.
    fn take(&self, id: u64) -> bool {
        if self.busy.swap(true, Ordering::AcqRel) {
            return false;
        }
        // Fails only when the thread has gone: then the process is about to go as well.
        self.orders.send(id).is_ok()
    }
}
