//! Opens the reasons of an item.

use super::{Why, counted, lines, lines_in_edition};
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::page::{Line, Page, Role, span};
use crate::app::state::{Overlay, State};
use crate::lang::count;
use crate::model::{Item, StoryId};
use crate::text::wrap;

impl State {
    /// Opens the reasons of the current item.
    pub(in crate::app) fn ask_why(&mut self) -> Vec<Effect> {
        // A theme stands there for the stories that name it.
        if let Some(term) = self.mover().cloned() {
            return self.open_term(term);
        }
        let Some(item) = self.current().and_then(|row| self.held(row.id)) else {
            return Vec::new();
        };
        let id = item.row.id;
        let (lines, counted) = self.reasons_of(item);
        self.open(Why { id, page: Page::new(lines), counted }, None)
    }

    /// Sets open reasons anew for another size or language.
    pub(in crate::app) fn lay_out_why(&mut self) {
        let open = self.overlays.iter().enumerate().find_map(|(at, overlay)| {
            if let Overlay::Why(why) = overlay { Some((at, why.id)) } else { None }
        });
        let Some((at, item)) = open.and_then(|(at, id)| Some((at, self.held(id)?))) else { return };
        let (lines, _) = self.reasons_of(item);
        if let Overlay::Why(why) = &mut self.overlays[at] {
            why.page.replace(lines);
        }
    }

    /// The reasons of an item as wide as a page is now, and what counts it among others.
    fn reasons_of(&self, item: &Item) -> (Vec<Line>, Option<(String, Vec<StoryId>)>) {
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
            let key = self.settings.keymap.shown(Command::Write);
            let told = count(lang, "app.counted", stories.len() as u64, &[told, &key]);
            lines.push(Vec::new());
            let rows = wrap::paragraph(&told, cells, 3);
            lines.extend(rows.into_iter().map(|row| vec![span(Role::Dim, row)]));
        }
        (lines, counted)
    }
}
