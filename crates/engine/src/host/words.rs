//! Words that hosts are put together from.

/// Words a false site adds to a brand's name to look like the brand's own desk. Sorted.
const DESK: &[&str] = &[
    "account",
    "accounts",
    "alert",
    "alerts",
    "auth",
    "authorize",
    "bank",
    "banking",
    "billing",
    "cancel",
    "care",
    "center",
    "centre",
    "claim",
    "claims",
    "com",
    "confirm",
    "confirmation",
    "customer",
    "customers",
    "customs",
    "deliver",
    "delivery",
    "fee",
    "fees",
    "fraud",
    "help",
    "helpdesk",
    "invoice",
    "limited",
    "login",
    "logon",
    "notice",
    "notification",
    "parcel",
    "parcels",
    "pay",
    "payment",
    "payments",
    "post",
    "recover",
    "recovery",
    "redeliver",
    "redelivery",
    "refund",
    "refunds",
    "reschedule",
    "resolution",
    "reward",
    "rewards",
    "safe",
    "secure",
    "secured",
    "security",
    "service",
    "services",
    "signin",
    "signon",
    "support",
    "suspended",
    "toll",
    "tolls",
    "track",
    "tracking",
    "unlock",
    "update",
    "updates",
    "validation",
    "verification",
    "verify",
    "wallet",
];

/// Words that say nothing alone but do beside a long, unmistakable name. Sorted.
const FILLER: &[&str] = &[
    "app", "bonus", "case", "client", "clients", "free", "gift", "gifts", "giveaway", "id", "inc",
    "info", "mail", "mobile", "my", "net", "new", "now", "online", "order", "orders", "prime",
    "prize", "promo", "shop", "store", "team", "the", "uk", "us", "usa", "user", "users", "web",
    "www",
];

/// Ordinary words and names one keystroke away from a brand's name. Sorted.
const ORDINARY: &[&str] = &[
    "abode",
    "affirms",
    "afterwards",
    "amazing",
    "ample",
    "annex",
    "applied",
    "apply",
    "barclay",
    "belle",
    "binary",
    "bitcoins",
    "blocked",
    "bolts",
    "cannon",
    "capitalize",
    "capitoline",
    "chaise",
    "chance",
    "change",
    "chose",
    "citibike",
    "citizens",
    "coast",
    "coasts",
    "corrodes",
    "discovers",
    "discovery",
    "dispatch",
    "easily",
    "ethos",
    "fiance",
    "finance",
    "gamin",
    "gaming",
    "geminis",
    "graven",
    "hermit",
    "impost",
    "infinity",
    "input",
    "intuits",
    "inuit",
    "kevin",
    "klara",
    "lager",
    "ledge",
    "lloyd",
    "lodger",
    "marten",
    "metal",
    "montana",
    "monza",
    "nations",
    "natives",
    "optics",
    "opus",
    "oranges",
    "outlooks",
    "papal",
    "paypoint",
    "payroll",
    "postal",
    "raven",
    "razor",
    "revolt",
    "roger",
    "rogue",
    "roots",
    "santa",
    "saunter",
    "sharpie",
    "shelf",
    "snapchats",
    "spotty",
    "steak",
    "steal",
    "strip",
    "striped",
    "stripes",
    "stripped",
    "surpass",
    "targets",
    "telegraph",
    "tender",
    "tinker",
    "twitched",
    "twitters",
    "venom",
    "verity",
    "visit",
    "vista",
    "vistas",
    "wallet",
    "whatnot",
    "wired",
    "wires",
    "wisdom",
    "yodels",
    "zebra",
    "zoomer",
];

/// Whether a false site would use this word to pass as a brand's desk. Digits around it are
/// noise.
pub(super) fn is_desk(word: &str) -> bool {
    let word = word.trim_matches(|c: char| c.is_ascii_digit());
    DESK.binary_search(&word).is_ok()
}

/// Whether nothing but desk words, fillers and digits stand here, run together or not.
pub(super) fn is_trimming(word: &str) -> bool {
    let known = |word: &str| {
        let bare = word.trim_matches(|c: char| c.is_ascii_digit());
        bare.is_empty() || is_desk(bare) || FILLER.binary_search(&bare).is_ok()
    };
    known(word)
        || (2..word.len().saturating_sub(1)).any(|cut| {
            word.is_char_boundary(cut) && {
                let (left, right) = word.split_at(cut);
                known(left) && known(right)
            }
        })
}

/// The same for the skeleton of a word.
pub(super) fn is_trimming_skeleton(skeleton: &str) -> bool {
    is_trimming(skeleton)
        || DESK.iter().chain(FILLER).any(|word| super::skeleton::skeleton(word) == skeleton)
}

/// Whether an honest site may bear this word though a brand's name is one keystroke away.
pub(super) fn is_ordinary(word: &str) -> bool {
    ORDINARY.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted() {
        for list in [DESK, FILLER, ORDINARY] {
            assert!(list.windows(2).all(|w| w[0] < w[1]));
        }
    }

    #[test]
    fn trimmings() {
        for word in ["support", "support24", "secure", "loginsecure", "24", "myaccount"] {
            assert!(is_trimming(word), "{word}");
        }
        for word in ["insider", "water", "flowers", "é", ""] {
            assert_eq!(is_trimming(word), word.is_empty(), "{word}");
        }
    }
}
