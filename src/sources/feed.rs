//! Feeds: RSS 0.9x to 2.0, RSS 1.0, Atom 0.3 and 1.0, JSON Feed. Owner of `feed-rs`.
//!
//! The document is decoded, then given to the parser without its prologue, so that no document
//! type and no entity is ever declared. Only what the parser refuses is repaired and tried again.

mod extras;
mod json;
mod page;
mod prepare;
mod repair;

use feed_rs::model::{Content, Entry, Feed as Parsed, FeedType, Link, LinkTarget};
use feed_rs::parser;

use crate::model::{Answer, Moment, NewItem, Request, Source};
use crate::text::address;

use super::grammar::raw::{self, RawItem, Text};
use super::grammar::tags::{Piece, Pieces, local_name};
use super::grammar::{charset, date, question};
use super::{Kind, ReadError, Reading, SpecError};

/// A feed at the source's address.
pub struct Feed;

impl Kind for Feed {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn request(&self, source: &Source, _now: Moment) -> Result<Request, SpecError> {
        question::get(source.options.get("endpoint").unwrap_or(&source.address))
    }

    fn read(&self, _source: &Source, answer: &Answer) -> Result<Reading, ReadError> {
        read(&answer.body, answer.content_type.as_deref(), Some(&answer.url))
    }
}

/// Reads a feed from bytes, with the `Content-Type` they were served with and the address that
/// relative links resolve against, where they are known.
///
/// # Errors
/// [`ReadError::Page`] for a web page, [`ReadError::Foreign`] for anything else that is no feed,
/// [`ReadError::Malformed`] for a feed that is broken beyond repair.
pub fn read(
    bytes: &[u8],
    content_type: Option<&str>,
    url: Option<&str>,
) -> Result<Reading, ReadError> {
    let text = charset::decode(bytes, content_type);
    match shape(&text) {
        Shape::Empty => Err(ReadError::Empty),
        Shape::Json => json::read(&text, url),
        Shape::Xml(root) => read_xml(&text[root..], url),
        Shape::Page => Err(ReadError::Page { feeds: page::feeds(&text, url) }),
        Shape::Other(found) => Err(ReadError::Foreign { found, expected: EXPECTED }),
    }
}

const EXPECTED: &str = "a feed";

/// How many tags are looked at for the one that begins a feed: a script's warnings may precede it.
const JUNK_TAGS: usize = 50;

/// What a document is at first sight.
enum Shape {
    Empty,
    Json,
    /// A feed in XML, its first tag at this offset.
    Xml(usize),
    Page,
    Other(String),
}

fn shape(text: &str) -> Shape {
    let start =
        text.trim_start_matches(|c: char| c.is_whitespace() || c == '\0' || c == '\u{feff}');
    if start.is_empty() {
        return Shape::Empty;
    }
    if start.starts_with(['{', '[']) {
        return Shape::Json;
    }
    let mut other = None;
    for (at, piece) in
        Pieces::of(text).filter(|(_, piece)| !matches!(piece, Piece::Text(_))).take(JUNK_TAGS)
    {
        let Piece::Open { name, .. } = piece else {
            if matches!(piece, Piece::Aside(inside) if inside.to_ascii_lowercase().starts_with("doctype html"))
            {
                return Shape::Page;
            }
            continue;
        };
        match local_name(name).to_ascii_lowercase().as_str() {
            "rss" | "rdf" | "feed" | "channel" | "entry" => return Shape::Xml(at),
            "html" | "head" | "body" | "title" => return Shape::Page,
            _ => other = other.or(Some(name)),
        }
    }
    Shape::Other(match other {
        Some(_) if !start.starts_with('<') => "text".to_owned(),
        Some(name) => format!("a document of <{}>", crate::text::clean::line(name, 40)),
        None if text.chars().take(512).any(|c| c == '\0' || c == '\u{fffd}') => {
            "binary data".to_owned()
        }
        None => "text".to_owned(),
    })
}

