//! The desk as a whole: arrival, memory, mutes, lenses, panes, and what is told of each.

mod acting;
mod any;
mod background;
mod documents;
mod facts;
mod held;
mod joined;
mod pairs;
mod panes;
mod small;
mod table;
mod telling;

use std::collections::BTreeMap;

use super::*;
use crate::lang::Lang;
use crate::model::{Deed, Liking, Move, Pane, SourceId, StoryState, Tier};

fn at(hour: i64) -> Moment {
    let begin: Moment = "2026-03-01T00:00:00Z".parse().expect("a moment");
    begin + chrono::Duration::hours(hour)
}

fn source(name: &str, tier: Tier) -> Source {
    Source {
        id: SourceId(name.into()),
        name: name.into(),
        kind: "feed".into(),
        address: String::new(),
        options: BTreeMap::new(),
        pane: None,
        tier,
        language: None,
        company: None,
        interval_minutes: None,
        enabled: true,
        full_text: false,
    }
}

fn item(title: &str) -> NewItem {
    NewItem { title: title.to_owned(), ..NewItem::default() }
}

fn page(title: &str, url: &str) -> NewItem {
    NewItem { url: Some(url.to_owned()), ..item(title) }
}

/// A store in miniature: what the desk said, brought up to date by its revisions.
#[derive(Debug, Default, Clone, PartialEq)]
struct Stored {
    judged: BTreeMap<ItemId, Judgement>,
    stories: BTreeMap<StoryId, StoryState>,
}

impl Stored {
    fn revise(&mut self, desk: &mut Desk) {
        for revision in desk.settle() {
            match revision {
                Revision::Joined { gone, into } => {
                    assert!(into < gone, "the one that began before remains");
                    for judged in self.judged.values_mut().filter(|one| one.story == gone) {
                        judged.story = into;
                    }
                    self.stories.remove(&gone);
                }
                Revision::Story(state) => {
                    self.stories.insert(state.id, *state);
                }
            }
        }
    }
}

/// A desk, and what a store would have kept of its work.
struct Room {
    desk: Desk,
    stored: Stored,
    past: Vec<(ItemId, NewItem, Source, Moment)>,
    /// So many reports are remembered.
    window: usize,
}

impl Room {
    /// A room of the small world.
    fn new(settings: Settings) -> Room {
        Room::by(settings, small::rules())
    }

    fn by(settings: Settings, rules: Rules) -> Room {
        let desk = Desk::by(settings, rules).expect("a desk");
        Room { desk, stored: Stored::default(), past: Vec::new(), window: WINDOW }
    }

    fn plain() -> Room {
        Room::new(Settings::default())
    }

    /// With a shorter memory.
    fn remembering(mut self, window: usize) -> Room {
        self.window = window;
        self.desk.stories = Stories::over(window);
        self
    }

    /// As a new room, without reading the lists again.
    fn clear(&mut self) {
        self.desk.forget();
        self.stored = Stored::default();
        self.past.clear();
    }

    fn arrive(&mut self, item: NewItem, source: &Source, published: Moment) -> ItemId {
        let id = ItemId(self.past.len() as i64 + 1);
        let arrival = Arrival { id, item: &item, source, published, known: None };
        let judged = self.desk.arrive(&arrival);
        self.stored.judged.insert(id, judged);
        self.past.push((id, item, source.clone(), published));
        id
    }

    /// A report of the general press arrives.
    fn hear(&mut self, title: &str, from: &str, hour: i64) -> ItemId {
        self.arrive(item(title), &source(from, Tier::General), at(hour))
    }

    /// An item comes again, changed.
    fn change(&mut self, id: ItemId, how: impl FnOnce(&mut NewItem)) {
        let at = self.past.iter().position(|(known, ..)| *known == id).expect("an item");
        how(&mut self.past[at].1);
        let (_, item, source, published) = &self.past[at];
        let known = Some(self.stored.judged[&id].story);
        let arrival = Arrival { id, item, source, published: *published, known };
        let judged = self.desk.arrive(&arrival);
        self.stored.judged.insert(id, judged);
    }

