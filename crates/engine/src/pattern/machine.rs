//! The machine: a set of threads that walk a program side by side, one character at a time.
//!
//! A thread is a place in the program. Threads carry nothing else, so there are never more of
//! them than words in the program; a counted repeat is one thread with a set of counts. Before a
//! thread joins the set the machine looks at the next character: one that could not take it does
//! not join. Where a match begins is found afterwards, by trying starts from the end backwards.

use std::ops::Range;

use super::code::{self, HEADER};
use super::windows::Starts;

/// What is searched, with what.
pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
    pub(super) code: &'a [u16],
    pub(super) ranges: &'a [u32],
    pub(super) max_chars: u16,
    /// Where matches may begin.
    pub(super) starts: &'a [Starts],
}

/// Instead of a character: the text ends there.
const NONE: u32 = u32::MAX;
const SPACE: u32 = ' ' as u32;
const LINE_FEED: u32 = '\n' as u32;

/// The characters around the place the machine stands at.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    before: u32,
    after: u32,
}

impl Place {
    fn new(text: &str, at: usize) -> Place {
        Place { at, before: before(text, at), after: after(text, at) }
    }
}

/// Threads at one place.
#[derive(Clone, Debug, Default)]
struct Set {
    /// Where in the program each of them stands.
    threads: Vec<u16>,
    /// Per slot: the counts reached.
    counts: Vec<u128>,
}

/// The machine's state and buffers.
#[derive(Clone, Debug, Default)]
pub(super) struct Threads {
    /// Steps it may still take; at 0 nothing is found any more.
    pub(super) steps: u32,
    /// Threads about to take the next character, and those that took the last one. Which is which
    /// changes with every character.
    sets: [Set; 2],
    here: usize,
    /// Places in the program still to visit without taking a character.
    ahead: Vec<u16>,
    /// Per word of the program: the round in which it was visited last.
    seen: Vec<u32>,
    round: u32,
    matched: bool,
}

impl Threads {
    /// The match from `from` on that ends first, and of those the one that starts last.
    pub(super) fn find(&mut self, scan: &Scan, mut from: usize) -> Option<Range<usize>> {
        loop {
            let found = self.first_end(scan, scan.starts, from, usize::MAX)?;
            let end = found.end;
            if found.sown == 1 && found.last < end {
                return Some(found.last..end);
            }
            let mut start = end;
            for _ in 0..scan.max_chars {
                start -= char::from_u32(before(scan.text, start))?.len_utf8();
                if start < from {
                    break;
                }
                let within = scan.starts.partition_point(|starts| starts.last < start);
                if scan.starts.get(within).is_none_or(|starts| start < starts.first) {
                    continue;
                }
                let only = [Starts { first: start, last: start }];
                if self.first_end(scan, &only, start, end).is_some_and(|found| found.end == end) {
                    return Some(start..end);
                }
            }
            // Only a damaged program comes here, matching nothing: go on behind it.
            from = end + char::from_u32(after(scan.text, end))?.len_utf8();
        }
    }

    /// Where the match ends that ends first, of those that begin at one of `starts` behind `from`;
    /// none that ends behind `end`.
    fn first_end(
        &mut self,
        scan: &Scan,
        starts: &[Starts],
        from: usize,
        end: usize,
    ) -> Option<Found> {
        self.prepare(scan);
        let mut next = 0;
        let mut place = Place::new(scan.text, self.first_start(scan, starts, &mut next, from)?);
        let mut found = Found { end: 0, sown: 0, last: 0 };
        loop {
            self.begin_round();
            let came = 1 - self.here;
            for i in 0..self.sets[came].threads.len() {
                let pc = self.sets[came].threads[i];
                self.take(scan, pc as usize, &place);
            }
            self.sets[came].threads.clear();
            while starts.get(next).is_some_and(|starts| starts.last < place.at) {
                next += 1;
            }
            if starts.get(next).is_some_and(|starts| starts.first <= place.at)
                && may_begin(scan.code, place.after)
            {
                found.sown += 1;
                found.last = place.at;
                self.follow(scan, HEADER, &place);
            }
            if self.matched {
                found.end = place.at;
                return Some(found);
            }
            self.steps = self.steps.saturating_sub(1);
            let taken = place.after;
            let behind = place.at + char::from_u32(taken)?.len_utf8();
            if self.steps == 0 || behind > end {
                return None;
            }
            if self.sets[self.here].threads.is_empty() {
                let at = self.first_start(scan, starts, &mut next, behind)?;
                place = Place::new(scan.text, at);
                found.sown = 0;
                continue;
            }
            place = Place { at: behind, before: taken, after: after(scan.text, behind) };
            self.here = came;
        }
    }

