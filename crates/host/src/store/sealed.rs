//! Small texts with a checksum below them, so that a torn or overwritten one is noticed. It is no
//! signature: whoever may write here can make one.

use ring::digest::{SHA256, digest};

use crate::hex;

const SUM: &str = "sum ";

/// A text, which ends with a line's end, with its checksum.
pub(super) fn write(text: &str) -> String {
    format!("{text}{SUM}{}\n", sum(text))
}

/// The text, when it is as it was written, to the byte.
pub(super) fn read(bytes: &[u8]) -> Option<&str> {
    let all = std::str::from_utf8(bytes).ok()?;
    let (text, rest) = all.split_at(all.rfind(SUM)?);
    let found = rest.strip_prefix(SUM)?.strip_suffix('\n')?;
    (text.ends_with('\n') && found == sum(text)).then_some(text)
}

fn sum(text: &str) -> String {
    hex::write(digest(&SHA256, text.as_bytes()).as_ref())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn any_single_change_is_noticed() {
        let sealed = write("a text\n").into_bytes();
        assert_eq!(read(&sealed), Some("a text\n"));
        for at in 0..sealed.len() {
            assert_eq!(read(&sealed[..at]), None, "cut at {at}");
            for bit in 0..8 {
                let mut torn = sealed.clone();
                torn[at] ^= 1 << bit;
                assert_eq!(read(&torn), None, "bit {bit} of {at}");
            }
        }
        assert_eq!(read(&[sealed.as_slice(), b"\n"].concat()), None);
    }

    proptest! {
        #[test]
        fn nothing_else_is_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Some(text) = read(&bytes) {
                prop_assert_eq!(write(text).into_bytes(), bytes);
            }
        }
    }
}
