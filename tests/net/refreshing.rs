//! Whole passes: from sources that are due to what the store then holds.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::Duration;
use jogan::desk::Settings;
use jogan::fetch::{Fetcher, Policy};
use jogan::lang::Lang;
use jogan::model::{Condition, FetchState, Moment, Query, Source, SourceId, Tier};
use jogan::newsroom::Newsroom;
use jogan::refresh::{Note, Outcome, Progress, Report, Summary, Which, full_text, refresh, save};
use jogan::store::{Keeper, Store};
use tempfile::TempDir;

use crate::server::{Reply, Server};

pub fn noon() -> Moment {
    "2026-03-05T12:00:00Z".parse().expect("a moment")
}

pub fn source(id: &str, address: String) -> Source {
    Source {
        id: SourceId(id.into()),
        name: id.to_uppercase(),
        kind: "feed".into(),
        address,
        options: BTreeMap::new(),
        pane: None,
        tier: Tier::General,
        language: None,
        company: None,
        interval_minutes: None,
        enabled: true,
        full_text: false,
    }
}

pub fn rss(items: &[&str]) -> String {
    let mut feed = "<rss version='2.0'><channel><title>News</title>".to_owned();
    for title in items {
        feed.push_str(&format!(
            "<item><title>{title}</title><link>https://news.example/{title}</link></item>"
        ));
    }
    feed + "</channel></rss>"
}

/// A store with some sources, and what a pass over them needs.
pub struct Desk {
    pub folder: TempDir,
    pub keeper: Keeper<Newsroom>,
    pub fetcher: Fetcher,
}

impl Desk {
    pub fn with(sources: &[Source]) -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        let mut newsroom = Newsroom::open(folder.path(), Settings::default()).expect("a newsroom");
        newsroom.store.put_sources(sources).expect("put");
        let keeper = Keeper::start(newsroom).expect("a thread");
        Desk { folder, keeper, fetcher: Fetcher::new(Policy::default()) }
    }

    pub async fn pass(&self, which: Which, now: Moment) -> (Summary, Vec<Report>) {
        let mut reports = Vec::new();
        let store = self.store();
        let summary = refresh(&self.keeper, &self.fetcher, which, now, |progress| {
            if let Progress::Done(report) = progress {
                if !matches!(report.outcome, Outcome::Failed(_)) {
                    let state = store.fetch_state(&report.source).expect("a state");
                    assert_eq!(state.last_success, Some(now), "reported before it was kept");
                }
                reports.push(report);
            }
        });
        (summary.await.expect("a pass"), reports)
    }

    pub async fn one(&self, id: &str, now: Moment) -> Report {
        let which = Which::Named(vec![SourceId(id.into())]);
        self.pass(which, now).await.1.pop().expect("a report")
    }

    pub fn store(&self) -> Store {
        Store::open_read_only(self.folder.path()).expect("a store")
    }

    pub fn state(&self, id: &str) -> FetchState {
        self.store().fetch_state(&SourceId(id.into())).expect("a state")
    }

    pub fn source(&self, id: &str) -> Source {
        self.store().source(&SourceId(id.into())).expect("a source")
    }

    pub fn titles(&self) -> Vec<String> {
        let query = Query::default();
        let rows = self.store().rows(&query, noon()).expect("rows");
        let mut titles: Vec<String> = rows.into_iter().map(|row| row.title).collect();
        titles.sort();
        titles
    }
}

pub fn failure(report: &Report) -> String {
    match &report.outcome {
        Outcome::Failed(why) => why.say(Lang::En),
        Outcome::Fresh { .. } | Outcome::Unchanged => panic!("no failure: {report:?}"),
    }
}

