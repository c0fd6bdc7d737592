//! Scripts mixed inside one label, which no honest name needs.

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Armenian,
    Cherokee,
    /// Scripts that are not taken for Latin, and characters of no script.
    Other,
}

fn script(c: char) -> Script {
    match c as u32 {
        0x61..=0x7a | 0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xf6 | 0xf8..=0x2af => Script::Latin,
        0x1e00..=0x1eff | 0x2c60..=0x2c7f | 0xa720..=0xa7ff => Script::Latin,
        0x400..=0x52f | 0x1c80..=0x1c8f | 0x2de0..=0x2dff | 0xa640..=0xa69f => Script::Cyrillic,
        0x370..=0x3ff | 0x1f00..=0x1fff => Script::Greek,
        0x530..=0x58f => Script::Armenian,
        0x13a0..=0x13ff | 0xab70..=0xabbf => Script::Cherokee,
        _ => Script::Other,
    }
}

/// Whether one label of the host (in Unicode) mixes scripts whose letters look alike. Latin
/// beside Japanese, Chinese or Korean is ordinary and does not count.
pub fn mixes_scripts(host: &str) -> bool {
    host.split('.').any(|label| {
        let mut seen = None;
        label
            .chars()
            .map(script)
            .filter(|&s| s != Script::Other)
            .any(|s| *seen.get_or_insert(s) != s)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixed_and_not() {
        for mixed in ["раypal.com", "amаzon.de", "www.gοogle.com"] {
            assert!(mixes_scripts(mixed), "{mixed}");
        }
        for fine in [
            "paypal.com",
            "яндекс.рф",
            "яндекс.com",
            "sony日本.jp",
            "münchen.de",
            "ソニーstore.jp",
            "a1-b2.com",
            "",
        ] {
            assert!(!mixes_scripts(fine), "{fine}");
        }
    }
}
