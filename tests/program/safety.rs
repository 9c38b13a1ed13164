//! Somebody pulls at the files, kills the program, fills the disk: the store and what was typed are
//! somewhere, and where they are is said.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use serde_json::Value;

use super::care::with_items;
use super::killed::{run_and_kill, shell, words};
use super::reader::Screen;
use super::{jogan, printed};

/// Processes that each loop kills: a few, or as many as the environment says.
fn kills() -> u32 {
    std::env::var("JOGAN_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(12)
}

/// The moments at which a loop kills, spread over a run and a little more, in no order.
fn moments(whole: Duration) -> impl Iterator<Item = Duration> {
    let kills = kills();
    (0..kills).map(move |round| {
        let part = f64::from((round * 37) % kills) / f64::from(kills);
        whole.mul_f64(0.1 + 1.1 * part)
    })
}

fn run(folder: &Path, arguments: &[&str]) -> String {
    printed(jogan(folder).args(arguments))
}

fn done(folder: &Path, arguments: &[&str]) -> Output {
    jogan(folder).args(arguments).output().expect("run")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&run(folder, arguments)).expect("JSON")
}

fn note(folder: &Path) -> Value {
    json(folder, &["show", "1", "--json"])["note"].clone()
}

fn doctor(folder: &Path) -> String {
    stdout(&done(folder, &["doctor"]))
}

