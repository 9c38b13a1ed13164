//! Opens the palette, and does what is chosen in it.

use super::{Of, Offer, Palette};
use crate::app::command::{Command, Place};
use crate::app::effect::{Answer, Effect, TerminalEffect, Work};
use crate::app::history::Undoable;
use crate::app::key::Key;
use crate::app::keymap::{Choice, with_number};
use crate::app::layer::{Act, Around, Layer, Next, PASTE};
use crate::app::setting::Setting;
use crate::app::state::{Overlay, State};
use crate::app::update;
use crate::lang::say;
use crate::text::clean;

impl State {
    /// What the palette has to offer.
    pub fn palette_offer(&self) -> Offer<'_> {
        let toggles = self.toggles();
        Offer { lang: self.lang, keymap: &self.settings.keymap, themes: &self.themes, toggles }
    }

    /// Opens the palette for the commands that can be asked for here.
    pub(in crate::app) fn open_palette(&mut self) -> Vec<Effect> {
        let of = Of::Commands(self.place());
        self.open(Palette::begin(of), None)
    }

    /// Shows the theme that is chosen among the matches, or again the one that is set.
    pub(in crate::app) fn show_theme(&mut self) -> Vec<Effect> {
        let chosen = match self.overlays.last() {
            Some(Overlay::Palette(palette)) => {
                let found = palette.commands(&self.palette_offer());
                match found.get(palette.chosen) {
                    // What every theme is like is not what is asked for.
                    Some(Choice::Theme(name)) if !palette.draft.text().trim().is_empty() => {
                        Some((*name).to_owned())
                    }
                    Some(_) | None => None,
                }
            }
            Some(_) | None => None,
        };
        let wanted = chosen.unwrap_or_else(|| self.settings.theme.clone());
        if wanted == self.theme_shown {
            return Vec::new();
        }
        self.theme_shown.clone_from(&wanted);
        vec![Effect::Terminal(TerminalEffect::Theme(wanted))]
    }

    /// Gives a setting another value, which can be undone.
    fn set_anew(&mut self, to: Setting) -> Vec<Effect> {
        let was = match &to {
            Setting::Theme(_) => Setting::Theme(self.settings.theme.clone()),
            Setting::Toggle(toggle, on) => Setting::Toggle(*toggle, !on),
        };
        if was != to {
            self.history.did(Undoable::Set { was, to: to.clone() });
        }
        self.set(to)
    }

    /// Gives a setting a value.
    pub(in crate::app) fn set(&mut self, setting: Setting) -> Vec<Effect> {
        match setting {
            Setting::Theme(name) => {
                self.toasts.done(say(self.lang, "app.theme_set", &[&name]));
                self.settings.theme.clone_from(&name);
                let mut effects = self.show_theme();
                effects.push(Effect::Work(Work::SaveTheme(name)));
                effects
            }
            Setting::Toggle(toggle, on) => vec![Effect::Work(Work::SaveToggle(toggle, on))],
        }
    }

    /// Why the palette stays: nothing is called what was typed, or only the kind of a value was, of
    /// which none was chosen.
    fn palette_waits(
        &self,
        typed: &str,
        chosen: Option<&Choice<'_>>,
        is_chosen: bool,
    ) -> Option<String> {
        match chosen {
            None if typed.is_empty() => None,
            None => Some(say(self.lang, "app.none_called", &[&typed]).into_owned()),
            Some(choice) => {
                let kind = choice.kind_of_value().filter(|kind| kind.starts_with(typed))?;
                (!is_chosen && !typed.is_empty())
                    .then(|| say(self.lang, "app.choose_value", &[&kind]).into_owned())
            }
        }
    }

    /// Does the chosen command, or has the chosen idea stand on the items.
    pub(in crate::app) fn accept_palette(&mut self) -> Vec<Effect> {
        let Some(Overlay::Palette(palette)) = self.overlays.pop() else { return Vec::new() };
        match &palette.of {
            Of::Commands(_) => {
                let found = palette.commands(&self.palette_offer());
                let (typed, times) = with_number(palette.draft.text().trim());
                let chosen = found.get(palette.chosen);
                if let Some(told) = self.palette_waits(typed, chosen, palette.is_chosen) {
                    self.overlays.push(Overlay::Palette(palette));
                    return self.fail(told);
                }
                match chosen {
                    Some(Choice::Command(command)) => {
                        let command = *command;
                        self.times = times.or(self.times);
                        update::obey(self, command)
                    }
                    Some(Choice::Macro(own)) => {
                        let commands = own.commands.clone();
                        self.obey_all(commands)
                    }
                    Some(Choice::Theme(name)) => {
                        let name = (*name).to_owned();
                        self.set_anew(Setting::Theme(name))
                    }
                    Some(Choice::Language(lang)) => {
                        let lang = *lang;
                        self.speak(lang)
                    }
                    Some(Choice::Setting(toggle, on)) => {
                        let (toggle, on) = (*toggle, *on);
                        self.set_anew(Setting::Toggle(toggle, on))
                    }
                    None => Vec::new(),
                }
            }
            Of::Ideas { items, .. } => match palette.ideas().get(palette.chosen) {
                Some(idea) => self.link((*idea).clone(), items),
                None => Vec::new(),
            },
            Of::Muted(_) => match palette.muted().get(palette.chosen) {
                Some(muted) => self.unmute((*muted).clone()),
                None => Vec::new(),
            },
        }
    }
}

impl Layer for Palette {
    fn place(&self) -> Place {
        Place::Line
    }

    fn covers_all(&self) -> bool {
        false
    }

    fn hints(&self) -> &'static [Command] {
        &[Command::Accept, Command::Cancel]
    }

    fn press(&mut self, key: Key, around: &Around<'_>) -> Next {
        self.type_key(key, around.note_width(), &around.offer);
        Next::Do(vec![Act::Theme])
    }

    fn paste(&mut self, text: &str) -> Next {
        self.draft.insert(&clean::line(text, PASTE));
        (self.chosen, self.is_chosen) = (0, false);
        Next::Stay
    }

    fn back(&mut self) -> Next {
        Next::CloseAnd(vec![Act::Theme])
    }

    fn is_waiting(&self) -> bool {
        matches!(self.of, Of::Ideas { ideas: None, .. })
    }

    /// Takes the ideas that can be picked.
    fn take(&mut self, answer: Answer, around: &Around<'_>) -> Next {
        let (Of::Ideas { ideas, .. }, Answer::Ideas(came)) = (&mut self.of, answer) else {
            return Next::Pass;
        };
        if came.is_empty() {
            let told = say(around.offer.lang, "app.no_idea_yet", &[]).into_owned();
            return Next::CloseAnd(vec![Act::Fail(told)]);
        }
        *ideas = Some(came);
        Next::Stay
    }
}
