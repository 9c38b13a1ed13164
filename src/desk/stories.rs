//! Which reports tell one story: each new report is compared with the open stories that share its
//! rare words, its address, its names with version, or its companies.
//!
//! All that is kept follows from the reports in the order in which they came, so a desk that was
//! rebuilt from the store goes on exactly where the first one stopped.

mod joining;

use std::cell::RefCell;
use std::collections::{BTreeSet, VecDeque};

use super::features::{Feature, Sort, sort};
use super::lexicon::HashedMap;
use super::likeness::{self, Frequencies, Level, Likeness, weight};
use super::reading::Reading;
use super::story::{Report, Story};
use super::tuning::Tuning;
use crate::model::{ItemId, StoryId};

/// So many of a report's features, those that say most, lead to stories it may belong to.
const LEADS: usize = 10;
/// A feature that more open stories have leads nowhere.
const COMMON: usize = 200;
/// A report is compared with so many stories.
const CANDIDATES: usize = 12;

/// Reports and stories that have a feature.
#[derive(Debug, Default)]
struct Posting {
    /// Reports of the window, those that are not Korean and those that are.
    reports: [u32; 2],
    /// Open stories by their numbers: new ones come at the end, the oldest go from the beginning.
    stories: VecDeque<StoryId>,
}

impl Posting {
    fn list(&mut self, story: StoryId) {
        if let Err(at) = self.stories.binary_search(&story) {
            self.stories.insert(at, story);
        }
    }

    fn strike(&mut self, story: StoryId) {
        if let Ok(at) = self.stories.binary_search(&story) {
            self.stories.remove(at);
        }
    }
}

/// The stories of the window.
#[derive(Debug)]
pub struct Stories {
    /// The reports of the window, oldest first: which, and the story it tells.
    window: VecDeque<(ItemId, StoryId)>,
    capacity: usize,
    open: HashedMap<StoryId, Box<Story>>,
    postings: HashedMap<Feature, Posting>,
    addresses: HashedMap<u64, StoryId>,
    /// By name with version, and by pair of companies; in the order in which they were listed.
    keys: HashedMap<u64, VecDeque<StoryId>>,
    /// Reports of the window, those that are not Korean and those that are.
    reports: [u32; 2],
    /// Logarithms that were worked out since the number of reports changed, likewise.
    rarities: RefCell<[Rarities; 2]>,
}

/// How rare what stands in so many reports is, while there are so many in all.
#[derive(Debug, Default)]
struct Rarities {
    all: u32,
    /// By the number of reports; `NAN` where it was not asked for.
    known: Vec<f64>,
}

impl Rarities {
    /// What stands in more reports is rarely asked about.
    const KNOWN: usize = 256;

    fn of(&mut self, reports: u32, all: u32) -> f64 {
        if self.all != all || self.known.is_empty() {
            self.all = all;
            self.known.clear();
            self.known.resize(Rarities::KNOWN, f64::NAN);
        }
        let Some(known) = self.known.get_mut(reports as usize) else {
            return likeness::rarity(reports, all);
        };
        if known.is_nan() {
            *known = likeness::rarity(reports, all);
        }
        *known
    }
}

/// Where a report belongs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The story it tells, if it does not begin one.
    pub story: Option<StoryId>,
    /// Whether it goes on from a story of a day before.
    pub follows: bool,
    /// Whether it is listed with the story by a name or two alone.
    pub loose: bool,
    /// A story that is one with that story, as this report shows.
    pub joined: Option<StoryId>,
}

impl Place {
    /// No story yet.
    const NEW: Place = Place { story: None, follows: false, loose: false, joined: None };
}

impl Frequencies for Stories {
    fn share(&self, feature: Feature, korean: bool) -> (u32, u32) {
        let of = usize::from(korean);
        let reports = self.postings.get(&feature).map_or(0, |posting| posting.reports[of]);
        (reports, self.reports[of])
    }

    fn rarity(&self, reports: u32, all: u32, korean: bool) -> f64 {
        self.rarities.borrow_mut()[usize::from(korean)].of(reports, all)
    }
}

impl Stories {
    /// Stories over the last so many reports.
    pub fn over(capacity: usize) -> Stories {
        Stories {
            window: VecDeque::new(),
            capacity,
            open: HashedMap::default(),
            postings: HashedMap::default(),
            addresses: HashedMap::default(),
            keys: HashedMap::default(),
            reports: [0; 2],
            rarities: RefCell::default(),
        }
    }

