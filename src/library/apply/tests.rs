//! Tests of `apply.rs`: what is taken back, and what is not.

use proptest::prelude::*;

use super::*;
use crate::desk::Settings;
use crate::model::change::Standing;
use crate::model::idea::{Link, Status};
use crate::model::{
    Day, IdeaId, Listed, NewItem, Progress, Query, Row, Sort, Source, SourceId, Thought, Tier,
};
use crate::newsroom::Newsroom;

const HERE: Face = Face::Reader;

fn now() -> Moment {
    "2026-03-05T12:00:00Z".parse().expect("a moment")
}

fn day() -> About {
    About::Day(Day::from_ymd_opt(2026, 3, 5).expect("a day"))
}

fn source() -> Source {
    Source {
        id: SourceId("wire".into()),
        name: "The Wire".into(),
        kind: "feed".into(),
        address: "https://wire.example/feed".into(),
        options: std::collections::BTreeMap::new(),
        pane: None,
        tier: Tier::Specialist,
        language: None,
        company: None,
        interval_minutes: None,
        enabled: true,
        full_text: false,
    }
}

/// A store of three items.
fn filled() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut newsroom = Newsroom::open(folder.path(), Settings::default()).expect("a newsroom");
    newsroom.store.put_source(&source()).expect("a source");
    let titles = ["Lamps glow warm", "Tides turn early", "Bridges hold fast"];
    let item = |title: &str| NewItem {
        external_id: Some(title.into()),
        title: title.into(),
        published: Some(now()),
        ..NewItem::default()
    };
    newsroom.take_in(&source(), &titles.map(item), now()).expect("taken in");
    (folder, newsroom.store)
}

fn row(store: &Store, id: i64) -> Row {
    let query = Query { ids: vec![ItemId(id)], ..Query::default() };
    store.rows(&query, now()).expect("rows").pop().expect("a row")
}

/// Items on the reading list, in its order.
fn listed(store: &Store) -> Vec<ItemId> {
    let query = Query { starred: true, sort: Sort::Hand, ..Query::default() };
    store.rows(&query, now()).expect("rows").into_iter().map(|row| row.id).collect()
}

fn ideas(store: &Store) -> Vec<Idea> {
    let mut ideas = store.ideas(false).expect("ideas");
    ideas.sort_by_key(|idea| idea.id);
    ideas
}

/// What a user sees of all that can be changed.
#[derive(Debug, PartialEq)]
struct Seen {
    rows: Vec<(bool, bool, bool, Option<Listed>, Pane)>,
    order: Vec<ItemId>,
    notes: Vec<(About, String)>,
    ideas: Vec<(IdeaId, Thought, Vec<Link>)>,
    rules: Vec<PaneRule>,
    is_asked: bool,
}

fn seen(store: &Store) -> Seen {
    let rows = (1..=3).map(|id| row(store, id));
    let mut notes: Vec<_> =
        store.notes(None).expect("notes").into_iter().map(|note| (note.about, note.text)).collect();
    notes.sort();
    Seen {
        rows: rows.map(|row| (row.read, row.starred, row.noted, row.listed, row.pane)).collect(),
        order: listed(store),
        notes,
        ideas: ideas(store).into_iter().map(|idea| (idea.id, idea.thought, idea.links)).collect(),
        rules: store.pane_rules().expect("rules"),
        is_asked: store.source(&source().id).expect("a source").enabled,
    }
}

