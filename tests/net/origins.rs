//! Where secrets go, and where a source may lead: to the origin that its user chose, and on the kind
//! of network that it was on then.

use jogan::lang::Lang;
use jogan::model::{Network, Query, Source, SourceId};
use jogan::refresh::{Followed, Note, Outcome, follow_typed, full_text};

use crate::following::Program;
use crate::refreshing::{Desk, article, failure, noon, rss, source};
use crate::server::{Asked, Reply, Server};

const BASIC: &str = "Basic YW5uOmh1bnRlcjI=";

/// Whether a question carries anything of what [`secret`] has.
fn is_secret(asked: &Asked) -> bool {
    asked.header("authorization").is_some() || asked.header("x-token").is_some()
}

/// A source with a secret of each sort.
fn secret(id: &str, address: String) -> Source {
    let mut source = source(id, address);
    source.options.insert("basic".into(), "ann:hunter2".into());
    source.options.insert("header.X-Token".into(), "hunter2".into());
    source.options.insert("gap".into(), "1".into());
    source
}

/// A page that names a feed.
fn page(feed: &str) -> Reply {
    Reply::ok(format!(
        "<html><head><link rel=alternate type='application/rss+xml' href='{feed}'></head></html>"
    ))
    .with("Content-Type", "text/html")
}

#[tokio::test]
async fn a_feed_that_a_page_names_on_another_server_is_followed_without_what_is_secret() {
    let other = Server::start(|_| Reply::ok(rss(&["Alpha"])));
    let feed = other.url("/feed");
    let named = feed.clone();
    let server = Server::start(move |_| page(&named));
    let desk = Desk::with(&[secret("news", server.url("/"))]);
    let report = desk.one("news", noon()).await;
    assert_eq!(report.note, Some(Note::FeedFoundElsewhere(feed.clone())));
    let said = report.note_told().expect("a note");
    assert!(said.say(Lang::En).contains("left out"), "{}", said.say(Lang::En));
    let kept = desk.source("news");
    assert_eq!(kept.address, feed);
    assert_eq!(kept.options.keys().collect::<Vec<_>>(), ["gap"], "nor does it go there later");
    desk.one("news", noon()).await;
    assert!(server.asked().iter().all(is_secret), "its own server gets them");
    assert_eq!(other.asked().len(), 2);
    assert!(!other.asked().iter().any(is_secret), "{:?}", other.asked());
}

#[tokio::test]
async fn a_feed_on_the_page_s_own_server_is_asked_with_what_is_secret() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/feed.xml" if asked.header("authorization") == Some(BASIC) => Reply::ok(rss(&["Alpha"])),
        "/feed.xml" => Reply::new(401),
        _ => page("/feed.xml"),
    });
    let desk = Desk::with(&[secret("news", server.url("/"))]);
    let report = desk.one("news", noon()).await;
    assert_eq!(report.note, Some(Note::FeedFound(server.url("/feed.xml"))));
    assert_eq!(desk.source("news").options.len(), 3);
}

#[tokio::test]
async fn a_permanent_redirect_to_another_server_takes_no_secret_and_moves_no_source() {
    let other = Server::start(|_| Reply::ok(rss(&["Alpha"])));
    let away = other.url("/feed");
    let server = Server::start(move |_| Reply::to(301, away.clone()));
    let desk = Desk::with(&[secret("news", server.url("/"))]);
    let report = desk.one("news", noon()).await;
    assert!(matches!(report.outcome, Outcome::Fresh { .. }));
    assert_eq!(report.note, Some(Note::SecretsStay));
    assert_eq!(desk.one("news", noon()).await.note, None, "once is enough");
    assert_eq!(desk.source("news").address, server.url("/"));
    assert!(!other.asked().iter().any(is_secret), "{:?}", other.asked());
}

#[tokio::test]
async fn who_is_refused_behind_a_redirect_is_told_that_the_secret_stayed() {
    let other = Server::start(|_| Reply::new(401));
    let away = other.url("/feed");
    let server = Server::start(move |_| Reply::to(302, away.clone()));
    let desk = Desk::with(&[secret("news", server.url("/"))]);
    let why = failure(&desk.one("news", noon()).await);
    assert!(why.contains("401") && why.contains("own server"), "{why}");
}

