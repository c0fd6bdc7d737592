//! The second step: letters set apart are joined, digits inside words become letters.

use super::Disguise;
use super::chars::Spelled;
use super::map::Edit;
use crate::rules::Detector;

/// Fewer single letters in a row are initials, options or variables.
const FEWEST_SPACED: usize = 4;
/// A longer row is no word; it is left alone, whatever it is.
const MOST_SPACED: usize = 64;
/// Joined letters are reported as a disguise from here on ("R.S.V.P." is none), and dotted capitals
/// from one more ("G.R.E.E.D" is an acronym).
const FEWEST_REPORTED: usize = 5;
/// Longer words with digits are codes, hashes or addresses.
const LONGEST_LEET: usize = 20;

/// What the second step changes, and what that says.
#[derive(Debug, Default)]
pub(super) struct Edits {
    pub(super) list: Vec<Edit>,
    pub(super) disguises: Vec<Disguise>,
}

/// The edits to make, or `None` when there is nothing to do.
pub(super) fn edits(spelled: &Spelled, source: &str) -> Option<Edits> {
    let text = &spelled.text;
    let mut edits = Edits::default();
    if singles(text.as_bytes()) >= FEWEST_SPACED {
        spaced(spelled, source, &mut edits);
    }
    if edits.list.is_empty() && !digits_in_words(text.as_bytes()) {
        return None;
    }
    leet(spelled, source, &mut edits);
    edits.list.sort_by_key(|e| e.start);
    (!edits.list.is_empty()).then_some(edits)
}

/// What a single letter must not touch: letters, digits, everything that is not ASCII, and the
/// signs that stand for letters (or joining would make new words with signs in them).
fn wordy(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b'@' | b'$')
}

fn single(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_alphabetic)
        && (at == 0 || !wordy(bytes[at - 1]))
        && !bytes.get(at + 1).is_some_and(|&b| wordy(b) && !is_dot(bytes, at + 1))
}

/// Counts single letters roughly, to skip the closer look at nearly every text.
fn singles(bytes: &[u8]) -> usize {
    let (mut count, mut before, mut lone) = (0, false, false);
    for &byte in bytes {
        let word = byte.is_ascii_alphanumeric();
        count += usize::from(lone && !word);
        lone = word && !before;
        before = word;
    }
    count + usize::from(lone)
}

/// Digits, `@` or `$` right after a letter.
fn digits_in_words(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|w| {
        w[0].is_ascii_lowercase() && (w[1].is_ascii_digit() || matches!(w[1], b'@' | b'$'))
    })
}

/// Middle dot or bullet at `at`.
fn is_dot(bytes: &[u8], at: usize) -> bool {
    bytes[at..].starts_with("·".as_bytes()) || bytes[at..].starts_with("•".as_bytes())
}

/// What stands between two spaced letters: a sign or none, with spaces or without.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Gap {
    sign: u8,
    spaced: bool,
}

/// The gap from `at` to the next single letter, and where that stands.
fn gap(bytes: &[u8], at: usize) -> Option<(Gap, usize)> {
    let mut next = at;
    let mut spaced = false;
    let mut space = |next: &mut usize| {
        if bytes.get(*next) == Some(&b' ') {
            *next += 1;
            spaced = true;
        }
    };
    space(&mut next);
    let mut sign = 0;
    match bytes.get(next) {
        Some(&b @ (b'.' | b'-' | b'_' | b'*' | b'|')) => {
            sign = b;
            next += 1;
        }
        Some(&b) if b >= 0x80 && is_dot(bytes, next) => {
            sign = b;
            next += if bytes[next] == 0xc2 { 2 } else { 3 };
        }
        _ => {}
    }
    space(&mut next);
    let gap = Gap { sign, spaced };
    ((sign != 0 || spaced) && single_after_gap(bytes, next)).then_some((gap, next))
}

fn single_after_gap(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_alphabetic)
        && !bytes.get(at + 1).is_some_and(|&b| wordy(b) && !is_dot(bytes, at + 1))
}

fn spaced(spelled: &Spelled, source: &str, edits: &mut Edits) {
    let bytes = spelled.text.as_bytes();
    let mut at = 0;
    let mut row: Vec<usize> = Vec::new();
    while at < bytes.len() {
        if !single(bytes, at) {
            at += 1;
            continue;
        }
        row.clear();
        row.push(at);
        let mut kind = None;
        let mut last = at;
        while let Some((gap, next)) = gap(bytes, last + 1) {
            if *kind.get_or_insert(gap) != gap {
                break;
            }
            row.push(next);
            last = next;
        }
        let Some(kind) = kind.filter(|_| (FEWEST_SPACED..=MOST_SPACED).contains(&row.len())) else {
            // A row that is too long is passed over whole, or every tail of it would be tried.
            at = if row.len() > MOST_SPACED { last + 1 } else { at + 1 };
            continue;
        };
        join(spelled, &row, kind, edits);
        if reports(spelled, source, &row, kind) && edits.disguises.is_empty() {
            edits.disguises.push(Disguise {
                detector: Detector::DisguiseSpaced,
                original: spelled.map.start(row[0])..spelled.map.end(last + 1),
            });
        }
        at = last + 1;
    }
}