#[tokio::test]
async fn one_source_in_trouble_harms_no_other_and_says_why() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/good" => Reply::ok(rss(&["Alpha", "Beta"])),
        "/bomb" => Reply::Endless(b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), vec![b'a'; 65536]),
        "/page" => Reply::ok("<html><body>No feed here</body></html>"),
        "/empty" => Reply::ok(""),
        _ => Reply::new(404),
    });
    let paths = ["good", "bomb", "page", "empty", "missing"];
    let mut sources: Vec<Source> =
        paths.iter().map(|path| source(path, server.url(&format!("/{path}")))).collect();
    sources.push(source("junk", "not an address".into()));
    let desk = Desk::with(&sources);
    let (summary, reports) = desk.pass(Which::Due, noon()).await;
    assert_eq!((summary.sources, summary.ok, summary.failed), (6, 1, 5));
    assert_eq!((summary.new, summary.offline), (2, false));
    assert_eq!(desk.titles(), ["Alpha", "Beta"]);
    let said = |id: &str| {
        let report = reports.iter().find(|report| report.source.0 == id).expect("a report");
        failure(report)
    };
    assert!(said("bomb").contains("larger than 10 MiB"), "{}", said("bomb"));
    assert!(said("page").contains("web page"), "{}", said("page"));
    assert!(said("empty").contains("empty"), "{}", said("empty"));
    assert!(said("missing").contains("404"), "{}", said("missing"));
    assert!(said("junk").contains("not an address"), "{}", said("junk"));
    for id in ["bomb", "page", "empty", "missing", "junk"] {
        assert_eq!(desk.state(id).last_error.map(|why| why.say(Lang::En)), Some(said(id)));
        assert_eq!(desk.state(id).failures, 1);
    }
    assert_eq!(desk.state("good").last_error, None);
}

#[tokio::test]
async fn a_second_visit_is_conditional_and_brings_nothing_twice() {
    let server = Server::start(|asked| match asked.header("if-none-match") {
        Some("\"v1\"") => Reply::new(304),
        _ => Reply::ok(rss(&["Alpha"])).with("ETag", "\"v1\""),
    });
    let desk = Desk::with(&[source("news", server.url("/"))]);
    assert_eq!(desk.one("news", noon()).await.outcome, Outcome::Fresh { new: 1, updated: 0 });
    let later = noon() + Duration::hours(2);
    assert_eq!(desk.one("news", later).await.outcome, Outcome::Unchanged);
    let state = desk.state("news");
    assert_eq!(state.validators.etag.as_deref(), Some("\"v1\""), "kept on 304 too");
    assert_eq!((state.last_success, state.last_new), (Some(later), Some(noon())));
    assert_eq!(desk.titles(), ["Alpha"]);
}

#[tokio::test]
async fn an_answer_that_came_whole_but_holds_nothing_new_is_unchanged() {
    let server = Server::start(|_| Reply::ok(rss(&["Alpha"])));
    let desk = Desk::with(&[source("news", server.url("/"))]);
    desk.one("news", noon()).await;
    assert_eq!(desk.one("news", noon()).await.outcome, Outcome::Unchanged);
}

#[tokio::test]
async fn a_source_is_left_alone_until_it_is_due() {
    let server =
        Server::start(|_| Reply::ok(rss(&["Alpha"])).with("Cache-Control", "max-age=9000"));
    let desk = Desk::with(&[source("news", server.url("/"))]);
    for (minutes, visited) in [(0, 1), (1, 0), (149, 0), (150, 1)] {
        let (summary, _) = desk.pass(Which::Due, noon() + Duration::minutes(minutes)).await;
        assert_eq!(summary.sources, visited, "after {minutes} minutes");
    }
    assert_eq!(desk.pass(Which::All, noon()).await.0.sources, 1, "unless it is forced");
}

#[tokio::test]
async fn a_feed_that_asks_for_a_pause_gets_it() {
    let body = rss(&["Alpha"]).replace("<channel>", "<channel><ttl>180</ttl>");
    let server = Server::start(move |_| Reply::ok(body.clone()));
    let desk = Desk::with(&[source("news", server.url("/"))]);
    desk.one("news", noon()).await;
    assert_eq!(desk.state("news").next_due, Some(noon() + Duration::minutes(180)));
}

