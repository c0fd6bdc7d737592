//! Links as this very browser would read them: its own `URL`, nothing of ours in between.

use caveat_engine::link::{UrlParts, UrlReader};

/// Reads addresses with the browser's `URL`.
pub(crate) struct BrowserUrls;

impl UrlReader for BrowserUrls {
    fn read(&self, href: &str) -> Option<UrlParts> {
        let url = web_sys::Url::new(href).ok()?;
        Some(UrlParts {
            scheme: url.protocol().trim_end_matches(':').into(),
            username: url.username(),
            host: url.hostname(),
            // Empty when it is the scheme's usual one.
            port: url.port().parse().ok(),
            path: url.pathname(),
            query: url.search().get(1..).unwrap_or("").into(),
        })
    }
}
