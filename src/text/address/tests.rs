//! Addresses are read, made one and told apart.

use proptest::prelude::*;

use super::*;
use crate::model::Paper;

#[test]
fn an_address_leaves_without_what_only_tracks() {
    for (address, left) in [
        ("https://a.example/p?utm_source=x&id=7&utm_medium=y", "https://a.example/p?id=7"),
        ("https://a.example/p?fbclid=1#part", "https://a.example/p#part"),
        ("https://a.example/p?PHPSESSID=1ab&id=7", "https://a.example/p?id=7"),
        ("https://a.example/p?ref=hackernews", "https://a.example/p"),
        ("https://a.example/p?ref=weekly.example", "https://a.example/p"),
        ("https://a.example/p?ref=main&source=lists", "https://a.example/p?ref=main&source=lists"),
        ("https://a.example/p?q=a+b&v=1.2&q=%26", "https://a.example/p?q=a+b&v=1.2&q=%26"),
        ("https://a.example/p?amp;utm_term=1&b", "https://a.example/p?b"),
        ("https://a.example/p#xtor=RSS-1", "https://a.example/p"),
        ("https://a.example/?", "https://a.example/"),
        ("https://a.example/p?src=rss", "https://a.example/p"),
    ] {
        let shown = untracked(address);
        assert_eq!(shown.trim_end_matches('?'), left, "{address}");
        assert_eq!(canonical(&shown), canonical(address), "{address}");
    }
}

#[test]
fn one_page_is_one_whatever_the_visit() {
    let behind = |item: u8| canonical(&format!("https://a.example/app;jsessionid=1A/item/{item}"));
    assert_ne!(behind(1), behind(2), "what follows the visit's number stays");
    let base = Some("https://a.example/dir/");
    assert_eq!(parse("www.html", base).as_deref(), Some("https://a.example/dir/www.html"));
    assert_eq!(parse("www.b.example/p", base).as_deref(), Some("https://www.b.example/p"));
    let visited = |visit: &str| canonical(&format!("https://a.example/p;jsessionid={visit}?id=7"));
    assert_eq!(visited("1AB"), visited("2CD"));
    assert_eq!(visited("1AB"), canonical("https://a.example/p?id=7"));
    assert_ne!(canonical("https://a.example/p;v=1"), canonical("https://a.example/p;v=2"));
}

#[test]
fn a_page_of_a_gallery_tells_its_paper() {
    for url in [
        "https://huggingface.co/papers/2603.01234",
        "https://www.alphaxiv.org/abs/2603.01234v2",
        "https://www.semanticscholar.org/arxiv/2603.01234",
    ] {
        let mut paper = Paper::default();
        complete_paper(&mut paper, Some(url), None);
        assert_eq!(paper.arxiv.as_deref(), Some("2603.01234"), "{url}");
        assert_ne!(canonical(url), canonical("https://arxiv.org/abs/2603.01234"));
    }
}

#[test]
fn what_only_says_that_a_feed_is_there_goes() {
    for (typed, address) in [
        ("feed://ex.example/a", "http://ex.example/a"),
        ("FEED:https://ex.example/a", "https://ex.example/a"),
        ("feeds://ex.example/a", "https://ex.example/a"),
        ("itpc://ex.example/a", "http://ex.example/a"),
        ("https://ex.example/feed:a", "https://ex.example/feed:a"),
        ("feed.example", "feed.example"),
        ("rsshub://a/b", "rsshub://a/b"),
    ] {
        assert_eq!(without_feed_scheme(typed), address, "{typed}");
    }
}

#[test]
fn a_doi_is_not_encoded_as_its_address_is() {
    let name = "10.1000/(SICI)1097(1999)257:2<50::AID-1>3.3.CO;2-N";
    let address = "https://doi.org/10.1000/(SICI)1097(1999)257:2%3C50::AID-1%3E3.3.CO;2-N";
    assert_eq!(doi(address).as_deref(), Some(name));
    assert_eq!(doi("https://doi.org/10.1000%2Fex").as_deref(), Some("10.1000/ex"));
}

#[test]
fn only_web_addresses_are_read_and_relative_ones_resolve() {
    let base = Some("https://news.example/a/feed.xml");
    assert_eq!(parse("../b?x=1", base).as_deref(), Some("https://news.example/b?x=1"));
    assert_eq!(parse("//cdn.example/x", None).as_deref(), Some("https://cdn.example/x"));
    assert_eq!(
        parse(" http://a.example/한글 ", None).as_deref(),
        Some("http://a.example/%ED%95%9C%EA%B8%80")
    );
    assert_eq!(
        parse("https://user:secret@a.example/", None).as_deref(),
        Some("https://a.example/")
    );
    for bad in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "mailto:a@b.example",
        "",
        "no address",
        "https://",
    ] {
        assert_eq!(parse(bad, None), None, "{bad}");
    }
    assert_eq!(parse("javascript:alert(1)", base), None);
    assert_eq!(parse(&format!("https://a.example/{}", "x".repeat(5000)), None), None);
}

