//! One story: the reports that tell it, what they add up to, who leads, and what it asks of a
//! report that wants to join.

use std::hash::BuildHasherDefault;

use super::features::{self, Feature, Sort};
use super::figures::Figure;
use super::lexicon::HashedMap;
use super::wire;
use crate::model::{ItemId, Moment, Tier};

/// What a report and a story of one must have in common to be one: the share of what is sure (see
/// [`Near::evidence`]) and the cosine, added. Measured on pairs of real headlines, this is where
/// two reports of one event are as frequent as two of something else that use the same words.
const JOIN: f64 = 1.8;
/// How much less is asked for each doubling of the publishers that tell the story at the time: of
/// what all talk about, a new report is likely to be one more.
const EASE: f64 = 0.35;
/// But never less than so much.
const JOIN_LEAST: f64 = 0.6;
/// Publishers within so many seconds of a report tell the story at its time.
const AT_THE_TIME: i64 = 36 * 3600;
/// More of them ease no further.
const EASED_UP_TO: usize = 16;
/// How much more is asked where all of a story's reports came from the report's own publisher: who
/// writes about one thing again and again seldom tells one event.
const OWN: f64 = 0.8;
/// How much more is asked for each day between a report and the others.
const DAY_APART: f64 = 0.15;
/// The cosine that is asked in any case, and that of copies, which need no other evidence.
const ALIKE: f64 = 0.1;
const COPY: f64 = 0.8;
/// As long as so few publishers tell a story at the time, names and events prove nothing: companies
/// hire and launch every day.
const BARE_UP_TO: usize = 6;
/// What is asked of a report in another language, which shares only names and events.
const JOIN_ACROSS: f64 = 1.2;
/// How alike a paper must be to anything: papers of one field share their words without telling
/// one story. And how much more is asked of others to join papers.
const JOIN_PAPER: f64 = 0.75;
const NEAR_PAPER: f64 = 0.4;
/// And so many half words of the matter: what a whole field says tells no paper.
const HALVES_OF_PAPER: usize = 6;
/// A feature is a mark of a story of several if at least such a share of its reports has it.
const MARK: f64 = 0.25;
/// What such a share of a story's reports has counts fully as evidence.
const WHOLE: f64 = 0.5;
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
const VETO_UP_TO: usize = 4;
/// So many of a story's reports are looked at for who leads and who tells it independently: the
/// last ones, and the first ones.
const LOOKED_AT: usize = 128;

/// A report as stories know it.
#[derive(Debug, Clone)]
pub struct Told {
    /// The item.
    pub id: ItemId,
    /// When it was published.
    pub published: Moment,
    /// What it is about, each once, in the order of numbers.
    pub features: Box<[Feature]>,
    /// Versions and amounts it names.
    pub figures: Box<[Figure]>,
    /// Whether its title is Korean.
    pub korean: bool,
    /// Number of the family of hosts that published it.
    pub publisher: u32,
    /// How much its title says, by what it names.
    pub telling: u32,
    /// Whether many who have nothing to do with each other publish at its host.
    pub roof: bool,
    /// The company that its title names first, by its place in the lexicon.
    pub company: Option<u32>,
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
    published: Moment,
    tier: Tier,
    publisher: u32,
    paper: bool,
    korean: bool,
    features: Box<[Feature]>,
    figures: Box<[Figure]>,
}

impl Member {
    fn of(told: &Told) -> Member {
        Member {
            id: told.id,
            published: told.published,
            tier: told.tier,
            publisher: told.publisher,
            paper: told.paper,
            korean: told.korean,
            features: told.features.clone(),
            figures: told.figures.clone(),
        }
    }
}

/// What a report and a story have in common.
#[derive(Debug, Clone, Copy, Default)]
pub struct Near {
    /// The cosine of their features.
    pub cosine: f64,
    /// How sure it is that they have it in common for a reason: one for each feature that no other
    /// report of the window has, less for those that others have.
    pub evidence: f64,
    /// Words of the matter that mark the story and are in both, counted in halves: a syllable pair
    /// of a longer word is half a word. Names that hardly any other report has are as good as words.
    pub halves: usize,
    /// Such names.
    pub names: usize,
    /// Such events.
    pub events: usize,
}

