//! Events as rows: one of each, read by index, changed alone, and right whatever becomes of their
//! reports.

use rusqlite::params_from_iter;

use super::listing::{length, window};
use super::tests::{at, item, judged, noon, open, take};
use super::*;
use crate::model::{
    Amount, AmountOf, Currency, Facts, Heard, Judgement, Move, MoveStatus, NewItem, Pane, Placed,
    Query, Reason, Revision, Row, Sort, SourceId, StoryId, StoryState, Trait,
};

pub(super) fn reason(term: &str, points: f64) -> Reason {
    Reason { term: term.into(), points, facts: Vec::new() }
}

/// A story as the desk tells of it.
fn story(id: i64, head: i64, size: u32, pane: Pane, base: f64) -> StoryState {
    StoryState {
        id: StoryId(id),
        head: ItemId(head),
        size,
        publishers: size,
        first: noon(),
        last: noon(),
        pane,
        pane_reason: "pane.by_default".into(),
        worth: base,
        base,
        why: vec![reason("publishers", base)],
        facts: Facts::default(),
        topics: Vec::new(),
    }
}

fn told(state: StoryState) -> Revision {
    Revision::Story(Box::new(state))
}

fn joined(gone: i64, into: i64) -> Revision {
    Revision::Joined { gone: StoryId(gone), into: StoryId(into) }
}

fn revise(store: &mut Store, revisions: &[Revision]) {
    let mut transaction = store.begin().expect("a transaction");
    transaction.revise(revisions).expect("revised");
    transaction.commit().expect("committed");
}

/// Takes so many items in, each a story of its own, of so many points.
fn filled(count: usize, base: f64) -> (tempfile::TempDir, Store) {
    let (folder, mut store) = open();
    let items: Vec<NewItem> =
        (1..=count).map(|n| item(&format!("i{n}"), &format!("Item {n}"))).collect();
    take(&mut store, "one", &items, base);
    (folder, store)
}

/// Judges an item that is there anew.
fn judge(store: &mut Store, id: i64, said: &Judgement) {
    let mut transaction = store.begin().expect("a transaction");
    transaction.rejudge(ItemId(id), said, "").expect("judged");
    transaction.commit().expect("committed");
}

pub(super) fn rows(store: &Store, query: &Query) -> Vec<Row> {
    store.rows(query, noon()).expect("rows")
}

pub(super) fn ids(rows: &[Row]) -> Vec<i64> {
    rows.iter().map(|row| row.id.0).collect()
}

pub(super) fn heads(pane: Pane) -> Query {
    Query { pane: Some(pane), heads: true, ..Query::default() }
}

