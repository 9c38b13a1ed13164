//! What the program noted of its own doings, as a page.

use super::effect::{Effect, Question};
use super::page::{Line, Page, Role, span};
use super::purpose::Purpose;
use super::state::{Overlay, State};
use crate::lang::say;
use crate::text::wrap;

/// Rows of a note that are shown.
const ROWS: usize = 4;

impl State {
    /// Opens the log; its lines come later.
    pub(super) fn open_log(&mut self) -> Vec<Effect> {
        let waiting = vec![vec![span(Role::Dim, say(self.lang, "ui.loading", &[]))]];
        self.overlays.push(Overlay::Log(Page::new(waiting)));
        vec![self.ask(Purpose::Log, Question::Log)]
    }

    /// Takes the log's lines, the last one first.
    pub(super) fn take_log(&mut self, log: Vec<String>) -> Vec<Effect> {
        let cells = self.page_width();
        let mut lines: Vec<Line> = Vec::new();
        for note in log {
            let is_bad = [" WARN ", " ERROR "].iter().any(|level| note.contains(level));
            let role = if is_bad { Role::Error } else { Role::Text };
            let rows = wrap::paragraph(&note, cells, ROWS);
            lines.extend(rows.into_iter().map(|row| vec![span(role, row)]));
        }
        if lines.is_empty() {
            lines.push(vec![span(Role::Dim, say(self.lang, "app.no_log", &[]))]);
        }
        for overlay in &mut self.overlays {
            if let Overlay::Log(page) = overlay {
                page.replace(lines.clone());
            }
        }
        Vec::new()
    }
}
