//! Sources as people type them in the shell: shown, asked about, and followed.

use crate::following::Program;
use crate::refreshing::rss;
use crate::server::{Asked, Reply, Server};

fn site(asked: &Asked) -> Reply {
    let page = |head: &str, body: &str| {
        Reply::ok(format!("<html><head>{head}</head><body>{body}</body></html>"))
    };
    let named = |href: &str| format!("<link rel=alternate type=application/rss+xml href={href}>");
    match asked.target.as_str() {
        "/one" => page(&named("/news.xml"), ""),
        "/same" => page(&(named("/news.xml") + &named("/also.xml")), ""),
        "/two" => page(&(named("/news.xml") + &named("/talks.xml")), ""),
        "/journal" => page("<meta name=citation_issn content=1532-4435>", ""),
        "/list" => {
            let entry = |n: u32| {
                format!(
                    "<li><a href=/n/{n}00>A long report, number {n} of the year</a> <i>March {n}, 2026</i></li>"
                )
            };
            page(
                "<title>Reports</title>",
                &format!("<ul>{}</ul>", [1, 2, 3, 4].map(entry).concat()),
            )
        }
        "/empty" => page("", "Nothing."),
        "/news.xml" | "/also.xml" => {
            Reply::ok(rss(&["Alpha", "Beta"]).replace("<title>News<", "<title>The Village Post<"))
        }
        "/talks.xml" => Reply::ok(rss(&["Gamma"])),
        _ => Reply::new(404),
    }
}

/// The kind and the address that a source of that name has in the list.
fn source(program: &Program, id: &str) -> (String, String) {
    let list: serde_json::Value =
        serde_json::from_str(&program.well(&["source", "list", "--json"])).expect("JSON");
    let all = list.as_array().expect("a list");
    let one = all.iter().find(|one| one["id"] == id).unwrap_or_else(|| panic!("no {id}"));
    let text = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
    (text("kind"), text("address"))
}

#[test]
fn what_can_only_be_one_thing_is_followed_at_once_under_its_own_name() {
    let server = Server::start(site);
    let program = Program::new();
    let followed = |typed: &str, id: &str| {
        let said = program.well(&["source", "add", typed, "--id", id]);
        (said, source(&program, id))
    };
    let (said, one) = followed(&server.url("/one"), "a");
    assert!(said.contains("The Village Post"), "{said}");
    assert_eq!(one, ("feed".into(), server.url("/news.xml")));
    let (code, _, err) = program.run(&["source", "add", &server.url("/same")]);
    assert!(code == 1 && err.contains("`a` follows"), "two that say the same are one: {err}");
    assert_eq!(followed(&server.url("/journal"), "b").1, ("crossref".into(), "1532-4435".into()));
    assert_eq!(followed("math.st", "c").1, ("arxiv".into(), "math.ST".into()));
    let said = program.well(&["source", "add", "cs.CL"]);
    assert!(said.contains("`arxiv-cs-cl`"), "what is in the list is switched on: {said}");
    assert_eq!(program.run(&["source", "add", "cs.CL"]).0, 1, "it is followed already");
    assert_eq!(followed("10.1103", "d").1, ("crossref".into(), "10.1103".into()));
}

#[test]
fn what_may_be_several_things_is_shown_and_not_guessed_at() {
    let server = Server::start(site);
    let program = Program::new();
    let (code, out, err) = program.run(&["source", "add", &server.url("/two")]);
    assert!(code == 1 && err.contains("--yes") && err.lines().count() == 1, "{err}");
    assert!(out.contains("1. feed") && out.contains("2. feed"), "{out}");
    assert!(out.contains("The Village Post") && out.contains("“Alpha”"), "{out}");
    program.well(&["source", "add", &server.url("/two"), "--yes", "--id", "a"]);
    assert_eq!(source(&program, "a").1, server.url("/news.xml"));
    let (code, out, _) = program.run(&["source", "add", &server.url("/list")]);
    assert!(code == 1 && out.contains("A long report, number 1"), "{out}");
    program.well(&["source", "add", &server.url("/list"), "--yes", "--id", "b"]);
    assert_eq!(source(&program, "b"), ("page".into(), server.url("/list")));
    let (code, out, _) = program.run(&["source", "add", "world model"]);
    assert!(code == 1 && out.contains("1. search of arXiv"), "{out}");
}

#[test]
fn that_nobody_could_look_is_said_and_what_is_no_source_is_refused() {
    let server = Server::start(site);
    let program = Program::new();
    let (code, _, err) = program.run(&["source", "add", &server.url("/gone"), "--id", "a"]);
    assert!(code == 0 && err.contains("Nobody could look") && err.contains("404"), "{err}");
    let before = server.asked().len();
    let (code, _, err) =
        program.run(&["--offline", "source", "add", &server.url("/one"), "--id", "b"]);
    assert!(code == 0 && err.contains("Offline"), "{err}");
    assert_eq!(server.asked().len(), before, "offline nobody is asked");
    assert_eq!(source(&program, "b"), ("feed".into(), server.url("/one")));
    let (code, _, err) =
        program.run(&["--offline", "source", "add", "https://github.com/mill/wheel", "--id", "c"]);
    assert!(code == 0 && err.contains("commits.atom"), "what stands beside it is told: {err}");
    assert_eq!(source(&program, "c").1, "https://github.com/mill/wheel/releases.atom");
    let (code, _, err) = program.run(&["source", "add", &server.url("/empty")]);
    assert!(code == 1 && err.contains(&server.url("/empty")), "{err}");
    let (code, _, err) = program.run(&["source", "add", "ftp://mill.example/"]);
    assert!(code == 1 && err.contains("http"), "{err}");
}

#[test]
fn a_page_without_a_feed_is_previewed_with_its_lists() {
    let server = Server::start(site);
    let program = Program::new();
    let json: serde_json::Value =
        serde_json::from_str(&program.well(&["source", "preview", &server.url("/list"), "--json"]))
            .expect("JSON");
    assert_eq!(
        (&json["format"], json["items"].as_array().map(Vec::len)),
        (&"page".into(), Some(4))
    );
    let list = &json["alternatives"][0];
    assert_eq!((&list["count"], &list["options"]["link"]), (&4.into(), &"a".into()));
}
