//! Feeds of every dialect, whole and broken.

use super::*;
use crate::text::html;

fn rss(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\" \
         xmlns:media=\"http://search.yahoo.com/mrss/\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\">\
         <channel><title>Ex &amp;amp; Co</title><link>https://ex.example/blog/</link><ttl>30</ttl>\
         <skipHours><hour>3</hour></skipHours><skipDays><day>Sunday</day></skipDays>{items}</channel></rss>"
    )
}

fn at(url: &str) -> Served<'_> {
    Served { url: Some(url), ..Served::default() }
}

fn reading(text: &str) -> Reading {
    read(text.as_bytes(), at("https://cdn.example/feeds/a.xml")).expect("a feed")
}

fn titles(reading: &Reading) -> Vec<&str> {
    reading.items.iter().map(|item| item.title.as_str()).collect()
}

mod kinds;
mod spellings;

/// The one item of a feed.
fn only(text: &str) -> NewItem {
    let mut items = reading(text).items;
    assert_eq!(items.len(), 1, "{text}");
    items.remove(0)
}

/// When an item was published, as text.
fn published(item: &NewItem) -> Option<String> {
    item.published.map(|at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string())
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
    let control = rss("<item><title>a\u{1}b &#1; c</title></item><item><title>two</title></item>");
    assert_eq!(reading(&control).items.len(), 2);
    let cut = rss(&"<item><title>whole</title><link>https://ex.example/1</link></item>".repeat(3));
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
    assert_eq!((feed.items[0].summary.as_str(), feed.items[0].published.is_some()), ("Body", true));
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
    assert_eq!((item.authors.as_slice(), item.summary.as_str()), (&["Ann".to_owned()][..], "One"));
}

#[test]
fn a_json_feed_loses_only_what_is_wrong_in_it() {
    let feed = reading(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":null,"items":[{"id":1,"url":"https://a.example/1","title":123,
        "content_html":null,"authors":{},"tags":"x"},[],null,{"id":"ok","url":"https://a.example/ok","title":"Good","content_text":"1 < 2",
        "date_published":"2026-03-02T08:00:00Z","authors":[{"name":"Ann"}],"tags":["a","b"]}]}"#,
    );
    assert_eq!((feed.format, titles(&feed)), ("json", vec!["123", "Good"]));
    assert_eq!((feed.items[1].content.as_str(), feed.items[1].content_is_html), ("1 < 2", false));
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
    let nested = rss(&format!("<item><title>t</title>{}</item>", "<media:group>".repeat(50_000)));
    assert_eq!(titles(&reading(&nested)), ["t"]);
    let open = "<rss version='2.0'><channel><item><title>t</title><author>（a@b.com";
    assert!(read(open.as_bytes(), Served::default()).is_ok());
}

#[test]
fn a_page_names_its_feeds_and_other_things_say_what_they_are() {
    let page = "<!DOCTYPE html><html><head><link rel='alternate' type='application/rss+xml' href='feed/news.xml'></head></html>";
    let refused =
        |text: &str| read(text.as_bytes(), at("https://ex.example/blog/")).expect_err("no feed");
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
        let _ = read(text.as_bytes(), Served::default());
        let _ = read(inside.as_bytes(), Served::default());
    }
}

#[test]
fn files_that_come_with_an_entry_are_named_and_linked_at_the_end_of_its_text() {
    let feed = reading(&rss(
        "<item><title>Talk</title><link>/talk</link><description>About mills &amp; men.</description>\
         <enclosure url='https://cdn.example/talk.mp3?a=1&amp;b=2' type='audio/mpeg' length='12300000'/></item>\
         <item><title>Picture</title><link>/picture</link><description>Words.</description>\
         <enclosure url='https://cdn.example/p.jpg' type='image/jpeg' length='1'/></item>\
         <item><title>Alone</title><enclosure url='https://cdn.example/alone.mp3' type='audio/mpeg'/></item>",
    ));
    let [talk, picture, alone] = feed.items.as_slice() else { panic!("three items") };
    assert_eq!(talk.url.as_deref(), Some("https://ex.example/talk"));
    assert_eq!(talk.summary, "About mills & men.");
    assert!(talk.content_is_html, "{talk:?}");
    let text = html::plain(&talk.content, 500);
    assert!(text.starts_with("About mills & men."), "{text}");
    assert!(text.contains("talk.mp3 (audio/mpeg, 12.3 MB)"), "{text}");
    assert!(talk.content.contains("href=\"https://cdn.example/talk.mp3?a=1&amp;b=2\""));
    assert_eq!((picture.content.as_str(), alone.content.as_str()), ("", ""));
    assert_eq!(alone.url.as_deref(), Some("https://cdn.example/alone.mp3"));
    let json = reading(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","url":"https://ex.example/1",
            "title":"T","content_text":"1 < 2","attachments":[{"url":"https://cdn.example/a.pdf","mime_type":"application/pdf"}]}]}"#,
    );
    let text = html::plain(&json.items[0].content, 500);
    assert!(text.contains("1 < 2") && text.contains("a.pdf (application/pdf)"), "{text}");
}