fn read_xml(root: &str, url: Option<&str>) -> Result<Reading, ReadError> {
    let plain = parse(root, url);
    let (feed, repaired) = match plain {
        Ok(feed) if feed.entries.len() >= entries_begun(root) => (feed, None),
        plain => {
            let mended = repair::repaired(root);
            match (plain, parse(&mended, url)) {
                (Ok(plain), Ok(mended)) if mended.entries.len() > plain.entries.len() => {
                    (mended, Some("entries where the parser does not look for them".to_owned()))
                }
                (Ok(plain), _) => (plain, None),
                (Err(why), Ok(mended)) => (mended, Some(why)),
                (Err(reason), Err(_)) => {
                    return Err(ReadError::Malformed { expected: EXPECTED, reason });
                }
            }
        }
    };
    let extras = extras::read(root, feed.entries.len());
    Ok(reading(feed, extras, url, repaired))
}

/// How many entries the document seems to have: the parser skips those that it does not know by
/// their namespace or does not expect where they stand.
fn entries_begun(root: &str) -> usize {
    let bytes = root.as_bytes();
    let starts = |name: &'static [u8]| {
        memchr::memmem::find_iter(bytes, name).filter(move |&at| {
            let ends = bytes.get(at + name.len());
            at > 0
                && ends.is_some_and(|byte| matches!(byte, b'>' | b' ' | b'\t' | b'\r' | b'\n'))
                && match bytes[at - 1] {
                    b'<' => true,
                    b':' => {
                        root[..at - 1].bytes().rev().take(20).find(|byte| b"</ ".contains(byte))
                            == Some(b'<')
                    }
                    _ => false,
                }
        })
    };
    let usual = starts(b"item").count().max(starts(b"entry").count());
    if usual > 0 { usual } else { starts(b"ITEM").count().max(starts(b"ENTRY").count()) }
}

fn parse(root: &str, url: Option<&str>) -> Result<Parsed, String> {
    let prepared = prepare::prepared(root)?;
    // Without a base of its own the document's links are resolved later, against its own page.
    let base = url.filter(|url| root.contains("xml:base") && url::Url::parse(url).is_ok());
    let hours_east = prepare::clock_hours_east(root);
    parser::Builder::new()
        .base_uri(base)
        .sanitize_content(false)
        .id_generator(|_, _, _| String::new())
        .timestamp_parser(move |text| date::parse_near(text, hours_east))
        .build()
        .parse(prepared.as_bytes())
        .map_err(|error| crate::text::clean::line(&error.to_string(), 200))
}

fn reading(
    feed: Parsed,
    extras: extras::Extras,
    url: Option<&str>,
    repaired: Option<String>,
) -> Reading {
    let format = match feed.feed_type {
        FeedType::Atom => "atom",
        FeedType::JSON => "json",
        FeedType::RSS0 | FeedType::RSS2 => "rss",
        FeedType::RSS1 => "rdf",
    };
    let link = best_link(&feed.links).and_then(|link| address::parse(&link.href, url));
    let base = link.as_deref().or(url);
    let mut hints = extras.hints;
    hints.ttl = feed.ttl.map(|minutes| u64::from(minutes) * 60);
    let inherited = match feed.feed_type {
        FeedType::Atom => people(feed.authors),
        FeedType::JSON | FeedType::RSS0 | FeedType::RSS1 | FeedType::RSS2 => Vec::new(),
    };
    let mut entry_extras = extras.entries.into_iter();
    let mut items: Vec<NewItem> = Vec::with_capacity(feed.entries.len().min(raw::ITEMS));
    for entry in feed.entries.into_iter().take(raw::ITEMS) {
        let extra = entry_extras.next().unwrap_or_default();
        let mut item = raw_item(entry, extra);
        if item.authors.is_empty() {
            item.authors.clone_from(&inherited);
        }
        items.extend(item.cleaned(base));
    }
    drop_shared_ids(&mut items);
    Reading {
        title: feed
            .title
            .map(|title| raw::plain_title(&title.content))
            .filter(|title| !title.is_empty()),
        link,
        description: feed
            .description
            .map(|text| raw::plain_title(&text.content))
            .filter(|text| !text.is_empty()),
        language: raw::named(feed.language.as_deref()),
        format,
        items,
        next: None,
        hints,
        repaired,
    }
}

