//! Follows numbered links.

use super::Lead;
use crate::app::effect::{Effect, Question, Work};
use crate::app::page::Page;
use crate::app::purpose::{ItemFor, Purpose};
use crate::app::state::{Overlay, State};
use crate::lang::say;
use crate::model::Item;

impl State {
    /// The page whose numbered links can be followed, and where they lead.
    pub(in crate::app) fn numbered(&self) -> Option<(&Page, &[Lead])> {
        match self.overlays.last() {
            Some(Overlay::Idea(idea)) => Some((&idea.page, &idea.links)),
            Some(_) => None,
            None => self.reading.as_ref().map(|reading| (&reading.page, &*reading.links)),
        }
    }

    /// Follows the link of a number, from 1.
    pub(in crate::app) fn follow_number(&mut self, number: usize) -> Vec<Effect> {
        let lead = self.numbered().and_then(|(_, leads)| leads.get(number.wrapping_sub(1)));
        match lead.cloned() {
            Some(lead) => self.follow_lead(lead),
            None => self.fail(say(self.lang, "app.no_link", &[&number]).into_owned()),
        }
    }

    /// Goes where a link leads.
    pub(in crate::app) fn follow_lead(&mut self, lead: Lead) -> Vec<Effect> {
        match lead {
            Lead::Page(url) => vec![Effect::Work(Work::Browse(url))],
            Lead::Item(id) => {
                vec![self.ask(Purpose::Item(ItemFor::Reading), Question::Item(id))]
            }
            Lead::Idea(id) => vec![self.ask_idea(id)],
        }
    }

    /// Opens an item that a link leads to, over whatever stands there.
    pub(in crate::app) fn show_linked(&mut self, item: &Item) -> Vec<Effect> {
        self.overlays.clear();
        self.rows.put(vec![item.row.clone()]);
        self.open_item(item.row.id)
    }
}
