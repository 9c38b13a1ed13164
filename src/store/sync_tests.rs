//! Marks and the servers that are told of them.

use super::tests::{item, noon, open, take};
use super::*;
use crate::model::account::{AccountState, RemoteFeed, Verdict};
use crate::model::change::Standing;
use crate::model::{Listed, RemoteId, RemoteMark, SourceId};

fn rid(number: u64) -> RemoteId {
    RemoteId(format!("{number:016x}"))
}

/// A store with three items, of which the first two are carried.
fn carried() -> (tempfile::TempDir, Store) {
    let (folder, mut store) = open();
    take(&mut store, "one", &[item("1", "one"), item("2", "two"), item("3", "three")], 1.0);
    let transaction = store.begin().expect("begun");
    for number in 1..=2 {
        let id = ItemId(number);
        transaction.carry("home", &rid(number as u64), id, true, &[], noon()).expect("carried");
    }
    transaction.commit().expect("committed");
    (folder, store)
}

fn waiting(store: &Store) -> Vec<(String, String, bool)> {
    let rows = store.waiting("home").expect("rows");
    rows.into_iter().map(|row| (row.rid.0[15..].to_owned(), row.mark.key(), row.on)).collect()
}

fn row(rid: &str, mark: &str, on: bool) -> (String, String, bool) {
    (rid.to_owned(), mark.to_owned(), on)
}

#[test]
fn every_way_to_mark_an_item_that_is_carried_leaves_a_row_and_no_other_item_does() {
    let (_folder, mut store) = carried();
    let all = [ItemId(1), ItemId(2), ItemId(3)];
    store.set_read(&all, true).expect("read");
    store.set_read(&all, true).expect("read again");
    assert_eq!(waiting(&store), [row("1", "read", true), row("2", "read", true)]);
    store.set_starred(&[ItemId(1)], true, noon()).expect("starred");
    let tags = |tags: &[&str]| {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        Some(Listed { tags, ..Listed::default() })
    };
    store
        .changing(|kept| {
            kept.change_listed(
                &[Standing { id: ItemId(2), was: None, to: tags(&["later"]) }],
                noon(),
            )
        })
        .expect("listed");
    store
        .changing(|kept| {
            kept.change_listed(
                &[Standing { id: ItemId(2), was: tags(&["later"]), to: None }],
                noon(),
            )
        })
        .expect("off");
    assert_eq!(
        waiting(&store)[2..],
        [row("1", "starred", true), row("2", "label:later", true), row("2", "starred", false)]
    );
}

#[test]
fn a_mark_that_fails_leaves_no_row() {
    let (_folder, mut store) = carried();
    store.set_read(&[ItemId(1), ItemId(99)], true).expect_err("there is no such item");
    store.set_starred(&[ItemId(1), ItemId(99)], true, noon()).expect_err("there is no such item");
    assert_eq!(waiting(&store), []);
}

#[test]
fn a_later_mark_has_another_number_and_what_was_on_its_way_is_not_taken_for_it() {
    let (_folder, mut store) = carried();
    store.set_read(&[ItemId(1)], true).expect("read");
    let sent = store.waiting("home").expect("rows")[0].no;
    store.set_read(&[ItemId(1)], false).expect("unread");
    store.note_sent(&[sent]).expect("noted");
    let rows = store.waiting("home").expect("rows");
    assert_eq!((rows.len(), rows[0].on, rows[0].sent), (1, false, false));
    assert_ne!(rows[0].no, sent);
}

#[test]
fn what_follows_the_server_leaves_no_row_and_spares_what_was_marked_since() {
    let (_folder, mut store) = carried();
    store.set_starred(&[ItemId(2)], true, noon()).expect("starred");
    let verdict = Verdict {
        changes: vec![
            (ItemId(1), RemoteMark::Read, true),
            (ItemId(1), RemoteMark::Starred, true),
            (ItemId(2), RemoteMark::Starred, false),
        ],
        ..Verdict::default()
    };
    let applied = store.apply_remote("home", &verdict, noon()).expect("applied");
    assert_eq!((applied.read, applied.starred, applied.unstarred), (1, 1, 0));
    assert_eq!(waiting(&store), [row("2", "starred", true)]);
    let known = store.known_remote("home").expect("known");
    assert!(known[&rid(1)].read && known[&rid(1)].starred && known[&rid(2)].starred);
}

