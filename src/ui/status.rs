//! The last line: a message, a question, what is being typed, or the keys that matter here.

use std::borrow::Cow;

use super::print::{Print, spans_width};
use crate::app::command::{Command, Place};
use crate::app::draft::Draft;
use crate::app::hints::{Does, Hints};
use crate::app::key::written;
use crate::app::keymap::Choice;
use crate::app::layout::Area;
use crate::app::lens::Wanted;
use crate::app::line::LineFor;
use crate::app::page::{Role, Span, span};
use crate::app::question::YesNo;
use crate::app::search::Subject;
use crate::app::state::{Overlay, State};
use crate::app::toast::{Toast, Tone};
use crate::app::typing::Typing;
use crate::lang::{count, say};
use crate::text::{width, wrap};

/// Paints the status line; gives the cursor's cell where it is typed into.
pub fn paint(print: &mut Print, state: &State, area: Area) -> Option<(u16, u16)> {
    let inner = Area { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let typed = line(state);
    if let Some(Overlay::Line(Typing { wanted, draft })) = state.overlays.last() {
        completions(print, state, state.ways_on(wanted, draft.before_cursor()).1, area);
    }
    if let (Some(_), Some(toast), 1..) = (&typed, state.toasts.shown(), area.y) {
        // What was wrong with the line stands over it.
        message(print, &toast.text, tone(toast), Area { y: area.y - 1, ..inner });
    }
    if let Some((mark, draft)) = typed {
        let x = print.text(inner.x, area.y, inner.width, Role::Accent, &mark);
        let mut cells = inner.width.saturating_sub(x - inner.x + 1);
        if let (Some(Overlay::Line(Typing { wanted: LineFor::Search { .. }, .. })), Some(view)) =
            (state.overlays.last(), &state.view)
            && matches!(view.subject, Subject::Found { .. })
            && !view.list.is_waiting()
        {
            let found = if let Some(wrong) = &view.wrong {
                let half = usize::from(inner.width) / 2;
                let told = say(state.lang, "ui.not_known", &[&wrong.word]);
                span(Role::Warn, width::cut(&told, half))
            } else {
                let found = view.list.len() as u64;
                span(Role::Dim, count(state.lang, "ui.found_so_far", found, &[]))
            };
            let wide = spans_width(std::slice::from_ref(&found));
            print.spans_right(inner, &[found]);
            cells = cells.saturating_sub(wide + 1);
        }
        let sight = draft.sight(usize::from(cells), 1);
        print.text(x, area.y, cells, Role::Text, sight.rows.first().copied().unwrap_or_default());
        return Some((x + (sight.cursor.0 as u16).min(cells), area.y));
    }
    if let Some(Overlay::Question(question)) = state.overlays.last() {
        ask(print, state, &question.text(state.lang), inner);
        return None;
    }
    if let Some(toast) = state.toasts.shown() {
        message(print, &toast.text, tone(toast), inner);
        return None;
    }
    if !state.typed.is_empty() {
        continuations(print, state, area);
        return None;
    }
    let mut right = match (state.times, state.place()) {
        (Some(0), _) => vec![span(Role::Accent, "'")],
        (Some(times), _) => vec![span(Role::Accent, times.to_string())],
        (None, Place::List) => super::list::position(state),
        (None, _) => Vec::new(),
    };
    if let Some((done, all)) = state.written.progress {
        let writing = say(state.lang, "ui.writing", &[&done, &all]);
        let gap = if right.is_empty() { "" } else { "  " };
        right.insert(0, span(Role::Accent, format!("{writing}{gap}")));
    }
    let room = inner.width.saturating_sub(spans_width(&right) + 2);
    if let Some(Overlay::Hints(Hints { does: Does::Quote, .. })) = state.overlays.last() {
        print.text(inner.x, area.y, room, Role::Dim, &say(state.lang, "ui.quote_how", &[]));
        return None;
    }
    print.spans(inner.x, area.y, room, &fitting(state, room));
    print.spans_right(inner, &right);
    None
}

/// The line that is being typed, behind what says what it is for.
fn line(state: &State) -> Option<(Cow<'_, str>, &Draft)> {
    let Some(Overlay::Line(Typing { wanted, draft })) = state.overlays.last() else { return None };
    let mark = match wanted {
        LineFor::Search { .. }
        | LineFor::Find
        | LineFor::Idea
        | LineFor::Source
        | LineFor::Term
        | LineFor::Help => "/ ".into(),
        LineFor::FilterName => "@".into(),
        LineFor::Tags => "# ".into(),
        LineFor::WhyLinked(_) => say(state.lang, "ui.why_linked", &[]),
        LineFor::Lens(line) => match (line.wanted, line.lens_offered(state.lang)) {
            (Wanted::Watch, Some(lens)) => say(state.lang, "ui.watch_or", &[&lens]),
            (Wanted::Watch, None) => say(state.lang, "ui.watch", &[]),
            (Wanted::Mute, _) => say(state.lang, "ui.mute", &[]),
            (Wanted::Place, _) => say(state.lang, "ui.place", &[]),
        },
        LineFor::Share => say(state.lang, "ui.share", &[]),
        LineFor::Address => say(state.lang, "ui.address", &[]),
        LineFor::Follow => say(state.lang, "ui.follow", &[]),
        LineFor::SourceName => say(state.lang, "ui.source_name", &[]),
        LineFor::SourceFolder => say(state.lang, "ui.source_folder", &[]),
        LineFor::Folder => say(state.lang, "ui.folder", &[]),
    };
    Some((mark, draft))
}

/// A question with the keys that answer it: on the last line where both fit, else over it. What was
/// pressed instead of an answer is told over that.
fn ask(print: &mut Print, state: &State, question: &str, last: Area) {
    let answers = hints(state, state.hints());
    let fits = width::width(question) + 2 + usize::from(spans_width(&answers));
    let mut line = last;
    let x = if fits <= usize::from(last.width) {
        print.text(last.x, last.y, last.width, Role::Warn, question) + 2
    } else {
        let rows = wrap::paragraph(question, usize::from(last.width), MESSAGE);
        line.y = last.y.saturating_sub(rows.len() as u16);
        message(print, question, Role::Warn, Area { y: last.y.saturating_sub(1), ..last });
        last.x
    };
    print.spans(x, last.y, (last.x + last.width).saturating_sub(x), &answers);
    if let (Some(toast), 1..) = (state.toasts.shown(), line.y) {
        message(print, &toast.text, Role::Error, Area { y: line.y - 1, ..last });
    }
}

/// The keys that matter here, as many as fit whole: help and the way back, then what comes first.
fn fitting(state: &State, room: u16) -> Vec<Span> {
    let all = state.hints();
    let is_sure = |command: &Command| matches!(command, Command::Help | Command::Leave);
    let mut chosen: Vec<Command> = Vec::new();
    let (sure, others): (Vec<Command>, Vec<Command>) = all.iter().partition(|one| is_sure(one));
    for command in sure.into_iter().chain(others) {
        chosen.push(command);
        let in_order: Vec<Command> =
            all.iter().copied().filter(|one| chosen.contains(one)).collect();
        if spans_width(&hints(state, &in_order)) > room {
            chosen.pop();
        }
    }
    let in_order: Vec<Command> = all.iter().copied().filter(|one| chosen.contains(one)).collect();
    hints(state, &in_order)
}

/// How a message looks.
pub(super) fn tone(toast: &Toast) -> Role {
    match toast.tone {
        Tone::Done => Role::Accent,
        Tone::Error => Role::Error,
    }
}

/// Lines that a message may take.
const MESSAGE: usize = 4;

/// A message: on the last line where it fits, else with the lines before it.
pub(super) fn message(print: &mut Print, text: &str, role: Role, last: Area) {
    let rows = wrap::paragraph(text, usize::from(last.width), MESSAGE);
    let top = (last.y + 1).saturating_sub(rows.len() as u16);
    for (y, row) in (top..=last.y).zip(&rows) {
        print.clear(Area { x: 0, y, width: last.x + last.width + 1, height: 1 });
        print.text(last.x, y, last.width, role, row);
    }
}

/// How the word before the cursor can go on, over the line it is typed on.
fn completions(print: &mut Print, state: &State, ways: Vec<String>, area: Area) {
    if ways.is_empty() || area.y == 0 {
        return;
    }
    let line = Area { y: area.y - 1, ..area };
    print.clear(line);
    let mut spans =
        vec![span(Role::Accent, format!(" {} ", state.settings.keymap.shown(Command::Complete)))];
    for (at, way) in ways.into_iter().enumerate() {
        spans.push(span(if at == 0 { Role::Head } else { Role::Dim }, format!(" {way} ")));
    }
    print.spans(line.x, line.y, line.width, &spans);
}

/// Commands with their keys and a word each.
fn hints(state: &State, commands: &[Command]) -> Vec<Span> {
    let mut spans = Vec::new();
    for command in commands {
        let keys = state.settings.keymap.keys_in(state.place(), &Choice::Command(*command));
        let key = keys.into_iter().next().unwrap_or_default();
        if key.is_empty() {
            continue;
        }
        if !spans.is_empty() {
            spans.push(span(Role::Rule, " · "));
        }
        spans.push(span(Role::Accent, key));
        let word = match (state.overlays.last(), command) {
            // Each answer says what becomes of the text.
            (
                Some(Overlay::Question(YesNo::KeepNote)),
                Command::Yes | Command::No | Command::Back,
            ) => say(state.lang, &format!("ui.keeping.{}", command.name()), &[]),
            _ => say(state.lang, &format!("ui.hint.{}", command.name()), &[]),
        };
        spans.push(span(Role::Dim, format!(" {word}")));
    }
    spans
}

/// Cells for the rest of a sequence.
const KEYS: usize = 8;

/// Cells of a column of continuations.
const COLUMN: u16 = 48;

/// How the keys typed so far can go on: over the last lines, in as many columns as fit.
fn continuations(print: &mut Print, state: &State, area: Area) {
    let ways = state.settings.keymap.continuations(state.place(), &state.typed);
    let columns = (area.width / COLUMN).max(1);
    let height = (ways.len() as u16).div_ceil(columns).min(area.y.saturating_sub(2));
    let top = area.y - height;
    print.clear(Area { y: top - 1, height: height + 2, ..area });
    print.rule(area.x, top - 1, area.width, Role::Accent);
    let width = area.width / columns;
    for (at, (rest, choice)) in (0..height * columns).zip(&ways) {
        let (column, line) = (at / height.max(1), at % height.max(1));
        let spans = [
            span(Role::Accent, width::pad(rest, KEYS)),
            match choice {
                Choice::Command(command) => span(Role::Text, command.help(state.lang)),
                Choice::Macro(own) => span(Role::Text, &own.name),
                Choice::Theme(_) | Choice::Language(_) | Choice::Setting(..) => {
                    span(Role::Text, choice.name())
                }
            },
        ];
        let x = area.x + 2 + column * width;
        print.spans(x, top + line, width.saturating_sub(3), &spans);
    }
    let typed = [span(Role::Head, written(&state.typed)), span(Role::Dim, " …")];
    print.spans(area.x + 1, area.y, area.width.saturating_sub(2), &typed);
}
