//! Every place the message leads to.

use std::ops::Range;

use super::find::find;
use super::redirect::{Unwrapped, unwrap};
use super::url::{MAX_HREF, head, read_web};
use crate::host::Directory;
use crate::message::{Field, Span};
use crate::scene::Scene;

/// Most links looked at in one message, those in its markup and its text together.
pub const MAX_LINKS: usize = 2_000;

/// A link, read.
pub(super) struct Target {
    /// Where it stands.
    pub(super) field: Field,
    /// The address in that field.
    pub(super) range: Range<usize>,
    /// Its place in [`crate::Message::links`]; none for one in the text.
    pub(super) link: Option<usize>,
    /// What stands before an `@` in front of the host that is written.
    pub(super) username: String,
    /// Where it leads.
    pub(super) to: Unwrapped,
}

impl Target {
    pub(super) fn host(&self) -> &str {
        &self.to.parts.host
    }

    /// The span of `needle` (an ASCII host, or part of one) in the link; the whole link when it
    /// is written otherwise.
    pub(super) fn span_of(&self, scene: &Scene<'_>, needle: &str) -> Span {
        let text = self.field.of(scene.message);
        let written = text.get(self.range.clone()).unwrap_or("");
        let at = written.to_ascii_lowercase().find(needle);
        let range = match at {
            Some(at) if !needle.is_empty() => {
                self.range.start + at..self.range.start + at + needle.len()
            }
            _ => self.range.clone(),
        };
        Span { field: self.field, range }
    }

    /// The span of its host.
    pub(super) fn host_span(&self, scene: &Scene<'_>) -> Span {
        self.span_of(scene, self.host())
    }
}

/// Reads all links: those of the markup first, then those in subject and body. The second value
/// tells whether some were left out.
pub(super) fn gather(scene: &Scene<'_>, directory: &Directory<'_>) -> (Vec<Target>, bool) {
    let message = scene.message;
    let mut truncated = message.links.len() > MAX_LINKS;
    let mut targets = Vec::new();
    for (i, link) in message.links.iter().take(MAX_LINKS).enumerate() {
        truncated |= link.href.len() > MAX_HREF;
        let Some(range) = trimmed(&link.href) else {
            continue;
        };
        let href = &link.href[range.clone()];
        targets.extend(target(
            scene,
            directory,
            Field::LinkHref(i as u32),
            range.clone(),
            href,
            Some(i),
        ));
    }
    for field in [Field::Subject, Field::Body] {
        let left = MAX_LINKS.saturating_sub(targets.len());
        for found in find(field.of(message), directory, scene.urls, left) {
            targets.extend(target(scene, directory, field, found.range, &found.href, None));
        }
    }
    truncated |= targets.len() >= MAX_LINKS;
    (targets, truncated)
}

fn target(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    field: Field,
    range: Range<usize>,
    href: &str,
    link: Option<usize>,
) -> Option<Target> {
    let parts = read_web(scene.urls, href)?;
    let username = parts.username.clone();
    Some(Target {
        field,
        range,
        link,
        username,
        to: unwrap(directory, &scene.rules.redirectors, scene.urls, parts),
    })
}

/// Where the address stands in its field, cut at the limit; `None` when there is none.
pub(super) fn trimmed(href: &str) -> Option<Range<usize>> {
    let start = href.len() - href.trim_start().len();
    let text = head(href[start..].trim_end(), MAX_HREF);
    (!text.is_empty()).then(|| start..start + text.len())
}

/// The beginning of an address as browsers read its scheme: in lower case, and without the tabs and
/// newlines that they drop.
pub(super) fn start(href: &str) -> String {
    /// More than any scheme is long.
    const START: usize = 64;
    let chars = head(href, START).chars();
    chars.filter(|c| !c.is_control()).flat_map(char::to_lowercase).collect()
}
