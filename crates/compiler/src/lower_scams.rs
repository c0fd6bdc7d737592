//! Scams and their conditions into the engine's columns.

use std::collections::BTreeSet;

use caveat_engine::rules::{NO_LIMIT, Op};

use crate::book::{Book, ScamDef};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::files::Tree;
use crate::format::{Text, When};
use crate::lower::Lowering;
use crate::lower_signals::channels;

/// Firing and silent examples a kind must have at least.
const MIN_EXAMPLES: usize = 6;

pub(crate) fn lower(tree: &Tree, book: &Book, low: &mut Lowering) {
    for def in &book.scams {
        let (entry, file) = (&def.entry, &def.file);
        let guide = entry.guide.as_ref().map_or(file.stem(), |g| g.get_ref());
        let place = entry.guide.as_ref().map_or(entry.name.span(), |g| g.span());
        if tree.file(&format!("guides/en/{guide}.md")).is_none() {
            low.remarks.push(
                Diagnostic::error(file, place, format!("there is no guide guides/en/{guide}.md"))
                    .help(
                        "every kind leads to a guide: write it, or name another with guide = \"…\"",
                    ),
            );
        }
        let scams = &mut low.rules.scams;
        scams.id.push(low.strings.intern(file.stem()));
        scams.title_danger.push(low.strings.intern(entry.title.get_ref()));
        scams.title_caution.push(low.strings.intern(entry.title_caution.get_ref()));
        scams.guide.push(low.strings.intern(guide));
        let set = channels(file, entry.channels.as_deref(), &mut low.remarks);
        low.rules.scams.channels.push(set);
        low.rules.scams.net.push(u8::from(entry.net));
        if entry.when.is_empty() {
            low.remarks.push(
                Diagnostic::error(file, entry.name.span(), "this kind has no condition")
                    .help("add [[when]] with lift, level and at least one of all, any, at_least"),
            );
        }
        for when in &entry.when {
            condition(book, def, when.get_ref(), when.span(), low);
        }
        low.rules.scams.condition_ends.push(low.rules.scams.lift.len() as u32);
        count_examples(def, low);
    }
    low.rules.signals.kinds = kinds(low);
}

/// How many kinds rest on each signal.
fn kinds(low: &Lowering) -> Vec<u8> {
    let scams = &low.rules.scams;
    let mut kinds = vec![0u8; low.rules.signals.len()];
    let run = |ends: &[u32], i: usize| {
        let start = if i == 0 { 0 } else { ends[i - 1] };
        start as usize..ends[i] as usize
    };
    for scam in 0..scams.len() {
        let terms = run(&scams.condition_ends, scam).flat_map(|c| run(&scams.term_ends, c));
        let rests = terms.filter(|&t| {
            !matches!(Op::unpack(scams.term_op[t]), None | Some(Op::None | Op::Brand))
        });
        let signals: BTreeSet<u32> =
            rests.flat_map(|t| &scams.set[run(&scams.set_ends, t)]).copied().collect();
        for signal in signals {
            let count = &mut kinds[signal as usize];
            *count = count.saturating_add(1);
        }
    }
    kinds.iter().map(|&k| k.max(1)).collect()
}

fn count_examples(def: &ScamDef, low: &mut Lowering) {
    let total = def.entry.example.len();
    let silent =
        def.entry.example.iter().filter(|e| e.get_ref().expect.get_ref() == "none").count();
    for (count, what) in [(total - silent, "firing"), (silent, "silent")] {
        if count < MIN_EXAMPLES {
            low.remarks.push(
                Diagnostic::error(
                    &def.file,
                    def.entry.name.span(),
                    format!("{count} {what} examples, {MIN_EXAMPLES} are needed"),
                )
                .help("add [[example]]: honest look-alikes count as much as scams"),
            );
        }
    }
}

