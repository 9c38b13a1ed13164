//! The desk as a whole: arrival, stories that grow and merge, memory, mutes and lenses.

mod telling;

use std::collections::BTreeMap;

use super::*;
use crate::model::{Pane, StoryState};

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

/// A store in miniature: what the desk said, brought up to date by its revisions.
#[derive(Debug, Default, Clone, PartialEq)]
struct Kept {
    judged: BTreeMap<ItemId, Judgement>,
    stories: BTreeMap<StoryId, StoryState>,
}

impl Kept {
    fn revise(&mut self, desk: &mut Desk) {
        for revision in desk.settle() {
            match revision {
                Revision::Moved { item, story } => {
                    self.judged.get_mut(&item).expect("a judged item").story = story;
                }
                Revision::Story(state) => {
                    if state.size > 1 {
                        self.stories.insert(state.id, *state);
                    }
                }
                Revision::Gone(story) => {
                    self.stories.remove(&story);
                }
            }
        }
        let alive: BTreeSet<StoryId> = self.judged.values().map(|judged| judged.story).collect();
        self.stories.retain(|id, _| alive.contains(id));
    }
}

struct Room {
    desk: Desk,
    kept: Kept,
    past: Vec<(ItemId, NewItem, Source, Moment)>,
}

impl Room {
    fn new(settings: Settings) -> Room {
        Room { desk: Desk::new(settings).expect("a desk"), kept: Kept::default(), past: Vec::new() }
    }

    fn arrive(&mut self, item: NewItem, source: &Source, published: Moment) -> ItemId {
        let id = ItemId(self.past.len() as i64 + 1);
        let arrival = Arrival { id, item: &item, source, published, known: None };
        let judged = self.desk.arrive(&arrival);
        self.kept.judged.insert(id, judged);
        self.past.push((id, item, source.clone(), published));
        id
    }

    /// An item comes again, changed.
    fn change(&mut self, id: ItemId, how: impl FnOnce(&mut NewItem)) {
        let at = self.past.iter().position(|(known, ..)| *known == id).expect("an item");
        how(&mut self.past[at].1);
        let (_, item, source, published) = &self.past[at];
        let known = Some(self.kept.judged[&id].story);
        let arrival = Arrival { id, item, source, published: *published, known };
        let judged = self.desk.arrive(&arrival);
        self.kept.judged.insert(id, judged);
    }

    fn settle(&mut self) {
        self.kept.revise(&mut self.desk);
    }

    /// As if the program had been ended and started again.
    fn restart(&mut self) {
        let past: Vec<Past> = self
            .past
            .iter()
            .filter(|(id, ..)| self.kept.judged[id].base > 0.0)
            .map(|(id, item, source, published)| Past {
                id: *id,
                source: source.id.clone(),
                kind: source.kind.clone(),
                tier: source.tier,
                title: item.title.clone(),
                summary: String::new(),
                url: item.url.clone(),
                published: *published,
                points: item.points,
                comments: item.comments,
                story: self.kept.judged[id].story,
            })
            .collect();
        let ids: Vec<ItemId> = past.iter().map(|past| past.id).collect();
        self.desk.forget();
        self.desk.recall(past);
        for id in ids {
            let Judgement { pane, pane_reason, facts, why, .. } = self.kept.judged[&id].clone();
            self.desk.recall_said(id, (pane, pane_reason, facts, why));
        }
    }

    /// What is said of an item: of one that leads a story what is said of that.
    fn judged(&self, id: ItemId) -> Judgement {
        let mut judged = self.kept.judged[&id].clone();
        if let Some(state) = self.kept.stories.get(&judged.story).filter(|state| state.head == id) {
            (judged.base, judged.why) = (state.base, state.why.clone());
        }
        judged
    }
}

