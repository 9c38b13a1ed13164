//! What somebody means who types a source: a pure function from what was typed to what could be
//! followed, the same for the shell and the reader.
//!
//! A candidate is certain where its address alone says what it is (a category, an ISSN, a channel);
//! else it is to be looked at first, and asked about where several are left. The tables of known
//! sites stand in `sites.rs`; the smallest example of a rule is one of its lines.

mod papers;
mod sites;

use crate::model::{Candidate, Certainty};
use crate::sources::{Kind as _, feed::Feed, page::Page};
use crate::text::address;

fn certain_feed(address: impl Into<String>, what: &'static str) -> Candidate {
    Candidate::new(Feed.name(), address, what, Certainty::Certain)
}

/// Longest text that is taken for something to follow, in bytes.
const LONGEST: usize = 4_000;

/// What could be followed, the likeliest first; nothing where nothing was typed.
pub fn candidates(typed: &str) -> Vec<Candidate> {
    let typed = typed.trim();
    // As mails and shells hand addresses on.
    let inside = [('<', '>'), ('"', '"'), ('\'', '\'')]
        .iter()
        .find_map(|(opens, closes)| typed.strip_prefix(*opens)?.strip_suffix(*closes));
    let typed = inside.unwrap_or(typed).trim();
    if typed.is_empty() || typed.len() > LONGEST {
        return Vec::new();
    }
    if let Some(found) = page_named(typed) {
        return vec![found];
    }
    if let Some(found) = papers::named(typed) {
        return found;
    }
    if let Some(found) = sites::named(typed) {
        return found;
    }
    let typed = unwrapped(typed);
    let Some(url) = as_address(&typed) else { return papers::searches(&typed) };
    papers::of_address(&url)
        .or_else(|| sites::of_address(&url))
        .unwrap_or_else(|| vec![Candidate::new(Feed.name(), url, "feed", Certainty::ToLookAt)])
}

/// A page whose list is to be followed though it has no feed, where that is said: `page ADDRESS`, and
/// behind it the selector of its links, where the list is not found by itself.
fn page_named(typed: &str) -> Option<Candidate> {
    let (kind, rest) = typed.split_once(char::is_whitespace)?;
    let (address, selector) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest, ""));
    let url = as_address(address.trim()).filter(|_| kind.eq_ignore_ascii_case(Page.name()))?;
    let mut page = Candidate::new(Page.name(), url, "page", Certainty::Certain);
    let selector = selector.trim();
    if !selector.is_empty() {
        page.source.options.insert(LINK.to_owned(), selector.to_owned());
    }
    Some(page)
}

/// The option of a page that says which of its links are its list.
const LINK: &str = "link";

/// The list of a page that has no feed.
pub fn of_page(address: &str) -> Candidate {
    Candidate::new(Page.name(), address, "page", Certainty::Guess)
}

/// A journal by its number.
pub fn of_journal(issn: &str) -> Option<Candidate> {
    papers::issn(issn)
}

/// Schemes that only say that a feed stands at the address behind them.
const WRAPPING: [&str; 6] = ["feed:", "feeds:", "rss:", "itpc:", "podcast:", "pcast:"];

fn unwrapped(typed: &str) -> String {
    for scheme in WRAPPING {
        let is_scheme =
            typed.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        if !is_scheme {
            continue;
        }
        let rest = &typed[scheme.len()..];
        // `feed://host` and `feed://https://host` both occur.
        return rest.strip_prefix("//").unwrap_or(rest).to_owned();
    }
    typed.to_owned()
}

/// The address that is meant, with the scheme that nobody types.
fn as_address(typed: &str) -> Option<String> {
    if typed.contains(char::is_whitespace) {
        return None;
    }
    if typed.contains("://") {
        // A scheme that is not of the web stays as it is, to be refused by its name.
        return Some(typed.to_owned());
    }
    let host = typed.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.split(':').next().unwrap_or_default();
    let is_host = name.contains('.')
        && !name.starts_with('.')
        && !name.ends_with('.')
        && name
            .rsplit('.')
            .next()
            .is_some_and(|last| last.chars().count() >= 2 && last.chars().any(char::is_alphabetic));
    let is_here = name == "localhost" || name.parse::<std::net::Ipv4Addr>().is_ok();
    // A machine of one's own is rarely reached safely.
    let scheme = if is_here { "http" } else { "https" };
    (is_host || is_here).then(|| format!("{scheme}://{typed}"))
}

/// Host without `www.` and in lower case, and the parts of the path.
fn parts(url: &str) -> Option<(String, Vec<&str>)> {
    let host = address::host(url)?.trim_start_matches("www.").to_ascii_lowercase();
    let after = url.split_once("://")?.1;
    let path = after.split_once('/').map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    Some((host, path.split('/').filter(|part| !part.is_empty()).collect()))
}

/// The value of a field of an address's query.
fn field(url: &str, name: &str) -> Option<String> {
    super::grammar::question::field(url, name).filter(|value| !value.trim().is_empty())
}

#[cfg(test)]
mod tests;
