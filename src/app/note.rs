//! Writing: notes on items, stories and days, and research ideas, all in one editor.
//!
//! Whatever is typed is a draft at once, outside of this process; it goes when its text was kept.

mod acts;

use super::completing::Ways;
use super::draft::Draft;
use super::effect::Work;
use super::key::{Code, Key};
use crate::model::{About, Idea, IdeaId};
use crate::text::links;

/// A text being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteEditor {
    /// What it becomes.
    pub paper: Paper,
    /// What it is about, in words.
    pub title: String,
    /// The text.
    pub draft: Draft,
    /// What a link being typed may become.
    pub ways: Ways,
    /// The text as it is kept; `None` where there is none yet.
    was: Option<String>,
    /// The text as it was when the editor opened: what is kept, or a template.
    begun: String,
}

/// What a text that is being written becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paper {
    /// A note.
    Note(About),
    /// An idea: as it stands, or as it would begin.
    Idea {
        /// The idea with the text that it has.
        idea: Box<Idea>,
        /// Whether it is not kept yet.
        is_new: bool,
    },
}

impl Paper {
    /// The name of its draft.
    pub fn name(&self) -> String {
        match self {
            Paper::Note(about) => about.to_string(),
            Paper::Idea { idea, .. } => idea.id.to_string(),
        }
    }
}

/// A text that was typed and of which it is not sure yet that it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unkept {
    /// The name of its draft.
    pub name: String,
    /// What was typed.
    pub text: String,
    /// What was kept when it was typed, as far as is known.
    pub was: Option<String>,
    /// Whether what it was to replace was changed elsewhere meanwhile.
    pub stale: bool,
}

impl Unkept {
    /// Whether it was typed on something else than what is kept now.
    fn is_behind(&self, kept: Option<&str>) -> bool {
        self.stale || self.was.as_deref() != kept
    }
}

/// A change of an idea that was changed elsewhere meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleIdea {
    /// The idea.
    pub id: IdeaId,
    /// As it was before the change.
    pub was: Option<Box<Idea>>,
    /// As it was to become; `None` where it was to be deleted.
    pub mine: Option<Box<Idea>>,
}

impl NoteEditor {
    /// Takes a key that chooses among the ways on; `false` where there are none, or it means
    /// something else.
    pub(super) fn choose(&mut self, key: Key) -> bool {
        let last = match self.ways.found.len() {
            0 => return false,
            length => length - 1,
        };
        match key.code {
            Code::Down => self.ways.chosen = (self.ways.chosen + 1).min(last),
            Code::Up => self.ways.chosen = self.ways.chosen.saturating_sub(1),
            Code::Tab | Code::Enter => {
                let (target, title) = self.ways.found.swap_remove(self.ways.chosen.min(last));
                let typed = links::unfinished(self.draft.before_cursor()).map_or(0, str::len);
                self.draft.put_before(typed + "[[".len(), &links::write(target, &title));
                self.ways = Ways::default();
            }
            _ => return false,
        }
        true
    }

    /// Takes a key into the text.
    pub(super) fn press(&mut self, key: Key, cells: usize) {
        if self.choose(key) {
            return;
        }
        if key.code == Code::Enter {
            self.draft.insert("\n");
        } else if key.code == Code::Tab {
            self.draft.insert("    ");
        } else {
            self.draft.press(key, cells);
        }
    }

    /// What was typed as a draft outside of this process, where it was changed.
    pub(super) fn unsaved(&self) -> Option<Work> {
        let (name, text) = (self.paper.name(), self.draft.text().to_owned());
        self.is_changed().then_some(Work::SaveDraft { name, text })
    }

    /// Whether it says something else than what is kept, or than the template it began with.
    pub fn is_changed(&self) -> bool {
        self.draft.text() != self.begun
    }
}
