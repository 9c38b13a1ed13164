//! Searching, and the lists that stand over the panes.

use super::draft::Draft;
use super::effect::{Effect, ListName};
use super::list::List;
use super::state::{Overlay, State};
use crate::model::Query;

impl State {
    /// Opens the line for what to search for, with what is shown now.
    pub(super) fn open_search(&mut self) -> Vec<Effect> {
        let text = self.view.as_ref().and_then(|view| view.list.find()).unwrap_or_default();
        self.overlays.push(Overlay::Search(Draft::new(text)));
        Vec::new()
    }

    /// Searches for what was typed.
    pub(super) fn accept_line(&mut self) -> Vec<Effect> {
        let Some(Overlay::Search(draft)) = self.overlays.pop() else { return Vec::new() };
        let text = draft.text().trim();
        if text.is_empty() {
            return Vec::new();
        }
        let list = List::new(ListName::View, Query::default(), Some(text.to_owned()), 0);
        self.show_view(Subject::Found(text.to_owned()), list)
    }

    /// Shows a list over the panes.
    pub(super) fn view_of(&mut self, subject: Subject, query: Query) -> Vec<Effect> {
        self.show_view(subject, List::new(ListName::View, query, None, 0))
    }
}

/// What a list over the panes is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// What was found for a text.
    Found(String),
    /// What was not read yet.
    Unread,
    /// The reading list.
    Starred,
    /// What has a note.
    Noted,
    /// A source, by its name.
    Source(String),
}
