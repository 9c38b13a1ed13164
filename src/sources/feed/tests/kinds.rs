//! Kinds of feeds that are written otherwise than they should be, each as a careful person reads it.

use super::*;

fn atom(entries: &str) -> String {
    format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Mills</title><author><name>The Miller</name></author>{entries}</feed>"
    )
}

#[test]
fn an_entry_of_atom_without_a_day_of_publication_was_published_when_it_changed() {
    let item =
        only(&atom("<entry><title>A</title><updated>2026-03-02T08:00:00Z</updated></entry>"));
    assert_eq!((published(&item).as_deref(), item.updated), (Some("2026-03-02T08:00:00Z"), None));
    let item = only(&atom(
        "<entry><title>A</title><published>some day</published><updated>2026-03-02T08:00:00Z</updated></entry>",
    ));
    assert_eq!(published(&item).as_deref(), Some("2026-03-02T08:00:00Z"));
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","date_modified":"2026-03-02T08:00:00Z"}]}"#;
    assert_eq!(published(&only(json)).as_deref(), Some("2026-03-02T08:00:00Z"));
}

#[test]
fn a_date_is_found_in_whatever_element_it_stands() {
    for element in [
        "<pubdate>DATE</pubdate>",
        "<PubDate>DATE</PubDate>",
        "<pub_date>DATE</pub_date>",
        "<published>DATE</published>",
        "<date>DATE</date>",
        "<atom:published>DATE</atom:published>",
        "<dc:date>DATE</dc:date>",
        "<dcterms:issued>DATE</dcterms:issued>",
        "<dcterms:created>DATE</dcterms:created>",
        "<dcterms:modified>DATE</dcterms:modified>",
        "<prism:publicationDate>DATE</prism:publicationDate>",
        "<updated>DATE</updated>",
        "<dcterms:created>2020-01-01</dcterms:created><pubDate>DATE</pubDate>",
        "<pubDate>no day</pubDate><dc:date>DATE</dc:date>",
    ] {
        for date in ["2026-03-02T08:00:00Z", "<![CDATA[ Mon, 02 Mar 2026 08:00:00 GMT ]]>"] {
            let element = element.replace("DATE", date);
            let item = only(&rss(&format!("<item><title>A</title>{element}</item>")));
            assert_eq!(published(&item).as_deref(), Some("2026-03-02T08:00:00Z"), "{element}");
        }
    }
    let month = only(&rss(
        "<item><title>A</title><prism:coverDisplayDate>March 2026</prism:coverDisplayDate></item>",
    ));
    assert_eq!(published(&month).as_deref(), Some("2026-03-01T00:00:00Z"));
    assert_eq!(only(&rss("<item><title>A</title><pubDate>soon</pubDate></item>")).published, None);
}

#[test]
fn a_clock_without_a_zone_stands_where_its_feed_is_written() {
    let feed = |head: &str, title: &str| {
        format!(
            "<rss version='2.0'><channel><title>F</title>{head}<item><title>{title}</title><pubDate>2026-03-02 17:00:00</pubDate></item></channel></rss>"
        )
    };
    let (korea, utc) = (Some("2026-03-02T08:00:00Z"), Some("2026-03-02T17:00:00Z"));
    for head in [
        "<language>ko</language>",
        "<language>KO</language>",
        "<language>ko-KR</language>",
        "<language>kr</language>",
        "<language><![CDATA[ Korean ]]></language>",
        "<dc:language>ko</dc:language>",
        "<link>https://mill.example.co.kr/</link>",
    ] {
        assert_eq!(published(&only(&feed(head, "Mill"))).as_deref(), korea, "{head}");
    }
    assert_eq!(published(&only(&feed("<language>en</language>", "Mill"))).as_deref(), utc);
    // What WordPress writes of its posts by the clock of Greenwich is no other place's.
    let post = |dates: &str| {
        let text = format!(
            "<language>ko</language><item><title>Mill</title><link>https://ex.example/1</link>{dates}</item>"
        );
        published(&only(&rss(&text)))
    };
    let local = "<post_date>2026-03-02 17:00:00</post_date>";
    let gmt = "<wp:post_date_gmt>2026-03-02 08:00:00</wp:post_date_gmt>";
    for dates in [gmt.to_owned(), format!("{local}{gmt}"), format!("{gmt}{local}")] {
        assert_eq!(post(&dates).as_deref(), korea, "{dates}");
    }
    let none = "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>";
    assert_eq!(post(&format!("{none}{local}")).as_deref(), korea);
    // Who sets up a blog leaves English as its language.
    assert_eq!(
        published(&only(&feed("<language>en-us</language>", "방앗간 소식"))).as_deref(),
        korea
    );
    let served = |language| Served { language, ..at("https://mill.example/feed") };
    let text = feed("", "Mill");
    let of = |served| read(text.as_bytes(), served).expect("a feed").items.remove(0);
    assert_eq!(published(&of(served(Some("ko")))).as_deref(), korea);
    assert_eq!(published(&of(served(None))).as_deref(), utc);
    assert_eq!(published(&of(at("https://mill.example.kr/feed"))).as_deref(), korea);
    assert_eq!(reading(&feed("<language>kr</language>", "Mill")).language.as_deref(), Some("ko"));
    assert_eq!(
        reading(&feed("<dc:language>KO</dc:language>", "Mill")).language.as_deref(),
        Some("ko")
    );
}

