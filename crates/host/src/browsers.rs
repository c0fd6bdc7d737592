//! The browsers that this host can be installed for, where each looks for hosts, and who may call.

use std::path::{Path, PathBuf};

/// Name under which the extension asks for this host.
pub const HOST_NAME: &str = "org.caveat_extension.host";

/// The extension's id in Firefox and its kin.
pub const FIREFOX_ID: &str = "caveat@caveat-extension.example";

/// The extension's public key, as Chrome's manifest has it: its id comes from it. Nobody holds the
/// private one; a store that signs with a key of its own gives an id that is added to the list below.
pub const CHROMIUM_KEY: &str = concat!(
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0p+cGwCm4wh1y8KIBoXVHPEnjaba0KyssML1",
    "nZ35SVttsF27xd1EZXxD36bWHeHc+kVVpLCPvxQ4BHUeBzNGcl+vauZLmVu0yofk6Quc78WrnI2lfp95",
    "MMLfZ1HvIkN6iEEHHz749cpJB/hOUttMCvnwWxJbKoB4Avd5dNordw4Mijf6quq6p+D8pdMsZ9WAaC7+",
    "KL+nliH4bLJLpWHUi3lVun2YqOz2O1FVgBpBxAhefCiv+nBITd6ecxEwzm2N3peJVXV4A1pIl8QFNEyD",
    "QuRjDbXR1LDP9UQqRBK1l8HfPKNQgsBmxy46Em2zSvANugzkUE22EfAl2uQZwj8fAwIDAQAB",
);

/// The extension's id in Chromium and its kin: 32 hex digits of the SHA-256 of [`CHROMIUM_KEY`],
/// written with the letters a to p.
pub const CHROMIUM_ID: &str = "gipdedfliepoimkokenhjonlobmegeap";

/// Extensions that may start this host, in Firefox and its kin.
pub const FIREFOX_IDS: [&str; 1] = [FIREFOX_ID];

/// Extensions that may start this host, in Chromium and its kin.
pub const CHROMIUM_IDS: [&str; 1] = [CHROMIUM_ID];

/// Who wrote the browser's engine decides how a manifest looks and what a host is started with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Names extensions by id; starts hosts with the manifest's path and the id.
    Firefox,
    /// Names extensions by origin; starts hosts with it.
    Chromium,
}

/// Which kind of system this is, as far as browsers care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Linux, and everything else that has `~/.config`.
    Linux,
    /// macOS.
    MacOs,
    /// Windows: what counts stands in the registry.
    Windows,
}

impl System {
    /// The one this program was built for.
    pub const HERE: System = if cfg!(windows) {
        System::Windows
    } else if cfg!(target_os = "macos") {
        System::MacOs
    } else {
        System::Linux
    };
}

/// Folders of the user's that browsers start from.
#[derive(Clone, Debug)]
pub struct Homes {
    /// The user's own.
    pub home: PathBuf,
    /// `$XDG_CONFIG_HOME`, or `.config` in the user's own. Chromium's kin on Linux obey it.
    pub config: PathBuf,
}

/// One browser.
#[derive(Debug)]
pub struct Browser {
    /// As on the command line.
    pub name: &'static str,
    /// As people know it.
    pub title: &'static str,
    /// Whose engine.
    pub family: Family,
    linux: Linux,
    /// Below `~/Library/Application Support`.
    mac_os: &'static str,
    /// Below `HKEY_CURRENT_USER\Software`.
    windows: &'static str,
    /// Its names as Flatpak and as Snap, where there are such.
    pub sandboxed: &'static [Sandbox],
}

