//! The file by which a browser knows this host: which program, and for which extensions.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::browsers::{CHROMIUM_IDS, FIREFOX_IDS, Family, HOST_NAME};

/// A host's manifest, of either family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Under which name extensions ask for the host.
    pub name: String,
    /// For people who look into the file.
    pub description: String,
    /// The program.
    pub path: String,
    /// How it speaks. There is one way.
    #[serde(rename = "type")]
    pub kind: String,
    /// Who may start it, in Chromium and its kin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed_origins: Option<Vec<String>>,
    /// Who may start it, in Firefox and its kin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed_extensions: Option<Vec<String>>,
}

impl Manifest {
    /// Ours, for this program. `None` when its path is no Unicode: JSON could not name it.
    pub fn ours(family: Family, program: &Path) -> Option<Manifest> {
        let (origins, extensions) = match family {
            Family::Chromium => {
                // Without the slash at its end Chromium finds no host at all.
                (Some(CHROMIUM_IDS.map(|id| format!("chrome-extension://{id}/")).to_vec()), None)
            }
            Family::Firefox => (None, Some(FIREFOX_IDS.map(str::to_owned).to_vec())),
        };
        Some(Manifest {
            name: HOST_NAME.to_owned(),
            description: "Fetches verified updates of Caveat's rules.".to_owned(),
            path: as_browsers_write(program.to_str()?),
            kind: "stdio".to_owned(),
            allowed_origins: origins,
            allowed_extensions: extensions,
        })
    }

    /// The file's text.
    ///
    /// # Errors
    /// Never for a manifest as it is; serde's interface has them.
    pub fn text(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}

/// Windows writes `\\?\C:\…` for a path with its links resolved, which browsers do not all take.
fn as_browsers_write(path: &str) -> String {
    match path.strip_prefix(r"\\?\") {
        Some(rest) if rest.as_bytes().get(1) == Some(&b':') => rest.to_owned(),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_paths_are_written_as_browsers_take_them() {
        assert_eq!(as_browsers_write(r"\\?\C:\a b\caveat-host.exe"), r"C:\a b\caveat-host.exe");
        assert_eq!(as_browsers_write(r"\\?\UNC\server\share\x.exe"), r"\\?\UNC\server\share\x.exe");
        assert_eq!(as_browsers_write("/usr/bin/caveat-host"), "/usr/bin/caveat-host");
    }
}
