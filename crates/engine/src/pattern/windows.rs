//! Where patterns are worth running: the places where a match may begin, because the literals of
//! all gates stand behind in the right order and at the right distances.

use std::ops::Range;

use crate::rules::Patterns;

/// Places where a match may begin, first and last; in bytes, on character boundaries.
#[derive(Clone, Copy, Debug)]
pub(super) struct Starts {
    pub(super) first: usize,
    pub(super) last: usize,
}

/// A literal of a gate in the text.
#[derive(Clone, Copy, Debug)]
struct Hit {
    /// Where it starts, in bytes and in characters.
    at: u32,
    chars: u32,
    /// One more than the index of the set's hit before this one; 0 for none.
    before: u32,
}

/// The gates' hits in one text.
#[derive(Clone, Debug, Default)]
pub(super) struct Windows {
    /// Per set of literals: one more than the index of its last hit; 0 for none.
    last: Vec<u32>,
    hits: Vec<Hit>,
    /// Hits of one gate that lead on to hits of all gates behind it, the last one first.
    leading: Vec<Hit>,
    following: Vec<Hit>,
    starts: Vec<Starts>,
    ascii: bool,
}

/// The gates of a pattern, as places in [`Patterns::gates`].
pub(super) fn gates(patterns: &Patterns, pattern: usize) -> Range<usize> {
    let end = |i: usize| patterns.gate_ends.get(i).map_or(0, |&end| end as usize);
    pattern.checked_sub(1).map_or(0, end)..end(pattern)
}

impl Windows {
    /// Collects the hits in `text`, and returns how many patterns have all gates open. Takes a
    /// step for each hit from `left`; when they run out, the rest of the hits open nothing.
    pub(super) fn collect(
        &mut self,
        text: &str,
        hits: impl IntoIterator<Item = (u32, Range<usize>)>,
        patterns: &Patterns,
        left: &mut u32,
    ) -> u32 {
        let count = patterns.gates.len();
        self.last.clear();
        self.hits.clear();
        if text.len() >= u32::MAX as usize {
            return 0;
        }
        self.last.resize(count.min(1 << 24), 0);
        self.ascii = text.is_ascii();
        let (mut at, mut chars) = (0, 0);
        for (gate, hit) in hits {
            if *left == 0 {
                break;
            }
            *left -= 1;
            // Hits come in order; others are none of ours.
            if hit.start < at || !text.is_char_boundary(hit.start) {
                continue;
            }
            chars += match self.ascii {
                true => hit.start - at,
                false => characters(&text.as_bytes()[at..hit.start]),
            };
            at = hit.start;
            if let Some(last) = self.last.get_mut(gate as usize) {
                self.hits.push(Hit { at: at as u32, chars: chars as u32, before: *last });
                *last = self.hits.len() as u32;
            }
        }
        if self.hits.is_empty() {
            return 0;
        }
        (0..patterns.signal.len())
            .filter(|&pattern| self.open(patterns, gates(patterns, pattern)))
            .count() as u32
    }

    /// Whether all these gates, at least one, have a hit.
    pub(super) fn open(&self, patterns: &Patterns, gates: Range<usize>) -> bool {
        patterns.gates.get(gates).is_some_and(|gates| {
            !gates.is_empty() && gates.iter().all(|&gate| self.last_hit(gate) != 0)
        })
    }

    fn last_hit(&self, gate: u32) -> u32 {
        self.last.get(gate as usize).copied().unwrap_or(0)
    }

    /// Where matches of the pattern with these gates may begin, ascending and apart.
    pub(super) fn starts(
        &mut self,
        text: &str,
        gates: Range<usize>,
        patterns: &Patterns,
        left: &mut u32,
    ) -> &[Starts] {
        let Windows { last, hits, leading, following, starts, ascii } = self;
        let last_hit = |place: usize| {
            let gate = patterns.gates.get(place).copied().unwrap_or(u32::MAX);
            last.get(gate as usize).copied().unwrap_or(0)
        };
        starts.clear();
        leading.clear();
        let gap = |gate: usize| match patterns.gaps.get(gate * 2..gate * 2 + 2) {
            Some(&[least, most]) => (least as u32, most as u32),
            _ => (0, 0),
        };
        for gate in gates.clone().rev() {
            std::mem::swap(leading, following);
            leading.clear();
            let (least, most) = gap(gate + 1);
            let mut next = 0;
            let mut from = last_hit(gate);
            // Each hit's `before` is smaller than its own index, so this ends.
            while let Some(hit) = from.checked_sub(1).and_then(|i| hits.get(i as usize)) {
                from = hit.before;
                while following.get(next).is_some_and(|f| f.chars > hit.chars + most) {
                    next += 1;
                }
                let leads = gate + 1 == gates.end
                    || following.get(next).is_some_and(|f| f.chars >= hit.chars + least);
                if leads {
                    leading.push(*hit);
                }
            }
            if leading.is_empty() {
                return &[];
            }
        }
        let (least, most) = gap(gates.start);
        for hit in leading.iter().rev() {
            if hit.chars < least {
                continue;
            }
            let (first, last) = match ascii {
                true => (hit.at.saturating_sub(most) as usize, (hit.at - least) as usize),
                false => {
                    *left = left.saturating_sub(most / 8);
                    let last = back(text.as_bytes(), hit.at as usize, least);
                    (back(text.as_bytes(), last, most.saturating_sub(least)), last)
                }
            };
            match starts.last_mut() {
                Some(before) if first <= before.last => before.last = before.last.max(last),
                _ => starts.push(Starts { first, last }),
            }
        }
        starts
    }
}

/// The place `chars` characters before `at`, or the start of the text.
fn back(bytes: &[u8], mut at: usize, mut chars: u32) -> usize {
    while at > 0 && chars > 0 {
        at -= 1;
        chars -= u32::from(!continues(bytes[at]));
    }
    at
}

/// How many characters begin in a piece of a text.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| !continues(byte)).count()
}

/// Whether a byte belongs to the character before it.
fn continues(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}
