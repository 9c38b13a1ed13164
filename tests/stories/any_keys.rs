//! Any keys, at any size, with anything arriving between them: nothing panics, the selection is in
//! sight, nothing is waited for that came, what is undone and done again is as it was, and so is all
//! after the screen had another size; the session after can undo the same. So many cases as take a few seconds; `PROPTEST_CASES` asks for
//! more.

use jogan::app::command::Command;
use jogan::app::event::{Event, Mouse, MouseAction};
use jogan::app::key::{Code, Key};
use jogan::app::layout::Size;
use jogan::app::state::Overlay;
use jogan::app::toast::Toasts;
use jogan::model::Pane;
use jogan::model::change::Change;
use proptest::prelude::*;

use super::reader::{Reader, item};

/// What a key is about is to be seen, and all that was asked for is there.
fn holds(reader: &mut Reader) {
    let state = &mut reader.state;
    assert!(state.asks.is_empty(), "waits for {:?}", state.asks);
    assert!(state.pending.is_empty(), "not kept: {:?}", state.pending);
    if state.layout().is_none() {
        return;
    }
    let (list, area, rows) = state.list_mut();
    let selected = list.selected_index();
    assert_eq!(selected.is_none(), list.is_empty(), "one row is selected where there are some");
    let in_sight = list.shown(area, rows).any(|(index, ..)| Some(index) == selected);
    assert!(in_sight || list.is_empty(), "{selected:?} is not in sight on {area:?}");
}

/// All that is to be seen and known, but for what was said, how far pages are scrolled, and what is only
/// to be composed anew.
fn seen(reader: &Reader) -> Vec<String> {
    let mut state = reader.state.clone();
    state.toasts = Toasts::default();
    (state.last, state.moved) = (None, None);
    let text = format!("{state:#?}");
    let scrolls = ["top: ", "scroll: ", "filling: ", "last: ", "is_own_old: "];
    let lines = text.lines().filter(|line| !scrolls.iter().any(|at| line.trim().starts_with(at)));
    lines.map(str::to_owned).collect()
}

/// Both are the same, else the first lines in which they differ.
fn same(before: &[String], after: &[String]) -> Result<(), String> {
    let all = before.iter().zip(after).filter(|(one, other)| one != other);
    let told: String = all.take(6).flat_map(|(a, b)| ["\n  ", a, "\n  ", b]).collect();
    if before == after { Ok(()) } else { Err(told) }
}

/// Takes the last change back and makes it again, where there is one.
fn undo_and_redo(reader: &mut Reader) {
    let before = reader.state.history.clone();
    reader.happen(Event::Asked(Command::Undo));
    // Where there was nothing to undo, there may still be something to do again.
    if reader.state.history != before {
        reader.happen(Event::Asked(Command::Redo));
    }
    reader.happen(Event::Judged);
}

/// Something that can happen while the reader is open.
fn anything() -> impl Strategy<Value = Event> {
    let known = prop::sample::select(
        "jkhlgG012345'zeofsmJKWuxXRr/?nNqpSTdLi.;:!vyctaFawMAH<>IP8bDOPQ@#-\"wㅓㅏㅎㅊㅂ한힣 "
            .chars()
            .collect::<Vec<_>>(),
    );
    let code = prop_oneof![
        8 => known.prop_map(Code::Char),
        2 => any::<char>().prop_map(Code::Char),
        4 => prop::sample::select(vec![
            Code::Enter, Code::Esc, Code::Tab, Code::BackTab, Code::Backspace, Code::Up,
            Code::Down, Code::Left, Code::Right, Code::Home, Code::End, Code::PageDown,
        ]),
    ];
    prop_oneof![
        12 => (code, any::<bool>()).prop_map(|(code, modified)| {
            // Control with a letter only now and then: C-c ends nothing here, and is no text.
            Event::Key(Key { code, ctrl: modified && matches!(code, Code::Char('d' | 'u' | 's' | 'r' | 'o' | 'l' | 'z')), alt: false })
        }),
        2 => (1u16..220, 1u16..70).prop_map(|(width, height)| Event::Resized(Size { width, height })),
        1 => (1u16..4, 1u16..4).prop_map(|(width, height)| Event::Resized(Size { width, height })),
        1 => prop::sample::select(vec![Event::Focused, Event::ChangedElsewhere]),
        1 => (0u16..220, 0u16..70, 0u8..5).prop_map(|(x, y, which)| Event::Mouse(Mouse {
            x,
            y,
            action: [MouseAction::Click, MouseAction::WheelUp, MouseAction::WheelDown, MouseAction::Drag, MouseAction::Release][usize::from(which)],
        })),
        1 => prop_oneof!["\\PC{0,20}", "[ -~\n\t\u{1b}]{0,200}"].prop_map(Event::Pasted),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]
    #[test]
    fn nothing_that_happens_makes_the_reader_panic_or_forget(
        events in prop::collection::vec(anything(), 1..60),
        size in (1u16..200, 1u16..60),
        other in (1u16..200, 1u16..60),
        arrival in 0usize..60,
    ) {
        let mut reader = Reader::open(size.0, size.1);
        for (at, event) in events.into_iter().enumerate() {
            if at == arrival {
                reader.arrives(item(99, Pane::Trends, 77.0, 0, "Wire", "Late news"));
            }
            reader.happen(event);
            reader.screen();
            holds(&mut reader);
        }
        // What is the reader's own is composed anew only when it is looked at.
        reader.happen(Event::Judged);
        // Where watches or mutes change, the desk itself judges all there is, and what came after that is
        // still as the samples judged it.
        if reader.kept.iter().any(|change| matches!(change, Change::Lens { .. })) {
            undo_and_redo(&mut reader);
        }
        let before = seen(&reader);
        let (items, ideas) = (reader.items(), reader.ideas());
        undo_and_redo(&mut reader);
        prop_assert!(reader.items() == items && reader.ideas() == ideas, "the store is as it was");
        // An item that left a pane and came back has lost the selection there.
        let before = if let Some(Change::Move { .. }) = reader.kept.last() {
            seen(&reader)
        } else {
            prop_assert_eq!(same(&before, &seen(&reader)), Ok(()), "undone and done again");
            before
        };
        // Letters stand where the text stood.
        let is_hinted =
            reader.state.overlays.iter().any(|overlay| matches!(overlay, Overlay::Hints(_)));
        let (here, there) = (reader.state.size, Size { width: other.0, height: other.1 });
        if !is_hinted {
            reader.happen(Event::Resized(there)).happen(Event::Resized(here));
            prop_assert_eq!(same(&before, &seen(&reader)), Ok(()), "{:?} and back", there);
        }
        // What can be undone is known in the session after, too.
        let changes: Vec<Change> = reader.state.history.changes().cloned().collect();
        let again = reader.again();
        let known: Vec<Change> = again.state.history.changes().cloned().collect();
        prop_assert_eq!(changes, known);
    }
}
