//! What patterns find, and what is wrong with those that are refused.

mod common;

use caveat_compiler::pattern::{Gate, PatternErrorKind, compile, compile_with};
use caveat_engine::pattern::{MAX_MATCHES, Machine};
use caveat_engine::rules::{END_BOUND, START_BOUND};
use common::{SCAMS, Set};

/// What the pattern finds in the text.
fn found<'t>(pattern: &str, text: &'t str) -> Vec<&'t str> {
    let hits = Set::new(&[pattern]).run(text);
    hits.into_iter().map(|hit| &text[hit.range]).collect()
}

#[test]
fn finds_scams() {
    let table = [
        ("please buy me three $100 apple gift cards today", "buy me three $100 apple gift cards"),
        ("i need you to pick up some\n\nnice gift\n\ncards", ""),
        (
            "your account has been temporarily\n\nlocked.",
            "your account has been temporarily\n\nlocked",
        ),
        ("now scratch off the back and", "scratch off the back"),
        ("then send me a picture of the codes.", "send me a picture of the codes"),
        ("(update your billing information)", "update your billing information"),
        ("reply within 24 hours or", "within 24 hours"),
        ("an unauthorised log-in was seen", "unauthorised log-in"),
        (
            "the parcel 4711 from china could not be delivered",
            "parcel 4711 from china could not be delivered",
        ),
        ("you must pay £1.99 customs duty", "pay £1.99 customs duty"),
        ("a sum of $499.99 for norton has been debited", "$499.99 for norton has been debited"),
        ("call us at +1 (888) 555-0134 now", "call us at +1 (888) 555-0134"),
        (
            "hi mum, i dropped mine so this is my new phone",
            "hi mum, i dropped mine so this is my new phone",
        ),
        ("i've recorded you with your own webcam", "i've"),
        ("earn up to $300 per day", "earn up to $300 per day"),
        ("ihr paket wurde beim zoll zuruckgehalten", "ihr paket wurde beim zoll zuruckgehalten"),
        ("внимание: ваш счет временно заблокирован!", "ваш счет временно заблокирован"),
    ];
    let mut set = Set::new(SCAMS);
    for (text, quote) in table {
        let hits = set.run(text);
        let quotes: Vec<&str> = hits.iter().map(|hit| &text[hit.range.clone()]).collect();
        if quote.is_empty() || quote == "i've" {
            assert_eq!(quotes, [""; 0], "{text:?}");
        } else {
            assert!(quotes.iter().any(|q| q.contains(quote)), "{text:?}: {quotes:?}");
        }
    }
}

#[test]
fn is_silent_on_honest_words() {
    let mut set = Set::new(SCAMS);
    for text in [
        "happy birthday! here is a gift card from all of us",
        "your account statement is ready. nothing is locked",
        "the parcel was delivered to your neighbour",
        "see you within the hour, call me when you are there",
        "we recorded the webinar; the camera was fine",
        "mum, hi from the new house",
        "buy now or later. we never ask for payment by card. a gift is a gift; cards are sold upstairs",
    ] {
        let hits = set.run(text);
        assert!(hits.is_empty(), "{text:?}: {hits:?}");
    }
}

#[test]
fn matches_end_with_words() {
    assert_eq!(found("gift cards?", "a gift cardboard box"), [""; 0]);
    assert_eq!(found("gift cards?", "regift cards"), [""; 0]);
    assert_eq!(found("gift cards?", "(gift cards)"), ["gift cards"]);
    assert_eq!(found("gift cards?", "_gift card_"), ["gift card"]);
    assert_eq!(found(r"crypto\w{0,10}", "cryptocurrency!"), ["cryptocurrency"]);
    assert_eq!(found(r"£\d+ now", "pay£50 now"), ["£50 now"]);
    // The author's own look replaces the bound on its side.
    assert_eq!(found(r"card\B", "cards"), ["card"]);
}

#[test]
fn scripts_without_spaces_have_no_bounds() {
    assert_eq!(found("验证码", "请输入验证码吧"), ["验证码"]);
    assert_eq!(found("购买.{0,10}gift card", "请购买两张gift card吧"), ["购买两张gift card"]);
    assert_eq!(found("ยืนยันบัญชี", "กรุณายืนยันบัญชีของคุณ"), ["ยืนยันบัญชี"]);
}

#[test]
fn spaces_match_paragraph_breaks_and_dots_do_not() {
    assert_eq!(found("gift cards", "gift\n\ncards"), ["gift\n\ncards"]);
    assert_eq!(found("gift cards", "gift\ncards"), ["gift\ncards"]);
    assert_eq!(found("gift ?cards", "giftcards gift cards"), ["giftcards", "gift cards"]);
    assert_eq!(found("gift.cards", "gift\ncards"), [""; 0]);
    assert_eq!(found("gift[ -]cards", "gift\n\ncards"), [""; 0]);
}

