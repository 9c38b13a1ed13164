//! Gives items to a program.

use super::{filled, of_row};
use crate::app::draft::Draft;
use crate::app::effect::{Effect, Question, Work};
use crate::app::line::LineFor;
use crate::app::purpose::Purpose;
use crate::app::state::State;
use crate::lang::{count, say};
use crate::model::Handout;

impl State {
    /// Gives the current item to the only program there is, or asks to which.
    pub(in crate::app) fn share(&mut self) -> Vec<Effect> {
        let mut names = self.settings.programs.keys();
        match (names.next().cloned(), names.next()) {
            (None, _) => self.fail(say(self.lang, "app.no_programs", &[]).into_owned()),
            (Some(only), None) => self.share_by(&only),
            (Some(_), Some(_)) => {
                self.type_line(LineFor::Share, Draft::default());
                Vec::new()
            }
        }
    }

    /// The names of programs that begin with what was typed.
    pub fn programs_named(&self, typed: &str) -> Vec<String> {
        self.settings
            .programs
            .keys()
            .filter(|name| name.starts_with(typed.trim()))
            .cloned()
            .collect()
    }

    /// Gives the chosen items to the first program whose name begins so, each by itself.
    pub(in crate::app) fn share_by(&mut self, name: &str) -> Vec<Effect> {
        let named = self.programs_named(name);
        let Some((name, program)) =
            named.first().and_then(|name| self.settings.programs.get_key_value(name))
        else {
            return self.fail(say(self.lang, "app.no_program", &[&name]).into_owned());
        };
        let rows = match self.chosen_few() {
            Ok(rows) => rows,
            Err(why) => return self.fail(why),
        };
        let asks = |place: &str| program.iter().any(|word| word.contains(place));
        if rows.is_empty() {
            return Vec::new();
        }
        if ["{pdf}", "{doi}", "{arxiv}", "{enclosure}", "{file}"].into_iter().any(asks) {
            // No row knows these.
            let (items, files) = (rows.iter().map(|row| row.id).collect(), asks("{file}"));
            let purpose = Purpose::Share(name.clone());
            return vec![self.ask(purpose, Question::Handouts { items, files })];
        }
        let name = name.clone();
        let all: Vec<Handout> = rows.iter().map(of_row).collect();
        self.take_handouts(&name, &all)
    }

    /// Gives items to the program of that name, unless it asks for something that one has not.
    pub(in crate::app) fn take_handouts(&mut self, name: &str, all: &[Handout]) -> Vec<Effect> {
        let Some(program) = self.settings.programs.get(name) else { return Vec::new() };
        let missing = all.iter().find_map(|item| {
            let absent = item.places().into_iter().filter(|(_, value)| value.is_none());
            let mut asked = absent.map(|(place, _)| place).filter(|place| {
                // What has no page of its own is given without, as ever.
                *place != "url" && program.iter().any(|word| word.contains(&format!("{{{place}}}")))
            });
            asked.next().map(|place| (place, item.title.clone()))
        });
        if let Some((place, title)) = missing {
            return self
                .fail(say(self.lang, "app.nothing_to_share", &[&title, &place]).into_owned());
        }
        let run = |item: &Handout| {
            let places = item.places().map(|(name, value)| (name, value.unwrap_or_default()));
            Effect::Work(Work::Run(program.iter().map(|word| filled(word, &places)).collect()))
        };
        let effects: Vec<Effect> = all.iter().map(run).collect();
        match all.len() {
            0 => {}
            1 => self.toasts.done(say(self.lang, "app.shared", &[&name])),
            many => self.toasts.done(count(self.lang, "app.shared_items", many as u64, &[&name])),
        }
        self.keep_choice();
        effects
    }
}
