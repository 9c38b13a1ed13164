//! Sources as a user adds them: by every kind, at every place, with and without secrets.

use std::path::PathBuf;

use chrono::Duration;
use jogan::lang::Lang;
use jogan::model::{NewItem, Query, Source};
use jogan::refresh::{Outcome, Which, full_text, save};
use tempfile::TempDir;

use crate::refreshing::{Desk, article, noon, rss, source};
use crate::server::{Asked, Reply, Server};

/// The program, with a store and a config folder of its own.
pub struct Program {
    folder: TempDir,
}

impl Program {
    pub fn new() -> Program {
        Program { folder: tempfile::tempdir().expect("a folder") }
    }

    pub fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        self.run_with(arguments, &[])
    }

    pub fn run_with(
        &self,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> (i32, String, String) {
        let mut command = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("jogan"));
        command.env_clear().env("HOME", self.folder.path());
        command.arg("--data-dir").arg(self.data());
        if !arguments.contains(&"--lang") {
            command.args(["--lang", "en"]);
        }
        command.args(arguments);
        command.envs(variables.iter().copied());
        let output = command.output().expect("it ran");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
    }

    /// The path of a file of this program's.
    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Writes a file; gives its path.
    pub fn write(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).expect("written");
        self.path(name)
    }

    pub fn well(&self, arguments: &[&str]) -> String {
        let (code, out, err) = self.run(arguments);
        assert_eq!(code, 0, "{arguments:?}: {out}{err}");
        out
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }
}

