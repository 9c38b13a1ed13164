//! What a site asks programs not to read (RFC 9309). Only pages that nobody offers as a feed are
//! held against it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use url::Url;

use super::{FetchError, Fetched, Fetcher, Trust};
use crate::model::{Request, Validators};

/// The name by which a site may address this program.
const PRODUCT: &str = env!("CARGO_PKG_NAME");

/// How long a site's rules are believed (RFC 9309, 2.4).
const FRESH: Duration = Duration::from_hours(24);

/// Bytes of the file that are read; the standard asks for at least this many.
const MAX_BYTES: usize = 500 << 10;

/// The rules of the sites that were asked.
#[derive(Debug, Default)]
pub(super) struct Robots(Mutex<HashMap<String, (Instant, Arc<Rules>)>>);

impl Fetcher {
    /// Whether a site lets programs read an address.
    ///
    /// # Errors
    /// [`FetchError::Robots`] where it does not; others where the site's rules cannot be had,
    /// which is no permission (RFC 9309, 2.3.1.4).
    pub async fn may_read(&self, address: &str, trust: Trust) -> Result<(), FetchError> {
        // What is no address is refused when it is asked.
        let Ok(url) = Url::parse(address) else { return Ok(()) };
        let Ok(place) = url.join("/robots.txt") else { return Ok(()) };
        let origin = url.origin().ascii_serialization();
        let rules = match self.robots.known(&origin) {
            Some(rules) => rules,
            None => self.robots.keep(origin, self.rules(place, trust).await?),
        };
        if rules.allow(path(&url)) {
            Ok(())
        } else {
            Err(FetchError::Robots { url: super::error::shown(&url) })
        }
    }

    async fn rules(&self, place: Url, trust: Trust) -> Result<Rules, FetchError> {
        match self.get(&Request::get(place), &Validators::default(), trust).await {
            Ok(Fetched::Fresh { answer, .. }) => {
                let bytes = &answer.body[..answer.body.len().min(MAX_BYTES)];
                Ok(Rules::read(&String::from_utf8_lossy(bytes), PRODUCT))
            }
            // A site without the file forbids nothing.
            Ok(Fetched::Unchanged { .. })
            | Err(
                FetchError::Status { code: 400..500, .. }
                | FetchError::Gone { .. }
                | FetchError::TooManyRedirects { .. },
            ) => Ok(Rules::default()),
            Err(error) => Err(error),
        }
    }
}

impl Robots {
    fn known(&self, origin: &str) -> Option<Arc<Rules>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, rules) = known.get(origin)?;
        (since.elapsed() < FRESH).then(|| Arc::clone(rules))
    }

    fn keep(&self, origin: String, rules: Rules) -> Arc<Rules> {
        let rules = Arc::new(rules);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(origin, (Instant::now(), Arc::clone(&rules)));
        rules
    }
}

/// The part of an address that rules are about.
fn path(url: &Url) -> &str {
    &url[url::Position::BeforePath..url::Position::AfterQuery]
}

/// The rules of one site for this program.
#[derive(Debug, Default, PartialEq, Eq)]
struct Rules(Vec<(Verdict, String)>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Disallow,
    Allow,
}

impl Rules {
    /// Those of the groups that name the product; where none does, those for everybody.
    fn read(text: &str, product: &str) -> Rules {
        let (mut own, mut common) = (None, Rules::default());
        let (mut for_us, mut for_all, mut in_names) = (false, false, false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            let verdict = match key.as_str() {
                "user-agent" => {
                    if !in_names {
                        (for_us, for_all, in_names) = (false, false, true);
                    }
                    for_all |= value == "*";
                    if value.eq_ignore_ascii_case(product) {
                        for_us = true;
                        own.get_or_insert_with(Rules::default);
                    }
                    continue;
                }
                "allow" => Verdict::Allow,
                "disallow" => Verdict::Disallow,
                _ => continue,
            };
            in_names = false;
            if value.is_empty() {
                continue;
            }
            if for_us && let Some(own) = &mut own {
                own.0.push((verdict, value.to_owned()));
            }
            if for_all {
                common.0.push((verdict, value.to_owned()));
            }
        }
        own.unwrap_or(common)
    }

    /// The longest rule that matches decides; between equals the kinder one.
    fn allow(&self, path: &str) -> bool {
        let matching = self.0.iter().filter(|(_, pattern)| matches(pattern, path));
        let strongest = matching.max_by_key(|(verdict, pattern)| (pattern.len(), *verdict));
        strongest.is_none_or(|(verdict, _)| *verdict == Verdict::Allow)
    }
}

/// Whether a path begins as a pattern says: `*` is anything, a `$` at its end is the path's end.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, to_the_end) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let last = if to_the_end { parts.pop() } else { None };
    // The first place that fits each part leaves the most for those that follow.
    for part in &parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    match last {
        Some(last) => rest.ends_with(last),
        None => !to_the_end || rest.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(text: &str, path: &str) -> bool {
        Rules::read(text, "jogan").allow(path)
    }

    #[test]
    fn patterns_match_from_the_start_with_stars_and_an_end() {
        for (pattern, path, fits) in [
            ("/private", "/private/x", true),
            ("/private", "/public/private", false),
            ("/*.php", "/a/b.php?x=1", true),
            ("/*.php$", "/a/b.php?x=1", false),
            ("/*.php$", "/a/b.php", true),
            ("/a*b*c", "/a-b-b-c-d", true),
            ("/a*b*c", "/a-c-b", false),
            ("/$", "/", true),
            ("/$", "/x", false),
            ("*", "/x", true),
            ("/x*x$", "/x", false),
        ] {
            assert_eq!(matches(pattern, path), fits, "{pattern} {path}");
        }
    }

    #[test]
    fn the_longest_rule_decides_and_of_equals_the_kinder() {
        let text = "User-agent: *\nDisallow: /\nAllow: /news/\nDisallow: /news/old";
        assert!(!allows(text, "/"));
        assert!(allows(text, "/news/today"));
        assert!(!allows(text, "/news/old/1"));
        assert!(allows("User-agent: *\nDisallow: /a\nAllow: /a", "/a"));
    }

    #[test]
    fn a_group_that_names_us_replaces_the_one_for_everybody() {
        let text = "user-agent: other\nuser-agent: Jogan # that is us\ndisallow: /tmp\n\n\
                    User-Agent: *\nDisallow: /";
        assert!(allows(text, "/news"));
        assert!(!allows(text, "/tmp/1"));
        assert!(!Rules::read(text, "someone").allow("/news"));
        let nothing_for_us = "User-agent: jogan\nDisallow:\n\nUser-agent: *\nDisallow: /";
        assert!(allows(nothing_for_us, "/news"));
    }

    #[test]
    fn noise_forbids_nothing() {
        for text in ["", "<html>not found</html>", "Disallow: /", "User-agent: *\nCrawl-delay: 5"] {
            assert!(allows(text, "/news"), "{text}");
        }
    }
}
