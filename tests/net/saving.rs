//! Pages that are saved: by the reader that knows the work, by what they say of themselves, as PDF.

use std::collections::BTreeMap;

use jogan::lang::Lang;
use jogan::model::{Item, Source};
use jogan::refresh::{Failure, Saved, save};

use crate::refreshing::{Desk, article, noon, source};
use crate::server::{Asked, Reply, Server};

/// A source of a kind that asks at a place of this machine.
fn asking(kind: &str, address: &str, endpoint: String) -> Source {
    Source {
        kind: kind.into(),
        address: address.into(),
        options: BTreeMap::from([("endpoint".to_owned(), endpoint)]),
        ..source(kind, String::new())
    }
}

/// The user's own sources of every kind, all of them on this machine.
fn desk(server: &Server) -> Desk {
    Desk::with(&[
        asking("arxiv", "cs.LG", server.url("/arxiv")),
        asking("crossref", "1234-5678", server.url("/crossref")),
        asking("pubmed", "mills", server.url("/eutils")),
        asking("semanticscholar", "mills", server.url("/s2")),
        asking("openreview", "Mills.cc/2026/Conference", server.url("/openreview")),
    ])
}

async fn saved(desk: &Desk, url: &str) -> Result<(Saved, Item), Failure> {
    let saved = save(&desk.keeper, &desk.fetcher, url, Lang::En, noon()).await.expect("a store")?;
    let item = desk.store().item(saved.item, noon()).expect("an item");
    Ok((saved, item))
}

fn works(asked: &Asked) -> Reply {
    let target = asked.target.as_str();
    if target.starts_with("/arxiv/query?id_list=2603.01234") {
        return Reply::ok(
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>http://arxiv.org/abs/2603.01234v2</id>\
             <title>Weirs by arXiv</title><summary>Words.</summary><author><name>Ann Bee</name></author>\
             <published>2026-03-04T08:00:00Z</published></entry></feed>",
        );
    }
    if target.starts_with("/crossref/works?filter=doi%3A10.1000%2Fw") {
        return Reply::ok(
            r#"{"message":{"items":[{"DOI":"10.1000/w","title":["Weirs by Crossref"],"container-title":["Letters on Water"],
               "author":[{"given":"Ann","family":"Bee"}],"published":{"date-parts":[[2026,1,15]]}}]}}"#,
        );
    }
    if target.starts_with("/eutils/esearch.fcgi") && target.contains("PMC7%5Bpmcid%5D") {
        return Reply::ok(r#"{"esearchresult":{"idlist":["41"]}}"#);
    }
    if target.starts_with("/eutils/efetch.fcgi") {
        return Reply::ok(
            "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>41</PMID><Article><ArticleTitle>Weirs by PubMed.</ArticleTitle></Article></MedlineCitation>\
             <PubmedData><ArticleIdList><ArticleId IdType='pmc'>PMC7</ArticleId></ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>",
        );
    }
    if target.starts_with("/s2/paper/aaaa") {
        return Reply::ok(
            r#"{"paperId":"aaaa","title":"Weirs by Semantic Scholar","externalIds":{"DOI":"10.1000/s"}}"#,
        );
    }
    if target == "/openreview/notes?id=Ab-1" {
        return Reply::ok(
            r#"{"notes":[{"id":"Ab-1","forum":"Ab-1","pdate":1772438400000,"content":{
               "title":{"value":"Weirs by OpenReview"},"authors":{"value":["Ann Bee"]},"venue":{"value":"Mills 2026"}}}]}"#,
        );
    }
    match target {
        "/doi/full/10.1000/w" => Reply::ok(article("Weirs")).with("Content-Type", "text/html"),
        "/doi/10.1000/unknown" => Reply::ok(
            "<title>Journal</title><meta name=citation_title content='Known by its page alone'>\
             <meta name=citation_doi content='10.1000/unknown'><meta name=citation_author content='Dee, Cee'>",
        ),
        _ => Reply::new(404),
    }
}

