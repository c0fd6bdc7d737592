//! Nothing that a Pack or a message holds makes the machine panic, hang or take long.

mod common;

use std::ops::Range;

use caveat_compiler::pattern::compile;
use caveat_engine::pattern::{MAX_MATCHES, MESSAGE_STEPS, Machine, code, notation, validate};
use caveat_engine::rules::Patterns;
use common::{Dice, ODD, SCAMS, Set};
use proptest::prelude::*;

fn all() -> Set {
    let sources: Vec<&str> = SCAMS.iter().chain(ODD).copied().collect();
    Set::new(&sources)
}

/// Runs rules that may be damaged, every gate open everywhere.
fn run_anyway(patterns: &Patterns, text: &str) -> usize {
    let gates = patterns.gate_ends.iter().copied().max().unwrap_or(0).min(500);
    let hits =
        (0..text.len()).step_by(7).flat_map(|at| (0..gates).map(move |gate| (gate, at..at + 1)));
    let (mut machine, mut out) = (Machine::new(), Vec::new());
    machine.run(text, hits, patterns, &mut out);
    assert!(machine.steps() <= MESSAGE_STEPS);
    for hit in &out {
        assert!(!hit.range.is_empty());
        assert!(text.get(hit.range.clone()).is_some());
    }
    out.len()
}

const PARTS: &[&str] = &[
    "abc",
    "card",
    "é",
    "验证",
    "G",
    " ",
    "  ",
    ".",
    "*",
    "+",
    "?",
    "{0,9}",
    "{3}",
    "{900}",
    "{2,}",
    "(",
    "(?:",
    "(?i)",
    "(?P<n>",
    ")",
    "|",
    "[",
    "]",
    "[^a-z]",
    "[a-z&&[^b]]",
    "-",
    "^",
    "$",
    r"\b",
    r"\B",
    r"\d",
    r"\w",
    r"\s",
    r"\pL",
    r"\x{1F600}",
    r"\1",
    r"\",
    "(?-u)",
    "(?=",
    "\n",
    "\0",
];

const TEXT: &str =
    "please buy a gift card\n\nfor £500 and send abc xyz é\u{1f600} 123-4567 \0\0 now";

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    /// Damage one to three numbers anywhere: refused or harmless, never a panic.
    #[test]
    fn damaged_notations_are_refused_or_harmless(seed in 1u64..) {
        let mut dice = Dice::new(seed);
        let sources = [dice.pick(SCAMS), dice.pick(SCAMS), dice.pick(ODD)];
        let mut patterns = Set::new(&sources).patterns;
        for _ in 0..1 + dice.roll(3) {
            let value = dice.roll(1 << 16) as u16;
            match dice.roll(14) {
                13 => { let at = dice.roll(patterns.gates.len()); patterns.gates[at] = value.into(); }
                12 => { let at = dice.roll(patterns.gaps.len()); patterns.gaps[at] = value; }
                0 => { let at = dice.roll(patterns.ranges.len()); patterns.ranges[at] = value.into(); }
                1 => { let at = dice.roll(patterns.notation_ends.len()); patterns.notation_ends[at] = value.into(); }
                2 => { let at = dice.roll(patterns.gate_ends.len()); patterns.gate_ends[at] = value.into(); }
                3 => { let at = dice.roll(patterns.max_chars.len()); patterns.max_chars[at] = value; }
                4 => { patterns.max_chars.pop(); }
                5 => { patterns.notation.pop(); }
                6 => { let at = dice.roll(patterns.notation.len()); patterns.notation.remove(at); }
                _ => {
                    let at = dice.roll(patterns.notation.len());
                    patterns.notation[at] = if dice.roll(2) == 0 { value as u8 } else { patterns.notation[at] ^ 1 << dice.roll(8) };
                }
            }
        }
        let _ = validate(&patterns);
        run_anyway(&patterns, TEXT);
    }

    /// Whatever an author writes is an error with a place in it, or a sound program.
    #[test]
    fn compiling_never_panics(parts in prop::collection::vec(prop::sample::select(PARTS), 0..12)) {
        let source = parts.concat();
        match compile(&source) {
            Ok(_) => drop(Set::new(&[source])),
            Err(error) => {
                prop_assert!(source.get(error.span.clone()).is_some(), "{source}: {error:?}");
            }
        }
    }

    /// Notations of random marks.
    #[test]
    fn random_notations_are_refused_or_harmless(seed in 1u64.., size in 1usize..200) {
        let mut dice = Dice::new(seed);
        let mut text = Vec::new();
        for _ in 0..size {
            match dice.roll(3) {
                0 => text.push(dice.roll(13) as u8),
                1 => text.push(b"abc \n"[dice.roll(5)]),
                _ => text.extend([notation::REPEAT, dice.roll(3) as u8, dice.roll(130) as u8, 0, 0]),
            }
        }
        let patterns = one(text, vec![1, 0, u32::MAX, 0, 7, 9, 0x80, 0x900], 400);
        let _ = validate(&patterns);
        run_anyway(&patterns, TEXT);
    }
}

