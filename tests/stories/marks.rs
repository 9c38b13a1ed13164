//! Marks change at once, are taken back, and come back by themselves where they cannot be kept.

use jogan::app::effect::{Change, Mark};
use jogan::model::{ItemId, Pane, PaneRule, RuleFor};

use super::reader::Reader;

fn star(id: i64, to: bool) -> Change {
    Change::Mark { mark: Mark::Star, ids: vec![ItemId(id)], to }
}

#[test]
fn f_and_s_put_an_item_on_the_reading_list_and_u_takes_it_off() {
    let mut reader = Reader::open(120, 40);
    reader.press("j f");
    assert_eq!(reader.kept, [star(2, true)]);
    assert!(reader.state.list().selected_row().is_some_and(|row| row.starred));
    reader.press("u");
    assert_eq!(reader.kept.last(), Some(&star(2, false)));
    reader.press("C-r");
    assert_eq!(reader.kept.last(), Some(&star(2, true)));
    reader.press("g s");
    assert!(reader.screen().contains("Reading list 2"), "{}", reader.screen());
}

#[test]
fn a_star_that_cannot_be_kept_goes_out_again_and_says_why() {
    let mut reader = Reader::open(120, 40);
    reader.refusal = Some("the disk is full".into());
    reader.press("j f");
    assert!(reader.state.list().selected_row().is_some_and(|row| !row.starred));
    assert!(reader.screen().contains("Not kept: the disk is full"));
    reader.press("u");
    assert!(reader.screen().contains("Nothing to undo"));
}

#[test]
fn p_moves_an_item_for_good_and_offers_the_same_for_its_source() {
    let mut reader = Reader::open(120, 40);
    let row = reader.state.list().selected_row().expect("a row").clone();
    reader.press("p");
    let moved = Change::Move { id: row.id, was: row.pane, to: Pane::Companies };
    assert_eq!(reader.kept, std::slice::from_ref(&moved));
    assert!(reader.screen().contains("Moved to Companies"), "{}", reader.screen());
    reader.press("u");
    assert_eq!(reader.kept.last(), Some(&moved.inverse()));
    reader.press("P");
    let rule = PaneRule { of: RuleFor::Source(row.source), pane: row.pane };
    assert_eq!(reader.kept.last(), Some(&Change::Rule { rule, to: true }));
}

#[test]
fn m_marks_as_read_and_the_counts_follow() {
    let mut reader = Reader::open(120, 40);
    assert!(reader.screen().contains("1 Research 3/4"), "{}", reader.screen());
    reader.press("m");
    assert!(reader.screen().contains("1 Research 2/4"));
    reader.press("m");
    assert!(reader.screen().contains("1 Research 3/4"));
}
