//! The three panes.

use serde::{Deserialize, Serialize};

/// Where an item is shown; every item has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pane {
    /// Papers and what laboratories found.
    Research,
    /// Strategic moves of companies.
    Companies,
    /// Technology trends and what they may change.
    Trends,
}

impl Pane {
    /// All panes, in the order in which they stand on the screen and in the digest.
    pub const ALL: [Pane; 3] = [Pane::Research, Pane::Companies, Pane::Trends];

    /// The name in the store, in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Pane::Research => "research",
            Pane::Companies => "companies",
            Pane::Trends => "trends",
        }
    }

    /// The pane of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Pane> {
        Pane::ALL.into_iter().find(|pane| pane.name() == name)
    }

    /// The place on the screen, from the left, starting at 0.
    pub fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_pane() {
        for pane in Pane::ALL {
            assert_eq!(Pane::from_name(pane.name()), Some(pane));
            assert_eq!(Pane::ALL[pane.index()], pane);
        }
        assert_eq!(Pane::from_name("sports"), None);
    }
}