fn one(notation: Vec<u8>, ranges: Vec<u32>, max_chars: u16) -> Patterns {
    Patterns {
        signal: vec![0],
        notation_ends: vec![notation.len() as u32],
        notation,
        ranges,
        max_chars: vec![max_chars],
        gates: vec![0],
        gate_ends: vec![1],
        gaps: vec![0, 400],
    }
}

#[test]
fn each_kind_of_damage_is_refused() {
    use notation::{CLASS, EDGE, EITHER, END, LAST, OPTIONAL, OR, REPEAT, WIDE, WORD};
    const DAMAGED: &str = "patterns.notation: damaged";
    const REPEATED: &str = "patterns.notation: a repeat out of bounds";
    const LOOK: &str = "patterns.notation: unknown look";
    let class = vec![1, 0, 1, 0, 0, 0, 0x80, 0x90];
    let check = |text: &[u8]| validate(&one(text.to_vec(), class.clone(), 9)).map_err(|e| e.what);
    for sound in [
        &b"a"[..],
        b"a b",
        &[CLASS, 0, 0],
        &[WIDE, 0, 0xf6, 1],
        &[OPTIONAL, b'a', END],
        &[EITHER, b'a', OR, b'b', LAST, OPTIONAL, b'c', END, END],
        &[REPEAT, 0, 127, 0, 0, WORD, 15, 0, 0, EDGE, 3],
    ] {
        assert_eq!(check(sound), Ok(()), "{sound:x?}");
    }
    let many_slots = [REPEAT, 1, 1, 0, 0].repeat(usize::from(code::MAX_SLOTS) + 1);
    let refused: &[(&[u8], &str)] = &[
        (&[0], DAMAGED),
        (&[127], DAMAGED),
        (&[b'a', CLASS, 0], DAMAGED),
        (&[WIDE, 0, 0], DAMAGED),
        (&[OPTIONAL, b'a'], DAMAGED),
        (&[b'a', END], DAMAGED),
        (&[OPTIONAL, b'a', LAST, b'b', END], DAMAGED),
        (&[EITHER, b'a', END], DAMAGED),
        (&[EITHER, b'a', LAST, b'b', LAST, b'c', END], DAMAGED),
        (&[OR, b'a'], DAMAGED),
        (&[REPEAT, 0, 0, 0, 0], DAMAGED),
        (&[REPEAT, 3, 2, 0, 0], DAMAGED),
        (&many_slots, DAMAGED),
        (&[b'a'; code::MAX_WORDS], DAMAGED),
        (&[REPEAT, 0, 128, 0, 0], REPEATED),
        (&[CLASS, 1, 0], "patterns.ranges: a class is damaged"),
        (&[CLASS, 0, 2], "patterns.ranges: a class is damaged"),
        (&[WORD, 16, 0, 0], LOOK),
        (&[EDGE, 4], LOOK),
    ];
    for (text, what) in refused {
        assert_eq!(check(text), Err(*what), "{text:x?}");
    }
    let good = one(b"a".to_vec(), vec![], 9);
    let refuse = |change: &dyn Fn(&mut Patterns)| {
        let mut patterns = good.clone();
        change(&mut patterns);
        assert!(validate(&patterns).is_err(), "{patterns:?}");
    };
    refuse(&|p| p.max_chars[0] = 0);
    refuse(&|p| p.max_chars[0] = 401);
    refuse(&|p| p.max_chars.clear());
    refuse(&|p| p.gate_ends[0] = 0);
    refuse(&|p| p.gate_ends[0] = 9);
    refuse(&|p| p.notation_ends[0] = 5);
    refuse(&|p| p.notation.push(b'b'));
    refuse(&|p| p.signal.push(0));
}

