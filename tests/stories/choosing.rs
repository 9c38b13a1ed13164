//! Choosing several items, doing one thing to all of them, and doing a thing again.

use jogan::app::effect::{Effect, TerminalEffect};
use jogan::app::event::Event;
use jogan::app::page::Role;
use jogan::model::change::{Change, Mark};
use jogan::model::{ItemId, Pane};

use super::reader::{Reader, item, now};

fn star(ids: &[i64], to: bool) -> Change {
    Change::Mark { mark: Mark::Star, ids: ids.iter().map(|id| ItemId(*id)).collect(), to }
}

#[test]
fn chosen_items_are_shown_and_starred_together_and_taken_back_together() {
    let mut reader = Reader::open(120, 40);
    reader.press("j Space Space j");
    insta::assert_snapshot!("chosen_120x40", reader.screen());
    let mark = &reader.buffer()[(1, 6)];
    assert_eq!((mark.symbol(), mark.style().fg), ("✓", reader.theme.style(Role::Accent).fg));
    reader.press("f");
    assert_eq!(reader.kept, [star(&[2, 3], true)], "nothing is asked that u takes back");
    assert!(reader.screen().contains("u takes it back"), "{}", reader.screen());
    assert_eq!(reader.state.chosen_count(), 2, "for the next command on them");
    reader.press("u");
    assert_eq!(reader.kept[1], star(&[2, 3], false), "one step back for all of them");
    reader.press("Esc");
    assert_eq!(reader.state.chosen_count(), 0);
}

#[test]
fn what_was_done_with_stays_chosen_where_it_is_in_sight() {
    let mut reader = Reader::open(120, 40);
    reader.press("v j j f y y");
    assert_eq!(reader.kept, [star(&[2, 3], true)]);
    let copied = (1..=3).map(|id| format!("https://news.example/{id}")).collect::<Vec<_>>();
    let copied = Effect::Terminal(TerminalEffect::Copy(copied.join("\n")));
    assert_eq!(reader.asked_of_world, [copied], "one command after the other");
    reader.press("j v j");
    assert_eq!(reader.state.chosen_count(), 2, "another range is another choice");
    reader.press("f g a");
    assert_eq!(reader.state.chosen_count(), 0, "no command is about rows out of sight");
    reader.press("Esc Space g a");
    assert_eq!(reader.state.chosen_count(), 1, "what is chosen for a command to come stays");
}

#[test]
fn an_open_range_stays_what_it_was_where_rows_move_under_it() {
    let mut reader = Reader::open(120, 40);
    reader.press("g a v j j");
    let chosen = reader.state.chosen_ids();
    let came = [(15, 2), (16, 3), (17, 4)].map(|(id, hours)| {
        item(id, Pane::Companies, 50.0, hours, "Wire", &format!("It came between them: {id}"))
    });
    reader.take_in(&came);
    reader.happen(Event::ChangedElsewhere);
    assert!(reader.screen().contains("It came between them"), "{}", reader.screen());
    assert_eq!(reader.state.chosen_ids(), chosen, "{}", reader.screen());
}

#[test]
fn what_is_gone_from_the_list_is_chosen_no_longer_and_the_rest_is() {
    let mut reader = Reader::open(120, 40);
    reader.press("j f j f g s v j j f");
    assert_eq!(reader.state.chosen_count(), 3);
    reader.press("k f");
    reader.elsewhere().set_starred(&[ItemId(2)], false, now()).expect("unstarred");
    reader.happen(Event::ChangedElsewhere);
    assert_eq!(reader.state.chosen_count(), 2, "{}", reader.screen());
}

#[test]
fn a_range_is_what_lies_between_and_escape_lets_go_of_it() {
    let mut reader = Reader::open(120, 40);
    reader.press("v j j");
    assert_eq!(reader.state.chosen_count(), 3);
    reader.press("v j");
    assert_eq!(reader.state.chosen_count(), 3, "a closed range stays as it is");
    reader.press("Esc");
    assert_eq!(reader.state.chosen_count(), 0);
    reader.press("v j y y");
    let copied = "https://news.example/4\nhttps://news.example/5";
    assert_eq!(reader.asked_of_world, [Effect::Terminal(TerminalEffect::Copy(copied.into()))]);
}

#[test]
fn a_mark_that_all_have_is_taken_and_one_that_some_lack_is_given() {
    let mut reader = Reader::open(120, 40);
    reader.press("Space Space f");
    assert_eq!(reader.kept, [star(&[2], true)], "the first had it: it is not named");
}

#[test]
fn a_full_stop_does_the_last_change_again() {
    let mut reader = Reader::open(120, 40);
    reader.press(".");
    assert!(reader.screen().contains("Nothing to do again yet"));
    reader.press("j f j .");
    assert_eq!(reader.kept, [star(&[2], true), star(&[3], true)]);
}
