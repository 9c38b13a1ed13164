//! What a user changes of what is kept.

use serde::{Deserialize, Serialize};

use super::{About, Idea, ItemId, Lens, Listed, Pane, RuleChange, SourceId};

/// A change of what is kept. What it was stands beside what it becomes, so that it can be taken
/// back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Has two items of the reading list change places, of which the first stands before the second.
    Swap(ItemId, ItemId),
    /// Asks a source, or no longer.
    Enable { source: SourceId, to: bool },
    /// Puts an item into another pane, for good.
    Move { id: ItemId, was: Pane, to: Pane },
    /// Puts all that names a term or comes from a source into a pane from now on, or no longer.
    Rule(RuleChange),
    /// Watches or mutes something from now on, or no longer.
    Lens { lens: Lens, to: bool },
}

impl Change {
    /// The one item that it is about, where it is about one alone.
    pub fn item(&self) -> Option<ItemId> {
        match self {
            Change::Mark { ids, .. } => ids.first().copied().filter(|_| ids.len() == 1),
            Change::Listed(standings) => match &standings[..] {
                [standing] => Some(standing.id),
                _ => None,
            },
            Change::Move { id, .. } => Some(*id),
            Change::Note { about, .. } => about.item(),
            Change::Idea { .. }
            | Change::Swap(..)
            | Change::Enable { .. }
            | Change::Rule(_)
            | Change::Lens { .. } => None,
        }
    }

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
            Change::Swap(one, other) => Change::Swap(other, one),
            Change::Enable { source, to } => Change::Enable { source, to: !to },
            Change::Move { id, was, to } => Change::Move { id, was: to, to: was },
            Change::Rule(rule) => Change::Rule(rule.inverse()),
            Change::Lens { lens, to } => Change::Lens { lens, to: !to },
        }
    }
}

/// Where a change is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    /// The reader.
    Reader,
    /// A command of the shell.
    Shell,
    /// The reader line by line.
    Plain,
    /// A file of the vault.
    Vault,
    /// An assistant that was let.
    Assistant,
    /// A pass that fetches what was asked for.
    Refresh,
}

impl Face {
    /// Its name in the log of changes.
    pub const fn name(self) -> &'static str {
        match self {
            Face::Reader => "reader",
            Face::Shell => "shell",
            Face::Plain => "plain",
            Face::Vault => "vault",
            Face::Assistant => "assistant",
            Face::Refresh => "refresh",
        }
    }
}

/// How a change comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// The user makes it, and can take it back.
    Did,
    /// It comes of something else that the user does: an item is read because it was opened.
    Saw,
    /// It takes one back that was made before.
    Back,
    /// It makes one again that was taken back.
    Again,
}

impl Way {
    /// All of them.
    pub const ALL: [Way; 4] = [Way::Did, Way::Saw, Way::Back, Way::Again];

    /// Its name in the log of changes.
    pub const fn name(self) -> &'static str {
        match self {
            Way::Did => "did",
            Way::Saw => "saw",
            Way::Back => "back",
            Way::Again => "again",
        }
    }

    /// The way of a name.
    pub fn from_name(name: &str) -> Option<Way> {
        Way::ALL.into_iter().find(|way| way.name() == name)
    }
}

/// A mark an item can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Mark {
    /// It was read.
    Read,
    /// It stands on the reading list.
    Star,
}

/// How an item stood on the reading list, and how it stands there now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are what their names say")]
pub struct Standing {
    pub id: ItemId,
    /// `None`: it did not stand there.
    pub was: Option<Listed>,
    pub to: Option<Listed>,
}
