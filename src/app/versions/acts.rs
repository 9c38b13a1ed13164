//! Opens a note's history, and restores what it said.

use super::Versions;
use crate::app::change::Change;
use crate::app::effect::{Effect, Question};
use crate::app::page::{Page, Role, span};
use crate::app::purpose::Purpose;
use crate::app::state::{Overlay, State};
use crate::lang::say;
use crate::model::About;
use crate::model::note::Version;
use crate::text::{clean, wrap};

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
        self.overlays.push(Overlay::Versions(Versions { about, was, said: versions, at: 0, page }));
        self.lay_out_versions();
        Vec::new()
    }

    /// Shows the version before or after.
    pub(in crate::app) fn turn_version(&mut self, by: isize) -> Vec<Effect> {
        if let Some(Overlay::Versions(history)) = self.overlays.last_mut() {
            let last = history.said.len().saturating_sub(1);
            history.at = history.at.saturating_add_signed(by).min(last);
            history.page = Page::default();
        }
        self.lay_out_versions();
        Vec::new()
    }

    /// Has the note say again what the shown version says.
    pub(in crate::app) fn restore_version(&mut self) -> Vec<Effect> {
        let Some(Overlay::Versions(_)) = self.overlays.last() else { return Vec::new() };
        let Some(Overlay::Versions(history)) = self.overlays.pop() else { return Vec::new() };
        let to = history.said.into_iter().nth(history.at).map(|version| version.text);
        self.toasts.done(say(self.lang, "app.version_restored", &[]));
        self.do_change(Change::Note { about: history.about, was: history.was, to })
    }

    pub(in crate::app) fn lay_out_versions(&mut self) {
        let (lang, zone, cells) = (self.lang, self.zone, self.page_width());
        for overlay in &mut self.overlays {
            let Overlay::Versions(history) = overlay else { continue };
            let Some(version) = history.said.get(history.at) else { continue };
            let when = zone.wall_clock(version.written).format("%Y-%m-%d %H:%M").to_string();
            let head = say(lang, "app.version", &[&(history.at + 1), &history.said.len(), &when]);
            let text = clean::block(&version.text, version.text.len());
            let mut lines = vec![vec![span(Role::Dim, head)], Vec::new()];
            lines.extend(
                wrap::paragraph(&text, cells, 5_000)
                    .into_iter()
                    .map(|row| vec![span(Role::Text, row)]),
            );
            history.page.replace(lines);
        }
    }
}
