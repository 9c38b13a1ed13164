//! What the store promises, told as small stories.

use std::collections::BTreeMap;

use super::*;
use crate::model::{
    About, Facts, FetchState, Item, ItemId, Judgement, Move, Network, NewItem, Pane, Query, Sort,
    Source, SourceId, StoryId, Tier, Trait, Visit,
};

pub(super) fn at(text: &str) -> Moment {
    text.parse().expect("a moment")
}

pub(super) fn noon() -> Moment {
    at("2026-03-05T12:00:00Z")
}

pub(super) fn source(id: &str) -> Source {
    Source {
        id: SourceId(id.into()),
        name: id.to_uppercase(),
        kind: "feed".into(),
        address: format!("https://{id}.example/feed"),
        options: BTreeMap::new(),
        pane: None,
        tier: Tier::General,
        language: None,
        company: None,
        interval_minutes: None,
        enabled: true,
        full_text: false,
    }
}

pub(super) fn item(id: &str, title: &str) -> NewItem {
    NewItem {
        external_id: Some(id.into()),
        url: Some(format!("https://news.example/{id}")),
        title: title.into(),
        published: Some(at("2026-03-05T09:00:00Z")),
        ..NewItem::default()
    }
}

pub(super) fn judged(story: StoryId, base: f64) -> Judgement {
    Judgement {
        pane: Pane::Companies,
        pane_reason: String::new(),
        language: "en".into(),
        story,
        companies: vec!["nvidia".into()],
        moves: Vec::new(),
        facts: Facts::default(),
        topics: Vec::new(),
        base,
        why: Vec::new(),
        gist: Vec::new(),
        kept: String::new(),
    }
}

pub(super) fn open() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a store");
    store.put_sources(&[source("one"), source("two")]).expect("sources");
    (folder, store)
}

/// Takes items in, each a story of its own; says what was found of each.
pub(super) fn take(store: &mut Store, from: &str, items: &[NewItem], base: f64) -> Vec<Found> {
    let mut transaction = store.begin().expect("a transaction");
    let from = SourceId(from.into());
    let mut all = Vec::new();
    for prepared in &Prepared::all(items.to_vec(), &from) {
        let found = transaction.find(&from, prepared, noon()).expect("an answer");
        match found {
            Found::New(id, published) => transaction
                .insert(id, prepared, published, &judged(id.into(), base), noon())
                .expect("inserted"),
            Found::Changed(id, published, _) => {
                transaction
                    .update(id, prepared, published, &judged(id.into(), base))
                    .expect("updated");
            }
            Found::Same(_) => {}
        }
        all.push(found);
    }
    transaction.commit().expect("committed");
    all
}

pub(super) fn only(store: &Store) -> Item {
    let rows = store.rows(&Query::default(), noon()).expect("rows");
    assert_eq!(rows.len(), 1, "{rows:?}");
    store.item(rows[0].id, noon()).expect("the item")
}

#[test]
fn an_item_that_comes_again_updates_and_keeps_its_marks_and_its_note() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "First")], 10.0);
    let id = only(&store).row.id;
    store.set_read(&[id], true).expect("read");
    store.set_starred(&[id], true, noon()).expect("starred");
    store.set_note(About::Item(id), "mine, 내 생각", noon()).expect("noted");

    assert_eq!(take(&mut store, "one", &[item("a", "First")], 10.0), [Found::Same(id)]);
    let found = take(&mut store, "one", &[item("a", "Corrected")], 12.0);
    assert!(matches!(found[0], Found::Changed(same, ..) if same == id));

    let now = only(&store);
    assert_eq!(now.row.title, "Corrected");
    assert!(now.row.read && now.row.starred && now.row.noted);
    assert_eq!(now.note.as_deref(), Some("mine, 내 생각"));
    assert_eq!(store.search("생각", 10, noon()).expect("found").len(), 1, "the note is searched");
    assert_eq!(store.search("First", 10, noon()).expect("found").len(), 0, "the old title is gone");
}