#[test]
fn what_stands_inside_of_child_elements_is_kept() {
    let item = only(&rss("<item><title>On <i>E. coli</i> in H<sub>2</sub>O</title>\
         <description><div>One <a href='/x'>two</a><br/>three</div></description></item>"));
    assert_eq!(
        (item.title.as_str(), item.summary.as_str()),
        ("On E. coli in H2O", "One two\nthree")
    );
    let item = only(&rss("<item><title><a href='/1'>Mills turn</a></title><link>/1</link></item>"));
    assert_eq!(item.title, "Mills turn");
    let item = only(&rss(
        "<item><title><![CDATA[Pre]]> <b>bold</b> post</title><content:encoded><p>one</p><p>two &lt; 3</p></content:encoded></item>",
    ));
    assert_eq!((item.title.as_str(), item.summary.as_str()), ("Pre bold post", "one\ntwo < 3"));
    let item = only(&rss("<item><title>A <made>up</made> word</title></item>"));
    assert_eq!(item.title, "A up word");
    let item =
        only(&atom("<entry><title>A</title><summary>Hi <b>there</b> reader</summary></entry>"));
    assert_eq!(item.summary, "Hi there reader");
    // A title that is never closed ends where the link begins.
    let item = only(&rss("<item><title>Half <b>open</b><link>https://ex.example/1</link></item>"));
    assert_eq!(
        (item.title.as_str(), item.url.as_deref()),
        ("Half open", Some("https://ex.example/1"))
    );
}

#[test]
fn dates_are_meant_as_at_the_place_of_their_feed_or_entry() {
    let dated = |head: &str, date: &str| {
        published(&only(&format!(
            "<rss><channel><title>T</title>{head}<item><title>A</title><pubDate>{date}</pubDate></item></channel></rss>"
        )))
    };
    assert_eq!(dated("", "03/04/2026").as_deref(), Some("2026-03-04T00:00:00Z"));
    let british = dated("<language>en-gb</language>", "03/04/2026");
    assert_eq!(british.as_deref(), Some("2026-04-03T00:00:00Z"));
    let both = reading(&rss(
        "<item><title>A</title><pubDate>03/04/2026</pubDate></item><item><title>B</title><pubDate>25/03/2026</pubDate></item>",
    ));
    assert_eq!(published(&both.items[0]).as_deref(), Some("2026-04-03T00:00:00Z"));
    let korean = only(&atom(
        "<entry xml:lang='ko-KR'><title>A</title><updated>2026-03-02T17:00:00</updated></entry>",
    ));
    assert_eq!(published(&korean).as_deref(), Some("2026-03-02T08:00:00Z"));
}

#[test]
fn markup_is_never_shown_as_words() {
    let summary = |description: &str| {
        let text = format!("<item><title>A</title><description>{description}</description></item>");
        only(&rss(&text)).summary
    };
    assert_eq!(summary("&lt;iframe src=\"https://ex.example/1\"&gt;&lt;/iframe&gt;"), "");
    assert_eq!(summary("&lt;!-- ad --&gt;첫 문장이다."), "첫 문장이다.");
    assert_eq!(summary("&lt;del&gt;old&lt;/del&gt; &lt;ins&gt;new&lt;/ins&gt;"), "old new");
    assert_eq!(summary("It&#146;s &#x93;so&#x94;"), "It’s “so”");
    assert_eq!(
        summary("&lt;앵커&gt; Map&lt;String, List&lt;Int&gt;&gt; &lt;3"),
        "<앵커> Map<String, List<Int>> <3"
    );
    let encoded = atom("<entry><title mode='base64' type='text/plain'>QSBtaWxs</title></entry>");
    assert_eq!(only(&encoded).title, "A mill");
}

