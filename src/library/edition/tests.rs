//! Editions over a real store: what a window holds, which one is shown, and what a seal keeps.

use std::path::Path;

use chrono::NaiveTime;

use super::*;
use crate::desk::compare::Comparer;
use crate::desk::{Settings, Watch};
use crate::model::idea::Link;
use crate::model::{
    Idea, ItemId, Members, NewItem, Pane, Phrase, Place, Query, Seal, Source, SourceId, StoryId,
    Thought, Tier, WindowState, Zone,
};
use crate::newsroom::Newsroom;
use crate::store::Sealed;

fn at(text: &str) -> Moment {
    text.parse().expect("a moment")
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn closing() -> Closing {
    Closing { at: NaiveTime::MIN + chrono::Duration::hours(7), zone: Zone::UTC }
}

fn sealing() -> Sealing {
    Sealing { closing: closing(), minutes: 5.0, lang: Lang::En }
}

fn newsroom(folder: &Path) -> Newsroom {
    let mut newsroom = Newsroom::open(folder, Settings::default()).expect("a newsroom");
    newsroom.store.put_source(&source()).expect("a source");
    newsroom
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
        language: Some("en".into()),
        company: None,
        interval_minutes: None,
        enabled: true,
        full_text: false,
    }
}

/// Reports of different things in words that no two of them share: none joins another.
fn report(number: usize, published: &str) -> NewItem {
    const SOUNDS: [&str; 10] = ["ba", "ko", "mi", "lu", "re", "sa", "to", "vi", "ze", "no"];
    let word = |kind: usize| {
        let sound = |at: usize| SOUNDS[at % 10];
        let (ones, tens) = (sound(number), sound(number / 10));
        [sound(kind), tens, sound(kind + 3), ones, sound(kind + 7)].concat()
    };
    let [who, does, what, says] = [0, 2, 5, 8].map(word);
    NewItem {
        external_id: Some(format!("report-{number}")),
        url: Some(format!("https://{who}.example/{what}")),
        title: format!("{who} {does} {what}"),
        summary: format!("Nobody but {who} says that {says} {does} {what} by itself."),
        published: Some(at(published)),
        ..NewItem::default()
    }
}

fn take(newsroom: &mut Newsroom, items: &[NewItem], now: &str) {
    newsroom.take_in(&source(), items, at(now)).expect("taken in");
}

fn asked(window: EditionWindow, now: &str) -> Asked {
    let (closing, now) = (closing(), at(now));
    Asked { window, closing, now, minutes: 5.0, lang: Lang::En, up_to: None }
}

fn page(newsroom: &Newsroom, date: &str, now: &str) -> Page {
    let window = closing().edition(day(date), at(now));
    of(&newsroom.store, &Lexicon::shipped(), &asked(window, now)).expect("a page")
}

fn seal_at(newsroom: &mut Newsroom, now: &str) -> bool {
    let lexicon = Lexicon::shipped();
    seal(&mut newsroom.store, &lexicon, &sealing(), at(now)).expect("sealed").is_some()
}

fn stories(page: &Page) -> Vec<i64> {
    page.placements.iter().map(|placement| placement.story.0).collect()
}

#[test]
fn a_reason_that_another_version_kept_and_that_has_no_words_here_is_not_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut newsroom = newsroom(folder.path());
    let items: Vec<NewItem> = (0..24).map(|n| report(n, "2026-03-04T12:00:00Z")).collect();
    take(&mut newsroom, &items, "2026-03-05T06:50:00Z");
    let now = "2026-03-05T07:01:00Z";
    let mut composed = page(&newsroom, "2026-03-05", now);
    let known = composed.placements[0].because.clone();
    let unknown = Phrase { key: "placement.of-before".into(), facts: vec!["1".into()] };
    assert!(!known.is_empty());
    composed.placements[0].because.push(unknown.clone());
    let window = closing().edition(day("2026-03-05"), at(now));
    let seal = Seal {
        no: 0,
        day: window.day,
        begins: window.begins,
        closes: window.ends,
        sealed: at(now),
        last_item: ItemId(24),
        stories: 24,
        minutes: 5.0,
    };
    let pages = vec![("en", serde_json::to_string(&composed.digest).expect("JSON"))];
    let kept = Sealed { seal, placements: composed.placements, pages };
    assert!(newsroom.store.put_edition(&kept).expect("kept"));
    assert_eq!(page(&newsroom, "2026-03-05", now).placements[0].because, known);
}

