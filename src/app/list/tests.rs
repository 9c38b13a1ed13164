//! A list is walked, reloaded and never loses what is selected.

use super::*;
use crate::app::rows::Rows;
use crate::app::story;

const AREA: Area = Area { x: 0, y: 0, width: 40, height: 10 };

/// A list and the rows that it names.
struct Filled {
    list: List,
    rows: Rows,
}

impl Filled {
    fn new(total: i64) -> Filled {
        let mut filled = Filled::empty(List::new(ListName::View, Query::default(), None));
        let asked = filled.list.open();
        filled.serve(&asked, total);
        filled
    }

    fn empty(list: List) -> Filled {
        Filled { list, rows: Rows::default() }
    }

    fn serve(&mut self, asked: &Window, total: i64) -> bool {
        self.serve_rows(asked, total, story::row)
    }

    fn serve_rows(&mut self, asked: &Window, total: i64, row: impl Fn(i64) -> Row) -> bool {
        let from = asked.query.offset as i64;
        let rows = asked.query.limit.expect("a window has an end") as i64;
        self.list.take_length(asked, total as usize);
        self.take(asked, (from..(from + rows).min(total)).map(row).collect())
    }

    fn take(&mut self, asked: &Window, rows: Vec<Row>) -> bool {
        let came = self.rows.put(rows);
        self.list.take(asked, came, AREA, &self.rows)
    }

    fn step(&mut self, by: isize) -> Option<Window> {
        self.list.step(by, AREA, &self.rows)
    }

    fn shows_selected(&self, area: Area) -> bool {
        let selected = self.list.selected();
        self.list.shown(area, &self.rows).any(|(_, row, ..)| Some(row.id) == selected)
    }
}

#[test]
fn the_end_of_a_long_list_is_asked_for_and_selected_when_it_comes() {
    let mut filled = Filled::new(10_000);
    let asked = filled.list.go(usize::MAX, AREA, &filled.rows).expect("a window");
    assert_eq!(filled.list.selected(), Some(ItemId(0)), "nothing moves before the rows are there");
    assert!(filled.serve(&asked, 10_000));
    assert_eq!(filled.list.selected(), Some(ItemId(9_999)));
}

#[test]
fn walking_never_meets_the_edge_of_the_window() {
    let mut filled = Filled::new(1_000);
    for expected in 1..1_000 {
        if let Some(asked) = filled.step(1) {
            filled.serve(&asked, 1_000);
        }
        assert_eq!(filled.list.selected(), Some(ItemId(expected)));
        assert!(filled.shows_selected(AREA));
    }
}

#[test]
fn a_long_list_by_company_is_walked_to_its_end_and_back_over_every_row_once() {
    let about = |n: i64| {
        let mut row = story::row(n);
        row.companies = vec![format!("company-{}", n % 7)];
        row
    };
    let list = List::new(ListName::View, Query::default(), None).grouped();
    let mut filled = Filled::empty(list);
    let asked = filled.list.open();
    filled.serve_rows(&asked, 1_000, about);
    let mut met: Vec<ItemId> = filled.list.selected().into_iter().collect();
    for _ in 1..1_000 {
        if let Some(asked) = filled.step(1) {
            filled.serve_rows(&asked, 1_000, about);
        }
        met.extend(filled.list.selected());
    }
    let mut back: Vec<ItemId> = filled.list.selected().into_iter().collect();
    for _ in 1..1_000 {
        if let Some(asked) = filled.step(-1) {
            filled.serve_rows(&asked, 1_000, about);
        }
        back.extend(filled.list.selected());
    }
    assert_eq!(met.iter().collect::<std::collections::BTreeSet<_>>().len(), 1_000);
    back.reverse();
    assert_eq!(met, back);
}

#[test]
fn the_selection_stays_on_a_story_that_another_report_leads_by_now() {
    let mut filled = Filled::new(10);
    assert_eq!(filled.step(4), None);
    let asked = filled.list.reload();
    let led = |n: i64| if n == 4 { story::row(77) } else { story::row(n) };
    let mut rows: Vec<Row> = (0..10).map(led).collect();
    rows[4].story = story::row(4).story;
    rows.swap(4, 1);
    assert!(filled.take(&asked, rows));
    assert_eq!(filled.list.selected(), Some(ItemId(77)));
}

#[test]
fn a_reload_keeps_the_item_and_a_late_answer_is_dropped() {
    let mut filled = Filled::new(100);
    assert_eq!(filled.step(5), None);
    let late = filled.list.reload();
    let asked = filled.list.show_up_to(Some(ItemId(7)));
    assert!(!filled.serve(&late, 100));
    assert!(filled.serve(&asked, 100));
    assert_eq!(filled.list.selected(), Some(ItemId(5)));
}

#[test]
fn the_selection_is_in_sight_on_every_area() {
    for height in 1..20 {
        for width in 10..50 {
            let area = Area { width, height, ..AREA };
            let mut filled = Filled::new(50);
            for by in [1, 1, 1, 7, -3, 40, -9, -30, 2] {
                let _ = filled.list.step(by, area, &filled.rows);
                filled.list.keep_in_sight(area, &filled.rows);
                assert!(filled.shows_selected(area));
            }
        }
    }
}
