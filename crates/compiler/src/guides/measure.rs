//! How long a guide is and how hard to read.

use super::Section;
use crate::diagnostic::Diagnostic;
use crate::files::File;

/// Fewer words leave out what a reader needs, more are not read to the end. The shared steps are
/// not counted: nobody reads more than one of their parts.
const WORDS: std::ops::RangeInclusive<usize> = 300..=600;
/// Highest reading age, in years: what most adults read without effort, worried ones too.
const READING_AGE: f64 = 12.0;

/// Remarks when a guide is too long, too short or too hard.
pub(super) fn check(file: &File, sections: &[Section], remarks: &mut Vec<Diagnostic>) {
    let words: usize = texts(sections, |_| true).map(|text| text.split_whitespace().count()).sum();
    if !WORDS.contains(&words) {
        remarks.push(
            Diagnostic::warning(file, 0..3, format!("the guide has {words} words")).help(format!(
                "{} to {} are read to the end",
                WORDS.start(),
                WORDS.end()
            )),
        );
    }
    // The scammer's own words in the examples are theirs, as hard as they are. The formula is made
    // for English.
    if file.folder() == "guides/en" {
        let age = reading_age(texts(sections, |t| t != "quote"));
        if age > READING_AGE {
            remarks.push(
                Diagnostic::warning(file, 0..3, format!("its reading age is {age:.1} years"))
                    .help(format!("at most {READING_AGE}: shorter sentences, shorter words")),
            );
        }
    }
}

fn texts(sections: &[Section], wanted: impl Fn(&str) -> bool + Copy) -> impl Iterator<Item = &str> {
    let parts = sections.iter().flat_map(|s| std::iter::once(s).chain(&s.sub));
    parts.flat_map(move |part| {
        let blocks = part.blocks.iter().filter(move |b| wanted(b.t)).map(|b| b.text.as_str());
        std::iter::once(part.title.as_str()).filter(|t| !t.is_empty()).chain(blocks)
    })
}

/// Years of age at which a text is read with ease: the Automated Readability Index (Senter and
/// Smith, 1967: 4.71 letters a word + 0.5 words a sentence − 21.43), a school year, plus the five
/// years before school. It counts letters, not syllables: a text of short rare words reads harder
/// than it says.
fn reading_age<'t>(texts: impl Iterator<Item = &'t str>) -> f64 {
    let (mut letters, mut words, mut sentences) = (0usize, 0usize, 0usize);
    for text in texts {
        let counted = words;
        for word in text.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)) {
            words += 1;
            letters += word.chars().filter(|c| c.is_alphanumeric()).count();
            let end = word.trim_end_matches(['"', '”', ')', '*', '\'']);
            sentences += usize::from(end.ends_with(['.', '?', '!', ':', ';']));
        }
        // A heading or a list entry ends without a stop.
        let stopped =
            text.trim_end_matches(['"', '”', ')', '*', '\'']).ends_with(['.', '?', '!', ':', ';']);
        sentences += usize::from(words > counted && !stopped);
    }
    if sentences == 0 {
        return 0.0;
    }
    4.71 * letters as f64 / words as f64 + 0.5 * words as f64 / sentences as f64 - 21.43 + 5.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hard_texts_are_read_later() {
        let easy = "Call your bank now. Use the number on your card.";
        let hard = "Notwithstanding the aforementioned considerations, institutional \
                    counterparties customarily necessitate contemporaneous authentication.";
        assert!(reading_age([easy].into_iter()) < 8.0, "{}", reading_age([easy].into_iter()));
        assert!(reading_age([hard].into_iter()) > 20.0, "{}", reading_age([hard].into_iter()));
        assert_eq!(reading_age([].into_iter()), 0.0);
    }

    #[test]
    fn a_heading_is_a_sentence() {
        let one = ["What to do now", "Call your bank."];
        let two = ["What to do now.", "Call your bank."];
        assert_eq!(reading_age(one.into_iter()), reading_age(two.into_iter()));
    }
}
