//! What the store promises when somebody pulls at its files: nothing that was said to be kept is
//! lost, and nothing is said that is not so.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::time::Duration;

use super::tests::{at, item, noon, only, open, take};
use super::*;
use crate::model::{About, Idea, Query, SourceId, Thought};

pub(super) const FIRST: About = About::Item(ItemId(1));

pub(super) fn said(store: &Store) -> Option<String> {
    store.note(FIRST).expect("read").map(|note| note.text)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("listed")
        .flatten()
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

pub(super) fn mode(path: &Path) -> u32 {
    std::fs::symlink_metadata(path).expect("it is there").permissions().mode() & 0o777
}

fn at_once(copy: &Path, folder: &Path) -> Result<Option<PathBuf>, StoreError> {
    backup::restore_within(copy, folder, Duration::ZERO, Stop::NEVER)
}

/// A store with a note on one item, and a copy of it in a folder of its own.
fn with_copy() -> (tempfile::TempDir, Store, PathBuf) {
    let (folder, mut store) = open();
    take(&mut store, "one", &[item("a", "A")], 10.0);
    store.set_note(FIRST, "in the copy", noon()).expect("kept");
    std::fs::create_dir(folder.path().join("copies")).expect("a folder");
    let copy = folder.path().join("copies/copy.db");
    store.back_up(&copy).expect("copied");
    store.set_note(FIRST, "since then", noon()).expect("kept");
    (folder, store, copy)
}

/// The log of an open store, as a program leaves it that is killed.
fn kill(store: Store) {
    let log = file::sibling(&store.path, "-wal");
    let left = std::fs::read(&log).expect("a log");
    drop(store);
    std::fs::write(&log, left).expect("written");
}

#[test]
fn a_restore_that_fails_leaves_the_store_as_it_was_and_nothing_beside_it() {
    let (folder, store, copy) = with_copy();
    let whole = std::fs::read(&copy).expect("bytes");
    std::fs::write(&copy, &whole[..whole.len() / 2]).expect("cut");
    let refused = at_once(&copy, folder.path()).expect_err("it is cut off");
    assert!(matches!(refused, StoreError::NoBackup { .. }), "{refused}");
    std::fs::write(&copy, &whole).expect("mended");
    let busy = at_once(&copy, folder.path()).expect_err("it is open");
    assert!(busy.to_string().contains("close every other jogan"), "{busy}");
    let itself = at_once(&folder.path().join(FILE), folder.path()).expect_err("the store");
    assert!(itself.to_string().contains("the store itself"), "{itself}");
    assert_eq!(said(&store).as_deref(), Some("since then"));
    drop(store);
    assert_eq!(names(folder.path()), ["copies", "jogan.db", "jogan.db-lock"]);
}

#[test]
fn a_restore_keeps_the_old_store_with_all_that_stood_in_its_log() {
    let (folder, store, copy) = with_copy();
    kill(store);
    let aside = at_once(&copy, folder.path()).expect("restored").expect("the old one");
    assert_eq!(said(&Store::open(folder.path()).expect("a store")).as_deref(), Some("in the copy"));
    let again = at_once(&aside, folder.path()).expect("put back").expect("the other");
    assert_ne!(aside, again);
    assert_eq!(said(&Store::open(folder.path()).expect("a store")).as_deref(), Some("since then"));
    let left: Vec<Leftover> = leftovers(folder.path());
    assert_eq!(left, [Leftover::BeforeRestore(aside), Leftover::BeforeRestore(again)]);
}

#[test]
fn where_a_store_was_put_aside_none_is_begun_and_that_one_can_be_put_back() {
    let (folder, store, _copy) = with_copy();
    drop(store);
    let path = folder.path().join(FILE);
    for number in [2, 10] {
        std::fs::copy(&path, file::sibling(&path, &format!(".before-restore-{number}")))
            .expect("copied");
    }
    std::fs::remove_file(&path).expect("removed");
    for refused in [Store::open(folder.path()), Store::open_read_only(folder.path())] {
        let refused = refused.expect_err("there is one").to_string();
        assert!(refused.contains("jogan restore") && refused.contains("-10"), "{refused}");
    }
    assert!(!path.exists());
    at_once(&file::sibling(&path, ".before-restore-10"), folder.path()).expect("put back");
    assert_eq!(said(&Store::open(folder.path()).expect("a store")).as_deref(), Some("since then"));
}

#[test]
fn the_copies_of_killed_programs_are_named_and_go_with_the_next() {
    let (folder, store, copy) = with_copy();
    drop(store);
    // No process has a number as high as the first, and the other one is this.
    let left = folder.path().join(".jogan-copy-999999999-abc");
    let living = folder.path().join(format!(".jogan-copy-{}-abc", std::process::id()));
    for path in [&left, &living] {
        std::fs::write(path, "half").expect("written");
    }
    // And a restore that was killed right before the swap gave the store another name.
    let name = folder.path().join("jogan.db.before-restore-1");
    std::fs::hard_link(folder.path().join(FILE), &name).expect("linked");
    let both = [Leftover::Copy(left.clone()), Leftover::Copy(name.clone())];
    assert_eq!(leftovers(folder.path()), both);
    let aside = at_once(&copy, folder.path()).expect("restored").expect("the old one");
    assert!(!left.exists() && living.exists());
    assert_eq!(leftovers(folder.path()), [Leftover::BeforeRestore(aside)]);
}

#[test]
fn what_is_written_into_a_store_that_was_removed_or_replaced_is_refused_at_its_commit() {
    for replaced in [false, true] {
        let (folder, mut store, copy) = with_copy();
        let path = folder.path().join(FILE);
        let gone = folder.path().join("moved.db");
        std::fs::rename(&path, &gone).expect("moved away");
        if replaced {
            std::fs::rename(&copy, &path).expect("moved in");
        }
        let idea = Idea::begun(7, Thought::default(), Vec::new(), false, noon());
        let refused = [
            store.set_note(FIRST, "lost words", noon()),
            store.change_idea(None, Some(&idea), noon()),
            store.set_read(&[ItemId(1)], true),
            store.set_starred(&[ItemId(1)], true, noon()),
            store.remember("a", "b"),
            store.put_pane_rule(&crate::model::PaneRule {
                of: crate::model::RuleFor::Term("x".into()),
                pane: crate::model::Pane::Trends,
            }),
        ];
        for refused in refused {
            let refused = refused.expect_err("nobody would find it");
            assert!(matches!(refused, StoreError::Replaced), "{refused}");
            assert!(refused.to_string().contains("nothing of this would be kept"), "{refused}");
        }
        // Renamed back, it is the same store, and takes what is written.
        if !replaced {
            std::fs::rename(&gone, &path).expect("moved back");
            store.set_note(FIRST, "found words", noon()).expect("kept");
            drop(store);
            let store = Store::open(folder.path()).expect("a store");
            assert_eq!(said(&store).as_deref(), Some("found words"));
        }
    }
}

#[test]
fn a_store_that_is_moved_in_under_an_open_one_takes_nothing_from_its_log() {
    let (folder, mut old, copy) = with_copy();
    old.set_note(FIRST, &"long ".repeat(50_000), noon()).expect("kept");
    std::fs::rename(&copy, folder.path().join(FILE)).expect("moved in");
    let mut new = Store::open(folder.path()).expect("the one moved in");
    assert_eq!(said(&new).as_deref(), Some("in the copy"));
    new.set_note(FIRST, "in the new one", noon()).expect("kept");
    old.set_note(FIRST, "in the old one", noon()).expect_err("it is another");
    // The old one ends after the new one began: the log that has the name now stays.
    drop(old);
    new.set_read(&[ItemId(1)], true).expect("kept");
    let beside = Store::open(folder.path()).expect("once more");
    assert_eq!(said(&beside).as_deref(), Some("in the new one"));
    assert!(only(&beside).row.read);
    drop(beside);
    kill(new);
    let new = Store::open(folder.path()).expect("after a kill");
    assert!(only(&new).row.read && new.integrity().expect("checked").is_empty());
    let left = leftovers(folder.path());
    assert!(matches!(left.as_slice(), [Leftover::Log(_)]), "the old log is named: {left:?}");
}

#[test]
fn a_store_that_is_moved_in_after_a_kill_takes_nothing_from_the_log_that_was_left() {
    let (folder, mut store, copy) = with_copy();
    store.set_note(FIRST, &"long ".repeat(50_000), noon()).expect("kept");
    kill(store);
    // As `cp` does it, into the file itself.
    let bytes = std::fs::read(&copy).expect("bytes");
    std::fs::write(folder.path().join(FILE), bytes).expect("copied over");
    let store = Store::open(folder.path()).expect("the one copied in");
    assert_eq!(said(&store).as_deref(), Some("in the copy"));
    assert!(store.integrity().expect("checked").is_empty());
    assert!(matches!(leftovers(folder.path()).as_slice(), [Leftover::Log(_)]));
}

#[test]
fn what_stands_in_the_log_of_a_killed_program_is_kept_wherever_the_folder_is_copied_to() {
    let (folder, store, _copy) = with_copy();
    let others = [tempfile::tempdir(), tempfile::tempdir()].map(|other| other.expect("a folder"));
    let copy_to = |other: &tempfile::TempDir| {
        for name in [FILE, "jogan.db-wal"] {
            std::fs::copy(folder.path().join(name), other.path().join(name)).expect("copied");
        }
    };
    // Before anything of the log was merged, and after.
    copy_to(&others[0]);
    kill(store);
    copy_to(&others[1]);
    for folder in [folder.path(), others[0].path(), others[1].path()] {
        let store = Store::open(folder).expect("a store");
        assert_eq!(said(&store).as_deref(), Some("since then"));
        assert_eq!(leftovers(folder), []);
    }
}

#[test]
fn a_log_whose_store_is_gone_becomes_no_part_of_a_new_one() {
    let (folder, store, _copy) = with_copy();
    kill(store);
    std::fs::remove_file(folder.path().join(FILE)).expect("removed");
    let store = Store::open(folder.path()).expect("a new one");
    assert!(store.rows(&Query::default(), noon()).expect("rows").is_empty());
    assert!(matches!(leftovers(folder.path()).as_slice(), [Leftover::Log(_)]));
}

#[test]
fn what_lies_in_the_data_folder_is_its_owners_alone() {
    let (folder, mut store) = open();
    take(&mut store, "one", &[item("a", "A")], 10.0);
    let copy = folder.path().join("jogan-copy.db");
    store.back_up(&copy).expect("copied");
    for name in [FILE, "jogan.db-wal", "jogan.db-shm", "jogan.db-lock", "jogan-copy.db"] {
        assert_eq!(mode(&folder.path().join(name)), 0o600, "{name}");
    }
    drop(store);
    at_once(&copy, folder.path()).expect("restored");
    assert_eq!(mode(&folder.path().join(FILE)), 0o600);

    // What an earlier version left open is closed when the store is opened.
    for name in ["drafts", "logs"] {
        std::fs::create_dir(folder.path().join(name)).expect("a folder");
        std::fs::write(folder.path().join(name).join("text"), "mine").expect("written");
    }
    let open_to_all = |path: &Path| {
        let mode = if path.is_dir() { 0o755 } else { 0o644 };
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("opened");
    };
    let ours = [FILE, "jogan-copy.db", "drafts", "logs", "drafts/text", "logs/text"];
    for name in ours {
        open_to_all(&folder.path().join(name));
    }
    open_to_all(folder.path());
    drop(Store::open(folder.path()).expect("a store"));
    for name in ours {
        assert_eq!(mode(&folder.path().join(name)) & 0o077, 0, "{name}");
    }
    assert_eq!(mode(folder.path()), 0o700);

    // A folder in which others keep something, and what they keep there, is theirs to open.
    let foreign = folder.path().join("notes.txt");
    std::fs::write(&foreign, "").expect("written");
    symlink(&foreign, folder.path().join("jogan-link")).expect("linked");
    open_to_all(&foreign);
    open_to_all(folder.path());
    drop(Store::open(folder.path()).expect("a store"));
    assert_eq!((mode(&foreign), mode(folder.path())), (0o644, 0o755));
}

#[test]
fn a_store_of_which_only_the_file_can_be_read_is_read() {
    let (folder, store, _copy) = with_copy();
    drop(store);
    let path = folder.path().join(FILE);
    // The log's index cannot be made: no link is followed there.
    symlink("nowhere", file::sibling(&path, "-shm")).expect("in the way");
    let refused = Store::open(folder.path()).expect_err("nothing can be written");
    assert!(refused.is_of_writing(), "{refused}");
    let store = Store::open_read_only(folder.path()).expect("it can be read");
    assert_eq!(said(&store).as_deref(), Some("since then"));
    assert_eq!(store.search("since", 9, noon()).expect("found").len(), 1);
}

#[test]
fn what_stands_in_the_log_alone_is_read_where_no_index_can_be_made() {
    let (folder, store, _copy) = with_copy();
    kill(store);
    let path = folder.path().join(FILE);
    std::fs::remove_file(file::sibling(&path, "-shm")).ok();
    symlink("nowhere", file::sibling(&path, "-shm")).expect("in the way");
    let store = Store::open_read_only(folder.path()).expect("it can be read");
    assert_eq!(said(&store).as_deref(), Some("since then"));
    drop(store);
    assert!(std::fs::metadata(file::sibling(&path, "-wal")).expect("the log").size() > 0);
}

#[test]
fn a_store_that_must_be_brought_up_to_date_says_so_where_it_may_only_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let connection = Connection::open(folder.path().join(FILE)).expect("a file");
    connection.execute_batch(schema::MIGRATIONS[0]).expect("the first version");
    connection.pragma_update(None, "user_version", 1).expect("a version");
    drop(connection);
    let refused = Store::open_read_only(folder.path()).expect_err("too old");
    assert!(refused.to_string().contains("start jogan once"), "{refused}");
}

