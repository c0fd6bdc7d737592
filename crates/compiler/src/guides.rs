//! Guides: Markdown with a fixed frame, into plain blocks.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::files::{File, Tree};

/// The sections every guide has, in this order.
const SECTIONS: [&str; 7] = ["looks", "flags", "real", "now", "report", "questions", "honest"];
/// What may have happened to a reader; ids of the parts of "now".
const HAPPENED: [&str; 14] = [
    "nothing",
    "clicked",
    "called",
    "password",
    "code",
    "card",
    "paid-transfer",
    "paid-card",
    "paid-gift-card",
    "paid-crypto",
    "paid-cash",
    "software",
    "identity",
    "replied",
];
/// Steps shown inside the warning itself.
const FIRST_STEPS: usize = 3;

/// The front matter of a guide, between `+++` lines.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    title: String,
    summary: String,
    checked: String,
    #[serde(default)]
    brands: Vec<Spanned<String>>,
    #[serde(default)]
    related: Vec<Spanned<String>>,
    first_steps: Spanned<Vec<String>>,
}

/// A guide as the guide page reads it.
#[derive(Debug, Serialize)]
pub struct Guide {
    /// File name.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Date its facts were last checked.
    pub checked: String,
    /// Brands whose reporting channels are shown.
    pub brands: Vec<String>,
    /// Guides to read next.
    pub related: Vec<String>,
    /// Three short steps for the warning.
    pub first_steps: Vec<String>,
    /// The sections in order.
    pub sections: Vec<Section>,
}

/// A part of a guide with a heading.
#[derive(Debug, Default, Serialize)]
pub struct Section {
    /// From the closed lists above; empty for a question.
    pub id: String,
    /// Heading.
    pub title: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// Parts of it, one heading below.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sub: Vec<Section>,
}

/// The smallest piece of a guide.
#[derive(Debug, Serialize)]
pub struct Block {
    /// `p`, `quote`, `li`, `step`.
    pub t: &'static str,
    /// Text with `**bold**`, `*emphasis*` and `{channel:id}`.
    pub text: String,
    /// The signal a red flag belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signal: Option<String>,
}

/// Names a guide may refer to.
pub(crate) struct Known<'k> {
    pub(crate) signals: Vec<&'k str>,
    pub(crate) brands: Vec<&'k str>,
    pub(crate) channels: Vec<&'k str>,
}

