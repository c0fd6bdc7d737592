//! The first step: characters, white space and composition.

use super::map::Map;
use crate::rules::FoldTable;

/// Candidates for a disguise that are looked at more closely; more would tell no more.
const MAX_CANDIDATES: usize = 64;

/// The text after the first step, and what was noticed on the way.
#[derive(Debug, Default)]
pub(super) struct Spelled {
    pub(super) text: String,
    pub(super) map: Map,
    /// Offsets in `text` of spaces that were more than one character: they part words where
    /// letters are spaced.
    pub(super) wide: Vec<u32>,
    /// Original offsets of invisible characters between two letters.
    pub(super) invisible: Vec<u32>,
    /// Original offsets of look-alike letters.
    pub(super) lookalike: Vec<u32>,
    /// Original offsets of styled letters.
    pub(super) styled: Vec<u32>,
    /// An original range that is drawn the other way round than it is stored.
    pub(super) reversed: Option<(u32, u32)>,
    /// An original range of a letter under a heap of marks.
    pub(super) heaped: Option<(u32, u32)>,
    /// Letters of Greek, Cyrillic or another posing script that pose as nothing: somebody
    /// really writes in it.
    pub(super) foreign: u32,
}

/// What the table says of a character of U+0080 or more.
pub(super) enum Fate<'t> {
    Keep,
    Becomes(&'t str, u8),
}

pub(super) fn look_up(c: char, table: &FoldTable) -> Fate<'_> {
    match u32::from(c) {
        // Ideographs and Hangul syllables: no table has them, and their texts are full of them.
        0x4e00..=0x9fff | 0xac00..=0xd7a3 => Fate::Keep,
        // Tags and variation selectors: one range instead of hundreds of rows.
        0xe0000..=0xe0fff => Fate::Becomes("", FoldTable::INVISIBLE),
        code => match table.from.binary_search(&code) {
            Ok(i) => Fate::Becomes(
                table.to.get(i as u32),
                table.kind.get(i).copied().unwrap_or_default(),
            ),
            Err(_) => Fate::Keep,
        },
    }
}

/// A letter of a script that is written with gaps between words and could carry a disguise.
pub(super) fn european(c: char) -> bool {
    match u32::from(c) {
        0x41..=0x5a | 0x61..=0x7a => true,
        0..=0xbf | 0xd7 | 0xf7 => false,
        0xc0..=0x24f | 0x370..=0x52f | 0x1e00..=0x1fff => true,
        _ => false,
    }
}

struct Speller<'a> {
    source: &'a str,
    table: &'a FoldTable,
    out: Spelled,
    /// White space waiting for what follows it.
    gap: Option<Gap>,
    /// Marks dropped since the last letter.
    marks: u32,
    /// How much of the output was looked at for the end of a word with a candidate in it.
    asked: usize,
    /// Whether Greek capitals stand for Greek letters; found out when first needed.
    greek: Option<bool>,
}

struct Gap {
    start: usize,
    end: usize,
    chars: u32,
    lines: u32,
    after_return: bool,
}

pub(super) fn fold(source: &str, table: &FoldTable) -> Spelled {
    let mut speller = Speller {
        source,
        table,
        out: Spelled { text: String::with_capacity(source.len()), ..Spelled::default() },
        gap: None,
        marks: 0,
        asked: 0,
        greek: None,
    };
    speller.run(0, source.len());
    speller.out
}

