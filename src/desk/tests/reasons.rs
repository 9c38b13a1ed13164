//! Reasons add up to the points, and each is said in every language.

use super::*;

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
    let mut told = terms_in(include_str!("../worth.rs"));
    told.extend(terms_in(include_str!("../papers.rs")));
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
        include_str!("../../../assets/lang/en.toml").parse().expect("the phrases");
    for key in phrases["why"].as_table().expect("a table").keys() {
        let term = key.trim_end_matches("_bare").trim_end_matches("_one");
        assert!(named.contains(term) || later.contains(&term), "no term is called {term}");
    }
}

#[test]
fn every_reason_for_a_pane_has_its_sentence() {
    let keys: BTreeSet<&str> = include_str!("../panes.rs")
        .split("\"by_")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(keys.len() > 6, "{keys:?}");
    let phrases: toml::Table =
        include_str!("../../../assets/lang/en.toml").parse().expect("the phrases");
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
fn what_time_took_away_is_told_in_hours_until_there_is_nothing_to_tell() {
    let said = |base, score| {
        recency(base, score).map(|reason| (reason.term, reason.points, reason.facts.join(" ")))
    };
    assert_eq!(said(40.0, 40.0), None);
    assert_eq!(said(40.0, 20.0), Some(("fresh".to_owned(), -20.0, "36".to_owned())));
    assert_eq!(said(40.0, 0.0), Some(("stale".to_owned(), -40.0, String::new())));
    assert_eq!(said(0.0, 0.0), None, "what is muted has nothing to lose");
}
