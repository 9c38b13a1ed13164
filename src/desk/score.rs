//! How much an item matters: a table of terms, each with its points and the facts behind them.
//!
//! The points of all terms add up to the base, which runs from 0 to 100; what time takes away is
//! shown as one more term, [`recency`]. A term is a function and its line in [`TERMS`]; its
//! sentence is the phrase `why.<term>` of each language.

use super::features::Feature;
use super::lexicon::HashedMap;
use super::moves::Reported;
use super::settings::Watch;
use super::story::Told;
use crate::model::judgement::{HALF_LIFE_HOURS, MOST};
use crate::model::{Pane, Reason, Tier};

/// What the terms look at.
#[derive(Debug)]
pub struct Case<'a> {
    /// How close the page stands to the event.
    pub tier: Tier,
    /// Whether the page is anybody's project, where code is kept.
    pub is_project: bool,
    /// Where it is shown.
    pub pane: Pane,
    /// How it stands among items of the same source, if people vote there.
    pub standing: Option<Standing>,
    /// Independent publishers that tell the story.
    pub publishers: u32,
    /// By how many standard deviations its word of the day is talked about more than usual.
    pub burst: Option<(f64, &'a str)>,
    /// Names of companies it is about.
    pub companies: &'a [String],
    /// Products, laboratories and topics it names, and whether its title does.
    pub topics: &'a [(&'a str, bool)],
    /// Words of technology in its title, the first of them, and those in its summary.
    pub technology: (usize, Option<&'a str>, usize),
    /// The moves it reports, each with the words that say so.
    pub moves: &'a [Reported],
    /// Watches that it touches, and the term that did.
    pub watches: &'a [(&'a Watch, &'a str)],
    /// The day of its story that this is, counted from 1.
    pub day_of_story: i64,
    /// How much it is like what the reader starred, from 0 to 1, and by which word.
    pub likeness: Option<(f64, &'a str)>,
}

const PUBLISHERS: &str = "publishers";
const LIMIT: &str = "limit";
const ENOUGH: &str = "enough";
/// Told for each watch that an item touches.
pub const WATCH: &str = "watch";
/// Told for each move, whatever it gives.
pub const MOVES: &str = "moves";

type Term = fn(&Case) -> Option<(f64, Vec<String>)>;

/// All terms, in the order in which reasons are given.
pub const TERMS: [(&str, Term); 9] = [
    ("source", source),
    (PUBLISHERS, publishers),
    ("community", community),
    ("burst", burst),
    ("companies", companies),
    ("topics", topics),
    ("technology", technology),
    ("likeness", likeness),
    ("continues", continues),
];

/// All reasons for an item's base; terms that give no points say nothing.
pub fn reasons(case: &Case) -> Vec<Reason> {
    let of = |(name, term): &(&str, Term)| {
        let (points, facts) = term(case)?;
        (points > 0.0).then(|| Reason { term: (*name).to_owned(), points: tenth(points), facts })
    };
    let mut why: Vec<Reason> = TERMS.iter().filter_map(of).collect();
    why.extend(moves(case));
    why.extend(watches(case));
    limit(&mut why);
    why
}

/// What an item is worth by itself: without what changes when others come.
fn worth(why: &[Reason]) -> f64 {
    let own = |reason: &&Reason| ![PUBLISHERS, LIMIT, ENOUGH].contains(&reason.term.as_str());
    why.iter().filter(own).map(|reason| reason.points).sum()
}

/// Takes a share of an item's worth away, since that voice had so many as good lately.
pub fn heard_enough(why: &mut Vec<Reason>, share: f64, voice: &str, others: usize) {
    let points = -tenth(share * worth(why));
    let facts = vec![others.to_string(), voice.to_owned()];
    why.push(Reason { term: ENOUGH.to_owned(), points, facts });
}

/// The only reason of an item that the reader does not want to see: it has no points.
pub fn muted(by: &str) -> Vec<Reason> {
    vec![Reason { term: "muted".to_owned(), points: 0.0, facts: vec![by.to_owned()] }]
}

/// Keeps the sum within the scale, by a term that says so.
fn limit(why: &mut Vec<Reason>) {
    why.retain(|reason| reason.term != LIMIT);
    let over = base(why) - MOST;
    if over > 0.0 {
        why.push(Reason { term: LIMIT.to_owned(), points: -over, facts: Vec::new() });
    }
}

/// Brings the term of independent publishers up to date; gives the sum of all terms' points where
/// that changed anything.
pub fn restate(why: &mut Vec<Reason>, publishers: u32) -> Option<f64> {
    let revised = publishers_reason(publishers);
    let place = why.iter().position(|reason| reason.term == PUBLISHERS);
    match (place, revised) {
        (Some(at), Some(reason)) if why[at] != reason => why[at] = reason,
        (None, Some(reason)) => why.insert(1.min(why.len()), reason),
        _ => return None,
    }
    limit(why);
    Some(base(why))
}

fn publishers_reason(count: u32) -> Option<Reason> {
    let points = publishers_points(count);
    let facts = vec![count.to_string()];
    (points > 0.0).then(|| Reason { term: PUBLISHERS.to_owned(), points, facts })
}

/// The sum of all points.
pub fn base(why: &[Reason]) -> f64 {
    tenth(why.iter().map(|reason| reason.points).sum())
}

/// What time took away, as the last reason of an item that has such a score now; none where it took
/// nothing. The hours are those that the score counts: from when the item was first seen here, or
/// earlier where it had been published long before.
pub fn recency(base: f64, score: f64) -> Option<Reason> {
    /// Less is not seen beside other points.
    const LEAST: f64 = 0.05;
    /// Beyond so many hours next to nothing is left, and no score is told from none.
    const TOLD: f64 = 30.0 * 24.0;
    let points = score - base;
    if points.abs() < LEAST {
        return None;
    }
    let hours = HALF_LIFE_HOURS * (base / score).log2();
    let (term, facts) =
        if hours > TOLD { ("stale", Vec::new()) } else { ("fresh", vec![format!("{hours:.0}")]) };
    Some(Reason { term: term.to_owned(), points, facts })
}

fn tenth(points: f64) -> f64 {
    (points * 10.0).round() / 10.0
}

/// For anybody's project where code is kept: who made it says so, but those who point at it must
/// say what it is worth.
const PROJECT: f64 = 20.0;

#[expect(clippy::unnecessary_wraps, reason = "one shape for all terms")]
fn source(case: &Case) -> Option<(f64, Vec<String>)> {
    if case.is_project {
        return Some((PROJECT, vec!["project".to_owned()]));
    }
    let points = match (case.tier, case.pane) {
        // Every paper is its authors' own: that says less than a company's own word.
        (Tier::Primary, Pane::Research) => 6.0,
        (Tier::Primary, Pane::Companies | Pane::Trends) => 24.0,
        (Tier::Specialist, Pane::Companies) => 12.0,
        (Tier::Specialist, Pane::Trends | Pane::Research) => 4.0,
        // Anybody can point at anything: what counts is who agrees.
        (Tier::Community, _) if case.standing.is_none() => 2.0,
        (Tier::Community, _) => 8.0,
        (Tier::General, _) => 1.0,
    };
    Some((points, vec![case.tier.name().to_owned()]))
}

/// Points for independent publishers: the second counts most.
fn publishers_points(count: u32) -> f64 {
    tenth((4.0 * f64::from(count.max(1)).log2()).min(20.0))
}

#[expect(clippy::unnecessary_wraps, reason = "one shape for all terms")]
fn publishers(case: &Case) -> Option<(f64, Vec<String>)> {
    Some((publishers_points(case.publishers), vec![case.publishers.to_string()]))
}

fn community(case: &Case) -> Option<(f64, Vec<String>)> {
    let standing = case.standing?;
    let facts = vec![standing.points.to_string(), format!("{:.0}", standing.share * 100.0)];
    // A few votes are a few people, however they compare.
    let crowd = ((standing.points.max(0) as f64 + 1.0).log2() / 7.0).clamp(0.4, 1.0);
    // What a crowd says of the day's general news is no word on technology.
    let general = if case.tier == Tier::General { 0.5 } else { 1.0 };
    Some((28.0 * standing.share * crowd * general, facts))
}

fn burst(case: &Case) -> Option<(f64, Vec<String>)> {
    let (deviation, word) = case.burst?;
    let facts = vec![format!("{deviation:.1}"), word.to_owned()];
    Some(((2.0 * (deviation - 1.0)).clamp(0.0, 10.0), facts))
}

fn companies(case: &Case) -> Option<(f64, Vec<String>)> {
    let first = case.companies.first()?;
    Some((6.0, vec![first.clone()]))
}

fn topics(case: &Case) -> Option<(f64, Vec<String>)> {
    let (first, above) = case.topics.first()?;
    Some((if *above { 6.0 } else { 5.0 }, vec![(*first).to_owned()]))
}

fn technology(case: &Case) -> Option<(f64, Vec<String>)> {
    let (above, first, below) = case.technology;
    // Half a word for each of the summary: one alone may be chance, three are a subject.
    let points = match 2 * above.min(3) + below.min(6) {
        0 => return None,
        1 => 3.0,
        2 | 3 => 6.0,
        4 | 5 => 8.0,
        _ => 11.0,
    };
    Some((points, first.map(str::to_owned).into_iter().collect()))
}

/// The moves, of which only the first gives points, and only where moves matter.
fn moves(case: &Case) -> Vec<Reason> {
    let points = |at: usize| if at == 0 && case.pane == Pane::Companies { 3.0 } else { 0.0 };
    let reason = |(at, (kind, said)): (usize, &Reported)| Reason {
        term: MOVES.to_owned(),
        points: points(at),
        facts: vec![kind.name().to_owned(), said.clone()],
    };
    case.moves.iter().enumerate().map(reason).collect()
}

/// A reason for each watch; together they give no more than one can.
fn watches(case: &Case) -> Vec<Reason> {
    let all: f64 = case.watches.iter().map(|(watch, _)| watch.points()).sum();
    let share = if all > Watch::MOST { Watch::MOST / all } else { 1.0 };
    let reason = |(watch, term): &(&Watch, &str)| Reason {
        term: WATCH.to_owned(),
        points: tenth(share * watch.points()),
        facts: vec![watch.name.clone(), (*term).to_owned()],
    };
    case.watches.iter().map(reason).collect()
}

fn likeness(case: &Case) -> Option<(f64, Vec<String>)> {
    let (share, word) = case.likeness?;
    Some((12.0 * share, vec![word.to_owned()]))
}

/// A story that goes on is worth a second look, and says so.
fn continues(case: &Case) -> Option<(f64, Vec<String>)> {
    (case.day_of_story > 1).then(|| (1.0, vec![case.day_of_story.to_string()]))
}

/// What the reader starred lately, as features of the titles.
#[derive(Debug, Default)]
pub struct Likes {
    counts: HashedMap<Feature, u32>,
    titles: u32,
}

impl Likes {
    /// Fewer stars than this say nothing of a taste.
    const ENOUGH: u32 = 3;
    /// A feature of so many starred titles counts fully.
    const SURE: u32 = 3;

    /// Counts a starred title.
    pub fn add(&mut self, features: &[(Feature, usize)]) {
        self.titles += 1;
        for (feature, _) in features {
            *self.counts.entry(*feature).or_insert(0) += 1;
        }
    }

    /// How much a title is like those starred, from 0 to 1: the share of its weight that lies on
    /// their features; and the index of the word that says it most.
    pub fn of(
        &self,
        features: &[(Feature, usize)],
        weight: impl Fn(Feature) -> u64,
    ) -> Option<(f64, usize)> {
        if self.titles < Self::ENOUGH {
            return None;
        }
        let (mut liked, mut all, mut most) = (0.0, 0.0, (0.0, None));
        for (feature, at) in features {
            let weight = weight(*feature) as f64;
            let known = self.counts.get(feature).copied().unwrap_or(0).min(Self::SURE);
            let part = weight * f64::from(known) / f64::from(Self::SURE);
            all += weight;
            liked += part;
            if part > most.0 {
                most = (part, Some(*at));
            }
        }
        Some((liked / f64::max(all, 1.0), most.1?))
    }
}

/// How an item stands among others of its source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// The share of them with fewer votes and comments, from 0 to 1.
    pub share: f64,
    /// Its votes.
    pub points: i64,
}

