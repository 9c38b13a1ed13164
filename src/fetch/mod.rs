//! The only network. Every rule of how jogan behaves towards servers is written here once, for all
//! kinds of source, one rule a file; the smallest example is `policy.rs`.
//!
//! These files share the addresses, header fields and limits of one call. They know nothing of
//! feeds, items or the store: a question goes in, an answer in bytes comes out. Nothing that a
//! server sends is trusted: everything has a cap, and no word of it gets into an error.

mod body;
mod call;
mod client;
mod cookies;
mod endpoint;
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

pub use call::{Call, Reply};
pub use error::{Distrust, FetchError};
pub use pace::Place;
pub use policy::{Gap, Policy};
pub use secrets::{NoSecret, headers_of, secret};

use crate::model::{Answer, Hints, Network, Request, Validators};
use crate::text::address;
use client::Clients;
use error::shown;
use guard::Reach;
use pace::{Pace, Turn};
use redirect::Route;
use robots::Robots;

/// Who chose an address, which decides where it may lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// The user, just now: it may be anywhere.
    Own,
    /// The user, when it was on such a network: it must be there or out in public. What a name leads
    /// to is its owner's to change.
    Kept(Network),
    /// Something out there, read from a source of the user's own that is on such a network: it must
    /// be there or out in public.
    LedBy(Network),
}

impl Trust {
    /// The user's own source, as far as it is known where it was.
    pub fn of(network: Option<Network>) -> Trust {
        network.map_or(Trust::Own, Trust::Kept)
    }
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
        /// The kind of network that the address asked for was on, if that was seen.
        network: Option<Network>,
        /// Whether a redirect led to another origin, to which what is secret was not taken along.
        left_secrets: bool,
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
        /// The kind of network that the address asked for was on, if that was seen.
        network: Option<Network>,
        /// Whether a redirect led to another origin, to which what is secret was not taken along.
        left_secrets: bool,
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
        trust: Trust,
    ) -> Result<Fetched, FetchError> {
        let headers = secrets::resolve(&request.headers).await?;
        let mut route = Route::begin(request, headers)?;
        let mut reach = match trust {
            Trust::Own => Reach::Anywhere,
            Trust::Kept(network) | Trust::LedBy(network) => Reach::PublicAnd(network),
        };
        let mut first = None;
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
            })?;
            left = left.saturating_sub(began.elapsed());
            let Step { answer, network } = step.map_err(|error| match (error, trust) {
                (FetchError::PrivateNetwork { host, address }, Trust::Kept(_))
                    if route.at_start() =>
                {
                    FetchError::LeadsHome { host, address }
                }
                (error, _) => error,
            })?;
            if route.at_start() {
                first = network;
                if reach == Reach::Anywhere {
                    reach = Reach::PublicAnd(network.unwrap_or(Network::Public));
                }
            }
            match answer {
                Came::Whole { place, answer, validators, hints } => {
                    let (moved_to, left_secrets) = (route.moved_to(), route.left_secrets());
                    return Ok(match answer {
                        Some(answer) => Fetched::Fresh {
                            answer,
                            validators,
                            hints,
                            moved_to,
                            network: first,
                            left_secrets,
                            place,
                        },
                        None => Fetched::Unchanged {
                            validators,
                            hints,
                            moved_to,
                            network: first,
                            left_secrets,
                        },
                    });
                }
                Came::Redirect { status, headers } => {
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
        if let Some(json) = &route.json {
            call = call.header(CONTENT_TYPE, "application/json").body(json.clone());
        }
        let explain = |error| client::explain(&error, &route.url, &self.policy);
        let mut response = match call.send().await.map_err(explain) {
            Ok(response) => response,
            Err(error) => {
                if error.is_of_connection() {
                    turn.give_back();
                }
                return Err(error);
            }
        };
        let headers = std::mem::take(response.headers_mut());
        self.check_size(&headers, &route.url)?;

        let status = response.status();
        let network = self.network_of(&route.url, &response);
        if redirect::is_redirect(status) {
            return Ok(Step { answer: Came::Redirect { status, headers }, network });
        }
        let hints = hints::hints(&headers, Utc::now());
        let unchanged = status == StatusCode::NOT_MODIFIED;
        let validators = hints::validators(&headers, validators, unchanged);
        let came = |answer| {
            let answer =
                Came::Whole { answer, validators, hints: hints.clone(), place: turn.place };
            Step { answer, network }
        };
        if unchanged {
            return Ok(came(None));
        }
        if status == StatusCode::GONE {
            return Err(FetchError::Gone { url: shown(&route.url) });
        }
        if !status.is_success() {
            let (url, code) = (shown(&route.url), status.as_u16());
            let (retry_after, left_secrets) = (hints.retry_after, route.left_secrets());
            return Err(FetchError::Status { url, code, retry_after, left_secrets });
        }
        let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        let encoding = text(CONTENT_ENCODING).unwrap_or_default();
        let content_type = text(CONTENT_TYPE).map(str::to_owned);
        let body = self.body(response, encoding, &route.url).await?;
        let feeds = hints::feeds(&headers);
        Ok(came(Some(Answer { url: shown(&route.url), content_type, body, feeds })))
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
        // A thread that may take its time: nobody's key and nobody's answer waits for it.
        let decompressed = tokio::task::spawn_blocking(move || body.decompressed()).await;
        let died = |_| io::Error::other("its compression cannot be read");
        decompressed.map_err(died).flatten().map_err(|error| broken(&error))
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

    /// The kind of network that an address turned out to be on.
    fn network_of(&self, url: &Url, response: &reqwest::Response) -> Option<Network> {
        let called = match address::literal(url) {
            Some(address) => Some(address),
            // What was called then is the proxy.
            None if self.clients.is_proxied(url) => None,
            None => response.remote_addr().map(|address| address.ip()),
        };
        called.map(Network::of)
    }
}

/// One call.
struct Step {
    answer: Came,
    /// Where it was answered, if that was seen.
    network: Option<Network>,
}

/// What came of one call.
enum Came {
    /// An answer, or none where nothing has changed.
    Whole { answer: Option<Answer>, validators: Validators, hints: Hints, place: Place },
    /// The way to another address.
    Redirect { status: StatusCode, headers: HeaderMap },
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
