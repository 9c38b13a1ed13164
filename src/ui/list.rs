//! Ranked rows and the titles over them.

use std::borrow::Cow;

use super::print::{Print, spans_width};
use crate::app::groups::{Group, Heading};
use crate::app::layout::{Area, Layout};
use crate::app::list::{BEFORE_TITLE, List, title_lines};
use crate::app::lists::View;
use crate::app::page::{Role, Span, span};
use crate::app::search::Subject;
use crate::app::state::State;
use crate::app::why::row_age;
use crate::lang::{Lang, count, say};
use crate::model::{Listed, Pane, Progress, Row};
use crate::text::{clean, width, wrap};

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
            x = print.text(x, y, 1, Role::Rule, print.icons().vertical);
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
    let edition = state.tally.edition[pane.index()];
    if edition.all > 0 {
        spans.push(span(Role::Dim, format!("{}/{} ", edition.unread, edition.all)));
    }
    spans
}

/// Paints the title of a list over the panes.
pub fn title_of_view(print: &mut Print, state: &State, view: &View, area: Area) {
    let lang = state.lang;
    let subject = name_of(lang, &view.subject);
    print.rule(area.x, area.y, area.width, Role::Accent);
    let mut many = String::from(" ");
    if !view.list.is_waiting() {
        many.push_str(&format!("{} ", view.list.len()));
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
fn name_of(lang: Lang, subject: &Subject) -> Cow<'_, str> {
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
        Subject::Related(title) => say(lang, "ui.view.related", &[title]),
        Subject::Due(week) => say(lang, "ui.view.due", &[week]),
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
        } else if let (true, Some(listed)) = (list.query().is_of_list(), &row.listed) {
            standing(print, state, row, listed, at);
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

/// Days of mentions over a group's rows, and fewer than which tell nothing.
const DAYS: usize = 14;
const LEAST_DAYS: usize = 5;

/// A company's name over its rows, how often it was named, and the last week's stories of it.
fn paint_heading(print: &mut Print, state: &State, heading: &Heading, at: Area) {
    print.rule(at.x + 1, at.y, at.width.saturating_sub(1), Role::Rule);
    let words = match &heading.group {
        Group::Company(_) => None,
        Group::Others => Some("ui.other_companies"),
        Group::Earlier => Some("ui.earlier_editions"),
    };
    let (Group::Company(key), None) = (&heading.group, words) else {
        let others = words.map(|key| say(state.lang, key, &[])).unwrap_or_default();
        print.spans(
            at.x + 3,
            at.y,
            at.width.saturating_sub(4),
            &[span(Role::Text, " "), span(Role::Dim, others), span(Role::Text, " ")],
        );
        return;
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
        told.insert(0, span(Role::Accent, format!(" {days}")));
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

/// What stands before the title: unread mark, score, star or note.
fn marks(print: &mut Print, row: &Row, at: Area, large: bool) {
    let icons = print.icons();
    if !row.read {
        print.text(at.x + 1, at.y, 1, Role::Accent, icons.unread);
    }
    let role = if large { Role::Accent } else { Role::Dim };
    print.text(at.x + 3, at.y, 2, role, &format!("{:2.0}", row.score.clamp(0.0, 99.0)));
    if row.starred {
        // Beside a note's mark it moves up to the score.
        let x = if row.noted { at.x + 5 } else { at.x + 6 };
        print.text(x, at.y, 1, Role::Star, icons.star);
    }
    if row.noted {
        print.text(at.x + 6, at.y, 1, Role::Note, icons.note);
    }
}

/// Cells for a week's name, `2026-W10`.
const WEEK: usize = 8;

/// A row of the reading list: how far the reading is and when it is due stand in columns of their
/// own, before them what else fits beside the title.
fn standing(print: &mut Print, state: &State, row: &Row, listed: &Listed, at: Area) {
    marks(print, row, at, false);
    let lang = state.lang;
    let words = Progress::ALL.map(|known| say(lang, &format!("reading.{}", known.name()), &[]));
    let widest = words.iter().map(|word| width::width(word)).max().unwrap_or(0);
    let week = listed.due.map(|week| week.to_string()).unwrap_or_default();
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

/// A row on one line: title, what else fits, and the columns at the right.
fn small(print: &mut Print, state: &State, row: &Row, at: Area) {
    marks(print, row, at, false);
    let room = usize::from(at.width.saturating_sub(BEFORE_TITLE));
    let title = clean::headline(&row.title);
    let columns = Columns::of(state.lang, room);
    let mut end = columns.end(row, row_age(state.lang, row, state.now));
    // What a short title leaves over is there for more of the source's name and what else is known.
    let least = columns.source + 1 + width::width(&end);
    let cells = least.max(room.saturating_sub(width::width(title) + GAP));
    let left = |end: &str| cells.saturating_sub(width::width(end) + 1);
    let source = short(&row.source_name, left(&end).min(SOURCE));
    if !source.is_empty() {
        end = format!("{source} {end}");
    }
    for fact in detail(state, row) {
        if width::width(&fact) < left(&end) {
            end = format!("{fact}  {end}");
        }
    }
    let title_room = room.saturating_sub(width::width(&end) + GAP) as u16;
    print.text(at.x + BEFORE_TITLE, at.y, title_room, title_role(row), title);
    print.spans_right(at, &[span(Role::Dim, end)]);
}

/// Blanks after a title.
const GAP: usize = 2;

/// The most cells that a source's name takes on a row where there is room, and those it has at
/// least where it is named at all.
const SOURCE: usize = 22;
const LEAST_SOURCE: usize = 5;

/// The columns at the right edge, which line up whatever the rows say.
struct Columns {
    /// Cells that a source's name can count on.
    source: usize,
    /// Cells of how many others tell it; where it is narrow, only the rows that say so have them.
    more: usize,
    age: usize,
}

impl Columns {
    /// The columns beside titles that keep more than half of so many cells, and enough of them to
    /// say something: before that, what stands beside them goes.
    fn of(lang: Lang, room: usize) -> Columns {
        const MORE: usize = 4;
        const TITLE: usize = 24;
        let ages = ["minutes", "hours", "days"];
        let age = ages.map(|unit| width::width(&say(lang, &format!("app.age.{unit}"), &[&59])));
        let age = age.into_iter().max().unwrap_or_default();
        let meta = (room * 9 / 20).min(room.saturating_sub(TITLE)).saturating_sub(GAP);
        let more = if room >= 44 { MORE } else { 0 };
        let source = meta.saturating_sub(age + more + 1).min(SOURCE - 8);
        Columns { source: if source < LEAST_SOURCE { 0 } else { source }, more, age }
    }

    /// The last two columns of a row.
    fn end(&self, row: &Row, age: String) -> String {
        let right = |text: String, cells: usize| {
            format!("{}{text}", " ".repeat(cells.saturating_sub(width::width(&text))))
        };
        format!("{}{}", right(more(row), self.more), right(age, self.age))
    }
}

/// A name in so many cells: as many of its words as fit, or the beginning of it; nothing where
/// that would be a riddle.
fn short(name: &str, cells: usize) -> Cow<'_, str> {
    if width::width(name) <= cells {
        return Cow::Borrowed(name);
    }
    if cells < LEAST_SOURCE {
        return Cow::Borrowed("");
    }
    let ends = name.match_indices(' ').map(|(at, _)| &name[..at]);
    let words = ends.take_while(|words| width::width(words) <= cells).last().unwrap_or_default();
    if 3 * width::width(words) > cells { Cow::Borrowed(words) } else { width::cut(name, cells) }
}

/// What else is known of a row, what matters most first: how it stands on the reading list; for a
/// company's news the kind of move; for a paper its category and its first author.
fn detail(state: &State, row: &Row) -> Vec<String> {
    let mut facts: Vec<String> = reading(state, row).into_iter().collect();
    facts.extend(moves(state.lang, row).next());
    if row.pane == Pane::Research {
        facts.extend(row.category.clone().filter(|category| !category.contains(' ')));
        facts.extend(author(state.lang, row));
    }
    facts
}

/// The kinds of move it tells of.
fn moves(lang: Lang, row: &Row) -> impl Iterator<Item = String> {
    row.moves.iter().map(move |kind| say(lang, &format!("move.{}", kind.name()), &[]).into_owned())
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
        others => format!("+{} ", others.min(99)),
    }
}

/// What is known of an item, as much as fits: source, first author, moves, age, other sources.
fn facts(state: &State, row: &Row, cells: usize) -> String {
    let lang = state.lang;
    let age = row_age(lang, row, state.now);
    let others = row.story_size.saturating_sub(1);
    let mut facts = vec![row.source_name.clone()];
    facts.extend(reading(state, row));
    if row.pane == Pane::Research {
        facts.extend(row.category.clone().filter(|category| !category.contains(' ')));
    }
    facts.extend(author(lang, row));
    facts.extend(moves(lang, row));
    let mut end = vec![age];
    if others > 0 {
        end.push(say(lang, "ui.other_sources", &[&others]).into_owned());
    }
    // What stands in the middle goes first where it is narrow, then the source is cut.
    loop {
        let known = facts.iter().chain(&end).filter(|fact| !fact.is_empty());
        let text = known.map(String::as_str).collect::<Vec<_>>().join(" · ");
        if width::width(&text) <= cells || facts.len() == 1 {
            if width::width(&text) > cells {
                let end = end.join(" · ");
                let room = cells.saturating_sub(width::width(&end) + 3);
                return format!("{} · {end}", short(&row.source_name, room));
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
