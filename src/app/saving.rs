//! What is fetched at the user's wish: the article behind an item, and pages saved by address.

use super::draft::Draft;
use super::effect::{Effect, Errand, Question, Work};
use super::line::LineFor;
use super::lists::View;
use super::purpose::{ItemFor, Purpose};
use super::search::Subject;
use super::state::State;
use crate::lang::say;
use crate::model::{ItemId, Phrase};

impl State {
    /// Shows the article of the open item's own page, fetched if need be; then the feed's own text
    /// again.
    pub(super) fn show_full_text(&mut self) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else { return Vec::new() };
        let id = reading.id();
        if reading.turn_text() {
            self.lay_out_reading();
            return Vec::new();
        }
        if self.rows.get(id).is_none_or(|row| row.url.is_none()) {
            return self.fail(say(self.lang, "app.no_page", &[]).into_owned());
        }
        self.ask_network(Errand::Article(id), "app.fetching_text")
    }

    /// Takes that an article is there: asks for the item anew if it is still open.
    pub(super) fn fetched(&mut self, id: ItemId) -> Vec<Effect> {
        match &self.reading {
            Some(reading) if reading.id() == id => {
                self.toasts.clear();
                vec![self.ask(Purpose::Item(ItemFor::Text), Question::Item(id))]
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// Opens the line for the address of a page.
    pub(super) fn ask_address(&mut self) -> Vec<Effect> {
        if self.sample {
            self.toasts.done(say(self.lang, "app.sample_is_fixed", &[]));
            return Vec::new();
        }
        self.type_line(LineFor::Address, Draft::default());
        Vec::new()
    }

    /// Has a page saved.
    pub(super) fn save_page(&mut self, address: &str) -> Vec<Effect> {
        let (address, lang) = (address.trim().to_owned(), self.lang);
        if address.is_empty() {
            return Vec::new();
        }
        self.ask_network(Errand::Save { address, lang }, "app.saving")
    }

    /// Takes that a page was saved.
    pub(super) fn saved(&mut self, title: &str, without_text: Option<&Phrase>) -> Vec<Effect> {
        match without_text {
            None => self.toasts.done(say(self.lang, "app.saved", &[&title])),
            Some(why) => {
                let why = why.say(self.lang);
                self.toasts.done(say(self.lang, "app.saved_without_text", &[&title, &why]));
            }
        }
        let mut effects = vec![self.ask_tally()];
        if let Some(View { subject: Subject::Starred, list, .. }) = &mut self.view {
            let window = list.reload();
            effects.push(self.ask_rows(window));
        }
        effects
    }

    pub(super) fn ask_network(&mut self, errand: Errand, doing: &str) -> Vec<Effect> {
        if self.offline {
            return self.fail(say(self.lang, "app.offline", &[]).into_owned());
        }
        self.toasts.done(say(self.lang, doing, &[]));
        vec![Effect::Work(Work::Fetch(errand))]
    }
}
