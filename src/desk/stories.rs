//! Which reports tell one story: a streaming comparison with the stories of the last days.
//!
//! A story is the sum of its reports' features. A report joins the story with which it has most in
//! common: a cosine over weights that fall with how common a feature is, and the sum of those
//! weights, for a likeness of few or common words is none; two stories that a report shows to be
//! one are merged, and the older number stays. All that is kept is counted in whole
//! numbers, so it does not depend on the order of adding, and a desk that was rebuilt from the
//! store goes on exactly where the first one stopped.

use std::cmp::Reverse;
use std::collections::VecDeque;

use super::features::{self, Feature, Sort};
use super::habits::Habits;
use super::lexicon::HashedMap;
use super::story::{Near, Story, Told};
use crate::model::{ItemId, Moment, StoryId};

/// Fewer features in common are no evidence, however rare they are.
const SHARED_LEAST: usize = 2;
/// Unless the rest of the titles is nearly the same, too.
const SHARED_SURE: f64 = 0.4;
/// A story of several is held together by what at least such a share of its reports names; a report
/// that names none of it is drawn in by a chance word.
const HELD_BY: f64 = 0.3;
/// How alike the sums of two stories must be to be one.
const MERGE: f64 = 0.2;
/// Stories of fewer reports are not merged: one report is no evidence.
const MERGE_LEAST: u32 = 2;
/// A report points to a second story only if it is at least so alike to it.
const MERGE_NEAR: f64 = 0.1;
/// So many of a report's rarest features lead to candidates.
const LEADS: usize = 8;
/// A feature that more open stories have leads nowhere.
const COMMON: usize = 256;
/// The most stories that a report is compared with.
const CANDIDATES: usize = 16;

#[derive(Debug, Default)]
struct Posting {
    /// Reports in the window that have the feature.
    reports: u32,
    /// Open stories that have it.
    stories: Vec<StoryId>,
}

/// The stories of the window.
#[derive(Debug)]
pub struct Stories {
    window: VecDeque<Told>,
    capacity: usize,
    /// Boxed, so that the map's free places cost little.
    open: HashedMap<StoryId, Box<Story>>,
    postings: HashedMap<Feature, Posting>,
    habits: Habits,
}

/// Where a report belongs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The most alike story, if it is alike enough.
    pub story: Option<StoryId>,
    /// Another story that is the same one.
    pub same: Option<StoryId>,
}

impl Stories {
    /// Stories over the last so many reports.
    pub fn over(capacity: usize) -> Stories {
        Stories {
            window: VecDeque::new(),
            capacity,
            open: HashedMap::default(),
            postings: HashedMap::default(),
            habits: Habits::default(),
        }
    }

    /// Where a new report belongs.
    pub fn place(&self, told: &Told) -> Place {
        let alike = self.alike(told);
        let admitted = |(id, near): &(StoryId, Near)| {
            self.open.get(id).is_some_and(|story| story.admits(told, near))
        };
        let joined = alike.iter().find(|one| admitted(one)).map(|(id, _)| *id);
        let Some((id, story)) = joined.and_then(|id| Some((id, self.open.get(&id)?))) else {
            return Place { story: None, same: None };
        };
        let others = alike
            .iter()
            .filter(|(other, near)| *other != id && near.cosine >= MERGE_NEAR && !told.paper);
        let same = others
            .filter_map(|&(other, _)| {
                Some((other, self.together(told, story, self.open.get(&other)?)?))
            })
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
            .filter(|(_, alike)| *alike >= MERGE)
            .map(|(other, _)| other);
        Place { story: Some(id), same }
    }

