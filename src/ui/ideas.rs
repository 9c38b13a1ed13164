//! The board of ideas: a column a status where there is room, else one list by status.

use super::print::Print;
use crate::app::ideas::{Board, IdeaPage};
use crate::app::layer::Layer;
use crate::app::layout::{Area, EDGE, Layout};
use crate::app::page::{Role, span};
use crate::app::state::{Overlay, State};
use crate::app::why::age;
use crate::lang::{count, say};
use crate::model::{Idea, Status};
use crate::text::{clean, wrap};

/// A column narrower than this says too little.
const COLUMN: u16 = 24;

/// Paints the board.
pub fn paint(print: &mut Print, state: &State, board: &Board, layout: &Layout) {
    let lang = state.lang;
    let shown = board.shown();
    let key = match (board.is_deleted(), board.is_of_item()) {
        (true, _) => "ui.title.deleted_ideas",
        (false, true) => "ui.title.ideas_of_item",
        (false, false) => "idea.title",
    };
    let mut title = vec![span(Role::Head, say(lang, key, &[]))];
    if !board.is_waiting() {
        title.push(span(Role::Dim, format!(" {}", shown.len())));
    }
    if !board.find.is_empty() {
        title.push(span(Role::Accent, format!("  / {}", board.find)));
    }
    super::page::paint_title(print, layout.titles, &title, &[]);
    let body = layout.body;
    if shown.is_empty() {
        let key = match (board.is_waiting(), board.is_deleted()) {
            (true, _) => "ui.loading",
            (false, true) => "ui.no_deleted_ideas",
            (false, false) => "ui.no_ideas",
        };
        let (x, cells) = (body.x + EDGE, body.width.saturating_sub(2 * EDGE));
        let text = say(lang, key, &[]);
        for (y, line) in (body.y + 1..).zip(wrap::paragraph(&text, usize::from(cells), 4)) {
            print.text(x, y, cells, Role::Dim, &line);
        }
        return;
    }
    let used: Vec<Status> =
        Status::ALL.into_iter().filter(|status| !board.column(*status).is_empty()).collect();
    let width = body.width / used.len() as u16;
    if width >= COLUMN {
        for (index, status) in used.iter().enumerate() {
            let area = Area { x: body.x + index as u16 * width, width: width - 1, ..body };
            column(print, state, board, *status, area);
        }
    } else {
        list(print, state, board, &used, body);
    }
}

/// A status over its ideas, each on up to three lines and one of facts.
fn column(print: &mut Print, state: &State, board: &Board, status: Status, area: Area) {
    let ideas = board.column(status);
    heading(print, state, status, ideas.len(), area.y, area);
    let cells = area.width.saturating_sub(EDGE);
    let blocks: Vec<Vec<String>> =
        ideas.iter().map(|idea| wrap::paragraph(&title(idea), usize::from(cells), 3)).collect();
    // The selected one is kept in sight: what stands before it gives way.
    let room = area.height.saturating_sub(2);
    let at = ideas.iter().position(|idea| is_current(board, idea)).unwrap_or(0);
    let height = |block: &Vec<String>| block.len() as u16 + 2;
    let mut first = 0;
    while first < at && blocks[first..=at].iter().map(height).sum::<u16>() > room {
        first += 1;
    }
    let mut y = area.y + 2;
    for (idea, block) in ideas.iter().zip(&blocks).skip(first) {
        if y + height(block) > area.y + area.height + 1 {
            break;
        }
        let top = y;
        for line in block {
            print.text(area.x + EDGE, y, cells, Role::Text, line);
            y += 1;
        }
        print.text(area.x + EDGE, y, cells, Role::Dim, &facts(state, idea));
        mark(print, board, idea, Area { y: top, height: y + 1 - top, ..area });
        y += 2;
    }
}

/// All ideas under their statuses, a line each.
fn list(print: &mut Print, state: &State, board: &Board, used: &[Status], area: Area) {
    let mut lines: Vec<(Option<&Idea>, Status)> = Vec::new();
    for status in used {
        lines.push((None, *status));
        lines.extend(board.column(*status).into_iter().map(|idea| (Some(idea), *status)));
    }
    let at = lines.iter().position(|(idea, _)| idea.is_some_and(|idea| is_current(board, idea)));
    let height = usize::from(area.height);
    let first = (at.unwrap_or(0) + 2).saturating_sub(height);
    for (y, (idea, status)) in (area.y..area.y + area.height).zip(&lines[first..]) {
        match idea {
            None => heading(print, state, *status, board.column(*status).len(), y, area),
            Some(idea) => {
                let facts = facts(state, idea);
                let room =
                    area.width.saturating_sub(EDGE + 3 + crate::text::width::width(&facts) as u16);
                print.text(area.x + EDGE, y, room, Role::Text, &title(idea));
                let right = Area { y, height: 1, width: area.width.saturating_sub(1), ..area };
                print.spans_right(right, &[span(Role::Dim, facts)]);
                mark(print, board, idea, Area { y, height: 1, ..area });
            }
        }
    }
}

fn heading(print: &mut Print, state: &State, status: Status, count: usize, y: u16, area: Area) {
    let name = say(state.lang, &format!("idea.status.{}", status.name()), &[]);
    let spans = [span(Role::Head, name), span(Role::Dim, format!(" {count}"))];
    print.spans(area.x + EDGE, y, area.width.saturating_sub(EDGE), &spans);
}

fn is_current(board: &Board, idea: &Idea) -> bool {
    board.current().is_some_and(|current| current.id == idea.id)
}

/// Marks the selected idea.
fn mark(print: &mut Print, board: &Board, idea: &Idea, at: Area) {
    if is_current(board, idea) {
        print.select(at);
        for y in at.y..at.y + at.height {
            print.text(at.x, y, 1, Role::Accent, print.icons().selected);
        }
    }
}

fn title(idea: &Idea) -> String {
    clean::line(&idea.thought.title, 1_000)
}

/// When it was touched, how many items it stands on, its tags.
fn facts(state: &State, idea: &Idea) -> String {
    let mut facts = vec![age(state.lang, idea.touched, state.now)];
    if !idea.links.is_empty() {
        facts.push(count(state.lang, "ui.sources", idea.links.len() as u64, &[]).into_owned());
    }
    facts.extend(idea.thought.tags.iter().take(3).map(|tag| format!("#{}", clean::line(tag, 30))));
    if idea.template {
        facts.push(say(state.lang, "idea.template_mark", &[]).into_owned());
    }
    facts.join(" · ")
}

/// Paints an idea's page.
pub fn paint_page(print: &mut Print, state: &State, page: &IdeaPage, layout: &Layout) {
    let key = if page.idea.deleted.is_some() { "ui.title.deleted_idea" } else { "ui.title.idea" };
    super::page::paint(print, &say(state.lang, key, &[]), &page.page, layout);
    if let Some(Overlay::Hints(hints)) = state.overlays.last() {
        super::page::paint_hints(print, hints, layout.text());
    }
}