    fn settle(&mut self) {
        self.stored.revise(&mut self.desk);
    }

    /// As if the program had been ended and started again.
    fn restart(&mut self) {
        let judged = &self.stored.judged;
        let past: Vec<Past> = self
            .past
            .iter()
            .filter(|(id, ..)| judged[id].base > 0.0)
            .map(|(id, item, source, published)| Past {
                id: *id,
                source: source.id.clone(),
                kind: source.kind.clone(),
                tier: source.tier,
                title: item.title.clone(),
                summary: summary_head(item).to_owned(),
                url: item.url.clone(),
                published: *published,
                points: item.points,
                comments: item.comments,
                story: judged[id].story,
                company: source.company.clone(),
                pane: judged[id].pane,
                pane_reason: judged[id].pane_reason.clone(),
                kept: judged[id].kept.clone(),
            })
            .collect();
        self.desk.forget();
        self.desk.stories = Stories::over(self.window);
        let start = past.len().saturating_sub(self.window);
        self.desk.recall(past.into_iter().skip(start));
    }

    /// What was said of an item.
    fn judged(&self, id: ItemId) -> &Judgement {
        &self.stored.judged[&id]
    }

    /// The event that an item tells, as it stands.
    fn event(&mut self, id: ItemId) -> &StoryState {
        self.settle();
        &self.stored.stories[&self.stored.judged[&id].story]
    }

    /// The reason of a term that the event of an item has.
    fn reason(&mut self, id: ItemId, term: &str) -> Option<Reason> {
        self.event(id).why.iter().find(|reason| reason.term == term).cloned()
    }
}

/// Some days of news: events told by several publishers in both languages, papers, what changes,
/// and much else.
fn news() -> Vec<(NewItem, Source, Moment)> {
    let mut own = source("meridian", Tier::Primary);
    own.company = Some("meridian".into());
    let mut board = source("pointers", Tier::Community);
    board.kind = "community".into();
    let sources = [
        source("harbour-times", Tier::Specialist),
        source("daily-tide", Tier::General),
        board,
        own,
    ];
    let events = [
        [
            "Meridian buys Lanterly for $3 billion",
            "Lanterly acquired by Meridian in $3 billion deal",
            "메리디안, 랜털리 인수",
        ],
        [
            "Quayside opens weights of Kelpie 2, a neural crane",
            "Kelpie 2: Quayside opens weights of its neural crane",
            "키사이드, Kelpie 2 오픈소스 공개",
        ],
        [
            "Fish Office sues Wickline over prices of harbour storage",
            "Wickline: Fish Office sues over harbour storage prices",
            "Harbour storage lawsuit: what the Fish Office says of Wickline",
        ],
    ];
    let mut all = Vec::new();
    for n in 0..240_i64 {
        let of = sources[(n % 4) as usize].clone();
        let mut new = if n % 5 == 0 {
            item(events[(n / 80) as usize % 3][(n / 5) as usize % 3])
        } else {
            item(&format!(
                "Matter {} of harbour {} and lantern {}",
                n * 7 % 91,
                n * 13 % 53,
                n * 29 % 67
            ))
        };
        new.summary = format!("Quayside has {} cranes. They lift {} ropes.", n % 7, n % 11);
        new.points = (n % 4 == 2).then_some(n * 3 % 200);
        new.url = Some(match n % 24 {
            7 => format!("https://arxiv.org/abs/2603.0{:04}", n / 2),
            _ => format!("https://{}.example/{n}", of.id.0),
        });
        all.push((new, of, at(n / 2)));
    }
    all
}

/// What a store keeps of the news that come in batches, perhaps with a restart after each; some
/// are told again in other words.
fn taken(batch: usize, restarting: bool) -> Stored {
    taken_with(WINDOW, batch, restarting)
}

