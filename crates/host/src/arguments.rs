//! Who has started this program: a browser for our extension, or somebody else.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use crate::browsers::{CHROMIUM_IDS, FIREFOX_IDS, HOST_NAME, System};

/// Whether these are, word for word, the arguments that a browser gives for our extension. They only
/// say how to speak: nothing in them is used.
pub fn from_browser(arguments: &[OsString], system: System) -> bool {
    let first = arguments.first().map_or(OsStr::new(""), OsString::as_os_str);
    match arguments {
        [_] => is_our_origin(first),
        // Only on Windows does Chromium say below which window questions would belong.
        [_, second] if system == System::Windows && is_our_origin(first) => is_window(second),
        [_, second] => is_manifest(first) && FIREFOX_IDS.iter().any(|id| second == id),
        _ => false,
    }
}

fn is_our_origin(argument: &OsStr) -> bool {
    CHROMIUM_IDS.iter().any(|id| argument == OsStr::new(&format!("chrome-extension://{id}/")))
}

fn is_window(argument: &OsStr) -> bool {
    let handle = argument.to_str().and_then(|text| text.strip_prefix("--parent-window="));
    handle.is_some_and(|digits| {
        // A handle has 64 bits at most.
        (1..=20).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn is_manifest(argument: &OsStr) -> bool {
    let path = Path::new(argument);
    let name = path.file_name().and_then(OsStr::to_str);
    path.is_absolute()
        && name.is_some_and(|name| name.starts_with(HOST_NAME) && name.ends_with(".json"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::browsers::{CHROMIUM_ID, FIREFOX_ID};

    fn starts(arguments: &[&str], system: System) -> bool {
        from_browser(&arguments.iter().map(OsString::from).collect::<Vec<_>>(), system)
    }

    #[test]
    fn what_browsers_give_starts_serving() {
        let origin = format!("chrome-extension://{CHROMIUM_ID}/");
        let manifest = "/h/.mozilla/native-messaging-hosts/org.caveat_extension.host.json";
        for system in [System::Linux, System::MacOs, System::Windows] {
            assert!(starts(&[&origin], system));
            assert!(starts(&[manifest, FIREFOX_ID], system));
        }
        assert!(starts(
            &["/own/org.caveat_extension.host.firefox.json", FIREFOX_ID],
            System::Linux
        ));
        assert!(starts(&[&origin, "--parent-window=0"], System::Windows));
        assert!(starts(&[&origin, "--parent-window=18446744073709551615"], System::Windows));
    }

    #[test]
    fn nothing_else_does() {
        let origin = &format!("chrome-extension://{CHROMIUM_ID}/");
        let manifest = "/m/org.caveat_extension.host.json";
        let id = FIREFOX_ID;
        let other = "abcdefghijklmnopabcdefghijklmnop";
        let cases: &[&[&str]] = &[
            &[],
            &[""],
            &[&origin[..origin.len() - 1]],
            &[&format!("{origin}x")],
            &[&format!(" {origin}")],
            &[&format!("{origin} ")],
            &[&origin.to_uppercase()],
            &[&format!("chrome-extension://{other}/")],
            &[&format!("moz-extension://{CHROMIUM_ID}/")],
            &[&format!("https://{CHROMIUM_ID}/")],
            &[CHROMIUM_ID],
            &[origin, ""],
            &[origin, origin],
            &[origin, "install"],
            &[origin, "--help"],
            &[origin, id],
            &[origin, "--parent-window"],
            &[origin, "--parent-window="],
            &[origin, "--parent-window=-1"],
            &[origin, "--parent-window=0x1"],
            &[origin, "--parent-window=123456789012345678901"],
            &[origin, "--parent-window=1", "--parent-window=1"],
            &["--parent-window=1", origin],
            &["--parent-window=1"],
            &["--", origin],
            &[manifest],
            &[id],
            &[id, manifest],
            &[manifest, ""],
            &[manifest, "other@caveat-extension.example"],
            &[manifest, &id.to_uppercase()],
            &[manifest, id, ""],
            &[manifest, id, "--parent-window=1"],
            &["org.caveat_extension.host.json", id],
            &["./org.caveat_extension.host.json", id],
            &["/m/other.json", id],
            &["/m/org.caveat_extension.host", id],
            &["/m/org.caveat_extension.host.json/", CHROMIUM_ID],
            &["/m/org.caveat_extension.host.json/..", id],
            &["/", id],
            &["install", id],
        ];
        for case in cases {
            assert!(!starts(case, System::Windows), "{case:?}");
            assert!(!starts(case, System::Linux), "{case:?}");
        }
        assert!(!starts(&[origin, "--parent-window=1"], System::Linux));
        assert!(!starts(&[origin, "--parent-window=1"], System::MacOs));
    }
}
