//! The program itself over a look-alike: what its commands print and how they end.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use super::alike::{Alike, FRESHRSS, Flavour, PASSWORD, USER};

fn jogan(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jogan"))
        .env_clear()
        .env("HOME", folder)
        .env("LC_ALL", "C.UTF-8")
        .env("TZ", "UTC")
        .env("READER_PASSWORD", PASSWORD)
        .env("JOGAN_NOW", "2026-03-05T12:00:00Z")
        .args(["--config", &folder.join("config.toml").to_string_lossy()])
        .arg("--data-dir")
        .arg(folder.join("data"))
        .args(words)
        .output()
        .expect("a program")
}

fn printed(output: Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout).expect("text")
}

fn json(output: Output) -> Value {
    serde_json::from_str(&printed(output)).expect("JSON")
}

#[test]
fn an_account_is_added_brought_in_step_looked_at_and_removed() {
    // The interface lies below the address that is typed, as with FreshRSS.
    let alike = Alike::start(Flavour { page: 10_000, ..FRESHRSS }, 30);
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let base = alike.base();
    let add = |password: &str| {
        jogan(
            at,
            &["account", "add", &base, "--user", USER, "--password", password, "--name", "home"],
        )
    };
    let wrong = add("no");
    assert_eq!(wrong.status.code(), Some(1));
    let said = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert!(said.contains("--token") && !said.contains("account sync"), "{said}");
    assert!(!at.join("config.toml").exists(), "what cannot log in is not followed");
    let said = printed(add("env:READER_PASSWORD"));
    assert!(said.contains("3 feeds, 10 unread items, 3 starred"), "{said}");
    let config = std::fs::read_to_string(at.join("config.toml")).expect("the config file");
    assert!(config.contains("env:READER_PASSWORD") && !config.contains(PASSWORD), "{config}");

    let offline = jogan(at, &["--offline", "account", "sync"]);
    assert_eq!(offline.status.code(), Some(1));
    let report = &json(jogan(at, &["account", "sync", "home", "--json"]))[0];
    for key in [
        "account",
        "ok",
        "sent",
        "waiting",
        "refused",
        "feeds",
        "new",
        "updated",
        "read",
        "unread",
        "starred",
        "unstarred",
        "gone",
        "calls",
        "calls_left",
        "bytes_in",
        "bytes_out",
        "seconds",
        "error",
    ] {
        assert!(report.get(key).is_some(), "{key}: {report}");
    }
    assert_eq!((report["ok"].as_bool(), report["new"].as_u64()), (Some(true), Some(30)));

    let unread = json(jogan(at, &["list", "--unread", "--limit", "2", "--json"]));
    let ids: Vec<String> =
        unread.as_array().expect("items").iter().map(|item| item["id"].to_string()).collect();
    printed(jogan(at, &["read", &ids[0], &ids[1]]));
    let rows = json(jogan(at, &["account", "outbox", "--json"]));
    let marks = rows.as_array().expect("rows").len();
    assert!(marks > 0 && marks <= 2, "{rows}");
    let all = json(jogan(at, &["account", "list", "--json"]));
    assert_eq!(
        (all[0]["state"].as_str(), all[0]["waiting"].as_u64()),
        (Some("well"), Some(marks as u64))
    );
    let sources = json(jogan(at, &["source", "list", "--json"]));
    let carried: Vec<&str> = sources
        .as_array()
        .expect("sources")
        .iter()
        .filter(|source| source["options"]["account"] == "home")
        .filter_map(|source| source["id"].as_str())
        .collect();
    assert_eq!(carried.len(), 3);
    // A refresh of one of them runs its account.
    let refreshed = json(jogan(at, &["refresh", carried[0], "--json"]));
    assert_eq!(refreshed["sources"], 0);
    assert_eq!(refreshed["accounts"][0]["sent"].as_u64(), Some(marks as u64));
    let doctor = String::from_utf8(jogan(at, &["doctor"]).stdout).expect("text");
    assert!(doctor.contains("⇄ home (127.0.0.1): well"), "{doctor}");

    // There and here.
    printed(jogan(at, &["source", "add", "https://feeds.example/new.xml", "--account", "home"]));
    assert_eq!(alike.world().feeds.len(), 4);
    printed(jogan(at, &["source", "remove", carried[1], "--on-server"]));
    assert_eq!(alike.world().feeds.len(), 3);
    printed(jogan(at, &["source", "remove", carried[2]]));
    assert_eq!(alike.world().feeds.len(), 3);
    printed(jogan(at, &["account", "sync"]));
    let sources = printed(jogan(at, &["source", "list"]));
    assert!(!sources.contains(carried[2]), "what was removed here came back");
    assert!(sources.contains("https://feeds.example/new.xml"), "{sources}");

    printed(jogan(at, &["account", "remove", "home"]));
    let config = std::fs::read_to_string(at.join("config.toml")).expect("the config file");
    assert!(!config.contains("account"), "{config}");
    let sources = printed(jogan(at, &["source", "list", "--json"]));
    assert!(sources.contains(carried[0]) && !sources.contains("\"account\""), "{sources}");
    assert!(!at.join("data/accounts/home.token").exists());
    assert_eq!(jogan(at, &["account", "remove", "home"]).status.code(), Some(1));
    // No secret in the log.
    for entry in std::fs::read_dir(at.join("data/logs")).expect("logs").flatten() {
        let text = std::fs::read_to_string(entry.path()).expect("a log");
        assert!(!text.contains(PASSWORD) && !text.contains("auth="), "{text}");
        assert!(text.contains("synced"), "{text}");
    }
}

