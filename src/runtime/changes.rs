//! The storekeeper's part: keeps the changes the user makes.

use crate::app::effect::{Change, Mark};
use crate::model::{About, Moment};
use crate::store::{Store, StoreError};

/// Keeps a change.
pub(super) fn keep(store: &mut Store, change: &Change, now: Moment) -> Result<(), StoreError> {
    match change {
        Change::Mark { mark: Mark::Read, ids, to } => store.set_read(ids, *to),
        Change::Mark { mark: Mark::Star, ids, to } => store.set_starred(ids, *to, now),
        Change::Note { id, to, .. } => {
            store.set_note(About::Item(*id), to.as_deref().unwrap_or_default(), now)
        }
        Change::Enable { source, to } => store.enable_source(source, *to),
    }
}
