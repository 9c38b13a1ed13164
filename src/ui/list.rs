//! Ranked rows and the titles over them.

use std::borrow::Cow;

use super::print::{Print, spans_width};
use crate::app::command::Command;
use crate::app::effect::ListName;
use crate::app::groups::{Group, Heading};
use crate::app::layout::{Area, Layout};
use crate::app::list::{BEFORE_TITLE, Form, List};
use crate::app::lists::View;
use crate::app::mine::Column;
use crate::app::page::{Role, Span, span};
use crate::app::search::Subject;
use crate::app::state::State;
use crate::app::terms::name_of_term;
use crate::app::why::row_age;
use crate::lang::{Lang, count, say};
use crate::model::{Listed, Pane, Progress, Row};
use crate::text::{width, wrap};

/// Paints the titles of the columns: as tabs where one is shown, else each over its column.
pub fn titles(print: &mut Print, state: &State, layout: &Layout) {
    let y = layout.titles.y;
    let tabs = |print: &mut Print, columns: &[Column], between: &str, area: Area| {
        print.rule(area.x, y, area.width, Role::Rule);
        let (mut x, end) = (area.x, area.x + area.width);
        for column in columns {
            if x > area.x {
                x = print.text(x, y, 1, Role::Rule, between);
            }
            let title = title(print, state, *column);
            x = print.spans(x, y, end.saturating_sub(x), &title);
        }
    };
    if layout.panes.iter().flatten().count() <= 1 {
        let vertical = print.icons().vertical;
        tabs(print, &Column::ALL, vertical, Area { x: 0, ..layout.titles });
        return;
    }
    let last = layout.panes[Pane::Trends.index()].or(layout.mine);
    let both = [Column::Pane(Pane::Trends), Column::Mine];
    for column in Column::ALL {
        let area = match column {
            Column::Pane(pane) => layout.panes[pane.index()],
            Column::Mine => layout.mine,
        };
        match (column, last) {
            (Column::Pane(Pane::Trends), Some(last)) if !layout.has_four() => {
                tabs(print, &both, "·", last);
            }
            (Column::Mine, _) if !layout.has_four() => {}
            (Column::Pane(_) | Column::Mine, _) => {
                if let Some(area) = area {
                    tabs(print, &[column], "", area);
                }
            }
        }
    }
}

fn title(print: &Print, state: &State, column: Column) -> Vec<Span> {
    let focused = state.has_keys(column);
    let mark = if focused { print.icons().selected } else { " " };
    let (number, name, count) = state.title_of(column);
    let role = if focused { Role::Head } else { Role::Dim };
    let mut spans = vec![
        span(Role::Accent, mark),
        span(if focused { Role::Accent } else { Role::Dim }, format!("{number} ")),
        span(role, name),
        span(Role::Dim, " "),
    ];
    if count > 0 {
        spans.push(span(Role::Dim, format!("{count} ")));
    }
    spans
}

/// Paints the title of a list over the panes.
pub fn title_of_view(print: &mut Print, state: &State, view: &View, area: Area) {
    let subject = name_of(state, &view.subject);
    print.rule(area.x, area.y, area.width, Role::Accent);
    let mut many = String::from(" ");
    if !view.list.is_waiting() {
        many.push_str(&format!("{} ", view.list.len()));
    }
    if let Some(order) = view.order_told(state.lang) {
        let key = state.settings.keymap.shown(Command::Order);
        many.push_str(&format!("· {order} ({key}) "));
    }
    // The rule goes on behind a blank, however long the name is.
    let room = usize::from(area.width).saturating_sub(width::width(&many) + 3);
    let title = [
        span(Role::Accent, print.icons().selected),
        span(Role::Head, width::cut(&subject, room)),
        span(Role::Dim, many),
    ];
    print.spans(area.x, area.y, area.width, &title);
}

/// A list's name.
fn name_of<'a>(state: &State, subject: &'a Subject) -> Cow<'a, str> {
    let lang = state.lang;
    match subject {
        Subject::Found { line, within: None } => say(lang, "ui.view.found", &[line]),
        Subject::Found { line, within: Some(within) } => {
            say(lang, "ui.view.found_in", &[&name_of(state, &within.0), line])
        }
        Subject::Unread => say(lang, "ui.view.unread", &[]),
        Subject::Starred => say(lang, "ui.view.starred", &[]),
        Subject::Noted => say(lang, "ui.view.noted", &[]),
        Subject::Source(name) => name.into(),
        Subject::Term(term) => name_of_term(lang, &term.trend).into(),
        Subject::All => say(lang, "ui.view.all", &[]),
        Subject::LeftOut => {
            let name = say(lang, "ui.view.left_out", &[]);
            state.told_muted_count().map_or(name.clone(), |told| format!("{name} · {told}").into())
        }
        Subject::Counted(told) => told.into(),
        Subject::Story(title) => say(lang, "ui.view.story", &[title]),
        Subject::Related(title) => say(lang, "ui.view.related", &[title]),
        Subject::Due(week) => say(lang, "ui.view.due", &[&state.week(*week)]),
        Subject::Idea(title) => say(lang, "ui.view.idea", &[title]),
    }
}

