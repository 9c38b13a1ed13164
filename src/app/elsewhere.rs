//! What another program does to the store meanwhile: told at once, and nothing moves.

use super::effect::{Effect, Question};
use super::lists::make_readable;
use super::state::State;
use crate::model::{ItemId, Row};

impl State {
    /// The window is looked at again: what another program did meanwhile is told.
    pub(super) fn look_again(&mut self) -> Vec<Effect> {
        self.changed_elsewhere()
    }

    /// Another program changed the store: what it brought is announced, and what it marked is shown
    /// on the rows that are there.
    pub(super) fn changed_elsewhere(&mut self) -> Vec<Effect> {
        let mut held: Vec<ItemId> = self.lists_mut().flat_map(|list| list.held()).collect();
        held.extend(self.reading.as_ref().map(|reading| reading.row().id));
        held.sort_unstable();
        held.dedup();
        let mut questions = vec![self.tally_question()];
        if !held.is_empty() {
            questions.push(Question::Rows(held));
        }
        // Its note may be another by now.
        questions.extend(self.preview.item().map(|item| Question::Item(item.row.id)));
        questions.into_iter().map(Effect::Ask).collect()
    }

    /// Takes rows as they are now, wherever they stand; their order stays as it was.
    pub(super) fn take_rows_anew(&mut self, rows: Vec<Row>) -> Vec<Effect> {
        for mut row in rows {
            make_readable(&mut row.title);
            self.each_row(row.id, |held| held.clone_from(&row));
        }
        Vec::new()
    }
}
