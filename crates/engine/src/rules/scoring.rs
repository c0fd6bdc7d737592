//! How findings become a probability and a level.

/// Numbers of `rules/scoring.toml`. Logits are in thousandths, probabilities in ten-thousandths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scoring {
    /// Logit of a message in which nothing was seen. Below zero.
    pub bias: i32,
    /// Score from which a message is worth a `caution`.
    pub caution: u32,
    /// Score from which it is `danger`.
    pub danger: u32,
    /// Most that calming words may take off, together.
    pub calm_cap: i32,
    /// Share of a family's second signal that counts, in percent, and of the third that share's
    /// share: five ways of saying "urgent" are not five times as urgent.
    pub repeat_percent: u32,
    /// What a message must have more than the thresholds ask for when no kind fits it.
    pub nameless: i32,
}

impl Default for Scoring {
    fn default() -> Scoring {
        Scoring {
            bias: -5000,
            caution: 5000,
            danger: 9000,
            calm_cap: 3000,
            repeat_percent: 50,
            nameless: 0,
        }
    }
}
