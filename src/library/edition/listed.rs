//! An edition as a list: the reports that stand for its stories, as far as a query lets them through.

use std::collections::HashMap;

use crate::model::{ItemId, Moment, Placed, Query, Row, Sort};
use crate::store::{Store, StoreError};

/// The rows of an edition's stories that a query and words let through: in the order of its page, with
/// what they were worth there, unless the query has an order of its own.
///
/// # Errors
/// Where the store cannot be read, or nothing in the words can be looked for.
pub fn listed(
    store: &Store,
    placed: &[Placed],
    query: &Query,
    words: &str,
    now: Moment,
) -> Result<Vec<Row>, StoreError> {
    let ids: Vec<ItemId> = placed.iter().map(|placed| placed.item).collect();
    let whole = Query { heard: true, limit: None, ..query.clone() };
    let mut rows = match words {
        _ if ids.is_empty() => Vec::new(),
        "" => store.rows(&Query { ids, ..whole }, now)?,
        words => {
            let mut found = store.rows_with(words, &whole, now)?;
            found.retain(|row| ids.contains(&row.id));
            found
        }
    };
    if query.order() == Sort::Score {
        let mut by_id: HashMap<ItemId, Row> = rows.into_iter().map(|row| (row.id, row)).collect();
        let worth = |placed: &Placed| {
            by_id.remove(&placed.item).map(|row| Row { score: placed.worth, ..row })
        };
        rows = placed.iter().filter_map(worth).collect();
    }
    rows.truncate(query.limit.unwrap_or(usize::MAX));
    Ok(rows)
}
