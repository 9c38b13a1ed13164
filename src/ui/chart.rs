//! A term's days as columns, with what they count and which days they are.

use super::print::Print;
use super::terms::facts;
use crate::app::layout::Area;
use crate::app::page::{Role, span};
use crate::app::state::State;
use crate::app::terms::Term;

/// Cells for the numbers at the left.
const SCALE: u16 = 6;

/// Paints a term's facts and, below them, its days: as high as the area leaves room for.
pub fn paint(print: &mut Print, state: &State, term: &Term, area: Area) {
    let (facts, trend) = (facts(print, state, term), &term.trend);
    print.spans(area.x, area.y, area.width, &facts);
    let days = trend.series.len() as u16;
    let height = area.height.saturating_sub(2);
    let across = area.width.saturating_sub(SCALE).checked_div(days).unwrap_or(0).min(3);
    if height == 0 || across == 0 {
        return;
    }
    let most = trend.series.iter().copied().max().unwrap_or(0).max(1);
    let (top, foot) = (area.y + 1, area.y + 1 + height);
    print.text(area.x, top, SCALE - 1, Role::Dim, &format!("{most:>5}"));
    for (at, count) in (0..).zip(&trend.series) {
        let x = area.x + SCALE + at * across;
        column(print, x, top, height, across.saturating_sub(1).max(1), *count, most);
    }
    let width = days * across;
    let Some(day) = state.talk.day else { return };
    let said = |ago: u64| {
        let day = day.checked_sub_days(chrono::Days::new(ago)).unwrap_or(day);
        day.format("%m-%d").to_string()
    };
    let line = Area { x: area.x + SCALE, y: foot, width, height: 1 };
    print.spans(line.x, foot, width, &[span(Role::Dim, said(u64::from(days) - 1))]);
    print.spans_right(line, &[span(Role::Dim, said(0))]);
}

/// One day's column, in eighths of a cell from the foot; a day with any story shows.
fn column(print: &mut Print, x: u16, top: u16, height: u16, width: u16, count: u32, most: u32) {
    let icons = print.icons();
    let full = u64::from(height) * 8;
    let eighths = (u64::from(count) * full).div_ceil(u64::from(most));
    for line in 0..height {
        let below = u64::from(height - 1 - line) * 8;
        let here = eighths.saturating_sub(below).min(8);
        let role = if here == 0 { Role::Rule } else { Role::Accent };
        let sign = match here {
            0 if line == height - 1 => icons.spark[0],
            0 => continue,
            here => icons.spark[here as usize - 1],
        };
        print.text(x, top + line, width, role, &sign.repeat(usize::from(width)));
    }
}
