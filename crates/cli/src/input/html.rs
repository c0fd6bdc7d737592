//! A mail's HTML as a person would see it, as far as that can be told without drawing it.
//!
//! Only what stands in the markup itself is known here (inline styles, attributes). The browser
//! extension, which sees the drawn page, reads better; it is the one that counts.

use std::cell::RefCell;

use caveat_engine::Link;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Most elements held open at once. Browsers stop at 512; what is nested deeper is read as if it
/// stood in the last of them, so that depth costs nothing.
const MAX_OPEN: usize = 512;

/// What a page says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    /// Visible text; blocks stand on lines of their own.
    pub(crate) text: String,
    /// Text that would not be seen.
    pub(crate) hidden: String,
    /// Its links.
    pub(crate) links: Vec<Link>,
}

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];
/// Elements around which a blank line stands.
const PARAGRAPHS: &[&str] = &["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "table"];
/// Elements whose text is no text of the message.
const SILENT: &[&str] =
    &["script", "style", "head", "title", "template", "noscript", "object", "svg", "iframe"];

/// Elements without an end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Reads a page in time linear in its length. Never fails: HTML has no errors.
pub(crate) fn read(html: &str) -> Page {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Walk::default(), TokenizerOpts::default());
    // Nothing pauses the tokenizer: the walk answers no token with a script to be run.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut state = tokenizer.sink.0.into_inner();
    while !state.open.is_empty() {
        state.leave();
    }
    let mut page = state.page;
    page.text = tidy(&page.text);
    page.hidden = tidy(&page.hidden);
    page
}

/// An element that has begun and not yet ended.
struct Open {
    name: String,
    /// It, or one around it, is not seen.
    hidden: bool,
    /// Its text is no text of the message.
    silent: bool,
    /// The link it is, and where the page's text stood when it began.
    link: Option<(usize, usize)>,
}

#[derive(Default)]
struct State {
    page: Page,
    open: Vec<Open>,
}

#[derive(Default)]
struct Walk(RefCell<State>);

