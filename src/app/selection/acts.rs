//! Chooses items for one command together.

use super::{FEW, MOST, Selection};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::lang::say;
use crate::model::{ItemId, Row};

impl State {
    /// Chooses the selected item, or no longer, and goes on to the next.
    pub(in crate::app) fn select(&mut self) -> Vec<Effect> {
        let Some(id) = self.current().map(|row| row.id) else { return Vec::new() };
        let before = self.selection.items.len();
        self.selection.items.retain(|chosen| *chosen != id);
        if self.selection.items.len() == before {
            self.selection.add(id);
        }
        self.selection.used = false;
        self.step(1)
    }

    /// Begins a range of chosen items, or closes it.
    pub(in crate::app) fn select_range(&mut self) -> Vec<Effect> {
        if self.selection.from.is_some() {
            for id in self.range() {
                self.selection.add(id);
            }
            self.selection.from = None;
        } else {
            // One that something was done with makes way for another.
            self.leave_choice();
            self.selection.from = self.current().map(|row| row.id);
        }
        Vec::new()
    }

    /// Something was done with what is chosen: it stays chosen, for the next command on it.
    pub(in crate::app) fn keep_choice(&mut self) {
        if self.selection.from.is_some() {
            self.select_range();
        }
        self.selection.used = !self.selection.is_empty();
    }

    /// Another list is looked at: what was done with is chosen no longer, so that no command is
    /// about rows out of sight. What was chosen for a command that is to come stays.
    pub(in crate::app) fn leave_choice(&mut self) {
        if self.selection.used {
            self.selection.clear();
        }
    }

    /// Rows moved under an open range: it stays what it was, and ends.
    pub(in crate::app) fn hold_range(&mut self, was: Vec<ItemId>) {
        if self.selection.from.is_none() || self.range() == was {
            return;
        }
        self.selection.from = None;
        for id in was {
            self.selection.add(id);
        }
    }

    /// The rows of the open range: from where it began to the selected one, as far as they are
    /// held.
    pub(in crate::app) fn range(&self) -> Vec<ItemId> {
        let list = self.list();
        let (Some(from), Some(to)) = (self.selection.from, list.selected_index()) else {
            return Vec::new();
        };
        let begin = list.index_of(from).unwrap_or(to);
        (begin.min(to)..=begin.max(to)).filter_map(|at| list.id(at)).take(MOST).collect()
    }

    /// What a command is about: all chosen items, else the current one.
    pub(in crate::app) fn chosen(&self) -> Vec<Row> {
        let mut chosen =
            if self.reading.is_none() { self.selection.clone() } else { Selection::default() };
        if chosen.from.is_some() {
            self.range().into_iter().for_each(|id| chosen.add(id));
        }
        if chosen.items.is_empty() {
            return self.current().cloned().into_iter().collect();
        }
        self.rows.all(&chosen.items).cloned().collect()
    }

    /// What a command is about that starts something for each item.
    ///
    /// # Errors
    /// Where that would be too many.
    pub(in crate::app) fn chosen_few(&self) -> Result<Vec<Row>, String> {
        let rows = self.chosen();
        if rows.len() > FEW {
            return Err(say(self.lang, "app.too_many", &[&rows.len(), &FEW]).into_owned());
        }
        Ok(rows)
    }

    /// How many items are chosen.
    pub fn chosen_count(&self) -> usize {
        if self.selection.is_empty() { 0 } else { self.chosen().len() }
    }

    /// The numbers of all chosen items, for showing which they are.
    pub fn chosen_ids(&self) -> std::collections::HashSet<ItemId> {
        self.selection.items.iter().copied().chain(self.range()).collect()
    }

    /// Does the last change again, to what is selected now.
    pub(in crate::app) fn repeat_last(&mut self) -> Vec<Effect> {
        let Some((command, times)) = self.last else {
            self.toasts.done(say(self.lang, "app.nothing_to_repeat", &[]));
            return Vec::new();
        };
        self.times = self.times.or(times);
        crate::app::update::obey(self, command)
    }
}
