//! What the reader starred, and how an item stands among those of its source.

use super::features::Feature;
use super::lexicon::HashedMap;
use super::story::Report;

/// Points of an item that is all like what the reader starred.
pub const POINTS: f64 = 12.0;

/// What the reader starred lately, as features of the titles.
#[derive(Debug, Default)]
pub struct Likes {
    counts: HashedMap<Feature, u32>,
    titles: u32,
}

impl Likes {
    /// Fewer stars than this say nothing of a taste.
    const ENOUGH: u32 = 3;
    /// A feature of so many starred titles counts fully.
    const SURE: u32 = 3;

    /// Counts a starred title.
    pub fn add(&mut self, features: &[(Feature, usize)]) {
        self.titles += 1;
        for (feature, _) in features {
            *self.counts.entry(*feature).or_insert(0) += 1;
        }
    }

    /// How much a title is like those starred, from 0 to 1: the share of its weight that lies on
    /// their features; and the index of the word that says it most.
    pub fn of(
        &self,
        features: &[(Feature, usize)],
        weight: impl Fn(Feature) -> u64,
    ) -> Option<(f64, usize)> {
        if self.titles < Self::ENOUGH {
            return None;
        }
        let (mut liked, mut all, mut most) = (0.0, 0.0, (0.0, None));
        for (feature, at) in features {
            let weight = weight(*feature) as f64;
            let known = self.counts.get(feature).copied().unwrap_or(0).min(Self::SURE);
            let part = weight * f64::from(known) / f64::from(Self::SURE);
            all += weight;
            liked += part;
            if part > most.0 {
                most = (part, Some(*at));
            }
        }
        Some((liked / f64::max(all, 1.0), most.1?))
    }
}

/// How many votes and comments items of one source usually have.
#[derive(Debug, Default)]
pub struct Crowds(HashedMap<u64, Crowd>);

#[derive(Debug, Default)]
struct Crowd {
    points: Counts,
    comments: Counts,
}

/// Items by the binary logarithm of a number they have, in quarters.
#[derive(Debug)]
struct Counts {
    steps: [u32; Counts::STEPS],
    items: u32,
}

impl Default for Counts {
    fn default() -> Counts {
        Counts { steps: [0; Counts::STEPS], items: 0 }
    }
}

impl Counts {
    const STEPS: usize = 64;

    fn step(number: i64) -> usize {
        let quarters = (number.max(0) as f64 + 1.0).log2() * 4.0;
        (quarters as usize).min(Self::STEPS - 1)
    }

    /// The share of items that have less, as if a few had been seen before, half of them less.
    fn below(&self, number: i64) -> f64 {
        const ASSUMED: f64 = 4.0;
        let step = Self::step(number);
        let below: u32 = self.steps[..step].iter().sum();
        let below = f64::from(below) + f64::from(self.steps[step]) / 2.0 + ASSUMED / 2.0;
        below / (f64::from(self.items) + ASSUMED)
    }

    fn add(&mut self, number: i64) {
        self.steps[Self::step(number)] += 1;
        self.items += 1;
    }

    fn remove(&mut self, number: i64) {
        let step = &mut self.steps[Self::step(number)];
        *step = step.saturating_sub(1);
        self.items = self.items.saturating_sub(1);
    }
}

impl Crowds {
    /// How a report stands among those of its source, if it has votes.
    pub fn of(&self, told: &Report) -> Option<f64> {
        let points = told.points?;
        let unknown = Crowd::default();
        let crowd = self.0.get(&told.source).unwrap_or(&unknown);
        let voted = crowd.points.below(points);
        let share = told
            .comments
            .map_or(voted, |comments| 0.6 * voted + 0.4 * crowd.comments.below(comments));
        Some((share * 1_000.0).round() / 1_000.0)
    }

    /// Counts a report.
    pub fn add(&mut self, told: &Report) {
        if told.points.is_none() && told.comments.is_none() {
            return;
        }
        let crowd = self.0.entry(told.source).or_default();
        told.points.into_iter().for_each(|points| crowd.points.add(points));
        told.comments.into_iter().for_each(|comments| crowd.comments.add(comments));
    }

    /// Forgets a report.
    pub fn remove(&mut self, told: &Report) {
        let Some(crowd) = self.0.get_mut(&told.source) else { return };
        told.points.into_iter().for_each(|points| crowd.points.remove(points));
        told.comments.into_iter().for_each(|comments| crowd.comments.remove(comments));
    }
}
