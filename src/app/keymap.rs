//! Which keys ask for which command, where.

use std::collections::BTreeMap;

use super::command::{Command, Place};
use super::key::{Key, written};

/// What a sequence of keys means so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// This command.
    Command(Command),
    /// The beginning of a longer sequence.
    Beginning,
    /// Nothing.
    Nothing,
}

/// Which keys ask for which command, where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Binding {
    command: Command,
    keys: Vec<Key>,
}

/// Why the user's keys cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each message says what its fields are")]
pub enum KeymapError {
    #[error("no command is called {name:?}{}", nearest.map(|n| format!("; did you mean {n:?}?")).unwrap_or_default())]
    UnknownCommand { name: String, nearest: Option<&'static str> },
    #[error(
        "{command}: {key:?} is no key; write one as j, G, C-d, A-x, Enter, Space, F5, or several as \"g g\""
    )]
    UnknownKey { command: &'static str, key: String },
    #[error("{keys} would mean both {first} and {second}; give one of them another key")]
    Conflict { keys: String, first: &'static str, second: &'static str },
}

impl Default for Keymap {
    fn default() -> Keymap {
        let bindings = Command::ALL
            .iter()
            .flat_map(|&command| command.default_keys().map(move |keys| Binding { command, keys }))
            .collect();
        Keymap { bindings }
    }
}

impl Keymap {
    /// The default keys, with those of the commands that the user named replaced by the user's.
    ///
    /// # Errors
    /// Names of commands or keys that do not exist, and keys that would mean two things in one
    /// place, or hide a longer sequence.
    pub fn with(own: &BTreeMap<String, Vec<String>>) -> Result<Keymap, KeymapError> {
        let mut keymap = Keymap::default();
        for (name, keys) in own {
            let command = Command::from_name(name).ok_or_else(|| KeymapError::UnknownCommand {
                name: name.clone(),
                nearest: nearest(name),
            })?;
            keymap.bindings.retain(|binding| binding.command != command);
            for key in keys {
                let keys = Key::parse_sequence(key).ok_or_else(|| KeymapError::UnknownKey {
                    command: command.name(),
                    key: key.clone(),
                })?;
                keymap.bindings.push(Binding { command, keys });
            }
        }
        keymap.conflict().map_or(Ok(keymap), Err)
    }

    fn conflict(&self) -> Option<KeymapError> {
        for (at, one) in self.bindings.iter().enumerate() {
            for other in &self.bindings[at + 1..] {
                let same_place =
                    one.command.places().iter().any(|place| other.command.places().contains(place));
                let hides = one.keys.starts_with(&other.keys) || other.keys.starts_with(&one.keys);
                if one.command != other.command && same_place && hides {
                    return Some(KeymapError::Conflict {
                        keys: written(if one.keys.len() < other.keys.len() {
                            &one.keys
                        } else {
                            &other.keys
                        }),
                        first: one.command.name(),
                        second: other.command.name(),
                    });
                }
            }
        }
        None
    }

    /// What these keys, pressed one after another, mean in a place.
    pub fn meaning(&self, place: Place, keys: &[Key]) -> Meaning {
        let mut meaning = Meaning::Nothing;
        for binding in &self.bindings {
            if binding.command.places().contains(&place) && binding.keys.starts_with(keys) {
                if binding.keys.len() == keys.len() {
                    return Meaning::Command(binding.command);
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
                binding.command.places().contains(&place)
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
        assert!(error.to_string().starts_with("j would mean both"), "{error}");
        let error = Keymap::with(&own("star", &["g"])).expect_err("it would hide gg");
        assert!(error.to_string().starts_with("g would mean both"), "{error}");
    }
}
