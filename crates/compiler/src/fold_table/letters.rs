//! Which characters are letters in disguise, marks, invisible, or other punctuation.

use caveat_engine::rules::FoldTable;
use unicode_security::confusable_detection::skeleton;

const ORDINARY: u8 = FoldTable::ORDINARY;
const LOOKALIKE: u8 = FoldTable::LOOKALIKE;
const STYLED: u8 = FoldTable::STYLED;

/// Letters chosen by hand: from, to, in pairs. Cyrillic and Greek in lower case first; their
/// capitals follow the lower case ([`posed`]), but for the Greek ones listed here, whose capital
/// looks like another ASCII letter than the small one does (`Ν` and `ν`); the engine knows these
/// four and treats them as small letters inside Greek text.
const LOOKALIKES: &str = "аaвbеeкkмmнhоoрpсcтtуyхxѕsіiјjһhԁdԛqԝwѵvѡwүyөoӏlԍg\
    αaβbγyεeζzηnιiκkμuνvοoρpτtυuχxωwϲcϳjΗhΜmΝnΥy\
    աwգqզqհhյjոnռnսuցgւiքfօo";

/// Letters that stand in many fonts' "small capitals", in the order of the alphabet.
const SMALL_CAPITALS: &str = "ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpꞯqʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz";

/// Latin letters with a stroke or hook, or without their dot, that NFKD leaves alone.
const LATIN: &str = "øođdłlħhıiŧtƀbƙkɓbɗdƒfȷjɑaɡgǥgƶz";

/// First digits of the decimal digits of scripts that have their own.
const ZEROS: [u32; 22] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x19d0, 0x1a80,
];

/// Nothing beyond is folded: the last planes hold rare ideographs and, above them, the tags, which
/// the engine drops by their range.
pub(super) const LAST: char = '\u{20000}';

fn pair(pairs: &str, c: char) -> Option<char> {
    let mut chars = pairs.chars();
    while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
        if from == c {
            return Some(to);
        }
    }
    None
}

fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(l), None) => l,
        _ => c,
    }
}

/// The letter `from` in an alphabet that starts at `first` with `A`.
fn alphabet(c: char, first: u32) -> Option<char> {
    let i = u32::from(c).checked_sub(first).filter(|&i| i < 26)?;
    char::from_u32(u32::from('a') + i)
}

/// The ASCII letter or digit that `c` poses as, and how.
pub(super) fn posed(c: char) -> Option<(char, u8)> {
    let code = u32::from(c);
    if let Some(to) = pair(LOOKALIKES, c).or_else(|| pair(LOOKALIKES, lower(c))) {
        // A capital follows its small letter, but looks like nothing when only that one does.
        let kind = if matches!(c, 'Γ' | 'Ω' | 'ω' | 'γ') || (0x530..0x560).contains(&code) {
            ORDINARY
        } else {
            LOOKALIKE
        };
        return Some((to, kind));
    }
    if let Some(to) = pair(SMALL_CAPITALS, c) {
        return Some((to, STYLED));
    }
    if let Some(to) = pair(LATIN, lower(c)) {
        let kind = if matches!(c, 'ɑ' | 'ɡ') { LOOKALIKE } else { ORDINARY };
        return Some((to, kind));
    }
    for first in [0x249c, 0x1f110, 0x1f130, 0x1f150, 0x1f170, 0x1f1e6, 0x1ccd6] {
        if let Some(to) = alphabet(c, first) {
            return Some((to, STYLED));
        }
    }
    for zero in ZEROS {
        if let Some(i) = code.checked_sub(zero).filter(|&i| i < 10) {
            return char::from_u32(u32::from('0') + i).map(|to| (to, ORDINARY));
        }
    }
    let kind = match code {
        // Cherokee, Coptic, Lisu, Deseret, Warang Citi and the old Italic scripts.
        0x13a0..=0x13ff | 0xab70..=0xabbf | 0x2c80..=0x2cff | 0xa4d0..=0xa4ff => LOOKALIKE,
        0xa640..=0xa69f | 0x10280..=0x1031f | 0x10400..=0x104ff | 0x118a0..=0x118ff => LOOKALIKE,
        // Canadian syllabics and phonetic letters serve as "fonts".
        0x1400..=0x167f | 0x1d00..=0x1d2b | 0xab30..=0xab6f => STYLED,
        _ => return None,
    };
    let mut looks = skeleton(c.encode_utf8(&mut [0; 4])).collect::<Vec<_>>().into_iter();
    match (looks.next(), looks.next()) {
        (Some(to), None) if to.is_ascii_alphabetic() => Some((to.to_ascii_lowercase(), kind)),
        _ => None,
    }
}