/// Guides by language.
pub(crate) fn read(
    tree: &Tree,
    known: &Known<'_>,
    remarks: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Vec<Guide>> {
    let mut languages: BTreeMap<String, Vec<Guide>> = BTreeMap::new();
    for file in
        tree.files.iter().filter(|f| f.path.starts_with("guides/") && f.path.ends_with(".md"))
    {
        let Some(language) = file.folder().strip_prefix("guides/") else { continue };
        if let Some(guide) = guide(tree, file, known, remarks) {
            languages.entry(language.to_owned()).or_default().push(guide);
        }
    }
    languages
}

fn guide(
    tree: &Tree,
    file: &File,
    known: &Known<'_>,
    remarks: &mut Vec<Diagnostic>,
) -> Option<Guide> {
    let frame = "a guide begins with +++, its front matter in TOML, +++";
    let Some((head, body)) = file.text.strip_prefix("+++\n").and_then(|t| t.split_once("\n+++\n"))
    else {
        remarks.push(Diagnostic::error(file, 0..3, "no front matter").help(frame));
        return None;
    };
    let front: Front = match toml::from_str(head) {
        Ok(front) => front,
        Err(e) => {
            let at = e.span().unwrap_or(0..0);
            remarks.push(
                Diagnostic::error(file, at.start + 4..at.end + 4, e.message().to_owned())
                    .help(frame),
            );
            return None;
        }
    };
    let at = |span: Range<usize>| span.start + 4..span.end + 4;
    for related in &front.related {
        let path = format!("{}/{}.md", file.folder(), related.get_ref());
        if tree.file(&path).is_none() {
            remarks.push(Diagnostic::error(
                file,
                at(related.span()),
                format!("there is no {path}"),
            ));
        }
    }
    for brand in &front.brands {
        if !known.brands.contains(&brand.get_ref().as_str()) {
            let help = did_you_mean(
                brand.get_ref(),
                known.brands.iter().copied(),
                "brands are the files of rules/brands/",
            );
            remarks.push(
                Diagnostic::error(
                    file,
                    at(brand.span()),
                    format!("no brand `{}`", brand.get_ref()),
                )
                .help(help),
            );
        }
    }
    if front.first_steps.get_ref().len() != FIRST_STEPS {
        remarks.push(
            Diagnostic::error(
                file,
                at(front.first_steps.span()),
                format!("first_steps has {FIRST_STEPS} entries"),
            )
            .help("they stand in the warning itself: the three things to do first"),
        );
    }
    let offset = file.text.len() - body.len();
    let sections = Reader { file, offset, known, remarks }.sections(body);
    let values = |list: Vec<Spanned<String>>| list.into_iter().map(Spanned::into_inner).collect();
    Some(Guide {
        id: file.stem().to_owned(),
        title: front.title,
        summary: front.summary,
        checked: front.checked,
        brands: values(front.brands),
        related: values(front.related),
        first_steps: front.first_steps.into_inner(),
        sections,
    })
}

struct Reader<'r, 'k> {
    file: &'r File,
    /// Where the body begins in the file.
    offset: usize,
    known: &'r Known<'k>,
    remarks: &'r mut Vec<Diagnostic>,
}

impl Reader<'_, '_> {
    fn remark(&mut self, at: Range<usize>, title: String, help: &str) {
        let range = at.start + self.offset..at.end + self.offset;
        self.remarks.push(Diagnostic::error(self.file, range, title).help(help));
    }

    fn sections(&mut self, body: &str) -> Vec<Section> {
        let parser = Parser::new_ext(body, Options::ENABLE_HEADING_ATTRIBUTES).into_offset_iter();
        let mut sections: Vec<Section> = Vec::new();
        let (mut text, mut heading) = (String::new(), None);
        let (mut ordered, mut quoted, mut in_item) = (false, false, false);
        for (event, at) in parser {
            match event {
                Event::Start(Tag::Heading { level, id, .. }) => {
                    text.clear();
                    heading = Some((level as usize, id.map(|i| i.to_string()).unwrap_or_default()));
                }
                Event::End(TagEnd::Heading(_)) => {
                    let (level, id) = heading.take().unwrap_or_default();
                    self.heading(&mut sections, level, id, std::mem::take(&mut text), at);
                }
                Event::Start(Tag::List(first)) => ordered = first.is_some(),
                Event::Start(Tag::BlockQuote(_)) => quoted = true,
                Event::End(TagEnd::BlockQuote(_)) => quoted = false,
                Event::Start(Tag::Item) => in_item = true,
                Event::End(TagEnd::Item) => {
                    in_item = false;
                    let kind = if ordered { "step" } else { "li" };
                    self.block(&mut sections, kind, std::mem::take(&mut text), at);
                }
                Event::End(TagEnd::Paragraph) if !in_item => {
                    let kind = if quoted { "quote" } else { "p" };
                    self.block(&mut sections, kind, std::mem::take(&mut text), at);
                }
                Event::End(TagEnd::Paragraph) => text.push(' '),
                Event::Text(piece) => text.push_str(&piece),
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => text.push_str("**"),
                Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => text.push('*'),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::List(_)) => {}
                other => self.remark(
                    at,
                    format!(
                        "a guide holds headings, paragraphs, lists and quotes, not {}",
                        name(&other)
                    ),
                    "write it as plain text; reporting channels are named as {channel:id}",
                ),
            }
        }
        self.check_frame(&sections);
        sections
    }

    fn heading(
        &mut self,
        sections: &mut Vec<Section>,
        level: usize,
        id: String,
        title: String,
        at: Range<usize>,
    ) {
        let section = Section { id, title, ..Section::default() };
        let parent = sections.last().map(|s| s.id.clone()).unwrap_or_default();
        match level {
            2 => sections.push(section),
            3 => {
                if parent == "now" && !HAPPENED.contains(&section.id.as_str()) {
                    let help = format!("one of {{#{}}}", HAPPENED.join("} {#"));
                    self.remark(at, format!("`{}` is nothing that happened", section.id), &help);
                } else if parent != "now" && parent != "questions" {
                    self.remark(
                        at,
                        "only \"now\" and \"questions\" have parts".into(),
                        "use a paragraph",
                    );
                } else if let Some(last) = sections.last_mut() {
                    last.sub.push(section);
                }
            }
            _ => self.remark(
                at,
                "headings are ## or ###".into(),
                "the title stands in the front matter",
            ),
        }
    }

    fn block(&mut self, sections: &mut [Section], t: &'static str, text: String, at: Range<usize>) {
        let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut signal = None;
        if t == "li"
            && text.ends_with(']')
            && let Some(open) = text.rfind('[')
        {
            let id = text[open + 1..text.len() - 1].to_owned();
            text.truncate(text[..open].trim_end().len());
            if !self.known.signals.contains(&id.as_str()) {
                let help = did_you_mean(
                    &id,
                    self.known.signals.iter().copied(),
                    "signals stand in rules/signals/",
                );
                let item = &self.file.text[self.offset + at.start..self.offset + at.end];
                let mark = at.start + item.rfind('[').unwrap_or(0);
                self.remark(mark..mark + id.len() + 2, format!("no signal `{id}`"), &help);
            }
            signal = Some(id);
        }
        for channel in text.split("{channel:").skip(1).filter_map(|rest| rest.split('}').next()) {
            if !self.known.channels.contains(&channel) {
                let help = did_you_mean(
                    channel,
                    self.known.channels.iter().copied(),
                    "channels stand in guides/reporting/",
                );
                self.remark(at.clone(), format!("no channel `{channel}`"), &help);
            }
        }
        if text.contains("://") || text.contains("www.") {
            self.remark(
                at.clone(),
                "a guide holds no links".into(),
                "name the channel: {channel:id}",
            );
        }
        // Channels change and are checked by date; a number in running text would be forgotten.
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let numbered = digits >= 7
            && text
                .split([' ', '-', '.', '(', ')'])
                .filter(|w| w.len() >= 3 && w.bytes().all(|b| b.is_ascii_digit()))
                .count()
                >= 2;
        if t != "quote" && (numbered || text.contains('@')) {
            self.remark(
                at.clone(),
                "a guide holds no phone numbers or addresses".into(),
                "name the channel: {channel:id}",
            );
        }
        let target = sections.last_mut().map(|s| match s.sub.last_mut() {
            Some(sub) => &mut sub.blocks,
            None => &mut s.blocks,
        });
        match target {
            Some(blocks) if !text.is_empty() => blocks.push(Block { t, text, signal }),
            Some(_) => {}
            None => {
                self.remark(at, "text before the first heading".into(), "begin with ## … {#looks}")
            }
        }
    }

    fn check_frame(&mut self, sections: &[Section]) {
        let found: Vec<&str> = sections.iter().map(|s| s.id.as_str()).collect();
        if found != SECTIONS {
            let help = format!("sections are, in order: {{#{}}}", SECTIONS.join("} {#"));
            self.remark(0..0, format!("the sections are {}", found.join(", ")), &help);
            return;
        }
        let empty = |s: &Section| s.blocks.is_empty() && s.sub.iter().all(|b| b.blocks.is_empty());
        for section in sections.iter().filter(|s| empty(s)) {
            self.remark(0..0, format!("the section `{}` is empty", section.id), "write it");
        }
        let quotes = sections[0].blocks.iter().filter(|b| b.t == "quote").count();
        if quotes < 2 {
            self.remark(0..0, "\"looks\" needs two examples".into(), "add quotes: > …");
        }
    }
}

fn name(event: &Event<'_>) -> &'static str {
    match event {
        Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link) => "links",
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => "pictures",
        Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) => "HTML",
        Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => "code",
        _ => "this",
    }
}
