//! One story: the reports that tell it, what they add up to, who leads, and what it asks of a
//! report that wants to join.

use std::collections::BTreeMap;
use std::hash::BuildHasherDefault;

use super::features::Feature;
use super::lexicon::HashedMap;
use crate::model::{ItemId, Moment, Tier};

/// How alike a report and a story of one must be, as a cosine.
const JOIN: f64 = 0.18;
/// How much more is asked where all of a story's reports came from the report's own publisher: who
/// writes about one thing again and again seldom tells one event.
const OWN: f64 = 2.0;
/// How much less is asked of larger stories, for each doubling: their sums are blurred, but what
/// stands out in them is sure.
const EASE: f64 = 0.10;
/// At most this share is eased.
const EASE_MOST: f64 = 0.5;
/// How alike a paper must be to anything: papers of one field share their words without telling
/// one story.
const JOIN_PAPER: f64 = 0.6;
/// A story is open to reports within so many seconds of its others.
const OPEN_FOR: i64 = 72 * 3600;
/// And no longer than so many seconds in all: what goes on after that is another story, or many.
const LASTS: i64 = 7 * 24 * 3600;
/// A story's head comes from the last so many seconds of it, so that a story which goes on is led
/// by its news.
const HEAD_WITHIN: i64 = 24 * 3600;
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
    /// How much its title says, by what it names.
    pub telling: u32,
    /// Whether many who have nothing to do with each other publish at its host.
    pub roof: bool,
    /// The company that its title names first, by its place in the lexicon.
    pub company: Option<u32>,
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
pub struct Member {
    /// The item.
    pub id: ItemId,
    /// When it was published.
    pub published: Moment,
    /// How close its source stands to the event.
    pub tier: Tier,
}

/// Reports that tell one event, and what they add up to.
#[derive(Debug)]
pub struct Story {
    /// Its reports.
    pub members: Vec<Member>,
    /// Reports that have each feature.
    pub counts: HashedMap<Feature, u16>,
    /// The features that are compared, with their counts.
    pub core: Vec<(Feature, u16)>,
    /// Versions and amounts that its reports name.
    pub figures: Vec<(u32, u32)>,
    /// Reports by publisher, in the order of their numbers.
    pub publishers: BTreeMap<u32, u32>,
    /// The titles told, each once, in order.
    pub wires: Vec<u32>,
    /// When its first report was published.
    pub first: Moment,
    /// When its last report was published.
    pub last: Moment,
    /// Who stands for it.
    pub head: ItemId,
}

impl Story {
    /// A story that a report begins, before it has joined.
    pub fn begun_by(told: &Told) -> Story {
        Story {
            members: Vec::new(),
            counts: HashedMap::with_capacity_and_hasher(
                told.features.len(),
                BuildHasherDefault::default(),
            ),
            core: Vec::new(),
            figures: Vec::new(),
            publishers: BTreeMap::new(),
            wires: Vec::new(),
            first: told.published,
            last: told.published,
            head: told.id,
        }
    }

    /// Takes a report in, all but its features, and names who leads now.
    pub fn take(&mut self, told: &Told) {
        for figure in &told.figures {
            if !self.figures.contains(figure) {
                self.figures.push(*figure);
            }
        }
        *self.publishers.entry(told.publisher).or_insert(0) += 1;
        insert(&mut self.wires, told.wire);
        self.first = self.first.min(told.published);
        self.last = self.last.max(told.published);
        self.members.push(Member { id: told.id, published: told.published, tier: told.tier });
        self.find_core();
        self.find_head();
    }

    /// Takes all of another story in, but its features.
    pub fn take_all(&mut self, other: Story) {
        for figure in other.figures {
            if !self.figures.contains(&figure) {
                self.figures.push(figure);
            }
        }
        for (publisher, reports) in other.publishers {
            *self.publishers.entry(publisher).or_insert(0) += reports;
        }
        other.wires.into_iter().for_each(|number| insert(&mut self.wires, number));
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        self.members.extend(other.members);
        self.find_core();
        self.find_head();
    }

    /// Publishers that tell it independently: copies of one wire are told by one.
    pub fn independent(&self) -> u32 {
        self.publishers.len().min(self.wires.len()) as u32
    }

    /// Whether a report comes in time to tell it.
    pub fn is_open_to(&self, told: &Told) -> bool {
        let at = told.published;
        let near = (at - self.last).num_seconds() <= OPEN_FOR
            && (self.first - at).num_seconds() <= OPEN_FOR;
        near && (self.last.max(at) - self.first.min(at)).num_seconds() <= LASTS
    }

    /// How alike a report must be to join it.
    pub fn needs(&self, told: &Told) -> f64 {
        if told.paper {
            return JOIN_PAPER;
        }
        let reports = self.members.len() as f64;
        let own = self.publishers.get(&told.publisher).copied().unwrap_or(0);
        JOIN * (1.0 - (EASE * reports.log2()).min(EASE_MOST))
            * (1.0 + OWN * f64::from(own) / reports)
    }

    /// Whether a report names another version or amount of what a small story is about.
    pub fn refuses(&self, told: &Told) -> bool {
        if self.members.len() as u32 > VETO_UP_TO {
            return false;
        }
        told.figures.iter().any(|(of, which)| {
            let mut same = self.figures.iter().filter(|(other, _)| other == of).peekable();
            same.peek().is_some() && same.all(|(_, other)| other != which)
        })
    }

    /// The features that most reports have: of equally common ones all or none, so that the
    /// choice depends on the counts alone.
    pub fn find_core(&mut self) {
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
