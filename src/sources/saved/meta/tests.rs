//! What pages say of themselves, in the words of each of the ways to say it.

use super::*;

fn read(text: &str) -> Meta {
    super::read(text, "https://mill.example/page")
}

#[test]
fn the_fields_for_indexes_win_over_what_a_page_is_called() {
    let meta = read(
        "<html lang=en-GB><head><title>Journal of Mills - Wheels</title>\
         <meta name=citation_title content='Wheels &amp; weirs: a study'><meta name='citation_author' content='Bee, Ann'>\
         <meta name='citation_author' content='Cee Dee'><meta name=citation_publication_date content='2026/1'>\
         <meta name='DC.Identifier' content='doi:10.1000/w'><meta name=citation_journal_title content='Journal of Mills'>\
         <meta name=citation_pdf_url content='/w.pdf'><meta property='og:title' content='Wheels | Mills'>\
         <meta name=citation_issn content='1234-5678'>",
    );
    assert_eq!(meta.title.as_deref(), Some("Wheels & weirs: a study"));
    assert_eq!(meta.authors, ["Ann Bee", "Cee Dee"]);
    assert_eq!(meta.published.map(|at| at.date_naive().to_string()).as_deref(), Some("2026-01-01"));
    assert_eq!(meta.paper.doi.as_deref(), Some("10.1000/w"));
    assert_eq!(meta.paper.venue.as_deref(), Some("Journal of Mills"));
    assert_eq!((meta.issn.as_deref(), meta.language.as_deref()), (Some("1234-5678"), Some("en")));
}

#[test]
fn an_event_and_a_report_are_told_by_their_objects_and_by_open_graph() {
    let meta = read(
        "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"Lab\"},\
         {\"@type\":[\"Event\"],\"name\":\"Open day\n at the canal\",\"description\":\"Come <b>all</b>\"}]}</script>\
         <meta property=og:title content='Open day - Lab'><meta property=og:site_name content=Lab>",
    );
    assert_eq!(meta.title.as_deref(), Some("Open day at the canal"));
    assert_eq!(meta.heading.as_deref(), Some("Open day"));
    assert_eq!(meta.summary, "Come <b>all</b>");
    let live = read(
        "<title>Live | Post</title><script type=application/ld+json>[{\"@type\":\"LiveBlogPosting\",\"headline\":\"Flood: as it happened\",\
         \"author\":[{\"@type\":\"Person\",\"name\":\"Eff Gee\",}],\"datePublished\":\"2026-03-05T06:00:00+09:00\"}]</script>",
    );
    assert_eq!(live.title.as_deref(), Some("Flood: as it happened"));
    assert_eq!(live.authors, ["Eff Gee"]);
    assert_eq!(
        live.published.map(|at| at.to_rfc3339()).as_deref(),
        Some("2026-03-04T21:00:00+00:00")
    );
}

#[test]
fn a_page_that_says_nothing_goes_by_its_heading_or_title() {
    assert_eq!(
        read("<title>A</title><h1>The <i>mill</i></h1>").heading.as_deref(),
        Some("The mill")
    );
    assert_eq!(read("<title>Only this</title>").heading.as_deref(), Some("Only this"));
    assert_eq!(read("<p>").heading, None);
    let evil = format!("<script type=application/ld+json>{}", "[".repeat(100_000));
    assert_eq!(read(&evil).title, None);
}

