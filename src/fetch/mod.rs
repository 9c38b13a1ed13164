//! The only network. Every rule of how jogan behaves towards servers is written here once, for all
//! kinds of source, one rule a file; the smallest example is `policy.rs`.
//!
//! These files share the addresses, header fields and limits of one call. They know nothing of
//! feeds, items or the store: a question goes in, an answer in bytes comes out. Nothing that a
//! server sends is trusted: everything has a cap, and no word of it gets into an error.

mod body;
mod client;
mod cookies;
mod error;
mod guard;
mod hints;
mod pace;
mod policy;
mod redirect;
mod robots;
mod secrets;

use std::io;
use std::time::Duration;

use chrono::Utc;
use reqwest::StatusCode;
use reqwest::header::{
    CONTENT_ENCODING, CONTENT_TYPE, COOKIE, HeaderMap, HeaderValue, IF_MODIFIED_SINCE,
    IF_NONE_MATCH,
};
use tokio::time::Instant;
use url::Url;

pub use error::FetchError;
pub use pace::Place;
pub use policy::{Gap, Policy};
pub use secrets::headers_of;

use crate::model::{Answer, Hints, Request, Validators};
use client::Clients;
use error::shown;
use guard::{Network, Reach};
use pace::{Pace, Turn};
use redirect::Route;
use robots::Robots;

/// Who chose an address, which decides where it may lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust<'a> {
    /// The user: it may be anywhere.
    Own,
    /// Something out there, read from the user's own source at this address: it must be out in
    /// public, or on the same kind of network as that source.
    LedBy(&'a str),
}

/// What came of a visit.
#[derive(Debug)]
pub enum Fetched {
    /// Nothing has changed since the answer that gave the validators.
    Unchanged {
        /// To send the next time.
        validators: Validators,
        /// When to come again.
        hints: Hints,
        /// The address to ask from now on, if the server says so.
        moved_to: Option<String>,
    },
    /// A whole answer.
    Fresh {
        /// The answer.
        answer: Answer,
        /// To send the next time.
        validators: Validators,
        /// When to come again.
        hints: Hints,
        /// The address to ask from now on, if the server says so.
        moved_to: Option<String>,
        /// Its place among the calls at once, until it is done with.
        place: Place,
    },
}

/// Asks servers, politely. One serves all calls of a pass, so that they take turns.
pub struct Fetcher {
    policy: Policy,
    pace: Pace,
    clients: Clients,
    robots: Robots,
}

impl Fetcher {
    /// A fetcher that keeps to a policy.
    pub fn new(policy: Policy) -> Fetcher {
        Fetcher {
            pace: Pace::new(&policy),
            clients: Clients::new(),
            robots: Robots::default(),
            policy,
        }
    }

    /// Asks once, without a second try, following redirects. Dropping the call ends it at once.
    ///
    /// # Errors
    /// Says what went wrong, with what, and what to do.
    pub async fn get(
        &self,
        request: &Request,
        validators: &Validators,
        trust: Trust<'_>,
    ) -> Result<Fetched, FetchError> {
        let headers = secrets::resolve(&request.headers).await?;
        let mut route = Route::begin(request, headers)?;
        let mut reach = match trust {
            Trust::Own => Reach::Anywhere,
            Trust::LedBy(source) => Reach::PublicAnd(network_of(source).await),
        };
        let mut left = self.policy.timeout;
        let own_gap = Duration::from_secs(request.gap.unwrap_or_default().into());
        loop {
            let host = route.url.host_str().unwrap_or_default();
            let turn = self.pace.turn(&self.policy, host, own_gap).await;
            let began = Instant::now();
            let step = tokio::time::timeout(left, self.step(&route, validators, reach, turn));
            let step = step.await.map_err(|_| FetchError::Timeout {
                url: shown(&route.url),
                seconds: self.policy.timeout.as_secs(),
            })??;
            left = left.saturating_sub(began.elapsed());
            match step {
                Step::Done(fetched) => return Ok(fetched),
                Step::Redirect { status, headers, network } => {
                    if route.at_start() && reach == Reach::Anywhere {
                        reach = Reach::PublicAnd(network);
                    }
                    route.follow(&self.policy, status, &headers)?;
                }
            }
        }
    }

