//! Punycode (RFC 3492), decoding only: what an internationalised host looks like to a reader.

const BASE: u32 = 36;
const TMIN: u32 = 1;
const TMAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 128;
/// Longest label of a host; longer input is not punycode of a host.
const MAX_LABEL: usize = 63;

/// The host as a reader sees it: `xn--` labels decoded, damaged ones left as they are.
pub fn to_unicode(host: &str) -> String {
    let mut shown = String::with_capacity(host.len());
    for (i, label) in host.split('.').enumerate() {
        if i > 0 {
            shown.push('.');
        }
        match label.strip_prefix("xn--").and_then(decode) {
            Some(decoded) => shown.push_str(&decoded),
            None => shown.push_str(label),
        }
    }
    shown
}

/// Decodes what follows `xn--`; `None` when it is not punycode.
fn decode(label: &str) -> Option<String> {
    if label.len() > MAX_LABEL || !label.is_ascii() {
        return None;
    }
    let (basic, extended) = label.rsplit_once('-').unwrap_or(("", label));
    let mut output: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias) = (INITIAL_N, 0u32, INITIAL_BIAS);
    let mut digits = extended.bytes();
    while digits.len() > 0 {
        let before = i;
        let (mut weight, mut k) = (1u32, BASE);
        loop {
            let digit = digit_value(digits.next()?)?;
            i = i.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(TMIN, TMAX);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            k = k.checked_add(BASE)?;
        }
        let length = output.len() as u32 + 1;
        bias = adapt(i - before, length, before == 0);
        n = n.checked_add(i / length)?;
        i %= length;
        output.insert(i as usize, char::from_u32(n)?);
        i += 1;
    }
    Some(output.into_iter().collect())
}

fn digit_value(byte: u8) -> Option<u32> {
    match byte {
        b'a'..=b'z' => Some(u32::from(byte - b'a')),
        b'A'..=b'Z' => Some(u32::from(byte - b'A')),
        b'0'..=b'9' => Some(u32::from(byte - b'0') + 26),
        _ => None,
    }
}

fn adapt(delta: u32, length: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / length;
    let mut k = 0;
    while delta > ((BASE - TMIN) * TMAX) / 2 {
        delta /= BASE - TMIN;
        k += BASE;
    }
    k + (BASE - TMIN + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes() {
        for (host, shown) in [
            ("example.com", "example.com"),
            ("xn--bcher-kva.example", "bücher.example"),
            ("xn--80ak6aa92e.com", "аррӏе.com"),
            ("www.xn--mnchen-3ya.de", "www.münchen.de"),
            ("xn--fiqs8s", "中国"),
            ("xn--n3h.net", "☃.net"),
            ("xn--.com", ".com"),
            ("xn--99999999999.com", "xn--99999999999.com"),
            ("xn--a!b.com", "xn--a!b.com"),
        ] {
            assert_eq!(to_unicode(host), shown, "{host}");
        }
    }

    #[test]
    fn agrees_with_the_url_crate() {
        for shown in ["пример", "παράδειγμα", "例え", "דוגמה", "faß", "éèê", "amаzon"]
        {
            let url = url::Url::parse(&format!("https://{shown}.com")).expect("a valid host");
            let host = url.host_str().expect("a host");
            assert_eq!(to_unicode(host), format!("{shown}.com"));
        }
    }
}
