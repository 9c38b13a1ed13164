//! Why each story stands where it stands, in sentences that are true of it.

use super::counted::{paper_on, with_lens};
use super::*;
use crate::model::Noise;

/// What is said of a story in English.
fn said(material: &Material<'_>, id: i64) -> Vec<String> {
    let (_, standings) = super::super::compose(material);
    let standing = standings.get(&StoryId(id)).expect("every story stands somewhere");
    standing.because.iter().map(|told| told.say(Lang::En)).collect()
}

fn is_left(material: &Material<'_>, id: i64) -> bool {
    super::super::compose(material).1[&StoryId(id)].is_left
}

#[test]
fn what_leads_and_what_does_not_says_by_how_much() {
    let stories: Vec<DayEvent> =
        (0..5).map(|id| told(row(id, Pane::Trends, 80.0 - 10.0 * id as f64))).collect();
    let material = material(stories);
    assert_eq!(said(&material, 2), ["10.0 above the next"]);
    assert_eq!(said(&material, 4), ["no lead: worth 20.0 less than number 3 of what leads"]);
}

#[test]
fn where_nothing_leads_nothing_is_said_to_be_too_near_to_it() {
    let mut row = row(1, Pane::Research, 60.0);
    row.url = Some("https://arxiv.org/abs/2603.00001".to_owned());
    let said = said(&material(vec![told(row)]), 1);
    let paper = "no lead: a paper leads only where two publishers tell it";
    assert!(said.iter().any(|one| one == paper), "{said:?}");
    assert!(said.iter().any(|one| one.starts_with("number 1 of its shelf: ")), "{said:?}");
    assert_eq!(said.len(), 2, "{said:?}");
}

#[test]
fn what_is_left_out_says_its_kind_and_its_place_agrees() {
    let mut stories: Vec<DayEvent> =
        (0..3).map(|id| told(row(id, Pane::Trends, 80.0 - id as f64))).collect();
    let mut taught = about(row(5, Pane::Trends, 50.0), "How to fold a lantern at home");
    taught.event.facts.noise = Some(Noise::HowTo);
    taught.subject.reading.proofs = vec![(Proof::Noise, "How to".to_owned())];
    let mut repeated = told(row(6, Pane::Trends, 50.0));
    let day = "2026-03-04".parse().expect("a day");
    repeated.before = Some(Before { day, is_same: true });
    stories.extend([taught, repeated, told(row(7, Pane::Trends, 1.0))]);
    let material = material(stories);
    assert_eq!(said(&material, 5), ["no news: a how-to, “How to”"]);
    let same = "told on 2026-03-04 by the same page or in the same words, and nobody adds anything";
    assert_eq!(said(&material, 6), [same]);
    assert!(said(&material, 7)[0].starts_with("small: worth 1.0"), "{:?}", said(&material, 7));
    for id in [5, 6, 7] {
        assert!(is_left(&material, id), "{id}");
    }
    let (digest, standings) = super::super::compose(&material);
    let counted: u32 = digest.left.values().sum();
    assert_eq!(counted as usize, standings.values().filter(|one| one.is_left).count());
}

#[test]
fn what_finds_no_room_says_which_and_stands_in_the_rest() {
    let shares = |id: i64| {
        let mut row = row(id, Pane::Companies, 90.0 - id as f64);
        row.url = Some(format!("https://nvidianews.nvidia.com/news/{id}"));
        let mut told = told(row);
        told.item.row.companies = vec!["nvidia".to_owned()];
        told
    };
    let material = material((0..5).map(shares).collect());
    let said = said(&material, 4);
    assert!(said.contains(&"two stand under its company already".to_owned()), "{said:?}");
    assert!(said.contains(&"no lead: two that lead are about its company already".to_owned()));
    assert!(!is_left(&material, 4));
}

#[test]
fn an_event_without_a_page_and_one_that_was_merged_say_so() {
    let mut listed = told(row(3, Pane::Trends, 70.0));
    listed.item.row.url = None;
    for teller in &mut listed.tellers {
        teller.row.url = None;
    }
    let copy = about(row(5, Pane::Trends, 60.0), &title(4));
    let material = material(vec![listed, told(row(4, Pane::Trends, 65.0)), copy]);
    assert_eq!(said(&material, 3), ["it has no page of its own that could be cited"]);
    assert_eq!(said(&material, 5), ["told with story 4, which says the same"]);
}

#[test]
fn what_somebody_wrote_whom_the_reader_follows_is_pinned_and_says_so() {
    let written = |id: i64, word: &str| {
        let mut told = with_lens(paper_on(id, "time-series"), word);
        told.item.authors = vec!["Bo Mill".to_owned(), "Ada Lantern".to_owned()];
        told
    };
    let material = material(vec![written(1, "Ada Lantern"), written(2, "time series")]);
    let (_, standings) = super::super::compose(&material);
    let pinned = [1, 2].map(|id| standings[&StoryId(id)].is_pinned);
    assert_eq!(pinned, [true, false]);
    let by = "by Ada Lantern, whom you follow (lens finance)";
    assert!(said(&material, 1).iter().any(|one| one == by), "{:?}", said(&material, 1));
    assert!(
        !said(&material, 2).iter().any(|one| one.starts_with("by ")),
        "{:?}",
        said(&material, 2)
    );
}
