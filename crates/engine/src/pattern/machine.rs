//! The machine: a set of threads that walk a program side by side, one character at a time.
//!
//! A thread is a place in the program. Threads carry nothing else, so there are never more of
//! them than words in the program; a counted repeat is one thread with a set of counts. Before a
//! thread joins the set the machine looks at the next character: one that could not take it does
//! not join. Where a match begins is found afterwards, by trying starts from the end backwards.

use std::ops::Range;

use super::code::{self, HEADER};

/// What is searched, with what.
pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
    pub(super) code: &'a [u16],
    pub(super) ranges: &'a [u32],
    pub(super) max_chars: u16,
}

/// The characters around the place the machine stands at.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    before: Option<char>,
    after: Option<char>,
}

/// The machine's state and buffers.
#[derive(Clone, Debug, Default)]
pub(super) struct Threads {
    /// Steps it may still take; at 0 nothing is found any more.
    pub(super) steps: u32,
    /// Threads at this place, each about to take the next character.
    here: Vec<u16>,
    /// Threads that wait to go on from the place before.
    came: Vec<u16>,
    /// Places in the program still to visit without taking a character.
    ahead: Vec<u16>,
    /// Per word of the program: the round in which it was visited last.
    seen: Vec<u32>,
    round: u32,
    /// Per slot: the counts reached here, and those reached one character before.
    counts: Vec<u128>,
    came_counts: Vec<u128>,
    matched: bool,
}

impl Threads {
    /// The match that ends first in `range` of the text, and of those the one that starts last.
    pub(super) fn find(&mut self, scan: &Scan, mut range: Range<usize>) -> Option<Range<usize>> {
        while range.start < range.end {
            let end = self.first_end(scan, range.clone(), true)?;
            let mut start = end;
            for _ in 0..scan.max_chars {
                if start <= range.start {
                    break;
                }
                let first = before(scan.text, start)?;
                start -= first.len_utf8();
                if may_begin(scan.code, Some(first))
                    && self.first_end(scan, start..end, false) == Some(end)
                {
                    return Some(start..end);
                }
            }
            // Only a damaged program comes here, matching nothing: go on behind it.
            range.start = end + after(scan.text, end)?.len_utf8();
        }
        None
    }

    /// Where the match ends that ends first. `anywhere`: it may start anywhere in `range`, not
    /// only at its start.
    fn first_end(&mut self, scan: &Scan, range: Range<usize>, anywhere: bool) -> Option<usize> {
        self.prepare(scan);
        let mut place = Place {
            at: range.start,
            before: before(scan.text, range.start),
            after: after(scan.text, range.start),
        };
        loop {
            self.begin_round();
            for i in 0..self.came.len() {
                let pc = self.came[i] as usize;
                self.take(scan, pc, &place);
            }
            self.came.clear();
            if (anywhere || place.at == range.start) && may_begin(scan.code, place.after) {
                self.follow(scan, HEADER, &place);
            }
            if self.matched {
                return Some(place.at);
            }
            self.steps = self.steps.saturating_sub(1);
            let taken = place.after?;
            place.at += taken.len_utf8();
            place.before = Some(taken);
            if self.steps == 0 || place.at > range.end {
                return None;
            }
            if self.here.is_empty() {
                if !anywhere {
                    return None;
                }
                self.skip(scan, &mut place, range.end);
            }
            place.after = after(scan.text, place.at);
            std::mem::swap(&mut self.here, &mut self.came);
            std::mem::swap(&mut self.counts, &mut self.came_counts);
        }
    }

    /// Clears what an earlier search left.
    fn prepare(&mut self, scan: &Scan) {
        let slots = scan.code.first().copied().unwrap_or(0).min(code::MAX_SLOTS) as usize;
        for counts in [&mut self.counts, &mut self.came_counts] {
            counts.clear();
            counts.resize(slots, 0);
        }
        if self.seen.len() < scan.code.len() {
            self.seen.resize(scan.code.len(), 0);
        }
        self.here.clear();
        self.came.clear();
        self.matched = false;
    }

    fn begin_round(&mut self) {
        self.round = self.round.wrapping_add(1);
        if self.round == 0 {
            self.seen.fill(0);
            self.round = 1;
        }
    }

    /// With no thread alive: on to the next character a match may begin with.
    fn skip(&mut self, scan: &Scan, place: &mut Place, end: usize) {
        let bytes = scan.text.as_bytes();
        let start = place.at;
        while place.at < end
            && let Some(&byte) = bytes.get(place.at)
            && byte < 0x80
            && !begins(scan.code, byte)
        {
            place.at += 1;
        }
        if place.at > start {
            place.before = Some(bytes[place.at - 1] as char);
            self.steps = self.steps.saturating_sub((place.at - start) as u32 / 4);
        }
    }