    /// The first place from `from` on where a match may begin: one of the starts, and before a
    /// character that the program can take first. `next` is the number of starts left behind.
    fn first_start(
        &mut self,
        scan: &Scan,
        starts: &[Starts],
        next: &mut usize,
        from: usize,
    ) -> Option<usize> {
        let bytes = scan.text.as_bytes();
        loop {
            let Starts { first, last } = *starts.get(*next)?;
            let first = first.max(from);
            let mut at = first;
            while at <= last
                && let Some(&byte) = bytes.get(at)
                && byte < 0x80
                && !begins(scan.code, byte)
            {
                at += 1;
            }
            self.steps = self.steps.saturating_sub(at.saturating_sub(first) as u32 / 4);
            if at <= last {
                return Some(at);
            }
            *next += 1;
        }
    }

    /// Clears what an earlier search left.
    fn prepare(&mut self, scan: &Scan) {
        let slots = scan.code.first().copied().unwrap_or(0).min(code::MAX_SLOTS) as usize;
        for set in &mut self.sets {
            set.threads.clear();
            set.counts.clear();
            set.counts.resize(slots, 0);
        }
        if self.seen.len() < scan.code.len() {
            self.seen.resize(scan.code.len(), 0);
        }
        self.matched = false;
    }

    fn begin_round(&mut self) {
        self.round = self.round.wrapping_add(1);
        if self.round == 0 {
            self.seen.fill(0);
            self.round = 1;
        }
    }

    /// The thread at `pc` has taken the character before `place`.
    fn take(&mut self, scan: &Scan, pc: usize, place: &Place) {
        let (operation, argument) = code::unpack(word(scan, pc));
        let next = match operation {
            code::REPEAT => {
                let came = 1 - self.here;
                let slot = argument as usize;
                let max = (word(scan, pc + 1) & 255).min(code::MAX_REPEAT);
                let counts = self.sets[came].counts.get_mut(slot).map_or(0, std::mem::take) << 1
                    & u128::MAX >> (code::MAX_REPEAT - max);
                if counts == 0 || !self.repeat(scan, pc, counts, place) {
                    return;
                }
                pc + 3
            }
            code::WIDE | code::CLASS => pc + 2,
            code::SPACE if place.before == SPACE => pc + 2,
            _ => pc + 1,
        };
        self.follow(scan, next, place);
    }

    /// Visits all that can be reached from `pc` without taking a character. A thread joins the set
    /// where one is reached that takes the next.
    fn follow(&mut self, scan: &Scan, mut pc: usize, place: &Place) {
        let after = place.after;
        loop {
            self.steps = self.steps.saturating_sub(1);
            let (operation, argument) = code::unpack(word(scan, pc));
            // The mark of a repeat's first word says that it is in the set, that of its second
            // that it was entered anew.
            let mark = if operation == code::REPEAT { pc + 1 } else { pc };
            let mut joins = false;
            let mut next = None;
            if self.enter(mark) {
                match operation {
                    code::CHAR => joins = after == argument as u32,
                    code::WIDE => {
                        joins = after == (argument as u32) << 16 | word(scan, pc + 1) as u32;
                    }
                    code::CLASS => joins = in_class(scan, word(scan, pc + 1), after),
                    code::SPACE => joins = after == SPACE || after == LINE_FEED,
                    code::REPEAT => {
                        next = self.repeat(scan, pc, 1, place).then_some(pc + 3);
                    }
                    code::NEWLINE => {
                        joins = after == LINE_FEED;
                        next = Some(pc + 1);
                    }
                    code::SPLIT => {
                        self.ahead.push(argument);
                        next = Some(pc + 1);
                    }
                    code::JUMP => next = Some(argument as usize),
                    code::WORD => {
                        let class = word(scan, pc + 1);
                        let before = in_class(scan, class, place.before);
                        let after = in_class(scan, class, after);
                        let holds = argument >> (u16::from(before) * 2 + u16::from(after)) & 1 == 1;
                        next = holds.then_some(pc + 2);
                    }
                    code::EDGE => {
                        let holds = match argument {
                            0 => place.before == NONE,
                            1 => after == NONE,
                            2 => place.before == NONE || place.before == LINE_FEED,
                            _ => after == NONE || after == LINE_FEED,
                        };
                        next = holds.then_some(pc + 1);
                    }
                    code::MATCH => self.matched = true,
                    _ => {}
                }
            }
            if joins {
                self.sets[self.here].threads.push(pc as u16);
            }
            pc = match next {
                Some(next) => next,
                None => match self.ahead.pop() {
                    Some(next) => next as usize,
                    None => return,
                },
            };
        }
    }

