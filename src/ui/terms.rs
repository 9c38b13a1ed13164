//! What is talked about more than usual: a line a term, with its month as a sparkline.

use super::print::{Print, spans_width};
use crate::app::layout::{Area, Layout};
use crate::app::page::{Role, Span, span};
use crate::app::state::State;
use crate::app::terms::TermList;
use crate::lang::{count, say};
use crate::model::{Trend, TrendState};
use crate::text::width;

/// Cells of the widest number of stories.
const COUNT: usize = 4;

/// Paints the list of all terms.
pub fn paint(print: &mut Print, state: &State, list: &TermList, layout: &Layout) {
    let lang = state.lang;
    let mut title = vec![span(Role::Head, say(lang, "ui.title.terms", &[]))];
    if let Some(day) = state.talk.day {
        title.push(span(Role::Dim, format!("  {}", super::header::day(lang, day))));
    }
    if !list.find.is_empty() {
        title.push(span(Role::Accent, format!("  / {}", list.find)));
    }
    super::page::paint_title(print, layout.titles, &title, &[]);
    let body = layout.body;
    let Some(trending) = &state.talk.trending else {
        print.text(4, body.y + 1, body.width - 4, Role::Dim, &say(lang, "ui.counting", &[]));
        return;
    };
    let days = u64::from(trending.days_collected);
    print.text(4, body.y, body.width - 4, Role::Dim, &count(lang, "trends.collected", days, &[]));
    let shown = list.shown(&state.talk);
    if shown.is_empty() {
        let key = if list.find.is_empty() { "ui.no_terms" } else { "ui.no_such_term" };
        let (x, cells) = (body.x + 4, body.width - 4);
        print.text(x, body.y + 2, cells, Role::Dim, &say(lang, key, &[&list.find]));
    }
    let selected = list.index(&state.talk);
    let rows = shown.into_iter().enumerate().skip(list.top);
    for (y, (at, trend)) in (body.y + 2..body.y + body.height).zip(rows) {
        let area = Area { y, height: 1, ..body };
        row(print, state, trend, area);
        if at == selected {
            select(print, area);
        }
    }
}

/// Paints the terms over the third pane's rows, and the rule below them.
pub fn paint_movers(print: &mut Print, state: &State, whole: Area, focused: bool) {
    let (area, _) = state.divide(whole);
    if area.height == 0 {
        return;
    }
    print.rule(area.x, area.y + area.height, area.width, Role::Rule);
    if state.talk.trending.is_none() {
        let cells = area.width.saturating_sub(3);
        print.text(area.x + 3, area.y, cells, Role::Dim, &say(state.lang, "ui.counting", &[]));
    }
    let selected = state.mover().map(|trend| &trend.term);
    for (y, trend) in (area.y..).zip(state.movers()) {
        let line = Area { y, height: 1, ..area };
        row(print, state, trend, line);
        if focused && selected == Some(&trend.term) {
            select(print, line);
        }
    }
}

fn select(print: &mut Print, area: Area) {
    print.select(area);
    print.text(area.x, area.y, 1, Role::Accent, print.icons().selected);
}

/// Where a term is going, as a sign and a word.
fn going(print: &Print, state: &State, trend: &Trend) -> (Role, &'static str, String) {
    let icons = print.icons();
    let (role, mark) = match trend.state {
        TrendState::New => (Role::New, icons.unread),
        TrendState::Rising => (Role::Up, icons.rising),
        TrendState::Steady => (Role::Dim, icons.steady),
        TrendState::Fading => (Role::Down, icons.fading),
    };
    let name = say(state.lang, &format!("trends.{}", trend.state.name()), &[]);
    (role, mark, name.trim().to_owned())
}

/// One term: where it goes, its name, as much of its month as fits, how many stories name it.
fn row(print: &mut Print, state: &State, trend: &Trend, area: Area) {
    let (role, mark, word) = going(print, state, trend);
    // The name needs its room; then the month is shown, then the word that the sign stands for.
    let days = match area.width {
        0..30 => 0,
        30..44 => 7,
        44..58 => 14,
        58.. => 30,
    };
    let mut left = vec![span(role, format!("{mark} "))];
    if area.width >= 68 {
        left.push(span(role, width::pad(&word, 7)));
    }
    let from = trend.series.len().saturating_sub(days);
    let mut right = vec![
        span(Role::Accent, sparkline(print, &trend.series[from..])),
        span(Role::Text, format!("{:>COUNT$}", trend.count)),
    ];
    if area.width >= 80 {
        right.push(span(Role::Dim, format!("{:>+7.1} σ", trend.score)));
    }
    // On a wide screen the month stays near its name.
    let across = if area.width >= 100 { 96 } else { area.width.saturating_sub(3) };
    let room = across.saturating_sub(spans_width(&left) + spans_width(&right) + 1);
    left.push(span(Role::Strong, width::pad(&trend.term, usize::from(room))));
    left.push(span(Role::Text, " "));
    left.extend(right);
    print.spans(area.x + 2, area.y, area.width.saturating_sub(3), &left);
}

/// What is known of a term, in a line: where it goes, today and usually, since when.
pub fn facts(print: &Print, state: &State, trend: &Trend) -> Vec<Span> {
    let lang = state.lang;
    let (role, mark, word) = going(print, state, trend);
    let before = trend.series.len().saturating_sub(1);
    let usual = f64::from(trend.series[..before].iter().sum::<u32>()) / before.max(1) as f64;
    let stories = count(lang, "ui.term.stories", u64::from(trend.count), &[&format!("{usual:.1}")]);
    let mut facts = vec![
        span(role, format!("{mark} {word}")),
        span(Role::Text, format!("  {stories}")),
        span(Role::Dim, format!("  {:+.1} σ", trend.score)),
    ];
    let ago = trend.series.iter().position(|count| *count > 0).map(|at| before.saturating_sub(at));
    if let (Some(ago), Some(day)) = (ago, state.talk.day)
        && let Some(first) = day.checked_sub_days(chrono::Days::new(ago as u64))
    {
        let first = super::header::day(lang, first);
        facts.push(span(Role::Dim, format!("  {}", say(lang, "ui.term.first", &[&first]))));
    }
    facts
}

/// Counts as heights, the tallest for the greatest.
pub fn sparkline(print: &Print, series: &[u32]) -> String {
    let heights = &print.icons().spark;
    let most = series.iter().copied().max().unwrap_or(0).max(1) as usize;
    series.iter().map(|count| heights[*count as usize * (heights.len() - 1) / most]).collect()
}
