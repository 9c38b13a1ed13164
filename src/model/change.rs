//! What a user changes of what is kept.

use super::{About, Idea, ItemId, Lens, Listed, Pane, PaneRule, SourceId};

/// A change of what is kept. What it was stands beside what it becomes, so that it can be taken
/// back.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are what their names say")]
pub enum Change {
    /// Marks items; holds only those whose mark really changes.
    Mark { mark: Mark, ids: Vec<ItemId>, to: bool },
    /// Writes, changes or removes a note.
    Note { about: About, was: Option<String>, to: Option<String> },
    /// Begins, changes or deletes an idea.
    Idea { was: Option<Box<Idea>>, to: Option<Box<Idea>> },
    /// Says how items stand on the reading list.
    Listed(Vec<Standing>),
    /// Has two items of the reading list change places.
    Swap(ItemId, ItemId),
    /// Asks a source, or no longer.
    Enable { source: SourceId, to: bool },
    /// Puts an item into another pane, for good.
    Move { id: ItemId, was: Pane, to: Pane },
    /// Puts all that names a term or comes from a source into a pane from now on, or no longer.
    Rule { rule: PaneRule, to: bool },
    /// Watches or mutes something from now on, or no longer.
    Lens { lens: Lens, to: bool },
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Change {
        match self {
            Change::Mark { mark, ids, to } => Change::Mark { mark, ids, to: !to },
            Change::Note { about, was, to } => Change::Note { about, was: to, to: was },
            Change::Idea { was, to } => Change::Idea { was: to, to: was },
            Change::Listed(standings) => Change::Listed(
                standings
                    .into_iter()
                    .map(|Standing { id, was, to }| Standing { id, was: to, to: was })
                    .collect(),
            ),
            Change::Swap(one, other) => Change::Swap(one, other),
            Change::Enable { source, to } => Change::Enable { source, to: !to },
            Change::Move { id, was, to } => Change::Move { id, was: to, to: was },
            Change::Rule { rule, to } => Change::Rule { rule, to: !to },
            Change::Lens { lens, to } => Change::Lens { lens, to: !to },
        }
    }
}

/// A mark an item can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// It was read.
    Read,
    /// It stands on the reading list.
    Star,
}

/// How an item stood on the reading list, and how it stands there now.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are what their names say")]
pub struct Standing {
    pub id: ItemId,
    /// `None`: it did not stand there.
    pub was: Option<Listed>,
    pub to: Option<Listed>,
}
