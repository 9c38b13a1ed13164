//! A company that a report is about.

use crate::desk::lexicon::Lexicon;
use crate::text::tokens;

/// A company that a report is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Its key in the lexicon, else its name in small letters.
    pub key: String,
    /// A number for the key.
    pub number: u32,
    /// How much weight its acts have, from 1 to 3; 0 where the lexicon does not know it.
    pub weight: u8,
}

impl Company {
    /// One of the lexicon, by its entry.
    pub(super) fn known(lexicon: &Lexicon, entry: u32) -> Company {
        let entry = lexicon.entry(entry);
        Company {
            number: tokens::hash(entry.key.as_bytes()) as u32,
            weight: u8::from(entry.weight),
            key: entry.key.clone(),
        }
    }

    /// One that the form of a title tells: it may be one whose name is a common word.
    pub(super) fn told(name: &str, lexicon: &Lexicon) -> Company {
        let key = name.to_lowercase();
        match by_key(&key.replace(' ', "-"), lexicon) {
            Some(entry) => Company::known(lexicon, entry),
            None => Company { number: tokens::hash(key.as_bytes()) as u32, weight: 0, key },
        }
    }
}

/// The company of a key.
pub(super) fn by_key(key: &str, lexicon: &Lexicon) -> Option<u32> {
    lexicon.index_of(key).filter(|index| lexicon.entry(*index).kind == "company")
}
