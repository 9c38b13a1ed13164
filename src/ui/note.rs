//! The note editor, below what it is about.

use super::print::Print;
use crate::app::layout::{Area, Layout};
use crate::app::note::{NoteEditor, Paper};
use crate::app::page::{Role, span};
use crate::app::state::State;
use crate::lang::say;
use crate::text::links::Target;

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
    for (column, row, cells) in &sight.selected {
        let at = Area {
            x: area.x + *column as u16,
            y: area.y + *row as u16,
            width: *cells as u16,
            height: 1,
        };
        print.select(at);
    }
    let (column, row) = sight.cursor;
    let ways = editor.ways.found.len() as u16;
    paint_ways(print, editor, beside_line(area, row as u16, ways));
    (area.x + (column as u16).min(area.width), area.y + row as u16)
}

/// So many lines below the line that is typed on, or above it where there is more room.
fn beside_line(area: Area, row: u16, lines: u16) -> Area {
    let below = area.height.saturating_sub(row + 1);
    if below >= row {
        Area { y: area.y + row + 1, height: below.min(lines), ..area }
    } else {
        let height = row.min(lines);
        Area { y: area.y + row - height, height, ..area }
    }
}

/// What a link being typed may become.
fn paint_ways(print: &mut Print, editor: &NoteEditor, area: Area) {
    let ways = &editor.ways;
    let first = (ways.chosen + 1).saturating_sub(usize::from(area.height));
    for (y, (at, (target, title))) in
        (area.y..area.y + area.height).zip(ways.found.iter().enumerate().skip(first))
    {
        let line = Area { y, height: 1, ..area };
        print.clear(line);
        let (mark, role) = match target {
            Target::Item(_) => ("· ", Role::Link),
            Target::Idea(_) => ("◇ ", Role::Note),
        };
        print.spans(
            area.x + 2,
            y,
            area.width.saturating_sub(2),
            &[span(role, mark), span(Role::Text, title.clone())],
        );
        if at == ways.chosen {
            print.select(line);
            print.text(area.x, y, 1, Role::Accent, print.icons().selected);
        }
    }
}
