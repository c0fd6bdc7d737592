//! HTTP and HTTPS: the platform's own roots, no cookies, no compression, no proxy.
//!
//! No proxy is taken from the environment, since nothing in it may say where rules come from. Who
//! can only get out through one is served by a mirror on the inside, or a folder.

use std::io::Read;
use std::sync::Arc;
use std::time::Instant;

use ureq::http::header::{
    CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, ETAG, IF_NONE_MATCH, LOCATION, RANGE,
};
use ureq::http::{HeaderMap, Response, StatusCode};
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, Body};

use super::{Ask, CONNECT, FetchError, Found, HEADER_BYTES, HEADERS, Metered, REDIRECTS, STALL};

/// Longest `ETag` kept.
const ETAG_BYTES: usize = 200;
/// Bytes read of an error's page, so that the connection can be used again.
const PAGE: u64 = 4 << 10;

/// What is cloned shares its connections.
#[derive(Clone)]
pub(super) struct Http(Agent);

impl Http {
    pub(super) fn new() -> Http {
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(HEADER_BYTES)
            .user_agent("caveat-host")
            .accept_encoding("identity")
            .timeout_resolve(Some(CONNECT))
            .timeout_connect(Some(CONNECT))
            .timeout_recv_response(Some(HEADERS))
            .timeout_per_read(Some(STALL))
            .timeout_per_write(Some(STALL))
            .build();
        Http(config.new_agent())
    }

    pub(super) fn ask<'a>(
        &self,
        origin: &str,
        folder: &str,
        ask: &Ask<'_>,
        deadline: Instant,
    ) -> Result<Found<'a>, FetchError> {
        let mut path = format!("{folder}{}", ask.name);
        for _ in 0..=REDIRECTS {
            let answer = self.get(&format!("{origin}{path}"), ask, deadline)?;
            match answer.status() {
                StatusCode::MOVED_PERMANENTLY
                | StatusCode::FOUND
                | StatusCode::SEE_OTHER
                | StatusCode::TEMPORARY_REDIRECT
                | StatusCode::PERMANENT_REDIRECT => {
                    path = within(origin, answer.headers()).ok_or_else(|| {
                        FetchError::Shape(format!("{origin} sends on to somewhere else"))
                    })?;
                }
                _ => return found(answer, origin, ask, deadline),
            }
        }
        Err(FetchError::Shape(format!("{origin} sends in circles")))
    }

    fn get(
        &self,
        address: &str,
        ask: &Ask<'_>,
        deadline: Instant,
    ) -> Result<Response<Body>, FetchError> {
        let left = deadline.saturating_duration_since(Instant::now());
        let mut request = self.0.get(address).config().timeout_global(Some(left)).build();
        if let Some(known) = ask.known {
            request = request.header(IF_NONE_MATCH, known);
        }
        if ask.from > 0 {
            request = request.header(RANGE, format!("bytes={}-", ask.from));
        }
        request.call().map_err(|error| failed(&error, ask))
    }
}

fn found<'a>(
    answer: Response<Body>,
    origin: &str,
    ask: &Ask<'_>,
    deadline: Instant,
) -> Result<Found<'a>, FetchError> {
    let status = answer.status();
    let etag = answer.headers().get(ETAG).and_then(|etag| etag.to_str().ok());
    let etag = etag.filter(|etag| etag.len() <= ETAG_BYTES).map(str::to_owned);
    let from = match status {
        StatusCode::OK => 0,
        StatusCode::PARTIAL_CONTENT
            if begins(answer.headers()) == Some(ask.from) && ask.from > 0 =>
        {
            ask.from
        }
        // What was kept is longer than the file: it is not of this file, and read from the beginning.
        StatusCode::RANGE_NOT_SATISFIABLE if ask.from > 0 => return Ok(Found::Missing),
        StatusCode::NOT_MODIFIED if ask.known.is_some() => return Ok(Found::Unchanged),
        // Object stores say "forbidden" of what is not there.
        StatusCode::NOT_FOUND | StatusCode::FORBIDDEN => {
            let page: Box<dyn Read> = Box::new(answer.into_body().into_reader());
            // Whatever the page says or however it breaks: there is no such file.
            let _ = Metered::new(page, String::new(), PAGE, deadline).read_all(&mut Vec::new());
            return Ok(Found::Missing);
        }
        other => {
            return Err(FetchError::Shape(format!(
                "{origin} answers with status {}",
                other.as_u16()
            )));
        }
    };
    if answer.headers().get(CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity") {
        return Err(FetchError::Shape(format!("{origin} packs what must come as it is")));
    }
    let limit = ask.limit.saturating_sub(from);
    if length(answer.headers()).is_some_and(|length| length > limit) {
        return Err(FetchError::TooLarge(format!("{origin} has a file that is too large")));
    }
    let body: Box<dyn Read> = Box::new(answer.into_body().into_reader());
    Ok(Found::Body { from, etag, body: Metered::new(body, origin.to_owned(), limit, deadline) })
}

/// Where a redirect leads, when it stays within the origin.
fn within(origin: &str, headers: &HeaderMap) -> Option<String> {
    let to = headers.get(LOCATION)?.to_str().ok()?;
    let path = to.strip_prefix(origin).unwrap_or(to);
    (path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '#']))
        .then(|| path.to_owned())
}

/// The first byte of `bytes 5-9/10`.
fn begins(headers: &HeaderMap) -> Option<u64> {
    let range = headers.get(CONTENT_RANGE)?.to_str().ok()?.strip_prefix("bytes ")?;
    range.split_once('-')?.0.parse().ok()
}

fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn failed(error: &ureq::Error, ask: &Ask<'_>) -> FetchError {
    let who = ask.base;
    let unproved = || FetchError::Offline(format!("{who} cannot show that it is who it says"));
    match error {
        ureq::Error::Io(error)
            if error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>()) =>
        {
            unproved()
        }
        ureq::Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect)
        | ureq::Error::HostNotFound
        | ureq::Error::ConnectionFailed
        | ureq::Error::Io(_) => FetchError::Offline(format!("{who} cannot be reached")),
        ureq::Error::Timeout(_) => FetchError::Slow(format!("{who} does not answer in time")),
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => unproved(),
        ureq::Error::LargeResponseHeader(..) => {
            FetchError::TooLarge(format!("{who} sends more headers than any answer has"))
        }
        _ => FetchError::Shape(format!("{who} answers in no way that a web server does")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: ureq::http::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn redirects_stay_within_the_origin() {
        let to = |to| within("https://updates.example", &headers(LOCATION, to));
        assert_eq!(to("/new/timestamp.json").as_deref(), Some("/new/timestamp.json"));
        assert_eq!(to("https://updates.example/new").as_deref(), Some("/new"));
        for out in [
            "https://updates.example.evil.example/",
            "https://updates.example@evil.example/",
            "https://updates.example:8443/",
            "http://updates.example/",
            "https://evil.example/",
            "//evil.example/",
            "/\\evil.example/",
            "timestamp.json",
            "",
        ] {
            assert_eq!(to(out), None, "{out}");
        }
        assert_eq!(within("https://updates.example", &HeaderMap::new()), None);
    }

    #[test]
    fn a_range_says_where_it_begins() {
        let of = |range| begins(&headers(CONTENT_RANGE, range));
        assert_eq!(of("bytes 5-9/10"), Some(5));
        assert_eq!(of("bytes 0-9/*"), Some(0));
        for odd in ["bytes */10", "items 5-9/10", "bytes -9", "5-9"] {
            assert_eq!(of(odd), None, "{odd}");
        }
    }
}
