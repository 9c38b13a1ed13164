//! Which items a list holds, and in what order.

use super::{ItemId, Members, Moment, Move, Pane, Placed, Progress, SourceId, StoryId, Week};

/// The day on which clocks are set back.
const LONGEST_DAY: chrono::Duration = chrono::Duration::hours(25);

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// Best first, as time has left them.
    #[default]
    Score,
    /// Best first, whatever their age and whoever reads: the order of a day.
    Worth,
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
    /// It is about one of these companies.
    AnyCompany(Vec<String>),
    /// It reports this kind of move.
    Move(Move),
    /// It comes from the source of this id, or from one whose name holds this; in small letters.
    Source(String),
    /// The name of one of its authors holds this; folded, as names are compared.
    Author(String),
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
    /// One row for each story: the item that stands for it.
    pub heads: bool,
    /// Only what was in the store when that item came: a list that was opened then stays as it is.
    /// Of stories those that had begun.
    pub up_to: Option<ItemId>,
    /// Only what came to the store after that item; of stories those that began after it.
    pub after: Option<ItemId>,
    /// Only these, if not empty.
    pub ids: Vec<ItemId>,
    /// Only what an edition holds.
    pub members: Option<Members>,
    /// Of stories only those that began before this moment.
    pub begun_before: Option<Moment>,
    /// The stories of an edition, by the reports that stand for them there: they come first in
    /// their order, as much as is left of them in the list, then all others. For a list of stories.
    pub first: Vec<Placed>,
    /// Reports whose stories are left out: they stand elsewhere on the screen.
    pub without: Vec<ItemId>,
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

    /// The order in which the rows are told: a list over one calendar day has no use for what time
    /// took away, so it goes by worth.
    pub fn order(&self) -> Sort {
        match (self.sort, self.since, self.until) {
            (Sort::Score, Some(since), Some(until)) if until - since <= LONGEST_DAY => Sort::Worth,
            (sort, ..) => sort,
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_goes_by_worth_and_a_longer_span_by_score_unless_another_order_is_asked_for() {
        let begin: Moment = "2026-03-05T00:00:00Z".parse().expect("a moment");
        let over = |hours, sort| {
            let until = Some(begin + chrono::Duration::hours(hours));
            Query { since: Some(begin), until, sort, ..Query::default() }.order()
        };
        for hours in [1, 24, 25] {
            assert_eq!(over(hours, Sort::Score), Sort::Worth);
            assert_eq!(over(hours, Sort::New), Sort::New);
        }
        assert_eq!(over(26, Sort::Score), Sort::Score);
        assert_eq!(Query { since: Some(begin), ..Query::default() }.order(), Sort::Score);
    }
}
