//! What the reader made: notes and ideas, and the items that they stand on.

use crate::model::note::Version;
use crate::model::{About, Idea, IdeaId, Item, ItemId, Moment, Note};
use crate::store::{Store, StoreError};

/// An item whole, with the reasons of its story alone.
///
/// # Errors
/// [`StoreError::NoItem`] where there is none of that number.
pub fn whole(store: &Store, id: ItemId, now: Moment) -> Result<Item, StoreError> {
    store.item(id, now)
}

/// A note, if there is one.
///
/// # Errors
/// Where the store cannot be read.
pub fn note(store: &Store, about: About) -> Result<Option<Note>, StoreError> {
    store.note(about)
}

/// All notes, the oldest first.
///
/// # Errors
/// Where the store cannot be read.
pub fn notes(store: &Store) -> Result<Vec<Note>, StoreError> {
    store.notes(None)
}

/// What a note said before, the latest first.
///
/// # Errors
/// Where the store cannot be read.
pub fn versions(store: &Store, about: About) -> Result<Vec<Version>, StoreError> {
    store.note_versions(about)
}

/// An idea, deleted or not.
///
/// # Errors
/// [`StoreError::NoIdea`] where there is none of that number.
pub fn idea(store: &Store, id: IdeaId) -> Result<Idea, StoreError> {
    store.idea(id)
}

/// All ideas, or all that were deleted, last touched first.
///
/// # Errors
/// Where the store cannot be read.
pub fn ideas(store: &Store, deleted: bool) -> Result<Vec<Idea>, StoreError> {
    store.ideas(deleted)
}