/// How many votes and comments items of one source usually have.
#[derive(Debug, Default)]
pub struct Crowds(HashedMap<u64, Crowd>);

#[derive(Debug, Default)]
struct Crowd {
    points: Counts,
    comments: Counts,
}

/// Items by the binary logarithm of a number they have, in quarters.
#[derive(Debug)]
struct Counts {
    steps: [u32; Counts::STEPS],
    items: u32,
}

impl Default for Counts {
    fn default() -> Counts {
        Counts { steps: [0; Counts::STEPS], items: 0 }
    }
}

impl Counts {
    const STEPS: usize = 64;

    fn step(number: i64) -> usize {
        let quarters = (number.max(0) as f64 + 1.0).log2() * 4.0;
        (quarters as usize).min(Self::STEPS - 1)
    }

    /// The share of items that have less, as if a few had been seen before, half of them less.
    fn below(&self, number: i64) -> f64 {
        const ASSUMED: f64 = 4.0;
        let step = Self::step(number);
        let below: u32 = self.steps[..step].iter().sum();
        let below = f64::from(below) + f64::from(self.steps[step]) / 2.0 + ASSUMED / 2.0;
        below / (f64::from(self.items) + ASSUMED)
    }

    fn add(&mut self, number: i64) {
        self.steps[Self::step(number)] += 1;
        self.items += 1;
    }

