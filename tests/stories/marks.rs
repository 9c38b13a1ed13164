//! Marks change at once, are taken back, and come back by themselves where they cannot be kept.

use jogan::app::command::Command;
use jogan::app::event::Event;
use jogan::model::change::{Change, Mark};
use jogan::model::{ItemId, Lens, Muted, Pane, RuleChange, RuleFor, SourceId};

use super::reader::Reader;
use super::samples::alike;

fn star(id: i64, to: bool) -> Change {
    Change::Mark { mark: Mark::Star, ids: vec![ItemId(id)], to }
}

#[test]
fn f_and_s_put_an_item_on_the_reading_list_and_u_takes_it_off() {
    let mut reader = Reader::open(120, 40);
    reader.press("j f");
    assert_eq!(reader.kept, [star(2, true)]);
    assert!(reader.state.selected_row().is_some_and(|row| row.starred));
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
    assert!(reader.state.selected_row().is_some_and(|row| !row.starred));
    assert!(reader.screen().contains("Not kept: the disk is full"));
    reader.press("u");
    assert!(reader.screen().contains("Nothing to undo"));
}

#[test]
fn p_moves_an_item_for_good_and_offers_the_same_for_its_source() {
    let mut reader = Reader::open(120, 40);
    let row = reader.state.selected_row().expect("a row").clone();
    reader.press("p");
    let moved = Change::Move { id: row.id, was: row.pane, to: Pane::Companies };
    assert_eq!(reader.kept, std::slice::from_ref(&moved));
    assert!(reader.screen().contains("Moved to Companies"), "{}", reader.screen());
    reader.press("u");
    assert_eq!(reader.kept.last(), Some(&moved.inverse()));
    let here = reader.state.selected_row().expect("a row").clone();
    reader.press("P");
    let rule = |was, to| RuleChange { of: RuleFor::Source(here.source.clone()), was, to: Some(to) };
    let first = Change::Rule(rule(None, here.pane));
    assert_eq!(reader.kept.last(), Some(&first));
    // A rule that takes another's place gives it back.
    reader.press("p P");
    let second = Change::Rule(rule(Some(here.pane), Pane::Companies));
    assert_eq!(reader.kept.last(), Some(&second));
    reader.press("u");
    assert_eq!(reader.kept.last(), Some(&second.inverse()));
    reader.press("u u");
    assert_eq!(reader.kept.last(), Some(&first.inverse()));
}

#[test]
fn after_p_the_offer_is_about_the_item_that_was_moved_and_not_about_the_next_row() {
    let mut reader = Reader::open(120, 40);
    let moved = reader.state.selected_row().expect("a row").clone();
    reader.press("p");
    let next = reader.state.selected_row().expect("a row").clone();
    assert_ne!(next.source, moved.source, "another row took its place");
    reader.press("P");
    let rule = |of: RuleFor, to: Pane| RuleChange { of, was: None, to: Some(to) };
    let of_source = rule(RuleFor::Source(moved.source), Pane::Companies);
    assert_eq!(reader.kept.last(), Some(&Change::Rule(of_source)));
    reader.press("g p Enter");
    let of_term = rule(RuleFor::Term("pretraining".into()), Pane::Companies);
    assert_eq!(reader.kept.last(), Some(&Change::Rule(of_term)));
    // What is done in between ends the offer.
    reader.press("p j k P");
    let here = reader.state.selected_row().expect("a row").clone();
    let of_here = rule(RuleFor::Source(here.source), here.pane);
    assert_eq!(reader.kept.last(), Some(&Change::Rule(of_here)));
}

#[test]
fn w_watches_for_what_an_item_names_and_u_takes_it_back() {
    let mut reader = Reader::open(120, 40);
    reader.configured("[[watch]]\nname = \"tides\"\nterms = [\"harbour\"]\n");
    reader.press("w");
    let screen = reader.screen();
    assert!(screen.contains("pretraining: pretraining, reinforcement learning"), "{screen}");
    reader.press("C-u").type_in("tides: harbour, moon").press("Enter");
    // What the watch holds already is not put there again, nor taken out by undoing.
    let lens = Lens::Watch { name: "tides".into(), terms: vec!["moon".into()] };
    assert_eq!(reader.kept, [Change::Lens { lens: lens.clone(), to: true }]);
    assert!(reader.screen().contains("Watching “tides” for moon"), "{}", reader.screen());
    reader.press("u");
    assert_eq!(reader.kept.last(), Some(&Change::Lens { lens, to: false }));
    reader.press("w C-u").type_in(": moon").press("Enter");
    assert!(reader.screen().contains("A watch is `name: term, term`"), "{}", reader.screen());
}

