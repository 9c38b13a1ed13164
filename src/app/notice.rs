//! Telling on the desktop that a refresh brought what the reader watches for.

use super::effect::{Effect, Question, Watched};
use super::share::filled;
use super::state::State;
use crate::lang::{count, say};
use crate::model::ItemId;

/// How the reader is told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Notify {
    /// Not at all.
    #[default]
    Off,
    /// By the terminal.
    Terminal,
    /// By a program of the reader's, with `{title}` and `{text}` among its arguments.
    Program(Vec<String>),
}

impl State {
    /// After a refresh that brought something: asks whether a lens touches any of it.
    pub(super) fn ask_watched(&self) -> Option<Effect> {
        let wished = self.notify != Notify::Off && self.fetching.new > 0;
        wished.then(|| Effect::Ask(Question::Watched(self.notified.unwrap_or(ItemId(0)))))
    }

    /// Tells of what the lenses touch, once.
    pub(super) fn take_watched(&mut self, watched: &Watched) -> Vec<Effect> {
        self.notified = Some(watched.latest);
        if watched.count == 0 {
            return Vec::new();
        }
        let text = count(self.lang, "app.noticed", watched.count, &[&watched.title]).into_owned();
        let name = say(self.lang, "ui.name", &[]);
        match &self.notify {
            Notify::Off => Vec::new(),
            Notify::Terminal => vec![Effect::Notify(format!("{name}: {text}"))],
            Notify::Program(words) => {
                let places = [("title", &*name), ("text", text.as_str())];
                vec![Effect::Run(words.iter().map(|word| filled(word, &places)).collect())]
            }
        }
    }
}