#[test]
fn quotes_are_tight() {
    let pattern = "buy .{0,40}gift ?cards?";
    assert_eq!(
        found(pattern, "buy it. buy bread, buy a gift card or a gift card"),
        ["buy a gift card"]
    );
    assert_eq!(
        found(pattern, "buy a gift card, buy my gift cards"),
        ["buy a gift card", "buy my gift cards"]
    );
    assert_eq!(found("abc", &"abc ".repeat(9)).len(), MAX_MATCHES);
}

#[test]
fn windows_are_as_wide_as_a_match() {
    let pattern = "abc .{0,100}xyz";
    for (gap, count) in [(0, 1), (99, 1), (100, 1), (101, 0), (300, 0)] {
        for filler in ["-", "é", "\u{1f600}"] {
            let far = "é".repeat(500);
            let text = format!("{far} abc {}xyz {far}", filler.repeat(gap));
            let found = found(pattern, &text).len();
            assert_eq!(found, count, "{gap} times {filler:?}");
        }
    }
    // However many places look worth a try, the one that is gets it.
    let decoys = "abcxyz ".to_owned() + &"-".repeat(300);
    let text = decoys.repeat(200) + " abc and xyz";
    assert_eq!(found(pattern, &text), ["abc and xyz"]);
}

#[test]
fn a_pattern_rests_until_every_gate_is_open() {
    let mut set = Set::new(&["buy .{0,40}gift ?cards?"]);
    let text = "a gift card ".repeat(50);
    assert!(set.run(&text).is_empty());
    assert!(set.hits(&text).len() >= 50);
    assert_eq!(set.machine.steps() as usize, set.hits(&text).len());
    // Near in time is not near in place.
    let text = format!("buy {} gift {} card", "-".repeat(99), "-".repeat(99));
    assert!(set.run(&text).is_empty());
    assert_eq!(set.machine.steps() as usize, set.hits(&text).len());
    // Nor are words in another order.
    assert!(set.run("gift cards are what i buy").is_empty());
    assert_eq!(set.machine.steps() as usize, set.hits("gift cards are what i buy").len());
}

#[test]
fn gates_are_few_and_telling() {
    let gates = |pattern: &str| compile(pattern).expect(pattern).gates;
    let literals = |pattern: &str| -> Vec<Vec<String>> {
        let texts = |gate: Gate| gate.literals.into_iter().map(|(text, _)| text).collect();
        gates(pattern).into_iter().map(texts).collect()
    };
    // The rarest word; what is common beside it is not worth the look.
    assert_eq!(literals("your (?:account|card) (?:is|was) locked"), [["locked"]]);
    assert_eq!(literals("(?:toll ?free|call (?:now|today)) .{0,9}!{3,9}"), [["call", "toll"]]);
    // Digits are a gate beside a word, and none alone.
    let digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    assert_eq!(literals("call .{0,9}[0-9]{3,9}"), [&["call"][..], &digits]);
    assert_eq!(
        literals("send .{0,40}(?:[$£] ?[0-9.]{1,9}|[0-9]{2,9} ?usd)"),
        [&["send"][..], &["$", "usd", "£"]]
    );
    assert!(matches!(compile("[0-9]{3,9}").unwrap_err().kind, PatternErrorKind::NoLiteral));
    assert_eq!(literals("unauthori[sz]ed"), [["unauthorised", "unauthorized"]]);
    assert_eq!(literals("cards?"), [["card", "cards"]]);
    assert_eq!(literals(r"cards?[a-z]{0,3}"), [["card"]]);
    // What all have in common is all there is.
    assert!(!literals("the and you").is_empty());
    // Distances reckon from the start of the match, then from word to word.
    let [locked] = &gates("your (?:account|card) (?:is|was) locked")[..] else { panic!("one") };
    assert_eq!(locked.gap, (5 + 5 + 3, 6 + 9 + 5));
    // A bound where no word can go on.
    let [pin, _] = &gates("pin ?[0-9]{4,6}")[..] else { panic!("two") };
    assert_eq!((&pin.literals[..], pin.gap), (&[("pin".into(), START_BOUND)][..], (0, 0)));
    let [pin] = &gates("[a-z0-9]{4,6} ?pin")[..] else { panic!("one") };
    assert_eq!((&pin.literals[..], pin.gap), (&[("pin".into(), END_BOUND)][..], (4, 8)));
    let [pin] = &gates(r"[a-z0-9]{4,6}\b ?pin")[..] else { panic!("one") };
    assert_eq!(pin.literals, [("pin".into(), START_BOUND | END_BOUND)]);
    for source in SCAMS {
        let gates = gates(source);
        assert!((1..=3).contains(&gates.len()), "{source}: {gates:?}");
        for (literal, _) in gates.iter().flat_map(|gate| &gate.literals) {
            let sign = literal.chars().count() == 1 && !literal.starts_with(char::is_alphabetic);
            assert!(literal.chars().count() >= 3 || sign, "{source}: {gates:?}");
        }
    }
}

