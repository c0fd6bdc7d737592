//! Addresses in running text, where no markup says where they begin and end.

use std::ops::Range;

use super::url::{MAX_HREF, UrlReader, read_web};
use crate::host::Directory;
use crate::lower;

/// An address found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLink {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it says, defanging undone ("hxxp" and "[.]" written back).
    pub href: String,
}

/// Endings of files that are also top-level domains.
const FILE_ENDINGS: &[&str] =
    &["bz", "cab", "md", "mov", "pl", "ps", "py", "rs", "sh", "so", "zip"];

/// Top-level domains that are words or abbreviations too, so that a missing space after a full
/// stop makes a "domain" of two words. Sorted.
const WORD_ENDINGS: &[&str] = &[
    "am", "as", "at", "be", "by", "call", "click", "co", "de", "do", "eat", "es", "et", "fast",
    "free", "help", "here", "how", "id", "in", "inc", "is", "it", "la", "llc", "ltd", "ma", "me",
    "my", "name", "no", "now", "open", "or", "pay", "pm", "re", "read", "safe", "save", "se",
    "security", "so", "support", "tech", "to", "us", "you",
];

/// What writers put for a full stop so that an address cannot be clicked.
const DEFANGED_DOTS: &[&str] = &["[.]", "(.)", "{.}", "[dot]", "(dot)", "[DOT]", "(DOT)"];

/// Finds up to `limit` addresses in `text`, from left to right.
pub fn find(
    text: &str,
    directory: &Directory<'_>,
    urls: &dyn UrlReader,
    limit: usize,
) -> Vec<TextLink> {
    let mut found = Vec::new();
    let mut start = 0;
    while found.len() < limit && start < text.len() {
        let rest = &text[start..];
        let end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
        if may_hold_address(&text[start..end]) {
            in_word(&text[..end], start, directory, urls, limit, &mut found);
        }
        start = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// Nearly all words end here, before anything is copied.
fn may_hold_address(word: &str) -> bool {
    let inner = word.trim_end_matches(['.', ',', ':']);
    inner.contains(['.', '[', '(', '{']) || word.contains("://")
}

/// Finds the addresses between `from` and the end of `text`, where no space stands.
fn in_word(
    text: &str,
    mut from: usize,
    directory: &Directory<'_>,
    urls: &dyn UrlReader,
    limit: usize,
    found: &mut Vec<TextLink>,
) {
    while found.len() < limit && from < text.len() {
        let run = Run::read(text, from);
        found.extend(run.link(directory, urls));
        // A run that is empty stopped at a separator.
        let separator = text[run.end..].chars().next().map_or(1, char::len_utf8);
        from = if run.end > from { run.end } else { from + separator };
    }
}

/// Characters without a break, as far as an address could go.
struct Run {
    /// The characters, defanging undone.
    chars: String,
    /// Where in the text each byte of `chars` comes from.
    origin: Vec<usize>,
    /// Where in the text the run ends.
    end: usize,
}

impl Run {
    fn read(text: &str, start: usize) -> Run {
        let mut run = Run { chars: String::new(), origin: Vec::new(), end: start };
        let mut in_path = false;
        let mut has_scheme = false;
        while let Some(c) = text[run.end..].chars().next() {
            let rest = &text[run.end..];
            if run.chars.len() >= MAX_HREF {
                break;
            }
            if matches!(c, '[' | '(' | '{') && !in_path && !run.chars.is_empty() {
                if let Some(mark) = DEFANGED_DOTS.iter().find(|mark| rest.starts_with(**mark)) {
                    run.push('.', mark.len());
                    continue;
                }
                if let Some(mark) = ["[:]//", "[://]", "[:]"].iter().find(|m| rest.starts_with(**m))
                {
                    for written in mark.chars().filter(|c| !"[]".contains(*c)) {
                        run.push(written, 0);
                    }
                    run.end += mark.len();
                    has_scheme |= run.chars.ends_with("://");
                    continue;
                }
            }
            if !belongs(c, in_path) {
                break;
            }
            run.push(c, c.len_utf8());
            if !has_scheme && run.chars.ends_with("://") {
                has_scheme = true;
            } else if has_scheme && !run.chars.ends_with("//") && matches!(c, '/' | '?' | '#') {
                in_path = true;
            }
        }
        run
    }

    fn push(&mut self, c: char, length: usize) {
        self.chars.push(c);
        self.origin.resize(self.chars.len(), self.end);
        self.end += length;
    }

    fn link(&self, directory: &Directory<'_>, urls: &dyn UrlReader) -> Option<TextLink> {
        let whole = self.chars.trim_end_matches([
            '.', ',', ';', ':', '!', '?', ')', '\'', '*', '_', '~', '-', '$', '&', '=', '+', '|',
        ]);
        // Every address has a dot or a colon; most words have neither.
        if !whole.contains(['.', ':']) {
            return None;
        }
        if let Some(mark) = whole.find("://") {
            return self.with_scheme(whole, mark, urls);
        }
        self.bare(whole, directory, urls)
    }

    fn with_scheme(&self, whole: &str, mark: usize, urls: &dyn UrlReader) -> Option<TextLink> {
        if !whole[mark..].contains(['.', '[']) {
            return None;
        }
        let before = whole[..mark].to_ascii_lowercase();
        let (start, scheme) =
            [("hxxps", "https"), ("https", "https"), ("hxxp", "http"), ("http", "http")]
                .into_iter()
                .find_map(|(written, meant)| {
                    Some((mark.checked_sub(written.len())?, written, meant))
                        .filter(|(at, w, _)| before.get(*at..) == Some(*w))
                })
                .map(|(at, _, meant)| (at, meant))?;
        let href = format!("{scheme}{}", &whole[mark..]);
        read_web(urls, &href)?;
        Some(self.text_link(start, whole.len(), href))
    }

    fn bare(
        &self,
        whole: &str,
        directory: &Directory<'_>,
        urls: &dyn UrlReader,
    ) -> Option<TextLink> {
        let dot = whole.find('.')?;
        let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
        let start = whole[..dot]
            .char_indices()
            .rev()
            .find(|(_, c)| !is_host(*c))
            .map_or(0, |(at, c)| at + c.len_utf8());
        let before = whole[..start].chars().next_back();
        if matches!(before, Some('@' | '/' | '%' | '=' | '&')) {
            return None;
        }
        let candidate = &whole[start..];
        let host_end = candidate.find(|c| !is_host(c)).unwrap_or(candidate.len());
        let (host, tail) = candidate.split_at(host_end);
        let path = tail.starts_with(['/', '?', '#'])
            || tail.starts_with(':') && tail[1..].starts_with(|c: char| c.is_ascii_digit());
        // A mail address, or something else altogether.
        if tail.starts_with('@') || (!path && tail.starts_with(['%', '='])) {
            return None;
        }
        let end = if path { candidate.len() } else { host_end };
        let host = host.trim_matches(['.', '-', '_']);
        if !has_host_shape(host) {
            return None;
        }
        // Reading an address costs more than all else here, so what can be refused is refused first.
        let lower = host.to_ascii_lowercase();
        if host.is_ascii()
            && !crate::host::is_ip(&lower)
            && !is_meant(directory, host, &lower, path)
        {
            return None;
        }
        let href = candidate[..end].to_owned();
        let read = read_web(urls, &href)?.host;
        let fits = if crate::host::is_ip(&read) {
            path && host.split('.').count() == 4
        } else {
            is_meant(directory, host, &read, path)
        };
        fits.then(|| self.text_link(start, start + end, href))
    }

    fn text_link(&self, start: usize, end: usize, href: String) -> TextLink {
        let at = |i: usize| self.origin.get(i).copied().unwrap_or(self.end);
        TextLink { range: at(start)..at(end), href }
    }
}

/// Whether a character may be part of an address. Scripts written without spaces end it: what
/// follows is the sentence.
fn belongs(c: char, in_path: bool) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric()
            || "-._~:/?#@!$&*+=%".contains(c)
            || in_path && ",;()'|".contains(c);
    }
    c.is_alphanumeric()
        && !matches!(c as u32, 0xe00..=0xeff | 0x1780..=0x17ff | 0x1100..=0x11ff | 0x2e80..=0x9fff
            | 0xac00..=0xd7ff | 0xf900..=0xfaff | 0xff00..=0xffef | 0x20000..)
}

