//! Tests of `sources.rs`.

use super::super::event::{Event, Progress};
use super::super::{story, update::update};
use super::*;

#[test]
fn a_refresh_asks_for_the_open_list_anew_but_never_twice_at_one_time() {
    let mut state = story::state();
    let asks = |effects: Vec<Effect>| {
        effects.iter().filter(|effect| **effect == Effect::Ask(Question::Sources)).count()
    };
    let done = || Progress::Source { name: "one".into(), outcome: Ok(0), note: None };
    let on = |state: &mut State| asks(update(state, Event::Progress(done())));
    assert_eq!(on(&mut state), 0, "the list is not open");
    assert_eq!(asks(state.open_sources()), 1);
    assert_eq!(on(&mut state), 0, "the answer is still to come");
    state.take_sources(Vec::new());
    assert_eq!(on(&mut state), 1);
    let unanswered = Event::Unanswered(Question::Sources, "the store is locked".into());
    update(&mut state, unanswered);
    assert_eq!(on(&mut state), 1, "what was not answered is asked for again");
}