/// Some days of news: events told by several publishers in both languages, and much else.
fn news() -> Vec<(NewItem, Source, Moment)> {
    let sources = [
        source("harbour-times", Tier::Specialist),
        source("daily-tide", Tier::General),
        source("pointers", Tier::Community),
        source("acme", Tier::Primary),
    ];
    let events = [
        [
            "Nvidia buys Zanzibar Robotics for $3 billion",
            "Zanzibar Robotics sold to Nvidia in $3 billion deal",
            "엔비디아, 잔지바르 로보틱스 인수",
        ],
        [
            "Typhoon model weights released by Kestrel Labs",
            "Kestrel Labs releases Typhoon model weights",
            "Kestrel Labs opens weights of Typhoon",
        ],
        [
            "Regulators sue Meridian over pricing of cloud storage",
            "Meridian sued by regulators over cloud storage prices",
            "Meridian cloud storage lawsuit: what regulators say",
        ],
    ];
    let mut all = Vec::new();
    for n in 0..240_i64 {
        let of = sources[(n % 4) as usize].clone();
        let mut new = if n % 5 == 0 {
            let event = &events[(n / 80) as usize % 3];
            item(event[(n / 5) as usize % 3])
        } else {
            item(&format!(
                "Matter {} of harbour {} and lantern {}",
                n * 7 % 91,
                n * 13 % 53,
                n * 29 % 67
            ))
        };
        new.points = (n % 4 == 2).then_some(n * 3 % 200);
        new.url = Some(format!("https://{}.example/{n}", of.id.0));
        all.push((new, of, at(n / 2)));
    }
    all
}

fn taken(batch: usize, restarting: bool) -> Kept {
    let mut room = Room::new(Settings::default());
    for part in news().chunks(batch) {
        for (new, of, published) in part {
            room.arrive(new.clone(), of, *published);
        }
        room.settle();
        if restarting {
            room.restart();
        }
    }
    room.kept
}

#[test]
fn one_batch_or_fifty_or_as_many_programs_give_the_same() {
    let whole = taken(1000, false);
    assert!(whole.stories.values().any(|story| story.size > 3), "there are stories to compare");
    for (batch, restarting) in [(5, false), (1, false), (17, true), (5, true)] {
        assert_eq!(taken(batch, restarting), whole, "batches of {batch}, restarting: {restarting}");
    }
}

#[test]
fn a_korean_and_an_english_report_of_one_event_are_one_story() {
    let mut room = Room::new(Settings::default());
    let (one, two) = (source("one", Tier::General), source("two", Tier::Primary));
    let first = room.arrive(item("Nvidia and Samsung Electronics join on HBM4"), &one, at(0));
    let second = room.arrive(item("엔비디아·삼성전자, HBM4 협력"), &two, at(2));
    let other = room.arrive(item("A quiet day at the harbour"), &one, at(2));
    room.settle();
    assert_eq!(room.judged(second).story, StoryId::from(first));
    assert_eq!(room.judged(other).story, StoryId::from(other));
    let state = &room.kept.stories[&StoryId::from(first)];
    assert_eq!(
        (state.head, state.size, state.publishers),
        (second, 2, 2),
        "the closer source leads"
    );
    assert_eq!(room.judged(second).language, "ko");
    let said = room.judged(second);
    let publishers = said.why.iter().find(|reason| reason.term == "publishers");
    assert_eq!(publishers.map(|reason| reason.facts.clone()), Some(vec!["2".to_owned()]));
}

/// How many reports the largest story has, one publisher each unless `publisher` is given.
fn largest(titles: &[String], publisher: Option<&str>, hours_apart: i64) -> u32 {
    let mut room = Room::new(Settings::default());
    for (n, title) in titles.iter().enumerate() {
        let of = publisher.map_or_else(|| format!("paper-{n}"), str::to_owned);
        room.arrive(item(title), &source(&of, Tier::General), at(n as i64 * hours_apart));
    }
    room.settle();
    room.kept.stories.values().map(|story| story.size).max().unwrap_or(1)
}

#[test]
fn what_a_column_is_called_makes_no_story_of_all_it_holds() {
    let subjects = [
        "a lantern for the fog",
        "why gulls sleep",
        "ropes and their makers",
        "cooking in a storm",
        "the price of herring",
        "my first mate",
        "painting a hull",
        "letters from the north",
    ];
    let titles: Vec<String> =
        subjects.iter().map(|subject| format!("Harbour Diary Sunday: {subject}")).collect();
    assert_eq!(largest(&titles, Some("harbour-times"), 2), 1);
}

