//! What the reader makes of what was read, from the shell: the reading list, notes, ideas, and
//! that they are safe.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{jogan, printed};

/// A store with three items, numbered from 1.
pub fn with_items() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let lines: Vec<String> = [
        ("a", "Small models remember time series"),
        ("b", "시계열 모델의 긴 기억"),
        ("c", "Small models forget"),
    ]
    .iter()
    .map(|(id, title)| {
        format!(
            "{{\"id\":\"{id}\",\"title\":\"{title}\",\"url\":\"https://news.example/{id}\",\
             \"source\":\"Wire\",\"published\":\"2026-03-05T08:00:00Z\",\
             \"summary\":\"Small models can do it.\"}}\n"
        )
    })
    .collect();
    let file = folder.path().join("items.jsonl");
    std::fs::write(&file, lines.concat()).expect("written");
    jogan(folder.path()).arg("import").arg(file).assert().success();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> String {
    printed(jogan(folder).args(arguments))
}

fn refused(folder: &Path, arguments: &[&str]) -> String {
    let done = jogan(folder).args(arguments).assert().failure();
    String::from_utf8_lossy(&done.get_output().stderr).into_owned()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&run(folder, arguments)).expect("JSON")
}

fn ids(list: &Value) -> Vec<i64> {
    list.as_array().expect("a list").iter().filter_map(|item| item["id"].as_i64()).collect()
}

/// An editor that puts a text after what it is given.
fn editor(folder: &Path, adds: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    let path = folder.join("editor.sh");
    std::fs::write(&path, format!("#!/bin/sh\nprintf '%s' '{adds}' >> \"$1\"\n")).expect("written");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("executable");
    path
}

#[test]
fn the_reading_list_is_kept_in_order_with_states_tags_and_weeks() {
    let folder = with_items();
    let at = folder.path();
    run(at, &["star", "1", "2", "3"]);
    run(at, &["star", "2", "--state", "reading", "--tag", "시계열", "--due", "this"]);
    run(at, &["star", "1", "--before", "3", "--due", "next"]);
    let by_hand = json(at, &["list", "--starred", "--sort", "hand", "--json"]);
    assert_eq!(ids(&by_hand), [1, 3, 2]);
    assert_eq!(by_hand[2]["reading"]["due"], "2026-W10");
    assert_eq!(by_hand[2]["reading"]["tags"][0], "시계열");
    assert_eq!(ids(&json(at, &["list", "--state", "reading", "--json"])), [2]);
    assert_eq!(ids(&json(at, &["list", "--due", "this", "--json"])), [2]);
    assert_eq!(json(at, &["list", "--due", "next", "--json"]).as_array().map(Vec::len), Some(2));
    run(at, &["star", "2", "--untag", "#시계열", "--state", "done"]);
    assert!(ids(&json(at, &["list", "--tag", "시계열", "--json"])).is_empty());
    assert!(run(at, &["list", "--starred"]).contains("done · 2026-W10"));
    assert!(refused(at, &["star", "1", "--due", "someday"]).contains("2026-W10"));
    let list = run(at, &["export", "reading-list"]);
    assert!(list.contains("- [x] [시계열") && list.contains("· done · 2026-W10"), "{list}");
    assert!(list.contains("- [ ] ") && list.contains("to read · 2026-W11"), "{list}");
    let due = run(at, &["export", "reading-list", "--due", "next", "--format", "csv"]);
    assert!(due.contains("\"to-read\",\"\",\"2026-W11\"") && !due.contains("시계열"), "{due}");
    run(at, &["star", "3", "--tag", "risk"]);
    let tagged = run(at, &["export", "reading-list", "--tag", "#risk", "--format", "org"]);
    assert!(tagged.contains(" :risk:") && tagged.matches("* TODO").count() == 1, "{tagged}");
    assert!(refused(at, &["export", "notes", "--due", "this"]).contains("reading list"));
}