#[test]
fn what_followed_authors_wrote_stands_first_of_what_the_page_has_no_room_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let people = Watch {
        name: "people".into(),
        terms: Vec::new(),
        authors: vec!["Ada Lantern".into()],
        weight: 1.0,
    };
    let settings = Settings { watches: vec![people], ..Settings::default() };
    let mut newsroom = Newsroom::open(folder.path(), settings).expect("a newsroom");
    newsroom.store.put_source(&source()).expect("a source");
    let by = |n: usize| if n.is_multiple_of(2) { "Ada Lantern" } else { "Bo Mill" };
    let items: Vec<NewItem> = (0..40)
        .map(|n| {
            let of = report(n, "2026-03-04T12:00:00Z");
            let title = format!("{} software", of.title);
            NewItem { authors: vec![by(n).into()], title, ..of }
        })
        .collect();
    take(&mut newsroom, &items, "2026-03-05T06:50:00Z");
    let page = page(&newsroom, "2026-03-05", "2026-03-05T07:01:00Z");
    let rest = page.placements.iter().filter(|placement| placement.place == Place::Rest);
    let followed: Vec<bool> = rest
        .map(|placement| placement.because.iter().any(|why| why.key == "placement.followed"))
        .collect();
    assert!(followed.contains(&true) && followed.contains(&false), "{followed:?}");
    assert!(followed.is_sorted_by_key(|followed| !followed), "{followed:?}");
}

#[test]
fn what_comes_after_the_sealing_belongs_to_the_next_edition_and_changes_nothing_of_the_last() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut newsroom = newsroom(folder.path());
    let evening: Vec<NewItem> =
        (0..24).map(|n| report(n, &format!("2026-03-04T{:02}:00:00Z", 8 + n % 15))).collect();
    take(&mut newsroom, &evening, "2026-03-05T06:50:00Z");
    assert!(!seal_at(&mut newsroom, "2026-03-05T06:55:00Z"), "it is open");
    let before = page(&newsroom, "2026-03-05", "2026-03-05T07:01:00Z");
    assert!(seal_at(&mut newsroom, "2026-03-05T07:05:00Z"));
    assert!(!seal_at(&mut newsroom, "2026-03-05T07:06:00Z"), "once");
    let sealed = page(&newsroom, "2026-03-05", "2026-03-05T07:10:00Z");
    assert_eq!(before.digest, sealed.digest, "it is what was shown before");
    assert_eq!(stories(&before), stories(&sealed));

    let late = [report(30, "2026-03-05T06:30:00Z"), report(31, "2026-03-05T07:20:00Z")];
    take(&mut newsroom, &late, "2026-03-05T07:30:00Z");
    let old = [report(40, "2026-03-03T12:00:00Z")];
    take(&mut newsroom, &old, "2026-03-05T07:31:00Z");
    let after = page(&newsroom, "2026-03-05", "2026-03-05T08:00:00Z");
    let bytes = |page: &Page| serde_json::to_vec(&page.digest).expect("JSON");
    assert_eq!(bytes(&sealed), bytes(&after), "byte for byte");
    assert_eq!(sealed.placements, after.placements);

    let next = page(&newsroom, "2026-03-06", "2026-03-05T20:00:00Z");
    let ids: Vec<i64> = next.placements.iter().map(|placement| placement.item.0).collect();
    assert_eq!(
        {
            let mut ids = ids.clone();
            ids.sort_unstable();
            ids
        },
        [25, 26],
        "both came late"
    );
    let clock = (closing(), at("2026-03-05T20:00:00Z"));
    let edition = |id| standing_day(&newsroom.store, ItemId(id), clock).expect("an item");
    assert_eq!(edition(1), day("2026-03-05"));
    assert_eq!((edition(25), edition(26)), (day("2026-03-06"), day("2026-03-06")));
    assert_eq!(edition(27), day("2026-03-04"), "that edition was never sealed");

    let more: Vec<NewItem> = (50..75).map(|n| report(n, "2026-03-05T18:00:00Z")).collect();
    take(&mut newsroom, &more, "2026-03-05T18:30:00Z");
    assert!(seal_at(&mut newsroom, "2026-03-06T07:05:00Z"));
    take(&mut newsroom, &[report(80, "2026-03-04T09:00:00Z")], "2026-03-06T07:10:00Z");
    let past = page(&newsroom, "2026-03-05", "2026-03-06T08:00:00Z");
    assert_eq!(bytes(&sealed), bytes(&past), "a day later, too");
}

