//! Choosing several items, doing one thing to all of them, and doing a thing again.

use jogan::app::change::{Change, Mark};
use jogan::app::effect::{Effect, TerminalEffect};
use jogan::app::page::Role;
use jogan::model::ItemId;

use super::reader::Reader;

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
    assert_eq!(reader.state.chosen_count(), 0);
    reader.press("u");
    assert_eq!(reader.kept[1], star(&[2, 3], false), "one step back for all of them");
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
