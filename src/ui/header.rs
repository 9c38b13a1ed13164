//! The first line: what this is, which day, how much there is, how the sources do.

use chrono::Datelike;

use super::print::{Print, spans_width};
use crate::app::command::Command;
use crate::app::effect::FrontPage;
use crate::app::layout::Area;
use crate::app::page::{Role, Span, span};
use crate::app::state::State;
use crate::lang::{Lang, count, say};
use crate::model::{AccountHealth, Day, WindowState};
use crate::text::width;

/// Cells of the refresh's gauge.
const GAUGE: usize = 8;

/// A day in words.
pub fn day(lang: Lang, day: Day) -> String {
    let weekday = say(lang, &format!("ui.weekday.{}", day.weekday().number_from_monday()), &[]);
    let month = say(lang, &format!("ui.month.{}", day.month()), &[]);
    say(lang, "ui.day", &[&weekday, &day.day(), &month, &day.year()]).into_owned()
}

/// A day in words without its year.
fn short_day(lang: Lang, day: Day) -> String {
    let weekday = say(lang, &format!("ui.weekday.{}", day.weekday().number_from_monday()), &[]);
    let month = say(lang, &format!("ui.month.{}", day.month()), &[]);
    say(lang, "ui.day_short", &[&weekday, &day.day(), &month]).into_owned()
}

/// Paints the header; where it is narrow, what matters least is left out.
pub fn paint(print: &mut Print, state: &State, area: Area) {
    let mut room = area.width.saturating_sub(2);
    let mut shown: Vec<Span> = Vec::new();
    for part in news(print, state) {
        let cells = spans_width(&part) + BETWEEN;
        if cells + LEAST_NAME <= room {
            room -= cells;
            if !shown.is_empty() {
                shown.push(span(Role::Text, " ".repeat(usize::from(BETWEEN))));
            }
            shown.extend(part);
        }
    }
    print.spans_right(Area { width: area.width.saturating_sub(1), ..area }, &shown);
    let mut x = 1;
    let end = 1 + room;
    for (at, part) in
        fitting(name(print, state), minutes(state), usize::from(room)).into_iter().enumerate()
    {
        let dot = if at == 0 { "" } else { DOT };
        let part = span(part.role, format!("{dot}{}", part.text));
        x = print.spans(x, area.y, end.saturating_sub(x), &[part]);
    }
}

/// As many parts as there is room for, the first whatever there is; of these as many in full, first those
/// that matter most; and one more where that leaves room.
fn fitting(parts: Vec<Vec<Span>>, more: Option<Span>, room: usize) -> Vec<Span> {
    let cells = |part: &Span| width::width(&part.text);
    let shortest = |ways: &[Span]| ways.iter().map(cells).min().unwrap_or_default();
    let (mut taken, mut fit) = (0, 0);
    for (at, ways) in parts.iter().enumerate() {
        let more = shortest(ways) + if at == 0 { 0 } else { DOT_CELLS };
        if at > 0 && taken + more > room {
            break;
        }
        (taken, fit) = (taken + more, at + 1);
    }
    let is_whole = fit == parts.len();
    let mut spare = room.saturating_sub(taken);
    let chosen = parts.into_iter().take(fit).filter_map(|ways| {
        let least = shortest(&ways);
        let part = ways.into_iter().find(|part| cells(part) <= least + spare)?;
        spare -= cells(&part) - least;
        Some(part)
    });
    let mut chosen: Vec<Span> = chosen.collect();
    chosen.extend(more.filter(|more| is_whole && cells(more) + DOT_CELLS <= spare));
    chosen
}

/// Between two parts of the left.
const DOT: &str = " · ";
const DOT_CELLS: usize = 3;

/// Blanks between two parts, and cells that the name keeps.
const BETWEEN: u16 = 3;
const LEAST_NAME: u16 = 22;

