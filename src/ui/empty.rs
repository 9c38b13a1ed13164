//! The first screen, before there is anything to read: what is happening, and what helps.

use super::print::Print;
use crate::app::command::Command;
use crate::app::layout::Area;
use crate::app::page::{Line, Role, span};
use crate::app::state::State;
use crate::lang::say;
use crate::text::{width, wrap};

/// Failures that are shown.
const FAILURES: usize = 5;

/// Paints what is happening in the middle of an area.
pub fn paint(print: &mut Print, state: &State, area: Area) {
    let cells = area.width.saturating_sub(8).min(70);
    let lines = lines(state, usize::from(cells));
    let widest = lines.iter().map(|line| super::print::spans_width(line)).max().unwrap_or(0);
    let x = area.x + (area.width - widest.min(area.width)) / 2;
    let y = area.y + area.height.saturating_sub(lines.len() as u16) / 3;
    for (y, line) in (y..area.y + area.height).zip(&lines) {
        print.spans(x, y, cells, line);
    }
}

fn lines(state: &State, cells: usize) -> Vec<Line> {
    let lang = state.lang;
    let key = match (state.offline, state.fetching.running, state.fetching.finished) {
        _ if state.front.is_past => "ui.empty.past",
        (true, ..) => "ui.empty.offline",
        (false, Some(_), _) => "ui.empty.fetching",
        (false, None, true) if !state.fetching.failures.is_empty() => "ui.empty.failed",
        (false, None, true) => "ui.empty.nothing",
        (false, None, false) => "ui.empty.begin",
    };
    let mut lines: Vec<Line> =
        vec![vec![span(Role::Head, say(lang, "ui.empty.title", &[]))], vec![]];
    let text = say(lang, key, &[]);
    lines.extend(
        wrap::paragraph(&text, cells, 6).into_iter().map(|row| vec![span(Role::Text, row)]),
    );
    let over = state.fetching.running.is_none();
    for (name, why) in state.fetching.failures.iter().filter(|_| over).take(FAILURES) {
        let why = why.say(lang);
        let line = if name.is_empty() { why } else { format!("{name}: {why}") };
        lines.push(vec![span(Role::Error, "  "), span(Role::Dim, width::cut(&line, cells - 2))]);
    }
    if !state.front.is_past {
        let lens = say(lang, "ui.empty.lens", &[]);
        let lens = wrap::paragraph(&lens, cells, 3).into_iter();
        lines.push(Vec::new());
        lines.extend(lens.map(|row| vec![span(Role::Dim, row)]));
    }
    lines.push(Vec::new());
    let helps: &[Command] = if state.front.is_past {
        &[Command::DayAfter, Command::Leave]
    } else {
        &[
            Command::Sample,
            Command::Profiles,
            Command::Refresh,
            Command::Sources,
            Command::Help,
            Command::Leave,
        ]
    };
    let is_of_use = |key: &Command| {
        (*key != Command::Refresh || !state.offline) && (*key != Command::Profiles || !state.sample)
    };
    for command in helps.iter().copied().filter(is_of_use) {
        let key = width::pad(&state.settings.keymap.shown(command), 4);
        lines.push(vec![
            span(Role::Accent, format!("  {key}")),
            span(Role::Dim, command.help(lang)),
        ]);
    }
    lines
}
