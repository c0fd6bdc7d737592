//! One message on its way through the stages that look at links and senders.

use crate::host::Directory;
use crate::link::UrlReader;
use crate::message::{Message, Span};
use crate::rules::{Detector, Rules};

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

impl Scene<'_> {
    /// Looks at the message's links and its sender.
    pub fn look(&self) -> Found {
        let directory = Directory::new(self.rules);
        let identity = crate::sender::Identity::read(self, &directory);
        let mut found = crate::link::detect(self, &directory, &identity);
        crate::sender::detect(self, &directory, &identity, &mut found.detections);
        found
    }
}