/// What each interface answers, in its own shape.
fn look_alike(asked: &Asked) -> Reply {
    let place = asked.target.split('?').next().unwrap_or_default();
    match place {
        "/arxiv/query" => Reply::ok(
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>http://arxiv.org/abs/2603.00001v1</id>\
             <title>By arxiv</title><summary>Words.</summary><published>2026-03-04T08:00:00Z</published></entry></feed>",
        ),
        "/hn/search" | "/hn/search_by_date" => Reply::ok(
            r#"{"hits":[{"objectID":"1","title":"By hackernews","url":"http://10.0.0.1:1/admin","points":5}]}"#,
        ),
        "/eutils/esearch.fcgi" => Reply::ok(r#"{"esearchresult":{"idlist":["41"]}}"#),
        "/eutils/efetch.fcgi" => Reply::ok(
            "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>41</PMID><Article><ArticleTitle>By pubmed\
             </ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
        ),
        "/s2/paper/search/bulk" => {
            Reply::ok(r#"{"data":[{"paperId":"p1","title":"By semanticscholar","year":2026}]}"#)
        }
        "/openreview/notes" => {
            Reply::ok(r#"{"notes":[{"id":"a","content":{"title":{"value":"By openreview"}}}]}"#)
        }
        "/crossref/works" => Reply::ok(
            r#"{"message":{"items":[{"DOI":"10.1000/x","title":["By crossref"],"container-title":["Journal of Mills"]}]}}"#,
        ),
        "/page" => {
            let card = |what: &str| {
                format!(
                    "<div class='card'><h2><a href='/news/{what}-again'>By page, of {what} and their makers</a></h2></div>"
                )
            };
            let cards = ["mills", "weirs", "kilns", "looms"].map(card).concat();
            Reply::ok(format!("<html><body><main>{cards}</main></body></html>"))
        }
        "/robots.txt" => Reply::new(404),
        _ => Reply::ok(rss(&["By feed"])),
    }
}

#[test]
fn every_kind_is_asked_at_its_endpoint_with_the_endpoint_s_own_query_on_a_default_store() {
    let server = Server::start(look_alike);
    let program = Program::new();
    let kinds = [
        ("arxiv", "cs.LG", "/arxiv/query?day=3"),
        ("hackernews", "front_page", "/hn?day=3"),
        ("pubmed", "language models", "/eutils?day=3"),
        ("semanticscholar", "language models", "/s2?day=3"),
        ("crossref", "2054-5703", "/crossref?day=3"),
        ("openreview", "Mills.cc/2026/Conference", "/openreview?day=3"),
        ("page", "https://mirrored.example/list", "/page?day=3"),
        ("feed", "https://mirrored.example/feed", "/feed?day=3"),
    ];
    for (kind, address, place) in kinds {
        let endpoint = format!("endpoint={}", server.url(place));
        program.well(&[
            "source",
            "add",
            address,
            "--kind",
            kind,
            "--id",
            &format!("my-{kind}"),
            "--option",
            &endpoint,
        ]);
        let key = [("SEMANTIC_SCHOLAR_API_KEY", "k3y")];
        let (code, _, err) = program.run_with(&["refresh", &format!("my-{kind}")], &key);
        assert_eq!(code, 0, "{kind}: {err}");
        let listed = program.well(&["list", "--source", &format!("my-{kind}")]);
        assert!(listed.contains(&format!("By {kind}")), "{kind}: {listed}");
    }
    for asked in server.asked().iter().filter(|asked| asked.target != "/robots.txt") {
        assert!(asked.target.contains("day=3"), "{}", asked.target);
        // The key in the environment is for Semantic Scholar itself.
        assert_eq!(asked.header("x-api-key"), None, "{}", asked.target);
    }
    // They were given no name: the journal's own was taken, the others' are made.
    let sources = program.well(&["source", "list"]);
    for name in ["arXiv cs.LG", "PubMed: language models", "Journal of Mills"] {
        assert!(sources.contains(name), "{name} is not in {sources}");
    }
    let again = ["source", "add", " cs.LG ", "--kind", "arxiv", "--option"];
    let endpoint = format!("endpoint={}", server.url("/arxiv/query?day=3"));
    let (code, _, err) = program.run(&[&again[..], &[&endpoint]].concat());
    assert_eq!(code, 1, "twice the same");
    assert!(err.contains("my-arxiv"), "{err}");
}

#[test]
fn a_name_and_a_password_in_an_address_are_sent_and_never_shown() {
    let server = Server::start(|asked| match asked.header("authorization") {
        Some("Basic YW5uOmh1bnRlcjI=") => Reply::ok(rss(&["For ann alone"])),
        _ => Reply::new(401),
    });
    let address = server.url("/feed").replace("http://", "http://ann:hunter2@");
    let program = Program::new();
    program.well(&["source", "add", &address, "--id", "own", "--option", "header.X-Token=hunter2"]);
    program.well(&["refresh", "own"]);
    assert!(program.well(&["list", "--source", "own"]).contains("For ann alone"));
    let (_, _, twice) = program.run(&["source", "add", &address]);
    assert!(twice.contains("`own` follows"), "{twice}");
    let preview = program.well(&["source", "preview", &address]);
    assert!(preview.contains("For ann alone"), "{preview}");
    let said = [
        twice,
        preview,
        program.well(&["source", "list"]),
        program.well(&["source", "list", "--json"]),
        program.well(&["source", "health"]),
        program.well(&["source", "health", "--json"]),
        program.well(&["export", "sources"]),
    ];
    for text in said {
        assert!(!text.contains("hunter2"), "{text}");
    }
}

#[test]
fn a_preview_follows_the_feed_of_a_page_and_keeps_to_robots_txt() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/robots.txt" => Reply::ok("User-agent: *\nDisallow: /closed"),
        "/closed" => Reply::ok("<p>"),
        "/feed.xml" => Reply::ok(rss(&["Of the feed"])),
        _ => Reply::ok(
            "<html><head><link rel=alternate type='application/rss+xml' href='/feed.xml'></head></html>",
        ),
    });
    let program = Program::new();
    let (code, out, err) = program.run(&["source", "preview", &server.url("/")]);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("News (rss, 1)\n") && out.contains("Of the feed"), "{out}");
    assert!(err.contains(&server.url("/feed.xml")), "{err}");
    let (code, _, err) =
        program.run(&["source", "preview", &server.url("/closed"), "--kind", "page"]);
    assert!(code == 1 && err.contains("robots.txt"), "{err}");
}