#[test]
fn a_feed_that_changes_its_ids_does_not_bring_its_items_twice() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "Title")], 10.0);
    let mut renamed = item("a", "Title");
    renamed.external_id = Some("another".into());
    assert!(matches!(take(&mut store, "one", &[renamed], 10.0)[0], Found::Same(_)));
    // The same address under another title is another item: some feeds link all to one page.
    let mut other = item("a", "Another title");
    other.external_id = Some("third".into());
    assert!(matches!(take(&mut store, "one", &[other], 10.0)[0], Found::New(..)));
}

#[test]
fn the_same_id_in_another_source_is_another_item() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "Title")], 10.0);
    assert!(matches!(take(&mut store, "two", &[item("a", "Title")], 10.0)[0], Found::New(..)));
}

#[test]
fn an_item_without_id_and_address_is_known_by_title_and_date() {
    let (_folder, mut store) = open();
    let bare = NewItem { external_id: None, url: None, ..item("a", "Bare") };
    take(&mut store, "one", std::slice::from_ref(&bare), 1.0);
    assert!(matches!(take(&mut store, "one", &[bare], 1.0)[0], Found::Same(_)));
}

#[test]
fn a_date_from_the_future_counts_as_now_and_a_later_one_does_not_freshen() {
    let (_folder, mut store) = open();
    let mut early = item("a", "Title");
    early.published = Some(at("2027-01-01T00:00:00Z"));
    take(&mut store, "one", &[early.clone()], 10.0);
    assert_eq!(only(&store).row.published, noon());
    early.published = Some(at("2026-03-01T00:00:00Z"));
    take(&mut store, "one", &[early.clone()], 10.0);
    assert_eq!(only(&store).row.published, at("2026-03-01T00:00:00Z"));
    early.published = Some(noon());
    take(&mut store, "one", &[early], 10.0);
    assert_eq!(only(&store).row.published, at("2026-03-01T00:00:00Z"));
}

#[test]
fn what_has_no_date_is_as_old_as_its_first_visit_until_one_is_told() {
    let (_folder, mut store) = open();
    let undated = NewItem { published: None, ..item("a", "Title") };
    take(&mut store, "one", std::slice::from_ref(&undated), 10.0);
    let row = only(&store).row;
    assert_eq!((row.published, row.date(), row.first_seen()), (noon(), None, Some(noon())));
    take(&mut store, "one", &[item("a", "Title")], 10.0);
    let row = only(&store).row;
    assert_eq!((row.date(), row.first_seen()), (Some(at("2026-03-05T09:00:00Z")), None));
    // A visit that tells none takes it back no more.
    take(&mut store, "one", &[NewItem { title: "New".into(), ..undated }], 10.0);
    assert_eq!(only(&store).row.date(), Some(at("2026-03-05T09:00:00Z")));
}

#[test]
fn a_day_yet_to_come_is_no_date_but_a_clock_that_is_ahead_is() {
    let (_folder, mut store) = open();
    let dated = |id: &str, date: &str| NewItem { published: Some(at(date)), ..item(id, id) };
    let items = [dated("issue", "2026-07-01T00:00:00Z"), dated("clock", "2026-03-05T12:20:00Z")];
    take(&mut store, "one", &items, 10.0);
    let rows = store.rows(&Query { sort: Sort::New, ..Query::default() }, noon()).expect("rows");
    let dates: Vec<_> = rows.iter().map(|row| (row.title.as_str(), row.date())).collect();
    assert_eq!(dates, [("clock", Some(noon())), ("issue", None)]);
}

#[test]
fn a_star_keeps_the_date_of_its_first_setting() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "Title")], 10.0);
    let id = only(&store).row.id;
    store.set_starred(&[id], true, noon()).expect("starred");
    store.set_starred(&[id], true, at("2026-03-09T00:00:00Z")).expect("starred again");
    assert_eq!(only(&store).starred_at, Some(noon()));
    store.set_starred(&[id], false, noon()).expect("unstarred");
    assert_eq!(only(&store).starred_at, None);
}

#[test]
fn marks_on_what_does_not_exist_change_nothing_at_all() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "Title")], 10.0);
    let id = only(&store).row.id;
    let refused = store.set_read(&[id, ItemId(99)], true).expect_err("refused");
    assert!(refused.to_string().contains("no item 99"), "{refused}");
    assert!(!only(&store).row.read);
}

