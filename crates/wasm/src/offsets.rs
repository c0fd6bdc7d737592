//! Byte offsets of UTF-8 text to the UTF-16 offsets that JavaScript counts in.

use caveat_engine::{Field, Message, Span};

/// The UTF-16 offsets of many spans of one message. Each field is walked once, however many
/// spans lie in it: a message with thousands of findings costs no more than a message with one.
pub(crate) struct Utf16Offsets {
    /// Field, byte offset, UTF-16 offset; sorted.
    known: Vec<(Field, usize, u32)>,
}

impl Utf16Offsets {
    /// Looks up all `spans` of `message`.
    pub(crate) fn new<'s>(
        message: &Message,
        spans: impl Iterator<Item = &'s Span>,
    ) -> Utf16Offsets {
        let ends = |span: &Span| [span.range.start, span.range.end].map(|b| (span.field, b, 0));
        let mut known: Vec<_> = spans.flat_map(ends).collect();
        known.sort_unstable();
        let (mut field, mut text, mut at, mut units) = (None, "".as_bytes(), 0, 0);
        for (of, byte, utf16) in &mut known {
            if field != Some(*of) {
                (field, text, at, units) = (Some(*of), of.of(message).as_bytes(), 0, 0);
            }
            let end = text.len().min(*byte);
            units += utf16_units(&text[at..end]);
            at = end;
            *utf16 = units;
        }
        Utf16Offsets { known }
    }

    /// Start and end of `span`, which must be one of those given to [`Utf16Offsets::new`].
    pub(crate) fn of(&self, span: &Span) -> (u32, u32) {
        let at = |byte| {
            let key = |&(field, byte, _): &(Field, usize, u32)| (field, byte);
            let found = self.known.binary_search_by_key(&(span.field, byte), key);
            found.map_or(0, |i| self.known[i].2)
        };
        (at(span.range.start), at(span.range.end))
    }
}

/// How many UTF-16 units a piece of UTF-8 takes: one for each character (each byte that does not
/// continue one), one more for each beyond the basic plane (which start at 0xF0). Counting bytes
/// instead of decoding keeps a long message cheap.
fn utf16_units(utf8: &[u8]) -> u32 {
    utf8.iter().map(|&byte| u32::from(byte & 0xC0 != 0x80) + u32::from(byte >= 0xF0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: &[&str] = &[
        "",
        "plain",
        "é",
        "naïve café",
        "€100 – pay now",
        "日本語のメール",
        "👋 hi 👨‍👩‍👧 there 🎁!",
        "ЅЕСURІТY аlеrt",
        "𝐔𝐫𝐠𝐞𝐧𝐭 notice",
        "a\u{301}\u{200b}b\u{fffd}c",
        "\u{10ffff}\u{10000}\u{ffff}\u{e000}\u{d7ff}\u{800}\u{7ff}\u{80}\u{7f}\0",
    ];

    fn span(field: Field, range: std::ops::Range<usize>) -> Span {
        Span { field, range }
    }

    fn body(text: &str) -> Message {
        Message { body: text.into(), ..Message::default() }
    }

    #[test]
    fn every_boundary_agrees_with_the_standard_encoder() {
        for text in TEXTS {
            let boundary = |&byte: &usize| text.is_char_boundary(byte);
            let spans: Vec<Span> = (0..=text.len())
                .filter(boundary)
                .map(|byte| span(Field::Body, byte..text.len()))
                .collect();
            let offsets = Utf16Offsets::new(&body(text), spans.iter());
            for span in spans {
                let units = |byte: usize| text[..byte].encode_utf16().count() as u32;
                let expected = (units(span.range.start), units(text.len()));
                assert_eq!(offsets.of(&span), expected, "{text:?} at {span:?}");
            }
        }
    }

    #[test]
    fn a_span_cuts_the_same_words_out_of_either_encoding() {
        let message = Message {
            subject: "Ünlocked".into(),
            ..body("👋 Hëllo, scrátch off the 🎁 card’s back")
        };
        let of_body = |words: &str| {
            let start = message.body.find(words).unwrap();
            span(Field::Body, start..start + words.len())
        };
        let mut spans = ["Hëllo", "🎁", "back", "👋", "scrátch off"].map(of_body).to_vec();
        spans.push(span(Field::Subject, 2..9));
        let offsets = Utf16Offsets::new(&message, spans.iter());
        for span in &spans {
            let (start, end) = offsets.of(span);
            let utf16: Vec<u16> = span.field.of(&message).encode_utf16().collect();
            let cut = String::from_utf16(&utf16[start as usize..end as usize]).unwrap();
            assert!(!cut.is_empty());
            assert_eq!(cut, span.text(&message));
        }
    }

    #[test]
    fn a_span_that_does_not_fit_ends_with_the_text() {
        let beyond = [span(Field::Body, 1..99), span(Field::LinkHref(3), 2..4)];
        let offsets = Utf16Offsets::new(&body("né"), beyond.iter());
        assert_eq!(offsets.of(&beyond[0]), (1, 2));
        assert_eq!(offsets.of(&beyond[1]), (0, 0));
    }
}
