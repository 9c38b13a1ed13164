//! Which keys ask for which command, where.

mod mistake;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::command::{Command, Place};
use super::hangul;
use super::key::{Code, Key, written};
use super::toggle::Toggle;
use crate::lang::{Lang, say};
pub use mistake::{KeymapError, Mistake};

/// What a sequence of keys means so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning<'a> {
    /// This command.
    Command(Command),
    /// These commands, one after another.
    Macro(&'a [Step]),
    /// The beginning of a longer sequence.
    Beginning,
    /// Nothing.
    Nothing,
}

/// Which keys ask for which command, where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Binding>,
    macros: Vec<Macro>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Binding {
    command: Command,
    keys: Vec<Key>,
    places: Vec<Place>,
    /// Its name under `[keys]`, where the user chose it.
    own: Option<String>,
}

/// Commands under one name and one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Macro {
    /// What the user calls it.
    pub name: String,
    /// The sequence that asks for it.
    pub keys: Vec<Key>,
    /// What it does, in this order.
    pub commands: Vec<Step>,
}

/// A command of a macro, with the number that was written behind its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The command.
    pub command: Command,
    /// How often, or which one.
    pub times: Option<usize>,
}

/// A command's name without the number behind it, and that number: `down 5`.
pub(super) fn with_number(written: &str) -> (&str, Option<usize>) {
    let number = written.rsplit_once(' ').and_then(|(name, number)| {
        Some((name.trim_end(), number.parse().ok().filter(|times| (1..10_000).contains(times))?))
    });
    number.map_or((written, None), |(name, times)| (name, Some(times)))
}

/// What keys mean: a command's name or a macro's, where, and the entry that says so, if one does.
struct Meant<'a> {
    name: &'a str,
    keys: &'a [Key],
    places: &'a [Place],
    entry: Option<Entry>,
}

/// Where macros can be asked for.
const MACROS_IN: [Place; 3] = [Place::List, Place::Reading, Place::Finding];

/// Something a user can ask for by name or by keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice<'a> {
    /// A command.
    Command(Command),
    /// Several of them under a name of the user's.
    Macro(&'a Macro),
    /// A theme, by its name.
    Theme(&'a str),
    /// The language of the interface.
    Language(Lang),
    /// A value of a setting.
    Setting(Toggle, bool),
}

impl Choice<'_> {
    /// The word before its value, where it gives something one: `theme`.
    pub fn kind_of_value(&self) -> Option<&'static str> {
        match self {
            Choice::Theme(_) => Some("theme"),
            Choice::Language(_) => Some("language"),
            Choice::Setting(..) => Some("set"),
            Choice::Command(_) | Choice::Macro(_) => None,
        }
    }

    /// Its name.
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Choice::Command(command) => command.name().into(),
            Choice::Macro(own) => own.name.as_str().into(),
            Choice::Theme(name) => format!("theme {name}").into(),
            Choice::Language(lang) => format!("language {}", lang.code()).into(),
            Choice::Setting(toggle, on) => format!("set {}", toggle.with_value(*on)).into(),
        }
    }

    /// What it does, in one phrase.
    pub fn help(&self, lang: Lang) -> String {
        match self {
            Choice::Command(command) => command.help(lang).into_owned(),
            Choice::Macro(own) => {
                let told = |step: &Step| match step.times {
                    Some(times) => format!("{} {times}", step.command.name()),
                    None => step.command.name().to_owned(),
                };
                own.commands.iter().map(told).collect::<Vec<_>>().join(", ")
            }
            Choice::Theme(name) => say(lang, "app.choose_theme", &[name]).into_owned(),
            Choice::Language(of) => say(*of, "app.choose_language", &[]).into_owned(),
            Choice::Setting(toggle, on) => toggle.help(*on, lang).into_owned(),
        }
    }
}

