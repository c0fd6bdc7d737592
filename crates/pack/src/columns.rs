//! The engine's rules, and a language's texts, as columns of numbers.
//!
//! ```text
//! 0  4  number of columns
//! 4  12 per column: tag u16, bytes per element u16, offset u32, length u32 (both in bytes)
//! ```
//! Numbers that ascend, as ends of runs do, are written as their differences (LEB128), and their
//! column says [`DIFFERENCES`] for its bytes per element.
//!
//! A tag is never used again for another meaning. A column this engine does not know is skipped,
//! one that is missing is empty; what does not fit together is then refused by
//! [`Rules::validate`] or [`Texts::validate`].

use caveat_engine::Rules;
use caveat_engine::rules::{Scoring, Texts};

use crate::PackError;

const ENTRY: usize = 12;

/// Instead of the bytes per element: these are differences.
const DIFFERENCES: u16 = 0;

/// A column that can stand in a Pack.
trait Column: Sized {
    const SIZE: u16;
    fn write(&self, out: &mut Vec<u8>);
    /// `None` when the bytes are no such column.
    fn read(bytes: &[u8]) -> Option<Self>;
    /// Its numbers, if they ascend.
    fn ascending(&self) -> Option<&[u32]> {
        None
    }
    /// `None` when the column has no numbers that could ascend.
    fn of_ascending(_: Vec<u32>) -> Option<Self> {
        None
    }
}

macro_rules! number_column {
    ($($number:ty $(: $($more:item)+)?),*) => {$(
        impl Column for Vec<$number> {
            const SIZE: u16 = size_of::<$number>() as u16;
            fn write(&self, out: &mut Vec<u8>) {
                out.extend(self.iter().flat_map(|n| n.to_le_bytes()));
            }
            fn read(bytes: &[u8]) -> Option<Self> {
                let (chunks, rest) = bytes.as_chunks::<{ size_of::<$number>() }>();
                rest.is_empty().then(|| chunks.iter().map(|c| <$number>::from_le_bytes(*c)).collect())
            }
            $($($more)+)?
        }
    )*};
}

number_column!(
    u8,
    u16,
    i32,
    u32:
        fn ascending(&self) -> Option<&[u32]> {
            self.is_sorted().then_some(self)
        }
        fn of_ascending(numbers: Vec<u32>) -> Option<Self> {
            Some(numbers)
        }
);

fn write_differences(numbers: &[u32], out: &mut Vec<u8>) {
    let mut before = 0;
    for &number in numbers {
        let mut rest = number - before;
        before = number;
        while rest > 0x7f {
            out.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
    }
}

/// `None` when a difference is cut short or leads beyond 32 bits.
fn read_differences(bytes: &[u8]) -> Option<Vec<u32>> {
    let mut numbers = Vec::with_capacity(bytes.len());
    let (mut number, mut difference, mut shift) = (0u32, 0u32, 0);
    for &byte in bytes {
        let part = u32::from(byte & 0x7f);
        if shift > 28 || part << shift >> shift != part {
            return None;
        }
        difference |= part << shift;
        shift += 7;
        if byte < 0x80 {
            number = number.checked_add(difference)?;
            numbers.push(number);
            (difference, shift) = (0, 0);
        }
    }
    (shift == 0).then_some(numbers)
}

impl Column for String {
    const SIZE: u16 = 1;
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.as_bytes());
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        std::str::from_utf8(bytes).ok().map(String::from)
    }
}

impl Column for Scoring {
    const SIZE: u16 = 4;
    fn write(&self, out: &mut Vec<u8>) {
        let row = [
            self.bias,
            self.caution as i32,
            self.danger as i32,
            self.calm_cap,
            self.repeat_percent as i32,
            self.nameless,
        ];
        Vec::from(row).write(out);
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        let row: Vec<i32> = Column::read(bytes)?;
        let &[bias, caution, danger, calm_cap, repeat, ref rest @ ..] = row.as_slice() else {
            return None;
        };
        Some(Scoring {
            bias,
            caution: caution.try_into().ok()?,
            danger: danger.try_into().ok()?,
            calm_cap,
            repeat_percent: repeat.try_into().ok()?,
            // Older packs have none.
            nameless: rest.first().copied().unwrap_or(0),
        })
    }
}