#[test]
fn what_comes_when_the_next_edition_is_sealed_too_stands_behind_the_past_page_and_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut newsroom = newsroom(folder.path());
    for (from, published, sealed) in [
        (0, "2026-03-04T12:00:00Z", "2026-03-05T07:05:00Z"),
        (30, "2026-03-05T12:00:00Z", "2026-03-06T07:05:00Z"),
    ] {
        let items: Vec<NewItem> = (from..from + 24).map(|n| report(n, published)).collect();
        take(&mut newsroom, &items, sealed);
        assert!(seal_at(&mut newsroom, sealed));
    }
    let now = "2026-03-06T08:00:00Z";
    let window = |date| closing().edition(day(date), at(now));
    let before = page(&newsroom, "2026-03-05", now);
    // One of its own, and a further report of a story that the edition holds.
    let again = NewItem { external_id: Some("again".into()), ..report(3, "2026-03-04T13:00:00Z") };
    let again = NewItem { url: Some("https://other.example/3".into()), ..again };
    let late = [report(80, "2026-03-04T09:00:00Z"), again];
    take(&mut newsroom, &late, "2026-03-06T07:10:00Z");
    let after = page(&newsroom, "2026-03-05", now);
    assert_eq!(before.digest, after.digest, "the page stays");
    let (own, late) = after.placements.split_at(before.placements.len());
    assert_eq!(own, before.placements);
    let [late] = late else { panic!("{late:?} came later") };
    assert_eq!((late.item, late.place, late.rank), (ItemId(49), Place::Late, 1));
    let other = page(&newsroom, "2026-03-06", now);
    assert!(other.placements.iter().all(|one| ![49, 50].contains(&one.item.0)));

    let store = &newsroom.store;
    let standing = |id: i64| {
        let row = store.item(ItemId(id), at(now)).expect("an item").row;
        let asked = asked(window("2026-03-06"), now);
        let (day, found) =
            placement_of(store, &Lexicon::shipped(), &asked, &row).expect("a standing");
        (day.to_string(), found.expect("a placement"))
    };
    let (date, late) = standing(49);
    assert_eq!((&*date, late.place), ("2026-03-05", Place::Late));
    for (lang, words) in [(Lang::En, "came later"), (Lang::Ko, "나중에 온")] {
        let said: Vec<String> = late.because.iter().map(|told| told.say(lang)).collect();
        assert!(said.len() == 1 && said[0].contains(words), "{said:?}");
    }
    let (date, told) = standing(50);
    assert_eq!((&*date, told.story), ("2026-03-05", StoryId(4)), "it tells a story of the edition");
    assert_ne!(told.place, Place::Late);
    assert_eq!(told.because.last(), Some(&Phrase::new("placement.late_report", &[])));
    assert!(!standing(4).1.because.contains(&Phrase::new("placement.late_report", &[])));
    // An edition whose next one is open has nothing that came later: that takes it in.
    assert!(other.placements.iter().all(|one| one.place != Place::Late));
}

#[test]
fn a_past_page_stays_when_its_items_are_let_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut newsroom = newsroom(folder.path());
    let items: Vec<NewItem> = (0..24).map(|n| report(n, "2026-03-04T12:00:00Z")).collect();
    take(&mut newsroom, &items, "2026-03-05T07:01:00Z");
    assert!(seal_at(&mut newsroom, "2026-03-05T07:05:00Z"));
    let items: Vec<NewItem> = (30..54).map(|n| report(n, "2026-03-05T12:00:00Z")).collect();
    take(&mut newsroom, &items, "2026-03-06T07:01:00Z");
    assert!(seal_at(&mut newsroom, "2026-03-06T07:05:00Z"));
    let before = page(&newsroom, "2026-03-05", "2026-03-06T08:00:00Z");
    newsroom.store.tidy_daily(30, at("2026-06-01T08:00:00Z")).expect("tidied").expect("a day");
    assert_eq!(newsroom.store.count_all().expect("a number"), 0);
    let after = page(&newsroom, "2026-03-05", "2026-06-01T09:00:00Z");
    assert_eq!(before, after);
    assert!(after.placements.iter().all(|placement| !placement.why.is_empty()));
}

