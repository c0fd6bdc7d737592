//! Strangers' hosts that pose as a brand.

use super::skeleton::{fold, skeleton};
use super::{Directory, distance, to_unicode, words};
use crate::rules::HostList;

/// How a host imitates a brand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Its name is a few keystrokes or look-alike letters away.
    Lookalike,
    /// The brand's name itself stands in a stranger's host.
    Named,
}

/// A brand that a host imitates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imitation {
    /// The brand.
    pub brand: u32,
    /// How.
    pub how: How,
}

/// Shortest name that may be recognised one keystroke away.
const MIN_NEAR: usize = 5;
/// Shortest name that may be recognised two keystrokes away.
const MIN_FAR: usize = 9;
/// Names shorter than this are words or initials elsewhere; they need a desk word beside them.
const MIN_ALONE: usize = 4;

/// Names at least this long are hardly anyone else's, even where they are ordinary words.
const MIN_UNLIKELY: usize = 8;

/// Most keystrokes that a name recognised may lie away.
const MAX_SLIPS: u32 = 2;

/// Which of the letters a to z a word has, one bit each.
#[derive(Clone, Copy)]
struct Letters(u32);

impl Letters {
    fn of(word: &str) -> Letters {
        let letters = word.bytes().filter(u8::is_ascii_lowercase);
        Letters(letters.fold(0, |set, letter| set | 1 << (letter - b'a')))
    }

    /// How many of these letters `word` has not.
    fn missing_from(self, word: Letters) -> u32 {
        (self.0 & !word.0).count_ones()
    }
}

/// A brand's token, prepared for comparison.
pub(super) struct Pose<'r> {
    token: &'r str,
    skeleton: String,
    /// The letters of the token and of its skeleton.
    letters: Letters,
    skeleton_letters: Letters,
    brand: u32,
    /// The token is the brand's name, not a name with something added.
    is_name: bool,
    /// The name is too short or too ordinary to mean the brand by itself.
    meek: bool,
}

/// A host taken apart.
struct Parts {
    /// Labels left of the public suffix as a reader sees them, folded, the registrable first.
    labels: Vec<Label>,
    /// The labels that say "desk" beside a brand's name.
    has_desk: bool,
    /// The suffix is a country's.
    national: bool,
    /// Nobody registers there with care.
    cheap: bool,
}

struct Label {
    folded: String,
    /// Folding changed it: letters of another script or with accents.
    disguised: bool,
}

