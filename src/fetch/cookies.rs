//! Cookies within one chain of redirects: some servers lead back to the same address until the
//! cookie they set comes along. Nothing is kept beyond the chain, so nobody can be followed.

use reqwest::header::{HeaderMap, HeaderValue, SET_COOKIE};
use url::Url;

/// More than these are not needed to get through a door.
const MOST: usize = 20;
const MAX_BYTES: usize = 4096;

/// What the servers of one chain have set.
#[derive(Debug, Default)]
pub(super) struct Cookies(Vec<Cookie>);

#[derive(Debug)]
struct Cookie {
    host: String,
    secure: bool,
    name: String,
    value: String,
}

impl Cookies {
    /// Keeps what an answer sets, for its own host only.
    pub(super) fn keep(&mut self, url: &Url, headers: &HeaderMap) {
        let Some(host) = url.host_str() else { return };
        for field in headers.get_all(SET_COOKIE) {
            let Some(text) = field.to_str().ok().filter(|text| text.len() <= MAX_BYTES) else {
                continue;
            };
            let mut parts = text.split(';').map(str::trim);
            let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else {
                continue;
            };
            let secure = parts.any(|part| part.eq_ignore_ascii_case("secure"));
            self.0.retain(|known| known.host != host || known.name != name);
            if self.0.len() < MOST {
                self.0.push(Cookie {
                    host: host.to_owned(),
                    secure,
                    name: name.to_owned(),
                    value: value.to_owned(),
                });
            }
        }
    }

    /// The `Cookie` field for an address, if any cookie is for it.
    pub(super) fn field(&self, url: &Url) -> Option<HeaderValue> {
        let fits = |cookie: &&Cookie| {
            url.host_str() == Some(&cookie.host) && (!cookie.secure || url.scheme() == "https")
        };
        let pairs: Vec<String> = self
            .0
            .iter()
            .filter(fits)
            .map(|cookie| format!("{}={}", cookie.name, cookie.value))
            .collect();
        (!pairs.is_empty()).then(|| HeaderValue::from_str(&pairs.join("; ")).ok())?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_goes_back_to_its_own_host_and_a_secure_one_only_over_tls() {
        let url = |text| Url::parse(text).expect("an address");
        let mut headers = HeaderMap::new();
        for set in ["jar=full; Path=/; HttpOnly", "key=1; Secure", "jar=new"] {
            headers.append(SET_COOKIE, HeaderValue::from_static(set));
        }
        let mut cookies = Cookies::default();
        cookies.keep(&url("https://a.example/x"), &headers);
        let field = |text| cookies.field(&url(text));
        assert_eq!(field("https://a.example/y").expect("cookies"), "key=1; jar=new");
        assert_eq!(field("http://a.example/y").expect("cookies"), "jar=new");
        assert_eq!(field("https://b.example/"), None);
    }
}
