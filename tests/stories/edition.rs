//! The edition in the panes: what leads it, under which headings its stories stand, and how one goes from
//! one edition to another.

use jogan::app::effect::{Effect, Question};
use jogan::app::event::Event;
use jogan::app::key::Key;
use jogan::app::layout::Size;
use jogan::app::update::update;
use jogan::model::{Item, ItemId, Pane};

use super::reader::{Reader, item, items};

/// Has an item tell of a company, which its headline names.
fn of_coreweave(item: &mut Item) {
    item.row.companies = vec!["coreweave".into()];
    item.row.title = format!("CoreWeave: {}", item.row.title);
}

#[test]
fn companies_stand_together_under_their_name_until_the_score_alone_is_asked_for() {
    let mut items = items();
    // Beside another of the same edition, next to which it stands.
    let mut second = item(15, Pane::Companies, 50.0, 6, "Wire", "CoreWeave opens another hall");
    second.row.companies = vec!["coreweave".into()];
    items.push(second);
    let mut reader = Reader::over(items, 120, 40);
    assert!(reader.screen().contains("── CoreWeave"), "{}", reader.screen());
    reader.press("2 G g c");
    assert!(!reader.screen().contains("── CoreWeave"));
    assert_eq!(reader.state.list().selected(), Some(ItemId(10)), "the selection stays");
}

#[test]
fn panes_begin_with_the_edition_and_other_editions_are_opened_and_left_again() {
    let mut reader = Reader::open(160, 45);
    let screen = reader.screen();
    assert!(screen.contains("Thu 5 Mar 2026 · closed 11:00"), "{screen}");
    assert!(screen.contains("from earlier editions"), "{screen}");
    let today = reader.state.front.window().expect("an edition");
    reader.press("<");
    let before = reader.state.front.window().expect("an edition");
    assert_eq!(before.ends, today.begins, "the edition before");
    assert!(
        reader.screen().contains("Wed 4 Mar 2026 · another edition, Esc leaves it · closed 11:00"),
        "{}",
        reader.screen()
    );
    reader.press(">");
    assert_eq!(reader.state.front.window(), Some(today));
    reader.press(">");
    let open = reader.state.front.window().expect("an edition");
    assert_eq!(open.begins, today.ends);
    assert!(reader.screen().contains("since 11:00"), "{}", reader.screen());
    reader.press(">");
    assert_eq!(reader.state.front.window(), Some(open), "the next one lies ahead");
    reader.press("Esc");
    assert_eq!(reader.state.front.window(), Some(today), "back at the current one");
}

#[test]
fn earlier_editions_end_at_the_first_one_are_marked_and_give_the_selection_back() {
    let mut items = items();
    items[10].row.published -= chrono::Duration::days(3);
    let mut reader = Reader::over(items, 120, 40);
    reader.press("2 j");
    let (selected, focus) = (reader.state.list().selected(), reader.state.focus);
    reader.press("<");
    let screen = reader.screen();
    assert!(screen.contains("another edition, Esc leaves it"), "{screen}");
    reader.press("< < < < < <");
    assert!(reader.screen().contains("No earlier edition"), "{}", reader.screen());
    let first = reader.items().iter().map(|item| item.row.published).min().expect("a moment");
    let window = reader.state.front.window().expect("an edition");
    assert!((window.begins..window.ends).contains(&first), "{window:?}");
    reader.press("Esc");
    assert_eq!((reader.state.list().selected(), reader.state.focus), (selected, focus));
    assert!(!reader.screen().contains("another edition"), "{}", reader.screen());
}

/// A reader over an edition that two companies' events and a trend lead.
fn led(width: u16, height: u16) -> Reader {
    Reader::leading(&[6, 8, 12], Vec::new(), items(), Size { width, height })
}

#[test]
fn what_leads_stands_over_the_panes_at_every_size_in_both_languages() {
    for (width, height) in [(60, 15), (80, 24), (120, 40), (200, 55)] {
        let mut reader = led(width, height);
        let screen = reader.screen();
        let leads: Vec<i64> = reader.state.lead.held().map(|id| id.0).collect();
        assert_eq!(leads, [6, 8, 12], "{screen}");
        let titled = screen.matches("Chip maker puts another two").count();
        assert!(titled <= 1, "what leads stands in no pane\n{screen}");
        insta::assert_snapshot!(format!("lead_{width}x{height}"), screen);
        reader.press("L");
        insta::assert_snapshot!(format!("lead_ko_{width}x{height}"), reader.screen());
    }
}

#[test]
fn the_title_of_each_event_that_leads_is_told_whole_where_two_lines_hold_it() {
    let mut items = items();
    let long = items.iter_mut().find(|item| item.row.id.0 == 8).expect("the second one");
    long.row.title =
        "한빛전자, 차세대 메모리 공장 착공식에서 세 나라의 협력사와 함께 앞으로의 계획을 밝혀"
            .into();
    let reader = Reader::leading(&[6, 8, 12], Vec::new(), items, Size { width: 120, height: 40 });
    let screen = reader.screen();
    let told = screen.lines().skip_while(|line| !line.contains(" 2 ")).take(2).collect::<String>();
    assert!(told.contains("밝혀") && !told.contains('…'), "{screen}");
}

