//! Whether a shown name claims to be a brand.

use super::vocabulary::{ALARM, AROUND, BESIDE, DESK, FILLER};

use std::ops::Range;

/// What a name says about a brand standing in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// It only mentions it.
    Nothing,
    /// It is the brand's name and nothing else, where that is an ordinary word or a given name
    /// too.
    BareWord,
    /// It claims to be it.
    Claim,
}

/// Reads a sender's name around the brand at `brand`. `mentions` are all brands in the name;
/// `common` tells that the brand's name is an ordinary word too.
pub(super) fn says(
    name: &str,
    brand: &Range<usize>,
    mentions: &[Range<usize>],
    common: bool,
) -> Says {
    let (mut desk, mut strange, mut before_strange, mut last_before) = (0, 0, 0, "");
    let lower;
    // Lower-casing may move bytes; where it does, offsets no longer fit and the name is read as
    // written.
    let name = {
        let lowered = crate::lower(name);
        lower = if lowered.len() == name.len() { lowered } else { name.to_owned() };
        lower.as_str()
    };
    for (at, word) in words(name) {
        if mentions.iter().any(|m| m.start <= at && at < m.end) {
            continue;
        }
        let before = at < brand.start;
        if before {
            last_before = word;
        }
        if DESK.binary_search(&word).is_ok() {
            desk += 1;
        } else if FILLER.binary_search(&word).is_ok() || word.bytes().all(|b| b.is_ascii_digit()) {
            // Country codes and legal forms: no weight either way.
        } else if AROUND.binary_search(&word).is_ok() {
            return Says::Nothing;
        } else {
            strange += 1;
            before_strange += usize::from(before);
        }
    }
    if common {
        return match (strange, desk) {
            (0, 0) => Says::BareWord,
            (0, _) => Says::Claim,
            _ => Says::Nothing,
        };
    }
    // "Anna from Amazon" speaks for it; "Anna Amazon" and "Anna via Amazon" do not.
    let speaks_for = last_before == "from";
    if before_strange == 0 && strange <= 1 || speaks_for && strange <= 3 {
        Says::Claim
    } else {
        Says::Nothing
    }
}

/// Whether a name is nobody's in particular: empty, or made of desk words alone ("Security
/// Team").
pub(super) fn is_nobodys(name: &str) -> bool {
    let name = crate::lower(name);
    words(&name).all(|(_, word)| {
        DESK.binary_search(&word).is_ok()
            || FILLER.binary_search(&word).is_ok()
            || word.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Whether a name shouts ("Payment declined", "Congratulations!") and names nobody.
pub(super) fn is_alarm(name: &str) -> bool {
    let name = crate::lower(name);
    let mut loud = false;
    let nobody = words(&name).all(|(_, word)| {
        let plain = unaccented(word);
        let word = plain.as_str();
        let shouts = ALARM.binary_search(&word).is_ok();
        loud |= shouts;
        shouts
            || BESIDE.binary_search(&word).is_ok()
            || DESK.binary_search(&word).is_ok()
            || FILLER.binary_search(&word).is_ok()
            || word.bytes().all(|b| b.is_ascii_digit())
    });
    loud && nobody
}

/// The few accents that the lists above leave out.
fn unaccented(word: &str) -> String {
    let plain = |c| match c {
        'ä' | 'á' | 'à' | 'â' | 'ã' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'í' | 'ì' => 'i',
        'ö' | 'ó' | 'ò' | 'ô' | 'õ' => 'o',
        'ü' | 'ú' | 'ù' => 'u',
        'ç' => 'c',
        other => other,
    };
    word.chars().map(plain).collect()
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(from..)?;
            let start = from + rest.find(char::is_alphanumeric)?;
            let word = &text[start..];
            let length = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
            from = start + length;
            if length > 0 {
                return Some((start, &text[start..from]));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [DESK, FILLER, AROUND, ALARM, BESIDE] {
            assert!(list.windows(2).all(|w| w[0] < w[1]), "{list:?}");
        }
    }

    fn read(name: &str, brand: &str, common: bool) -> Says {
        let start = name.find(brand).expect("the brand stands in the name");
        let range = start..start + brand.len();
        says(name, &range, std::slice::from_ref(&range), common)
    }

    #[test]
    fn names_that_claim() {
        for name in [
            "Amazon",
            "Amazon.com",
            "The Amazon Team",
            "Amazon Support",
            "Amazon.co.uk",
            "Amazon Fraud Department",
            "Anna from Amazon",
            "Amazon Gutschein",
            "AMAZON",
            "Amazon Newsletter",
            "no-reply@Amazon",
        ] {
            let brand = if name == "AMAZON" { "AMAZON" } else { "Amazon" };
            assert_eq!(read(name, brand, false), Says::Claim, "{name}");
        }
        for name in ["Chase Bank", "Chase Alerts", "Chase Customer Service"] {
            assert_eq!(read(name, "Chase", true), Says::Claim, "{name}");
        }
        assert_eq!(read("Chase", "Chase", true), Says::BareWord);
    }

    #[test]
    fn names_of_nobody() {
        assert!(is_nobodys("") && is_nobodys("Customer Service") && is_nobodys("no-reply 24"));
        assert!(!is_nobodys("Apple News Daily") && !is_nobodys("Jo"));
    }

    #[test]
    fn names_that_shout() {
        for name in [
            "Congratulations!",
            "Payment Declined",
            "Account Suspended",
            "Final Notice",
            "Herzlichen Glückwunsch",
            "\u{26a0} URGENT: storage full, act now",
            "Virus Alert",
        ] {
            assert!(is_alarm(name), "{name}");
        }
        for name in [
            "",
            "Security Alert",
            "Order Confirmation",
            "Customer Service",
            "Jane Winner",
            "Flood Warning Service of Northfield",
            "Congratulations from Aunt Mary",
            "24",
            "Reminder",
        ] {
            assert!(!is_alarm(name), "{name}");
        }
    }

    #[test]
    fn names_that_do_not() {
        for name in [
            "Maria Amazon",
            "John via Amazon",
            "Amazon Sellers Forum",
            "Friends of Amazon",
            "Save the Amazon Forest Now",
            "Weekly deals on Amazon",
        ] {
            assert_eq!(read(name, "Amazon", false), Says::Nothing, "{name}");
        }
        for name in ["Chase Miller", "Dr. Chase", "Chase & Sons"] {
            assert_eq!(read(name, "Chase", true), Says::Nothing, "{name}");
        }
        assert_eq!(read("Delta Flowers", "Delta", true), Says::Nothing);
    }
}