fn has_host_shape(host: &str) -> bool {
    let labels = || host.split('.');
    labels().count() >= 2
        && labels()
            .all(|l| !l.is_empty() && l.len() <= 63 && !l.starts_with('-') && !l.ends_with('-'))
        && (labels()
            .next_back()
            .is_some_and(|last| last.starts_with("xn--") || last.chars().all(char::is_alphabetic))
            || labels().all(|l| l.bytes().all(|b| b.is_ascii_digit())))
}

/// Endings kept for examples (RFC 2606). Nobody owns such a domain; who writes one means an address.
const RESERVED: [&str; 3] = ["example", "invalid", "test"];

/// Whether a bare host, as `written` and as `read`, was meant as an address.
fn is_meant(directory: &Directory<'_>, written: &str, read: &str, path: bool) -> bool {
    let suffix = directory.suffix(read);
    let registrable = directory.registrable(read);
    let name =
        registrable.strip_suffix(suffix.text).and_then(|name| name.strip_suffix('.')).unwrap_or("");
    let www = read.starts_with("www.");
    let known = suffix.known || RESERVED.contains(&suffix.text);
    known && !name.is_empty() && (www || is_plausible(written, name, suffix.text, path))
}

/// Whether a bare `host` as written, with its registrable `name` before the `suffix`, was meant as
/// an address and is not two sentences, a file or an abbreviation.
fn is_plausible(host: &str, name: &str, suffix: &str, path: bool) -> bool {
    if path {
        return true;
    }
    let single_letters = name.chars().count() < 2;
    let last = host.rsplit('.').next().unwrap_or("");
    let ending = lower(last);
    let ending = ending.as_str();
    if single_letters || FILE_ENDINGS.contains(&ending) || name.bytes().all(|b| b.is_ascii_digit())
    {
        return false;
    }
    if matches!(ending, "com" | "org" | "net") || suffix.contains('.') {
        return true;
    }
    // "order.It", "now.Click": a capital after the stop begins a sentence, unless all is shouted.
    let shouted = !host.chars().any(char::is_lowercase);
    if !shouted && last.starts_with(char::is_uppercase) {
        return false;
    }
    let telling = name.contains(['-', '_']) || name.bytes().any(|b| b.is_ascii_digit());
    telling || WORD_ENDINGS.binary_search(&ending).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::native::NativeUrls;
    use crate::rules::Rules;

    fn rules() -> Rules {
        let mut suffixes = [
            "com", "net", "org", "top", "in", "co.uk", "uk", "is", "it", "us", "md", "zip",
            "click", "me", "xyz", "here", "ltd", "tech", "so", "xn--p1ai", "pm", "sh",
        ];
        suffixes.sort_unstable();
        let mut rules = Rules::default();
        rules.hosts.suffixes = suffixes.iter().flat_map(|s| [s, "\n"]).collect();
        rules
    }

    fn finds(text: &str) -> Vec<(String, String)> {
        let rules = rules();
        find(text, &Directory::new(&rules), &NativeUrls, 100)
            .into_iter()
            .map(|l| (text[l.range].to_owned(), l.href))
            .collect()
    }

    #[test]
    fn finds_addresses() {
        for (text, shown, href) in [
            ("Go to https://a.b/c?d=1.", "https://a.b/c?d=1", "https://a.b/c?d=1"),
            ("see amaz0n-help.top/verify now", "amaz0n-help.top/verify", "amaz0n-help.top/verify"),
            ("hxxps://evil[.]top/x", "hxxps://evil[.]top/x", "https://evil.top/x"),
            ("hXXp[:]//evil[.]top", "hXXp[:]//evil[.]top", "http://evil.top"),
            ("at evil(dot)top/pay", "evil(dot)top/pay", "evil.top/pay"),
            ("(www.example.com)", "www.example.com", "www.example.com"),
            ("<http://example.com/a,b>", "http://example.com/a,b", "http://example.com/a,b"),
            ("AMAZON-HELP.TOP", "AMAZON-HELP.TOP", "AMAZON-HELP.TOP"),
            ("Website:example.com/a", "example.com/a", "example.com/a"),
            ("点击https://evil.top/x。谢谢", "https://evil.top/x", "https://evil.top/x"),
            ("请访问evil.top/x查看", "evil.top/x", "evil.top/x"),
            ("icicibank.in/pay", "icicibank.in/pay", "icicibank.in/pay"),
            ("pay-now.in", "pay-now.in", "pay-now.in"),
            ("Booking.com", "Booking.com", "Booking.com"),
            ("amazon.com's shop", "amazon.com", "amazon.com"),
            ("http://10.1.2.3/a", "http://10.1.2.3/a", "http://10.1.2.3/a"),
            ("8.8.8.8/login", "8.8.8.8/login", "8.8.8.8/login"),
            ("почта.xn--p1ai", "почта.xn--p1ai", "почта.xn--p1ai"),
            ("clickhttp://a.top", "http://a.top", "http://a.top"),
            ("https://a.top)and", "https://a.top", "https://a.top"),
            ("*example.com*", "example.com", "example.com"),
            ("evil.top:8443/a", "evil.top:8443/a", "evil.top:8443/a"),
        ] {
            assert_eq!(finds(text), [(shown.to_owned(), href.to_owned())], "{text}");
        }
    }

    #[test]
    fn leaves_words_alone() {
        for text in [
            "e.g. this, i.e. that, 5 p.m. in the U.S. today",
            "open report.pdf or readme.md or install.sh or photos.zip",
            "Node.js and 3.5 or 1.000,00 and v1.2.3",
            "check your account.Please do",
            "look over.here now",
            "we got it.It is here.Here you go",
            "thank you.me too, ok.so what",
            "now.in the morning",
            "Acme Co.Ltd and B.Tech",
            "write to help@example.com or <a@b.top>",
            "wait...what..com",
            "at 5.pm or 12.30",
            "1.2.3.4 is a version",
            "mailto:john@example.com",
            "a/b.com x=y.com",
            "U.S.-based .com",
            "@ . : :// http:// https://",
        ] {
            assert_eq!(finds(text), [], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn ranges_lie_in_the_text(text in r"([a-z.:/@\[\]é谢 -]|hxxp|https://|\[\.\]|\.com|\PC){0,60}") {
            let rules = rules();
            let mut last = 0;
            for link in find(&text, &Directory::new(&rules), &NativeUrls, 100) {
                proptest::prop_assert!(link.range.start >= last && !link.range.is_empty());
                proptest::prop_assert!(text.get(link.range.clone()).is_some());
                last = link.range.end;
            }
        }
    }
}