#[test]
fn people_are_found_however_they_are_written() {
    for (element, people) in [
        ("<author>ann@ex.example (Ann Bee)</author>", &["Ann Bee"][..]),
        ("<author>Ann Bee (ann@ex.example)</author>", &["Ann Bee"]),
        ("<author><name>Ann Bee</name><title>Miller</title><company/></author>", &["Ann Bee"]),
        ("<author><title>Miller</title><name>Ann Bee</name></author>", &["Ann Bee"]),
        ("<atom:author><atom:name>Ann Bee</atom:name></atom:author>", &["Ann Bee"]),
        ("<dc:creator>M@</dc:creator>", &["M@"]),
        ("<dc:creator>Ann Bee and Cee Dee</dc:creator>", &["Ann Bee", "Cee Dee"]),
        ("<dc:creator>Bee, A., Dee, C.</dc:creator>", &["A. Bee", "C. Dee"]),
        (
            "<dc:creator>Ann Bee</dc:creator><dc:creator>Cee Dee</dc:creator>",
            &["Ann Bee", "Cee Dee"],
        ),
        ("<itunes:author>Ann Bee</itunes:author>", &["Ann Bee"]),
        ("<itunes:author>The Show</itunes:author><author>Ann Bee</author>", &["Ann Bee"]),
        ("<author><email>ann@ex.example</email></author>", &[]),
    ] {
        let item = only(&rss(&format!("<item>{element}<title>A</title></item>")));
        assert_eq!(
            (item.title.as_str(), item.authors.as_slice()),
            ("A", &people.iter().map(ToString::to_string).collect::<Vec<_>>()[..]),
            "{element}"
        );
    }
    let source = "<source><title>Other</title><author><name>Ann Bee</name></author></source>";
    assert_eq!(
        only(&atom(&format!("<entry><title>A</title>{source}</entry>"))).authors,
        ["Ann Bee"]
    );
    assert_eq!(only(&atom("<entry><title>A</title></entry>")).authors, ["The Miller"]);
    let json = r#"{"version":"https://jsonfeed.org/version/1","title":"J","items":[{"id":"1","title":"A","authors":{"name":"Ann Bee"},"tags":"mills, rivers"}]}"#;
    let item = only(json);
    assert_eq!(
        (item.authors, item.categories),
        (vec!["Ann Bee".to_owned()], vec!["mills".to_owned(), "rivers".to_owned()])
    );
}

#[test]
fn a_vocabulary_is_known_by_what_it_is_for() {
    for (dc, content) in [
        ("https://purl.org/dc/elements/1.1/", "https://purl.org/rss/1.0/modules/content/"),
        ("http://www.purl.org/dc/elements/1.1", " http://purl.org/rss/1.0/modules/content "),
        ("http://Purl.org/DC/Elements/1.1/", "http://purl.org/rss/1.0/modules/CONTENT/"),
        ("http://mill.example/dc", "about:blank"),
    ] {
        let item = only(&format!(
            "<rss xmlns:dc='{dc}' xmlns:content='{content}'><channel><title>F</title><item><title>A</title>\
             <dc:creator>Ann</dc:creator><dc:date>2026-03-02</dc:date><content:encoded>&lt;p&gt;Body&lt;/p&gt;</content:encoded></item></channel></rss>"
        ));
        assert_eq!(
            (item.authors.as_slice(), item.summary.as_str()),
            (&["Ann".to_owned()][..], "Body"),
            "{dc}"
        );
        assert!(item.published.is_some(), "{dc}");
    }
    // Another prefix for a known vocabulary, and a known prefix on an element alone.
    let item = only(
        "<rss xmlns:x='http://purl.org/dc/elements/1.1/'><channel><item><x:title>A</x:title><x:creator>Ann</x:creator>\
         <c:encoded xmlns:c='http://purl.org/rss/1.0/modules/content/'>Body</c:encoded></item></channel></rss>",
    );
    assert_eq!((item.title.as_str(), item.summary.as_str(), item.authors.len()), ("A", "Body", 1));
}