#[test]
fn at_eight_in_the_morning_there_is_an_edition_whatever_came() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut newsroom = newsroom(folder.path());
    let current = |newsroom: &Newsroom, now: &str| {
        let window = current(&newsroom.store, (closing(), at(now)), None).expect("an edition");
        (window.day.to_string(), window.state)
    };
    let state = current(&newsroom, "2026-03-09T08:00:00Z");
    assert_eq!(state, ("2026-03-09".into(), WindowState::Closed), "of an empty store");
    // A full Saturday, of which Sunday's edition tells, and a Sunday of three stories.
    let full: Vec<NewItem> = (0..30).map(|n| report(n, "2026-03-07T12:00:00Z")).collect();
    take(&mut newsroom, &full, "2026-03-08T06:00:00Z");
    let few: Vec<NewItem> = (30..33).map(|n| report(n, "2026-03-08T12:00:00Z")).collect();
    take(&mut newsroom, &few, "2026-03-09T06:00:00Z");
    let state = current(&newsroom, "2026-03-09T08:00:00Z");
    assert_eq!(state, ("2026-03-08".into(), WindowState::Last), "Monday's holds too little");
    assert!(!seal_at(&mut newsroom, "2026-03-09T08:01:00Z"), "it waits for more");
    // By noon more has come for the morning's edition.
    let more: Vec<NewItem> = (40..60).map(|n| report(n, "2026-03-09T05:00:00Z")).collect();
    take(&mut newsroom, &more, "2026-03-09T08:02:00Z");
    let state = current(&newsroom, "2026-03-09T08:03:00Z");
    assert_eq!(state, ("2026-03-09".into(), WindowState::Closed));
    // The open one is shown when it has been open for six hours and holds enough.
    let noon: Vec<NewItem> = (60..90).map(|n| report(n, "2026-03-09T09:00:00Z")).collect();
    take(&mut newsroom, &noon, "2026-03-09T10:00:00Z");
    assert_eq!(current(&newsroom, "2026-03-09T12:59:59Z").0, "2026-03-09");
    let state = current(&newsroom, "2026-03-09T13:00:00Z");
    assert_eq!(state, ("2026-03-10".into(), WindowState::Open));
    // After a month away it is still not empty.
    let state = current(&newsroom, "2026-04-20T08:00:00Z");
    assert_eq!(state, ("2026-03-10".into(), WindowState::Last));
}

#[test]
fn a_machine_that_slept_seals_each_edition_that_closed_meanwhile() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut newsroom = newsroom(folder.path());
    let of = |from: usize, published: &str| -> Vec<NewItem> {
        (from..from + 21).map(|n| report(n, published)).collect()
    };
    take(&mut newsroom, &of(0, "2026-03-04T12:00:00Z"), "2026-03-05T07:01:00Z");
    assert!(seal_at(&mut newsroom, "2026-03-05T07:05:00Z"));
    for (from, published) in [(30, "2026-03-05T12:00:00Z"), (60, "2026-03-07T12:00:00Z")] {
        take(&mut newsroom, &of(from, published), "2026-03-08T08:00:00Z");
    }
    assert!(seal_at(&mut newsroom, "2026-03-08T08:05:00Z"));
    let days: Vec<String> =
        newsroom.store.seals().expect("seals").iter().map(|seal| seal.day.to_string()).collect();
    assert_eq!(days, ["2026-03-08", "2026-03-06", "2026-03-05"], "none of the empty seventh");
}