#[test]
fn pane_and_points_of_a_story_are_those_of_all_its_reports() {
    let (_folder, mut store) = filled(4, 10.0);
    let state = story(1, 3, 3, Pane::Research, 60.0);
    // One by one: what tells a story that is gone tells the one it became part of.
    revise(&mut store, &[joined(3, 2), joined(2, 1), told(state.clone())]);
    assert_eq!(store.story(StoryId(1)).expect("read"), Some(state));
    assert_eq!(store.story(StoryId(2)).expect("read"), None);

    let led = rows(&store, &heads(Pane::Research));
    assert_eq!(ids(&led), [3]);
    assert_eq!((led[0].story_size, led[0].pane), (3, Pane::Research));
    let all = rows(&store, &Query::default());
    assert_eq!(ids(&all), [3, 2, 1, 4], "its reports stand together, led by the one that leads it");
    for row in &all[..3] {
        assert_eq!((row.pane, row.score), (Pane::Research, led[0].score), "{row:?}");
        let whole = store.item(row.id, noon()).expect("whole");
        assert_eq!(whole.why, [reason("publishers", 60.0)]);
        assert_eq!(whole.pane_reason, "pane.by_default");
        assert_eq!(store.why(row.id).expect("reasons"), whole.why);
    }
    let in_pane = Query { pane: Some(Pane::Research), ..Query::default() };
    assert_eq!(ids(&rows(&store, &in_pane)), [3, 2, 1]);
    // A list of stories is read with all their reports, an edition's with what it placed.
    let unread = |query: &Query| -> Vec<i64> {
        let mut ids: Vec<i64> =
            store.unread(query).expect("numbers").iter().map(|id| id.0).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(unread(&heads(Pane::Research)), [1, 2, 3]);
    let placed = vec![Placed { item: ItemId(4), worth: 1.0 }];
    assert_eq!(unread(&Query { first: placed, ..heads(Pane::Research) }), [1, 2, 3, 4]);
    let one = Query { ids: vec![ItemId(2)], ..Query::default() };
    assert_eq!(unread(&one), [2], "any other list by its own items");
    let of_trait = |pane, holds| {
        let query = Query { traits: vec![(Trait::Pane(pane), holds)], ..Query::default() };
        assert_eq!(store.length(&query).expect("counted") as usize, rows(&store, &query).len());
        ids(&rows(&store, &query))
    };
    assert_eq!(of_trait(Pane::Research, true), [3, 2, 1]);
    assert_eq!(of_trait(Pane::Research, false), [4]);
    assert_eq!(
        ids(&rows(&store, &Query { story: Some(StoryId(1)), ..Query::default() })),
        [3, 2, 1]
    );
    let found = store.search_among("item", &in_pane, 10, noon()).expect("found");
    assert_eq!(found.len(), 3, "what is found stands in its story's pane");
}

#[test]
fn a_list_that_was_opened_keeps_a_story_whoever_leads_it_now() {
    let (_folder, mut store) = filled(3, 10.0);
    revise(&mut store, &[joined(3, 1), told(story(1, 3, 2, Pane::Companies, 60.0))]);
    let opened = Query { up_to: Some(ItemId(2)), ..heads(Pane::Companies) };
    assert_eq!(ids(&rows(&store, &opened)), [3, 2]);
    assert_eq!(store.length(&opened).expect("counted"), 2);
    let later = Query { after: Some(ItemId(2)), heads: true, ..Query::default() };
    assert_eq!(store.length(&later).expect("counted"), 0, "no story began since");
    let later = Query { after: Some(ItemId(1)), heads: true, ..Query::default() };
    assert_eq!(ids(&rows(&store, &later)), [2]);
}

#[test]
fn a_later_report_points_and_a_merge_change_one_row_of_the_event() {
    let (_folder, mut store) = filled(60, 10.0);
    let mut revisions: Vec<Revision> = (2..=40).map(|id| joined(id, 1)).collect();
    revisions.push(told(story(1, 1, 40, Pane::Companies, 50.0)));
    revise(&mut store, &revisions);

    let changes = |store: &mut Store, revisions: &[Revision]| {
        let before = store.connection.total_changes();
        revise(store, revisions);
        store.connection.total_changes() - before
    };
    let more = story(1, 7, 40, Pane::Research, 70.0);
    assert_eq!(changes(&mut store, &[told(more)]), 1, "points, pane and head of forty reports");
    let merge = [joined(41, 1), told(story(1, 7, 41, Pane::Research, 71.0))];
    assert_eq!(changes(&mut store, &merge), 3, "its report, its row, and that of the story");
    // Reasons that the head's own row holds are not held twice.
    let mut said = judged(StoryId(50), 33.0);
    said.why = vec![reason("source", 33.0)];
    judge(&mut store, 50, &said);
    let own = StoryState {
        why: said.why.clone(),
        publishers: 1,
        pane_reason: said.pane_reason.clone(),
        ..story(50, 50, 1, Pane::Companies, 33.0)
    };
    assert_eq!(changes(&mut store, &[told(own.clone())]), 1);
    let held: (Option<String>, Option<String>) = store
        .connection
        .query_row("SELECT why, pane_reason FROM stories WHERE id = 50", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .expect("a row");
    assert_eq!(held, (None, None));
    assert_eq!(store.story(StoryId(50)).expect("read"), Some(own));
}

fn plan(store: &Store, (sql, values): (String, Vec<rusqlite::types::Value>)) -> String {
    let mut statement =
        store.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("a plan");
    let lines = statement.query_map(params_from_iter(values), |row| row.get::<_, String>(3));
    lines.expect("a plan").collect::<Result<Vec<_>, _>>().expect("a plan").join("\n")
}

#[test]
fn a_panes_list_is_the_first_rows_of_an_index() {
    let (_folder, store) = open();
    for query in [
        heads(Pane::Companies),
        Query { limit: Some(60), offset: 120, ..heads(Pane::Companies) },
        Query { up_to: Some(ItemId(9)), limit: Some(60), ..heads(Pane::Trends) },
        Query { unread: true, limit: Some(60), ..heads(Pane::Research) },
        Query { since: Some(noon()), limit: Some(60), ..heads(Pane::Research) },
    ] {
        let plan = plan(&store, window(&query));
        assert!(plan.starts_with("SEARCH st USING INDEX stories_by_rank (pane=?)"), "{plan}");
        assert!(plan.contains("SEARCH i USING INTEGER PRIMARY KEY"), "{plan}");
        assert!(!plan.contains("TEMP B-TREE") && !plan.contains("SCAN"), "{query:?}\n{plan}");
    }
    // All reports of a pane: those of one story stand together and are sorted among themselves.
    let members = Query { pane: Some(Pane::Research), limit: Some(50), ..Query::default() };
    let plan_of_members = plan(&store, window(&members));
    assert!(
        plan_of_members.starts_with("SEARCH st USING INDEX stories_by_rank"),
        "{plan_of_members}"
    );
    assert!(plan_of_members.contains("SEARCH i USING INDEX items_by_story"), "{plan_of_members}");
    assert!(!plan_of_members.contains("B-TREE FOR ORDER BY"), "{plan_of_members}");

    let whole = plan(&store, length(&heads(Pane::Companies)));
    assert_eq!(whole, "SEARCH st USING COVERING INDEX stories_by_rank (pane=?)");
    let opened = Query { up_to: Some(ItemId(9)), ..heads(Pane::Companies) };
    let whole = plan(&store, length(&opened));
    assert!(whole.contains("COVERING INDEX") && !whole.contains('\n'), "{whole}");

    // A day is narrower than a pane, and is found by its time.
    let day = Query {
        since: Some(noon()),
        until: Some(noon() + chrono::Duration::hours(24)),
        ..Query::default()
    };
    for query in [
        day.clone(),
        Query { pane: Some(Pane::Companies), ..day.clone() },
        Query { pane: Some(Pane::Companies), heads: true, ..day },
    ] {
        for found in [window(&query), length(&query)] {
            let plan = plan(&store, found);
            assert!(plan.starts_with("SEARCH i USING INDEX items_by_time"), "{query:?}\n{plan}");
            assert!(plan.contains("SEARCH st USING INTEGER PRIMARY KEY"), "{plan}");
        }
    }
    let members = Query { story: Some(StoryId(1)), ..Query::default() };
    let plan = plan(&store, window(&members));
    assert!(plan.contains("SEARCH i USING INDEX items_by_story (story=?)"), "{plan}");
}

#[test]
fn a_day_goes_by_worth_and_a_longer_span_by_what_time_left() {
    let (_folder, mut store) = open();
    let published = |id: &str, when: &str| NewItem { published: Some(at(when)), ..item(id, id) };
    let (early, late) = ("2026-03-05T00:30:00Z", "2026-03-05T11:30:00Z");
    take(&mut store, "one", &[published("early", early), published("late", late)], 10.0);
    let of = |id, base, worth, when: &str| {
        let moment = at(when);
        let state = story(id, id, 1, Pane::Companies, base);
        told(StoryState { worth, first: moment, last: moment, ..state })
    };
    // Two points of the later one are the reader's own.
    revise(&mut store, &[of(1, 10.0, 10.0, early), of(2, 11.0, 9.0, late)]);
    let day = Query {
        since: Some(at("2026-03-05T00:00:00Z")),
        until: Some(at("2026-03-06T00:00:00Z")),
        ..Query::default()
    };
    let told = |query: &Query| -> Vec<(i64, String)> {
        let rows = rows(&store, query);
        rows.iter().map(|row| (row.id.0, format!("{:.1}", row.score))).collect()
    };
    for heads in [true, false] {
        let day = Query { heads, ..day.clone() };
        assert_eq!(told(&day), [(1, "10.0".into()), (2, "9.0".into())]);
        let two_days = Query { until: Some(at("2026-03-07T00:00:00Z")), ..day.clone() };
        assert_eq!(told(&two_days), [(2, "11.0".into()), (1, "10.0".into())]);
        let by_worth = Query { sort: Sort::Worth, ..two_days };
        assert_eq!(told(&by_worth), told(&day));
    }
}

#[test]
fn a_story_that_goes_on_is_as_young_as_its_last_report_within_a_half_life() {
    let (_folder, mut store) = filled(3, 10.0);
    let hours = |hours| at("2026-03-05T09:00:00Z") + chrono::Duration::hours(hours);
    let lasting = |id, last| {
        told(StoryState { first: hours(0), last, ..story(id, id, 1, Pane::Companies, 20.0) })
    };
    revise(&mut store, &[lasting(1, hours(0)), lasting(2, hours(12)), lasting(3, hours(300))]);
    // All three were published at nine and first seen at noon.
    let now = hours(36);
    let score = |id| store.item(ItemId(id), now).expect("there").row.score;
    assert!((score(1) - 20.0 * 0.5_f64.powf(33.0 / 36.0)).abs() < 1e-6);
    assert!((score(2) - 20.0 * 0.5_f64.powf(24.0 / 36.0)).abs() < 1e-6);
    assert!((score(3) - 20.0 * 2.0_f64.powf(3.0 / 36.0)).abs() < 1e-6, "no younger than that");
}

#[test]
fn what_the_reader_moves_takes_its_story_along_and_the_last_word_holds() {
    let (_folder, mut store) = filled(3, 10.0);
    let of_three = told(story(1, 1, 3, Pane::Companies, 50.0));
    revise(&mut store, &[joined(2, 1), joined(3, 1), of_three]);
    store.move_items(&[ItemId(2)], Pane::Research).expect("moved");
    assert_eq!(ids(&rows(&store, &heads(Pane::Research))), [1], "led as before");
    assert_eq!(store.item(ItemId(1), noon()).expect("there").pane_reason, "pane.by_hand");
    store.move_items(&[ItemId(1)], Pane::Trends).expect("moved");
    assert_eq!(ids(&rows(&store, &heads(Pane::Trends))), [1]);
    let kept = store.moved().expect("read");
    assert_eq!(kept.into_iter().collect::<Vec<_>>(), [(ItemId(1), Pane::Trends)]);
    // It stays so where another report has to lead it.
    store.move_items(&[ItemId(3)], Pane::Research).expect("moved");
    judge(&mut store, 1, &judged(StoryId(1), 0.0));
    assert_eq!(ids(&rows(&store, &heads(Pane::Research))), [2]);
    assert_eq!(store.item(ItemId(2), noon()).expect("there").pane_reason, "pane.by_hand");
}

#[test]
fn a_story_outlives_the_report_that_led_it_and_goes_with_its_last_one() {
    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "A"), item("b", "B")], 10.0);
    take(&mut store, "two", &[item("c", "C"), item("d", "D")], 20.0);
    let of_four = story(1, 2, 4, Pane::Research, 80.0);
    revise(&mut store, &[joined(2, 1), joined(3, 1), joined(4, 1), told(of_four)]);
    // Who leads stays; what was said of the story when all told it stays, too.
    store.remove_source(&SourceId("two".into())).expect("removed");
    let left = store.story(StoryId(1)).expect("read").expect("there");
    assert_eq!((left.head, left.size, left.base), (ItemId(2), 2, 80.0));
    drop(store);

    let (_folder, mut store) = open();
    take(&mut store, "one", &[item("a", "A"), item("b", "B")], 10.0);
    take(&mut store, "two", &[item("c", "C"), item("d", "D")], 20.0);
    let of_four = story(1, 2, 4, Pane::Research, 80.0);
    revise(&mut store, &[joined(2, 1), joined(3, 1), joined(4, 1), told(of_four)]);
    store.remove_source(&SourceId("one".into())).expect("removed");
    let left = store.story(StoryId(1)).expect("read").expect("there");
    assert_eq!((left.head, left.size, left.publishers), (ItemId(3), 2, 2));
    assert_eq!((left.base, left.pane), (20.0, Pane::Companies), "as its best report was judged");
    assert_eq!(ids(&rows(&store, &heads(Pane::Companies))), [3]);
    store.tidy(1, at("2026-09-01T00:00:00Z")).expect("tidied");
    assert_eq!(store.story(StoryId(1)).expect("read"), None);
}

