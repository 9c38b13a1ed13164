//! A run of digests as an Atom feed, for readers of other programs.

use super::digest::{html, title};
use super::xml::escape;
use crate::lang::Lang;
use crate::model::Digest;
use crate::text::address;

/// Writes the feed, the newest digest first. `place` is where the feed will be found, if that is
/// known; without it the feed is named after the program.
///
/// An entry counts as updated when the newest page it cites was published, so that the same
/// digests give the same feed.
pub fn write(digests: &[Digest], place: Option<&str>, lang: Lang) -> String {
    let mut newest: Vec<&Digest> = digests.iter().collect();
    newest.sort_by_key(|digest| std::cmp::Reverse(digest.day));
    let entries: String = newest.iter().map(|digest| entry(digest, lang)).collect();
    let updated = newest
        .first()
        .map_or_else(|| String::from("1970-01-01T00:00:00Z"), |digest| updated(digest));
    let link = place.map(|place| format!("  <link rel=\"self\" href=\"{}\"/>\n", escape(place)));
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n  \
         <id>{}</id>\n  <title>jogan</title>\n  <author><name>jogan</name></author>\n  \
         <updated>{updated}</updated>\n{}{entries}</feed>\n",
        lang.code(),
        escape(place.unwrap_or("urn:jogan:digests")),
        link.unwrap_or_default(),
    )
}

fn entry(digest: &Digest, lang: Lang) -> String {
    // The page of what leads is where a reader of feeds goes on; the others are what it is about.
    let mut pages = digest.references.iter().filter_map(|page| address::parse(&page.url, None));
    let link =
        |rel: &str, url: &str| format!("    <link rel=\"{rel}\" href=\"{}\"/>\n", escape(url));
    let first = pages.next().map(|url| link("alternate", &url)).unwrap_or_default();
    let links = first + &pages.map(|url| link("related", &url)).collect::<String>();
    format!(
        "  <entry>\n    <id>urn:jogan:digest:{}</id>\n    <title>{}</title>\n    \
         <updated>{}</updated>\n{links}    <content type=\"html\">{}</content>\n  </entry>\n",
        digest.day,
        escape(&title(digest, lang)),
        updated(digest),
        escape(&html::body(digest, lang)),
    )
}

fn updated(digest: &Digest) -> String {
    let newest = digest.references.iter().filter_map(|reference| reference.published).max();
    let moment = newest.unwrap_or_else(|| digest.day.and_time(chrono::NaiveTime::MIN).and_utc());
    moment.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lead;

    #[test]
    fn a_feed_is_read_back_newest_first() {
        let digest = |day: &str| Digest {
            day: day.parse().expect("a day"),
            from: None,
            closes: crate::model::Moment::default(),
            window: None,
            stories: 0,
            minutes: 1.0,
            language: "en".to_owned(),
            summary: Vec::new(),
            left: std::collections::BTreeMap::new(),
            lead: vec![Lead {
                rank: 1,
                item: crate::model::ItemId(7),
                story: crate::model::StoryId(7),
                pane: crate::model::Pane::Trends,
                refs: vec![1],
                text: "A & <b>".to_owned(),
                label: "A & <b>".to_owned(),
                scan: None,
                quote: None,
                consequence: None,
                meta: Vec::new(),
                facts: crate::model::Facts::default(),
                topics: Vec::new(),
                written: Vec::new(),
            }],
            remark: None,
            blocks: Vec::new(),
            references: vec![crate::model::Reference {
                n: 1,
                title: "A".to_owned(),
                url: format!("https://news.example/{day}?a&b"),
                source: "News".to_owned(),
                published: None,
                day: None,
            }],
            writer: None,
        };
        let feed = write(&[digest("2026-03-04"), digest("2026-03-05")], None, Lang::En);
        let read = feed_rs::parser::parse(feed.as_bytes()).expect("Atom");
        let ids: Vec<&str> = read.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, ["urn:jogan:digest:2026-03-05", "urn:jogan:digest:2026-03-04"]);
        let links: Vec<&str> =
            read.entries[0].links.iter().map(|link| link.href.as_str()).collect();
        assert_eq!(links, ["https://news.example/2026-03-05?a&b"], "readers ask for a link");
        let content = read.entries[0].content.as_ref().and_then(|content| content.body.as_deref());
        assert!(content.expect("content").contains("A &amp; &lt;b&gt;"));
    }
}