/// Paints the rows of a list.
pub fn paint(print: &mut Print, state: &State, list: &List, area: Area, focused: bool) {
    if list.is_empty() {
        let text = if list.is_waiting() {
            say(state.lang, "ui.loading", &[])
        } else {
            state.nothing_here(list).into()
        };
        let x = area.x + BEFORE_TITLE.min(area.width);
        let cells = (area.x + area.width).saturating_sub(x);
        let rows = wrap::paragraph(&text, usize::from(cells), usize::from(area.height));
        for (y, row) in (area.y + 1..area.y + area.height).zip(&rows) {
            print.text(x, y, cells, Role::Dim, row);
        }
        return;
    }
    let form = list.form(area, &state.rows);
    let rows: Vec<_> = list.shown(area, &state.rows).collect();
    let chosen = state.chosen_ids();
    for (index, row, y, height) in rows {
        let mut at = Area { y: area.y + y, height, ..area };
        let heading = list.heading(index);
        if let Some(heading) = heading.filter(|heading| form.gives_line_to(heading)) {
            paint_heading(print, state, heading, Area { height: 1, ..at });
            at = Area { y: at.y + 1, height: at.height - 1, ..at };
            if at.height == 0 {
                continue;
            }
        } else if let Some(Group::Named { name, .. }) = heading.map(|heading| &heading.group) {
            print.text(at.x + BEFORE_TITLE, at.y, form.label - 1, Role::Dim, first_name(name));
        }
        if let (true, Some(listed)) = (list.query().is_of_list(), &row.listed) {
            standing(print, state, row, listed, at);
        } else {
            paint_row(print, state, (list, index, row), form, at);
        }
        if chosen.contains(&row.id) {
            print.text(at.x + 1, at.y, 1, Role::Accent, print.icons().chosen);
        }
        if list.selected() == Some(row.id) && focused {
            print.select(at);
            for y in at.y..at.y + at.height {
                print.text(at.x, y, 1, Role::Accent, print.icons().selected);
            }
        }
    }
}

/// The first of the names that a heading joins: `reasoning` of `Reasoning and planning`.
fn first_name(name: &str) -> &str {
    let ends =
        [" and ", " & ", ", ", "·", "와 ", "과 "].iter().filter_map(|joint| name.find(joint));
    ends.min().map_or(name, |end| &name[..end])
}

/// A row: what it says, on as many lines as there are for it, and behind that its age and source
/// where they fit whole.
fn paint_row(
    print: &mut Print,
    state: &State,
    (list, index, row): (&List, usize, &Row),
    form: Form,
    at: Area,
) {
    mark(print, state, row, at);
    let x = at.x + BEFORE_TITLE + form.label;
    let lines = list.lines((index, row), form);
    for (y, line) in (at.y..at.y + at.height).zip(&lines) {
        print.text(x, y, form.cells, title_role(row), line);
    }
    let Some(last) = lines.last().filter(|_| lines.len() <= usize::from(at.height)) else { return };
    let room = usize::from(form.cells).saturating_sub(width::width(last) + GAP);
    let mut behind = String::new();
    for fact in meta(state, row, list.name() == ListName::Mine) {
        let longer = if behind.is_empty() { fact } else { format!("{fact} · {behind}") };
        if width::width(&longer) > room {
            break;
        }
        behind = longer;
    }
    let line = Area { y: at.y + lines.len() as u16 - 1, height: 1, ..at };
    print.spans_right(line, &[span(Role::Dim, behind)]);
}

/// What is known of a row beside what it says, what matters most first.
fn meta(state: &State, row: &Row, is_mine: bool) -> Vec<String> {
    let lang = state.lang;
    if is_mine {
        // What an edition says of it there is the reader's own.
        let entry = state.mine_entry(row.id);
        return entry.map(|entry| entry.meta.clone()).unwrap_or_default();
    }
    let others = row.story_size.saturating_sub(1);
    let source = match others {
        0 => row.source_name.clone(),
        others => format!("{} {}", row.source_name, say(lang, "ui.other_sources", &[&others])),
    };
    let mut facts = vec![row_age(lang, row, state.now)];
    facts.extend(reading(state, row));
    let followed = state.front.followed(row.id).map(str::to_owned);
    let is_followed = followed.is_some();
    // Before all that gives way where there is little room.
    facts.splice(0..0, followed);
    facts.push(source);
    facts.extend(author(lang, row).filter(|_| row.pane == Pane::Research && !is_followed));
    facts.retain(|fact| !fact.trim().is_empty());
    facts
}

