//! The sums, the levels and the choice of a kind, on rules small enough to check by hand.

use super::*;
use crate::message::Channel;
use crate::rules::NO_LIMIT;
use proptest::prelude::*;

/// Signal of the test rules: id, family, weight, flags.
type Row = (&'static str, &'static str, i32, u16);

const SIGNALS: &[Row] = &[
    ("gift", "payment", 3000, flag::NEGATABLE),
    ("crypto", "payment", 2000, flag::NEGATABLE),
    ("urgent", "pressure", 1000, 0),
    ("lookalike", "link", 5000, flag::STRUCTURAL),
    ("about", "context", -2500, flag::CALMING),
    ("own", "sender", -2000, flag::CALMING | flag::STRUCTURAL),
    ("mum", "context", 0, flag::SILENT),
    ("crooks-do", "context", 0, flag::SILENT | flag::TELLS),
    ("quotes", "context", 0, flag::SILENT | flag::TELLS),
];

/// A condition: kind, lift, ceiling, terms.
type Condition<'a> = (&'a str, i32, u8, &'a [(Op, &'a [u32])]);

fn rules(conditions: &[Condition<'_>]) -> Rules {
    let mut rules = Rules::default();
    for &(id, family, weight, flags) in SIGNALS {
        let signals = &mut rules.signals;
        signals.id.push(rules.strings.push(id));
        signals.family.push(match SIGNALS.iter().position(|s| s.1 == family) {
            // Families are compared by their index, so equal names must share one.
            Some(first) if first < signals.family.len() => signals.family[first],
            _ => rules.strings.push(family),
        });
        signals.says.push(rules.strings.push("says {brand} {domain}"));
        signals.weight.push(weight);
        signals.flags.push(flags);
        signals.detector.push(0);
        signals.channels.push(0b1111);
        signals.kinds.push(1);
    }
    for &(kind, lift, ceiling, terms) in conditions {
        let scams = &mut rules.scams;
        let text = rules.strings.push(kind);
        for column in
            [&mut scams.id, &mut scams.title_danger, &mut scams.title_caution, &mut scams.guide]
        {
            column.push(text);
        }
        scams.channels.push(0b1111);
        scams.net.push(u8::from(kind.starts_with("net")));
        for &(op, set) in terms {
            scams.term_op.push(op.pack());
            scams.set.extend(set);
            scams.set_ends.push(scams.set.len() as u32);
        }
        scams.term_ends.push(scams.term_op.len() as u32);
        scams.lift.push(lift);
        scams.ceiling.push(ceiling);
        scams.condition_ends.push(scams.lift.len() as u32);
    }
    rules.brands.id.push(0);
    rules.brands.name.push(0);
    rules.brands.common_word.push(0);
    rules.scoring = crate::rules::Scoring { calm_cap: 2000, ..Default::default() };
    rules.validate().expect("sound test rules");
    rules
}

fn judge(message: &Message, rules: &Rules, seen: &[Seen], brands: &[u32]) -> Verdict {
    super::judge(message, rules, seen, brands, Care::Usual)
}

fn message() -> Message {
    Message { channel: Channel::Email, body: "0123456789".into(), ..Message::default() }
}

fn seen(signals: &[u32]) -> Vec<Seen> {
    let span = |s: u32| Span { field: Field::Body, range: s as usize..s as usize + 1 };
    signals
        .iter()
        .map(|&s| Seen { signal: s, span: span(s), held: None, fill: Fill::default() })
        .collect()
}

fn logit_of(rules: &Rules, signals: &[u32]) -> i32 {
    let mut present = vec![false; rules.signals.len()];
    signals.iter().for_each(|&s| present[s as usize] = true);
    contributions(rules, &present, false).logit
}

#[test]
fn sums_are_as_the_table_says() {
    let rules = rules(&[]);
    for (signals, expected, why) in [
        (&[][..], -5000, "nothing seen is the bias"),
        (&[0], -2000, "a signal adds its weight"),
        (&[0, 1], -1000, "a family's second signal counts half"),
        (&[0, 2], -1000, "another family counts whole"),
        (&[0, 4], -4000, "calm words take off up to the cap"),
        (&[2, 4], -5000, "and never more than the words gave"),
        (&[3, 4], 0, "words do not touch structure"),
        (&[3, 5], -2000, "honest structure does"),
        (&[6], -5000, "a silent signal adds nothing"),
    ] {
        assert_eq!(logit_of(&rules, signals), expected, "{why}");
    }
}

#[test]
fn calm_words_weigh_against_a_kind_of_words_alone() {
    let rules = rules(&[
        ("story", 5000, NO_LIMIT, &[(Op::All, &[6])]),
        ("false", 5000, NO_LIMIT, &[(Op::All, &[3])]),
    ]);
    let score = |signals: &[u32]| judge(&message(), &rules, &seen(signals), &[]).level;
    assert_eq!(score(&[6]), Level::Caution, "a story that only silent words tell");
    assert_eq!(score(&[6, 4]), Level::None, "the same with a calming word");
    assert_eq!(score(&[6, 4, 0]), Level::Caution, "words that weigh more than what calms");
    assert_eq!(score(&[3, 4]), Level::Danger, "a false link cannot be talked away");
}

#[test]
fn a_kind_that_calm_words_take_away_takes_nothing_from_a_false_link() {
    let rules = rules(&[("story", 500, NO_LIMIT, &[(Op::All, &[6])])]);
    let score = |signals: &[u32]| judge(&message(), &rules, &seen(signals), &[]).score;
    assert!(score(&[3, 4, 6]) >= score(&[3, 4]), "the story beside the link, both calmed");
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "the textbook's formula is what ours is compared with"
)]
fn the_logistic_is_the_textbook_one() {
    for logit in (-30_000..=30_000).step_by(37) {
        let exact = 10_000.0 / (1.0 + (-f64::from(logit) / 1000.0).exp());
        let ours = f64::from(logistic(logit));
        assert!((ours - exact.min(9_999.0)).abs() <= 1.0, "{logit}: {ours} {exact}");
    }
}

