//! The archive: all that is the reader's own, one record a line of JSON. `docs/archive.md` tells
//! it to other programs; what stands there is the shape of these types.

use serde::{Deserialize, Serialize};

use super::idea::Link;
use super::{IdeaId, ItemId, Listed, Moment, NewItem, Owned, Source, SourceId, Thought};

/// The version that is written. A reader of a later one must still read it.
pub const VERSION: u32 = 1;

/// One line of an archive. They stand in the order of the variants, so that whatever a line names
/// stands before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "kebab-case")]
pub enum Record {
    /// The first line.
    Archive {
        /// [`VERSION`].
        version: u32,
    },
    /// A source.
    Source {
        /// What it is.
        source: Source,
        /// Whether it was removed and is there for its items alone.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        removed: bool,
    },
    /// A paper or a page of the reader's own library.
    Owned(Owned),
    /// An item that has a mark, a note, a place on the list or an idea.
    Item(Box<ItemRecord>),
    /// A place on the reading list; in the order by hand.
    Listed {
        /// The item.
        item: ItemId,
        /// Since when.
        since: Moment,
        /// How it stands there.
        #[serde(flatten)]
        listed: Listed,
    },
    /// A note.
    Note {
        /// What it is about, as [`About`](super::About) writes it.
        about: String,
        /// Markdown.
        text: String,
        /// When it was first written.
        created: Moment,
        /// When it was last changed.
        updated: Moment,
        /// What it said before, oldest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        versions: Vec<VersionRecord>,
    },
    /// A research idea.
    Idea {
        /// Its number; others may name it.
        id: IdeaId,
        /// What it is known by in every store.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<i64>,
        /// What is written by hand.
        #[serde(flatten)]
        thought: Thought,
        /// The items it stands on.
        links: Vec<Link>,
        /// Whether the text is still what the program filled in.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        template: bool,
        /// When it was begun.
        created: Moment,
        /// When it was last changed.
        touched: Moment,
    },
}

/// An item as the archive has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemRecord {
    /// Its number; others name it.
    pub no: ItemId,
    /// Its source.
    pub source: SourceId,
    /// Whether it was read.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub read: bool,
    /// When it was first seen, where its source does not say when it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Moment>,
    /// What its source gave.
    #[serde(flatten)]
    pub item: NewItem,
}

/// An earlier text of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionRecord {
    /// When it was written.
    pub written: Moment,
    /// Markdown.
    pub text: String,
}
