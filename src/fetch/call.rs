//! One call to an interface that is spoken with: a question, or a form that is sent. What comes
//! back is not judged: status, some header fields and the body, whatever they are. The form and the
//! access token are never shown.

use std::collections::BTreeMap;
use std::fmt;

use reqwest::Method;
use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION,
    RETRY_AFTER,
};
use tokio::time::{Duration, Instant};
use url::Url;

use super::error::shown;
use super::guard::Reach;
use super::redirect::{self, Route};
use super::{FetchError, Fetcher, client, hints, pace};
use crate::model::Request;

/// A call.
pub struct Call {
    /// Absolute address.
    pub url: String,
    /// The form, if one is sent: encoded, its fields in the order in which they are read.
    pub form: Option<String>,
    /// The value of `Authorization`.
    pub authorization: Option<String>,
    /// The header fields that are given back, in lower case.
    pub wants: &'static [&'static str],
    /// Whether it may go unencrypted over the internet.
    pub unencrypted: bool,
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("form", &self.form.is_some()).finish_non_exhaustive()
    }
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// The header fields that were wanted and are there.
    pub fields: BTreeMap<&'static str, String>,
    /// Seconds for which the server asks to be left alone.
    pub retry_after: Option<u64>,
    /// The body, decompressed and within the cap.
    pub body: Vec<u8>,
}

impl Fetcher {
    /// Calls once, without a second try. A redirect is followed within the origin, and a form is
    /// sent again only where the status says so; any other one is given back as it is.
    ///
    /// # Errors
    /// Where nothing came back, or more than anybody can mean. [`FetchError::Unencrypted`] where it
    /// would go unencrypted over the internet and may not.
    pub async fn call(&self, call: &Call) -> Result<Reply, FetchError> {
        let start = Route::begin(&Request::get(&call.url), HeaderMap::new())?;
        let mut url = start.url;
        let is_open = url.scheme() == "http" && !call.unencrypted;
        let reach = if is_open { Reach::Home } else { Reach::Anywhere };
        let mut left = self.policy.timeout;
        for _ in 0..=self.policy.max_redirects {
            let host = url.host_str().unwrap_or_default();
            let turn = self.pace.turn(&self.policy, host, Duration::ZERO).await;
            let began = Instant::now();
            let answer = tokio::time::timeout(left, self.call_at(call, &url, reach, turn)).await;
            let answer = answer.map_err(|_| FetchError::Timeout {
                url: shown(&url),
                seconds: self.policy.timeout.as_secs(),
            })?;
            left = left.saturating_sub(began.elapsed());
            match answer.map_err(|error| match error {
                FetchError::PrivateNetwork { host, .. } if is_open => {
                    FetchError::Unencrypted { host }
                }
                error => error,
            })? {
                Step::Reply(reply) => return Ok(reply),
                Step::Redirect(to) => url = to,
            }
        }
        Err(FetchError::TooManyRedirects { url: shown(&url), most: self.policy.max_redirects })
    }

    async fn call_at(
        &self,
        call: &Call,
        url: &Url,
        reach: Reach,
        _turn: pace::Turn,
    ) -> Result<Step, FetchError> {
        if let Some(address) = reach.forbidden(url) {
            let host = url.host_str().unwrap_or_default().to_owned();
            return Err(FetchError::PrivateNetwork { host, address });
        }
        let client = self.clients.get(&self.policy, reach)?;
        let method = if call.form.is_some() { Method::POST } else { Method::GET };
        let mut asked = client
            .request(method, url.clone())
            .header(ACCEPT, "application/json, text/plain;q=0.9, */*;q=0.1");
        if let Some(form) = &call.form {
            asked =
                asked.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(form.clone());
        }
        if let Some(authorization) = &call.authorization {
            let mut value = HeaderValue::from_str(authorization).map_err(|_| {
                let why = "it holds what a header field may not".to_owned();
                FetchError::Secret {
                    header: "Authorization".into(),
                    from: "the server".into(),
                    why,
                }
            })?;
            value.set_sensitive(true);
            asked = asked.header(AUTHORIZATION, value);
        }
        let explain = |error| client::explain(&error, url, &self.policy);
        let mut response = asked.send().await.map_err(explain)?;
        let headers = std::mem::take(response.headers_mut());
        self.check_size(&headers, url)?;
        let status = response.status();
        if redirect::is_redirect(status)
            && let Some(to) = within(url, &headers)
            && (call.form.is_none() || matches!(status.as_u16(), 307 | 308))
        {
            return Ok(Step::Redirect(to));
        }
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let encoding = text(CONTENT_ENCODING.as_str()).unwrap_or_default();
        let body = self.body(response, encoding, url).await?;
        let field = |name: &&'static str| Some((*name, text(name)?.to_owned()));
        let fields = call.wants.iter().filter_map(field).collect();
        let retry_after = headers
            .contains_key(RETRY_AFTER)
            .then(|| hints::retry_after(&headers, chrono::Utc::now()))
            .flatten();
        Ok(Step::Reply(Reply { status: status.as_u16(), fields, retry_after, body }))
    }
}

enum Step {
    Reply(Reply),
    Redirect(Url),
}

/// Where a redirect leads, if that is within the origin.
fn within(url: &Url, headers: &HeaderMap) -> Option<Url> {
    let to = url.join(headers.get(LOCATION)?.to_str().ok()?).ok()?;
    (to.origin() == url.origin()).then_some(to)
}
