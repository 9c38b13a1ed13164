//! Every number of the tuning table is held: doubled or halved it changes a judgement of a small
//! world, and that world's judgements as they are stand in a snapshot. After a number was chosen
//! anew, `INSTA_UPDATE=always cargo test --lib desk::tests::held` writes it again.
//!
//! What only the digest chooses by is held in `digest/tests/held.rs`, the reader's taste in
//! `taste.rs`.

use std::fmt::Write as _;

use super::analysis::Asked;
use super::likeness::{self, Dated};
use super::reading::{Reading, Scratch};
use super::*;
use crate::model::Paper;

/// Rows that only the digest reads.
const OF_DIGEST: [&str; 5] =
    ["lead_apart", "lead_apart_same_move", "twins", "small_at", "finance_at"];

/// A world that is judged again and again by other numbers.
struct World {
    room: Room,
    said: String,
    /// Hours that have gone by.
    now: i64,
}

impl World {
    fn new() -> World {
        // The lens on finance that comes with the program goes by a measure of papers.
        let watch =
            Watch { name: "finance".into(), terms: Vec::new(), authors: Vec::new(), weight: 1.0 };
        let settings = Settings { watches: vec![watch], ..Settings::default() };
        World { room: Room::new(settings), said: String::new(), now: 0 }
    }

    /// All that is judged, in words.
    fn judged(&mut self, tuning: &tuning::Tuning) -> String {
        self.room.clear();
        let desk = &mut self.room.desk;
        desk.rules.tuning = tuning.clone();
        let analyzer = Arc::get_mut(&mut desk.analyzer).expect("no analysis is kept");
        analyzer.tuning = tuning.clone();
        self.said.clear();
        self.now = 0;
        self.pairs();
        self.placed();
        self.worths();
        self.papers();
        std::mem::take(&mut self.said)
    }

    fn reading(&mut self, title: &str, summary: &str) -> Reading {
        let asked = Asked {
            source: &SourceId("press".into()),
            kind: "feed",
            tier: Tier::Specialist,
            company: None,
            title,
            summary,
            url: None,
            published: at(0),
        };
        self.room.desk.analyzer.read(&asked, &mut Scratch::default())
    }

    /// What two reports are to each other, so many hours apart.
    fn pair(&mut self, one: (&str, &str), other: (&str, &str), hours: i64) -> (String, f64) {
        let (a, b) = (self.reading(one.0, one.1), self.reading(other.0, other.1));
        let desk = &self.room.desk;
        let found = likeness::compare(
            &Dated { reading: &a, published: at(0) },
            &Dated { reading: &b, published: at(hours) },
            &desk.stories,
            &desk.rules.tuning,
        );
        let tied = if found.is_tied { "" } else { " loosely" };
        (format!("{:?}{tied}", found.level), found.sum)
    }

