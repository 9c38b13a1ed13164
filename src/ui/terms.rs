//! What is talked about more than usual: a line a term, with its month as a sparkline.

use super::print::Print;
use crate::app::layout::{Area, Layout};
use crate::app::page::{Role, span};
use crate::app::state::State;
use crate::app::terms::TermList;
use crate::lang::{count, say};
use crate::model::{Trend, TrendState};
use crate::text::width;

/// Paints the list of terms.
pub fn paint(print: &mut Print, state: &State, list: &TermList, layout: &Layout) {
    let lang = state.lang;
    let title = [
        span(Role::Head, say(lang, "ui.title.terms", &[])),
        span(Role::Dim, format!("  {}", super::header::day(lang, list.day))),
    ];
    super::page::paint_title(print, layout.titles, &title, &[]);
    let body = layout.body;
    let Some(trending) = &list.trending else {
        print.text(4, body.y + 1, body.width - 4, Role::Dim, &say(lang, "ui.loading", &[]));
        return;
    };
    let days = u64::from(trending.days_collected);
    print.text(4, body.y, body.width - 4, Role::Dim, &count(lang, "trends.collected", days, &[]));
    let selected = list.index();
    let rows = trending.terms.iter().enumerate().skip(list.top);
    for (y, (at, trend)) in (body.y + 2..body.y + body.height).zip(rows) {
        let area = Area { y, height: 1, ..body };
        row(print, state, trend, area);
        if at == selected {
            print.select(area);
            print.text(area.x, y, 1, Role::Accent, print.icons().selected);
        }
    }
}

fn row(print: &mut Print, state: &State, trend: &Trend, area: Area) {
    let (role, mark) = match trend.state {
        TrendState::New => (Role::New, "▲"),
        TrendState::Rising => (Role::Up, "▲"),
        TrendState::Steady => (Role::Dim, "─"),
        TrendState::Fading => (Role::Down, "▼"),
    };
    let name = say(state.lang, &format!("trends.{}", trend.state.name()), &[]);
    let term_cells = usize::from(area.width.saturating_sub(58)).clamp(16, 48);
    let line = [
        span(role, format!("{mark} {} ", width::pad(name.trim(), 8))),
        span(Role::Strong, width::pad(&trend.term, term_cells)),
        span(Role::Accent, format!(" {} ", sparkline(print, &trend.series))),
        span(Role::Text, format!("{:>4}", trend.count)),
        span(Role::Dim, format!("  {:+.1}σ", trend.score)),
    ];
    print.spans(area.x + 2, area.y, area.width.saturating_sub(3), &line);
}

/// Counts as heights, the tallest for the greatest.
fn sparkline(print: &Print, series: &[u32]) -> String {
    let heights = &print.icons().spark;
    let most = series.iter().copied().max().unwrap_or(0).max(1) as usize;
    series.iter().map(|count| heights[*count as usize * (heights.len() - 1) / most]).collect()
}