#[tokio::test]
async fn a_work_is_asked_of_the_reader_that_knows_it_where_ones_own_sources_ask() {
    let server = Server::start(works);
    let desk = desk(&server);
    let s2 = format!("https://www.semanticscholar.org/paper/Weirs/{}", "a".repeat(40));
    for (typed, title, page) in [
        (
            "https://arxiv.org/pdf/2603.01234v1",
            "Weirs by arXiv",
            "https://arxiv.org/abs/2603.01234",
        ),
        (&server.url("/doi/full/10.1000/w"), "Weirs by Crossref", "https://doi.org/10.1000/w"),
        (&s2, "Weirs by Semantic Scholar", "https://doi.org/10.1000/s"),
        (
            "https://openreview.net/pdf?id=Ab-1",
            "Weirs by OpenReview",
            "https://openreview.net/forum?id=Ab-1",
        ),
    ] {
        let (saved, item) =
            saved(&desk, typed).await.unwrap_or_else(|why| panic!("{typed}: {why}"));
        assert_eq!((saved.title.as_str(), item.row.url.as_deref()), (title, Some(page)));
        assert!(item.starred_at.is_some(), "{typed}");
    }
    // The record is told, and the page's text is read with it.
    let (_, by_doi) = saved(&desk, "10.1000/w").await.expect("here already");
    assert_eq!(by_doi.paper.venue.as_deref(), Some("Letters on Water"));
    assert!(by_doi.content.contains("which no feed holds"), "{}", by_doi.content);
    assert_eq!(server.asked().iter().filter(|asked| asked.target.contains("crossref")).count(), 1);
}

#[tokio::test]
async fn what_no_reader_has_a_record_of_goes_by_its_page() {
    let server = Server::start(works);
    let desk = desk(&server);
    let (saved, item) = saved(&desk, &server.url("/doi/10.1000/unknown")).await.expect("its page");
    assert_eq!(saved.title, "Known by its page alone");
    assert_eq!(
        (item.authors, item.paper.doi.as_deref()),
        (vec!["Cee Dee".to_owned()], Some("10.1000/unknown"))
    );
    assert!(saved.without_text.is_some(), "there is no article on it");
}

#[tokio::test]
async fn what_can_be_reached_nowhere_is_said() {
    let server = Server::start(works);
    let desk = desk(&server);
    let failure = saved(&desk, &server.url("/doi/10.1000/gone")).await.expect_err("nothing");
    assert!(failure.to_string().contains("/doi/10.1000/gone"), "{failure}");
    let failure = saved(&desk, &server.url("/nothing")).await.expect_err("nothing");
    assert!(failure.to_string().contains("404"), "{failure}");
    assert!(desk.titles().is_empty());
}

#[tokio::test]
async fn a_pdf_has_the_title_of_its_page_or_of_its_own_first_page() {
    const PDF: &str = "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Kids[3 0 R]>> endobj\n\
        3 0 obj <</Type/Page/Contents 4 0 R>> endobj 4 0 obj <</Length 96>> stream\n\
        BT /F 18 Tf (A report on weirs) Tj ET BT /F 9 Tf (Its words are smaller than its title is.) Tj ET              \nendstream\ntrailer <</Root 1 0 R>>";
    let stamped = PDF.replace(
        "Its words are smaller than its title is.)",
        "doi:10.1000/w and no other words at all)",
    );
    let server = Server::start(move |asked| match asked.target.as_str() {
        "/report.pdf" | "/journal/e7/pdf" => Reply::ok(PDF).with("Content-Type", "application/pdf"),
        "/stamped.pdf" => Reply::ok(stamped.clone()),
        "/journal/e7" => Reply::ok(
            "<meta name=citation_title content='Weirs of the north'><meta name=citation_author content='Ann Bee'>",
        ),
        _ => works(asked),
    });
    let desk = desk(&server);
    let title = async |path: &str| saved(&desk, &server.url(path)).await.expect("a PDF").0.title;
    assert_eq!(title("/report.pdf").await, "A report on weirs");
    assert_eq!(title("/journal/e7/pdf").await, "Weirs of the north");
    assert_eq!(title("/stamped.pdf").await, "Weirs by Crossref", "its DOI led to its record");
}

