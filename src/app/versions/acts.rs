//! Opens a note's history.

use super::Versions;
use crate::app::effect::{Effect, Question};
use crate::app::page::Page;
use crate::app::purpose::Purpose;
use crate::app::state::State;
use crate::lang::say;
use crate::model::About;
use crate::model::note::Version;

impl State {
    /// Asks what the current item's note said before.
    pub(in crate::app) fn ask_versions(&mut self) -> Vec<Effect> {
        let about = self.current().map(|row| About::Item(row.id));
        about.map(|about| self.ask_said_before(about)).into_iter().collect()
    }

    /// Asks what the note on the current item's story said before.
    pub(in crate::app) fn ask_story_versions(&mut self) -> Vec<Effect> {
        let about = self.current().map(|row| About::Story(row.story));
        about.map(|about| self.ask_said_before(about)).into_iter().collect()
    }

    /// Asks what the journal of the day that is shown said before.
    pub(in crate::app) fn ask_journal_versions(&mut self) -> Vec<Effect> {
        vec![self.ask_said_before(About::Day(self.shown_day()))]
    }

    fn ask_said_before(&mut self, about: About) -> Effect {
        self.ask(Purpose::Versions, Question::Versions(about))
    }

    /// Takes a note's history.
    pub(in crate::app) fn take_versions(
        &mut self,
        about: About,
        was: Option<String>,
        versions: Vec<Version>,
    ) -> Vec<Effect> {
        if versions.is_empty() {
            self.toasts.done(say(self.lang, "app.no_versions", &[]));
            return Vec::new();
        }
        let page = Page::default();
        self.open(Versions { about, was, said: versions, at: 0, page }, None)
    }
}
