//! A term that is talked about, and how that changes.

use serde::{Deserialize, Serialize};

use super::{ItemId, Moment, StoryId};

/// Where a term's share of the talk is going.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TrendState {
    /// Not seen before in the window.
    New,
    /// More than its usual share.
    Rising,
    /// About its usual share.
    Steady,
    /// Less than its usual share.
    Fading,
}

impl TrendState {
    /// The name in JSON and in phrases.
    pub fn name(self) -> &'static str {
        match self {
            TrendState::New => "new",
            TrendState::Rising => "rising",
            TrendState::Steady => "steady",
            TrendState::Fading => "fading",
        }
    }
}

/// What one item adds to the talk of its day.
#[derive(Debug, Clone, PartialEq)]
pub struct Talk {
    /// The item.
    pub item: ItemId,
    /// One line of plain text.
    pub title: String,
    /// Its page, by which its publisher is known.
    pub url: Option<String>,
    /// Its source, where it has no page.
    pub source: String,
    /// When it was published.
    pub published: Moment,
    /// The story it tells.
    pub story: StoryId,
    /// What it is worth, for the order of the items behind a term.
    pub base: f64,
}

/// What is talked about on a day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trending {
    /// Days of the window on which anything was collected, the day itself among them: few of them
    /// make every statement a weak one.
    pub days_collected: u32,
    /// Stories of each day of the window, oldest first: what a term's counts are a share of.
    pub totals: Vec<u32>,
    /// The terms, strongest first.
    pub terms: Vec<Trend>,
    /// Every company that was named in the window, trending or not.
    pub companies: Vec<Mentions>,
}

/// How often a company was named.
#[derive(Debug, Clone, PartialEq)]
pub struct Mentions {
    /// Its key in the alias table, which items keep.
    pub key: String,
    /// Its name as it is shown.
    pub name: String,
    /// Stories that named it on each of 30 days, oldest first.
    pub series: Vec<u32>,
}

/// A term's standing on one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trend {
    /// The term as it is shown.
    pub term: String,
    /// Other spellings that were counted with it.
    pub aliases: Vec<String>,
    /// `company`, `product`, `lab`, `topic` or `phrase`.
    pub kind: String,
    /// Stories that named it on the day.
    pub count: u32,
    /// How many standard deviations the day's share stands above the usual.
    pub score: f64,
    /// Where it is going.
    pub state: TrendState,
    /// Daily counts, 30 of them, oldest first, the day itself last.
    pub series: Vec<u32>,
    /// Items behind it, best first.
    pub items: Vec<ItemId>,
}
