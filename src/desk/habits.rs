//! What each source always says: the name of a column, a series' title, its own name. Such words
//! are rare in the store and yet tell no event.

use super::burst::take_one;
use super::features::Feature;
use super::lexicon::HashedMap;
use super::story::Told;
use crate::text::tokens;

/// Reports of each source, and of each source with each feature.
#[derive(Debug, Default)]
pub struct Habits(HashedMap<u64, u32>);

impl Habits {
    /// A source of so few reports has no habits yet.
    const ASSUMED: u32 = 8;

    /// What a weight is worth in a report of a source: less, the more of the source's reports have
    /// the feature.
    pub fn dampen(&self, weight: u64, source: u64, feature: Feature) -> u64 {
        let of = |key| self.0.get(&key).copied().unwrap_or(0);
        let (all, with) = (of(source) + Self::ASSUMED, of(habit(source, feature)));
        weight * u64::from(all - with.min(all)) / u64::from(all)
    }

    /// Counts a report.
    pub fn add(&mut self, told: &Told) {
        *self.0.entry(told.crowd).or_insert(0) += 1;
        for feature in &told.features {
            *self.0.entry(habit(told.crowd, *feature)).or_insert(0) += 1;
        }
    }

    /// Forgets a report.
    pub fn remove(&mut self, told: &Told) {
        take_one(&mut self.0, told.crowd);
        for feature in &told.features {
            take_one(&mut self.0, habit(told.crowd, *feature));
        }
    }
}

/// The number of a source's use of a feature.
fn habit(source: u64, feature: Feature) -> u64 {
    tokens::combine(source, u64::from(feature))
}
