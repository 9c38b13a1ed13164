//! Which reports tell one story: a streaming comparison with the stories of the last days.

use std::collections::BTreeMap;

use super::features::Feature;
use super::lexicon::HashedMap;
use crate::model::{ItemId, Moment, StoryId, StoryState, Tier};

/// How alike an item and a story must be, as the cosine of their weighted words.
const JOIN: f64 = 0.28;
/// A story is open to reports within so many seconds of its others.
const OPEN_FOR: i64 = 72 * 3600;
/// Words that more stories than this share do not lead to candidates.
const COMMON: usize = 400;
/// The most stories that an item is compared with.
const CANDIDATES: usize = 24;

/// A report as stories know it.
#[derive(Debug, Clone)]
pub struct Told {
    /// The item.
    pub id: ItemId,
    /// When it was published.
    pub published: Moment,
    /// What it is about, each once.
    pub features: Box<[Feature]>,
    /// Number of the family of hosts that published it.
    pub publisher: u32,
    /// Number of its normalised title: the same for copies of one wire.
    pub wire: u32,
    /// How close its source stands to the event.
    pub tier: Tier,
}

#[derive(Debug)]
struct Story {
    members: Vec<Told>,
    counts: HashedMap<Feature, u16>,
    first: Moment,
    last: Moment,
}

#[derive(Debug, Default)]
struct Posting {
    /// Reports in the window that have the feature.
    reports: u32,
    /// Open stories that have it, oldest first.
    stories: Vec<StoryId>,
}

/// The stories of the window.
#[derive(Debug, Default)]
pub struct Stories {
    open: BTreeMap<StoryId, Story>,
    postings: HashedMap<Feature, Posting>,
    reports: usize,
}

impl Stories {
    /// The story that a report tells, if any open one is alike enough.
    pub fn nearest(&self, told: &Told) -> Option<StoryId> {
        let mut dots: Vec<(StoryId, f64)> = Vec::new();
        let mut norm = 0.0;
        for feature in &told.features {
            let weight = self.weight(*feature);
            norm += weight * weight;
            let Some(posting) = self.postings.get(feature) else { continue };
            if posting.stories.len() > COMMON {
                continue;
            }
            for story in &posting.stories {
                match dots.iter_mut().find(|(known, _)| known == story) {
                    Some((_, dot)) => *dot += weight * weight,
                    None => dots.push((*story, weight * weight)),
                }
            }
        }
        dots.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        dots.truncate(CANDIDATES);
        let alike = dots.iter().filter_map(|&(id, _)| {
            let story = self.open.get(&id)?;
            let far = (told.published - story.last).num_seconds() > OPEN_FOR
                || (story.first - told.published).num_seconds() > OPEN_FOR;
            (!far).then(|| (id, self.cosine(told, norm, story)))
        });
        let (id, best) = alike.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        (best >= JOIN).then_some(id)
    }

    fn weight(&self, feature: Feature) -> f64 {
        let reports = self.postings.get(&feature).map_or(0, |posting| posting.reports);
        ((self.reports.max(100) as f64 + 1.0) / (f64::from(reports) + 0.5)).ln()
    }

    fn cosine(&self, told: &Told, norm: f64, story: &Story) -> f64 {
        let dot: f64 = told
            .features
            .iter()
            .filter_map(|feature| {
                let count = story.counts.get(feature)?;
                let weight = self.weight(*feature);
                Some(weight * weight * f64::from(*count))
            })
            .sum();
        let own: f64 = story
            .counts
            .iter()
            .map(|(feature, count)| (self.weight(*feature) * f64::from(*count)).powi(2))
            .sum();
        dot / (norm.sqrt() * own.sqrt()).max(f64::MIN_POSITIVE)
    }

    /// Adds a report to a story; the story begins with it if its number is the report's own.
    pub fn add(&mut self, told: Told, id: StoryId) {
        self.reports += 1;
        let story = self.open.entry(id).or_insert_with(|| Story {
            members: Vec::new(),
            counts: HashedMap::default(),
            first: told.published,
            last: told.published,
        });
        for feature in &told.features {
            let posting = self.postings.entry(*feature).or_default();
            posting.reports += 1;
            let count = story.counts.entry(*feature).or_insert(0);
            if *count == 0 {
                posting.stories.push(id);
            }
            *count = count.saturating_add(1);
        }
        story.first = story.first.min(told.published);
        story.last = story.last.max(told.published);
        story.members.push(told);
    }

    /// A story as a whole.
    pub fn state(&self, id: StoryId) -> Option<StoryState> {
        let story = self.open.get(&id)?;
        let head = story.members.iter().min_by_key(|told| (told.tier, told.published, told.id))?;
        let mut publishers: Vec<u32> = story.members.iter().map(|told| told.publisher).collect();
        publishers.sort_unstable();
        publishers.dedup();
        let mut wires: Vec<u32> = story.members.iter().map(|told| told.wire).collect();
        wires.sort_unstable();
        wires.dedup();
        Some(StoryState {
            id,
            head: head.id,
            size: story.members.len() as u32,
            publishers: publishers.len().min(wires.len()) as u32,
            first: story.first,
            last: story.last,
        })
    }
}