#[test]
fn what_is_muted_tells_no_story_and_comes_back_as_one() {
    let (_folder, mut store) = filled(3, 10.0);
    revise(&mut store, &[joined(2, 1), told(story(1, 2, 2, Pane::Companies, 50.0))]);
    judge(&mut store, 2, &judged(StoryId(1), 0.0));
    judge(&mut store, 3, &judged(StoryId(3), 0.0));
    let left = store.story(StoryId(1)).expect("read").expect("there");
    assert_eq!((left.head, left.size, left.base), (ItemId(1), 1, 10.0));
    assert_eq!(ids(&rows(&store, &heads(Pane::Companies))), [1]);
    assert_eq!(ids(&rows(&store, &Query::default())), [1]);
    // A star keeps it in the lists of what is starred, where it would stand, without points.
    store.set_starred(&[ItemId(3)], true, noon()).expect("starred");
    let starred = Query { starred: true, pane: Some(Pane::Companies), ..Query::default() };
    let kept = rows(&store, &starred);
    assert_eq!((ids(&kept), kept[0].score, kept[0].story_size), (vec![3], 0.0, 1));
    judge(&mut store, 3, &judged(StoryId(3), 30.0));
    assert_eq!(ids(&rows(&store, &heads(Pane::Companies))), [3, 1]);
}

