//! The number that a Pack carries, so that everybody who builds the same tree gets the same bytes.

use crate::book::Book;
use crate::diagnostic::Diagnostic;

/// The edition's number: a date and a running number of that day, YYYYMMDDNN. Ascending numbers are
/// what keeps an old Pack from coming back, so one that is no date would block every later one.
pub(crate) fn number(book: &Book, remarks: &mut Vec<Diagnostic>) -> u64 {
    let (file, edition) = &book.edition;
    let number = *edition.number.get_ref();
    if !is_edition(number) {
        let title = format!("{number} is no edition");
        remarks.push(
            Diagnostic::error(file, edition.number.span(), title)
                .help("a date and two digits for the edition of that day: 2026112301"),
        );
    }
    number
}

fn is_edition(number: u64) -> bool {
    let (year, month, day) = (number / 1_000_000, number / 10_000 % 100, number / 100 % 100);
    (2026..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::is_edition;

    #[test]
    fn an_edition_is_a_date_and_a_running_number() {
        for good in [2026112301, 2026010100, 2199123199] {
            assert!(is_edition(good), "{good}");
        }
        for bad in [0, 1, 20261123, 2026133101, 2026113299, 2026110001, 99999999999999, u64::MAX] {
            assert!(!is_edition(bad), "{bad}");
        }
    }
}
