//! Opens the reasons of an item.

use super::{counted, lines, lines_in_edition};
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::page::{Page, Role, span};
use crate::app::search::Subject;
use crate::app::state::{Overlay, State};
use crate::lang::count;
use crate::model::{ItemId, Query};
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
        let overlay = Overlay::Why { id: item.row.id, page: Page::new(lines), counted };
        self.overlays.push(overlay);
        Vec::new()
    }

    /// Lists the stories of the count that the open reasons name, if they name one.
    pub(in crate::app) fn open_counted(&mut self) -> Option<Vec<Effect>> {
        let Some(Overlay::Why { counted, .. }) = self.overlays.last() else { return None };
        let (told, stories) = counted.clone()?;
        // A story's number is that of the report that founded it.
        let ids = stories.iter().map(|story| ItemId(story.0)).collect();
        self.overlays.clear();
        self.close_reading();
        Some(self.view_of(Subject::Counted(told), Query { ids, ..Query::default() }))
    }
}
