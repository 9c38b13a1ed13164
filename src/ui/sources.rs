//! The sources and how they have been doing.

use super::print::Print;
use crate::app::layout::{Area, Layout};
use crate::app::page::{Role, span};
use crate::app::sources::{DETAIL, SourceList};
use crate::app::state::State;
use crate::app::why::age;
use crate::lang::{Lang, count, say};
use crate::model::{Condition, Health, Moment};
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
    let detail = body.height.saturating_sub(DETAIL as u16);
    for (y, (at, health)) in (body.y..body.y + detail).zip(rows) {
        let area = Area { y, height: 1, ..body };
        row(print, lang, health, state.now, area);
        if at == selected {
            print.select(area);
            print.text(area.x, y, 1, Role::Accent, print.icons().selected);
        }
    }
    if let Some(health) = list.current() {
        let (x, cells) = (body.x + 4, body.width.saturating_sub(5));
        let facts = facts(lang, health, state.now);
        print.text(x, body.y + detail, cells, Role::Dim, &facts);
        // Its trouble in full, or its address.
        let (role, text) = match &health.state.last_error {
            Some(error) => (Role::Error, error.as_str()),
            None => (Role::Dim, health.source.address.as_str()),
        };
        print.text(x, body.y + detail + 1, cells, role, text);
    }
}

/// What is known of a source, in one line.
fn facts(lang: Lang, health: &Health, now: Moment) -> String {
    let state = &health.state;
    let condition = health.condition(now);
    let mut facts = vec![say(lang, &format!("health.{}", condition.name()), &[]).into_owned()];
    if state.failures > 1 {
        facts.push(say(lang, "ui.source.streak", &[&state.failures]).into_owned());
    }
    if let Some(due) = state.next_due.filter(|_| health.source.enabled) {
        // As long from now as an age is back from now.
        facts.push(say(lang, "ui.source.due", &[&age(lang, now - (due - now), now)]).into_owned());
    }
    let read = format!("{:.0}", health.share_read() * 100.0);
    facts.push(say(lang, "ui.source.items", &[&health.items, &read]).into_owned());
    facts.join(" · ")
}

fn row(print: &mut Print, lang: Lang, health: &Health, now: Moment, area: Area) {
    let icons = print.icons();
    let condition = health.condition(now);
    let (role, mark) = match condition {
        Condition::Off => (Role::Dim, " "),
        Condition::Unvisited => (Role::Dim, "·"),
        Condition::Well => (Role::Up, icons.well),
        Condition::Silent => (Role::Warn, "…"),
        Condition::Failing | Condition::Dead => (Role::Error, icons.failed),
    };
    print.text(area.x + 1, area.y, 2, role, mark);
    let name_role = if health.source.enabled { Role::Text } else { Role::Dim };
    let name_cells = (area.width / 3).clamp(20, 40);
    print.text(area.x + 4, area.y, name_cells, name_role, &health.source.name);
    let pane = health.source.pane.map_or(String::new(), |pane| {
        say(lang, &format!("pane.{}", pane.name()), &[]).into_owned()
    });
    let last = match (condition, health.state.last_success) {
        (Condition::Off | Condition::Dead | Condition::Silent, _) | (Condition::Failing, None) => {
            say(lang, &format!("health.{}", condition.name()), &[]).into_owned()
        }
        (_, None) => say(lang, "ui.source.never", &[]).into_owned(),
        (Condition::Well | Condition::Failing | Condition::Unvisited, Some(then)) => {
            age(lang, then, now)
        }
    };
    let week = match health.new_in_week {
        0 => String::new(),
        new => count(lang, "ui.source.week", u64::from(new), &[]).into_owned(),
    };
    let line = format!("{} {} {week}", width::pad(&pane, 11), width::pad(&last, 15));
    let x = area.x + 5 + name_cells;
    print.text(x, area.y, (area.x + area.width).saturating_sub(x), Role::Dim, &line);
}
