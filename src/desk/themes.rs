//! Themes: topics of the lexicon, and new names with their version, of which more is told in these
//! days than in as many before.
//!
//! A theme is counted by the stories that tell of it in a headline, papers, projects and what is no news
//! aside: what is written about is not what is talked about, and what is mentioned is neither. Companies are no themes, and what is told as much as
//! before is none. So that a source that was added lifts nothing, the part of all stories must rise
//! as well.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::lexicon::{Entry, Lexicon};
use super::tuning::Tuning;
use crate::model::{Day, Heard, ItemId, StoryId, TrendState, Zone};
use crate::text::address;
use crate::text::tokens::{self, Words};

/// Days of a line of counts.
pub const DAYS: usize = 30;
/// Days that are counted together where a single day is told.
pub const WEEK: usize = 7;

/// Stories of a theme that rises, and how many times as many as before.
const LEAST: u32 = 3;
const TIMES: u32 = 2;
/// Stories that a theme must have had before it can fade.
const LEAST_BEFORE: u32 = 6;
/// Standard deviations between two shares, below which the difference is chance.
const MOVES: f64 = 1.0;
/// Publishers without whom nothing rises.
const PUBLISHERS: usize = 2;
/// Days that were collected before anything can be called new.
const KNOWN: usize = 3;
/// Items that stand behind a theme.
const ITEMS: usize = 16;

/// A theme that rises or fades.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// The topic's key in the lexicon, or the name in lower case.
    pub key: String,
    /// Whether it is a name with its version.
    pub is_name: bool,
    /// Where it is going; never steady.
    pub state: TrendState,
    /// Stories of these days, and of as many before.
    pub now: u32,
    /// The same of as many days before.
    pub before: u32,
    /// Those as parts of all stories, from 0 to 1.
    pub share: f64,
    /// The same of as many days before; none where nothing was collected.
    pub share_before: Option<f64>,
    /// Stories of each of [`DAYS`] days, the last one last.
    pub series: Vec<u32>,
    /// The day on which it was first told of, where days before that were collected.
    pub first: Option<Day>,
    /// Items of these days behind it, the best of each story, best first.
    pub items: Vec<ItemId>,
    /// All stories of these days that are counted, best first.
    pub stories: Vec<StoryId>,
    /// Companies that tell them, and stories of none: those that are not small.
    pub voices: usize,
}

/// A theme while it is counted.
#[derive(Default)]
struct Tally {
    /// Stories of each day.
    days: [BTreeSet<StoryId>; DAYS],
    publishers: BTreeSet<u64>,
    /// The best report of each story of these days.
    best: HashMap<StoryId, (f64, ItemId)>,
    /// Who tell them, but for what is small.
    voices: BTreeSet<String>,
}

/// Counts reports that are no papers, one after the other, for the themes of so many days up to one.
pub struct Counting<'l> {
    lexicon: &'l Lexicon,
    last: Day,
    days: usize,
    zone: Zone,
    /// Stories of each day; one stands there as often as it is told.
    all: [Vec<StoryId>; DAYS],
    /// Topics, and names.
    topics: BTreeMap<String, Tally>,
    names: BTreeMap<String, Tally>,
    /// What is worth less is small.
    small_at: f64,
}

impl<'l> Counting<'l> {
    /// Nothing is counted yet.
    pub fn new(lexicon: &'l Lexicon, last: Day, days: usize, zone: Zone) -> Counting<'l> {
        let days = days.clamp(1, DAYS / 2);
        let (topics, names) = (BTreeMap::new(), BTreeMap::new());
        let small_at = Tuning::default().small_at;
        Counting { lexicon, last, days, zone, all: Default::default(), topics, names, small_at }
    }

    /// Counts one report.
    pub fn hear(&mut self, report: &Heard<'_>) {
        if report.facts.noise.is_some() {
            return;
        }
        let back = (self.last - self.zone.day_of(report.published)).num_days();
        let Some(at) = usize::try_from(back).ok().and_then(|back| (DAYS - 1).checked_sub(back))
        else {
            return;
        };
        self.all[at].push(report.story);
        let is_lately = at + self.days >= DAYS;
        if !report.topics.is_empty() && !is_project(report) {
            let in_title = self.in_title(&report.title);
            for key in report.topics.iter().filter(|key| in_title.contains(key)) {
                counted(&mut self.topics, key, report, at, (is_lately, self.small_at));
            }
        }
        for name in report.facts.names.iter().filter(|name| has_version(name)) {
            counted(&mut self.names, name, report, at, (is_lately, self.small_at));
        }
    }

    /// Keys of what a title names.
    fn in_title(&self, title: &str) -> Vec<&'l String> {
        let words = Words::of(title);
        let mut named = Vec::new();
        self.lexicon.find(title, &words, &mut named);
        named.iter().map(|mention| &self.lexicon.entry(mention.entry).key).collect()
    }

