//! What rules may say to people: plain sentences. Rules come by updates as well, and a warning has
//! people's trust: an address to go to or a number to call must never stand in one but from a release.

use super::{Rules, RulesError, Texts};

/// Longest sentence or title, in bytes. The longest of today has 141.
const LONGEST: usize = 400;

/// More digits than this are a number to call, an account or an address.
const MOST_DIGITS: usize = 4;

fn is_plain(text: &str) -> bool {
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    let markup = text.contains(['<', '>', '@', '\n', '\u{202e}']);
    let lower = text.to_lowercase();
    let address =
        ["://", "www.", "http", "mailto:", "tel:", "[", "]("].iter().any(|a| lower.contains(a));
    text.len() <= LONGEST && digits <= MOST_DIGITS && !markup && !address
}

impl Rules {
    /// Checks that everything these rules say to people is plain words: no link, no markup, no number to call.
    /// Not done at every start, since it looks at each sentence: who takes rules into use asks once.
    ///
    /// # Errors
    /// Names the column of the first text that is more than words.
    pub fn sayable(&self) -> Result<(), RulesError> {
        for (what, column) in [
            ("signals.says: more than plain words", &self.signals.says),
            ("scams.title: more than plain words", &self.scams.title_danger),
            ("scams.title: more than plain words", &self.scams.title_caution),
            ("brands.name: more than plain words", &self.brands.name),
        ] {
            if !column.iter().all(|&text| is_plain(self.strings.get(text))) {
                return Err(RulesError { what });
            }
        }
        Ok(())
    }
}

impl Texts {
    /// As [`Rules::sayable`].
    ///
    /// # Errors
    /// When a text is more than words.
    pub fn sayable(&self) -> Result<(), RulesError> {
        if self.text.iter().all(is_plain) {
            Ok(())
        } else {
            Err(RulesError { what: "texts.text: more than plain words" })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_words_and_nothing_else() {
        for plain in [
            "asks for gift cards",
            "says 24 hours",
            "poses as {brand} (of 2026)",
            "„Enkeltrick“",
            "联系",
        ] {
            assert!(is_plain(plain), "{plain}");
        }
        for more in [
            "see https://help.example",
            "see WWW.help.example",
            "write to help@example.org",
            "call 555 0100",
            "call ٠١٢٣٤٥٦",
            "<b>act now</b>",
            "[help](x)",
            "one\ntwo",
            "mail\u{202e}",
        ] {
            assert!(!is_plain(more), "{more}");
        }
        assert!(!is_plain(&"long ".repeat(100)));
    }

    #[test]
    fn every_text_that_is_shown_is_looked_at() {
        let sound = || {
            let mut rules = Rules::default();
            let text = rules.strings.push("words");
            rules.signals.says.push(text);
            rules.scams.title_danger.push(text);
            rules.scams.title_caution.push(text);
            rules.brands.name.push(text);
            rules
        };
        assert_eq!(sound().sayable(), Ok(()));
        let columns: [fn(&mut Rules) -> &mut Vec<u32>; 4] = [
            |r| &mut r.signals.says,
            |r| &mut r.scams.title_danger,
            |r| &mut r.scams.title_caution,
            |r| &mut r.brands.name,
        ];
        for column in columns {
            let mut rules = sound();
            let link = rules.strings.push("https://help.example");
            column(&mut rules).push(link);
            assert!(rules.sayable().is_err());
        }
    }
}