#[test]
fn numbers_after_which_there_are_none_are_not_counted_on_from() {
    let (folder, mut store) = open();
    take(&mut store, "one", &[item("a", "A"), item("b", "B")], 10.0);
    let from = SourceId("one".into());
    for number in [i64::MAX, i64::MIN, -1, 0, (1 << 32) + 1] {
        let mut transaction = store.begin().expect("a transaction");
        transaction.number_from(ItemId(number));
        let prepared = Prepared::of(item(&number.to_string(), "New"), &from);
        let found = transaction.find(&from, &prepared, noon()).expect("found");
        assert!(matches!(found, Found::New(ItemId(3), _)), "{number}: {found:?}");
    }
    assert_eq!(store.odd_numbers().expect("counted"), 0);
    // An earlier version took one.
    store.connection.pragma_update(None, "foreign_keys", false).expect("set");
    store
        .connection
        .execute_batch(&format!(
            "UPDATE items SET id = {0} WHERE id = 2; UPDATE texts SET item = {0} WHERE item = 2;
             UPDATE sqlite_sequence SET seq = {0};
             INSERT INTO sqlite_sequence (name, seq) VALUES ('ideas', {0})",
            i64::MAX
        ))
        .expect("as it was");
    drop(store);
    let mut store = Store::open(folder.path()).expect("a store");
    assert_eq!(store.odd_numbers().expect("counted"), 1);
    let found = take(&mut store, "one", &[item("c", "C")], 10.0);
    // The second is known by its keys still.
    assert!(matches!(found[0], Found::New(ItemId(3), _)), "{found:?}");
    let idea = Idea::begun(7, Thought::default(), Vec::new(), false, noon());
    store.change_idea(None, Some(&idea), noon()).expect("begun");
    assert_eq!(store.ideas(false).expect("ideas")[0].id.0, 1);
}

