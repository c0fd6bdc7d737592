//! How many keystrokes two words lie apart.

/// Longest word compared; more than any label of a host.
const MAX_WORD: usize = 64;

/// The optimal string alignment distance (insert, delete, replace, swap neighbours) of two ASCII
/// words, or `None` when it is above `limit` or a word is longer than a label can be.
pub fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > limit || a.len() > MAX_WORD || b.len() > MAX_WORD {
        return None;
    }
    let mut above_last = [0usize; MAX_WORD + 1];
    let mut last = [0usize; MAX_WORD + 1];
    let mut row = [0usize; MAX_WORD + 1];
    for (j, cell) in last.iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        row[0] = i;
        for j in 1..=b.len() {
            let differs = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + differs);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(above_last[j - 2] + 1);
            }
            row[j] = least;
        }
        (above_last, last, row) = (last, row, above_last);
    }
    Some(last[b.len()]).filter(|&d| d <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_strsim(a in "[a-d]{0,9}", b in "[a-d]{0,9}", limit in 0usize..5) {
            let theirs = strsim::osa_distance(&a, &b);
            prop_assert_eq!(distance(&a, &b, limit), (theirs <= limit).then_some(theirs));
        }
    }
}
