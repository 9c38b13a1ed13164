//! A picture of the open text, shown in the terminal where that can show one.

use std::sync::Arc;

use super::effect::{Effect, Errand, TerminalEffect};
use super::own_words::Lead;
use super::state::State;
use crate::lang::say;

impl State {
    /// Has the picture of the typed number fetched, or the first of the text.
    pub(super) fn ask_picture(&mut self) -> Vec<Effect> {
        let Some(reading) = &self.reading else { return Vec::new() };
        let all = reading.pictures.clone();
        let at = self.times.map_or(all.start, |number| number.wrapping_sub(1));
        let lead = reading.links.get(at).filter(|_| all.contains(&at));
        let (item, url) = match lead {
            Some(Lead::Page(url)) => (reading.id(), url.clone()),
            Some(Lead::Item(_) | Lead::Idea(_)) | None => {
                return self.fail(say(self.lang, "app.no_picture", &[]).into_owned());
            }
        };
        if !self.shows_pictures {
            return self.fail(say(self.lang, "app.shows_no_pictures", &[&(at + 1)]).into_owned());
        }
        self.ask_network(Errand::Picture { item, url }, "app.fetching_picture")
    }

    /// Takes a picture that was asked for: it is shown if the text is still open.
    pub(super) fn show_picture(&mut self, picture: Arc<[u8]>) -> Vec<Effect> {
        self.toasts.clear();
        if self.reading.is_none() || !self.overlays.is_empty() {
            return Vec::new();
        }
        vec![Effect::Terminal(TerminalEffect::Picture(picture))]
    }
}
