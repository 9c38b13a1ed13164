//! What is talked about today more than usual: counts of each feature by day, over the window.

use super::features::Feature;
use super::lexicon::HashedMap;

/// Reports of each feature on each day.
#[derive(Debug, Default)]
pub struct Bursts {
    by_day: HashedMap<u64, u32>,
    days: HashedMap<u64, u32>,
    all: u32,
}

/// A day, counted from 1970.
pub type DayNumber = i64;

fn key(feature: Feature, day: DayNumber) -> u64 {
    ((day as u64) << 32 | u64::from(feature)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Bursts {
    /// Counts a report.
    pub fn add(&mut self, features: &[Feature], day: DayNumber) {
        self.all += 1;
        *self.days.entry(key(0, day)).or_insert(0) += 1;
        for feature in features {
            *self.by_day.entry(key(*feature, day)).or_insert(0) += 1;
        }
    }

    /// Forgets a report.
    pub fn remove(&mut self, features: &[Feature], day: DayNumber) {
        self.all = self.all.saturating_sub(1);
        take_one(&mut self.days, key(0, day));
        for feature in features {
            take_one(&mut self.by_day, key(*feature, day));
        }
    }

    /// How many standard deviations a feature's reports of a day stand above what its share on
    /// other days leads to expect; `reports` are all of the window. Counts are taken as Poisson's,
    /// with one report too many to be believed, so that a word's first sight is no burst.
    pub fn deviation(&self, feature: Feature, reports: u32, day: DayNumber) -> f64 {
        /// Reports that are assumed on other days, so that a young store sees no bursts.
        const ASSUMED: f64 = 200.0;
        let today = self.by_day.get(&key(feature, day)).copied().unwrap_or(0);
        let all_today = self.days.get(&key(0, day)).copied().unwrap_or(0);
        let others = f64::from(self.all.saturating_sub(all_today)) + ASSUMED;
        let expected =
            f64::from(all_today) * (f64::from(reports.saturating_sub(today)) + 1.0) / others;
        (f64::from(today) - 1.0 - expected) / (expected + 1.0).sqrt()
    }
}

/// Counts one less; nothing is kept of what is at none.
pub fn take_one(counts: &mut HashedMap<u64, u32>, key: u64) {
    if let Some(count) = counts.get_mut(&key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_every_day_is_no_burst_and_one_of_today_is() {
        let mut bursts = Bursts::default();
        for day in 0..10 {
            for _ in 0..50 {
                bursts.add(&[1], day);
            }
        }
        for _ in 0..20 {
            bursts.add(&[2], 9);
        }
        assert!(bursts.deviation(1, 500, 9) < 1.0);
        assert!(bursts.deviation(2, 20, 9) > 3.0);
        assert!(bursts.deviation(3, 0, 9) < 0.0);
    }

    #[test]
    fn forgetting_undoes_counting() {
        let mut bursts = Bursts::default();
        bursts.add(&[1, 2], 3);
        bursts.remove(&[1, 2], 3);
        assert!(bursts.by_day.is_empty() && bursts.days.is_empty() && bursts.all == 0);
    }
}
