//! Tests of `archive.rs`.

use crate::model::NewItem;
use crate::model::change::Standing;
use proptest::prelude::*;

use super::*;
use crate::desk::Settings;
use crate::model::idea::{Link, Status};
use crate::model::{Listed, Progress, Tier, Week};
use crate::store::Store;

fn noon() -> Moment {
    "2026-03-05T12:00:00Z".parse().expect("a moment")
}

/// All that is the reader's own, a record a line.
fn lines(newsroom: &Newsroom) -> Vec<String> {
    let mut lines = Vec::new();
    newsroom
        .store
        .archive(|record| -> Result<(), NewsroomError> {
            lines.push(serde_json::to_string(&record).expect("JSON"));
            Ok(())
        })
        .expect("archived");
    lines
}

fn newsroom() -> (tempfile::TempDir, Newsroom) {
    let folder = tempfile::tempdir().expect("a folder");
    let newsroom = Newsroom::open(folder.path(), Settings::default()).expect("a newsroom");
    (folder, newsroom)
}

fn wire() -> Source {
    Source {
        id: SourceId("wire".to_owned()),
        name: "Wire".to_owned(),
        kind: "feed".to_owned(),
        address: "https://wire.example/feed".to_owned(),
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

/// A newsroom with items of these titles.
fn with(titles: &[&str]) -> (tempfile::TempDir, Newsroom, Vec<ItemId>) {
    let (folder, mut newsroom) = newsroom();
    newsroom.store.put_source(&wire()).expect("a source");
    let item = |title: &&str| NewItem {
        external_id: Some((*title).to_owned()),
        title: (*title).to_owned(),
        ..NewItem::default()
    };
    let items: Vec<NewItem> = titles.iter().map(item).collect();
    let ids = newsroom.take_in(&wire(), &items, noon()).expect("taken in").new;
    (folder, newsroom, ids)
}

/// What came of an archive in a store.
fn into(newsroom: &mut Newsroom, lines: &[String]) -> Tally {
    let mut reader = Reader::new(newsroom, noon(), false, &[]).expect("a reader");
    for line in lines {
        reader.take(serde_json::from_str(line).expect("a record")).expect("taken");
    }
    reader.finish().expect("all in")
}

fn thought(title: &str) -> Thought {
    Thought { title: title.to_owned(), ..Thought::default() }
}

fn begin(store: &mut Store, key: i64, thought: Thought, links: Vec<Link>) -> IdeaId {
    let idea = Idea::begun(key, thought, links, false, noon());
    store.change_idea(None, Some(&idea), noon()).expect("begun");
    store.idea(idea.id).expect("the idea").id
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_was_written_comes_back_as_it_was(
        title in "\\PC{1,60}",
        note in any::<String>(),
        other in any::<String>(),
        problem in any::<String>(),
        tag in "\\PC{0,12}",
        state in 0_usize..3,
        week in prop::option::of(1_u32..52),
        order in prop::sample::subsequence(vec![0_usize, 1, 2], 0..=3).prop_shuffle(),
    ) {
        let (_folder, mut one, ids) = with(&[&title, "second", "third"]);
        let id = ids[0];
        let later = noon() + chrono::Duration::hours(1);
        let day = "2026-03-04".parse().expect("a day");
        for about in [About::Item(id), About::Story(ids[1].into()), About::Day(day)] {
            one.store.set_note(about, &note, noon()).expect("noted");
            one.store.set_note(about, &other, later).expect("noted");
        }
        let due = week.and_then(|week| Week::parse(&format!("2026-W{week:02}")));
        let listed = Listed { state: Progress::ALL[state], tags: vec![tag.clone()], due };
        for at in order {
            let to = Some(listed.clone());
            one.store.changing(|kept| kept.change_listed(&[Standing { id: ids[at], was: None, to }], later)).expect("listed");
        }
        let mut written = Thought { title, status: Status::Sketch, ..Thought::default() };
        written.sections[0] = problem;
        written.tags = vec![tag];
        let links = vec![Link { item: id, why: other }];
        begin(&mut one.store, 7, written, links);
        let before = lines(&one);

        let (_folder, mut two) = newsroom();
        prop_assert_eq!(into(&mut two, &before).skipped, 0);
        prop_assert_eq!(&lines(&two), &before);
        into(&mut two, &before);
        prop_assert_eq!(&lines(&two), &before, "once more, nothing doubles");
    }
}

#[test]
fn what_has_no_date_stays_as_old_as_it_was() {
    let (_folder, mut from, ids) = with(&["undated"]);
    from.store.set_starred(&ids, true, noon()).expect("starred");
    let (_other, mut to) = newsroom();
    let later = noon() + chrono::Duration::days(400);
    let mut reader = Reader::new(&mut to, later, false, &[]).expect("a reader");
    for line in lines(&from) {
        reader.take(serde_json::from_str(&line).expect("a record")).expect("taken");
    }
    reader.finish().expect("all in");
    let row = to.store.item(ids[0], later).expect("the item").row;
    assert_eq!((row.date(), row.first_seen()), (None, Some(noon())));
}

#[test]
fn what_stands_on_the_reading_list_stays_as_it_stands() {
    let (_folder, mut one, ids) = with(&["A"]);
    let listed = |tag: &str| Listed { tags: vec![tag.to_owned()], ..Listed::default() };
    let mut stand = |tag: &str| {
        let was = one.store.listed(ids[0]).expect("read");
        let to = Some(listed(tag));
        one.store
            .changing(|kept| kept.change_listed(&[Standing { id: ids[0], was, to }], noon()))
            .expect("listed");
        lines(&one)
    };
    let archived = stand("archived");
    stand("here");
    into(&mut one, &archived);
    assert_eq!(one.store.listed(ids[0]).expect("read"), Some(listed("here")));
}

#[test]
fn two_ideas_of_one_moment_and_number_are_two() {
    let (_folder, mut one) = newsroom();
    begin(&mut one.store, 7, thought("theirs"), Vec::new());
    let (_folder, mut two) = newsroom();
    begin(&mut two.store, 8, thought("mine"), Vec::new());
    let tally = into(&mut two, &lines(&one));
    assert_eq!((tally.own, tally.skipped), (1, 0));
    let titles: Vec<String> =
        [1, 2].map(|id| two.store.idea(IdeaId(id)).expect("an idea").thought.title).into();
    assert_eq!(titles, ["mine", "theirs"]);
    // An archive of before has no keys: number, moment and title tell.
    let without: Vec<String> =
        lines(&one).iter().map(|line| line.replace(",\"key\":7", "")).collect();
    into(&mut one, &without);
    assert_eq!(one.store.ideas(false).expect("ideas").len(), 1);
}

#[test]
fn an_idea_that_comes_later_than_the_one_here_loses_nothing_of_it() {
    let (_folder, mut one) = newsroom();
    let id = begin(&mut one.store, 7, thought("first"), Vec::new());
    let (_folder, mut two) = newsroom();
    into(&mut two, &lines(&one));
    let change = |newsroom: &mut Newsroom, title: &str, hours: i64| {
        let was = newsroom.store.idea(id).expect("the idea");
        let to = Idea { thought: thought(title), ..was.clone() };
        let at = noon() + chrono::Duration::hours(hours);
        newsroom.store.change_idea(Some(&was), Some(&to), at).expect("changed");
    };
    change(&mut two, "here", 1);
    change(&mut one, "there, later", 2);
    into(&mut two, &lines(&one));
    assert_eq!(two.store.idea(id).expect("the idea").thought.title, "there, later");
    assert_eq!(two.store.ideas(true).expect("deleted")[0].thought.title, "here");
    change(&mut two, "here, last", 3);
    into(&mut two, &lines(&one));
    assert_eq!(two.store.idea(id).expect("the idea").thought.title, "here, last");
}

#[test]
fn a_link_follows_its_item_and_one_to_what_did_not_come_leads_nowhere() {
    let (_folder, mut one, ids) = with(&["A", "B", "C"]);
    let [a, b] = [ids[0].0, ids[1].0];
    one.store
        .set_note(About::Item(ids[0]), &format!("[[item:{b}|B]] [[idea:9|x]]"), noon())
        .expect("noted");
    let archived = lines(&one);
    let items = archived.iter().filter(|line| line.contains("\"record\":\"item\"")).count();
    assert_eq!(items, 2, "what a note links to comes along, and no more");

    let (_folder, mut two, _) = with(&["X", "Y", "Z"]);
    begin(&mut two.store, 9, thought("own"), Vec::new());
    into(&mut two, &archived);
    let notes = two.store.notes(None).expect("notes");
    assert_eq!(notes[0].about, About::Item(ItemId(a + 3)));
    assert_eq!(notes[0].text, format!("[[item:{}|B]] [[idea:9?|x]]", b + 3));
    // Where the text stands as it is, it is led nowhere else.
    into(&mut one, &archived);
    assert_eq!(lines(&one), archived);
}

#[test]
fn a_library_in_an_archive_marks_what_was_here_before_and_sources_come_together() {
    let title = "Small models remember time series";
    let (_folder, mut here, ids) = with(&[title, "second", "third"]);
    let sources = here.store.sources().expect("sources").len();
    let known = Owned { title: title.into(), ..Owned::default() };
    let mut reader = Reader::new(&mut here, noon(), false, &[]).expect("begun");
    for at in 0..BATCH {
        let other = Owned { title: format!("A title of some length, {at}"), ..Owned::default() };
        reader.take(Record::Owned(other)).expect("taken");
    }
    reader.take(Record::Owned(known)).expect("taken");
    for id in ["a", "b"] {
        let source = Source { id: SourceId(id.into()), ..Source::new("feed", "") };
        reader.take(Record::Source { source, removed: false }).expect("taken");
        assert_eq!(reader.newsroom.store.sources().expect("sources").len(), sources);
    }
    let tally = reader.finish().expect("all in");
    assert_eq!((tally.owned, tally.sources), (BATCH + 1, 2));
    assert_eq!(here.store.sources().expect("sources").len(), sources + 2);
    assert!(here.store.item(ids[0], noon()).expect("the item").owned);
    assert!(!here.store.item(ids[1], noon()).expect("the item").owned);
}
