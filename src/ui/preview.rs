//! The selected item below the lists.

use super::print::Print;
use crate::app::layout::Layout;
use crate::app::page::{Role, span};
use crate::app::preview::lines;
use crate::app::state::State;

/// Paints the preview and the rule over it.
pub fn paint(print: &mut Print, state: &State, layout: &Layout) {
    let (rule, area) = (layout.rule, layout.preview);
    print.rule(rule.x, rule.y, rule.width, Role::Rule);
    if let Some(trend) = state.mover() {
        let title = [span(Role::Text, " "), span(Role::Head, format!("{} ", trend.term))];
        print.spans(rule.x + 1, rule.y, rule.width.saturating_sub(3), &title);
        super::chart::paint(print, state, trend, area);
        return;
    }
    let Some(row) = state.list().selected_row() else { return };
    print.spans(
        rule.x + 1,
        rule.y,
        rule.width.saturating_sub(3),
        &[span(Role::Text, " "), span(Role::Head, row.title.as_str()), span(Role::Text, " ")],
    );
    let Some(item) = state.preview.item() else { return };
    let lines = lines(state.lang, item, usize::from(area.width));
    for (y, line) in (area.y..area.y + area.height).zip(lines.iter().skip(state.preview.scroll)) {
        print.spans(area.x, y, area.width, line);
    }
}
