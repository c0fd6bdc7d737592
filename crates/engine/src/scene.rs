//! One message on its way through the stages that look at links and senders.

use crate::host::Directory;
use crate::link::{Links, UrlReader};
use crate::message::{Message, Span};
use crate::rules::{Detector, Rules};
use crate::sender::Identity;
use crate::verdict::Target;

/// A brand's name found in the message. The literal pass finds them; which of them *claim*
/// anything is judged here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The brand, an index into [`crate::rules::Brands`].
    pub brand: u32,
    /// Where its name stands.
    pub span: Span,
}

/// Something that code, not words, saw in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detection {
    /// What was seen.
    pub detector: Detector,
    /// Where. Never empty, always inside its field.
    pub span: Span,
    /// The brand it is about.
    pub brand: Option<u32>,
    /// The domain it is about, as ASCII; empty where there is none.
    pub domain: String,
    /// What the reader is shown instead; empty where there is nothing.
    pub shown: String,
}

/// What the link and sender stages found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Links first in reading order, then the sender, then the brands named.
    pub detections: Vec<Detection>,
    /// Some links were beyond the limits and not looked at.
    pub truncated: bool,
}

/// A message with all that is needed to judge its links and its sender.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The message.
    pub message: &'a Message,
    /// What the engine knows.
    pub rules: &'a Rules,
    /// Reads URLs as a browser would.
    pub urls: &'a dyn UrlReader,
    /// Brand names in subject, body and sender name.
    pub mentions: &'a [Mention],
}

impl<'a> Scene<'a> {
    /// Looks at the message's links and its sender.
    pub fn look(self) -> Look<'a> {
        let directory = Directory::new(self.rules);
        let identity = Identity::read(&self, &directory);
        let (mut found, links) = crate::link::detect(&self, &directory, &identity);
        crate::sender::detect(&self, &directory, &identity, &mut found.detections);
        let posing = found.detections.iter().find(|d| d.detector == Detector::SenderLookalike);
        let imitated = posing.and_then(|detection| detection.brand);
        Look { scene: self, directory, identity, links, imitated, found }
    }
}

/// A message's links and its sender, read once: for what is odd about them and, where people are
/// told, for where they lead.
pub struct Look<'a> {
    scene: Scene<'a>,
    directory: Directory<'a>,
    identity: Identity,
    links: Links,
    /// The brand as which the sender's address poses.
    imitated: Option<u32>,
    /// What is odd about them.
    pub found: Found,
}

impl Look<'_> {
    /// [`crate::Verdict::targets`]
    pub fn targets(&self) -> Vec<Target> {
        let claimed = match self.identity.owner {
            // A brand's own mail may name others; who forges its address speaks in its name.
            Some(_) => self.identity.voice(),
            None => self.claimed(),
        };
        self.links.told(&self.scene, &self.directory, &self.identity, claimed)
    }

    /// [`crate::Verdict::claims`]
    pub fn claims(&self) -> String {
        // Companies own several brands: what a known one writes of another is not held against it.
        if self.identity.owner.is_some() {
            return String::new();
        }
        let host = self.identity.address.as_ref().map_or("", |address| &address.host);
        let other = |brand: &u32| !self.directory.may_be_national(host, *brand);
        let claimed = self.claimed().filter(other);
        claimed.map_or_else(String::new, |brand| self.directory.brand_name(brand).to_owned())
    }

    fn claimed(&self) -> Option<u32> {
        self.identity.claimed().map(|claim| claim.brand).or(self.imitated)
    }
}
