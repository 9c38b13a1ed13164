//! What is left of a damaged store, and what is said of it.

use super::safety_tests::{FIRST, mode, said};
use super::tests::{item, noon, only, open, source, take};
use super::*;
use crate::model::change::Standing;
use crate::model::idea::Link;
use crate::model::{About, Idea, Listed, NewItem, Thought};

/// A store with much in it: items, notes, ideas, a reading list.
fn rich() -> (tempfile::TempDir, Store) {
    let (folder, mut store) = open();
    let items: Vec<_> = (0..300)
        .map(|n| NewItem {
            content: format!("{n} {}", "words of it ".repeat(300)),
            ..item(&format!("i{n}"), &format!("Title {n}"))
        })
        .collect();
    take(&mut store, "one", &items, 10.0);
    for n in 1..=100 {
        let about = About::Item(ItemId(n));
        store.set_note(about, &format!("note {n} {}", "long ".repeat(200)), noon()).expect("kept");
        let thought = Thought { title: format!("Idea {n}"), ..Thought::default() };
        let links = vec![Link { item: ItemId(n), why: "because".into() }];
        let idea = Idea::begun(n, thought, links, false, noon());
        store.change_idea(None, Some(&idea), noon()).expect("begun");
    }
    let listed = Listed { tags: vec!["mine".into()], ..Listed::default() };
    store
        .changing(|kept| {
            kept.change_listed(&[Standing { id: ItemId(300), was: None, to: Some(listed) }], noon())
        })
        .expect("listed");
    (folder, store)
}

/// Writes over one page in so many of a store's file, its first aside.
fn damage(path: &Path, every: usize, from: usize) {
    let mut bytes = std::fs::read(path).expect("bytes");
    let pages = bytes.len() / 4096;
    for page in (1..pages).filter(|page| page % every == from) {
        bytes[page * 4096..(page + 1) * 4096].fill(0xa5);
    }
    std::fs::write(path, bytes).expect("written");
}

#[test]
fn a_whole_store_is_salvaged_whole() {
    let (folder, store) = rich();
    drop(store);
    let new = tempfile::tempdir().expect("a folder");
    let to = new.path().join(FILE);
    let salvaged = salvage(&folder.path().join(FILE), &to, Stop::NEVER).expect("salvaged");
    let all = Salvaged { items: 300, notes: 100, ideas: 100, torn: Vec::new() };
    assert_eq!(salvaged, all);
    let store = Store::open(new.path()).expect("a store");
    assert!(store.integrity().expect("checked").is_empty());
    assert_eq!(store.search("note", 500, noon()).expect("found").len(), 100);
    assert_eq!(store.listed(ItemId(300)).expect("read").map(|l| l.tags), Some(vec!["mine".into()]));
    assert!(
        matches!(salvage(&to, &to, Stop::NEVER), Err(StoreError::File { .. })),
        "never written over"
    );
    assert_eq!(mode(&to), 0o600);
}

#[test]
fn what_can_be_read_of_a_damaged_store_is_in_the_new_one() {
    let mut kept = (0, 0);
    for from in 0..7 {
        let (folder, store) = rich();
        drop(store);
        let path = folder.path().join(FILE);
        damage(&path, 7, from);
        let new = tempfile::tempdir().expect("a folder");
        let salvaged = salvage(&path, &new.path().join(FILE), Stop::NEVER).expect("salvaged");
        let mut store = Store::open(new.path()).expect("a store");
        assert!(store.integrity().expect("checked").is_empty());
        let notes = store.notes(None).expect("notes");
        assert_eq!(notes.len(), salvaged.notes as usize);
        for note in &notes {
            let id = note.about.item().expect("an item");
            let item = store.item(id, noon()).expect("an item, or one that stands in for it");
            assert_eq!(item.note.as_deref(), Some(note.text.as_str()));
        }
        let ideas = store.ideas(false).expect("ideas");
        assert!(ideas.iter().all(|idea| !idea.thought.title.is_empty()));
        store.put_source(&source("one")).expect("a source");
        // It goes on: what is new comes in under a number that nobody had.
        let found = take(&mut store, "one", &[item("new", "New")], 10.0);
        let is_new = |id: ItemId| id.0 > 250 && store.item(id, noon()).is_ok();
        assert!(matches!(found[0], Found::New(id, _) if is_new(id)), "{found:?}");
        kept = (kept.0 + salvaged.items, kept.1 + notes.len());
    }
    println!("of 7 × 300 items {} were kept, of 7 × 100 notes {}", kept.0, kept.1);
    // Each page was gone once, and with it what it held, and no more.
    assert!(kept.0 > 1_700 && kept.1 > 560, "{kept:?}");
}

