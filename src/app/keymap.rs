//! Which keys ask for which command, where.

use std::collections::BTreeMap;

use super::command::{Command, Place};
use super::key::{Key, written};

/// What a sequence of keys means so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning<'a> {
    /// This command.
    Command(Command),
    /// These commands, one after another.
    Macro(&'a [Command]),
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
}

/// Commands under one name and one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Macro {
    /// What the user calls it.
    pub name: String,
    /// The sequence that asks for it.
    pub keys: Vec<Key>,
    /// What it does, in this order.
    pub commands: Vec<Command>,
}

/// Where macros can be asked for.
const MACROS_IN: [Place; 3] = [Place::List, Place::Reading, Place::Finding];

/// A macro as the config file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the macro it becomes")]
pub struct WrittenMacro<'a> {
    pub name: &'a str,
    pub keys: &'a str,
    pub commands: &'a [String],
}

/// Why the user's keys cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each message says what its fields are")]
pub enum KeymapError {
    #[error("no command is called {name:?}{}", nearest.map(|n| format!("; did you mean {n:?}?")).unwrap_or_default())]
    UnknownCommand { name: String, nearest: Option<&'static str> },
    #[error("no place is called {name:?}; write one of {}", Place::NAMED.map(|(name, _)| name).join(", "))]
    UnknownPlace { name: String },
    #[error("{command} cannot be asked for in {place}")]
    NotThere { command: &'static str, place: &'static str },
    #[error(
        "{command}: {key:?} is no key; write one as j, G, C-d, A-x, Enter, Space, F5, or several as \"g g\""
    )]
    UnknownKey { command: String, key: String },
    #[error(
        "in {place}, {keys} would mean both {first} and {second}; give one of them another key"
    )]
    Conflict { place: &'static str, keys: String, first: String, second: String },
}

impl KeymapError {
    /// A word of the config file near which the mistake stands.
    pub fn word(&self) -> &str {
        match self {
            KeymapError::UnknownCommand { name, .. } | KeymapError::UnknownPlace { name } => name,
            KeymapError::NotThere { command, .. } => command,
            KeymapError::UnknownKey { key, .. } => key,
            KeymapError::Conflict { first, .. } => first,
        }
    }
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
                })
            })
            .collect();
        Keymap { bindings, macros: Vec::new() }
    }
}

fn command_named(name: &str) -> Result<Command, KeymapError> {
    Command::from_name(name).ok_or_else(|| KeymapError::UnknownCommand {
        name: name.to_owned(),
        nearest: nearest(name),
    })
}