/// How a character that folds by its compatibility form is to be taken.
pub(super) fn kind(c: char) -> u8 {
    match u32::from(c) {
        // Kelvin, Ångström, ohm: units, not letters of a style.
        0x2126 | 0x212a | 0x212b => ORDINARY,
        0x1d400..=0x1d7cb | 0x24b6..=0x24e9 | 0x2102..=0x2149 | 0x1d2c..=0x1d6a => STYLED,
        0x1d78..=0x1dbf | 0x2b0..=0x2b8 | 0x2071 | 0x207f | 0x2090..=0x209c => STYLED,
        _ => ORDINARY,
    }
}

/// Drawn as nothing: zero width, bidi controls, fillers, variation selectors, C1 controls. The tag
/// block and its neighbours (U+E0000 to U+E0FFF) are left to the engine, which drops them all.
pub(super) fn invisible(c: char) -> bool {
    matches!(
        u32::from(c),
        0x80..=0x9f | 0xad | 0x34f | 0x61c | 0x115f..=0x1160 | 0x17b4..=0x17b5
            | 0x180b..=0x180f | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0x3164
            | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff9..=0xfffb | 0x1bca0..=0x1bca3
            | 0x1d173..=0x1d17a
    )
}

/// Marks that change no word: accents of Latin, Greek and Cyrillic, vowel points of Hebrew and
/// Arabic, and Arabic's lengthening stroke. Thai and Indic vowels and kana voicing do change words
/// and stay.
pub(super) fn mark(c: char) -> bool {
    matches!(
        u32::from(c),
        0x300..=0x34e | 0x350..=0x36f | 0x483..=0x489 | 0x591..=0x5bd | 0x5bf | 0x5c1..=0x5c2
            | 0x5c4..=0x5c5 | 0x5c7 | 0x610..=0x61a | 0x640 | 0x64b..=0x65f | 0x670
            | 0x6d6..=0x6dc | 0x6df..=0x6e4 | 0x6e7..=0x6e8 | 0x6ea..=0x6ed | 0x1ab0..=0x1aff
            | 0x1dc0..=0x1dff | 0x20d0..=0x20f0 | 0xfe20..=0xfe2f
    )
}

/// Never folded: big scripts that cannot change, characters that nobody types (compatibility
/// ideographs, squared words, Arabic ligatures), and signs whose compatibility form would glue
/// letters to a word ("Amazon™", "Apple²").
pub(super) fn keeps(c: char) -> bool {
    matches!(
        u32::from(c),
        0xac00..=0xd7a3 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0x2120 | 0x2122
            | 0x3200..=0x33ff | 0xf900..=0xfaff | 0xfb50..=0xfdff | 0x1ee00..=0x1eeff
            | 0x1f200..=0x1f2ff | 0xb2 | 0xb3 | 0xb9 | 0x2070 | 0x2074..=0x207e | 0x2080..=0x208e
    )
}

/// Quotes, dashes and spaces in their ASCII form; also where a mail of Windows-1252 was read as
/// Latin-1, which turns them into control characters.
pub(super) fn punctuation(c: char) -> Option<&'static str> {
    Some(match u32::from(c) {
        0xa0 | 0x1680 | 0x2000..=0x200a | 0x202f | 0x205f | 0x2800 | 0x3000 => " ",
        0x85 | 0x2028 | 0x2029 => "\n",
        0x80 => "€",
        0x95 => "•",
        0x91 | 0x92 => "'",
        0x93 | 0x94 => "\"",
        0x96 | 0x97 => "-",
        0xb4
        | 0x2b9
        | 0x2bb..=0x2bd
        | 0x2c8
        | 0x2018..=0x201b
        | 0x2032
        | 0x2035
        | 0x2039
        | 0x203a => "'",
        0x55a | 0xa78c => "'",
        0xab | 0xbb | 0x2ba | 0x201c..=0x201f | 0x2033 | 0x2036 | 0x301d..=0x301f => "\"",
        0x2010..=0x2015 | 0x2212 | 0x2043 | 0xfe58 | 0xfe63 => "-",
        0x2044 | 0x2215 => "/",
        0x2024 | 0x3002 => ".",
        0x309b => "\u{3099}",
        0x309c => "\u{309a}",
        0x37e => ";",
        0xff65 => "\u{30fb}",
        0x1e9e | 0xdf => "ss",
        0xe6 | 0xc6 => "ae",
        0x153 | 0x152 => "oe",
        _ => return None,
    })
}
