//! Which generation is in use: one small file that is replaced in one step.

use super::sealed;

/// The file with this number in it.
pub(super) fn write(generation: u64) -> String {
    sealed::write(&format!("generation {generation}\n"))
}

/// The number, when the file is as it was written.
pub(super) fn read(bytes: &[u8]) -> Option<u64> {
    let text = sealed::read(bytes)?;
    let generation = text.strip_prefix("generation ")?.strip_suffix('\n')?.parse().ok()?;
    // One way of writing it only.
    (write(generation).as_bytes() == bytes).then_some(generation)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_number_goes_there_and_back(generation in any::<u64>()) {
            prop_assert_eq!(read(write(generation).as_bytes()), Some(generation));
        }

        #[test]
        fn nothing_else_is_a_number(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
            prop_assert_eq!(read(&bytes), None);
        }

        #[test]
        fn not_even_a_text_with_a_right_sum(text in "(generation ?)?[+0-9 ]{0,25}\n") {
            if let Some(generation) = read(sealed::write(&text).as_bytes()) {
                prop_assert_eq!(text, format!("generation {generation}\n"));
            }
        }
    }
}
