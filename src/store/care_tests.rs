//! What the store promises of what the reader made: notes, the reading list, ideas.

use super::tests::{at, item, noon, only, open, take};
use super::*;
use crate::model::change::{Change, Face, Standing, Way};
use crate::model::idea::Link;
use crate::model::{
    About, Idea, IdeaId, ItemId, Listed, NewItem, Progress, Query, Sort, SourceId, Thought, Week,
};

fn days_later(days: i64) -> Moment {
    noon() + chrono::Duration::days(days)
}

fn thought(title: &str) -> Thought {
    Thought { title: title.into(), ..Thought::default() }
}

fn link(item: ItemId) -> Link {
    Link { item, why: "it says so".into() }
}

/// Begins an idea.
fn begin(store: &mut Store, key: i64, title: &str, links: &[Link]) -> Result<Idea, StoreError> {
    let idea = Idea::begun(key, thought(title), links.to_vec(), false, noon());
    store.change_idea(None, Some(&idea), noon())?;
    store.idea(idea.id)
}

#[test]
fn a_note_keeps_what_it_said_before_and_comes_back_after_it_was_deleted() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "A")], 10.0);
    let about = About::Item(only(&store).row.id);
    for (hour, text) in ["one", "two", "", "three"].iter().enumerate() {
        store.set_note(about, text, noon() + chrono::Duration::hours(hour as i64)).expect("kept");
    }
    let said: Vec<String> =
        store.note_versions(about).expect("versions").into_iter().map(|v| v.text).collect();
    assert_eq!(said, ["two", "one"]);
    store.set_note(about, " ", noon()).expect("deleted");
    assert_eq!(store.note(about).expect("none"), None);
    assert!(!only(&store).row.noted);
    assert!(store.changing(|kept| kept.restore_note(about)).expect("restored").is_some());
    assert_eq!(only(&store).note.as_deref(), Some("three"));
    assert!(only(&store).row.noted);
}

#[test]
fn a_note_that_was_changed_meanwhile_is_not_written_over() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "A")], 10.0);
    let about = About::Item(only(&store).row.id);
    store.changing(|kept| kept.change_note(about, None, "mine", noon())).expect("the first");
    store.set_note(about, "theirs", noon()).expect("another program's");
    let refused = store
        .changing(|kept| kept.change_note(about, Some("mine"), "mine too", noon()))
        .expect_err("stale");
    assert!(matches!(refused, StoreError::Stale { says } if says == "theirs"));
    store
        .changing(|kept| kept.change_note(about, Some("mine"), "theirs", noon()))
        .expect("nothing to do");
    store
        .changing(|kept| kept.change_note(about, Some("theirs"), "both", noon()))
        .expect("seen and changed");
}

#[test]
fn stories_and_days_have_notes_too_and_a_storys_is_found_by_its_words() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "A")], 10.0);
    let row = only(&store).row;
    let day = "2026-03-05".parse().expect("a day");
    store.set_note(About::Story(row.story), "온 이야기", noon()).expect("kept");
    store.set_note(About::Day(day), "a quiet day", noon()).expect("kept");
    assert_eq!(only(&store).story_note.as_deref(), Some("온 이야기"));
    assert_eq!(store.search("이야기", 9, noon()).expect("found").len(), 1);
    assert_eq!(store.note(About::Day(day)).expect("there").expect("a note").text, "a quiet day");
    assert_eq!(store.notes(None).expect("notes").len(), 2);
    let nowhere = store.set_note(About::Item(ItemId(99)), "x", noon()).expect_err("no item");
    assert!(matches!(nowhere, StoreError::NoItem(99)));
}