fn raw_item(entry: Entry, extra: extras::Entry) -> RawItem {
    let enclosure = enclosure(&entry);
    let id = Some(entry.id).filter(|id| !id.trim().is_empty());
    let discussion = entry
        .links
        .iter()
        .find(|link| {
            link.target == Some(LinkTarget::Comments) || link.rel.as_deref() == Some("replies")
        })
        .map(|link| link.href.clone());
    let url = best_link(&entry.links)
        .map(|link| link.href.clone())
        .or_else(|| id.clone().filter(|id| id.starts_with("http")))
        .or_else(|| content_address(entry.content.as_ref()))
        .or(enclosure)
        .or_else(|| discussion.clone());
    let content = entry.content.map(content_text).unwrap_or_default();
    let mut summary = entry.summary.map_or_else(Text::default, |text| Text::guessed(text.content));
    if summary.raw.is_empty() && content.raw.is_empty() {
        summary = Text::guessed(extra.description);
    }
    let categories = entry
        .categories
        .into_iter()
        .map(|category| {
            category.label.filter(|label| !label.trim().is_empty()).unwrap_or(category.term)
        })
        .chain(extra.subjects)
        .collect();
    let (points, comments) = match &discussion {
        Some(_) => extras::community_counts(&summary.raw),
        None => (None, None),
    };
    RawItem {
        id,
        url,
        title: entry.title.map(|title| title.content),
        authors: people(entry.authors),
        published: entry.published,
        updated: entry.updated.filter(|updated| Some(*updated) != entry.published),
        summary,
        content,
        categories,
        language: entry.language,
        points,
        comments: comments.or(extra.comments),
        discussion,
        ..RawItem::default()
    }
}

/// Relations of links that never lead to the page itself.
const ELSEWHERE: [&str; 10] =
    ["self", "edit", "replies", "enclosure", "hub", "next", "prev", "first", "last", "license"];

/// The link to the page itself: what says so, else what says nothing, else anything that is not
/// known to lead elsewhere.
fn best_link(links: &[Link]) -> Option<&Link> {
    let rank = |link: &Link| {
        let is_page = link.media_type.as_deref().is_none_or(|kind| kind.contains("html"));
        match link.rel.as_deref() {
            _ if link.target.is_some() || link.href.trim().is_empty() => None,
            None | Some("alternate") => Some(u8::from(!is_page)),
            Some(elsewhere) if ELSEWHERE.contains(&elsewhere) => None,
            Some(_) => Some(2),
        }
    };
    links
        .iter()
        .filter_map(|link| Some((rank(link)?, link)))
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, link)| link)
}

fn content_address(content: Option<&Content>) -> Option<String> {
    content.filter(|content| content.body.is_none())?.src.as_ref().map(|link| link.href.clone())
}

fn enclosure(entry: &Entry) -> Option<String> {
    let linked = entry.links.iter().find(|link| link.rel.as_deref() == Some("enclosure"));
    linked.map(|link| link.href.clone()).or_else(|| {
        entry
            .media
            .iter()
            .flat_map(|media| &media.content)
            .find_map(|file| Some(file.url.as_ref()?.to_string()))
    })
}

fn content_text(content: Content) -> Text {
    let body = content.body.unwrap_or_default();
    match content.content_type.subty().as_str() {
        "html" | "xhtml" | "xhtml+xml" => Text::html(body),
        _ => Text::guessed(body),
    }
}

fn people(people: Vec<feed_rs::model::Person>) -> Vec<String> {
    people.into_iter().filter_map(|person| prepare::person_name(&person.name?)).collect()
}

