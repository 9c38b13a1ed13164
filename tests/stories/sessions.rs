//! One session after another over the same store: what was done in the one is taken back in the next.

use jogan::lang::Lang;
use jogan::model::change::{Change, Mark};
use jogan::model::{About, ItemId};

use super::reader::{Reader, now};

#[test]
fn u_in_a_new_session_takes_back_what_was_done_last_and_says_what() {
    let mut reader = Reader::open(120, 40);
    reader.press("j f");
    let title = reader.item(2).row.title;
    let mut reader = reader.again();
    assert!(reader.item(2).row.starred);
    reader.press("u");
    assert!(!reader.item(2).row.starred);
    let begins: String = title.chars().take(20).collect();
    let screen = reader.screen();
    assert!(screen.contains("Undone, from an earlier session: ") && screen.contains(&begins));
    reader.press("u");
    assert!(reader.screen().contains("Nothing to undo"), "{}", reader.screen());
    // What was taken back can be made again, in the session after, too.
    let mut reader = reader.again();
    reader.press("C-r");
    assert!(reader.item(2).row.starred);
    assert!(reader.screen().contains("Done again: "), "{}", reader.screen());
    reader.speak(Lang::Ko).press("u");
    assert!(reader.screen().contains("지난번에 한 일을 되돌림: "), "{}", reader.screen());
}

#[test]
fn what_is_done_now_is_taken_back_before_what_was_done_then() {
    let mut reader = Reader::open(120, 40);
    reader.press("j f");
    let mut reader = reader.again();
    reader.press("j j f u");
    assert!(reader.item(2).row.starred && !reader.item(3).row.starred);
    assert!(reader.screen().contains("Undone: "), "{}", reader.screen());
    reader.press("u");
    assert!(!reader.item(2).row.starred);
    // Something new ends what could be done again.
    let mut reader = reader.again();
    reader.press("j f C-r");
    assert!(reader.screen().contains("Nothing to do again"), "{}", reader.screen());
}

#[test]
fn what_another_program_changed_between_two_sessions_stays_and_is_said() {
    let mut reader = Reader::open(120, 40);
    reader.press("j f");
    let mut reader = reader.again();
    reader.elsewhere().set_starred(&[ItemId(2)], false, now()).expect("elsewhere");
    reader.press("u");
    assert!(reader.screen().contains("Left as it is: it was changed elsewhere"));
    assert!(!reader.item(2).row.starred);
    reader.press("u");
    assert!(reader.screen().contains("Nothing to undo"), "{}", reader.screen());

    let mut reader = Reader::open(120, 40);
    reader.press("e").type_in("mine").press("C-s");
    let mut reader = reader.again();
    reader.elsewhere().set_note(About::Item(ItemId(1)), "theirs", now()).expect("elsewhere");
    reader.press("u");
    assert!(reader.screen().contains("theirs"), "it is asked: {}", reader.screen());
    assert_eq!(reader.note(About::Item(ItemId(1))).as_deref(), Some("theirs"));
}

#[test]
fn notes_and_ideas_of_the_session_before_go_and_come_back() {
    let mut reader = Reader::open(120, 40);
    reader.press("e").type_in("a first thought").press("C-s");
    reader.press("j i").type_in("Warm lamps").press("C-s");
    let idea = reader.ideas().pop().expect("an idea");
    let mut reader = reader.again();
    reader.press("u");
    assert!(reader.ideas().is_empty());
    assert!(reader.screen().contains(&idea.thought.title), "{}", reader.screen());
    reader.press("u");
    assert_eq!(reader.note(About::Item(ItemId(1))), None);
    let mut reader = reader.again();
    reader.press("C-r C-r");
    assert_eq!(reader.note(About::Item(ItemId(1))).as_deref(), Some("a first thought"));
    assert_eq!(reader.ideas().pop().map(|idea| idea.id), Some(idea.id));
}

#[test]
fn what_was_read_by_being_opened_is_nothing_to_take_back() {
    let mut reader = Reader::open(120, 40);
    reader.press("Enter q");
    let read = Change::Mark { mark: Mark::Read, ids: vec![ItemId(1)], to: true };
    assert_eq!(reader.kept, [read]);
    let mut reader = reader.again();
    reader.press("u");
    assert!(reader.item(1).row.read);
    assert!(reader.screen().contains("Nothing to undo"), "{}", reader.screen());
}
