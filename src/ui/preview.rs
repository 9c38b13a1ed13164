//! The selected item below the lists.

use super::print::Print;
use crate::app::command::Command;
use crate::app::layout::{Area, Layout, Size};
use crate::app::page::{Role, span};
use crate::app::state::State;
use crate::app::terms::name_of_term;
use crate::lang::say;
use crate::text::width;

/// Paints the preview and the rule over it.
pub fn paint(print: &mut Print, state: &State, layout: &Layout) {
    let (rule, area) = (layout.rule, layout.preview);
    print.rule(rule.x, rule.y, rule.width, Role::Rule);
    let title = |print: &mut Print, name: &str, beside: usize| {
        // The rule goes on behind a blank, however long the name is.
        let name = width::cut(name, usize::from(rule.width).saturating_sub(beside + 5));
        let title = [span(Role::Text, " "), span(Role::Head, name), span(Role::Text, " ")];
        print.spans(rule.x + 1, rule.y, rule.width.saturating_sub(2), &title);
    };
    if let Some(term) = state.mover() {
        title(print, name_of_term(state.lang, &term.trend), 0);
        super::chart::paint(print, state, term, area);
        return;
    }
    let Some(row) = state.selected_row() else { return };
    let left = left_out(state, usize::from(rule.width) / 2);
    let beside = width::width(&left);
    title(print, &row.title, if beside > 0 { beside + 3 } else { 0 });
    if beside > 0 {
        let line = Area { width: rule.width.saturating_sub(1), ..rule };
        print.spans_right(line, &[span(Role::Dim, format!(" {left} "))]);
    }
    let size = Size { width: area.width, height: area.height };
    let lines = state.preview.lines(state.lang, size, &state.front);
    for (y, line) in (area.y..area.y + area.height).zip(lines.iter().skip(state.preview.scroll)) {
        print.spans(area.x, y, area.width, line);
    }
}

/// How many stories the edition left out and why, as many reasons as fit into so many cells; empty
/// where none was, or the edition is not what is shown.
fn left_out(state: &State, cells: usize) -> String {
    let edition = state.front.edition.as_ref().filter(|_| state.view.is_none());
    let Some(left) = edition.map(|edition| &edition.digest.left) else { return String::new() };
    let count = state.front.left.len();
    if count == 0 {
        return String::new();
    }
    let lang = state.lang;
    let mut kinds: Vec<(&String, &u32)> = left.iter().collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let kinds = kinds
        .iter()
        .map(|(kind, count)| format!("{} {count}", say(lang, &format!("left.{kind}"), &[])));
    let mut told: Vec<String> = kinds.chain(state.told_muted_count()).collect();
    let key = state.settings.keymap.shown(Command::LeftOut);
    while !told.is_empty() {
        let text = say(lang, "ui.left_out", &[&count, &told.join(" · "), &key]);
        if width::width(&text) <= cells {
            return text.into_owned();
        }
        told.pop();
    }
    String::new()
}