#[test]
fn reports_that_each_share_a_chance_word_with_the_last_are_no_chain() {
    let titles = [
        "Lantern makers dream of quantum attention",
        "Quantum aliens visit herring fleet",
        "Herring prices follow glacier melt",
        "Glacier tours past the orchard",
        "Orchard hosts violin contest",
        "Violin varnish found in meteor",
        "Meteor crater smells of saffron",
        "Saffron smugglers flee typhoon",
    ];
    assert_eq!(largest(&titles.map(str::to_owned), None, 3), 1);
}

#[test]
fn no_story_goes_on_for_ever() {
    let titles: Vec<String> =
        (0..12).map(|_| "Zanzibar Robotics recalls its harbour cranes".to_owned()).collect();
    // Every other day: a week holds four of them.
    assert_eq!(largest(&titles, None, 48), 4);
}

#[test]
fn another_version_is_another_story() {
    let mut room = Room::new(Settings::default());
    let of = source("one", Tier::General);
    let first = room.arrive(item("Kestrel-4 model released with longer memory"), &of, at(0));
    let second = room.arrive(item("Kestrel-5 model released with longer memory"), &of, at(1));
    assert_ne!(room.judged(first).story, room.judged(second).story);
}

#[test]
fn copies_of_one_wire_are_one_publisher() {
    let mut room = Room::new(Settings::default());
    let title = "Meridian opens a data centre in Busan harbour";
    for name in ["one", "two", "three"] {
        room.arrive(item(title), &source(name, Tier::General), at(0));
    }
    room.settle();
    let state = room.kept.stories.values().next().expect("a story");
    assert_eq!((state.size, state.publishers), (3, 1));
}

#[test]
fn points_add_up_to_the_base_and_every_term_has_its_sentence() {
    for judged in taken(1000, false).judged.values() {
        let sum: f64 = judged.why.iter().map(|reason| reason.points).sum();
        assert!((sum - judged.base).abs() < 0.05, "{sum} is not {}", judged.base);
        assert!((0.0..=100.0).contains(&judged.base));
        for reason in &judged.why {
            for lang in crate::lang::Lang::ALL {
                let said = crate::lang::reason(lang, &reason.term, &reason.facts);
                assert!(!said.starts_with("why."), "{} has no sentence: {said}", reason.term);
                assert!(!said.contains('{'), "{said}");
            }
        }
    }
    let terms = score::TERMS.iter().map(|(term, _)| *term);
    for term in terms.chain([score::MOVES, score::WATCH]) {
        let key = format!("why.{term}");
        let said = crate::lang::say(crate::lang::Lang::Ko, &key, &[]);
        assert_ne!(said, key, "no phrase for {term}");
    }
}

#[test]
fn one_voice_does_not_fill_the_top_but_its_best_loses_nothing() {
    let mut room = Room::new(Settings::default());
    let acme = source("acme", Tier::Primary);
    let subjects = ["lanterns", "herring", "orchards", "violins", "glaciers", "walnuts"];
    let arrived: Vec<ItemId> = subjects
        .iter()
        .map(|subject| room.arrive(item(&format!("On {subject}")), &acme, at(1)))
        .collect();
    let best = room.arrive(item("Acme buys Nvidia software for data centers"), &acme, at(2));
    room.settle();
    let enough = |id: ItemId| {
        let why = &room.judged(id).why;
        why.iter().find(|reason| reason.term == "enough").map_or(0.0, |reason| reason.points)
    };
    assert!(arrived[..3].iter().all(|id| enough(*id) == 0.0), "the first are told in full");
    assert!(enough(arrived[5]) < enough(arrived[3]) && enough(arrived[3]) < 0.0);
    assert!(enough(best).abs() < f64::EPSILON, "what is better than all of them loses nothing");
    let next_day = room.arrive(item("On zeppelins"), &acme, at(30));
    assert!(room.judged(next_day).why.iter().all(|reason| reason.term != "enough"));
}

#[test]
fn a_story_that_goes_on_says_since_when() {
    let mut room = Room::new(Settings::default());
    let title = "Zanzibar Robotics recalls its harbour cranes";
    room.arrive(item(title), &source("one", Tier::General), at(0));
    let later = room.arrive(item(title), &source("two", Tier::General), at(26));
    room.settle();
    let why = &room.judged(later).why;
    let continues = why.iter().find(|reason| reason.term == "continues").expect("the reason");
    assert_eq!(continues.facts, ["2"]);
}