#[test]
fn the_reading_list_has_states_tags_weeks_and_an_order_by_hand() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "A"), item("b", "B"), item("c", "C")], 10.0);
    let [a, b, c] = [1, 2, 3].map(ItemId);
    store.set_starred(&[a, b, c], true, noon()).expect("starred");
    let by_hand = |query: Query| Query { sort: Sort::Hand, ..query };
    let ids = |store: &Store, query: Query| -> Vec<i64> {
        let rows = store.rows(&by_hand(query), noon()).expect("rows");
        rows.iter().map(|row| row.id.0).collect()
    };
    assert_eq!(ids(&store, Query::default()), [3, 2, 1], "the latest stands first");
    store.changing(|kept| kept.place_before(a, Some(c))).expect("placed");
    store.changing(|kept| kept.swap_places(c, b)).expect("swapped");
    assert_eq!(ids(&store, Query::default()), [1, 2, 3]);
    store.changing(|kept| kept.place_before(a, None)).expect("placed");
    assert_eq!(ids(&store, Query::default()), [2, 3, 1]);

    let week = Week::parse("2026-W10").expect("a week");
    let listed =
        Listed { state: Progress::Reading, tags: vec!["시계열".into()], due: Some(week) };
    store
        .changing(|kept| {
            kept.change_listed(&[Standing { id: b, was: None, to: Some(listed.clone()) }], noon())
        })
        .expect("set");
    let of = |progress, tag: Option<&str>, due| Query {
        progress,
        tag: tag.map(str::to_owned),
        due,
        ..Query::default()
    };
    assert_eq!(ids(&store, of(Some(Progress::Reading), None, None)), [2]);
    assert_eq!(ids(&store, of(Some(Progress::ToRead), None, None)), [3, 1]);
    assert_eq!(ids(&store, of(None, Some("시계열"), Some(week.next()))), [2]);
    assert_eq!(store.count(&of(None, Some("x"), None)).expect("counted").all, 0);
    assert_eq!(store.length(&of(None, None, Some(week))).expect("counted"), 1);

    // Taken off and put back, it stands as it stood.
    store.set_starred(&[b], false, noon()).expect("taken off");
    assert_eq!(store.listed(b).expect("read"), None);
    store.set_starred(&[b], true, days_later(1)).expect("put back");
    assert_eq!(store.item(b, noon()).expect("b").row.listed, Some(listed));
    assert_eq!(store.item(b, noon()).expect("b").starred_at, Some(noon()));
    assert!(matches!(
        store.changing(|kept| kept.place_before(ItemId(9), None)),
        Err(StoreError::NotListed(9))
    ));
}

#[test]
fn ideas_are_begun_changed_deleted_and_brought_back() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "A")], 10.0);
    let a = only(&store).row.id;
    let id = begin(&mut store, 7, "Small models", &[link(a)]).expect("begun").id;
    assert_eq!(only(&store).ideas[0].title, "Small models");
    let was = store.idea(id).expect("the idea");
    let to = Idea { thought: thought("Smaller models"), ..was.clone() };
    store.change_idea(Some(&was), Some(&to), days_later(1)).expect("changed");
    store.change_idea(Some(&was), Some(&to), days_later(1)).expect("it says so already");
    let other = Idea { thought: thought("Larger models"), ..was.clone() };
    let stale = store.change_idea(Some(&was), Some(&other), days_later(1)).expect_err("stale");
    assert!(matches!(stale, StoreError::Stale { .. }));
    let now = store.idea(id).expect("the idea");
    assert_eq!((now.touched, now.created), (days_later(1), noon()));
    store.change_idea(Some(&now), None, days_later(2)).expect("deleted");
    assert!(store.ideas(false).expect("ideas").is_empty() && only(&store).ideas.is_empty());
    store.change_idea(None, Some(&now), days_later(3)).expect("undone");
    assert_eq!(store.ideas(false).expect("ideas")[0].links, [link(a)]);
    let nothing = begin(&mut store, 8, "x", &[link(ItemId(99))]);
    assert!(matches!(nothing, Err(StoreError::NoItem(99))));
    assert_eq!(begin(&mut store, 8, "x", &[]).expect("begun").id.0, id.0 + 1);
}