/// A change of what is there, as a face makes it that shows it.
fn change(store: &Store, kind: u8, which: i64, text: &str) -> Option<Change> {
    let row = row(store, which);
    let (id, ids) = (row.id, vec![row.id]);
    let to = (!text.is_empty()).then(|| text.to_owned());
    Some(match kind % 9 {
        0 => Change::Mark { mark: Mark::Read, ids, to: !row.read },
        1 => Change::Mark { mark: Mark::Star, ids, to: !row.starred },
        2 => {
            let about = if which == 1 { day() } else { About::Item(id) };
            let was = store.note(about).expect("read").map(|note| note.text);
            Change::Note { about, was, to }
        }
        3 => {
            let mut stands = row.listed.clone().unwrap_or_default();
            stands.state = Progress::ALL[text.len() % Progress::ALL.len()];
            stands.tags = text.chars().take(2).map(|c| c.to_string()).collect();
            stands.tags.dedup();
            Change::Listed(vec![Standing { id, was: row.listed, to: Some(stands) }])
        }
        4 => {
            let order = listed(store);
            let [first, second, ..] = order[..] else { return None };
            Change::Swap(first, second)
        }
        5 => {
            let to = !store.source(&source().id).expect("a source").enabled;
            Change::Enable { source: source().id, to }
        }
        6 => {
            let to = Pane::ALL[(row.pane.index() + 1) % 3];
            Change::Move { id, was: row.pane, to }
        }
        7 => {
            let standing = store.pane_rules().expect("rules").pop();
            let was = standing.map(|rule| rule.pane);
            let to = Some(row.pane).filter(|to| was != Some(*to));
            Change::Rule(RuleChange { of: RuleFor::Term("tides".into()), was, to })
        }
        _ => match ideas(store).into_iter().nth(which as usize - 1) {
            Some(idea) if text.is_empty() => Change::Idea { was: Some(Box::new(idea)), to: None },
            Some(idea) => {
                let thought = Thought { status: Status::Dropped, ..idea.thought.clone() };
                let thought = Thought { title: text.into(), ..thought };
                let to = Idea { thought, ..idea.clone() };
                Change::Idea { was: Some(Box::new(idea)), to: Some(Box::new(to)) }
            }
            None => {
                let thought = Thought { title: text.into(), ..Thought::default() };
                let links = vec![Link { item: id, why: "it says so".into() }];
                let key = 100 + ideas(store).len() as i64 * 7 + which;
                let idea = Idea::begun(key, thought, links, false, now());
                Change::Idea { was: None, to: Some(Box::new(idea)) }
            }
        },
    })
}

/// As the reader does after an idea got its number.
fn numbered(store: &Store, mut change: Change) -> Change {
    if let Change::Idea { was, to } = &mut change {
        for idea in [was, to].into_iter().flatten() {
            idea.id = store.idea(idea.id).map_or(idea.id, |known| known.id);
        }
    }
    change
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_done_can_be_taken_back_and_done_again(
        acts in prop::collection::vec((0u8..9, 1i64..4, "[ab]{0,3}"), 1..12)
    ) {
        let (_folder, mut store) = filled();
        let begins = seen(&store);
        let mut done = Vec::new();
        for (kind, which, text) in acts {
            let Some(change) = change(&store, kind, which, &text) else { continue };
            apply(&mut store, &change, (HERE, Way::Did), now()).expect("kept");
            done.push(numbered(&store, change));
        }
        let ends = seen(&store);
        let logged = store.logged(HERE).expect("read");
        let logged: Vec<Change> = logged.into_iter().map(|(_, change)| change).collect();
        prop_assert_eq!(&logged, &done);
        for change in done.iter().rev() {
            let back = change.clone().inverse();
            let kept = apply(&mut store, &back, (HERE, Way::Back), now());
            prop_assert!(kept.is_ok(), "{:?}: {:?}", back, kept);
        }
        prop_assert_eq!(seen(&store), begins);
        for change in &done {
            let kept = apply(&mut store, change, (HERE, Way::Again), now());
            prop_assert!(kept.is_ok(), "{:?}: {:?}", change, kept);
        }
        prop_assert_eq!(seen(&store), ends);
    }
}

#[test]
fn only_what_still_stands_as_it_was_left_is_taken_back() {
    let (_folder, mut store) = filled();
    let ids = [1, 2, 3].map(ItemId).to_vec();
    let star = Change::Mark { mark: Mark::Star, ids: ids.clone(), to: true };
    apply(&mut store, &star, (HERE, Way::Did), now()).expect("kept");
    // Another face takes one off, and later the last of them.
    mark(&mut store, (Mark::Star, vec![ItemId(1)], false), Face::Shell, now()).expect("kept");
    let back = star.inverse();
    apply(&mut store, &back, (HERE, Way::Back), now()).expect("the others");
    assert_eq!(listed(&store), []);
    let stale = apply(&mut store, &back, (HERE, Way::Back), now());
    assert!(matches!(stale, Err(StoreError::Stale { .. })), "{stale:?}");
    assert_eq!(store.logged(HERE).expect("read").len(), 2, "what was refused is not in the log");
}

