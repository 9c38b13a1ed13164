//! A page that is scrolled, with its title over it: an open item, help, reasons, the digest.

use super::print::Print;
use crate::app::digest::DigestPreview;
use crate::app::help::Help;
use crate::app::hints::{Does, Hints};
use crate::app::layout::{Area, Layout};
use crate::app::page::{Line, Page, Role, Span, span};
use crate::app::reading::Reading;
use crate::app::state::{Overlay, State};
use crate::app::why::row_age;
use crate::lang::{Lang, say};
use crate::model::Row;
use crate::text::wrap;

/// Paints a page under its title, in the middle.
pub fn paint(print: &mut Print, title: &str, page: &Page, layout: &Layout) {
    paint_at(print, title, page, layout, layout.text());
}

/// Paints a page that tells of the program under its title, at the edge of the lists' rows.
pub fn paint_told(print: &mut Print, title: &str, page: &Page, layout: &Layout) {
    paint_at(print, title, page, layout, layout.told());
}

/// Paints the help screen under its title, with the words that narrow it.
pub fn paint_help(print: &mut Print, lang: Lang, help: &Help, layout: &Layout) {
    let title = say(lang, "ui.title.help", &[]);
    let title = match help.find.as_str() {
        "" => title.into_owned(),
        find => format!("{title}  / {find}"),
    };
    paint_at(print, &title, &help.page, layout, layout.wide());
    if help.page.lines.is_empty() {
        let (area, nothing) = (layout.wide(), say(lang, "ui.no_such_key", &[&help.find]));
        print.text(area.x, area.y + 1, area.width, Role::Dim, &nothing);
    }
}

fn paint_at(print: &mut Print, title: &str, page: &Page, layout: &Layout, area: Area) {
    let height = usize::from(layout.body.height);
    let right = if page.lines.len() > height {
        vec![span(Role::Dim, format!(" {} % ", page.progress(height)))]
    } else {
        Vec::new()
    };
    paint_title(print, layout.titles, &[span(Role::Head, title)], &right);
    lines(print, page, area);
}

/// Paints an open item.
pub fn paint_reading(print: &mut Print, state: &State, reading: &Reading, layout: &Layout) {
    let list = state.list();
    let Some(row) = state.rows.get(reading.id()) else { return };
    let pane = say(state.lang, &format!("pane.{}", row.pane.name()), &[]);
    let mut title = vec![span(Role::Head, pane)];
    if let Some(index) = list.selected_index() {
        title.push(span(Role::Dim, format!("  {}/{}", index + 1, list.len())));
    }
    let icons = print.icons();
    if row.starred {
        title.push(span(Role::Star, format!("  {}", icons.star)));
    }
    if row.noted {
        title.push(span(Role::Note, format!("  {}", icons.note)));
    }
    let height = usize::from(layout.body.height);
    let progress = format!(" {} % ", reading.page.progress(height));
    paint_title(print, layout.titles, &title, &[span(Role::Dim, progress)]);
    let (area, side) = match layout.beside() {
        Some((text, side)) => (text, Some(side)),
        None => (layout.text(), None),
    };
    if reading.item().is_none() {
        print.text(area.x, area.y, area.width, Role::Dim, &say(state.lang, "ui.loading", &[]));
    }
    lines(print, &reading.page, area);
    let in_sight = |line: usize| {
        let line = u16::try_from(line.checked_sub(reading.page.top)?).ok()?;
        (line < area.height).then_some(area.y + line)
    };
    for found in reading.found.iter().flat_map(|found| &found.matches) {
        if let Some(y) = in_sight(found.line) {
            print.select(Area { x: area.x + found.cell, y, width: found.cells, height: 1 });
        }
    }
    if let Some(Overlay::Hints(hints)) = state.overlays.last() {
        paint_hints(print, hints, area);
    }
    if let Some(side) = side {
        paint_beside(print, state, reading, side);
    }
}

