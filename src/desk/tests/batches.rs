//! In however many batches, by however many programs and with however short a memory reports come,
//! the same is judged of them.

use super::*;

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