#[tokio::test]
async fn a_failing_source_is_asked_less_and_less_often_until_it_answers() {
    let visits = AtomicUsize::new(0);
    let server = Server::start(move |_| match visits.fetch_add(1, Ordering::SeqCst) {
        0..4 => Reply::new(500),
        4 => Reply::new(503).with("Retry-After", "7200"),
        _ => Reply::ok(rss(&["Alpha"])),
    });
    let desk = Desk::with(&[source("news", server.url("/"))]);
    let mut now = noon();
    // One hiccup is forgiven; after that its own hour is the least.
    for pause in [60, 3600, 3600, 3600, 7200] {
        desk.pass(Which::Due, now).await;
        let due = desk.state("news").next_due.expect("due");
        assert_eq!((due - now).num_seconds(), pause);
        assert_eq!(desk.pass(Which::Due, due - Duration::seconds(1)).await.0.sources, 0);
        now = due;
    }
    assert_eq!(desk.state("news").failures, 5);
    desk.pass(Which::Due, now).await;
    assert_eq!((desk.state("news").failures, desk.state("news").last_error), (0, None));
}

#[tokio::test]
async fn a_source_that_moves_for_good_is_asked_at_its_new_address() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/old" => Reply::to(301, "/new"),
        _ => Reply::ok(rss(&["Alpha"])),
    });
    let desk = Desk::with(&[source("news", server.url("/old"))]);
    let report = desk.one("news", noon()).await;
    assert_eq!(report.note, Some(Note::Moved(server.url("/new"))));
    assert_eq!(desk.source("news").address, server.url("/new"));
    desk.one("news", noon()).await;
    let asked: Vec<String> = server.asked().into_iter().map(|asked| asked.target).collect();
    assert_eq!(asked, ["/old", "/new", "/new"]);
}

#[tokio::test]
async fn a_source_that_moves_to_where_another_is_asked_is_turned_off() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/old" => Reply::to(301, "/new"),
        _ => Reply::ok(rss(&["Alpha"])),
    });
    let desk = Desk::with(&[source("new", server.url("/new")), source("old", server.url("/old"))]);
    let report = desk.one("old", noon()).await;
    assert_eq!(report.note, Some(Note::Doubles(SourceId("new".into()))));
    assert!(!desk.source("old").enabled && desk.source("new").enabled);
}

#[tokio::test]
async fn a_permanent_redirect_to_what_is_no_feed_moves_nothing() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/feed" => Reply::to(301, "/sold"),
        _ => Reply::ok("<html><body>This domain is for sale</body></html>"),
    });
    let desk = Desk::with(&[source("news", server.url("/feed"))]);
    failure(&desk.one("news", noon()).await);
    assert_eq!(desk.source("news").address, server.url("/feed"));
}

#[tokio::test]
async fn a_source_that_is_gone_is_turned_off_and_said_to_be() {
    let server = Server::start(|_| Reply::new(410));
    let desk = Desk::with(&[source("news", server.url("/"))]);
    let report = desk.one("news", noon()).await;
    assert_eq!(report.note, Some(Note::Gone));
    assert!(failure(&report).contains("gone for good"));
    assert!(!desk.source("news").enabled);
    let health = desk.store().health(noon()).expect("health");
    assert_eq!(health[0].condition(noon()), Condition::Gone);
    assert_eq!(desk.pass(Which::All, noon()).await.0.sources, 0);
}

#[tokio::test]
async fn the_feed_of_a_page_is_found_followed_and_kept_as_the_address() {
    let page = "<html><head><link rel=alternate type='application/rss+xml' href='/feed.xml'>\
                </head><body>News</body></html>";
    let server = Server::start(move |asked| match asked.target.as_str() {
        "/feed.xml" => Reply::ok(rss(&["Alpha"])).with("ETag", "\"v1\""),
        _ => Reply::ok(page).with("Content-Type", "text/html").with("ETag", "\"page\""),
    });
    let desk = Desk::with(&[source("news", server.url("/"))]);
    let report = desk.one("news", noon()).await;
    assert_eq!(report.note, Some(Note::FeedFound(server.url("/feed.xml"))));
    assert_eq!(report.outcome, Outcome::Fresh { new: 1, updated: 0 });
    assert_eq!(desk.source("news").address, server.url("/feed.xml"));
    assert_eq!(desk.state("news").validators.etag.as_deref(), Some("\"v1\""));
}

#[tokio::test]
async fn a_named_source_that_does_not_exist_is_an_error_that_names_it() {
    let desk = Desk::with(&[]);
    let which = Which::Named(vec![SourceId("nobody".into())]);
    let error = refresh(&desk.keeper, &desk.fetcher, which, noon(), |_| {}).await;
    assert!(error.expect_err("no such source").to_string().contains("nobody"));
}

