//! One request as it goes from address to address: what goes along on a redirect, and whether the
//! whole way says that the source has moved for good.

use reqwest::header::{HeaderMap, LOCATION};
use reqwest::{Method, StatusCode};
use url::Url;

use super::cookies::Cookies;
use super::error::shown;
use super::secrets::is_public;
use super::{FetchError, Policy};
use crate::model::Request;

/// Where a request has got to.
#[derive(Debug)]
pub(super) struct Route {
    first: Url,
    /// The address to ask now.
    pub(super) url: Url,
    /// GET, or POST until a redirect says otherwise.
    pub(super) method: Method,
    /// The form of a POST.
    pub(super) form: Option<String>,
    /// The JSON document of a POST.
    pub(super) json: Option<String>,
    /// Fields beyond those of every request.
    pub(super) headers: HeaderMap,
    /// What the servers on the way have set.
    pub(super) cookies: Cookies,
    carries_secrets: bool,
    left_secrets: bool,
    redirects: usize,
    all_permanent: bool,
    downgraded: bool,
}

impl Route {
    /// The way begins at the request's own address.
    ///
    /// # Errors
    /// [`FetchError::BadAddress`] unless it is `http` or `https` and names a host.
    pub(super) fn begin(request: &Request, headers: HeaderMap) -> Result<Route, FetchError> {
        let bad = |why: String| FetchError::BadAddress { address: printable(&request.url), why };
        let url = Url::parse(&request.url).map_err(|error| bad(error.to_string()))?;
        if !is_web(&url) {
            return Err(bad("only http:// and https:// can".to_owned()));
        }
        let carries_secrets = !url.username().is_empty()
            || url.password().is_some()
            || headers.keys().any(|name| !is_public(name));
        Ok(Route {
            first: url.clone(),
            url,
            method: if request.form.is_some() || request.json.is_some() {
                Method::POST
            } else {
                Method::GET
            },
            form: request.form.clone(),
            json: request.json.clone(),
            headers,
            cookies: Cookies::default(),
            carries_secrets,
            left_secrets: false,
            redirects: 0,
            all_permanent: true,
            downgraded: false,
        })
    }

    /// Whether it still carries the document that it began with.
    pub(super) fn still_asks(&self) -> bool {
        self.json.is_some()
    }

    /// Whether it still stands where it began.
    pub(super) fn at_start(&self) -> bool {
        self.redirects == 0
    }

    /// Goes where an answer leads.
    ///
    /// # Errors
    /// Too many redirects, or one that cannot be followed.
    pub(super) fn follow(
        &mut self,
        policy: &Policy,
        status: StatusCode,
        headers: &HeaderMap,
    ) -> Result<(), FetchError> {
        self.redirects += 1;
        if self.redirects > policy.max_redirects {
            let (url, most) = (shown(&self.first), policy.max_redirects);
            return Err(FetchError::TooManyRedirects { url, most });
        }
        let location = headers.get(LOCATION).map(|to| String::from_utf8_lossy(to.as_bytes()));
        let location = location.unwrap_or_default();
        let to = self.url.join(&location).ok().filter(is_web).filter(|_| !location.is_empty());
        let Some(mut to) = to else {
            return Err(FetchError::BadRedirect {
                url: shown(&self.url),
                to: printable(&location),
            });
        };
        to.set_fragment(None);
        self.cookies.keep(&self.url, headers);
        self.all_permanent &= is_permanent(status);
        self.downgraded |= self.url.scheme() == "https" && to.scheme() == "http";
        if self.url.origin() != to.origin() {
            self.left_secrets = self.carries_secrets;
            self.headers = std::mem::take(&mut self.headers)
                .into_iter()
                .filter_map(|(name, value)| Some((name.filter(is_public)?, value)))
                .collect();
        } else if !self.url.username().is_empty() && to.username().is_empty() {
            // Basic authentication written into the address stays valid on the same host.
            let _ = to.set_username(self.url.username());
            let _ = to.set_password(self.url.password());
        }
        let asks_anew = matches!(status.as_u16(), 301..=303);
        if asks_anew && self.method == Method::POST {
            self.method = Method::GET;
            self.form = None;
            self.json = None;
        }
        self.url = to;
        Ok(())
    }

    /// Whether it led to another origin, to which what is secret was not taken along.
    pub(super) fn left_secrets(&self) -> bool {
        self.left_secrets
    }

    /// The new address, if every redirect on the way was a permanent one. A way that leads from
    /// `https` to `http`, or takes a source with secrets to another host, does not move it.
    pub(super) fn moved_to(&self) -> Option<String> {
        let moved = self.redirects > 0 && self.all_permanent && !self.downgraded;
        let safe = !self.carries_secrets || self.first.origin() == self.url.origin();
        (moved && safe && self.first != self.url).then(|| shown(&self.url))
    }
}

