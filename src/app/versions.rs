//! What a note said before: looked through, and restored.

mod acts;

use super::page::Page;
use crate::model::About;
use crate::model::note::Version;

/// The history of a note.
#[derive(Debug, Clone, PartialEq)]
pub struct Versions {
    /// What the note is about.
    about: About,
    /// What it says now.
    was: Option<String>,
    /// What it said before, the latest first.
    said: Vec<Version>,
    /// Which one is shown, from 0.
    at: usize,
    /// What stands on the screen.
    pub page: Page,
}

impl Versions {
    /// Which version is shown, from 1, and how many there are.
    pub fn position(&self) -> (usize, usize) {
        (self.at + 1, self.said.len())
    }
}