#[test]
fn two_links_to_one_page_are_one_address() {
    for (link, page) in [
        ("http://www.example.com:80/a/?utm_source=rss&fbclid=1#top", "https://example.com/a"),
        ("https://m.example.com/a?id=5&amp;utm_medium=x", "https://example.com/a?id=5"),
        ("https://amp.example.com/news/a.amp.html", "https://example.com/news/a.html"),
        ("https://example.com/a/amp/?amp=1", "https://example.com/a"),
        ("https://www.google.com/amp/s/example.com/a", "https://example.com/a"),
        ("https://example-com.cdn.ampproject.org/c/s/example.com/a", "https://example.com/a"),
        ("https://www.google.com/url?q=https%3A%2F%2Fexample.com%2Fa", "https://example.com/a"),
        ("https://youtu.be/abc?si=x", "https://youtube.com/watch?v=abc"),
        ("https://example.com/", "https://example.com"),
        ("https://example.com:8443/x/", "https://example.com:8443/x"),
        ("https://example.com/notes#v2.1", "https://example.com/notes#v2.1"),
        ("https://example.com/notes#March_05_2026", "https://example.com/notes#March_05_2026"),
        ("https://example.com/notes#comment-12", "https://example.com/notes"),
    ] {
        assert_eq!(canonical(link), page, "{link}");
    }
    assert_eq!(canonical(" tag:example.com,2026:1 "), "tag:example.com,2026:1");
}

#[test]
fn what_is_wrapped_or_marked_twice_is_plain_after_one_reading() {
    for (link, page) in [
        ("http://example.com:443/a", "https://example.com/a"),
        ("http://example.com:80/a", "https://example.com/a"),
        ("https://example.com:8443/a", "https://example.com:8443/a"),
        ("https://example.com/a/amp.amp", "https://example.com/a"),
        ("https://example.com/amp/amp/a.amp/", "https://example.com/a"),
        ("https://example.com/a.amp.amp.html", "https://example.com/a.html"),
        ("https://example.com/amp.amp.html", "https://example.com/amp.html"),
        (
            "https://x.cdn.ampproject.org/c/s/y.cdn.ampproject.org/c/s/example.com/a",
            "https://example.com/a",
        ),
    ] {
        assert_eq!(canonical(link), page, "{link}");
        assert_eq!(canonical(page), page, "{page}");
    }
}

#[test]
fn every_page_of_an_arxiv_paper_is_its_abstract() {
    for link in [
        "http://arxiv.org/abs/2603.01234v2",
        "https://arxiv.org/pdf/2603.01234v10.pdf",
        "https://export.arxiv.org/abs/2603.01234?context=cs",
        "https://www.arxiv.org/html/2603.01234v1#S1",
        "https://doi.org/10.48550/arXiv.2603.01234",
        "https://dx.doi.org/10.48550/arxiv.2603.01234",
    ] {
        assert_eq!(canonical(link), "https://arxiv.org/abs/2603.01234", "{link}");
    }
    assert_eq!(
        canonical("https://arxiv.org/abs/hep-th/9901001v3"),
        "https://arxiv.org/abs/hep-th/9901001"
    );
    assert_eq!(
        canonical("https://arxiv.org/list/cs.LG/recent"),
        "https://arxiv.org/list/cs.LG/recent"
    );
}

#[test]
fn a_publisher_is_a_family_of_hosts() {
    for (host, family) in [
        ("www.techcrunch.com", "techcrunch.com"),
        ("feeds.bbci.co.uk", "bbc.co.uk"),
        ("news.zdnet.co.kr", "zdnet.co.kr"),
        ("blog.kaist.ac.kr", "kaist.ac.kr"),
        ("someone.substack.com", "someone.substack.com"),
        ("medium.com", "medium.com"),
        ("me.github.io", "me.github.io"),
        ("blog.google", "google.com"),
        ("research.google.com", "google.com"),
        ("10.0.0.1", "10.0.0.1"),
        ("localhost", "localhost"),
    ] {
        assert_eq!(publisher(host), family, "{host}");
    }
}

#[test]
fn a_page_is_told_from_a_list_of_pages_by_its_address() {
    for list in [
        "https://paper.example/",
        "https://paper.example/news/",
        "https://paper.example/en/blog?utm_source=rss",
        "https://paper.example/tag/mills",
        "https://paper.example/a/category/mills/",
    ] {
        assert!(is_list_page(list, "A mill burns"), "{list}");
    }
    for page in [
        "https://paper.example/news/a-mill-burns",
        "https://paper.example/?p=12",
        "https://paper.example/2026/03/05/blog",
        "https://millcounter.example/",
        "no address",
    ] {
        assert!(!is_list_page(page, "Mill Counter, a tool"), "{page}");
    }
}

