//! Several programs at one store, and a store that takes nothing: what was said to be kept is kept,
//! and what was typed is somewhere.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use portable_pty::CommandBuilder;
use serde_json::Value;

use super::care::with_items;
use super::reader::Screen;
use super::{jogan, printed};

/// Starts the program without waiting for it.
pub fn start(folder: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_jogan"))
        .env_clear()
        .env("HOME", folder)
        .env("LC_ALL", "C.UTF-8")
        .env("TZ", "UTC")
        .env("JOGAN_NOW", "2026-03-05T12:00:00Z")
        .arg("--data-dir")
        .arg(folder.join("data"))
        .arg("--offline")
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a program")
}

/// What each of several programs printed that ran at once.
fn at_once(folder: &Path, runs: &[Vec<&str>]) -> Vec<String> {
    let children: Vec<Child> = runs.iter().map(|arguments| start(folder, arguments)).collect();
    let done = children.into_iter().map(|child| child.wait_with_output().expect("its end"));
    done.map(|out| {
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).expect("UTF-8")
    })
    .collect()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(jogan(folder).args(arguments))).expect("JSON")
}

/// Holds the store's lock, as another program does that is writing.
pub fn lock(folder: &Path) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(folder.join("data/jogan.db")).expect("the store");
    connection.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    connection
}

/// The reader over a folder's store, as a process of its own.
fn reader(folder: &Path) -> Screen {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_jogan"));
    command.args(["--data-dir", "data", "--offline"]);
    let mut screen = Screen::start(folder, command);
    screen.wait_for("Small models");
    screen
}

#[test]
fn every_idea_that_was_given_a_number_is_kept_under_it() {
    let folder = with_items();
    let at = folder.path();
    for round in 0..3 {
        let titles: Vec<String> = (0..20).map(|n| format!("idea {round} {n}")).collect();
        let runs: Vec<Vec<&str>> =
            titles.iter().map(|title| vec!["idea", "new", title.as_str(), "--item", "1"]).collect();
        for (number, title) in at_once(at, &runs).iter().zip(&titles) {
            let idea = &json(at, &["idea", "show", number.trim(), "--json"])[0];
            assert_eq!(idea["title"], **title, "number {number}");
        }
    }
    assert_eq!(json(at, &["idea", "list", "--json"]).as_array().map(Vec::len), Some(60));
}

#[test]
fn tags_that_several_programs_give_at_once_are_all_there() {
    let folder = with_items();
    let at = folder.path();
    let tags: Vec<String> = (0..30).map(|n| format!("t{n}")).collect();
    let mut runs: Vec<Vec<&str>> =
        tags.iter().map(|tag| vec!["star", "1", "--tag", tag.as_str()]).collect();
    runs.push(vec!["star", "1", "--state", "reading"]);
    runs.push(vec!["star", "1", "--due", "next"]);
    at_once(at, &runs);
    let reading = &json(at, &["list", "--starred", "--json"])[0]["reading"];
    assert_eq!(reading["tags"].as_array().map(Vec::len), Some(30), "{reading}");
    assert_eq!((&reading["state"], &reading["due"]), (&"reading".into(), &"2026-W11".into()));
}

#[test]
fn the_reader_sees_what_the_shell_changes_and_takes_nothing_of_it_back() {
    let folder = with_items();
    let at = folder.path();
    printed(jogan(at).args(["star", "1"]));
    let mut screen = reader(at);
    screen.type_in("gs");
    screen.wait_for("Reading list 1");
    printed(jogan(at).args(["star", "1", "--tag", "mine", "--due", "2026-W15"]));
    screen.type_in("bb");
    screen.wait_for("reading 2026-W15");
    printed(jogan(at).args(["star", "2"]));
    screen.type_in("j");
    screen.wait_for("Reading list 2");
    screen.type_in("q");
    screen.type_in("q");
    assert_eq!(screen.end(), 0);
    let listed = json(at, &["list", "--tag", "mine", "--json"]);
    assert_eq!(listed[0]["reading"]["state"], "reading");
    assert_eq!(listed[0]["reading"]["due"], "2026-W15");
}