#[test]
fn the_health_of_sources_is_told_to_people_and_to_programs() {
    let server = Server::start(|asked| match asked.target.split('?').next() {
        Some("/well") => Reply::ok(rss(&["Alpha"])),
        Some("/gone") => Reply::new(410),
        _ => Reply::new(500),
    });
    let program = Program::new();
    let failing = format!("/failing?{}", "q".repeat(60));
    for (id, path) in [("my-well", "/well"), ("my-gone", "/gone"), ("my-failing", &failing)] {
        program.well(&["source", "add", &server.url(path), "--id", id]);
        program.run(&["refresh", id]);
    }
    let told = program.well(&["source", "health"]);
    let rows: Vec<&str> = told.lines().collect();
    assert!(rows[1].starts_with("✗ my-gone") && rows[1].contains("410"), "{told}");
    assert!(rows[2].starts_with("✗ my-failing") && rows[2].contains("500"), "{told}");
    assert!(rows[2].contains("/failing?…") && !rows[2].contains("qqq"), "{told}");
    assert!(told.contains("✓ my-well"), "{told}");
    let (_, korean, _) = program.run(&["source", "health", "--lang", "ko"]);
    assert!(korean.contains("상대 서버의 문제"), "{korean}");
    let json: serde_json::Value =
        serde_json::from_str(&program.well(&["source", "health", "--json"])).expect("JSON");
    let of = |id: &str| {
        let all = json.as_array().expect("a list");
        all.iter().find(|one| one["source"] == id).unwrap_or_else(|| panic!("{id}")).clone()
    };
    assert_eq!(
        (&of("my-gone")["state"], &of("my-gone")["enabled"]),
        (&"gone".into(), &false.into())
    );
    assert_eq!(
        (&of("my-failing")["failures"], &of("my-failing")["state"]),
        (&1.into(), &"failing".into())
    );
    assert!(of("my-failing")["last_error"].as_str().is_some_and(|error| error.contains("500")));
    assert!(of("my-failing")["failing_since"].is_string());
    assert_eq!((&of("my-well")["items"], &of("my-well")["new_in_week"]), (&1.into(), &1.into()));
    let (code, doctor, _) = program.run(&["doctor", "--offline"]);
    assert!(code == 3 && doctor.contains("my-gone"), "{doctor}");
}

#[tokio::test]
async fn what_a_source_without_an_address_leads_to_must_be_out_in_public() {
    let server = Server::start(look_alike);
    let hackernews = |id: &str, endpoint: Option<String>| Source {
        kind: "hackernews".into(),
        address: "front_page".into(),
        options: endpoint.map(|endpoint| ("endpoint".to_owned(), endpoint)).into_iter().collect(),
        ..source(id, String::new())
    };
    let sources = [hackernews("mirror", Some(server.url("/hn"))), hackernews("plain", None)];
    let desk = Desk::with(&sources);
    desk.one("mirror", noon()).await;
    let here = NewItem {
        title: "Here".into(),
        url: Some(server.url("/admin")),
        external_id: Some("9".into()),
        ..NewItem::default()
    };
    let plain = desk.source("plain");
    let taken = desk.keeper.ask(move |newsroom| newsroom.take_in(&plain, &[here], noon()));
    taken.await.expect("a keeper").expect("taken in");
    for row in desk.store().rows(&Query::default(), noon()).expect("rows") {
        let failure =
            full_text(&desk.keeper, &desk.fetcher, row.id, noon()).await.expect("a store");
        let why = failure.expect_err("refused").to_string();
        assert!(why.contains("private network"), "{}: {why}", row.title);
    }
    assert!(server.asked().iter().all(|asked| asked.target != "/admin"));
}

#[tokio::test]
async fn a_feed_s_own_wishes_hold_when_nothing_has_changed() {
    let wishes = "<channel><ttl>240</ttl><skipHours><hour>20</hour></skipHours>";
    let body = rss(&["Alpha"]).replace("<channel>", wishes);
    let server = Server::start(move |asked| match asked.header("if-none-match") {
        Some(_) => Reply::new(304),
        None => Reply::ok(body.clone()).with("ETag", "\"v1\""),
    });
    let desk = Desk::with(&[source("news", server.url("/"))]);
    desk.one("news", noon()).await;
    let due = desk.state("news").next_due.expect("due");
    assert_eq!(due, noon() + Duration::hours(4));
    assert_eq!(desk.one("news", due).await.outcome, Outcome::Unchanged);
    // Four hours later is twenty o'clock, in which it sleeps.
    assert_eq!(desk.state("news").next_due, Some(due + Duration::hours(5)));
}

