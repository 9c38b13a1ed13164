//! Commands and views: what can be asked for, how it is found, and what follows from it.

use jogan::app::command::Place;
use jogan::app::effect::Question;
use jogan::app::effect::{Change, Mark};
use jogan::app::event::Event;
use jogan::app::keymap::{Keymap, WrittenMacro};
use jogan::app::state::Overlay;
use jogan::lang::Lang;
use jogan::model::Pane;

use super::reader::{Reader, item};

#[test]
fn the_first_edition_fills_until_something_is_done_with_it() {
    let mut reader = Reader::over(Vec::new(), 120, 40);
    reader.press("r");
    reader.arrives(item(1, Pane::Research, 50.0, 1, "Wire", "The first of all"));
    assert!(reader.screen().contains("The first of all"));
    // Asking again moves nothing that is shown.
    reader.press("r L L");
    reader.arrives(item(2, Pane::Research, 60.0, 1, "Wire", "The second one"));
    assert!(reader.screen().contains("The second one"));
    reader.press("j");
    reader.arrives(item(3, Pane::Research, 70.0, 1, "Wire", "The third one"));
    assert!(!reader.screen().contains("The third one"));
    assert_eq!(reader.state.tally.new, 1);
}

#[test]
fn a_search_without_a_word_to_find_is_refused_in_the_readers_language() {
    for (keys, text) in [("/", "-논문"), ("/", "\"")] {
        let mut reader = Reader::open(100, 30);
        reader.state.lang = Lang::Ko;
        reader.press(keys).type_in(text).press("Enter");
        assert!(reader.state.view.is_none(), "{text}");
        assert_eq!(reader.state.place(), Place::Line, "the line stays, to be mended");
        assert!(reader.screen().contains("찾을 단어가 없습니다"), "{}", reader.screen());
    }
}

#[test]
fn a_list_that_gets_no_answer_does_not_wait_for_ever() {
    let mut reader = Reader::open(100, 30);
    reader.press("g u");
    let view = reader.state.view.as_mut().expect("a view");
    let asked = view.list.open();
    reader.happen(Event::Unanswered(Question::Window(asked), "no".into()));
    assert!(!reader.state.view.as_ref().expect("a view").list.is_waiting());
}

#[test]
fn what_was_said_can_be_read_again_wherever_one_is() {
    for keys in ["", "Enter", "S", "T", "?", "g i", "W"] {
        let mut reader = Reader::open(100, 30);
        reader.happen(Event::Failed("The disk is full".into()));
        reader.press(keys).press("g m");
        assert!(matches!(reader.state.overlays.last(), Some(Overlay::Messages(_))), "{keys}");
        assert!(reader.screen().contains("The disk is full"), "{keys}");
    }
}

#[test]
fn a_source_turned_off_is_on_again_after_undo_in_the_same_list() {
    let mut reader = Reader::open(100, 30);
    reader.sources = vec![super::sources::source("wire", |_| ())];
    reader.press("S Space");
    let is_on = |reader: &Reader| match reader.state.overlays.last() {
        Some(Overlay::Sources(list)) => list.current().expect("a source").source.enabled,
        _ => panic!("the sources are gone"),
    };
    assert!(!is_on(&reader));
    reader.press("u");
    assert!(is_on(&reader));
    reader.press("C-r");
    assert!(!is_on(&reader));
}

/// A reader with a macro of the user's.
fn with_macro() -> Reader {
    let mut reader = Reader::open(120, 40);
    let commands = ["star", "read", "down"].map(str::to_owned);
    let own = [WrittenMacro { name: "keep and go on", keys: "g 1", commands: &commands }];
    reader.state.keymap =
        Keymap::with_macros(&std::collections::BTreeMap::new(), &own).expect("keys");
    reader
}

#[test]
fn a_macro_does_all_its_commands_by_its_keys_and_by_its_name() {
    for keys in [&["g 1"][..], &[":", "keep and", "Enter"]] {
        let mut reader = with_macro();
        for key in keys {
            if key.contains("keep") {
                reader.type_in(key)
            } else {
                reader.press(key)
            };
        }
        let marks: Vec<(Mark, bool)> = reader
            .kept
            .iter()
            .filter_map(|change| match change {
                Change::Mark { mark, to, .. } => Some((*mark, *to)),
                _ => None,
            })
            .collect();
        assert_eq!(marks, [(Mark::Star, false), (Mark::Read, true)], "{keys:?}");
        assert_eq!(reader.state.list().selected_index(), Some(1));
    }
}

#[test]
fn a_macro_is_offered_while_its_keys_are_half_typed_and_told_by_the_help() {
    let mut reader = with_macro();
    reader.press("g");
    assert!(reader.screen().contains("1       keep and go on"), "{}", reader.screen());
    reader.press("Esc ?").press("C-d C-d C-d C-d");
    let mut told = reader.screen();
    reader.press("g g");
    for _ in 0..9 {
        reader.press("C-d");
        told += &reader.screen();
    }
    assert!(told.contains("keep and go on: star, read, down"), "{told}");
}
