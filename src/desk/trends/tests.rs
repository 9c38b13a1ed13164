//! Tests of `trends.rs`.

use super::*;
use crate::model::{Moment, Zone};

fn at(day: u32, hour: u32) -> Moment {
    format!("2026-03-{day:02}T{hour:02}:00:00Z").parse().expect("a moment")
}

fn talk(item: i64, title: &str, source: &str, published: Moment) -> Talk {
    Talk {
        item: ItemId(item),
        title: title.to_owned(),
        url: None,
        source: source.to_owned(),
        published,
        story: StoryId(item),
        base: 1.0,
    }
}

/// Ten quiet days, and a last one on which two publishers talk about one company.
fn month() -> Vec<Talk> {
    let mut all = Vec::new();
    for day in 1..=11 {
        for n in 0..20 {
            let id = i64::from(day * 100 + n);
            all.push(talk(id, &format!("Quiet matter {n}"), "one", at(day, n % 24)));
        }
    }
    for n in 0..6 {
        let source = if n % 2 == 0 { "one" } else { "two" };
        all.push(talk(9000 + n, "Nvidia opens a harbour", source, at(11, 3)));
    }
    all
}

fn trends_of(talk: &[Talk]) -> Trending {
    let day = Day::from_ymd_opt(2026, 3, 11).expect("a day");
    let of_day = |day| {
        let on_day = |talk: &&Talk| Zone::UTC.day_of(talk.published) == day;
        Ok::<_, std::convert::Infallible>(talk.iter().filter(on_day).cloned().collect())
    };
    trending(of_day, day, 1, &Lexicon::shipped(), 10).expect("nothing fails")
}

#[test]
fn what_many_begin_to_talk_about_is_new_and_first() {
    let trending = trends_of(&month());
    assert_eq!(trending.days_collected, 11);
    let first = &trending.terms[0];
    assert_eq!((first.term.as_str(), first.state), ("NVIDIA", TrendState::New));
    assert_eq!((first.count, first.series[DAYS - 1], first.items.len()), (6, 6, 6));
    assert!(first.aliases.iter().any(|alias| alias == "엔비디아"));
}

#[test]
fn one_publisher_alone_makes_no_trend() {
    let mut all = month();
    for talk in &mut all {
        talk.source = "one".to_owned();
    }
    assert!(trends_of(&all).terms.iter().all(|term| term.term != "NVIDIA"));
}

#[test]
fn copies_of_one_story_count_once() {
    let mut all = month();
    for talk in all.iter_mut().filter(|talk| talk.item.0 >= 9000) {
        talk.story = StoryId(9000);
    }
    let trending = trends_of(&all);
    let term = trending.terms.iter().find(|term| term.term == "NVIDIA").expect("the term");
    assert_eq!(term.count, 1);
}

#[test]
fn the_order_of_the_items_changes_nothing() {
    let mut all = month();
    let forward = trends_of(&all);
    all.reverse();
    assert_eq!(trends_of(&all), forward);
}

#[test]
fn nothing_collected_is_nothing_told() {
    let trending = trends_of(&[]);
    assert!(trending.terms.is_empty() && trending.days_collected == 0);
    assert_eq!(trending.totals, [0; DAYS]);
}

#[test]
fn one_publishers_old_hobby_does_not_fade_and_one_story_is_no_rise() {
    let mut all = month();
    for day in 1..=10 {
        for n in 0..3 {
            let id = i64::from(7000 + day * 10 + n);
            all.push(talk(id, "Intel and the lanterns", "one", at(day, 1)));
            let both = if n == 0 { "one" } else { "two" };
            all.push(talk(id + 500, "Qualcomm and the tide", both, at(day, 2)));
        }
    }
    for (n, source) in [(0, "one"), (1, "two")] {
        let mut told = talk(9900 + n, "Zoox at the pier", source, at(11, 4));
        told.story = StoryId(9900);
        all.push(told);
    }
    let terms = trends_of(&all).terms;
    let state = |name: &str| terms.iter().find(|term| term.term == name).map(|term| term.state);
    assert_eq!(state("Intel"), None, "only one publisher ever told of it");
    assert_eq!(state("Qualcomm"), Some(TrendState::Fading));
    assert_eq!(state("Zoox"), Some(TrendState::Steady));
}

#[test]
fn in_a_morning_that_has_hardly_begun_nothing_fades() {
    let mut all = month();
    all.retain(|talk| talk.published < at(11, 0));
    for day in 1..=10 {
        all.push(talk(i64::from(8000 + day), "Nvidia and the tide", "one", at(day, 1)));
        all.push(talk(i64::from(8100 + day), "Nvidia and the fog", "two", at(day, 1)));
    }
    all.push(talk(9990, "A first matter", "one", at(11, 6)));
    assert_eq!(trends_of(&all).terms, []);
}

#[test]
fn the_items_behind_a_term_are_one_for_each_story_its_best() {
    let mut all = month();
    for talk in all.iter_mut().filter(|talk| talk.item.0 >= 9000) {
        talk.story = StoryId(9000 + talk.item.0 % 2);
        talk.base = talk.item.0 as f64;
    }
    let term = trends_of(&all).terms.into_iter().find(|term| term.term == "NVIDIA");
    let term = term.expect("the term");
    assert_eq!((term.count, term.items), (2, vec![ItemId(9005), ItemId(9004)]));
}

#[test]
fn a_product_is_a_mention_of_its_company() {
    let mut all = month();
    all.push(talk(9800, "ChatGPT at the pier", "one", at(11, 4)));
    let trending = trends_of(&all);
    let company = |key: &str| trending.companies.iter().find(|company| company.key == key);
    assert_eq!(company("openai").expect("the company").series[DAYS - 1], 1);
    let nvidia = company("nvidia").expect("the company");
    assert_eq!(nvidia.korean.as_deref(), Some("엔비디아"));
    assert_eq!(company("intel").expect("the company").series, [0; DAYS]);
}

#[test]
fn a_day_without_mentions_is_blank() {
    assert_eq!(sparkline(&[0, 1, 0, 8]), " ▁ █");
}
