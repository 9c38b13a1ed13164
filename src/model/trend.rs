//! A term that is talked about, and how that changes.

use serde::{Deserialize, Serialize};

use super::ItemId;

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
