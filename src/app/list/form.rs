//! How the rows of a list stand in an area, and that the selection is among them.

use super::List;
use crate::app::effect::ListName;
use crate::app::groups::{Group, Heading};
use crate::app::layout::{Area, EDGE};
use crate::app::rows::Rows;
use crate::model::{ItemId, Row};
use crate::text::{width, wrap};

/// Rows that are kept in sight beyond the selection, where there is room.
const SCROLL_MARGIN: usize = 1;

impl List {
    /// The rows shown in an area: their numbers, lines from the area's top, and heights, a heading
    /// included.
    pub fn shown<'a>(
        &'a self,
        area: Area,
        rows: &'a Rows,
    ) -> impl Iterator<Item = (usize, &'a Row, u16, u16)> {
        let form = self.form(area, rows);
        let mut y = 0;
        (self.top..).map_while(move |index| {
            let row = self.row(index, rows)?;
            let height = self.height_of(index, form, rows);
            let at = y;
            y += height;
            (at < area.height).then(|| (index, row, at, height.min(area.height - at)))
        })
    }

    /// How many of its rows the page of an edition tells: those before its other stories.
    fn told(&self) -> usize {
        let rest =
            self.headings.iter().find(|(_, heading)| matches!(heading.group, Group::Rest { .. }));
        rest.map_or(self.query.first.len(), |(at, _)| *at)
    }

    /// How its rows are set in an area: on two lines where all that an edition's page tells fits so.
    pub fn form(&self, area: Area, rows: &Rows) -> Form {
        // What is for the reader alone stands under whole sentences.
        let has_short_names = self.name != ListName::Mine;
        let is_labelled =
            has_short_names && area.width >= LABELS_FROM && area.height < LABELS_BELOW;
        let is_named = |heading: &Heading| matches!(heading.group, Group::Named { .. });
        let label = if is_labelled && self.headings.values().any(is_named) { LABEL } else { 0 };
        let cells = area.width.saturating_sub(BEFORE_TITLE + label);
        let form = Form { cells, label, lines: 2 };
        let told = self.told();
        let mut height = 0;
        let fits = self.offset == 0
            && (0..told.min(self.rows.len())).all(|index| {
                height += self.height_of(index, form, rows);
                height <= area.height
            });
        if fits && told > 0 { form } else { Form { lines: 1, ..form } }
    }

    /// The lines of the text of a row of a number.
    pub fn lines(&self, (index, row): (usize, &Row), form: Form) -> Vec<String> {
        let (text, cells) = (self.text(row), usize::from(form.cells));
        if form.lines == 1 || index >= self.told() {
            return vec![width::cut(text, cells).into_owned()];
        }
        let lines = wrap::paragraph(text, cells, usize::from(form.lines));
        if lines.is_empty() { vec![String::new()] } else { lines }
    }

    /// The item shown at a line of an area.
    pub fn item_at(&self, line: u16, area: Area, rows: &Rows) -> Option<ItemId> {
        self.shown(area, rows)
            .find(|(_, _, y, height)| (*y..y + height).contains(&line))
            .map(|(_, row, ..)| row.id)
    }

    /// Scrolls as little as shows the selection.
    pub fn keep_in_sight(&mut self, area: Area, rows: &Rows) {
        let Some(selected) = self.selected_index() else {
            self.top = self.top.min(self.len().saturating_sub(1));
            return;
        };
        let margin = if area.height > 8 { SCROLL_MARGIN } else { 0 };
        self.top = self.top.min(selected.saturating_sub(margin));
        let below = (selected + margin).min(self.len().saturating_sub(1));
        // From the last row that should be seen upwards, as many as fit.
        let form = self.form(area, rows);
        let mut height = 0;
        let mut first = below + 1;
        while first > 0 {
            height += u32::from(self.height_of(first - 1, form, rows));
            if height > u32::from(area.height) {
                break;
            }
            first -= 1;
        }
        self.top = self.top.max(first).min(selected);
    }

    /// The lines a row takes, its heading included.
    fn height_of(&self, index: usize, form: Form, rows: &Rows) -> u16 {
        let heading = self.heading(index).is_some_and(|heading| form.gives_line_to(heading));
        let row = self.row(index, rows).filter(|_| form.lines > 1);
        u16::from(heading) + row.map_or(1, |row| self.lines((index, row), form).len() as u16)
    }
}

/// Cells before a title.
pub const BEFORE_TITLE: u16 = EDGE;

/// Cells of a group's name where it stands beside its first row.
const LABEL: u16 = 11;

/// The narrowest area, and the lowest that is none any more, where groups' names stand beside rows.
const LABELS_FROM: u16 = 60;
const LABELS_BELOW: u16 = 16;

/// How the rows of a list are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// Cells of a row's text.
    pub cells: u16,
    /// Cells before it for the name of a group; 0 where headings have lines of their own.
    pub label: u16,
    /// Lines of a text at most.
    pub lines: u16,
}

impl Form {
    /// Whether a heading has a line of its own.
    pub fn gives_line_to(self, heading: &Heading) -> bool {
        self.label == 0 || !matches!(heading.group, Group::Named { .. })
    }
}
