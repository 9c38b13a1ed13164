//! What comes in through the one door, and what becomes of what is there.

mod batches;

use std::collections::BTreeMap;

use super::*;
use crate::model::{Pane, PaneRule, Query, RuleFor, StoryId};
use crate::sources::files::edition;

#[test]
fn the_sample_edition_comes_in_as_stories_that_both_languages_tell() {
    let now: Moment = "2026-11-23T07:00:00Z".parse().expect("as wanted");
    let folder = tempfile::tempdir().expect("as wanted");
    let mut newsroom = Newsroom::open(folder.path(), Settings::default()).expect("as wanted");
    let mut written = 0;
    for (source, items) in edition::sample(now) {
        written += items.len();
        newsroom.store.put_source(&source).expect("as wanted");
        let taken = newsroom.take_in(&source, &items, now).expect("as wanted");
        assert_eq!(taken.new.len(), items.len());
    }
    let rows = newsroom.store.rows(&Query::default(), now).expect("as wanted");
    assert_eq!(rows.len(), written);
    let mut stories: BTreeMap<StoryId, Vec<&str>> = BTreeMap::new();
    for row in &rows {
        stories.entry(row.story).or_default().push(&row.language);
    }
    let crossing = stories
        .values()
        .filter(|told| told.len() >= 3 && told.contains(&"en") && told.contains(&"ko"));
    assert!(crossing.count() >= 4, "{stories:?}");
}

fn source(name: &str) -> Source {
    Source {
        id: SourceId(name.into()),
        name: name.into(),
        kind: "feed".into(),
        address: "https://feed.example/".into(),
        options: BTreeMap::new(),
        pane: None,
        tier: crate::model::Tier::General,
        language: None,
        company: None,
        interval_minutes: None,
        enabled: true,
        full_text: false,
    }
}

fn item(title: &str) -> NewItem {
    NewItem {
        title: title.to_owned(),
        url: Some(format!("https://news.example/{}", title.len())),
        ..NewItem::default()
    }
}

fn now() -> Moment {
    "2026-11-23T07:00:00Z".parse().expect("as wanted")
}

/// All rows, best first, as far as judging them can change them.
fn judged(newsroom: &Newsroom) -> Vec<(ItemId, StoryId, u32, Pane, String)> {
    let rows = newsroom.store.rows(&Query::default(), now()).expect("as wanted");
    let told = |row: &crate::model::Row| {
        (row.id, row.story, row.story_size, row.pane, format!("{:.3}", row.score))
    };
    rows.iter().map(told).collect()
}

#[test]
fn judging_all_again_changes_nothing_loses_nothing_and_keeps_marks() {
    let folder = tempfile::tempdir().expect("as wanted");
    let mut newsroom = Newsroom::open(folder.path(), Settings::default()).expect("as wanted");
    for (source, items) in edition::sample(now()) {
        newsroom.store.put_source(&source).expect("as wanted");
        newsroom.take_in(&source, &items, now()).expect("as wanted");
    }
    let before = judged(&newsroom);
    newsroom.store.set_read(&[before[0].0], true).expect("as wanted");
    assert_eq!(newsroom.reindex().expect("as wanted"), before.len());
    assert_eq!(judged(&newsroom), before);

    // What is starred outlives its source.
    let starred = before[3].0;
    newsroom.store.set_starred(&[starred], true, now()).expect("as wanted");
    newsroom.store.remove_source(&source_of(&newsroom, starred)).expect("as wanted");
    let left = judged(&newsroom).len();
    assert_eq!(newsroom.reindex().expect("as wanted"), left);
    let rows = newsroom.store.rows(&Query::default(), now()).expect("as wanted");
    assert_eq!(rows.len(), left);
    assert!(rows.iter().any(|row| row.id == starred && row.starred));
    assert_eq!(rows.iter().filter(|row| row.read).count(), 1);
}

fn source_of(newsroom: &Newsroom, id: ItemId) -> SourceId {
    newsroom.store.item(id, now()).expect("as wanted").row.source
}