#[test]
fn an_idea_is_one_however_often_it_is_begun_and_gets_a_number_that_nobody_had() {
    let (_folder, mut store) = open();
    let idea = begin(&mut store, 7, "x", &[]).expect("begun");
    assert_eq!(begin(&mut store, 7, "x", &[]).expect("the same").id, idea.id);
    assert!(matches!(begin(&mut store, 7, "y", &[]), Err(StoreError::Stale { .. })));
    let to = Idea { id: IdeaId::of_key(7), thought: thought("y"), ..idea.clone() };
    store.change_idea(Some(&idea), Some(&to), noon()).expect("by its key");
    assert_eq!(store.idea(idea.id).expect("there").thought.title, "y");
    let other = begin(&mut store, 8, "x", &[]).expect("begun").id;
    assert_ne!(other, idea.id);
    store.changing(|kept| kept.delete_idea(other, Some(noon()))).expect("deleted");
    store.tidy(0, days_later(40)).expect("tidied");
    assert!(begin(&mut store, 9, "z", &[]).expect("begun").id > other);
}

#[test]
fn what_another_program_changed_on_the_reading_list_meanwhile_stays() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "A")], 10.0);
    let a = ItemId(1);
    store.set_starred(&[a], true, noon()).expect("starred");
    let was = Listed { tags: vec!["old".into()], ..Listed::default() };
    store
        .changing(|kept| {
            kept.change_listed(&[Standing { id: a, was: None, to: Some(was.clone()) }], noon())
        })
        .expect("set");
    let week = Week::parse("2026-W15");
    let theirs = Listed { tags: vec!["old".into(), "new".into()], due: week, ..was.clone() };
    store
        .changing(|kept| {
            kept.change_listed(
                &[Standing { id: a, was: Some(was.clone()), to: Some(theirs) }],
                noon(),
            )
        })
        .expect("theirs");
    let mine = Listed { state: Progress::Reading, tags: vec!["own".into()], ..was.clone() };
    store
        .changing(|kept| {
            kept.change_listed(&[Standing { id: a, was: Some(was), to: Some(mine) }], noon())
        })
        .expect("mine");
    let tags = vec!["new".into(), "own".into()];
    let both = Listed { state: Progress::Reading, tags, due: week };
    assert_eq!(store.listed(a).expect("read"), Some(both));
}

#[test]
fn ideas_and_notes_on_stories_and_days_are_found_by_their_words() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "A")], 10.0);
    begin(&mut store, 7, "작은 모델의 긴 기억", &[]).expect("begun");
    begin(&mut store, 8, "Something else", &[]).expect("begun");
    let day = About::Day("2026-03-05".parse().expect("a day"));
    store.set_note(day, "논문을 읽은 날", noon()).expect("kept");
    store.set_note(About::Story(ItemId(1).into()), "Papers on memory", noon()).expect("kept");
    store.set_note(About::Item(ItemId(1)), "memory of its own", noon()).expect("kept");
    let own = |text: &str| store.search_own(text).expect("searched");
    assert_eq!(own("기억").ideas.len(), 1);
    assert_eq!(own("논문").notes[0].about, day);
    assert_eq!(own("memory").notes.len(), 1, "that of an item is found with its item");
    assert_eq!(own("memory -papers"), Own::default());
}