#[test]
fn a_journal_tells_of_its_papers() {
    let item = only(
        "<rdf:RDF xmlns='http://purl.org/rss/1.0/' xmlns:prism='http://prismstandard.org/namespaces/1.2/basic/'>\
         <channel><title>Journal of Mills</title><prism:publicationName>J. Mills</prism:publicationName></channel>\
         <item rdf:about='https://ex.example/1'><title>On Mills</title><dc:creator>Bee, A., Dee, C., Eff, S. R.</dc:creator>\
         <dc:identifier>doi:10.1000/mills.1</dc:identifier><prism:publicationDate>2026-03-02-08:00</prism:publicationDate></item></rdf:RDF>",
    );
    assert_eq!(item.paper.doi.as_deref(), Some("10.1000/mills.1"));
    assert_eq!(item.paper.venue.as_deref(), Some("J. Mills"));
    assert_eq!(item.authors, ["A. Bee", "C. Dee", "S. R. Eff"]);
    assert_eq!(published(&item).as_deref(), Some("2026-03-02T08:00:00Z"));
    assert_eq!(item.url.as_deref(), Some("https://ex.example/1"));
    let item = only(&rss(
        "<item><title>On Mills -- by Ann Bee, Cee Dee &amp; Eff Gee</title><description>We turn.</description></item>",
    ));
    assert_eq!(
        (item.title.as_str(), item.authors.len(), item.summary.as_str()),
        ("On Mills", 3, "We turn.")
    );
    let item = only(&rss(
        "<item><title>Turning</title><description><![CDATA[<p>Publication date: July 2026</p><p><b>Source:</b> J. Mills, Volume 8</p>\
         <p>Author(s): Ann Bee, Cee Dee</p>]]></description></item>",
    ));
    assert_eq!((item.authors.len(), item.summary.as_str(), item.content.as_str()), (2, "", ""));
    assert_eq!(published(&item).as_deref(), Some("2026-07-01T00:00:00Z"));
    assert_eq!(item.paper.venue.as_deref(), Some("J. Mills"));
}

#[test]
fn arxivs_replacements_are_no_news_and_its_line_is_no_abstract() {
    let item = only(&atom(
        "<entry xmlns:arxiv='http://arxiv.org/schemas/atom'><id>oai:arXiv.org:2608.01234v1</id><title>On Nets</title>\
         <link href='https://arxiv.org/abs/2608.01234'/><summary>arXiv:2608.01234v1 Announce Type: new Abstract: We cast.</summary>\
         <arxiv:announce_type>new</arxiv:announce_type><dc:creator>Ann Bee, Cee Dee</dc:creator></entry>\
         <entry><title>Old</title><link href='https://arxiv.org/abs/2501.01234'/><arxiv:announce_type>replace</arxiv:announce_type></entry>",
    ));
    assert_eq!((item.summary.as_str(), item.authors.len()), ("We cast.", 2));
    assert_eq!(item.paper.arxiv.as_deref(), Some("2608.01234"));
}

#[test]
fn an_item_is_one_wherever_it_stands_and_however_little_it_has() {
    let feed = reading(
        "<rss version='2.0'><channel><title>F</title></channel><item><title>After</title></item>\
         <item><description>Words alone.</description></item><item><link href='https://ex.example/3'/></item></rss>",
    );
    assert_eq!(titles(&feed), ["After", "Words alone.", "ex.example/3"]);
    let feed = reading(
        "<rss:rss xmlns:rss='http://purl.org/rss/1.0/'><rss:channel><rss:title>F</rss:title>\
         <rss:item><rss:title>One</rss:title><rss:link>https://ex.example/1</rss:link></rss:item></rss:channel></rss:rss>",
    );
    assert_eq!((feed.title.as_deref(), titles(&feed)), (Some("F"), vec!["One"]));
    let named = only(&rss(
        "<item><itunes:title>Talk</itunes:title><enclosure url='https://ex.example/a.mp3' type='audio/mpeg'/></item>",
    ));
    assert_eq!(
        (named.title.as_str(), named.url.as_deref()),
        ("Talk", Some("https://ex.example/a.mp3"))
    );
    let about = only(
        "<rdf:RDF><item rdf:about='https://ex.example/4'><title>Told</title></item></rdf:RDF>",
    );
    assert_eq!(about.url.as_deref(), Some("https://ex.example/4"));
    for links in [
        "<link>https://ex.example/5</link>",
        "<url>https://ex.example/5</url>",
        "<link>https://counts.example/x</link><feedburner:origLink>https://ex.example/5</feedburner:origLink>",
        "<link rel='alternate' href='gemini://ex.example/5'/><link rel='alternate' href='https://ex.example/5'/>",
        "<link rel='related' href='https://ex.example/6'/><link href='https://ex.example/5'/>",
    ] {
        let item = only(&atom(&format!("<entry><title>A</title>{links}</entry>")));
        assert_eq!(item.url.as_deref(), Some("https://ex.example/5"), "{links}");
    }
    let paid = rss(
        "<item><title>A</title><atom:link rel='payment' href='https://pay.example/'/><link>https://ex.example/7?a=1&copy=2</link></item>",
    );
    assert_eq!(only(&paid).url.as_deref(), Some("https://ex.example/7?a=1&copy=2"));
}