/// Deletes the gaps of a row. Wide spaces among narrow ones part words, if that leaves no letter
/// alone: a lone one would be taken for part of a new row when folded again.
fn join(spelled: &Spelled, row: &[usize], kind: Gap, edits: &mut Edits) {
    let parts =
        |w: &[usize]| kind.sign == 0 && spelled.wide.binary_search(&((w[0] + 1) as u32)).is_ok();
    let mut keep: Vec<bool> = row.windows(2).map(parts).collect();
    let lone = keep.first() == Some(&true)
        || keep.last() == Some(&true)
        || keep.windows(2).any(|w| w[0] && w[1]);
    if lone {
        keep.fill(false);
    }
    for (w, keep) in row.windows(2).zip(keep) {
        if !keep {
            edits.list.push(Edit { start: (w[0] + 1) as u32, end: w[1] as u32, to: 0 });
        }
    }
}

/// Whether joined letters are a disguise: a word that could be spoken, and, if parted by spaces
/// alone, not a heading on a line of its own, which designers space out.
fn reports(spelled: &Spelled, source: &str, row: &[usize], kind: Gap) -> bool {
    let bytes = spelled.text.as_bytes();
    let letters: Vec<u8> = row.iter().map(|&i| bytes[i]).collect();
    let listed = letters.windows(2).filter(|w| w[1] == w[0] || w[1] == w[0] + 1).count();
    if letters.len() < FEWEST_REPORTED || !speakable(&letters) || 2 * listed >= letters.len() {
        return false;
    }
    let start = spelled.map.start(row[0]);
    let end = spelled.map.end(row[row.len() - 1] + 1);
    if kind.sign != 0 {
        let small = source[start..end].bytes().any(|b| b.is_ascii_lowercase());
        return small || letters.len() > FEWEST_REPORTED;
    }
    let (before, after) = (
        source[..start].trim_end_matches([' ', '\t']),
        source[end..].trim_start_matches([' ', '\t']),
    );
    let heading = before.is_empty() || before.ends_with(['\n', '\r']);
    let alone = heading && (after.is_empty() || after.starts_with(['\n', '\r']));
    !alone
}

/// A word by its look: vowels in it, and no heap of consonants.
fn speakable(letters: &[u8]) -> bool {
    let vowel = |b: &u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let vowels = letters.iter().filter(|b| vowel(b)).count();
    let heap = letters.split(vowel).map(<[u8]>::len).max().unwrap_or(0);
    let vowel_heap = letters.split(|b| !vowel(b)).map(<[u8]>::len).max().unwrap_or(0);
    vowels * 6 >= letters.len() && heap <= 4 && vowel_heap <= 3
}

/// Whether a word with digits for letters looks written to be read, and not like the random
/// letters of a code: a speakable word, in one case but for its first letter, and no hex number.
fn pretends(original: &str, word: &[u8], letters: &[u8]) -> bool {
    let mut cases = original.chars().skip(1).filter(|c| c.is_alphabetic());
    let lower = cases.all(char::is_lowercase);
    let hex = word.iter().all(u8::is_ascii_hexdigit);
    let rare = letters.iter().filter(|b| matches!(b, b'j' | b'q' | b'x' | b'z')).count();
    let q = letters.windows(2).any(|w| w[0] == b'q' && w[1] != b'u');
    let ending = letters.last().is_some_and(|b| matches!(b, b'j' | b'q' | b'v'));
    let four = word.iter().filter(|b| !b.is_ascii_lowercase()).all(|&b| b == b'4');
    lower && !hex && rare < 2 && !q && !ending && !four && speakable(letters)
}

