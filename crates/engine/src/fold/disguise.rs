//! Telling disguise from honest writing, for what single characters can show.
//!
//! Persian joins letters with zero-width characters, Russian is full of letters that look Latin,
//! newsletters hyphenate with soft hyphens and pad their previews. Each question is asked of the
//! word around a candidate, and only of the few candidates kept by the first step.

use std::ops::Range;

use super::Disguise;
use super::chars::{Fate, Spelled, european, look_up};
use crate::rules::{Detector, FoldTable};

/// Characters looked at on each side of a candidate.
const WORD_REACH: usize = 32;
/// Longer runs of letters are codes or hashes; line breaks are put into those honestly.
const LONGEST_WORD: u32 = 26;

/// The disguises that the first step undid.
pub(super) fn letters(source: &str, table: &FoldTable, spelled: &Spelled) -> Vec<Disguise> {
    let mut found = Vec::new();
    let mut add = |detector, original: Option<Range<usize>>| {
        if let Some(original) = original.filter(|r| !r.is_empty()) {
            found.push(Disguise { detector, original });
        }
    };
    let range = |r: (u32, u32)| r.0 as usize..r.1 as usize;
    let invisible = spelled
        .invisible
        .iter()
        .map(|&at| Word::around(source, at as usize, table))
        .find(Word::hides_characters)
        .map(|w| w.range);
    add(Detector::DisguiseInvisible, invisible.or(spelled.reversed.map(range)));
    let lookalike = spelled
        .lookalike
        .iter()
        .map(|&at| Word::around(source, at as usize, table))
        .find(|w| w.mixes_scripts(spelled))
        .map(|w| w.range);
    add(Detector::DisguiseLookalike, lookalike);
    add(
        Detector::DisguiseStyled,
        styled(source, &spelled.styled, table).or(spelled.heaped.map(range)),
    );
    found
}

/// Styled words: one of four letters, or two of two. Less is a formula, a button or a blood group.
fn styled(source: &str, offsets: &[u32], table: &FoldTable) -> Option<Range<usize>> {
    let mut first: Option<Range<usize>> = None;
    let mut words = 0;
    let mut run: Option<(Range<usize>, u32)> = None;
    for &at in offsets {
        let at = at as usize;
        let next = at + source[at..].chars().next().map_or(1, char::len_utf8);
        run = match run {
            Some((range, letters)) if touches(source, range.end, at, table) => {
                Some((range.start..next, letters + 1))
            }
            _ => Some((at..next, 1)),
        };
        let Some((range, letters)) = &run else {
            continue;
        };
        if *letters == 2 {
            words += 1;
            first.get_or_insert(range.clone());
        }
        if *letters >= 4 {
            return Some(range.clone());
        }
        if words >= 2 {
            return first;
        }
    }
    None
}