#[test]
fn what_is_muted_has_no_points_and_tells_no_story() {
    let mutes = Mutes {
        terms: vec!["lantern".into()],
        sources: vec![SourceId("noise".into())],
        companies: vec!["nvidia".into()],
    };
    let mut room = Room::new(Settings { mutes, ..Settings::default() });
    let of = source("one", Tier::Primary);
    let muted = [
        room.arrive(item("A lantern for every harbour"), &of, at(0)),
        room.arrive(item("엔비디아 새 칩 공개"), &of, at(0)),
        room.arrive(item("Anything at all"), &source("noise", Tier::Primary), at(0)),
    ];
    let heard = room.arrive(item("A harbour for every ship"), &of, at(0));
    for id in muted {
        assert!(room.judged(id).base.abs() < f64::EPSILON);
        assert_eq!(room.judged(id).why[0].term, "muted");
    }
    assert!(room.judged(heard).base > 0.0);
}

#[test]
fn a_lens_adds_its_points_and_says_so() {
    let finance = Watch {
        name: "finance".into(),
        terms: vec!["credit risk".into(), "금융".into()],
        weight: 1.0,
    };
    let of = source("one", Tier::General);
    let mut plain = Room::new(Settings::default());
    let mut watching = Room::new(Settings { watches: vec![finance], ..Settings::default() });
    let title = "A new model of credit risk";
    let (without, with) =
        (plain.arrive(item(title), &of, at(0)), watching.arrive(item(title), &of, at(0)));
    let gain = watching.judged(with).base - plain.judged(without).base;
    assert!((gain - 10.0).abs() < 1e-9, "{gain}");
    let said = watching.judged(with);
    let reason = said.why.iter().find(|reason| reason.term == "watch");
    assert_eq!(reason.map(|reason| reason.facts.join(": ")), Some("finance: credit risk".into()));
}

