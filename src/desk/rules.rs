//! Word lists and numbers that the desk judges by, as one value: those that come with the
//! program, or others, to try them.

use super::features::StopWords;
use super::hosts::Hosts;
use super::lexicon::{Lexicon, LexiconError};
use super::lists::Lists;
use super::reading::Reader;
use super::tuning::Tuning;

/// The files of the lexicon, by name.
const LEXICON: [(&str, &str); 6] = [
    ("companies", include_str!("../../assets/lexicon/companies.toml")),
    ("products", include_str!("../../assets/lexicon/products.toml")),
    ("labs", include_str!("../../assets/lexicon/labs.toml")),
    ("topics", include_str!("../../assets/lexicon/topics.toml")),
    ("persons", include_str!("../../assets/lexicon/persons.toml")),
    ("bodies", include_str!("../../assets/lexicon/bodies.toml")),
];
const MOVES: &str = include_str!("../../assets/lexicon/moves.toml");
const CUES: &str = include_str!("../../assets/lexicon/cues.toml");

/// What the desk judges by.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// The numbers.
    pub tuning: Tuning,
    /// Texts that stand in the place of the shipped files of these names, such as `moves`.
    pub texts: Vec<(String, String)>,
}

impl Rules {
    /// Those that come with the program.
    pub fn shipped() -> Rules {
        Rules { tuning: Tuning::default(), texts: Vec::new() }
    }

    fn text<'a>(&'a self, name: &str, shipped: &'a str) -> &'a str {
        let other = self.texts.iter().find(|(known, _)| known == name);
        other.map_or(shipped, |(_, text)| text)
    }

    /// The lexicon, with a reader's own file behind it.
    ///
    /// # Errors
    /// Where one of the files cannot be read.
    pub(super) fn lexicon(&self, own: Option<&str>) -> Result<Lexicon, LexiconError> {
        Lexicon::of(LEXICON.iter().map(|(name, shipped)| self.text(name, shipped)), own)
    }

    /// The word lists.
    pub fn lists(&self) -> Lists {
        // Built in and parsed by a test: broken ones cannot reach a user.
        Lists::read(self.text("moves", MOVES), self.text("cues", CUES)).unwrap_or_default()
    }

    /// A reader of reports.
    pub(super) fn reader(&self, lexicon: &Lexicon) -> Reader {
        Reader::new(self.lists(), Hosts::shipped(), StopWords::shipped(), lexicon)
    }
}

/// The lexicon that comes with the program, and a reader's own file behind it.
///
/// # Errors
/// Where the reader's own file cannot be read.
pub(super) fn shipped_lexicon(own: Option<&str>) -> Result<Lexicon, LexiconError> {
    Rules::shipped().lexicon(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_lists_are_read() {
        Lists::read(MOVES, CUES).expect("the word lists");
        shipped_lexicon(None).expect("the lexicon");
    }
}
