//! A verdict for people to read.

use std::io::{self, Write};

use caveat_engine::{Level, Message, Verdict};

/// Longest quotation, in characters.
const MAX_QUOTE: usize = 120;

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
    if verdict.truncated {
        writeln!(out, "  This message is too long: only its first part was checked.")?;
    }
    if let Some(scam) = &verdict.scam {
        writeln!(out, "  What to do: caveat explain {}", scam.id)?;
    }
    Ok(())
}