#[test]
fn facts_and_topics_are_kept_of_items_and_of_stories_and_nothing_where_there_are_none() {
    let (_folder, mut store) = filled(2, 10.0);
    let facts = Facts {
        valuation: Some(Amount {
            value: 23e9,
            currency: Currency::Usd,
            of: AmountOf::Worth,
            bound: None,
        }),
        actor: Some("nvidia".into()),
        object: Some("coreweave".into()),
        kind: Some(Move::Investment),
        status: MoveStatus::Sought,
        amount: Some(Amount {
            value: 2e9,
            currency: Currency::Usd,
            of: AmountOf::Paid,
            bound: None,
        }),
        names: vec!["gpt-5.5".into()],
        noise: None,
    };
    let topics = vec!["data-centres".to_owned(), "finance".to_owned()];
    let said =
        Judgement { facts: facts.clone(), topics: topics.clone(), ..judged(StoryId(1), 10.0) };
    judge(&mut store, 1, &said);
    let whole = store.item(ItemId(1), noon()).expect("there");
    assert_eq!((&whole.facts, &whole.topics), (&facts, &topics));
    let bare = store.item(ItemId(2), noon()).expect("there");
    assert_eq!((bare.facts, bare.topics), (Facts::default(), Vec::new()));
    // A story says the same as its head, or more, or less.
    let state = StoryState { facts, topics, ..story(1, 1, 1, Pane::Companies, 10.0) };
    let better = StoryState { topics: vec!["finance".into()], ..state.clone() };
    let less = story(1, 1, 1, Pane::Companies, 10.0);
    for state in [state, better, less] {
        revise(&mut store, &[told(state.clone())]);
        assert_eq!(store.story(StoryId(1)).expect("read"), Some(state));
    }
    let stored: Option<String> = store
        .connection
        .query_row("SELECT facts FROM items WHERE id = 2", [], |row| row.get(0))
        .expect("a row");
    assert_eq!(stored, None);
}