impl Near {
    /// One number, to order by.
    pub fn sum(&self) -> f64 {
        self.cosine + self.evidence
    }

    /// Counts a feature that both have, with its weight as a share of what the rarest weighs, how
    /// many of the story's reports have it, and whether hardly any other report does.
    pub fn count(&mut self, feature: Feature, weight: f64, share: f64, is_rare: impl Fn() -> bool) {
        self.evidence += weight * (share / WHOLE).min(1.0);
        if share >= MARK {
            match features::sort(feature) {
                Sort::Word => self.halves += 2,
                Sort::Part => self.halves += 1,
                Sort::Common => {}
                Sort::Name => {
                    self.names += 1;
                    self.halves += 2 * usize::from(is_rare());
                }
                Sort::Event => self.events += 1,
            }
        }
    }
}

/// Reports that tell one event, and what they add up to.
#[derive(Debug)]
pub struct Story {
    /// Its reports, in the order of their numbers.
    pub members: Vec<Member>,
    /// Reports that have each feature.
    pub counts: HashedMap<Feature, u16>,
    /// The features that are compared, with their counts.
    pub core: Vec<(Feature, u16)>,
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
            first: told.published,
            last: told.published,
            head: told.id,
        }
    }

    /// Takes a report in, all but its features, and names who leads now.
    pub fn take(&mut self, told: &Told) {
        self.first = self.first.min(told.published);
        self.last = self.last.max(told.published);
        self.put(Member::of(told));
        self.find_core();
        self.find_head();
    }

    /// Takes all of another story in, but its features.
    pub fn take_all(&mut self, other: Story) {
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        other.members.into_iter().for_each(|member| self.put(member));
        self.find_core();
        self.find_head();
    }

    /// Takes a report that changed in the place of what it said before, all but its features.
    pub fn correct(&mut self, told: &Told) {
        let Ok(at) = self.members.binary_search_by_key(&told.id, |member| member.id) else {
            return;
        };
        self.members[at] = Member::of(told);
        let published = || self.members.iter().map(|member| member.published);
        let (first, last) = (published().min(), published().max());
        self.first = first.unwrap_or(self.first);
        self.last = last.unwrap_or(self.last);
        self.find_core();
        self.find_head();
    }

    fn put(&mut self, member: Member) {
        let at = self.members.partition_point(|known| known.id < member.id);
        self.members.insert(at, member);
    }

    /// Publishers that tell it independently: those of reports of its heart ([`Story::hearts`]) that
    /// are no copies of what another one's said before.
    pub fn independent(&self) -> u32 {
        if self.members.len() < 2 {
            return self.members.len() as u32;
        }
        let mut told: Vec<&Member> = Vec::new();
        let mut publishers: Vec<u32> = Vec::new();
        let looked_at = &self.members[..self.members.len().min(LOOKED_AT)];
        for member in self.hearts(looked_at) {
            let of = member.publisher;
            let copied = told.iter().any(|known| {
                known.publisher != of && wire::is_copy(&known.features, &member.features)
            });
            if !copied && !publishers.contains(&of) {
                publishers.push(of);
            }
            told.push(member);
        }
        publishers.len() as u32
    }

    /// Those of some reports that name most of what the story's reports have in common: at least half as
    /// much as the one that names most of it. One that came in by a word or two is none of them.
    fn hearts<'a>(&self, members: &'a [Member]) -> impl Iterator<Item = &'a Member> {
        /// Less than such a share of the reports has nothing in common.
        const COMMON: (usize, usize) = (3, 10);
        let least = (self.members.len() * COMMON.0).div_ceil(COMMON.1).max(2);
        let common = |member: &Member| -> usize {
            let counts = member.features.iter().filter_map(|feature| self.counts.get(feature));
            counts.map(|count| usize::from(*count)).filter(|count| *count >= least).sum()
        };
        let commons: Vec<usize> = members.iter().map(common).collect();
        let most = commons.iter().copied().max().unwrap_or(0);
        let both = members.iter().zip(commons);
        both.filter(move |(_, common)| 2 * common >= most).map(|(member, _)| member)
    }

    /// Whether a report comes in time to tell it.
    pub fn is_open_to(&self, told: &Told) -> bool {
        let at = told.published;
        let near = (at - self.last).num_seconds() <= OPEN_FOR
            && (self.first - at).num_seconds() <= OPEN_FOR;
        near && (self.last.max(at) - self.first.min(at)).num_seconds() <= LASTS
    }

    /// Whether a report that has so much in common with the story tells it.
    pub fn admits(&self, told: &Told, near: &Near) -> bool {
        if told.paper {
            return near.cosine >= JOIN_PAPER;
        }
        if near.cosine < ALIKE {
            return false;
        }
        let (apart, has_word) = (self.seconds_from(told), near.halves > 1);
        if !has_word && self.is_across(told) {
            return apart <= AT_THE_TIME
                && near.names > 0
                && near.names + near.events > 1
                && near.sum() >= JOIN_ACROSS;
        }
        if near.cosine >= COPY {
            return true;
        }
        let publishers = self.publishers_at(told);
        if !has_word && publishers <= BARE_UP_TO {
            return false;
        }
        let own = self.members.iter().filter(|member| member.publisher == told.publisher).count();
        let own = own as f64 / self.members.len() as f64;
        let ease = EASE * (publishers.max(1) as f64).log2();
        let of_papers = self.members.iter().all(|member| member.paper);
        if of_papers && near.halves < HALVES_OF_PAPER {
            return false;
        }
        let papers = if of_papers { NEAR_PAPER } else { 0.0 };
        let days = apart as f64 / (24.0 * 3600.0);
        let need = (JOIN - ease).max(JOIN_LEAST) * (1.0 + OWN * own) + DAY_APART * days + papers;
        near.sum() >= need
    }

    /// How long before its first or after its last report another one comes.
    fn seconds_from(&self, told: &Told) -> i64 {
        let at = told.published;
        (at - self.last).num_seconds().max((self.first - at).num_seconds()).max(0)
    }

    /// Whether a report comes in another writing than all others.
    fn is_across(&self, told: &Told) -> bool {
        self.members.len() <= VETO_UP_TO
            && self.members.iter().all(|member| member.korean != told.korean)
    }

    /// How many publishers tell it at the time of a report.
    fn publishers_at(&self, told: &Told) -> usize {
        let mut publishers: Vec<u32> = Vec::new();
        for member in self.members.iter().rev() {
            let apart = (member.published - told.published).num_seconds().abs();
            if apart <= AT_THE_TIME && !publishers.contains(&member.publisher) {
                publishers.push(member.publisher);
                if publishers.len() == EASED_UP_TO {
                    break;
                }
            }
        }
        publishers.len()
    }

    /// Whether a report names another version or amount of what a small story is about.
    pub fn refuses(&self, told: &Told) -> bool {
        if self.members.len() > VETO_UP_TO {
            return false;
        }
        told.figures.iter().any(|(of, which)| {
            let known = self.members.iter().flat_map(|member| &member.figures);
            let mut same = known.filter(|(other, _)| other == of).peekable();
            same.peek().is_some() && same.all(|(_, other)| other != which)
        })
    }

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

    /// Finds who leads the story: the closest source of the last day, then the earliest, of those
    /// that are about what the story is about.
    fn find_head(&mut self) {
        if let [only] = &self.members[..] {
            self.head = only.id;
            return;
        }
        let looked_at = &self.members[self.members.len().saturating_sub(LOOKED_AT)..];
        let recent = |member: &&Member| (self.last - member.published).num_seconds() <= HEAD_WITHIN;
        let order = |member: &&Member| (member.tier, member.published, member.id);
        let head = self.hearts(looked_at).filter(recent).min_by_key(order);
        // All of the last day may be about something else.
        let head = head.or_else(|| looked_at.iter().filter(recent).min_by_key(order));
        self.head = head.map_or(self.head, |member| member.id);
    }
}