#[test]
fn where_the_reader_wants_items_holds_for_changes_for_what_comes_and_for_judging_again() {
    let folder = tempfile::tempdir().expect("as wanted");
    let mut newsroom = Newsroom::open(folder.path(), Settings::default()).expect("as wanted");
    let harbour = source("harbour");
    newsroom.store.put_source(&harbour).expect("as wanted");
    let first =
        newsroom.take_in(&harbour, &[item("Gulls of the bay")], now()).expect("as wanted").new[0];
    newsroom.store.move_items(&[first], Pane::Companies).expect("as wanted");
    let mut changed = item("Gulls of the bay");
    changed.summary = "They sleep on one leg.".into();
    newsroom.take_in(&harbour, &[changed], now()).expect("as wanted");
    let of_term = PaneRule { of: RuleFor::Term("lantern".into()), pane: Pane::Companies };
    let of_source = PaneRule { of: RuleFor::Source(harbour.id.clone()), pane: Pane::Research };
    newsroom.store.put_pane_rule(&of_term).expect("as wanted");
    newsroom.store.put_pane_rule(&of_source).expect("as wanted");
    let later = [item("A lantern for the fog"), item("Ropes and their makers")];
    newsroom.take_in(&harbour, &later, now()).expect("as wanted");

    let panes = |newsroom: &Newsroom| -> BTreeMap<String, Pane> {
        let rows = newsroom.store.rows(&Query::default(), now()).expect("as wanted");
        rows.into_iter().map(|row| (row.title, row.pane)).collect()
    };
    let expected = BTreeMap::from([
        ("Gulls of the bay".to_owned(), Pane::Companies),
        ("A lantern for the fog".to_owned(), Pane::Companies),
        ("Ropes and their makers".to_owned(), Pane::Research),
    ]);
    assert_eq!(panes(&newsroom), expected);
    newsroom.reindex().expect("as wanted");
    assert_eq!(panes(&newsroom), expected);

    assert!(newsroom.store.changing(|kept| kept.drop_pane_rule(&of_source.of)).expect("as wanted"));
    assert_eq!(newsroom.store.pane_rules().expect("as wanted"), [of_term]);
}

fn reasons(newsroom: &Newsroom, id: ItemId) -> Vec<String> {
    let why = newsroom.store.item(id, now()).expect("as wanted").why;
    why.into_iter().map(|reason| format!("{}: {}", reason.term, reason.facts.join(" "))).collect()
}

fn titles(newsroom: &Newsroom) -> Vec<String> {
    let rows = newsroom.store.rows(&Query::default(), now()).expect("as wanted");
    rows.into_iter().map(|row| row.title).collect()
}

#[test]
fn what_is_here_already_follows_what_is_watched_and_muted_and_back_again() {
    let folder = tempfile::tempdir().expect("as wanted");
    let mut newsroom = Newsroom::open(folder.path(), Settings::default()).expect("as wanted");
    let harbour = source("harbour");
    newsroom.store.put_source(&harbour).expect("as wanted");
    let items = [item("Gulls of the bay"), item("Ropes and their makers at work")];
    let ids = newsroom.take_in(&harbour, &items, now()).expect("as wanted").new;
    let before = judged(&newsroom);

    let watch = Watch {
        name: "birds".into(),
        terms: vec!["gull".into()],
        authors: Vec::new(),
        weight: 1.0,
    };
    let mutes = Mutes { terms: vec!["rope".into()], ..Mutes::default() };
    assert_eq!(newsroom.watch_and_mute(vec![watch], mutes.clone()).expect("as wanted"), 2);
    assert!(reasons(&newsroom, ids[0]).contains(&"watch: birds gull".to_owned()));
    assert_eq!(titles(&newsroom), ["Gulls of the bay"]);
    assert_eq!(reasons(&newsroom, ids[1]), ["muted: rope"], "by its number it is still there");
    assert_eq!(newsroom.store.search("ropes", 0, now()).expect("as wanted"), []);
    // What was made something of is not hidden from where it was put.
    newsroom.store.set_starred(&[ids[1]], true, now()).expect("as wanted");
    assert_eq!(titles(&newsroom).len(), 2);
    newsroom.store.set_starred(&[ids[1]], false, now()).expect("as wanted");
    drop(newsroom);

    // The same from a config file that was changed while nothing ran.
    let settings = Settings { mutes, ..Settings::default() };
    assert!(
        Newsroom::is_behind(&Store::open(folder.path()).expect("as wanted"), &settings)
            .expect("as wanted"),
        "the watch is gone"
    );
    let mut newsroom = Newsroom::open(folder.path(), settings).expect("as wanted");
    assert_eq!(newsroom.follow_settings().expect("as wanted"), 2);
    assert_eq!(newsroom.follow_settings().expect("as wanted"), 0, "once is enough");
    assert!(reasons(&newsroom, ids[0]).iter().all(|reason| !reason.starts_with("watch")));
    newsroom.watch_and_mute(Vec::new(), Mutes::default()).expect("as wanted");
    assert_eq!(judged(&newsroom), before);
}