    /// The themes: those that rise first, the strongest before the others.
    pub fn themes(self) -> Vec<Theme> {
        let Counting { lexicon, last, days, all, topics, names, .. } = self;
        let all = all.map(BTreeSet::from_iter);
        let topics = topics.into_iter().map(|(key, tally)| (false, key, tally));
        let tallies = topics.chain(names.into_iter().map(|(name, tally)| (true, name, tally)));
        let stories = |of: &[BTreeSet<StoryId>; DAYS], from: usize, until: usize| -> u32 {
            let stories: BTreeSet<&StoryId> = of[from..until].iter().flatten().collect();
            u32::try_from(stories.len()).unwrap_or(u32::MAX)
        };
        let (begin, before) = (DAYS - days, DAYS - 2 * days);
        let talk = (stories(&all, begin, DAYS), stories(&all, before, begin));
        // A store that has only begun to collect knows no week before.
        if 2 * all[before..begin].iter().filter(|day| !day.is_empty()).count() < days {
            return Vec::new();
        }
        let mut themes: Vec<(f64, Theme)> = Vec::new();
        for (is_name, key, tally) in tallies {
            // Topics that companies, products and laboratories are about are told by their names.
            let is_theme = |entry: &Entry| entry.kind == "topic" && !entry.broad;
            if !is_name && !lexicon.by_key(&key).is_some_and(is_theme) {
                continue;
            }
            let count = (stories(&tally.days, begin, DAYS), stories(&tally.days, before, begin));
            let first = tally.days.iter().position(|stories| !stories.is_empty());
            let known =
                first.map_or(0, |at| all[..at].iter().filter(|day| !day.is_empty()).count());
            let is_new = known >= KNOWN && first.is_some_and(|at| at >= begin);
            let Some(moved) = moved(count, talk) else { continue };
            let Some(state) = state(count, moved, is_new) else { continue };
            let is_told = state == TrendState::Fading || tally.publishers.len() >= PUBLISHERS;
            if !is_told || is_name && state != TrendState::New {
                continue;
            }
            let mut best: Vec<(StoryId, (f64, ItemId))> = tally.best.into_iter().collect();
            best.sort_by(|(_, a), (_, b)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let back = first.map(|at| chrono::Days::new((DAYS - 1 - at) as u64));
            themes.push((
                moved * f64::from(count.0 + count.1).ln(),
                Theme {
                    key,
                    is_name,
                    state,
                    now: count.0,
                    before: count.1,
                    share: part(count.0, talk.0),
                    share_before: (talk.1 > 0).then(|| part(count.1, talk.1)),
                    series: tally.days.iter().map(|stories| stories.len() as u32).collect(),
                    first: back
                        .and_then(|back| last.checked_sub_days(back))
                        .filter(|_| known >= KNOWN),
                    voices: tally.voices.len(),
                    items: best.iter().take(ITEMS).map(|(_, (_, item))| *item).collect(),
                    stories: best.into_iter().map(|(story, _)| story).collect(),
                },
            ));
        }
        themes.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(one.key.cmp(&other.key)));
        themes.into_iter().map(|(_, theme)| theme).collect()
    }
}

/// Counts a report for one topic or name on a day; `is_lately` tells whether that is one of the days
/// whose items stand behind a theme.
fn counted(
    tallies: &mut BTreeMap<String, Tally>,
    key: &str,
    report: &Heard<'_>,
    at: usize,
    (is_lately, small_at): (bool, f64),
) {
    if !tallies.contains_key(key) {
        tallies.insert(key.to_owned(), Tally::default());
    }
    let Some(tally) = tallies.get_mut(key) else { return };
    tally.days[at].insert(report.story);
    if is_lately {
        tally.publishers.insert(publisher(report));
        if report.worth >= small_at {
            let company = report.companies.first().cloned();
            tally.voices.insert(company.unwrap_or_else(|| report.story.0.to_string()));
        }
        let best = tally.best.entry(report.story).or_insert((report.worth, report.item));
        if report.worth > best.0 {
            *best = (report.worth, report.item);
        }
    }
}

