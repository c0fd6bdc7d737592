//! `caveat explain`: what a kind, a signal or a brand is, from the rules' own texts.

use std::io::{self, Write};
use std::process::ExitCode;

use caveat_engine::Rules;
use caveat_engine::rules::{Detector, LiteralUse, Op};
use caveat_pack::{Pack, PartKind};
use serde::Deserialize;

use crate::failure::Failure;
use crate::rules::Source;

#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// Id of a scam, a signal or a brand.
    id: String,
    #[command(flatten)]
    source: Source,
}

impl Explain {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let bytes = self.source.bytes()?;
        let pack = Pack::read(&bytes)?;
        let rules = caveat_pack::decode_rules(&pack)?;
        let at = |ids: &[u32]| ids.iter().position(|&i| rules.strings.get(i) == self.id);
        let mut out = io::stdout().lock();
        if let Some(scam) = at(&rules.scams.id) {
            let guide = rules.strings.get(rules.scams.guide[scam]);
            if let Some(guide) = guides(&pack).into_iter().find(|g| g.id == guide) {
                show_guide(&mut out, &guide)?;
            }
            show_scam(&mut out, &rules, scam)?;
        } else if let Some(signal) = at(&rules.signals.id) {
            show_signal(&mut out, &rules, signal)?;
        } else if let Some(brand) = at(&rules.brands.id) {
            show_brand(&mut out, &rules, brand)?;
        } else {
            return Err(Failure::Usage(format!("no scam, signal or brand `{}`", self.id)));
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// What of a guide is told here; the extension's guide page tells all of it.
#[derive(Deserialize)]
struct Guide {
    id: String,
    title: String,
    summary: String,
    first_steps: Vec<String>,
}

#[derive(Deserialize)]
struct Guides {
    guides: Vec<Guide>,
}

/// The English guides of a Pack; none when it has no such part.
fn guides(pack: &Pack<'_>) -> Vec<Guide> {
    let part =
        pack.parts.iter().find(|p| p.kind == PartKind::Guides.number() && p.lang == *b"en\0\0");
    let guides = part.and_then(|p| serde_json::from_slice::<Guides>(p.bytes).ok());
    guides.map(|g| g.guides).unwrap_or_default()
}

fn show_guide(out: &mut impl Write, guide: &Guide) -> io::Result<()> {
    writeln!(out, "{}\n{}\n\nDo this first:", guide.title, guide.summary)?;
    for (number, step) in guide.first_steps.iter().enumerate() {
        writeln!(out, "  {}. {step}", number + 1)?;
    }
    writeln!(out, "The whole guide: guides/en/{}.md\n\nHow it is recognised:", guide.id)
}

fn range(ends: &[u32], index: usize) -> std::ops::Range<usize> {
    let start = if index == 0 { 0 } else { ends[index - 1] as usize };
    start..ends[index] as usize
}

fn show_scam(out: &mut impl Write, rules: &Rules, scam: usize) -> io::Result<()> {
    let text = |column: &[u32]| rules.strings.get(column[scam]).to_owned();
    let scams = &rules.scams;
    writeln!(out, "{}", text(&scams.title_danger))?;
    writeln!(out, "{}", text(&scams.title_caution))?;
    for condition in range(&scams.condition_ends, scam) {
        let level = if scams.ceiling[condition] == 1 { "caution" } else { "danger" };
        writeln!(
            out,
            "Up to {level}, {:+.1} logits, when",
            f64::from(scams.lift[condition]) / 1000.0
        )?;
        for term in range(&scams.term_ends, condition) {
            let set = &scams.set[range(&scams.set_ends, term)];
            let op = Op::unpack(scams.term_op[term]);
            let ids = if op == Some(Op::Brand) { &rules.brands.id } else { &rules.signals.id };
            let names: Vec<&str> =
                set.iter().map(|&i| rules.strings.get(ids[i as usize])).collect();
            let asks = match op {
                Some(Op::All) => "all of".into(),
                Some(Op::Any) => "any of".into(),
                Some(Op::AtLeast(n)) => format!("at least {n} of"),
                Some(Op::None) => "none of".into(),
                Some(Op::Brand) => "a named brand of".into(),
                None => "something newer than this program, of".into(),
            };
            writeln!(out, "  {asks}: {}", names.join(", "))?;
        }
    }
    Ok(())
}

fn show_signal(out: &mut impl Write, rules: &Rules, signal: usize) -> io::Result<()> {
    let signals = &rules.signals;
    writeln!(out, "The message {}.", rules.strings.get(signals.says[signal]))?;
    writeln!(
        out,
        "Family {}, {:+.1} logits",
        rules.strings.get(signals.family[signal]),
        f64::from(signals.weight[signal]) / 1000.0
    )?;
    if let Some(detector) = (signals.detector[signal] as usize).checked_sub(1) {
        writeln!(out, "Seen by the detector {}", Detector::ALL[detector].name())?;
    }
    let index = signal as u32;
    let own = rules.languages.iter().map(|l| (l.code.as_str(), &l.literals, &l.patterns));
    for (code, literals, patterns) in
        std::iter::once(("en", &rules.literals, &rules.patterns)).chain(own)
    {
        let phrases = (0..literals.texts.len() as u32)
            .filter(|&l| literals.uses(l).any(|u| u == LiteralUse::Signal(index)));
        for phrase in phrases {
            writeln!(out, "  {code} \u{201c}{}\u{201d}", literals.texts.get(phrase))?;
        }
        let patterns = patterns.signal.iter().filter(|&&s| s == index).count();
        if patterns > 0 {
            writeln!(out, "  {code} {patterns} patterns")?;
        }
    }
    for scam in 0..rules.scams.len() {
        let rests = range(&rules.scams.condition_ends, scam)
            .flat_map(|c| range(&rules.scams.term_ends, c))
            .filter(|&t| Op::unpack(rules.scams.term_op[t]) != Some(Op::Brand))
            .any(|t| rules.scams.set[range(&rules.scams.set_ends, t)].contains(&index));
        if rests {
            writeln!(out, "Part of {}", rules.strings.get(rules.scams.id[scam]))?;
        }
    }
    Ok(())
}

fn show_brand(out: &mut impl Write, rules: &Rules, brand: usize) -> io::Result<()> {
    let (brands, index) = (&rules.brands, brand as u32);
    writeln!(out, "{}", rules.strings.get(brands.name[brand]))?;
    for (text, owner) in brands.domains.iter().zip(&brands.domain_brand) {
        if *owner == index {
            writeln!(out, "  owns {text}")?;
        }
    }
    for (text, owner) in brands.tokens.iter().zip(&brands.token_brand) {
        if *owner == index {
            writeln!(out, "  imitated as {text}")?;
        }
    }
    Ok(())
}
