//! The report in plain words.

use std::fmt::{self, Display, Formatter};

use super::{Finding, Installation, Report, Standing};

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "caveat-host {}", self.host)?;
        line(f, "program", self.program.display())?;
        line(f, "sha256", self.sha256.as_deref().unwrap_or("cannot be read"))?;
        line(f, "folder", self.folder.display())?;
        findings(f, &self.problems)?;
        for one in &self.installed {
            write!(f, "\n{one}")?;
        }
        if self.installed.is_empty() {
            writeln!(f, "\nNot installed for any browser.")?;
            line(f, "to do", "Run `caveat-host install --browser NAME`, with one of these names:")?;
            line(f, "", self.absent.join(", "))?;
        } else {
            writeln!(f, "\nNot installed for: {}", self.absent.join(", "))?;
        }
        write!(f, "\n{}", self.updates)?;
        if let Some(floor) = self.floor {
            line(f, "floor", format_args!("nothing below version {floor} is accepted"))?;
        }
        if self.mirrors.is_empty() {
            line(f, "mirrors", "none in this build")?;
        }
        self.mirrors.iter().try_for_each(|mirror| line(f, "mirror", mirror))
    }
}

impl Display for Installation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let state = if self.problems.is_empty() { "installed" } else { "does not work as it is" };
        writeln!(f, "{}: {state}", self.title)?;
        line(f, "manifest", self.manifest.display())?;
        if let (Some(owner), Some(mode)) = (&self.owner, &self.mode) {
            line(f, "", format_args!("of {owner}, {mode}"))?;
        }
        if let Some(program) = &self.program {
            let which = if self.this_one { " (this one)" } else { "" };
            line(f, "program", format_args!("{}{which}", program.display()))?;
        }
        if let Some(sha256) = &self.sha256 {
            line(f, "sha256", sha256)?;
        }
        findings(f, &self.problems)?;
        self.notes.iter().try_for_each(|note| line(f, "note", note))
    }
}

impl Display for Standing {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "Updates")?;
        match &self.pack {
            Some(pack) => {
                let age = match pack.age_days {
                    Some(0) => ", of today".to_owned(),
                    Some(1) => ", 1 day old".to_owned(),
                    Some(days) => format!(", {days} days old"),
                    None => String::new(),
                };
                line(
                    f,
                    "rules",
                    format_args!("version {}{age}, {} bytes", pack.version, pack.bytes),
                )?;
            }
            None => line(f, "rules", "none yet; the extension uses those that came with it")?,
        }
        line(f, "checked", self.checked_at.as_deref().unwrap_or("never"))?;
        line(f, "went well", self.succeeded_at.as_deref().unwrap_or("never"))?;
        if let Some(next) = &self.next_at {
            line(f, "again", format_args!("not before {next}"))?;
        }
        findings(f, self.problem.as_slice())
    }
}

fn findings(f: &mut Formatter<'_>, findings: &[Finding]) -> fmt::Result {
    for finding in findings {
        line(f, "wrong", &finding.says)?;
        line(f, "to do", &finding.todo)?;
    }
    Ok(())
}

fn line(f: &mut Formatter<'_>, name: &str, value: impl Display) -> fmt::Result {
    writeln!(f, "  {name:<10}{value}")
}