    /// Marks a word of the program as visited in this round; false if it was already.
    fn enter(&mut self, pc: usize) -> bool {
        match self.seen.get_mut(pc) {
            Some(seen) if *seen != self.round => {
                *seen = self.round;
                true
            }
            _ => false,
        }
    }

    /// Adds counts to the counted repeat at `pc`; whether some are high enough to go on as well.
    fn repeat(&mut self, scan: &Scan, pc: usize, counts: u128, place: &Place) -> bool {
        let (_, slot) = code::unpack(word(scan, pc));
        if in_class(scan, word(scan, pc + 2), place.after)
            && let Some(reached) = self.sets[self.here].counts.get_mut(slot as usize)
        {
            *reached |= counts;
            if self.enter(pc) {
                self.sets[self.here].threads.push(pc as u16);
            }
        }
        counts >> (word(scan, pc + 1) >> 8).min(code::MAX_REPEAT) != 0
    }
}

/// What [`Threads::first_end`] found.
struct Found {
    end: usize,
    /// From how many places the threads alive may have come, and the last of those places.
    sown: u32,
    last: usize,
}

/// A word of the program. What lies outside reads as an instruction that takes a NUL.
fn word(scan: &Scan, pc: usize) -> u16 {
    scan.code.get(pc).copied().unwrap_or(0)
}

fn before(text: &str, at: usize) -> u32 {
    match text.as_bytes().get(at.wrapping_sub(1)) {
        Some(&byte) if byte < 0x80 => byte as u32,
        _ => text.get(..at).and_then(|text| text.chars().next_back()).map_or(NONE, u32::from),
    }
}

fn after(text: &str, at: usize) -> u32 {
    match text.as_bytes().get(at) {
        Some(&byte) if byte < 0x80 => byte as u32,
        _ => text.get(at..).and_then(|text| text.chars().next()).map_or(NONE, u32::from),
    }
}

/// Whether a match may begin with that character, as far as the program's header tells.
fn may_begin(code: &[u16], next: u32) -> bool {
    next >= 0x80 || begins(code, next as u8)
}

fn begins(code: &[u16], byte: u8) -> bool {
    let set = code.get(1 + (byte >> 4) as usize).copied().unwrap_or(0);
    set >> (byte & 15) & 1 == 1
}

/// Whether a character stands in a class; there being none does not.
fn in_class(scan: &Scan, class: u16, c: u32) -> bool {
    let record = scan.ranges.get(class as usize * 2..).unwrap_or(&[]);
    if c < 0x80 {
        let set = record.get(2 + c as usize / 32).copied().unwrap_or(0);
        return set >> (c % 32) & 1 == 1;
    }
    if c == NONE {
        return false;
    }
    let count = record.first().copied().unwrap_or(0) as usize;
    let ranges = record.get(code::CLASS_HEADER..).unwrap_or(&[]);
    let (mut low, mut high) = (0, count.min(ranges.len() / 2));
    while low < high {
        let middle = low + (high - low) / 2;
        if c < ranges[middle * 2] {
            high = middle;
        } else if c > ranges[middle * 2 + 1] {
            low = middle + 1;
        } else {
            return true;
        }
    }
    false
}
