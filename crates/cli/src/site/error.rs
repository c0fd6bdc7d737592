//! Why there is no site, and what to do about it.

use std::path::PathBuf;
use std::{fmt, io};

/// What kept the site from being made. Nothing was written, save for [`SiteError::File`].
#[derive(Debug)]
pub(crate) enum SiteError {
    /// There is nothing to write.
    NoGuides,
    /// There are guides in a language that the pages around them do not speak.
    NoWords { language: String },
    /// The words of a language are not whole, or not well written.
    BadWords { language: String, says: String },
    /// A language has no name for something that the pages show.
    NoName { language: String, table: &'static str, key: String },
    /// The address that the site will have is none.
    BadBase(String),
    /// A guide is called like one of the site's own pages.
    Taken(String),
    /// A picture that a guide names is not in the tree.
    NoPicture(String),
    /// The folder holds something else.
    NotOurs(PathBuf),
    /// The list of what the site wrote there last time is damaged.
    BadList(PathBuf),
    /// A file of the site cannot be written or removed.
    File { path: PathBuf, source: io::Error },
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SiteError::NoGuides => f.write_str(
                "there are no guides: run this in the repository, or name it with --root",
            ),
            SiteError::NoWords { language } => write!(
                f,
                "guides/{language} has guides, but the site has no words in that language: add crates/cli/src/site/words/{language}.toml and name it in words.rs"
            ),
            SiteError::BadWords { language, says } => {
                write!(f, "crates/cli/src/site/words/{language}.toml: {says}")
            }
            SiteError::NoName { language, table, key } => write!(
                f,
                "crates/cli/src/site/words/{language}.toml has no `{key}` in [{table}]: add it"
            ),
            SiteError::BadBase(base) => write!(
                f,
                "`{base}` is no address for a site: give it as https://guides.example/ or https://example.org/guides/"
            ),
            SiteError::Taken(id) => write!(
                f,
                "a guide is called `{id}`, and so is a page of the site: give the guide another name"
            ),
            SiteError::NoPicture(name) => {
                write!(f, "there is no guides/pictures/{name}.svg: run `caveat check`")
            }
            SiteError::NotOurs(path) => write!(
                f,
                "{} is not empty and holds no site of ours: name a new folder, or empty it",
                path.display()
            ),
            SiteError::BadList(path) => write!(
                f,
                "{} is damaged: remove the folder that it lies in, then try again",
                path.display()
            ),
            SiteError::File { path, source } => write!(f, "{}: {source}", path.display()),
        }
    }
}
