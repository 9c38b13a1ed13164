//! What questions ask for by parts, and what answers tell in parts.

use std::collections::BTreeMap;

use crate::lang::Lang;
use crate::model::{
    AccountHealth, Count, Day, Digest, EditionWindow, ItemId, Moment, PaneRule, Placed, Placement,
    Query, Row, SourceId,
};

/// What came and is touched by a lens of the reader's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Watched {
    /// How many stories.
    pub count: u64,
    /// The title of the best of them.
    pub title: String,
    /// The item that came last to the store, touched or not.
    pub latest: ItemId,
}

/// Which list of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListName {
    /// One of the three panes.
    Pane(crate::model::Pane),
    /// The events that lead the edition, over the panes.
    Lead,
    /// What the edition has for the reader alone, beside the panes or in the place of one.
    Mine,
    /// The list that stands over them: found items, the reading list.
    View,
}

/// Some rows of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// Which list asks.
    pub list: ListName,
    /// What it lists, with offset and limit.
    pub query: Box<Query>,
    /// What is searched for in it, if anything.
    pub find: Option<String>,
}

/// What an item names, and what is watched and ruled already.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// The things it names, those of its title first.
    pub terms: Vec<String>,
    /// The companies it is about.
    pub companies: Vec<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The sources there are, with their names.
    pub sources: Vec<(SourceId, String)>,
    /// The watches there are, each with its terms; authors among them begin with
    /// [`AUTHOR`](crate::model::lens::AUTHOR).
    pub watches: Vec<(String, Vec<String>)>,
    /// Lenses that come with the program, which need no terms: their names in English and Korean.
    pub shipped: Vec<(String, String)>,
    /// The rules for panes that there are.
    pub rules: Vec<PaneRule>,
}

/// What the header's numbers are about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TallyAsked {
    /// The item after which what came is new.
    pub after: ItemId,
    /// What was published before this is not announced.
    pub since: Option<Moment>,
    /// The reports that stand for the stories of the edition that stand in the panes, by pane.
    pub of_edition: [Vec<ItemId>; 3],
    /// Those of the stories that lead it.
    pub lead: Vec<ItemId>,
}

/// Which edition is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhichEdition {
    /// The current one.
    Current,
    /// What is to be seen after one was: the current one if that is another, the same if more came
    /// for it, else the open one.
    Newer {
        /// The one that was seen.
        than: EditionWindow,
        /// The item that was the last one then.
        after: ItemId,
    },
    /// This one.
    Of(EditionWindow),
}

/// What is asked of an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrontAsked {
    /// Which.
    pub which: WhichEdition,
    /// The item up to which what came is shown.
    pub up_to: Option<ItemId>,
    /// The language of its page.
    pub lang: Lang,
}

/// The days of the editions on both sides of one that hold anything; none where there is nothing
/// any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Neighbours {
    /// The last one before it.
    pub earlier: Option<Day>,
    /// The first one after it.
    pub later: Option<Day>,
}

/// An edition as the panes show it.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontPage {
    /// Its time.
    pub window: EditionWindow,
    /// How many stories it has.
    pub stories: u32,
    /// How many the one has that it stands for, where that holds too little.
    pub so_far: u32,
    /// How many reports of its time are muted.
    pub muted: u32,
    /// The editions beside it.
    pub beside: Neighbours,
    /// How long its page takes to read, in minutes.
    pub minutes: f64,
    /// Its page, in the language that was asked for.
    pub digest: Digest,
    /// The stories that lead it.
    pub lead: Vec<Placed>,
    /// Their rows: what is pressed as soon as the edition is shown finds them.
    pub lead_rows: Vec<Row>,
    /// Its other stories in their order, by pane.
    pub placed: [Vec<Placed>; 3],
    /// How each of them stands, by the report that stands for it.
    pub stands: BTreeMap<ItemId, Placement>,
}

/// What the header tells of the store.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tally {
    /// The stories of the edition that is shown, in each pane.
    pub edition: [Count; 3],
    /// Those that lead it.
    pub lead: Count,
    /// How many stories came after the item that was asked about.
    pub new: u64,
    /// The item that came last.
    pub latest: Option<ItemId>,
    /// Sources that are asked.
    pub sources: usize,
    /// How many of them were asked already and answered, or failed to.
    pub visited: usize,
    /// Names of those that failed the last time.
    pub failing: Vec<String>,
    /// Reader servers that are followed.
    pub accounts: Vec<AccountHealth>,
}

impl Tally {
    /// How many stories the edition that is shown has, once that was counted.
    pub fn stories(&self) -> Option<u32> {
        let all = self.edition.iter().chain([&self.lead]).map(|count| count.all).sum();
        Some(all).filter(|all| *all > 0)
    }

    /// How many stories of the edition that is shown are unread.
    pub fn unread(&self) -> u32 {
        self.edition.iter().chain([&self.lead]).map(|count| count.unread).sum()
    }
}
