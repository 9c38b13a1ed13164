//! Somebody pulls at the files, kills the program, fills the disk: the store and what was typed are
//! somewhere, and where they are is said.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use serde_json::Value;

use super::care::with_items;
use super::killed::{kills, run_and_kill, shell, words};
use super::reader::Screen;
use super::{jogan, printed};

/// The moments at which a loop kills, spread over a run and a little more, in no order.
pub fn moments(whole: Duration) -> impl Iterator<Item = Duration> {
    let kills = kills();
    (0..kills).map(move |round| {
        let part = f64::from((round * 37) % kills) / f64::from(kills);
        whole.mul_f64(0.1 + 1.1 * part)
    })
}

pub fn run(folder: &Path, arguments: &[&str]) -> String {
    printed(jogan(folder).args(arguments))
}

pub fn done(folder: &Path, arguments: &[&str]) -> Output {
    jogan(folder).args(arguments).output().expect("run")
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&run(folder, arguments)).expect("JSON")
}

fn note(folder: &Path) -> Value {
    json(folder, &["show", "1", "--json"])["note"].clone()
}

pub fn doctor(folder: &Path) -> String {
    stdout(&done(folder, &["doctor"]))
}

pub fn path(path: &Path) -> &str {
    path.to_str().expect("a path")
}

/// What lies in the data folder, by a part of its name.
fn beside(folder: &Path, part: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder.join("data")).expect("listed").flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| path.file_name().is_some_and(|n| n.to_string_lossy().contains(part)));
    paths.sort();
    paths
}

/// Long items of that store, beside the three that are always there.
const ITEMS: usize = 100;

/// A store in which a restore takes a while, and a copy of it that says something else.
pub fn with_copy() -> (tempfile::TempDir, PathBuf) {
    let folder = with_items();
    let at = folder.path();
    let lines: Vec<String> = (0..ITEMS)
        .map(|n| {
            format!(
                "{{\"id\":\"x{n}\",\"title\":\"Report {n}\",\"source\":\"Wire\",\"content\":\"{}\"}}\n",
                format!("{n} words of it ").repeat(400)
            )
        })
        .collect();
    let file = at.join("more.jsonl");
    std::fs::write(&file, lines.concat()).expect("written");
    run(at, &["import", path(&file)]);
    run(at, &["note", "1", "--text", "in the copy"]);
    let copy = at.join("copy.db");
    run(at, &["backup", path(&copy)]);
    (folder, copy)
}

#[test]
fn a_restore_killed_at_any_moment_leaves_one_of_the_two_stores_whole() {
    let (folder, copy) = with_copy();
    let at = folder.path();
    let restore = words(&["restore", path(&copy)]);
    let whole = {
        let begun = Instant::now();
        run(at, &["restore", path(&copy)]);
        begun.elapsed()
    };
    let (mut killed, mut swapped, mut left) = (0, 0, 0);
    for (round, after) in moments(whole).enumerate() {
        let own = format!("since then {round}");
        run(at, &["note", "1", "--text", &own]);
        let is_done = run_and_kill(at, &restore, after);
        let note = note(at);
        assert!(note == "in the copy" || note == own.as_str() && !is_done, "round {round}: {note}");
        assert_eq!(
            json(at, &["list", "--json", "--limit", "0"]).as_array().map(Vec::len),
            Some(ITEMS + 3)
        );
        killed += u32::from(!is_done);
        swapped += u32::from(note == "in the copy");
        // Whatever was left behind is named.
        let said = doctor(at);
        assert!(said.contains("is whole"), "round {round}: {said}");
        for copy in beside(at, ".jogan-copy-") {
            left += 1;
            assert!(said.contains(path(&copy)), "round {round}: {said}");
        }
    }
    run(at, &["restore", path(&copy)]);
    assert_eq!(beside(at, ".jogan-copy-"), Vec::<PathBuf>::new(), "the next one takes them away");
    println!(
        "{killed} of {} restores were killed before they were done; {swapped} had put the copy in \
         the store's place, and {left} copies were left behind and named",
        kills()
    );
    assert!(killed > 0);
}

#[test]
fn a_restore_beside_other_programs_at_work_loses_nothing_and_begins_nothing_anew() {
    let (folder, copy) = with_copy();
    let at = folder.path();
    let (mut restored, mut refused) = (0, 0);
    for _ in 0..kills() {
        std::thread::scope(|scope| {
            let others = [["list", "--json"], ["star", "2"]].map(|arguments| {
                scope.spawn(move || (0..4).map(|_| done(at, &arguments)).collect::<Vec<Output>>())
            });
            let restore = done(at, &["restore", path(&copy)]);
            if restore.status.success() {
                restored += 1;
            } else {
                refused += 1;
                assert!(stderr(&restore).contains("is in use"), "{restore:?}");
            }
            for output in others.into_iter().flat_map(|other| other.join().expect("its end")) {
                // It may be told that the store was replaced, never that all is well with an
                // empty one.
                let is_told = stderr(&output).contains("removed or replaced");
                assert!(output.status.success() || is_told, "{output:?}");
                if let Ok(list) = serde_json::from_slice::<Value>(&output.stdout) {
                    assert!(list.as_array().is_some_and(|list| list.len() >= 50), "{list}");
                }
            }
        });
        assert_eq!(
            json(at, &["list", "--json", "--limit", "0"]).as_array().map(Vec::len),
            Some(ITEMS + 3)
        );
    }
    println!("of {} restores {restored} were done, {refused} said who has the store", kills());
    assert!(restored > 0);
}