    /// Open stories that a report may belong to, those with most in common first.
    fn alike(&self, told: &Told) -> Vec<(StoryId, Near)> {
        let mut leads: Vec<(u64, &Posting)> = told
            .features
            .iter()
            .filter_map(|feature| self.postings.get(feature))
            .filter(|posting| !posting.stories.is_empty() && posting.stories.len() <= COMMON)
            .map(|posting| (self.weight_of(posting.reports), posting))
            .collect();
        leads.sort_by_key(|(weight, _)| Reverse(*weight));
        let mut met: Vec<(StoryId, u64)> = Vec::new();
        for (weight, posting) in leads.into_iter().take(LEADS) {
            met.extend(posting.stories.iter().map(|story| (*story, weight * weight)));
        }
        met.sort_unstable_by_key(|(story, _)| *story);
        met.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0 };
            same
        });
        if met.len() > CANDIDATES {
            met.select_nth_unstable_by_key(CANDIDATES, |&(story, dot)| (Reverse(dot), story));
            met.truncate(CANDIDATES);
        }
        let weigh = |feature: &Feature| {
            let weight = self.weight(*feature);
            (weight, self.habits.dampen(weight, told.crowd, *feature))
        };
        let weights: Vec<(u64, u64)> = told.features.iter().map(weigh).collect();
        let norm: u64 = weights.iter().map(|(_, own)| own * own).sum();
        let mut alike: Vec<(StoryId, Near)> = met
            .into_iter()
            .filter_map(|(id, _)| {
                let story = self.open.get(&id)?;
                (story.is_open_to(told) && !story.refuses(told))
                    .then(|| (id, self.near(told, &weights, norm, story)))
            })
            .collect();
        alike.sort_by(|a, b| b.1.sum().total_cmp(&a.1.sum()).then(a.0.cmp(&b.0)));
        alike
    }

    /// What a feature weighs: 256 times the logarithm of how rare it is, as a whole number, so
    /// that sums do not depend on their order; half of that for half a word.
    pub fn weight(&self, feature: Feature) -> u64 {
        let weight = self.weight_of(self.reports(feature));
        match features::sort(feature) {
            Sort::Word | Sort::Common | Sort::Name | Sort::Event => weight,
            Sort::Part => weight / 2,
        }
    }

    fn weight_of(&self, reports: u32) -> u64 {
        (256.0 * ((self.all() + 1.0) / (f64::from(reports) + 0.5)).ln()).max(1.0) as u64
    }

    fn all(&self) -> f64 {
        /// A young store has seen too little to call anything common.
        const LEAST: usize = 100;
        self.window.len().max(LEAST) as f64
    }

    /// What a report and a story have in common. Each feature of the report has two weights: what
    /// it weighs, and what of that it weighs in a report of this source.
    fn near(&self, told: &Told, weights: &[(u64, u64)], norm: u64, story: &Story) -> Near {
        let (mut dot, mut common, mut shared, mut held) = (0, 0, 0, false);
        let hold = HELD_BY * story.members.len() as f64;
        let mut near = Near::default();
        let unique = 256.0 * (self.all() + 1.0).ln();
        for (feature, (weight, own)) in told.features.iter().zip(weights) {
            let Some(&count) = story.counts.get(feature) else { continue };
            let theirs = weight * u64::from(count);
            dot += own * theirs;
            common += theirs * theirs;
            if 2 * own > *weight {
                shared += 1;
                let share = f64::from(count) / story.members.len() as f64;
                near.count(*feature, *own as f64 / unique, share, || self.is_rare(*feature));
            }
            held |= f64::from(count) >= hold;
        }
        let alike = |norms: f64| dot as f64 / norms.sqrt().max(1.0);
        // The story's norm is at least that of what is shared: most candidates end here.
        let at_most = alike(norm as f64 * common as f64);
        if !held || (shared < SHARED_LEAST && at_most < SHARED_SURE) {
            return Near::default();
        }
        near.cosine = alike(norm as f64 * self.norm(&story.core));
        if shared >= SHARED_LEAST || near.cosine >= SHARED_SURE { near } else { Near::default() }
    }

    fn norm(&self, core: &[(Feature, u16)]) -> f64 {
        core.iter()
            .map(|&(feature, count)| (self.weight(feature) * u64::from(count)).pow(2))
            .sum::<u64>() as f64
    }

    /// How alike two stories are once a report has joined the first.
    fn together(&self, told: &Told, mine: &Story, other: &Story) -> Option<f64> {
        let sizes = (mine.members.len() as u32 + 1, other.members.len() as u32);
        if sizes.0 < MERGE_LEAST || sizes.1 < MERGE_LEAST {
            return None;
        }
        let added = |feature: &Feature| u64::from(told.features.contains(feature));
        let dot: u64 = other
            .core
            .iter()
            .map(|(feature, count)| {
                let own =
                    u64::from(mine.counts.get(feature).copied().unwrap_or(0)) + added(feature);
                self.weight(*feature).pow(2) * own * u64::from(*count)
            })
            .sum();
        Some(dot as f64 / (self.norm(&mine.core) * self.norm(&other.core)).sqrt().max(1.0))
    }

    /// Whether a report is new, or one of the window that changed: what has left it is history.
    pub fn takes(&self, id: ItemId) -> bool {
        self.window.back().is_none_or(|last| last.id < id)
            || self.window.binary_search_by_key(&id, |known| known.id).is_ok()
    }

    /// Adds a report to a story; the story begins with it if the number is its own. Returns the
    /// report that is forgotten now: the oldest one beyond the window, or what this one said before
    /// it changed.
    pub fn add(&mut self, told: Told, id: StoryId) -> Option<Told> {
        if self.window.back().is_some_and(|last| last.id >= told.id) {
            return self.correct(told, id);
        }
        let forgotten =
            if self.window.len() >= self.capacity { self.forget_oldest() } else { None };
        for feature in &told.features {
            self.postings.entry(*feature).or_default().reports += 1;
        }
        self.habits.add(&told);
        // A story whose founder has left the window is closed; who joined it earlier only counts.
        if id == StoryId::from(told.id) || self.open.contains_key(&id) {
            self.join(&told, id);
        }
        self.window.push_back(told);
        forgotten
    }

    /// Takes a report that changed in the place of what it said before.
    fn correct(&mut self, told: Told, id: StoryId) -> Option<Told> {
        let at = self.window.binary_search_by_key(&told.id, |known| known.id).ok()?;
        for feature in &told.features {
            self.postings.entry(*feature).or_default().reports += 1;
        }
        self.habits.add(&told);
        let old = std::mem::replace(&mut self.window[at], told);
        self.habits.remove(&old);
        let told = &self.window[at];
        if let Some(story) = self.open.get_mut(&id) {
            for feature in &old.features {
                if let Some(count) = story.counts.get_mut(feature) {
                    *count -= 1;
                    if *count == 0 {
                        story.counts.remove(feature);
                        if let Some(posting) = self.postings.get_mut(feature) {
                            posting.stories.retain(|other| *other != id);
                        }
                    }
                }
            }
            for feature in &told.features {
                let count = story.counts.entry(*feature).or_insert(0);
                if *count == 0 {
                    self.postings.entry(*feature).or_default().stories.push(id);
                }
                *count = count.saturating_add(1);
            }
            story.correct(told);
        }
        for feature in &old.features {
            self.uncount(*feature);
        }
        Some(old)
    }

    fn uncount(&mut self, feature: Feature) {
        if let Some(posting) = self.postings.get_mut(&feature) {
            posting.reports -= 1;
            if posting.reports == 0 {
                self.postings.remove(&feature);
            }
        }
    }

    /// Whether hardly any report has a feature, as far as the window is long enough to say.
    fn is_rare(&self, feature: Feature) -> bool {
        /// Fewer reports say nothing about what is rare.
        const ENOUGH: usize = 1_000;
        /// Of so many reports one.
        const RARE: usize = 500;
        let all = self.window.len();
        all >= ENOUGH && self.reports(feature) as usize * RARE < all
    }

    /// How many reports of the window have a feature.
    pub fn reports(&self, feature: Feature) -> u32 {
        self.postings.get(&feature).map_or(0, |posting| posting.reports)
    }

    fn join(&mut self, told: &Told, id: StoryId) {
        let story = self.open.entry(id).or_insert_with(|| Box::new(Story::begun_by(told)));
        for feature in &told.features {
            let count = story.counts.entry(*feature).or_insert(0);
            if *count == 0 {
                self.postings.entry(*feature).or_default().stories.push(id);
            }
            *count = count.saturating_add(1);
        }
        story.take(told);
    }

    fn forget_oldest(&mut self) -> Option<Told> {
        let oldest = self.window.pop_front()?;
        if let Some(story) = self.open.remove(&StoryId::from(oldest.id)) {
            self.unlist(StoryId::from(oldest.id), &story);
        }
        for feature in &oldest.features {
            self.uncount(*feature);
        }
        self.habits.remove(&oldest);
        Some(oldest)
    }

    fn unlist(&mut self, id: StoryId, story: &Story) {
        for feature in story.counts.keys() {
            if let Some(posting) = self.postings.get_mut(feature) {
                posting.stories.retain(|other| *other != id);
            }
        }
    }

    /// Makes two stories one under the older number, and names the items that moved to it.
    pub fn merge(&mut self, one: StoryId, other: StoryId) -> (StoryId, Vec<ItemId>) {
        let (into, from) = (one.min(other), one.max(other));
        let Some(gone) = self.open.remove(&from) else { return (into, Vec::new()) };
        self.unlist(from, &gone);
        let moved = gone.members.iter().map(|member| member.id).collect();
        if let Some(story) = self.open.get_mut(&into) {
            for (feature, count) in &gone.counts {
                let own = story.counts.entry(*feature).or_insert(0);
                if *own == 0 {
                    self.postings.entry(*feature).or_default().stories.push(into);
                }
                *own = own.saturating_add(*count);
            }
            story.take_all(*gone);
        }
        (into, moved)
    }

    /// When the first report of a story was published, if it is still open.
    pub fn began(&self, id: StoryId) -> Option<Moment> {
        self.open.get(&id).map(|story| story.first)
    }

    /// How a story stands, if it is still open.
    pub fn stands(&self, id: StoryId) -> Option<Stands> {
        let story = self.open.get(&id)?;
        Some(Stands {
            head: story.head,
            size: story.members.len() as u32,
            publishers: story.independent(),
            first: story.first,
            last: story.last,
        })
    }

    /// The reports of a story that is still open.
    pub fn members(&self, id: StoryId) -> impl Iterator<Item = ItemId> {
        self.open.get(&id).into_iter().flat_map(|story| story.members.iter().map(|one| one.id))
    }
}

/// How a story stands.
#[derive(Debug, Clone, Copy)]
pub struct Stands {
    /// Who leads it.
    pub head: ItemId,
    /// Its reports.
    pub size: u32,
    /// Its publishers.
    pub publishers: u32,
    /// When its first report was published.
    pub first: Moment,
    /// When its last report was published.
    pub last: Moment,
}