/// A macro as the config file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the macro it becomes")]
pub struct WrittenMacro<'a> {
    pub name: &'a str,
    pub keys: &'a str,
    pub commands: &'a [String],
}

/// An entry of the config file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Under `[keys]`, by its name there.
    Keys(String),
    /// Of the `[[macro]]`s, by its number from 0.
    Macro(usize),
}

impl Default for Keymap {
    fn default() -> Keymap {
        let bindings = Command::ALL
            .iter()
            .flat_map(|&command| {
                let places = command.places().to_vec();
                command.default_keys().map(move |keys| Binding {
                    command,
                    keys,
                    places: places.clone(),
                    own: None,
                })
            })
            .collect();
        Keymap { bindings, macros: Vec::new() }
    }
}

fn command_named(name: &str) -> Result<Command, Mistake> {
    Command::from_name(name)
        .ok_or_else(|| Mistake::UnknownCommand { name: name.to_owned(), nearest: nearest(name) })
}

fn sequence(command: &str, written: &str) -> Result<Vec<Key>, Mistake> {
    let (command, key) = (command.to_owned(), written.to_owned());
    let Some(keys) = Key::parse_sequence(written) else {
        return Err(Mistake::UnknownKey { command, key });
    };
    // With that layout on, the Latin key is looked for: Hangul itself is never asked for.
    match keys.iter().filter(|key| !key.ctrl && !key.alt).find_map(|key| match key.code {
        Code::Char(c) => hangul::latin(c),
        _ => None,
    }) {
        Some(latin) => Err(Mistake::Hangul { command, key, latin }),
        None => Ok(keys),
    }
}

/// Whether a sequence begins with a character by itself, which is text where text is typed.
fn is_typed(keys: &[Key]) -> bool {
    let typed = |key: &Key| matches!(key.code, Code::Char(_)) && !key.ctrl && !key.alt;
    keys.first().is_some_and(typed)
}

impl Keymap {
    /// The default keys, with those of the commands that the user named replaced by the user's:
    /// everywhere (`star`), or in one place (`reading.star`).
    ///
    /// # Errors
    /// Names of commands, places or keys that do not exist, and keys that would mean two things in
    /// one place, or hide a longer sequence.
    pub fn with(own: &BTreeMap<String, Vec<String>>) -> Result<Keymap, KeymapError> {
        Keymap::with_macros(own, &[])
    }