impl Speller<'_> {
    fn run(&mut self, mut at: usize, end: usize) {
        let bytes = self.source.as_bytes();
        while at < end {
            let byte = bytes[at];
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => {
                    self.space(byte as char, at, at + 1);
                    at += 1;
                }
                0x21..=0x7e => {
                    self.settle();
                    let run = plain_run(bytes, at, end);
                    self.out.map.exact(self.out.text.len(), at);
                    let from = self.out.text.len();
                    self.out.text.push_str(&self.source[at..run]);
                    self.out.text[from..].make_ascii_lowercase();
                    self.marks = 0;
                    at = run;
                }
                0..=0x7f => {
                    self.drop_invisible(at, at + 1);
                    at += 1;
                }
                _ => at = self.wide_char(at, end),
            }
        }
    }

    /// A character of U+0080 or more; returns where the next one starts.
    fn wide_char(&mut self, at: usize, end: usize) -> usize {
        let Some(c) = self.source[at..].chars().next() else {
            return end;
        };
        let next = at + c.len_utf8();
        if c == '\u{202e}'
            && let Some(after) = self.reversed(at, next, end)
        {
            return after;
        }
        match look_up(c, self.table) {
            Fate::Keep => {
                if matches!(u32::from(c), 0x370..=0x58f | 0x1f00..=0x1fff) {
                    self.out.foreign += 1;
                }
                self.settle();
                self.emit(c, at, next);
            }
            Fate::Becomes("", FoldTable::INVISIBLE) => self.drop_invisible(at, next),
            Fate::Becomes("", _) => {
                self.marks += 1;
                let heap = self.marks >= 3 && self.out.heaped.is_none();
                // Latin letters take two marks in no common spelling but Vietnamese; none takes three.
                if heap && self.out.text.ends_with(|c: char| c.is_ascii_alphabetic()) {
                    self.out.heaped = Some((at as u32, next as u32));
                }
            }
            Fate::Becomes(to, kind) => self.replace(c, to, kind, at, next),
        }
        next
    }

    fn replace(&mut self, c: char, to: &str, kind: u8, at: usize, next: usize) {
        if is_flag_half(c) && self.is_flag(c, at, next) {
            // Two of them are a flag, and flags are no letters.
            self.settle();
            self.emit(c, at, next);
            return;
        }
        if let " " | "\n" = to {
            self.space(if to == " " { ' ' } else { '\n' }, at, next);
            return;
        }
        let to = match c {
            // These capitals look like another ASCII letter than their small letters do.
            'Η' if self.writes_greek() => "n",
            'Μ' if self.writes_greek() => "u",
            'Ν' if self.writes_greek() => "v",
            'Υ' if self.writes_greek() => "u",
            _ => to,
        };
        let candidates = match kind {
            FoldTable::LOOKALIKE => Some(&mut self.out.lookalike),
            FoldTable::STYLED => Some(&mut self.out.styled),
            _ => {
                if matches!(u32::from(c), 0x370..=0x58f | 0x1f00..=0x1fff) {
                    self.out.foreign += 1;
                }
                None
            }
        };
        if let Some(candidates) = candidates {
            let gap = self.gap.is_some()
                || self.out.text.as_bytes()[self.asked.min(self.out.text.len())..].contains(&b' ');
            // Styled letters are counted, look-alikes only found: one for each word will do.
            let wanted = gap || candidates.is_empty() || kind == FoldTable::STYLED;
            self.asked = self.out.text.len();
            if wanted && candidates.len() < MAX_CANDIDATES {
                candidates.push(at as u32);
            }
        }
        for c in to.chars() {
            if c == ' ' {
                self.space(' ', at, next);
            } else {
                self.settle();
                self.emit(c, at, next);
            }
        }
    }

    /// Text that `\u{202e}` turns round, when it is plain ASCII on one line: put back as it is read.
    fn reversed(&mut self, at: usize, next: usize, end: usize) -> Option<usize> {
        let bytes = &self.source.as_bytes()[next..end];
        let length = bytes.iter().position(|b| !(0x20..0x7f).contains(b)).unwrap_or(bytes.len());
        let text = &self.source[next..next + length];
        if !text.bytes().any(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        if self.out.reversed.is_none() {
            self.out.reversed = Some((at as u32, (next + length) as u32));
        }
        // Every letter leads to the whole stretch: offsets must not run backwards.
        let whole = next + length;
        for byte in text.bytes().rev() {
            if byte == b' ' {
                self.space(' ', at, whole);
            } else {
                self.settle();
                let folded = self.out.text.len();
                self.out.map.block(folded, at, whole);
                self.out.text.push(byte.to_ascii_lowercase() as char);
            }
        }
        Some(next + length)
    }

    fn space(&mut self, c: char, start: usize, end: usize) {
        self.marks = 0;
        let gap =
            self.gap.get_or_insert(Gap { start, end, chars: 0, lines: 0, after_return: false });
        gap.end = gap.end.max(end);
        gap.start = gap.start.min(start);
        let second_half = c == '\n' && gap.after_return;
        if !second_half {
            gap.chars += 1;
            gap.lines += u32::from(c == '\n' || c == '\r');
        }
        gap.after_return = c == '\r';
    }

    /// Writes the waiting gap, now that something follows. None at the start of the text.
    fn settle(&mut self) {
        let Some(gap) = self.gap.take() else { return };
        let folded = self.out.text.len();
        if folded == 0 {
            return;
        }
        if gap.chars == 1 && gap.lines == 0 && gap.end - gap.start == 1 {
            self.out.map.exact(folded, gap.start);
        } else {
            self.out.map.block(folded, gap.start, gap.end);
        }
        if gap.lines > 1 {
            self.out.text.push_str("\n\n");
        } else {
            if gap.chars > 1 {
                self.out.wide.push(folded as u32);
            }
            self.out.text.push(' ');
        }
    }

    fn emit(&mut self, c: char, start: usize, end: usize) {
        self.marks = 0;
        let folded = self.out.text.len();
        if let Some(before) = self.out.text.chars().next_back()
            && let Some(whole) = compose(before, c)
        {
            let from = folded - before.len_utf8();
            let original = self.out.map.start(from);
            self.out.text.truncate(from);
            self.out.map.block(from, original.min(start), end);
            self.out.text.push(whole);
            return;
        }
        if self.source[start..end].len() == c.len_utf8() {
            self.out.map.exact(folded, start);
        } else {
            self.out.map.block(folded, start, end);
        }
        self.out.text.push(c);
    }

    fn drop_invisible(&mut self, at: usize, next: usize) {
        let between = self.out.invisible.len() < MAX_CANDIDATES
            && self.gap.is_none()
            && self.source[..at].chars().next_back().is_some_and(european)
            && self.source[next..].chars().next().is_some_and(|c| {
                european(c) || matches!(look_up(c, self.table), Fate::Becomes("", 3))
            });
        if between {
            self.out.invisible.push(at as u32);
        }
    }

    /// Whether the flag half at `at` has a neighbour: lone ones are letters in boxes.
    fn is_flag(&self, _c: char, at: usize, next: usize) -> bool {
        self.source[..at].chars().next_back().is_some_and(is_flag_half)
            || self.source[next..].chars().next().is_some_and(is_flag_half)
    }

    /// Whether the text holds Greek that poses as nothing.
    fn writes_greek(&mut self) -> bool {
        let (source, table) = (self.source, self.table);
        *self.greek.get_or_insert_with(|| {
            source.chars().any(|c| {
                matches!(u32::from(c), 0x370..=0x3ff | 0x1f00..=0x1fff)
                    && !matches!(look_up(c, table), Fate::Becomes(_, FoldTable::LOOKALIKE))
            })
        })
    }
}

