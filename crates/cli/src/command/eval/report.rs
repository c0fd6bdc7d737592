//! The figures, as a table to read.

use std::io::{self, Write};

use caveat_engine::Level;

use super::judged::Judged;
use super::tally::{Hits, Slice, Tally, WAYS};

/// Prints the whole report.
pub(crate) fn print(out: &mut impl Write, tally: &Tally, signals: usize) -> io::Result<()> {
    writeln!(out, "{:28} {HEAD}", "all")?;
    line(out, "messages", &tally.rows)?;
    line(out, "groups", &tally.by_group())?;
    let (known, named, rightly) = tally.named;
    if known > 0 {
        writeln!(out, "\n{known} scams have a known kind: {named} were named, {rightly} rightly")?;
    }
    let (wanted, met) = tally.expected;
    if wanted > 0 {
        writeln!(out, "{wanted} messages have a level they should be given: {met} were judged so")?;
    }
    for (way, slices) in WAYS.iter().zip(&tally.slices).filter(|(_, slices)| !slices.is_empty()) {
        writeln!(out, "\n{:28} {HEAD}", format!("by {way}"))?;
        for (name, slice) in slices {
            line(out, name, slice)?;
        }
    }
    print_signals(out, tally, signals)?;
    let (misses, alarms) = tally.finish();
    print_shown(out, "Missed scams", &misses)?;
    print_shown(out, "False alarms", &alarms)
}

const HEAD: &str = "  scams  recall  danger  precision |  honest  alarms/1000  danger/1000 |    spam  warned  danger";

/// One row. Recall and alarms count `caution` and above; precision is among scams and honest
/// messages at that level, unasked-for marketing left out.
fn line(out: &mut impl Write, name: &str, slice: &Slice) -> io::Result<()> {
    let percent = |part: f64, of: f64| match of {
        0.0 => "-".to_owned(),
        _ => format!("{:.1}%", 100.0 * part / of),
    };
    let mille = |part: f64, of: f64| match of {
        0.0 => "-".to_owned(),
        _ => format!("{:.2}", 1000.0 * part / of),
    };
    let (scam, ham, spam) = (&slice.scam, &slice.ham, &slice.spam);
    let (hit, alarm) = (scam.from(Level::Caution), ham.from(Level::Caution));
    let name: String = name.chars().take(28).collect();
    writeln!(
        out,
        "{name:28} {:>7.0} {:>7} {:>7} {:>10} | {:>7.0} {:>12} {:>12} | {:>7.0} {:>7} {:>7}",
        scam.total,
        percent(hit, scam.total),
        percent(scam.from(Level::Danger), scam.total),
        percent(hit, hit + alarm),
        ham.total,
        mille(alarm, ham.total),
        mille(ham.from(Level::Danger), ham.total),
        spam.total,
        percent(spam.from(Level::Caution), spam.total),
        percent(spam.from(Level::Danger), spam.total),
    )
}

/// Signals by how much of what they hit is no scam: the worst on top.
fn print_signals(out: &mut impl Write, tally: &Tally, count: usize) -> io::Result<()> {
    if count == 0 {
        return Ok(());
    }
    let share = |h: &Hits| h.scam as f64 / (h.scam + h.ham + h.spam).max(1) as f64;
    let mut signals: Vec<_> = tally.signals.iter().collect();
    signals.sort_by(|a, b| share(a.1).total_cmp(&share(b.1)).then(b.1.ham.cmp(&a.1.ham)));
    writeln!(out, "\n{:32} {:>7} {:>7} {:>7}  on scam", "worst signals", "scam", "spam", "ham")?;
    for (id, hits) in signals.into_iter().take(count) {
        let share = 100.0 * share(hits);
        writeln!(out, "{id:32} {:>7} {:>7} {:>7}  {share:.0}%", hits.scam, hits.spam, hits.ham)?;
    }
    Ok(())
}

fn print_shown(out: &mut impl Write, title: &str, shown: &[&Judged]) -> io::Result<()> {
    if shown.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{title}")?;
    for judged in shown {
        let kind = judged.kind.as_deref().unwrap_or("no kind");
        writeln!(
            out,
            "{}:{} {} {:.4} {kind} [{}]\n    {}",
            judged.source,
            judged.id,
            judged.level.name(),
            judged.score,
            judged.signals.join(" "),
            judged.excerpt
        )?;
    }
    Ok(())
}