    /// Where a new report belongs.
    pub fn place(&self, report: &Report, by: &Tuning) -> Place {
        let known = report.address.and_then(|address| self.addresses.get(&address));
        if let Some(story) = known.filter(|story| self.open.contains_key(*story)) {
            return Place { story: Some(*story), ..Place::NEW };
        }
        let reading = &report.reading;
        if reading.page.paper || reading.signs.roundup || reading.old || reading.is_listed() {
            return Place::NEW;
        }
        let norm = likeness::title_norm(reading, self);
        let mut told: Vec<(StoryId, Likeness)> = Vec::new();
        let mut follows = false;
        for id in self.candidates(report) {
            let Some(story) = self.open.get(&id).filter(|story| story.is_open_to(report, by))
            else {
                continue;
            };
            let is_open = |reading: &Reading| {
                !reading.page.paper && !reading.signs.roundup && !reading.is_listed()
            };
            if !story.members.iter().any(|member| is_open(&member.reading)) {
                continue;
            }
            let found = story.likeness(report, norm, self, by);
            let before = story.day().is_some_and(|day| day < report.day);
            follows |= before && found.level <= Level::Matter;
            if found.level <= Level::Event {
                told.push((id, found));
            }
        }
        told.sort_by(|(a, one), (b, other)| {
            let level = one.level.cmp(&other.level);
            level.then(other.sum.total_cmp(&one.sum)).then(a.cmp(b))
        });
        let Some((id, found)) = told.first() else { return Place { follows, ..Place::NEW } };
        let loose = !found.is_tied && !found.is_sure;
        let other = self.one_with(&told, by).filter(|_| !loose);
        let story = other.map_or(*id, |other| other.min(*id));
        let joined = other.map(|other| other.max(*id));
        Place { story: Some(story), follows, loose, joined }
    }