#[test]
fn a_held_signal_is_an_exception_and_no_finding() {
    let rules = rules(&[]);
    let mut all = seen(&[0, 2]);
    all[0].held = Some(Held::Negated);
    let verdict = judge(&message(), &rules, &all, &[]);
    assert_eq!(verdict.exceptions.len(), 1);
    assert_eq!(verdict.exceptions[0].signal, "gift");
    assert!(verdict.findings.iter().all(|f| f.signal != "gift"));
}

#[test]
fn conditions_hold_by_their_terms() {
    for (terms, holds, misses) in [
        (&[(Op::All, &[0u32, 2][..])][..], &[0u32, 2][..], &[0u32][..]),
        (&[(Op::Any, &[0, 1])], &[1], &[2]),
        (&[(Op::AtLeast(2), &[0, 1, 2])], &[0, 2], &[2]),
        (&[(Op::All, &[0]), (Op::None, &[2])], &[0], &[0, 2]),
    ] {
        let rules = rules(&[("kind", 9000, NO_LIMIT, terms)]);
        let level = |signals: &[u32]| judge(&message(), &rules, &seen(signals), &[]).level;
        assert_eq!(level(holds), Level::Danger, "{terms:?}");
        assert_eq!(level(misses), Level::None, "{terms:?}");
    }
}

#[test]
fn what_few_kinds_share_names_the_kind_whatever_the_lifts() {
    let mut rules = rules(&[
        ("general", 9000, NO_LIMIT, &[(Op::Any, &[2, 3])]),
        ("special", 4000, NO_LIMIT, &[(Op::All, &[6]), (Op::Any, &[2])]),
    ]);
    rules.signals.kinds[2] = 2;
    let verdict = judge(&message(), &rules, &seen(&[2, 6]), &[]);
    assert_eq!(verdict.scam.map(|s| s.id), Some("special".into()));
    assert_eq!(
        verdict.score,
        f64::from(logistic(-5000 + 1000 + 9000)) / 10_000.0,
        "the larger lift counts"
    );
    let general = judge(&message(), &rules, &seen(&[2]), &[]);
    assert_eq!(general.scam.map(|s| s.id), Some("general".into()));
}

#[test]
fn a_brand_term_asks_for_the_brand() {
    let rules = rules(&[("kind", 9000, NO_LIMIT, &[(Op::All, &[0]), (Op::Brand, &[0])])]);
    assert_eq!(judge(&message(), &rules, &seen(&[0]), &[]).level, Level::None);
    assert_eq!(judge(&message(), &rules, &seen(&[0]), &[0]).level, Level::Danger);
}

