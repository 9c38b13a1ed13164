//! Items chosen for one command together: one by one, or all from one row to another.

mod acts;

use crate::model::ItemId;

/// Most items chosen at once.
const MOST: usize = 1_000;

/// Programs or pages that are started at once.
const FEW: usize = 20;

/// The items chosen in the lists.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Selection {
    /// Those that were chosen one by one, or whose range is closed.
    items: Vec<ItemId>,
    /// Where an open range begins.
    from: Option<ItemId>,
    /// Whether something was done with them: they stay for the next command, but only where they
    /// are in sight.
    used: bool,
}

impl Selection {
    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.from.is_none()
    }

    /// Chooses nothing any more.
    pub fn clear(&mut self) {
        *self = Selection::default();
    }

    fn add(&mut self, id: ItemId) {
        if self.items.len() < MOST && !self.items.contains(&id) {
            self.items.push(id);
        }
    }

    /// Chooses no longer what is no more where it was seen.
    pub(super) fn drop_gone(&mut self, seen: &[ItemId], is_there: impl Fn(ItemId) -> bool) {
        self.items.retain(|id| !seen.contains(id) || is_there(*id));
    }

    /// The items that it names.
    pub(super) fn names(&self) -> impl Iterator<Item = ItemId> {
        self.items.iter().copied().chain(self.from)
    }
}