/// Where a theme is going by its stories now and before, if anywhere.
fn state((now, before): (u32, u32), moved: f64, is_new: bool) -> Option<TrendState> {
    if now >= LEAST && is_new {
        Some(TrendState::New)
    } else if now >= LEAST && now >= TIMES * before && moved >= MOVES {
        Some(TrendState::Rising)
    } else if before >= LEAST_BEFORE && now > 0 && TIMES * now <= before && moved <= -MOVES {
        Some(TrendState::Fading)
    } else {
        None
    }
}

/// How far two parts of all stories stand apart, in standard deviations of chance; none where
/// nothing was collected before.
fn moved((now, before): (u32, u32), (all, all_before): (u32, u32)) -> Option<f64> {
    if all == 0 || all_before == 0 {
        return None;
    }
    let (all, all_before) = (f64::from(all), f64::from(all_before));
    let (now, before) = (f64::from(now), f64::from(before));
    let pooled = (now + before) / (all + all_before);
    let spread = (pooled * (1.0 - pooled) * (1.0 / all + 1.0 / all_before)).max(0.0).sqrt();
    Some((now / all - before / all_before) / spread.max(f64::MIN_POSITIVE))
}

fn part(count: u32, all: u32) -> f64 {
    f64::from(count) / f64::from(all.max(1))
}

/// Whether a report is the page of a project, which is no talk about what it is made of.
fn is_project(report: &Heard<'_>) -> bool {
    report.url.as_deref().and_then(address::host).is_some_and(|host| host == "github.com")
}

/// Whether a name tells its version.
fn has_version(name: &str) -> bool {
    name.contains(|c: char| c.is_ascii_digit())
}

