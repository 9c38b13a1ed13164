//! A title as it was read, for all that look into it.

use crate::desk::lexicon::Mention;
use crate::desk::lists::Found;
use crate::text::tokens::Words;

/// A title as it was read.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// What it says.
    pub title: &'a str,
    /// Its words.
    pub words: &'a Words,
    /// What it names.
    pub named: &'a [Mention],
    /// Which lists it touches.
    pub found: &'a Found,
    /// Whether its first words name a company.
    pub company_first: bool,
    /// Whether it names an office, a court or a government.
    pub body: bool,
}

/// A name as a title writes it, where nothing in it would be obeyed by a terminal.
pub(super) fn plain_name(name: &str) -> Option<&str> {
    (!name.chars().any(char::is_control)).then_some(name)
}

/// Whether a text begins with these small letters, however it is written.
pub fn starts_with(text: &str, beginning: &str) -> bool {
    text.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning))
}
