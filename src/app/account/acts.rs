//! Opens a reader server's page.

use super::AccountPage;
use crate::app::effect::{Effect, Question};
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

    /// Opens a page on what is known of an account, over the list of sources.
    pub(in crate::app) fn take_account(
        &mut self,
        health: AccountHealth,
        waiting: Vec<(Waiting, Option<String>)>,
    ) -> Vec<Effect> {
        match self.overlays.last() {
            Some(Overlay::Sources(_)) => {
                self.open(AccountPage { health, waiting, page: Page::default() }, None)
            }
            Some(_) | None => Vec::new(),
        }
    }
}