/// Whether nothing but invisible characters and ASCII letters stands between two styled letters: not
/// every font has all of them.
fn touches(source: &str, from: usize, to: usize, table: &FoldTable) -> bool {
    source.get(from..to).is_some_and(|between| {
        between.len() <= 16
            && between.chars().all(|c| matches!(class(c, table), Class::Invisible | Class::Ascii))
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Ascii,
    Lookalike,
    OtherLetter,
    SoftHyphen,
    Invisible,
    End,
}

fn class(c: char, table: &FoldTable) -> Class {
    if c.is_ascii() {
        return if c.is_ascii_alphabetic() {
            Class::Ascii
        } else if c.is_ascii_control() && !c.is_ascii_whitespace() {
            Class::Invisible
        } else {
            Class::End
        };
    }
    if c == '\u{ad}' {
        return Class::SoftHyphen;
    }
    match look_up(c, table) {
        Fate::Becomes("", FoldTable::INVISIBLE) => Class::Invisible,
        Fate::Becomes("", _) => Class::Invisible,
        Fate::Becomes(_, FoldTable::LOOKALIKE) => Class::Lookalike,
        Fate::Becomes(_, FoldTable::STYLED) => Class::Ascii,
        _ if c.is_alphabetic() => Class::OtherLetter,
        _ => Class::End,
    }
}

/// The word around a candidate, counted.
struct Word {
    range: Range<usize>,
    ascii: u32,
    lookalike: u32,
    other: u32,
    /// Invisible characters between letters, soft hyphens apart.
    invisible: u32,
    soft_hyphens: u32,
    /// A soft hyphen has but one letter on a side.
    lone_syllable: bool,
    /// How often the word goes from ASCII to another script or back.
    switches: u32,
    capitals_only: bool,
    european: bool,
}

impl Word {
    fn around(source: &str, at: usize, table: &FoldTable) -> Word {
        let mut start = at;
        for c in source[..at].chars().rev().take(WORD_REACH) {
            if class(c, table) == Class::End {
                break;
            }
            start -= c.len_utf8();
        }
        let mut word = Word {
            range: start..at,
            ascii: 0,
            lookalike: 0,
            other: 0,
            invisible: 0,
            soft_hyphens: 0,
            lone_syllable: false,
            switches: 0,
            capitals_only: true,
            european: true,
        };
        let (mut syllable, mut hidden, mut ascii) = (0, 0, None);
        for (i, c) in source[start..].char_indices().take(2 * WORD_REACH) {
            let class = class(c, table);
            match class {
                Class::End => break,
                Class::SoftHyphen => {
                    word.lone_syllable |= syllable == 1;
                    word.soft_hyphens += 1;
                    syllable = 0;
                    continue;
                }
                Class::Invisible => {
                    // Marks count as nothing here, and only what has letters on both sides hides.
                    let mark = matches!(look_up(c, table), Fate::Becomes("", k) if k != FoldTable::INVISIBLE);
                    hidden += u32::from(!mark && word.letters() > 0);
                    continue;
                }
                Class::Ascii => word.ascii += 1,
                Class::Lookalike => word.lookalike += 1,
                Class::OtherLetter => word.other += 1,
            }
            let is_ascii = class == Class::Ascii;
            word.switches += u32::from(ascii.is_some_and(|before| before != is_ascii));
            ascii = Some(is_ascii);
            word.invisible += std::mem::take(&mut hidden);
            word.capitals_only &= c.is_uppercase();
            word.european &= european(c) || class != Class::OtherLetter;
            syllable += 1;
            word.range.end = start + i + c.len_utf8();
        }
        word.lone_syllable |= syllable == 1 && word.soft_hyphens > 0;
        word
    }

    fn letters(&self) -> u32 {
        self.ascii + self.lookalike + self.other
    }

    /// Something invisible stands inside a word of Latin, Greek or Cyrillic letters. Soft hyphens
    /// alone must break the word where no hyphenation would.
    fn hides_characters(&self) -> bool {
        let letters = self.letters();
        self.european
            && (2..=LONGEST_WORD).contains(&letters)
            && (self.invisible > 0 || self.soft_hyphens > 0 && (self.lone_syllable || letters <= 5))
    }

    /// Letters of another script pose as Latin ones: mixed with them, or as a whole word that
    /// stands in a text without any real word of that script.
    fn mixes_scripts(&self, spelled: &Spelled) -> bool {
        if self.other > 0 || self.letters() < 3 || self.letters() > LONGEST_WORD {
            return false;
        }
        if self.ascii > 0 {
            // "SMSки": a Russian ending on a Latin word, where Russian is written.
            return self.lookalike > 0 && (spelled.foreign == 0 || self.switches > 1);
        }
        // "ΤΚΕ" is a fraternity; four letters and more that all pose, amid Latin text, are a mask.
        spelled.foreign == 0
            && self.letters() >= 4
            && spelled.text.bytes().filter(u8::is_ascii_alphabetic).count()
                > 3 * self.letters() as usize
            && (!self.capitals_only || self.letters() >= 5)
    }
}
