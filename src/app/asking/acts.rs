//! Sends questions on their way, and ends them.

use super::rows;
use crate::app::effect::{Answer, Ask, Effect, ListName, Question, Ticket, Window};
use crate::app::front::Moves;
use crate::app::line::LineFor;
use crate::app::purpose::{Asked, ItemFor, Purpose, Whereabouts};
use crate::app::reading::Reading;
use crate::app::state::{Overlay, State};
use crate::app::typing::Typing;
use crate::app::update;
use crate::model::Phrase;

impl State {
    /// Asks the store something, and remembers what for.
    pub(in crate::app) fn ask(&mut self, purpose: Purpose, question: Question) -> Effect {
        let from = self.whereabouts();
        let ask: Ask = self.asks.ask(purpose, question, from);
        Effect::Ask(ask)
    }

    /// Asks all that.
    pub(in crate::app) fn ask_all(
        &mut self,
        questions: impl IntoIterator<Item = (Purpose, Question)>,
    ) -> Vec<Effect> {
        questions.into_iter().map(|(purpose, question)| self.ask(purpose, question)).collect()
    }

    /// Asks for rows of a list.
    pub(in crate::app) fn ask_rows(&mut self, window: Window) -> Effect {
        let (purpose, question) = rows(window);
        self.ask(purpose, question)
    }

    /// Where the reader stands.
    fn whereabouts(&self) -> Whereabouts {
        // What is selected may move by itself while the edition is composed.
        let open = self.reading.as_ref().map(Reading::id);
        let (place, depth) = (self.place(), self.overlays.len());
        Whereabouts { place, depth, is_over: self.view.is_some(), open }
    }

    /// Takes what the store said to a question.
    pub(in crate::app) fn answered(
        &mut self,
        ticket: Ticket,
        answer: Result<Box<Answer>, Phrase>,
    ) -> Vec<Effect> {
        let here = self.whereabouts();
        let asked = self.asks.end(ticket, &here);
        match (asked, answer) {
            (Some(Asked { is_late: true, .. }), Ok(_)) | (None, Err(_)) => Vec::new(),
            (Some(Asked { purpose, missed, .. }), Ok(answer)) => {
                update::take(self, purpose, *answer, &missed)
            }
            (Some(Asked { purpose, .. }), Err(why)) => self.miss(purpose, why.say(self.lang)),
            // While the store fills, an edition that comes late is better than none.
            (None, Ok(answer)) => match *answer {
                Answer::Front { asked, page } if self.filling => {
                    self.take_front(asked, (Moves::Top, false), *page)
                }
                _ => Vec::new(),
            },
        }
    }

    /// Ends a question that was not answered: all is as it was before it was asked, and it is said
    /// why.
    fn miss(&mut self, purpose: Purpose, why: String) -> Vec<Effect> {
        let mut effects = Vec::new();
        match purpose {
            Purpose::Rows(name) => effects.extend(self.miss_rows(name)),
            Purpose::Item(ItemFor::Preview) => self.preview.give_up(),
            Purpose::Front { before, .. } => self.show_again(before),
            Purpose::SettleStale(stale) => self.turn_back(&stale),
            Purpose::Layer(kind) => effects.extend(self.miss_on(kind)),
            Purpose::Terms(_) if self.talk.trending.is_none() => {
                self.drop_overlay(|overlay| matches!(overlay, Overlay::Terms(_)));
            }
            Purpose::Digest => self.miss_page(),
            // These changed nothing when they were asked.
            Purpose::Length(_)
            | Purpose::Wider { .. }
            | Purpose::Unmet { .. }
            | Purpose::Item(ItemFor::Text | ItemFor::Note | ItemFor::Reading)
            | Purpose::Write { .. }
            | Purpose::Versions
            | Purpose::Reports
            | Purpose::Beside
            | Purpose::ListRelated { .. }
            | Purpose::Copy
            | Purpose::Share(_)
            | Purpose::Tally
            | Purpose::Terms(_)
            | Purpose::IdeaPage
            | Purpose::NewIdea { .. }
            | Purpose::Lens { .. }
            | Purpose::MoveSource { .. }
            | Purpose::Account
            | Purpose::Companies
            | Purpose::ReadAll
            | Purpose::Notice
            | Purpose::Written(..)
            | Purpose::Changes
            | Purpose::WhyOfPage => {}
        }
        effects.extend(self.fail(why));
        effects
    }

    /// A list that was opened for rows which do not come goes away; one that has some keeps them.
    fn miss_rows(&mut self, name: ListName) -> Option<Effect> {
        let mut never_came = false;
        for list in self.lists_mut().filter(|list| list.name() == name) {
            never_came = list.is_waiting();
            list.give_up();
        }
        if name != ListName::View || !never_came {
            return None;
        }
        self.view = match self.overlays.last() {
            Some(Overlay::Line(Typing { wanted: LineFor::Search { before }, .. })) => {
                before.as_deref().cloned()
            }
            Some(_) | None => None,
        };
        self.show_preview()
    }

    /// Takes away the topmost screen of a kind.
    pub(in crate::app) fn drop_overlay(&mut self, is_it: impl Fn(&Overlay) -> bool) {
        if let Some(at) = self.overlays.iter().rposition(is_it) {
            self.overlays.remove(at);
        }
    }
}
