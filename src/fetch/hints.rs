//! What an answer's header fields say: by what to recognise it, and when to come again.

use chrono::{DateTime, Utc};
use reqwest::header::{
    AGE, CACHE_CONTROL, DATE, ETAG, HeaderMap, HeaderName, LAST_MODIFIED, LINK, RETRY_AFTER,
};

use crate::model::{Hints, Moment, Validators};

/// Longer ones recognise nothing that a feed server would mean.
const MAX_VALIDATOR: usize = 1024;

/// Most feeds that are taken from header fields.
const MOST_FEEDS: usize = 8;

/// The validators of an answer; those of before where a 304 leaves them out, as it may
/// (RFC 9110, 15.4.5).
pub(super) fn validators(headers: &HeaderMap, before: &Validators, unchanged: bool) -> Validators {
    let read = |name: HeaderName, before: &Option<String>| {
        let given = text(headers, name).filter(|value| value.len() <= MAX_VALIDATOR);
        given.map(str::to_owned).or_else(|| before.clone().filter(|_| unchanged))
    };
    Validators {
        etag: read(ETAG, &before.etag),
        last_modified: read(LAST_MODIFIED, &before.last_modified),
    }
}

/// When to come again.
pub(super) fn hints(headers: &HeaderMap, now: Moment) -> Hints {
    Hints { retry_after: retry_after(headers, now), max_age: max_age(headers), ..Hints::default() }
}

/// `Retry-After` in seconds, given as such or as a date. A date is held against the server's own
/// clock where it tells it, so that a wrong clock on either side does no harm.
pub(super) fn retry_after(headers: &HeaderMap, now: Moment) -> Option<u64> {
    let value = text(headers, RETRY_AFTER)?;
    if let Ok(seconds) = value.parse() {
        return Some(seconds);
    }
    let until = http_date(value)?;
    let now = text(headers, DATE).and_then(http_date).unwrap_or(now);
    u64::try_from((until - now).num_seconds()).ok()
}

/// `Cache-Control: max-age` less the `Age` that the answer already has.
fn max_age(headers: &HeaderMap) -> Option<u64> {
    let mut directives =
        headers.get_all(CACHE_CONTROL).iter().filter_map(|value| value.to_str().ok());
    let seconds = directives.find_map(|value| {
        value.split(',').find_map(|directive| {
            let (name, seconds) = directive.split_once('=')?;
            let named = name.trim().eq_ignore_ascii_case("max-age");
            named.then(|| seconds.trim().trim_matches('"').parse::<u64>().ok())?
        })
    })?;
    let age = text(headers, AGE).and_then(|age| age.parse().ok()).unwrap_or(0);
    Some(seconds.saturating_sub(age))
}

/// The feeds that `Link` fields name (RFC 8288, 3): `<…>; rel="alternate"; type="…rss+xml"`.
pub(super) fn feeds(headers: &HeaderMap) -> Vec<String> {
    let fields = headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok());
    // Between two links stands a comma, which addresses and titles hold too.
    let links = fields.flat_map(|field| field.split('<').skip(1));
    links.filter_map(feed_of).take(MOST_FEEDS).collect()
}

fn feed_of(link: &str) -> Option<String> {
    let (address, parameters) = link.split_once('>')?;
    let value = |wanted: &str| {
        parameters.split(';').find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            let value = value.trim().trim_end_matches(',').trim().trim_matches('"');
            name.trim().eq_ignore_ascii_case(wanted).then(|| value.to_ascii_lowercase())
        })
    };
    let is_alternate = value("rel")?.split(' ').any(|rel| rel == "alternate");
    let kind = value("type")?;
    let is_feed = ["rss+xml", "atom+xml", "rdf+xml", "feed+json"].iter().any(|k| kind.contains(k));
    (is_alternate && is_feed).then(|| address.trim().to_owned())
}

fn http_date(value: &str) -> Option<Moment> {
    DateTime::parse_from_rfc2822(value).ok().map(|date| date.with_timezone(&Utc))
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(fields: &[(&'static str, &'static str)]) -> HeaderMap {
        fields
            .iter()
            .map(|(name, value)| {
                (HeaderName::from_static(name), reqwest::header::HeaderValue::from_static(value))
            })
            .collect()
    }

    fn at(text: &str) -> Moment {
        text.parse().expect("a moment")
    }

    #[test]
    fn retry_after_is_read_as_seconds_and_as_a_date() {
        let now = at("2026-03-05T08:00:00Z");
        assert_eq!(retry_after(&headers(&[("retry-after", "120")]), now), Some(120));
        let date = ("retry-after", "Thu, 05 Mar 2026 08:02:00 GMT");
        assert_eq!(retry_after(&headers(&[date]), now), Some(120));
        let server_clock = ("date", "Thu, 05 Mar 2026 08:01:30 GMT");
        assert_eq!(retry_after(&headers(&[date, server_clock]), now), Some(30));
        assert_eq!(retry_after(&headers(&[("retry-after", "soon")]), now), None);
        assert_eq!(retry_after(&headers(&[date]), at("2026-03-05T09:00:00Z")), None);
    }

    #[test]
    fn max_age_is_found_among_other_directives_and_lessened_by_age() {
        let given = headers(&[("cache-control", "public, Max-Age=600, s-maxage=9"), ("age", "60")]);
        assert_eq!(max_age(&given), Some(540));
        assert_eq!(max_age(&headers(&[("cache-control", "no-cache")])), None);
        assert_eq!(max_age(&headers(&[("cache-control", "max-age=soon")])), None);
    }

    #[test]
    fn link_fields_name_feeds() {
        let given = headers(&[(
            "link",
            "</style.css>; rel=preload, </feed,1>; rel=\"alternate\"; type=\"application/rss+xml\"; title=\"A, B\", \
             <https://ex.example/a.json>; type=application/feed+json; rel=alternate, </fr>; rel=alternate; hreflang=fr",
        )]);
        assert_eq!(feeds(&given), ["/feed,1", "https://ex.example/a.json"]);
    }

    #[test]
    fn a_304_without_validators_keeps_those_of_before_and_a_200_forgets_them() {
        let before = Validators { etag: Some("\"a\"".into()), last_modified: Some("then".into()) };
        let given = headers(&[("etag", "\"b\"")]);
        let kept = validators(&given, &before, true);
        assert_eq!(kept.etag.as_deref(), Some("\"b\""));
        assert_eq!(kept.last_modified.as_deref(), Some("then"));
        assert_eq!(validators(&given, &before, false).last_modified, None);
    }
}
