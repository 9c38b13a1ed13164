//! Changes on their way to the store: what is read meanwhile may lack them, and gets them applied
//! before it is shown.

mod acts;

use crate::model::change::{Change, Mark, Standing};
use crate::model::{About, Item, Row};

/// Shows a change in a row, if it is about its item.
pub(super) fn show_in_row(change: &Change, row: &mut Row) {
    match change {
        Change::Mark { mark, ids, to } if ids.contains(&row.id) => mark_row(row, *mark, *to),
        Change::Note { about: About::Item(id), to, .. } if *id == row.id => {
            row.noted = to.is_some();
        }
        Change::Listed(standings) => {
            if let Some(standing) = standings.iter().find(|standing| standing.id == row.id) {
                stand_row(row, standing);
            }
        }
        // The lists are asked for again as soon as this is kept, or a rule.
        Change::Move { id, to, .. } if *id == row.id => row.pane = *to,
        // The journal, the order of the list and rules are shown by no row; what lenses change is
        // judged first.
        Change::Mark { .. }
        | Change::Note { .. }
        | Change::Idea { .. }
        | Change::Swap(..)
        | Change::Enable { .. }
        | Change::Move { .. }
        | Change::Rule(_)
        | Change::Lens { .. } => {}
    }
}

/// Has a row stand on the reading list as is wished; what another program changed there stays.
pub(super) fn stand_row(row: &mut Row, Standing { was, to, .. }: &Standing) {
    row.starred = to.is_some();
    row.listed = to.as_ref().map(|to| match row.listed.take() {
        Some(stands) => stands.changed(&was.clone().unwrap_or_default(), to),
        None => to.clone(),
    });
}

/// Gives a row a mark, or takes it away.
pub(super) fn mark_row(row: &mut Row, mark: Mark, to: bool) {
    match mark {
        Mark::Read => row.read = to,
        Mark::Star => {
            row.starred = to;
            row.listed = to.then(|| row.listed.take().unwrap_or_default());
        }
    }
}

/// Shows a change in an item that is held whole.
pub(super) fn show_in_item(change: &Change, item: &mut Item) {
    show_in_row(change, &mut item.row);
    match change {
        Change::Note { about: About::Item(id), to, .. } if *id == item.row.id => {
            item.note.clone_from(to);
        }
        Change::Note { about: About::Story(story), to, .. } if *story == item.row.story => {
            item.story_note.clone_from(to);
        }
        Change::Mark { .. }
        | Change::Note { .. }
        | Change::Idea { .. }
        | Change::Listed(_)
        | Change::Swap(..)
        | Change::Enable { .. }
        | Change::Move { .. }
        | Change::Rule(_)
        | Change::Lens { .. } => {}
    }
}