/// Steps of one run over `text`, with its literals where they really stand.
fn steps(set: &mut Set, text: &str) -> u32 {
    set.run(text);
    set.machine.steps()
}

#[test]
fn twice_the_text_takes_twice_the_steps() {
    let mut dice = Dice::new(7);
    let words: Vec<String> = all().literals.texts.iter().map(String::from).collect();
    let mut cases = vec![
        "a".repeat(2000),
        "abc ".repeat(500),
        "abcabcabcxyz".repeat(200),
        "xyz abc ".repeat(300),
        "ab1 9.9.9.9 $£ abc".repeat(100),
        "your account your account has been locke ".repeat(60),
        "buy gift buy gift ".repeat(150),
        "my new number phone mum hi hi mum ".repeat(80),
    ];
    for _ in 0..20 {
        let mut text = String::new();
        while text.len() < 3000 {
            text.push_str(&dice.pick(&words));
            text.push_str(dice.pick(&[" ", "", "é ", "\n\n"]));
        }
        cases.push(text);
    }
    for source in SCAMS.iter().chain(ODD) {
        let mut set = Set::new(&[source]);
        for text in &cases {
            let once = steps(&mut set, text);
            let twice = steps(&mut set, &text.repeat(2));
            assert!(
                f64::from(twice) <= 2.3 * f64::from(once) + 2000.0,
                "{source}: {once} then {twice} on {text:.40}"
            );
        }
    }
}

#[test]
fn the_largest_text_stays_within_its_steps() {
    let mut set = all();
    let words: Vec<String> = set.literals.texts.iter().map(String::from).collect();
    let mut dice = Dice::new(3);
    let mut text = String::new();
    while text.len() < 1 << 18 {
        text.push_str(&dice.pick(&words));
        text.push(' ');
    }
    let hits = set.hits(&text);
    let mut out = Vec::new();
    set.machine.run(&text, hits, &set.patterns, &mut out);
    assert!(set.machine.steps() <= MESSAGE_STEPS);
    let most = (0..set.patterns.signal.len() as u32)
        .map(|p| out.iter().filter(|hit| hit.pattern == p).count())
        .max();
    assert!(most <= Some(MAX_MATCHES));
}

/// Patterns that eat all they get leave the others their share.
#[test]
fn a_greedy_pattern_starves_no_other() {
    let greedy = r"[ab]{0,99}(?:[ab]{1,99}c?){1,2}abc[ab]{90,95}z";
    let mut sources = vec![greedy; 30];
    sources.push(r"pay by gift cards?");
    let mut set = Set::new(&sources);
    let text = "ababababababcabab".repeat(20_000) + " pay by gift card ";
    let hits = set.run(&text);
    assert!(set.machine.steps() > MESSAGE_STEPS / 2, "not greedy at all");
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].pattern, 30);
}

#[test]
fn hits_that_make_no_sense_do_no_harm() {
    let set = Set::new(SCAMS);
    let mut machine = Machine::new();
    let mut out = Vec::new();
    let text = "é buy a gift card é";
    let odd: [(u32, Range<usize>); 7] = [
        (u32::MAX, 0..1),
        (0, Range { start: 5, end: 2 }),
        (0, 1..1),
        (1, 0..usize::MAX),
        (1, usize::MAX..usize::MAX),
        (0, 19..20),
        (1, 0..2),
    ];
    machine.run(text, odd, &set.patterns, &mut out);
    machine.run("", [(0, 0..0)], &set.patterns, &mut out);
    machine.run(text, [(0, 3..6)], &Patterns::default(), &mut out);
}
