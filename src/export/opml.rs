//! Sources as OPML 2.0, which every feed reader imports.
//!
//! Each outline stands under the name of its pane and has an address that a reader can use: a feed in
//! `xmlUrl`, where there is one, else the page in `url` and `htmlUrl`. What another reader would not
//! ask in the same way (a query, a category, a page by its selectors) has its kind, address and
//! options in attributes of our own beside, so that importing the list here brings it back; what is
//! switched off says so in `enabled`, and stands in a folder of its own. Options that may hold a
//! secret (header fields) stay at home, and so does a password in an address.

use std::collections::BTreeMap;

use super::xml::escape;
use crate::lang::{Lang, say};
use crate::model::{Pane, Source, source::is_secret_option};
use crate::text::{address, clean};

/// Writes the list, of what is switched off only where `with_off` says so. What only ever came from
/// a file has no address to follow, and is left out.
pub fn write(sources: &[Source], with_off: bool, lang: Lang) -> String {
    let listed = |enabled: bool, pane: Option<Pane>| -> String {
        sources
            .iter()
            .filter(|source| source.enabled == enabled && source.pane == pane)
            .filter_map(outline)
            .collect()
    };
    let panes = || Pane::ALL.into_iter().map(Some).chain([None]);
    let of_panes = |enabled: bool| -> String {
        panes()
            .map(|pane| folder(pane.map(|pane| pane_name(pane, lang)), &listed(enabled, pane)))
            .collect()
    };
    let mut body = of_panes(true);
    if with_off {
        body.push_str(&folder(Some(say(lang, "health.off", &[]).into_owned()), &of_panes(false)));
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    \
         <title>jogan</title>\n  </head>\n  <body>\n{body}  </body>\n</opml>\n"
    )
}

fn pane_name(pane: Pane, lang: Lang) -> String {
    say(lang, &format!("pane.{}", pane.name()), &[]).into_owned()
}

/// Lines within a folder of this name, if it has one; nothing where there are none.
fn folder(name: Option<String>, lines: &str) -> String {
    match name {
        _ if lines.is_empty() => String::new(),
        None => lines.to_owned(),
        Some(name) => {
            let name = escape(&name);
            format!("    <outline text=\"{name}\" title=\"{name}\">\n{lines}    </outline>\n")
        }
    }
}

/// The line of a source; none where it has no address.
fn outline(source: &Source) -> Option<String> {
    let attribute =
        |name: &str, value: &str| format!(" {name}=\"{}\"", escape(&clean::line(value, 4000)));
    let address = address::without_credentials(&source.address);
    let place = match place(source)? {
        Place::Feed(feed) => attribute("type", "rss") + &attribute("xmlUrl", &feed),
        Place::Page(page) => {
            attribute("type", "link") + &attribute("url", &page) + &attribute("htmlUrl", &page)
        }
    };
    let own = (source.kind != "feed")
        .then(|| attribute("kind", &source.kind) + &attribute("address", &address));
    let off = (!source.enabled).then(|| attribute("enabled", "false"));
    let language = source.language.as_deref().map(|language| attribute("language", language));
    let options: BTreeMap<&String, &String> =
        source.options.iter().filter(|(key, _)| !is_secret_option(key)).collect();
    let options = serde_json::to_string(&options).ok().filter(|_| !options.is_empty());
    let options = options.map(|options| attribute("options", &options));
    let rest: String = [own, off, language, options].into_iter().flatten().collect();
    let name = attribute("text", &source.name) + &attribute("title", &source.name);
    Some(format!("      <outline{name}{place}{rest}/>\n"))
}

/// Where another reader finds what a source asks.
enum Place {
    Feed(String),
    Page(String),
}

