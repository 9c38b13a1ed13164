//! A term that is talked about, and how that changes.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Day, Facts, ItemId, Moment, StoryId};

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

/// What one report adds to the themes of its day, as it is read: a month of them is never held at
/// once.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard<'a> {
    /// The item.
    pub item: ItemId,
    /// The story it tells.
    pub story: StoryId,
    /// Its title.
    pub title: Cow<'a, str>,
    /// When it was published.
    pub published: Moment,
    /// Its page, by which its publisher is known.
    pub url: Option<Cow<'a, str>>,
    /// Its source, where it has no page.
    pub source: Cow<'a, str>,
    /// The kind of that source.
    pub kind: Cow<'a, str>,
    /// Companies it is about, by their key in the alias table.
    pub companies: Vec<String>,
    /// Topics it is about, by their key in the alias table.
    pub topics: Vec<String>,
    /// What it says happened.
    pub facts: Facts,
    /// What its story is worth, for the order of the items behind a theme.
    pub worth: f64,
}

/// What is talked about on a day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trending {
    /// The day that is told: the last on which anything was collected, up to the day asked for.
    pub day: Option<Day>,
    /// Days of the window on which anything was collected, the day itself among them: few of them
    /// make every statement a weak one.
    pub days_collected: u32,
    /// Stories of each day of the window, oldest first: what a term's counts are a share of.
    pub totals: Vec<u32>,
    /// The terms, strongest first.
    pub terms: Vec<Trend>,
    /// Every company that is known, named in the window or not, a company's products counted with
    /// it.
    pub companies: Vec<Mentions>,
}

/// How often a company was named.
#[derive(Debug, Clone, PartialEq)]
pub struct Mentions {
    /// Its key in the alias table, which items keep.
    pub key: String,
    /// Its name as it is shown.
    pub name: String,
    /// The same in Korean, where it has another there.
    pub korean: Option<String>,
    /// Stories that named it or a product of it on each of 30 days, oldest first.
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

impl Trend {
    /// Whether it is a company's name.
    pub fn is_company(&self) -> bool {
        self.kind == "company"
    }
}

/// Heights of which a line of counts is drawn.
pub const HEIGHTS: usize = 8;

/// How high each count stands, from 0, so that the greatest is the highest; none at all where
/// nothing was counted, which is another thing than little.
pub fn heights(series: &[u32]) -> impl Iterator<Item = Option<usize>> {
    let most = series.iter().copied().max().unwrap_or(0).max(1) as usize;
    series.iter().map(move |&count| (count as usize * HEIGHTS).div_ceil(most).checked_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_is_seen_and_nothing_is_not() {
        let drawn: Vec<Option<usize>> = heights(&[0, 1, 40, 80]).collect();
        assert_eq!(drawn, [None, Some(0), Some(3), Some(7)]);
        assert!(heights(&[0, 0]).all(|height| height.is_none()));
    }
}