#[test]
fn judging_the_last_items_again_changes_nothing_where_no_rule_changed() {
    let folder = tempfile::tempdir().expect("as wanted");
    let mut newsroom = Newsroom::open(folder.path(), Settings::default()).expect("as wanted");
    let mut ids = Vec::new();
    for (source, items) in edition::sample(now()) {
        newsroom.store.put_source(&source).expect("as wanted");
        ids.extend(newsroom.take_in(&source, &items, now()).expect("as wanted").new);
    }
    let before = judged(&newsroom);
    for at in [ids.len() / 4, ids.len() / 2, ids.len() - 2] {
        newsroom.judge_after(ids[at]).expect("as wanted");
        assert_eq!(judged(&newsroom), before, "after the item {at}");
    }
}

#[test]
fn a_story_that_loses_its_only_other_report_is_led_by_the_one_that_is_left() {
    let folder = tempfile::tempdir().expect("as wanted");
    let mut newsroom = Newsroom::open(folder.path(), Settings::default()).expect("as wanted");
    let (one, mut two) = (source("one"), source("two"));
    two.tier = crate::model::Tier::Primary;
    newsroom.store.put_source(&one).expect("as wanted");
    newsroom.store.put_source(&two).expect("as wanted");
    let first = item("Zanzibar Robotics recalls its harbour cranes");
    let other = NewItem { url: Some("https://other.example/1".into()), ..first.clone() };
    let founder = newsroom.take_in(&one, &[first], now()).expect("as wanted").new[0];
    let head = newsroom.take_in(&two, &[other], now()).expect("as wanted").new[0];
    let heads = |newsroom: &Newsroom| -> Vec<ItemId> {
        let query = Query { heads: true, ..Query::default() };
        newsroom.store.rows(&query, now()).expect("as wanted").iter().map(|row| row.id).collect()
    };
    assert_eq!(heads(&newsroom), [head]);
    newsroom.store.set_read(&[founder], true).expect("as wanted");
    newsroom.settings.mutes.sources = vec![two.id.clone()];
    newsroom.desk = Desk::new(newsroom.settings.clone()).expect("as wanted");
    newsroom.judge_after(founder).expect("as wanted");
    assert_eq!(heads(&newsroom), [founder]);
    assert_eq!(judged(&newsroom).iter().map(|row| row.2).collect::<Vec<_>>(), [1]);
}

#[test]
fn what_is_starred_counts_for_what_comes_in_afterwards_in_the_same_session() {
    let folder = tempfile::tempdir().expect("as wanted");
    let mut newsroom = Newsroom::open(folder.path(), Settings::default()).expect("as wanted");
    let harbour = source("harbour");
    newsroom.store.put_source(&harbour).expect("as wanted");
    let first = [
        item("Lantern keepers of the north pier"),
        item("Lantern oil and where it comes from"),
        item("A lantern that burns for a whole year"),
    ]
    // Long enough ago to be other stories.
    .map(|item| NewItem { published: Some(now() - chrono::Duration::days(10)), ..item });
    let ids = newsroom.take_in(&harbour, &first, now()).expect("as wanted").new;
    newsroom.store.set_starred(&ids, true, now()).expect("as wanted");
    let later =
        newsroom.take_in(&harbour, &[item("One lantern, two ships")], now()).expect("as wanted");
    let why = reasons(&newsroom, later.new[0]);
    assert!(why.iter().any(|why| why.starts_with("likeness: lantern")), "{why:?}");
}

