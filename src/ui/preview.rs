//! The selected item below the lists.

use super::print::Print;
use crate::app::command::Command;
use crate::app::layout::{Area, Layout, Size};
use crate::app::page::{Role, span};
use crate::app::state::State;
use crate::lang::say;
use crate::text::width;

/// Paints the preview and the rule over it.
pub fn paint(print: &mut Print, state: &State, layout: &Layout) {
    let (rule, area) = (layout.rule, layout.preview);
    print.rule(rule.x, rule.y, rule.width, Role::Rule);
    let title = |print: &mut Print, name: &str| {
        // The rule goes on behind a blank, however long the name is.
        let name = width::cut(name, usize::from(rule.width.saturating_sub(5)));
        let title = [span(Role::Text, " "), span(Role::Head, name), span(Role::Text, " ")];
        print.spans(rule.x + 1, rule.y, rule.width.saturating_sub(2), &title);
    };
    if let Some(trend) = state.mover() {
        title(print, &trend.term);
        super::chart::paint(print, state, trend, area);
        return;
    }
    let Some(row) = state.list().selected_row() else { return };
    title(print, &row.title);
    left_out(print, state, layout, &row.title);
    let size = Size { width: area.width, height: area.height };
    let lines = state.preview.lines(state.lang, size, &state.front);
    for (y, line) in (area.y..area.y + area.height).zip(lines.iter().skip(state.preview.scroll)) {
        print.spans(area.x, y, area.width, line);
    }
}

/// At the right of the rule, how many stories the edition left out and why, where there is room for
/// that beside the title.
fn left_out(print: &mut Print, state: &State, layout: &Layout, beside: &str) {
    let Some(edition) = state.front.edition.as_ref().filter(|_| state.view.is_none()) else {
        return;
    };
    let left = &edition.digest.left;
    let count: u32 = left.values().sum();
    if count == 0 {
        return;
    }
    let lang = state.lang;
    let mut kinds: Vec<(&String, &u32)> = left.iter().collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let kinds = kinds
        .iter()
        .map(|(kind, count)| format!("{} {count}", say(lang, &format!("left.{kind}"), &[])));
    let mut told: Vec<String> = kinds.collect();
    let room = usize::from(layout.rule.width).saturating_sub(width::width(beside).min(60) + 12);
    let key = state.keymap.shown(Command::LeftOut);
    loop {
        let text = say(lang, "ui.left_out", &[&count, &told.join(" · "), &key]);
        if width::width(&text) <= room {
            let rule = Area { width: layout.rule.width.saturating_sub(1), ..layout.rule };
            print.spans_right(rule, &[span(Role::Dim, format!(" {text} "))]);
            return;
        }
        if told.pop().is_none() {
            return;
        }
    }
}