/// The reader over a folder's store.
fn reader(folder: &Path) -> Screen {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_jogan"));
    command.args(["--data-dir", "data", "--offline"]);
    let mut screen = Screen::start(folder, command);
    screen.wait_for("Small models");
    screen
}

#[test]
fn a_restore_beside_an_open_reader_says_who_has_the_store() {
    let folder = with_items();
    let at = folder.path();
    let copy = at.join("copy.db");
    run(at, &["backup", path(&copy)]);
    let mut screen = reader(at);
    let refused = done(at, &["restore", path(&copy)]);
    let said = stderr(&refused);
    let process = screen.process();
    assert!(said.contains(&format!("in use by process {process};")), "{said}");
    assert_eq!(beside(at, "before-restore"), Vec::<PathBuf>::new());
    screen.type_in("e");
    screen.wait_for("Note");
    screen.type_in("as before\u{13}");
    screen.wait_for("Note kept");
    screen.type_in("q");
    assert_eq!(screen.end(), 0);
    run(at, &["restore", path(&copy)]);
    assert!(doctor(at).contains("before-restore-1"), "it is named, and how it is put back");
}

#[test]
fn a_restore_on_a_full_disk_leaves_the_store_as_it_was() {
    let (folder, copy) = with_copy();
    let at = folder.path();
    run(at, &["note", "1", "--text", "since then"]);
    let full = shell(at, &format!("trap '' XFSZ; ulimit -f 100; jogan restore {}", path(&copy)));
    assert!(!full.status.success() && stderr(&full).contains("room"), "{full:?}");
    assert_eq!(note(at), "since then");
    assert_eq!(beside(at, ".jogan-copy-"), Vec::<PathBuf>::new());
    assert_eq!(beside(at, "before-restore"), Vec::<PathBuf>::new());
}

#[test]
fn a_reader_whose_store_was_removed_or_replaced_says_where_the_text_is() {
    for replaced in ["by nothing", "by another file", "by what is copied into it"] {
        let folder = with_items();
        let at = folder.path();
        let copy = at.join("copy.db");
        run(at, &["backup", path(&copy)]);
        let mut screen = reader(at);
        // Whoever writes has the store open once something is kept.
        screen.type_in("f");
        while json(at, &["list", "--starred", "--json"]).as_array().is_none_or(Vec::is_empty) {}
        screen.type_in("e");
        screen.wait_for("Note");
        let store = at.join("data/jogan.db");
        match replaced {
            "by nothing" => std::fs::remove_file(&store).expect("removed"),
            "by another file" => {
                std::fs::rename(&copy, &store).expect("moved in");
                run(at, &["note", "2", "--text", "in the one moved in"]);
            }
            _ => drop(std::fs::copy(&copy, &store).expect("copied over")),
        }
        // It is told with the next key, and again when the text is to be kept.
        screen.type_in("w");
        screen.wait_for("removed or replaced");
        screen.type_in("ords of mine\u{13}");
        screen.wait_for("drafts/item-");
        assert!(!screen.text().contains("Note kept"), "{}", screen.text());
        screen.type_in("\u{3}");
        screen.end();
        let drafts = std::fs::read_dir(at.join("data/drafts")).expect("drafts").flatten();
        let texts: Vec<String> =
            drafts.map(|file| std::fs::read_to_string(file.path()).expect("read")).collect();
        assert_eq!(texts, ["words of mine"]);
        let said = doctor(at);
        assert!(said.contains("is whole") && said.contains("drafts/item-"), "{replaced}: {said}");
        if replaced == "by another file" {
            let note = json(at, &["show", "2", "--json"])["note"].clone();
            assert_eq!(note, "in the one moved in");
        }
    }
}