    /// Open stories that a report may belong to, those with most in common first.
    fn candidates(&self, report: &Report) -> Vec<StoryId> {
        let reading = &report.reading;
        let mut leads: Vec<(f64, &Posting)> = reading
            .title_features
            .iter()
            .filter_map(|feature| Some((*feature, self.postings.get(feature)?)))
            .filter(|(feature, posting)| {
                !posting.stories.is_empty()
                    && posting.stories.len() <= COMMON
                    && sort(*feature) != Sort::Common
            })
            .map(|(feature, posting)| (weight(feature, reading.korean, self), posting))
            .collect();
        leads.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut met: HashedMap<StoryId, f64> = HashedMap::default();
        for (weight, posting) in leads.into_iter().take(LEADS) {
            for story in &posting.stories {
                *met.entry(*story).or_default() += weight;
            }
        }
        let mut met: Vec<(StoryId, f64)> = met.into_iter().collect();
        let best_first =
            |a: &(StoryId, f64), b: &(StoryId, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if met.len() > CANDIDATES {
            // Most stories share a word or two, and few are looked at.
            met.select_nth_unstable_by(CANDIDATES, best_first);
            met.truncate(CANDIDATES);
        }
        met.sort_unstable_by(best_first);
        let mut found: Vec<StoryId> = met.into_iter().map(|(story, _)| story).collect();
        let keyed: BTreeSet<StoryId> = keys(report)
            .iter()
            .filter_map(|key| self.keys.get(key))
            .flat_map(|stories| stories.iter().rev().take(CANDIDATES))
            .copied()
            .collect();
        found.extend(keyed.into_iter().filter(|story| !found.contains(story)).collect::<Vec<_>>());
        found
    }

    /// Whether a report is new, or one of the window that changed: what has left it is history.
    pub fn takes(&self, id: ItemId) -> bool {
        self.window.back().is_none_or(|(last, _)| *last < id)
            || self.window.binary_search_by_key(&id, |(known, _)| *known).is_ok()
    }

    /// Remembers a report of a story, and gives back what is forgotten for it: what it said before
    /// it changed, or the oldest report.
    pub fn add(&mut self, report: Report, story: StoryId) -> Option<Report> {
        let at = self.window.binary_search_by_key(&report.id, |(known, _)| *known);
        let mut gone = None;
        if let Ok(at) = at {
            let before = self.window[at].1;
            gone = self.take_out(report.id, before);
            if let Some(old) = &gone {
                self.uncount(old);
            }
            self.window[at].1 = story;
        } else {
            self.window.push_back((report.id, story));
        }
        self.count(&report);
        self.list(&report, story);
        self.open.entry(story).or_default().put(report);
        if self.window.len() <= self.capacity {
            return gone;
        }
        let (oldest, story) = self.window.pop_front()?;
        let old = self.take_out(oldest, story)?;
        self.uncount(&old);
        Some(old)
    }

    /// Takes a report out of its story, which ends with its last one.
    fn take_out(&mut self, id: ItemId, story: StoryId) -> Option<Report> {
        let told = self.open.get_mut(&story)?;
        let at = told.members.iter().position(|member| member.id == id)?;
        let report = told.members.remove(at);
        let ends = told.members.is_empty();
        for feature in &report.reading.title_features {
            let has = |member: &Report| member.reading.title_features.binary_search(feature);
            if told.members.iter().any(|member| has(member).is_ok()) {
                continue;
            }
            if let Some(posting) = self.postings.get_mut(feature) {
                posting.strike(story);
            }
        }
        if ends {
            self.open.remove(&story);
        }
        if let Some(address) = report.address
            && self.addresses.get(&address) == Some(&story)
            && ends
        {
            self.addresses.remove(&address);
        }
        for key in keys(&report) {
            if ends && let Some(stories) = self.keys.get_mut(&key) {
                // The oldest stories end first, and stand at the beginning.
                if let Some(at) = stories.iter().position(|other| *other == story) {
                    stories.remove(at);
                }
                if stories.is_empty() {
                    self.keys.remove(&key);
                }
            }
        }
        Some(report)
    }

    fn list(&mut self, report: &Report, story: StoryId) {
        if let Some(address) = report.address {
            self.addresses.entry(address).or_insert(story);
        }
        for feature in &report.reading.title_features {
            self.postings.entry(*feature).or_default().list(story);
        }
        let is_new = !self.open.contains_key(&story);
        for key in keys(report) {
            let stories = self.keys.entry(key).or_default();
            if is_new && stories.back() != Some(&story)
                || !stories.iter().rev().any(|other| *other == story)
            {
                stories.push_back(story);
            }
        }
    }

    fn count(&mut self, report: &Report) {
        let of = usize::from(report.reading.korean);
        self.reports[of] += 1;
        each_feature(report, |feature| {
            self.postings.entry(feature).or_default().reports[of] += 1;
        });
    }

    fn uncount(&mut self, report: &Report) {
        let of = usize::from(report.reading.korean);
        self.reports[of] = self.reports[of].saturating_sub(1);
        each_feature(report, |feature| {
            if let Some(posting) = self.postings.get_mut(&feature) {
                posting.reports[of] = posting.reports[of].saturating_sub(1);
                if posting.reports == [0; 2] && posting.stories.is_empty() {
                    self.postings.remove(&feature);
                }
            }
        });
    }

    /// A report of a story that is still open.
    pub fn report(&self, story: StoryId, id: ItemId) -> Option<&Report> {
        self.open.get(&story)?.members.iter().find(|member| member.id == id)
    }

    /// A story that is still open.
    pub fn story(&self, id: StoryId) -> Option<&Story> {
        self.open.get(&id).map(|story| &**story)
    }
}

/// Names the features of title and first sentence, each once: both are sorted.
fn each_feature(report: &Report, mut named: impl FnMut(Feature)) {
    let Reading { title_features: title, sentence_features: sentence, .. } = &report.reading;
    title.iter().copied().for_each(&mut named);
    let is_new = |feature: &&Feature| title.binary_search(feature).is_err();
    sentence.iter().filter(is_new).copied().for_each(named);
}

/// Keys by which a report finds stories beside its words: its names with version, its pairs of
/// companies with a kind of move.
fn keys(report: &Report) -> Vec<u64> {
    let reading = &report.reading;
    let of = |a: u64, b: u64| crate::text::tokens::combine(a, b);
    let mut keys: Vec<u64> = reading
        .versions
        .iter()
        .map(|(name, version)| of(u64::from(*name), u64::from(*version)))
        .collect();
    for (at, one) in reading.companies.iter().enumerate() {
        for other in &reading.companies[at + 1..] {
            let (a, b) = (one.number.min(other.number), one.number.max(other.number));
            keys.push(of(of(u64::from(a), u64::from(b)), 3));
        }
        // Korean and English reports meet by company and kind of move.
        for told in &reading.moves {
            keys.push(of(u64::from(one.number), told.kind as u64 + 7));
        }
        for product in &reading.products {
            keys.push(of(u64::from(*product), 5));
        }
    }
    keys
}
