//! A guide's questions for search engines: a FAQPage of schema.org, as JSON.

use caveat_compiler::Guide;
use serde_json::json;

use super::Book;
use super::text::plain;
use super::words::Words;

/// The data, or none for a guide without questions. It holds no `<`, so nothing in it can end the element it stands in.
pub(super) fn data(book: &Book<'_>, own: &Words, guide: &Guide, folder: &str) -> Option<String> {
    let questions = guide.sections.iter().find(|section| section.id == "questions")?;
    let asked: Vec<_> = questions
        .sub
        .iter()
        .map(|part| {
            let answer = part.blocks.iter().map(|b| plain(&b.text, &book.channels, own));
            let answer = answer.collect::<Vec<_>>().join(" ");
            json!({ "@type": "Question", "name": part.title, "acceptedAnswer": { "@type": "Answer", "text": answer } })
        })
        .collect();
    if asked.is_empty() {
        return None;
    }
    let page = json!({
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "url": book.base.of(folder),
        "inLanguage": own.code,
        "name": guide.title,
        "description": guide.summary,
        "dateModified": guide.checked,
        "mainEntity": asked,
    });
    Some(page.to_string().replace('<', "\\u003c"))
}
