//! The sources and how they have been doing.

use super::print::Print;
use crate::app::layout::{Area, Layout};
use crate::app::page::{Role, span};
use crate::app::sources::SourceList;
use crate::app::state::State;
use crate::app::why::age;
use crate::lang::{Lang, count, say};
use crate::model::{Health, Moment};
use crate::text::width;

/// Paints the list of sources.
pub fn paint(print: &mut Print, state: &State, list: &SourceList, layout: &Layout) {
    let lang = state.lang;
    let title = [
        span(Role::Head, say(lang, "ui.title.sources", &[])),
        span(Role::Dim, format!("  {}", list.sources.len())),
    ];
    super::page::paint_title(print, layout.titles, &title, &[]);
    let body = layout.body;
    let rows = list.sources.iter().enumerate().skip(list.top);
    let selected = list.index();
    for (y, (at, health)) in (body.y..body.y + body.height - 1).zip(rows) {
        let area = Area { y, height: 1, ..body };
        row(print, lang, health, state.now, area);
        if at == selected {
            print.select(area);
            print.text(area.x, y, 1, Role::Accent, print.icons().selected);
        }
    }
    // The selected source's trouble in full, or its address.
    if let Some(health) = list.current() {
        let y = body.y + body.height - 1;
        let (role, text) = match &health.state.last_error {
            Some(error) => (Role::Error, error.as_str()),
            None => (Role::Dim, health.source.address.as_str()),
        };
        print.text(body.x + 3, y, body.width.saturating_sub(4), role, text);
    }
}

fn row(print: &mut Print, lang: Lang, health: &Health, now: Moment, area: Area) {
    let icons = print.icons();
    let (role, mark) = if !health.source.enabled {
        (Role::Dim, " ")
    } else if health.state.failures > 0 {
        (Role::Error, icons.failed)
    } else if health.state.last_success.is_some() {
        (Role::Up, icons.well)
    } else {
        (Role::Dim, "·")
    };
    print.text(area.x + 1, area.y, 2, role, mark);
    let name_role = if health.source.enabled { Role::Text } else { Role::Dim };
    let name_cells = (area.width / 3).clamp(20, 40);
    print.text(area.x + 4, area.y, name_cells, name_role, &health.source.name);
    let pane = health.source.pane.map_or(String::new(), |pane| {
        say(lang, &format!("pane.{}", pane.name()), &[]).into_owned()
    });
    let last = match (health.source.enabled, health.state.last_success) {
        (false, _) => say(lang, "ui.source.off", &[]).into_owned(),
        (true, None) => say(lang, "ui.source.never", &[]).into_owned(),
        (true, Some(then)) => age(lang, then, now),
    };
    let week = match health.new_in_week {
        0 => String::new(),
        new => count(lang, "ui.source.week", u64::from(new), &[]).into_owned(),
    };
    let line = format!("{} {} {week}", width::pad(&pane, 11), width::pad(&last, 15));
    let x = area.x + 5 + name_cells;
    print.text(x, area.y, (area.x + area.width).saturating_sub(x), Role::Dim, &line);
}
