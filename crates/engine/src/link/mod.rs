//! Links: where they really lead, and what that says.

mod checks;
mod claimed;
mod facts;
mod find;
mod reach;
mod redirect;
mod shown;
mod strange;
mod target;
mod told;
pub(crate) mod url;

use std::collections::BTreeSet;

pub use find::{TextLink, find};
pub use redirect::MAX_HOPS;
pub use target::MAX_LINKS;
pub use url::{MAX_HREF, UrlParts, UrlReader, percent_decode, query_value};

use crate::host::Directory;
use crate::message::Span;
use crate::rules::Detector;
use crate::scene::{Detection, Found, Scene};
use crate::sender::Identity;

/// Detections collected, each said once for each domain.
struct Out {
    said: BTreeSet<(Detector, String)>,
    detections: Vec<Detection>,
}

impl Out {
    fn add(
        &mut self,
        detector: Detector,
        span: Span,
        brand: Option<u32>,
        domain: &str,
        shown: &str,
    ) {
        if span.range.is_empty() || !self.said.insert((detector, domain.to_owned())) {
            return;
        }
        self.detections.push(Detection {
            detector,
            span,
            brand,
            domain: domain.to_owned(),
            shown: shown.to_owned(),
        });
    }
}

/// A message's links, read.
pub(crate) struct Links {
    targets: Vec<target::Target>,
    facts: facts::Facts,
    /// The brand whose address each target's text shows.
    shown: Vec<Option<u32>>,
}

/// Reads every link of the message and says what is odd about it.
pub(crate) fn detect(
    scene: &Scene<'_>,
    directory: &Directory<'_>,
    identity: &Identity,
) -> (Found, Links) {
    let (targets, truncated) = target::gather(scene, directory);
    let facts = facts::Facts::of(directory, &targets);
    let mut out = Out { said: BTreeSet::new(), detections: Vec::new() };
    let mut shown = Vec::with_capacity(targets.len());
    checks::schemes(scene, &mut out);
    for target in &targets {
        checks::target(scene, directory, identity, &facts, target, &mut out);
        shown.push(shown::check(scene, directory, identity, &facts, target, &mut out));
    }
    claimed::not_brands(scene, directory, identity, &facts, &targets, &mut out);
    claimed::all_brands(scene, identity, &facts, &targets, &mut out);
    strange::detect(scene, directory, identity, &facts, &targets, &mut out);
    let found = Found { detections: out.detections, truncated };
    (found, Links { targets, facts, shown })
}