fn sequence(command: &str, key: &str) -> Result<Vec<Key>, KeymapError> {
    Key::parse_sequence(key)
        .ok_or_else(|| KeymapError::UnknownKey { command: command.to_owned(), key: key.to_owned() })
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
        for (name, keys) in everywhere {
            let command = command_named(name)?;
            keymap.bindings.retain(|binding| binding.command != command);
            keymap.bind(command, keys, command.places())?;
        }
        for (name, keys) in somewhere {
            let (place, name) = name.split_once('.').unwrap_or_default();
            let found = Place::NAMED.iter().find(|(known, _)| *known == place);
            let (_, place) =
                *found.ok_or_else(|| KeymapError::UnknownPlace { name: place.to_owned() })?;
            let command = command_named(name)?;
            if !command.places().contains(&place) {
                let (command, place) = (command.name(), place.name());
                return Err(KeymapError::NotThere { command, place });
            }
            for binding in keymap.bindings.iter_mut().filter(|known| known.command == command) {
                binding.places.retain(|known| *known != place);
            }
            keymap.bind(command, keys, &[place])?;
        }
        for written in macros {
            let commands = written.commands.iter().map(|name| command_named(name));
            keymap.macros.push(Macro {
                name: written.name.to_owned(),
                keys: sequence(written.name, written.keys)?,
                commands: commands.collect::<Result<_, _>>()?,
            });
        }
        keymap.conflict().map_or(Ok(keymap), Err)
    }

    fn bind(
        &mut self,
        command: Command,
        keys: &[String],
        places: &[Place],
    ) -> Result<(), KeymapError> {
        for key in keys {
            let keys = sequence(command.name(), key)?;
            self.bindings.push(Binding { command, keys, places: places.to_vec() });
        }
        Ok(())
    }

    /// The user's macros.
    pub fn macros(&self) -> &[Macro] {
        &self.macros
    }

    /// All that keys mean: a name, the sequence, where.
    fn all(&self) -> Vec<(&str, &[Key], &[Place])> {
        let bindings = self.bindings.iter().map(|binding| {
            (binding.command.name(), binding.keys.as_slice(), binding.places.as_slice())
        });
        let macros = self
            .macros
            .iter()
            .map(|own| (own.name.as_str(), own.keys.as_slice(), MACROS_IN.as_slice()));
        bindings.chain(macros).collect()
    }

    fn conflict(&self) -> Option<KeymapError> {
        let all = self.all();
        for (at, (first, keys, places)) in all.iter().enumerate() {
            for (second, others, other_places) in &all[at + 1..] {
                let place = places.iter().find(|place| other_places.contains(place));
                let hides = keys.starts_with(others) || others.starts_with(keys);
                if let (Some(place), true, true) = (place, hides, first != second) {
                    let short = if keys.len() < others.len() { keys } else { others };
                    return Some(KeymapError::Conflict {
                        place: place.name(),
                        keys: written(short),
                        first: (*first).to_owned(),
                        second: (*second).to_owned(),
                    });
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

    /// The sequences that ask for a command, the handiest first.
    pub fn keys_of(&self, command: Command) -> impl Iterator<Item = &[Key]> {
        self.bindings
            .iter()
            .filter(move |binding| binding.command == command)
            .map(|binding| binding.keys.as_slice())
    }

    /// The first key of a command as it is shown; empty if it has none.
    pub fn shown(&self, command: Command) -> String {
        self.keys_of(command).next().map(written).unwrap_or_default()
    }

    /// How a half-typed sequence can go on in a place: the rest to be pressed, and what for.
    pub fn continuations(&self, place: Place, begun: &[Key]) -> Vec<(String, Command)> {
        self.bindings
            .iter()
            .filter(|binding| {
                binding.places.contains(&place)
                    && binding.keys.len() > begun.len()
                    && binding.keys.starts_with(begun)
            })
            .map(|binding| (written(&binding.keys[begun.len()..]), binding.command))
            .collect()
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
mod tests {
    use super::*;

    fn own(name: &str, keys: &[&str]) -> BTreeMap<String, Vec<String>> {
        [(name.to_owned(), keys.iter().map(|key| (*key).to_owned()).collect())].into()
    }

    #[test]
    fn the_default_keys_mean_one_thing_in_each_place() {
        assert_eq!(Keymap::default().conflict(), None);
    }

    #[test]
    fn g_alone_begins_a_sequence_and_gg_is_the_top() {
        let keymap = Keymap::default();
        let g = Key::char('g');
        assert_eq!(keymap.meaning(Place::List, &[g]), Meaning::Beginning);
        assert_eq!(keymap.meaning(Place::List, &[g, g]), Meaning::Command(Command::Top));
        assert_eq!(keymap.meaning(Place::Note, &[g]), Meaning::Nothing);
    }

    #[test]
    fn a_users_key_replaces_the_commands_own() {
        let keymap = Keymap::with(&own("star", &["*", "g x"])).expect("a keymap");
        assert_eq!(keymap.shown(Command::Star), "*");
        assert_eq!(keymap.meaning(Place::List, &[Key::char('f')]), Meaning::Nothing);
    }

    #[test]
    fn what_cannot_be_meant_is_refused_and_named() {
        let error = Keymap::with(&own("satr", &["*"])).expect_err("no such command");
        assert!(error.to_string().contains("did you mean \"star\""), "{error}");
        let error = Keymap::with(&own("star", &["C-"])).expect_err("no such key");
        assert!(error.to_string().starts_with("star: \"C-\""), "{error}");
        let error = Keymap::with(&own("star", &["j"])).expect_err("a conflict");
        assert!(error.to_string().starts_with("in list, j would mean both"), "{error}");
        let error = Keymap::with(&own("star", &["g"])).expect_err("it would hide gg");
        assert!(error.to_string().starts_with("in list, g would mean both"), "{error}");
    }

    #[test]
    fn a_key_of_one_place_leaves_the_others_as_they_are() {
        let keymap = Keymap::with(&own("reading.star", &["*"])).expect("a keymap");
        let star = Meaning::Command(Command::Star);
        assert_eq!(keymap.meaning(Place::Reading, &[Key::char('*')]), star);
        assert_eq!(keymap.meaning(Place::Reading, &[Key::char('f')]), Meaning::Nothing);
        assert_eq!(keymap.meaning(Place::List, &[Key::char('f')]), star);
        let error = Keymap::with(&own("note.star", &["*"])).expect_err("not there");
        assert_eq!(error.to_string(), "star cannot be asked for in note");
        let error = Keymap::with(&own("nowhere.star", &["*"])).expect_err("no place");
        assert!(error.to_string().contains("one of list, reading"), "{error}");
    }

    #[test]
    fn a_macro_is_its_commands_and_takes_no_key_from_others() {
        let commands = ["star", "down"].map(str::to_owned);
        let written = |keys| [WrittenMacro { name: "keep", keys, commands: &commands }];
        let keymap = Keymap::with_macros(&BTreeMap::new(), &written("g 1")).expect("a keymap");
        let keys = Key::parse_sequence("g 1").expect("keys");
        let both = [Command::Star, Command::Down];
        assert_eq!(keymap.meaning(Place::List, &keys), Meaning::Macro(&both));
        assert_eq!(keymap.meaning(Place::List, &keys[..1]), Meaning::Beginning);
        let error = Keymap::with_macros(&BTreeMap::new(), &written("j")).expect_err("a conflict");
        assert!(error.to_string().contains("keep"), "{error}");
    }
}