/// Days of mentions over a group's rows, and fewer than which tell nothing.
const DAYS: usize = 14;
const LEAST_DAYS: usize = 5;

/// What rows have in common, over them: a shelf; a company with what it did, or how often it was
/// named; the other rows; what came later; earlier editions.
fn paint_heading(print: &mut Print, state: &State, heading: &Heading, at: Area) {
    print.rule(at.x + 1, at.y, at.width.saturating_sub(1), Role::Rule);
    let words = |words: &[Span]| {
        let blank = || span(Role::Text, " ");
        [blank()].into_iter().chain(words.iter().cloned()).chain([blank()]).collect::<Vec<_>>()
    };
    let (x, cells) = (at.x + 3, at.width.saturating_sub(4));
    let key = match &heading.group {
        Group::Company(key) => key,
        Group::Named { name, told } => {
            // What does not fit whole is left out.
            let room = usize::from(cells).saturating_sub(width::width(name) + 2);
            let mut told = if told.is_empty() { String::new() } else { format!(" · {told}") };
            while width::width(&told) > room {
                told.truncate(told.rfind(" · ").unwrap_or_default());
            }
            let told = span(Role::Dim, told);
            print.spans(x, at.y, cells, &words(&[span(Role::Head, name.clone()), told]));
            return;
        }
        Group::Rest { left } => {
            // As many as the page says are in the pane, and those that it left out.
            let more = heading.size.saturating_sub(*left) as u64;
            let mut rest = count(state.lang, "ui.rest", more, &[]).into_owned();
            if *left > 0 {
                let left = say(state.lang, "ui.rest_left", &[left]);
                rest = if more > 0 { format!("{rest} · {left}") } else { left.into_owned() };
            }
            print.spans(x, at.y, cells, &words(&[span(Role::Dim, rest)]));
            return;
        }
        Group::Others => {
            let others = say(state.lang, "ui.other_companies", &[]);
            print.spans(x, at.y, cells, &words(&[span(Role::Dim, others)]));
            return;
        }
        Group::Late => {
            let late = say(state.lang, "ui.came_later", &[]);
            print.spans(x, at.y, cells, &words(&[span(Role::Dim, late)]));
            return;
        }
        Group::Earlier => {
            let earlier = say(state.lang, "ui.earlier_editions", &[]);
            print.spans(x, at.y, cells, &words(&[span(Role::Dim, earlier)]));
            return;
        }
    };
    let Some(company) = state.talk.company(key) else {
        // Until the companies are counted, and for one of which only its source's settings tell.
        let name = [span(Role::Strong, format!(" {} ", title_case(key)))];
        print.spans(at.x + 3, at.y, at.width.saturating_sub(4), &name);
        return;
    };
    let week: u32 = company.series[company.series.len().saturating_sub(7)..].iter().sum();
    let week = format!(" {week} ");
    let name = match (state.lang, &company.korean) {
        (Lang::Ko, Some(korean)) => korean,
        (Lang::Ko, None) | (Lang::En, _) => &company.name,
    };
    // The name stays whole; of its days, as many are shown as leave room for that.
    let room = usize::from(at.width.saturating_sub(6)).saturating_sub(width::width(&week));
    let name = width::cut(name, room.saturating_sub(1));
    let days = room.saturating_sub(width::width(&name) + 3).min(DAYS);
    let mut told = vec![span(Role::Dim, week)];
    if days >= LEAST_DAYS {
        let from = company.series.len().saturating_sub(days);
        let days = super::terms::sparkline(print, &company.series[from..]);
        told.insert(0, span(Role::Spark, format!(" {days}")));
    }
    let name = [span(Role::Strong, format!(" {name} "))];
    print.spans(at.x + 3, at.y, at.width.saturating_sub(4), &name);
    print.spans_right(at, &told);
}

/// A key as a name: `meta-ai` as `Meta Ai`.
fn title_case(key: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|c| c.to_uppercase().chain(letters).collect::<String>())
    };
    key.split('-').filter_map(word).collect::<Vec<_>>().join(" ")
}