macro_rules! columns {
    ($table:ident $encode:ident $decode:ident: $($tag:literal $($field:ident).+;)*) => {
        pub(crate) fn $encode(rules: &$table) -> Vec<u8> {
            let mut directory: Vec<(u16, u16, usize, usize)> = Vec::new();
            let mut data = Vec::new();
            $({
                // Four-byte alignment costs little and keeps every number on its boundary.
                data.resize(data.len().next_multiple_of(4), 0);
                let start = data.len();
                let column = &rules.$($field).+;
                let size = write(column, &mut data);
                directory.push(($tag, size, start, data.len() - start));
            })*
            assemble(&directory, &data)
        }

        pub(crate) fn $decode(bytes: &[u8]) -> Result<$table, PackError> {
            let mut rules = $table::default();
            for (tag, size, column) in directory(bytes)? {
                match tag {
                    $($tag => fill(&mut rules.$($field).+, size, column, stringify!($($field).+))?,)*
                    _ => {}
                }
            }
            Ok(rules)
        }
    };
}

columns! {
    Rules encode decode:
    1 strings.pool;
    2 strings.ends;
    10 fold.from;
    11 fold.to.pool;
    12 fold.to.ends;
    13 fold.kind;
    20 literals.texts.pool;
    21 literals.texts.ends;
    22 literals.bounds;
    23 literals.use_ends;
    24 literals.uses;
    25 literals.shorter;
    26 literals.buckets;
    30 patterns.signal;
    33 patterns.ranges;
    34 patterns.max_chars;
    35 patterns.gate_ends;
    36 patterns.gaps;
    37 patterns.notation_ends;
    38 patterns.notation;
    39 patterns.gates;
    40 signals.id;
    41 signals.family;
    42 signals.says;
    43 signals.weight;
    44 signals.flags;
    45 signals.detector;
    46 signals.channels;
    47 signals.kinds;
    50 scams.id;
    51 scams.title_danger;
    52 scams.title_caution;
    53 scams.guide;
    54 scams.channels;
    55 scams.condition_ends;
    56 scams.lift;
    57 scams.ceiling;
    58 scams.term_ends;
    59 scams.term_op;
    60 scams.set_ends;
    61 scams.set;
    62 scams.net;
    70 brands.id;
    71 brands.name;
    72 brands.common_word;
    73 brands.domains.pool;
    74 brands.domains.ends;
    75 brands.domain_brand;
    76 brands.tokens.pool;
    77 brands.tokens.ends;
    78 brands.token_brand;
    80 hosts.listed.pool;
    81 hosts.listed.ends;
    82 hosts.suffixes;
    90 redirectors.host.pool;
    91 redirectors.host.ends;
    92 redirectors.path.pool;
    93 redirectors.path.ends;
    94 redirectors.param.pool;
    95 redirectors.param.ends;
    96 redirectors.wrapper;
    100 scoring;
    120 told.pool;
    121 told.ends;
}

columns! {
    Texts encode_texts decode_texts:
    110 key.pool;
    111 key.ends;
    112 text.pool;
    113 text.ends;
}

/// Reads one column. Not inlined: sixty copies of it would be most of the module's start.
#[inline(never)]
fn fill<C: Column>(
    target: &mut C,
    size: u16,
    bytes: &[u8],
    what: &'static str,
) -> Result<(), PackError> {
    let column = match size {
        DIFFERENCES => read_differences(bytes).and_then(C::of_ascending),
        size if size == C::SIZE => C::read(bytes),
        _ => None,
    };
    *target = column.ok_or(PackError::Rules { what })?;
    Ok(())
}

/// Writes a column and gives its bytes per element.
fn write<C: Column>(column: &C, out: &mut Vec<u8>) -> u16 {
    match column.ascending() {
        Some(numbers) => {
            write_differences(numbers, out);
            DIFFERENCES
        }
        None => {
            column.write(out);
            C::SIZE
        }
    }
}

fn assemble(directory: &[(u16, u16, usize, usize)], data: &[u8]) -> Vec<u8> {
    let start = 4 + directory.len() * ENTRY;
    let mut out = Vec::with_capacity(start + data.len());
    out.extend_from_slice(&(directory.len() as u32).to_le_bytes());
    for &(tag, size, offset, length) in directory {
        out.extend_from_slice(&tag.to_le_bytes());
        out.extend_from_slice(&size.to_le_bytes());
        out.extend_from_slice(&((start + offset) as u32).to_le_bytes());
        out.extend_from_slice(&(length as u32).to_le_bytes());
    }
    out.extend_from_slice(data);
    out
}