/// Whether the answer leads elsewhere.
pub(super) fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

fn is_permanent(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 308)
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

/// What cannot be read as an address, short enough to be shown; `{:?}` escapes the rest.
fn printable(address: &str) -> String {
    let without_credentials = match address.split_once("://") {
        Some((scheme, rest)) => match rest.split_once('@') {
            Some((_, host)) => format!("{scheme}://{host}"),
            None => address.to_owned(),
        },
        None => address.to_owned(),
    };
    without_credentials.chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue};

    use super::*;

    fn route(url: &str, secret: bool) -> Route {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("text/html"));
        if secret {
            headers.insert(AUTHORIZATION, HeaderValue::from_static("Basic dTpw"));
        }
        Route::begin(&Request::get(url), headers).expect("an address")
    }

    fn go(route: &mut Route, status: u16, to: &'static str) -> Result<(), FetchError> {
        let headers = [(LOCATION, HeaderValue::from_static(to))].into_iter().collect();
        let status = StatusCode::from_u16(status).expect("a status");
        route.follow(&Policy::default(), status, &headers)
    }

    #[test]
    fn only_a_wholly_permanent_way_moves_a_source() {
        let mut moved = route("http://a.example/feed", false);
        go(&mut moved, 301, "https://a.example/feed").expect("followed");
        go(&mut moved, 308, "/rss").expect("followed");
        assert_eq!(moved.moved_to().as_deref(), Some("https://a.example/rss"));
        go(&mut moved, 302, "/elsewhere").expect("followed");
        assert_eq!(moved.moved_to(), None);
    }

    #[test]
    fn a_step_down_from_https_moves_nothing() {
        let mut moved = route("https://a.example/feed", false);
        go(&mut moved, 301, "http://b.example/feed").expect("followed");
        go(&mut moved, 301, "https://b.example/feed").expect("followed");
        assert_eq!(moved.moved_to(), None);
    }

    #[test]
    fn secrets_stay_with_their_own_host_and_keep_the_source_there() {
        let mut moved = route("https://a.example/feed", true);
        go(&mut moved, 301, "/new").expect("followed");
        assert!(moved.headers.contains_key(AUTHORIZATION));
        assert_eq!(moved.moved_to().as_deref(), Some("https://a.example/new"));
        go(&mut moved, 301, "https://a.example:444/new").expect("followed");
        assert!(!moved.headers.contains_key(AUTHORIZATION) && moved.headers.contains_key(ACCEPT));
        assert!(moved.left_secrets());
        assert_eq!(moved.moved_to(), None);
    }

    #[test]
    fn a_step_between_http_and_https_takes_no_secret_along() {
        for (from, to) in [
            ("https://a.example/feed", "http://a.example/feed"),
            ("http://a.example/feed", "https://a.example/feed"),
            ("https://u:p@a.example/feed", "http://a.example/feed"),
        ] {
            let mut moved = route(from, true);
            go(&mut moved, 302, to).expect("followed");
            assert!(moved.left_secrets() && !moved.headers.contains_key(AUTHORIZATION), "{from}");
            assert_eq!(moved.url.as_str(), to);
        }
        let mut stays = route("https://a.example/feed", false);
        go(&mut stays, 302, "http://a.example/feed").expect("followed");
        assert!(!stays.left_secrets(), "there was none");
    }

    #[test]
    fn a_redirect_to_no_address_is_refused_and_shown_escaped() {
        for to in ["file:///etc/passwd", "javascript:alert(1)", "", "http://"] {
            let error = go(&mut route("http://a.example/", false), 302, to).expect_err("refused");
            assert!(matches!(error, FetchError::BadRedirect { .. }), "{error}");
        }
    }

    #[test]
    fn a_form_is_sent_again_only_where_the_server_keeps_the_method() {
        let form =
            Request { form: Some("q=llm".into()), ..Request::get("http://a.example/search") };
        let mut seen = Route::begin(&form, HeaderMap::new()).expect("an address");
        go(&mut seen, 307, "/there").expect("followed");
        assert_eq!((&seen.method, seen.form.as_deref()), (&Method::POST, Some("q=llm")));
        go(&mut seen, 303, "/done").expect("followed");
        assert_eq!((&seen.method, seen.form.as_deref()), (&Method::GET, None));
    }

    #[test]
    fn junk_is_no_address_and_a_password_in_it_is_not_shown() {
        for junk in ["", "news", "ftp://a.example/", "http://", "http://u:hunter2@[bad/"] {
            let error = Route::begin(&Request::get(junk), HeaderMap::new()).expect_err(junk);
            let said = error.to_string();
            assert!(matches!(error, FetchError::BadAddress { .. }), "{said}");
            assert!(!said.contains("hunter2"), "{said}");
        }
    }
}
