//! What is asked of a server and what it answers, without a network.

use serde::{Deserialize, Serialize};

/// One question to a server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// Absolute address.
    pub url: String,
    /// Header fields beyond those that every request carries.
    pub headers: Vec<(String, String)>,
    /// Sent as a POST of `application/x-www-form-urlencoded` where present.
    pub form: Option<String>,
    /// Sent as a POST of `application/json` where present.
    pub json: Option<String>,
    /// Seconds of pause between two calls to its host, where the source asks for one.
    pub gap: Option<u32>,
}

impl Request {
    /// A plain GET.
    pub fn get(url: impl Into<String>) -> Request {
        Request { url: url.into(), ..Request::default() }
    }
}

/// A whole answer with a body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// The address that answered, after redirects: relative links resolve against it.
    pub url: String,
    /// `Content-Type` as given, if any.
    pub content_type: Option<String>,
    /// The body, decompressed and within the cap.
    pub body: Vec<u8>,
    /// The feeds that its `Link` fields name, as they are written.
    pub feeds: Vec<String>,
}

/// What a server gave to recognise an unchanged answer by.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Validators {
    /// `ETag`, sent back as `If-None-Match`.
    pub etag: Option<String>,
    /// `Last-Modified`, sent back as `If-Modified-Since`.
    pub last_modified: Option<String>,
}

/// How long a server, or the feed itself, asks to be left alone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Hints {
    /// `Retry-After`, in seconds from the answer.
    pub retry_after: Option<u64>,
    /// `Cache-Control: max-age`, in seconds.
    pub max_age: Option<u64>,
    /// RSS `ttl`, in seconds.
    pub ttl: Option<u64>,
    /// Hours of the day (UTC) in which the feed asks not to be read.
    pub skip_hours: Vec<u8>,
    /// Days of the week in which it asks not to be read, Monday is 0.
    pub skip_days: Vec<u8>,
}

impl Hints {
    /// These wishes and others: of each the longer, and all hours and days.
    #[must_use]
    pub fn with(&self, others: &Hints) -> Hints {
        let all = |one: &[u8], other: &[u8]| [one, other].concat();
        Hints {
            retry_after: self.retry_after.max(others.retry_after),
            max_age: self.max_age.max(others.max_age),
            ttl: self.ttl.max(others.ttl),
            skip_hours: all(&self.skip_hours, &others.skip_hours),
            skip_days: all(&self.skip_days, &others.skip_days),
        }
    }
}
