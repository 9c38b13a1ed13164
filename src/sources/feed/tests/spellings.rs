//! Feeds whose elements, values and documents are spelled as others spell them, each read as it is
//! meant.

use super::*;

fn json(item: &str) -> String {
    format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"J","home_page_url":"https://ex.example/","items":[{{"id":"1","title":"A",{item}}}]}}"#
    )
}

#[test]
fn the_rarer_names_of_a_date_are_read_too() {
    for element in [
        "<lastBuildDate>DATE</lastBuildDate>",
        "<lastmod>DATE</lastmod>",
        "<timestamp>DATE</timestamp>",
        "<post_date>DATE</post_date>",
        "<wp:post_date_gmt>DATE</wp:post_date_gmt>",
        "<dcterms:dateSubmitted>DATE</dcterms:dateSubmitted>",
        "<pubDate datetime='DATE'/>",
        "<dc:date value='DATE'></dc:date>",
    ] {
        let element = element.replace("DATE", "2026-03-02 08:00:00");
        let item = only(&rss(&format!("<item><title>A</title>{element}</item>")));
        assert_eq!(published(&item).as_deref(), Some("2026-03-02T08:00:00Z"), "{element}");
    }
    for field in [
        r#""published":"2026-03-02T08:00:00Z""#,
        r#""pubDate":"Mon, 02 Mar 2026 08:00:00 GMT""#,
        r#""created_at":1772438400"#,
        r#""timestamp":1772438400.25"#,
        r#""date_published":null,"updated":"2026-03-02T08:00:00Z""#,
        r#""date_published":"soon","date":"2026-03-02T08:00:00Z""#,
    ] {
        let item = only(&json(field));
        assert_eq!(published(&item).as_deref(), Some("2026-03-02T08:00:00Z"), "{field}");
    }
}

#[test]
fn a_link_is_found_however_it_is_written() {
    for item in [
        "<link url='https://ex.example/1'/>",
        "<link rdf:resource='https://ex.example/1'/>",
        "<link/>https://ex.example/1<guid>x</guid>",
        "<link></link><dc:identifier>https://ex.example/1</dc:identifier>",
        "<media:player url='https://ex.example/1'/>",
        "<link>https://ex.example/1</link>",
    ] {
        let item = only(&rss(&format!("<item><title>A</title>{item}</item>")));
        assert_eq!(item.url.as_deref(), Some("https://ex.example/1"), "{item:?}");
    }
    for (written, meant) in [
        ("www.other.example/1", "https://www.other.example/1"),
        ("https://ex.example/?a=1&amp;amp;b=2", "https://ex.example/?a=1&b=2"),
    ] {
        let item = only(&rss(&format!("<item><title>A</title><link>{written}</link></item>")));
        assert_eq!(item.url.as_deref(), Some(meant), "{written}");
    }
    let linked = only(&json(r#""link":"/1""#));
    assert_eq!(linked.url.as_deref(), Some("https://ex.example/1"));
}

#[test]
fn a_bracket_in_what_atom_calls_text_is_a_sign() {
    let title = |kind: &str, text: &str| {
        let entry = format!("<entry><title type='{kind}'>{text}</title><id>1</id></entry>");
        only(&format!("<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>{entry}</feed>"))
            .title
    };
    assert_eq!(title("text", "&lt;br&gt; and &lt;p&gt;x"), "<br> and <p>x");
    assert_eq!(title("text", "List&lt;T&gt; &amp;amp; more"), "List<T> & more");
    assert_eq!(title("html", "&lt;b&gt;x&lt;/b&gt;"), "x");
    let rss_title = only(&rss("<item><title>List&lt;T&gt; &amp;amp; more</title></item>")).title;
    assert_eq!(rss_title, "List<T> & more");
}

#[test]
fn signs_of_windows_that_came_as_controls_are_what_they_were_meant_to_be() {
    let item = only(&rss("<item><title>It\u{92}s \u{93}so\u{94} \u{96} \u{80}5</title>\
         <description>&lt;p&gt;a\u{97}b&lt;/p&gt;</description></item>"));
    assert_eq!(item.title, "It’s “so” – €5");
    assert_eq!((item.summary.as_str(), item.content.as_str()), ("a—b", "<p>a—b</p>"));
    assert_eq!(only(&json("\"content_text\":\"it\u{92}s\"")).content, "it’s");
}

#[test]
fn keywords_are_categories_and_people_are_apart() {
    let item = only(&rss(
        "<item><title>A</title><category>Mills</category><itunes:keywords>ai, chips</itunes:keywords>\
         <author>ann@ex.example (Ann), cee@ex.example (Cee)</author></item>",
    ));
    assert_eq!(item.categories, ["Mills", "ai", "chips"]);
    assert_eq!(item.authors, ["Ann", "Cee"]);
    let entry = "<entry><title>A</title><source><author><name>a@ex.example (Ann)</name></author></source></entry>";
    let atom = format!("<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>{entry}</feed>");
    assert_eq!(only(&atom).authors, ["Ann"]);
}

#[test]
fn a_json_feed_written_by_heart_is_read() {
    for (field, people) in [
        (r#""authors":{"0":{"name":"Ann"},"1":{"name":"Cee"}}"#, &["Ann", "Cee"][..]),
        (r#""authors":{"name":"Ann"}"#, &["Ann"]),
        (r#""authors":["Ann",null,{"name":null}]"#, &["Ann"]),
    ] {
        assert_eq!(only(&json(field)).authors, people, "{field}");
    }
    assert_eq!(only(&json(r#""tags":[{"name":"ai"},"chips",null]"#)).categories, ["ai", "chips"]);
    let with_file = only(&json(
        r#""attachments":{"url":"https://ex.example/talk.mp3","mime_type":"audio/mpeg"}"#,
    ));
    assert!(with_file.content.contains("talk.mp3"), "{}", with_file.content);
    let plain = json(r#""x":NaN"#);
    for text in [
        format!("/* made by hand */ {plain}"),
        format!("callback({plain});"),
        format!(")]}}',\n{plain}"),
        plain.replace("[{", "{\"3\":{").replace("}]", "}}"),
    ] {
        assert_eq!(only(&text).title, "A");
    }
    let head = r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":"#;
    assert!(reading(&format!("{head}null}}")).items.is_empty());
}

#[test]
fn a_feed_that_was_put_into_a_page_is_one() {
    let feed = rss("<item><title>A</title></item>");
    let page = format!("<html><head></head><body>{feed}</body></html>");
    assert_eq!(only(&page).title, "A");
    // A licence and a picture are described in the same words.
    let licence = "<svg><metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><cc:Work/></rdf:RDF></metadata></svg>";
    for within in ["<p>Our feed</p>", licence] {
        let page = format!("<html><head><title>T</title></head><body>{within}</body></html>");
        assert!(matches!(
            read(page.as_bytes(), at("https://ex.example/")),
            Err(ReadError::Page { .. })
        ));
    }
}
