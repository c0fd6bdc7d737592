//! The book into the engine's rules.

use std::collections::{BTreeMap, HashMap};

use caveat_engine::Rules;
use caveat_engine::literal::LiteralsBuilder;
use caveat_engine::rules::{Language, LiteralUse, Scoring, Strings};

use crate::book::Book;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::files::Tree;
use crate::format::millilogits;
use crate::pattern::PatternsBuilder;
use crate::{fold_table, lower_brands, lower_hosts, lower_scams, lower_signals};

/// Strings by their text, so that each stands once.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    strings: Strings,
    index: HashMap<String, u32>,
}

impl Interner {
    /// The text's index.
    pub(crate) fn intern(&mut self, text: &str) -> u32 {
        if let Some(&index) = self.index.get(text) {
            return index;
        }
        let index = self.strings.push(text);
        self.index.insert(text.to_owned(), index);
        index
    }
}

/// The words of one language that are being gathered.
#[derive(Default)]
pub(crate) struct WordsBuilder {
    pub(crate) literals: LiteralsBuilder,
    pub(crate) patterns: PatternsBuilder,
}

/// What is being built.
pub(crate) struct Lowering {
    pub(crate) rules: Rules,
    pub(crate) strings: Interner,
    /// What is looked for, by language; under "" what every message is searched for.
    words: BTreeMap<String, WordsBuilder>,
    pub(crate) remarks: Vec<Diagnostic>,
}

impl Lowering {
    /// Where the words of that language go: to its own, when it can be told, else to those that every
    /// message is searched for.
    pub(crate) fn words(&mut self, language: &str) -> &mut WordsBuilder {
        let told = self.rules.told.iter().any(|code| code == language);
        self.words.entry(if told { language } else { "" }.to_owned()).or_default()
    }
}

/// Ties a book together. The rules are whole only when no remark is an error.
pub(crate) fn lower(
    tree: &Tree,
    book: &Book,
    remarks: Vec<Diagnostic>,
) -> (Rules, Vec<Diagnostic>) {
    let mut low = Lowering {
        rules: Rules { fold: fold_table::fold_table(), ..Rules::default() },
        strings: Interner::default(),
        words: BTreeMap::new(),
        remarks,
    };
    scoring(book, &mut low);
    common(book, &mut low);
    lower_signals::lower(book, &mut low);
    lower_brands::lower(book, &mut low);
    lower_scams::lower(tree, book, &mut low);
    lower_hosts::lower(tree, book, &mut low);
    for (file, negation) in &book.negation {
        for (words, used_for) in [
            (&negation.negators, LiteralUse::Negator),
            (&negation.counter_negators, LiteralUse::CounterNegator),
            (&negation.reporters, LiteralUse::Reporter),
            (&negation.contrasts, LiteralUse::Contrast),
            (&negation.denials, LiteralUse::Denial),
        ] {
            for (language, words) in words {
                lower_signals::phrases(file, words.iter(), language, used_for, &mut low);
            }
        }
    }
    for (code, words) in std::mem::take(&mut low.words) {
        let (literals, patterns) = (words.literals.build(), words.patterns.finish());
        match code.as_str() {
            "" => (low.rules.literals, low.rules.patterns) = (literals, patterns),
            _ => low.rules.languages.push(Language { code, literals, patterns }),
        }
    }
    low.rules.strings = low.strings.strings;
    (low.rules, low.remarks)
}

/// The words that tell a language. They are looked for in every message.
fn common(book: &Book, low: &mut Lowering) {
    for (index, (code, (file, words))) in (0..).zip(&book.common) {
        low.rules.told.push(code);
        // Not under the language itself: how else would it be told?
        lower_signals::phrases(file, words.iter(), "", LiteralUse::Common(index), low);
    }
}

fn scoring(book: &Book, low: &mut Lowering) {
    let (file, scoring) = &book.scoring;
    let share = |p: f64| (p.clamp(0.0, 1.0) * 10_000.0).round() as u32;
    low.rules.scoring = Scoring {
        bias: millilogits(scoring.bias),
        caution: share(scoring.threshold.caution),
        danger: share(scoring.threshold.danger),
        calm_cap: millilogits(scoring.calm_cap),
        repeat_percent: scoring.repeat_percent,
        nameless: millilogits(scoring.nameless),
    };
    if scoring.threshold.caution > scoring.threshold.danger || scoring.repeat_percent > 100 {
        low.remarks.push(
            Diagnostic::error(file, 0..0, "the numbers are out of order")
                .help("0 <= caution <= danger <= 1, repeat_percent <= 100"),
        );
    }
    for id in scoring.weights.keys() {
        if book.signal(id.get_ref()).is_none() {
            let known = book.signals.iter().map(|s| s.entry.id.get_ref().as_str());
            low.remarks.push(
                Diagnostic::error(file, id.span(), format!("no signal `{}`", id.get_ref()))
                    .help(did_you_mean(id.get_ref(), known, "remove the line")),
            );
        }
    }
}