    fn remove(&mut self, number: i64) {
        let step = &mut self.steps[Self::step(number)];
        *step = step.saturating_sub(1);
        self.items = self.items.saturating_sub(1);
    }
}

impl Crowds {
    /// How a report stands among those of its source, if it has votes.
    pub fn of(&self, told: &Told) -> Option<Standing> {
        let points = told.points?;
        let unknown = Crowd::default();
        let crowd = self.0.get(&told.crowd).unwrap_or(&unknown);
        let voted = crowd.points.below(points);
        let share = told
            .comments
            .map_or(voted, |comments| 0.6 * voted + 0.4 * crowd.comments.below(comments));
        Some(Standing { share, points })
    }

    /// Counts a report.
    pub fn add(&mut self, told: &Told) {
        if told.points.is_none() && told.comments.is_none() {
            return;
        }
        let crowd = self.0.entry(told.crowd).or_default();
        told.points.into_iter().for_each(|points| crowd.points.add(points));
        told.comments.into_iter().for_each(|comments| crowd.comments.add(comments));
    }

    /// Forgets a report.
    pub fn remove(&mut self, told: &Told) {
        let Some(crowd) = self.0.get_mut(&told.crowd) else { return };
        told.points.into_iter().for_each(|points| crowd.points.remove(points));
        told.comments.into_iter().for_each(|comments| crowd.comments.remove(comments));
    }
}