#[test]
fn notes_are_written_in_the_users_editor_on_items_stories_and_days() {
    let folder = with_items();
    let at = folder.path();
    assert!(refused(at, &["note", "1"]).contains("EDITOR"), "no editor is set here");
    let adds = editor(at, "한 줄");
    let with_editor = |arguments: &[&str]| {
        let visual = format!("'{}'", adds.display());
        jogan(at).env("VISUAL", visual).args(arguments).assert().success();
    };
    with_editor(&["note", "1"]);
    with_editor(&["note", "1"]);
    assert_eq!(json(at, &["show", "1", "--json"])["note"], "한 줄한 줄");
    assert!(run(at, &["note", "1", "--history"]).contains("한 줄"));
    run(at, &["note", "1", "--restore", "1"]);
    assert_eq!(json(at, &["show", "1", "--json"])["note"], "한 줄");
    run(at, &["note", "1", "--text", ""]);
    assert_eq!(json(at, &["show", "1", "--json"])["note"], Value::Null);
    run(at, &["note", "1", "--restore"]);
    assert_eq!(json(at, &["show", "1", "--json"])["note"], "한 줄");

    with_editor(&["note", "--day", "today"]);
    run(at, &["note", "--story", "2", "--text", "on all of it"]);
    assert_eq!(json(at, &["show", "2", "--json"])["story_note"], "on all of it");
    assert!(run(at, &["export", "journal"]).contains("## 2026-03-05\n\n한 줄"));
    assert!(run(at, &["export", "notes"]).contains("on all of it"));
    assert_eq!(std::fs::read_dir(at.join("data/drafts")).expect("drafts").count(), 0);
}

#[test]
fn an_idea_is_begun_from_items_grows_and_is_exported_with_its_sources() {
    let folder = with_items();
    let at = folder.path();
    let new = run(at, &["idea", "new", "Distil", "--item", "1", "--item", "3", "--tag", "memory"]);
    assert_eq!(new.trim(), "1");
    let idea = &json(at, &["idea", "show", "1", "--json"])[0];
    assert_eq!(idea["template"], true);
    let preface = idea["preface"].as_str().expect("a text");
    assert!(preface.contains("[[item:1|Small models remember time series]]"), "{preface}");
    assert!(preface.contains("Shared terms: ") && preface.contains("small"), "{preface}");

    run(at, &["idea", "edit", "1", "--section", "problem=They forget."]);
    run(at, &["idea", "status", "1", "active"]);
    run(at, &["idea", "link", "1", "2", "--why", "says the same"]);
    run(at, &["idea", "unlink", "1", "3"]);
    let adds = editor(at, "\n## 가설\n기억은 짧다.\n");
    jogan(at).env("EDITOR", &adds).args(["idea", "edit", "1"]).assert().success();
    let idea = &json(at, &["idea", "list", "--json"])[0];
    assert_eq!(idea["sections"]["problem"], "They forget.");
    assert_eq!(idea["sections"]["hypothesis"], "기억은 짧다.");
    assert_eq!((&idea["status"], &idea["template"]), (&"active".into(), &false.into()));
    assert_eq!(idea["links"][1]["why"], "says the same");
    assert_eq!(json(at, &["show", "2", "--json"])["ideas"][0]["title"], "Distil");
    assert!(run(at, &["idea", "list", "--search", "짧다 DISTIL"]).contains("#memory"));
    assert_eq!(run(at, &["idea", "list", "--status", "spark"]), "");

    assert!(run(at, &["export", "ideas"]).contains("### Problem\n\nThey forget."));
    assert!(run(at, &["export", "ideas", "--format", "org"]).contains("* Distil"));
    let dir = at.join("vault");
    run(at, &["export", "ideas", "--dir", dir.to_str().expect("a path")]);
    let file = std::fs::read_to_string(dir.join("idea-1-distil.md")).expect("a file");
    assert!(file.starts_with("---\njogan: idea-1\n"), "{file}");

    run(at, &["idea", "delete", "1"]);
    assert_eq!(run(at, &["idea", "list"]), "");
    assert!(run(at, &["idea", "list", "--deleted"]).contains("Distil"));
    run(at, &["idea", "restore", "1"]);
    assert!(run(at, &["idea", "list"]).contains("Distil"));
    assert!(refused(at, &["idea", "show", "9"]).contains("no idea 9"));
}

