//! Any keys, at any size, with anything arriving between them: nothing panics. So many cases as take
//! a few seconds; `PROPTEST_CASES` asks for more.

use jogan::app::event::{Event, Mouse, MouseAction};
use jogan::app::key::{Code, Key};
use jogan::app::layout::Size;
use jogan::model::Pane;
use proptest::prelude::*;

use super::reader::{Reader, item};

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
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]
    #[test]
    fn nothing_that_happens_makes_the_reader_panic(
        events in prop::collection::vec(anything(), 1..60),
        size in (1u16..200, 1u16..60),
        arrival in 0usize..60,
    ) {
        let mut reader = Reader::open(size.0, size.1);
        for (at, event) in events.into_iter().enumerate() {
            if at == arrival {
                reader.arrives(item(99, Pane::Trends, 77.0, 0, "Wire", "Late news"));
            }
            reader.happen(event);
            reader.screen();
        }
    }
}
