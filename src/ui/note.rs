//! The note editor, below what it is about.

use super::print::Print;
use crate::app::layout::{Area, Layout};
use crate::app::note::{NoteEditor, Paper};
use crate::app::page::{Role, span};
use crate::app::state::State;
use crate::lang::say;

/// Paints the editor; gives the cursor's cell.
pub fn paint(print: &mut Print, state: &State, editor: &NoteEditor, layout: &Layout) -> (u16, u16) {
    let (area, heading) = match editor.paper {
        Paper::Note(_) => (layout.note(), "ui.title.note"),
        Paper::Idea { .. } => (layout.idea(), "ui.title.idea"),
    };
    let whole = Area { x: 0, y: area.y - 1, width: layout.status.width, height: area.height + 1 };
    print.clear(whole);
    let mut title = vec![
        span(Role::Note, format!("{} ", print.icons().note)),
        span(Role::Note, say(state.lang, heading, &[])),
        span(Role::Head, format!(" {}", editor.title)),
    ];
    if editor.is_changed() {
        title.insert(2, span(Role::Warn, " *"));
    }
    super::page::paint_title(print, Area { height: 1, ..whole }, &title, &[]);
    let sight = editor.draft.sight(usize::from(area.width), usize::from(area.height));
    for (y, row) in (area.y..area.y + area.height).zip(&sight.rows) {
        print.text(area.x, y, area.width, Role::Text, row);
    }
    let (column, row) = sight.cursor;
    (area.x + (column as u16).min(area.width), area.y + row as u16)
}
