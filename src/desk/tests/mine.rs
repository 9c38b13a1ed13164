//! What is the reader's own: mutes, lenses and taste, which order lists and move no edition.

use super::*;

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