impl TokenSink for Walk {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.start(&tag),
            Token::TagToken(tag) => state.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn text(&mut self, text: &str) {
        let (hidden, silent) = self.open.last().map_or((false, false), |o| (o.hidden, o.silent));
        if !silent {
            append(&mut self.page, text, hidden);
        }
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let attribute = |wanted: &str| {
            tag.attrs.iter().find(|a| &*a.name.local == wanted).map(|a| a.value.to_string())
        };
        let (outer_hidden, outer_silent) =
            self.open.last().map_or((false, false), |o| (o.hidden, o.silent));
        let silent = outer_silent || SILENT.contains(&name);
        let hidden = outer_hidden || is_hidden(&attribute);
        if !silent {
            break_line(&mut self.page.text, name);
            match name {
                "br" => self.page.text.push('\n'),
                "img" => append(&mut self.page, &attribute("alt").unwrap_or_default(), hidden),
                "td" | "th" if !self.page.text.ends_with(char::is_whitespace) => {
                    self.page.text.push(' ');
                }
                _ => {}
            }
        }
        let href = (name == "a" || name == "area").then(|| attribute("href")).flatten();
        let href =
            href.map(|h| h.trim().to_owned()).filter(|h| !h.is_empty() && !h.starts_with('#'));
        let link = href.filter(|_| !silent).map(|href| {
            // Links do not nest: a new one ends the one before it.
            if let Some(at) = self.open.iter().rposition(|o| o.link.is_some()) {
                self.finish_link(at);
            }
            self.page.links.push(Link { text: String::new(), href });
            (self.page.links.len() - 1, self.page.text.len())
        });
        if VOID.contains(&name) || tag.self_closing {
            return TokenSinkResult::Continue;
        }
        if self.open.len() < MAX_OPEN {
            self.open.push(Open { name: name.to_owned(), hidden, silent, link });
        }
        match name {
            "script" => TokenSinkResult::RawData(ScriptData),
            "style" | "iframe" | "noscript" | "xmp" => TokenSinkResult::RawData(Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    /// Ends the innermost element of that name and all inside it; a stray end tag ends nothing.
    fn end(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|o| o.name == name) {
            while self.open.len() > at {
                self.leave();
            }
        } else if name == "p" {
            break_line(&mut self.page.text, name);
        }
    }

    fn leave(&mut self) {
        if !self.open.is_empty() {
            self.finish_link(self.open.len() - 1);
        }
        if let Some(element) = self.open.pop()
            && !element.silent
        {
            break_line(&mut self.page.text, &element.name);
        }
    }

    fn finish_link(&mut self, at: usize) {
        let Some((link, start)) = self.open[at].link.take() else { return };
        // Breaking a line may have cut blanks off the end, never more.
        let text = self.page.text.get(start..).unwrap_or("");
        self.page.links[link].text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
}

fn append(page: &mut Page, text: &str, hidden: bool) {
    let target = if hidden { &mut page.hidden } else { &mut page.text };
    if text.starts_with(char::is_whitespace) && !target.ends_with(char::is_whitespace) {
        target.push(' ');
    }
    let mut first = true;
    for word in text.split_whitespace() {
        if !first {
            target.push(' ');
        }
        first = false;
        target.push_str(word);
    }
    if !first && text.ends_with(char::is_whitespace) {
        target.push(' ');
    }
    if hidden {
        target.push(' ');
    }
}

fn break_line(text: &mut String, name: &str) {
    if !BLOCKS.contains(&name) || text.is_empty() {
        return;
    }
    let trimmed = text.trim_end_matches(' ').len();
    text.truncate(trimmed);
    if !text.ends_with('\n') {
        text.push('\n');
    }
    if PARAGRAPHS.contains(&name) && !text.ends_with("\n\n") {
        text.push('\n');
    }
}

/// At most one blank line between blocks, none at the ends.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        blank = 0;
        out.push_str(line);
    }
    out
}

/// Hidden by its own attributes. What a style sheet hides is not known here.
fn is_hidden(attribute: &impl Fn(&str) -> Option<String>) -> bool {
    if attribute("hidden").is_some() {
        return true;
    }
    let Some(style) = attribute("style") else { return false };
    let style: String =
        style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    style.split(';').filter_map(|d| d.split_once(':')).any(|(property, value)| {
        let value = value.trim_end_matches("!important");
        match property {
            "display" => value == "none",
            "visibility" => value == "hidden" || value == "collapse",
            "opacity" | "max-height" | "font-size" => zero(value),
            "mso-hide" => value == "all",
            _ => false,
        }
    })
}

/// `0`, `0px`, `0.0em`; and sizes below what an eye can read.
fn zero(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let unit = &value[number.len()..];
    number.parse::<f32>().is_ok_and(|n| n == 0.0 || (n <= 1.0 && matches!(unit, "px" | "pt")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_as_a_person_sees() {
        for (html, text) in [
            ("<p>One</p><p>Two</p>", "One\n\nTwo"),
            ("a<br>b", "a\nb"),
            ("<b>bo</b>ld <i>x</i>", "bold x"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
            ("<style>p{}</style><script>x()</script>hi", "hi"),
            ("<img alt='Pay now'>", "Pay now"),
            ("caf&eacute; &amp; bar", "café & bar"),
        ] {
            assert_eq!(read(html).text, text, "{html}");
        }
    }

    #[test]
    fn odd_markup_loses_no_text() {
        for (html, text) in [
            ("<p>a<p>b</p></p>c", "a\n\nb\n\nc"),
            ("<b>a</i>b</b>c", "abc"),
            ("a<script>if (x < y) alert('</b>')</script>b", "ab"),
            ("<title>t</title><textarea>typed</textarea>", "typed"),
            ("a<!-- <p>no --> b &lt;c&gt;", "a b <c>"),
            ("<div hidden>x</div><div/>y", "y"),
            ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ] {
            assert_eq!(read(html).text, text, "{html}");
        }
    }

    #[test]
    fn hidden_text_is_kept_apart() {
        let page = read(
            "<div>See<span style='font-size:0px'>ZERO</span> me<p style='DISPLAY : none'>no</p></div>",
        );
        assert_eq!(page.text, "See me");
        assert_eq!(page.hidden, "ZERO no");
    }

    #[test]
    fn links_have_their_text_and_target() {
        let page =
            read("<a href=' https://x.example/a '>Click <b>here</b></a> or <a href='#top'>up</a>");
        let link = Link { text: "Click here".into(), href: "https://x.example/a".into() };
        assert_eq!(page.links, [link]);
    }

    #[test]
    fn depth_is_no_danger() {
        let deep = "<div><b>".repeat(1_000_000) + "end";
        assert_eq!(read(&deep).text, "end");
        let closing = "</div>".repeat(1_000_000) + "end";
        assert_eq!(read(&closing).text, "end");
    }
}
