//! What a language other than the rules' own says about findings and kinds.

use super::{Rules, Strings};

/// The sentences of one language, by key: `signal/<id>`, `danger/<kind>`, `caution/<kind>`.
/// Whatever a language does not say stays English.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// Keys, sorted by their bytes.
    pub key: Strings,
    /// The sentence of each key.
    pub text: Strings,
}

impl Texts {
    /// Texts out of pairs of key and sentence, in any order. Of two with the same key, one stays.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Texts {
        let mut pairs: Vec<_> = pairs.into_iter().collect();
        pairs.sort_unstable();
        pairs.dedup_by_key(|pair| pair.0);
        let mut texts = Texts::default();
        for (key, text) in pairs {
            texts.key.push(key);
            texts.text.push(text);
        }
        texts
    }

    /// The sentence of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.key.find_sorted(key).map(|index| self.text.get(index))
    }
}

impl Rules {
    /// From now on, findings and kinds are told in the language of `texts`, as far as it goes.
    pub fn speak(&mut self, texts: &Texts) {
        let Rules { strings, signals, scams, .. } = self;
        let columns = [
            ("signal/", &signals.id, &mut signals.says),
            ("danger/", &scams.id, &mut scams.title_danger),
            ("caution/", &scams.id, &mut scams.title_caution),
        ];
        for (kind, ids, said) in columns {
            for (&id, said) in ids.iter().zip(said) {
                let mut key = String::from(kind);
                key.push_str(strings.get(id));
                if let Some(text) = texts.get(&key) {
                    *said = strings.push(text);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_says_what_it_knows_and_the_rest_stays() {
        let mut rules = Rules::default();
        for id in ["asks-gift-card", "deadline"] {
            rules.signals.id.push(rules.strings.push(id));
            rules.signals.says.push(rules.strings.push("says it in English"));
        }
        rules.scams.id.push(rules.strings.push("parcel-fee"));
        rules.scams.title_danger.push(rules.strings.push("a false parcel notice"));
        rules.scams.title_caution.push(rules.strings.push("may be one"));
        rules.speak(&Texts::new([
            ("signal/deadline", "setzt eine Frist"),
            ("danger/parcel-fee", "Paket"),
            ("signal/unknown", "nie"),
        ]));
        let said = |index: u32| rules.strings.get(index);
        assert_eq!(said(rules.signals.says[0]), "says it in English");
        assert_eq!(said(rules.signals.says[1]), "setzt eine Frist");
        assert_eq!(said(rules.scams.title_danger[0]), "Paket");
        assert_eq!(said(rules.scams.title_caution[0]), "may be one");
        assert_eq!(said(rules.signals.id[1]), "deadline");
    }
}
