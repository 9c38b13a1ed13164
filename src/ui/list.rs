//! Ranked rows and the titles over them.

use super::print::{Print, spans_width};
use crate::app::groups::Heading;
use crate::app::layout::{Area, Layout};
use crate::app::list::{BEFORE_TITLE, List, title_lines};
use crate::app::lists::View;
use crate::app::page::{Role, Span, span};
use crate::app::search::Subject;
use crate::app::state::State;
use crate::app::why::age;
use crate::lang::{Lang, count, say};
use crate::model::{Listed, Pane, Row};
use crate::text::{width, wrap};

/// From this width on a row names its source.
const SOURCE_FROM: u16 = 64;

/// Cells that a source's name may take on a row.
const SOURCE: usize = 22;

/// Paints the titles of the panes: as tabs where one pane is shown, else each over its column.
pub fn titles(print: &mut Print, state: &State, layout: &Layout) {
    let y = layout.titles.y;
    let alone = layout.panes.iter().flatten().count() == 1;
    if !alone {
        for pane in Pane::ALL {
            let Some(area) = layout.panes[pane.index()] else { continue };
            let title = title(print, state, pane);
            let role = if pane == state.focus { Role::Accent } else { Role::Rule };
            print.rule(area.x, y, area.width, role);
            print.spans(area.x, y, area.width, &title);
        }
        return;
    }
    print.rule(0, y, layout.titles.width, Role::Rule);
    let mut x = 0;
    for pane in Pane::ALL {
        if pane.index() > 0 {
            x = print.text(x, y, 1, Role::Rule, "│");
        }
        let title = title(print, state, pane);
        x = print.spans(x, y, layout.titles.width.saturating_sub(x), &title);
    }
}

fn title(print: &Print, state: &State, pane: Pane) -> Vec<Span> {
    let focused = pane == state.focus;
    let mark = if focused { print.icons().selected } else { " " };
    let name = say(state.lang, &format!("pane.{}", pane.name()), &[]);
    let role = if focused { Role::Head } else { Role::Dim };
    let mut spans = vec![
        span(Role::Accent, mark),
        span(if focused { Role::Accent } else { Role::Dim }, format!("{} ", pane.index() + 1)),
        span(role, name),
        span(Role::Dim, " "),
    ];
    let today = state.tally.today[pane.index()];
    if today.all > 0 {
        spans.push(span(Role::Dim, format!("{}/{} ", today.unread, today.all)));
    }
    spans
}

/// Paints the title of a list over the panes.
pub fn title_of_view(print: &mut Print, state: &State, view: &View, area: Area) {
    let lang = state.lang;
    let subject = name_of(lang, &view.subject);
    print.rule(area.x, area.y, area.width, Role::Accent);
    let mut title =
        vec![span(Role::Accent, print.icons().selected), span(Role::Head, format!("{subject} "))];
    if !view.list.is_waiting() {
        title.push(span(Role::Dim, format!("{} ", view.list.len())));
    }
    print.spans(area.x, area.y, area.width.saturating_sub(2), &title);
}

/// A list's name.
fn name_of(lang: Lang, subject: &Subject) -> std::borrow::Cow<'_, str> {
    match subject {
        Subject::Found { line, within: None } => say(lang, "ui.view.found", &[line]),
        Subject::Found { line, within: Some(within) } => {
            say(lang, "ui.view.found_in", &[&name_of(lang, &within.0), line])
        }
        Subject::Unread => say(lang, "ui.view.unread", &[]),
        Subject::Starred => say(lang, "ui.view.starred", &[]),
        Subject::Noted => say(lang, "ui.view.noted", &[]),
        Subject::Source(name) => name.into(),
        Subject::Term(trend) => trend.term.as_str().into(),
        Subject::All => say(lang, "ui.view.all", &[]),
        Subject::Story(title) => say(lang, "ui.view.story", &[title]),
        Subject::Due(week) => say(lang, "ui.view.due", &[week]),
        Subject::Idea(title) => say(lang, "ui.view.idea", &[title]),
        Subject::Day(day) => super::header::day(lang, *day).into(),
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
    let rows: Vec<_> = list.shown(area).collect();
    let chosen = state.chosen_ids();
    for (index, row, y, height) in rows {
        let mut at = Area { y: area.y + y, height, ..area };
        if let Some(heading) = list.heading(index) {
            paint_heading(print, state, heading, Area { height: 1, ..at });
            at = Area { y: at.y + 1, height: at.height - 1, ..at };
            if at.height == 0 {
                continue;
            }
        }
        let selected = list.selected() == Some(row.id);
        if list.is_head(index) {
            large(print, state, row, area, at);
        } else {
            small(print, state, row, at);
        }
        if chosen.contains(&row.id) {
            print.text(at.x + 2, at.y, 1, Role::Accent, print.icons().chosen);
        }
        if selected && focused {
            print.select(at);
            for y in at.y..at.y + at.height {
                print.text(at.x, y, 1, Role::Accent, print.icons().selected);
            }
        }
    }
}

/// Days of mentions over a group's rows.
const DAYS: usize = 14;

