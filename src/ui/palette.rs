//! The palette: what was typed and the commands it may mean.

use super::print::Print;
use crate::app::layout::{Area, Layout};
use crate::app::page::{Role, span};
use crate::app::palette::Palette;
use crate::app::state::State;
use crate::text::width;

/// Commands shown at once.
const SHOWN: usize = 10;

/// Cells for a command's keys.
const KEYS: usize = 14;

/// Paints the palette over the last lines; gives the cursor's cell.
pub fn paint(print: &mut Print, state: &State, palette: &Palette, layout: &Layout) -> (u16, u16) {
    let matches = palette.matches(state.lang, &state.keymap);
    let top = palette.chosen.saturating_sub(SHOWN - 1);
    let shown = matches.iter().enumerate().skip(top).take(SHOWN);
    let height = matches.len().min(SHOWN) as u16;
    let status = layout.status;
    let area = Area { y: status.y - height, height, ..status };
    print.clear(Area { y: area.y - 1, height: height + 2, ..area });
    print.rule(0, area.y - 1, area.width, Role::Accent);
    for (y, (at, choice)) in (area.y..).zip(shown) {
        let keys = state.keymap.keys_in(palette.place(), choice).into_iter().next();
        let keys = width::pad(&keys.unwrap_or_default(), KEYS);
        let line = [
            span(Role::Accent, format!("   {keys}")),
            span(Role::Text, width::pad(choice.name(), 18)),
            span(Role::Dim, choice.help(state.lang)),
        ];
        print.spans(area.x, y, area.width, &line);
        if at == palette.chosen {
            print.select(Area { y, height: 1, ..area });
            print.text(area.x, y, 1, Role::Accent, print.icons().selected);
        }
    }
    let x = print.text(1, status.y, 2, Role::Accent, ": ");
    let cells = status.width.saturating_sub(x + 1);
    let sight = palette.draft.sight(usize::from(cells), 1);
    print.text(x, status.y, cells, Role::Text, sight.rows.first().copied().unwrap_or_default());
    (x + (sight.cursor.0 as u16).min(cells), status.y)
}
