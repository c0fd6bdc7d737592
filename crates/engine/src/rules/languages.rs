//! The words of other languages, which only messages in those languages are searched for.

use super::{Literals, Patterns, Rules, RulesError};

/// What one language adds: its wordings of signals, its words of denial and report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Language {
    /// ISO 639 code: "de".
    pub code: String,
    /// Its phrases, and the literals that its patterns require.
    pub literals: Literals,
    /// Its patterns.
    pub patterns: Patterns,
}

impl Rules {
    /// The words of that language, if they were learned.
    pub fn language(&self, code: &str) -> Option<&Language> {
        self.languages.iter().find(|language| language.code == code)
    }

    /// Takes the words of a language, made together with these rules, into use. They take the place of
    /// those of the same language.
    ///
    /// # Errors
    /// When they refer to what these rules do not have; nothing changes then.
    pub fn learn(&mut self, language: Language) -> Result<(), RulesError> {
        self.validate_words(&language.literals, &language.patterns)?;
        self.languages.retain(|known| known.code != language.code);
        let place = self.languages.partition_point(|known| known.code < language.code);
        self.languages.insert(place, language);
        Ok(())
    }
}
