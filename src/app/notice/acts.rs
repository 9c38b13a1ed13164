//! Tells on the desktop what a refresh brought.

use super::Notify;
use crate::app::effect::{Effect, Question, TerminalEffect, Watched, Work};
use crate::app::purpose::Purpose;
use crate::app::share::filled;
use crate::app::state::State;
use crate::lang::{count, say};
use crate::model::ItemId;

impl State {
    /// After a refresh that brought something: asks whether a lens touches any of it.
    pub(in crate::app) fn ask_watched(&mut self) -> Option<Effect> {
        let wished = self.settings.notify != Notify::Off && self.fetching.new > 0;
        let question = Question::Watched(self.notified.unwrap_or(ItemId(0)));
        wished.then(|| self.ask(Purpose::Notice, question))
    }

    /// Tells of what the lenses touch, once.
    pub(in crate::app) fn take_watched(&mut self, watched: &Watched) -> Vec<Effect> {
        self.notified = Some(watched.latest);
        if watched.count == 0 {
            return Vec::new();
        }
        let text = count(self.lang, "app.noticed", watched.count, &[&watched.title]).into_owned();
        self.notice(&self.settings.notify, &text)
    }

    /// Tells that the morning's edition is there, and what is its first line. What is shown stays;
    /// the header announces what came.
    pub(in crate::app) fn sealed(
        &mut self,
        title: &str,
        minutes: f64,
        first: Option<&str>,
    ) -> Vec<Effect> {
        let minutes = format!("{minutes:.1}");
        let facts: [&dyn std::fmt::Display; 3] = [&title, &minutes, &first.unwrap_or_default()];
        let text = say(self.lang, "app.edition_there", &facts).into_owned();
        let mut effects = self.notice(&self.settings.notify_edition, &text);
        effects.push(self.ask_tally());
        effects
    }

    fn notice(&self, way: &Notify, text: &str) -> Vec<Effect> {
        let name = say(self.lang, "ui.name", &[]);
        match way {
            Notify::Off => Vec::new(),
            Notify::Terminal => {
                vec![Effect::Terminal(TerminalEffect::Notify(format!("{name}: {text}")))]
            }
            Notify::Program(words) => {
                let places = [("title", &*name), ("text", text)];
                vec![Effect::Work(Work::Run(
                    words.iter().map(|word| filled(word, &places)).collect(),
                ))]
            }
        }
    }
}
