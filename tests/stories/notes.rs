//! Writing notes: nothing typed is ever lost.

use jogan::app::effect::{Effect, Ending};
use jogan::app::event::Event;

use super::reader::Reader;

#[test]
fn a_note_is_typed_in_hangul_where_the_cursor_stands_and_kept() {
    let mut reader = Reader::open(80, 24);
    reader.press("e").type_in("핵심 정리");
    insta::assert_snapshot!("note_80x24", reader.screen());
    let (x, y) = reader.cursor();
    assert_eq!((x, y), (3 + 9, 15), "after four wide syllables and a blank");
    reader.press("Enter").type_in("둘째 줄").press("C-s");
    assert_eq!(reader.item(1).note.as_deref(), Some("핵심 정리\n둘째 줄"));
    assert!(reader.screen().contains("Note kept"));
}

#[test]
fn leaving_a_changed_note_asks_and_every_answer_does_what_it_says() {
    let mut reader = Reader::open(80, 24);
    reader.press("e").type_in("draft").press("Esc");
    assert!(reader.screen().contains("Keep what you wrote?"));
    // What is pressed instead of an answer is no answer, and says so.
    reader.press("z");
    let screen = reader.screen();
    assert!(
        screen.contains("wants an answer first") && screen.contains("Keep what you wrote?"),
        "{screen}"
    );
    reader.press("Esc");
    assert!(reader.screen().contains("Set aside as a draft; e goes on"), "{}", reader.screen());
    assert_eq!(reader.drafts.get("item-1").map(String::as_str), Some("draft"));
    reader.press("e").type_in("!");
    assert!(reader.screen().contains("draft!"), "what was set aside is gone on with");
    reader.press("Esc n");
    assert_eq!((reader.item(1).note.as_deref(), reader.drafts.len()), (None, 0));
    reader.press("e").type_in("second").press("Esc y");
    assert_eq!(reader.item(1).note.as_deref(), Some("second"));
    reader.press("e Esc");
    assert!(!reader.screen().contains("Keep what you wrote?"), "nothing changed, nothing to ask");
}

#[test]
fn a_note_that_cannot_be_kept_is_there_when_it_is_opened_again() {
    let mut reader = Reader::open(80, 24);
    reader.refusal = Some("the disk is full".into());
    reader.press("e").type_in("long thought").press("C-s");
    assert!(reader.screen().contains("your text is safe"), "{}", reader.screen());
    reader.refusal = None;
    reader.press("e");
    assert!(reader.screen().contains("long thought"));
    reader.press("C-s");
    assert_eq!(reader.item(1).note.as_deref(), Some("long thought"));
}

#[test]
fn pasting_into_a_note_takes_the_text_and_no_command() {
    let mut reader = Reader::open(80, 24);
    reader.press("e");
    reader.happen(Event::Pasted("q\u{1b}[31m\r\nsecond".into()));
    let screen = reader.screen();
    assert!(screen.contains("second") && !screen.contains('\u{1b}'), "{screen}");
    assert!(reader.asked_of_world.is_empty());
}

#[test]
fn quitting_in_the_middle_of_a_note_leaves_a_draft_and_no_note() {
    for keys in ["C-c", "Esc C-c"] {
        let mut reader = Reader::open(80, 24);
        reader.press("e").type_in("half a thou").press(keys);
        assert_eq!(reader.asked_of_world.last(), Some(&Effect::End(Ending::Quit)), "{keys}");
        assert_eq!(reader.item(1).note, None, "{keys}");
        assert_eq!(reader.drafts.get("item-1").map(String::as_str), Some("half a thou"), "{keys}");
    }
}

#[test]
fn a_note_that_waits_to_be_finished_has_a_sign_on_its_row() {
    let mut reader = Reader::open(80, 24);
    let before = reader.screen();
    reader.press("e").type_in("half").press("Esc Esc");
    assert!(reader.screen().contains('✐') && !before.contains('✐'), "{}", reader.screen());
    reader.press("e C-s");
    assert!(!reader.screen().contains('✐'), "{}", reader.screen());
}
