//! A store of an earlier version comes up to date with nothing lost, and one of a later version is left alone.

use super::event_tests::{heads, ids, reason, rows};
use super::tests::{item, noon, only, source, take};
use super::*;
use crate::model::{Pane, Query, Sort, StoryId, judgement};

#[test]
fn an_earlier_store_tells_by_its_moments_what_had_no_date() {
    let folder = tempfile::tempdir().expect("a folder");
    let connection = Connection::open(folder.path().join(FILE)).expect("a file");
    let adds = |migration: &&str| migration.contains("ADD COLUMN dated");
    let version = schema::MIGRATIONS.iter().position(adds).expect("a migration");
    for migration in &schema::MIGRATIONS[..version] {
        connection.execute_batch(migration).expect("migrated");
    }
    connection.pragma_update(None, "user_version", version as i64).expect("a version");
    let source = "INSERT INTO sources (no, id, name, kind, address, tier)
                  VALUES (1, 'one', 'ONE', 'feed', '', 'general')";
    connection.execute(source, []).expect("a source");
    for (id, published) in [(1, 500), (2, 900)] {
        connection
            .execute(
                "INSERT INTO items (id, source_no, title, author_count, published, first_seen,
                     fingerprint, pane, story, base, language, companies, moves)
                 VALUES (?1, 1, 'T', 0, ?2, 900, 0, 0, ?1, 1.0, 'en', '', '')",
                [id, published],
            )
            .expect("an item");
    }
    drop(connection);
    let store = Store::open(folder.path()).expect("a store");
    let rows = store.rows(&Query { sort: Sort::New, ..Query::default() }, noon()).expect("rows");
    assert_eq!(rows.iter().map(|row| row.dated).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn a_store_of_a_newer_version_is_refused_and_left_untouched() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(FILE);
    let connection = Connection::open(&path).expect("a file");
    connection.pragma_update(None, "user_version", 999).expect("a version");
    drop(connection);
    let before = std::fs::read(&path).expect("bytes");
    let refused = Store::open(folder.path()).expect_err("refused");
    assert!(matches!(refused, StoreError::Newer { found: 999, .. }), "{refused}");
    assert!(refused.to_string().contains("update jogan"), "{refused}");
    assert_eq!(std::fs::read(&path).expect("bytes"), before);
    let beside = std::fs::read_dir(folder.path()).expect("a folder").flatten();
    let names: Vec<_> = beside.map(|file| file.file_name()).collect();
    assert_eq!(names.len(), 2, "nothing but the lock beside it: {names:?}");
}

#[test]
fn a_store_of_every_earlier_version_comes_up_to_date() {
    for from in 0..schema::MIGRATIONS.len() {
        let folder = tempfile::tempdir().expect("a folder");
        let connection = Connection::open(folder.path().join(FILE)).expect("a file");
        for migration in &schema::MIGRATIONS[..from] {
            connection.execute_batch(migration).expect("migrated");
        }
        connection.pragma_update(None, "user_version", from as i64).expect("a version");
        drop(connection);
        let mut store = Store::open(folder.path()).expect("a store");
        store.put_source(&source("one")).expect("a source");
        take(&mut store, "one", &[item("a", "Title")], 10.0);
        assert_eq!(only(&store).row.title, "Title", "from version {from}");
        assert_eq!(store.integrity().expect("checked"), Vec::<String>::new());
    }
}

#[test]
fn a_store_of_an_earlier_version_is_kept_beside_and_can_be_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(FILE);
    let connection = Connection::open(&path).expect("a file");
    connection.execute_batch(schema::MIGRATIONS[0]).expect("migrated");
    connection.pragma_update(None, "user_version", 1).expect("a version");
    drop(connection);
    for _ in 0..2 {
        drop(Store::open(folder.path()).expect("a store"));
        let kept = leftovers(folder.path());
        let [Leftover::BeforeUpgrade(kept)] = &kept[..] else { panic!("{kept:?}") };
        let before = Connection::open(kept).expect("a store");
        assert_eq!(schema::version(&before).expect("read"), 1);
    }
    let kept = leftovers(folder.path());
    let [Leftover::BeforeUpgrade(kept)] = &kept[..] else { panic!("{kept:?}") };
    backup::restore(kept, folder.path(), Stop::NEVER).expect("put back");
    let back = Connection::open(&path).expect("a file");
    assert_eq!(schema::version(&back).expect("read"), 1);
}

