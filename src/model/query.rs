//! Which items a list holds, and in what order.

use super::{ItemId, Moment, Move, Pane, Progress, SourceId, StoryId, Week};

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// Best first.
    #[default]
    Score,
    /// Newest first.
    New,
    /// As the reader put them by hand; for the reading list.
    Hand,
}

/// What an item is, or is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trait {
    /// It was read.
    Read,
    /// It stands on the reading list.
    Starred,
    /// It has a note.
    Noted,
    /// It stands in this pane.
    Pane(Pane),
    /// It is about this company, by its key in the alias table.
    Company(String),
    /// It reports this kind of move.
    Move(Move),
    /// It comes from the source of this id, or from one whose name holds this; in small letters.
    Source(String),
    /// It is written in this language, by its two-letter code.
    Language(String),
    /// It stands on the reading list with this tag.
    Tag(String),
    /// It stands so on the reading list.
    Progress(Progress),
    /// It is to be read up to and with this week, and is not done.
    Due(Week),
}

/// A window on a list of items. The default is everything, best first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// Only this pane.
    pub pane: Option<Pane>,
    /// Only what was not read.
    pub unread: bool,
    /// Only what is not muted. A list that names no items hides what is muted anyway, unless it was
    /// starred or noted.
    pub heard: bool,
    /// Only the reading list.
    pub starred: bool,
    /// Only what stands so on the reading list.
    pub progress: Option<Progress>,
    /// Only what stands on the reading list with this tag.
    pub tag: Option<String>,
    /// Only what is due on the reading list up to and with this week; what is done is not, unless
    /// it is asked for by its state.
    pub due: Option<Week>,
    /// Only what has a note.
    pub noted: bool,
    /// Only what was published at or after this moment.
    pub since: Option<Moment>,
    /// Only what was published before this moment.
    pub until: Option<Moment>,
    /// Only this source.
    pub source: Option<SourceId>,
    /// Only what is each of these, or is not where `false` stands beside it.
    pub traits: Vec<(Trait, bool)>,
    /// Only this story's members.
    pub story: Option<StoryId>,
    /// Only the item that stands for its story.
    pub heads: bool,
    /// Only what was in the store when that item came: a list that was opened then stays as it is.
    pub up_to: Option<ItemId>,
    /// Only what came to the store after that item.
    pub after: Option<ItemId>,
    /// Only these, if not empty.
    pub ids: Vec<ItemId>,
    /// The order.
    pub sort: Sort,
    /// How many to pass over.
    pub offset: usize,
    /// How many at most; all of them where `None`.
    pub limit: Option<usize>,
}

impl Query {
    /// Whether it asks for the reading list or a part of it.
    pub fn is_of_list(&self) -> bool {
        let part = self.progress.is_some() || self.tag.is_some() || self.due.is_some();
        self.starred || part || self.sort == Sort::Hand
    }
}

/// How many items a list would hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// All of them.
    pub all: u32,
    /// Those not yet read.
    pub unread: u32,
}