/// What stands at the left, what matters most first: each part in full, then shorter.
fn name(print: &Print, state: &State) -> Vec<Vec<Span>> {
    let lang = state.lang;
    let unread = state.tally.unread();
    let name = if print.icons().are_ascii() { "ui.name_ascii" } else { "ui.name" };
    let mut parts = vec![vec![span(Role::Head, say(lang, name, &[]))]];
    if state.sample {
        parts.push(vec![span(Role::Warn, say(lang, "ui.sample", &[]))]);
    }
    let Some(edition) = &state.front.edition else {
        let today = state.zone.day_of(state.now);
        parts.push(vec![span(Role::Text, day(lang, today))]);
        return parts;
    };
    let of_day = edition.window.day;
    parts
        .push(vec![span(Role::Text, day(lang, of_day)), span(Role::Text, short_day(lang, of_day))]);
    if state.front.is_past {
        let key = state.settings.keymap.shown(Command::Back);
        let long = say(lang, "ui.edition.past", &[&key]);
        let short = say(lang, "ui.edition.past_short", &[&key]);
        parts.push(vec![span(Role::Warn, long), span(Role::Warn, short)]);
    }
    let (long, short) = standing(state, edition);
    parts.push(vec![span(Role::Dim, long), span(Role::Dim, short)]);
    // What was muted since it was composed stands there no more.
    let stories = state.tally.stories().unwrap_or(edition.stories);
    if stories > 0 {
        let stories = count(lang, "ui.stories", u64::from(stories), &[&unread]);
        let unread = count(lang, "ui.unread", u64::from(unread), &[]);
        parts.push(vec![span(Role::Dim, stories), span(Role::Dim, unread)]);
    }
    parts
}

/// How long the edition takes to read.
fn minutes(state: &State) -> Option<Span> {
    let edition = state.front.edition.as_ref()?;
    let minutes = || say(state.lang, "ui.minutes", &[&format!("{:.1}", edition.minutes)]);
    let is_empty = state.tally.stories().unwrap_or(edition.stories) == 0;
    (!is_empty).then(|| span(Role::Dim, minutes()))
}

/// How an edition stands, in full and shorter: closed, still open, or one that stands for another.
fn standing(state: &State, edition: &FrontPage) -> (String, String) {
    let lang = state.lang;
    let time = |moment| state.zone.wall_clock(moment).format("%H:%M").to_string();
    let window = edition.window;
    let (key, facts) = match window.state {
        WindowState::Closed => ("ui.edition.closed", vec![time(window.ends)]),
        WindowState::Open => ("ui.edition.open", vec![time(window.begins), time(window.ends)]),
        WindowState::Last => ("ui.edition.last", vec![edition.so_far.to_string()]),
    };
    let facts: Vec<&dyn std::fmt::Display> =
        facts.iter().map(|fact| fact as &dyn std::fmt::Display).collect();
    let long = say(lang, key, &facts).into_owned();
    let short = say(lang, &format!("{key}_short"), &facts).into_owned();
    (long, short)
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
                format!(
                    " — {}",
                    say(lang, "ui.to_show", &[&state.settings.keymap.shown(Command::ShowNew)])
                ),
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
    let accounts = &state.tally.accounts;
    let waiting: u32 = accounts.iter().map(|account| account.waiting).sum();
    if accounts.iter().any(AccountHealth::is_trouble) {
        parts.push(vec![span(Role::Error, format!("{} !", icons.exchange))]);
    } else if waiting > 0 {
        parts.push(vec![span(Role::Dim, format!("{} {waiting}", icons.exchange))]);
    }
    let failing = state.tally.failing.len();
    if state.tally.sources > 0 {
        let well = state.tally.visited.saturating_sub(failing);
        let text = count(lang, "ui.sources", state.tally.sources as u64, &[]);
        let mut part = vec![span(Role::Dim, text)];
        if failing > 0 {
            part.push(span(Role::Dim, format!("  {well} {}", icons.well)));
            part.push(span(Role::Error, format!("  {failing} {}", icons.failed)));
        } else if state.tally.visited >= state.tally.sources {
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
    format!("▕{}▏", width::pad(&bar, GAUGE))
}
