//! Asking the sources: what is said meanwhile and afterwards, and what it moves on the screen.

use jogan::app::effect::{Effect, Ending, Scope};
use jogan::app::event::{Event, Progress};
use jogan::model::{Pane, Phrase};

use super::reader::{Reader, item};

#[test]
fn a_refresh_announces_what_came_and_moves_nothing_until_asked() {
    let mut reader = Reader::open(120, 40);
    reader.press("j j");
    let before = reader.screen();
    let selected = reader.state.list().selected();
    reader.arrives(item(50, Pane::Research, 99.0, 0, "Wire", "Breaking: something large"));
    let after = reader.screen();
    assert!(after.contains("▲ 1 new — n to show"), "{after}");
    let below = |screen: &str| screen.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    let moved = below(&before).iter().zip(&below(&after)).filter(|(a, b)| a != b).count();
    assert!(moved <= 1, "only the count in a title changes\n{before}\n{after}");
    assert!(!after.contains("Breaking"));
    reader.press("n");
    assert!(reader.screen().contains("Breaking"));
    assert_eq!(reader.state.list().selected(), selected, "the selection stays on its item");
}

#[test]
fn a_refresh_does_not_touch_an_open_text() {
    let mut reader = Reader::open(80, 24);
    reader.press("Enter J");
    let before = reader.screen();
    reader.arrives(item(50, Pane::Research, 99.0, 0, "Wire", "Breaking: something large"));
    let after = reader.screen();
    let body = |screen: &str| screen.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(body(&before), body(&after));
}

#[test]
fn the_first_run_says_what_is_happening_and_fills_by_itself() {
    let mut reader = Reader::over(Vec::new(), 80, 24);
    insta::assert_snapshot!("empty_before", reader.screen());
    reader.happen(Event::Progress(Progress::Started { sources: 28 }));
    assert!(reader.screen().contains("being asked"));
    reader.arrives(item(1, Pane::Companies, 50.0, 1, "Wire", "The first story"));
    assert!(reader.screen().contains("The first story"), "{}", reader.screen());
    assert!(!reader.screen().contains("to show"));
}

#[test]
fn a_first_run_without_a_network_says_so_and_offers_the_sample() {
    let mut reader = Reader::over(Vec::new(), 80, 24);
    reader.happen(Event::Progress(Progress::Started { sources: 2 }));
    let outcome = Err(Phrase::plain("cannot reach host"));
    reader.happen(Event::Progress(Progress::Source { name: "wire".into(), outcome, note: None }));
    reader.happen(Event::Progress(Progress::Finished { unreachable: true }));
    let screen = reader.screen();
    assert!(screen.contains("cannot reach host") && screen.contains("sample"), "{screen}");
    reader.press("d");
    assert!(reader.asked_of_world.contains(&Effect::End(Ending::Sample)));
}

#[test]
fn asking_the_sources_is_asked_once_at_a_time() {
    let mut reader = Reader::open(120, 40);
    reader.press("r r R");
    assert!(reader.refreshed(Scope::Due) && !reader.refreshed(Scope::All));
    reader.happen(Event::Progress(Progress::Finished { unreachable: false }));
    reader.press("R");
    assert!(reader.refreshed(Scope::All));
}

#[test]
fn after_a_pass_that_reached_nobody_r_asks_all_again() {
    let mut reader = Reader::over(Vec::new(), 80, 24);
    reader.happen(Event::Progress(Progress::Started { sources: 2 }));
    let outcome = Err(Phrase::plain("connection refused"));
    reader.happen(Event::Progress(Progress::Source { name: "wire".into(), outcome, note: None }));
    reader.happen(Event::Progress(Progress::Finished { unreachable: true }));
    reader.press("r");
    assert!(reader.refreshed(Scope::All));
}

#[test]
fn a_pass_that_asked_nobody_says_so_and_forgets_no_failure() {
    let mut reader = Reader::over(Vec::new(), 80, 24);
    reader.happen(Event::Progress(Progress::Started { sources: 1 }));
    let outcome = Err(Phrase::plain("connection refused"));
    reader.happen(Event::Progress(Progress::Source { name: "wire".into(), outcome, note: None }));
    reader.happen(Event::Progress(Progress::Finished { unreachable: true }));
    reader.happen(Event::Progress(Progress::Started { sources: 0 }));
    reader.happen(Event::Progress(Progress::Finished { unreachable: false }));
    let screen = reader.screen();
    assert!(screen.contains("No source is due yet") && screen.contains("refused"), "{screen}");
}

#[test]
fn after_a_pass_the_sources_that_failed_are_named_with_the_key_that_says_why() {
    let mut reader = Reader::open(120, 40);
    reader.happen(Event::Progress(Progress::Started { sources: 5 }));
    for name in ["wire", "market", "harbour", "dawn"] {
        let outcome = Err(Phrase::plain("refused"));
        reader.happen(Event::Progress(Progress::Source { name: name.into(), outcome, note: None }));
    }
    reader.happen(Event::Progress(Progress::Finished { unreachable: false }));
    let screen = reader.screen();
    assert!(screen.contains("4 sources failed: wire, market, harbour, … (S says why)"), "{screen}");
}