#[tokio::test]
async fn articles_beyond_the_most_of_one_visit_come_with_the_next_ones() {
    let titles: Vec<String> = (0..23).map(|n| format!("Number{n}")).collect();
    let server = Server::start(move |asked| match asked.target.as_str() {
        "/feed" if asked.header("if-none-match").is_some() => Reply::new(304),
        "/feed" => {
            let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
            Reply::ok(rss(&titles).replace("https://news.example", "")).with("ETag", "\"v1\"")
        }
        _ => Reply::ok(article("An article")).with("Content-Type", "text/html"),
    });
    let mut news = source("news", server.url("/feed"));
    news.full_text = true;
    let desk = Desk::with(&[news]);
    let had = || {
        let store = desk.store();
        let rows = store.rows(&Query::default(), noon()).expect("rows");
        let whole = rows.iter().map(|row| store.item(row.id, noon()).expect("an item"));
        whole.filter(|item| item.full_text.is_some()).count()
    };
    for expected in [10, 20, 23, 23] {
        desk.pass(Which::All, noon()).await;
        assert_eq!(had(), expected);
    }
}

#[test]
fn a_fetched_article_stands_beside_what_the_feed_said() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/feed" => {
            let described = "<title>Alpha</title><description>What the feed said.</description>";
            let feed = rss(&["Alpha"]).replace("https://news.example", "");
            Reply::ok(feed.replace("<title>Alpha</title>", described))
        }
        _ => Reply::ok(article("Alpha")).with("Content-Type", "text/html"),
    });
    let program = Program::new();
    program.well(&["source", "add", &server.url("/feed"), "--id", "own", "--full-text"]);
    program.well(&["refresh", "own"]);
    let json: serde_json::Value =
        serde_json::from_str(&program.well(&["show", "1", "--json"])).expect("JSON");
    assert_eq!(json["content"], "What the feed said.");
    assert!(json["full_text"].as_str().is_some_and(|text| text.contains("which no feed holds")));
    let told = program.well(&["show", "1"]);
    assert!(told.contains("fetched from its own page") && told.contains("no feed holds"), "{told}");
}

#[tokio::test]
async fn a_source_takes_its_own_name_unless_the_user_gave_it_one() {
    let body = rss(&["Alpha"]).replace("<title>News<", "<title>The Village Post<");
    let server = Server::start(move |_| Reply::ok(body.clone()));
    let mut unnamed = source("unnamed", server.url("/a"));
    unnamed.name = "127.0.0.1".into();
    let desk = Desk::with(&[unnamed, source("mine", server.url("/b"))]);
    desk.pass(Which::All, noon()).await;
    assert_eq!(desk.source("unnamed").name, "The Village Post");
    assert_eq!(desk.source("mine").name, "MINE");
}

#[tokio::test]
async fn a_feed_is_not_saved_as_a_page() {
    let server = Server::start(|_| Reply::ok(rss(&["Alpha"])));
    let desk = Desk::with(&[]);
    let url = server.url("/feed");
    let saved = save(&desk.keeper, &desk.fetcher, &url, Lang::En, noon()).await.expect("a store");
    let why = saved.expect_err("refused").to_string();
    assert!(why.contains("jogan source add"), "{why}");
    assert!(desk.titles().is_empty());
}

#[test]
fn a_page_is_followed_by_the_feed_that_its_fields_name_and_an_address_by_its_own_scheme() {
    let server = Server::start(|asked| {
        match asked.target.as_str() {
        "/" => Reply::ok("<!DOCTYPE html><html><body>Mills</body></html>")
            .with("Link", "</style.css>; rel=preload, </own.xml>; rel=\"alternate\"; type=\"application/rss+xml\""),
        "/own.xml" => Reply::ok(rss(&["Named by a field"])),
        _ => Reply::new(404),
    }
    });
    let program = Program::new();
    let preview = |address: &str| program.well(&["source", "preview", address, "--json"]);
    assert!(preview(&server.url("/")).contains("Named by a field"));
    let handed = server.url("/own.xml").replace("http://", "feed://");
    assert!(preview(&handed).contains("Named by a field"));
}
