//! Opens a reader server's page, and has the server brought in step.

use super::AccountPage;
use crate::app::effect::{Effect, Question, Scope};
use crate::app::page::Page;
use crate::app::purpose::Purpose;
use crate::app::state::{Overlay, State};
use crate::model::AccountHealth;
use crate::model::account::Waiting;

impl State {
    /// Asks what is known of an account.
    pub(in crate::app) fn ask_account(&mut self, name: String) -> Effect {
        self.ask(Purpose::Account, Question::Account(name))
    }

    /// Takes what is known of an account: a page that is open on it is shown anew, else one opens over
    /// the list of sources.
    pub(in crate::app) fn take_account(
        &mut self,
        health: AccountHealth,
        waiting: Vec<(Waiting, Option<String>)>,
    ) -> Vec<Effect> {
        let (lang, now, cells) = (self.lang, self.now, self.page_width());
        match self.overlays.last_mut() {
            Some(Overlay::Account(open)) if open.health.name == health.name => {
                (open.health, open.waiting) = (health, waiting);
                open.lay_out(lang, now, cells);
            }
            Some(Overlay::Sources(_)) => {
                let mut page = AccountPage { health, waiting, page: Page::default() };
                page.lay_out(lang, now, cells);
                self.overlays.push(Overlay::Account(Box::new(page)));
            }
            Some(_) | None => {}
        }
        Vec::new()
    }

    /// The account that is open, or selected in the list of sources.
    pub(in crate::app) fn current_account(&self) -> Option<String> {
        match self.overlays.last() {
            Some(Overlay::Account(open)) => Some(open.health.name.clone()),
            Some(Overlay::Sources(list)) => list.account().map(|account| account.name.clone()),
            Some(_) | None => None,
        }
    }

    /// Has an account brought in step now; with `full`, everything compared.
    pub(in crate::app) fn sync_account(&mut self, name: String, full: bool) -> Vec<Effect> {
        self.refresh(Scope::Account { name, full })
    }

    /// Asks anew for the account that is open.
    pub(in crate::app) fn ask_account_again(&mut self) -> Option<Effect> {
        let Some(Overlay::Account(open)) = self.overlays.last() else { return None };
        let name = open.health.name.clone();
        Some(self.ask_account(name))
    }
}