#[test]
fn an_author_is_followed_by_w_and_everything_of_one_listed() {
    let mut reader = Reader::open(120, 40);
    reader.press("w C-u").type_in("A. Wr").press("Tab Enter");
    let terms = vec!["author:A. Writer".to_owned()];
    let lens = Lens::Watch { name: "A. Writer".into(), terms };
    assert_eq!(reader.kept, [Change::Lens { lens, to: true }]);
    reader.press("1 g g g b");
    assert!(reader.screen().contains("author:\"A. Writer\""), "{}", reader.screen());
    let found = reader.state.selected_row();
    assert_eq!(found.and_then(|row| row.first_author.as_deref()), Some("A. Writer"));
    reader.press("Esc G g b");
    assert!(reader.screen().contains("No author is known"), "{}", reader.screen());
}

#[test]
fn w_offers_the_lens_that_comes_with_the_program_until_it_is_watched() {
    let mut reader = Reader::open(120, 40);
    reader.press("w");
    assert!(reader.screen().contains("watch (name: terms, or finance)"), "{}", reader.screen());
    reader.press("C-u").type_in("fin").press("Tab Enter");
    let lens = Lens::Watch { name: "finance".into(), terms: Vec::new() };
    assert_eq!(reader.kept, [Change::Lens { lens: lens.clone(), to: true }]);
    assert!(reader.screen().contains("the lens “finance”"), "{}", reader.screen());
    reader.press("u");
    assert_eq!(reader.kept.last(), Some(&Change::Lens { lens, to: false }));
    // With terms of one's own it is a watch as any other.
    reader.press("w C-u").type_in("Finance: bond").press("Enter");
    let lens = Lens::Watch { name: "Finance".into(), terms: vec!["bond".into()] };
    assert_eq!(reader.kept.last(), Some(&Change::Lens { lens, to: true }));
}

#[test]
fn x_mutes_the_company_the_source_or_a_term_of_an_item() {
    let muted = |reader: &Reader| match reader.kept.last() {
        Some(Change::Lens { lens: Lens::Mute(muted), to: true }) => muted.clone(),
        other => panic!("{other:?}"),
    };
    let mut items = super::reader::items();
    items[0].row.companies = vec!["coreweave".into()];
    let mut reader = Reader::over(items, 120, 40);
    let source = reader.state.selected_row().expect("a row").source.clone();
    reader.press("X Enter");
    assert_eq!(muted(&reader), Muted::Company("CoreWeave".into()));
    reader.press("X C-u").type_in("sour").press("Tab Enter");
    assert_eq!(muted(&reader), Muted::Source(SourceId(source.0.clone())));
    // Where no company is named, a whole source is not what is meant.
    reader.press("X C-u").type_in(" horoscope ").press("Enter");
    assert_eq!(muted(&reader), Muted::Term("horoscope".into()));
    reader.refusal = Some("the config file is broken".into());
    reader.press("X Enter");
    assert!(reader.screen().contains("Not kept: the config file is broken"));
}

#[test]
fn a_mark_reaches_every_copy_of_a_row() {
    let mut reader = Reader::over(alike(&[5]), 160, 45);
    reader.press("G f g g Enter");
    let starred = |reader: &Reader| {
        let open = reader.state.reading.as_ref().and_then(|open| open.related.as_ref());
        let is_there = open.is_some_and(|related| related.contains(&ItemId(5)));
        reader.state.rows.get(ItemId(5)).filter(|_| is_there).map(|row| row.starred)
    };
    assert_eq!(starred(&reader), Some(true));
    reader.press("u");
    assert_eq!(starred(&reader), Some(false), "what is about the same stands beside the text");
    // And what stood over the panes before a search was typed.
    reader.press("q g a / ");
    reader.happen(Event::Asked(Command::Redo)).press("Esc");
    assert!(reader.state.list().holds(ItemId(5)));
    assert_eq!(reader.state.rows.get(ItemId(5)).map(|row| row.starred), Some(true));
}

#[test]
fn m_marks_as_read_and_the_counts_follow() {
    let mut reader = Reader::open(120, 40);
    assert!(reader.screen().contains("11 stories, 10 unread"), "{}", reader.screen());
    reader.press("m");
    assert!(reader.screen().contains("11 stories, 9 unread"));
    reader.press("m");
    assert!(reader.screen().contains("11 stories, 10 unread"));
}
