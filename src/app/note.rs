//! Writing a note.

use super::draft::Draft;
use super::effect::{Change, Effect, Question};
use super::key::{Code, Key};
use super::question::YesNo;
use super::state::{Overlay, State};
use crate::lang::say;
use crate::model::{Item, ItemId};

/// A note being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteEditor {
    /// The item it is on.
    pub id: ItemId,
    /// The item's title.
    pub title: String,
    /// The text.
    pub draft: Draft,
    /// The note as it is kept.
    was: Option<String>,
}

/// A text that was to be kept and of which that is not sure yet.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are what their names say")]
pub struct Unkept {
    pub id: ItemId,
    pub text: String,
}

impl NoteEditor {
    /// Takes a key into the text.
    pub(super) fn press(&mut self, key: Key, cells: usize) {
        if key.code == Code::Enter {
            self.draft.insert("\n");
        } else if key.code == Code::Tab {
            self.draft.insert("    ");
        } else {
            self.draft.press(key, cells);
        }
    }

    /// Whether it says something else than what is kept.
    pub fn is_changed(&self) -> bool {
        self.draft.text() != self.was.as_deref().unwrap_or_default()
    }
}

impl State {
    /// Opens the current item's note.
    pub(super) fn open_note(&mut self) -> Vec<Effect> {
        let Some(id) = self.current().map(|row| row.id) else { return Vec::new() };
        if let Some(item) = self.held(id).cloned() {
            self.edit_note(&item);
            return Vec::new();
        }
        self.note_wanted = Some(id);
        vec![Effect::Ask(Question::Item(id))]
    }

    /// Opens an item's note; a text of it that could not be kept comes back.
    pub(super) fn edit_note(&mut self, item: &Item) {
        let id = item.row.id;
        let unkept = self.unkept.iter().rfind(|unkept| unkept.id == id);
        let text = unkept.map(|unkept| unkept.text.as_str()).or(item.note.as_deref());
        self.overlays.push(Overlay::Note(NoteEditor {
            id,
            title: item.row.title.clone(),
            draft: Draft::new(text.unwrap_or_default()),
            was: item.note.clone(),
        }));
    }

    /// Keeps the note and closes the editor; an empty one is removed.
    pub(super) fn keep_note(&mut self) -> Vec<Effect> {
        let Some(Overlay::Note(_)) = self.overlays.last() else { return Vec::new() };
        let Some(Overlay::Note(editor)) = self.overlays.pop() else { return Vec::new() };
        if !editor.is_changed() {
            return Vec::new();
        }
        let text = editor.draft.text();
        self.unkept.retain(|unkept| unkept.id != editor.id);
        self.unkept.push(Unkept { id: editor.id, text: text.to_owned() });
        let to = (!text.trim().is_empty()).then(|| text.to_owned());
        let key = if to.is_some() { "app.note_kept" } else { "app.note_removed" };
        self.toasts.done(say(self.lang, key, &[]));
        self.do_change(Change::Note { id: editor.id, was: editor.was, to })
    }

    /// Leaves the note; asks where it was changed.
    pub(super) fn leave_note(&mut self) -> Vec<Effect> {
        match self.overlays.last() {
            Some(Overlay::Note(editor)) if editor.is_changed() => {
                self.overlays.push(Overlay::Question(YesNo::KeepNote));
                Vec::new()
            }
            _ => self.back(),
        }
    }

    /// Throws away what was typed.
    pub(super) fn discard_note(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Note(editor)) = self.overlays.last() {
            let id = editor.id;
            self.unkept.retain(|unkept| unkept.id != id);
            self.overlays.pop();
        }
        Vec::new()
    }
}
