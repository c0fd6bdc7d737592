//! The machine agrees with the `regex` crate: on whether a pattern matches, and on every span.

mod common;

use common::{Dice, ODD, Oracle, SCAMS, Set, sample, spaced};
use proptest::prelude::*;
use regex_syntax::hir::Hir;

/// Every pattern with all that is needed to test it.
struct Case {
    set: Set,
    oracle: Oracle,
    hir: Hir,
}

impl Case {
    fn new(source: &str) -> Case {
        let set = Set::new(&[source]);
        let pattern = &set.compiled[0];
        Case {
            oracle: Oracle::new(pattern),
            hir: regex_syntax::parse(&pattern.regex).expect("the oracle's pattern"),
            set,
        }
    }

    fn agrees(&mut self, text: &str) {
        let hits = self.set.run(text);
        let source = &self.set.compiled[0].regex;
        assert_eq!(!hits.is_empty(), self.oracle.is_match(text), "{source} on {text:?}: {hits:?}");
        let mut from = 0;
        for hit in hits {
            assert!(hit.range.start >= from, "{source} on {text:?}: {hit:?} overlaps");
            from = hit.range.end;
            assert!(
                self.oracle.matches(text, hit.range.clone()),
                "{source} on {text:?}: {hit:?} is none"
            );
        }
    }
}

/// Noise, samples of the pattern, samples with a damage, side by side.
fn text(dice: &mut Dice, hir: &Hir) -> String {
    let mut text = String::new();
    for _ in 0..1 + dice.roll(4) {
        match dice.roll(5) {
            0 => text.push_str(dice.pick(&[
                " ",
                "\n\n",
                "\n",
                ".",
                "é",
                "ab",
                "xyz ",
                "abc",
                "9",
                "к",
                "\u{1f600}",
            ])),
            1 => {
                for _ in 0..dice.roll(12) {
                    text.push(dice.pick(&['a', 'b', 'c', 'd', 'x', 'y', 'z', ' ', '1', 'é']));
                }
            }
            2 => {
                let mut part = String::new();
                sample(hir, dice, &mut part);
                let mut chars: Vec<char> = part.chars().collect();
                for _ in 0..1 + dice.roll(2) {
                    if chars.is_empty() {
                        break;
                    }
                    let at = dice.roll(chars.len());
                    match dice.roll(3) {
                        0 => drop(chars.remove(at)),
                        1 => chars.insert(at, dice.pick(&[' ', 'a', '-', '\n'])),
                        _ => chars[at] = dice.pick(&['b', ' ', '7', '\n', 'é']),
                    }
                }
                text.extend(chars);
            }
            _ => {
                let before = text.len();
                sample(hir, dice, &mut text);
                if dice.roll(3) == 0 {
                    text.insert(before, ' ');
                }
            }
        }
    }
    text
}

/// Random patterns over few letters, all with a word that can be their gate.
fn random_pattern(dice: &mut Dice, depth: usize) -> String {
    let atoms = [
        "a",
        "b",
        "ab",
        "c",
        " ",
        "1",
        "[ab]",
        "[^a]",
        ".",
        r"\d",
        "é",
        r"\w",
        r"\b",
        r"\B",
        r"\b{start}",
        r"\b{end-half}",
    ];
    let bounds = ["?", "{0,2}", "{1,3}", "{2}", "{0,9}", "{3,5}"];
    let mut pattern = String::new();
    for _ in 0..1 + dice.roll(4) {
        let mut part = match dice.roll(if depth == 0 { 2 } else { 4 }) {
            0 | 1 => dice.pick(&atoms).to_string(),
            2 => format!(
                "(?:{}|{})",
                random_pattern(dice, depth - 1),
                random_pattern(dice, depth - 1)
            ),
            _ => format!("(?:{})", random_pattern(dice, depth - 1)),
        };
        if dice.roll(3) == 0 && part != "ab" {
            part.push_str(dice.pick(&bounds));
        }
        // Two spaces in a row are an error, and rightly so.
        if !(part.starts_with(' ') && pattern.ends_with(' ')) {
            pattern.push_str(&part);
        }
    }
    pattern
}

#[test]
fn known_patterns_agree() {
    for source in SCAMS.iter().chain(ODD) {
        let mut case = Case::new(source);
        let mut matched = 0;
        for seed in 1..=120 {
            let mut dice = Dice::new(seed);
            let text = text(&mut dice, &case.hir);
            if spaced(&text) {
                case.agrees(&text);
                matched += usize::from(case.oracle.is_match(&text));
            }
        }
        // Otherwise the texts test nothing.
        assert!(matched >= 3, "{source}: {matched}");
    }
}

/// All patterns together, sharing one text, one machine and one table of classes.
#[test]
fn patterns_together_agree() {
    let sources: Vec<&str> = SCAMS.iter().chain(ODD).copied().collect();
    let mut set = Set::new(&sources);
    let oracles: Vec<Oracle> = set.compiled.iter().map(Oracle::new).collect();
    let hirs: Vec<Hir> = set
        .compiled
        .iter()
        .map(|pattern| regex_syntax::parse(&pattern.regex).expect("the oracle's pattern"))
        .collect();
    for seed in 1..=60 {
        let mut dice = Dice::new(seed);
        let mut whole = String::new();
        for _ in 0..8 {
            let hir = dice.pick(&hirs);
            whole.push_str(&text(&mut dice, &hir));
            whole.push_str("\n\nand so on. ");
        }
        if !spaced(&whole) {
            continue;
        }
        let hits = set.run(&whole);
        for (index, oracle) in oracles.iter().enumerate() {
            let own: Vec<_> = hits.iter().filter(|hit| hit.pattern == index as u32).collect();
            assert_eq!(!own.is_empty(), oracle.is_match(&whole), "{} on {whole:?}", sources[index]);
            for hit in own {
                assert!(oracle.matches(&whole, hit.range.clone()), "{hit:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_patterns_agree(seed in 1u64..) {
        let mut dice = Dice::new(seed);
        let source = format!(
            "{}abc{}",
            random_pattern(&mut dice, 2),
            random_pattern(&mut dice, 2)
        );
        if caveat_compiler::pattern::compile(&source).is_ok() {
            let mut case = Case::new(&source);
            for _ in 0..12 {
                let text = text(&mut dice, &case.hir);
                if spaced(&text) {
                    case.agrees(&text);
                }
            }
        }
    }

    #[test]
    fn spans_are_the_tightest(seed in 1u64.., which in 0..ODD.len()) {
        let mut dice = Dice::new(seed);
        let mut case = Case::new(ODD[which]);
        let text = text(&mut dice, &case.hir);
        if spaced(&text) && text.len() < 60 {
            let hit = case.set.run(&text).into_iter().next();
            prop_assert_eq!(hit.map(|hit| hit.range), case.oracle.tightest(&text), "{:?}", text);
        }
    }
}
