//! The palette: what was typed and the commands or ideas it may mean.

use super::print::Print;
use super::status;
use crate::app::command::Place;
use crate::app::keymap::Choice;
use crate::app::layout::{Area, Layout};
use crate::app::lens;
use crate::app::page::{Role, Span, span};
use crate::app::palette::{Of, Palette};
use crate::app::state::State;
use crate::lang::say;
use crate::model::Idea;
use crate::text::{clean, width};

/// Matches shown at once.
const SHOWN: usize = 10;

/// Cells for a command's keys.
const KEYS: usize = 14;

/// Cells for its name, at least.
const NAME: usize = 22;

/// Paints the palette over the last lines; gives the cursor's cell.
pub fn paint(print: &mut Print, state: &State, palette: &Palette, layout: &Layout) -> (u16, u16) {
    let matches: Vec<Vec<Span>> = match palette.of {
        Of::Commands(place) => {
            let found = palette.commands(&state.palette_offer());
            let widest = found.iter().map(|choice| width::width(&choice.name()) + 1).max();
            let most = usize::from(layout.status.width / 3).max(NAME);
            let cells = widest.unwrap_or_default().clamp(NAME, most);
            found.iter().map(|choice| command(state, place, choice, cells)).collect()
        }
        Of::Ideas { .. } => palette.ideas().into_iter().map(|found| idea(state, found)).collect(),
        Of::Muted(_) => {
            let named = |muted| vec![span(Role::Text, format!("   {}", lens::written(muted)))];
            palette.muted().into_iter().map(named).collect()
        }
    };
    let top = palette.chosen.saturating_sub(SHOWN - 1);
    let shown = matches.iter().enumerate().skip(top).take(SHOWN);
    let height = matches.len().min(SHOWN) as u16;
    let status = layout.status;
    let area = Area { y: status.y - height, height, ..status };
    print.clear(Area { y: area.y - 1, height: height + 2, ..area });
    print.rule(0, area.y - 1, area.width, Role::Accent);
    if let Some(toast) = state.toasts.shown() {
        // What was wrong with what is typed, for one, stands over its matches.
        let over = Area { x: 1, y: area.y - 1, width: area.width.saturating_sub(2), height: 1 };
        status::message(print, &toast.text, status::tone(toast), over);
    }
    for (y, (at, line)) in (area.y..).zip(shown) {
        print.spans(area.x, y, area.width, line);
        if at == palette.chosen {
            print.select(Area { y, height: 1, ..area });
            print.text(area.x, y, 1, Role::Accent, print.icons().selected);
        }
    }
    let mark = match palette.of {
        Of::Commands(_) => ": ".into(),
        Of::Ideas { .. } => say(state.lang, "ui.pick_idea", &[]),
        Of::Muted(_) => say(state.lang, "ui.unmute", &[]),
    };
    let x = print.text(1, status.y, status.width.saturating_sub(2), Role::Accent, &mark);
    let cells = status.width.saturating_sub(x + 1);
    let sight = palette.draft.sight(usize::from(cells), 1);
    print.text(x, status.y, cells, Role::Text, sight.rows.first().copied().unwrap_or_default());
    (x + (sight.cursor.0 as u16).min(cells), status.y)
}

/// A command's keys, its name in so many cells, and what it does.
fn command(state: &State, place: Place, choice: &Choice<'_>, cells: usize) -> Vec<Span> {
    let keys = state.settings.keymap.keys_in(place, choice).into_iter().next();
    let keys = width::pad(&keys.unwrap_or_default(), KEYS);
    vec![
        span(Role::Accent, format!("   {keys}")),
        span(Role::Text, width::pad(&choice.name(), cells)),
        span(Role::Dim, choice.help(state.lang)),
    ]
}

/// An idea's title, how far it is, its tags.
fn idea(state: &State, idea: &Idea) -> Vec<Span> {
    let status = say(state.lang, &format!("idea.status.{}", idea.thought.status.name()), &[]);
    let tags: Vec<String> =
        idea.thought.tags.iter().map(|tag| format!(" #{}", clean::line(tag, 30))).collect();
    vec![
        span(Role::Text, format!("   {}", clean::line(&idea.thought.title, 200))),
        span(Role::Dim, format!("  {status}{}", tags.concat())),
    ]
}
