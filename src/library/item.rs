//! An item, with every point of its score.

use crate::desk;
use crate::model::{Item, ItemId, Moment, Reason, Sort};
use crate::store::{Store, StoreError};

/// An item whose reasons say what time took from its score, too; none where there is none of that
/// number.
///
/// # Errors
/// Where the store cannot be read.
pub fn item(store: &Store, id: ItemId, now: Moment) -> Result<Option<Item>, StoreError> {
    let mut item = match store.item(id, now) {
        Ok(item) => item,
        Err(StoreError::NoItem(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    item.why = reasons(&item, Sort::Score);
    Ok(Some(item))
}

/// The terms of an item's score in a list of some order: what time took away is among them, but in a
/// list by worth only what the reader's own reasons gave, which does not count there.
pub fn reasons(item: &Item, order: Sort) -> Vec<Reason> {
    /// Less is not seen beside other points.
    const LEAST: f64 = 0.05;
    let mut reasons = item.why.clone();
    let base = desk::base(&item.why);
    match order {
        Sort::Score | Sort::New | Sort::Hand => {
            reasons.extend(desk::recency(base, item.row.score));
        }
        Sort::Worth => {
            let points = item.row.score - base;
            if points.abs() >= LEAST {
                reasons.push(Reason { term: "own".to_owned(), points, facts: Vec::new() });
            }
        }
    }
    reasons
}