    /// One call to one address.
    async fn step(
        &self,
        route: &Route,
        validators: &Validators,
        reach: Reach,
        turn: Turn,
    ) -> Result<Step, FetchError> {
        if let Some(address) = reach.forbidden(&route.url) {
            let host = route.url.host_str().unwrap_or_default().to_owned();
            return Err(FetchError::PrivateNetwork { host, address });
        }
        let client = self.clients.get(&self.policy, reach)?;
        let mut call = client.request(route.method.clone(), route.url.clone());
        call = call.headers(route.headers.clone()).headers(conditions(validators));
        if let Some(cookies) = route.cookies.field(&route.url) {
            call = call.header(COOKIE, cookies);
        }
        if let Some(form) = &route.form {
            call =
                call.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(form.clone());
        }
        let explain = |error| client::explain(&error, &route.url, &self.policy);
        let mut response = call.send().await.map_err(explain)?;
        let headers = std::mem::take(response.headers_mut());
        self.check_size(&headers, &route.url)?;

        let status = response.status();
        if redirect::is_redirect(status) {
            let network = self.network_of_first(&route.url, &response);
            return Ok(Step::Redirect { status, headers, network });
        }
        let hints = hints::hints(&headers, Utc::now());
        let unchanged = status == StatusCode::NOT_MODIFIED;
        let validators = hints::validators(&headers, validators, unchanged);
        let moved_to = route.moved_to();
        if unchanged {
            return Ok(Step::Done(Fetched::Unchanged { validators, hints, moved_to }));
        }
        if status == StatusCode::GONE {
            return Err(FetchError::Gone { url: shown(&route.url) });
        }
        if !status.is_success() {
            let (url, code) = (shown(&route.url), status.as_u16());
            return Err(FetchError::Status { url, code, retry_after: hints.retry_after });
        }
        let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        let encoding = text(CONTENT_ENCODING).unwrap_or_default();
        let content_type = text(CONTENT_TYPE).map(str::to_owned);
        let body = self.body(response, encoding, &route.url).await?;
        let feeds = hints::feeds(&headers);
        let answer = Answer { url: shown(&route.url), content_type, body, feeds };
        Ok(Step::Done(Fetched::Fresh { answer, validators, hints, moved_to, place: turn.place }))
    }

    async fn body(
        &self,
        mut response: reqwest::Response,
        encoding: &str,
        url: &Url,
    ) -> Result<Vec<u8>, FetchError> {
        let broken = |error: &io::Error| match error.kind() {
            io::ErrorKind::FileTooLarge => self.too_large(url),
            _ => FetchError::Broken { url: shown(url), why: error.to_string() },
        };
        let cap = u64::try_from(self.policy.max_body).unwrap_or(u64::MAX);
        if response.content_length().is_some_and(|length| length > cap) {
            return Err(self.too_large(url));
        }
        let mut body = body::Body::new(encoding, self.policy.max_body).map_err(|e| broken(&e))?;
        let explain = |error| client::explain(&error, url, &self.policy);
        while let Some(bytes) = response.chunk().await.map_err(explain)? {
            body.push(&bytes).map_err(|error| broken(&error))?;
        }
        body.finish().map_err(|error| broken(&error))
    }

    fn too_large(&self, url: &Url) -> FetchError {
        FetchError::TooLarge { url: shown(url), mib: self.policy.max_body >> 20 }
    }

    fn check_size(&self, headers: &HeaderMap, url: &Url) -> Result<(), FetchError> {
        let size: usize =
            headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
        if size <= self.policy.max_headers {
            return Ok(());
        }
        Err(FetchError::HeadersTooLarge { url: shown(url), kib: self.policy.max_headers >> 10 })
    }

    /// The kind of network that the user's own source turned out to be on.
    fn network_of_first(&self, url: &Url, response: &reqwest::Response) -> Network {
        let called = match guard::literal(url) {
            Some(address) => Some(address),
            // What was called then is the proxy.
            None if self.clients.is_proxied(url) => None,
            None => response.remote_addr().map(|address| address.ip()),
        };
        called.map_or(Network::Public, guard::network)
    }
}

enum Step {
    Done(Fetched),
    Redirect { status: StatusCode, headers: HeaderMap, network: Network },
}

async fn network_of(source: &str) -> Network {
    match Url::parse(source) {
        Ok(url) => guard::network_of(&url).await,
        Err(_) => Network::Public,
    }
}

/// The fields that ask for an answer only if something has changed.
fn conditions(validators: &Validators) -> HeaderMap {
    let fields =
        [(IF_NONE_MATCH, &validators.etag), (IF_MODIFIED_SINCE, &validators.last_modified)];
    let field = |(name, value): (_, &Option<String>)| {
        Some((name, HeaderValue::from_str(value.as_deref()?).ok()?))
    };
    fields.into_iter().filter_map(field).collect()
}