fn condition(
    book: &Book,
    def: &ScamDef,
    when: &When,
    place: std::ops::Range<usize>,
    low: &mut Lowering,
) {
    let ceiling = match when.level.get_ref().as_str() {
        "caution" => 1,
        "danger" => NO_LIMIT,
        other => {
            low.remarks.push(
                Diagnostic::error(&def.file, when.level.span(), format!("no level `{other}`"))
                    .help("level is \"caution\" or \"danger\""),
            );
            NO_LIMIT
        }
    };
    let positive = !when.all.is_empty() || !when.any.is_empty() || when.at_least.is_some();
    if !positive {
        low.remarks.push(
            Diagnostic::error(&def.file, place, "this condition asks for no signal")
                .help("add all, any or at_least: a brand alone is no scam"),
        );
    }
    let scams = &mut low.rules.scams;
    scams.lift.push(book.scoring.1.strength.millilogits(*when.lift.get_ref()));
    scams.ceiling.push(ceiling);
    // `any` and `at_least` of one term each; `all` signal by signal where it names families.
    let mut terms: Vec<(Op, Vec<u32>)> = Vec::new();
    for text in &when.all {
        let set = signals(book, def, text, low);
        terms.push((if set.len() == 1 { Op::All } else { Op::Any }, set));
    }
    for (texts, op) in [(&when.any, Op::Any), (&when.none, Op::None)] {
        if !texts.is_empty() {
            terms.push((op, texts.iter().flat_map(|t| signals(book, def, t, low)).collect()));
        }
    }
    if let Some(at_least) = &when.at_least {
        let set: Vec<u32> = at_least.of.iter().flat_map(|t| signals(book, def, t, low)).collect();
        let n = *at_least.n.get_ref();
        if n == 0 || n as usize > set.len() {
            low.remarks.push(
                Diagnostic::error(
                    &def.file,
                    at_least.n.span(),
                    format!("{n} of {} signals", set.len()),
                )
                .help("n is at least 1 and at most the number of signals named"),
            );
        }
        terms.push((Op::AtLeast(n), set));
    }
    if !when.brand.is_empty() {
        let set = when.brand.iter().flat_map(|t| brands(book, def, t, low)).collect();
        terms.push((Op::Brand, set));
    }
    let scams = &mut low.rules.scams;
    for (op, mut set) in terms {
        set.sort_unstable();
        set.dedup();
        scams.term_op.push(op.pack());
        scams.set.extend(set);
        scams.set_ends.push(scams.set.len() as u32);
    }
    scams.term_ends.push(scams.term_op.len() as u32);
}

fn signals(book: &Book, def: &ScamDef, text: &Text, low: &mut Lowering) -> Vec<u32> {
    let name = text.get_ref();
    if let Some(family) = name.strip_prefix("family:") {
        let set: Vec<u32> = (0..book.signals.len() as u32)
            .filter(|&i| book.signals[i as usize].family == family)
            .collect();
        if set.is_empty() {
            low.remarks.push(
                Diagnostic::error(
                    &def.file,
                    text.span(),
                    format!("no signal has the family `{family}`"),
                )
                .help(did_you_mean(
                    family,
                    book.signals.iter().map(|s| s.family.as_str()),
                    "families are named in rules/signals/",
                )),
            );
        }
        return set;
    }
    if let Some(index) = book.signal(name) {
        return vec![index as u32];
    }
    let known = book.signals.iter().map(|s| s.entry.id.get_ref().as_str());
    low.remarks.push(
        Diagnostic::error(&def.file, text.span(), format!("no signal `{name}`"))
            .help(did_you_mean(name, known, "define it in rules/signals/ or in this file")),
    );
    Vec::new()
}

fn brands(book: &Book, def: &ScamDef, text: &Text, low: &mut Lowering) -> Vec<u32> {
    let name = text.get_ref();
    let set: Vec<u32> = match name.strip_prefix("kind:") {
        Some(kind) => (0..book.brands.len() as u32)
            .filter(|&i| book.brands[i as usize].entry.kind.get_ref() == kind)
            .collect(),
        None => book.brand(name).map(|i| i as u32).into_iter().collect(),
    };
    if set.is_empty() {
        let known = book.brands.iter().map(|b| b.file.stem());
        low.remarks.push(
            Diagnostic::error(&def.file, text.span(), format!("no brand `{name}`"))
                .help(did_you_mean(name, known, "brands are the files of rules/brands/")),
        );
    }
    set
}