#[test]
fn people_in_one_field_are_told_apart_and_the_journal_of_an_issue_is_found() {
    let work = |author: &str| {
        read(&format!(
            "<script type=application/ld+json>{{\"@type\":\"ScholarlyArticle\",\"name\":\"Weirs\",\"author\":\"{author}\",\
             \"sameAs\":\"https://doi.org/10.1000/w\",\"isPartOf\":{{\"@type\":\"PublicationIssue\",\"issueNumber\":\"3\",\
             \"isPartOf\":[{{\"@type\":\"Periodical\",\"name\":\"Mills Quarterly\"}}]}}}}</script>"
        ))
    };
    for (author, people) in [
        ("Ann Bee, Cee Dee", &["Ann Bee", "Cee Dee"][..]),
        ("Ann Bee and Cee Dee", &["Ann Bee", "Cee Dee"]),
        ("Bee, Ann", &["Ann Bee"]),
        ("Ann Bee, Reuters", &["Ann Bee, Reuters"]),
    ] {
        assert_eq!(work(author).authors, people, "{author}");
    }
    assert_eq!(work("Ann Bee").paper.venue.as_deref(), Some("Mills Quarterly"));
    let elsewhere = read(
        "<meta property=article:author content='https://people.example/ann'><meta name=author content='Ann Bee'>",
    );
    assert_eq!(elsewhere.authors, ["Ann Bee"]);
    let host = read(
        "<script type=application/ld+json>{\"@type\":\"Event\",\"name\":\"Open day\",\"organizer\":{\"name\":\"The Lab\"}}</script>",
    );
    assert_eq!(host.authors, ["The Lab"]);
}

#[test]
fn dates_of_a_page_are_meant_as_at_its_place() {
    let at = |html: &str, url: &str| {
        super::read(html, url).published.map(|at| at.format("%Y-%m-%dT%H:%MZ").to_string())
    };
    let korean = "<title>물레방아가 멈췄다</title><meta property=article:published_time content='2026-03-02T17:00:00'>";
    let here = "https://mill.example/1";
    assert_eq!(at(korean, here).as_deref(), Some("2026-03-02T08:00Z"));
    let plain = korean.replace("물레방아가 멈췄다", "The mill stopped");
    assert_eq!(at(&plain, here).as_deref(), Some("2026-03-02T17:00Z"));
    assert_eq!(at(&plain, "https://news.mill.co.kr/1").as_deref(), Some("2026-03-02T08:00Z"));
    let british = "<html lang=en-GB><meta name=date content='03/04/2026'>";
    assert_eq!(at(british, here).as_deref(), Some("2026-04-03T00:00Z"));
    let month =
        "<meta name=citation_date content='March 2026'><meta name=citation_year content=2026>";
    assert_eq!(at(month, here).as_deref(), Some("2026-03-01T00:00Z"));
    for (before, after) in
        [("//<![CDATA[\n", "\n//]]>"), ("<!-- ", " -->"), ("/*<![CDATA[*/", "/*]]>*/")]
    {
        let ld =
            r#"{"@type":"NewsArticle","headline":"Mills","datePublished":"2026-03-02T08:00:00Z"}"#;
        let page = format!("<script type=application/ld+json>{before}{ld}{after}</script>");
        assert_eq!(at(&page, here).as_deref(), Some("2026-03-02T08:00Z"), "{page}");
    }
    assert_eq!(
        at("<meta name=citation_year content=2026>", here).as_deref(),
        Some("2026-01-01T00:00Z")
    );
}

#[test]
fn the_names_of_fields_are_read_in_every_spelling() {
    let meta = read(
        "<meta property='x:title dc:title' content='Wheels by Dublin Core'><meta name='dcterm:creator' content='Ann Bee'>\
         <meta name='DC.date.issued' content='2026-02-03'><meta name=author content=Nobody>",
    );
    assert_eq!(meta.title.as_deref(), Some("Wheels by Dublin Core"));
    assert_eq!(meta.authors, ["Ann Bee"]);
    assert!(meta.published.is_some());
}

#[test]
fn of_a_headline_and_a_name_the_one_that_is_shown_is_the_title() {
    let title = |page: &str| {
        let work = "{\"@type\":\"Article\",\"name\":\"Water wheel\",\"headline\":\"machine that turns with a river\"}";
        read(&format!("{page}<script type=application/ld+json>{work}</script>")).title
    };
    assert_eq!(title("<h1>Water wheel</h1>").as_deref(), Some("Water wheel"));
    assert_eq!(title("<title>Wheels</title>").as_deref(), Some("machine that turns with a river"));
}