#[test]
fn what_only_listens_sends_nothing_and_keeps_its_own_marks() {
    let alike = Alike::start(Flavour { page: 10_000, ..FRESHRSS }, 12);
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let config = format!(
        "[[account]]\nname = \"home\"\nurl = \"{}\"\nuser = \"{USER}\"\n\
         password = \"env:READER_PASSWORD\"\nsend = []\n",
        alike.base()
    );
    std::fs::write(at.join("config.toml"), config).expect("written");
    printed(jogan(at, &["account", "sync"]));
    let id = json(jogan(at, &["list", "--unread", "--json"]))[0]["id"].to_string();
    printed(jogan(at, &["read", &id]));
    for _ in 0..3 {
        let report = &json(jogan(at, &["account", "sync", "--json"]))[0];
        assert_eq!((report["sent"].as_u64(), report["waiting"].as_u64()), (Some(0), Some(0)));
    }
    let read = json(jogan(at, &["show", &id, "--json"]))["read"].as_bool();
    assert_eq!(read, Some(true));
    assert!(alike.server.asked().iter().all(|asked| !asked.target.contains("edit-tag")));
}

#[test]
fn a_feed_is_renamed_and_moved_here_and_there() {
    let alike = Alike::start(Flavour { page: 10_000, ..FRESHRSS }, 30);
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let add = ["account", "add", &alike.base(), "--user", USER, "--name", "home"];
    printed(jogan(at, &[&add[..], &["--password", "env:READER_PASSWORD"]].concat()));
    printed(jogan(at, &["account", "sync"]));
    let carried = |id: Option<&str>| -> Value {
        let sources = json(jogan(at, &["source", "list", "--json"]));
        let all = sources.as_array().expect("sources").clone();
        let is_it = |source: &Value| {
            source["options"]["account"] == "home" && id.is_none_or(|id| source["id"] == id)
        };
        all.into_iter().find(is_it).expect("a source")
    };
    let source = carried(None);
    let id = source["id"].as_str().expect("an id").to_owned();
    let stream = source["options"]["stream"].as_str().expect("a stream").to_owned();
    let number: usize = stream.trim_start_matches("feed/").parse().expect("a number");
    let said = printed(jogan(
        at,
        &["source", "edit", &id, "--name", "Lamps by night", "--folder", "Companies"],
    ));
    assert!(said.contains("Lamps by night"), "{said}");
    let there = alike.world().feeds[&number].clone();
    assert_eq!((there.0.as_str(), there.2.as_str()), ("Lamps by night", "Companies"));
    // Here its folder names its pane at once, and the next pass changes nothing of it.
    let here = carried(Some(&id));
    assert_eq!((&here["name"], &here["pane"]), (&"Lamps by night".into(), &"companies".into()));
    printed(jogan(at, &["account", "sync"]));
    assert_eq!(carried(Some(&id)), here);
    // Renamed and moved there, it follows; out of all folders from here, too.
    alike.world().feeds.entry(number).and_modify(|feed| {
        (feed.0, feed.2) = ("Lamps by day".to_owned(), "Research".to_owned());
    });
    printed(jogan(at, &["account", "sync"]));
    let here = carried(Some(&id));
    assert_eq!((&here["name"], &here["pane"]), (&"Lamps by day".into(), &"research".into()));
    printed(jogan(at, &["source", "edit", &id, "--folder", ""]));
    assert_eq!(alike.world().feeds[&number].2, "");
    assert!(carried(Some(&id))["options"].get("folder").is_none());
    // A wrong wish changes nothing anywhere.
    assert_eq!(jogan(at, &["source", "edit", &id]).status.code(), Some(2));
    assert_eq!(
        jogan(at, &["--offline", "source", "edit", &id, "--name", "No"]).status.code(),
        Some(1)
    );
    assert_eq!(carried(Some(&id))["name"], "Lamps by day");
}
