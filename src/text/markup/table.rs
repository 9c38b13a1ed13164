//! Tables: columns as wide as their cells need and the page allows.

use super::{Line, Role, fold};
use crate::text::html::Token;
use crate::text::width::width;

/// Between two columns.
const BORDER: &str = " │ ";
const CROSS: &str = "─┼─";

/// A column narrower than this cannot be read.
const MIN_COLUMN: usize = 4;

/// On a page wider than this nobody looks at columns: it is read line by line.
const MAX_WIDTH: usize = 400;

/// A table with its cells in place.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Vec<Line>>,
    /// Rows at the top that name the columns.
    heads: usize,
}

/// What a table turns out to be, by what follows its beginning.
pub enum Ahead {
    /// Rows of several cells, which are set in columns.
    Columns,
    /// Something that only places other things, and is read through.
    Layout,
    /// It has no end.
    Endless,
}

impl Table {
    /// What follows the beginning of a table.
    pub fn ahead(after: &[Token<'_>]) -> Ahead {
        let (mut cells, mut most) = (0, 0);
        for token in after {
            let Token::Tag { name, closing, .. } = token else { continue };
            match (name.to_ascii_lowercase().as_str(), closing) {
                ("table", true) => return if most > 1 { Ahead::Columns } else { Ahead::Layout },
                (
                    "table" | "div" | "ul" | "ol" | "pre" | "blockquote" | "h1" | "h2" | "h3"
                    | "h4",
                    _,
                ) => return Ahead::Layout,
                ("tr", false) => cells = 0,
                ("td" | "th", false) => {
                    cells += 1;
                    most = most.max(cells);
                }
                _ => {}
            }
        }
        Ahead::Endless
    }

    /// Begins a row.
    pub fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Adds a cell to the last row; `is_head` if it names its column.
    pub fn cell(&mut self, content: Line, is_head: bool) {
        if self.rows.is_empty() {
            self.row();
        }
        let row = self.rows.len();
        if let Some(cells) = self.rows.last_mut() {
            if is_head && cells.is_empty() && self.heads == row - 1 {
                self.heads = row;
            }
            cells.push(content);
        }
    }

    /// The table's lines, none wider than `columns`.
    pub fn set(mut self, columns: usize) -> Vec<Line> {
        self.rows.retain(|row| !row.is_empty());
        let count = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let borders = count.saturating_sub(1) * width(BORDER);
        if columns > MAX_WIDTH || count * MIN_COLUMN + borders > columns {
            return self.as_paragraphs(columns);
        }
        let widths = self.widths(count, columns - borders);
        let mut lines = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            if at == self.heads && at > 0 {
                let rule: Vec<String> = widths.iter().map(|wide| "─".repeat(*wide)).collect();
                let mut line = Line::default();
                line.push(&rule.join(CROSS), Role::Rule);
                lines.push(line);
            }
            lines.extend(set_row(row, &widths));
        }
        lines
    }

    /// Each column as wide as its widest cell; the widest give way until all fit.
    fn widths(&self, count: usize, room: usize) -> Vec<usize> {
        let mut widths = vec![1; count];
        for row in &self.rows {
            for (wide, cell) in widths.iter_mut().zip(row) {
                *wide = (*wide).max(width(&cell.text())).min(room);
            }
        }
        while widths.iter().sum::<usize>() > room {
            let Some(widest) = widths.iter_mut().max_by_key(|wide| **wide) else { break };
            *widest -= 1;
        }
        widths
    }

    /// Where columns would be too narrow: a row is a paragraph.
    fn as_paragraphs(&self, columns: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        for row in &self.rows {
            let mut paragraph = Line::default();
            for (at, cell) in row.iter().enumerate() {
                if at > 0 {
                    paragraph.push(BORDER, Role::Rule);
                }
                cell.spans.iter().for_each(|span| paragraph.push(&span.text, span.role));
            }
            lines.extend(fold(&paragraph, columns));
        }
        lines
    }
}

/// One row, as many lines as its tallest cell.
fn set_row(row: &[Line], widths: &[usize]) -> Vec<Line> {
    let empty = Line::default();
    let cells: Vec<Vec<Line>> = widths
        .iter()
        .enumerate()
        .map(|(at, wide)| fold(row.get(at).unwrap_or(&empty), *wide))
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line_at = |at: usize| {
        let mut line = Line::default();
        for (column, (cell, wide)) in cells.iter().zip(widths).enumerate() {
            if column > 0 {
                line.push(BORDER, Role::Rule);
            }
            let part = cell.get(at).unwrap_or(&empty);
            part.spans.iter().for_each(|span| line.push(&span.text, span.role));
            if column + 1 < widths.len() {
                line.push(&" ".repeat(wide.saturating_sub(width(&part.text()))), Role::Text);
            }
        }
        line
    };
    (0..height).map(line_at).collect()
}