#[tokio::test]
async fn without_a_network_no_source_is_to_blame() {
    let sources = ["one", "two"].map(|id| source(id, format!("http://{id}.invalid/feed")));
    let desk = Desk::with(&sources);
    let (summary, _) = desk.pass(Which::Due, noon()).await;
    assert!(summary.offline);
    assert_eq!(summary.failed, 2);
    let state = desk.state("one");
    assert!(state.last_error.is_some());
    assert_eq!((state.failures, state.next_due), (0, Some(noon() + Duration::minutes(1))));
}

#[tokio::test]
async fn a_pass_that_is_dropped_keeps_what_was_reported() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/quick" => Reply::ok(rss(&["Alpha"])),
        _ => Reply::Silence,
    });
    let desk =
        Desk::with(&[source("quick", server.url("/quick")), source("never", server.url("/never"))]);
    let (done, mut is_done) = tokio::sync::mpsc::unbounded_channel();
    let pass = refresh(&desk.keeper, &desk.fetcher, Which::Due, noon(), |progress| {
        if let Progress::Done(_) = progress {
            done.send(()).expect("a listener");
        }
    });
    tokio::select! {
        _ = pass => panic!("a source that never answers cannot be done"),
        _ = is_done.recv() => {}
    }
    assert_eq!(desk.titles(), ["Alpha"]);
    assert_eq!(desk.state("never"), FetchState::default(), "as if it had not been asked");
}

#[tokio::test]
async fn five_hundred_unchanged_sources_are_asked_once_each() {
    let server = Server::start(|asked| match asked.header("if-none-match") {
        Some(_) => Reply::new(304),
        None => Reply::ok(rss(&[])).with("ETag", "\"v1\""),
    });
    let sources: Vec<Source> =
        (0..500).map(|n| source(&format!("s{n}"), server.url(&format!("/{n}")))).collect();
    let desk = Desk::with(&sources);
    desk.pass(Which::All, noon()).await;
    let before = server.asked().len();
    assert_eq!(before, 500);
    let (summary, _) = desk.pass(Which::All, noon() + Duration::hours(1)).await;
    assert_eq!((summary.sources, summary.unchanged, summary.failed), (500, 500, 0));
    let mut targets: Vec<String> =
        server.asked().split_off(before).into_iter().map(|asked| asked.target).collect();
    targets.sort();
    targets.dedup();
    assert_eq!(targets.len(), 500, "each once");
    assert_eq!(server.asked().len() - before, 500);
    assert!(server.most_at_once() <= 2, "one host: {}", server.most_at_once());
}

#[tokio::test]
async fn a_source_s_header_fields_go_with_its_question() {
    let seen = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&seen);
    let server = Server::start(move |asked| {
        if asked.header("x-key") == Some("k") && asked.header("authorization") == Some("Basic dTpw")
        {
            counted.fetch_add(1, Ordering::SeqCst);
        }
        Reply::ok(rss(&["Alpha"]))
    });
    let mut news = source("news", server.url("/"));
    news.options.insert("header.X-Key".into(), "cmd:printf k".into());
    news.options.insert("basic".into(), "u:p".into());
    let desk = Desk::with(&[news]);
    desk.one("news", noon()).await;
    assert_eq!(seen.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_source_that_asks_for_it_gets_the_article_of_each_new_item() {
    let article = format!(
        "<html><body><article><h1>Alpha</h1>{}</article></body></html>",
        "<p>A long paragraph of the article, which the feed itself does not hold.</p>".repeat(9)
    );
    let server = Server::start(move |asked| match asked.target.as_str() {
        "/feed" => Reply::ok(rss(&["Alpha"]).replace("https://news.example", "")),
        _ => Reply::ok(article.clone()).with("Content-Type", "text/html"),
    });
    let mut news = source("news", server.url("/feed"));
    news.full_text = true;
    let desk = Desk::with(&[news]);
    desk.one("news", noon()).await;
    let row = desk.store().rows(&Query::default(), noon()).expect("rows").pop().expect("an item");
    let item = desk.store().item(row.id, noon()).expect("an item");
    let text = item.full_text.expect("the article");
    assert!(text.contains("which the feed itself does not hold"), "{text}");
    assert!(!item.content.contains("does not hold"), "the feed's own text stays as it was");
}

#[tokio::test]
async fn a_page_that_robots_may_not_read_is_left_alone() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/robots.txt" => Reply::ok("User-agent: *\nDisallow: /"),
        _ => panic!("asked for {}", asked.target),
    });
    let mut page = source("page", server.url("/list"));
    page.kind = "page".into();
    let desk = Desk::with(&[page]);
    assert!(failure(&desk.one("page", noon()).await).contains("robots.txt"));
    assert_eq!(server.asked().len(), 1);
}

