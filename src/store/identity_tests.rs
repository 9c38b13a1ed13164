//! Which items are the same, told as small stories: pages that hold many, feeds that change their
//! identifiers, titles that are corrected.

use super::tests::{at, item, noon, only, open, take};
use super::*;
use crate::model::{About, NewItem, SourceId};

/// How many of these are new, changed and the same.
fn tally(found: &[Found]) -> [usize; 3] {
    let count = |of: fn(&Found) -> bool| found.iter().filter(|found| of(found)).count();
    [
        count(|found| matches!(found, Found::New(..))),
        count(|found| matches!(found, Found::Changed(..))),
        count(|found| matches!(found, Found::Same(_))),
    ]
}

/// An entry of a page that has many, without an identifier.
fn entry(title: &str, date: &str) -> NewItem {
    NewItem {
        external_id: None,
        url: Some("https://news.example/releases".into()),
        published: (!date.is_empty()).then(|| at(&format!("{date}T09:00:00Z"))),
        ..item("", title)
    }
}

#[test]
fn the_next_release_on_one_page_is_another_item_and_arrives_unread() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[entry("1.0", "2026-03-01")], 10.0);
    let first = only(&store).row.id;
    store.set_read(&[first], true).expect("read");
    store.set_note(About::Item(first), "of 1.0", noon()).expect("noted");
    let found = take(&mut store, "one", &[entry("1.1", "2026-03-03")], 10.0);
    let Found::New(second, _) = found[0] else { panic!("{found:?}") };
    let (one, two) = (store.item(first, noon()), store.item(second, noon()));
    let (one, two) = (one.expect("1.0"), two.expect("1.1"));
    assert_eq!((one.row.title.as_str(), one.row.read), ("1.0", true));
    assert_eq!(one.note.as_deref(), Some("of 1.0"));
    assert_eq!((two.row.title.as_str(), two.row.read, two.note), ("1.1", false, None));
    // Both again, in one document, and a title of one of them that was corrected.
    let both = [entry("1.1", "2026-03-03"), entry("1.0", "2026-03-01")];
    assert_eq!(tally(&take(&mut store, "one", &both, 10.0)), [0, 0, 2]);
    let corrected = [entry("1.1", "2026-03-03"), entry("1.0 (old)", "2026-03-01")];
    assert_eq!(tally(&take(&mut store, "one", &corrected, 10.0))[2], 1);
    let third = [entry("1.2", "2026-03-04")];
    assert_eq!(tally(&take(&mut store, "one", &third, 10.0)), [1, 0, 0]);
}

/// An entry of a feed that counts its entries, or gives all of them the address of its front page.
fn numbered(title: &str, path: &str, date: &str) -> NewItem {
    NewItem {
        url: Some(format!("https://news.example/{path}")),
        published: Some(at(&format!("{date}T09:00:00Z"))),
        ..item("1", title)
    }
}

#[test]
fn an_identifier_that_is_used_again_for_another_page_and_title_is_another_item() {
    let (_folder, mut store) = open();
    let first = numbered("Tides turn mills again", "tides", "2026-03-01");
    let second = numbered("A robot learns to weld", "weld", "2026-03-03");
    assert_eq!(tally(&take(&mut store, "one", std::slice::from_ref(&first), 10.0)), [1, 0, 0]);
    let before = only(&store).row.id;
    store.set_read(&[before], true).expect("read");
    let found = take(&mut store, "one", std::slice::from_ref(&second), 10.0);
    let Found::New(after, _) = found[0] else { panic!("{found:?}") };
    let row = |id| store.item(id, noon()).expect("it is there").row;
    assert_eq!((row(before).title.as_str(), row(before).read), ("Tides turn mills again", true));
    assert_eq!((row(after).title.as_str(), row(after).read), ("A robot learns to weld", false));
    // It is known again, alone and beside the other, and when its title is corrected.
    assert_eq!(tally(&take(&mut store, "one", std::slice::from_ref(&second), 10.0)), [0, 0, 1]);
    let both = [second, first];
    assert_eq!(tally(&take(&mut store, "one", &both, 10.0)), [0, 0, 2]);
    assert_eq!(tally(&take(&mut store, "one", &both, 10.0)), [0, 0, 2]);
    let corrected = numbered("A robot learnt to weld", "weld", "2026-03-03");
    assert_eq!(tally(&take(&mut store, "one", &[corrected], 10.0)), [0, 1, 0]);
}

#[test]
fn what_changes_the_link_of_an_item_makes_no_other_of_it() {
    let link = |url: &str, title: &str, date: &str| NewItem {
        url: Some(url.to_owned()),
        ..numbered(title, "", date)
    };
    for (url, title, date) in [
        // Who counts readers, another scheme, another host, another folder.
        ("http://news.example/2026/tides?id=7&utm_source=feed", "Mills: an overview", "2026-03-04"),
        ("https://www.news.example/2026/tides?id=7", "Of water and wood", "2026-03-05"),
        ("https://new-home.example/archive/tides?id=7", "Why it turned", "2026-03-06"),
        // Another page under a title that was only corrected, or on the day of the first.
        ("https://news.example/tides-turn", "Tides turn the mills, again", "2026-03-07"),
        ("https://news.example/something-else", "Nothing in common", "2026-03-01"),
    ] {
        let (_folder, mut store) = open();
        let first = numbered("Tides turn mills again", "2026/tides?id=7", "2026-03-01");
        take(&mut store, "one", &[first], 10.0);
        let found = take(&mut store, "one", &[link(url, title, date)], 10.0);
        assert_eq!(tally(&found), [0, 1, 0], "{url} {title}");
        assert_eq!(only(&store).row.title, title);
    }
}

