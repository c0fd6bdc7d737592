//! Nothing that a Pack or a message holds makes the machine panic, hang or take long.

mod common;

use std::ops::Range;

use caveat_compiler::pattern::compile;
use caveat_engine::pattern::{MAX_MATCHES, MESSAGE_STEPS, Machine, code, validate};
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

    /// Damage one to three words anywhere: refused or harmless, never a panic.
    #[test]
    fn damaged_programs_are_refused_or_harmless(seed in 1u64..) {
        let mut dice = Dice::new(seed);
        let sources = [dice.pick(SCAMS), dice.pick(SCAMS), dice.pick(ODD)];
        let mut patterns = Set::new(&sources).patterns;
        for _ in 0..1 + dice.roll(3) {
            let value = dice.roll(1 << 16) as u16;
            match dice.roll(13) {
                12 => { let at = dice.roll(patterns.gaps.len()); patterns.gaps[at] = value; }
                0 => { let at = dice.roll(patterns.ranges.len()); patterns.ranges[at] = value.into(); }
                1 => { let at = dice.roll(patterns.code_ends.len()); patterns.code_ends[at] = value.into(); }
                2 => { let at = dice.roll(patterns.gate_ends.len()); patterns.gate_ends[at] = value.into(); }
                3 => { let at = dice.roll(patterns.max_chars.len()); patterns.max_chars[at] = value; }
                4 => { patterns.max_chars.pop(); }
                5 => { patterns.code.pop(); }
                6 => { let at = dice.roll(patterns.code.len()); patterns.code.remove(at); }
                _ => {
                    let at = dice.roll(patterns.code.len());
                    patterns.code[at] = if dice.roll(2) == 0 { value } else { patterns.code[at] ^ 1 << dice.roll(16) };
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

    /// Programs of random instructions.
    #[test]
    fn random_programs_are_refused_or_harmless(seed in 1u64.., size in 1usize..200) {
        let mut dice = Dice::new(seed);
        let mut program: Vec<u16> = (0..code::HEADER).map(|_| u16::MAX).collect();
        program[0] = dice.roll(70) as u16;
        for _ in 0..size {
            let operation = dice.roll(12) as u16;
            let argument = if dice.roll(2) == 0 { dice.roll(code::HEADER + size) } else { b"abc \n"[dice.roll(5)].into() };
            program.push(code::pack(operation, argument as u16));
        }
        let patterns = one(program, vec![1, 0, u32::MAX, 0, 7, 9, 0x80, 0x900], 400);
        let _ = validate(&patterns);
        run_anyway(&patterns, TEXT);
    }
}

fn one(code: Vec<u16>, ranges: Vec<u32>, max_chars: u16) -> Patterns {
    Patterns {
        signal: vec![0],
        code_ends: vec![code.len() as u32],
        code,
        ranges,
        max_chars: vec![max_chars],
        gate_ends: vec![1],
        gaps: vec![0, 400],
    }
}

/// The header that lets a match begin with anything.
fn header(slots: u16) -> Vec<u16> {
    let mut header = vec![u16::MAX; code::HEADER];
    header[0] = slots;
    header
}

#[test]
fn each_kind_of_damage_is_refused() {
    let class = vec![1, 0, 1, 0, 0, 0, 0x80, 0x90];
    let end = code::pack(code::MATCH, 0);
    let a = code::pack(code::CHAR, 97);
    let check = |words: &[u16]| {
        let mut program = header(0);
        program.extend(words);
        validate(&one(program, class.clone(), 9)).map_err(|e| e.what)
    };
    assert_eq!(check(&[a, end]), Ok(()));
    assert_eq!(check(&[code::pack(code::CLASS, 0), 0, end]), Ok(()));
    assert_eq!(check(&[code::pack(code::SPLIT, 11), a, end]), Ok(()));
    let refused = [
        (vec![], "patterns.code: length of a program"),
        (vec![end, a], "patterns.code: a program without an end"),
        (vec![code::pack(15, 0), end], "patterns.code: unknown instruction"),
        (vec![a, code::pack(code::CLASS, 0)], "patterns.code: an instruction is cut short"),
        (vec![code::pack(code::CLASS, 0), 1, end], "patterns.ranges: a class is damaged"),
        (vec![code::pack(code::CLASS, 0), 500, end], "patterns.ranges: a class is damaged"),
        // Backwards, onto itself, beyond the end.
        (vec![a, code::pack(code::JUMP, 9), end], "patterns.code: a jump leads astray"),
        (vec![code::pack(code::SPLIT, 9), end], "patterns.code: a jump leads astray"),
        (vec![code::pack(code::SPLIT, 11), end], "patterns.code: a jump leads astray"),
        (
            vec![code::pack(code::SPLIT, 11), code::pack(code::WIDE, 0), 0, end],
            "patterns.code: a jump into an instruction",
        ),
        (vec![code::pack(code::REPEAT, 1), 1, 0, end], "patterns.code: slots out of order"),
        (vec![code::pack(code::REPEAT, 0), 1, 0, end], "patterns.code: number of slots"),
        (vec![code::pack(code::REPEAT, 0), 0, 0, end], "patterns.code: a repeat out of bounds"),
        (vec![code::pack(code::REPEAT, 0), 128, 0, end], "patterns.code: a repeat out of bounds"),
        (
            vec![code::pack(code::REPEAT, 0), 3 << 8 | 2, 0, end],
            "patterns.code: a repeat out of bounds",
        ),
        (vec![code::pack(code::SPACE, 0), end], "patterns.code: a space without its line feed"),
        (vec![code::pack(code::WORD, 16), 0, end], "patterns.code: unknown look"),
        (vec![code::pack(code::EDGE, 4), end], "patterns.code: unknown look"),
    ];
    for (words, what) in refused {
        assert_eq!(check(&words), Err(what), "{words:x?}");
    }
    let good = one([header(0), vec![a, end]].concat(), vec![], 9);
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
    refuse(&|p| p.code_ends[0] = 5);
    refuse(&|p| p.code.push(end));
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