pub fn article(title: &str) -> String {
    let paragraph = "<p>A long paragraph of the article, which no feed holds.</p>".repeat(9);
    format!(
        "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraph}</article></body></html>"
    )
}

#[tokio::test]
async fn a_page_that_is_saved_goes_to_the_reading_list_once_with_its_text() {
    let server =
        Server::start(|_| Reply::ok(article("The mill")).with("Content-Type", "text/html"));
    let desk = Desk::with(&[]);
    for _ in 0..2 {
        let url = server.url("/mill");
        let saved = save(&desk.keeper, &desk.fetcher, &url, Lang::En, noon()).await;
        let saved = saved.expect("a store").expect("a page");
        assert_eq!((saved.title.as_str(), saved.without_text), ("The mill", None));
    }
    let starred = Query { starred: true, ..Query::default() };
    let rows = desk.store().rows(&starred, noon()).expect("rows");
    let [row] = rows.as_slice() else { panic!("one item: {rows:?}") };
    let item = desk.store().item(row.id, noon()).expect("an item");
    assert!(item.content.contains("which no feed holds"), "{}", item.content);
    assert_eq!((row.source_name.as_str(), item.kind.as_str()), ("Saved pages", "saved"));
    assert_eq!(server.asked().len(), 1, "what is here already is only put on the list");
    let (summary, _) = desk.pass(Which::All, noon()).await;
    assert_eq!(summary.sources, 0, "saved pages are never visited again");
}

#[tokio::test]
async fn a_page_that_cannot_be_read_is_saved_by_its_address_and_one_that_is_not_there_is_not() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/film.pdf" => Reply::ok("%PDF-1.7 not for us"),
        _ => Reply::new(404),
    });
    let desk = Desk::with(&[]);
    let one = |url: String| {
        let desk = &desk;
        async move { save(&desk.keeper, &desk.fetcher, &url, Lang::En, noon()).await }
    };
    let saved = one(server.url("/film.pdf")).await.expect("a store").expect("a page");
    assert!(saved.title.ends_with("/film.pdf"), "{saved:?}");
    assert!(saved.without_text.expect("a reason").to_string().contains("PDF"));
    let failure = one(server.url("/none")).await.expect("a store").expect_err("no page");
    assert!(failure.to_string().contains("404"), "{failure}");
    let failure = one("no address at all".into()).await.expect("a store").expect_err("no page");
    assert!(failure.to_string().contains("no address"), "{failure}");
    assert_eq!(desk.titles().len(), 1);
}

#[tokio::test]
async fn the_full_text_of_an_item_stands_beside_what_the_feed_said() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/feed" => Reply::ok(rss(&["Alpha"]).replace("https://news.example", "")),
        _ => Reply::ok(article("Alpha")).with("Content-Type", "text/html"),
    });
    let desk = Desk::with(&[source("news", server.url("/feed"))]);
    desk.one("news", noon()).await;
    let id = desk.store().rows(&Query::default(), noon()).expect("rows")[0].id;
    let before = desk.store().item(id, noon()).expect("an item");
    assert_eq!(before.full_text, None, "nobody asked for it");
    full_text(&desk.keeper, &desk.fetcher, id, noon()).await.expect("a store").expect("a page");
    let after = desk.store().item(id, noon()).expect("an item");
    assert!(after.full_text.expect("the article").contains("which no feed holds"));
    assert_eq!((after.content, after.summary), (before.content, before.summary));
}