#[test]
fn every_lens_that_is_touched_says_so_and_all_together_give_no_more_than_thirty() {
    let watch = |name: &str, term: &str, weight: f64| Watch {
        name: name.into(),
        terms: vec![term.into()],
        weight,
    };
    let watches = vec![
        watch("finance", "risk", 1.0),
        watch("tides", "tide", 3.0),
        watch("fog", "fog bank", 2.0),
        watch("ropes", "rope", 1.0),
    ];
    let mut plain = Room::new(Settings::default());
    let mut watching = Room::new(Settings { watches, ..Settings::default() });
    let mut new = item("The Risks of Tides");
    // The end of an abstract counts as well as its beginning.
    new.summary = format!("{} We apply it to fog banks.", "The bay is wide and old. ".repeat(60));
    let of = source("one", Tier::General);
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

#[test]
fn a_move_is_a_reason_in_every_pane_and_a_paper_makes_none() {
    let mut room = Room::new(Settings::default());
    let of = source("one", Tier::General);
    let mut told = item("Acme acquires Zeta after a long court case");
    let mut elsewhere = of.clone();
    elsewhere.pane = Some(Pane::Trends);
    let id = room.arrive(told.clone(), &elsewhere, at(0));
    let reason = |id: ItemId| {
        let why = &room.judged(id).why;
        why.iter().filter(|reason| reason.term == "moves").cloned().collect::<Vec<_>>()
    };
    assert_eq!(reason(id)[0].facts, ["acquisition", "acquires"]);
    assert_eq!(reason(id)[1].facts, ["regulation", "court"]);
    assert!(reason(id).iter().all(|reason| reason.points.abs() < f64::EPSILON));
    told.url = Some("https://arxiv.org/abs/2603.01234".into());
    let paper = room.arrive(told, &of, at(0));
    assert_eq!(room.judged(paper).moves, []);
    let mut open = item("Fine-tuning a launch model with open weights");
    open.url = Some("https://arxiv.org/abs/2603.01235".into());
    let open = room.arrive(open, &of, at(0));
    assert_eq!(room.judged(open).moves, [crate::model::Move::Release]);
}

#[test]
fn a_company_is_muted_by_any_of_its_names_and_the_reason_shows_its_name() {
    for name in ["Apple", "애플", "apple"] {
        let mutes = Mutes { companies: vec![name.into()], ..Mutes::default() };
        let mut room = Room::new(Settings { mutes, ..Settings::default() });
        let id = room.arrive(item("Apple opens a harbour"), &source("x", Tier::General), at(0));
        assert_eq!(room.judged(id).why[0].facts, ["Apple"], "{name}");
    }
}

#[test]
fn technology_in_the_summary_alone_is_named_by_its_word() {
    let mut room = Room::new(Settings::default());
    let mut new = item("A quiet day at the pier");
    new.summary = "They spoke of databases and of compilers until dusk.".into();
    let id = room.arrive(new, &source("x", Tier::General), at(0));
    let why = &room.judged(id).why;
    let reason = why.iter().find(|reason| reason.term == "technology").expect("the reason");
    assert_eq!(reason.facts, ["databases"]);
}

#[test]
fn a_paper_is_research_wherever_it_was_seen() {
    let mut room = Room::new(Settings::default());
    let mut board = source("board", Tier::Community);
    board.pane = Some(Pane::Trends);
    let mut paper = item("Black holes and what people fear of them");
    paper.url = Some("https://arxiv.org/abs/2603.01234v1".into());
    let paper = room.arrive(paper, &board, at(0));
    let mut news = item("Black holes and what people fear of them, explained");
    news.url = Some("https://news.example/1".into());
    let news = room.arrive(news, &board, at(0));
    assert_eq!(room.judged(paper).pane, Pane::Research);
    assert_eq!(room.judged(paper).pane_reason, "pane.by_paper");
    assert_eq!(room.judged(news).pane, Pane::Trends);
}

#[test]
fn panes_follow_the_reader_then_the_source_then_the_words() {
    let mut room = Room::new(Settings::default());
    room.desk.follow(
        vec![PaneRule { of: RuleFor::Term("tide".into()), pane: Pane::Research }],
        BTreeMap::from([(ItemId(2), Pane::Trends)]),
    );
    let mut declared = source("deals", Tier::General);
    declared.pane = Some(Pane::Companies);
    let ids = [
        room.arrive(item("The tide of deals"), &declared, at(0)),
        room.arrive(item("Another deal"), &declared, at(0)),
        room.arrive(item("A third deal"), &declared, at(0)),
        room.arrive(
            item("Startup raises $30 million in series B round"),
            &source("x", Tier::General),
            at(0),
        ),
        room.arrive(item("연구팀, 새 학습 기법 논문 게재"), &source("y", Tier::General), at(0)),
    ];
    let panes = ids.map(|id| room.judged(id).pane);
    assert_eq!(
        panes,
        [Pane::Research, Pane::Trends, Pane::Companies, Pane::Companies, Pane::Research]
    );
    for id in ids {
        let key = room.judged(id).pane_reason.split(' ').next().unwrap_or_default().to_owned();
        for lang in crate::lang::Lang::ALL {
            assert_ne!(crate::lang::say(lang, &key, &[]), key, "no phrase for {key}");
        }
    }
}

#[test]
fn hostile_titles_cost_little_and_break_nothing() {
    let mut room = Room::new(Settings::default());
    let of = source("one", Tier::General);
    let hostile = [
        "a".repeat(1 << 20),
        "word ".repeat(200_000),
        "😀".repeat(100_000),
        "가".repeat(300_000),
        "\u{202e}abc\u{2066}אבג ".repeat(20_000),
        "1,".repeat(300_000),
        String::new(),
    ];
    for title in hostile {
        let mut new = item(&title);
        new.summary = title.clone();
        new.content = title;
        room.arrive(new, &of, at(0));
    }
    room.settle();
    let most = room.kept.judged.values().map(|judged| judged.companies.len()).max();
    assert_eq!(most, Some(0));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]
    #[test]
    fn any_text_is_judged(titles in proptest::collection::vec("\\PC{0,80}", 1..12)) {
        let mut room = Room::new(Settings::default());
        let of = source("one", Tier::General);
        for (n, title) in titles.iter().enumerate() {
            let mut new = item(title);
            new.summary = titles[titles.len() - 1 - n].clone();
            let id = room.arrive(new, &of, at(n as i64));
            let judged = room.judged(id);
            proptest::prop_assert!((0.0..=100.0).contains(&judged.base));
            for said in &judged.gist {
                proptest::prop_assert!(titles[titles.len() - 1 - n].contains(said.as_str()));
            }
        }
        room.settle();
    }
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
