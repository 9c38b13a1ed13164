//! A list is walked, reloaded and never loses what is selected.

use super::*;
use crate::app::story;

const AREA: Area = Area { x: 0, y: 0, width: 40, height: 10 };

fn filled(total: i64) -> List {
    let mut list = List::new(ListName::View, Query::default(), None);
    let asked = list.open();
    serve(&mut list, &asked, total);
    list
}

fn serve(list: &mut List, asked: &Window, total: i64) -> bool {
    serve_rows(list, asked, total, story::row)
}

fn serve_rows(list: &mut List, asked: &Window, total: i64, row: impl Fn(i64) -> Row) -> bool {
    let from = asked.query.offset as i64;
    let rows = asked.query.limit.expect("a window has an end") as i64;
    let rows = (from..(from + rows).min(total)).map(row).collect();
    list.take_length(asked, total as usize);
    list.take(asked, rows, AREA)
}

#[test]
fn the_end_of_a_long_list_is_asked_for_and_selected_when_it_comes() {
    let mut list = filled(10_000);
    let asked = list.go(usize::MAX, AREA).expect("a window");
    assert_eq!(list.selected(), Some(ItemId(0)), "nothing moves before the rows are there");
    assert!(serve(&mut list, &asked, 10_000));
    assert_eq!(list.selected(), Some(ItemId(9_999)));
}

#[test]
fn walking_never_meets_the_edge_of_the_window() {
    let mut list = filled(1_000);
    for expected in 1..1_000 {
        if let Some(asked) = list.step(1, AREA) {
            serve(&mut list, &asked, 1_000);
        }
        assert_eq!(list.selected(), Some(ItemId(expected)));
        assert!(list.shown(AREA).any(|(_, row, ..)| row.id == ItemId(expected)));
    }
}

#[test]
fn a_long_list_by_company_is_walked_to_its_end_and_back_over_every_row_once() {
    let about = |n: i64| {
        let mut row = story::row(n);
        row.companies = vec![format!("company-{}", n % 7)];
        row
    };
    let mut list = List::new(ListName::View, Query::default(), None).grouped();
    let asked = list.open();
    serve_rows(&mut list, &asked, 1_000, about);
    let mut met: Vec<ItemId> = list.selected().into_iter().collect();
    for _ in 1..1_000 {
        if let Some(asked) = list.step(1, AREA) {
            serve_rows(&mut list, &asked, 1_000, about);
        }
        met.extend(list.selected());
    }
    let mut back: Vec<ItemId> = list.selected().into_iter().collect();
    for _ in 1..1_000 {
        if let Some(asked) = list.step(-1, AREA) {
            serve_rows(&mut list, &asked, 1_000, about);
        }
        back.extend(list.selected());
    }
    assert_eq!(met.iter().collect::<std::collections::BTreeSet<_>>().len(), 1_000);
    back.reverse();
    assert_eq!(met, back);
}

#[test]
fn the_selection_stays_on_a_story_that_another_report_leads_by_now() {
    let mut list = filled(10);
    assert_eq!(list.step(4, AREA), None);
    let asked = list.reload();
    let led = |n: i64| if n == 4 { story::row(77) } else { story::row(n) };
    let mut rows: Vec<Row> = (0..10).map(led).collect();
    rows[4].story = story::row(4).story;
    rows.swap(4, 1);
    assert!(list.take(&asked, rows, AREA));
    assert_eq!(list.selected(), Some(ItemId(77)));
}

#[test]
fn a_reload_keeps_the_item_and_a_late_answer_is_dropped() {
    let mut list = filled(100);
    assert_eq!(list.step(5, AREA), None);
    let late = list.reload();
    let asked = list.show_up_to(Some(ItemId(7)));
    assert!(!serve(&mut list, &late, 100));
    assert!(serve(&mut list, &asked, 100));
    assert_eq!(list.selected(), Some(ItemId(5)));
}

#[test]
fn the_selection_is_in_sight_on_every_area() {
    for height in 1..20 {
        for width in 10..50 {
            let area = Area { width, height, ..AREA };
            let mut list = filled(50);
            for by in [1, 1, 1, 7, -3, 40, -9, -30, 2] {
                let _ = list.step(by, area);
                list.keep_in_sight(area);
                let selected = list.selected();
                assert!(list.shown(area).any(|(_, row, ..)| Some(row.id) == selected));
            }
        }
    }
}