#[test]
fn a_store_whose_beginning_is_gone_is_salvaged_from_its_pages() {
    let (folder, mut store) = rich();
    store.set_note(FIRST, "said last", noon()).expect("kept");
    drop(store);
    let path = folder.path().join(FILE);
    let mut bytes = std::fs::read(&path).expect("bytes");
    bytes[..3 * 4096].fill(0);
    std::fs::write(&path, bytes).expect("written");
    let new = tempfile::tempdir().expect("a folder");
    let salvaged = salvage(&path, &new.path().join(FILE), Stop::NEVER).expect("salvaged");
    assert_eq!((salvaged.items, salvaged.notes, salvaged.ideas), (300, 100, 100));
    let store = Store::open(new.path()).expect("a store");
    assert!(store.integrity().expect("checked").is_empty());
    assert_eq!(said(&store).as_deref(), Some("said last"));
    assert_eq!(store.ideas(false).expect("ideas")[0].links[0].why, "because");
    assert_eq!(store.listed(ItemId(300)).expect("read").map(|l| l.tags), Some(vec!["mine".into()]));
}

#[test]
fn a_store_that_was_cut_off_is_salvaged_up_to_there() {
    let (folder, store) = rich();
    drop(store);
    let path = folder.path().join(FILE);
    let bytes = std::fs::read(&path).expect("bytes");
    std::fs::write(&path, &bytes[..bytes.len() * 2 / 3]).expect("cut");
    let new = tempfile::tempdir().expect("a folder");
    let salvaged = salvage(&path, &new.path().join(FILE), Stop::NEVER).expect("salvaged");
    assert!(salvaged.items > 50 && !salvaged.torn.is_empty(), "{salvaged:?}");
    let store = Store::open(new.path()).expect("a store");
    assert!(store.integrity().expect("checked").is_empty());
}

#[test]
fn a_store_of_an_earlier_version_is_salvaged_and_brought_up_to_date() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(FILE);
    let connection = Connection::open(&path).expect("a file");
    connection.execute_batch(schema::MIGRATIONS[0]).expect("the first version");
    connection.pragma_update(None, "user_version", 1).expect("a version");
    connection
        .execute_batch(
            "INSERT INTO sources (no, id, name, kind, address, tier)
                 VALUES (1, 'one', 'ONE', 'feed', '', 'general');
             INSERT INTO items (id, source_no, title, author_count, published, first_seen,
                 fingerprint, pane, story, head, base, rank, language, companies, moves, noted)
                 VALUES (7, 1, 'Old', 0, 0, 0, 0, 0, 7, 1, 1.0, 1.0, 'en', '', '', 1);
             INSERT INTO notes VALUES (7, 'mine', 10, 20)",
        )
        .expect("a row of each");
    drop(connection);
    let new = tempfile::tempdir().expect("a folder");
    salvage(&path, &new.path().join(FILE), Stop::NEVER).expect("salvaged");
    let store = Store::open(new.path()).expect("a store");
    // Its text was lost.
    assert_eq!(only(&store).note.as_deref(), Some("mine"));
}

#[test]
fn what_is_no_store_is_said_to_be_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("new.db");
    let noise = folder.path().join("noise.db");
    std::fs::write(&noise, [0x5a; 9_000]).expect("written");
    for from in [noise, folder.path().join("none.db")] {
        let refused = salvage(&from, &to, Stop::NEVER).expect_err("nothing to read").to_string();
        assert!(refused.contains("jogan restore"), "{refused}");
    }
    assert!(!to.exists());
}

#[test]
fn every_message_of_a_damaged_store_says_what_to_do() {
    let (folder, store) = rich();
    store
        .connection
        .execute_batch("UPDATE items SET companies = x'ff' WHERE id = 2")
        .expect("as damage has it");
    let refused = store.item(ItemId(2), noon()).expect_err("damaged").to_string();
    assert!(refused.contains("jogan salvage"), "{refused}");
    store.connection.execute_batch("DROP TABLE judgements").expect("as damage has it");
    let refused = store.why(ItemId(3)).expect_err("no such table").to_string();
    assert!(refused.contains("jogan restore"), "{refused}");
    drop(store);
    std::fs::write(folder.path().join(FILE), "this is no database at all").expect("written");
    let refused = Store::open(folder.path()).expect_err("no database").to_string();
    assert!(refused.contains("jogan salvage") && refused.contains("jogan doctor"), "{refused}");
}
