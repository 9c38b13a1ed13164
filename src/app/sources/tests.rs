//! Tests of `sources.rs`.

use super::super::effect::{Answer, Effect, Question};
use super::super::event::{Event, Progress};
use super::super::state::State;
use super::super::{story, update::update};
use crate::model::Phrase;

#[test]
fn a_refresh_asks_for_the_open_list_anew_but_never_twice_at_one_time() {
    let mut state = story::state();
    let asks = |effects: Vec<Effect>| {
        let tickets = effects.into_iter().filter_map(|effect| match effect {
            Effect::Ask(ask) if ask.question == Question::Sources => Some(ask.ticket),
            _ => None,
        });
        tickets.collect::<Vec<_>>()
    };
    let done = || Progress::Source { name: "one".into(), outcome: Ok(0), note: None };
    let on = |state: &mut State| asks(update(state, Event::Progress(done())));
    assert_eq!(on(&mut state), [], "the list is not open");
    let asked = asks(state.open_sources());
    assert_eq!(on(&mut state), [], "the answer is still to come");
    let answer = Ok(Box::new(Answer::Sources(Vec::new())));
    update(&mut state, Event::Answered(asked[0], answer));
    let asked = on(&mut state);
    update(&mut state, Event::Answered(asked[0], Err(Phrase::plain("the store is locked"))));
    assert_eq!(on(&mut state).len(), 1, "what was not answered is asked for again");
}