/// The same, where so many reports are remembered.
fn taken_with(window: usize, batch: usize, restarting: bool) -> Stored {
    let watch = Watch {
        name: "ropes".into(),
        terms: vec!["rope".into()],
        authors: Vec::new(),
        weight: 1.0,
    };
    let settings = Settings { watches: vec![watch], ..Settings::default() };
    let mut room = Room::new(settings).remembering(window);
    for part in news().chunks(batch) {
        for (new, of, published) in part {
            let id = room.arrive(new.clone(), of, *published);
            if id.0 % 4 == 3 {
                let earlier = ItemId((id.0 - 3 * (id.0 % 5)).max(1));
                room.change(earlier, |item| {
                    item.title = format!("Meridian lantern: {} - Reuters", item.title);
                });
            }
        }
        room.settle();
        if restarting {
            room.restart();
        }
    }
    room.stored
}

#[test]
fn one_batch_or_fifty_or_as_many_programs_give_the_same() {
    let whole = taken(1000, false);
    assert!(whole.stories.values().any(|story| story.size > 3), "there are stories to compare");
    assert!(whole.stories.values().any(|story| story.pane == Pane::Research), "there are papers");
    for (batch, restarting) in [(5, false), (1, false), (17, true), (5, true), (1, true)] {
        let parts = taken(batch, restarting);
        for (id, judged) in &whole.judged {
            assert_eq!(parts.judged[id], *judged, "batches of {batch}, restarting: {restarting}");
        }
        assert_eq!(parts.stories, whole.stories, "batches of {batch}, restarting: {restarting}");
    }
}

#[test]
fn a_desk_that_has_forgotten_much_is_rebuilt_from_what_it_would_remember() {
    let whole = taken_with(60, 1, false);
    let parts = taken_with(60, 1, true);
    for (id, judged) in &whole.judged {
        assert_eq!(parts.judged[id], *judged);
    }
    assert_eq!(parts.stories, whole.stories);
}

#[test]
fn every_event_has_a_row_and_its_points_are_the_sum_of_its_reasons() {
    let stored = taken(40, false);
    let alive: BTreeSet<StoryId> = stored.judged.values().map(|judged| judged.story).collect();
    assert_eq!(stored.stories.keys().copied().collect::<BTreeSet<_>>(), alive);
    for state in stored.stories.values() {
        let own =
            |reason: &&Reason| [WATCH, worth::TASTE, worth::PASSED_OVER].contains(&&*reason.term);
        let sum: f64 = state.why.iter().map(|reason| reason.points).sum();
        assert!((sum - state.base).abs() < 0.05, "{sum} is not {}", state.base);
        assert!((0.1..=100.0).contains(&state.base) && (0.1..=100.0).contains(&state.worth));
        if !state.why.iter().any(|reason| own(&reason)) {
            assert!((state.worth - state.base).abs() < 1e-9, "{state:?}");
        }
        assert!(state.size >= state.publishers && state.publishers >= 1);
        assert!(state.first <= state.last);
        let head = &stored.judged[&state.head];
        assert_eq!(head.story, state.id);
        assert_eq!((head.pane, &head.pane_reason), (state.pane, &state.pane_reason));
    }
}

