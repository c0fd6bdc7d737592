//! What only a native build has. The browser module brings its own.

use crate::link::{UrlParts, UrlReader};

/// Reads addresses with the `url` crate.
#[derive(Clone, Copy, Debug, Default)]
pub struct NativeUrls;

impl UrlReader for NativeUrls {
    fn read(&self, href: &str) -> Option<UrlParts> {
        let url = url::Url::parse(href).ok()?;
        Some(UrlParts {
            scheme: url.scheme().to_owned(),
            username: url.username().to_owned(),
            host: url.host_str().unwrap_or("").to_owned(),
            port: url.port(),
            path: url.path().to_owned(),
            query: url.query().unwrap_or("").to_owned(),
        })
    }
}