#[test]
fn lists_are_windows_in_the_order_of_the_score_at_any_moment() {
    let (_folder, mut store) = open();
    let mut items = Vec::new();
    for hour in 0..10 {
        let mut one = item(&format!("i{hour}"), &format!("Item {hour}"));
        one.published = Some(at(&format!("2026-03-05T{hour:02}:00:00Z")));
        items.push(one);
    }
    take(&mut store, "one", &items, 20.0);
    let query = Query {
        pane: Some(Pane::Companies),
        heads: true,
        limit: Some(3),
        offset: 2,
        ..Query::default()
    };
    for now in [noon(), at("2026-06-01T00:00:00Z")] {
        let rows = store.rows(&query, now).expect("rows");
        let titles: Vec<_> = rows.iter().map(|row| row.title.as_str()).collect();
        assert_eq!(titles, ["Item 7", "Item 6", "Item 5"]);
        assert!(rows.windows(2).all(|two| two[0].score >= two[1].score));
    }
    let newest = Query { sort: Sort::New, limit: Some(1), ..Query::default() };
    assert_eq!(store.rows(&newest, noon()).expect("rows")[0].title, "Item 9");
    let count = store.count(&Query::default()).expect("a count");
    assert_eq!((count.all, count.unread), (10, 10));
}

#[test]
fn korean_is_found_inside_a_word_with_its_particle() {
    let (_folder, mut store) = open();
    let mut korean = item("a", "오픈AI, 새 추론 모델을 공개했다");
    korean.summary = "논문도 함께 나왔다".into();
    take(&mut store, "one", &[korean, item("b", "An unrelated title")], 10.0);
    for query in ["모델", "추론 모델", "논문", "오픈AI", "unrel*", "\"unrelated title\""]
    {
        assert_eq!(store.search(query, 10, noon()).expect("found").len(), 1, "{query}");
    }
    assert_eq!(store.search("title -unrelated", 10, noon()).expect("found").len(), 0);
    assert!(matches!(store.search("\" *", 10, noon()), Err(StoreError::NoWords(_))));
    let words = ["unrelated".to_owned(), "추론".to_owned()];
    let found = |last| store.with_any(&words, last, 10, noon()).expect("found").len();
    assert_eq!((found(1), found(100)), (1, 2), "only what came last is looked at");
}

#[test]
fn what_looks_the_same_is_found_in_either_form() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "ＡＩ 전망"), item("b", "Plain AI")], 1.0);
    let found = |store: &Store, words: &str| store.search(words, 0, noon()).expect("found").len();
    assert_eq!((found(&store, "AI"), found(&store, "ＡＩ")), (2, 2));
    let apart = crate::text::fold::decomposed("전망");
    assert_eq!(found(&store, &apart), 1);
    // As an earlier version left it.
    let raw = "INSERT OR REPLACE INTO search (rowid, title, body, people, note)
               VALUES (1, 'ＡＩ 전망', '', '', '')";
    store.connection.execute(raw, []).expect("indexed");
    assert_eq!((found(&store, "AI"), found(&store, "ＡＩ")), (1, 2));
    let transaction = store.begin().expect("a transaction");
    for stored in &transaction.stored_after(ItemId(0), 9).expect("items") {
        transaction.index_again(stored).expect("indexed");
    }
    transaction.commit().expect("committed");
    assert_eq!(found(&store, "AI"), 2);
}

#[test]
fn removing_a_source_keeps_what_is_starred_or_noted() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "Starred"), item("b", "Plain"), item("c", "Noted")], 10.0);
    let named = |store: &Store, title: &str| {
        let rows = store.rows(&Query::default(), noon()).expect("rows");
        rows.into_iter().find(|row| row.title == title).map(|row| row.id)
    };
    let (starred, noted) = (named(&store, "Starred"), named(&store, "Noted"));
    store.set_starred(&[starred.expect("there")], true, noon()).expect("starred");
    store.set_note(About::Item(noted.expect("there")), "keep", noon()).expect("noted");
    store.remove_source(&SourceId("one".into())).expect("removed");
    assert!(named(&store, "Starred").is_some() && named(&store, "Noted").is_some());
    assert!(named(&store, "Plain").is_none());
    assert_eq!(store.search("Plain", 10, noon()).expect("found").len(), 0);
    assert_eq!(store.sources().expect("sources").len(), 1);
    // Added again, it knows what it had.
    store.put_source(&source("one")).expect("added");
    assert!(matches!(take(&mut store, "one", &[item("a", "Starred")], 10.0)[0], Found::Same(_)));
}

