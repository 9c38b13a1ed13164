//! Files that were made by hand, or by another store, become notes and ideas.
//!
//! A program may be killed between any two steps: what stands in the file and in the store says how
//! far it came, and the next one goes on from there.

use super::paper::Odd;
use super::shelf::{self, Name, Sheet, Shelf};
use super::{Agreed, Paper, Vault, VaultError, front};
use crate::drafts;
use crate::export::file;
use crate::library;
use crate::model::change::Face;
use crate::model::{About, Idea, IdeaId, Note, Thought};
use crate::store::{self, Store, StoreError};

/// Ends what was begun when a program was killed while it took ideas in: a file that names its idea
/// by the key alone says its number, once the store has it.
pub(super) fn finish(store: &Store, shelf: &mut Shelf) -> Result<(), VaultError> {
    let begun: Vec<IdeaId> = shelf
        .known
        .keys()
        .filter_map(|name| match name {
            Name::Idea(id) if id.key().is_some() => Some(*id),
            Name::Idea(_) | Name::Note(_) => None,
        })
        .collect();
    for id in begun {
        let number = match library::idea(store, id) {
            Ok(idea) => Name::Idea(idea.id),
            Err(StoreError::NoIdea(_)) => continue,
            Err(error) => return Err(error.into()),
        };
        let Some(Sheet { path, text: Some(text) }) = shelf.known.remove(&Name::Idea(id)) else {
            continue;
        };
        let text = front::with_line(&text, "jogan", &number.to_string());
        file::replace(&path, text.as_bytes())?;
        shelf.put(number, Sheet { path, text: Some(text) }, false);
    }
    Ok(())
}

impl Vault<'_> {
    /// A file that was made by hand and named for a note is that note. One that is empty waits to
    /// be written.
    pub(super) fn new_note(&mut self, about: About, sheet: &Sheet) -> Result<(), VaultError> {
        let Some(theirs) = &sheet.text else { return Ok(()) };
        let Ok(text) = self.desk.read_note(theirs) else { return Ok(()) };
        match library::change_note(self.store, about, (None, &text), Face::Vault, self.now) {
            Ok(()) => {
                self.synced.taken += 1;
                let note = Note { about, text, created: self.now, updated: self.now };
                let agreed = Agreed::on(theirs, &self.text_of(&Paper::Note(note)));
                self.store.remember(&Name::Note(about).memory(), &agreed.to_string())?;
            }
            Err(StoreError::NoItem(id)) => self.odd(sheet, Odd::Item(id)),
            // Somebody wrote one this moment: both are seen the next time.
            Err(StoreError::Stale { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    /// A file that was made by hand among the ideas is one of them; it keeps its name, its text and
    /// its number where nobody has that, and says from now on which idea it is.
    ///
    /// Whoever is killed meanwhile is gone on with: until the idea has a number the file names its
    /// key, by which the store has it once and no more.
    pub(super) fn new_idea(
        &mut self,
        sheet: &Sheet,
        says: Option<IdeaId>,
    ) -> Result<(), VaultError> {
        let Some(theirs) = sheet.text.as_deref().filter(|text| !text.trim().is_empty()) else {
            return Ok(());
        };
        let id = match says {
            Some(id) if id.key().is_some() || self.is_free(id)? => id,
            Some(_) | None => IdeaId::of_key(drafts::new_key()),
        };
        let nothing = Idea::begun(0, Thought::default(), Vec::new(), false, self.now);
        let mut idea = match self.desk.read_idea(theirs, &Idea { id, ..nothing }) {
            Ok(idea) => idea,
            Err(odd) => {
                self.odd(sheet, odd);
                return Ok(());
            }
        };
        if idea.thought.title.is_empty() {
            let stem = sheet.path.file_stem().unwrap_or_default();
            idea.thought.title = stem.to_string_lossy().into_owned();
        }
        let named = |id: IdeaId| front::with_line(theirs, "jogan", &id.to_string());
        if id.key().is_some() && says != Some(id) {
            file::replace(&sheet.path, named(id).as_bytes())?;
        }
        let begun = library::change_idea(self.store, (None, Some(&idea)), Face::Vault, self.now);
        idea.id = match begun.and_then(|()| library::idea(self.store, id)) {
            Ok(kept) => kept.id,
            Err(StoreError::NoItem(item)) => {
                self.odd(sheet, Odd::Item(item));
                return Ok(());
            }
            // Somebody began one this moment: both are seen the next time.
            Err(StoreError::Stale { .. }) => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        let name = Name::Idea(idea.id);
        let file = if says == Some(idea.id) { theirs.to_owned() } else { named(idea.id) };
        let ours = self.text_of(&Paper::Idea(Box::new(idea)));
        self.store.remember(&name.memory(), &Agreed::on(&file, &ours).to_string())?;
        if file != theirs {
            file::replace(&sheet.path, file.as_bytes())?;
        }
        let place = self.dir.join(name.path());
        if shelf::named(&sheet.path).is_some_and(|other| other != name)
            && place.symlink_metadata().is_err()
        {
            // Its name is another one's number.
            std::fs::rename(&sheet.path, &place)
                .map_err(|source| VaultError::Read { path: place, source })?;
        }
        self.synced.taken += 1;
        Ok(())
    }

    /// Whether nobody has a number, and it can be had.
    fn is_free(&self, id: IdeaId) -> Result<bool, VaultError> {
        match library::idea(self.store, id) {
            Ok(_) => Ok(false),
            Err(StoreError::NoIdea(_)) => Ok(store::can_be_taken(id.0)),
            Err(error) => Err(error.into()),
        }
    }
}
