//! How much each company is talked about, in news that tell of deeds.

use std::collections::VecDeque;

use super::lexicon::HashedMap;
use super::reading::{Company, Reading};
use super::story::Report;
use super::tuning::Tuning;
use crate::model::Day;

/// How much each company is talked about: in how much of two weeks' news it is named.
#[derive(Debug, Default)]
pub struct Talk {
    /// By day: reports that are no papers, and those that name each company.
    days: VecDeque<(Day, u32, HashedMap<u32, u32>)>,
}

impl Talk {
    /// Days that are looked at.
    const DAYS: usize = 14;

    /// Counts a report.
    pub fn add(&mut self, report: &Report) {
        if report.reading.page.paper {
            return;
        }
        let at = self.days.partition_point(|(day, ..)| *day < report.day);
        if self.days.get(at).is_none_or(|(day, ..)| *day != report.day) {
            self.days.insert(at, (report.day, 0, HashedMap::default()));
        }
        if let Some((_, all, named)) = self.days.get_mut(at) {
            *all += 1;
            for company in talked_about(report) {
                *named.entry(company.number).or_default() += 1;
            }
        }
        while self.days.len() > 2 * Talk::DAYS {
            self.days.pop_front();
        }
    }

    /// Forgets a report.
    pub fn remove(&mut self, report: &Report) {
        if report.reading.page.paper {
            return;
        }
        let Ok(at) = self.days.binary_search_by_key(&report.day, |(day, ..)| *day) else { return };
        let Some((_, all, named)) = self.days.get_mut(at) else { return };
        *all = all.saturating_sub(1);
        for company in talked_about(report) {
            if let Some(count) = named.get_mut(&company.number) {
                *count = count.saturating_sub(1);
            }
        }
        if *all == 0 {
            self.days.remove(at);
        }
    }

    /// How much the companies of a report are talked about, from 0 to 1.
    pub fn heat(&self, reading: &Reading, day: Day, by: &Tuning) -> f64 {
        /// Fewer reports say nothing of what is talked about.
        const LEAST: u32 = 50;
        let last = self.days.iter().rev().filter(|(known, ..)| *known <= day).take(Talk::DAYS);
        let all: u32 = last.clone().map(|(_, all, _)| all).sum();
        if all < LEAST {
            return 0.0;
        }
        let named = |number: u32| -> u32 {
            last.clone().filter_map(|(.., named)| named.get(&number)).sum()
        };
        let most = reading.companies.iter().map(|company| named(company.number)).max().unwrap_or(0);
        (f64::from(most) / f64::from(all) / by.heat_full).min(1.0)
    }
}

/// The companies that a report adds to the talk about: what is for sale, how it is used and what somebody
/// thinks of it is written whatever happens.
fn talked_about(report: &Report) -> impl Iterator<Item = &Company> {
    let reading = &report.reading;
    let signs = &reading.signs;
    let is_talk = reading.is_news() && !signs.gadget && !signs.review && !signs.feature;
    reading.companies.iter().filter(move |_| is_talk)
}