#[test]
fn a_story_is_the_same_in_the_list_in_the_readers_pane_and_in_the_digest() {
    use crate::desk::Lexicon;
    use crate::lang::Lang;
    use crate::library::edition as paper;
    use crate::model::{BlockKey, Closing, EditionWindow, Zone};
    let folder = tempfile::tempdir().expect("as wanted");
    let mut newsroom = Newsroom::open(folder.path(), Settings::default()).expect("as wanted");
    for (source, items) in edition::sample(now()) {
        newsroom.store.put_source(&source).expect("as wanted");
        newsroom.take_in(&source, &items, now()).expect("as wanted");
    }
    let store = &newsroom.store;
    let list = store.rows(&Query::default(), now()).expect("as wanted");
    let mut of_several = 0;
    let mut led = Vec::new();
    for pane in Pane::ALL {
        let query = Query { pane: Some(pane), heads: true, ..Query::default() };
        for head in store.rows(&query, now()).expect("as wanted") {
            let state = store.story(head.story).expect("as wanted").expect("a row of its own");
            let reports: Vec<_> = list.iter().filter(|row| row.story == head.story).collect();
            of_several += usize::from(reports.len() > 1);
            assert_eq!((state.head, state.pane), (head.id, pane));
            assert_eq!((reports[0].id, reports.len()), (head.id, state.size as usize));
            for row in reports {
                assert_eq!((row.pane, row.score), (pane, head.score), "{}", row.title);
                let whole = store.item(row.id, now()).expect("as wanted");
                assert_eq!(whole.why, state.why, "{}", row.title);
            }
            led.push((head.story, pane));
        }
    }
    assert!(of_several >= 5 && led.len() >= 20, "{of_several} of {}", led.len());
    led.sort_unstable();
    led.dedup_by_key(|(story, _)| *story);
    let stories: std::collections::BTreeSet<StoryId> = list.iter().map(|row| row.story).collect();
    assert_eq!(led.len(), stories.len(), "each story stands in one pane");

    let (begins, ends) = (now() - chrono::Duration::days(7), now() + chrono::Duration::days(1));
    let day = Zone::UTC.day_of(now());
    let from = Zone::UTC.day_of(begins);
    let days = EditionWindow::of_days(from, day, Zone::UTC, now());
    let window = EditionWindow { begins, ends, ..days };
    let closing = Closing { at: chrono::NaiveTime::MIN, zone: Zone::UTC };
    let (lang, up_to) = (Lang::En, None);
    let asked = paper::Asked { window, closing, now: ends, minutes: 30.0, lang, up_to };
    let digest = paper::digest(store, &Lexicon::shipped(), &asked).expect("as wanted");
    let mut told = 0;
    for block in &digest.blocks {
        let pane = match block.key {
            BlockKey::Research => Pane::Research,
            BlockKey::Companies => Pane::Companies,
            BlockKey::Trends => Pane::Trends,
            BlockKey::Mine => continue,
        };
        for entry in block.entries.iter().filter(|entry| entry.cells.is_empty()) {
            let Some((_, seen)) = led.iter().find(|(story, _)| *story == entry.story) else {
                continue;
            };
            told += 1;
            assert_eq!(*seen, pane, "{}", entry.label);
        }
    }
    assert!(told >= 8, "{told} stories are told");
}

#[test]
fn lens_and_taste_order_lists_and_never_what_leads_the_day() {
    use crate::desk::Lexicon;
    use crate::lang::Lang;
    use crate::library::edition as paper;
    use crate::model::{Closing, EditionWindow, Zone};
    let sample = edition::sample(now());
    // What was read long ago: of the sample's own words, each more than once, so that it has
    // something to say.
    let old: Vec<NewItem> = sample
        .iter()
        .filter_map(|(_, items)| items.last())
        .take(6)
        .flat_map(|sampled| ["anew", "again"].map(|word| format!("{} {word}", sampled.title)))
        .map(|title| NewItem {
            published: Some(now() - chrono::Duration::days(60)),
            ..item(&title)
        })
        .collect();
    let composed = |settings: Settings, has_taste: bool| {
        let folder = tempfile::tempdir().expect("as wanted");
        let mut newsroom = Newsroom::open(folder.path(), settings).expect("as wanted");
        let harbour = source("harbour");
        newsroom.store.put_source(&harbour).expect("as wanted");
        let ids = newsroom.take_in(&harbour, &old, now()).expect("as wanted").new;
        if has_taste {
            newsroom.store.set_starred(&ids, true, now()).expect("as wanted");
        }
        for (source, items) in &sample {
            newsroom.store.put_source(source).expect("as wanted");
            newsroom.take_in(source, items, now()).expect("as wanted");
        }
        let store = &newsroom.store;
        let rows = |query| -> Vec<i64> {
            let rows = store.rows(&query, now()).expect("as wanted");
            rows.iter().map(|row| row.id.0).collect()
        };
        let list = rows(Query { heads: true, ..Query::default() });
        let day = rows(Query { heads: true, sort: crate::model::Sort::Worth, ..Query::default() });
        let (begins, ends) = (now() - chrono::Duration::days(7), now() + chrono::Duration::days(1));
        let days = [begins, now()].map(|moment| Zone::UTC.day_of(moment));
        let window = EditionWindow::of_days(days[0], days[1], Zone::UTC, ends);
        let (lang, up_to) = (Lang::En, None);
        let closing = Closing { at: chrono::NaiveTime::MIN, zone: Zone::UTC };
        let asked = paper::Asked { window, closing, now: ends, minutes: 30.0, lang, up_to };
        let digest = paper::digest(store, &Lexicon::shipped(), &asked).expect("as wanted");
        let lead: Vec<i64> = digest.lead.iter().map(|line| line.item.0).collect();
        assert_eq!(lead.len(), 3);
        (list, day, lead)
    };
    let plain = composed(Settings::default(), false);
    let finance = Watch {
        name: "finance".into(),
        terms: vec!["model".into()],
        authors: Vec::new(),
        weight: 3.0,
    };
    let watching = Settings { watches: vec![finance], ..Settings::default() };
    for (settings, has_taste) in [(watching, false), (Settings::default(), true)] {
        let own = composed(settings, has_taste);
        assert_ne!(own.0, plain.0, "the list is another one");
        assert_eq!((own.1, own.2), (plain.1.clone(), plain.2.clone()));
    }
}