impl Directory<'_> {
    /// The brand that `host` poses as, if any. Never for a host that a brand owns, nor for a
    /// mail service's (which carry their clients' names).
    pub fn imitation(&self, host: &str) -> Option<Imitation> {
        if super::is_ip(host)
            || self.rules.brands.tokens.is_empty()
            || self.owner(host).is_some()
            || self.is_listed(HostList::MailService, host)
        {
            return None;
        }
        let landlord = self.site(host);
        let parts = self.take_apart(host);
        let found = parts
            .labels
            .iter()
            .enumerate()
            .find_map(|(depth, label)| self.in_label(label, depth, &parts))
            .or_else(|| self.whole_domain_inside(host));
        found.filter(|i| Some(i.brand) != landlord)
    }

    fn poses(&self) -> &[Pose<'_>] {
        self.poses.get_or_init(|| {
            let brands = &self.rules.brands;
            brands
                .tokens
                .iter()
                .zip(&brands.token_brand)
                .filter(|(token, _)| token.len() >= 3)
                .map(|(token, &brand)| {
                    let is_name = self.is_name(token, brand);
                    let common = is_name && self.is_common_word(brand);
                    let skeleton = skeleton(token);
                    Pose {
                        token,
                        letters: Letters::of(token),
                        skeleton_letters: Letters::of(&skeleton),
                        skeleton,
                        brand,
                        is_name,
                        meek: token.len() < MIN_ALONE || common && token.len() < MIN_UNLIKELY,
                    }
                })
                .collect()
        })
    }

    fn take_apart(&self, host: &str) -> Parts {
        // Below a host where anyone can have a name, names begin there.
        let suffix = [HostList::OpenHosting, HostList::FreeMail, HostList::Shortener]
            .into_iter()
            .filter_map(|list| self.listing(list, host))
            .chain(std::iter::once(self.suffix(host).text))
            .max_by_key(|suffix| suffix.len())
            .unwrap_or(host);
        let name = host.len().checked_sub(suffix.len() + 1);
        let name = to_unicode(name.and_then(|end| host.get(..end)).unwrap_or(""));
        let labels: Vec<Label> = name
            .rsplit('.')
            .map(|label| {
                let folded = fold(&self.rules.fold, label);
                Label { disguised: folded != label, folded }
            })
            .collect();
        let last = suffix.rsplit('.').next().unwrap_or(suffix);
        let has_desk = labels.iter().flat_map(|l| split(&l.folded)).any(words::is_desk);
        Parts {
            has_desk,
            labels,
            national: last.len() == 2,
            cheap: self.is_listed(HostList::RiskyTld, host)
                || self.is_listed(HostList::OpenHosting, host),
        }
    }

    /// A brand in one label: the label whole, without its hyphens, or one of its words.
    fn in_label(&self, label: &Label, depth: usize, parts: &Parts) -> Option<Imitation> {
        let joined: String = split(&label.folded).collect();
        let pieces = split(&label.folded).filter(|word| word.len() < joined.len());
        std::iter::once(joined.as_str()).chain(pieces).filter(|word| word.len() >= 3).find_map(
            |word| {
                let whole = word.len() == joined.len();
                self.in_word(word, whole, label, depth, parts)
            },
        )
    }

    fn in_word(
        &self,
        word: &str,
        whole: bool,
        label: &Label,
        depth: usize,
        parts: &Parts,
    ) -> Option<Imitation> {
        // A true word is no disguise of another, unless letters of other scripts make it one.
        let ordinary = !label.disguised && words::is_ordinary(word);
        let seen = skeleton(word);
        let (letters, seen_letters) = (Letters::of(word), Letters::of(&seen));
        let mut near = None;
        for pose in self.poses() {
            // Nearly all pairs part here: letters are missing that no slip could have taken.
            if pose.letters.missing_from(letters) > MAX_SLIPS
                && pose.skeleton_letters.missing_from(seen_letters) > 0
            {
                continue;
            }
            let imitation = |how| Some(Imitation { brand: pose.brand, how });
            if word == pose.token {
                if label.disguised {
                    return imitation(How::Lookalike);
                }
                let plain = whole && label.folded == word;
                if may_stand(pose, plain, depth, parts) {
                    return imitation(How::Named);
                }
                continue;
            }
            if pose.token.len() >= MIN_ALONE && !pose.meek && word.is_ascii() {
                if seen == pose.skeleton && !ordinary {
                    return imitation(How::Lookalike);
                }
                if is_joined(word, pose.token) {
                    return imitation(if label.disguised { How::Lookalike } else { How::Named });
                }
                if pose.token.len() >= MIN_NEAR && is_joined_skeleton(&seen, &pose.skeleton) {
                    return imitation(How::Lookalike);
                }
            }
            // A near miss counts only where nothing closer is found.
            if near.is_none() && depth == 0 && !ordinary && is_near(word, whole, pose, parts) {
                near = imitation(How::Lookalike);
            }
        }
        near
    }

    /// A brand's whole domain at the left of a stranger's: `paypal.com.example.top`.
    fn whole_domain_inside(&self, host: &str) -> Option<Imitation> {
        let own = self.registrable(host);
        let left = host.strip_suffix(own)?.trim_end_matches('.');
        super::parents(left).find_map(|tail| {
            let dots = tail.match_indices('.').map(|(at, _)| at);
            let ends = dots.skip(1).take(2).chain(std::iter::once(tail.len()));
            let brand = ends
                .filter_map(|end| tail.get(..end))
                .filter(|domain| domain.contains('.'))
                .find_map(|domain| self.brand_of_domain(domain))?;
            Some(Imitation { brand, how: How::Named })
        })
    }
}

fn split(label: &str) -> impl Iterator<Item = &str> {
    label.split(['-', '_']).filter(|word| !word.is_empty())
}

