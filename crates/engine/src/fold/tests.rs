//! What needs no table but a few rows; the real table is tested where it is made.

use proptest::prelude::*;

use super::*;
use crate::rules::Strings;

fn table() -> FoldTable {
    let rows = [
        ('\u{a0}', " ", FoldTable::ORDINARY),
        ('é', "e", FoldTable::ORDINARY),
        ('\u{301}', "", FoldTable::ORDINARY),
        ('а', "a", FoldTable::LOOKALIKE),
        ('\u{200b}', "", FoldTable::INVISIBLE),
        ('…', "...", FoldTable::ORDINARY),
        ('𝐚', "a", FoldTable::STYLED),
    ];
    FoldTable {
        from: rows.iter().map(|r| u32::from(r.0)).collect(),
        to: rows.iter().map(|r| r.1).collect::<Strings>(),
        kind: rows.iter().map(|r| r.2).collect(),
    }
}

#[test]
fn plain_text_folds_to_lower_case_in_one_piece() {
    let folded = fold("Hello, World! It is 10:45.", &table());
    assert_eq!(folded.text, "hello, world! it is 10:45.");
    assert_eq!(folded.disguises, []);
    for at in 0..folded.text.len() {
        assert_eq!(folded.original(at..at + 1), at..at + 1);
    }
}

#[test]
fn an_empty_table_still_folds_ascii() {
    let folded = fold(" Aé \r\n\r\n B…", &FoldTable::default());
    assert_eq!(folded.text, "aé\n\nb…");
}

#[test]
fn every_piece_leads_back() {
    let text = "  Café\u{a0} \u{a0}а\u{200b}bc\u{301}…  p a y p a l\n\nEND ";
    let folded = fold(text, &table());
    assert_eq!(folded.text, "cafe abc... paypal\n\nend");
    for (folded_word, original) in [
        ("cafe", "Café"),
        ("e a", "é\u{a0} \u{a0}а"),
        ("abc", "а\u{200b}bc"),
        ("...", "…"),
        ("paypal", "p a y p a l"),
        ("payp", "p a y p"),
        ("l\n\ne", "l\n\nE"),
        ("end", "END"),
    ] {
        let at = folded.text.find(folded_word).unwrap();
        assert_eq!(&text[folded.original(at..at + folded_word.len())], original);
    }
}

#[test]
fn odd_ranges_are_made_to_fit() {
    let text = "é中 x";
    let folded = fold(text, &table());
    assert_eq!(folded.original(2..3), 2..5);
    assert_eq!(folded.original(900..901), text.len()..text.len());
    assert_eq!(folded.original(1..1), 2..2);
    #[allow(clippy::reversed_empty_ranges)]
    let backwards = folded.original(5..2);
    assert!(backwards.is_empty());
    assert_eq!(fold("", &table()).original(0..5), 0..0);
}

#[test]
fn each_kind_of_disguise_is_told_once() {
    let text =
        "p\u{200b}ay p\u{200b}ay. bаnk bаnk. 𝐚𝐚𝐚𝐚. b.a.n.k.e.r b.a.n.k.e.r p4ssw0rd p4ssw0rd";
    let kinds: Vec<_> = fold(text, &table())
        .disguises
        .iter()
        .map(|d| (d.detector, &text[d.original.clone()]))
        .collect();
    assert_eq!(
        kinds,
        [
            (Detector::DisguiseInvisible, "p\u{200b}ay"),
            (Detector::DisguiseLookalike, "bаnk"),
            (Detector::DisguiseStyled, "𝐚𝐚𝐚𝐚"),
            (Detector::DisguiseSpaced, "b.a.n.k.e.r"),
            (Detector::DisguiseLeet, "p4ssw0rd"),
        ]
    );
}

#[test]
fn rows_of_letters() {
    for (text, expected) in [
        ("a b c", "a b c"),
        ("a b c d", "abcd"),
        ("a b  c d", "ab cd"),
        ("a b c  d", "abcd"),
        ("x  y  z  w", "xyzw"),
        ("a.b.c.d", "abcd"),
        ("a.b-c.d", "a.b-c.d"),
        ("a . b . c . d", "abcd"),
        ("a b\n\nc d", "a b\n\nc d"),
        ("p\na\ny\np\na\nl", "paypal"),
        ("xa b c d", "xa b c d"),
        ("a b c de f", "a b c de f"),
        ("a b c d$ef", "a b c d$ef"),
        ("u.r.g.e.n.t a.c.t.i.o.n", "urgent action"),
    ] {
        assert_eq!(fold(text, &table()).text, expected, "{text}");
    }
    let long = "a ".repeat(500);
    assert_eq!(fold(&long, &table()).text, long.trim_end());
}

#[test]
fn hostile_repetition_is_folded_like_any_text() {
    for piece in
        ["a ", "a.", "a\u{200b}", "\u{202e}a", "ab0c", "аb", "\u{301}", "𝐚", "🇦", "\n ", "a@b."]
    {
        let text = piece.repeat(40_000);
        let once = fold(&text, &table()).text;
        assert_eq!(fold(&once, &table()).text, once);
    }
}

proptest! {
    #[test]
    fn folding_ascii_twice_changes_nothing(text in "[ a-cA-C01345789@$.\\-\n*]{0,60}") {
        let once = fold(&text, &table());
        let twice = fold(&once.text, &table());
        prop_assert_eq!(&twice.text, &once.text);
        for at in 0..once.text.len() {
            let original = once.original(at..at + 1);
            prop_assert!(text.get(original).is_some_and(|t| !t.is_empty()));
        }
    }
}
