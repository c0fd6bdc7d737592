//! Whether a name was put together by a machine.

/// Shortest name judged: below, abbreviations look the same.
const MIN_LENGTH: usize = 7;
/// Longest part of a name looked at.
const MAX_LENGTH: usize = 128;
/// A run of consonants that only abbreviations have inside a word …
const LONG_RUN: usize = 6;
/// … and one that these do not have either.
const LONGEST_RUN: usize = 7;
/// Signs that together say "no person chose this", for letters among digits …
const ENOUGH: u32 = 3;
/// … and for letters alone, where abbreviations ("freshrpms") look much the same.
const ENOUGH_LETTERS: u32 = 4;

/// Neighbours that words of European languages hardly ever have. Sorted.
const RARE: &[&[u8; 2]] = &[
    b"bx", b"cj", b"cv", b"cx", b"dx", b"fq", b"fv", b"fx", b"fz", b"gq", b"gv", b"gx", b"hq",
    b"hx", b"hz", b"jb", b"jc", b"jd", b"jf", b"jg", b"jh", b"jj", b"jl", b"jm", b"jn", b"jp",
    b"jq", b"jr", b"js", b"jt", b"jv", b"jw", b"jx", b"jy", b"jz", b"kq", b"kx", b"kz", b"lq",
    b"lx", b"mq", b"mx", b"mz", b"pq", b"pv", b"px", b"pz", b"qb", b"qc", b"qd", b"qe", b"qf",
    b"qg", b"qh", b"qj", b"qk", b"ql", b"qm", b"qn", b"qo", b"qp", b"qr", b"qs", b"qt", b"qv",
    b"qw", b"qx", b"qy", b"qz", b"rx", b"sx", b"tq", b"tx", b"vb", b"vc", b"vd", b"vf", b"vg",
    b"vh", b"vj", b"vk", b"vm", b"vn", b"vp", b"vq", b"vt", b"vw", b"vx", b"vz", b"wq", b"wv",
    b"wx", b"wz", b"xb", b"xd", b"xf", b"xg", b"xh", b"xj", b"xk", b"xm", b"xn", b"xq", b"xr",
    b"xv", b"xw", b"xx", b"xz", b"yq", b"yy", b"zb", b"zc", b"zd", b"zf", b"zg", b"zh", b"zj",
    b"zk", b"zm", b"zn", b"zp", b"zq", b"zr", b"zs", b"zt", b"zv", b"zx",
];

/// Whether some part of `name` (parts stand between `.`, `-`, `_`, `+`) looks as if nobody had
/// chosen it. Names in other scripts never do.
pub fn looks_random(name: &str) -> bool {
    name.split(['.', '-', '_', '+']).any(|part| part_looks_random(part.as_bytes()))
}

fn part_looks_random(part: &[u8]) -> bool {
    let part = &part[..part.len().min(MAX_LENGTH)];
    if part.len() < MIN_LENGTH || !part.iter().all(u8::is_ascii_alphanumeric) {
        return false;
    }
    let lower = part.to_ascii_lowercase();
    // Hexadecimal numbers are honest counters.
    if lower.starts_with(b"xn") || lower.iter().all(u8::is_ascii_hexdigit) {
        return false;
    }
    let (mut rare, mut groups, mut run, mut longest, mut vowels) = (0, 0, 0, 0usize, 0usize);
    for (i, &byte) in lower.iter().enumerate() {
        let next = lower.get(i + 1).copied().unwrap_or(b' ');
        rare += u32::from(RARE.binary_search(&&[byte, next]).is_ok());
        // Letters go on after it: years and counters stand at the end.
        groups += u32::from(byte.is_ascii_digit() && next.is_ascii_alphabetic());
        vowels += usize::from(b"aeiouy".contains(&byte));
        run = if byte.is_ascii_alphabetic() && !b"aeiouy".contains(&byte) { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let digits_at_end = u32::from(lower.ends_with(|b: &u8| b.is_ascii_digit()));
    let letters = lower.iter().filter(|b| b.is_ascii_alphabetic()).count();
    // "mcdphd", "bmwgroup": few vowels alone say little.
    let bare = letters >= 8 && vowels * 8 <= letters;
    let signs = rare.min(2)
        + groups.min(3)
        + u32::from(longest >= LONG_RUN)
        + u32::from(longest >= LONGEST_RUN)
        + u32::from(bare)
        + u32::from(digits_at_end > 0 && (rare > 0 || groups > 0));
    signs >= if letters == lower.len() { ENOUGH_LETTERS } else { ENOUGH }
}

/// `[u8]::ends_with` for a property of the last byte.
trait EndsWith {
    fn ends_with(&self, is: impl Fn(&u8) -> bool) -> bool;
}

impl EndsWith for Vec<u8> {
    fn ends_with(&self, is: impl Fn(&u8) -> bool) -> bool {
        self.last().is_some_and(is)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_pairs_are_sorted() {
        assert!(RARE.windows(2).all(|w| w[0] < w[1]));
    }

    #[test]
    fn names_nobody_chose() {
        for name in [
            "x7k2q9zt4b",
            "tbqzxwvkr",
            "k4j9z0w2mm",
            "alerts-9bk3fw7q1m5",
            "vqjtxhwzpk",
            "mtjfvxhuivqzprf",
            "q2w8hz5tna",
        ] {
            assert!(looks_random(name), "{name}");
        }
    }

    #[test]
    fn names_somebody_chose() {
        for name in [
            "",
            "noreply",
            "do-not-reply",
            "newsletter2024",
            "customerservice",
            "bmwgroup",
            "strengths",
            "szczebrzeszyn",
            "krkonose",
            "llanfairpwll",
            "angstschweiss",
            "rechtsschutz",
            "grzegorz.brzeczyszczykiewicz",
            "3m",
            "24h-service",
            "365online",
            "b2bmarketing",
            "web2print",
            "o2online",
            "h2o4you",
            "mxtoolbox",
            "netflix",
            "fedex",
            "xbox",
            "jsmith42",
            "msexchange01",
            "student1234567",
            "1and1",
            "4chan",
            "2checkout",
            "xn--bcher-kva",
            "aktywnosc",
            "vzwpix",
            "wordpress",
            "bjmv",
            "qatarairways",
            "iqoption",
            "nhsbsa",
            "hmrcgov",
            "dvla",
            "tjmaxx",
            "txdps",
            "nyctmta",
            "schwyzerdutsch",
            "mailer7708",
            "ec2instance",
            "почта",
            "freshrpms",
            "tightvnc",
            "fb-f485fcce40b794d5",
        ] {
            assert!(!looks_random(name), "{name}");
        }
    }

    proptest::proptest! {
        #[test]
        fn never_panics(name in r"\PC{0,80}") {
            let _ = looks_random(&name);
        }
    }
}
