//! An open text, the digest, and what else is scrolled.

use jogan::app::effect::{DigestFile, Effect};
use jogan::app::event::{Event, WriteError};
use jogan::lang::Lang;
use jogan::model::ItemId;

use super::reader::Reader;

#[test]
fn enter_opens_the_text_marks_it_read_and_q_leads_back() {
    let mut reader = Reader::open(80, 24);
    reader.press("Enter");
    insta::assert_snapshot!("reading_80x24", reader.screen());
    assert!(reader.items[0].row.read);
    reader.press("q");
    assert!(reader.screen().contains("1 Research"));
}

#[test]
fn the_open_text_has_a_comfortable_measure_on_a_wide_screen() {
    let mut reader = Reader::open(160, 45);
    reader.press("Enter");
    insta::assert_snapshot!("reading_160x45", reader.screen());
}

#[test]
fn n_and_p_go_on_without_going_back() {
    let mut reader = Reader::open(80, 24);
    reader.press("Enter n n");
    assert!(reader.screen().contains("어텐션 층의 일반화"));
    assert_eq!(reader.state.list().selected(), Some(ItemId(3)));
    reader.press("p");
    assert!(reader.screen().contains("Deep networks learn"));
    reader.press("p p");
    assert!(reader.screen().contains("No further item"));
}

#[test]
fn o_asks_for_the_page_in_the_browser() {
    let mut reader = Reader::open(80, 24);
    reader.press("o");
    assert_eq!(reader.asked_of_world, [Effect::Browse("https://news.example/1".into())]);
}

#[test]
fn w_explains_the_score() {
    let mut reader = Reader::open(80, 24);
    reader.press("W");
    let screen = reader.screen();
    for part in ["+82.0", "+10.0", "3 independent publishers", "92.0"] {
        assert!(screen.contains(part), "{part} is missing\n{screen}");
    }
}

#[test]
fn x_previews_the_digest_and_enter_writes_it() {
    let mut reader = Reader::open(80, 24);
    reader.press("x");
    assert!(reader.screen().contains("## Research"), "{}", reader.screen());
    reader.press("Enter");
    let [Effect::Write(file)] = reader.asked_of_world.as_slice() else {
        panic!("{:?}", reader.asked_of_world)
    };
    assert!(!file.overwrite);
    let file: DigestFile = file.clone();
    reader.happen(Event::NotWritten(file.clone(), WriteError::Exists));
    assert!(reader.screen().contains("Write over it?"));
    reader.press("y");
    let expected = Effect::Write(DigestFile { overwrite: true, ..file.clone() });
    assert_eq!(reader.asked_of_world.last(), Some(&expected));
    reader.happen(Event::Written(file));
    assert!(reader.screen().contains("Digest written to jogan-2026-03-05.md"));
    assert!(reader.screen().contains("1 Research"), "the preview is closed");
}

#[test]
fn the_language_changes_live_in_an_open_text() {
    let mut reader = Reader::open(80, 24);
    reader.press("Enter L");
    assert_eq!(reader.state.lang, Lang::Ko);
    assert!(reader.screen().contains("리서치"), "{}", reader.screen());
}

#[test]
fn a_number_and_o_open_that_link_of_the_text() {
    let mut reader = Reader::open(80, 24);
    reader.press("Enter 1 o");
    assert_eq!(reader.asked_of_world, [Effect::Browse("https://news.example/method".into())]);
    reader.press("9 o");
    assert!(reader.screen().contains("There is no link 9"));
}
