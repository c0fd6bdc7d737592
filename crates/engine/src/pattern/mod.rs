//! Patterns: regular expressions that were compiled when the Pack was made, and the small machine
//! that runs them.
//!
//! A pattern costs nothing until its gates open: a match must contain at least one literal of
//! *every* gate, in their order and at their distances, so the pattern is tried only where such
//! literals say that a match may begin (`windows`). A Pack holds [`notation`]s; the programs
//! ([`code`]) made of them only ever jump forward and hold no backtracking, so one look at a text
//! costs at most its length times the program's (`machine`). On top of that a
//! message may take [`MESSAGE_STEPS`] and no more, shared fairly between the patterns that want
//! to run.

pub mod code;
mod machine;
pub mod notation;
mod validate;
mod windows;

use std::ops::Range;

use crate::rules::Patterns;
use machine::{Scan, Threads};
use notation::Assembler;
use windows::Windows;

pub use validate::validate;

/// Longest text a pattern may match, in characters.
pub const MAX_CHARS: u16 = 400;
/// Most gates a pattern may have.
pub const MAX_GATES: usize = 8;
/// Most matches reported per pattern; the first ones are enough to show and to count.
pub const MAX_MATCHES: usize = 4;
/// Steps one message may take in all patterns together: tens of milliseconds at worst. Ordinary
/// mail takes a few thousand. When they are used up, what was found so far stands and nothing is
/// said: a message that is built to exhaust the machine still has its phrases, links and sender.
pub const MESSAGE_STEPS: u32 = 3 << 20;
/// How many of them finding the places to look at may take.
const WINDOW_STEPS: u32 = 1 << 18;
/// Words of a program that are assembled in the time of one step.
const ASSEMBLED_PER_STEP: u32 = 4;

/// A pattern that matches, and where.
///
/// The span is the tightest one to quote: the match that ends first, and of all matches that end
/// there the one that starts last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternHit {
    /// Index into [`Patterns`].
    pub pattern: u32,
    /// Bytes of the folded text that match; never empty.
    pub range: Range<usize>,
}

/// Runs patterns. Keeps its buffers, so that a second text costs no memory.
#[derive(Clone, Debug, Default)]
pub struct Machine {
    windows: Windows,
    assembler: Assembler,
    threads: Threads,
    steps: u32,
}

impl Machine {
    /// A machine without buffers yet.
    pub fn new() -> Machine {
        Machine::default()
    }

    /// Finds the patterns that match in `text`, which is folded.
    ///
    /// `hits` are the gates whose literals the literal pass found, in order of their starts; the
    /// same literal may open several gates. Matches are appended to `out` by pattern, then by
    /// place: at most [`MAX_MATCHES`] of each, none overlapping another of the same pattern.
    ///
    /// Never panics and never takes more than [`MESSAGE_STEPS`], whatever the rules hold; the
    /// result is only meaningful for rules that [`validate`] accepts.
    pub fn run(
        &mut self,
        text: &str,
        hits: impl IntoIterator<Item = (u32, Range<usize>)>,
        patterns: &Patterns,
        out: &mut Vec<PatternHit>,
    ) {
        self.run_within(&mut { MESSAGE_STEPS }, text, hits, patterns, out);
    }

    /// The same for one of several texts of a message, which share one budget of steps: a chat of
    /// fifty bubbles may not take fifty times as long.
    pub fn run_within(
        &mut self,
        budget: &mut u32,
        text: &str,
        hits: impl IntoIterator<Item = (u32, Range<usize>)>,
        patterns: &Patterns,
        out: &mut Vec<PatternHit>,
    ) {
        let for_windows = WINDOW_STEPS.min(*budget);
        let mut left = for_windows;
        let mut waiting = self.windows.collect(text, hits, patterns, &mut left);
        left += *budget - for_windows;
        for pattern in 0..patterns.signal.len() {
            if waiting == 0 {
                break;
            }
            let gates = windows::gates(patterns, pattern);
            if !self.windows.open(patterns, gates.clone()) {
                continue;
            }
            let share = left / waiting;
            waiting -= 1;
            self.threads.steps = share;
            let starts = self.windows.starts(text, gates, patterns, &mut self.threads.steps);
            if !starts.is_empty()
                && let Some(code) = self.assembler.assemble(patterns, pattern)
            {
                let cost = code.len() as u32 / ASSEMBLED_PER_STEP;
                self.threads.steps = self.threads.steps.saturating_sub(cost);
                let max_chars = patterns.max_chars.get(pattern).copied().unwrap_or(0);
                let scan = Scan { text, code, ranges: &patterns.ranges, max_chars, starts };
                let enough = out.len() + MAX_MATCHES;
                let mut from = 0;
                while out.len() < enough
                    && let Some(range) = self.threads.find(&scan, from)
                {
                    from = range.end;
                    out.push(PatternHit { pattern: pattern as u32, range });
                }
            }
            left -= share - self.threads.steps;
        }
        self.steps = *budget - left;
        *budget = left;
    }

    /// How many steps the last run took: its cost, whatever the computer.
    pub fn steps(&self) -> u32 {
        self.steps
    }
}