    /// The same, with the user's macros.
    ///
    /// # Errors
    /// As [`Keymap::with`].
    pub fn with_macros(
        own: &BTreeMap<String, Vec<String>>,
        macros: &[WrittenMacro<'_>],
    ) -> Result<Keymap, KeymapError> {
        let mut keymap = Keymap::default();
        // What is said of one place counts more than what is said of all.
        let (everywhere, somewhere): (Vec<_>, Vec<_>) =
            own.iter().partition(|(name, _)| !name.contains('.'));
        for (name, keys) in everywhere.into_iter().chain(somewhere) {
            let done = match name.split_once('.') {
                None => keymap.bind_everywhere(name, keys),
                Some((place, command)) => keymap.bind_in(name, place, command, keys),
            };
            done.map_err(|mistake| KeymapError { at: Entry::Keys(name.clone()), mistake })?;
        }
        for (at, written) in macros.iter().enumerate() {
            let own = Macro::read(written)
                .map_err(|mistake| KeymapError { at: Entry::Macro(at), mistake })?;
            keymap.macros.push(own);
        }
        keymap.conflict().map_or(Ok(keymap), Err)
    }

    /// Gives a command the user's keys wherever it can be asked for. Where text is typed, a
    /// character by itself stays text, and the command keeps its own keys.
    fn bind_everywhere(&mut self, name: &str, keys: &[String]) -> Result<(), Mistake> {
        let command = command_named(name)?;
        let keys: Vec<(&String, Vec<Key>)> = keys
            .iter()
            .map(|key| Ok((key, sequence(name, key)?)))
            .collect::<Result<_, Mistake>>()?;
        let typing: Vec<Place> =
            command.places().iter().copied().filter(|place| place.takes_text()).collect();
        if let (Some((key, _)), [place, ..]) =
            (keys.iter().find(|(_, keys)| is_typed(keys)), typing.as_slice())
            && typing.len() == command.places().len()
        {
            let (command, place) = (command.name(), place.name());
            return Err(Mistake::Typed { command, key: (*key).clone(), place });
        }
        let only_typed = !keys.is_empty() && keys.iter().all(|(_, keys)| is_typed(keys));
        for binding in self.bindings.iter_mut().filter(|binding| binding.command == command) {
            binding.places.retain(|place| only_typed && place.takes_text());
        }
        self.bindings.retain(|binding| !binding.places.is_empty());
        for (_, keys) in keys {
            let typed = is_typed(&keys);
            let places = command.places().iter().copied();
            let places = places.filter(|place| !(typed && place.takes_text())).collect();
            self.bindings.push(Binding { command, keys, places, own: Some(name.to_owned()) });
        }
        Ok(())
    }

    /// Gives a command the user's keys in one place.
    fn bind_in(
        &mut self,
        entry: &str,
        place: &str,
        name: &str,
        keys: &[String],
    ) -> Result<(), Mistake> {
        let found = Place::NAMED.iter().find(|(known, _)| *known == place);
        let (_, place) = *found.ok_or_else(|| Mistake::UnknownPlace { name: place.to_owned() })?;
        let command = command_named(name)?;
        if !command.places().contains(&place) {
            return Err(Mistake::NotThere { command: command.name(), place: place.name() });
        }
        for binding in self.bindings.iter_mut().filter(|known| known.command == command) {
            binding.places.retain(|known| *known != place);
        }
        self.bindings.retain(|binding| !binding.places.is_empty());
        for key in keys {
            let keys = sequence(name, key)?;
            if place.takes_text() && is_typed(&keys) {
                let (command, place) = (command.name(), place.name());
                return Err(Mistake::Typed { command, key: key.clone(), place });
            }
            let own = Some(entry.to_owned());
            self.bindings.push(Binding { command, keys, places: vec![place], own });
        }
        Ok(())
    }

    /// The user's macros.
    pub fn macros(&self) -> &[Macro] {
        &self.macros
    }

    /// All that keys mean.
    fn all(&self) -> Vec<Meant<'_>> {
        let bindings = self.bindings.iter().map(|binding| Meant {
            name: binding.command.name(),
            keys: &binding.keys,
            places: &binding.places,
            entry: binding.own.clone().map(Entry::Keys),
        });
        let macros = self.macros.iter().enumerate().map(|(at, own)| Meant {
            name: &own.name,
            keys: &own.keys,
            places: &MACROS_IN,
            entry: Some(Entry::Macro(at)),
        });
        bindings.chain(macros).collect()
    }

    fn conflict(&self) -> Option<KeymapError> {
        let all = self.all();
        for (at, first) in all.iter().enumerate() {
            for second in &all[at + 1..] {
                let place = first.places.iter().find(|place| second.places.contains(place));
                let hides =
                    first.keys.starts_with(second.keys) || second.keys.starts_with(first.keys);
                // The default keys have no conflict, so one of the two is the user's.
                let own = second.entry.as_ref().or(first.entry.as_ref());
                let (Some(place), true, Some(own)) = (place, hides, own) else { continue };
                // Two macros may have one name, and are two things all the same.
                let same = first.name == second.name && !matches!(own, Entry::Macro(_));
                if !same {
                    let short = if first.keys.len() < second.keys.len() { first } else { second };
                    let mistake = Mistake::Conflict {
                        place: place.name(),
                        keys: written(short.keys),
                        first: first.name.to_owned(),
                        second: second.name.to_owned(),
                    };
                    return Some(KeymapError { at: own.clone(), mistake });
                }
            }
        }
        None
    }

