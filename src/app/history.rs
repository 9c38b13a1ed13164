//! What can be undone, and done again.

use std::collections::BTreeMap;

use super::setting::Setting;
use crate::model::change::{Change, Mark, Way};
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

/// Something that was done, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    what: Undoable,
    /// Whether it was done in an earlier session.
    is_earlier: bool,
}

/// What can be undone, and done again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// What items are called that changes of earlier sessions are about.
    titles: BTreeMap<ItemId, String>,
}

impl History {
    /// Remembers what was done.
    pub fn did(&mut self, what: impl Into<Undoable>) {
        self.undone.clear();
        self.put(Step { what: what.into(), is_earlier: false });
    }

    fn put(&mut self, step: Step) {
        if self.done.len() == DEPTH {
            self.done.remove(0);
        }
        self.done.push(step);
    }

    /// What takes the last thing back, and whether that was done in an earlier session.
    pub fn undo(&mut self) -> Option<(Undoable, bool)> {
        let step = self.done.pop()?;
        self.undone.push(step.clone());
        Some((step.what.inverse(), step.is_earlier))
    }

    /// What was taken back last.
    pub fn redo(&mut self) -> Option<Undoable> {
        let step = self.undone.pop()?;
        self.done.push(step.clone());
        Some(step.what)
    }

    /// Puts before all that was done what was done in earlier sessions, the oldest first, and what the
    /// items are called that it was about.
    pub fn precede(&mut self, earlier: Vec<(Way, Change)>, titles: Vec<(ItemId, String)>) {
        let mut before = History::default();
        for (way, change) in earlier {
            before.replay(way, change);
        }
        for step in before.done.iter_mut().chain(&mut before.undone) {
            step.is_earlier = true;
        }
        let is_first = self.done.is_empty() && self.undone.is_empty();
        let since = std::mem::take(self);
        *self = before;
        self.titles = titles.into_iter().collect();
        if !is_first {
            self.undone = since.undone;
        }
        for step in since.done {
            self.put(step);
        }
    }

    /// Takes what the log of changes says.
    fn replay(&mut self, way: Way, change: Change) {
        match way {
            Way::Did => self.did(change),
            Way::Saw => {
                if let Change::Mark { mark, ids, .. } = change {
                    for id in ids {
                        self.overrule(mark, id);
                    }
                }
            }
            // Another reader may have done something in between.
            Way::Back => {
                let undid = Undoable::Change(change.inverse());
                if let Some(at) = self.done.iter().rposition(|step| step.what == undid) {
                    self.undone.push(self.done.remove(at));
                }
            }
            Way::Again => {
                let redid = Undoable::Change(change);
                if let Some(at) = self.undone.iter().rposition(|step| step.what == redid) {
                    let step = self.undone.remove(at);
                    self.put(step);
                }
            }
        }
    }

    /// What an item is called that a change of an earlier session is about.
    pub fn title(&self, id: ItemId) -> Option<&str> {
        self.titles.get(&id).map(String::as_str)
    }

    /// The changes that can be undone, the last one last.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.done.iter().filter_map(|step| match &step.what {
            Undoable::Change(change) => Some(change),
            Undoable::Set { .. } => None,
        })
    }

    /// Takes an item out of the changes of a mark, which it got or lost by itself meanwhile: to undo
    /// one of them, or to do it again, would no longer bring back what was there.
    pub fn overrule(&mut self, mark: Mark, item: ItemId) {
        for steps in [&mut self.done, &mut self.undone] {
            steps.retain_mut(|step| match &mut step.what {
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
            if let Undoable::Change(Change::Idea { was: before, to }) = &mut step.what {
                for idea in [before, to].into_iter().flatten().filter(|idea| idea.id == was) {
                    idea.id = is;
                }
            }
        }
    }

    /// Forgets a setting that could not be kept.
    pub fn forget_setting(&mut self, setting: &Setting) {
        // The last time alone: what was kept before can still be taken back.
        let became = |step: &Step| matches!(&step.what, Undoable::Set { to, .. } if to == setting);
        let gave_up =
            |step: &Step| matches!(&step.what, Undoable::Set { was, .. } if was == setting);
        if self.done.last().is_some_and(became) {
            self.done.pop();
        } else if self.undone.last().is_some_and(gave_up) {
            self.undone.pop();
        }
    }

    /// Forgets a change that could not be kept.
    pub fn forget(&mut self, change: &Change) {
        let step = Undoable::Change(change.clone());
        self.done.retain(|done| done.what != step);
        self.undone.retain(|undone| undone.what.clone().inverse() != step);
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
        assert_eq!(history.undo(), Some((star(1).inverse().into(), false)));
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
        assert_eq!(history.undo(), Some((read(&[2], true).into(), false)));
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
    #[test]
    fn what_the_log_tells_comes_before_what_was_done_since() {
        let star = |id| Change::Mark { mark: Mark::Star, ids: vec![ItemId(id)], to: true };
        let logged = vec![
            (Way::Did, star(1)),
            (Way::Did, star(2)),
            (Way::Back, star(2).inverse()),
            (Way::Again, star(2)),
            (Way::Back, star(2).inverse()),
            // What was done on another reader meanwhile.
            (Way::Back, star(9).inverse()),
        ];
        let mut history = History::default();
        history.precede(logged.clone(), vec![(ItemId(1), "One".into())]);
        assert_eq!(history.redo(), Some(star(2).into()));
        assert_eq!(history.undo(), Some((star(2).inverse().into(), true)));
        assert_eq!(history.undo(), Some((star(1).inverse().into(), true)));
        assert_eq!(history.undo(), None);
        assert_eq!(history.title(ItemId(1)), Some("One"));

        let mut history = History::default();
        history.did(star(3));
        history.precede(logged, Vec::new());
        assert_eq!(history.redo(), None, "something was done since");
        assert_eq!(history.undo(), Some((star(3).inverse().into(), false)));
        assert_eq!(history.undo(), Some((star(1).inverse().into(), true)));
    }

    #[test]
    fn a_mark_that_came_by_itself_is_not_taken_back_in_a_later_session_either() {
        let read = |id, to| Change::Mark { mark: Mark::Read, ids: vec![ItemId(id)], to };
        let mut history = History::default();
        let logged = vec![(Way::Did, read(1, false)), (Way::Saw, read(1, true))];
        history.precede(logged, Vec::new());
        assert_eq!(history.undo(), None);
    }
}