#[tokio::test]
async fn who_types_an_address_with_a_password_is_told_that_it_stays_with_the_page() {
    let other = Server::start(|_| Reply::ok(rss(&["Alpha"])));
    let feed = other.url("/feed");
    let server = Server::start(move |_| page(&feed));
    let typed = server.url("/").replace("http://", "http://ann:hunter2@");
    let desk = Desk::with(&[]);
    let followed =
        follow_typed(&desk.keeper, &desk.fetcher, &typed, noon()).await.expect("a store");
    let Ok(Followed::Source(added)) = followed else { panic!("{followed:?}") };
    assert!(added.without_secrets && added.source.options.is_empty(), "{added:?}");
    assert!(!other.asked().iter().any(is_secret), "{:?}", other.asked());
    let (code, out, err) = Program::new().run(&["source", "preview", &typed]);
    assert!(code == 0 && out.contains("Alpha") && err.contains("not sent there"), "{out}{err}");
    assert!(!other.asked().iter().any(is_secret), "{:?}", other.asked());
}

#[tokio::test]
async fn a_source_that_was_out_in_public_is_not_followed_home() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/feed" => Reply::ok(rss(&["Alpha"]).replace("https://news.example", "")),
        _ => Reply::ok(article("Alpha")).with("Content-Type", "text/html"),
    });
    let desk = Desk::with(&[source("news", server.url("/feed"))]);
    let keep = async |network| {
        let kept = desk
            .keeper
            .ask(move |newsroom| newsroom.store.keep_network(&SourceId("news".into()), network));
        kept.await.expect("a keeper").expect("kept");
    };
    keep(Some(Network::Public)).await;
    let why = failure(&desk.one("news", noon()).await);
    assert!(why.contains("127.0.0.1") && why.contains("enable --private"), "{why}");
    assert!(server.asked().is_empty(), "refused before anything was sent");
    assert_eq!(desk.state("news").network, Some(Network::Public), "a failure changes nothing");

    // The user lets it: where it is now is where it may be.
    keep(None).await;
    assert!(matches!(desk.one("news", noon()).await.outcome, Outcome::Fresh { .. }));
    assert_eq!(desk.state("news").network, Some(Network::Loopback));
    let item = desk.store().rows(&Query::default(), noon()).expect("rows")[0].id;
    let fetched = full_text(&desk.keeper, &desk.fetcher, item, noon()).await.expect("a store");
    assert_eq!(fetched, Ok(()));

    // An item of a source that was public leads nowhere at home, wherever its name leads now.
    keep(Some(Network::Public)).await;
    let refused = full_text(&desk.keeper, &desk.fetcher, item, noon()).await.expect("a store");
    assert!(refused.expect_err("refused").to_string().contains("private network"));
}

#[test]
fn a_list_may_not_send_the_reader_into_the_home_network_unasked() {
    let server = Server::start(|_| Reply::ok(rss(&["At home"])));
    let program = Program::new();
    let file = program.write(
        "list.opml",
        &format!(
            "<opml><body><outline type='rss' text='Home' xmlUrl='{}'/>\
             <outline type='jogan' text='Words' kind='crossref' address='clocks' options='{{\"endpoint\":\"{}\",\"limit\":\"5\"}}'/></body></opml>",
            server.url("/feed"),
            server.url("/works"),
        ),
    );
    let (code, _, err) = program.run(&["import", &file]);
    assert_eq!(code, 0, "{err}");
    assert!(
        err.contains("home") && err.contains("turned off") && err.contains("--private"),
        "{err}"
    );
    assert!(err.contains("words") && err.contains("endpoint"), "{err}");
    let listed = program.well(&["source", "list"]);
    assert!(listed.contains("· home") && listed.contains("✓ words"), "{listed}");
    assert!(!listed.contains("/works"), "{listed}");
    // Whoever visits it all the same is told why not.
    let (code, _, err) = program.run(&["refresh", "home"]);
    assert!(code == 3 && err.contains("enable --private"), "{err}");
    assert!(server.asked().is_empty());
    program.well(&["source", "enable", "--private", "home"]);
    program.well(&["refresh", "home"]);
    assert!(program.well(&["list", "--source", "home"]).contains("At home"));

    // What the first program kept comes into another one by the same door.
    let archive = program.path("all.jsonl");
    program.well(&["star", "1"]);
    program.well(&["export", "all", "--out", &archive]);
    let other = Program::new();
    let (_, _, err) = other.run(&["import", &archive]);
    assert!(err.contains("home") && err.contains("turned off"), "{err}");
    let trusting = Program::new();
    let (_, _, err) = trusting.run(&["import", "--private", &archive]);
    assert!(!err.contains("turned off"), "{err}");
    trusting.well(&["refresh", "home"]);
}
