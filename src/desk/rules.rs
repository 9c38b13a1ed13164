//! Word lists and numbers that the desk judges by, as one value: those that come with the
//! program, or others, to try them.

use std::sync::{Arc, LazyLock};

use super::features::StopWords;
use super::hosts::Hosts;
use super::lexicon::{FILES, Lexicon, LexiconError};
use super::lists::{Lists, MOVES};
use super::reading::Reader;
use super::tuning::Tuning;

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
    pub(super) fn lexicon(&self, own: Option<&str>) -> Result<Arc<Lexicon>, LexiconError> {
        if self.texts.is_empty() {
            return Lexicon::read(own);
        }
        Lexicon::of(FILES.map(|(name, shipped)| self.text(name, shipped)), own).map(Arc::new)
    }

    /// A reader of reports.
    pub(super) fn reader(&self, lexicon: &Lexicon) -> Reader {
        Reader::new(self.lists(), Hosts::shipped(), StopWords::shipped(), lexicon)
    }

    /// The word lists. The shipped ones are read once a process.
    pub fn lists(&self) -> Arc<Lists> {
        static SHIPPED: LazyLock<Arc<Lists>> = LazyLock::new(|| read_lists(MOVES, CUES));
        if self.texts.is_empty() {
            return Arc::clone(&SHIPPED);
        }
        read_lists(self.text("moves", MOVES), self.text("cues", CUES))
    }
}

/// The lists of two files' texts.
fn read_lists(moves: &str, cues: &str) -> Arc<Lists> {
    // Built in and parsed by a test: broken ones cannot reach a user.
    Arc::new(Lists::read(moves, cues).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_lists_are_read() {
        Lists::read(MOVES, CUES).expect("the word lists");
        Lexicon::of(FILES.map(|(_, text)| text), None).expect("the lexicon");
    }
}
