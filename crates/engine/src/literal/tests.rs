use aho_corasick::{AhoCorasick, MatchKind};
use proptest::prelude::*;

use super::*;
use crate::rules::LiteralUse;

const BOTH: u8 = START_BOUND | END_BOUND;

fn build(literals: &[(&str, u8)]) -> Literals {
    let mut builder = LiteralsBuilder::new();
    for (i, (text, bounds)) in literals.iter().enumerate() {
        builder.add(text, *bounds, LiteralUse::Signal(i as u32));
    }
    builder.build()
}

fn found(text: &str, literals: &Literals) -> Vec<(String, usize)> {
    let mut hits = Vec::new();
    assert!(scan(text, literals, &mut hits));
    hits.iter()
        .map(|h| {
            assert_eq!(&text[h.range.clone()], literals.texts.get(h.literal));
            (literals.texts.get(h.literal).to_owned(), h.range.start)
        })
        .collect()
}

#[test]
fn finds_nested_and_overlapping_literals() {
    let literals = build(&[
        ("your account", BOTH),
        ("your", BOTH),
        ("account", BOTH),
        ("account has been", BOTH),
        ("you", START_BOUND),
        ("our", 0),
    ]);
    let expected = [
        ("your account", 4),
        ("your", 4),
        ("you", 4),
        ("our", 5),
        ("account has been", 9),
        ("account", 9),
    ]
    .map(|(t, i)| (t.to_owned(), i));
    assert_eq!(found("now your account has been", &literals), expected);
}

#[test]
fn bounds_are_kept() {
    let cases: &[(&str, u8, &str, usize)] = &[
        ("pin", BOTH, "pin pink spin pin. (pin) pin2 pin-code", 4),
        ("pin", START_BOUND, "pin pink spin", 2),
        ("pin", END_BOUND, "pin pink spin", 2),
        ("pin", 0, "pin pink spin", 3),
        ("$500", BOTH, "x$500 $5000 $500", 2),
        ("код", BOTH, "код кода вкод код", 2),
        ("รหัส", BOTH, "กรอกรหัสของคุณ", 1),
        ("密码", BOTH, "请输入密码确认", 1),
        ("paypal", BOTH, "点击paypal链接 paypal에서 paypals", 2),
        ("e", BOTH, "e é e\u{301} the e", 3),
    ];
    for (literal, bounds, text, count) in cases {
        let literals = build(&[(literal, *bounds)]);
        assert_eq!(found(text, &literals).len(), *count, "{literal} in {text}");
    }
}

#[test]
fn one_text_with_two_bounds_is_two_literals() {
    let literals = build(&[("gift", BOTH), ("gift", START_BOUND), ("gift", BOTH)]);
    assert_eq!(literals.texts.len(), 2);
    assert_eq!(found("gift gifts", &literals).len(), 3);
    let uses: Vec<_> = (0..2).flat_map(|i| literals.uses(i)).collect();
    assert_eq!(uses.len(), 3);
}

#[test]
fn the_order_of_adding_does_not_matter() {
    let mut a = LiteralsBuilder::new();
    let mut b = LiteralsBuilder::new();
    let all = [("x", 0), ("xy", 1), ("a", 2), ("x", 5)];
    for (text, i) in all {
        a.add(text, BOTH, LiteralUse::Gate(i));
    }
    for (text, i) in all.into_iter().rev() {
        b.add(text, BOTH, LiteralUse::Gate(i));
    }
    assert_eq!(a.build(), b.build());
    assert_eq!(LiteralsBuilder::new().build().texts.len(), 0);
}

#[test]
fn repetition_is_bounded() {
    let literals = build(&[("a", 0), ("aa", 0), ("b", 0)]);
    let text = "a".repeat(50_000) + "b";
    let mut hits = Vec::new();
    assert!(!scan(&text, &literals, &mut hits));
    assert_eq!(hits.len(), 2 * MAX_HITS_PER_LITERAL as usize + 1);
    assert_eq!(hits.last().map(|h| h.range.start), Some(50_000));
}

#[test]
fn validation_finds_damage() {
    let whole = build(&[("pin", BOTH), ("pink", BOTH), ("code", 0)]);
    assert_eq!(validate(&whole), Ok(()));
    assert_eq!(validate(&Literals::default()), Ok(()));
    let damages: [fn(&mut Literals); 6] = [
        |l| l.shorter[0] = 0,
        |l| l.shorter[2] = 2,
        |l| l.shorter.truncate(2),
        |l| l.buckets.truncate(9),
        |l| l.buckets[4] = 77,
        |l| l.buckets.iter_mut().for_each(|b| *b = 0),
    ];
    for (i, damage) in damages.iter().enumerate() {
        let mut literals = whole.clone();
        damage(&mut literals);
        assert!(validate(&literals).is_err(), "damage {i}");
        scan("pin pink code", &literals, &mut Vec::new());
    }
}

#[test]
fn damaged_columns_only_miss() {
    let mut literals = build(&[("pin", BOTH), ("pink", BOTH), ("code", BOTH)]);
    literals.shorter = vec![2, 2, 2];
    literals.buckets.fill(u32::MAX);
    literals.bounds.clear();
    scan("pin pink code", &literals, &mut Vec::new());
    literals.buckets.truncate(3);
    scan("pin pink code", &literals, &mut Vec::new());
    let empty = Literals::default();
    assert!(scan("pin", &empty, &mut Vec::new()));
}

proptest! {
    #[test]
    fn agrees_with_aho_corasick(
        texts in prop::collection::btree_map("[a-c .é中]{1,5}", 0u8..4, 1..40),
        text in "[a-c .é中]{0,80}",
    ) {
        let list: Vec<(&str, u8)> = texts.iter().map(|(t, &b)| (t.as_str(), b)).collect();
        let literals = build(&list);
        let oracle = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(list.iter().map(|(t, _)| t))
            .unwrap();
        let mut expected: Vec<(usize, usize)> = oracle
            .find_overlapping_iter(&text)
            .filter(|m| {
                let (literal, bounds) = list[m.pattern().as_usize()];
                let bounds = bounds & natural_bounds(literal);
                let before = text[..m.start()].chars().next_back().is_some_and(is_word);
                let after = text[m.end()..].chars().next().is_some_and(is_word);
                let starts = bounds & START_BOUND == 0 || !before;
                starts && (bounds & END_BOUND == 0 || !after)
            })
            .map(|m| (m.start(), m.end()))
            .collect();
        expected.sort_by_key(|&(start, end)| (start, usize::MAX - end));
        let mut hits = Vec::new();
        prop_assert!(scan(&text, &literals, &mut hits));
        let hits: Vec<_> = hits.into_iter().map(|h| (h.range.start, h.range.end)).collect();
        prop_assert_eq!(hits, expected);
    }
}