#[test]
fn a_list_begins_with_the_edition_in_its_order_and_goes_on_with_what_came_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut newsroom = newsroom(folder.path());
    let old: Vec<NewItem> = (0..15).map(|n| report(n, "2026-03-02T12:00:00Z")).collect();
    take(&mut newsroom, &old, "2026-03-02T13:00:00Z");
    let own: Vec<NewItem> = (20..50).map(|n| report(n, "2026-03-04T12:00:00Z")).collect();
    take(&mut newsroom, &own, "2026-03-05T07:01:00Z");
    let newer: Vec<NewItem> = (60..65).map(|n| report(n, "2026-03-05T07:30:00Z")).collect();
    take(&mut newsroom, &newer, "2026-03-05T07:40:00Z");
    let now = at("2026-03-05T08:00:00Z");
    let page = page(&newsroom, "2026-03-05", "2026-03-05T08:00:00Z");
    let store = &newsroom.store;
    let ends = page.digest.window.expect("a window").ends;
    let mut all = 0;
    for pane in Pane::ALL {
        let whole = Query {
            pane: Some(pane),
            heads: true,
            first: page.placed(),
            begun_before: Some(ends),
            ..Query::default()
        };
        let rows = store.rows(&whole, now).expect("rows");
        let ids: Vec<ItemId> = rows.iter().map(|row| row.id).collect();
        let of_edition = page.placements.iter().filter(|placement| placement.pane == pane);
        let first: Vec<ItemId> = of_edition.map(|placement| placement.item).collect();
        assert_eq!(ids[..first.len()], first);
        assert!(rows[first.len()..].iter().all(|row| row.published < at("2026-03-03T00:00:00Z")));
        assert_eq!(store.length(&whole).expect("a number") as usize, ids.len());
        for (offset, limit) in [(0, 3), (2, 7), (first.len().saturating_sub(1), 4), (ids.len(), 5)]
        {
            let part = Query { offset, limit: Some(limit), ..whole.clone() };
            let part: Vec<ItemId> =
                store.rows(&part, now).expect("rows").iter().map(|row| row.id).collect();
            let end = ids.len().min(offset + limit);
            assert_eq!(part, ids[offset.min(end)..end], "{offset}, {limit}");
        }
        // What leads stands over the panes, and in none of them.
        let is_lead = |id: &ItemId| {
            let mut leads = page.placements.iter().filter(|one| one.place == Place::Lead);
            leads.any(|one| one.item == *id)
        };
        let left: Vec<ItemId> = ids.iter().copied().filter(|id| !is_lead(id)).collect();
        let (without, first) = page.placed().iter().partition(|placed| is_lead(&placed.item));
        let without: Vec<Placed> = without;
        let without = without.iter().map(|placed| placed.item).collect();
        let below = Query { first, without, ..whole.clone() };
        let rows = store.rows(&below, now).expect("rows");
        assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), left);
        assert_eq!(store.length(&below).expect("a number") as usize, left.len());
        // All their reports are to be read, and none of those that lead.
        let unread = store.unread(&below).expect("numbers");
        let story = |id: &ItemId| store.item(*id, now).expect("there").row.story;
        let placed = below.first.iter().map(|placed| story(&placed.item));
        let stories: Vec<StoryId> = rows.iter().map(|row| row.story).chain(placed).collect();
        assert!(!unread.iter().any(is_lead) && left.iter().all(|id| unread.contains(id)));
        assert!(unread.iter().all(|id| stories.contains(&story(id))));
        all += ids.len();
    }
    assert_eq!(all, 45, "what came after the edition is not among them");
    let leading = page.placements.iter().filter(|placement| placement.place == Place::Lead);
    let leading: Vec<i64> = leading.map(|placement| placement.story.0).collect();
    let told: Vec<i64> = page.digest.lead.iter().map(|line| line.story.0).collect();
    assert_eq!(leading, told);
    assert!(stories(&page).starts_with(&told), "those that lead come first");
}