#[test]
fn age_takes_nothing_that_is_starred_noted_linked_or_was_until_lately() {
    let (_folder, mut store) = open();
    let ids = ["plain", "starred", "noted", "linked", "told", "unstarred", "forgotten", "named"];
    let items: Vec<_> = ids.into_iter().map(|id| item(id, id)).collect();
    take(&mut store, "one", &items, 10.0);
    store.set_starred(&[ItemId(2), ItemId(6)], true, noon()).expect("starred");
    store.set_note(About::Item(ItemId(3)), "see [[item:8|named]]", noon()).expect("noted");
    store.set_note(About::Item(ItemId(7)), "mine", noon()).expect("noted");
    store.set_note(About::Item(ItemId(7)), "", noon()).expect("deleted long ago");
    store.set_note(About::Story(ItemId(5).into()), "mine", noon()).expect("noted");
    begin(&mut store, 7, "x", &[link(ItemId(4))]).expect("an idea");
    store.set_starred(&[ItemId(6)], false, days_later(190)).expect("lately");

    assert_eq!(store.tidy(0, days_later(200)).expect("tidied").items, 0, "0 keeps for ever");
    let tidied = store.tidy(180, days_later(200)).expect("tidied");
    let mut left: Vec<i64> =
        store.rows(&Query::default(), noon()).expect("rows").iter().map(|row| row.id.0).collect();
    left.sort_unstable();
    assert_eq!(left, [2, 3, 4, 5, 6, 8], "{tidied:?}");
    assert!(store.search("plain", 9, noon()).expect("searched").is_empty());

    // The feed still tells of what was let go: it stays away, until an import brings it back.
    take(&mut store, "one", &items, 10.0);
    assert_eq!(store.rows(&Query::default(), noon()).expect("rows").len(), 6);
    let mut transaction = store.begin().expect("a transaction");
    transaction.number_from(ItemId(1));
    let from = SourceId("one".into());
    let again = Prepared::of(items[0].clone(), &from);
    let found = transaction.find(&from, &again, noon()).expect("found");
    assert!(matches!(found, Found::New(ItemId(9), _)), "{found:?}");
    drop(transaction);

    store.tidy(180, days_later(300)).expect("tidied");
    assert_eq!(store.rows(&Query::default(), noon()).expect("rows").len(), 5, "6 was long enough");
    store.vacuum().expect("vacuumed");
    assert!(store.integrity().expect("checked").is_empty());
}

#[test]
fn room_is_given_back_where_much_of_a_store_that_is_not_too_large_is_empty() {
    let (folder, mut store) = open();
    let items: Vec<_> = (0..400)
        .map(|n| NewItem {
            content: format!("{n} {}", "many words of it ".repeat(200)),
            ..item(&n.to_string(), &n.to_string())
        })
        .collect();
    take(&mut store, "one", &items, 10.0);
    assert!(!store.vacuum_if_worth(u64::MAX).expect("looked"), "nothing is empty");
    store.tidy(30, days_later(90)).expect("tidied");
    assert!(!store.vacuum_if_worth(1).expect("looked"), "it is too large");
    assert!(store.vacuum_if_worth(u64::MAX).expect("vacuumed"));
    drop(store);
    let size = std::fs::metadata(folder.path().join(FILE)).expect("the store").len();
    assert!(size < 400_000, "{size}");
}

#[test]
fn a_removed_source_leaves_what_the_reader_made_something_of() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "A"), item("b", "B")], 10.0);
    begin(&mut store, 7, "x", &[link(ItemId(2))]).expect("an idea");
    store.remove_source(&SourceId("one".into())).expect("removed");
    assert_eq!(only(&store).row.title, "B");
}

#[test]
fn a_backup_is_taken_while_the_store_is_open_and_comes_back_when_it_is_not() {
    let (folder, mut store) = open();
    take(&mut store, "one", &[item("a", "Before")], 10.0);
    let copy = folder.path().join("copy.db");
    store.back_up(&copy).expect("backed up");
    assert!(matches!(store.back_up(&copy), Err(StoreError::File { .. })), "never written over");
    take(&mut store, "one", &[item("a", "After")], 10.0);
    let at_once = std::time::Duration::ZERO;
    let busy =
        backup::restore_within(&copy, folder.path(), at_once, Stop::NEVER).expect_err("it is open");
    assert!(matches!(busy, StoreError::InUse { .. }), "{busy}");
    drop(store);
    // Whoever was killed left this.
    std::fs::write(folder.path().join("jogan.db-shm"), "").expect("written");
    let aside =
        restore(&copy, folder.path(), Stop::NEVER).expect("restored").expect("the old one is kept");
    assert!(aside.exists());
    let names = std::fs::read_dir(folder.path()).expect("listed").flatten();
    let left = names.filter(|file| file.file_name().to_string_lossy().ends_with("-shm")).count();
    assert_eq!(left, 0);
    let store = Store::open(folder.path()).expect("a store");
    assert_eq!(only(&store).row.title, "Before");
    let no_store = folder.path().join("text.db");
    std::fs::write(&no_store, "not a database").expect("written");
    drop(store);
    let refused = restore(&no_store, folder.path(), Stop::NEVER).expect_err("no backup");
    assert!(matches!(refused, StoreError::NoBackup { .. }), "{refused}");
    assert!(Store::open(folder.path()).is_ok(), "nothing was touched");
}