/// The terms that the code of a file pushes among its reasons.
fn terms_in(code: &str) -> BTreeSet<&str> {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    ["push((\"", "add(\""]
        .iter()
        .flat_map(|call| code.split(call).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[test]
fn every_term_has_its_sentence_and_every_sentence_its_term() {
    let named: BTreeSet<&str> = worth::TERMS_TOLD.iter().copied().collect();
    assert_eq!(named.len(), worth::TERMS_TOLD.len(), "each stands once");
    let mut told = terms_in(include_str!("worth.rs"));
    told.extend(terms_in(include_str!("papers.rs")));
    told.extend([
        "start",
        worth::MOVE,
        WATCH,
        worth::TASTE,
        worth::PASSED_OVER,
        worth::MUTED,
        worth::OWNED,
        worth::SCALE,
    ]);
    assert_eq!(told, named, "what the code tells is what the table names");
    // Told where an item is shown.
    let later = ["fresh", "stale", "own"];
    for lang in Lang::ALL {
        for term in named.iter().copied().chain(later) {
            let facts = match term {
                "noise" => vec!["hobby".to_owned()],
                worth::MOVE => vec!["layoffs".to_owned(), "cuts".to_owned()],
                _ => vec!["7".to_owned(), "8".to_owned()],
            };
            for facts in [facts.clone(), vec![facts[0].clone(), String::new()]] {
                let said = crate::lang::reason(lang, term, &facts);
                assert!(!said.contains("why.") && !said.contains('{'), "{term}: {said}");
            }
        }
        for noise in crate::model::Noise::ALL {
            let said = crate::lang::reason(lang, "noise", &[noise.name().to_owned()]);
            assert!(!said.contains("noise."), "{said}");
        }
    }
    let phrases: toml::Table =
        include_str!("../../assets/lang/en.toml").parse().expect("the phrases");
    for key in phrases["why"].as_table().expect("a table").keys() {
        let term = key.trim_end_matches("_bare").trim_end_matches("_one");
        assert!(named.contains(term) || later.contains(&term), "no term is called {term}");
    }
}

#[test]
fn every_reason_for_a_pane_has_its_sentence() {
    let keys: BTreeSet<&str> = include_str!("panes.rs")
        .split("\"by_")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(keys.len() > 6, "{keys:?}");
    let phrases: toml::Table =
        include_str!("../../assets/lang/en.toml").parse().expect("the phrases");
    let known: BTreeSet<&str> = phrases["pane"]
        .as_table()
        .expect("a table")
        .keys()
        .filter_map(|key| key.strip_prefix("by_"))
        .filter(|key| !["hand", "rule"].contains(key))
        .collect();
    assert_eq!(keys, known);
}

#[test]
fn companies_persons_and_offices_are_told_by_their_names_in_each_language() {
    let mut room = Room::plain();
    let id = room.hear("Orla Quince resigns from Meridian after Harbour Court lawsuit", "tide", 0);
    let said = |room: &mut Room, lang, term: &str| {
        let reason = room.reason(id, term).unwrap_or_else(|| panic!("no reason {term}"));
        crate::lang::reason(lang, &reason.term, &reason.facts)
    };
    assert!(said(&mut room, Lang::Ko, "companies").contains("메리디안"));
    assert!(said(&mut room, Lang::En, "companies").contains("Meridian"));
    assert!(said(&mut room, Lang::Ko, "person").contains("오를라 퀸스"));
    assert!(said(&mut room, Lang::Ko, "highest").contains("항만법원"));
    assert!(said(&mut room, Lang::En, "highest").contains("Harbour Court"));
    let pane = crate::lang::pane_reason(Lang::Ko, &room.event(id).pane_reason);
    assert!(pane.contains("메리디안"), "{pane}");
}

#[test]
fn what_is_muted_has_no_points_and_tells_no_story() {
    let mutes = Mutes {
        terms: vec!["lantern".into()],
        sources: vec![SourceId("noise".into())],
        companies: vec!["meridian".into()],
    };
    let mut room = Room::new(Settings { mutes, ..Settings::default() });
    let muted = [
        room.hear("A lantern for every harbour", "one", 0),
        room.hear("메리디안, 새 칩 공개", "one", 0),
        room.hear("Anything at all", "noise", 0),
    ];
    let heard = room.hear("A harbour for every ship", "one", 0);
    room.settle();
    for id in muted {
        assert!(room.judged(id).base.abs() < f64::EPSILON);
        assert_eq!(room.judged(id).why[0].term, "muted");
        assert!(!room.stored.stories.contains_key(&room.judged(id).story));
    }
    assert!(room.judged(heard).base > 0.0);
}

#[test]
fn a_company_is_muted_by_any_of_its_names_and_the_reason_shows_its_name() {
    for name in ["Meridian", "메리디안", "meridian"] {
        let mutes = Mutes { companies: vec![name.into()], ..Mutes::default() };
        let mut room = Room::new(Settings { mutes, ..Settings::default() });
        let id = room.hear("Meridian opens a harbour", "tide", 0);
        assert_eq!(room.judged(id).why[0].facts, ["Meridian"], "{name}");
    }
}

#[test]
fn a_lens_adds_its_points_to_the_list_and_nothing_to_the_edition() {
    let finance = Watch {
        name: "finance".into(),
        terms: vec!["credit risk".into(), "bank".into()],
        authors: Vec::new(),
        weight: 1.0,
    };
    let mut plain = Room::plain();
    let mut watching = Room::new(Settings { watches: vec![finance], ..Settings::default() });
    let title = "A new model of credit risk";
    let (without, with) = (plain.hear(title, "one", 0), watching.hear(title, "one", 0));
    assert!((watching.event(with).base - plain.event(without).base - 10.0).abs() < 1e-9);
    assert!((watching.event(with).worth - plain.event(without).worth).abs() < 1e-9);
    let reason = watching.reason(with, "watch").expect("the reason");
    assert_eq!(reason.facts, ["finance", "credit risk"]);
    // The lexicon knows the term in both languages.
    let korean = watching.hear("신용위험을 재는 새 모형", "two", 40);
    assert!(watching.reason(korean, "watch").is_some());
}

#[test]
fn every_lens_that_is_touched_says_so_and_all_together_give_no_more_than_thirty() {
    let watch = |name: &str, term: &str, weight: f64| Watch {
        name: name.into(),
        terms: vec![term.into()],
        authors: Vec::new(),
        weight,
    };
    let watches = vec![
        watch("finance", "risk", 1.0),
        watch("tides", "tide", 3.0),
        watch("fog", "fog bank", 2.0),
        watch("ropes", "rope", 1.0),
    ];
    let mut plain = Room::plain();
    let mut watching = Room::new(Settings { watches, ..Settings::default() });
    let mut new = item("Software and the Risks of Tides");
    // The end of an abstract counts as well as its beginning.
    new.summary = format!("{} We apply it to fog banks.", "The bay is wide and old. ".repeat(60));
    let of = source("one", Tier::Specialist);
    let (without, with) = (plain.arrive(new.clone(), &of, at(0)), watching.arrive(new, &of, at(0)));
    let why = &watching.judged(with).why;
    let said: Vec<(String, f64)> = why
        .iter()
        .filter(|reason| reason.term == "watch")
        .map(|reason| (reason.facts.join(": "), reason.points))
        .collect();
    let expected = [("finance: risk", 5.0), ("tides: tide", 15.0), ("fog: fog bank", 10.0)];
    assert_eq!(said, expected.map(|(fact, points)| (fact.to_owned(), points)));
    let gain = watching.judged(with).base - plain.judged(without).base;
    assert!((gain - 30.0).abs() < 0.2, "{gain}");
}

fn example(deed: Deed, title: &str) -> Example {
    let source = SourceId("pier".into());
    Example { deed, title: title.to_owned(), topics: Vec::new(), source }
}

#[test]
fn taste_orders_lists_and_says_its_words_but_moves_no_edition() {
    let mut room = Room::plain();
    let starred = ["Lantern keepers of Oskarhamn", "Lantern oil from Oskarhamn", "Lanterns at sea"];
    let skipped = (0..12).map(|n| example(Deed::Skipped, &format!("Ferry timetable number {n}")));
    let starred = starred.map(|title| example(Deed::Starred, title));
    let others = (0..300).map(|n| Example {
        source: SourceId("elsewhere".into()),
        ..example(Deed::Other, &format!("Weather {n}"))
    });
    let examples: Vec<Example> = starred.into_iter().chain(skipped).chain(others).collect();
    room.desk.learn(&examples);
    let id = room.hear("Software for one lantern in Oskarhamn", "one", 0);
    let reason = room.reason(id, "likeness").expect("the reason");
    assert_eq!(reason.facts, ["lantern, oskarhamn"]);
    assert!(reason.points > 0.0 && reason.points <= 12.0);
    let state = room.event(id);
    assert!((state.base - state.worth - reason.points).abs() < 0.11);
    let other = room.hear("A new ferry timetable for cranes", "two", 0);
    let reason = room.reason(other, "passed_over").expect("the reason");
    assert_eq!(reason.facts, ["ferry, timetable"]);
    assert!(reason.points < 0.0 && room.event(other).base < room.event(other).worth);
}

#[test]
fn a_topic_that_a_title_names_counts_once_and_by_its_name_in_every_language() {
    let lexicon = Lexicon::shipped();
    let topic = "time-series";
    assert!(lexicon.by_key(topic).is_some(), "the alias table has it");
    let mut desk = Desk::new(Settings::default()).expect("a desk");
    let examples: Vec<Example> = (0..3)
        .map(|n| Example {
            topics: vec![topic.to_owned()],
            ..example(Deed::Starred, &format!("Time series of harbour {n}"))
        })
        .collect();
    desk.learn(&examples);
    let likings = &desk.learnt().likings;
    let of_topic: Vec<&Liking> = likings
        .iter()
        .filter(|one| crate::lang::name_in(Lang::Ko, &one.name) == "시계열")
        .collect();
    assert_eq!(of_topic.len(), 1, "{likings:?}");
    assert_eq!(of_topic[0].seen.starred, 3);
}

#[test]
fn too_few_marks_are_no_taste() {
    let mut room = Room::plain();
    let two = ["Lantern keepers", "Lantern oil"].map(|title| example(Deed::Starred, title));
    room.desk.learn(&two);
    assert!(!room.desk.learnt().is_enough && room.desk.learnt().examples.starred == 2);
    let reads = |count: usize| -> Vec<Example> {
        (0..count).map(|n| example(Deed::Read, &format!("Lantern letter {n}"))).collect()
    };
    room.desk.learn(&reads(19));
    assert!(!room.desk.learnt().is_enough);
    room.desk.learn(&reads(20));
    assert!(room.desk.learnt().is_enough);
    let first = room.desk.learnt().likings.iter().find(|liking| liking.name == "lantern");
    assert!(first.is_some_and(|liking| liking.weight > 0.0 && liking.seen.read == 20));
}

proptest::proptest! {
    #[test]
    fn no_taste_moves_what_an_event_is_worth(
        examples in proptest::collection::vec(
            (0..4_usize, proptest::collection::vec(0..12_usize, 1..6)), 0..60),
        news in proptest::collection::vec(proptest::collection::vec(0..12_usize, 1..6), 1..12),
    ) {
        const WORDS: [&str; 12] = [
            "Meridian", "buys", "Quayside", "lantern", "ferry", "등대지기", "모델", "harbour",
            "lawsuit", "$2B", "timetable", "어촌계",
        ];
        let title = |words: &[usize]| {
            words.iter().map(|at| WORDS[*at]).collect::<Vec<_>>().join(" ")
        };
        let deeds = [Deed::Starred, Deed::Read, Deed::Skipped, Deed::Other];
        let examples: Vec<Example> =
            examples.iter().map(|(deed, words)| example(deeds[*deed], &title(words))).collect();
        let (mut plain, mut tasting) = (Room::plain(), Room::plain());
        tasting.desk.learn(&examples);
        for (hour, words) in news.iter().enumerate() {
            let title = title(words);
            let without = plain.hear(&title, "one", hour as i64);
            let with = tasting.hear(&title, "one", hour as i64);
            proptest::prop_assert_eq!(without, with);
        }
        plain.stored.revise(&mut plain.desk);
        tasting.stored.revise(&mut tasting.desk);
        proptest::prop_assert_eq!(plain.stored.stories.len(), tasting.stored.stories.len());
        for (one, other) in plain.stored.stories.values().zip(tasting.stored.stories.values()) {
            proptest::prop_assert_eq!(
                (one.id, one.head, one.worth, one.pane), (other.id, other.head, other.worth, other.pane)
            );
            proptest::prop_assert!((0.1..=100.0).contains(&other.base));
        }
    }
}

#[test]
fn a_move_is_told_with_its_words_and_a_paper_makes_none() {
    let mut room = Room::plain();
    let id = room.hear("Meridian buys Quayside after a long lawsuit", "tide", 0);
    let moves: Vec<Vec<String>> = room
        .event(id)
        .why
        .iter()
        .filter(|reason| reason.term == "moves")
        .map(|reason| reason.facts.clone())
        .collect();
    assert_eq!(moves, [["acquisition", "buys"], ["regulation", "lawsuit"]]);
    assert_eq!(room.judged(id).moves, [Move::Acquisition, Move::Regulation]);
    let facts = &room.judged(id).facts;
    assert_eq!(facts.actor.as_deref(), Some("meridian"));
    assert_eq!(facts.object.as_deref(), Some("quayside"));
    let paper = page("Meridian buys Quayside: a model", "https://arxiv.org/abs/2603.01234");
    let paper = room.arrive(paper, &source("tide", Tier::General), at(0));
    let judged = room.judged(paper);
    assert!(judged.moves.is_empty() && judged.companies.is_empty(), "{judged:?}");
}

#[test]
fn a_paper_is_research_wherever_it_is_seen_and_a_gallery_shows_the_same_paper() {
    let mut room = Room::plain();
    let mut board = source("board", Tier::Community);
    board.pane = Some(Pane::Trends);
    let title = "Black holes and what people fear of them";
    let paper = room.arrive(page(title, "https://arxiv.org/abs/2603.01234v1"), &board, at(0));
    let news = page(&format!("{title}, explained"), "https://news.example/1");
    let news = room.arrive(news, &board, at(0));
    assert_eq!(room.judged(paper).pane, Pane::Research);
    assert_eq!(room.judged(paper).pane_reason, "pane.by_paper");
    assert_eq!(room.judged(news).pane, Pane::Trends);
    assert_ne!(room.judged(news).story, room.judged(paper).story, "news about a paper is no copy");
    let shown = page("Fear of holes", "https://huggingface.co/papers/2603.01234");
    let shown = room.arrive(shown, &source("gallery", Tier::Primary), at(30));
    assert_eq!(room.judged(shown).story, room.judged(paper).story);
    assert_eq!(room.judged(shown).pane, Pane::Research);
    assert!(room.reason(shown, "paper_gallery").is_some());
}

#[test]
fn panes_follow_the_reader_then_what_is_said_and_what_a_source_declares_is_a_hint() {
    let mut room = Room::plain();
    room.desk.follow(
        vec![
            PaneRule { of: RuleFor::Term("tide".into()), pane: Pane::Research },
            PaneRule { of: RuleFor::Source(SourceId("ropes".into())), pane: Pane::Companies },
        ],
        BTreeMap::from([(ItemId(2), Pane::Trends)]),
    );
    let mut papers = source("letters", Tier::Specialist);
    papers.pane = Some(Pane::Research);
    let mut deals = source("deals", Tier::General);
    deals.pane = Some(Pane::Companies);
    let cases = [
        ("The tide of Meridian deals", &deals, Pane::Research, "by_rule"),
        ("Meridian buys a pier", &deals, Pane::Trends, "by_hand"),
        ("A quiet day", &source("ropes", Tier::General), Pane::Companies, "by_rule"),
        ("Meridian buys Wickline", &papers, Pane::Companies, "by_move"),
        ("What Lanterly wants", &papers, Pane::Companies, "by_company"),
        ("Startup raises $30 million for ropes", &papers, Pane::Companies, "by_startup"),
        ("Researchers ask what a neural network hears", &deals, Pane::Research, "by_result"),
        ("A quiet day at the pier", &papers, Pane::Research, "by_host"),
        ("A quiet day at the pier", &deals, Pane::Trends, "by_rest"),
    ];
    for (n, (title, of, pane, why)) in cases.into_iter().enumerate() {
        let id = room.arrive(item(title), of, at(n as i64 * 200));
        let judged = room.judged(id);
        assert_eq!(judged.pane, pane, "{title}: {}", judged.pane_reason);
        assert!(judged.pane_reason.starts_with(&format!("pane.{why}")), "{}", judged.pane_reason);
    }
}

#[test]
fn what_the_reader_says_of_one_report_is_said_of_its_event() {
    let mut room = Room::plain();
    let title = "Meridian buys Wickline and its cranes";
    let first = room.hear(title, "one", 0);
    assert_eq!(room.event(first).pane, Pane::Companies);
    room.desk.follow(Vec::new(), BTreeMap::from([(ItemId(2), Pane::Trends)]));
    let moved = room.hear(title, "two", 1);
    assert_eq!(room.judged(moved).story, room.judged(first).story);
    assert_eq!(
        (room.event(first).pane, &*room.event(first).pane_reason.clone()),
        (Pane::Trends, "pane.by_hand")
    );
    room.restart();
    room.hear(title, "three", 2);
    assert_eq!(room.event(first).pane, Pane::Trends, "it is remembered");
}

#[test]
fn hostile_titles_cost_little_and_break_nothing() {
    let mut room = Room::plain();
    let of = source("one", Tier::General);
    let hostile = [
        "a".repeat(1 << 20),
        "word ".repeat(200_000),
        "😀".repeat(100_000),
        "가".repeat(300_000),
        "\u{202e}abc\u{2066}אבג ".repeat(20_000),
        "1,".repeat(300_000),
        "a1 ".repeat(300_000),
        (0..200_000).map(|n| format!("w{n} $")).collect::<Vec<_>>().join(" "),
        (0..200_000).map(|n| format!("Kestrel {n}억")).collect::<Vec<_>>().join(" "),
        "[속보]".repeat(100_000),
        "UPDATE 1-".repeat(100_000),
        " - Reuters".repeat(100_000),
        "가나다라마바사".repeat(50_000),
        "meridian 인수 ".repeat(80_000),
        String::new(),
    ];
    for title in hostile {
        let beginning: String = title.chars().take(12).collect();
        let mut new = item(&title);
        new.summary = title.clone();
        new.content = title;
        let id = room.arrive(new, &of, at(0));
        // Whatever is done with a report is bounded by these.
        let judged = room.judged(id);
        assert!(judged.companies.len() <= 4 && judged.moves.len() <= 2, "{beginning}");
        assert!(judged.facts.names.len() <= 3 && judged.topics.len() <= 6, "{beginning}");
        let story = room.desk.stories.story(judged.story).expect("an open story");
        let member = story.members.iter().find(|member| member.id == id).expect("the report");
        assert!(member.reading.title_features.len() <= 160, "{beginning}");
        assert!(member.reading.proofs.iter().all(|(_, said)| said.len() <= 1_000), "{beginning}");
    }
    room.settle();
}

#[test]
fn what_time_took_away_is_told_in_hours_until_there_is_nothing_to_tell() {
    let said = |base, score| {
        recency(base, score).map(|reason| (reason.term, reason.points, reason.facts.join(" ")))
    };
    assert_eq!(said(40.0, 40.0), None);
    assert_eq!(said(40.0, 20.0), Some(("fresh".to_owned(), -20.0, "36".to_owned())));
    assert_eq!(said(40.0, 0.0), Some(("stale".to_owned(), -40.0, String::new())));
    assert_eq!(said(0.0, 0.0), None, "what is muted has nothing to lose");
}
