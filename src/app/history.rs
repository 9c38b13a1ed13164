//! What can be undone, and done again.

use super::setting::Setting;
use crate::model::change::{Change, Mark};
use crate::model::{IdeaId, ItemId};

/// Changes kept for undoing.
const DEPTH: usize = 200;

/// One thing that was done and can be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undoable {
    /// A change of what is kept.
    Change(Change),
    /// A setting that got another value.
    Set {
        /// What it was.
        was: Setting,
        /// What it became.
        to: Setting,
    },
}

impl Undoable {
    /// What takes this back.
    fn inverse(self) -> Undoable {
        match self {
            Undoable::Change(change) => Undoable::Change(change.inverse()),
            Undoable::Set { was, to } => Undoable::Set { was: to, to: was },
        }
    }
}

impl From<Change> for Undoable {
    fn from(change: Change) -> Undoable {
        Undoable::Change(change)
    }
}

/// What can be undone, and done again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    done: Vec<Undoable>,
    undone: Vec<Undoable>,
}

impl History {
    /// Remembers what was done.
    pub fn did(&mut self, what: impl Into<Undoable>) {
        self.undone.clear();
        if self.done.len() == DEPTH {
            self.done.remove(0);
        }
        self.done.push(what.into());
    }

    /// What takes the last thing back.
    pub fn undo(&mut self) -> Option<Undoable> {
        let step = self.done.pop()?;
        self.undone.push(step.clone());
        Some(step.inverse())
    }

    /// What was taken back last.
    pub fn redo(&mut self) -> Option<Undoable> {
        let step = self.undone.pop()?;
        self.done.push(step.clone());
        Some(step)
    }

    /// Takes an item out of the changes of a mark, which it got or lost by itself meanwhile: to undo
    /// one of them, or to do it again, would no longer bring back what was there.
    pub fn overrule(&mut self, mark: Mark, item: ItemId) {
        for steps in [&mut self.done, &mut self.undone] {
            steps.retain_mut(|step| match step {
                Undoable::Change(Change::Mark { mark: changed, ids, .. }) if *changed == mark => {
                    ids.retain(|id| *id != item);
                    !ids.is_empty()
                }
                Undoable::Change(_) | Undoable::Set { .. } => true,
            });
        }
    }

    /// Gives an idea that was begun its number wherever it was changed.
    pub fn number_idea(&mut self, was: IdeaId, is: IdeaId) {
        for step in self.done.iter_mut().chain(&mut self.undone) {
            if let Undoable::Change(Change::Idea { was: before, to }) = step {
                for idea in [before, to].into_iter().flatten().filter(|idea| idea.id == was) {
                    idea.id = is;
                }
            }
        }
    }

    /// Forgets a setting that could not be kept.
    pub fn forget_setting(&mut self, setting: &Setting) {
        // The last time alone: what was kept before can still be taken back.
        let became = |step: &Undoable| matches!(step, Undoable::Set { to, .. } if to == setting);
        let gave_up = |step: &Undoable| matches!(step, Undoable::Set { was, .. } if was == setting);
        if self.done.last().is_some_and(became) {
            self.done.pop();
        } else if self.undone.last().is_some_and(gave_up) {
            self.undone.pop();
        }
    }

    /// Forgets a change that could not be kept.
    pub fn forget(&mut self, change: &Change) {
        let step = Undoable::Change(change.clone());
        self.done.retain(|done| *done != step);
        self.undone.retain(|undone| undone.clone().inverse() != step);
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
        assert_eq!(history.undo(), Some(star(1).inverse().into()));
        assert_eq!(history.redo(), Some(star(1).into()));
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
        assert_eq!(history.undo(), Some(read(&[2], true).into()));
        assert_eq!(history.undo(), None);
        assert_eq!(history.redo(), Some(read(&[2], false).into()));
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
