//! Which reports tell one story: a streaming comparison with the stories of the last days.
//!
//! A story is the sum of its reports' features. A report joins the story whose sum it is most
//! like (cosine over weights that fall with how common a feature is); two stories that a report
//! shows to be one are merged, and the older number stays. All that is kept is counted in whole
//! numbers, so it does not depend on the order of adding, and a desk that was rebuilt from the
//! store goes on exactly where the first one stopped.

use std::collections::{BTreeMap, VecDeque};

use super::features::Feature;
use super::lexicon::HashedMap;
use crate::model::{ItemId, Moment, Reason, StoryId, StoryState, Tier};

/// How alike a report and a story of one must be, as a cosine.
const JOIN: f64 = 0.18;
/// How much less is asked of larger stories, for each doubling: their sums are blurred, but what
/// stands out in them is sure.
const EASE: f64 = 0.10;
/// At most this share is eased.
const EASE_MOST: f64 = 0.5;
/// How alike a paper must be to anything: papers of one field share their words without telling
/// one story.
const JOIN_PAPER: f64 = 0.6;
/// How alike the sums of two stories must be to be one.
const MERGE: f64 = 0.2;
/// Stories of fewer reports are not merged: one report is no evidence.
const MERGE_LEAST: u32 = 2;
/// A report points to a second story only if it is at least so alike to it.
const MERGE_NEAR: f64 = 0.1;
/// A story is open to reports within so many seconds of its others.
const OPEN_FOR: i64 = 72 * 3600;
/// A story's head comes from the last so many seconds of it, so that a story which goes on is led
/// by its news.
const HEAD_WITHIN: i64 = 24 * 3600;
/// So many of a report's rarest features lead to candidates.
const LEADS: usize = 8;
/// A feature that more open stories have leads nowhere.
const COMMON: usize = 256;
/// The most stories that a report is compared with.
const CANDIDATES: usize = 16;
/// The most features of a story that are compared: those that most reports have.
const CORE: usize = 64;
/// Stories up to this size can be refused for another version or amount.
const VETO_UP_TO: u32 = 4;

/// A report as stories know it.
#[derive(Debug, Clone)]
pub struct Told {
    /// The item.
    pub id: ItemId,
    /// When it was published.
    pub published: Moment,
    /// What it is about, each once.
    pub features: Box<[Feature]>,
    /// Versions and amounts it names: of what, and which.
    pub figures: Box<[(u32, u32)]>,
    /// Number of the family of hosts that published it.
    pub publisher: u32,
    /// Number of its normalised title: the same for copies of one wire.
    pub wire: u32,
    /// How close its source stands to the event.
    pub tier: Tier,
    /// Whether it is a scholarly paper.
    pub paper: bool,
    /// Number of its source.
    pub crowd: u64,
    /// Votes it has there.
    pub points: Option<i64>,
    /// Comments it has there.
    pub comments: Option<i64>,
}

impl Told {
    /// The day it was published, counted from 1970.
    pub fn day(&self) -> i64 {
        self.published.timestamp().div_euclid(24 * 3600)
    }
}

/// What a story keeps of a report.
#[derive(Debug, Clone)]
struct Member {
    id: ItemId,
    published: Moment,
    tier: Tier,
    /// The reasons of its score: any member may lead one day.
    why: Vec<Reason>,
}