fn leet(spelled: &Spelled, source: &str, edits: &mut Edits) {
    let bytes = spelled.text.as_bytes();
    let mut at = 0;
    let (mut words, mut first) = (0, None);
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        let mut signs = false;
        while at < bytes.len() {
            let byte = bytes[at];
            let sign = matches!(byte, b'@' | b'$')
                && at > start
                && bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphanumeric() || *b == byte);
            if !byte.is_ascii_alphanumeric() && !sign {
                break;
            }
            signs |= sign;
            at += 1;
        }
        let word = &bytes[start..at];
        let apart =
            (start == 0 || bytes[start - 1] < 0x80) && bytes.get(at).is_none_or(|&b| b < 0x80);
        if word.len() > LONGEST_LEET
            || !apart
            || word.iter().all(u8::is_ascii_lowercase)
            || signs && mail_address(bytes, start, at)
        {
            continue;
        }
        let Some(letters) = letters_for(word) else {
            continue;
        };
        let mut swapped = 0;
        for (i, (&is, &was)) in letters.iter().zip(word).enumerate() {
            if is != was {
                swapped += 1;
                let place = (start + i) as u32;
                edits.list.push(Edit { start: place, end: place + 1, to: is });
            }
        }
        let range = spelled.map.start(start)..spelled.map.end(at);
        // The links are looked at elsewhere, and their paths are full of codes.
        let address = start > 0 && matches!(bytes[start - 1], b'/' | b'.' | b'=' | b'_')
            || matches!(bytes.get(at..at + 2), Some([b'.' | b'/' | b'=', b]) if b.is_ascii_alphanumeric());
        if !address && pretends(&source[range.clone()], word, &letters) {
            words += 1;
            // A lone "4" may be "for", a lone digit anything; "o" is written "0" to deceive.
            let zero = word.contains(&b'0') && letters.len() > 4;
            if swapped > 1 || zero || words > 1 {
                first.get_or_insert(range);
            }
        }
    }
    if let Some(original) = first {
        edits.disguises.push(Disguise { detector: Detector::DisguiseLeet, original });
    }
}

/// Whether the `@` in a word is a mail address's: a dot follows before the next space, or the name
/// before it is longer than the beginning of a word ("p@yment", "em@il").
fn mail_address(bytes: &[u8], start: usize, end: usize) -> bool {
    let Some(at) = bytes[start..end].iter().position(|&b| b == b'@') else {
        return false;
    };
    let dotted = bytes[end..]
        .iter()
        .take_while(|&&b| b != b' ' && b != b'\n')
        .zip(bytes[end..].iter().skip(1))
        .take(64)
        .any(|(&b, next)| b == b'.' && next.is_ascii_alphanumeric());
    let joined = start > 0 && matches!(bytes[start - 1], b'.' | b'_' | b'-' | b'+' | b'/' | b':');
    dotted || joined || at > 2
}

/// The word that a spelling with digits stands for, or `None` when it stands for none: order
/// numbers, "covid19", "b2b", "4you", "mp3" have a digit that is no letter, too few letters, or
/// digits at an end only. Changes every digit or none.
fn letters_for(word: &[u8]) -> Option<Vec<u8>> {
    let letter = |b: &u8| b.is_ascii_lowercase();
    let count = word.iter().filter(|b| letter(b)).count();
    let inside = word.windows(2).position(|w| letter(&w[0]) && !letter(&w[1]));
    let (first, last) = (word.iter().position(letter)?, word.iter().rposition(letter)?);
    let inner = inside.is_some_and(|i| i < last && i >= first);
    // Two digits in a row are a number, unless they are a double letter ("bi11ing").
    let digit = |b: &u8| b.is_ascii_digit();
    let number = word.windows(2).any(|w| w.iter().all(digit) && w[0] != w[1])
        || word.windows(3).any(|w| !w.iter().any(letter));
    if !inner || number || count < 3 || count <= word.len() - count {
        return None;
    }
    // Letters on both sides of the inner digits: "log4j" and "h264x" have one on the far side.
    if last - first < 3 || word[first..=last].len() < 4 || count == 3 && word.len() - count < 2 {
        return None;
    }
    let mut out = word.to_vec();
    for i in 0..word.len() {
        out[i] = match word[i] {
            b if letter(&b) => b,
            b'0' => b'o',
            b'3' => b'e',
            b'4' | b'@' => b'a',
            b'5' | b'$' => b's',
            b'7' => b't',
            b'1' => one(word, i),
            _ => return None,
        };
    }
    Some(out)
}

/// `1` is `l` or `i`: by its neighbours, since English has "bl", "cl", "ll" and "al", and puts `i`
/// between consonants.
fn one(word: &[u8], at: usize) -> u8 {
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'0' | b'3' | b'4' | b'@');
    let before = at.checked_sub(1).map(|i| word[i]);
    let after = word.get(at + 1).copied();
    match (before, after) {
        (_, None) | (Some(b'1'), _) | (_, Some(b'1')) => b'l',
        (_, Some(b'l')) => b'i',
        (Some(b'a' | b'4' | b'@' | b'o' | b'0'), Some(b'n' | b'd' | b'm')) => b'i',
        (_, Some(b)) if vowel(b) => {
            // "c1ick", "de1ivery"; but "verificat1on", "prec1ous".
            if matches!(before, Some(b't')) { b'i' } else { b'l' }
        }
        (Some(b), _) if vowel(b) => b'l',
        _ => b'i',
    }
}