/// Whether the brand's exact name in a stranger's host means anything.
fn may_stand(pose: &Pose<'_>, plain: bool, depth: usize, parts: &Parts) -> bool {
    let has_desk = parts.has_desk;
    if depth > 0 {
        // Honest services give each client a subdomain ("brand.service.example"): the name alone
        // says nothing there.
        let desk_beside =
            parts.labels[1..].iter().flat_map(|label| split(&label.folded)).any(words::is_desk);
        return desk_beside
            || parts.cheap
            || has_desk && split(&parts.labels[0].folded).count() > 1;
    }
    if plain {
        // The brand's name under a country's suffix is nearly always the brand's own site there,
        // whether or not the rules know it.
        return !pose.meek && (!pose.is_name || !parts.national || parts.cheap);
    }
    !pose.meek || has_desk
}

/// Whether `word` is the token with desk words run together before or after it.
fn is_joined(word: &str, token: &str) -> bool {
    if word.len() <= token.len() {
        return false;
    }
    let Some(at) = word.find(token) else {
        return false;
    };
    let (before, after) = (&word[..at], &word[at + token.len()..]);
    // Short names occur inside other words; they need an unmistakable neighbour.
    let fits = |rest: &str| {
        if token.len() < MIN_NEAR {
            rest.is_empty() || words::is_desk(rest)
        } else {
            words::is_trimming(rest)
        }
    };
    fits(before) && fits(after)
}

fn is_joined_skeleton(word: &str, token: &str) -> bool {
    let rest = |rest: Option<&str>| {
        rest.is_some_and(|rest| rest.len() >= 3 && words::is_trimming_skeleton(rest))
    };
    rest(word.strip_prefix(token)) || rest(word.strip_suffix(token))
}

/// What houses of one trade have in common. "hillbank" is no slip for "hellobank": only what stands
/// before is a name, and must be long enough by itself.
const TRADES: &[&str] =
    &["bank", "banking", "credit", "energy", "group", "mobile", "online", "pay"];

/// Both words without the ending of their trade that they share.
fn without_trade<'a>(word: &'a str, token: &'a str) -> (&'a str, &'a str) {
    let both = |trade| Some((word.strip_suffix(trade)?, token.strip_suffix(trade)?));
    TRADES.iter().find_map(|trade| both(*trade)).unwrap_or((word, token))
}

/// Whether a slip of the finger (or of the eye) turns the token into `word`.
fn is_near(word: &str, whole: bool, pose: &Pose<'_>, parts: &Parts) -> bool {
    let (word, token) = without_trade(word, pose.token);
    if pose.meek || token.len() < MIN_NEAR || !word.is_ascii() {
        return false;
    }
    // Who imitates a name keeps its first letter, and words that differ there (finance, binance)
    // are other words.
    if word.as_bytes().first() != token.as_bytes().first() {
        return false;
    }
    // One word among others must be longer, or stand beside a desk word.
    if !whole && token.len() <= MIN_NEAR && !parts.has_desk {
        return false;
    }
    // A surname and its plural are not a slip: "lloyd" and "lloyds".
    if token.strip_suffix('s') == Some(word) {
        return false;
    }
    let limit = if token.len() >= MIN_FAR { MAX_SLIPS as usize } else { 1 };
    distance(word, token, limit).is_some()
}

impl Directory<'_> {
    /// Whether `host` is the brand's bare name under a country's suffix: most likely the brand's
    /// own site there, which the rules need not know.
    pub fn may_be_national(&self, host: &str, brand: u32) -> bool {
        let parts = self.take_apart(host);
        parts.national
            && !parts.cheap
            && parts.labels.first().is_some_and(|label| {
                !label.disguised
                    && self.poses().iter().any(|pose| {
                        pose.brand == brand && pose.is_name && pose.token == label.folded
                    })
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_trade() {
        for (word, token, own) in [
            ("hillbank", "hellobank", ("hill", "hello")),
            ("citybank", "citibank", ("city", "citi")),
            ("paypall", "paypal", ("paypall", "paypal")),
            ("citybank", "citi", ("citybank", "citi")),
            ("bank", "bank", ("", "")),
        ] {
            assert_eq!(without_trade(word, token), own);
        }
    }
}