#[derive(Debug)]
struct Story {
    members: Vec<Member>,
    /// Reports that have each feature.
    counts: HashedMap<Feature, u16>,
    /// The features that are compared, with their counts.
    core: Vec<(Feature, u16)>,
    figures: Vec<(u32, u32)>,
    /// Each once, in order.
    publishers: Vec<u32>,
    wires: Vec<u32>,
    first: Moment,
    last: Moment,
    head: ItemId,
}

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
    open: BTreeMap<StoryId, Story>,
    postings: HashedMap<Feature, Posting>,
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
            open: BTreeMap::new(),
            postings: HashedMap::default(),
        }
    }

    /// Where a new report belongs.
    pub fn place(&self, told: &Told) -> Place {
        let alike = self.alike(told);
        let nowhere = Place { story: None, same: None };
        let Some(&(id, best)) = alike.first() else { return nowhere };
        let Some(story) = self.open.get(&id) else { return nowhere };
        if best < needed(told, story) {
            return nowhere;
        }
        let others = alike[1..].iter().filter(|(_, near)| *near >= MERGE_NEAR && !told.paper);
        let same = others
            .filter_map(|&(other, _)| {
                Some((other, self.together(told, story, self.open.get(&other)?)?))
            })
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
            .filter(|(_, alike)| *alike >= MERGE)
            .map(|(other, _)| other);
        Place { story: Some(id), same }
    }

    /// Open stories that a report may belong to, most alike first.
    fn alike(&self, told: &Told) -> Vec<(StoryId, f64)> {
        let mut leads: Vec<(u64, &Posting)> = told
            .features
            .iter()
            .filter_map(|feature| self.postings.get(feature))
            .filter(|posting| !posting.stories.is_empty() && posting.stories.len() <= COMMON)
            .map(|posting| (self.weight_of(posting.reports), posting))
            .collect();
        leads.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
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
        met.sort_unstable_by_key(|&(story, dot)| (std::cmp::Reverse(dot), story));
        met.truncate(CANDIDATES);
        let weights: Vec<u64> = told.features.iter().map(|feature| self.weight(*feature)).collect();
        let norm: u64 = weights.iter().map(|weight| weight * weight).sum();
        let mut alike: Vec<(StoryId, f64)> = met
            .into_iter()
            .filter_map(|(id, _)| {
                let story = self.open.get(&id)?;
                let near = (told.published - story.last).num_seconds() <= OPEN_FOR
                    && (story.first - told.published).num_seconds() <= OPEN_FOR;
                (near && !vetoed(told, story))
                    .then(|| (id, self.cosine(told, &weights, norm, story)))
            })
            .collect();
        alike.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        alike
    }

    /// What a feature weighs: 256 times the logarithm of how rare it is, as a whole number, so
    /// that sums do not depend on their order.
    pub fn weight(&self, feature: Feature) -> u64 {
        self.weight_of(self.reports(feature))
    }

    fn weight_of(&self, reports: u32) -> u64 {
        /// A young store has seen too little to call anything common.
        const LEAST: usize = 100;
        let all = self.window.len().max(LEAST) as f64;
        (256.0 * ((all + 1.0) / (f64::from(reports) + 0.5)).ln()).max(1.0) as u64
    }

    fn cosine(&self, told: &Told, weights: &[u64], norm: u64, story: &Story) -> f64 {
        let dot: u64 = told
            .features
            .iter()
            .zip(weights)
            .map(|(feature, weight)| {
                weight * weight * u64::from(story.counts.get(feature).copied().unwrap_or(0))
            })
            .sum();
        dot as f64 / (norm as f64 * self.norm(&story.core)).sqrt().max(1.0)
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

    /// Adds a report to a story; the story begins with it if the number is its own. `why` is what
    /// explains its score, should it lead the story. Returns the reports that are forgotten now: the
    /// oldest one beyond the window, or what this one said before it changed.
    pub fn add(&mut self, told: Told, id: StoryId, why: &[Reason]) -> Option<Told> {
        if self.window.back().is_some_and(|last| last.id >= told.id) {
            return Some(self.correct(told, id, why));
        }
        let forgotten =
            if self.window.len() >= self.capacity { self.forget_oldest() } else { None };
        for feature in &told.features {
            self.postings.entry(*feature).or_default().reports += 1;
        }
        // A story whose founder has left the window is closed; who joined it earlier only counts.
        if id == StoryId::from(told.id) || self.open.contains_key(&id) {
            self.join(&told, id, why);
        }
        self.window.push_back(told);
        forgotten
    }

    /// Takes a report that changed in the place of what it said before. One that has left the
    /// window is forgotten at once.
    fn correct(&mut self, told: Told, id: StoryId, why: &[Reason]) -> Told {
        let Ok(at) = self.window.binary_search_by_key(&told.id, |known| known.id) else {
            return told;
        };
        for feature in &told.features {
            self.postings.entry(*feature).or_default().reports += 1;
        }
        let old = std::mem::replace(&mut self.window[at], told);
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
            story.find_core();
            if let Some(member) = story.members.iter_mut().find(|member| member.id == told.id) {
                member.why = why.to_vec();
            }
        }
        for feature in &old.features {
            self.uncount(*feature);
        }
        old
    }

    fn uncount(&mut self, feature: Feature) {
        if let Some(posting) = self.postings.get_mut(&feature) {
            posting.reports -= 1;
            if posting.reports == 0 {
                self.postings.remove(&feature);
            }
        }
    }

    /// How many reports of the window have a feature.
    pub fn reports(&self, feature: Feature) -> u32 {
        self.postings.get(&feature).map_or(0, |posting| posting.reports)
    }

    fn join(&mut self, told: &Told, id: StoryId, why: &[Reason]) {
        let story = self.open.entry(id).or_insert_with(|| Story {
            members: Vec::new(),
            counts: HashedMap::default(),
            core: Vec::new(),
            figures: Vec::new(),
            publishers: Vec::new(),
            wires: Vec::new(),
            first: told.published,
            last: told.published,
            head: told.id,
        });
        for feature in &told.features {
            let count = story.counts.entry(*feature).or_insert(0);
            if *count == 0 {
                self.postings.entry(*feature).or_default().stories.push(id);
            }
            *count = count.saturating_add(1);
        }
        for figure in &told.figures {
            if !story.figures.contains(figure) {
                story.figures.push(*figure);
            }
        }
        insert(&mut story.publishers, told.publisher);
        insert(&mut story.wires, told.wire);
        story.first = story.first.min(told.published);
        story.last = story.last.max(told.published);
        story.members.push(Member {
            id: told.id,
            published: told.published,
            tier: told.tier,
            why: why.to_vec(),
        });
        story.find_core();
        story.find_head();
    }

    fn forget_oldest(&mut self) -> Option<Told> {
        let oldest = self.window.pop_front()?;
        if let Some(story) = self.open.remove(&StoryId::from(oldest.id)) {
            self.unlist(StoryId::from(oldest.id), &story);
        }
        for feature in &oldest.features {
            self.uncount(*feature);
        }
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
            for (feature, count) in gone.counts {
                let own = story.counts.entry(feature).or_insert(0);
                if *own == 0 {
                    self.postings.entry(feature).or_default().stories.push(into);
                }
                *own = own.saturating_add(count);
            }
            for figure in gone.figures {
                if !story.figures.contains(&figure) {
                    story.figures.push(figure);
                }
            }
            gone.publishers.into_iter().for_each(|number| insert(&mut story.publishers, number));
            gone.wires.into_iter().for_each(|number| insert(&mut story.wires, number));
            story.first = story.first.min(gone.first);
            story.last = story.last.max(gone.last);
            story.members.extend(gone.members);
            story.find_core();
            story.find_head();
        }
        (into, moved)
    }

    /// A story as a whole, if it is still open.
    pub fn state(&self, id: StoryId) -> Option<StoryState> {
        let story = self.open.get(&id)?;
        Some(StoryState {
            id,
            head: story.head,
            size: story.members.len() as u32,
            publishers: story.publishers.len().min(story.wires.len()) as u32,
            first: story.first,
            last: story.last,
        })
    }

    /// The reasons of a story's head, to be revised.
    pub fn why(&mut self, id: StoryId) -> Option<&mut Vec<Reason>> {
        let story = self.open.get_mut(&id)?;
        let head = story.head;
        story.members.iter_mut().find(|member| member.id == head).map(|member| &mut member.why)
    }
}

