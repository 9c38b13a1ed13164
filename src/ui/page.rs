//! A page that is scrolled, with its title over it: an open item, help, reasons, the digest.

use super::print::Print;
use crate::app::digest::DigestPreview;
use crate::app::layout::{Area, Layout};
use crate::app::page::{Page, Role, Span, span};
use crate::app::reading::Reading;
use crate::app::state::State;
use crate::lang::say;

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
    if reading.item().is_none() {
        let area = layout.text();
        print.text(area.x, area.y, area.width, Role::Dim, &say(state.lang, "ui.loading", &[]));
    }
    lines(print, &reading.page, layout.text());
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
