//! Proof that loaded rules hold together.

use std::ops::RangeInclusive;

use super::{Literals, Patterns, Rules, Scoring, Strings, Texts};

// What every edition keeps to, around the numbers of `rules/scoring.toml`, where they are explained.
// Scores in ten-thousandths: a warning means even odds at least nearly, and never waits for certainty.
const CAUTION: RangeInclusive<u32> = 3_000..=7_000;
const DANGER: RangeInclusive<u32> = 7_500..=9_900;
// Logits in thousandths.
const BIAS: RangeInclusive<i32> = -8_000..=-2_000;
const CALM_CAP: RangeInclusive<i32> = 0..=8_000;
const NAMELESS: RangeInclusive<i32> = 0..=4_000;
const MOST_WEIGHT: RangeInclusive<i32> = -10_000..=10_000;

/// A table of the rules refers to something that is not there. The rules must not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesError {
    /// Which column, and what is wrong with it.
    pub what: &'static str,
}

impl std::fmt::Display for RulesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the rules are damaged: {}", self.what)
    }
}

impl std::error::Error for RulesError {}

/// `ends` ascends and its last value is `total`.
fn runs(ends: &[u32], total: usize, what: &'static str) -> Result<(), RulesError> {
    let ascending = ends.windows(2).all(|w| w[0] <= w[1]);
    if ascending && ends.last().map_or(0, |&e| e as usize) == total {
        Ok(())
    } else {
        Err(RulesError { what })
    }
}

fn ensure(holds: bool, what: &'static str) -> Result<(), RulesError> {
    if holds { Ok(()) } else { Err(RulesError { what }) }
}

fn below(column: &[u32], limit: usize, what: &'static str) -> Result<(), RulesError> {
    ensure(column.iter().all(|&i| (i as usize) < limit), what)
}

/// Every text lies inside the pool and is whole.
fn strings(texts: &Strings, what: &'static str) -> Result<(), RulesError> {
    runs(&texts.ends, texts.pool.len(), what)?;
    let whole = |&end: &u32| texts.pool.is_char_boundary(end as usize);
    ensure(texts.pool.is_ascii() || texts.ends.iter().all(whole), what)
}

impl Scoring {
    /// Checks that the numbers stand within the bounds that no edition may leave: rules come to
    /// people by updates as well, and whoever makes one must not be able to silence every warning or
    /// to warn of everything.
    fn validate(&self) -> Result<(), RulesError> {
        let Scoring { bias, caution, danger, calm_cap, repeat_percent, nameless } = *self;
        ensure(caution <= danger, "scoring: thresholds out of order")?;
        ensure(CAUTION.contains(&caution), "scoring.caution: bounds")?;
        ensure(DANGER.contains(&danger), "scoring.danger: bounds")?;
        ensure(BIAS.contains(&bias), "scoring.bias: bounds")?;
        ensure(CALM_CAP.contains(&calm_cap), "scoring.calm_cap: bounds")?;
        ensure(NAMELESS.contains(&nameless), "scoring.nameless: bounds")?;
        ensure(repeat_percent <= 100, "scoring.repeat_percent above 100")
    }
}

impl Texts {
    /// Checks that every key has its text.
    ///
    /// # Errors
    /// Names the first column that does not hold. Never panics, whatever the columns hold.
    pub fn validate(&self) -> Result<(), RulesError> {
        strings(&self.key, "texts.key")?;
        strings(&self.text, "texts.text")?;
        ensure(self.key.len() == self.text.len(), "texts: length")
    }
}

impl Rules {
    /// Checks that every column has its table's length and every index points inside its table.
    ///
    /// Patterns' notations are not looked into: that would take longer than all the rest, each time
    /// the browser starts the engine, and the machine comes to no harm from any notation. Who
    /// makes or publishes rules asks [`crate::pattern::validate`] as well.
    ///
    /// # Errors
    /// Names the first column that does not hold. Never panics, whatever the columns hold.
    pub fn validate(&self) -> Result<(), RulesError> {
        for (texts, what) in [
            (&self.strings, "strings"),
            (&self.fold.to, "fold.to"),
            (&self.told, "told"),
            (&self.brands.domains, "brands.domains"),
            (&self.brands.tokens, "brands.tokens"),
            (&self.hosts.listed, "hosts.listed"),
            (&self.redirectors.host, "redirectors.host"),
            (&self.redirectors.path, "redirectors.path"),
            (&self.redirectors.param, "redirectors.param"),
        ] {
            strings(texts, what)?;
        }
        self.validate_fold()?;
        self.validate_words(&self.literals, &self.patterns)?;
        for language in &self.languages {
            self.validate_words(&language.literals, &language.patterns)?;
        }
        self.validate_signals()?;
        self.validate_scams()?;
        self.validate_brands()?;
        self.scoring.validate()?;
        let signals = self.signals.weight.iter();
        ensure(signals.chain(&self.scams.lift).all(|w| MOST_WEIGHT.contains(w)), "weights: bounds")
    }

    fn validate_fold(&self) -> Result<(), RulesError> {
        let fold = &self.fold;
        ensure(fold.to.len() == fold.from.len(), "fold.to: length")?;
        ensure(fold.kind.len() == fold.from.len(), "fold.kind: length")?;
        ensure(fold.from.windows(2).all(|w| w[0] < w[1]), "fold.from: order")?;
        ensure(fold.from.first().is_none_or(|&c| c >= 0x80), "fold.from: ASCII")
    }

