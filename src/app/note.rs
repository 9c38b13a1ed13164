//! Writing: notes on items, stories and days, and research ideas, all in one editor.
//!
//! Whatever is typed is a draft at once, outside of this process; it goes when its text was kept.

mod acts;

use super::command::{Command, Place};
use super::completing::Ways;
use super::draft::Draft;
use super::effect::{Answer, Question, Work};
use super::key::{Code, Key};
use super::layer::{Act, Around, Layer, Next, PASTE};
use crate::model::{About, Idea, IdeaId};
use crate::text::{clean, links};

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
    pub(super) fn type_key(&mut self, key: Key, cells: usize) {
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

impl Layer for NoteEditor {
    fn place(&self) -> Place {
        Place::Note
    }

    fn covers_all(&self) -> bool {
        false
    }

    fn hints(&self) -> &'static [Command] {
        &[Command::KeepNote, Command::LeaveNote, Command::EditOutside]
    }

    /// Whoever writes looks at the words and not at the window.
    fn goes_on_unseen(&self) -> bool {
        true
    }

    /// What was typed is a draft at once; what a link that is being typed may lead to is asked for.
    fn press(&mut self, key: Key, around: &Around<'_>) -> Next {
        self.type_key(key, around.note_width());
        let mut acts: Vec<Act> = self.unsaved().map(Act::Work).into_iter().collect();
        match links::unfinished(self.draft.before_cursor()) {
            Some(typed) => acts.push(Act::Ask(Question::Links(typed.to_owned()))),
            None => self.ways = Ways::default(),
        }
        Next::Do(acts)
    }

    fn paste(&mut self, text: &str) -> Next {
        self.draft.insert(&clean::block(text, PASTE));
        Next::Do(self.unsaved().map(Act::Work).into_iter().collect())
    }

    fn at_end(&self) -> Option<Work> {
        self.unsaved()
    }

    /// Takes what a link may lead to, if it is still typed so.
    fn take(&mut self, answer: Answer, _: &Around<'_>) -> Next {
        let Answer::Links { asked, found } = answer else { return Next::Pass };
        if links::unfinished(self.draft.before_cursor()) == Some(&asked) {
            self.ways = Ways { found, chosen: 0 };
        }
        Next::Stay
    }

    fn number_idea(&mut self, was: IdeaId, is: IdeaId) -> Option<Work> {
        let typed = self.is_changed().then(|| self.draft.text().to_owned());
        let Paper::Idea { idea, is_new: false } = &mut self.paper else { return None };
        if idea.id != was {
            return None;
        }
        idea.id = is;
        let name = is.to_string();
        typed.map(|text| Work::SaveDraft { name, text })
    }
}
