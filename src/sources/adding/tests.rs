//! What people type, and what is meant by it.

use super::*;

/// Kind and address of the candidates, and how sure each is.
fn meant(typed: &str) -> Vec<(String, String, Certainty)> {
    let tell = |one: Candidate| (one.source.kind, one.source.address, one.certainty);
    candidates(typed).into_iter().map(tell).collect()
}

/// The only candidate that is certain.
fn certain(typed: &str) -> (String, String) {
    let all = meant(typed);
    let mut sure = all.iter().filter(|(.., certainty)| *certainty == Certainty::Certain);
    match (sure.next(), sure.next()) {
        (Some((kind, address, _)), None) => (kind.clone(), address.clone()),
        _ => panic!("{typed}: {all:?}"),
    }
}

#[test]
fn lists_of_papers_are_known_by_what_they_are_called_and_by_their_addresses() {
    for (typed, kind, address) in [
        ("cs.LG", "arxiv", "cs.LG"),
        (" cs.lg ", "arxiv", "cs.LG"),
        ("q-fin.PM", "arxiv", "q-fin.PM"),
        ("Q-FIN.pm, stat.ml", "arxiv", "q-fin.PM stat.ML"),
        ("quant-ph", "arxiv", "quant-ph"),
        ("q-fin", "arxiv", "cat:q-fin.*"),
        ("arXiv:cs.AI", "arxiv", "cs.AI"),
        ("physics.soc-ph", "arxiv", "physics.soc-ph"),
        ("https://arxiv.org/list/cs.LG/recent", "arxiv", "cs.LG"),
        ("arxiv.org/list/q-fin.ST/new?skip=0&show=100", "arxiv", "q-fin.ST"),
        ("https://rss.arxiv.org/rss/cs.AI+cs.LG", "arxiv", "https://rss.arxiv.org/rss/cs.AI+cs.LG"),
        ("https://arxiv.org/search/?query=world+model&searchtype=all", "arxiv", "world model"),
        ("https://arxiv.org/search/?query=Bee&searchtype=author", "arxiv", "au:Bee"),
        (
            "https://arxiv.org/search/advanced?terms-0-term=weirs&terms-0-field=title",
            "arxiv",
            "ti:weirs",
        ),
        (
            "http://export.arxiv.org/api/query?search_query=cat:cs.LG+AND+ti:graph",
            "arxiv",
            "cat:cs.LG AND ti:graph",
        ),
        ("abs:\"world model\"", "arxiv", "abs:\"world model\""),
        ("https://arxiv.org/a/bee_a_1", "feed", "https://arxiv.org/a/bee_a_1.atom2"),
        ("10.1038", "crossref", "10.1038"),
        ("doi:10.1038/", "crossref", "10.1038"),
        ("2054-5703", "crossref", "2054-5703"),
        ("ISSN 1438-8871", "crossref", "1438-8871"),
        ("issn:20545703", "crossref", "2054-5703"),
        ("https://portal.issn.org/resource/ISSN/2054-5703", "crossref", "2054-5703"),
        (
            "https://www.nature.com/natmachintell/",
            "feed",
            "https://www.nature.com/natmachintell.rss",
        ),
        (
            "https://openreview.net/group?id=Mills.cc/2026/Conference",
            "openreview",
            "Mills.cc/2026/Conference",
        ),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=mills+AND+water", "pubmed", "mills AND water"),
        (
            "https://www.semanticscholar.org/search?q=world%20model&sort=relevance",
            "semanticscholar",
            "world model",
        ),
    ] {
        assert_eq!(certain(typed), (kind.to_owned(), address.to_owned()), "{typed}");
    }
}