    /// The thread at `pc` has taken the character before `place`.
    fn take(&mut self, scan: &Scan, pc: usize, place: &Place) {
        let (operation, argument) = code::unpack(word(scan, pc));
        match operation {
            code::REPEAT => {
                let slot = argument as usize;
                let max = (word(scan, pc + 1) & 255).min(code::MAX_REPEAT);
                let counts = self.came_counts.get_mut(slot).map_or(0, std::mem::take) << 1
                    & u128::MAX >> (code::MAX_REPEAT - max);
                if counts != 0 {
                    self.repeat(scan, pc, counts, place);
                    self.run(scan, place);
                }
            }
            code::WIDE | code::CLASS => self.follow(scan, pc + 2, place),
            code::SPACE if place.before == Some(' ') => self.follow(scan, pc + 2, place),
            _ => self.follow(scan, pc + 1, place),
        }
    }

    /// Visits all that can be reached from `pc` without taking a character.
    fn follow(&mut self, scan: &Scan, pc: usize, place: &Place) {
        self.ahead.push(pc as u16);
        self.run(scan, place);
    }

    fn run(&mut self, scan: &Scan, place: &Place) {
        while let Some(pc) = self.ahead.pop() {
            self.visit(scan, pc as usize, place);
        }
    }

    fn visit(&mut self, scan: &Scan, pc: usize, place: &Place) {
        self.steps = self.steps.saturating_sub(1);
        let (operation, argument) = code::unpack(word(scan, pc));
        if operation == code::REPEAT {
            // The mark of the first word says that it is in the set, that of the second that it
            // was entered anew.
            if self.enter(pc + 1) {
                self.repeat(scan, pc, 1, place);
            }
            return;
        }
        if !self.enter(pc) {
            return;
        }
        let after = place.after;
        match operation {
            code::CHAR => self.join(pc, after == char::from_u32(argument as u32)),
            code::WIDE => {
                let wanted = (argument as u32) << 16 | word(scan, pc + 1) as u32;
                self.join(pc, after.is_some_and(|c| c as u32 == wanted));
            }
            code::CLASS => self.join(pc, in_class(scan, word(scan, pc + 1), after)),
            code::SPACE => self.join(pc, matches!(after, Some(' ' | '\n'))),
            code::NEWLINE => {
                self.join(pc, after == Some('\n'));
                self.ahead.push(pc as u16 + 1);
            }
            code::SPLIT => {
                self.ahead.push(argument);
                self.ahead.push(pc as u16 + 1);
            }
            code::JUMP => self.ahead.push(argument),
            code::WORD => {
                let class = word(scan, pc + 1);
                let before = in_class(scan, class, place.before);
                let after = in_class(scan, class, after);
                if argument >> (u16::from(before) * 2 + u16::from(after)) & 1 == 1 {
                    self.ahead.push(pc as u16 + 2);
                }
            }
            code::EDGE => {
                let holds = match argument {
                    0 => place.before.is_none(),
                    1 => after.is_none(),
                    2 => matches!(place.before, None | Some('\n')),
                    _ => matches!(after, None | Some('\n')),
                };
                if holds {
                    self.ahead.push(pc as u16 + 1);
                }
            }
            code::MATCH => self.matched = true,
            _ => {}
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

    /// Lets a thread join the set if it can take the next character.
    fn join(&mut self, pc: usize, can: bool) {
        if can {
            self.here.push(pc as u16);
        }
    }

    /// Adds counts to the counted repeat at `pc`; those that are high enough go on as well.
    fn repeat(&mut self, scan: &Scan, pc: usize, counts: u128, place: &Place) {
        let (_, slot) = code::unpack(word(scan, pc));
        if in_class(scan, word(scan, pc + 2), place.after)
            && let Some(reached) = self.counts.get_mut(slot as usize)
        {
            *reached |= counts;
            if self.enter(pc) {
                self.here.push(pc as u16);
            }
        }
        if counts >> (word(scan, pc + 1) >> 8).min(code::MAX_REPEAT) != 0 {
            self.ahead.push(pc as u16 + 3);
        }
    }
}

/// A word of the program. What lies outside reads as an instruction that takes a NUL.
fn word(scan: &Scan, pc: usize) -> u16 {
    scan.code.get(pc).copied().unwrap_or(0)
}

fn before(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at.wrapping_sub(1)) {
        Some(&byte) if byte < 0x80 => Some(byte as char),
        _ => text.get(..at)?.chars().next_back(),
    }
}

fn after(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(&byte) if byte < 0x80 => Some(byte as char),
        _ => text.get(at..)?.chars().next(),
    }
}

/// Whether a match may begin with that character, as far as the program's header tells.
fn may_begin(code: &[u16], next: Option<char>) -> bool {
    match next {
        Some(c) if c.is_ascii() => begins(code, c as u8),
        _ => true,
    }
}

fn begins(code: &[u16], byte: u8) -> bool {
    let set = code.get(1 + (byte >> 4) as usize).copied().unwrap_or(0);
    set >> (byte & 15) & 1 == 1
}

/// Whether a character stands in a class; there being none does not.
fn in_class(scan: &Scan, class: u16, c: Option<char>) -> bool {
    let Some(c) = c.map(u32::from) else {
        return false;
    };
    let record = scan.ranges.get(class as usize * 2..).unwrap_or(&[]);
    if c < 0x80 {
        let set = record.get(2 + c as usize / 32).copied().unwrap_or(0);
        return set >> (c % 32) & 1 == 1;
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
