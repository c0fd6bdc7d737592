//! Words reduced to what the eye takes them for.

use crate::rules::FoldTable;

/// A label (in Unicode) folded by the table: look-alikes, accents and case off. Characters the
/// table does not know stay.
pub(crate) fn fold(table: &FoldTable, text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else if let Ok(index) = table.from.binary_search(&(c as u32)) {
            folded.push_str(table.to.get(index as u32));
        } else {
            folded.extend(c.to_lowercase());
        }
    }
    folded
}

/// What an ASCII word is taken for at a glance: digits as the letters they stand for, and pairs
/// that run together as one letter. Both sides of a comparison go through this, so that it does
/// not matter which of two alike letters is the real one.
pub(crate) fn skeleton(word: &str) -> String {
    let bytes = word.as_bytes();
    let mut out = String::with_capacity(word.len());
    let mut i = 0;
    while i < bytes.len() {
        let pair = bytes.get(i..i + 2);
        let (letter, step) = match pair {
            Some(b"rn" | b"nn") => ('m', 2),
            Some(b"vv" | b"uu") => ('w', 2),
            Some(b"cl") => ('d', 2),
            _ => (alike(bytes[i]), 1),
        };
        out.push(letter);
        i += step;
    }
    out
}

fn alike(byte: u8) -> char {
    char::from(match byte {
        b'0' => b'o',
        b'1' | b'i' | b'|' => b'l',
        b'2' => b'z',
        b'3' => b'e',
        b'4' => b'a',
        b'5' => b's',
        b'7' => b't',
        b'8' => b'b',
        b'9' | b'6' => b'g',
        // Bytes of other scripts lose their meaning, but only ASCII words are ever compared.
        0x80.. => b'?',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_words_meet() {
        for (a, b) in [
            ("amaz0n", "amazon"),
            ("arnazon", "amazon"),
            ("paypai", "paypal"),
            ("paypa1", "paypal"),
            ("rnicrosoft", "microsoft"),
            ("vvellsfargo", "wellsfargo"),
            ("adclresses", "addresses"),
            ("faceb00k", "facebook"),
        ] {
            assert_eq!(skeleton(a), skeleton(b), "{a} {b}");
        }
        assert_ne!(skeleton("amazon"), skeleton("amazing"));
    }
}
