//! What is talked about: a line a term, with its days as a sparkline.

use super::print::Print;
use crate::app::command::Command;
use crate::app::layout::{Area, EDGE, Layout};
use crate::app::page::{Role, Span, span};
use crate::app::state::State;
use crate::app::terms::{Line, Term, TermList, name_of_term};
use crate::lang::{count, say};
use crate::model::trend::heights;
use crate::model::{Trend, TrendState};
use crate::text::width;

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
    let (lines, selected) = list.lines(&state.talk);
    if lines.is_empty() {
        let text = say(lang, "ui.no_such_term", &[&list.find]);
        print.text(body.x + EDGE, body.y, body.width - EDGE, Role::Dim, &text);
        return;
    }
    let terms = lines.iter().filter_map(|line| match line {
        Line::Term(term) => Some(term),
        Line::Week | Line::NoTheme | Line::Blank | Line::Day | Line::NoTerm => None,
    });
    let parts = Parts::of(print, state, terms, body);
    let shown = lines.iter().enumerate().skip(list.top);
    for (y, (at, line)) in (body.y..body.y + body.height).zip(shown) {
        let area = Area { y, height: 1, ..body };
        let says = |print: &mut Print, text: &str| {
            print.text(area.x + EDGE, y, area.width - EDGE, Role::Dim, text);
        };
        match line {
            Line::Week => heading(print, area, &say(lang, "ui.terms_of_week", &[])),
            Line::NoTheme => says(print, &no_theme(state)),
            Line::Blank => {}
            Line::Day => heading(print, area, &of_day(state)),
            Line::NoTerm => {
                let is_known = state.talk.trending.is_some();
                let key = if is_known { "ui.no_terms" } else { "ui.counting" };
                says(print, &say(lang, key, &[]));
            }
            Line::Term(term) => {
                row(print, state, term, &parts, area);
                if at == selected {
                    select(print, area);
                }
            }
        }
    }
}

/// A rule with a text on it.
fn heading(print: &mut Print, area: Area, text: &str) {
    print.rule(area.x + 1, area.y, area.width.saturating_sub(1), Role::Rule);
    let cells = area.width.saturating_sub(EDGE + 1);
    print.spans(area.x + EDGE, area.y, cells, &[span(Role::Dim, format!(" {text} "))]);
}

/// What the terms of a day stand beside.
fn of_day(state: &State) -> String {
    let Some(trending) = &state.talk.trending else {
        return say(state.lang, "ui.terms_of_day", &[]).into_owned();
    };
    let days = count(state.lang, "trends.collected", trending.days_collected.into(), &[]);
    format!("{} · {days}", say(state.lang, "ui.terms_of_day", &[]))
}

/// That no theme is told; that they are still being counted.
fn no_theme(state: &State) -> String {
    let is_known = state.talk.themes.is_some();
    say(state.lang, if is_known { "digest.no_theme" } else { "ui.counting" }, &[]).into_owned()
}

/// Paints the themes over the third pane's rows, and the rule below them.
pub fn paint_movers(print: &mut Print, state: &State, whole: Area, focused: bool) {
    let (area, _) = state.divide(whole);
    if area.height == 0 {
        return;
    }
    let rule = Area { y: area.y + area.height, height: 1, ..area };
    print.rule(rule.x, rule.y, rule.width, Role::Rule);
    let movers = state.movers();
    if movers.is_empty() {
        let cells = area.width.saturating_sub(EDGE);
        print.text(area.x + EDGE, area.y, cells, Role::Dim, &no_theme(state));
    }
    let hidden = state.talk.terms().count() - movers.len();
    if hidden > 0 {
        let more = count(state.lang, "ui.more_terms", hidden as u64, &[]);
        let key = span(Role::Accent, format!(" {}", state.settings.keymap.shown(Command::Terms)));
        let more = [key, span(Role::Dim, format!(" {more} "))];
        print.spans_right(Area { width: rule.width.saturating_sub(1), ..rule }, &more);
    }
    let selected = state.mover().filter(|_| focused).map(|term| term.trend.term.as_str());
    let parts = Parts::of(print, state, movers.iter(), area);
    for (y, term) in (area.y..area.y + area.height).zip(movers) {
        let line = Area { y, height: 1, ..area };
        row(print, state, term, &parts, line);
        if selected == Some(term.trend.term.as_str()) {
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
    count: usize,
    deviation: usize,
}

/// Cells that a name keeps, the days that are shown first, and those of a month.
const NAME: usize = 12;
const WEEK: usize = 7;
const MONTH: usize = 30;
/// Cells of how far a term stands out.
const DEVIATION: usize = 9;

impl Parts {
    /// For lines of an area, of these terms.
    fn of<'a>(
        print: &Print,
        state: &State,
        terms: impl Iterator<Item = &'a Term>,
        area: Area,
    ) -> Parts {
        // On a wide screen the month stays near its name.
        let cells = usize::from(area.width.saturating_sub(EDGE + 1).min(96));
        let (mut longest, mut word, mut count) = (0, 0, 0);
        for term in terms {
            longest = longest.max(width::width(name_of_term(state.lang, &term.trend)));
            word = word.max(width::width(&going(print, state, &term.trend).2));
            count = count.max(term.counted().len() + 1);
        }
        let mut left = cells.saturating_sub(2 + count);
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
        Parts { word, name, days, count, deviation }
    }
}

/// One term: where it goes, its name, as many of its days as fit, how many stories name it.
fn row(print: &mut Print, state: &State, term: &Term, parts: &Parts, area: Area) {
    let trend = &term.trend;
    let (role, mark, word) = going(print, state, trend);
    let mut spans = vec![span(role, format!("{mark} "))];
    if parts.word > 0 {
        spans.push(span(role, width::pad(&word, parts.word)));
    }
    let name = width::cut(name_of_term(state.lang, trend), parts.name.saturating_sub(1));
    spans.push(span(Role::Strong, width::pad(&name, parts.name)));
    let days = parts.days;
    let from = trend.series.len().saturating_sub(days);
    // The last day stands below the last day, however many are known.
    spans.push(span(Role::Spark, format!("{:>days$}", sparkline(print, &trend.series[from..]))));
    spans.push(span(Role::Text, format!("{:>1$}", term.counted(), parts.count)));
    if parts.deviation > 0 && term.before.is_none() {
        spans.push(span(Role::Dim, format!("{:>+7.1} σ", trend.score)));
    }
    print.spans(area.x + EDGE, area.y, area.width.saturating_sub(EDGE + 1), &spans);
}

/// What is known of a term, in a line: where it goes; of a theme its week and the one before, else
/// today and usually, since when.
pub fn facts(print: &Print, state: &State, term: &Term) -> Vec<Span> {
    let (lang, trend) = (state.lang, &term.trend);
    let (role, mark, word) = going(print, state, trend);
    let going = span(role, format!("{mark} {word}"));
    let told = u64::from(trend.count);
    if let Some(before) = term.before {
        let weeks = count(lang, "digest.term", told, &[&before]);
        return vec![going, span(Role::Text, format!("  {weeks}"))];
    }
    let before = trend.series.len().saturating_sub(1);
    let usual = f64::from(trend.series[..before].iter().sum::<u32>()) / before.max(1) as f64;
    let stories = count(lang, "ui.term.stories", told, &[&format!("{usual:.1}")]);
    let mut facts = vec![
        going,
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