/// A company's name over its rows, how often it was named, and the last week's stories of it.
fn paint_heading(print: &mut Print, state: &State, heading: &Heading, at: Area) {
    print.rule(at.x + 1, at.y, at.width.saturating_sub(1), Role::Rule);
    let Some(key) = &heading.company else {
        let others = say(state.lang, "ui.other_companies", &[]);
        print.spans(
            at.x + 3,
            at.y,
            at.width.saturating_sub(4),
            &[span(Role::Text, " "), span(Role::Dim, others), span(Role::Text, " ")],
        );
        return;
    };
    let Some(company) = state.talk.company(key) else {
        let name = [span(Role::Strong, format!(" {key} "))];
        print.spans(at.x + 3, at.y, at.width.saturating_sub(4), &name);
        return;
    };
    let days = company.series.len();
    let week: u32 = company.series[days.saturating_sub(7)..].iter().sum();
    let month = super::terms::sparkline(print, &company.series[days.saturating_sub(DAYS)..]);
    let told =
        [span(Role::Text, " "), span(Role::Accent, month), span(Role::Dim, format!(" {week:>3} "))];
    let room = at.width.saturating_sub(spans_width(&told) + 5);
    let name = [span(Role::Strong, format!(" {} ", width::cut(&company.name, usize::from(room))))];
    print.spans(at.x + 3, at.y, at.width.saturating_sub(4), &name);
    print.spans_right(at, &told);
}

/// What stands before the title: unread mark, score, star or note.
fn marks(print: &mut Print, row: &Row, at: Area, large: bool) {
    let icons = print.icons();
    if !row.read {
        print.text(at.x + 1, at.y, 1, Role::Accent, icons.unread);
    }
    let role = if large { Role::Accent } else { Role::Dim };
    print.text(at.x + 3, at.y, 2, role, &format!("{:2.0}", row.score.clamp(0.0, 99.0)));
    if row.starred {
        print.text(at.x + 6, at.y, 1, Role::Star, icons.star);
    } else if row.noted {
        print.text(at.x + 6, at.y, 1, Role::Note, icons.note);
    }
}

fn title_role(row: &Row) -> Role {
    if row.read { Role::Text } else { Role::Unread }
}

/// A row on several lines: the title wrapped, then what is known of it. The lines of the title
/// are those for the whole area, of which this row may show the beginning only.
fn large(print: &mut Print, state: &State, row: &Row, area: Area, at: Area) {
    marks(print, row, at, true);
    let x = at.x + BEFORE_TITLE;
    let cells = at.width.saturating_sub(BEFORE_TITLE);
    let lines = title_lines(&row.title, area);
    for (y, line) in (at.y..at.y + at.height).zip(&lines) {
        print.text(x, y, cells, title_role(row), line);
    }
    let y = lines.len() as u16;
    if y < at.height {
        print.spans(x, at.y + y, cells, &[span(Role::Dim, facts(state, row, usize::from(cells)))]);
    }
}

/// A row on one line: the facts yield before the title does.
fn small(print: &mut Print, state: &State, row: &Row, at: Area) {
    marks(print, row, at, false);
    let x = at.x + BEFORE_TITLE;
    let room = usize::from(at.width.saturating_sub(BEFORE_TITLE));
    let title = width::width(&row.title);
    let age = age(state.lang, row.published, state.now);
    let more = more(row);
    let mut choices = vec![format!("{more}{age}"), age];
    if let Some(kind) = row.moves.first() {
        let kind = say(state.lang, &format!("move.{}", kind.name()), &[]);
        choices.insert(0, format!("{kind} · {}", choices[0]));
    }
    if let Some(listed) = reading(state, row) {
        choices.insert(0, format!("{listed} · {}", choices[0]));
    }
    if at.width >= SOURCE_FROM {
        let source = width::cut(&row.source_name, SOURCE);
        choices.insert(0, format!("{source} · {}", choices[0]));
    }
    let fits = choices.iter().find(|meta| title + 2 + width::width(meta) <= room);
    let meta = fits.or(choices.last()).cloned().unwrap_or_default();
    let meta_cells = width::width(&meta);
    let title_room = room.saturating_sub(meta_cells + 2) as u16;
    print.text(x, at.y, title_room, title_role(row), &row.title);
    print.spans_right(at, &[span(Role::Dim, meta)]);
}

/// How an item stands on the reading list, where that is more than that it does.
fn reading(state: &State, row: &Row) -> Option<String> {
    let listed = row.listed.as_ref().filter(|listed| **listed != Listed::default())?;
    let mut parts = vec![say(state.lang, &format!("reading.{}", listed.state.name()), &[]).into()];
    parts.extend(listed.due.map(|week| week.to_string()));
    parts.extend(listed.tags.iter().map(|tag| format!("#{tag}")));
    Some(parts.join(" "))
}

/// `+4` where a story has four more.
fn more(row: &Row) -> String {
    match row.story_size.saturating_sub(1) {
        0 => String::new(),
        others => format!("+{others} "),
    }
}

/// What is known of an item, as much as fits: source, first author, moves, age, other sources.
fn facts(state: &State, row: &Row, cells: usize) -> String {
    let lang = state.lang;
    let age = age(lang, row.published, state.now);
    let others = row.story_size.saturating_sub(1);
    let mut facts = vec![row.source_name.clone()];
    facts.extend(reading(state, row));
    facts.extend(author(lang, row));
    facts.extend(
        row.moves.iter().map(|kind| say(lang, &format!("move.{}", kind.name()), &[]).into_owned()),
    );
    let mut end = vec![age];
    if others > 0 {
        end.push(say(lang, "ui.other_sources", &[&others]).into_owned());
    }
    // What stands in the middle goes first where it is narrow, then the source is cut.
    loop {
        let text = facts.iter().chain(&end).cloned().collect::<Vec<_>>().join(" · ");
        if width::width(&text) <= cells || facts.len() == 1 {
            if width::width(&text) > cells {
                let end = end.join(" · ");
                let room = cells.saturating_sub(width::width(&end) + 3);
                return format!("{} · {end}", width::cut(&row.source_name, room));
            }
            return text;
        }
        facts.pop();
    }
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
