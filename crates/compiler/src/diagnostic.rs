//! What is wrong with a rule or guide, where, and what to do about it.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::files::File;

/// Whether a Pack may be made in spite of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// No Pack is made.
    Error,
    /// Worth a look; the Pack is made.
    Warning,
}

/// One remark about one place.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// How bad.
    pub severity: Severity,
    /// Path of the file.
    pub path: Arc<str>,
    /// The file's text, so that the remark can show it.
    pub text: Arc<str>,
    /// The bytes it is about.
    pub range: Range<usize>,
    /// What is wrong, one sentence.
    pub title: String,
    /// What stands beside the marked text; may be empty.
    pub label: String,
    /// What to do; may be empty.
    pub help: String,
}

impl Diagnostic {
    /// An error about `range` of `file`.
    pub fn error(file: &File, range: Range<usize>, title: impl Into<String>) -> Diagnostic {
        // A range is clipped to the text: a remark must never fail for its own place.
        let end = file.text.floor_char_boundary(range.end);
        let start = file.text.floor_char_boundary(range.start).min(end);
        Diagnostic {
            severity: Severity::Error,
            path: file.path.clone(),
            text: file.text.clone(),
            range: start..end,
            title: title.into(),
            label: String::new(),
            help: String::new(),
        }
    }

    /// The same as a warning.
    pub fn warning(file: &File, range: Range<usize>, title: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(file, range, title) }
    }

    /// Adds words beside the marked text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = label.into();
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = help.into();
        self
    }

    /// Line and column, both from 1, the column in characters.
    pub fn position(&self) -> (usize, usize) {
        let before = &self.text[..self.range.start];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut mark = AnnotationKind::Primary.span(self.range.clone());
        if !self.label.is_empty() {
            mark = mark.label(self.label.as_str());
        }
        let snippet = Snippet::source(&*self.text).path(&*self.path).annotation(mark);
        let mut group: Group<'_> = level.primary_title(self.title.as_str()).element(snippet);
        if !self.help.is_empty() {
            group = group.element(Level::HELP.message(self.help.as_str()));
        }
        write!(f, "{}", Renderer::plain().render(&[group]))
    }
}

/// The nearest of `known` to `word`, when one is near enough to be a slip of the pen.
pub(crate) fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    known
        .map(|k| (strsim::jaro_winkler(word, k), k))
        .filter(|&(likeness, _)| likeness > 0.85)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, k)| k)
}

/// Help text naming the nearest known word, or listing where the known ones stand.
pub(crate) fn did_you_mean<'k>(
    word: &str,
    known: impl Iterator<Item = &'k str>,
    otherwise: &str,
) -> String {
    nearest(word, known).map_or_else(|| otherwise.to_owned(), |k| format!("did you mean `{k}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_shows_place_text_and_fix() {
        let file =
            File { path: "rules/signals/x.toml".into(), text: "a = 1\nfoo = \"bar\"\n".into() };
        let diagnostic = Diagnostic::error(&file, 12..17, "`bar` is no family")
            .label("here")
            .help("did you mean `baz`?");
        assert_eq!(diagnostic.position(), (2, 7));
        let shown = diagnostic.to_string();
        for part in ["rules/signals/x.toml:2:7", "foo = \"bar\"", "here", "did you mean `baz`?"] {
            assert!(shown.contains(part), "{part} missing in\n{shown}");
        }
    }

    #[test]
    fn a_range_outside_the_text_is_clipped() {
        let file = File { path: "x".into(), text: "é".into() };
        assert_eq!(Diagnostic::error(&file, 1..99, "t").range, 0..2);
    }
}
