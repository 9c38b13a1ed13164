//! Links ideas to items, unlinks them, and says why.

use super::{Linking, WHY};
use crate::app::draft::Draft;
use crate::app::effect::{Effect, Question};
use crate::app::hints::Does;
use crate::app::line::LineFor;
use crate::app::own_words::Lead;
use crate::app::palette::{Of, Palette};
use crate::app::state::{Overlay, State};
use crate::lang::say;
use crate::model::change::Change;
use crate::model::idea::Link;
use crate::model::{Idea, ItemId};
use crate::text::clean;

impl State {
    /// Opens the ideas, of which one is to stand on the chosen items.
    pub(in crate::app) fn pick_idea(&mut self) -> Vec<Effect> {
        let items: Vec<ItemId> = self.chosen().iter().map(|row| row.id).collect();
        if items.is_empty() {
            return Vec::new();
        }
        let of = Of::Ideas { items, ideas: None };
        let palette = Palette::begin(of);
        self.open(palette, Some(Question::Ideas { deleted: false }))
    }

    /// Has an idea stand on items too, and asks why.
    pub(in crate::app) fn link(&mut self, was: Idea, items: &[ItemId]) -> Vec<Effect> {
        let mut to = was.clone();
        for item in items {
            if to.links.iter().all(|link| link.item != *item) {
                to.links.push(Link { item: *item, why: String::new() });
            }
        }
        self.keep_choice();
        self.toasts.done(say(self.lang, "app.linked", &[&to.thought.title]));
        let effects = if to.links == was.links {
            Vec::new()
        } else {
            let (was, to) = (Some(Box::new(was)), Some(Box::new(to.clone())));
            self.do_change(Change::Idea { was, to })
        };
        self.ask_why_of(to, items.to_vec());
        effects
    }

    /// Shows a letter at each source of the open idea, for what is to be done with it; where it
    /// has one source, that is meant.
    pub(in crate::app) fn hint_sources(&mut self, does: Does) -> Vec<Effect> {
        let height = self.page_height();
        let Some(Overlay::Idea(page)) = self.overlays.last_mut() else { return Vec::new() };
        if page.idea.deleted.is_some() {
            return self.fail(say(self.lang, "app.idea_is_deleted", &[]).into_owned());
        }
        page.show_sources(height);
        let first = page.first_source();
        let sources = page.items.len();
        let places: Vec<_> = self
            .links_in_sight(|lead| matches!(lead, Lead::Item(_)))
            .into_iter()
            .filter(|(.., number)| (first..first + sources).contains(number))
            .collect();
        self.hint(does, places, "app.no_sources")
    }

    /// The open idea, and the item behind a number of its page.
    fn source_of(&self, number: usize) -> Option<(Idea, ItemId)> {
        let Some(Overlay::Idea(page)) = self.overlays.last() else { return None };
        match page.links.get(number.checked_sub(1)?)? {
            Lead::Item(id) => Some((page.idea.clone(), *id)),
            Lead::Page(_) | Lead::Idea(_) => None,
        }
    }

    /// Has the open idea no longer stand on an item, by its number on the page.
    pub(in crate::app) fn unlink(&mut self, number: usize) -> Vec<Effect> {
        let Some((was, item)) = self.source_of(number) else { return Vec::new() };
        let mut to = was.clone();
        to.links.retain(|link| link.item != item);
        self.toasts.done(say(self.lang, "app.unlinked", &[]));
        self.do_change(Change::Idea { was: Some(Box::new(was)), to: Some(Box::new(to)) })
    }

    /// Asks why the open idea stands on an item, by its number on the page.
    pub(in crate::app) fn ask_why_linked(&mut self, number: usize) -> Vec<Effect> {
        if let Some((idea, item)) = self.source_of(number) {
            self.ask_why_of(idea, vec![item]);
        }
        Vec::new()
    }

    /// Opens the line for why an idea stands on items, with what is said so far.
    fn ask_why_of(&mut self, idea: Idea, items: Vec<ItemId>) {
        let said = idea.links.iter().find(|link| items.contains(&link.item));
        let draft = Draft::new(said.map_or("", |link| &link.why));
        let linking = Box::new(Linking { idea, items });
        self.type_line(LineFor::WhyLinked(linking), draft);
    }

    /// Keeps why the idea stands on the items.
    pub(in crate::app) fn set_why(&mut self, linking: Linking, text: &str) -> Vec<Effect> {
        let Linking { idea: was, items } = linking;
        let why = clean::line(text, WHY);
        let mut to = was.clone();
        for link in to.links.iter_mut().filter(|link| items.contains(&link.item)) {
            link.why.clone_from(&why);
        }
        if to == was {
            return Vec::new();
        }
        self.do_change(Change::Idea { was: Some(Box::new(was)), to: Some(Box::new(to)) })
    }
}