#[test]
fn notes_and_stars_of_the_first_version_are_still_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let connection = rusqlite::Connection::open(folder.path().join(FILE)).expect("a file");
    connection.execute_batch(schema::MIGRATIONS[0]).expect("the first version");
    connection.pragma_update(None, "user_version", 1).expect("a version");
    connection
        .execute_batch(
            "INSERT INTO sources (no, id, name, kind, address, tier)
                 VALUES (1, 'one', 'ONE', 'feed', '', 'general');
             INSERT INTO items (id, source_no, title, author_count, published, first_seen,
                 fingerprint, pane, story, head, base, rank, language, companies, moves,
                 starred_at, noted)
                 VALUES (7, 1, 'Old', 0, 0, 0, 0, 0, 7, 1, 1.0, 1.0, 'en', '', '', 50, 1);
             INSERT INTO texts VALUES (7, '[]', '[]', '', '', 0, NULL, '{}');
             INSERT INTO notes VALUES (7, 'mine', 10, 20)",
        )
        .expect("a row of each");
    drop(connection);
    let store = Store::open(folder.path()).expect("brought up to date");
    let item = only(&store);
    assert_eq!(item.note.as_deref(), Some("mine"));
    assert_eq!(item.row.listed, Some(Listed::default()));
    assert_eq!(item.starred_at, Some(at("1970-01-01T00:00:50Z")));
}

#[test]
fn what_an_earlier_version_knew_of_visits_is_still_known_and_a_password_leaves_the_address() {
    let folder = tempfile::tempdir().expect("a folder");
    let connection = rusqlite::Connection::open(folder.path().join(FILE)).expect("a file");
    for migration in &schema::MIGRATIONS[..3] {
        connection.execute_batch(migration).expect("an earlier version");
    }
    connection.pragma_update(None, "user_version", 3).expect("a version");
    connection
        .execute_batch(
            "INSERT INTO sources (no, id, name, kind, address, tier)
                 VALUES (1, 'one', 'ONE', 'feed', 'https://ann:hunter2@one.example/', 'general');
             INSERT INTO fetch_states (source_no, last_attempt, last_success, last_error, failures)
                 VALUES (1, 90, 60, 'it was down', 2)",
        )
        .expect("a row of each");
    drop(connection);
    let store = Store::open(folder.path()).expect("brought up to date");
    let health = store.health(noon()).expect("health").pop().expect("a source");
    assert_eq!(health.source.address, "https://one.example/");
    assert_eq!(health.source.options["basic"], "ann:hunter2");
    let then = Some(at("1970-01-01T00:01:00Z"));
    assert_eq!((health.state.first_success, health.state.failing_since), (then, then));
    assert_eq!(health.state.last_error, Some(crate::model::Phrase::plain("it was down")));
    assert!(!health.state.gone);
}

#[test]
fn a_full_disk_refuses_a_note_in_words_and_leaves_the_one_before() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "A")], 10.0);
    let about = About::Item(only(&store).row.id);
    store.set_note(about, "short", noon()).expect("kept");
    let pages: i64 =
        store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).expect("pages");
    store.connection.pragma_update(None, "max_page_count", pages).expect("no more pages");
    let refused = store.set_note(about, &"long ".repeat(100_000), noon()).expect_err("full");
    assert!(refused.to_string().contains("the disk is full; make room"), "{refused}");
    assert_eq!(store.note(about).expect("read").expect("a note").text, "short");
}