#[test]
fn a_clock_years_ahead_lets_nothing_go_and_goes_on_doing_so() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "A")], 10.0);
    for day in ["2100-01-01T00:00:00Z", "2100-01-02T00:00:00Z", "2100-06-01T00:00:00Z"] {
        let refused = store.tidy(180, at(day)).expect_err("years ahead");
        assert!(refused.to_string().contains("2026-03-05"), "{refused}");
        store.tidy_daily(180, at(day)).expect_err("years ahead");
    }
    assert_eq!(store.rows(&Query::default(), noon()).expect("rows").len(), 1);
    assert_eq!(store.long_ago(at("2100-01-01T00:00:00Z")).expect("known"), Some(noon()));
    // By the right clock it goes on, and whoever means it has it done.
    store.tidy_daily(180, at("2026-03-20T00:00:00Z")).expect("tidied");
    store.tidy_daily(180, at("2100-01-01T00:00:00Z")).expect_err("years ahead");
    let tidied = store.tidy_by_any_clock(180, at("2100-01-01T00:00:00Z")).expect("meant");
    assert_eq!(tidied.items, 1);
    store.tidy(180, at("2100-01-02T00:00:00Z")).expect("the clock is right");
}

#[test]
fn days_beyond_all_time_let_nothing_go() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "A")], 10.0);
    assert_eq!(store.tidy(u32::MAX, noon()).expect("tidied").items, 0);
}