#[derive(Debug)]
enum Linux {
    /// Below the user's own folder.
    Home(&'static str),
    /// Below that for settings.
    Config(&'static str),
}

/// A package format that runs its programs in a sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sandbox {
    /// Flatpak, with the application's id.
    Flatpak(&'static str),
    /// Snap, with the package's name.
    Snap(&'static str),
}

impl Sandbox {
    /// The folder of the user's that is there once the browser has run in this sandbox.
    pub fn trace(self, homes: &Homes) -> PathBuf {
        match self {
            Sandbox::Flatpak(id) => homes.home.join(".var/app").join(id),
            Sandbox::Snap(name) => homes.home.join("snap").join(name),
        }
    }
}

/// All of them, in the order in which `status` names them.
pub static BROWSERS: [Browser; 8] = [
    Browser {
        name: "firefox",
        title: "Firefox",
        family: Family::Firefox,
        // Also since Firefox keeps its profiles below ~/.config.
        linux: Linux::Home(".mozilla/native-messaging-hosts"),
        mac_os: "Mozilla/NativeMessagingHosts",
        windows: r"Mozilla\NativeMessagingHosts",
        sandboxed: &[Sandbox::Flatpak("org.mozilla.firefox"), Sandbox::Snap("firefox")],
    },
    Browser {
        name: "librewolf",
        title: "LibreWolf",
        family: Family::Firefox,
        linux: Linux::Home(".librewolf/native-messaging-hosts"),
        mac_os: "LibreWolf/NativeMessagingHosts",
        // It reads Firefox's.
        windows: r"Mozilla\NativeMessagingHosts",
        sandboxed: &[Sandbox::Flatpak("io.gitlab.librewolf-community")],
    },
    Browser {
        name: "chrome",
        title: "Google Chrome",
        family: Family::Chromium,
        linux: Linux::Config("google-chrome/NativeMessagingHosts"),
        mac_os: "Google/Chrome/NativeMessagingHosts",
        windows: r"Google\Chrome\NativeMessagingHosts",
        sandboxed: &[Sandbox::Flatpak("com.google.Chrome")],
    },
    Browser {
        name: "chrome-for-testing",
        title: "Chrome for Testing",
        family: Family::Chromium,
        linux: Linux::Config("google-chrome-for-testing/NativeMessagingHosts"),
        mac_os: "Google/ChromeForTesting/NativeMessagingHosts",
        windows: r"Google\Chrome for Testing\NativeMessagingHosts",
        sandboxed: &[],
    },
    Browser {
        name: "chromium",
        title: "Chromium",
        family: Family::Chromium,
        linux: Linux::Config("chromium/NativeMessagingHosts"),
        mac_os: "Chromium/NativeMessagingHosts",
        windows: r"Chromium\NativeMessagingHosts",
        sandboxed: &[Sandbox::Flatpak("org.chromium.Chromium"), Sandbox::Snap("chromium")],
    },
    Browser {
        name: "edge",
        title: "Microsoft Edge",
        family: Family::Chromium,
        linux: Linux::Config("microsoft-edge/NativeMessagingHosts"),
        mac_os: "Microsoft Edge/NativeMessagingHosts",
        windows: r"Microsoft\Edge\NativeMessagingHosts",
        sandboxed: &[Sandbox::Flatpak("com.microsoft.Edge")],
    },
    Browser {
        name: "brave",
        title: "Brave",
        family: Family::Chromium,
        linux: Linux::Config("BraveSoftware/Brave-Browser/NativeMessagingHosts"),
        mac_os: "BraveSoftware/Brave-Browser/NativeMessagingHosts",
        windows: r"BraveSoftware\Brave-Browser\NativeMessagingHosts",
        sandboxed: &[Sandbox::Flatpak("com.brave.Browser"), Sandbox::Snap("brave")],
    },
    Browser {
        name: "vivaldi",
        title: "Vivaldi",
        family: Family::Chromium,
        linux: Linux::Config("vivaldi/NativeMessagingHosts"),
        mac_os: "Vivaldi/NativeMessagingHosts",
        windows: r"Vivaldi\NativeMessagingHosts",
        sandboxed: &[Sandbox::Flatpak("com.vivaldi.Vivaldi")],
    },
];

/// Where a browser finds a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The manifest's file.
    pub manifest: PathBuf,
    /// The key below `HKEY_CURRENT_USER` whose default value names the file, on Windows.
    pub registry: Option<String>,
}

impl Browser {
    /// The one of this name.
    pub fn named(name: &str) -> Option<&'static Browser> {
        BROWSERS.iter().find(|browser| browser.name == name)
    }

    /// Where it looks. On Windows manifests may lie anywhere: in the host's own folder then, one for
    /// each browser, so that removing one leaves the others alone.
    pub fn spot(&self, system: System, homes: &Homes, own_folder: &Path) -> Spot {
        let folder = match (system, &self.linux) {
            (System::Linux, Linux::Home(below)) => homes.home.join(below),
            (System::Linux, Linux::Config(below)) => homes.config.join(below),
            (System::MacOs, _) => homes.home.join("Library/Application Support").join(self.mac_os),
            (System::Windows, _) => {
                return Spot {
                    manifest: own_folder.join(format!("{HOST_NAME}.{}.json", self.name)),
                    registry: Some(format!(r"Software\{}\{HOST_NAME}", self.windows)),
                };
            }
        };
        Spot { manifest: folder.join(format!("{HOST_NAME}.json")), registry: None }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    use super::*;
    use crate::wire::digest::sha256_hex;

    #[test]
    fn the_id_comes_from_the_key() {
        let key = STANDARD.decode(CHROMIUM_KEY).unwrap();
        let id: String = sha256_hex(&key)[..32]
            .chars()
            .map(|digit| char::from(b'a' + digit.to_digit(16).unwrap() as u8))
            .collect();
        assert_eq!(id, CHROMIUM_ID);
    }

    #[test]
    fn every_browser_has_a_place_of_its_own() {
        let homes = Homes { home: "/h".into(), config: "/c".into() };
        for system in [System::Linux, System::MacOs, System::Windows] {
            let places: BTreeSet<_> = BROWSERS
                .iter()
                .map(|browser| browser.spot(system, &homes, Path::new("/own")).manifest)
                .collect();
            assert_eq!(places.len(), BROWSERS.len(), "{system:?}");
        }
    }

    #[test]
    fn places_are_those_that_browsers_document() {
        let homes = Homes { home: "/h".into(), config: "/c".into() };
        let spot =
            |name, system| Browser::named(name).unwrap().spot(system, &homes, Path::new("/own"));
        let file = "org.caveat_extension.host.json";
        let manifest = |name, system| spot(name, system).manifest;
        let path = |text: &str| PathBuf::from(format!("{text}/{file}"));
        assert_eq!(manifest("firefox", System::Linux), path("/h/.mozilla/native-messaging-hosts"));
        assert_eq!(manifest("chromium", System::Linux), path("/c/chromium/NativeMessagingHosts"));
        assert_eq!(
            manifest("chrome", System::MacOs),
            path("/h/Library/Application Support/Google/Chrome/NativeMessagingHosts"),
        );
        assert_eq!(
            spot("edge", System::Windows),
            Spot {
                manifest: "/own/org.caveat_extension.host.edge.json".into(),
                registry: Some(
                    r"Software\Microsoft\Edge\NativeMessagingHosts\org.caveat_extension.host"
                        .into(),
                ),
            },
        );
    }
}
