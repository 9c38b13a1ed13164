//! The selected item below the lists.

use super::print::Print;
use crate::app::layout::Layout;
use crate::app::page::{Role, span};
use crate::app::state::State;
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
    let lines = state.preview.lines(state.lang, usize::from(area.width));
    for (y, line) in (area.y..area.y + area.height).zip(lines.iter().skip(state.preview.scroll)) {
        print.spans(area.x, y, area.width, line);
    }
}
