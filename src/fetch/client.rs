//! The HTTP clients: one for each reach, because a client looks names up by itself and must know
//! what it may call. They are made when first needed; most passes need one.

use std::collections::HashMap;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::Client;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, HeaderMap, HeaderValue};
use url::Url;

use super::error::{Distrust, shown};
use super::guard::{Guard, Reach, ResolveError};
use super::{FetchError, Policy, body};

const ACCEPTED_TYPES: &str = "application/atom+xml, application/rss+xml, application/feed+json, \
     application/xml;q=0.9, application/json;q=0.9, text/html;q=0.7, */*;q=0.5";

/// Makes and keeps the clients.
pub(super) struct Clients {
    made: Mutex<HashMap<Reach, Client>>,
    proxies: Arc<[String]>,
    proxy: Matcher,
}

impl Clients {
    pub(super) fn new() -> Clients {
        // reqwest asks for the process's provider and has none of its own; an error means that one
        // is there already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let proxy = Matcher::from_system();
        let named = ["http://news.example/", "https://news.example/"]
            .iter()
            .filter_map(|probe| proxy.intercept(&probe.parse().ok()?))
            .filter_map(|by| by.uri().host().map(str::to_owned))
            .collect();
        Clients { made: Mutex::new(HashMap::new()), proxies: named, proxy }
    }

    /// Whether calls to `url` go through a proxy, which then looks the name up.
    pub(super) fn is_proxied(&self, url: &Url) -> bool {
        url.as_str().parse().is_ok_and(|uri| self.proxy.intercept(&uri).is_some())
    }

    /// The client for a reach.
    ///
    /// # Errors
    /// None that a user could cause; said in words all the same.
    pub(super) fn get(&self, policy: &Policy, reach: Reach) -> Result<Client, FetchError> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = made.get(&reach) {
            return Ok(client.clone());
        }
        // Without any root certificate on the machine the first fails. The second then still
        // reads http and says of https that it cannot trust the host.
        let client = build(policy, reach, &self.proxies)
            .build()
            .or_else(|_| build(policy, reach, &self.proxies).tls_certs_only([]).build())
            .map_err(|error| FetchError::NoConnection {
                host: "any host".to_owned(),
                why: innermost(&error),
            })?;
        made.insert(reach, client.clone());
        Ok(client)
    }
}

fn build(policy: &Policy, reach: Reach, proxies: &Arc<[String]>) -> reqwest::ClientBuilder {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static(ACCEPTED_TYPES));
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(body::ACCEPTED));
    let guard = Guard { reach, proxies: Arc::clone(proxies) };
    let max_headers = u32::try_from(policy.max_headers).unwrap_or(u32::MAX);
    Client::builder()
        .user_agent(&policy.user_agent)
        .default_headers(headers)
        .dns_resolver(guard)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .http1_ignore_invalid_headers_in_responses(true)
        .http2_max_header_list_size(max_headers)
        .pool_max_idle_per_host(policy.per_host)
        .pool_idle_timeout(Duration::from_secs(15))
}

/// What the client's error means.
pub(super) fn explain(error: &reqwest::Error, url: &Url, policy: &Policy) -> FetchError {
    let host = url.host_str().unwrap_or_default().to_owned();
    for cause in causes(error) {
        if let Some(resolve) = cause.downcast_ref::<ResolveError>() {
            return match resolve {
                ResolveError::Unknown => FetchError::NoSuchHost { host },
                ResolveError::Forbidden(address) => {
                    FetchError::PrivateNetwork { host, address: *address }
                }
            };
        }
        if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
            return FetchError::Tls { host, why: Distrust::of(tls) };
        }
    }
    let why = innermost(error);
    if error.is_connect() {
        return FetchError::NoConnection { host, why };
    }
    // hyper keeps the kind of its error to itself.
    if causes(error).any(|cause| cause.to_string().contains("message head is too large")) {
        let kib = policy.max_headers >> 10;
        return FetchError::HeadersTooLarge { url: shown(url), kib };
    }
    FetchError::Broken { url: shown(url), why }
}

/// An error and its causes. An error of input and output is asked for what it holds: its source is
/// the source of that, which would be passed over.
fn causes<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error as &'a (dyn Error + 'static)), |&error| {
        match error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            Some(held) => Some(held as &(dyn Error + 'static)),
            None => error.source(),
        }
    })
}

fn innermost(error: &reqwest::Error) -> String {
    // The outer layers repeat the address, which may hold a password.
    causes(error).skip(1).last().map_or_else(|| "it failed".to_owned(), ToString::to_string)
}