#[test]
fn taste_follows_marks_at_once_and_begins_anew_after_it_was_forgotten() {
    let folder = tempfile::tempdir().expect("as wanted");
    let mut newsroom = Newsroom::open(folder.path(), Settings::default()).expect("as wanted");
    let harbour = source("harbour");
    newsroom.store.put_source(&harbour).expect("as wanted");
    let titles = ["Lantern keepers of the long pier", "Lantern oil", "A lantern that burns"];
    let ids = newsroom.take_in(&harbour, &titles.map(item), now()).expect("as wanted").new;
    assert!(!newsroom.taste().expect("as wanted").is_enough);
    newsroom.store.set_starred(&ids, true, now()).expect("as wanted");
    let learnt = newsroom.taste().expect("as wanted").clone();
    assert_eq!((learnt.is_enough, learnt.examples.starred), (true, 3));
    assert!(learnt.likings.iter().any(|liking| liking.name == "lantern" && liking.weight > 0.0));
    let liked =
        newsroom.take_in(&harbour, &[item("One more lantern")], now()).expect("as wanted").new;
    assert!(reasons(&newsroom, liked[0]).iter().any(|why| why.starts_with("likeness")));

    // Forgotten, it counts for nothing, also where it had counted.
    assert_eq!(newsroom.forget_taste(now()).expect("as wanted"), 4);
    assert!(reasons(&newsroom, liked[0]).iter().all(|why| !why.starts_with("likeness")));
    assert_eq!(newsroom.taste().expect("as wanted").examples, crate::model::Seen::default());
    assert_eq!(newsroom.store.taste_forgotten().expect("as wanted"), Some(now()));
    // What is starred later counts.
    let later = now() + chrono::Duration::hours(1);
    let others = ["A ferry", "The ferry of the bay", "Two ferries at night"].map(item);
    let ids = newsroom.take_in(&harbour, &others, later).expect("as wanted").new;
    newsroom.store.set_starred(&ids, true, later).expect("as wanted");
    assert!(newsroom.taste().expect("as wanted").is_enough);
}

#[test]
fn what_was_made_ready_under_other_settings_is_judged_by_those_of_today() {
    let folder = tempfile::tempdir().expect("as wanted");
    let mut newsroom = Newsroom::open(folder.path(), Settings::default()).expect("as wanted");
    let harbour = source("harbour");
    newsroom.store.put_source(&harbour).expect("as wanted");
    let items = Prepared::all(vec![item("Fog over the north pier")], &harbour.id);
    let items = Ready::all(items, &harbour, &newsroom.analyzer(), None, now());
    let mutes = Mutes { terms: vec!["fog".to_owned()], ..Mutes::default() };
    newsroom.watch_and_mute(Vec::new(), mutes).expect("as wanted");
    newsroom.take_visits(vec![Visited { source: harbour, items, visit: None }], now());
    assert!(reasons(&newsroom, ItemId(1)).iter().any(|why| why.starts_with("muted")));
}
