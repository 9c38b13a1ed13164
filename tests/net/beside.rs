//! The same edition beside writers that are good, absent, slow, silent and lying: nothing of it waits
//! for one of them, and nothing of it differs but what a good one wrote.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

use crate::server::{Reply, Server};
use crate::writing::{GOOD, SENTENCE, answer, completion};

/// What one call may take at most; what a digest may wait in all is three times that.
const SECONDS: u64 = 1;

/// Beyond this something waited that may not: what is waited for takes a few seconds.
const BOUND: Duration = Duration::from_secs(30);

/// The formats that are held against each other byte by byte.
const FORMATS: [&str; 6] = ["json", "md", "html", "text", "org", "eml"];

/// A reader with a writer, or without one.
struct House {
    folder: TempDir,
}

impl House {
    fn new(writer: Option<&str>) -> House {
        let folder = tempfile::tempdir().expect("a folder");
        let config = writer.map_or_else(String::new, |url| {
            format!("[writer]\nurl = \"{url}\"\nmodel = \"small\"\nseconds = {SECONDS}\n")
        });
        std::fs::write(folder.path().join("config.toml"), config).expect("written");
        let item = |n: u32, title: &str, summary: &str| {
            serde_json::json!({
                "id": n.to_string(), "url": format!("https://lamps.example/{n}"), "title": title,
                "summary": summary, "published": "2026-03-05T08:00:00Z", "language": "en",
                "source": "Harbour",
            })
            .to_string()
        };
        let items = [
            item(1, "Marlow Lamps raises $85 million for a lighthouse", SENTENCE),
            item(
                2,
                "Harlow Ferries cuts its fleet to 12 boats",
                "Harlow Ferries cut its fleet from 20 to 12 boats after fuel costs doubled.",
            ),
        ];
        let file = folder.path().join("items.jsonl");
        std::fs::write(&file, items.join("\n")).expect("written");
        let house = House { folder };
        house.jogan(&["import", &file.to_string_lossy()]).assert().success();
        house
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn jogan(&self, words: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("jogan"));
        command
            .env_clear()
            .env("HOME", self.folder.path())
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC")
            .env("JOGAN_NOW", "2026-03-05T12:00:00Z")
            .args(["--lang", "ko", "--config"])
            .args([self.at("config.toml"), Path::new("--data-dir").to_owned(), self.at("data")])
            .args(words);
        command
    }

    /// The edition in a format, with what was written for it or without.
    fn edition(&self, format: &str, how: &[&str]) -> String {
        let words = [&["digest", "--day", "today", "--format", format], how].concat();
        let output = self.jogan(&words).assert().success().get_output().stdout.clone();
        String::from_utf8(output).expect("UTF-8")
    }

    fn editions(&self, how: &[&str]) -> Vec<String> {
        FORMATS.iter().map(|format| self.edition(format, how)).collect()
    }
}

/// An edition without the sentences that somebody wrote.
fn bare(edition: &str) -> Value {
    let mut edition: Value = serde_json::from_str(edition).expect("JSON");
    edition.as_object_mut().expect("an object").remove("writer");
    let mut left = vec![&mut edition];
    while let Some(value) = left.pop() {
        match value {
            Value::Object(fields) => {
                fields.remove("written");
                left.extend(fields.values_mut());
            }
            Value::Array(all) => left.extend(all.iter_mut()),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    edition
}

#[test]
fn the_edition_is_the_same_beside_every_writer_and_waits_for_none() {
    let good = Server::start(|_| completion(&answer(GOOD)));
    // Its answer begins within the time and has no end in it.
    let slow = Server::start(|_| {
        let head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{".to_vec();
        Reply::Stalled(head)
    });
    let silent = Server::start(|_| Reply::Silence);
    let lying = Server::start(|_| {
        completion(&answer("테슬라가 은행 아홉 곳에서 9,500만 달러를 조달하지 않았습니다."))
    });
    let absent = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/v1", absent.local_addr().expect("an address"));
    drop(absent);
    let quotes = House::new(None).editions(&[]);
    let servers = [
        ("good", good.url("/v1"), Some(&good)),
        ("absent", address, None),
        ("slow", slow.url("/v1"), Some(&slow)),
        ("silent", silent.url("/v1"), Some(&silent)),
        ("lying", lying.url("/v1"), Some(&lying)),
    ];
    // Side by side, so that all of them together wait no longer than the slowest.
    std::thread::scope(|scope| {
        for (name, url, server) in servers {
            let quotes = &quotes;
            scope.spawn(move || {
                let house = House::new(Some(&url));
                let asked = || server.map_or(0, |server| server.asked().len());
                // An edition that is only shown asks nobody.
                assert_eq!(house.editions(&[]), *quotes, "{name}");
                assert_eq!(asked(), 0, "{name}");
                // One that is to be written waits no longer than it may, and fails in no case.
                let began = Instant::now();
                let written = house.edition("json", &["--written"]);
                assert!(began.elapsed() < BOUND, "{name} took {:?}", began.elapsed());
                assert!(server.is_none() || asked() > 0, "{name} was not asked");
                assert_eq!(bare(&written), bare(&quotes[0]), "{name}");
                let shown = house.editions(&[]);
                if name == "good" {
                    assert!(shown.iter().zip(quotes).all(|(shown, quotes)| shown != quotes));
                    assert!(shown[1].contains("8,500만 달러를 조달"), "{}", shown[1]);
                } else {
                    assert_eq!((&shown, &written), (quotes, &quotes[0]), "{name}");
                }
                // What was written can be left out, and then every byte is that of the quotes.
                assert_eq!(house.editions(&["--quotes"]), *quotes, "{name}");
            });
        }
    });
}