#[tokio::test]
async fn the_longest_of_all_wishes_decides_when_a_source_is_asked_again() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/age" => Reply::ok(rss(&["Alpha"])).with("Cache-Control", "max-age=14400"),
        "/sleeps" => {
            let hours: Vec<String> = (12..20).map(|hour| format!("<hour>{hour}</hour>")).collect();
            let sleeps = format!("<channel><skipHours>{}</skipHours>", hours.concat());
            Reply::ok(rss(&["Beta"]).replace("<channel>", &sleeps))
        }
        "/weekend" => {
            let sleeps = "<channel><skipDays><day>Thursday</day></skipDays>";
            Reply::ok(rss(&["Gamma"]).replace("<channel>", sleeps))
        }
        _ => Reply::ok(rss(&["Delta"])).with("Cache-Control", "max-age=60"),
    });
    let mut own = source("own", server.url("/own"));
    own.interval_minutes = Some(300);
    let at = |id: &str| source(id, server.url(&format!("/{id}")));
    let desk = Desk::with(&[at("age"), at("sleeps"), at("weekend"), own]);
    desk.pass(Which::All, noon()).await;
    let due = |id: &str| desk.state(id).next_due.expect("a time") - noon();
    assert_eq!(due("age"), Duration::hours(4), "the server's wish");
    assert_eq!(due("own"), Duration::hours(5), "the source's own interval is longer");
    // Noon is on a Thursday.
    assert_eq!(due("sleeps"), Duration::hours(8), "until twenty o'clock");
    assert_eq!(due("weekend"), Duration::hours(12), "until Friday");
}

#[tokio::test]
async fn letters_are_read_by_header_mark_declaration_or_by_what_they_look_like() {
    let feed =
        |declared: &str, title: &str| format!("<?xml version=\"1.0\"{declared}?>{}", rss(&[title]));
    let korean = "오래된 물레방아가 자루를 센다는 소식";
    let (euc_kr, shift_jis) = (encoding_rs::EUC_KR, encoding_rs::SHIFT_JIS);
    let bytes =
        |encoding: &'static encoding_rs::Encoding, text: &str| encoding.encode(text).0.into_owned();
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(feed("", "표지로 읽는다").encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let header = bytes(euc_kr, &feed("", "머리로 읽는다"));
    let declared = bytes(shift_jis, &feed(" encoding=\"Shift_JIS\"", "水車が袋を数える"));
    let chinese = bytes(encoding_rs::GB18030, &feed(" encoding=\"GB18030\"", "水车数着袋子"));
    let guessed = bytes(euc_kr, &feed("", korean));
    let western =
        bytes(encoding_rs::WINDOWS_1252, &feed(" encoding=\"windows-1252\"", "Café “à la carte”"));
    let server = Server::start(move |asked| match asked.target.as_str() {
        "/header" => Reply::ok(header.clone()).with("Content-Type", "text/xml; charset=euc-kr"),
        "/mark" => Reply::ok(utf16.clone()),
        "/declared" => Reply::ok(declared.clone()),
        "/chinese" => Reply::ok(chinese.clone()),
        "/western" => Reply::ok(western.clone()),
        _ => Reply::ok(guessed.clone()),
    });
    let ids = ["header", "mark", "declared", "chinese", "western", "guessed"];
    let desk = Desk::with(&ids.map(|id| source(id, server.url(&format!("/{id}")))));
    desk.pass(Which::All, noon()).await;
    let titles = desk.titles();
    for title in [
        "머리로 읽는다",
        "표지로 읽는다",
        "水車が袋を数える",
        "水车数着袋子",
        "Café “à la carte”",
        korean,
    ] {
        assert!(titles.iter().any(|found| found == title), "{title} is not in {titles:?}");
    }
}

#[test]
fn a_proxy_of_the_system_is_asked_in_the_place_of_the_host() {
    let proxy = Server::start(|_| Reply::ok(rss(&["Through the proxy"])));
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let mut command = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("jogan"));
        command.env_clear().env("HOME", folder.path()).env("http_proxy", proxy.url(""));
        command.arg("--data-dir").arg(folder.path().join("data")).args(arguments);
        let output = command.assert().success().get_output().stdout.clone();
        String::from_utf8_lossy(&output).into_owned()
    };
    run(&["source", "add", "http://feeds.example/news", "--id", "news"]);
    run(&["refresh", "news"]);
    assert!(run(&["list", "--source", "news"]).contains("Through the proxy"));
    assert_eq!(proxy.asked()[0].target, "http://feeds.example/news");
}
