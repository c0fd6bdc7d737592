//! Which hosts may be shown in their own script.

use super::skeleton::fold;
use super::{Directory, mixes_scripts, to_unicode};

impl Directory<'_> {
    /// The host as people should read it: in Unicode, or in the punycode that nobody takes for
    /// anything else when one of its labels could be taken for other letters than it has. A host
    /// that `imitates` a brand is never shown as what it imitates.
    pub fn for_people(&self, host: &str, imitates: bool) -> String {
        if imitates || !host.contains("xn--") {
            return host.to_owned();
        }
        let shown = to_unicode(host);
        let honest = |(label, coded): (&str, &str)| label == coded || self.is_honest(label);
        match shown.split('.').zip(host.split('.')).all(honest) {
            true => shown,
            false => host.to_owned(),
        }
    }

    /// Whether a decoded label reads as what it is.
    fn is_honest(&self, label: &str) -> bool {
        // Punycode of plain letters is written by nobody honest.
        if label.is_ascii() || !label.chars().all(is_writing) {
            return false;
        }
        let is_latin = |c: char| c.is_ascii_alphabetic() || is_accented(c);
        let letters = || label.chars().filter(|c| !c.is_ascii_digit() && *c != '-');
        if letters().all(is_latin) {
            return true;
        }
        // Of another script altogether, and not by letters that all look Latin ("сосо").
        !letters().any(is_latin)
            && !mixes_scripts(label)
            && !fold(&self.rules.fold, label).is_ascii()
    }
}

/// Letters and marks of the scripts' own orthography, and what a host may hold besides. Not the letters
/// that are not to be seen.
fn is_writing(c: char) -> bool {
    let unseen = matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}');
    // Marks without which words of these scripts are not written.
    let mark = matches!(c, '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}');
    (c.is_alphanumeric() || mark || c == '-') && !unseen
}

/// Letters of Latin alphabets. Those of phonetics and of old books are left out: they are used to
/// look like others.
fn is_accented(c: char) -> bool {
    let c = c as u32;
    matches!(c, 0xdf..=0xf6 | 0xf8..=0x17e | 0x1a1 | 0x1b0 | 0x219 | 0x21b | 0x1e00..=0x1ef9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    #[test]
    fn what_is_shown_is_what_it_is() {
        let mut rules = Rules::default();
        for (from, to) in [('á', "a"), ('а', "a"), ('е', "e"), ('о', "o"), ('р', "p"), ('с', "c")]
        {
            rules.fold.from.push(from as u32);
            rules.fold.to.push(to);
            rules.fold.kind.push(0);
        }
        let directory = Directory::new(&rules);
        for honest in [
            "example.com",
            "bücher.example",
            "www.münchen.example",
            "çağ-24.example",
            "điện-thoại.example",
            "яндекс.example",
            "παράδειγμα.example",
            "例え.example",
            "उदाहरण-हिन्दी.example",
            "ตัวอย่าง.example",
            "مثال.example",
            "דוגמה.example",
        ] {
            let host = coded(honest);
            assert_eq!(directory.for_people(&host, false), honest);
            assert_eq!(directory.for_people(&host, true), host);
        }
        for (false_one, why) in [
            ("раypal.com", "two scripts"),
            ("осра.com", "all of them look Latin"),
            ("sony日本.jp", "two scripts"),
            ("paypal.comノlogin.example", "a letter like a slash"),
            ("ɡoogle.com", "a letter of phonetics"),
            ("bank.ру.осра", "the last label"),
        ] {
            let host = coded(false_one);
            assert_eq!(directory.for_people(&host, false), host, "{why}");
        }
        // No URL parser gives these; what one would, stays as it is.
        for odd in ["xn--paypal-.com", "xn--.com", "xn--99999999999.com", "xn--2ua.com"] {
            assert_eq!(directory.for_people(odd, false), odd);
        }
    }

    fn coded(host: &str) -> String {
        let url = url::Url::parse(&format!("https://{host}/")).expect("a host");
        url.host_str().expect("a host").to_owned()
    }
}