/// Where the run of printable ASCII with single spaces that starts at `at` ends. This is the hot
/// loop: ordinary text goes out in a few such pieces.
fn plain_run(bytes: &[u8], at: usize, end: usize) -> usize {
    let mut before = 0;
    let stop = |&b: &u8| {
        let stop = !(0x20..=0x7e).contains(&b) || b == b' ' && before == b' ';
        before = b;
        stop
    };
    let run = bytes[at..end].iter().position(stop).map_or(end, |n| at + n);
    // A space at its end belongs to whatever white space follows.
    if bytes[run - 1] == b' ' { run - 1 } else { run }
}

fn is_flag_half(c: char) -> bool {
    ('\u{1f1e6}'..='\u{1f1ff}').contains(&c)
}

/// Kana and its voicing mark, or parts of a Hangul syllable, as one character.
fn compose(before: char, c: char) -> Option<char> {
    let (first, second) = (u32::from(before), u32::from(c));
    let whole = match (first, second) {
        // か to と come in pairs of plain and voiced, with a small つ between.
        (0x304b..=0x3062 | 0x30ab..=0x30c2, 0x3099) if first % 2 == 1 => first + 1,
        (0x3064..=0x3069 | 0x30c4..=0x30c9, 0x3099) if first.is_multiple_of(2) => first + 1,
        // は to ほ in threes: plain, voiced, half voiced.
        (0x306f..=0x307d, 0x3099 | 0x309a) if (first - 0x306f).is_multiple_of(3) => {
            first + second - 0x3098
        }
        (0x30cf..=0x30dd, 0x3099 | 0x309a) if (first - 0x30cf).is_multiple_of(3) => {
            first + second - 0x3098
        }
        (0x3046, 0x3099) => 0x3094,
        (0x30a6, 0x3099) => 0x30f4,
        (0x30ef..=0x30f2, 0x3099) => first + 8,
        (0x309d | 0x30fd, 0x3099) => first + 1,
        (0x1100..=0x1112, 0x1161..=0x1175) => {
            0xac00 + ((first - 0x1100) * 21 + second - 0x1161) * 28
        }
        (0xac00..=0xd7a3, 0x11a8..=0x11c2) if (first - 0xac00).is_multiple_of(28) => {
            first + second - 0x11a7
        }
        _ => return None,
    };
    char::from_u32(whole)
}
