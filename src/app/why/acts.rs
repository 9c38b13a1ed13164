//! Opens the reasons of an item.

use super::{Why, counted, lines, lines_in_edition};
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::page::{Page, Role, span};
use crate::app::state::State;
use crate::lang::count;
use crate::text::wrap;

impl State {
    /// Opens the reasons of the current item.
    pub(in crate::app) fn ask_why(&mut self) -> Vec<Effect> {
        // A theme stands there for the stories that name it.
        if let Some(trend) = self.mover().cloned() {
            return self.open_term(trend);
        }
        let Some(item) = self.current().and_then(|row| self.held(row.id)) else {
            return Vec::new();
        };
        let (lang, cells) = (self.lang, self.page_width());
        let shown = self.front.edition.as_ref().filter(|_| self.view.is_none());
        let standing =
            shown.and_then(|page| Some((page.window.day, page.stands.get(&item.row.id)?)));
        let mut lines = match standing {
            Some((day, placement)) => lines_in_edition(lang, (item, day), placement, cells),
            None => lines(lang, item, "app.score", cells),
        };
        lines.extend(self.reasons_of_writing(item.row.id, cells));
        let counted = shown.and_then(|page| counted(page, item.row.story));
        if let Some((told, stories)) = &counted {
            let key = self.keymap.shown(Command::Write);
            let told = count(lang, "app.counted", stories.len() as u64, &[told, &key]);
            lines.push(Vec::new());
            let rows = wrap::paragraph(&told, cells, 3);
            lines.extend(rows.into_iter().map(|row| vec![span(Role::Dim, row)]));
        }
        let id = item.row.id;
        self.open(Why { id, page: Page::new(lines), counted }, None)
    }
}
