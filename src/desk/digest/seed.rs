//! The seed of an idea: a method that one of the day's papers is about, and a subject that the reader
//! looks for, which no item of ninety days joins.

use super::drafts::Draft;
use super::shelves::Shelves;
use super::telling::is_citable;
use super::{Material, Plan};
use crate::model::{Pane, Seed};
use crate::text::tokens;

/// Days in which the same seed is told once.
const DAYS: i64 = 30;

/// A seed, and the paper that it is about by its place among the drafts.
pub(super) fn seed(
    material: &Material<'_>,
    drafts: &[Draft<'_>],
    plan: &Plan,
) -> Option<(usize, Seed)> {
    use chrono::Datelike as _;
    let day = u64::try_from(i64::from(material.day.num_days_from_ce()).rem_euclid(DAYS)).ok()?;
    let counts = &material.topics.counts;
    let shelves = Shelves::shipped();
    let papers = plan.places.iter().map(|at| (*at, &drafts[*at]));
    for (at, draft) in papers.filter(|(_, draft)| draft.pane == Pane::Research && draft.is_paper())
    {
        if !draft.rows.iter().any(|row| is_citable(row)) {
            continue;
        }
        for method in draft.told.event.topics.iter().filter(|key| shelves.is_method(key)) {
            let subject = material.lens_topics.iter().find(|subject| {
                // What nothing was told of is not known to be searched for in vain.
                let is_told = counts.contains_key(*subject);
                is_told && *subject != method && !joins(material, method, subject)
                    // Each pair has its day, so that none comes back for a month.
                    && tokens::hash(format!("{method} {subject}").as_bytes()) % DAYS as u64 == day
            });
            if let Some(subject) = subject {
                let searched = material.topics.searched;
                let seed = Seed { method: method.clone(), lens: subject.clone(), searched };
                return Some((at, seed));
            }
        }
    }
    None
}

/// Whether an item names both topics.
fn joins(material: &Material<'_>, one: &str, other: &str) -> bool {
    let (first, second) = if one < other { (one, other) } else { (other, one) };
    material.topics.pairs.contains(&(first.to_owned(), second.to_owned()))
}
