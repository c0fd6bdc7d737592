//! What search engines read first.

use std::fmt::Write;

use super::{Base, Page};

/// All pages that are a place of their own, each with its translations. Addresses and codes are plain
/// (see [`Base::read`]), so nothing in them has to be escaped.
pub(super) fn xml(base: &Base, pages: &[Page]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for page in pages.iter().filter(|page| page.canonical == page.folder) {
        let _ = write!(xml, "<url><loc>{}</loc>", base.of(&page.folder));
        if let Some(day) = page.checked.as_deref().filter(|day| is_day(day)) {
            let _ = write!(xml, "<lastmod>{day}</lastmod>");
        }
        if page.translations.len() > 1 {
            let other = |code: &str, folder: &str| {
                format!(
                    "<xhtml:link rel=\"alternate\" hreflang=\"{code}\" href=\"{}\"/>",
                    base.of(folder)
                )
            };
            for (code, folder) in &page.translations {
                xml.push_str(&other(code, folder));
            }
            if let Some((_, folder)) = page.translations.first() {
                xml.push_str(&other("x-default", folder));
            }
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

fn is_day(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() })
}

pub(super) fn robots(base: &Base) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", base.of("sitemap.xml"))
}
