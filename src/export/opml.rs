//! Sources as OPML, which every feed reader imports.
//!
//! Feeds stand under the name of their pane with their address in `xmlUrl`. What no other reader
//! can follow (a query, a category, a page by its selectors) stands there too, with its kind,
//! address and options in attributes of our own, so that importing the list here brings it back.
//! Options that may hold a secret (header fields) stay at home, and so does a password in an address.

use std::collections::BTreeMap;

use super::xml::escape;
use crate::lang::{Lang, say};
use crate::model::{Pane, Source, source::is_secret_option};
use crate::text::{address, clean};

/// Writes the list.
pub fn write(sources: &[Source], lang: Lang) -> String {
    let mut body = String::new();
    for pane in Pane::ALL.into_iter().map(Some).chain([None]) {
        let of_pane: Vec<&Source> = sources.iter().filter(|source| source.pane == pane).collect();
        if of_pane.is_empty() {
            continue;
        }
        let lines: String = of_pane.into_iter().map(outline).collect();
        match pane {
            Some(pane) => {
                let name = say(lang, &format!("pane.{}", pane.name()), &[]);
                let name = escape(&name);
                body.push_str(&format!(
                    "    <outline text=\"{name}\" title=\"{name}\">\n{lines}    </outline>\n"
                ));
            }
            None => body.push_str(&lines),
        }
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    \
         <title>jogan</title>\n  </head>\n  <body>\n{body}  </body>\n</opml>\n"
    )
}

fn outline(source: &Source) -> String {
    let attribute =
        |name: &str, value: &str| format!(" {name}=\"{}\"", escape(&clean::line(value, 4000)));
    let name = attribute("text", &source.name) + &attribute("title", &source.name);
    let address = address::without_credentials(&source.address);
    let place = if source.kind == "feed" {
        attribute("type", "rss") + &attribute("xmlUrl", &address)
    } else {
        attribute("type", "jogan")
            + &attribute("kind", &source.kind)
            + &attribute("address", &address)
    };
    let language = source.language.as_deref().map(|language| attribute("language", language));
    let options: BTreeMap<&String, &String> =
        source.options.iter().filter(|(key, _)| !is_secret_option(key)).collect();
    let options = serde_json::to_string(&options).ok().filter(|_| !options.is_empty());
    let options = options.map(|options| attribute("options", &options));
    let (language, options) = (language.unwrap_or_default(), options.unwrap_or_default());
    format!("      <outline{name}{place}{language}{options}/>\n")
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
            let list = opml::OPML::from_str(&write(&sources, Lang::Ko)).expect("OPML");
            let feed = &list.body.outlines[0].outlines[0];
            prop_assert_eq!(&feed.text, &clean::line(&name, 4000));
            prop_assert_eq!(feed.xml_url.as_deref(), Some(&*sources[0].address));
            prop_assert_eq!(list.body.outlines[1].xml_url.as_deref(), None);
        }
    }
}
