//! Writing text of a role within given cells.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::theme::{Icons, Theme};
use crate::app::layout::Area;
use crate::app::page::{Role, Span};
use crate::text::{clean, width};

/// Writes into a buffer with a theme's looks. Whatever is asked, nothing is written outside the
/// buffer, and nothing that drives a terminal or reorders what is read.
pub struct Print<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
}

impl<'a> Print<'a> {
    /// Writes into this buffer.
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme) -> Print<'a> {
        Print { buffer, theme }
    }

    /// The signs for marks.
    pub fn icons(&self) -> &'a Icons {
        &self.theme.icons
    }

    /// Gives all cells the look of running text.
    pub fn ground(&mut self) {
        let style = self.theme.style(Role::Text);
        self.buffer.set_style(self.buffer.area, style);
    }

    /// Writes a text, cut to so many cells; gives the column after it.
    pub fn text(&mut self, x: u16, y: u16, cells: u16, role: Role, text: &str) -> u16 {
        self.styled(x, y, cells, self.theme.style(role), text)
    }

    fn styled(&mut self, x: u16, y: u16, cells: u16, style: Style, text: &str) -> u16 {
        let area = self.buffer.area;
        if x >= area.right() || y >= area.bottom() {
            return x;
        }
        let cells = cells.min(area.right() - x);
        let text = clean::piece(text);
        let cut = width::cut(&text, usize::from(cells));
        let cut = self.icons().spelled(&cut);
        self.buffer.set_stringn(x, y, &cut, usize::from(cells), style).0
    }

    /// Writes pieces one after another, the last one cut where it must be; gives the column
    /// after them.
    pub fn spans(&mut self, x: u16, y: u16, cells: u16, spans: &[Span]) -> u16 {
        let end = x.saturating_add(cells);
        let mut at = x;
        for span in spans {
            at = self.text(at, y, end.saturating_sub(at), span.role, &span.text);
        }
        at
    }

    /// Writes pieces so that they end at the right edge of an area's first line.
    pub fn spans_right(&mut self, area: Area, spans: &[Span]) {
        let cells = spans_width(spans).min(area.width);
        self.spans(area.x + area.width - cells, area.y, cells, spans);
    }

    /// Draws a line across.
    pub fn rule(&mut self, x: u16, y: u16, cells: u16, role: Role) {
        let line = self.icons().horizontal.repeat(usize::from(cells));
        self.text(x, y, cells, role, &line);
    }

    /// Lays the selection's look over an area.
    pub fn select(&mut self, area: Area) {
        let rect = Rect::new(area.x, area.y, area.width, area.height);
        self.buffer.set_style(rect.intersection(self.buffer.area), self.theme.selection());
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Area) {
        let blank = " ".repeat(usize::from(area.width));
        for y in area.y..area.y + area.height {
            self.text(area.x, y, area.width, Role::Text, &blank);
        }
    }
}

/// The cells that pieces take.
pub fn spans_width(spans: &[Span]) -> u16 {
    spans.iter().map(|span| width::width(&span.text) as u16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::icons::UNICODE;
    use crate::ui::theme::Depth;

    #[test]
    fn nothing_that_is_drawn_drives_the_terminal_or_reorders_what_is_read() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
        let theme = Theme::named("no-colour", Depth::None, UNICODE).expect("a theme");
        let foul = "a\u{1b}[31m\u{9b}b\u{202e}c\u{2066}\u{61c}\td";
        Print::new(&mut buffer, &theme).text(0, 0, 40, Role::Text, foul);
        let drawn: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(drawn.trim_end(), "a[31mbc d");
    }
}