fn path(path: &Path) -> &str {
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

/// A store in which a restore takes a while, and a copy of it that says something else.
fn with_copy() -> (tempfile::TempDir, PathBuf) {
    let folder = with_items();
    let at = folder.path();
    let lines: Vec<String> = (0..400)
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
            Some(403)
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
            Some(403)
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
    for replaced in [false, true] {
        let folder = with_items();
        let at = folder.path();
        let copy = at.join("copy.db");
        run(at, &["backup", path(&copy)]);
        let mut screen = reader(at);
        screen.type_in("e");
        screen.wait_for("Note");
        let store = at.join("data/jogan.db");
        std::fs::remove_file(&store).expect("removed");
        if replaced {
            std::fs::rename(&copy, &store).expect("moved in");
            run(at, &["note", "2", "--text", "in the one moved in"]);
        }
        screen.type_in("words of mine\u{13}");
        screen.wait_for("drafts/item-");
        assert!(!screen.text().contains("Note kept"), "{}", screen.text());
        screen.type_in("\u{3}");
        screen.end();
        let drafts = std::fs::read_dir(at.join("data/drafts")).expect("drafts").flatten();
        let texts: Vec<String> =
            drafts.map(|file| std::fs::read_to_string(file.path()).expect("read")).collect();
        assert_eq!(texts, ["words of mine"]);
        let said = doctor(at);
        assert!(said.contains("is whole") && said.contains("drafts/item-"), "{said}");
        if replaced {
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
const LOOKS: [&[&str]; 13] = [
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

/// A vault with ideas and notes as another store wrote them, and some made by hand.
fn vault(dir: &Path, ideas: usize) {
    for name in ["ideas", "notes"] {
        std::fs::create_dir_all(dir.join(name)).expect("a folder");
    }
    for n in 1..=ideas {
        let (name, front) = match n % 3 {
            // By hand, without a number.
            0 => (format!("own-{n}"), String::new()),
            // Under another name than its number.
            1 => (format!("renamed-{n}"), format!("---\njogan: idea-{n}\n---\n")),
            _ => (format!("idea-{n}"), format!("---\njogan: idea-{n}\ntags: [a, 'b c']\n---\n")),
        };
        let text = format!("{front}# Idea {n}\n\nSee [[idea-2]].\n\n## Problem\nOf {n}.\n");
        std::fs::write(dir.join("ideas").join(format!("{name}.md")), text).expect("written");
        let day = format!("day-2026-02-{n:02}");
        std::fs::write(dir.join("notes").join(format!("{day}.md")), format!("On {day}\n"))
            .expect("written");
    }
}

#[test]
fn a_vault_killed_while_it_takes_ideas_into_a_fresh_store_is_gone_on_with() {
    const IDEAS: usize = 18;
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let dir = at.join("vault");
    let config = at.join("config.toml");
    let set = format!("[vault]\ndir = {:?}\n", path(&dir));
    std::fs::write(&config, set).expect("written");
    let begin = || {
        for gone in [&dir, &at.join("data")] {
            std::fs::remove_dir_all(gone).ok();
        }
        vault(&dir, IDEAS);
        // The sources of a new store take longer than all the rest.
        run(at, &["source", "list"]);
    };
    let sync = ["--config", path(&config), "vault"];
    begin();
    let whole = {
        let begun = Instant::now();
        run(at, &sync);
        begun.elapsed()
    };
    let (mut killed, mut between) = (0, 0);
    for (round, after) in moments(whole).enumerate() {
        begin();
        killed += u32::from(!run_and_kill(at, &words(&sync), after));
        let taken = json(at, &["idea", "list", "--json"]).as_array().map_or(0, Vec::len);
        between += u32::from(taken > 0 && taken < IDEAS);
        let rest = done(at, &sync);
        assert!(rest.status.success(), "round {round}, {taken} were taken: {}", stderr(&rest));
        let ideas = json(at, &["idea", "list", "--json"]);
        let ideas = ideas.as_array().expect("a list");
        let mut titles: Vec<&str> = ideas.iter().filter_map(|i| i["title"].as_str()).collect();
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(
            (ideas.len(), titles.len()),
            (IDEAS, IDEAS),
            "round {round}, {taken} were taken"
        );
        for idea in ideas {
            let (number, title) = (idea["id"].as_i64(), idea["title"].as_str().expect("a title"));
            let told: i64 = title.trim_start_matches("Idea ").parse().expect("a number");
            assert!(told % 3 == 0 || number == Some(told), "{title} keeps its number: {idea}");
            assert_eq!(idea["sections"]["problem"], format!("Of {told}."));
        }
        let files = std::fs::read_dir(dir.join("ideas")).expect("listed").flatten();
        let names: Vec<String> = files
            .map(|file| file.file_name().to_string_lossy().into_owned())
            .filter(|name| !name.starts_with('.'))
            .collect();
        assert_eq!(names.len(), IDEAS, "{names:?}");
        let journal = run(at, &["export", "journal"]);
        assert_eq!(journal.matches("\nOn day-").count(), IDEAS, "{journal}");
        let again = done(at, &sync);
        assert!(again.stderr.is_empty(), "round {round}: {}", stderr(&again));
        assert!(stdout(&again).contains(", 0 texts"), "{}", stdout(&again));
    }
    println!(
        "{killed} of {} were killed before they were done, {between} with some ideas taken in and \
         others not",
        kills()
    );
    assert!(killed > 0);
}

#[test]
fn a_link_in_the_vault_is_neither_read_nor_written() {
    let folder = with_items();
    let at = folder.path();
    let dir = at.join("vault");
    let config = at.join("config.toml");
    std::fs::write(&config, format!("[vault]\ndir = {:?}\n", path(&dir))).expect("written");
    let secret = at.join("secret.md");
    std::fs::write(&secret, "# A secret\n\nhunter2\n").expect("written");
    vault(&dir, 1);
    for name in ["ideas/mine.md", "ideas/idea-7.md", "notes/item-1.md", "notes/day-2026-03-04.md"] {
        symlink(&secret, dir.join(name)).expect("linked");
    }
    symlink(at.join("elsewhere"), dir.join("digests")).expect("linked");
    run(at, &["note", "1", "--text", "own words"]);
    let synced = done(at, &["--config", path(&config), "vault"]);
    assert_eq!(synced.status.code(), Some(0), "a notice is no failure: {synced:?}");
    let said = stderr(&synced);
    assert_eq!(said.matches("it is a link").count(), 5, "{said}");
    for words in [run(at, &["export", "all"]), run(at, &["search", "hunter2"])] {
        assert!(!words.contains("hunter2"), "{words}");
    }
    assert_eq!(std::fs::read_to_string(&secret).expect("read"), "# A secret\n\nhunter2\n");
    assert!(dir.join("notes/item-1.md").is_symlink() && !at.join("elsewhere").exists());
}

#[test]
fn what_is_exported_goes_through_links_and_into_pipes_and_keeps_the_mode_of_what_was_there() {
    let folder = with_items();
    let at = folder.path();
    run(at, &["star", "1"]);
    let (real, link) = (at.join("real.md"), at.join("link.md"));
    std::fs::write(&real, "old\n").expect("written");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).expect("set");
    symlink("real.md", &link).expect("linked");
    run(at, &["digest", "--force", "--out", path(&link)]);
    let data = std::fs::metadata(&real).expect("there");
    assert!(link.is_symlink() && data.permissions().mode() & 0o777 == 0o640 && data.size() > 100);
    let digest = std::fs::read_to_string(&real).expect("read");
    for out in ["/dev/stdout", "/proc/self/fd/1", ">(cat)", "/dev/fd/1"] {
        let line = format!("jogan digest --out {out} | cat");
        let out = shell(at, &line);
        assert!(out.status.success(), "{line}: {}", stderr(&out));
        assert_eq!(stdout(&out), digest, "{line}");
    }
    // Into a file that the shell opened, after what stands there, and into a pipe that is closed.
    let lines = "printf 'first\\n' >x.md; jogan digest --out /dev/stdout >>x.md && \
                 jogan digest --out /dev/fd/5 5>y.md && jogan digest --out >(true) && \
                 jogan export all --out >(head -c 1 >z)";
    let out = shell(at, lines);
    assert!(out.status.success() && out.stderr.is_empty(), "{out:?}");
    let read = |name: &str| std::fs::read_to_string(at.join(name)).expect(name);
    assert_eq!((read("x.md"), read("y.md")), (format!("first\n{digest}"), digest));
}

#[test]
fn a_damaged_store_is_told_to_its_end_and_salvaged() {
    let (folder, copy) = with_copy();
    let at = folder.path();
    run(at, &["idea", "new", "An idea", "--item", "1"]);
    let store = at.join("data/jogan.db");
    let bytes = std::fs::read(&store).expect("bytes");
    let damaged = |from: usize, every: usize| {
        let mut bytes = bytes.clone();
        let pages = bytes.len() / 4096;
        for page in (from..pages).step_by(every) {
            bytes[page * 4096..(page + 1) * 4096].fill(0xa5);
        }
        bytes
    };
    let wrecks = [
        damaged(40, 9),
        damaged(1, 1),
        bytes[..bytes.len() / 2].to_vec(),
        b"no database at all".to_vec(),
        vec![0; 8_192],
    ];
    for (number, wreck) in wrecks.into_iter().enumerate() {
        std::fs::write(&store, wreck).expect("written");
        let report = done(at, &["doctor"]);
        let said = stdout(&report);
        assert_eq!(report.status.code(), Some(3), "wreck {number}: {report:?}");
        for words in ["Config:", "jogan restore", "jogan salvage", "Clock:", "Network:"] {
            assert!(said.contains(words), "wreck {number} lacks {words}: {said}");
        }
        for arguments in LOOKS {
            let output = done(at, arguments);
            let is_told = output.status.success() || stderr(&output).contains("jogan ");
            assert!(is_told, "wreck {number}, {arguments:?}: {output:?}");
        }
        let new = at.join(format!("new-{number}.db"));
        let salvaged = done(at, &["salvage", path(&new)]);
        let is_done = new.exists();
        assert_eq!(is_done, salvaged.status.code() != Some(1), "{salvaged:?}");
        let from = if is_done { &new } else { &copy };
        run(at, &["restore", path(from)]);
        assert!(doctor(at).contains("is whole"), "wreck {number}");
        run(at, &["list"]);
        println!("wreck {number}: {}", stdout(&salvaged).trim());
    }
}

#[test]
fn an_archive_with_numbers_after_which_there_are_none_leaves_the_store_room() {
    let folder = with_items();
    let at = folder.path();
    run(at, &["star", "1"]);
    run(at, &["note", "1", "--text", "see [[item:1|it]] and [[idea:1|that]]"]);
    run(at, &["idea", "new", "An idea", "--item", "1"]);
    let whole = run(at, &["export", "all"]);
    for number in ["9223372036854775807", "-9223372036854775808", "-1", "0", "4294967297"] {
        let other = tempfile::tempdir().expect("a folder");
        let to = other.path();
        let archive = whole
            .replace("\"no\":1,", &format!("\"no\":{number},"))
            .replace("\"item\":1,", &format!("\"item\":{number},"))
            .replace("\"about\":\"item-1\"", &format!("\"about\":\"item-{number}\""))
            .replace(
                "\"record\":\"idea\",\"id\":1,",
                &format!("\"record\":\"idea\",\"id\":{number},"),
            );
        assert!(archive.matches(number).count() >= 4, "{archive}");
        let file = to.join("all.jsonl");
        std::fs::write(&file, archive).expect("written");
        // Those of its records that nothing can be made of are passed over.
        done(to, &["import", path(&file)]);
        let more = at.join("items.jsonl");
        run(to, &["import", path(&more)]);
        assert_eq!(json(to, &["list", "--json"]).as_array().map(Vec::len), Some(3), "{number}");
        run(to, &["idea", "new", "Another"]);
        let ideas = json(to, &["idea", "list", "--json"]);
        assert_eq!(ideas.as_array().map(Vec::len), Some(2), "{number}: {ideas}");
        for idea in ideas.as_array().expect("a list") {
            assert!(idea["id"].as_i64().is_some_and(|id| (1..100).contains(&id)), "{idea}");
        }
        assert!(!doctor(to).contains("numbers that no store gives"));
    }
}

#[test]
fn numbers_from_the_config_end_nothing_and_a_clock_years_ahead_lets_nothing_go() {
    let folder = with_items();
    let at = folder.path();
    let config = at.join("config.toml");
    for (line, words) in [
        ("keep_days = 4294967295", "36500"),
        ("[[watch]]\nname = \"a\"\nterms = [\"b\"]\nweight = nan", "between 0 and 100"),
        ("[refresh]\nevery_minutes = 4294967295", "43200"),
    ] {
        std::fs::write(&config, line).expect("written");
        for command in [&["config", "check"][..], &["tidy"]] {
            let refused = done(at, &[&["--config", path(&config)], command].concat());
            let said = stderr(&refused);
            assert!(
                refused.status.code() == Some(1) && said.contains(words),
                "{line}: {refused:?}"
            );
        }
    }
    let far = ["--now", "2100-01-01T00:00:00Z"];
    for _ in 0..2 {
        let refused = done(at, &[&far[..], &["tidy"]].concat());
        assert_eq!(refused.status.code(), Some(1));
        assert!(stderr(&refused).contains("set the clock right"), "{refused:?}");
    }
    let said = stdout(&done(at, &[&far[..], &["doctor"]].concat()));
    assert!(said.contains("years after jogan was last at work"), "{said}");
    assert_eq!(json(at, &["list", "--json"]).as_array().map(Vec::len), Some(3));
    assert_eq!(done(at, &["tidy", "--keep-days", "4294967295"]).status.code(), Some(2));
    run(at, &[&far[..], &["tidy", "--force"]].concat());
    assert!(json(at, &["list", "--json"]).as_array().is_some_and(Vec::is_empty));
}