/// Tag, element size and bytes of a column.
type Entry<'b> = (u16, u16, &'b [u8]);

/// Every column.
fn directory(bytes: &[u8]) -> Result<Vec<Entry<'_>>, PackError> {
    const CUT: PackError = PackError::Rules { what: "the directory of columns" };
    let (count, rest) = bytes.split_first_chunk::<4>().ok_or(CUT)?;
    let count = u32::from_le_bytes(*count) as usize;
    let entries = rest.get(..count.checked_mul(ENTRY).ok_or(CUT)?).ok_or(CUT)?;
    entries
        .as_chunks::<ENTRY>()
        .0
        .iter()
        .map(|&[t0, t1, s0, s1, o0, o1, o2, o3, l0, l1, l2, l3]| {
            let offset = u32::from_le_bytes([o0, o1, o2, o3]) as usize;
            let length = u32::from_le_bytes([l0, l1, l2, l3]) as usize;
            let column = bytes.get(offset..offset.checked_add(length)?)?;
            Some((u16::from_le_bytes([t0, t1]), u16::from_le_bytes([s0, s1]), column))
        })
        .collect::<Option<Vec<_>>>()
        .ok_or(CUT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use caveat_engine::rules::LiteralUse;
    use proptest::prelude::*;

    fn sample() -> Rules {
        let mut rules = Rules::default();
        let id = rules.strings.push("asks-gift-card");
        let family = rules.strings.push("payment");
        let says = rules.strings.push("asks for gift cards");
        rules.signals.id.push(id);
        rules.signals.family.push(family);
        rules.signals.says.push(says);
        rules.signals.weight.push(-1234);
        rules.signals.flags.push(1);
        rules.signals.detector.push(0);
        rules.signals.channels.push(0b1111);
        rules.signals.kinds.push(1);
        rules.literals.texts.push("gift cards");
        rules.literals.bounds.push(3);
        rules.literals.use_ends.push(1);
        rules.literals.uses.push(LiteralUse::Signal(0).pack());
        rules.hosts.suffixes = "com\nuk\n".into();
        rules.scoring.danger = 9_500;
        rules
    }

    #[test]
    fn what_is_written_is_read() {
        let rules = sample();
        let bytes = encode(&rules);
        assert_eq!(decode(&bytes).expect("sound"), rules);
        assert_eq!(encode(&rules), bytes);
    }

    #[test]
    fn an_unknown_column_is_skipped_and_a_missing_one_is_empty() {
        let data = [1u8, 2, 3];
        let bytes = assemble(&[(60_000, 1, 0, 3)], &data);
        assert_eq!(decode(&bytes).expect("sound"), Rules::default());
    }

    #[test]
    fn a_column_of_the_wrong_size_is_named() {
        let bytes = assemble(&[(43, 4, 0, 3)], &[1, 2, 3]);
        assert_eq!(decode(&bytes), Err(PackError::Rules { what: "signals.weight" }));
    }

    #[test]
    fn differences_that_are_cut_short_or_too_large_are_refused() {
        assert_eq!(read_differences(&[0x80]), None);
        assert_eq!(read_differences(&[0xff, 0xff, 0xff, 0xff, 0x1f]), None);
        assert_eq!(read_differences(&[0xff, 0xff, 0xff, 0xff, 0x8f, 0]), None);
        assert_eq!(read_differences(&[0xff, 0xff, 0xff, 0xff, 0x0f]), Some(vec![u32::MAX]));
        assert_eq!(read_differences(&[0xff, 0xff, 0xff, 0xff, 0x0f, 1]), None);
    }

    proptest! {
        #[test]
        fn differences_come_back_as_numbers(mut numbers: Vec<u32>) {
            numbers.sort_unstable();
            let mut bytes = Vec::new();
            write_differences(&numbers, &mut bytes);
            prop_assert_eq!(read_differences(&bytes), Some(numbers));
        }

        #[test]
        fn damage_never_panics(at in 0usize..4000, byte: u8, cut in 0usize..4000) {
            let mut bytes = encode(&sample());
            let at = at % bytes.len();
            bytes[at] = byte;
            bytes.truncate(bytes.len().saturating_sub(cut % 8));
            if let Ok(rules) = decode(&bytes) {
                let _ = rules.validate();
            }
        }
    }
}
