//! Keys as they come: into a text that is being typed, or as part of a command's sequence.

use super::command::{Command, Place};
use super::effect::Effect;
use super::hangul;
use super::key::{self, Code, Key};
use super::keymap::{Meaning, Step};
use super::state::State;
use super::update;
use crate::lang::say;

impl State {
    /// Takes a key: into a text that is being typed, or as part of a command's sequence.
    pub(super) fn press(&mut self, key: Key) -> Vec<Effect> {
        self.toasts.clear();
        if self.layout().is_none() {
            return self.press_unseen(key);
        }
        let place = self.place();
        if !place.takes_text()
            && let (Code::Char(c), false, false) = (key.code, key.ctrl, key.alt)
        {
            // With a Korean layout on, one press may come as a syllable of several.
            if let Some(keys) = hangul::latin(c) {
                return keys.chars().flat_map(|c| self.press_latin(Key::char(c))).collect();
            }
        }
        self.press_latin(key)
    }

    /// Where the screen is too small to show anything, nothing is done unseen: keys end the reader
    /// or do nothing. What is being written goes on all the same.
    fn press_unseen(&mut self, key: Key) -> Vec<Effect> {
        if self.overlays.last().is_some_and(|overlay| overlay.layer().goes_on_unseen()) {
            return match self.settings.keymap.meaning(self.place(), &[key]) {
                Meaning::Command(Command::Quit) => self.quit(),
                Meaning::Nothing => self.type_key(key),
                Meaning::Command(_) | Meaning::Macro(_) | Meaning::Beginning => Vec::new(),
            };
        }
        let latin = match key.code {
            Code::Char(c) if !key.ctrl && !key.alt => hangul::latin(c),
            _ => None,
        };
        let key = latin.and_then(|keys| keys.chars().next()).map_or(key, Key::char);
        match self.settings.keymap.meaning(Place::List, &[key]) {
            Meaning::Command(Command::Quit | Command::Leave) => self.quit(),
            Meaning::Command(_) | Meaning::Macro(_) | Meaning::Beginning | Meaning::Nothing => {
                Vec::new()
            }
        }
    }

    fn press_latin(&mut self, key: Key) -> Vec<Effect> {
        let place = self.place();
        if self.typed.is_empty()
            && !place.takes_text()
            && place != Place::Question
            && let Some(times) = self.counted(key)
        {
            self.times = Some(times);
            return Vec::new();
        }
        self.typed.push(key);
        match self.settings.keymap.meaning(place, &self.typed) {
            Meaning::Command(command) => {
                self.typed.clear();
                self.times.take_if(|times| *times == 0);
                let effects = update::obey(self, command);
                self.times = None;
                effects
            }
            Meaning::Macro(commands) => {
                let commands = commands.to_vec();
                self.typed.clear();
                let effects = self.obey_all(commands);
                self.times = None;
                effects
            }
            Meaning::Beginning => Vec::new(),
            Meaning::Nothing => {
                let typed = std::mem::take(&mut self.typed);
                self.times = None;
                // Whatever was half typed before it, the key that always ends the reader does.
                if self.settings.keymap.meaning(place, &[key]) == Meaning::Command(Command::Quit) {
                    return self.quit();
                }
                if place == Place::Question {
                    self.toasts.error(say(self.lang, "app.answer_first", &[]));
                }
                if place.takes_text() {
                    return self.type_key(key);
                }
                if place != Place::Question {
                    self.say_where(&typed);
                }
                Vec::new()
            }
        }
    }

    /// Says where the keys of a sequence that means nothing here mean something. (A single key that
    /// means nothing is a slip, and not worth a word.)
    fn say_where(&mut self, typed: &[Key]) {
        if typed.len() < 2 {
            return;
        }
        let there = Place::NAMED.into_iter().find_map(|(_, place)| {
            let meaning = self.settings.keymap.meaning(place, typed);
            matches!(meaning, Meaning::Command(_)).then(|| place.title(self.lang))
        });
        if let Some(place) = there {
            let keys = key::written(typed);
            self.toasts.error(say(self.lang, "app.key_elsewhere", &[&keys, &place]));
        }
    }

    /// Does what a macro asks for.
    pub(super) fn obey_all(&mut self, steps: Vec<Step>) -> Vec<Effect> {
        let one = |step: Step| {
            self.times = step.times;
            update::obey(self, step.command)
        };
        steps.into_iter().flat_map(one).collect()
    }

    /// The number typed so far, where a key goes on with one. The keys of panes are digits too:
    /// those begin no number.
    fn counted(&self, key: Key) -> Option<usize> {
        let (Code::Char(c), false, false) = (key.code, key.ctrl, key.alt) else { return None };
        // Where digits go to columns, a number begins behind this sign.
        if c == '\'' && self.times.is_none() {
            let is_free = self.settings.keymap.meaning(self.place(), &[key]) == Meaning::Nothing;
            return is_free.then_some(0);
        }
        let digit = c.to_digit(10)? as usize;
        let begins =
            self.settings.keymap.meaning(self.place(), &[key]) == Meaning::Nothing && digit > 0;
        match self.times {
            None => begins.then_some(digit),
            Some(times) => Some((times * 10 + digit).min(9_999)),
        }
    }
}
