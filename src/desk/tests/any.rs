//! Whatever text comes, it is judged, and what is said of it keeps its bounds.

use proptest::prelude::*;

use super::*;

/// A title, a summary, an address and votes of any kind.
fn any_item() -> impl Strategy<Value = (NewItem, usize)> {
    let title = prop_oneof![
        "\\PC{0,80}",
        ".{0,60}",
        "[A-Za-z0-9$€₩.,:'’\"“”#@%&/ -]{0,90}",
        "(메리디안|랜털리|Meridian|Lanterly|Kelpie [0-9.]{1,4}|\\$[0-9]{1,9}[BMK]?|[0-9]{1,5}억원|인수|유치|buys|raises|hacked| |,|\\PC){0,16}",
    ];
    let url = prop_oneof![
        Just(None),
        "\\PC{0,60}".prop_map(Some),
        "https://[a-z0-9.]{1,20}/[A-Za-z0-9/?=&%._-]{0,30}".prop_map(Some),
        Just(Some("https://arxiv.org/abs/2603.00001".to_owned())),
        Just(Some("https://www.meridian.example/x".to_owned())),
    ];
    let votes = proptest::option::of(any::<i64>());
    (title, "\\PC{0,160}|.{0,160}", url, votes.clone(), votes, 0..4_usize).prop_map(
        |(title, summary, url, points, comments, of)| {
            (NewItem { url, title, summary, points, comments, ..NewItem::default() }, of)
        },
    )
}

fn of(n: usize) -> Source {
    let mut of = source(["press", "board", "tide", "meridian"][n], Tier::ALL[n % Tier::ALL.len()]);
    if n == 1 {
        of.kind = "community".into();
    }
    of
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn any_text_is_judged_within_bounds(
        items in proptest::collection::vec((any_item(), -100_000..100_000_i64), 1..14),
    ) {
        let mut room = Room::by(
            Settings {
                watches: vec![Watch {
                    name: "finance".into(),
                    terms: vec!["e".into(), "가".into()],
                    authors: Vec::new(),
                    weight: 2.0,
                }],
                ..Settings::default()
            },
            small::rules(),
        );
        let starred = ["Meridian ropes", "Meridian tar", "Meridian sails"];
        room.desk.learn(&starred.map(|title| example(Deed::Starred, title)));
        for ((item, n), hour) in items {
            let summary = item.summary.clone();
            let id = room.arrive(item, &of(n), at(hour));
            let judged = room.judged(id);
            let sum: f64 = judged.why.iter().map(|reason| reason.points).sum();
            prop_assert!((0.1..=100.0).contains(&judged.base), "{}", judged.base);
            prop_assert!((sum - judged.base).abs() < 0.05, "{sum} is not {}", judged.base);
            for said in &judged.gist {
                prop_assert!(summary.contains(said.as_str()), "a gist is word for word");
            }
            let facts = &judged.facts;
            let told = facts.names.iter().chain(&facts.actor).chain(&facts.object);
            for name in told.chain(&judged.companies).chain(&judged.topics) {
                prop_assert!(!name.chars().any(char::is_control), "{name:?}");
                prop_assert!(!name.is_empty() && name.chars().count() <= 200, "{name:?}");
            }
            prop_assert!(facts.names.iter().all(|name| *name == name.to_lowercase()));
            prop_assert!(facts.amount.is_none_or(|sum| sum.value.is_finite() && sum.value > 0.0));
            for reason in &judged.why {
                prop_assert!(reason.points.is_finite());
                for lang in Lang::ALL {
                    let said = crate::lang::reason(lang, &reason.term, &reason.facts);
                    prop_assert!(!said.is_empty() && !said.starts_with("why."), "{said}");
                }
            }
            // What is kept is read again as it was.
            prop_assert_eq!(super::super::Kept::read(&judged.kept).written(), judged.kept.clone());
        }
        room.settle();
        for state in room.stored.stories.values() {
            let own: f64 = state
                .why
                .iter()
                .filter(|reason| [WATCH, worth::TASTE].contains(&&*reason.term))
                .map(|reason| reason.points)
                .sum();
            prop_assert!((0.1..=100.0).contains(&state.worth) && (0.1..=100.0).contains(&state.base));
            prop_assert!((worth::sum(&state.why) - state.base).abs() < 0.05);
            if own == 0.0 {
                prop_assert!((state.worth - state.base).abs() < 1e-9);
            }
            prop_assert!(state.base + 0.2 >= state.worth, "lenses and taste only add");
            // What it is worth is the sum of its other reasons, on the scale.
            let mut others: Vec<Reason> = state
                .why
                .iter()
                .filter(|reason| ![WATCH, worth::TASTE].contains(&&*reason.term))
                .cloned()
                .collect();
            worth::bend(&mut others, &room.desk.rules.tuning);
            prop_assert!((worth::sum(&others) - state.worth).abs() < 0.05);
        }
        let before = room.stored.clone();
        room.restart();
        room.settle();
        prop_assert_eq!(before, room.stored);
    }
}
