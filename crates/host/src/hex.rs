//! Bytes as text.

/// 32 bytes from 64 digits of either case; none from anything else.
pub(crate) fn read(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let high = char::from(pair[0]).to_digit(16)?;
        let low = char::from(pair[1]).to_digit(16)?;
        *byte = u8::try_from(high << 4 | low).ok()?;
    }
    Some(bytes)
}

/// Digits in lower case.
pub(crate) fn write(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_go_there_and_back() {
        let bytes: [u8; 32] = std::array::from_fn(|at| (at * 9) as u8);
        assert_eq!(read(&write(&bytes)), Some(bytes));
        assert_eq!(read(&write(&bytes).to_uppercase()), Some(bytes));
        for bad in
            ["", "00", &"0".repeat(63), &"g".repeat(64), &"+1".repeat(32), &"\u{e4}".repeat(32)]
        {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