#[test]
fn a_search_finds_ideas_and_notes_on_days_beside_the_items() {
    let folder = with_items();
    let at = folder.path();
    run(at, &["idea", "new", "Small and forgetful", "--tag", "memory"]);
    run(at, &["note", "--day", "2026-03-04", "--text", "first\nof small models"]);
    let found = run(at, &["search", "small"]);
    let at_line = |words: &str| found.lines().position(|line| line.contains(words));
    let (item, idea) = (at_line("Small models forget"), at_line("Small and forgetful"));
    assert!(item < idea && idea < at_line("of small models"), "{found}");
    assert!(found.contains("day-2026-03-04") && !found.contains("first"), "{found}");
    assert_eq!(ids(&json(at, &["search", "small", "--json"])).len(), 3, "items alone");
    assert!(!run(at, &["search", "chips"]).contains("Ideas"));
    run(at, &["idea", "edit", "1", "--untag", "#memory"]);
    assert_eq!(run(at, &["idea", "list", "--tag", "#memory"]), "");
}

#[test]
fn the_archive_of_everything_comes_back_whole_into_an_empty_store() {
    let folder = with_items();
    let at = folder.path();
    let huge = "긴 노트 \u{1f9e0}\u{0}\u{1b}[31m\r\n".repeat(220_000);
    assert!(huge.len() > 5_000_000);
    let file = at.join("huge.md");
    std::fs::write(&file, &huge).expect("written");
    run(at, &["read", "1"]);
    run(at, &["star", "2", "3", "--tag", "x"]);
    run(at, &["star", "3", "--last"]);
    run(at, &["note", "2", "--file", file.to_str().expect("a path")]);
    run(at, &["note", "2", "--text", "short [[item:3|Small]] [[idea:1]]"]);
    run(at, &["note", "--story", "3", "--file", file.to_str().expect("a path")]);
    run(at, &["note", "--day", "2026-03-04", "--text", "어제"]);
    run(at, &["idea", "new", "One", "--item", "3", "--why", "because"]);
    run(at, &["source", "add", "https://more.example/feed", "--name", "More"]);
    run(at, &["source", "remove", "wire"]);

    let archive = at.join("all.jsonl");
    let out = archive.to_str().expect("a path");
    run(at, &["export", "all", "--out", out]);
    let other = tempfile::tempdir().expect("a folder");
    let said = run(other.path(), &["import", out]);
    assert!(said.contains(" 0 skipped") && said.contains("4 notes and ideas"), "{said}");
    let again = run(other.path(), &["export", "all"]);
    let whole = std::fs::read_to_string(&archive).expect("the archive");
    assert!(again == whole, "{}\n{}", first_difference(&whole, &again), whole.len());
    // Once more into the same store: nothing doubles.
    run(other.path(), &["import", out]);
    assert!(run(other.path(), &["export", "all"]) == whole);
}

#[test]
fn the_archive_brings_sources_back_as_they_were_switched_and_removed() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let sources = json(at, &["source", "list", "--json"]);
    let named = |enabled: bool| -> Vec<String> {
        let all = sources.as_array().expect("sources").iter();
        let such = all.filter(|source| source["enabled"] == enabled);
        such.map(|source| source["id"].as_str().expect("an id").to_owned()).collect()
    };
    let (on, off) = (named(true), named(false));
    run(at, &["source", "disable", &on[0]]);
    run(at, &["source", "remove", &on[1]]);
    run(at, &["source", "enable", &off[0]]);
    run(at, &["source", "add", "https://more.example/feed", "--name", "More"]);
    let archive = at.join("all.jsonl");
    let out = archive.to_str().expect("a path");
    run(at, &["export", "all", "--out", out]);
    let other = tempfile::tempdir().expect("a folder");
    run(other.path(), &["import", out]);
    let (whole, again) =
        (std::fs::read_to_string(&archive).expect("it"), run(other.path(), &["export", "all"]));
    assert!(again == whole, "{}", first_difference(&whole, &again));
    assert!(!again.contains(&format!("\"id\":\"{}\"", on[1])), "what was removed stays so");
    // A store that is in use keeps its own.
    let used = with_items();
    run(used.path(), &["import", out]);
    let kept = json(used.path(), &["source", "list", "--json"]);
    let kept = kept.as_array().expect("sources");
    let find = |id: &str| kept.iter().find(|source| source["id"] == id).expect("it");
    assert_eq!(find(&on[0])["enabled"], true);
    assert_eq!(find(&on[1])["enabled"], true);
}