    fn pairs(&mut self) {
        for (one, other) in [
            ("Gulls sleep on the north pier", "The north pier has a new clock"),
            ("Gulls sleep on the north pier until dawn", "Gulls sleep until noon"),
            ("Gulls of the north pier at dawn", "Gulls of the north pier at dawn and at noon"),
            ("Kelpie 4 lifts ropes", "Fishermen hear that Kelpie 4 exists"),
            ("Kelpie 4 lifts ropes", "Fishermen hear that Kelpie 5 exists"),
            ("Meridian paints cranes", "Fishermen wait for Meridian"),
            ("Meridian and Lanterly paint cranes", "Fishermen wait for Meridian and Lanterly"),
            ("Meridian paints cranes", "Lanterly waits for fishermen"),
            ("Harbour firm lays off painters", "Painter layoffs at a dry dock"),
            ("Harbour firm lays off painters", "Painter hacked at a dry dock"),
            ("A pier sold for $40 million", "Who paid $40 million for a view"),
            ("A pier sold for $40 million", "Who paid $90 million for a view"),
            ("Tidemark paints cranes", "Fishermen wait for Tidemark"),
            ("Meridian teams up with Lanterly", "메리디안·랜털리 제휴"),
            ("Crane paint review for the north pier", "Crane paint reaches the north pier"),
            ("How to paint a crane on the pier", "A crane on the pier has paint"),
        ] {
            let (level, sum) = self.pair((one, ""), (other, ""), 5);
            let _ = writeln!(self.said, "{level} {sum:.3}: {one} / {other}");
        }
        let summary = "Gulls sleep on one leg while the tide turns below the boards.";
        let title = "Gulls sleep on boards above the tide";
        for (one, other) in [
            (("A quiet day", summary), ("A loud night", summary)),
            ((title, ""), ("A quiet day", summary)),
        ] {
            let (level, sum) = self.pair(one, other, 5);
            let _ = writeln!(self.said, "{level} {sum:.3}: by first sentences");
        }
        // From near to far, in small steps.
        for (name, one, other) in [
            (
                "two words of nine",
                "Gulls sleep below north pier boards until dawn bells",
                "Gulls and bells: fishermen count empty nets, ropes, baskets, oars",
            ),
            (
                "one word of nine",
                "Gulls sleep below north pier boards until dawn bells",
                "Gulls: fishermen count empty nets, ropes, baskets, oars, sails",
            ),
            ("near copies", "Gull pier clock rope boat oar", "Gull pier clock rope tar sail"),
            ("copies", "Gull pier clock rope boat oar", "Gull pier clock rope boat sail"),
            (
                "sure",
                "Meridian buys ropes, tar, sails, boards, paint, oars of Lanterly",
                "Acquisition: gulls, tides, clocks, nets, baskets; Lanterly, Meridian",
            ),
        ] {
            let steps: Vec<String> =
                (0..40).map(|n| self.pair((one, ""), (other, ""), n * 2).0).collect();
            let mut runs: Vec<(String, usize)> = Vec::new();
            for level in steps {
                match runs.last_mut() {
                    Some((known, count)) if *known == level => *count += 1,
                    Some(_) | None => runs.push((level, 1)),
                }
            }
            let _ = writeln!(self.said, "{name}: {runs:?}");
        }
    }

    /// Where reports of one matter belong, and how alike one is to an event of several.
    fn placed(&mut self) {
        let title = "Harbour cranes recalled after a rope broke";
        for hours in [30, 50, 90] {
            let hour = self.later();
            let first = self.room.hear(title, "one", hour);
            let second = self.room.hear(title, "two", hour + hours);
            let same = self.room.judged(first).story == self.room.judged(second).story;
            let _ = writeln!(self.said, "{hours} hours apart: {same}");
        }
        let hour = self.later();
        let ids: Vec<ItemId> =
            (0..7).map(|n| self.room.hear(title, &format!("paper-{n}"), hour + n * 40)).collect();
        let stories: BTreeSet<StoryId> = ids.iter().map(|id| self.room.judged(*id).story).collect();
        let _ = writeln!(self.said, "every 40 hours: {} events", stories.len());

        self.joined();

        let hour = self.later();
        let first = self.room.hear("Rope breaks, cranes recalled at dock nine", "one", hour);
        self.room.hear("Dock nine recalls cranes over rope makers' strike", "two", hour + 1);
        let id =
            self.room.hear("Cranes of dock nine are older than builders knew", "three", hour + 2);
        let desk = &self.room.desk;
        let story = desk.stories.story(StoryId::from(first)).expect("an event");
        let report = desk.stories.report(self.room.judged(id).story, id).expect("a report");
        let others: Vec<_> =
            story.members.iter().filter(|member| member.id != id).cloned().collect();
        let rest = Story { members: others };
        let norm = likeness::title_norm(&report.reading, &desk.stories);
        let found = rest.likeness(report, norm, &desk.stories, &desk.rules.tuning);
        let _ =
            writeln!(self.said, "of {}: {:?} {:.3}", rest.members.len(), found.level, found.sum);
    }

    /// A moment at which all that was told before is over.
    fn later(&mut self) -> i64 {
        self.now += 20 * 24;
        self.now
    }

    /// What is listed with an event by a name alone, and what a later report makes one.
    fn joined(&mut self) {
        for titles in [
            &["Tidemark acorns", "Tidemark pillows goblets yokes"][..],
            // The name is no longer rare: now it takes more.
            &["Tidemark hats", "Tidemark jackets saddles"],
            &["Tidemark towers engines", "Tidemark umbrellas bagpipes"],
            &[
                "Quayside divers thanked on stage at Porthaven",
                "Quayside builds a crane named Albatross",
                "Quayside divers thanked on stage at Porthaven for a crane named Albatross",
            ],
            &[
                "Quayside kites mirrors gardens lamps",
                "Quayside thimbles barrels vases",
                "Quayside kites mirrors gardens lamps thimbles barrels vases",
            ],
        ] {
            let hour = self.later();
            let hear = |(at, title)| self.room.hear(title, "press", hour + at as i64);
            let ids: Vec<ItemId> = titles.iter().copied().enumerate().map(hear).collect();
            self.room.settle();
            let stories: BTreeSet<StoryId> =
                ids.iter().map(|id| self.room.judged(*id).story).collect();
            let _ = writeln!(self.said, "{}: {} events", titles.join(" / "), stories.len());
        }
    }