#[test]
fn a_machine_forgets_what_it_saw() {
    let mut set = Set::new(SCAMS);
    let text = "your account has been locked, buy a gift card within 24 hours";
    let first = set.run(text);
    assert!(set.run("gift card").is_empty());
    assert_eq!(set.run(text), first);
    let hits = set.hits(text);
    let mut fresh = Vec::new();
    Machine::new().run(text, hits, &set.patterns, &mut fresh);
    assert_eq!(fresh, first);
}

#[test]
fn mistakes_are_told_where_they_are() {
    use PatternErrorKind as Kind;
    let not_folded = |found, folded: &str| Kind::NotFolded { found, folded: folded.into() };
    let table = [
        ("gift (card", 5..6, None),
        (r"gift \1", 5..7, None),
        ("gift(?=card)", 4..7, None),
        ("gift .+card", 5..7, Some(Kind::UnboundedWide)),
        ("gift .*card", 5..7, Some(Kind::UnboundedWide)),
        (r"gift \w+", 5..8, Some(Kind::UnboundedWide)),
        (r"gift \S{2,}", 5..11, Some(Kind::UnboundedWide)),
        ("gift [^.]+", 5..10, Some(Kind::UnboundedWide)),
        ("gift(?: card)+", 4..14, Some(Kind::UnboundedGroup)),
        ("gift .{0,500}", 0..13, Some(Kind::TooLong(506))),
        ("gift (?:.{0,90} ){0,9}", 0..22, Some(Kind::TooLong(828))),
        ("(?:gift)?", 0..9, Some(Kind::MatchesEmpty)),
        (r"\b", 0..2, Some(Kind::MatchesEmpty)),
        (r"\d{1,9} %", 0..9, Some(Kind::NoLiteral)),
        ("gift|ab", 0..7, Some(Kind::NoLiteral)),
        ("Gift", 0..1, Some(not_folded('G', "g"))),
        ("é Ünder", 3..5, Some(not_folded('Ü', "ü"))),
        ("gift [A-Z]{3}", 6..7, Some(not_folded('A', "a"))),
        ("gift  card", 4..6, Some(Kind::WhiteSpace)),
        (r"gift\tcard", 4..6, Some(Kind::WhiteSpace)),
        ("(?i)gift", 2..3, Some(Kind::CaseFlag)),
        (r"(?mR:^)gift", 0..11, Some(Kind::UnsupportedLook)),
        (r"gift[^\s\S]", 0..11, Some(Kind::NeverMatches)),
    ];
    for (pattern, span, kind) in table {
        let Err(error) = compile(pattern) else {
            panic!("{pattern} is accepted");
        };
        assert_eq!(error.span, span, "{pattern}: {error}");
        match kind {
            Some(kind) => assert_eq!(error.kind, kind, "{pattern}"),
            None => assert!(matches!(error.kind, Kind::Syntax(_)), "{pattern}: {error}"),
        }
        assert!(!error.to_string().is_empty());
    }
    let large = format!("gift(?:{}){{0,60}}", vec!["abcdef"; 20].join("|") + "|bcd[xy]z");
    let large = compile(&large).expect_err("it is large");
    assert!(matches!(large.kind, Kind::TooLong(_) | Kind::TooLarge), "{large}");
}

#[test]
fn folding_is_asked_about_every_character() {
    let fold = |c: char| match c {
        '\u{2019}' => "'".into(),
        'é' => "e".into(),
        '\u{200b}' => String::new(),
        c => c.to_string(),
    };
    let error = compile_with("caf[eé]", &fold).expect_err("é folds");
    assert_eq!(error.span, 5..7);
    assert!(error.to_string().contains("write \"e\""), "{error}");
    let error = compile_with("don\u{2019}t", &fold).expect_err("a curly quote folds");
    assert_eq!(error.span, 3..6);
    let error = compile_with("gift\u{200b}", &fold).expect_err("it vanishes");
    assert!(error.to_string().contains("leave it out"), "{error}");
    assert!(compile_with("don't [^é]", &fold).is_ok());
}