#[test]
fn an_author_is_found_by_a_part_of_any_name_whatever_its_case_and_width() {
    use crate::model::Trait;
    use crate::text::tokens::folded_name;
    let (_folder, mut store) = open();
    let by = |id: &str, authors: &[&str]| NewItem {
        authors: authors.iter().map(|name| (*name).to_owned()).collect(),
        ..item(id, id)
    };
    let items = [
        by("a", &["Ada Lantern", "Ｌｉ Ｗｅｉ"]),
        by("b", &["Émile Harbour"]),
        by("c", &["김철수"]),
        by("d", &[]),
    ];
    take(&mut store, "one", &items, 10.0);
    let found = |name: &str, holds: bool| -> Vec<i64> {
        let traits = vec![(Trait::Author(folded_name(name)), holds)];
        let query = Query { traits, ..Query::default() };
        let rows = store.rows(&query, noon()).expect("rows");
        assert_eq!(store.count(&query).expect("a count").all as usize, rows.len());
        let mut ids: Vec<i64> = rows.into_iter().map(|row| row.id.0).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(found("LI", true), [1], "the second of two authors");
    assert_eq!(found("émile", true), [2]);
    assert_eq!(found("철수", true), [3]);
    assert_eq!(found("lantern li", true), [] as [i64; 0], "names are not run together");
    assert_eq!(found("li", false), [2, 3, 4]);
}

#[test]
fn what_is_done_is_due_no_more_and_the_list_is_asked_by_what_stands_on_it() {
    use crate::model::Trait;
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "A"), item("b", "B"), item("c", "C")], 10.0);
    let week = Week::parse("2026-W10");
    let listed = |state, tag: &str| Listed { state, tags: vec![tag.into()], due: week };
    let entries = [
        (ItemId(1), listed(Progress::Done, "risk")),
        (ItemId(2), listed(Progress::Reading, "risk")),
    ]
    .map(|(id, to)| Standing { id, was: None, to: Some(to) });
    store.changing(|kept| kept.change_listed(&entries, noon())).expect("kept");
    let ids = |query: Query| -> Vec<i64> {
        let rows = store.rows(&query, noon()).expect("rows");
        let mut ids: Vec<i64> = rows.into_iter().map(|row| row.id.0).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(ids(Query { due: week, ..Query::default() }), [2]);
    let done = Some(Progress::Done);
    assert_eq!(ids(Query { due: week, progress: done, ..Query::default() }), [1]);
    let of = |asked: Trait, holds| ids(Query { traits: vec![(asked, holds)], ..Query::default() });
    assert_eq!(of(Trait::Tag("risk".into()), true), [1, 2]);
    assert_eq!(of(Trait::Tag("risk".into()), false), [3]);
    assert_eq!(of(Trait::Progress(Progress::Done), false), [2, 3]);
    assert_eq!(of(Trait::Due(week.expect("a week")), true), [2]);
}

#[test]
fn a_store_of_the_version_before_has_an_empty_log_of_changes_and_all_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let connection = rusqlite::Connection::open(folder.path().join(FILE)).expect("a file");
    for migration in &schema::MIGRATIONS[..13] {
        connection.execute_batch(migration).expect("an earlier version");
    }
    connection.pragma_update(None, "user_version", 13).expect("a version");
    connection
        .execute_batch(
            "INSERT INTO notes (day, text, created, updated) VALUES ('2026-03-05', 'mine', 1, 2)",
        )
        .expect("a note");
    drop(connection);
    let mut store = Store::open(folder.path()).expect("brought up to date");
    let about = About::Day("2026-03-05".parse().expect("a day"));
    assert_eq!(store.note(about).expect("read").map(|note| note.text).as_deref(), Some("mine"));
    assert_eq!(store.logged(Face::Reader).expect("read"), []);
    let star = Change::Note { about, was: Some("mine".into()), to: None };
    store.changing(|kept| kept.log(&star, (Face::Reader, Way::Did), noon())).expect("kept");
    assert_eq!(store.logged(Face::Reader).expect("read"), [(Way::Did, star)]);
    // As long as what was deleted can be restored, it can be taken back.
    store.tidy(0, days_later(29)).expect("tidied");
    assert_eq!(store.logged(Face::Reader).expect("read").len(), 1);
    store.tidy(0, days_later(31)).expect("tidied");
    assert_eq!(store.logged(Face::Reader).expect("read"), []);
}
