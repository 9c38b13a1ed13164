//! What a note said before: looked through, and restored.

mod acts;

use super::command::{Command, Place};
use super::layer::{Act, Around, Layer, Next};
use super::page::{Page, Role, span};
use crate::lang::say;
use crate::model::About;
use crate::model::change::Change;
use crate::model::note::Version;
use crate::text::{clean, wrap};

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

impl Layer for Versions {
    fn place(&self) -> Place {
        Place::Versions
    }

    fn hints(&self) -> &'static [Command] {
        &[Command::OlderVersion, Command::NewerVersion, Command::RestoreVersion, Command::Leave]
    }

    fn page_mut(&mut self) -> Option<&mut Page> {
        Some(&mut self.page)
    }

    fn lay_out(&mut self, around: &Around<'_>) {
        let Some(version) = self.said.get(self.at) else { return };
        let when = around.zone.wall_clock(version.written).format("%Y-%m-%d %H:%M").to_string();
        let facts: [&dyn std::fmt::Display; 3] = [&(self.at + 1), &self.said.len(), &when];
        let head = say(around.offer.lang, "app.version", &facts);
        let text = clean::block(&version.text, version.text.len());
        let mut lines = vec![vec![span(Role::Dim, head)], Vec::new()];
        let rows = wrap::paragraph(&text, around.width(), 5_000).into_iter();
        lines.extend(rows.map(|row| vec![span(Role::Text, row)]));
        self.page.replace(lines);
    }

    /// Shows the version before or after, or has the note say again what the shown one says.
    fn obey(&mut self, command: Command, around: &Around<'_>) -> Next {
        let last = self.said.len().saturating_sub(1);
        if command == Command::RestoreVersion {
            let to = self.said.get(self.at).map(|version| version.text.clone());
            let change = Change::Note { about: self.about, was: self.was.clone(), to };
            let told = say(around.offer.lang, "app.version_restored", &[]).into_owned();
            return Next::CloseAnd(vec![Act::Tell(told), Act::Change(change)]);
        } else if command == Command::OlderVersion {
            self.at = (self.at + 1).min(last);
        } else if command == Command::NewerVersion {
            self.at = self.at.saturating_sub(1);
        } else {
            return Next::Pass;
        }
        self.page = Page::default();
        self.lay_out(around);
        Next::Stay
    }
}
