//! What is wrong with the keys that a user wrote.

use super::Entry;
use crate::app::command::Place;
use crate::lang::Lang;
use crate::model::Phrase;

/// Why the user's keys cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.phrase().say(Lang::En))]
pub struct KeymapError {
    /// The entry in which the mistake stands.
    pub at: Entry,
    /// What is wrong.
    pub mistake: Mistake,
}

impl KeymapError {
    /// What is wrong, and what to do.
    pub fn phrase(&self) -> Phrase {
        self.mistake.phrase()
    }
}

/// What is wrong about a key, a command or a place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each message says what its fields are")]
#[error("{}", self.phrase().say(Lang::En))]
pub enum Mistake {
    UnknownCommand { name: String, nearest: Option<&'static str> },
    UnknownPlace { name: String },
    NotThere { command: &'static str, place: &'static str },
    UnknownKey { command: String, key: String },
    Hangul { command: String, key: String, latin: String },
    Typed { command: &'static str, key: String, place: &'static str },
    Conflict { place: &'static str, keys: String, first: String, second: String },
}

impl Mistake {
    /// What went wrong, with what, and what to do.
    pub fn phrase(&self) -> Phrase {
        let quoted = |text: &str| format!("{text:?}");
        match self {
            Mistake::UnknownCommand { name, nearest } => {
                let unknown = Phrase::new("failed.keys.command", &[&quoted(name)]);
                match nearest {
                    Some(near) => Phrase::new("failed.nearest", &[&unknown, near]),
                    None => unknown,
                }
            }
            Mistake::UnknownPlace { name } => {
                let known = Place::NAMED.map(|(name, _)| name).join(", ");
                Phrase::new("failed.keys.place", &[&quoted(name), &known])
            }
            Mistake::NotThere { command, place } => {
                Phrase::new("failed.keys.not_there", &[command, place])
            }
            Mistake::UnknownKey { command, key } => {
                Phrase::new("failed.keys.key", &[command, &quoted(key)])
            }
            Mistake::Hangul { command, key, latin } => {
                Phrase::new("failed.keys.hangul", &[command, &quoted(key), latin])
            }
            Mistake::Typed { command, key, place } => {
                Phrase::new("failed.keys.typed", &[command, &quoted(key), place])
            }
            Mistake::Conflict { place, keys, first, second } => {
                Phrase::new("failed.keys.conflict", &[place, keys, first, second])
            }
        }
    }

    /// The word at which the mistake stands, within its entry.
    pub fn word(&self) -> &str {
        match self {
            Mistake::UnknownCommand { name, .. } | Mistake::UnknownPlace { name } => name,
            Mistake::UnknownKey { key, .. }
            | Mistake::Hangul { key, .. }
            | Mistake::Typed { key, .. } => key,
            // The entry as a whole is wrong.
            Mistake::NotThere { .. } | Mistake::Conflict { .. } => "",
        }
    }
}