#[test]
fn sources_and_their_visits_come_back_as_they_were_put() {
    let (_folder, mut store) = open();
    let mut rich = source("rich");
    rich.pane = Some(Pane::Research);
    rich.options.insert("query".into(), "finance".into());
    rich.interval_minutes = Some(90);
    store.put_source(&rich).expect("put");
    assert_eq!(store.source(&rich.id).expect("there"), rich);

    let mut state = store.fetch_state(&rich.id).expect("a state");
    assert_eq!(state, crate::model::FetchState::default());
    state.next_due = Some(at("2026-03-05T13:00:00Z"));
    state.validators.etag = Some("\"x\"".into());
    state.failures = 2;
    state.failing_since = Some(at("2026-03-05T11:00:00Z"));
    state.first_success = Some(at("2026-03-01T11:00:00Z"));
    state.wishes.ttl = Some(600);
    state.wishes.skip_days = vec![5, 6];
    state.network = Some(Network::Private);
    let visit = Visit {
        source: rich.id.clone(),
        state,
        moved_to: None,
        without_secrets: false,
        named: None,
        off: false,
    };
    store.record(std::slice::from_ref(&visit)).expect("kept");
    assert_eq!(store.fetch_state(&rich.id).expect("a state"), visit.state);
    let due = |store: &Store, now, force| -> Vec<String> {
        let due = store.due(now, force).expect("due");
        due.into_iter().map(|(source, _)| source.id.0).collect()
    };
    assert_eq!(due(&store, noon(), false), ["one", "two"]);
    assert_eq!(due(&store, at("2026-03-05T13:00:00Z"), false), ["one", "two", "rich"]);
    assert_eq!(due(&store, noon(), true).len(), 3);
    assert_eq!(store.health(noon()).expect("health").len(), 3);

    rich.name = "Richer".into();
    store.put_source(&rich).expect("put");
    assert_eq!(store.fetch_state(&rich.id).expect("a state"), visit.state, "only the name changed");
    rich.options.insert("folder".into(), "Elsewhere".into());
    store.put_source(&rich).expect("put");
    assert_eq!(store.fetch_state(&rich.id).expect("a state"), visit.state, "it stands elsewhere");
    rich.address = "https://elsewhere.example/feed".into();
    store.put_source(&rich).expect("put");
    let state = store.fetch_state(&rich.id).expect("a state");
    assert_eq!(state, FetchState::default(), "validators of another address recognise nothing");
}

#[test]
fn a_visit_can_move_a_source_and_end_it() {
    let (_folder, mut store) = open();
    let id = SourceId("one".into());
    let mut before = store.source(&id).expect("there");
    before.options.insert("basic".into(), "env:NEWS".into());
    store.put_source(&before).expect("put");
    let moved_to = Some("https://new.example/feed".to_owned());
    let state = FetchState { gone: true, failures: 1, ..FetchState::default() };
    let named = Some("The New".to_owned());
    let visit =
        Visit { source: id.clone(), state, moved_to, without_secrets: true, named, off: true };
    store.record(&[visit]).expect("kept");
    let source = store.source(&id).expect("there");
    assert_eq!((source.address.as_str(), source.enabled), ("https://new.example/feed", false));
    assert!(source.options.is_empty(), "what is secret stayed at the old address");
    assert_eq!(source.name, "The New");
}

#[test]
fn a_reader_sees_what_the_writer_committed_and_may_not_write() {
    let (folder, mut store) = open();
    take(&mut store, "one", &[item("a", "Title")], 10.0);
    let mut reader = Store::open_read_only(folder.path()).expect("a reader");
    let id = only(&reader).row.id;
    assert!(reader.set_read(&[id], true).is_err());
    let before = reader.data_version().expect("a version");
    store.set_read(&[id], true).expect("read");
    assert_ne!(reader.data_version().expect("a version"), before);
    assert!(only(&reader).row.read);
}