#[test]
fn a_reader_killed_right_after_it_said_so_has_kept_it() {
    let folder = with_items();
    let at = folder.path();
    for round in 0..6 {
        let mut screen = reader(at);
        screen.type_in("f");
        screen.type_in("e");
        screen.wait_for("Note");
        screen.type_in(&format!("{round}."));
        screen.type_in("\u{13}");
        screen.wait_for("Note kept");
        screen.type_in("i");
        screen.wait_for("not yet a thought");
        screen.type_in(&format!(" {round}"));
        screen.type_in("\u{13}");
        screen.wait_for("Idea kept");
        screen.signal("-KILL");
        screen.end();
        let ideas = json(at, &["idea", "list", "--json"]);
        assert_eq!(ideas.as_array().map(Vec::len), Some(round + 1));
    }
    let noted = json(at, &["list", "--noted", "--json"]);
    let id = noted[0]["id"].to_string();
    let item = json(at, &["show", &id, "--json"]);
    assert_eq!(item["note"], "0.1.2.3.4.5.");
    // It was turned round six times.
    assert_eq!(item["starred"], false);
    let said = jogan(at).arg("doctor").output().expect("run").stdout;
    assert!(String::from_utf8_lossy(&said).contains("is whole"));
}

#[test]
fn what_was_typed_into_a_reader_that_was_killed_is_offered_and_named() {
    let folder = with_items();
    let at = folder.path();
    let mut screen = reader(at);
    screen.type_in("i");
    screen.wait_for("not yet a thought");
    // A new idea's title is selected: what is typed takes its place.
    screen.type_in("half");
    screen.wait_for("half");
    // The draft is written beside the keys.
    let drafts = at.join("data/drafts");
    let is_there = || {
        // What is on its way there has another name.
        let is_draft =
            |file: &std::fs::DirEntry| file.file_name().to_string_lossy().starts_with("idea-new-");
        let holds = |file: std::fs::DirEntry| {
            std::fs::read_to_string(file.path()).is_ok_and(|text| text.contains("half"))
        };
        std::fs::read_dir(&drafts).is_ok_and(|files| files.flatten().filter(is_draft).any(holds))
    };
    while !is_there() {
        std::thread::yield_now();
    }
    screen.signal("-KILL");
    screen.end();
    assert_eq!(printed(jogan(at).args(["idea", "new", "Another"])).trim(), "1");
    let said = jogan(at).arg("doctor").output().expect("run").stdout;
    assert!(String::from_utf8_lossy(&said).contains("idea-new-"), "the doctor names it");
    let mut screen = reader(at);
    screen.wait_for("was not kept");
    screen.type_in("i");
    screen.wait_for("goes on with it");
    screen.type_in("y");
    screen.wait_for("half");
    screen.type_in("\u{13}");
    screen.wait_for("Idea kept");
    screen.type_in("q");
    screen.end();
    let idea = &json(at, &["idea", "show", "2", "--json"])[0];
    assert!(idea["title"].as_str().is_some_and(|title| title == "half"), "{idea}");
    assert_eq!(idea["links"].as_array().map(Vec::len), Some(1), "it still stands on its item");
}

/// An editor that says when it has begun, waits until it is told to go on, and writes.
fn slow_editor(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("slow.sh");
    let script = "#!/bin/sh\nprintf 'early ' >>\"$1\"\n: >begun\n\
                  while ! test -e go; do :; done\nprintf 'late' >>\"$1\"\n: >done\n";
    std::fs::write(&path, script).expect("written");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("executable");
    path
}

#[test]
fn what_an_editor_saves_after_the_program_was_killed_is_opened_again() {
    let folder = with_items();
    let at = folder.path();
    let editor = slow_editor(at);
    let mut child = Command::new(env!("CARGO_BIN_EXE_jogan"))
        .env("HOME", at)
        .env("VISUAL", &editor)
        .args(["--data-dir", "data", "--offline", "note", "1"])
        .current_dir(at)
        .spawn()
        .expect("a program");
    let wait = |name: &str| {
        while !at.join(name).exists() {
            std::thread::yield_now();
        }
    };
    wait("begun");
    child.kill().expect("killed");
    child.wait().expect("its end");
    std::fs::write(at.join("go"), "").expect("written");
    wait("done");
    let again = jogan(at).env("VISUAL", "true").args(["note", "1"]).output().expect("run");
    let said = String::from_utf8_lossy(&again.stderr);
    assert!(said.contains("opened again") && said.contains("item-1.editing"), "{said}");
    assert_eq!(json(at, &["show", "1", "--json"])["note"], "early late");
    assert_eq!(std::fs::read_dir(at.join("data/drafts")).expect("drafts").count(), 0);
}