#[test]
fn an_aggregator_names_the_publisher_of_each_item() {
    let item = only(&rss(
        "<item><title>Mills turn - The Miller</title><link>https://news.example/1</link>\
         <description>&lt;a href=\"https://news.example/1\"&gt;Mills turn&lt;/a&gt;&amp;nbsp;&lt;font&gt;The Miller&lt;/font&gt;</description>\
         <source url='https://miller.example'>The Miller</source></item>",
    ));
    assert_eq!(
        (item.title.as_str(), item.summary.as_str(), item.content.as_str()),
        ("Mills turn", "", "")
    );
    assert_eq!(item.authors, ["The Miller"]);
    // A feed that names itself is nobody's author.
    let own = only(&rss("<item><title>A</title><source url='/'>Ex &amp;amp; Co</source></item>"));
    assert!(own.authors.is_empty(), "{own:?}");
}

#[test]
fn what_somebody_paid_for_is_left_out() {
    let feed = reading(&rss(
        "<item><title>News</title><metadata:sponsored>false</metadata:sponsored></item>\
         <item><title>Advert</title><metadata:sponsored>true</metadata:sponsored></item>\
         <item><title>Another</title><category>Sponsored Content</category></item>",
    ));
    assert_eq!(titles(&feed), ["News"]);
}

#[test]
fn titles_of_json_feeds_are_plain_text_and_half_an_emoji_costs_nothing_else() {
    let feed = reading(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","title":"Use <b> in <b>bold</b>"},{"id":"2","title":"cut \ud83d"}]}"#,
    );
    assert_eq!(titles(&feed), ["Use <b> in <b>bold</b>", "cut \u{fffd}"]);
}

#[test]
fn an_outline_says_what_was_wrong() {
    let cut = rss("<item><title>whole</title></item><item><title>half");
    let wrong = reading(&cut[..cut.len() - "</channel></rss>".len()]).repaired;
    assert_eq!(wrong.as_deref(), Some("it is cut off"));
    let open = reading(&rss("<item><title>one<link>https://ex.example/1</link></item>")).repaired;
    assert_eq!(open.as_deref(), Some("<title> is never closed"));
    assert_eq!(reading(&rss("<item><title>one</title></item>")).repaired, None);
}

#[test]
fn a_page_names_its_own_feed_and_never_that_of_its_comments() {
    let feeds = |head: &str, named: &[String]| {
        let page = format!("<!DOCTYPE html><html><head>{head}</head></html>");
        match read(page.as_bytes(), Served { feeds: named, ..at("https://ex.example/") }) {
            Err(ReadError::Page { feeds }) => feeds,
            other => panic!("{other:?}"),
        }
    };
    let link = |href: &str, title: &str| {
        format!("<link rel='alternate' type='application/rss+xml' href='{href}' title='{title}'>")
    };
    for comments in [
        link("/comments/feed/", "Mills"),
        link("/a/feed/", "Mills &raquo; On Wheels Comments Feed"),
        link("/?feed=comments-rss2", "Mills"),
        link("/b.xml", "방앗간 댓글"),
        link("/b.xml", "Comments"),
    ] {
        let own = link("/feed/", "Comment is free");
        assert_eq!(
            feeds(&(comments.clone() + &own), &[]),
            ["https://ex.example/feed/"],
            "{comments}"
        );
        assert!(
            !feeds(&comments, &[])
                .iter()
                .any(|feed| feed.contains("/a/") || feed.contains("comment"))
        );
    }
    assert_eq!(feeds("<link rel=feed href=/own.xml>", &[]), ["https://ex.example/own.xml"]);
    let named = ["/comments/feed/".to_owned(), "/from-header.xml".to_owned()];
    assert_eq!(feeds("", &named), ["https://ex.example/from-header.xml"]);
}
