//! The desk as a whole: arrival, memory, mutes, lenses, panes, and what is told of each.

mod acting;
mod any;
mod background;
mod batches;
mod documents;
mod facts;
mod held;
mod joined;
mod mine;
mod pairs;
mod panes;
mod reasons;
mod small;
mod table;
mod telling;
mod weighed;

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

fn example(deed: Deed, title: &str) -> Example {
    let source = SourceId("pier".into());
    Example { deed, title: title.to_owned(), topics: Vec::new(), source }
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
