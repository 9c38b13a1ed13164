//! What the program noted of its own doings, as a page.

use super::effect::{Answer, Question};
use super::layer::{Around, Layer, Next};
use super::page::{Line, Page, Role, span};
use crate::lang::{Lang, say};
use crate::text::wrap;

/// Rows of a note that are shown.
const ROWS: usize = 4;

/// The log.
#[derive(Debug, Clone, PartialEq)]
pub struct Log {
    /// What stands on the screen.
    pub page: Page,
    /// Whether its lines did not come yet.
    waits: bool,
}

impl Log {
    /// The log as it opens, and what it asks for: its lines come later.
    pub fn begin(lang: Lang) -> (Log, Option<Question>) {
        let waiting = vec![vec![span(Role::Dim, say(lang, "ui.loading", &[]))]];
        (Log { page: Page::new(waiting), waits: true }, Some(Question::Log))
    }
}

impl Layer for Log {
    fn page_mut(&mut self) -> Option<&mut Page> {
        Some(&mut self.page)
    }

    fn is_waiting(&self) -> bool {
        self.waits
    }

    /// Takes the lines, the last one first.
    fn take(&mut self, answer: Answer, around: &Around<'_>) -> Next {
        let Answer::Log(log) = answer else { return Next::Pass };
        let mut lines: Vec<Line> = Vec::new();
        for note in log {
            let is_bad = [" WARN ", " ERROR "].iter().any(|level| note.contains(level));
            let role = if is_bad { Role::Error } else { Role::Text };
            let rows = wrap::paragraph(&note, around.width(), ROWS);
            lines.extend(rows.into_iter().map(|row| vec![span(role, row)]));
        }
        if lines.is_empty() {
            lines.push(vec![span(Role::Dim, say(around.offer.lang, "app.no_log", &[]))]);
        }
        self.waits = false;
        self.page.replace(lines);
        Next::Stay
    }
}
