//! A verdict for people to read.

use std::io::{self, Write};

use caveat_engine::{Level, Message, Target, TargetKind, Verdict};

/// Longest quotation, in characters.
const MAX_QUOTE: usize = 120;
/// Most places told that links lead to. Scams have few; newsletters have hundreds.
const MAX_PLACES: usize = 12;

/// Prints a verdict with its reasons, which are told in `language`.
pub(crate) fn verdict(
    out: &mut impl Write,
    message: &Message,
    verdict: &Verdict,
    language: &str,
) -> io::Result<()> {
    let title = match (&verdict.scam, verdict.level) {
        (Some(scam), _) => scam.title.clone(),
        (None, Level::Danger) => "This looks like a scam".into(),
        (None, Level::Caution) => "Something is off with this message".into(),
        (None, Level::None) => {
            "No known scam pattern found. That is no promise: when in doubt, ask someone you trust."
                .into()
        }
    };
    match verdict.level {
        Level::None => writeln!(out, "{title}")?,
        level => writeln!(out, "{}: {title}", level.name().to_uppercase())?,
    }
    // The sentences go on from here; only in English do we know how they begin.
    let lead = if language == "en" { "The message" } else { "\u{2026}" };
    let mut said: Vec<&str> = Vec::new();
    for finding in verdict.findings.iter().filter(|f| f.weight > 0 || verdict.level > Level::None) {
        // A signal seen in several places is one reason, quoted where it stands first.
        if said.contains(&finding.signal.as_str()) {
            continue;
        }
        said.push(&finding.signal);
        let quote: String = finding.span.text(message).chars().take(MAX_QUOTE).collect();
        let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(
            out,
            "  - {lead} {}: \u{201c}{quote}\u{201d}  [{}]",
            finding.says, finding.signal
        )?;
    }
    if verdict.level > Level::None {
        places(out, &verdict.targets)?;
    }
    if verdict.truncated {
        writeln!(out, "  This message is too long: only its first part was checked.")?;
    }
    if let Some(scam) = &verdict.scam {
        writeln!(out, "  What to do: caveat explain {}", scam.id)?;
    }
    Ok(())
}

/// Says where the links lead, each place once.
fn places(out: &mut impl Write, targets: &[Target]) -> io::Result<()> {
    let mut places: Vec<String> = Vec::new();
    for place in targets.iter().filter_map(place) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    for place in places.iter().take(MAX_PLACES) {
        writeln!(out, "  > {place}")?;
    }
    match places.len().saturating_sub(MAX_PLACES) {
        0 => Ok(()),
        more => writeln!(out, "  > and {more} more places"),
    }
}

fn place(target: &Target) -> Option<String> {
    let name = &target.name;
    let does = match target.kind {
        TargetKind::Web => "leads to",
        TargetKind::Phone => "calls",
        TargetKind::Sms => "sends a text to",
        TargetKind::Email => "writes to",
        TargetKind::Other => "opens something else than a page:",
    };
    let company = match (target.not.as_str(), target.owner.as_str()) {
        ("", "") => String::new(),
        ("", owner) => format!(", which belongs to {owner}"),
        (not, "") => format!(", which is not {not}"),
        (not, owner) => format!(", which belongs to {owner}, not to {not}"),
    };
    (!name.is_empty()).then(|| format!("a link {does} {name}{company}"))
}