#[test]
fn a_note_whose_store_is_replaced_while_the_editor_is_open_lies_in_a_draft() {
    let folder = with_items();
    let at = folder.path();
    let editor = at.join("editor.sh");
    let script =
        "#!/bin/sh\nprintf 'long thought' >\"$1\"\nmv \"$HOME/data/jogan.db\" \"$HOME/gone.db\"\n";
    std::fs::write(&editor, script).expect("written");
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).expect("executable");
    let refused = jogan(at).env("VISUAL", &editor).args(["note", "1"]).output().expect("run");
    let said = stderr(&refused);
    assert!(said.contains("removed or replaced") && said.contains("drafts/item-1.md"), "{said}");
    let draft = std::fs::read_to_string(at.join("data/drafts/item-1.md")).expect("the draft");
    assert_eq!(draft, "long thought");
}

/// What only looks at the store.
pub const LOOKS: [&[&str]; 13] = [
    &["list", "--json"],
    &["show", "1"],
    &["search", "small"],
    &["digest"],
    &["digest", "--format", "json"],
    &["trends"],
    &["export", "notes"],
    &["export", "all"],
    &["idea", "list"],
    &["idea", "show", "1"],
    &["note", "1", "--history"],
    &["source", "list"],
    &["source", "health"],
];

#[test]
fn on_a_full_disk_all_that_only_looks_is_printed_as_before() {
    let folder = with_items();
    let at = folder.path();
    run(at, &["note", "1", "--text", "before"]);
    run(at, &["note", "1", "--text", "mine"]);
    run(at, &["idea", "new", "An idea", "--item", "1"]);
    for arguments in LOOKS {
        let line = format!("jogan {}", arguments.join(" "));
        let before = shell(at, &line);
        assert!(before.status.success() && !before.stdout.is_empty(), "{line}: {before:?}");
        let full = shell(at, &format!("trap '' XFSZ; ulimit -f 0; {line}"));
        assert!(full.status.success(), "{line}: {}", stderr(&full));
        assert_eq!(full.stdout, before.stdout, "{line}");
    }
    let said = shell(at, "trap '' XFSZ; ulimit -f 0; jogan doctor");
    assert!(stdout(&said).contains("it can be read, not written"), "{said:?}");
}

#[test]
fn a_store_that_may_only_be_read_is_read_and_a_text_for_it_lies_somewhere() {
    let folder = with_items();
    let at = folder.path();
    run(at, &["note", "1", "--text", "mine"]);
    let data = at.join("data");
    let set = |mode: u32| {
        for path in std::fs::read_dir(&data).expect("listed").flatten() {
            let mode = std::fs::Permissions::from_mode(mode & 0o666);
            std::fs::set_permissions(path.path(), mode).expect("set");
        }
        std::fs::set_permissions(&data, std::fs::Permissions::from_mode(mode)).expect("set");
    };
    set(0o500);
    let list = done(at, &["list", "--json"]);
    let refused = done(at, &["note", "1", "--text", "more"]);
    set(0o700);
    assert!(list.status.success(), "{}", stderr(&list));
    assert_eq!(
        serde_json::from_slice::<Value>(&list.stdout).expect("JSON").as_array().map(Vec::len),
        Some(3)
    );
    // To root every folder is one to write in.
    if !refused.status.success() {
        assert!(stderr(&refused).contains("the text lies in"), "{refused:?}");
    }
}

#[test]
fn a_reader_over_a_store_that_cannot_be_written_shows_it_and_says_what_is_not_kept() {
    let folder = with_items();
    let line = "trap '' XFSZ; ulimit -f 0; \"$JOGAN\" --data-dir data --offline";
    let mut screen = Screen::shell(folder.path(), line);
    screen.wait_for("Small models");
    screen.wait_for("cannot open the store for writing");
    screen.type_in("\r");
    screen.wait_for("Small models can do it.");
    screen.type_in("f");
    screen.wait_for("cannot open the store for writing");
    screen.type_in("qq");
    screen.end();
    let listed = json(folder.path(), &["list", "--starred", "--json"]);
    assert_eq!(listed.as_array().map(Vec::len), Some(0));
}

#[test]
fn the_data_folder_and_all_in_it_is_its_owners_alone() {
    let folder = with_items();
    let at = folder.path();
    let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
    let copy = at.join("copy.db");
    run(at, &["backup", path(&copy)]);
    assert_eq!(mode(&copy), 0o600);
    let mut screen = reader(at);
    screen.type_in("e");
    screen.wait_for("Note");
    screen.type_in("half a thought");
    screen.wait_for("half a thought");
    screen.type_in("\u{13}");
    screen.wait_for("Note kept");
    screen.type_in("q");
    screen.end();
    jogan(at).args(["note", "99", "--text", "nowhere"]).assert().failure();
    let mut seen = Vec::new();
    let mut folders = vec![at.join("data")];
    while let Some(folder) = folders.pop() {
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
        for entry in std::fs::read_dir(folder).expect("listed").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                seen.push(entry.path());
                assert_eq!(mode(&entry.path()), 0o600, "{}", entry.path().display());
            }
        }
    }
    assert!(seen.iter().any(|path| path.ends_with("drafts/item-99.md")), "{seen:?}");
}