/// The one sign of a row: that a note on it waits to be finished, else that it is on the reading list
/// or has a note, else that it was read, else that it came after the edition was opened.
pub(super) fn sign(print: &Print, state: &State, row: &Row) -> Option<(Role, &'static str)> {
    let icons = print.icons();
    if state.has_draft(row.id) {
        Some((Role::Warn, icons.draft))
    } else if row.starred {
        Some((Role::Star, icons.star))
    } else if row.noted {
        Some((Role::Note, icons.note))
    } else if row.read {
        Some((Role::Dim, icons.read))
    } else {
        state.front.is_new(row.id).then_some((Role::New, icons.unread))
    }
}

/// Paints the sign of a row before it.
fn mark(print: &mut Print, state: &State, row: &Row, at: Area) {
    if let Some((role, sign)) = sign(print, state, row) {
        print.text(at.x + 1, at.y, 1, role, sign);
    }
}

/// Cells for a week's name, `2026-W10` or in words.
const WEEK: usize = 9;

/// A row of the reading list: how far the reading is and when it is due stand in columns of their
/// own, before them what else fits beside the title.
fn standing(print: &mut Print, state: &State, row: &Row, listed: &Listed, at: Area) {
    mark(print, state, row, at);
    let lang = state.lang;
    let words = Progress::ALL.map(|known| say(lang, &format!("reading.{}", known.name()), &[]));
    let widest = words.iter().map(|word| width::width(word)).max().unwrap_or(0);
    let week = listed.due.map(|week| state.week(week)).unwrap_or_default();
    let role = match listed.state {
        Progress::ToRead => Role::Text,
        Progress::Reading => Role::Accent,
        Progress::Done => Role::Dim,
    };
    let columns = [
        span(role, width::pad(&words[listed.state as usize], widest)),
        span(Role::Dim, format!(" {}", width::pad(&week, WEEK))),
    ];
    let x = at.x + BEFORE_TITLE;
    let room = usize::from(at.width.saturating_sub(BEFORE_TITLE))
        .saturating_sub(usize::from(spans_width(&columns)) + 2);
    let tags: Vec<String> = listed.tags.iter().map(|tag| format!("#{tag}")).collect();
    let tags = tags.join(" ");
    let mut choices = vec![tags.clone()];
    // A paper is known by who wrote it.
    for more in author(lang, row).into_iter().chain([row.source_name.clone()]) {
        let before = choices[0].clone();
        let dot = if before.is_empty() { "" } else { " · " };
        choices.insert(0, format!("{before}{dot}{}", width::cut(&more, SOURCE)));
    }
    let title = width::width(&row.title);
    let fits = choices.iter().find(|choice| title + 2 + width::width(choice) <= room);
    // The title's tail yields to the tags, as far as these are short.
    let meta = fits.cloned().unwrap_or_else(|| width::cut(&tags, room / 3).into_owned());
    let left = room.saturating_sub(width::width(&meta) + if meta.is_empty() { 0 } else { 2 });
    print.text(x, at.y, left as u16, title_role(row), &row.title);
    let area = Area { width: at.width.saturating_sub(spans_width(&columns) + 2), ..at };
    print.spans_right(area, &[span(Role::Dim, meta)]);
    print.spans_right(at, &columns);
}

fn title_role(row: &Row) -> Role {
    if row.read { Role::Read } else { Role::Unread }
}

/// Blanks after a title.
const GAP: usize = 2;

/// The most cells that a source's name takes on a row of the reading list.
const SOURCE: usize = 22;

/// How an item stands on the reading list, where that is more than that it does.
fn reading(state: &State, row: &Row) -> Option<String> {
    let listed = row.listed.as_ref().filter(|listed| **listed != Listed::default())?;
    let mut parts = vec![say(state.lang, &format!("reading.{}", listed.state.name()), &[]).into()];
    parts.extend(listed.due.map(|week| state.week(week)));
    parts.extend(listed.tags.iter().map(|tag| format!("#{tag}")));
    Some(parts.join(" "))
}

fn author(lang: Lang, row: &Row) -> Option<String> {
    // A newsroom that signs with its own name was named already.
    let first = row.first_author.as_ref().filter(|first| !row.source_name.contains(*first))?;
    Some(match row.author_count.saturating_sub(1) {
        0 => first.clone(),
        others => say(lang, "app.and_others", &[first, &others]).into_owned(),
    })
}

/// How many items are chosen, and where the selection stands in its list.
pub fn position(state: &State) -> Vec<Span> {
    let list = state.list();
    let mut spans = Vec::new();
    if let chosen @ 1.. = state.chosen_count() {
        spans.push(span(Role::Accent, count(state.lang, "ui.chosen", chosen as u64, &[])));
        spans.push(span(Role::Text, "  "));
    }
    if let (Some(index), None) = (list.selected_index(), state.mover()) {
        spans.push(span(Role::Dim, format!("{}/{}", index + 1, list.len())));
    }
    spans
}
