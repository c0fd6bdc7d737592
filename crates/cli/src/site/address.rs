//! Addresses: of the site as a whole, and from one page to another.

use super::error::SiteError;

/// Where the site will stand: an address that ends with `/`.
#[derive(Clone, Debug)]
pub(crate) struct Base(String);

impl Base {
    /// Reads `https://guides.example/` or `https://example.org/guides`.
    pub(crate) fn read(text: &str) -> Result<Base, SiteError> {
        let bad = || SiteError::BadBase(text.to_owned());
        let rest =
            ["https://", "http://"].iter().find_map(|s| text.strip_prefix(s)).ok_or_else(bad)?;
        // Nothing that would have to be escaped in HTML or XML, and neither a query nor a name.
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/%[]".contains(&b);
        let host = rest.split('/').next().unwrap_or_default();
        if host.is_empty() || rest.contains("//") || !rest.bytes().all(plain) {
            return Err(bad());
        }
        Ok(Base(format!("{}/", text.trim_end_matches('/'))))
    }

    /// The whole address of a page or file.
    pub(super) fn of(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// The part of the address after the host.
    fn path(&self) -> &str {
        let after = self.0.find("://").map_or(0, |at| at + 3);
        self.0[after..].find('/').map_or("/", |at| &self.0[after + at..])
    }
}

/// Where a link stands, for writing where it leads. Links name files, so that the pages also work
/// from a disk, and on servers that show no folder's index.
#[derive(Clone, Debug)]
pub(super) enum Here {
    /// A page in a folder so many levels down.
    Depth(usize),
    /// A page that is shown under any address (404): its links begin at the host.
    Anywhere(String),
}

impl Here {
    /// A page in this folder.
    pub(super) fn at(folder: &str) -> Here {
        Here::Depth(folder.matches('/').count())
    }

    pub(super) fn anywhere(base: &Base) -> Here {
        Here::Anywhere(base.path().to_owned())
    }

    /// A link to a page's folder or to a file.
    pub(super) fn to(&self, target: &str) -> String {
        let file = if target.is_empty() || target.ends_with('/') { "index.html" } else { "" };
        let up = match self {
            Here::Depth(depth) => "../".repeat(*depth),
            Here::Anywhere(path) => path.clone(),
        };
        format!("{up}{target}{file}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_a_plain_address() {
        for (text, whole, path) in [
            ("https://guides.example", "https://guides.example/en/", "/"),
            ("https://guides.example/", "https://guides.example/en/", "/"),
            ("http://localhost:8000/a/b/", "http://localhost:8000/a/b/en/", "/a/b/"),
        ] {
            let base = Base::read(text).unwrap_or_else(|e| panic!("{e}"));
            assert_eq!((base.of("en/").as_str(), base.path()), (whole, path));
        }
        for bad in [
            "",
            "guides.example",
            "ftp://guides.example",
            "https://",
            "https:///x",
            "https://a b.example",
            "https://a.example/?x",
            "https://a.example/#x",
            "https://a.example/\"><b>",
            "https://a.example//b",
            "javascript:x",
        ] {
            let says = Base::read(bad).expect_err(bad).to_string();
            assert!(says.contains("https://guides.example/"), "{says}");
        }
    }

    #[test]
    fn links_lead_from_where_they_stand() {
        let here = Here::at("en/parcel-fee/");
        assert_eq!(here.to("en/"), "../../en/index.html");
        assert_eq!(here.to(""), "../../index.html");
        assert_eq!(here.to("style.css"), "../../style.css");
        assert_eq!(Here::at("").to("en/"), "en/index.html");
        let base = Base::read("https://a.example/guides").unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(Here::anywhere(&base).to("en/"), "/guides/en/index.html");
    }
}
