//! The palette: any command by its name, or an idea by its title, found by a few letters.

mod acts;

use std::cmp::Reverse;

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::command::{Command, Place};
use super::draft::Draft;
use super::key::{Code, Key};
use super::keymap::{Choice, Keymap, with_number};
use super::lens;
use super::toggle::Toggle;
use crate::lang::Lang;
use crate::model::{Idea, ItemId, Muted};

/// A command or an idea being looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    /// What was typed.
    pub draft: Draft,
    /// Which of the matches is chosen, from 0.
    pub chosen: usize,
    /// Whether it was chosen by a key, and is not just the first.
    pub is_chosen: bool,
    /// What is looked for.
    pub of: Of,
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// A command that can be asked for there.
    Commands(Place),
    /// An idea that is to stand on items.
    Ideas {
        /// The items.
        items: Vec<ItemId>,
        /// The ideas, last touched first; `None` until they come.
        ideas: Option<Vec<Idea>>,
    },
    /// Something that is muted, to be shown again.
    Muted(Vec<Muted>),
}

/// What there is to be asked for by name.
#[derive(Debug)]
pub struct Offer<'a> {
    /// The language of the interface.
    pub lang: Lang,
    /// The commands, and the user's own.
    pub keymap: &'a Keymap,
    /// The themes, by their names.
    pub themes: &'a [String],
    /// The settings, each with the value that it has not.
    pub toggles: [(Toggle, bool); 4],
}

/// How likely a choice was meant, the likeliest first: whether its name does not begin with what was
/// typed, then that name or its kind, then how like it is.
type Likely = (bool, String, Reverse<u32>);

/// How like what was typed a text is.
fn likeness(typed: &str) -> impl FnMut(&str) -> Option<u32> {
    let wanted = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut characters = Vec::new();
    move |text| wanted.score(Utf32Str::new(text, &mut characters), &mut matcher)
}

impl Palette {
    /// A palette in which nothing is typed yet.
    pub(super) fn begin(of: Of) -> Palette {
        Palette { draft: Draft::default(), chosen: 0, is_chosen: false, of }
    }

