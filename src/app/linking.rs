//! What an existing idea stands on: linked, unlinked, and why.

mod acts;

use crate::model::{Idea, ItemId};

/// Characters of why an idea stands on an item.
const WHY: usize = 1_000;

/// An idea whose links may get a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linking {
    /// The idea, as it is kept.
    idea: Idea,
    /// The items.
    items: Vec<ItemId>,
}