#[test]
fn a_store_that_is_copied_into_an_open_one_takes_nothing_from_it() {
    let (folder, mut old, copy) = with_copy();
    let path = folder.path().join(FILE);
    old.connection.execute_batch("PRAGMA wal_checkpoint(truncate)").expect("merged");
    old.set_note(FIRST, &"long ".repeat(50_000), noon()).expect("kept");
    // As `cp` does it: the same file, with something else in it.
    std::fs::write(&path, std::fs::read(&copy).expect("bytes")).expect("copied over");
    let refused = old.set_note(FIRST, "in the old one", noon()).expect_err("it is another");
    assert!(matches!(refused, StoreError::Replaced), "{refused}");
    // Until it is closed its lock is on the file, so that nobody else writes there either.
    drop(old);
    let mut new = Store::open(folder.path()).expect("the one copied in");
    assert_eq!(said(&new).as_deref(), Some("in the copy"));
    new.set_note(FIRST, "in the new one", noon()).expect("kept");
    drop(new);
    let new = Store::open(folder.path()).expect("once more");
    assert_eq!(said(&new).as_deref(), Some("in the new one"));
    assert!(new.integrity().expect("checked").is_empty());
    assert!(matches!(leftovers(folder.path()).as_slice(), [Leftover::Log(_)]));
}

#[test]
fn a_look_at_the_file_of_an_open_store_ends_none_of_its_locks() {
    let (folder, store) = open();
    let path = folder.path().join(FILE);
    store.connection.execute_batch("BEGIN IMMEDIATE; DELETE FROM memory").expect("the lock");
    drop(file::Held::open(&path));
    drop(Store::open_read_only(folder.path()).expect("beside it"));
    // Another process must find it locked still: SQLite's own program.
    let script = "import sqlite3, sys\nc = sqlite3.connect(sys.argv[1], timeout=0)\n\
                  try:\n    c.execute('BEGIN IMMEDIATE')\nexcept sqlite3.OperationalError as e:\n    \
                  print(e)\n";
    let other = std::process::Command::new("python3").arg("-c").arg(script).arg(&path).output();
    if let Ok(other) = other {
        let said = String::from_utf8_lossy(&other.stdout).into_owned();
        assert!(said.contains("locked"), "{said} {other:?}");
    }
}
