//! What else is about the same as an item.

use crate::desk::compare::Comparer;
use crate::desk::{Lexicon, related as desk};
use crate::model::{ItemId, Moment, Query, Row};
use crate::store::{Store, StoreError};

/// What else is about the same as the item of a number, most alike first; nothing where there is no
/// such item.
///
/// # Errors
/// Where the store cannot be read.
pub fn related(
    store: &Store,
    lexicon: &Lexicon,
    id: ItemId,
    now: Moment,
) -> Result<Vec<Row>, StoreError> {
    match store.rows(&Query { ids: vec![id], ..Query::default() }, now)?.first() {
        Some(row) => related_to(store, lexicon, row, now),
        None => Ok(Vec::new()),
    }
}

/// What else is about the same as an item, most alike first.
///
/// # Errors
/// Where the store cannot be read.
pub fn related_to(
    store: &Store,
    lexicon: &Lexicon,
    row: &Row,
    now: Moment,
) -> Result<Vec<Row>, StoreError> {
    /// Items that came last, among which it is looked for.
    const AMONG: i64 = 100_000;
    /// Found by a word, and looked at.
    const LOOKED_AT: usize = 200;
    /// Told.
    const MOST: usize = 8;
    let found = store.with_any(&desk::words(&row.title, lexicon), AMONG, LOOKED_AT, now)?;
    let mut comparer = Comparer::new(lexicon);
    // How common a word is, among what was found by these words, is all that needs to be known.
    comparer.learn(found.iter().map(|row| &*row.title));
    let ids: Vec<ItemId> = found.iter().chain([row]).map(|row| row.id).collect();
    let ids = desk::related(row.id, &store.reports(&ids)?, &comparer, MOST);
    Ok(ids.iter().filter_map(|id| found.iter().find(|row| row.id == *id)).cloned().collect())
}
