//! The palette: any command by its name, found by a few letters of it.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::command::{Command, Place};
use super::draft::Draft;
use super::effect::Effect;
use super::key::{Code, Key};
use super::keymap::{Choice, Keymap};
use super::state::{Overlay, State};
use super::update;
use crate::lang::Lang;

/// A command being looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    /// What was typed.
    pub draft: Draft,
    /// Which of the matches is chosen, from 0.
    pub chosen: usize,
    place: Place,
}

impl Palette {
    /// What was typed may mean these, the likeliest first.
    pub fn matches<'a>(&self, lang: Lang, keymap: &'a Keymap) -> Vec<Choice<'a>> {
        let typed = self.draft.text().trim();
        let wanted = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut characters = Vec::new();
        let mut likeness =
            |text: &str| wanted.score(Utf32Str::new(text, &mut characters), &mut matcher);
        let mut found: Vec<(u32, Choice<'a>)> = keymap
            .choices(self.place)
            .filter(|choice| *choice != Choice::Command(Command::Palette))
            .filter_map(|choice| {
                // A name that begins so is what was meant, whatever else is like it.
                let begins = u32::from(choice.name().starts_with(typed)) * NAME;
                let by_name = likeness(choice.name()).map(|score| score + begins);
                Some((by_name.max(likeness(&choice.help(lang)))?, choice))
            })
            .collect();
        found.sort_by_key(|(likeness, _)| std::cmp::Reverse(*likeness));
        found.into_iter().map(|(_, choice)| choice).collect()
    }

    /// Where what is asked for will be done.
    pub fn place(&self) -> Place {
        self.place
    }

    pub(super) fn press(&mut self, key: Key, cells: usize, lang: Lang, keymap: &Keymap) {
        let last = self.matches(lang, keymap).len().saturating_sub(1);
        match (key.code, key.ctrl) {
            (Code::Down | Code::Tab, _) | (Code::Char('n'), true) => {
                self.chosen = if self.chosen >= last { 0 } else { self.chosen + 1 };
            }
            (Code::Up | Code::BackTab, _) | (Code::Char('p'), true) => {
                self.chosen = self.chosen.checked_sub(1).unwrap_or(last);
            }
            _ => {
                self.draft.press(key, cells);
                self.chosen = 0;
            }
        }
    }
}

/// What a name counts that begins with what was typed.
const NAME: u32 = 1_000;

impl State {
    /// Opens the palette for the commands that can be asked for here.
    pub(super) fn open_palette(&mut self) -> Vec<Effect> {
        let palette = Palette { draft: Draft::default(), chosen: 0, place: self.place() };
        self.overlays.push(Overlay::Palette(palette));
        Vec::new()
    }

    /// Does the chosen command.
    pub(super) fn accept_palette(&mut self) -> Vec<Effect> {
        let Some(Overlay::Palette(palette)) = self.overlays.pop() else { return Vec::new() };
        match palette.matches(self.lang, &self.keymap).get(palette.chosen) {
            Some(Choice::Command(command)) => update::obey(self, *command),
            Some(Choice::Macro(own)) => self.obey_all(own.commands.clone()),
            None => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, lang: Lang) -> Vec<Command> {
        let palette = Palette { draft: Draft::new(typed), chosen: 0, place: Place::List };
        let keymap = Keymap::default();
        let matches = palette.matches(lang, &keymap).into_iter();
        let command = |choice| match choice {
            Choice::Command(command) => Some(command),
            Choice::Macro(_) => None,
        };
        matches.filter_map(command).collect()
    }

    #[test]
    fn a_few_letters_find_a_command_by_name_or_by_what_it_does() {
        assert_eq!(found("dig", Lang::En).first(), Some(&Command::Digest));
        assert_eq!(found("rfsh", Lang::En).first(), Some(&Command::Refresh));
        assert_eq!(found("다이제", Lang::Ko).first(), Some(&Command::Digest));
        assert!(found("zzzz", Lang::En).is_empty());
    }

    #[test]
    fn only_what_can_be_asked_for_here_is_offered() {
        assert!(!found("", Lang::En).contains(&Command::KeepNote));
    }
}
