//! The sources and how they have been doing: a list, and all that is known of the selected one
//! beside it or, on a narrow screen, below it.

use super::print::Print;
use crate::app::command::Command;
use crate::app::layer::Layer;
use crate::app::layout::{Area, EDGE, Layout};
use crate::app::page::{Line, Role, Span, span};
use crate::app::sources::{Row, SourceList, rows_below};
use crate::app::state::State;
use crate::app::why::age;
use crate::lang::{Lang, count, say};
use crate::model::source::Next;
use crate::model::{AccountHealth, Condition, Health, Moment};
use crate::text::{width, wrap};

/// Cells of the facts' names beside the list.
const NAMES: usize = 14;

/// Lines that the trouble of a source takes at most, beside the list.
const TROUBLE: usize = 8;

/// Paints the list of sources.
pub fn paint(print: &mut Print, state: &State, list: &SourceList, layout: &Layout) {
    let lang = state.lang;
    let mut title = vec![
        span(Role::Head, say(lang, "ui.title.sources", &[])),
        span(Role::Dim, format!("  {}", list.len())),
    ];
    if !list.find.is_empty() {
        title.push(span(Role::Accent, format!("  / {}", list.find)));
    }
    super::page::paint_title(print, layout.titles, &title, &servers(print, state, list));
    let body = layout.body;
    let below = rows_below(state.size.width) as u16;
    let (rows, detail) = if below > 0 {
        let height = body.height.saturating_sub(below);
        let detail = Area {
            x: body.x + EDGE,
            y: body.y + height,
            width: body.width.saturating_sub(EDGE + 1),
            height: below,
        };
        (Area { height, ..body }, detail)
    } else {
        let width = (body.width * 3 / 5).min(100);
        let x = body.x + width + 2;
        let detail = Area { x, width: body.width.saturating_sub(width + 3), ..body };
        (Area { width, ..body }, detail)
    };
    for (y, row) in (rows.y..rows.y + rows.height).zip(list.rows().into_iter().skip(list.top)) {
        let area = Area { y, height: 1, ..rows };
        match row {
            Row::Heading(part, many) => {
                let heading = [
                    span(Role::Head, say(lang, part.key(), &[])),
                    span(Role::Dim, format!("  {many}")),
                ];
                print.spans(area.x + EDGE, y, area.width.saturating_sub(EDGE), &heading);
            }
            Row::Account(account) => paint_account(print, lang, account, state.now, area),
            Row::Source(health) => paint_row(print, lang, health, state.now, area),
        }
        if list.is_selected(&row) {
            print.select(area);
            print.text(area.x, y, 1, Role::Accent, print.icons().selected);
        }
    }
    let lines = match list.current() {
        Some(health) if below > 0 => short(lang, health, state.now, usize::from(detail.width)),
        Some(health) => whole(lang, health, state.now, usize::from(detail.width)),
        None if list.account().is_some() => of_account(state, list, usize::from(detail.width)),
        None if list.is_waiting() => vec![vec![span(Role::Dim, say(lang, "ui.loading", &[]))]],
        None => vec![vec![span(Role::Dim, say(lang, "ui.source.none", &[]))]],
    };
    for (y, line) in (detail.y..detail.y + detail.height).zip(&lines) {
        print.spans(detail.x, y, detail.width, line);
    }
}

/// What is known of the selected reader server, in a few lines, and the keys that act on it.
fn of_account(state: &State, list: &SourceList, cells: usize) -> Vec<Line> {
    let Some(account) = list.account() else { return Vec::new() };
    let lang = state.lang;
    let mut lines = Vec::new();
    let mut put = |role: Role, text: &str| {
        let rows = wrap::paragraph(text, cells, 3).into_iter();
        lines.extend(rows.map(|row| vec![span(role, row)]));
    };
    let told = account.phrase(state.now).say(lang);
    let waiting = say(lang, "account.waiting", &[&account.waiting]);
    put(Role::Text, &format!("{} · {told} · {waiting}", account.name));
    if let Some(why) = &account.state.last_error {
        put(Role::Error, &why.say(lang));
    }
    let key = |command| state.settings.keymap.shown(command);
    let keys = [key(Command::Open), key(Command::Refresh), key(Command::RefreshAll)];
    put(Role::Dim, &say(lang, "account.page.keys", &[&keys[0], &keys[1], &keys[2]]));
    lines
}

