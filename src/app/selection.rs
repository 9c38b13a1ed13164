//! Items chosen for one command together: one by one, or all from one row to another.

mod acts;

use crate::model::{ItemId, Row};

/// Most items chosen at once.
const MOST: usize = 1_000;

/// Programs or pages that are started at once.
const FEW: usize = 20;

/// The items chosen in the lists.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Selection {
    /// Those that were chosen one by one, or whose range is closed.
    rows: Vec<Row>,
    /// Where an open range begins.
    from: Option<ItemId>,
    /// Whether something was done with them: they stay for the next command, but only where they
    /// are in sight.
    used: bool,
}

impl Selection {
    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.from.is_none()
    }

    /// Chooses nothing any more.
    pub fn clear(&mut self) {
        *self = Selection::default();
    }

    fn add(&mut self, row: Row) {
        if self.rows.len() < MOST && self.rows.iter().all(|chosen| chosen.id != row.id) {
            self.rows.push(row);
        }
    }

    /// Chooses no longer what is no more where it was seen.
    pub(super) fn drop_gone(&mut self, seen: &[ItemId], is_there: impl Fn(ItemId) -> bool) {
        self.rows.retain(|row| !seen.contains(&row.id) || is_there(row.id));
    }

    /// The chosen row of an item, for changing a mark of it.
    pub(super) fn row_mut(&mut self, id: ItemId) -> Option<&mut Row> {
        self.rows.iter_mut().find(|row| row.id == id)
    }
}