#[test]
fn what_an_editor_left_that_failed_is_opened_again_with_the_note() {
    let folder = with_items();
    let at = folder.path();
    let bad = at.join("bad.sh");
    std::fs::write(&bad, "#!/bin/sh\nprintf 'a thought' >\"$1\"\nexit 1\n").expect("written");
    std::fs::set_permissions(&bad, std::fs::Permissions::from_mode(0o755)).expect("executable");
    for about in [["note", "1"], ["idea", "new"]] {
        jogan(at).env("VISUAL", &bad).args(about).assert().failure();
    }
    printed(jogan(at).args(["idea", "new", "In between"]));
    printed(jogan(at).args(["note", "2", "--text", "of another item"]));
    jogan(at).env("VISUAL", "true").args(["note", "1"]).assert().success();
    assert_eq!(json(at, &["show", "1", "--json"])["note"], "a thought");
    let title = "sed -i '1s/^/# Titled\\n/'";
    jogan(at).env("VISUAL", title).args(["idea", "new"]).assert().success();
    let idea = &json(at, &["idea", "show", "2", "--json"])[0];
    assert_eq!((&idea["title"], &idea["preface"]), (&"Titled".into(), &"a thought".into()));
}

#[test]
fn a_locked_store_is_said_once_and_every_text_is_kept_aside_until_it_opens() {
    let folder = with_items();
    let at = folder.path();
    let held = lock(at);
    let runs: [&[&str]; 4] = [
        &["note", "1", "--text", "while locked"],
        &["note", "--day", "today", "--text", "a day"],
        &["idea", "new", "Locked", "--text", "body"],
        &["star", "1"],
    ];
    let children: Vec<Child> = runs.iter().map(|arguments| start(at, arguments)).collect();
    for child in children {
        let out = child.wait_with_output().expect("its end");
        let said = String::from_utf8_lossy(&out.stderr);
        assert!(!out.status.success());
        assert_eq!(said.matches("another program is writing").count(), 1, "{said}");
        assert!(!said.contains("Error code"), "{said}");
    }
    drop(held);
    let said = String::from_utf8(jogan(at).arg("doctor").output().expect("run").stdout);
    let said = said.expect("UTF-8");
    assert!(
        said.contains("jogan note 1") && said.contains("jogan note --day 2026-03-05"),
        "{said}"
    );
    assert!(said.contains("idea-new-"), "{said}");
    // A newer note stands, and the older text is in its history.
    printed(jogan(at).args(["note", "1", "--text", "newer"]));
    assert_eq!(json(at, &["show", "1", "--json"])["note"], "newer");
    assert!(printed(jogan(at).args(["note", "1", "--history"])).contains("while locked"));
    assert!(!at.join("data/drafts/item-1.md").exists());
}

#[test]
fn where_the_data_folder_takes_nothing_the_error_names_where_the_text_is() {
    // What a folder takes of root no permission says: a file stands in the way.
    let folder = with_items();
    let at = folder.path();
    std::fs::write(at.join("data/drafts"), "in the way").expect("written");
    let _held = lock(at);
    let out = start(at, &["note", "1", "--text", "long thought"]).wait_with_output().expect("run");
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    let path = said
        .split_whitespace()
        .find(|word| word.contains("jogan-item-1-"))
        .expect("a file is named")
        .trim_end_matches(':');
    assert_eq!(std::fs::read_to_string(path).expect("the draft"), "long thought");
    let mode = std::fs::metadata(path).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "for its owner's eyes alone");
    std::fs::remove_file(path).expect("removed");
}

#[test]
fn the_reader_says_that_a_note_is_kept_only_when_it_is() {
    let folder = with_items();
    let at = folder.path();
    let mut screen = reader(at);
    let held = lock(at);
    screen.type_in("e");
    screen.wait_for("Note");
    screen.type_in("slow\u{13}");
    screen.wait_for("slow");
    assert!(!screen.text().contains("Note kept"), "{}", screen.text());
    drop(held);
    screen.wait_for("Note kept");
    screen.type_in("q");
    assert_eq!(screen.end(), 0);
}

#[test]
fn a_reader_closed_on_a_note_that_cannot_be_kept_says_where_it_lies() {
    let folder = with_items();
    let at = folder.path();
    let mut screen = reader(at);
    let held = lock(at);
    screen.type_in("e");
    screen.wait_for("Note");
    screen.type_in("the last words");
    screen.wait_for("the last words");
    screen.type_in("\u{13}\u{3}");
    assert_eq!(screen.end(), 1);
    assert!(screen.text().contains("drafts/item-"), "{}", screen.text());
    drop(held);
    let mut screen = reader(at);
    screen.wait_for("was not kept");
    screen.type_in("e");
    screen.wait_for("the last words");
    screen.type_in("\u{13}");
    screen.wait_for("Note kept");
    screen.type_in("q");
    assert_eq!(screen.end(), 0);
}