fn first_difference(one: &str, other: &str) -> String {
    let differ = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    let cut = |line: &str| line.chars().take(600).collect::<String>();
    differ.map_or("one is longer".into(), |(one, other)| format!("{}\n{}", cut(one), cut(other)))
}

#[test]
fn an_archive_into_a_store_in_use_gives_new_numbers_and_its_links_follow() {
    let folder = with_items();
    let at = folder.path();
    run(at, &["star", "1"]);
    run(at, &["note", "1", "--text", "see [[idea:1|One]] and [[item:1|Small]]"]);
    run(at, &["idea", "new", "One", "--item", "1"]);
    let archive = at.join("all.jsonl");
    let out = archive.to_str().expect("a path");
    run(at, &["export", "all", "--out", out]);

    let other = tempfile::tempdir().expect("a folder");
    let line = r#"{"id":"x","title":"Something else","source":"Other"}"#;
    let items = other.path().join("other.jsonl");
    std::fs::write(&items, line).expect("written");
    run(other.path(), &["import", items.to_str().expect("a path")]);
    run(other.path(), &["idea", "new", "Own", "--item", "1"]);
    run(other.path(), &["import", out]);
    let listed = json(other.path(), &["list", "--starred", "--json"]);
    let id = listed[0]["id"].as_i64().expect("a number");
    assert_ne!(id, 1);
    let note = json(other.path(), &["show", &id.to_string(), "--json"])["note"].clone();
    assert_eq!(note, format!("see [[idea:2|One]] and [[item:{id}|Small]]"));
    assert_eq!(json(other.path(), &["show", "1", "--json"])["ideas"][0]["title"], "Own");
}

#[test]
fn a_backup_is_restored_and_age_lets_go_of_what_nobody_marked() {
    let folder = with_items();
    let at = folder.path();
    run(at, &["star", "1"]);
    let copy = at.join("copy.db");
    let path = copy.to_str().expect("a path");
    run(at, &["backup", path]);
    assert!(refused(at, &["backup", path]).contains("copy.db"), "never written over");
    let later = ["--now", "2027-01-01T00:00:00Z"];
    let said = run(at, &[&later[..], &["tidy"]].concat());
    assert_eq!(said.trim(), "2 items were let go.");
    assert_eq!(ids(&json(at, &["list", "--json"])), [1]);
    assert!(run(at, &["restore", path]).contains("before-restore-1"));
    assert_eq!(json(at, &["list", "--json"]).as_array().map(Vec::len), Some(3));
    assert!(refused(at, &["restore", "/nowhere/at/all.db"]).contains("all.db"));
}

#[test]
fn a_text_that_the_store_does_not_take_is_kept_in_a_draft_which_the_error_names() {
    let folder = with_items();
    let at = folder.path();
    let said = refused(at, &["note", "99", "--text", "long thought"]);
    assert!(said.contains("no item 99") && said.contains("drafts/item-99.md"), "{said}");
    let draft = at.join("data/drafts/item-99.md");
    assert_eq!(std::fs::read_to_string(draft).expect("the draft"), "long thought");
}