    /// Tells an event, and what it is worth and why.
    fn told(&mut self, id: ItemId) {
        let state = self.room.event(id).clone();
        let why: Vec<String> =
            state.why.iter().map(|why| format!("{} {:+.1}", why.term, why.points)).collect();
        let title = self.room.past[id.0 as usize - 1].1.title.clone();
        let _ = writeln!(self.said, "{:.1} {title}: {}", state.worth, why.join(", "));
    }

    fn worths(&mut self) {
        for title in [
            "Gulls sleep on the north pier",
            "Meridian buys Lanterly for $3 billion",
            "Wickline lays off 4,000 painters",
            "Wickline appoints a painter",
            "Wickline hacked, millions wait",
            "Quayside raises $900 billion",
            "Fish Office fines Quayside over its language model",
            "Harbour Court lawsuit: Orla Quince of Meridian resigns",
            "Meridian breaks ground",
            "Wickline posts a profit",
            "Wickline teams up with painters",
            "Painter says Wickline teams up with painters",
            "Quayside raises money at a $900 million valuation",
            "Wickline launches a rope",
            "Wickline doubles its price",
            "Millions see the first AI bank",
            "Quayside launches Kelpie 4",
            "The week in ropes",
            "Coupon for ropes",
            "I built a toy rope",
            "Football on the pier",
            "Lanterly phone review",
            "Lanterly phone waits",
            "Why I left the pier",
            "Why I think Meridian buys Lanterly for $3 billion",
            "Beta of a rope counter",
            "Painter hits back at a sailor",
            "Months after the storm, ropes are dry",
            "Painter says ropes are dry",
            "How ropes were made (2019)",
            "Researchers ask what AI hears",
            "Meridian buys Lanterly and Quayside for $90 billion as millions see the first AI court",
        ] {
            let hour = self.later();
            let id = self.room.hear(title, "press", hour);
            self.told(id);
        }
        let hour = self.later();
        let mut below = item("Wickline raises money");
        below.summary = "It is said to be $400 million, which it wants to spend on ropes.".into();
        let id = self.room.arrive(below, &source("press", Tier::Specialist), at(hour));
        self.told(id);
        self.pages();
        self.crowds();
        self.days();
    }

    /// What the page and its source say.
    fn pages(&mut self) {
        let press = source("press", Tier::Specialist);
        for (title, url) in [
            ("Ropes for cranes", "https://www.meridian.example/ropes"),
            ("ropes", "https://github.com/somebody/ropes"),
            ("Ropes of the bay", "https://www.theguardian.com/ropes"),
            ("Ropes of the bay", "https://www.newyorker.com/ropes"),
        ] {
            let hour = self.later();
            let id = self.room.arrive(page(title, url), &press, at(hour));
            self.told(id);
        }
    }

    /// Votes, and how many tell it.
    fn crowds(&mut self) {
        let mut board = source("board", Tier::Community);
        board.kind = "community".into();
        let with_points =
            |title: &str, points: i64| NewItem { points: Some(points), ..item(title) };
        let hour = self.later();
        for n in 0..10 {
            let title = format!("Matter {} of rope {}", n * 7, n * 11);
            self.room.arrive(with_points(&title, n * 10), &board, at(hour + n));
        }
        let hour = self.later();
        for title in ["Ropes of the north pier", "Lanterly ropes on the north pier"] {
            let id = self.room.arrive(with_points(title, 95), &board, at(hour));
            self.told(id);
        }
        let hour = self.later();
        let id = self.room.hear("A rope broke and cranes are recalled at dock nine", "one", hour);
        self.room.hear("Dock nine recalls its cranes: rope too old", "two", hour + 1);
        self.room.hear("Cranes of dock nine go back after a rope accident", "two", hour + 2);
        self.told(id);
    }

