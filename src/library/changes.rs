//! What was changed on a face lately, as the log has it.

use crate::model::change::{Change, Face, Way};
use crate::model::{ItemId, Moment, Query};
use crate::store::{Store, StoreError};

/// The changes that were made on a face and the way of each, oldest first; and what the items are called
/// of those that are about one.
///
/// # Errors
/// Where the store cannot be read.
#[expect(clippy::type_complexity, reason = "two lists that no type of its own would say more of")]
pub fn changes(
    store: &Store,
    face: Face,
    now: Moment,
) -> Result<(Vec<(Way, Change)>, Vec<(ItemId, String)>), StoreError> {
    let logged = store.logged(face)?;
    let ids: Vec<ItemId> = logged.iter().filter_map(|(_, change)| change.item()).collect();
    let titles = if ids.is_empty() {
        Vec::new()
    } else {
        let rows = store.rows(&Query { ids, ..Query::default() }, now)?;
        rows.into_iter().map(|row| (row.id, row.title)).collect()
    };
    Ok((logged, titles))
}