#[test]
fn when_a_story_was_told_outlives_its_merge_and_its_judging_again() {
    let (_folder, mut store) = filled(3, 10.0);
    let tell = "UPDATE stories SET told = '2026-03-0' || id WHERE id <> 2";
    store.connection.execute_batch(tell).expect("told");
    let day = |store: &Store, id: i64| -> Option<String> {
        let sql = "SELECT told FROM stories WHERE id = ?";
        store.connection.query_row(sql, [id], |row| row.get(0)).expect("a story")
    };
    revise(&mut store, &[joined(3, 2)]);
    assert_eq!(day(&store, 2).as_deref(), Some("2026-03-03"), "of the one that is gone");
    let again = told(story(2, 3, 2, Pane::Companies, 50.0));
    revise(&mut store, &[again]);
    assert_eq!(day(&store, 2).as_deref(), Some("2026-03-03"), "no revision forgets it");

    let mut transaction = store.begin().expect("a transaction");
    transaction.forget_stories(ItemId(0)).expect("forgotten");
    for (id, story) in [(1, 1), (2, 1), (3, 3)] {
        transaction.rejudge(ItemId(id), &judged(StoryId(story), 10.0), "").expect("judged");
    }
    transaction.commit().expect("committed");
    assert_eq!(day(&store, 1).as_deref(), Some("2026-03-03"), "the later of both that are one now");
    assert_eq!(day(&store, 3), None);
}

