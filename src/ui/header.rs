//! The first line: what this is, which day, how much there is, how the sources do.

use chrono::Datelike;

use super::print::{Print, spans_width};
use crate::app::command::Command;
use crate::app::layout::Area;
use crate::app::page::{Role, Span, span};
use crate::app::state::State;
use crate::lang::{Lang, count, say};
use crate::model::Day;

/// Cells of the refresh's gauge.
const GAUGE: usize = 8;

/// A day in words.
pub fn day(lang: Lang, day: Day) -> String {
    let weekday = say(lang, &format!("ui.weekday.{}", day.weekday().number_from_monday()), &[]);
    let month = say(lang, &format!("ui.month.{}", day.month()), &[]);
    say(lang, "ui.day", &[&weekday, &day.day(), &month, &day.year()]).into_owned()
}

/// Paints the header; where it is narrow, what matters least is left out.
pub fn paint(print: &mut Print, state: &State, area: Area) {
    let right = news(print, state);
    let mut room = area.width.saturating_sub(2);
    let mut shown: Vec<Span> = Vec::new();
    for part in right {
        let cells = spans_width(&part) + 3;
        if cells + 22 <= room {
            room -= cells;
            shown.push(span(Role::Text, "   "));
            shown.extend(part);
        }
    }
    print.spans_right(Area { width: area.width.saturating_sub(1), ..area }, &shown);
    let mut x = 1;
    for (at, part) in name(state).into_iter().enumerate() {
        let part = if at == 0 { part } else { span(part.role, format!(" · {}", part.text)) };
        let cells = spans_width(std::slice::from_ref(&part));
        if at > 0 && x + cells > room {
            break;
        }
        x = print.spans(x, area.y, room.saturating_sub(x), &[part]);
    }
}

/// What stands at the left, what matters most first.
fn name(state: &State) -> Vec<Span> {
    let lang = state.lang;
    let today = state.zone.day_of(state.now);
    let all: u32 = state.tally.today.iter().map(|count| count.all).sum();
    let unread: u32 = state.tally.today.iter().map(|count| count.unread).sum();
    let mut parts = vec![span(Role::Head, say(lang, "ui.name", &[]))];
    if state.sample {
        parts.push(span(Role::Warn, say(lang, "ui.sample", &[])));
    }
    parts.push(span(Role::Text, day(lang, today)));
    if all > 0 {
        let items = count(lang, "ui.items_today", u64::from(all), &[&unread]);
        parts.push(span(Role::Dim, items));
    }
    parts
}

/// What stands at the right, what matters most first.
fn news(print: &Print, state: &State) -> Vec<Vec<Span>> {
    let (lang, icons) = (state.lang, print.icons());
    let mut parts = Vec::new();
    if state.tally.new > 0 {
        let new = count(lang, "ui.arrived", state.tally.new, &[]);
        parts.push(vec![
            span(Role::New, format!("{} {new}", icons.arrived)),
            span(
                Role::Dim,
                format!(" — {}", say(lang, "ui.to_show", &[&state.keymap.shown(Command::ShowNew)])),
            ),
        ]);
    }
    if let Some((done, all)) = state.fetching.running {
        let word = say(lang, "ui.refreshing", &[]);
        parts.push(vec![
            span(Role::Dim, format!("{word} ")),
            span(Role::Text, if all == 0 { String::new() } else { format!("{done}/{all} ") }),
            span(Role::Accent, gauge(print, done, all)),
        ]);
    }
    if state.offline {
        parts.push(vec![span(Role::Warn, say(lang, "ui.offline", &[]))]);
    }
    let failing = state.tally.failing.len();
    if state.tally.sources > 0 {
        let well = state.tally.visited.saturating_sub(failing);
        let text = count(lang, "ui.sources", state.tally.sources as u64, &[]);
        let mut part = vec![span(Role::Dim, text)];
        if failing > 0 {
            part.push(span(Role::Dim, format!("  {well} {}", icons.well)));
            part.push(span(Role::Error, format!("  {failing} {}", icons.failed)));
        } else if state.tally.visited > 0 {
            part.push(span(Role::Dim, format!(" {}", icons.well)));
        }
        parts.push(part);
    }
    parts
}

/// How far something is, in eighths of a cell.
fn gauge(print: &Print, done: usize, all: usize) -> String {
    let eighths = (done * GAUGE * 8).checked_div(all).unwrap_or(0);
    let mut bar = print.icons().gauge[7].repeat(eighths / 8);
    if !eighths.is_multiple_of(8) {
        bar.push_str(print.icons().gauge[eighths % 8 - 1]);
    }
    format!("▕{}▏", crate::text::width::pad(&bar, GAUGE))
}
