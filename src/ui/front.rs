//! What stands over the panes: what there is of which kind, and the events that lead the edition.

use super::print::Print;
use crate::app::command::Command;
use crate::app::layout::{Area, COLUMNS_FROM, Layout};
use crate::app::page::{Role, span};
use crate::app::state::State;
use crate::app::why::row_age;
use crate::lang::say;
use crate::model::{Lead, Row};
use crate::text::{width, wrap};

/// Cells before what an event says: selection, number, blanks.
const BEFORE: u16 = 4;

/// Paints the summary and the events that lead.
pub fn paint(print: &mut Print, state: &State, layout: &Layout) {
    let Some(edition) = &state.front.edition else {
        let composing = say(state.lang, "ui.composing_edition", &[]);
        print.text(1, layout.summary.y, layout.summary.width - 2, Role::Dim, &composing);
        return;
    };
    if layout.summary.height > 0 {
        let counts = edition.digest.summary.iter().map(|counted| &*counted.text);
        // A count is told whole or not at all.
        let cells = usize::from(layout.summary.width.saturating_sub(2));
        let mut told = String::new();
        for counted in counts {
            let dot = if told.is_empty() { "" } else { " · " };
            if width::width(&told) + width::width(dot) + width::width(counted) <= cells {
                told = format!("{told}{dot}{counted}");
            }
        }
        print.text(1, layout.summary.y, cells as u16, Role::Dim, &told);
    }
    // What stands together from some line on is set by itself, else a line an event.
    let is_wide = layout.header.width >= COLUMNS_FROM && layout.leads[0].height > 2;
    for (lead, area) in edition.digest.lead.iter().zip(layout.leads) {
        if area.height == 0 {
            continue;
        }
        let row = state.rows.get(lead.item).filter(|row| state.lead.holds(row.id));
        if is_wide {
            large(print, state, lead, row, area);
        } else {
            small(print, state, lead, row, area);
        }
        let is_selected =
            state.on_lead && row.is_some() && state.lead.selected() == row.map(|row| row.id);
        if is_selected {
            print.select(area);
            for y in area.y..area.y + area.height {
                print.text(area.x, y, 1, Role::Accent, print.icons().selected);
            }
        }
    }
}

/// The number of an event and what it says, over the lines of an area; gives the lines it takes.
fn heading(print: &mut Print, state: &State, lead: &Lead, row: Option<&Row>, area: Area) -> u16 {
    let role = match row {
        Some(row) if row.read => Role::Read,
        _ if lead.rank == 1 => Role::Lead,
        _ => Role::Head,
    };
    let is_chosen = |row: &Row| state.chosen_ids().contains(&row.id);
    let sign = row.and_then(|row| {
        let chosen = is_chosen(row).then(|| (Role::Accent, print.icons().chosen));
        chosen.or_else(|| super::list::sign(print, state, row))
    });
    let (sign_role, sign) = sign.unwrap_or((Role::Text, " "));
    print.text(area.x + 1, area.y, 1, Role::Accent, &lead.rank.to_string());
    print.text(area.x + 2, area.y, 1, sign_role, sign);
    let cells = usize::from(area.width.saturating_sub(BEFORE));
    let rows = wrap::paragraph(&lead.label, cells, usize::from(area.height));
    for (y, row) in (area.y..).zip(&rows) {
        print.text(area.x + BEFORE, y, cells as u16, role, row);
    }
    rows.len() as u16
}

/// An event on one line with how many tell it and since when, and a sentence below where there is
/// room.
fn small(print: &mut Print, state: &State, lead: &Lead, row: Option<&Row>, area: Area) {
    let known = row.map(|row| {
        let age = row_age(state.lang, row, state.now);
        if row.story_size > 1 { format!("{} · {age}", row.story_size) } else { age }
    });
    let known = known.unwrap_or_default();
    let cells = area.width.saturating_sub(width::width(&known) as u16 + 3);
    heading(print, state, lead, row, Area { width: cells, height: 1, ..area });
    print.spans_right(
        Area { width: area.width.saturating_sub(1), ..area },
        &[span(Role::Dim, known)],
    );
    if area.height > 1 {
        let line = Area { y: area.y + 1, height: 1, ..area };
        if sentences(print, lead, line) == 0 {
            let only = say(state.lang, "ui.title_only", &[]);
            print.text(line.x + BEFORE, line.y, line.width - BEFORE, Role::Dim, &only);
        }
    }
}

/// An event over several lines: what happened, its title where that is something else, a sentence,
/// where it comes from.
fn large(print: &mut Print, state: &State, lead: &Lead, row: Option<&Row>, area: Area) {
    // What happened is told whole before anything is quoted, of which a line is left.
    let room = Area {
        width: area.width.saturating_sub(1),
        height: area.height.saturating_sub(2).max(1),
        ..area
    };
    let mut y = area.y + heading(print, state, lead, row, room);
    let (x, cells) = (area.x + BEFORE, area.width.saturating_sub(BEFORE + 1));
    let end = area.y + area.height - 1;
    let title = row.map(|row| &*row.title).filter(|title| {
        // Beside another event there is room for the sentence alone.
        lead.rank == 1 && lead.scan.is_some() && *title != lead.label
    });
    if let Some(title) = title {
        print.text(x, y, cells, Role::Text, title);
        y += 1;
    }
    y += sentences(print, lead, Area { y, height: end.saturating_sub(y), ..area });
    let known = source(state, lead, row);
    let mut known = vec![span(Role::Dim, width::cut(&known, usize::from(cells)).into_owned())];
    if lead.rank == 1 {
        let key = state.settings.keymap.shown(Command::Why);
        known.push(span(Role::Dim, format!(" · {key} {}", say(state.lang, "ui.why_first", &[]))));
    }
    print.spans(x, y, cells, &known);
}

/// What is told of an event below its line: a sentence of a writer's, else what is quoted and what may
/// follow; nothing where there is but a title.
fn told(lead: &Lead) -> String {
    let written = lead.written.first().map(|written| written.text.clone());
    let quoted = [&lead.quote, &lead.consequence].into_iter().flatten();
    let quoted: Vec<String> = quoted.map(|quote| format!("“{}”", quote.text)).collect();
    written.unwrap_or_else(|| quoted.join(" "))
}

/// What is told of an event; gives the lines it takes.
fn sentences(print: &mut Print, lead: &Lead, area: Area) -> u16 {
    let cells = area.width.saturating_sub(BEFORE + 1);
    let rows = wrap::paragraph(&told(lead), usize::from(cells), usize::from(area.height));
    let rows: Vec<&String> = rows.iter().filter(|row| !row.is_empty()).collect();
    for (y, row) in (area.y..area.y + area.height).zip(&rows) {
        print.text(area.x + BEFORE, y, cells, Role::Text, row);
    }
    rows.len() as u16
}

/// Where an event comes from, how many others tell it, and since when; that there is but a title, where
/// that is so.
fn source(state: &State, lead: &Lead, row: Option<&Row>) -> String {
    let Some(row) = row else { return lead.meta.join(" · ") };
    let others = row.story_size.saturating_sub(1);
    let mut known = vec![row.source_name.clone()];
    if others > 0 {
        known[0] = format!("{} {}", known[0], say(state.lang, "ui.other_sources", &[&others]));
    }
    known.push(row_age(state.lang, row, state.now));
    if told(lead).is_empty() {
        known.push(say(state.lang, "ui.title_only", &[]).into_owned());
    }
    known.join(" · ")
}