/// Letters over the numbers of the links, or before sentences.
pub fn paint_hints(print: &mut Print, hints: &Hints, area: Area) {
    for hint in hints.hints.iter().filter(|hint| hint.label.starts_with(&hints.typed)) {
        // A sentence has its letter on the blank before it.
        let (x, label) = match hints.does {
            Does::Quote => {
                (area.x + hint.cell.max(1) - 1 - u16::from(hint.cell == 0), hint.label.clone())
            }
            Does::Follow | Does::Unlink | Does::Why => {
                (area.x + hint.cell, format!("[{}]", hint.label))
            }
        };
        let at = Area { x, y: area.y + hint.line, width: 3, height: 1 };
        print.text(at.x, at.y, label.len() as u16, Role::Head, &label);
        print.select(Area { width: label.len() as u16, ..at });
    }
}

/// What else there is, beside the text: the other reports of the story, what is about the same.
fn paint_beside(print: &mut Print, state: &State, reading: &Reading, area: Area) {
    let mut lines: Vec<Line> = Vec::new();
    // Where the rows of a section do not fit, its last line says how many more there are.
    let sections = reading.beside().count();
    let height = usize::from(area.height);
    for (number, (heading, command, rows)) in reading.beside().enumerate() {
        if number > 0 {
            lines.push(Vec::new());
        }
        let key = state.settings.keymap.shown(command);
        let heading = say(state.lang, heading, &[]);
        lines.push(vec![span(Role::Head, heading), span(Role::Dim, format!("  {key}"))]);
        let left = height.saturating_sub(lines.len()) / (sections - number);
        let end = lines.len() + left;
        for (at, row) in state.rows.all(rows).enumerate() {
            let of_row = beside(state, row, usize::from(area.width.saturating_sub(2)));
            let hidden = rows.len() - at;
            // The line for those that are left out is kept free until the last row.
            if lines.len() + of_row.len() + usize::from(hidden > 1) > end {
                let more = say(state.lang, "ui.other_sources", &[&hidden]);
                lines.push(vec![span(Role::Dim, more)]);
                break;
            }
            lines.extend(of_row);
        }
    }
    let bar = print.icons().vertical;
    for (y, line) in (area.y..area.y + area.height).zip(&lines) {
        print.text(area.x, y, 1, Role::Rule, bar);
        print.spans(area.x + 2, y, area.width.saturating_sub(2), line);
    }
}

/// A row beside a text: its title on a few lines, where and when.
fn beside(state: &State, row: &Row, cells: usize) -> Vec<Line> {
    let role = if row.read { Role::Text } else { Role::Unread };
    let title = wrap::paragraph(&row.title, cells, 3);
    let age = row_age(state.lang, row, state.now);
    let facts = span(Role::Dim, format!("{} · {age}", row.source_name));
    let mut lines = vec![Vec::new()];
    lines.extend(title.into_iter().map(|line| vec![span(role, line)]));
    lines.push(vec![facts]);
    lines
}

/// Paints the digest as it will be written.
pub fn paint_digest(print: &mut Print, state: &State, preview: &DigestPreview, layout: &Layout) {
    let title = match &preview.file {
        Some(file) => say(state.lang, "ui.title.digest", &[&file.path.display(), &file.format]),
        None => say(state.lang, "ui.composing", &[]),
    };
    paint(print, &title, &preview.page, layout);
}

/// Paints a title line over the whole width.
pub fn paint_title(print: &mut Print, area: Area, left: &[Span], right: &[Span]) {
    print.rule(area.x, area.y, area.width, Role::Rule);
    let x = print.text(area.x, area.y, 1, Role::Accent, print.icons().selected);
    let x = print.spans(x, area.y, area.width.saturating_sub(10), left);
    print.text(x, area.y, 1, Role::Text, " ");
    print.spans_right(Area { width: area.width.saturating_sub(1), ..area }, right);
}

fn lines(print: &mut Print, page: &Page, area: Area) {
    for (y, line) in (area.y..area.y + area.height).zip(page.lines.iter().skip(page.top)) {
        print.spans(area.x, y, area.width, line);
    }
}
