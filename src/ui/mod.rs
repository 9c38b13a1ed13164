//! The pictures: what a [`State`] looks like on a terminal's cells.
//!
//! All files here share `print::Print`, which writes text of a role within given cells, and
//! none may change the state, know a key or ask for anything: what is drawn depends on state and
//! theme alone. One picture a file; the smallest example is `status.rs`. Where things stand is
//! said by `app::layout`, which moving in a list needs as well.

pub mod base16;
mod chart;
mod empty;
mod front;
mod header;
mod icons;
mod ideas;
mod list;
mod note;
mod page;
mod palette;
mod preview;
mod print;
mod sources;
mod status;
mod terms;
pub mod theme;

use ratatui::Frame;

use crate::app::command::Command;
use crate::app::layout::{Area, LEAST};
use crate::app::mine::Column;
use crate::app::page::Role;
use crate::app::search::Subject;
use crate::app::state::{Overlay, State};
use crate::lang::{count, say};
use crate::model::Pane;
use print::Print;
use theme::Theme;

/// Draws the whole screen.
pub fn draw(frame: &mut Frame, state: &State, theme: &Theme) {
    let cursor = {
        let mut print = Print::new(frame.buffer_mut(), theme);
        paint(&mut print, state)
    };
    // Set on every frame with an input, or an input method composes elsewhere.
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

/// What the terminal's window is called: the open item, or how much there is to read.
pub fn title(state: &State) -> String {
    let name = say(state.lang, "ui.name", &[]);
    if let Some(row) = state.reading.as_ref().and_then(|open| state.rows.get(open.id())) {
        return format!("{} · {name}", row.title);
    }
    match state.tally.unread() {
        0 => name.into_owned(),
        unread => format!("{name} · {}", count(state.lang, "ui.unread", u64::from(unread), &[])),
    }
}

/// Paints all parts; gives the cell of the cursor where something is typed.
fn paint(print: &mut Print, state: &State) -> Option<(u16, u16)> {
    print.ground();
    let Some(layout) = state.layout() else {
        too_small(print, state);
        return None;
    };
    header::paint(print, state, layout.header);
    let mut cursor = None;
    let page = state.overlays.iter().rev().find(|overlay| overlay.layer().covers_all());
    match page {
        Some(Overlay::Sources(sources)) => sources::paint(print, state, sources, &layout),
        Some(Overlay::Terms(terms)) => terms::paint(print, state, terms, &layout),
        Some(Overlay::Ideas(board)) => ideas::paint(print, state, board, &layout),
        Some(Overlay::Idea(page)) => ideas::paint_page(print, state, page, &layout),
        Some(Overlay::Versions(history)) => {
            page::paint(print, &say(state.lang, "ui.title.versions", &[]), &history.page, &layout);
        }
        Some(Overlay::Help(help)) => page::paint_help(print, state.lang, help, &layout),
        Some(Overlay::Messages(open)) => {
            let title = say(state.lang, "ui.title.messages", &[]);
            page::paint_told(print, &title, &open.page, &layout);
        }
        Some(Overlay::Log(open)) => {
            page::paint_told(print, &say(state.lang, "ui.title.log", &[]), &open.page, &layout);
        }
        Some(Overlay::Why(open)) => {
            page::paint_told(print, &say(state.lang, "ui.title.why", &[]), &open.page, &layout);
        }
        Some(Overlay::Account(open)) => {
            page::paint(print, &say(state.lang, "ui.title.account", &[]), &open.page, &layout);
        }
        Some(Overlay::Digest(preview)) => page::paint_digest(print, state, preview, &layout),
        Some(
            Overlay::Note(_)
            | Overlay::Line(_)
            | Overlay::Hints(_)
            | Overlay::Palette(_)
            | Overlay::Question(_),
        )
        | None => {
            if let Some(reading) = &state.reading {
                page::paint_reading(print, state, reading, &layout);
            } else {
                paint_lists(print, state, &layout);
            }
        }
    }
    for overlay in &state.overlays {
        if let Overlay::Note(editor) = overlay {
            cursor = Some(note::paint(print, state, editor, &layout));
        }
    }
    if let Some(Overlay::Palette(palette)) = state.overlays.last() {
        return Some(palette::paint(print, state, palette, &layout));
    }
    status::paint(print, state, layout.status).or(cursor)
}

fn paint_lists(print: &mut Print, state: &State, layout: &crate::app::layout::Layout) {
    if state.shows_nothing() {
        empty::paint(print, state, layout.body);
        return;
    }
    if let Some(view) = &state.view {
        list::title_of_view(print, state, view, layout.titles);
        let (chart, area) =
            state.divide_view(layout.panes[state.focus.index()].unwrap_or_default());
        if let (Some(chart), Subject::Term(term)) = (chart, &view.subject) {
            let inner = Area { x: chart.x + 3, width: chart.width.saturating_sub(4), ..chart };
            chart::paint(print, state, term, inner);
        }
        list::paint(print, state, &view.list, area, true);
    } else {
        front::paint(print, state, layout);
        list::titles(print, state, layout);
        for pane in Pane::ALL {
            let Some(mut area) = layout.panes[pane.index()] else { continue };
            if pane == Pane::Trends {
                let focused = state.has_keys(Column::Pane(pane));
                terms::paint_movers(print, state, area, focused);
                area = state.divide(area).1;
            }
            let list = &state.panes[pane.index()];
            let focused = state.has_keys(Column::Pane(pane)) && state.mover().is_none();
            list::paint(print, state, list, area, focused);
        }
        if let Some(area) = layout.mine {
            list::paint(print, state, &state.mine, area, state.has_keys(Column::Mine));
        }
    }
    preview::paint(print, state, layout);
}

fn too_small(print: &mut Print, state: &State) {
    let (width, height) = (state.size.width, state.size.height);
    let text = match state.overlays.last() {
        Some(Overlay::Note(_)) => {
            let key = state.settings.keymap.shown(Command::Quit);
            let facts: [&dyn std::fmt::Display; 3] = [&LEAST.width, &LEAST.height, &key];
            say(state.lang, "ui.too_small_to_write", &facts)
        }
        _ => say(state.lang, "ui.too_small", &[&width, &height, &LEAST.width, &LEAST.height]),
    };
    for (y, row) in crate::text::wrap::paragraph(&text, usize::from(width), usize::from(height))
        .iter()
        .enumerate()
    {
        print.text(0, y as u16, width, Role::Text, row);
    }
}
