//! Where patterns are worth running: the places where all gates of one are open.

use std::ops::Range;

use super::MAX_GATES;
use crate::rules::Patterns;

/// Steps that a window is reckoned at: it takes memory, so there must be an end to them.
const WINDOW_STEPS: u32 = 8;

/// A part of the text that may hold matches of one pattern, and the pattern's next such part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    start: u32,
    end: u32,
    /// Index of the pattern's next window; 0 is none, since the next is never the first of all.
    next: u32,
}

impl Window {
    /// Where it starts in the text.
    pub(super) fn start(&self) -> usize {
        self.start as usize
    }

    /// Where it ends.
    pub(super) fn end(&self) -> usize {
        self.end as usize
    }
}

/// A pattern's windows as a list through [`Windows::all`]. Indexes are one too high; 0 is none.
#[derive(Clone, Copy, Debug, Default)]
struct List {
    first: u32,
    last: u32,
}

/// The windows of all patterns in one text.
#[derive(Clone, Debug, Default)]
pub(super) struct Windows {
    /// Per gate: one more than the start of its newest hit, 0 for none.
    newest: Vec<u32>,
    lists: Vec<List>,
    all: Vec<Window>,
}

impl Windows {
    /// Collects the windows of `text`, and returns how many patterns have some. Takes its steps
    /// from `left`; when they run out, the rest of the hits open no more windows.
    pub(super) fn collect(
        &mut self,
        text: &str,
        hits: impl IntoIterator<Item = (u32, Range<usize>)>,
        patterns: &Patterns,
        left: &mut u32,
    ) -> u32 {
        let gates = patterns.gate_ends.last().copied().unwrap_or(0) as usize;
        self.newest.clear();
        self.lists.clear();
        self.all.clear();
        if text.len() >= u32::MAX as usize {
            return 0;
        }
        self.newest.resize(gates.min(1 << 24), 0);
        self.lists.resize(patterns.signal.len(), List::default());
        let bytes = text.as_bytes();
        let mut waiting = 0;
        for (gate, hit) in hits {
            if hit.end > text.len() || hit.start > hit.end || *left == 0 {
                continue;
            }
            *left -= 1;
            let Some(newest) = self.newest.get_mut(gate as usize) else {
                continue;
            };
            *newest = hit.start as u32 + 1; // the text is shorter than that
            let pattern = patterns.gate_ends.partition_point(|&end| end <= gate);
            let gate_end = |i: usize| patterns.gate_ends.get(i).map_or(0, |&end| end as usize);
            let own = pattern.checked_sub(1).map_or(0, gate_end)..gate_end(pattern);
            if own.len() > MAX_GATES {
                continue;
            }
            // Of every gate the newest hit is enough: an older one only narrows the window.
            let oldest = self.newest.get(own).unwrap_or(&[]).iter().min();
            let oldest = match oldest {
                Some(&oldest) if oldest > 0 => oldest as usize - 1,
                _ => continue,
            };
            let chars = patterns.max_chars.get(pattern).copied().unwrap_or(0) as usize;
            if hit.end.saturating_sub(oldest) > chars * 4 {
                continue;
            }
            // The match holds this hit, so it cannot start earlier than this, and it holds the
            // oldest one, so it cannot end later than that.
            let (start, end) =
                (back(bytes, hit.end, chars, left), forward(bytes, oldest, chars, left));
            if start <= oldest {
                waiting += self.add(pattern, start as u32, end as u32, left);
            }
        }
        waiting
    }

    /// Adds a window, or lets the newest one grow where they touch; 1 if the pattern had none.
    fn add(&mut self, pattern: usize, start: u32, end: u32, left: &mut u32) -> u32 {
        let Some(list) = self.lists.get_mut(pattern) else {
            return 0;
        };
        let new = self.all.len() as u32;
        if let Some(last) = list.last.checked_sub(1) {
            let last = &mut self.all[last as usize];
            if start <= last.end {
                last.start = last.start.min(start);
                last.end = last.end.max(end);
                return 0;
            }
            last.next = new;
        } else {
            list.first = new + 1;
        }
        let had_none = list.last == 0;
        list.last = new + 1;
        *left = left.saturating_sub(WINDOW_STEPS);
        self.all.push(Window { start, end, next: 0 });
        u32::from(had_none)
    }

    /// A pattern's first window.
    pub(super) fn first(&self, pattern: usize) -> Option<Window> {
        let index = self.lists.get(pattern)?.first.checked_sub(1)?;
        self.all.get(index as usize).copied()
    }

    /// The window after this one, of the same pattern.
    pub(super) fn after(&self, window: &Window) -> Option<Window> {
        match window.next {
            0 => None,
            next => self.all.get(next as usize).copied(),
        }
    }
}

/// The place `chars` characters before `at`.
fn back(bytes: &[u8], mut at: usize, mut chars: usize, left: &mut u32) -> usize {
    let near = at.saturating_sub(chars);
    if bytes[near..at].is_ascii() {
        return near;
    }
    *left = left.saturating_sub(chars as u32 / 8);
    while at > 0 && chars > 0 {
        at -= 1;
        chars -= usize::from(!continues(bytes[at]));
    }
    at
}

/// The place `chars` characters after `at`.
fn forward(bytes: &[u8], mut at: usize, mut chars: usize, left: &mut u32) -> usize {
    let near = (at + chars).min(bytes.len());
    if bytes[at..near].is_ascii() {
        return near;
    }
    *left = left.saturating_sub(chars as u32 / 8);
    while at < bytes.len() && (chars > 0 || continues(bytes[at])) {
        chars -= usize::from(chars > 0 && !continues(bytes[at]));
        at += 1;
    }
    at
}

/// Whether a byte belongs to the character before it.
fn continues(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}
