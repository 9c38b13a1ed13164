//! What can be undone, and done again.

use crate::model::change::{Change, Mark};
use crate::model::{IdeaId, ItemId};

/// Changes kept for undoing.
const DEPTH: usize = 200;

/// What can be undone, and done again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl History {
    /// Remembers a change.
    pub fn did(&mut self, change: Change) {
        self.undone.clear();
        if self.done.len() == DEPTH {
            self.done.remove(0);
        }
        self.done.push(change);
    }

    /// The change that takes the last one back.
    pub fn undo(&mut self) -> Option<Change> {
        let change = self.done.pop()?;
        self.undone.push(change.clone());
        Some(change.inverse())
    }

    /// The change that was taken back last.
    pub fn redo(&mut self) -> Option<Change> {
        let change = self.undone.pop()?;
        self.done.push(change.clone());
        Some(change)
    }

    /// Takes an item out of the changes of a mark, which it got or lost by itself meanwhile: to undo
    /// one of them, or to do it again, would no longer bring back what was there.
    pub fn overrule(&mut self, mark: Mark, item: ItemId) {
        for changes in [&mut self.done, &mut self.undone] {
            changes.retain_mut(|change| match change {
                Change::Mark { mark: changed, ids, .. } if *changed == mark => {
                    ids.retain(|id| *id != item);
                    !ids.is_empty()
                }
                Change::Mark { .. }
                | Change::Note { .. }
                | Change::Idea { .. }
                | Change::Listed(_)
                | Change::Swap(..)
                | Change::Enable { .. }
                | Change::Move { .. }
                | Change::Rule { .. }
                | Change::Lens { .. } => true,
            });
        }
    }

    /// Gives an idea that was begun its number wherever it was changed.
    pub fn number_idea(&mut self, was: IdeaId, is: IdeaId) {
        for change in self.done.iter_mut().chain(&mut self.undone) {
            if let Change::Idea { was: before, to } = change {
                for idea in [before, to].into_iter().flatten().filter(|idea| idea.id == was) {
                    idea.id = is;
                }
            }
        }
    }

    /// Forgets a change that could not be kept.
    pub fn forget(&mut self, change: &Change) {
        self.done.retain(|done| done != change);
        self.undone.retain(|undone| undone.clone().inverse() != *change);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_undone_can_be_done_again_until_something_else_is_done() {
        let star = |id| Change::Mark { mark: Mark::Star, ids: vec![ItemId(id)], to: true };
        let mut history = History::default();
        history.did(star(1));
        assert_eq!(history.undo(), Some(star(1).inverse()));
        assert_eq!(history.redo(), Some(star(1)));
        history.undo();
        history.did(star(2));
        assert_eq!(history.redo(), None);
    }

    #[test]
    fn what_an_item_got_by_itself_is_not_taken_from_it_by_undoing_what_was_before() {
        let read = |ids: &[i64], to| Change::Mark {
            mark: Mark::Read,
            ids: ids.iter().copied().map(ItemId).collect(),
            to,
        };
        let mut history = History::default();
        history.did(read(&[1], false));
        history.did(read(&[1, 2], false));
        history.overrule(Mark::Read, ItemId(1));
        assert_eq!(history.undo(), Some(read(&[2], true)));
        assert_eq!(history.undo(), None);
        assert_eq!(history.redo(), Some(read(&[2], false)));
    }

    #[test]
    fn what_could_not_be_kept_is_not_there_to_be_undone() {
        let star = Change::Mark { mark: Mark::Star, ids: vec![ItemId(1)], to: true };
        let mut history = History::default();
        history.did(star.clone());
        history.forget(&star);
        assert_eq!(history.undo(), None);
    }
}