    /// What was told before, and what is talked about.
    fn days(&mut self) {
        let hour = self.later();
        self.room.hear("A rope broke and cranes are recalled at dock nine", "one", hour);
        let id =
            self.room.hear("Cranes recalled at dock nine after a rope broke", "two", hour + 30);
        self.told(id);
        let hour = self.later();
        self.room.hear("Wickline acquires dock nine and its cranes", "one", hour);
        let id = self.room.hear("Wickline acquires cranes and dock nine", "two", hour + 30);
        self.told(id);

        let hour = self.later();
        for n in 0..60 {
            // Of sixty reports two name it.
            let name = if n % 30 == 0 { "Meridian" } else { "Somebody" };
            let title = format!("{name} met {} and {} in town", n * 13 + 1_000, n * 17 + 3_000);
            self.room.hear(&title, &format!("paper-{n}"), hour + n / 10);
        }
        for title in ["Meridian waits for a court", "Old law before Harbour Court: Meridian paints"]
        {
            let id = self.room.hear(title, "press", hour + 10);
            self.told(id);
        }
    }

    fn papers(&mut self) {
        let archive = source("archive", Tier::Primary);
        let mut number = 0;
        let mut paper = |title: &str, summary: &str| {
            number += 1;
            NewItem {
                summary: summary.to_owned(),
                ..page(title, &format!("https://arxiv.org/abs/2603.{number:05}"))
            }
        };
        let mut all = vec![
            paper("On the sleep of gulls", ""),
            paper("A framework for sleep", ""),
            paper("Sleep of herring", ""),
            paper("On sleep", "The Tide Institute asks. Code is available at github.com/x/y."),
            paper("Volatility of sleep", ""),
            paper(
                "On the sleep of ropes",
                "We look at volatility and at risk, then at volatility.",
            ),
            paper("Risk of sleep", ""),
            paper("Fintech of sleep", ""),
        ];
        let mut placed = paper("On the sleep of crabs", "");
        placed.paper = Paper { venue: Some("Tides".into()), ..Paper::default() };
        let mut field = paper("On the sleep of banks", "");
        field.categories = vec!["q-fin.RM".into()];
        let mut chosen = paper("On the sleep of oysters", "");
        chosen.points = Some(30);
        all.extend([placed, field, chosen]);
        for new in all {
            let hour = self.later();
            let id = self.room.arrive(new, &archive, at(hour));
            self.told(id);
            let kept = self.room.judged(id).kept.clone();
            let _ = writeln!(self.said, "    {kept}");
        }
        let shown = |title: &str, number: u32, points: i64| NewItem {
            points: Some(points),
            ..page(title, &format!("https://huggingface.co/papers/2604.{number:05}"))
        };
        let hour = self.later();
        let id = self.room.arrive(shown("On gallery sleep", 1, 40), &archive, at(hour));
        self.told(id);
        let mut board = source("other board", Tier::Community);
        board.kind = "community".into();
        let hour = self.later();
        let mut told = page("On the sleep of boards", "https://arxiv.org/abs/2605.00001");
        told.points = Some(10);
        let id = self.room.arrive(told, &board, at(hour));
        self.told(id);
    }
}

#[test]
fn every_number_changes_a_judgement_when_it_is_doubled_or_halved() {
    let mut world = World::new();
    let shipped = tuning::Tuning::default();
    let before = world.judged(&shipped);
    assert_eq!(before, world.judged(&shipped), "the same every time");
    let mut idle = Vec::new();
    let is_held_here = |name: &&&str| !OF_DIGEST.contains(*name) && !name.starts_with("taste_");
    for name in tuning::Tuning::NAMES.iter().filter(is_held_here) {
        let value = shipped.get(name).expect("a value");
        let others = if value == 0.0 { [1.0, -1.0] } else { [value * 2.0, value / 2.0] };
        for other in others {
            let mut tuning = shipped.clone();
            tuning.set(name, other);
            if world.judged(&tuning) == before {
                idle.push(format!("{name} = {other}"));
            }
        }
    }
    assert!(idle.is_empty(), "these change nothing: {idle:#?}");
}

#[test]
fn the_small_world_is_judged_as_it_was() {
    insta::assert_snapshot!(World::new().judged(&tuning::Tuning::default()));
}