/// At the right of the title: the first reader server, what waits for it and since when it is in
/// step.
fn servers(print: &Print, state: &State, list: &SourceList) -> Vec<Span> {
    let Some(account) = list.accounts().first() else { return Vec::new() };
    let lang = state.lang;
    let mut words = vec![format!("{} {}", print.icons().exchange, account.name)];
    if account.waiting > 0 {
        words.push(say(lang, "account.waiting", &[&account.waiting]).into_owned());
    }
    let last = account.state.last_success.map(|then| age(lang, then, state.now));
    words.extend(last);
    vec![span(Role::Dim, words.join(" · "))]
}

/// A reader server: its host, how it is, and what it carries; what is wrong with it in place of
/// that.
fn paint_account(print: &mut Print, lang: Lang, account: &AccountHealth, now: Moment, area: Area) {
    let sign = print.icons().exchange;
    let role = if account.is_trouble() { Role::Error } else { Role::Up };
    print.text(area.x + 1, area.y, 2, role, sign);
    let name = format!("{} {}", width::pad(&account.name, 10), account.host);
    let cells = (area.width / 3).clamp(20, 40);
    print.text(area.x + EDGE, area.y, cells, Role::Text, &name);
    let state = account.phrase(now).say(lang);
    let holds = say(lang, "account.holds", &[&account.feeds, &account.unread]);
    let line = format!("{} {holds}", width::pad(&state, 18));
    let x = area.x + EDGE + 1 + cells;
    print.text(x, area.y, (area.x + area.width).saturating_sub(x), Role::Dim, &line);
}

/// What is known of a source, in the few lines below the list: the facts in one, then its trouble
/// or its address.
fn short(lang: Lang, health: &Health, now: Moment, cells: usize) -> Vec<Line> {
    let state = &health.state;
    let mut facts = vec![condition(lang, health, now)];
    if state.failures > 1 {
        facts.push(say(lang, "ui.source.streak", &[&state.failures]).into_owned());
    }
    facts.extend(next(lang, health, now));
    let read = share(health);
    facts.push(say(lang, "ui.source.items", &[&health.items, &read]).into_owned());
    let mut lines = vec![vec![span(Role::Dim, facts.join(" · "))]];
    let most = rows_below(0) - 1;
    match trouble(lang, health, now) {
        Some(trouble) => {
            let rows = wrap::paragraph(&trouble, cells, most);
            lines.extend(rows.into_iter().map(|row| vec![span(Role::Error, row)]));
        }
        None => lines.push(vec![span(Role::Dim, health.source.address.clone())]),
    }
    lines
}

/// All that is known of a source, for the column beside the list.
fn whole(lang: Lang, health: &Health, now: Moment, cells: usize) -> Vec<Line> {
    let (source, state) = (&health.source, &health.state);
    let ago = |moment: Option<Moment>| moment.map(|moment| age(lang, moment, now));
    let mut lines: Vec<Line> = wrap::paragraph(&source.name, cells, 2)
        .into_iter()
        .map(|row| vec![span(Role::Head, row)])
        .collect();
    let id = format!("{} · {}", source.id, condition(lang, health, now));
    lines.push(vec![span(Role::Dim, id)]);
    lines.push(Vec::new());
    let mut facts: Vec<(&str, Option<String>)> = vec![
        ("kind", Some(source.kind.clone())),
        ("answered", ago(state.last_success)),
        ("news", ago(state.last_new)),
        ("next", next(lang, health, now)),
    ];
    if state.failures > 0 {
        facts.push(("since", ago(state.failing_since)));
    }
    let read = share(health);
    let read = say(lang, "ui.source.items_of", &[&read, &health.items]).into_owned();
    facts.push(("read", Some(read).filter(|_| health.items > 0)));
    for (name, fact) in facts {
        let name = say(lang, &format!("ui.source.{name}"), &[]);
        lines.push(vec![
            span(Role::Dim, width::pad(&name, NAMES)),
            span(Role::Text, fact.unwrap_or_else(|| "–".to_owned())),
        ]);
    }
    if health.new_in_week > 0 {
        let week = count(lang, "ui.source.week", u64::from(health.new_in_week), &[]);
        lines.push(vec![span(Role::Text, format!("{}{week}", " ".repeat(NAMES)))]);
    }
    lines.push(Vec::new());
    let address = wrap::paragraph(&source.address, cells, 3);
    lines.extend(address.into_iter().map(|row| vec![span(Role::Link, row)]));
    if let Some(trouble) = trouble(lang, health, now) {
        lines.push(Vec::new());
        let rows = wrap::paragraph(&trouble, cells, TROUBLE);
        lines.extend(rows.into_iter().map(|row| vec![span(Role::Error, row)]));
    }
    lines
}

