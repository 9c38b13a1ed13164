//! Searching, and the lists that stand over the panes.

use super::draft::Draft;
use super::effect::{Effect, ListName};
use super::list::List;
use super::state::{LineFor, Overlay, State};
use crate::lang::say;
use crate::model::{Day, Query, Sort, Trend};

impl State {
    /// Opens the line for what to search for, with what is shown now.
    pub(super) fn open_search(&mut self) -> Vec<Effect> {
        let text = self.view.as_ref().and_then(|view| view.list.find()).unwrap_or_default();
        self.overlays.push(Overlay::Line(LineFor::Search, Draft::new(text)));
        Vec::new()
    }

    /// Does what was typed: searches for it, or obeys it.
    pub(super) fn accept_line(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Palette(_)) = self.overlays.last() {
            return self.accept_palette();
        }
        let Some(Overlay::Line(wanted, draft)) = self.overlays.pop() else { return Vec::new() };
        match wanted {
            LineFor::Search => self.search(draft.text()),
            LineFor::Find => self.find(draft.text()),
            LineFor::Address => self.save_page(draft.text()),
        }
    }

    fn search(&mut self, text: &str) -> Vec<Effect> {
        let text = text.trim();
        if text.is_empty() {
            return Vec::new();
        }
        let list = List::new(ListName::View, Query::default(), Some(text.to_owned()), 0);
        self.show_view(Subject::Found(text.to_owned()), list)
    }

    /// Lists all that tells the current item's story.
    pub(super) fn show_story(&mut self) -> Vec<Effect> {
        let Some(row) = self.current() else { return Vec::new() };
        let query = Query { story: Some(row.story), sort: Sort::New, ..Query::default() };
        let subject = Subject::Story(row.title.clone());
        if row.story_size < 2 {
            self.toasts.done(say(self.lang, "app.told_once", &[]));
            return Vec::new();
        }
        self.close_reading();
        self.view_of(subject, query)
    }

    /// Lists what was published on the day before or after the one that is shown.
    pub(super) fn show_day(&mut self, by: i64) -> Vec<Effect> {
        let today = self.zone.day_of(self.now);
        let shown = match self.view.as_ref().map(|view| &view.subject) {
            Some(Subject::Day(day)) => *day,
            Some(_) | None => today,
        };
        let Some(day) = shown.checked_add_signed(chrono::Duration::days(by)) else {
            return Vec::new();
        };
        if day > today {
            return Vec::new();
        }
        let query = Query {
            since: Some(self.zone.start_of(day)),
            until: Some(self.zone.end_of(day)),
            heads: true,
            ..Query::default()
        };
        self.view_of(Subject::Day(day), query)
    }

    /// Shows a list over the panes.
    pub(super) fn view_of(&mut self, subject: Subject, query: Query) -> Vec<Effect> {
        self.show_view(subject, List::new(ListName::View, query, None, 0))
    }
}

/// What a list over the panes is about.
#[derive(Debug, Clone, PartialEq)]
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
    /// All there is, newest first.
    All,
    /// One story in all its sources, by a title of it.
    Story(String),
    /// The items behind a term, and its month.
    Term(Box<Trend>),
    /// What was published on a day.
    Day(Day),
}