/// Where a source is found; the addresses are those that the services document.
fn place(source: &Source) -> Option<Place> {
    let asked = address::without_credentials(source.address.trim());
    let query = source.options.get("query").map(String::as_str);
    let words = || [&*asked, query.unwrap_or_default()].join(" ").trim().to_owned();
    let with = |base: &str, key: &str, value: &str| {
        let mut fields = url::form_urlencoded::Serializer::new(String::new());
        fields.append_pair(key, value);
        format!("{base}{}", fields.finish())
    };
    let is_address = asked.contains("://");
    match &*source.kind {
        "feed" => is_address.then(|| Place::Feed(asked.into_owned())),
        _ if !source.is_visited() => None,
        "arxiv" if is_address => Some(Place::Feed(asked.into_owned())),
        "arxiv" => {
            let categories: Vec<&str> =
                asked.split([',', ' ']).filter(|word| !word.is_empty()).collect();
            let is_category = |word: &&str| {
                word.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'.' | b'-'))
            };
            Some(Place::Feed(if query.is_none() && categories.iter().all(is_category) {
                format!("https://rss.arxiv.org/atom/{}", categories.join("+"))
            } else {
                with(
                    "https://export.arxiv.org/api/query?sortBy=submittedDate&sortOrder=descending&",
                    "search_query",
                    &words(),
                )
            }))
        }
        "hackernews" => Some(match words() {
            words if matches!(&*words, "" | "front_page") => {
                Place::Feed("https://news.ycombinator.com/rss".to_owned())
            }
            words => Place::Page(with("https://hn.algolia.com/?", "query", &words)),
        }),
        "pubmed" => {
            Some(Place::Page(with("https://pubmed.ncbi.nlm.nih.gov/?sort=date&", "term", &words())))
        }
        "crossref" => Some(Place::Page(with("https://search.crossref.org/?", "q", &words()))),
        "semanticscholar" => {
            Some(Place::Page(with("https://www.semanticscholar.org/search?", "q", &words())))
        }
        _ => is_address.then(|| Place::Page(asked.into_owned())),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{SourceId, Tier};

    fn source(name: &str, kind: &str, pane: Option<Pane>) -> Source {
        Source {
            id: SourceId("s".to_owned()),
            name: name.to_owned(),
            kind: kind.to_owned(),
            address: "https://news.example/feed?a=1&b=\"2\"".to_owned(),
            options: std::collections::BTreeMap::new(),
            pane,
            tier: Tier::General,
            language: Some("ko".to_owned()),
            company: None,
            interval_minutes: None,
            enabled: true,
            full_text: false,
        }
    }

    proptest! {
        #[test]
        fn a_list_is_read_back_as_it_was(name in "(<b>|&amp;|\"|'|]]>|조간|[a-z ]|\u{1b}|\u{202e}){1,8}x") {
            let sources = [
                source(&name, "feed", Some(Pane::Research)),
                source(&name, "arxiv", None),
            ];
            let list = opml::OPML::from_str(&write(&sources, true, Lang::Ko)).expect("OPML");
            let feed = &list.body.outlines[0].outlines[0];
            prop_assert_eq!(&feed.text, &clean::line(&name, 4000));
            prop_assert_eq!(feed.xml_url.as_deref(), Some(&*sources[0].address));
        }
    }

    #[test]
    fn every_outline_has_an_address_and_what_is_off_is_told_apart() {
        let with = |kind: &str, address: &str, enabled: bool| {
            let address = address.to_owned();
            Source { address, enabled, ..source(kind, kind, Some(Pane::Research)) }
        };
        let sources = [
            with("feed", "https://news.example/feed", true),
            with("arxiv", "cs.LG, cs.AI", true),
            with("arxiv", "all:mills AND abs:weir", true),
            with("page", "https://news.example/list", true),
            with("hackernews", "front_page", true),
            with("hackernews", "mills", true),
            with("pubmed", "mill[ti]", true),
            with("crossref", "1234-5678", true),
            with("semanticscholar", "mills", true),
            with("feed", "", true),
            with("feed", "https://off.example/feed", false),
        ];
        let text = write(&sources, true, Lang::En);
        let list = opml::OPML::from_str(&text).expect("OPML");
        let on = &list.body.outlines[0].outlines;
        assert_eq!(on.len(), 9, "without the one that has no address: {text}");
        for outline in on {
            let place = outline.xml_url.as_deref().or(outline.url.as_deref()).unwrap_or_default();
            assert!(address::parse(place, None).is_some(), "{outline:?}");
        }
        assert_eq!(on[1].xml_url.as_deref(), Some("https://rss.arxiv.org/atom/cs.LG+cs.AI"));
        assert_eq!(on[4].xml_url.as_deref(), Some("https://news.ycombinator.com/rss"));
        assert_eq!(list.body.outlines[1].text, "off");
        assert_eq!(list.body.outlines[1].outlines[0].outlines.len(), 1);
        assert!(text.contains("enabled=\"false\""));
        assert!(!write(&sources, false, Lang::En).contains("off.example"));
    }

    #[test]
    fn a_list_is_imported_here_as_it_was() {
        use crate::sources::{Names, files::opml as reader};
        let query = Source {
            options: BTreeMap::from([("points".to_owned(), "50".to_owned())]),
            address: "mills".to_owned(),
            enabled: false,
            ..source("Mills", "hackernews", Some(Pane::Trends))
        };
        let arxiv = Source { address: "cs.LG".to_owned(), ..source("New", "arxiv", None) };
        let page = source("List", "page", Some(Pane::Companies));
        let sources = [query, arxiv, page];
        let read = reader::read(write(&sources, true, Lang::Ko).as_bytes(), None);
        assert!(read.skipped.is_empty(), "{:?}", read.skipped);
        let mut names = Names::of(&[]);
        for source in &sources {
            let found = read.kept.iter().map(|kept| kept.to_source(&mut names));
            let found = found.into_iter().find(|found| found.name == source.name).expect("it");
            assert_eq!(Source { id: source.id.clone(), ..found }, *source);
        }
    }
}
