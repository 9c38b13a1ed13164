//! The feeds that a web page names.

use crate::sources::grammar::tags::{Piece, Pieces, attribute};
use crate::text::{address, html};

use super::Served;

/// Where feeds are commonly found on a host that names none.
const COMMON: [&str; 6] = ["/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml"];

/// Words of titles that feeds of comments have, and others hardly; a blog may be called "Comment".
const COMMENTS: [&str; 6] =
    ["comments", "kommentare", "kommentar", "commentaires", "comentarios", "comentários"];

/// Most feeds returned.
const MOST: usize = 20;

/// The feeds that the page's header fields name, then those of `<link rel="alternate">` in the
/// page's order; if there are none, links that look like feeds; if it has none either, common places
/// beside it. A feed of comments is none of the page's.
pub fn feeds(text: &str, served: Served<'_>) -> Vec<String> {
    let url = served.url;
    let mut base = url.map(ToOwned::to_owned);
    let of_fields = served.feeds.iter().filter(|feed| !is_of_comments(feed, ""));
    let mut named: Vec<String> = of_fields.filter_map(|feed| address::parse(feed, url)).collect();
    let mut linked = Vec::new();
    for (_, piece) in Pieces::of(text) {
        let Piece::Open { name, attributes, .. } = piece else { continue };
        let value = |key| attribute(attributes, key).map(html::decode).unwrap_or_default();
        let href = value("href");
        if href.is_empty() {
            continue;
        }
        let resolved = || address::parse(&href, base.as_deref());
        if name.eq_ignore_ascii_case("base") {
            base = resolved().or(base);
        } else if name.eq_ignore_ascii_case("link") {
            let rel = value("rel").to_ascii_lowercase();
            let relates = |wanted: &str| rel.split_whitespace().any(|rel| rel == wanted);
            let kind = value("type").to_ascii_lowercase();
            // What is called a feed is one without saying of what type.
            if ((relates("alternate") || relates("feed")) && is_feed_type(&kind)
                || (relates("feed") && kind.is_empty()))
                && !is_of_comments(&href, &value("title"))
            {
                named.extend(resolved());
            }
        } else if name.eq_ignore_ascii_case("a")
            && looks_like_feed(&href)
            && !is_of_comments(&href, &value("title"))
        {
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

/// Whether a feed holds what readers say below an article, by its address or its title.
fn is_of_comments(href: &str, title: &str) -> bool {
    let (href, title) = (href.to_ascii_lowercase(), title.to_lowercase());
    let parts = href.split(['/', '?', '&', '=', '.', '-', '_']);
    parts.into_iter().any(|part| matches!(part, "comments" | "comment" | "commentrss"))
        || title.split(|c: char| !c.is_alphanumeric()).any(|word| COMMENTS.contains(&word))
        || ["댓글", "コメント", "评论"].iter().any(|words| title.contains(words))
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
