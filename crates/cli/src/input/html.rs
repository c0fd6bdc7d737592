//! A mail's HTML as a person would see it, as far as that can be told without drawing it.
//!
//! Only what stands in the markup itself is known here (inline styles, attributes). The browser
//! extension, which sees the drawn page, reads better; it is the one that counts.

use caveat_engine::Link;
use scraper::Html;
use scraper::node::Node;

/// Most nodes walked: a mail of ordinary size has a few thousand.
const MAX_NODES: usize = 400_000;

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

enum Step<'a> {
    Enter(ego_tree::NodeRef<'a, Node>, bool),
    Leave(&'a str, Option<usize>),
}

/// Reads a page. Never fails: HTML has no errors.
pub(crate) fn read(html: &str) -> Page {
    let document = Html::parse_document(html);
    let mut page = Page::default();
    // A stack of our own: markup may be nested deeper than the thread's stack.
    let mut stack = vec![Step::Enter(document.tree.root(), false)];
    let mut nodes = 0;
    while let Some(step) = stack.pop() {
        nodes += 1;
        if nodes > MAX_NODES {
            break;
        }
        match step {
            Step::Leave(name, link) => {
                if let Some(start) = link {
                    finish_link(&mut page, start);
                }
                break_line(&mut page.text, name);
            }
            Step::Enter(node, hidden) => match node.value() {
                Node::Text(text) => append(&mut page, text, hidden),
                Node::Element(element) => {
                    let name = element.name();
                    if SILENT.contains(&name) {
                        continue;
                    }
                    let hidden = hidden || is_hidden(element);
                    if name == "br" {
                        page.text.push('\n');
                    }
                    if name == "img"
                        && let Some(alt) = element.attr("alt")
                    {
                        append(&mut page, alt, hidden);
                    }
                    if matches!(name, "td" | "th") && !page.text.ends_with(char::is_whitespace) {
                        page.text.push(' ');
                    }
                    break_line(&mut page.text, name);
                    let link =
                        (name == "a" || name == "area").then(|| element.attr("href")).flatten();
                    let link = link.filter(|h| !h.trim().is_empty() && !h.starts_with('#'));
                    if let Some(href) = link {
                        page.links.push(Link { text: String::new(), href: href.trim().to_owned() });
                    }
                    // The link's text is what the page's text gains until the element is left.
                    let start = link.map(|_| page.text.len());
                    stack.push(Step::Leave(name, start));
                    stack.extend(node.children().rev().map(|child| Step::Enter(child, hidden)));
                }
                _ => stack.extend(node.children().rev().map(|child| Step::Enter(child, hidden))),
            },
        }
    }
    page.text = tidy(&page.text);
    page.hidden = tidy(&page.hidden);
    page
}

fn finish_link(page: &mut Page, start: usize) {
    let text = page.text.get(start..).unwrap_or("");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Links do not nest in HTML, so the one being left is the last one without a text.
    if let Some(link) = page.links.iter_mut().rev().find(|l| l.text.is_empty()) {
        link.text = text;
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
fn is_hidden(element: &scraper::node::Element) -> bool {
    if element.attr("hidden").is_some() {
        return true;
    }
    let Some(style) = element.attr("style") else { return false };
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
        let deep = "<div>".repeat(100_000) + "end";
        assert_eq!(read(&deep).text, "end");
    }
}