#[tokio::test]
async fn a_page_that_lists_papers_is_saved_with_its_list() {
    let entry = |n: u32| {
        format!(
            "<li><a href=/abs/{n}00>A paper on weirs, number {n} of the week</a> <i>March {n}, 2026</i></li>"
        )
    };
    let entries = [1, 2, 3, 4].map(entry).concat();
    let server = Server::start(move |_| {
        Reply::ok(format!("<html><title>River science</title><body><ul>{entries}</ul>"))
    });
    let desk = desk(&server);
    let (saved, item) = saved(&desk, &server.url("/list/recent")).await.expect("a list");
    assert_eq!((saved.title.as_str(), saved.without_text), ("River science", None));
    assert!(
        item.content.contains("number 3 of the week") && item.content.contains("/abs/300"),
        "{}",
        item.content
    );
}

#[tokio::test]
async fn events_live_reports_and_pages_of_journals_are_something_to_cite() {
    const EVENT: &str = "<title>Open day | The Lab</title><meta property=og:site_name content='The Lab'>\
        <script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@type\":\"Event\",\"name\":\"Open day at the canal\",\
        \"startDate\":\"2026-05-01T10:00\",\"description\":\"Come and see the wheels turn.\",\"organizer\":{\"@type\":\"Organization\",\"name\":\"The Lab\"}}</script>\
        <h1>Open day</h1><p>Doors open at ten.";
    const LIVE: &str = "<title>LIVE: the flood, hour by hour | The Post</title><script type='application/ld+json'>\
        {\"@type\":\"LiveBlogPosting\",\"headline\":\"The flood, hour by hour\",\"datePublished\":\"2026-03-04T06:00:00+09:00\",\
        \"author\":{\"@type\":\"Person\",\"name\":\"Ann Bee\"},\"liveBlogUpdate\":[{\"@type\":\"BlogPosting\",\"headline\":\"It rises\"}],}</script>\
        <div><time>10:05</time><p>It rises.</div><div><time>10:00</time><p>It rained.</div>";
    let journal = format!(
        "<html lang=en><head><title>Journal of Mills - Slow wheels</title><meta name=citation_title content='Slow wheels: a trial'>\
         <meta name=citation_author content='Bee, Ann'><meta name=citation_author content='Dee, Cee'>\
         <meta name=citation_publication_date content='2026/02/01'><meta name=citation_journal_title content='Journal of Mills'></head>{}",
        article("Slow wheels")
    );
    let server = Server::start(move |asked| match asked.target.as_str() {
        "/events/open-day" => Reply::ok(EVENT),
        "/live/flood" => Reply::ok(LIVE),
        "/2026/1/e7" => Reply::ok(journal.clone()),
        _ => works(asked),
    });
    let desk = desk(&server);
    for (path, title, people, day) in [
        ("/events/open-day", "Open day at the canal", &["The Lab"][..], None),
        ("/live/flood", "The flood, hour by hour", &["Ann Bee"], Some("2026-03-03")),
        ("/2026/1/e7", "Slow wheels: a trial", &["Ann Bee", "Cee Dee"], Some("2026-02-01")),
    ] {
        let (saved, item) = saved(&desk, &server.url(path)).await.expect("a page");
        assert_eq!(
            (saved.title.as_str(), item.authors.iter().map(String::as_str).collect::<Vec<_>>()),
            (title, people.to_vec()),
            "{path}"
        );
        let published = item.row.dated.then(|| item.row.published.date_naive().to_string());
        assert_eq!(published.as_deref(), day, "{path}");
    }
}
