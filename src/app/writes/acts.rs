//! Has changes kept, and what is read meanwhile brought up to date.

use super::{show_in_item, show_in_row};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::model::change::{Change, Way};
use crate::model::{Item, Row};

impl State {
    /// Gives rows what they lack: what was kept since they were asked for, and what is not kept yet.
    pub(in crate::app) fn bring_up_to_date(&self, rows: &mut [Row], missed: &[Change]) {
        for change in missed.iter().chain(&self.pending) {
            for row in &mut *rows {
                show_in_row(change, row);
            }
        }
    }

    /// Gives an item what it lacks.
    pub(in crate::app) fn bring_item_up_to_date(&self, item: &mut Item, missed: &[Change]) {
        for change in missed.iter().chain(&self.pending) {
            show_in_item(change, item);
        }
    }

    /// Shows a change and has it kept.
    pub(in crate::app) fn have_kept(&mut self, change: Change, way: Way) -> Vec<Effect> {
        self.apply(&change);
        self.pending.push(change.clone());
        vec![Effect::Keep(change, way)]
    }

    /// Ends the way of a change: it was kept, or was not.
    pub(in crate::app) fn landed(&mut self, change: &Change, is_kept: bool) {
        if let Some(at) = self.pending.iter().position(|pending| pending == change) {
            self.pending.remove(at);
        }
        if is_kept {
            self.asks.missed(change);
        }
    }
}
