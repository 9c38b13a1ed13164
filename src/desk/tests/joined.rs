//! Two stories that a later report shows to be one.

use super::*;

/// What came on one morning: two reports that have too little in common, and one that tells both.
const MORNING: [&str; 3] = [
    "Quayside divers thanked on stage at Porthaven",
    "Quayside builds a crane named Albatross",
    "Quayside divers thanked on stage at Porthaven for a crane named Albatross",
];

fn heard(titles: &[&str], at_once: bool, restarting: bool) -> Room {
    let mut room = Room::plain();
    for n in 0..40 {
        room.hear(&format!("Matter {n} of lanterns {} and ropes {}", n * 7, n * 13), "wire", 0);
    }
    room.settle();
    for (at, title) in titles.iter().enumerate() {
        room.hear(title, ["harbour-times", "daily-tide", "pier-post"][at % 3], at as i64);
        if !at_once {
            room.settle();
        }
        if restarting {
            room.restart();
        }
    }
    room.settle();
    room
}

/// The stories that the reports of a morning tell.
fn told(titles: &[&str]) -> Vec<i64> {
    let room = heard(titles, true, false);
    (41..41 + titles.len() as i64).map(|id| room.judged(ItemId(id)).story.0).collect()
}

#[test]
fn a_report_that_tells_two_stories_makes_them_one_that_all_tell() {
    assert_eq!(told(&MORNING[..2]), [41, 42], "by themselves they are two");
    assert_eq!(told(&MORNING), [41, 41, 41]);
    let mut room = heard(&MORNING, true, false);
    let one = room.event(ItemId(42)).clone();
    assert_eq!((one.id, one.size, one.publishers), (StoryId(41), 3, 3));
    assert_eq!(room.stored.stories.keys().filter(|id| id.0 > 40).count(), 1, "the other is gone");
}

#[test]
fn it_is_the_same_whenever_what_was_judged_is_written_and_whoever_goes_on() {
    let whole = heard(&MORNING, true, false).stored;
    for (at_once, restarting) in [(false, false), (false, true)] {
        assert_eq!(heard(&MORNING, at_once, restarting).stored, whole, "{at_once}, {restarting}");
    }
}

#[test]
fn what_comes_again_in_a_story_that_is_gone_tells_the_one_that_remains() {
    let mut room = heard(&MORNING[..2], true, false);
    room.hear(MORNING[2], "pier-post", 2);
    // The store has not been told yet.
    assert_eq!(room.judged(ItemId(42)).story, StoryId(42));
    room.change(ItemId(42), |item| item.summary = "A crane.".to_owned());
    assert_eq!(room.judged(ItemId(42)).story, StoryId(41));
    assert_eq!(room.event(ItemId(42)).size, 3);
}

#[test]
fn two_things_that_one_report_tells_stay_two() {
    // Other products, other moves, and another company that acts.
    for [one, other, both] in [
        [
            "Meridian's Tidemark divers thanked on stage at Porthaven",
            "Meridian builds a Fogbell crane named Albatross",
            "Meridian's Tidemark divers thanked on stage at Porthaven for a Fogbell crane named Albatross",
        ],
        [
            "Quayside sues divers thanked on stage at Porthaven",
            "Quayside unveils a crane named Albatross",
            "Quayside sues divers thanked on stage at Porthaven and unveils a crane named Albatross",
        ],
        [
            "Wickline divers thanked on stage at Porthaven",
            "Quayside builds a crane named Albatross",
            "Wickline divers thanked on stage at Porthaven for a Quayside crane named Albatross",
        ],
    ] {
        let told = told(&[one, other, both]);
        assert_eq!(told[..2], [41, 42], "{both}");
        assert!(told[2] < 43, "it tells one of them: {both}");
    }
}
