//! A page that is scrolled, with its title over it: an open item, help, reasons, the digest.

use super::print::Print;
use crate::app::command::Command;
use crate::app::digest::DigestPreview;
use crate::app::hints::{Does, Hints};
use crate::app::layout::{Area, Layout};
use crate::app::page::{Page, Role, Span, span};
use crate::app::reading::Reading;
use crate::app::state::{Overlay, State};
use crate::app::why::age;
use crate::lang::say;
use crate::text::wrap;

/// Paints a page under its title.
pub fn paint(print: &mut Print, title: &str, page: &Page, layout: &Layout) {
    let height = usize::from(layout.body.height);
    let right = if page.lines.len() > height {
        vec![span(Role::Dim, format!(" {} % ", page.progress(height)))]
    } else {
        Vec::new()
    };
    paint_title(print, layout.titles, &[span(Role::Head, title)], &right);
    lines(print, page, layout.text());
}

/// Paints an open item.
pub fn paint_reading(print: &mut Print, state: &State, reading: &Reading, layout: &Layout) {
    let list = state.list();
    let row = reading.row();
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
        Some((text, side)) if state.has_side() => (text, Some(side)),
        Some(_) | None => (layout.text(), None),
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
        paint_others(print, state, reading, side);
    }
}

/// Letters over the numbers of the links, or beside passages.
pub fn paint_hints(print: &mut Print, hints: &Hints, area: Area) {
    for hint in hints.hints.iter().filter(|hint| hint.label.starts_with(&hints.typed)) {
        // A passage has its letter beside it.
        let x = match hints.does {
            Does::Quote => area.x.saturating_sub(4),
            Does::Follow | Does::Unlink | Does::Why => area.x + hint.cell,
        };
        let at = Area { x, y: area.y + hint.line, width: 3, height: 1 };
        let label = format!("[{}]", hint.label);
        print.text(at.x, at.y, label.len() as u16, Role::Head, &label);
        print.select(Area { width: label.len() as u16, ..at });
    }
}

/// The other reports of the story, beside the text.
fn paint_others(print: &mut Print, state: &State, reading: &Reading, area: Area) {
    let (x, cells) = (area.x + 2, area.width.saturating_sub(2));
    let end = area.y + area.height;
    let heading = say(state.lang, "app.also_told_by", &[]);
    let key = state.keymap.shown(Command::Story);
    print.spans(
        x,
        area.y,
        cells,
        &[span(Role::Head, heading), span(Role::Dim, format!("  {key}"))],
    );
    let mut y = area.y + 1;
    for row in &reading.others {
        let title = wrap::paragraph(&row.title, usize::from(cells), 3);
        if y + title.len() as u16 + 2 > end {
            break;
        }
        y += 1;
        for line in &title {
            print.text(x, y, cells, if row.read { Role::Text } else { Role::Unread }, line);
            y += 1;
        }
        let age = age(state.lang, row.published, state.now);
        print.text(x, y, cells, Role::Dim, &format!("{} · {age}", row.source_name));
        y += 1;
    }
    let bar = print.icons().vertical;
    for y in area.y..y {
        print.text(area.x, y, 1, Role::Rule, bar);
    }
}

/// Paints the digest as it will be written.
pub fn paint_digest(print: &mut Print, state: &State, preview: &DigestPreview, layout: &Layout) {
    let title = match &preview.file {
        Some(file) => say(state.lang, "ui.title.digest", &[&file.path.display()]),
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
