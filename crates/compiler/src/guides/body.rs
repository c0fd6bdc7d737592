//! The Markdown of a guide into plain blocks.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Block, HAPPENED, Known, SECTIONS, Section};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::files::File;

/// Reads the Markdown below a front matter.
pub(super) struct Reader<'r, 'k> {
    pub(super) file: &'r File,
    /// Where the body begins in the file.
    pub(super) offset: usize,
    pub(super) known: &'r Known<'k>,
    pub(super) remarks: &'r mut Vec<Diagnostic>,
}

impl Reader<'_, '_> {
    fn remark(&mut self, at: Range<usize>, title: String, help: &str) {
        let range = at.start + self.offset..at.end + self.offset;
        self.remarks.push(Diagnostic::error(self.file, range, title).help(help));
    }

    /// The sections of a body, as they stand; [`Reader::check_frame`] says whether they are whole.
    pub(super) fn sections(&mut self, body: &str) -> Vec<Section> {
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

    /// The shared steps have one section, with a part for everything that may have happened.
    pub(super) fn check_shared(&mut self, sections: &[Section]) {
        let help = "it begins with ## … {#now} and has a part ### … {#id} with steps for each id";
        let [now] = sections else {
            return self.remark(0..0, "the shared steps are one section".into(), help);
        };
        for id in HAPPENED {
            if !now
                .sub
                .iter()
                .any(|part| part.id == id && part.blocks.iter().any(|b| b.t == "step"))
            {
                self.remark(0..0, format!("the shared steps have none for `{id}`"), help);
            }
        }
    }

    /// Every section is there, in order, and says something.
    pub(super) fn check_frame(&mut self, sections: &[Section]) {
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