#[test]
fn the_vault_mirrors_notes_and_ideas_takes_edits_back_and_reports_conflicts() {
    let folder = with_items();
    let at = folder.path();
    let config = at.join("config.toml");
    let dir = at.join("vault");
    std::fs::write(&config, format!("[vault]\ndir = {:?}\n", dir.display().to_string()))
        .expect("written");
    let config = config.to_str().expect("a path").to_owned();
    let vault = || jogan(at).args(["--config", &config, "vault"]).output().expect("run");
    let said = |out: &std::process::Output| String::from_utf8_lossy(&out.stdout).into_owned();
    run(at, &["note", "1", "--text", "한 줄\n둘째 줄"]);
    run(at, &["idea", "new", "Distil", "--item", "1", "--section", "problem=They forget."]);
    let first = vault();
    assert!(said(&first).contains("3 files written"), "{first:?}");
    assert!(said(&vault()).contains("0 files written, 0 texts"), "nothing changed");

    let note = dir.join("notes/item-1.md");
    let text = std::fs::read_to_string(&note).expect("the note");
    assert!(text.starts_with("---\njogan: item-1\ntitle: "), "{text}");
    std::fs::write(&note, text.replace("둘째 줄", "다른 편집기에서")).expect("written");
    let idea = dir.join("ideas/idea-1.md");
    let text = std::fs::read_to_string(&idea).expect("the idea");
    std::fs::write(&idea, text.replace("They forget.", "They forget it all.")).expect("written");
    let back = vault();
    assert!(said(&back).contains("2 texts taken back"), "{back:?}");
    assert_eq!(json(at, &["show", "1", "--json"])["note"], "한 줄\n다른 편집기에서");
    let shown = json(at, &["idea", "show", "1", "--json"]);
    assert_eq!(shown[0]["sections"]["problem"], "They forget it all.");
    assert_eq!(shown[0]["links"][0]["item"], 1, "its sources stay");
    assert!(said(&vault()).contains("0 texts taken back"), "once is enough");

    // Changed on both sides: nothing is lost, and it is said until somebody settles it.
    let text = std::fs::read_to_string(&note).expect("the note");
    std::fs::write(&note, text.replace("다른 편집기에서", "theirs")).expect("written");
    run(at, &["note", "1", "--text", "mine"]);
    for _ in 0..2 {
        let conflict = vault();
        assert_eq!(conflict.status.code(), Some(3));
        assert!(String::from_utf8_lossy(&conflict.stderr).contains("item-1.md"));
    }
    let aside = dir.join("notes/item-1.conflict.md");
    assert!(std::fs::read_to_string(&aside).expect("jogan's").contains("mine"));
    assert!(std::fs::read_to_string(&note).expect("theirs").contains("theirs"));
    std::fs::remove_file(aside).expect("settled");
    assert!(said(&vault()).contains("1 texts taken back"));
    assert_eq!(json(at, &["show", "1", "--json"])["note"], "한 줄\ntheirs");
    assert!(run(at, &["note", "1", "--history"]).contains("mine"));

    // A vault that cannot be reached loses nothing, and that is said.
    std::fs::write(at.join("a-file"), "").expect("written");
    let wrong = at.join("wrong.toml");
    let nowhere = at.join("a-file/vault").display().to_string();
    std::fs::write(&wrong, format!("[vault]\ndir = {nowhere:?}\n")).expect("written");
    let wrong = wrong.to_str().expect("a path");
    let note = jogan(at).args(["--config", wrong, "note", "3", "--text", "kept"]).output();
    let note = note.expect("run");
    assert_eq!(note.status.code(), Some(3), "done in part");
    let said_of_it = String::from_utf8_lossy(&note.stderr).into_owned();
    assert!(said_of_it.contains("is kept") && said_of_it.contains("a-file"), "{said_of_it}");
    assert_eq!(json(at, &["show", "3", "--json"])["note"], "kept");

    // What is written from the shell is there without being asked for.
    run(at, &["--config", &config, "note", "2", "--text", "at once"]);
    let text = std::fs::read_to_string(dir.join("notes/item-2.md")).expect("the note");
    assert!(text.contains("at once"), "{text}");
}