#[test]
fn a_corrected_title_and_a_moved_date_make_no_other_item_where_the_address_stays() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[entry("Ttile", "2026-03-01")], 10.0);
    for (title, date) in [
        ("Title", "2026-03-01"),
        ("Title", "2026-03-02"),
        // By its first date, as a feed that moves its dates makes nothing new.
        ("Title!", "2026-03-01"),
        ("A title without a date", ""),
    ] {
        let found = take(&mut store, "one", &[entry(title, date)], 10.0);
        assert_eq!(tally(&found)[0], 0, "{title}: {found:?}");
    }
    assert_eq!(only(&store).row.title, "A title without a date");
}

#[test]
fn what_stands_side_by_side_at_one_address_is_as_many_items_at_every_visit() {
    // Of one date, of one title, of neither, and of both in a square.
    let documents: [Vec<NewItem>; 4] = [
        ["a", "b", "c", "d"].map(|title| entry(title, "2026-03-01")).into(),
        ["2026-03-01", "2026-03-02", "2026-03-03"].map(|date| entry("same", date)).into(),
        ["a", "b", "c"].map(|title| entry(title, "")).into(),
        [("a", "2026-03-01"), ("a", "2026-03-02"), ("b", "2026-03-01"), ("b", "2026-03-02")]
            .map(|(title, date)| entry(title, date))
            .into(),
    ];
    for document in documents {
        let (_folder, mut store) = open();
        let count = document.len();
        assert_eq!(tally(&take_all(&mut store, &document)), [count, 0, 0]);
        assert_eq!(tally(&take_all(&mut store, &document)), [0, 0, count]);
        let turned: Vec<NewItem> = document.iter().rev().cloned().collect();
        assert_eq!(tally(&take_all(&mut store, &turned)), [0, 0, count], "in any order");
        let twice = [document.clone(), document].concat();
        assert_eq!(tally(&take_all(&mut store, &twice)), [0, 0, 2 * count], "told twice");
    }
}

/// Takes the items of one document in.
fn take_all(store: &mut Store, items: &[NewItem]) -> Vec<Found> {
    take(store, "one", items, 10.0)
}

#[test]
fn items_with_identifiers_of_their_own_are_themselves_whatever_else_they_share() {
    let (_folder, mut store) = open();
    let notice = |id: &str, date: &str| NewItem {
        external_id: Some(id.into()),
        ..entry("Scheduled maintenance", date)
    };
    let three = [notice("1", "2026-03-01"), notice("2", "2026-03-02"), notice("3", "2026-03-02")];
    assert_eq!(tally(&take_all(&mut store, &three)), [3, 0, 0]);
    assert_eq!(tally(&take_all(&mut store, &three)), [0, 0, 3]);
    // One that comes alone, of another date, is none of them.
    assert_eq!(tally(&take_all(&mut store, &[notice("4", "2026-03-03")])), [1, 0, 0]);
    // The same date and title under another identifier: the feed changed its identifiers.
    assert_eq!(tally(&take_all(&mut store, &[notice("4b", "2026-03-03")]))[0], 0);
    // Unless both are told of at once.
    let both = [notice("4b", "2026-03-03"), notice("5", "2026-03-03")];
    assert_eq!(tally(&take_all(&mut store, &both))[0], 1);
    // An item keeps its identifier through a corrected title, a new date and address.
    let moved = NewItem {
        title: "Scheduled maintenance: done".into(),
        url: Some("https://news.example/done".into()),
        published: Some(at("2026-03-04T00:00:00Z")),
        ..notice("5", "2026-03-03")
    };
    assert_eq!(tally(&take_all(&mut store, &[moved])), [0, 1, 0]);
}

#[test]
fn what_was_let_go_stays_away_and_the_next_on_its_page_comes() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[entry("1.0", "2026-03-01")], 10.0);
    let later = at("2026-12-01T09:00:00Z");
    assert_eq!(store.tidy(180, later).expect("tidied").items, 1);
    let again = |store: &mut Store, items: &[NewItem]| -> Vec<Found> {
        let from = SourceId("one".into());
        let mut transaction = store.begin().expect("a transaction");
        Prepared::all(items.to_vec(), &from)
            .iter()
            .map(|one| transaction.find(&from, one, later).expect("found"))
            .collect()
    };
    assert_eq!(tally(&again(&mut store, &[entry("1.0", "2026-03-01")])), [0, 0, 1]);
    assert_eq!(tally(&again(&mut store, &[entry("1.0", "")])), [0, 0, 1]);
    assert_eq!(tally(&again(&mut store, &[entry("2.0", "2026-11-30")])), [1, 0, 0]);
    // An earlier version kept no more than the address.
    store
        .connection
        .execute("DELETE FROM item_keys WHERE key <> ?", [address_of_releases()])
        .expect("as it was");
    assert_eq!(tally(&again(&mut store, &[entry("1.0", "2026-03-01")])), [0, 0, 1]);
    assert_eq!(tally(&again(&mut store, &[entry("2.0", "2026-11-30")])), [1, 0, 0]);
}

fn address_of_releases() -> i64 {
    super::identity::address_key("https://news.example/releases")
}