fn publisher(report: &Heard<'_>) -> u64 {
    let host = report.url.as_deref().and_then(address::host);
    tokens::hash(host.map_or(&*report.source, address::publisher).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Facts, Moment, Noise};

    const LAST: &str = "2026-03-30";

    /// A report so many days before the last one.
    fn heard(id: i64, back: i64, topics: &[&str], names: &[&str]) -> Heard<'static> {
        let last: Moment = format!("{LAST}T08:00:00Z").parse().expect("a moment");
        Heard {
            item: ItemId(id),
            story: StoryId(id),
            title: topics.join(" and ").into(),
            published: last - chrono::Duration::days(back),
            url: Some(format!("https://site{}.example/{id}", id % 3).into()),
            source: "one".into(),
            kind: "feed".into(),
            companies: Vec::new(),
            topics: topics.iter().map(|&key| key.to_owned()).collect(),
            facts: Facts {
                names: names.iter().map(|&name| name.to_owned()).collect(),
                ..Facts::default()
            },
            worth: id as f64,
        }
    }

    /// Twenty days of ten stories each about nothing.
    fn quiet() -> Vec<Heard<'static>> {
        (0..200).map(|id| heard(id, id / 10, &[], &[])).collect()
    }

    fn told(heard: &[Heard]) -> Vec<Theme> {
        let last = LAST.parse().expect("a day");
        let lexicon = Lexicon::shipped();
        let mut counting = Counting::new(&lexicon, last, WEEK, Zone::UTC);
        for report in heard {
            counting.hear(report);
        }
        counting.themes()
    }

    fn keys(heard: &[Heard]) -> Vec<(String, TrendState)> {
        told(heard).into_iter().map(|theme| (theme.key, theme.state)).collect()
    }

    #[test]
    fn a_topic_that_twice_as_many_stories_tell_rises_and_one_that_is_told_as_before_is_no_theme() {
        let mut all = quiet();
        all.extend((0..2).map(|n| heard(1000 + n, 8 + n, &["robotics"], &[])));
        all.extend((0..6).map(|n| heard(1100 + n, n, &["robotics"], &[])));
        for week in [0, 7] {
            all.extend((0..4).map(|n| heard(1200 + 10 * week + n, week + n, &["quantum"], &[])));
        }
        let themes = told(&all);
        assert_eq!(themes.len(), 1, "{themes:?}");
        let theme = &themes[0];
        assert_eq!((theme.key.as_str(), theme.state), ("robotics", TrendState::Rising));
        assert_eq!((theme.now, theme.before), (6, 2));
        assert_eq!(theme.items[0], ItemId(1105), "the best first");
        assert_eq!((theme.series.len(), theme.series[DAYS - 1]), (DAYS, 1));
    }

    #[test]
    fn a_company_is_one_voice_and_what_is_small_is_none() {
        let voices = |change: &dyn Fn(&mut Heard)| {
            let mut all = quiet();
            all.extend((0..4).map(|n| heard(1000 + n, n, &["robotics"], &[])));
            all.iter_mut().filter(|report| !report.topics.is_empty()).for_each(change);
            told(&all)[0].voices
        };
        assert_eq!(voices(&|_| {}), 4);
        assert_eq!(voices(&|report| report.companies = vec!["acme".to_owned()]), 1);
        assert_eq!(voices(&|report| report.worth = 1.0), 0);
    }

    #[test]
    fn noise_copies_and_two_stories_raise_nothing() {
        let rise = |n: i64, change: &dyn Fn(&mut Heard)| {
            let mut all = quiet();
            all.extend((0..n).map(|n| heard(1000 + n, n, &["robotics"], &[])));
            all.iter_mut().filter(|report| !report.topics.is_empty()).for_each(change);
            keys(&all).len()
        };
        assert_eq!(rise(6, &|_| {}), 1);
        assert_eq!(rise(6, &|report| report.facts.noise = Some(Noise::HowTo)), 0);
        assert_eq!(rise(6, &|report| report.story = StoryId(1000)), 0, "one story in copies");
        assert_eq!(rise(2, &|_| {}), 0);
    }

    #[test]
    fn what_one_publisher_tells_and_what_all_of_the_field_is_about_rise_nothing() {
        let of = |key: &str, url: Option<&str>| {
            let mut all = quiet();
            all.extend((0..6).map(|n| heard(1000 + n, n, &[key], &[])));
            if let Some(url) = url {
                all[200..].iter_mut().for_each(|report| report.url = Some(url.to_owned().into()));
            }
            keys(&all).len()
        };
        assert_eq!(of("robotics", None), 1);
        assert_eq!(of("robotics", Some("https://one.example/a")), 0);
        assert_eq!(of("large-language-models", None), 0);
    }

    #[test]
    fn what_a_headline_does_not_name_and_a_project_count_for_no_theme() {
        let of = |change: &dyn Fn(&mut Heard)| {
            let mut all = quiet();
            all.extend((0..6).map(|n| heard(1000 + n, n, &["robotics"], &[])));
            all[200..].iter_mut().for_each(change);
            keys(&all).len()
        };
        assert_eq!(of(&|_| {}), 1);
        assert_eq!(of(&|report| report.title = "A mill grinds at night".into()), 0);
        assert_eq!(of(&|report| report.title = "밤에도 로봇이 방앗간 지킨다".into()), 1);
        let project = |report: &mut Heard| {
            report.url = Some(format!("https://github.com/mill/{}", report.item.0).into());
        };
        assert_eq!(of(&project), 0);
    }

    #[test]
    fn a_new_name_with_its_version_needs_two_publishers() {
        let named = |names: &[&str], url: Option<&str>| {
            let mut all = quiet();
            all.extend((0..4).map(|n| heard(1000 + n, n, &[], names)));
            if let Some(url) = url {
                all[200..].iter_mut().for_each(|report| report.url = Some(url.to_owned().into()));
            }
            keys(&all)
        };
        assert_eq!(named(&["zeta-7.5"], None), [("zeta-7.5".to_owned(), TrendState::New)]);
        assert_eq!(named(&["zeta-7.5"], Some("https://one.example/a")), []);
        assert_eq!(named(&["zeta"], None), [], "no version");
    }

    #[test]
    fn what_fades_had_enough_and_nothing_moves_where_nothing_was_collected_before() {
        let mut all = quiet();
        all.extend((0..8).map(|n| heard(1000 + n, 7 + n % 7, &["robotics"], &[])));
        all.push(heard(1100, 1, &["robotics"], &[]));
        assert_eq!(keys(&all), [("robotics".to_owned(), TrendState::Fading)]);
        let young: Vec<Heard> = (0..9).map(|n| heard(n, n % 5, &["robotics"], &[])).collect();
        assert_eq!(keys(&young), []);
    }

    #[test]
    fn two_spans_are_compared_by_their_shares() {
        // Twice as many stories named it of twice as many that were told.
        assert_eq!(moved((4, 2), (20, 10)), Some(0.0));
        assert!(moved((12, 2), (20, 20)).is_some_and(|moved| moved > MOVES));
        assert!(moved((2, 12), (20, 20)).is_some_and(|moved| moved < -MOVES));
        assert_eq!(moved((12, 0), (20, 0)), None);
    }
}
