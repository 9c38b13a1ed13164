//! How an item stands among those of its source, by votes and comments.

use super::lexicon::HashedMap;
use super::story::Report;

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
