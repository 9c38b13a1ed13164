//! Two stories that are one: a later report tells the event of both.

use std::collections::BTreeSet;

use super::{Stories, keys};
use crate::desk::likeness::{self, Likeness};
use crate::desk::reading::Reading;
use crate::desk::story::{Report, Story};
use crate::desk::tuning::Tuning;
use crate::model::{Move, StoryId};

/// So many reports of each of two stories are compared with each other.
const COMPARED: usize = 4;

/// Some reports of a story's event: the first, and the last.
fn some_of(story: &Story) -> impl Iterator<Item = &Report> {
    let count = story.core().count();
    let is_compared = move |at: usize| at < COMPARED / 2 || at + COMPARED / 2 >= count;
    story.core().enumerate().filter(move |(at, _)| is_compared(*at)).map(|(_, report)| report)
}

/// Whether two reports tell two things that one report may tell together: other products or versions, other
/// moves, or a matter of law with other parties.
fn tell_others(one: &Reading, other: &Reading) -> bool {
    fn differ<T: PartialEq>(one: &[T], other: &[T]) -> bool {
        !one.is_empty() && !other.is_empty() && !one.iter().any(|it| other.contains(it))
    }
    let kinds =
        |reading: &Reading| -> Vec<Move> { reading.moves.iter().map(|told| told.kind).collect() };
    let (moves, theirs) = (kinds(one), kinds(other));
    let is_of_law = moves.contains(&Move::Regulation) && theirs.contains(&Move::Regulation);
    let parties = |reading: &Reading| -> BTreeSet<u32> {
        reading.companies.iter().map(|company| company.number).collect()
    };
    differ(&one.products, &other.products)
        || differ(&one.versions, &other.versions)
        || differ(&one.facts.names, &other.facts.names)
        || differ(&moves, &theirs)
        || is_of_law && parties(one) != parties(other)
}

impl Stories {
    /// Of the stories that a report tells, the closest first, one that is the same event as the first: by
    /// what the report has in common with each, and by what they have in common themselves.
    pub(super) fn one_with(&self, told: &[(StoryId, Likeness)], by: &Tuning) -> Option<StoryId> {
        let ((first, found), rest) = told.split_first()?;
        let holds = |found: &Likeness| found.is_tied || found.is_sure;
        let one = self.open.get(first).filter(|_| holds(found))?;
        rest.iter()
            .filter(|(_, found)| holds(found) && found.sum >= by.tied_at)
            .find(|(id, _)| self.open.get(id).is_some_and(|other| self.are_one(one, other, by)))
            .map(|(id, _)| *id)
    }

    /// Whether two stories are so alike by themselves that a report may make them one, and nothing that
    /// they tell keeps them apart.
    fn are_one(&self, one: &Story, other: &Story, by: &Tuning) -> bool {
        if !one.is_beside(other, by) {
            return false;
        }
        let (mut sum, mut count, mut of_one) = (0.0, 0_u32, 0);
        for report in some_of(one) {
            let norm = likeness::title_norm(&report.reading, self);
            for theirs in some_of(other) {
                let found =
                    likeness::compare_with(&report.dated(), norm, &theirs.dated(), self, by);
                if found.splits || tell_others(&report.reading, &theirs.reading) {
                    return false;
                }
                sum += found.sum;
                count += 1;
                of_one += u32::from(likeness::are_of_one(&report.reading, &theirs.reading));
            }
        }
        of_one * 2 > count && sum / f64::from(count.max(1)) >= by.join_mean_at
    }

    /// Has the reports of one story tell another, which began before it.
    pub fn join(&mut self, gone: StoryId, into: StoryId) {
        let Some(story) = self.open.remove(&gone) else { return };
        for report in story.members {
            for feature in &report.reading.title_features {
                if let Some(posting) = self.postings.get_mut(feature) {
                    posting.strike(gone);
                    posting.list(into);
                }
            }
            if let Some(address) =
                report.address.filter(|address| self.addresses.get(address) == Some(&gone))
            {
                self.addresses.insert(address, into);
            }
            for key in keys(&report) {
                let Some(stories) = self.keys.get_mut(&key) else { continue };
                // It stands where the first of both stood, as if it had always been one.
                if let Some(at) = stories.iter().position(|known| *known == gone) {
                    match stories.iter().position(|known| *known == into) {
                        Some(first) if first < at => {
                            stories.remove(at);
                        }
                        Some(second) => {
                            stories.remove(second);
                            stories[at] = into;
                        }
                        None => stories[at] = into,
                    }
                }
            }
            if let Ok(at) = self.window.binary_search_by_key(&report.id, |(known, _)| *known) {
                self.window[at].1 = into;
            }
            self.open.entry(into).or_default().put(report);
        }
    }
}
