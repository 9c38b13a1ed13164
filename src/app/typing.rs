//! A line that is being typed, over the last line of the screen.

use super::command::{Command, Place};
use super::draft::Draft;
use super::key::Key;
use super::layer::{Act, Around, Layer, Next, PASTE};
use super::line::LineFor;
use crate::model::ItemId;
use crate::text::clean;

/// Something that is typed on one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Typing {
    /// What for.
    pub wanted: LineFor,
    /// What was typed.
    pub draft: Draft,
}

impl Typing {
    /// What is found for it, or what of the help holds its words, is shown while it is typed.
    fn typed(&self) -> Next {
        if let LineFor::Search { .. } = self.wanted {
            Next::Do(vec![Act::Search])
        } else if let LineFor::Help = self.wanted {
            Next::Do(vec![Act::Help(self.draft.text().to_owned())])
        } else {
            Next::Stay
        }
    }
}

impl Layer for Typing {
    fn place(&self) -> Place {
        Place::Line
    }

    fn covers_all(&self) -> bool {
        false
    }

    fn hints(&self) -> &'static [Command] {
        &[Command::Accept, Command::Cancel]
    }

    fn press(&mut self, key: Key, around: &Around<'_>) -> Next {
        self.draft.press(key, around.note_width());
        self.typed()
    }

    fn paste(&mut self, text: &str) -> Next {
        self.draft.insert(&clean::line(text, PASTE));
        self.typed()
    }

    fn back(&mut self) -> Next {
        if let LineFor::Search { before } = &mut self.wanted {
            Next::CloseAnd(vec![Act::LeaveSearch(before.take())])
        } else if let LineFor::Help = self.wanted {
            Next::CloseAnd(vec![Act::Help(String::new())])
        } else {
            Next::Close
        }
    }

    fn names(&self) -> Vec<ItemId> {
        if let LineFor::Search { before: Some(view) } = &self.wanted {
            view.list.held().collect()
        } else {
            Vec::new()
        }
    }
}
