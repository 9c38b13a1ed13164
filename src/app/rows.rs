//! The rows that are held, each once: lists, what is chosen and what stands beside a text name them by
//! their items, so that a mark is one write.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ItemId, Row};

/// The rows that are held.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    held: BTreeMap<ItemId, Row>,
}

impl Rows {
    /// The row of an item, if it is held.
    pub fn get(&self, id: ItemId) -> Option<&Row> {
        self.held.get(&id)
    }

    /// The rows of items, as far as they are held.
    pub fn all<'a>(&'a self, ids: &'a [ItemId]) -> impl Iterator<Item = &'a Row> {
        ids.iter().filter_map(|id| self.get(*id))
    }

    /// The held row of an item, for changing a mark of it.
    pub(super) fn get_mut(&mut self, id: ItemId) -> Option<&mut Row> {
        self.held.get_mut(&id)
    }

    /// The items of which rows are held, among some.
    pub(super) fn among(&self, ids: &[ItemId]) -> BTreeSet<ItemId> {
        ids.iter().copied().filter(|id| self.held.contains_key(id)).collect()
    }

    /// Holds rows as they came; gives their items.
    pub(super) fn put(&mut self, rows: Vec<Row>) -> Vec<ItemId> {
        let ids = rows.iter().map(|row| row.id).collect();
        self.held.extend(rows.into_iter().map(|row| (row.id, row)));
        ids
    }

    /// Lets those go that nothing names any more.
    pub(super) fn keep(&mut self, named: &BTreeSet<ItemId>) {
        self.held.retain(|id, _| named.contains(id));
    }
}