    /// What these keys, pressed one after another, mean in a place.
    pub fn meaning(&self, place: Place, keys: &[Key]) -> Meaning<'_> {
        let mut meaning = Meaning::Nothing;
        for binding in &self.bindings {
            if binding.places.contains(&place) && binding.keys.starts_with(keys) {
                if binding.keys.len() == keys.len() {
                    return Meaning::Command(binding.command);
                }
                meaning = Meaning::Beginning;
            }
        }
        for own in self.macros.iter().filter(|own| own.keys.starts_with(keys)) {
            if MACROS_IN.contains(&place) {
                if own.keys.len() == keys.len() {
                    return Meaning::Macro(&own.commands);
                }
                meaning = Meaning::Beginning;
            }
        }
        meaning
    }

    /// The key of a command as it is shown: the first of those it has where no text is typed, if it
    /// has one there; empty if it has none at all.
    pub fn shown(&self, command: Command) -> String {
        let all = || self.bindings.iter().filter(|binding| binding.command == command);
        let commanding = |binding: &&Binding| binding.places.iter().any(|p| !p.takes_text());
        let found = all().find(commanding).or_else(|| all().next());
        found.map(|binding| written(&binding.keys)).unwrap_or_default()
    }

    /// All that can be asked for in a place by name: the commands, then the user's own.
    pub fn choices(&self, place: Place) -> impl Iterator<Item = Choice<'_>> {
        let commands = Command::ALL.iter().copied();
        let commands = commands.filter(move |command| command.places().contains(&place));
        let macros = self.macros.iter().filter(move |_| MACROS_IN.contains(&place));
        commands.map(Choice::Command).chain(macros.map(Choice::Macro))
    }

    /// The sequences that ask for a choice in a place.
    pub fn keys_in(&self, place: Place, choice: &Choice<'_>) -> Vec<String> {
        match choice {
            Choice::Command(command) => self
                .bindings
                .iter()
                .filter(|known| known.command == *command && known.places.contains(&place))
                .map(|binding| written(&binding.keys))
                .collect(),
            Choice::Macro(own) => vec![written(&own.keys)],
            Choice::Theme(_) | Choice::Language(_) | Choice::Setting(..) => Vec::new(),
        }
    }

    /// How a half-typed sequence can go on in a place: the rest to be pressed, and what for.
    pub fn continuations(&self, place: Place, begun: &[Key]) -> Vec<(String, Choice<'_>)> {
        let goes_on = |keys: &[Key]| keys.len() > begun.len() && keys.starts_with(begun);
        let bindings = self
            .bindings
            .iter()
            .filter(|binding| binding.places.contains(&place) && goes_on(&binding.keys))
            .map(|binding| (&binding.keys, Choice::Command(binding.command)));
        let macros = self
            .macros
            .iter()
            .filter(|own| MACROS_IN.contains(&place) && goes_on(&own.keys))
            .map(|own| (&own.keys, Choice::Macro(own)));
        bindings
            .chain(macros)
            .map(|(keys, choice)| (written(&keys[begun.len()..]), choice))
            .collect()
    }
}

impl Macro {
    fn read(written: &WrittenMacro<'_>) -> Result<Macro, Mistake> {
        let commands = written.commands.iter().map(|written| {
            let (name, times) = with_number(written.trim());
            Ok(Step { command: command_named(name)?, times })
        });
        Ok(Macro {
            name: written.name.to_owned(),
            keys: sequence(written.name, written.keys)?,
            commands: commands.collect::<Result<_, Mistake>>()?,
        })
    }
}

/// The known name that differs from this one in the fewest letters, if it is near at all.
fn nearest(name: &str) -> Option<&'static str> {
    Command::ALL
        .iter()
        .map(|command| (strsim::damerau_levenshtein(name, command.name()), command.name()))
        .min()
        .filter(|(distance, _)| *distance <= 3)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests;
