//! What is talked about more than usual: a line a term, with its month as a sparkline.

use super::print::Print;
use crate::app::command::Command;
use crate::app::layout::{Area, EDGE, Layout};
use crate::app::page::{Role, Span, span};
use crate::app::state::State;
use crate::app::terms::{TermList, name_of_term};
use crate::lang::{count, say};
use crate::model::trend::heights;
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
        print.text(EDGE, body.y + 1, body.width - EDGE, Role::Dim, &say(lang, "ui.counting", &[]));
        return;
    };
    let days = u64::from(trending.days_collected);
    print.text(
        EDGE,
        body.y,
        body.width - EDGE,
        Role::Dim,
        &count(lang, "trends.collected", days, &[]),
    );
    let shown = list.shown(&state.talk);
    if shown.is_empty() {
        let key = if list.find.is_empty() { "ui.no_terms" } else { "ui.no_such_term" };
        let (x, cells) = (body.x + EDGE, body.width - EDGE);
        print.text(x, body.y + 2, cells, Role::Dim, &say(lang, key, &[&list.find]));
    }
    let selected = shown.get(list.index(&state.talk)).map(|trend| trend.term.as_str());
    let area = Area { y: body.y + 2, height: body.height.saturating_sub(2), ..body };
    rows(print, state, shown.iter().copied().skip(list.top), area, selected);
}

/// Paints the terms over the third pane's rows, and the rule below them.
pub fn paint_movers(print: &mut Print, state: &State, whole: Area, focused: bool) {
    let (area, _) = state.divide(whole);
    if area.height == 0 {
        return;
    }
    let rule = Area { y: area.y + area.height, height: 1, ..area };
    print.rule(rule.x, rule.y, rule.width, Role::Rule);
    if state.talk.trending.is_none() {
        let cells = area.width.saturating_sub(3);
        print.text(area.x + 3, area.y, cells, Role::Dim, &say(state.lang, "ui.counting", &[]));
    }
    let hidden = state.talk.terms().len() - state.movers().len();
    if hidden > 0 {
        let more = count(state.lang, "ui.more_terms", hidden as u64, &[]);
        let key = span(Role::Accent, format!(" {}", state.settings.keymap.shown(Command::Terms)));
        let more = [key, span(Role::Dim, format!(" {more} "))];
        print.spans_right(Area { width: rule.width.saturating_sub(1), ..rule }, &more);
    }
    let selected = state.mover().filter(|_| focused).map(|trend| trend.term.as_str());
    rows(print, state, state.movers().into_iter(), area, selected);
}

fn select(print: &mut Print, area: Area) {
    print.select(area);
    print.text(area.x, area.y, 1, Role::Accent, print.icons().selected);
}

/// Where a term is going, as a sign and a word.
fn going(print: &Print, state: &State, trend: &Trend) -> (Role, &'static str, String) {
    let icons = print.icons();
    let (role, mark) = match trend.state {
        TrendState::New => (Role::New, icons.rising),
        TrendState::Rising => (Role::Up, icons.rising),
        TrendState::Steady => (Role::Dim, icons.steady),
        TrendState::Fading => (Role::Down, icons.fading),
    };
    let name = say(state.lang, &format!("trends.{}", trend.state.name()), &[]);
    (role, mark, name.trim().to_owned())
}

/// What is shown of each term on a line: the name keeps what it needs, up to a bound, before the
/// days are shown that say the most, then the word for where it goes, then all of name and month.
struct Parts {
    word: usize,
    name: usize,
    days: usize,
    deviation: usize,
}

/// Cells that a name keeps, the days that are shown first, and those of a month.
const NAME: usize = 12;
const WEEK: usize = 7;
const MONTH: usize = 30;
/// Cells of how far a term stands out.
const DEVIATION: usize = 9;

impl Parts {
    /// For lines of so many cells, of terms whose longest name and longest word are so wide.
    fn of(cells: usize, longest: usize, word: usize) -> Parts {
        let mut left = cells.saturating_sub(2 + COUNT);
        let mut take = |wanted: usize, least: usize| {
            let taken = if left < least { 0 } else { wanted.min(left) };
            left -= taken;
            taken
        };
        let mut name = take(longest.min(NAME) + 1, 0);
        let mut days = take(WEEK, WEEK);
        let word = take(word + 1, word + 1);
        let deviation = if cells >= 77 { take(DEVIATION, DEVIATION) } else { 0 };
        name += take((longest + 1).saturating_sub(name), 0);
        if days > 0 {
            days += take(MONTH - WEEK, 0);
        }
        Parts { word, name, days, deviation }
    }
}

/// Paints terms, one a line from an area's top; the selected one if the selection is there.
fn rows<'a>(
    print: &mut Print,
    state: &State,
    terms: impl Iterator<Item = &'a Trend> + Clone,
    area: Area,
    selected: Option<&str>,
) {
    let terms = terms.take(usize::from(area.height));
    // On a wide screen the month stays near its name.
    let cells = usize::from(area.width.saturating_sub(EDGE + 1).min(96));
    let longest = terms
        .clone()
        .map(|trend| width::width(name_of_term(state.lang, trend)))
        .max()
        .unwrap_or_default();
    let words = terms.clone().map(|trend| width::width(&going(print, state, trend).2));
    let parts = Parts::of(cells, longest, words.max().unwrap_or_default());
    for (y, trend) in (area.y..).zip(terms) {
        let line = Area { y, height: 1, ..area };
        row(print, state, trend, &parts, line);
        if selected == Some(trend.term.as_str()) {
            select(print, line);
        }
    }
}

/// One term: where it goes, its name, as much of its month as fits, how many stories name it.
fn row(print: &mut Print, state: &State, trend: &Trend, parts: &Parts, area: Area) {
    let (role, mark, word) = going(print, state, trend);
    let mut spans = vec![span(role, format!("{mark} "))];
    if parts.word > 0 {
        spans.push(span(role, width::pad(&word, parts.word)));
    }
    let name = width::cut(name_of_term(state.lang, trend), parts.name.saturating_sub(1));
    spans.push(span(Role::Strong, width::pad(&name, parts.name)));
    let from = trend.series.len().saturating_sub(parts.days);
    spans.push(span(Role::Spark, sparkline(print, &trend.series[from..])));
    spans.push(span(Role::Text, format!("{:>COUNT$}", trend.count)));
    if parts.deviation > 0 {
        spans.push(span(Role::Dim, format!("{:>+7.1} σ", trend.score)));
    }
    print.spans(area.x + EDGE, area.y, area.width.saturating_sub(EDGE + 1), &spans);
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

/// Counts as heights, the tallest for the greatest; a day of none is blank.
pub fn sparkline(print: &Print, series: &[u32]) -> String {
    let spark = &print.icons().spark;
    heights(series)
        .map(|height| height.and_then(|at| spark.get(at)).unwrap_or(&" "))
        .copied()
        .collect()
}