#[test]
fn a_store_that_another_program_has_open_is_not_brought_up_to_date_under_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(FILE);
    let connection = Connection::open(&path).expect("a file");
    connection.execute_batch(schema::MIGRATIONS[0]).expect("migrated");
    connection.pragma_update(None, "user_version", 1).expect("a version");
    drop(connection);
    let older = lock::Lock::beside(&path, lock::Absent::Leave).expect("a hold");
    let refused = Store::open_within(folder.path(), std::time::Duration::ZERO, Stop::NEVER)
        .expect_err("in use");
    assert!(matches!(refused, StoreError::InUse { .. }), "{refused}");
    let there = Connection::open(&path).expect("a file");
    assert_eq!(schema::version(&there).expect("read"), 1);
    assert_eq!(leftovers(folder.path()), []);
    drop((older, there));
    Store::open(folder.path()).expect("up to date");
}

#[test]
fn a_store_of_the_version_before_has_a_row_for_each_story() {
    let folder = tempfile::tempdir().expect("a folder");
    let connection = Connection::open(folder.path().join(FILE)).expect("a file");
    for migration in &schema::MIGRATIONS[..5] {
        connection.execute_batch(migration).expect("an earlier version");
    }
    connection.pragma_update(None, "user_version", 5).expect("a version");
    // Items 1 to 3 are one story, led by 2, of which 3 was moved by hand; 4 is alone and has points
    // by a lens; 5 is muted; 6 was muted once and leads nothing; the reasons of 7 are damaged.
    connection
        .execute_batch(
            "INSERT INTO sources (no, id, name, kind, address, tier)
                 VALUES (1, 'one', 'ONE', 'feed', '', 'general');
             WITH rows(id, pane, story, head, base, rank) AS (VALUES
                 (1, 1, 1, 0, 10.0, 3.3), (2, 1, 1, 1, 40.0, 5.3), (3, 1, 1, 0, 20.0, 4.3),
                 (4, 0, 4, 1, 30.0, 4.9), (5, 2, 5, 0, 0.0, -1022.0), (6, 2, 6, 0, 5.0, 2.3),
                 (7, 2, 7, 1, 7.0, 2.8))
             INSERT INTO items (id, source_no, title, author_count, published, first_seen,
                 fingerprint, pane, story, head, base, rank, language, companies, moves)
                 SELECT id, 1, 'Item ' || id, 0, 100 + id, 200, id, pane, story, head, base, rank,
                     'en', '', '' FROM rows;
             INSERT INTO texts SELECT id, '[]', '[]', '', '', 0, NULL, '' FROM items;
             INSERT INTO judgements SELECT id, '[{\"t\":\"source\",\"p\":22}]', '[]', 'pane.by_paper'
                 FROM items;
             UPDATE judgements SET why =
                 '[{\"t\":\"source\",\"p\":22},{\"t\":\"watch\",\"p\":8,\"f\":[\"x\"]}]' WHERE item = 4;
             UPDATE judgements SET why = '[{' WHERE item = 7;
             INSERT INTO stories VALUES (1, 2, 3, 2, 101, 103);
             INSERT INTO moved VALUES (3, 2)",
        )
        .expect("rows");
    drop(connection);
    let store = Store::open(folder.path()).expect("brought up to date");
    let read = |id| store.story(StoryId(id)).expect("read");
    let first = read(1).expect("a story");
    assert_eq!((first.head, first.size, first.publishers), (ItemId(2), 3, 2));
    assert_eq!((first.pane, first.pane_reason.as_str()), (Pane::Trends, "pane.by_hand"));
    assert_eq!((first.first.timestamp(), first.last.timestamp()), (101, 103));
    assert_eq!((first.worth, first.base, first.why), (40.0, 40.0, vec![reason("source", 22.0)]));
    let alone = read(4).expect("a story");
    assert_eq!((alone.worth, alone.base, alone.pane), (22.0, 30.0, Pane::Research));
    assert_eq!((alone.size, alone.publishers, alone.pane_reason.as_str()), (1, 1, "pane.by_paper"));
    assert_eq!(read(5), None);
    assert_eq!(read(6).expect("a story").head, ItemId(6));
    let damaged = read(7).expect("a story");
    assert_eq!((damaged.worth, damaged.why), (7.0, Vec::new()));
    let trends = rows(&store, &heads(Pane::Trends));
    assert_eq!(ids(&trends), [2, 7, 6]);
    assert!((trends[0].score - judgement::score(5.3, noon())).abs() < 1e-9);
    assert_eq!(store.integrity().expect("checked"), Vec::<String>::new());
}