    /// Words that belong to these rules, whatever their language.
    pub(super) fn validate_words(
        &self,
        literals: &Literals,
        patterns: &Patterns,
    ) -> Result<(), RulesError> {
        strings(&literals.texts, "literals.texts")?;
        let count = literals.texts.len();
        ensure(literals.bounds.len() == count, "literals.bounds: length")?;
        ensure(literals.use_ends.len() == count, "literals.use_ends: length")?;
        runs(&literals.use_ends, literals.uses.len(), "literals.use_ends")?;
        ensure(literals.texts.iter().all(|t| !t.is_empty()), "literals.texts: an empty literal")?;
        crate::literal::validate(literals)?;
        let count = patterns.signal.len();
        below(&patterns.signal, self.signals.len(), "patterns.signal")?;
        ensure(patterns.max_chars.len() == count, "patterns.max_chars: length")?;
        ensure(patterns.notation_ends.len() == count, "patterns.notation_ends: length")?;
        ensure(patterns.gate_ends.len() == count, "patterns.gate_ends: length")?;
        runs(&patterns.notation_ends, patterns.notation.len(), "patterns.notation_ends")?;
        let gates = patterns.gates.len();
        runs(&patterns.gate_ends, gates, "patterns.gate_ends")?;
        // There are no more sets of literals than gates.
        below(&patterns.gates, gates, "patterns.gates")?;
        ensure(patterns.gaps.len() / 2 == gates, "patterns.gaps: length")?;
        ensure(patterns.ranges.len().is_multiple_of(2), "patterns.ranges: odd length")?;
        let known = literals.uses.iter().all(|&packed| match super::LiteralUse::unpack(packed) {
            Some(super::LiteralUse::Signal(i)) => (i as usize) < self.signals.len(),
            Some(super::LiteralUse::Gate(i)) => (i as usize) < gates,
            Some(super::LiteralUse::Brand(i)) => (i as usize) < self.brands.len(),
            Some(super::LiteralUse::Common(i)) => (i as usize) < self.told.len(),
            Some(_) => true,
            None => false,
        });
        ensure(known, "literals.uses: index")
    }

    fn validate_signals(&self) -> Result<(), RulesError> {
        let (signals, strings) = (&self.signals, self.strings.len());
        let count = signals.len();
        ensure(
            [signals.family.len(), signals.says.len(), signals.weight.len(), signals.flags.len()]
                .iter()
                .chain(&[signals.detector.len(), signals.channels.len(), signals.kinds.len()])
                .all(|&len| len == count),
            "signals: length",
        )?;
        below(&signals.id, strings, "signals.id")?;
        below(&signals.family, strings, "signals.family")?;
        below(&signals.says, strings, "signals.says")?;
        let detectors = super::Detector::ALL.len();
        ensure(signals.detector.iter().all(|&d| (d as usize) <= detectors), "signals.detector")
    }

    fn validate_scams(&self) -> Result<(), RulesError> {
        let (scams, strings) = (&self.scams, self.strings.len());
        let count = scams.len();
        for column in [&scams.title_danger, &scams.title_caution, &scams.guide, &scams.id] {
            ensure(column.len() == count, "scams: length")?;
            below(column, strings, "scams: string")?;
        }
        ensure(scams.channels.len() == count, "scams.channels: length")?;
        ensure(scams.net.len() == count, "scams.net: length")?;
        ensure(scams.condition_ends.len() == count, "scams.condition_ends: length")?;
        runs(&scams.condition_ends, scams.lift.len(), "scams.condition_ends")?;
        ensure(scams.ceiling.len() == scams.lift.len(), "scams.ceiling: length")?;
        ensure(scams.term_ends.len() == scams.lift.len(), "scams.term_ends: length")?;
        runs(&scams.term_ends, scams.term_op.len(), "scams.term_ends")?;
        ensure(scams.set_ends.len() == scams.term_op.len(), "scams.set_ends: length")?;
        runs(&scams.set_ends, scams.set.len(), "scams.set_ends")?;
        let mut start = 0;
        for (&op, &end) in scams.term_op.iter().zip(&scams.set_ends) {
            let set = scams.set.get(start..end as usize).unwrap_or(&[]);
            start = end as usize;
            let limit = match super::Op::unpack(op) {
                Some(super::Op::Brand) => self.brands.len(),
                Some(_) => self.signals.len(),
                None => {
                    return Err(RulesError { what: "scams.term_op" });
                }
            };
            below(set, limit, "scams.set")?;
        }
        Ok(())
    }

    fn validate_brands(&self) -> Result<(), RulesError> {
        let (brands, strings) = (&self.brands, self.strings.len());
        ensure(brands.name.len() == brands.len(), "brands.name: length")?;
        ensure(brands.common_word.len() == brands.len(), "brands.common_word: length")?;
        below(&brands.id, strings, "brands.id")?;
        below(&brands.name, strings, "brands.name")?;
        ensure(brands.domain_brand.len() == brands.domains.len(), "brands.domain_brand: length")?;
        below(&brands.domain_brand, brands.len(), "brands.domain_brand")?;
        ensure(brands.token_brand.len() == brands.tokens.len(), "brands.token_brand: length")?;
        below(&brands.token_brand, brands.len(), "brands.token_brand")?;
        let redirectors = &self.redirectors;
        ensure(
            redirectors.path.len() == redirectors.host.len()
                && redirectors.param.len() == redirectors.host.len()
                && redirectors.wrapper.len() == redirectors.host.len(),
            "redirectors: length",
        )
    }
}
