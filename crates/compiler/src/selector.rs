//! Whether a text can be a CSS selector as site adapters use them.
//!
//! A browser reads selectors, not we: what a browser refuses finds nothing there, and the adapter
//! is silently weaker. This finds the slips of a hand that writes them: something not closed, a
//! combinator with nothing beside it, an empty entry, a pseudo-element. Names are not looked up;
//! the extension's own tests put every selector before a browser's parser.

/// Longest selector. Real ones are a tenth of it; a browser must never be given a book to match.
const MAX_CHARS: usize = 300;

/// What is wrong with it, in words that go on from the selector; `None` when nothing is.
///
/// `>>>` between blanks leads into an open shadow; its sides are selectors of their own.
pub(crate) fn fault(text: &str) -> Option<String> {
    if text.chars().count() > MAX_CHARS {
        return Some(format!("is longer than {MAX_CHARS} characters"));
    }
    text.split(" >>> ").find_map(part_fault)
}

fn part_fault(text: &str) -> Option<String> {
    let mut open: Vec<char> = Vec::new();
    let mut quote: Option<char> = None;
    // Whether a combinator or a comma could stand here: something came before it.
    let mut filled = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if let Some(mark) = quote {
            match c {
                '\\' => drop(chars.next()),
                _ if c == mark => quote = None,
                _ => {}
            }
            continue;
        }
        let in_brackets = open.last() == Some(&'[');
        match c {
            '\\' => {
                chars.next();
                filled = true;
            }
            '"' | '\'' if in_brackets => quote = Some(c),
            '"' | '\'' => return Some("has a quotation mark outside of [ ]".into()),
            '[' | '(' => {
                open.push(c);
                filled = c == '[';
            }
            ']' | ')' => {
                let wanted = if c == ']' { '[' } else { '(' };
                if open.pop() != Some(wanted) {
                    return Some(format!("has a {c} that nothing opens"));
                }
                if !filled {
                    return Some(format!("has nothing before a {c}"));
                }
                filled = true;
            }
            '{' | '}' | '<' | ';' | '@' if !in_brackets => {
                return Some(format!("has a {c}, which is no part of a selector"));
            }
            ':' if chars.peek() == Some(&':') => {
                return Some("names a pseudo-element, which is no element of the page".into());
            }
            ',' if !filled => return Some("has nothing before a comma".into()),
            // Inside `:has(` a selector may begin with a combinator.
            '>' | '+' | '~' if !in_brackets && !filled && open.last() != Some(&'(') => {
                return Some(format!("has nothing before {c}"));
            }
            ',' => filled = false,
            '>' | '+' | '~' if !in_brackets => filled = false,
            _ if c.is_whitespace() => {}
            _ => filled = true,
        }
    }
    if quote.is_some() {
        return Some("has a quotation mark that is not closed".into());
    }
    if let Some(left) = open.pop() {
        return Some(format!("has a {left} that is not closed"));
    }
    (!filled).then(|| "ends before it names anything".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_ones_have_no_fault() {
        for text in [
            "div",
            ".a > .b",
            "[title*=\"@\"]",
            "a[href^='mailto:' i]",
            "[a=\"]\"]",
            "[a=\"\\\"\"]",
            ":is(h1, h2)",
            "x:has(> tbody > tr:nth-child(9)) + y ~ z",
            "a.b\\:c",
            "mail-list >>> .item",
            ":scope >>> iframe",
            "h1, h2",
        ] {
            assert_eq!(fault(text), None, "{text}");
        }
    }

    #[test]
    fn slips_are_named() {
        for (text, says) in [
            ("", "ends before"),
            ("  ", "ends before"),
            ("div[", "[ that is not closed"),
            ("div]", "] that nothing opens"),
            (":not(.a", "( that is not closed"),
            (":is([a)]", "that nothing opens"),
            ("[a=\"b]", "quotation mark that is not closed"),
            ("a \"b\"", "quotation mark outside"),
            ("a::before", "pseudo-element"),
            ("a,", "ends before"),
            (",a", "nothing before a comma"),
            ("a,,b", "nothing before a comma"),
            ("> a", "nothing before >"),
            ("a >", "ends before"),
            ("a > > b", "nothing before >"),
            (":is()", "nothing before a )"),
            ("a { color: red }", "has a {"),
            ("a >>> ", "ends before"),
            ("a @title", "has a @"),
        ] {
            let found = fault(text).unwrap_or_else(|| panic!("{text} has no fault"));
            assert!(found.contains(says), "{text}: {found}");
        }
        assert!(fault(&"a".repeat(301)).is_some_and(|found| found.contains("longer")));
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_an_answer(text in "\\PC{0,60}") {
            let _ = fault(&text);
        }
    }
}