#[test]
fn what_leads_is_reached_by_0_and_from_the_first_row_and_is_read_and_starred_like_any_item() {
    let mut reader = led(120, 40);
    let on = |reader: &Reader| reader.state.list().selected().map(|id| id.0);
    assert_eq!(on(&reader), Some(1), "the panes have the keys first");
    assert_eq!(on(reader.press("0")), Some(6));
    assert_eq!(on(reader.press("j j")), Some(12));
    assert_eq!(on(reader.press("j")), Some(1), "then the pane's first row");
    assert_eq!(on(reader.press("k")), Some(12));
    assert_eq!(on(reader.press("k f")), Some(8));
    assert_eq!(reader.kept.len(), 1);
    assert!(reader.screen().contains("2★"), "{}", reader.screen());
    let unread = reader.state.tally.unread();
    reader.press("Enter");
    assert!(reader.screen().contains("한빛전자, 차세대 메모리 공장 착공"), "{}", reader.screen());
    reader.press("q");
    assert_eq!(reader.state.tally.unread(), unread - 1);
    assert_eq!(on(&reader), Some(8), "and back at it");
    assert_eq!(on(reader.press("3 k k k")), Some(12), "over the terms as well");
    assert!(reader.press("W").screen().contains("Hanbit") || reader.screen().contains("lead"));
    reader.press("q 2");
    assert!(!reader.state.on_lead);
}

#[test]
fn where_all_there_is_leads_the_keys_go_there_and_the_page_is_not_empty() {
    let items = vec![item(1, Pane::Companies, 50.0, 2, "Wire", "The only story")];
    let mut reader = Reader::leading(&[1], Vec::new(), items, Size { width: 80, height: 24 });
    assert!(!reader.screen().contains("There is nothing to read yet"), "{}", reader.screen());
    assert_eq!(reader.state.list().selected(), Some(ItemId(1)));
    reader.press("f");
    assert_eq!(reader.kept.len(), 1);
}

#[test]
fn a_key_right_after_an_edition_came_reaches_what_is_selected() {
    let items = vec![item(1, Pane::Companies, 50.0, 2, "Wire", "The only chip story")];
    let mut reader = Reader::leading(&[], Vec::new(), items, Size { width: 80, height: 24 });
    reader.press("2");
    assert_eq!(reader.state.current().map(|row| row.id), Some(ItemId(1)));
    // It leads from now on. Its edition came, the rows of the lists are still on their way.
    reader.lead(&[1]);
    let asked = update(&mut reader.state, Event::Key(Key::char('L')));
    let front = asked.into_iter().find_map(|effect| match effect {
        Effect::Ask(ask) if matches!(ask.question, Question::Front(_)) => Some(ask),
        _ => None,
    });
    let front = front.expect("another language composes it anew");
    let answered = reader.answered(front);
    update(&mut reader.state, answered);
    assert!(reader.state.on_lead);
    assert_eq!(reader.state.current().map(|row| row.id), Some(ItemId(1)));
    reader.press("f");
    assert_eq!(reader.kept.len(), 1);
}

#[test]
fn keys_over_what_leads_and_over_pages_reach_what_they_are_about() {
    let mut reader = led(120, 40);
    let on = |reader: &Reader| reader.state.list().selected().map(|id| id.0);
    assert_eq!(on(reader.press("0 j g c")), Some(8), "headings are the panes' matter");
    let lines: Vec<String> = reader.screen().lines().map(str::to_owned).collect();
    let place =
        |title: &str| lines.iter().find_map(|line| line.find(title)).expect("it stands there");
    let last = place("Physical AI");
    assert!(place("Chip maker") < last && place("한빛전자") < last, "{lines:#?}");
    let window = reader.state.front.window();
    reader.press("? <");
    assert_eq!(reader.state.front.window(), window, "a page over the lists turns no edition");
    assert_eq!(reader.state.overlays.len(), 1);
    reader.press("q 0 Space");
    assert!(reader.screen().contains("1✓"), "{}", reader.screen());
    reader.press("Esc m");
    assert!(
        reader.screen().contains("2·"),
        "that it was read is told by a sign\n{}",
        reader.screen()
    );
}

#[test]
fn a_heading_stays_when_the_first_row_under_it_goes() {
    let mut items = items();
    for at in [5, 6] {
        of_coreweave(&mut items[at]);
    }
    let mut reader = Reader::over(items, 120, 40);
    reader.press("2");
    assert!(reader.screen().contains("── CoreWeave"), "{}", reader.screen());
    let first = reader.state.selected_row().expect("a row").clone();
    reader.elsewhere().move_items(&[first.id], Pane::Trends).expect("moved");
    reader.happen(Event::ChangedElsewhere);
    assert!(reader.screen().contains("CoreWeave"), "{}", reader.screen());
}

#[test]
fn the_reasons_name_the_count_that_a_story_is_in_and_list_it() {
    let mut items = items();
    for at in [5, 6, 7] {
        of_coreweave(&mut items[at]);
        items[at].facts.kind = Some(jogan::model::Move::Launch);
    }
    let size = Size { width: 120, height: 40 };
    let mut reader = Reader::leading(&[6, 7, 8], Vec::new(), items, size);
    reader.press("2 W");
    let screen = reader.screen();
    assert!(screen.contains("Counted in “CoreWeave · launch 3”, with 3 stories"), "{screen}");
    reader.press("Enter");
    let screen = reader.screen();
    assert!(screen.contains("CoreWeave · launch 3 3") && screen.contains("Chip maker"), "{screen}");
    assert_eq!(reader.state.list().len(), 3);
    // Of a theme the stories are what there is to see.
    reader.press("Esc 3 k W");
    assert!(reader.screen().contains("mixtures of experts 2"), "{}", reader.screen());
}