#[test]
fn a_star_that_is_taken_there_and_set_again_brings_its_tags_back() {
    let (_folder, mut store) = carried();
    let listed = Listed { tags: vec!["later".into()], ..Listed::default() };
    store
        .changing(|kept| {
            kept.change_listed(
                &[Standing { id: ItemId(1), was: None, to: Some(listed.clone()) }],
                noon(),
            )
        })
        .expect("listed");
    let rows: Vec<i64> = store.waiting("home").expect("rows").iter().map(|row| row.no).collect();
    store.drop_waiting(&rows).expect("dropped");
    for on in [false, true] {
        let changes = vec![(ItemId(1), RemoteMark::Starred, on)];
        let verdict = Verdict { changes, ..Verdict::default() };
        store.apply_remote("home", &verdict, noon()).expect("applied");
        assert_eq!(store.listed(ItemId(1)).expect("read").is_some(), on);
    }
    assert_eq!(store.listed(ItemId(1)).expect("read"), Some(listed));
}

#[test]
fn an_item_that_was_here_before_keeps_its_marks_and_the_server_is_told() {
    let (_folder, mut store) = carried();
    store.set_read(&[ItemId(3)], true).expect("read");
    let transaction = store.begin().expect("begun");
    let there = [(RemoteMark::Read, false), (RemoteMark::Starred, true)];
    transaction.carry("home", &rid(3), ItemId(3), false, &there, noon()).expect("carried");
    transaction.commit().expect("committed");
    assert_eq!(waiting(&store), [row("3", "read", true)]);
    let known = store.known_remote("home").expect("known");
    assert!(known[&rid(3)].read && known[&rid(3)].starred);
}

#[test]
fn what_was_tidied_away_stays_known_and_a_source_that_an_account_carries_is_never_due() {
    let (_folder, mut store) = carried();
    let mut source = store.sources().expect("sources")[0].clone();
    let before = store.due(noon(), true).expect("due").len();
    source.options.insert("account".into(), "home".into());
    store.put_source(&source).expect("put");
    assert_eq!(store.due(noon(), true).expect("due").len(), before - 1);
    store.tidy(1, noon() + chrono::Duration::days(30)).expect("tidied");
    let known = store.known_remote("home").expect("known");
    assert_eq!((known.len(), known[&rid(1)].item), (2, None));
}

#[test]
fn contents_are_wanted_in_order_until_they_came_or_were_refused_too_often() {
    let (_folder, mut store) = carried();
    let all = [(rid(7), Some(2)), (rid(8), Some(1)), (rid(9), None)];
    store.want("home", &all).expect("wanted");
    assert_eq!(store.next_wanted("home").expect("read"), [rid(8), rid(7)]);
    store.want("home", &[(rid(9), Some(0))]).expect("wanted");
    assert_eq!(store.next_wanted("home").expect("read"), [rid(9), rid(8), rid(7)]);
    for _ in 0..2 {
        assert_eq!(store.note_not_given("home", &[rid(9)], 3).expect("noted"), 0);
    }
    assert_eq!(store.note_not_given("home", &[rid(9)], 3).expect("noted"), 1);
    assert_eq!(store.next_wanted("home").expect("read"), [rid(8), rid(7)]);
    assert_eq!(store.known_remote("home").expect("known")[&rid(9)].item, None);
}

#[test]
fn a_restored_store_has_nothing_waiting_and_compares_everything() {
    let (folder, mut store) = carried();
    store.set_read(&[ItemId(1)], true).expect("read");
    let state = AccountState { last_full: Some(noon()), ..AccountState::default() };
    store.put_account_state("home", &state).expect("put");
    let backup = folder.path().join("copy.db");
    store.back_up(&backup).expect("copied");
    assert_eq!(waiting(&store).len(), 1);
    drop(store);
    restore(&backup, folder.path(), Stop::NEVER).expect("restored");
    let store = Store::open(folder.path()).expect("a store");
    assert_eq!(waiting(&store), []);
    assert_eq!(store.account_state("home").expect("read").last_full, None);
    assert_eq!(store.known_remote("home").expect("known").len(), 2);
}

#[test]
fn an_account_and_its_feeds_are_remembered_and_forgotten() {
    let (_folder, mut store) = carried();
    let source = store.sources().expect("sources")[0].id.clone();
    let feed = |source: Option<SourceId>| RemoteFeed {
        stream: "feed/1".into(),
        source,
        missing_since: Some(noon()),
    };
    store.put_remote_feeds("home", &[feed(Some(source.clone()))]).expect("put");
    assert_eq!(store.remote_feeds("home").expect("read"), [feed(Some(source.clone()))]);
    store.remove_source(&source).expect("removed");
    assert_eq!(store.remote_feeds("home").expect("read"), [feed(None)]);
    store.put_account_state("home", &AccountState::default()).expect("put");
    assert_eq!(store.account_health().expect("read").len(), 1);
    store.forget_account("home").expect("forgotten");
    assert!(store.account_health().expect("read").is_empty());
    assert!(store.known_remote("home").expect("known").is_empty());
}