#[test]
fn what_another_face_changed_since_stays() {
    let (_folder, mut store) = filled();
    let id = ItemId(2);
    let wish = |was: &str, to: &str| {
        let with = |tag: &str| {
            (!tag.is_empty()).then(|| Listed { tags: vec![tag.into()], ..Listed::default() })
        };
        Change::Listed(vec![Standing { id, was: with(was), to: with(to) }])
    };
    let pane = row(&store, 2).pane;
    let others: Vec<Pane> = Pane::ALL.into_iter().filter(|other| *other != pane).collect();
    let term = || RuleFor::Term("tides".into());
    let rule = |was, to| Change::Rule(RuleChange { of: term(), was, to: Some(to) });
    mark(&mut store, (Mark::Star, vec![ItemId(1), ItemId(3)], true), HERE, now()).expect("kept");
    let order = listed(&store);
    let cases = [
        (wish("", "mine"), wish("mine", "theirs")),
        (
            Change::Move { id, was: pane, to: others[0] },
            Change::Move { id, was: others[0], to: others[1] },
        ),
        (rule(None, others[0]), rule(Some(others[0]), others[1])),
        (Change::Swap(order[0], order[1]), Change::Swap(order[1], order[0])),
        (
            Change::Note { about: day(), was: None, to: Some("Mine.".into()) },
            Change::Note { about: day(), was: Some("Mine.".into()), to: Some("Theirs.".into()) },
        ),
    ];
    for (mine, theirs) in cases {
        apply(&mut store, &mine, (HERE, Way::Did), now()).expect("kept");
        apply(&mut store, &theirs, (Face::Shell, Way::Did), now()).expect("kept");
        let before = seen(&store);
        let stale = apply(&mut store, &mine.clone().inverse(), (HERE, Way::Back), now());
        assert!(matches!(stale, Err(StoreError::Stale { .. })), "{mine:?}: {stale:?}");
        assert_eq!(seen(&store), before, "{mine:?}");
    }
}

#[test]
fn a_mark_on_what_is_not_there_is_refused_and_not_logged() {
    let (_folder, mut store) = filled();
    for kind in [Mark::Read, Mark::Star] {
        let refused = mark(&mut store, (kind, vec![ItemId(1), ItemId(7)], true), HERE, now());
        assert!(matches!(refused, Err(StoreError::NoItem(_))), "{refused:?}");
    }
    assert!(store.logged(HERE).expect("read").is_empty());
    assert!(!row(&store, 1).read && !row(&store, 1).starred);
}

#[test]
fn a_deleted_note_and_a_rule_come_back_or_go_by_the_same_way() {
    let (_folder, mut store) = filled();
    let shell = Face::Shell;
    write_note(&mut store, day(), "Quiet.", shell, now()).expect("kept");
    write_note(&mut store, day(), "", shell, now()).expect("deleted");
    assert!(restore_note(&mut store, day(), shell, now()).expect("restored"));
    assert!(!restore_note(&mut store, day(), shell, now()).expect("nothing to restore"));
    let tides = || RuleFor::Term("tides".into());
    put_into(&mut store, (&[ItemId(2)], Pane::Trends), vec![tides()], shell, now()).expect("kept");
    assert!(forget_rule(&mut store, &tides(), shell, now()).expect("forgotten"));
    assert!(!forget_rule(&mut store, &tides(), shell, now()).expect("nothing to forget"));
    assert_eq!(row(&store, 2).pane, Pane::Trends);
    assert_eq!(store.logged(shell).expect("read").len(), 6);
    assert!(store.logged(HERE).expect("read").is_empty());
}