#[test]
fn sites_are_known_by_their_addresses() {
    for (typed, address) in [
        (
            "https://www.youtube.com/channel/UCx1",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UCx1",
        ),
        (
            "youtube.com/playlist?list=PLx",
            "https://www.youtube.com/feeds/videos.xml?playlist_id=PLx",
        ),
        ("https://github.com/mill/wheel", "https://github.com/mill/wheel/releases.atom"),
        ("github.com/mill/wheel.git", "https://github.com/mill/wheel/releases.atom"),
        (
            "https://github.com/mill/wheel/commits/main",
            "https://github.com/mill/wheel/commits/main.atom",
        ),
        ("https://github.com/mill", "https://github.com/mill.atom"),
        ("r/rust", "https://www.reddit.com/r/rust/.rss"),
        (
            "https://old.reddit.com/r/MachineLearning/top/",
            "https://www.reddit.com/r/MachineLearning/top/.rss",
        ),
        ("@ann@water.example", "https://water.example/@ann.rss"),
        ("@ann.bsky.social", "https://bsky.app/profile/ann.bsky.social/rss"),
        ("https://bsky.app/profile/ann.example", "https://bsky.app/profile/ann.example/rss"),
        ("mill.substack.com", "https://mill.substack.com/feed"),
        ("https://mill.substack.com/p/on-weirs", "https://mill.substack.com/feed"),
        ("https://medium.com/@ann", "https://medium.com/feed/@ann"),
        ("https://medium.com/the-mill", "https://medium.com/feed/the-mill"),
        ("rsshub://mill/news", "https://rsshub.app/mill/news"),
        ("https://blog.naver.com/mill", "https://rss.blog.naver.com/mill.xml"),
        ("mill.tistory.com/12", "https://mill.tistory.com/rss"),
        ("https://velog.io/@mill/posts", "https://v2.velog.io/rss/@mill"),
        (
            "edgar:nvda",
            "https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=NVDA&type=8-K&output=atom",
        ),
    ] {
        assert_eq!(certain(typed), ("feed".to_owned(), address.to_owned()), "{typed}");
    }
    let beside: Vec<String> = candidates("https://github.com/mill/wheel")
        .into_iter()
        .filter(|one| one.certainty == Certainty::Beside)
        .map(|one| one.source.address)
        .collect();
    assert_eq!(beside.len(), 2, "commits and tags: {beside:?}");
}

#[test]
fn an_address_that_says_nothing_is_looked_at_and_words_are_only_guessed_at() {
    for (typed, address) in [
        ("mill.example", "https://mill.example"),
        ("https://mill.example/news", "https://mill.example/news"),
        ("feed://mill.example/rss", "https://mill.example/rss"),
        ("feed://127.0.0.1:8000/rss", "http://127.0.0.1:8000/rss"),
        ("feed:mill.example/rss", "https://mill.example/rss"),
        ("feed:https://mill.example/rss", "https://mill.example/rss"),
        ("FEED://mill.example/rss", "https://mill.example/rss"),
        ("127.0.0.1:8000/feed", "http://127.0.0.1:8000/feed"),
        ("물레방아.example/소식", "https://물레방아.example/소식"),
        ("https://www.youtube.com/@ann", "https://www.youtube.com/@ann"),
        ("ftp://mill.example/", "ftp://mill.example/"),
    ] {
        let expected = ("feed".to_owned(), address.to_owned(), Certainty::ToLookAt);
        assert_eq!(meant(typed), [expected], "{typed}");
    }
    for typed in [
        "world model",
        "weirs",
        "mill/wheel",
        "https://arxiv.org/abs/2603.01234",
        "1234-5678",
        "@ann",
    ] {
        let all = meant(typed);
        assert!(
            !all.is_empty() && all.iter().all(|(.., certainty)| *certainty == Certainty::Guess),
            "{typed}: {all:?}"
        );
    }
    assert_eq!(meant("  "), []);
}

proptest::proptest! {
    #[test]
    fn whatever_is_typed_is_endured(typed in "\\PC{0,60}", path in "[a-z@/.:?=&+%-]{0,40}") {
        let _ = candidates(&typed);
        for start in ["https://github.com/", "https://www.youtube.com/", "arxiv.org/", "@", "r/", "10.", "rsshub://", "feed:"] {
            let _ = candidates(&format!("{start}{path}"));
        }
    }
}

#[test]
fn a_page_without_a_feed_is_named_with_the_selector_of_its_links() {
    let found = candidates("page lab.example/news div.item > a");
    let [page] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(
        (page.source.kind.as_str(), &*page.source.address),
        ("page", "https://lab.example/news")
    );
    assert_eq!(page.source.options["link"], "div.item > a");
    assert!(candidates("Page https://lab.example/")[0].source.options.is_empty());
    assert!(candidates("page turner").iter().all(|one| one.source.kind != "page"));
}