impl Story {
    /// The features that most reports have: of equally common ones all or none, so that the
    /// choice depends on the counts alone.
    fn find_core(&mut self) {
        self.core.clear();
        let mut counts: Vec<u16> = self.counts.values().copied().collect();
        let least = if counts.len() <= CORE {
            0
        } else {
            counts.sort_unstable_by_key(|count| std::cmp::Reverse(*count));
            counts[CORE]
        };
        let core = self.counts.iter().filter(|(_, count)| **count > least);
        self.core.extend(core.map(|(feature, count)| (*feature, *count)));
        if self.core.is_empty() {
            // One report with more features than are compared.
            self.core.extend(self.counts.iter().map(|(feature, count)| (*feature, *count)));
        }
    }

    /// Finds who leads the story.
    fn find_head(&mut self) {
        let recent = |member: &&Member| (self.last - member.published).num_seconds() <= HEAD_WITHIN;
        let head = self.members.iter().filter(recent).min_by_key(|m| (m.tier, m.published, m.id));
        self.head = head.map_or(self.head, |member| member.id);
    }
}

fn insert(known: &mut Vec<u32>, number: u32) {
    if let Err(place) = known.binary_search(&number) {
        known.insert(place, number);
    }
}

/// How alike a report must be to join a story.
fn needed(told: &Told, story: &Story) -> f64 {
    if told.paper {
        return JOIN_PAPER;
    }
    let doublings = (story.members.len() as f64).log2();
    JOIN * (1.0 - (EASE * doublings).min(EASE_MOST))
}

/// Whether a report names another version or amount of what a small story is about.
fn vetoed(told: &Told, story: &Story) -> bool {
    if story.members.len() as u32 > VETO_UP_TO {
        return false;
    }
    told.figures.iter().any(|(of, which)| {
        let mut same = story.figures.iter().filter(|(other, _)| other == of).peekable();
        same.peek().is_some() && same.all(|(_, other)| other != which)
    })
}
