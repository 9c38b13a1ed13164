//! The feeds that a web page names.

use crate::sources::grammar::tags::{Piece, Pieces, attribute};
use crate::text::{address, html};

/// Where feeds are commonly found on a host that names none.
const COMMON: [&str; 6] = ["/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml"];

/// Most feeds returned.
const MOST: usize = 20;

/// Feeds named by `<link rel="alternate">`, in the page's order; if it names none, links that look
/// like feeds; if it has none either, common places beside it.
pub fn feeds(text: &str, url: Option<&str>) -> Vec<String> {
    let mut base = url.map(ToOwned::to_owned);
    let mut named = Vec::new();
    let mut linked = Vec::new();
    for (_, piece) in Pieces::of(text) {
        let Piece::Open { name, attributes, .. } = piece else { continue };
        let Some(href) = attribute(attributes, "href").map(html::decode) else { continue };
        let resolved = || address::parse(&href, base.as_deref());
        if name.eq_ignore_ascii_case("base") {
            base = resolved().or(base);
        } else if name.eq_ignore_ascii_case("link") {
            let value = |key| attribute(attributes, key).unwrap_or_default().to_ascii_lowercase();
            let is_alternate =
                value("rel").split_whitespace().any(|rel| matches!(rel, "alternate" | "feed"));
            if is_alternate && is_feed_type(&value("type")) {
                named.extend(resolved());
            }
        } else if name.eq_ignore_ascii_case("a") && looks_like_feed(&href) {
            linked.extend(resolved());
        }
    }
    let mut found = if named.is_empty() { linked } else { named };
    if found.is_empty() {
        found = COMMON.iter().filter_map(|path| address::parse(path, base.as_deref())).collect();
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|feed| Some(feed.as_str()) != url && seen.insert(feed.clone()));
    found.truncate(MOST);
    found
}

fn is_feed_type(kind: &str) -> bool {
    ["rss+xml", "atom+xml", "rdf+xml", "feed+json", "text/xml", "application/xml"]
        .iter()
        .any(|known| kind.contains(known))
}

fn looks_like_feed(href: &str) -> bool {
    let path =
        href.split(['?', '#']).next().unwrap_or(href).trim_end_matches('/').to_ascii_lowercase();
    let last = path.rsplit('/').next().unwrap_or(&path);
    matches!(last, "rss" | "feed" | "atom")
        || [".rss", ".atom", "rss.xml", "feed.xml", "atom.xml"]
            .iter()
            .any(|end| last.ends_with(end))
}