/// An identifier that several items of one feed carry identifies none of them.
fn drop_shared_ids(items: &mut [NewItem]) {
    let mut first: std::collections::HashMap<&str, Option<&str>> = std::collections::HashMap::new();
    let mut shared: std::collections::HashSet<String> = std::collections::HashSet::new();
    for item in items.iter() {
        if let Some(id) = item.external_id.as_deref() {
            let url = item.url.as_deref();
            if *first.entry(id).or_insert(url) != url {
                shared.insert(id.to_owned());
            }
        }
    }
    for item in items.iter_mut() {
        if item.external_id.as_ref().is_some_and(|id| shared.contains(id)) {
            item.external_id = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rss(items: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
             xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\" \
             xmlns:media=\"http://search.yahoo.com/mrss/\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\">\
             <channel><title>Ex &amp;amp; Co</title><link>https://ex.example/blog/</link><ttl>30</ttl>\
             <skipHours><hour>3</hour></skipHours><skipDays><day>Sunday</day></skipDays>{items}</channel></rss>"
        )
    }

    fn reading(text: &str) -> Reading {
        read(text.as_bytes(), None, Some("https://cdn.example/feeds/a.xml")).expect("a feed")
    }

    fn titles(reading: &Reading) -> Vec<&str> {
        reading.items.iter().map(|item| item.title.as_str()).collect()
    }

    #[test]
    fn an_item_has_all_that_its_feed_says() {
        let feed = reading(&rss(
            "<item><title>&lt;b&gt;Big&lt;/b&gt; news &amp;amp; more</title><link>/post/1</link><guid isPermaLink='false'>g1</guid>\
             <dc:creator>mill@ex.example (Ann Bee)</dc:creator><pubDate>Mon, 02 Mar 2026 08:00:00 +0900</pubDate>\
             <description>Short &lt;i&gt;words&lt;/i&gt;.</description><content:encoded><![CDATA[<p>Long words.</p>]]></content:encoded>\
             <category>AI</category><dc:subject>Mills</dc:subject><comments>https://talk.example/1</comments><slash:comments>7</slash:comments></item>",
        ));
        assert_eq!(feed.format, "rss");
        assert_eq!(feed.title.as_deref(), Some("Ex & Co"));
        assert_eq!(
            (feed.hints.ttl, feed.hints.skip_hours.as_slice(), feed.hints.skip_days.as_slice()),
            (Some(1800), &[3_u8][..], &[6_u8][..])
        );
        let [item] = feed.items.as_slice() else { panic!("one item") };
        assert_eq!(item.title, "Big news & more");
        assert_eq!(item.url.as_deref(), Some("https://ex.example/post/1"));
        assert_eq!(item.external_id.as_deref(), Some("g1"));
        assert_eq!(item.authors, ["Ann Bee"]);
        assert_eq!(
            item.published.map(|at| at.to_rfc3339()).as_deref(),
            Some("2026-03-01T23:00:00+00:00")
        );
        assert_eq!(
            (item.summary.as_str(), item.content.as_str()),
            ("Short words.", "<p>Long words.</p>")
        );
        assert_eq!(item.categories, ["AI", "Mills"]);
        assert_eq!(item.discussion.as_deref(), Some("https://talk.example/1"));
        assert_eq!(item.comments, Some(7));
    }

    #[test]
    fn what_an_item_lacks_is_made_up_from_what_it_has() {
        let feed = reading(&rss(
            "<item><description>Only words here.</description><guid>https://ex.example/2</guid></item>\
             <item><link>https://ex.example/3</link></item>\
             <item><title>Sound</title><enclosure url='https://ex.example/4.mp3' type='audio/mpeg' length='1'/></item>\
             <item><title>Script</title><link>javascript:alert(1)</link></item><item/>\
             <item><title>Film</title><link>https://ex.example/5</link><media:group><media:description>A mill turns.</media:description></media:group></item>",
        ));
        assert_eq!(titles(&feed), ["Only words here.", "ex.example/3", "Sound", "Script", "Film"]);
        let urls: Vec<Option<&str>> = feed.items.iter().map(|item| item.url.as_deref()).collect();
        assert_eq!(urls[0], Some("https://ex.example/2"));
        assert_eq!(urls[3], None);
        assert_eq!(feed.items[0].published, None);
        assert_eq!(feed.items[4].summary, "A mill turns.");
    }

    #[test]
    fn points_and_comments_of_hacker_news_feeds_are_read() {
        let feed = reading(&rss(
            "<item><title>T</title><link>https://a.example/1</link><comments>https://news.ycombinator.com/item?id=1</comments>\
             <description><![CDATA[<p>Points: 468</p><p># Comments: 487</p>]]></description></item>",
        ));
        assert_eq!((feed.items[0].points, feed.items[0].comments), (Some(468), Some(487)));
    }

    #[test]
    fn an_identifier_that_items_share_identifies_none() {
        let item = |link: &str| {
            format!(
                "<item><title>{link}</title><link>https://ex.example/{link}</link><guid>same</guid></item>"
            )
        };
        let feed = reading(&rss(&format!("{}{}", item("a"), item("b"))));
        assert!(feed.items.iter().all(|item| item.external_id.is_none()));
    }

    #[test]
    fn broken_feeds_are_mended() {
        let item = "<item><title>R&D at AT&T &mdash; caf&eacute; &copy;</title><link>https://ex.example/1</link></item>";
        assert_eq!(titles(&reading(&rss(item))), ["R&D at AT&T — café ©"]);
        let control =
            rss("<item><title>a\u{1}b &#1; c</title></item><item><title>two</title></item>");
        assert_eq!(reading(&control).items.len(), 2);
        let cut =
            rss(&"<item><title>whole</title><link>https://ex.example/1</link></item>".repeat(3));
        let cut = &cut[..cut.len() - 60];
        assert_eq!(titles(&reading(cut)), ["whole", "whole"]);
        let junk = format!(
            "<br />\n<b>Warning</b>: x on line 1\n{}<script>x()</script>",
            rss("<item><title>ok</title></item>")
        );
        assert_eq!(titles(&reading(&junk)), ["ok"]);
        let soup = "<rss><channel><title>t<item><title>one</title><link>https://a.example/1<item><title>two</channel></rss>";
        assert_eq!(titles(&reading(soup)), ["one", "two"]);
        let upper = "<RSS VERSION='2.0'><CHANNEL><ITEM><TITLE>Upper</TITLE><LINK>https://a.example/1</LINK></ITEM></CHANNEL></RSS>";
        assert_eq!(reading(upper).items[0].url.as_deref(), Some("https://a.example/1"));
    }

    #[test]
    fn older_dialects_are_read() {
        let atom03 = "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>Old</title><tagline>of yore</tagline><entry>\
            <title mode='escaped' type='text/html'>&lt;b&gt;One&lt;/b&gt;</title><link rel='alternate' type='text/html' href='https://a.example/1'/>\
            <id>tag:1</id><issued>2004-05-06T07:08:09Z</issued><content type='text/html' mode='escaped'>&lt;p&gt;Body&lt;/p&gt;</content></entry></feed>";
        let feed = reading(atom03);
        assert_eq!((feed.format, titles(&feed)), ("atom", vec!["One"]));
        assert_eq!(
            (feed.items[0].summary.as_str(), feed.items[0].published.is_some()),
            ("Body", true)
        );
        let rss09 = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'>\
            <channel><title>Older</title></channel><item><title>Two</title><link>https://a.example/2</link></item></rdf:RDF>";
        let feed = reading(rss09);
        assert_eq!((feed.format, titles(&feed)), ("rdf", vec!["Two"]));
        assert_eq!(
            titles(&reading(
                "<rss version='0.93'><channel><item><title>Three</title></item></channel></rss>"
            )),
            ["Three"]
        );
    }

    #[test]
    fn atom_links_resolve_against_their_base_and_prefixes_do_not_matter() {
        let feed = reading(
            "<a:feed xmlns:a='http://www.w3.org/2005/Atom' xml:base='https://ex.example/blog/'><a:author><a:name>Ann</a:name></a:author>\
             <a:entry><a:title type='html'>&lt;b&gt;H&lt;/b&gt; &amp;amp; M</a:title><a:link rel='self' href='self'/><a:link href='post/1'/>\
             <a:id>urn:1</a:id><a:content type='xhtml'><x:div xmlns:x='http://www.w3.org/1999/xhtml'><x:p>One</x:p></x:div></a:content></a:entry></a:feed>",
        );
        let [item] = feed.items.as_slice() else { panic!("one entry") };
        assert_eq!(
            (item.title.as_str(), item.url.as_deref()),
            ("H & M", Some("https://ex.example/blog/post/1"))
        );
        assert_eq!(
            (item.authors.as_slice(), item.summary.as_str()),
            (&["Ann".to_owned()][..], "One")
        );
    }

    #[test]
    fn a_json_feed_loses_only_what_is_wrong_in_it() {
        let feed = reading(
            r#"{"version":"https://jsonfeed.org/version/1.1","title":null,"items":[{"id":1,"url":"https://a.example/1","title":123,
            "content_html":null,"authors":{},"tags":"x"},[],null,{"id":"ok","url":"https://a.example/ok","title":"Good","content_text":"1 < 2",
            "date_published":"2026-03-02T08:00:00Z","authors":[{"name":"Ann"}],"tags":["a","b"]}]}"#,
        );
        assert_eq!((feed.format, titles(&feed)), ("json", vec!["123", "Good"]));
        assert_eq!(
            (feed.items[1].content.as_str(), feed.items[1].content_is_html),
            ("1 < 2", false)
        );
        let cut = r#"{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"a","title":"A } \" {"},{"id":"b","title":"B"#;
        assert_eq!(titles(&reading(cut)), ["A } \" {"]);
    }

    #[test]
    fn inputs_that_the_parser_would_panic_on_are_read() {
        // Offsets of bytes beside wide characters; numbers that fit no integer; nesting without end.
        for person in [
            "（a@b.com）",
            "a@b.com（김）",
            "<![CDATA[（a@b.com）]]>",
            "&#xff08;a&#64;b.com&#xff09;",
            "x<!-- </ -->（a@b.com）",
        ] {
            let text = rss(&format!(
                "<item><title>t</title><author>{person}</author><dc:creator>{person}</dc:creator></item>"
            ));
            assert_eq!(titles(&reading(&text)), ["t"], "{person}");
        }
        let duration = rss(
            "<item><title>t</title><itunes:duration>99999999999999999999999</itunes:duration></item>",
        );
        assert_eq!(titles(&reading(&duration)), ["t"]);
        let nested =
            rss(&format!("<item><title>t</title>{}</item>", "<media:group>".repeat(50_000)));
        assert_eq!(titles(&reading(&nested)), ["t"]);
        let open = "<rss version='2.0'><channel><item><title>t</title><author>（a@b.com";
        assert!(read(open.as_bytes(), None, None).is_ok());
    }

    #[test]
    fn a_page_names_its_feeds_and_other_things_say_what_they_are() {
        let page = "<!DOCTYPE html><html><head><link rel='alternate' type='application/rss+xml' href='feed/news.xml'></head></html>";
        let refused = |text: &str| {
            read(text.as_bytes(), None, Some("https://ex.example/blog/")).expect_err("no feed")
        };
        assert_eq!(
            refused(page),
            ReadError::Page { feeds: vec!["https://ex.example/blog/feed/news.xml".to_owned()] }
        );
        assert!(refused(page).to_string().contains("https://ex.example/blog/feed/news.xml"));
        let ReadError::Page { feeds } = refused("<html><body>Hello</body></html>") else {
            panic!("a page")
        };
        assert!(feeds.contains(&"https://ex.example/feed".to_owned()));
        assert_eq!(refused(" \n"), ReadError::Empty);
        assert_eq!(
            refused("{\"error\":\"no such feed\"}"),
            ReadError::Refused("no such feed".to_owned())
        );
        assert!(matches!(refused("version https://git-lfs"), ReadError::Foreign { .. }));
        assert!(matches!(refused("<svg><rect/></svg>"), ReadError::Foreign { .. }));
        assert!(matches!(refused("{\"version\":"), ReadError::Malformed { .. }));
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(
            inside in "(<item>|</item>|<title>|</title>|<author>|</|<!\\[CDATA\\[|\\]\\]>|&#6[0-9];|&|<media:group>|@|（|a.b|<|>|\"|=|\u{1}|가| ){0,40}"
        ) {
            let text = rss(&inside);
            let _ = read(text.as_bytes(), None, None);
            let _ = repair::repaired(&text);
            let _ = read(inside.as_bytes(), None, None);
        }
    }
}