#[test]
fn members_are_found_by_the_store_as_they_are_by_hand() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut newsroom = newsroom(folder.path());
    let of = |from: usize, published: &str| -> Vec<NewItem> {
        (from..from + 21).map(|n| report(n, published)).collect()
    };
    take(&mut newsroom, &of(0, "2026-03-04T12:00:00Z"), "2026-03-05T07:01:00Z");
    assert!(seal_at(&mut newsroom, "2026-03-05T07:05:00Z"));
    take(&mut newsroom, &of(30, "2026-03-05T06:00:00Z"), "2026-03-05T08:00:00Z");
    take(&mut newsroom, &of(60, "2026-03-05T12:00:00Z"), "2026-03-05T13:00:00Z");
    assert!(seal_at(&mut newsroom, "2026-03-06T07:05:00Z"));
    take(&mut newsroom, &of(90, "2026-03-04T13:00:00Z"), "2026-03-06T08:00:00Z");
    let store = &newsroom.store;
    let now = at("2026-03-06T09:00:00Z");
    for (date, count) in [("2026-03-05", 21), ("2026-03-06", 42), ("2026-03-07", 0)] {
        let window = closing().edition(day(date), now);
        let members: Members = gather::members(store, &window, None).expect("members");
        let query = Query { members: Some(members), ..Query::default() };
        let mut found: Vec<i64> =
            store.rows(&query, now).expect("rows").iter().map(|row| row.id.0).collect();
        found.sort_unstable();
        let last = store.last_id().expect("an item").0;
        let by_hand: Vec<i64> = (1..=last)
            .filter(|id| {
                let (published, arrived) = store.arrival(ItemId(*id)).expect("an item");
                members.hold(published, arrived)
            })
            .collect();
        assert_eq!(found, by_hand, "{date}");
        assert_eq!(found.len(), count, "{date}");
    }
}

#[test]
fn an_idea_is_tied_to_the_story_of_the_report_that_it_stands_on_whoever_founded_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut newsroom = newsroom(folder.path());
    let first = report(1, "2026-03-04T12:00:00Z");
    let title = format!("{}, once more", first.title);
    let second = NewItem { external_id: Some("again".into()), title, ..first.clone() };
    take(&mut newsroom, &[first], "2026-03-04T13:00:00Z");
    let founder = newsroom.store.last_id().expect("read");
    take(&mut newsroom, &[second], "2026-03-04T14:00:00Z");
    let other = newsroom.store.last_id().expect("read");
    assert_ne!(founder, other, "two reports");
    let thought = Thought { title: "Kites".into(), ..Thought::default() };
    let links = vec![Link { item: other, why: String::new() }];
    let now = at("2026-03-04T15:00:00Z");
    let idea = Idea::begun(1, thought, links, false, now);
    newsroom.store.change_idea(None, Some(&idea), now).expect("begun");
    let lexicon = Lexicon::shipped();
    let ties = material::ties(&newsroom.store, &Comparer::new(&lexicon), &[]).expect("ties");
    assert_eq!(ties[0].stories, [StoryId::from(founder)]);
}

#[test]
fn the_paper_on_finance_that_a_day_before_told_is_not_told_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut newsroom = newsroom(folder.path());
    let paper = |number: usize, title: &str, house: &str, published: &str| NewItem {
        external_id: Some(format!("{house}-{number}")),
        url: Some(format!("https://{house}/2603.{number:05}")),
        title: title.to_owned(),
        summary: format!("We present a way to do what paper {number} of this day is about."),
        ..report(number, published)
    };
    let (arxiv, gallery) = ("arxiv.org/abs", "huggingface.co/papers");
    let finance = "Limit order books of small harbours";
    let mut first: Vec<NewItem> = (1..=12)
        .map(|n| {
            let title = report(n, "2026-03-03T12:00:00Z").title;
            paper(n, &title, gallery, "2026-03-03T12:00:00Z")
        })
        .collect();
    first.push(paper(90, finance, arxiv, "2026-03-03T13:00:00Z"));
    take(&mut newsroom, &first, "2026-03-04T06:50:00Z");
    let told = |page: &Page| {
        let entries = page.digest.blocks[0].entries.iter();
        entries.filter(|entry| entry.label == finance).count()
    };
    assert_eq!(told(&page(&newsroom, "2026-03-04", "2026-03-04T07:01:00Z")), 1, "it has a place");
    let again = [paper(90, finance, gallery, "2026-03-05T12:00:00Z")];
    take(&mut newsroom, &again, "2026-03-06T06:50:00Z");
    let later = page(&newsroom, "2026-03-06", "2026-03-06T07:01:00Z");
    assert_eq!(told(&later), 0);
    assert_eq!(later.digest.left.get("told-before"), Some(&1), "{:?}", later.digest.left);
}