fn condition(lang: Lang, health: &Health, now: Moment) -> String {
    // Without a network no source is to blame, but it was asked.
    if health.condition(now) == Condition::Unvisited && health.state.last_error.is_some() {
        return say(lang, "ui.source.unreached", &[]).into_owned();
    }
    say(lang, &format!("health.{}", health.condition(now).name()), &[]).into_owned()
}

fn share(health: &Health) -> String {
    format!("{:.0}", health.share_read() * 100.0)
}

/// When it is asked next, if it is on.
fn next(lang: Lang, health: &Health, now: Moment) -> Option<String> {
    if let Some(account) = health.carried_by().filter(|_| health.source.enabled) {
        return Some(say(lang, "ui.source.carried", &[&account]).into_owned());
    }
    let said = match health.next_visit(now) {
        Next::Never if health.source.enabled => say(lang, "ui.source.end", &[]),
        Next::Never => return None,
        Next::Now => say(lang, "ui.source.now", &[]),
        // As long from now as an age is back from now.
        Next::At(due) => say(lang, "ui.source.due", &[&age(lang, now - (due - now), now)]),
    };
    Some(said.into_owned())
}

/// What is wrong with a source, and what to do; its address is known by then.
fn trouble(lang: Lang, health: &Health, now: Moment) -> Option<String> {
    match health.condition(now) {
        Condition::Gone => Some(say(lang, "ui.source.gone_advice", &[]).into_owned()),
        Condition::Silent => Some(say(lang, "ui.source.silent_advice", &[]).into_owned()),
        Condition::Dead
        | Condition::Failing
        | Condition::Well
        | Condition::Unvisited
        | Condition::Off => {
            let error = health.state.last_error.as_ref()?.say(lang);
            let host = crate::text::address::host(&health.source.address).unwrap_or_default();
            let shown = error.replace(&health.source.address, host);
            Some(if host.is_empty() { error } else { shown })
        }
    }
}

fn paint_row(print: &mut Print, lang: Lang, health: &Health, now: Moment, area: Area) {
    let icons = print.icons();
    let state = health.condition(now);
    let (role, mark) = match state {
        Condition::Off => (Role::Dim, " "),
        // That nobody answered is no fault of the source, but nothing came of it all the same.
        Condition::Unvisited if health.state.last_error.is_some() => (Role::Warn, icons.failed),
        Condition::Unvisited => (Role::Dim, "·"),
        Condition::Well => (Role::Up, icons.well),
        Condition::Silent => (Role::Warn, "…"),
        Condition::Gone | Condition::Failing | Condition::Dead => (Role::Error, icons.failed),
    };
    print.text(area.x + 1, area.y, 2, role, mark);
    let name_role = if health.source.enabled { Role::Text } else { Role::Dim };
    let name_cells = (area.width / 3).clamp(20, 40);
    print.text(area.x + EDGE, area.y, name_cells, name_role, &health.source.name);
    let pane = health.source.pane.map_or(String::new(), |pane| {
        say(lang, &format!("pane.{}", pane.name()), &[]).into_owned()
    });
    let last = match (state, health.state.last_success) {
        (Condition::Gone | Condition::Off | Condition::Dead | Condition::Silent, _)
        | (Condition::Failing, None) => condition(lang, health, now),
        (_, None) if health.state.last_error.is_some() => {
            say(lang, "ui.source.unreached", &[]).into_owned()
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
    let x = area.x + EDGE + 1 + name_cells;
    print.text(x, area.y, (area.x + area.width).saturating_sub(x), Role::Dim, &line);
}
