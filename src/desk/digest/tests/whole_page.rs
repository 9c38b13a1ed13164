//! The whole page: what holds of any, of a short one, of an empty one and of several days.

use super::*;

#[test]
fn several_days_are_told_from_the_first_to_the_last() {
    let mut material = material(Vec::new());
    assert_eq!(compose(&material).from, None);
    material.begins = at(-48);
    material.from = Some(material.zone.day_of(material.begins));
    assert_eq!(compose(&material).from, "2026-03-03".parse().ok());
}

fn any_story() -> impl Strategy<Value = (DayEvent, bool)> {
    (
        0i64..60,
        0usize..3,
        0.0f64..100.0,
        proptest::sample::select(&["page", "", "news", "none"][..]),
        proptest::collection::vec(0i64..60, 0..4),
        any::<bool>(),
    )
        .prop_map(|(id, pane, score, page, others, starred)| {
            let mut head = row(id, Pane::ALL[pane], score);
            let url = format!("https://site{id}.example/{page}");
            head.url = Some(url).filter(|_| page != "none");
            let others = others.into_iter().map(|id| row(id, Pane::ALL[pane], 1.0)).collect();
            (story(head, others, &["It says what happened in a few plain words."]), starred)
        })
}

proptest! {
    #[test]
    fn every_entry_cites_every_reference_is_cited_and_numbers_follow_first_use(
        stories in proptest::collection::vec(any_story(), 0..40),
        minutes in 0.0f64..20.0,
    ) {
        let mut material = material(stories.iter().map(|(story, _)| story.clone()).collect());
        material.starred =
            stories.iter().filter(|(_, starred)| *starred).map(|(story, _)| story.item.clone()).collect();
        material.minutes = minutes;
        let digest = compose(&material);
        let entries = || digest.blocks.iter().flat_map(|block| &block.entries);
        prop_assert!(entries().all(|entry| !entry.refs.is_empty() && !entry.text.is_empty()));
        prop_assert!(digest.lead.iter().all(|line| !line.refs.is_empty()));
        let mut used = Vec::new();
        let lead = digest.lead.iter().flat_map(|line| &line.refs);
        for number in lead.chain(entries().flat_map(|entry| &entry.refs)) {
            if !used.contains(number) {
                used.push(*number);
            }
        }
        let numbers: Vec<u32> = digest.references.iter().map(|reference| reference.n).collect();
        prop_assert_eq!(&used, &numbers);
        prop_assert_eq!(&numbers, &(1..=digest.references.len() as u32).collect::<Vec<_>>());
        for reference in &digest.references {
            prop_assert!(!address::is_list_page(&reference.url, &reference.title));
        }
        // What leads and the best title of each block stand whatever they take, and so does the
        // first of mine.
        prop_assert!(digest.minutes <= minutes.max(0.8) + 0.05, "{} of {}", digest.minutes, minutes);
        for block in &digest.blocks[..3] {
            let mut labels: Vec<&str> = labels(block);
            labels.sort_unstable();
            labels.dedup();
            prop_assert_eq!(labels.len(), block.entries.len(), "a story told twice");
            let told = |rest: &Rest| block.entries.iter().any(|entry| entry.story == rest.story);
            prop_assert!(!block.rest.iter().any(told), "told, and named as what is not");
        }
        let quotes = entries().flat_map(|entry| entry.quote.iter().chain(&entry.consequence));
        let led = digest.lead.iter().flat_map(|line| line.quote.iter().chain(&line.consequence));
        for quote in led.chain(quotes) {
            let page = &digest.references[quote.reference as usize - 1];
            prop_assert_eq!(&page.n, &quote.reference);
        }
        prop_assert_eq!(compose(&material), digest.clone(), "the same material, the same digest");
    }
}

#[test]
fn a_short_budget_holds_lead_and_mine_as_well() {
    let stories: Vec<DayEvent> =
        (0..30).map(|id| told(row(id, Pane::ALL[id as usize % 3], 50.0))).collect();
    let mut material = material(stories);
    material.starred = (40..60)
        .map(|id| {
            item(
                row(id, Pane::Research, 9.0),
                &["A sentence that takes its time to be read through."],
            )
        })
        .collect();
    for minutes in [1.0, 2.0, 5.0] {
        material.minutes = minutes;
        let digest = compose(&material);
        assert!(digest.minutes <= minutes, "{} of {minutes}", digest.minutes);
        assert!(digest.blocks.iter().all(|block| !block.entries.is_empty()), "{minutes}");
        let listed = digest.blocks[3].entries.len();
        let left = format!("{} more on the reading list.", 20 - listed);
        assert_eq!(digest.blocks[3].remark.as_deref(), Some(&*left));
    }
}

#[test]
fn nothing_at_all_takes_no_time_and_is_said_for_the_time_that_was_asked_for() {
    let mut material = material(Vec::new());
    assert_eq!(format!("{:.1}", compose(&material).minutes), "0.0");
    let said = |material: &Material<'_>| {
        let digest = compose(material);
        let quiet = |block: &Block| block.entries.is_empty() && block.remark.is_none();
        assert!(digest.blocks.iter().all(quiet), "it is said once");
        digest.remark.expect("a line")
    };
    assert_eq!(said(&material), "Nothing came on this day.");
    material.from = "2026-03-01".parse().ok();
    assert_eq!(said(&material), "Nothing came in these days.");
    material.is_ahead = true;
    assert_eq!(said(&material), "This day has not begun.");
    (material.from, material.is_edition) = (None, true);
    assert_eq!(said(&material), "This edition has not begun.");
    (material.is_ahead, material.lang) = (false, Lang::Ko);
    assert_eq!(said(&material), "이 판에 들어온 소식이 없습니다.");
}
