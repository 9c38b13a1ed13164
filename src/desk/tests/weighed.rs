//! What of a deed counts: by who tells it, by what is known of it, and by whether it is one at all.

use super::*;

/// What a term gives an event that some papers tell in these words.
fn points(term: &str, titles: &[&str]) -> f64 {
    points_in(Room::plain(), term, titles)
}

fn points_in(mut room: Room, term: &str, titles: &[&str]) -> f64 {
    let hear = |(at, title): (usize, &&str)| room.hear(title, &format!("paper-{at}"), at as i64);
    let ids: Vec<ItemId> = titles.iter().enumerate().map(hear).collect();
    room.settle();
    let stories: BTreeSet<StoryId> = ids.iter().map(|id| room.judged(*id).story).collect();
    assert_eq!(stories.len(), 1, "{titles:?}");
    let of_term = |reason: &&Reason| reason.term == term;
    room.event(ids[0]).why.iter().filter(of_term).map(|reason| reason.points).sum()
}

#[test]
fn that_all_show_a_thing_counts_less_than_that_all_tell_a_deed() {
    let shown = points(
        "publishers",
        &["Wickline launches a striped rope at dock nine", "A striped rope of dock nine: Wickline"],
    );
    let done = points(
        "publishers",
        &[
            "Wickline lays off rope makers at dock nine",
            "Rope makers of dock nine: Wickline layoffs",
        ],
    );
    assert!(0.0 < shown && shown < done, "{shown} {done}");
}

#[test]
fn a_purchase_for_an_untold_sum_counts_less() {
    let untold = points("moves", &["Meridian buys Wickline"]);
    let told = points("moves", &["Meridian buys Wickline for $900 million"]);
    assert!(0.0 < untold && untold < told, "{untold} {told}");
}

#[test]
fn a_matter_of_law_that_one_publisher_tells_counts_less() {
    let title = "Fish Office fines Meridian over ropes of dock nine";
    let one = points("moves", &[title]);
    let two = points("moves", &[title, "Ropes of dock nine: lawsuit against Meridian"]);
    assert!(0.0 < one && one < two, "{one} {two}");
}

#[test]
fn what_is_only_said_counts_less() {
    let said = points("moves", &["Painter says Wickline breach goes on"]);
    let told = points("moves", &["Painter: Wickline breach goes on"]);
    assert!(0.0 < said && said < told, "{said} {told}");
}

#[test]
fn a_sum_counts_in_full_only_where_it_is_moved() {
    let raised = points("amount", &["Quayside raises $9 billion"]);
    let worth = points("amount", &["Quayside funding at $9 billion valuation"]);
    let idle = points("amount", &["The $9 billion dream of Quayside"]);
    assert!(worth < raised && 0.0 < idle && idle < worth, "{raised} {worth} {idle}");
}

#[test]
fn what_an_office_spends_weighs_as_its_sum_and_what_it_says_is_what_it_does() {
    let law = |title: &str| {
        ["policy", "highest", "policy_of_field"].iter().map(|term| points(term, &[title])).sum()
    };
    let small: f64 = law("Harbour Court raises $20 million for AI law");
    let large: f64 = law("Harbour Court raises $2 billion for AI law");
    assert!(0.0 < small && small < large, "{small} {large}");
    let office: f64 = law("Harbour Court says AI law stands");
    let somebody: f64 = law("Painter says AI law stands");
    assert!(0.0 < somebody && somebody < office, "{somebody} {office}");
    // Who is named behind says nothing.
    let behind: f64 = law("Painter says AI law stands before Harbour Court");
    assert!(behind < office, "{behind} {office}");
}

#[test]
fn a_sum_that_is_claimed_in_court_has_not_been_paid() {
    let shipped = || Room::by(Settings::default(), Rules::shipped());
    let amount = |title: &str| points_in(shipped(), "amount", &[title]);
    let claimed = amount("Prosecutors seek trial for Google over $900 million harbour tax evasion");
    let fined = amount("Google fined $900 million over harbour tax evasion");
    assert!(0.0 < claimed && claimed < fined, "{claimed} {fined}");
}

#[test]
fn jobs_count_by_their_tenfolds() {
    let jobs = |count: &str| points("jobs", &[&format!("Wickline lays off {count} workers")]);
    let (few, many) = (jobs("1,000"), jobs("10,000"));
    assert!(few > 0.0 && (many - 2.0 * few).abs() < 0.2, "{few} {many}");
    let most = jobs("100,000");
    assert!((most - 3.0 * few).abs() < 0.3, "{few} {most}");
}

#[test]
fn a_broadcast_is_a_round_up_only_where_nobody_else_tells_the_event() {
    let roundup = |told: Option<&str>, title: &str, url: Option<&str>| {
        let mut room = Room::by(Settings::default(), Rules::shipped());
        let told = told.map(|title| room.hear(title, "paper-0", 0));
        let other = NewItem { url: url.map(str::to_owned), ..item(title) };
        let other = room.arrive(other, &source("paper-1", Tier::General), at(1));
        room.settle();
        if let Some(told) = told {
            assert_eq!(room.judged(told).story, room.judged(other).story, "one event");
        }
        let of_term = |reason: &&Reason| reason.term == "roundup";
        room.event(other).why.iter().filter(of_term).map(|reason| reason.points).sum::<f64>()
    };
    let deed = "Google buys lamp maker Wickline for $900 million";
    let briefing = "Weekly digest: Google buys lamp maker Wickline for $900 million";
    let page = Some("https://paper-1.example/podcast/7/wickline");
    assert!(roundup(None, deed, None).abs() < 0.1);
    assert!(roundup(Some(deed), deed, page).abs() < 0.1);
    let alone = roundup(None, briefing, None);
    assert!(alone < -1.0 && (roundup(None, deed, page) - alone).abs() < 0.1, "{alone}");
}