#[test]
fn a_ceiling_holds_the_level_but_not_other_evidence() {
    let rules = rules(&[("soft", 10_000, 1, &[(Op::All, &[6])])]);
    let opening = judge(&message(), &rules, &seen(&[6]), &[]);
    assert_eq!(opening.level, Level::Caution);
    assert!(opening.score < 0.9);
    let more = judge(&message(), &rules, &seen(&[0, 2, 3, 6]), &[]);
    assert_eq!(more.level, Level::Danger, "evidence of its own reaches danger without the lift");
}

#[test]
fn more_care_cautions_earlier_with_and_without_a_kind() {
    let story: &[Condition<'_>] = &[("story", 1500, NO_LIMIT, &[(Op::All, &[0])])];
    let soft = |rules: &mut Rules| {
        let text = rules.strings.push("may be a story");
        rules.scams.title_caution.fill(text);
    };
    let table: &[(&[Condition<'_>], &[u32], Level, Level)] = &[
        // A sum of -0.5: below even odds.
        (story, &[0], Level::None, Level::Caution),
        // Without a kind it is said in general; with too little, nothing is.
        (&[], &[0, 2], Level::None, Level::Caution),
        (&[], &[2], Level::None, Level::None),
        (story, &[2], Level::None, Level::None),
        // What warns anyway is as it was.
        (story, &[0, 2], Level::Caution, Level::Caution),
        (story, &[0, 2, 3], Level::Danger, Level::Danger),
    ];
    for (kinds, signals, usual, more) in table {
        let mut rules = rules(kinds);
        soft(&mut rules);
        let by = |care| super::judge(&message(), &rules, &seen(signals), &[], care);
        let (before, after) = (by(Care::Usual), by(Care::More));
        assert_eq!((before.level, after.level), (*usual, *more), "{signals:?}");
        assert_eq!(before.score, after.score, "the odds are what they are");
        if usual != more && !kinds.is_empty() {
            assert_eq!(after.scam.map(|scam| scam.title).as_deref(), Some("may be a story"));
        }
    }
    // An earlier bubble alone warns of nothing, however careful.
    let rules = rules(story);
    let mut earlier = seen(&[0]);
    earlier[0].span.field = Field::Turn(0);
    let quiet = super::judge(&message(), &rules, &earlier, &[], Care::More);
    assert_eq!(quiet.level, Level::None);
}

#[test]
fn silent_signals_are_shown_only_where_the_kind_rests_on_them() {
    let rules = rules(&[("kind", 9000, NO_LIMIT, &[(Op::All, &[6])])]);
    let shown = |signals: &[u32], rules: &Rules| {
        let verdict = judge(&message(), rules, &seen(signals), &[]);
        verdict.findings.iter().any(|f| f.signal == "mum")
    };
    assert!(shown(&[6], &rules));
    let other = self::rules(&[("kind", 9000, NO_LIMIT, &[(Op::All, &[0])])]);
    assert!(!shown(&[0, 6], &other));
}

#[test]
fn two_tells_leave_only_what_rests_on_structure() {
    let rules = rules(&[
        ("words", 9000, NO_LIMIT, &[(Op::All, &[0, 1])]),
        ("link", 9000, NO_LIMIT, &[(Op::Any, &[0, 3]), (Op::All, &[1])]),
    ]);
    let judged = |signals: &[u32]| judge(&message(), &rules, &seen(signals), &[]);
    assert_eq!(judged(&[0, 1]).level, Level::Danger);
    assert_eq!(judged(&[0, 1, 7]).level, Level::Danger, "one tell is what swindlers write too");
    assert_eq!(judged(&[0, 1, 7, 7]).level, Level::Danger, "the same twice is one");
    let told = judged(&[0, 1, 2, 7, 8]);
    assert_eq!((told.level, told.score), (Level::None, 0.0067), "as if nothing had been asked");
    let mut one_place = seen(&[0, 1, 7, 8]);
    one_place[3].span = one_place[2].span.clone();
    let said_once = judge(&message(), &rules, &one_place, &[]);
    assert_eq!(said_once.level, Level::Danger, "two signals that see one thing are one tell");
    let mut quoted = seen(&[0, 1, 3, 7, 8]);
    quoted[4].span.range = 0..9;
    quoted[3].span.range = 9..10;
    let quoted = judge(&message(), &rules, &quoted, &[]);
    assert_eq!(quoted.level, Level::None, "the link stands in the quotation");
    assert_eq!(quoted.exceptions.len(), 1);
    let linked = judged(&[0, 1, 3, 7, 8]);
    assert_eq!(linked.level, Level::Danger, "nobody can talk a false link away");
    assert_eq!(linked.scam.map(|s| s.id), Some("link".into()));
}

#[test]
fn an_earlier_bubble_alone_warns_of_nothing() {
    let rules = rules(&[("kind", 9000, NO_LIMIT, &[(Op::All, &[0])])]);
    let mut earlier = seen(&[0]);
    earlier[0].span.field = Field::Turn(0);
    let quiet = judge(&message(), &rules, &earlier, &[]);
    assert_eq!((quiet.level, quiet.score), (Level::None, 0.0067), "as if nothing had been seen");
    earlier.extend(seen(&[2]));
    assert_eq!(judge(&message(), &rules, &earlier, &[]).level, Level::Danger);
}

#[test]
fn a_channel_that_a_signal_does_not_know_is_passed_over() {
    let mut rules = rules(&[]);
    rules.signals.channels[3] = Channel::Sms.bit();
    assert!(judge(&message(), &rules, &seen(&[3]), &[]).findings.is_empty());
}

#[test]
fn placeholders_are_filled() {
    let rules = rules(&[]);
    let fill = Fill { brand: None, domain: "evil.example".into(), shown: String::new() };
    let all = [Seen { fill, ..seen(&[3]).remove(0) }];
    let verdict = judge(&message(), &rules, &all, &[]);
    assert_eq!(verdict.findings[0].says, "says the company it names evil.example");
}

proptest! {
    #[test]
    fn a_warning_signal_never_lowers_the_score(
        some in proptest::collection::vec(0u32..7, 0..7),
        more in prop::sample::select(vec![0u32, 1, 2, 3]),
    ) {
        let rules = rules(&[("kind", 1500, NO_LIMIT, &[(Op::AtLeast(2), &[0, 1, 2, 3])])]);
        let before = judge(&message(), &rules, &seen(&some), &[]);
        let after = judge(&message(), &rules, &seen(&[&some[..], &[more]].concat()), &[]);
        prop_assert!(after.score >= before.score);
        prop_assert!(after.level >= before.level);
        let careful = super::judge(&message(), &rules, &seen(&some), &[], Care::More);
        prop_assert!(careful.level >= before.level && careful.score == before.score);
    }
}

#[test]
fn a_net_gives_its_name_only_where_no_other_kind_fits() {
    let rules = rules(&[
        ("net", 9000, NO_LIMIT, &[(Op::Any, &[0u32, 2][..])][..]),
        ("opening", 3000, 1, &[(Op::All, &[2][..])]),
    ]);
    let verdict = |signals: &[u32]| judge(&message(), &rules, &seen(signals), &[]);
    let named = |signals: &[u32]| verdict(signals).scam.map(|s| s.id);
    assert_eq!(named(&[0]).as_deref(), Some("net"));
    assert_eq!(named(&[2]).as_deref(), Some("opening"));
    assert_eq!(verdict(&[2]).level, Level::Danger);
}

#[test]
fn no_edition_leaves_the_bounds() {
    type Change = fn(&mut Rules);
    let cases: [(&str, Change); 9] = [
        ("scoring: thresholds out of order", |r| r.scoring.danger = 7_500 - 4_000),
        ("scoring.caution: bounds", |r| r.scoring.caution = 2_999),
        ("scoring.caution: bounds", |r| (r.scoring.caution, r.scoring.danger) = (7_001, 9_000)),
        ("scoring.danger: bounds", |r| r.scoring.danger = 10_000),
        ("scoring.bias: bounds", |r| r.scoring.bias = 0),
        ("scoring.calm_cap: bounds", |r| r.scoring.calm_cap = 9_000),
        ("scoring.nameless: bounds", |r| r.scoring.nameless = 5_000),
        ("weights: bounds", |r| r.signals.weight[0] = -10_001),
        ("weights: bounds", |r| r.scams.lift[0] = i32::MAX),
    ];
    for (what, change) in cases {
        let mut rules = rules(&[("kind", 9000, NO_LIMIT, &[(Op::All, &[6])])]);
        change(&mut rules);
        assert_eq!(rules.validate().map_err(|e| e.what), Err(what));
    }
}