    /// The commands that what was typed may mean, the likeliest first.
    pub fn commands<'a>(&self, offer: &Offer<'a>) -> Vec<Choice<'a>> {
        let Of::Commands(place) = self.of else { return Vec::new() };
        let (typed, _) = with_number(self.draft.text().trim());
        let mut likeness = likeness(typed);
        let themes = offer.themes.iter().map(|name| Choice::Theme(name));
        let languages = Lang::ALL.into_iter().map(Choice::Language);
        let settings = offer.toggles.iter().map(|(toggle, on)| Choice::Setting(*toggle, *on));
        let mut found: Vec<(Likely, Choice<'a>)> = offer
            .keymap
            .choices(place)
            .chain(themes)
            .chain(languages)
            .chain(settings)
            .filter(|choice| *choice != Choice::Command(Command::Palette))
            .filter_map(|choice| {
                let name = choice.name();
                let like = likeness(&name).max(likeness(&choice.help(offer.lang)))?;
                // A name that begins so is what was meant, whatever else is like it: by the alphabet,
                // the values of one kind together and in their own order.
                let begins = !typed.is_empty() && name.starts_with(typed);
                let kind = choice.kind_of_value().map_or(&*name, |kind| kind);
                let first = if begins { kind.to_owned() } else { String::new() };
                Some(((!begins, first, Reverse(if begins { 0 } else { like })), choice))
            })
            .collect();
        found.sort_by(|(one, _), (other, _)| one.cmp(other));
        // Where a kind of value was typed whole, its values stand together and alone.
        let kind = format!("{typed} ");
        if found
            .iter()
            .any(|(_, choice)| choice.kind_of_value().is_some() && choice.name().starts_with(&kind))
        {
            found.retain(|(_, choice)| choice.name().starts_with(&kind));
        }
        found.into_iter().map(|(_, choice)| choice).collect()
    }

    /// The ideas that what was typed may mean, the likeliest first.
    pub fn ideas(&self) -> Vec<&Idea> {
        let Of::Ideas { ideas: Some(ideas), .. } = &self.of else { return Vec::new() };
        let mut likeness = likeness(self.draft.text().trim());
        let mut found: Vec<(u32, &Idea)> =
            ideas.iter().filter_map(|idea| Some((likeness(&idea.thought.title)?, idea))).collect();
        found.sort_by_key(|(likeness, _)| Reverse(*likeness));
        found.into_iter().map(|(_, idea)| idea).collect()
    }

    /// What is muted that what was typed may mean, the likeliest first.
    pub fn muted(&self) -> Vec<&Muted> {
        let Of::Muted(muted) = &self.of else { return Vec::new() };
        let mut likeness = likeness(self.draft.text().trim());
        let mut found: Vec<(u32, &Muted)> = muted
            .iter()
            .filter_map(|muted| Some((likeness(&lens::written(muted))?, muted)))
            .collect();
        found.sort_by_key(|(likeness, _)| Reverse(*likeness));
        found.into_iter().map(|(_, muted)| muted).collect()
    }

    fn len(&self, offer: &Offer<'_>) -> usize {
        match self.of {
            Of::Commands(_) => self.commands(offer).len(),
            Of::Ideas { .. } => self.ideas().len(),
            Of::Muted(_) => self.muted().len(),
        }
    }

    pub(super) fn type_key(&mut self, key: Key, cells: usize, offer: &Offer<'_>) {
        let last = self.len(offer).saturating_sub(1);
        match (key.code, key.ctrl) {
            (Code::Down | Code::Tab, _) | (Code::Char('n'), true) => {
                self.chosen = if self.chosen >= last { 0 } else { self.chosen + 1 };
                self.is_chosen = true;
            }
            (Code::Up | Code::BackTab, _) | (Code::Char('p'), true) => {
                self.chosen = self.chosen.checked_sub(1).unwrap_or(last);
                self.is_chosen = true;
            }
            _ => {
                self.draft.press(key, cells);
                (self.chosen, self.is_chosen) = (0, false);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, lang: Lang) -> Vec<Command> {
        let of = Of::Commands(Place::List);
        let palette = Palette { draft: Draft::new(typed), ..Palette::begin(of) };
        let keymap = Keymap::default();
        let toggles = Toggle::ALL.map(|toggle| (toggle, true));
        let offer = Offer { lang, keymap: &keymap, themes: &[], toggles };
        let matches = palette.commands(&offer).into_iter();
        let command = |choice| match choice {
            Choice::Command(command) => Some(command),
            Choice::Macro(_) | Choice::Theme(_) | Choice::Language(_) | Choice::Setting(..) => None,
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
    fn what_begins_with_what_was_typed_stands_before_what_is_only_spelled_like_it() {
        let of = Of::Commands(Place::List);
        let keymap = Keymap::default();
        let toggles = Toggle::ALL.map(|toggle| (toggle, true));
        let themes = ["dusk", "dawn"].map(str::to_owned);
        let offer = Offer { lang: Lang::En, keymap: &keymap, themes: &themes, toggles };
        for typed in ["t", "th", "the", "re", "s", "b"] {
            let palette = Palette { draft: Draft::new(typed), ..Palette::begin(of.clone()) };
            let names: Vec<String> =
                palette.commands(&offer).iter().map(|choice| choice.name().into()).collect();
            let begins = |name: &&String| name.starts_with(typed);
            let first: Vec<&String> = names.iter().take_while(begins).collect();
            assert_eq!(first.len(), names.iter().filter(begins).count(), "{typed}: {names:?}");
            assert!(!first.is_empty(), "{typed}");
            let kind = |name: &&String| name.split(' ').next().unwrap_or_default().to_owned();
            let kinds: Vec<String> = first.iter().map(kind).collect();
            assert!(kinds.is_sorted(), "{typed}: {names:?}");
        }
        let palette = Palette { draft: Draft::new("th"), ..Palette::begin(of) };
        let names: Vec<String> =
            palette.commands(&offer).iter().take(3).map(|choice| choice.name().into()).collect();
        assert_eq!(names, ["theme dusk", "theme dawn", "this-week"]);
    }

    #[test]
    fn only_what_can_be_asked_for_here_is_offered() {
        assert!(!found("", Lang::En).contains(&Command::KeepNote));
    }
}
