//! From a source's address and options to a request.

use url::Url;

use crate::model::source::ENDPOINT;
use crate::model::{Request, Source};
use crate::sources::SpecError;
use crate::text::address;

/// What an `endpoint` may end in when it is written out whole; longer ones first.
const LEAVES: [&str; 9] = [
    "/paper/search/bulk",
    "/paper/search",
    "/search_by_date",
    "/search",
    "/esearch.fcgi",
    "/efetch.fcgi",
    "/works",
    "/notes",
    "/query",
];

/// A plain GET of an address that a user wrote.
///
/// # Errors
/// If it is not one of the web.
pub fn get(address: &str) -> Result<Request, SpecError> {
    let url =
        address::parse(address, None).ok_or_else(|| SpecError::Address(address.to_owned()))?;
    Ok(Request::get(url))
}

/// Where a kind's interface stands: `base` with `leaf` below it, or below the source's option
/// `endpoint`, which may be written with or without a leaf. A query of its own is kept.
///
/// # Errors
/// If the option is no address of the web.
pub fn endpoint(source: &Source, base: &str, leaf: &str) -> Result<Url, SpecError> {
    let written = source.options.get(ENDPOINT).map_or(base, String::as_str);
    let bad = || SpecError::Option {
        name: "endpoint",
        value: written.to_owned(),
        expected: "failed.what.address",
    };
    let mut url: Url =
        address::parse(written, None).and_then(|url| url.parse().ok()).ok_or_else(bad)?;
    let path = url.path().trim_end_matches('/');
    let folder = LEAVES.iter().find_map(|leaf| path.strip_suffix(leaf)).unwrap_or(path);
    let path = format!("{folder}/{leaf}");
    url.set_path(&path);
    Ok(url)
}

/// A GET with these fields in its query, whatever it said of them before.
pub fn with_query(mut url: Url, fields: &[(&str, &str)]) -> Request {
    let others = url.query_pairs().filter(|(key, _)| fields.iter().all(|(name, _)| name != key));
    let others: Vec<(String, String)> =
        others.map(|(key, value)| (key.into_owned(), value.into_owned())).collect();
    url.query_pairs_mut()
        .clear()
        .extend_pairs(others)
        .extend_pairs(fields.iter().filter(|(_, value)| !value.is_empty()));
    Request::get(url)
}

/// The question with a key of the environment in a header field, where the variable is set. The key
/// is for the service that gave it: a question that goes to another place than `base` goes without.
pub fn with_key(mut request: Request, base: &str, (field, variable): (&str, &str)) -> Request {
    if address::same_origin(&request.url, base) {
        request.headers.push((field.to_owned(), format!("env?:{variable}")));
    }
    request
}

/// A number among the options.
///
/// # Errors
/// If it is none, or beyond what makes sense.
pub fn number(
    source: &Source,
    name: &'static str,
    default: u32,
    most: u32,
) -> Result<u32, SpecError> {
    let Some(value) = source.options.get(name) else { return Ok(default) };
    value.trim().parse().ok().filter(|number| (1..=most).contains(number)).ok_or_else(|| {
        SpecError::Option { name, value: value.clone(), expected: "failed.what.number" }
    })
}

/// The value of a field of an address's query.
pub fn field(url: &str, name: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::example;

    #[test]
    fn a_key_goes_to_its_own_service_alone() {
        let base = "https://api.service.example/v1";
        let fields = |url: &str| with_key(Request::get(url), base, ("x-key", "KEY")).headers;
        let key = ("x-key".to_owned(), "env?:KEY".to_owned());
        assert_eq!(fields("https://api.service.example/v1/search?q=x"), [key]);
        for other in [
            "http://api.service.example/v1/search",
            "https://api.service.example:444/v1/search",
            "https://api.service.example.evil.example/v1/search",
            "https://evil.example/?https://api.service.example/v1",
        ] {
            assert!(fields(other).is_empty(), "{other}");
        }
    }

    #[test]
    fn an_endpoint_keeps_its_own_query_and_the_question_wins_over_it() {
        let asked = |written| {
            let source = example::source("arxiv", "cs.LG", &[("endpoint", written)]);
            let url = endpoint(&source, "https://export.arxiv.org/api", "query").expect("a place");
            with_query(url, &[("start", "0"), ("id", "")]).url
        };
        assert_eq!(
            asked("http://127.0.0.1:9/arxiv/query?day=3&start=7"),
            "http://127.0.0.1:9/arxiv/query?day=3&start=0"
        );
        assert_eq!(asked("http://127.0.0.1:9/arxiv/"), "http://127.0.0.1:9/arxiv/query?start=0");
    }
}