#[test]
fn a_list_holds_what_is_all_that_is_asked_and_nothing_that_is_not() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "First"), item("b", "Second")], 10.0);
    take(&mut store, "two", &[item("c", "논문 하나")], 5.0);
    let all = store.rows(&Query::default(), noon()).expect("rows");
    store.set_read(&[all[0].id], true).expect("read");
    let count = |traits: &[(Trait, bool)]| {
        let query = Query { traits: traits.to_vec(), ..Query::default() };
        let rows = store.rows(&query, noon()).expect("rows").len();
        assert_eq!(store.length(&query).expect("a length") as usize, rows, "{traits:?}");
        rows
    };
    assert_eq!(count(&[(Trait::Read, true)]), 1);
    assert_eq!(count(&[(Trait::Read, false), (Trait::Starred, false), (Trait::Noted, false)]), 2);
    assert_eq!(count(&[(Trait::Company("nvidia".into()), true)]), 3);
    assert_eq!(count(&[(Trait::Company("nvid".into()), true)]), 0, "a key is whole");
    assert_eq!(count(&[(Trait::Company("nvidia".into()), false)]), 0);
    assert_eq!(count(&[(Trait::Move(Move::Launch), true)]), 0);
    assert_eq!(count(&[(Trait::Source("one".into()), true)]), 2);
    assert_eq!(count(&[(Trait::Source("one".into()), false), (Trait::Read, false)]), 1);
    assert_eq!(
        count(&[(Trait::Pane(Pane::Companies), true), (Trait::Language("en".into()), true)]),
        3
    );
    let of_two = Query { traits: vec![(Trait::Source("two".into()), true)], ..Query::default() };
    let found = |text| store.search_among(text, &of_two, 10, noon()).expect("found").len();
    assert_eq!((found("논문"), found("First")), (1, 0));
}

#[test]
fn a_company_whose_key_has_a_blank_stays_one() {
    let (_folder, mut store) = open();
    let mut transaction = store.begin().expect("a transaction");
    let from = SourceId("one".into());
    let prepared = Prepared::all(vec![item("a", "First")], &from).remove(0);
    let Found::New(id, published) = transaction.find(&from, &prepared, noon()).expect("found")
    else {
        panic!("it is new")
    };
    let companies = vec!["hanbit compute".to_owned(), "nvidia".to_owned()];
    let mut told = Judgement { companies: companies.clone(), ..judged(id.into(), 10.0) };
    transaction.insert(id, &prepared, published, &told, noon()).expect("inserted");
    transaction.commit().expect("committed");
    assert_eq!(only(&store).row.companies, companies);
    let count = |key: &str| {
        let traits = vec![(Trait::Company(key.into()), true)];
        store.rows(&Query { traits, ..Query::default() }, noon()).expect("rows").len()
    };
    assert_eq!((count("hanbit compute"), count("nvidia")), (1, 1));
    assert_eq!((count("hanbit"), count("compute")), (0, 0), "a key is whole");

    told.companies.reverse();
    let mut transaction = store.begin().expect("a transaction");
    transaction.update(id, &prepared, published, &told).expect("updated");
    transaction.commit().expect("committed");
    assert_eq!(only(&store).row.companies, ["nvidia", "hanbit compute"]);
}

#[test]
fn the_desk_remembers_the_beginning_of_a_summary_cut_at_a_character() {
    let (_folder, mut store) = open();
    let korean = NewItem { summary: "가".repeat(900), ..item("a", "긴 글") };
    let short = NewItem { summary: "A short one.".into(), ..item("b", "Short") };
    take(&mut store, "one", &[korean, short], 10.0);
    take(&mut store, "one", &[item("c", "Muted")], 0.0);
    let past = store.past(ItemId(3), 10).expect("read");
    let summaries: Vec<&str> = past.iter().map(|past| past.summary.as_str()).collect();
    assert_eq!(summaries, ["가".repeat(200).as_str(), "A short one."]);
}