#[test]
fn a_name_and_a_password_are_told_apart_from_their_address() {
    assert_eq!(
        apart(" https://ann:p%40ss%3Aw@News.example/feed?x=1 "),
        Some(("https://News.example/feed?x=1".into(), "ann:p@ss:w".into()))
    );
    assert_eq!(apart("https://ann@news.example/").map(|(_, said)| said), Some("ann:".into()));
    assert_eq!(apart("https://news.example/@ann"), None);
    assert_eq!(without_credentials("http://u:hunter2@[bad/"), "http://[bad/");
    assert_eq!(without_credentials("http://u:a@b@c.example"), "http://c.example");
    assert_eq!(without_credentials("https://c.example/?to=a@b"), "https://c.example/?to=a@b");
    assert_eq!(without_credentials("cs.LG"), "cs.LG");
}

#[test]
fn one_question_is_known_however_it_is_written() {
    for same in [
        " https://News.Example/feed ",
        "HTTPS://news.example:443/feed/",
        "http://news.example/feed#top",
    ] {
        assert_eq!(same_question(same), "news.example/feed", "{same}");
    }
    assert_ne!(same_question("https://a.example/?rss"), same_question("https://a.example/"));
    assert_eq!(same_question(" cs.LG   cs.AI "), "cs.LG cs.AI");
}

#[test]
fn a_host_is_read_from_its_address() {
    assert_eq!(host("https://user@a.example:8080/x"), Some("a.example"));
    assert_eq!(host("http://[::1]:80/x"), Some("[::1]"));
    assert_eq!(host("not an address"), None);
}

proptest! {
    #[test]
    fn a_canonical_address_stays_as_it_is(
        text in "https?://[a-z.]{1,12}(:(80|443|[0-9]{1,4}))?((/|\\.|%2e|amp|html|[a-z0-9가-힣.%]){0,12})?(\\?[a-z=&;%+_]{0,20})?(#.{0,8})?|.{0,40}"
    ) {
        let once = canonical(&text);
        prop_assert_eq!(canonical(&once), once);
    }

    #[test]
    fn what_is_read_is_plain_ascii_of_the_web(text in ".{0,60}", base in proptest::option::of("https://[a-z]{1,9}\\.example/.{0,9}")) {
        if let Some(address) = parse(&text, base.as_deref()) {
            prop_assert!(address.bytes().all(|b| b.is_ascii_graphic()));
            prop_assert!(address.starts_with("http"));
            prop_assert!(host(&address).is_some());
            prop_assert!(!publisher(host(&address).unwrap_or_default()).is_empty());
        }
    }
}

#[test]
fn what_a_paper_is_called_is_read_from_its_address_and_its_name() {
    let facts = |url: Option<&str>, id: Option<&str>| {
        let mut paper = Paper::default();
        complete_paper(&mut paper, url, id);
        (paper.arxiv.unwrap_or_default(), paper.doi.unwrap_or_default())
    };
    let both = |arxiv: &str, doi: &str| (arxiv.to_owned(), doi.to_owned());
    let arxiv = both("2603.00001", "");
    assert_eq!(facts(Some("https://arxiv.org/abs/2603.00001v2"), None), arxiv);
    assert_eq!(facts(Some("https://doi.org/10.48550/arXiv.2603.00001"), None), arxiv);
    assert_eq!(facts(None, Some("oai:arXiv.org:2603.00001v1")), arxiv);
    assert_eq!(facts(None, Some("arXiv:2603.00001")), arxiv);
    let doi = both("", "10.1000/xyz(1)2");
    for url in [
        "https://doi.org/10.1000/xyz(1)2",
        "http://dx.doi.org/10.1000%2Fxyz(1)2?utm_source=x",
        "https://dl.example.org/doi/abs/10.1000/xyz(1)2",
        "https://www.example.org/doi/10.1000/xyz(1)2#sec",
    ] {
        assert_eq!(facts(Some(url), None), doi, "{url}");
    }
    assert_eq!(facts(None, Some("doi:10.1000/xyz(1)2")), doi);
    for url in ["https://news.example/doi/10.years", "https://doi.org/", "https://a.example/10.1/2"]
    {
        assert_eq!(facts(Some(url), Some("17")), both("", ""), "{url}");
    }
    let mut known = Paper { doi: Some("10.1/own".into()), ..Paper::default() };
    complete_paper(&mut known, Some("https://arxiv.org/abs/2603.00001"), None);
    assert_eq!(known.doi.as_deref(), Some("10.1/own"));
    assert_eq!(known.pdf.as_deref(), Some("https://arxiv.org/pdf/2603.00001"));
}
