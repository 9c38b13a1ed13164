//! Telling on the desktop that a refresh brought what the reader watches for.

use super::effect::{Effect, Question, TerminalEffect, Watched, Work};
use super::purpose::Purpose;
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
    pub(super) fn ask_watched(&mut self) -> Option<Effect> {
        let wished = self.notify != Notify::Off && self.fetching.new > 0;
        let question = Question::Watched(self.notified.unwrap_or(ItemId(0)));
        wished.then(|| self.ask(Purpose::Notice, question))
    }

    /// Tells of what the lenses touch, once.
    pub(super) fn take_watched(&mut self, watched: &Watched) -> Vec<Effect> {
        self.notified = Some(watched.latest);
        if watched.count == 0 {
            return Vec::new();
        }
        let text = count(self.lang, "app.noticed", watched.count, &[&watched.title]).into_owned();
        self.notice(&self.notify, &text)
    }

    /// Tells that the morning's edition is there, and what is its first line. What is shown stays;
    /// the header announces what came.
    pub(super) fn sealed(&mut self, title: &str, minutes: f64, first: Option<&str>) -> Vec<Effect> {
        let minutes = format!("{minutes:.1}");
        let facts: [&dyn std::fmt::Display; 3] = [&title, &minutes, &first.unwrap_or_default()];
        let text = say(self.lang, "app.edition_there", &facts).into_owned();
        let mut effects = self.notice(&self.notify_edition, &text);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::event::Event;
    use crate::app::story;
    use crate::app::update::update;

    #[test]
    fn the_morning_s_edition_is_told_with_its_first_line_where_that_is_wished() {
        let mut state = story::state();
        let sealed = || Event::Sealed {
            title: "Morning edition, Thursday 2026-03-05".into(),
            minutes: 4.61,
            first: Some("Acme → Zenith · acquisition · $2B".into()),
        };
        assert!(
            !update(&mut state, sealed())
                .iter()
                .any(|it| matches!(it, Effect::Terminal(TerminalEffect::Notify(_))))
        );
        state.notify_edition = Notify::Terminal;
        let told = update(&mut state, sealed()).into_iter().find_map(|effect| match effect {
            Effect::Terminal(TerminalEffect::Notify(text)) => Some(text),
            _ => None,
        });
        let told = told.expect("a notice");
        for part in ["Morning edition, Thursday 2026-03-05", "4.6 min", "Acme → Zenith"] {
            assert!(told.contains(part), "{told}");
        }
    }
}