#[test]
fn reports_and_what_was_told_of_are_read_again_as_they_were_judged() {
    let (_folder, mut store) = filled(3, 10.0);
    let facts = Facts { names: vec!["zeta-7.5".to_owned()], ..Facts::default() };
    let said = Judgement {
        kept: "{\"r\":0.5}".to_owned(),
        topics: vec!["robotics".to_owned()],
        facts: facts.clone(),
        ..judged(StoryId(1), 20.0)
    };
    judge(&mut store, 2, &said);
    let reports = store.reports(&[ItemId(2), ItemId(9), ItemId(1)]).expect("read");
    let ids: Vec<i64> = reports.iter().map(|report| report.id.0).collect();
    assert_eq!(ids, [2, 1], "what is not there is not told");
    assert_eq!(
        (&*reports[0].title, reports[0].story, &*reports[0].kept),
        ("Item 2", StoryId(1), "{\"r\":0.5}")
    );
    judge(&mut store, 3, &judged(StoryId(3), 0.0));
    let day = at("2026-03-05T00:00:00Z");
    let next = day + chrono::Duration::days(1);
    let mut told: Vec<(i64, Vec<String>, Facts, String)> = Vec::new();
    let hear = |report: &Heard<'_>| {
        let (topics, facts) = (report.topics.clone(), report.facts.clone());
        told.push((report.item.0, topics, facts, report.kind.to_string()));
    };
    store.each_heard(day, next, hear).expect("read");
    let robotics = || vec!["robotics".to_owned()];
    let feed = || "feed".to_owned();
    assert_eq!(
        told,
        [(1, vec![], Facts::default(), feed()), (2, robotics(), facts, feed())],
        "the third is muted"
    );
    let hear = |report: &Heard<'_>| panic!("{report:?} was told later");
    store.each_heard(day, at("2026-03-05T09:00:00Z"), hear).expect("read");
    assert_eq!(store.topics(day, next).expect("read"), (vec![(robotics(), 1)], 2));
}
