//! How much an item matters: a table of terms, each with its points and the facts behind them.
//!
//! The points of all terms add up to the base, which runs from 0 to 100; what time takes away is
//! shown as one more term, [`recency`]. A term is a function and its line in [`TERMS`]; its
//! sentence is the phrase `why.<term>` of each language.

use super::lexicon::HashedMap;
use super::settings::Watch;
use crate::model::{Moment, Reason, Tier, judgement};

/// What the terms look at.
#[derive(Debug)]
pub struct Case<'a> {
    /// How close the source stands to the event.
    pub tier: Tier,
    /// Its share of items of the same source with fewer points, from 0 to 1, and the points.
    pub standing: Option<(f64, i64)>,
    /// Independent publishers that tell the story.
    pub publishers: u32,
    /// Names of companies it is about.
    pub companies: &'a [String],
    /// Names of the moves it reports.
    pub moves: &'a [&'static str],
    /// Watches that it touches, and the term that did.
    pub watches: &'a [(&'a Watch, String)],
}

type Term = fn(&Case) -> Option<(f64, Vec<String>)>;

/// All terms, in the order in which reasons are given.
pub const TERMS: [(&str, Term); 6] = [
    ("source", source),
    ("publishers", publishers),
    ("community", community),
    ("companies", companies),
    ("moves", moves),
    ("watch", watch),
];

/// All reasons for an item's base; terms that give no points say nothing.
pub fn reasons(case: &Case) -> Vec<Reason> {
    let of = |(name, term): &(&str, Term)| {
        let (points, facts) = term(case)?;
        (points > 0.0).then(|| Reason { term: (*name).to_owned(), points: tenth(points), facts })
    };
    TERMS.iter().filter_map(of).collect()
}

/// The sum of all points.
pub fn base(why: &[Reason]) -> f64 {
    tenth(why.iter().map(|reason| reason.points).sum())
}

/// What time took away, as the last reason of an item shown at a moment.
pub fn recency(base: f64, published: Moment, now: Moment) -> Reason {
    let hours = (now - published).num_hours().max(0);
    Reason {
        term: "fresh".to_owned(),
        points: judgement::score(base, published, now) - base,
        facts: vec![hours.to_string()],
    }
}

fn tenth(points: f64) -> f64 {
    (points * 10.0).round() / 10.0
}

fn source(case: &Case) -> Option<(f64, Vec<String>)> {
    let points = match case.tier {
        Tier::Primary => 15.0,
        Tier::Specialist => 12.0,
        Tier::General => 6.0,
        Tier::Community => 8.0,
    };
    Some((points, vec![case.tier.name().to_owned()]))
}

/// Points for independent publishers: the second counts most.
pub fn publishers_points(count: u32) -> f64 {
    tenth((7.0 * f64::from(count.max(1)).log2()).min(25.0))
}

fn publishers(case: &Case) -> Option<(f64, Vec<String>)> {
    Some((publishers_points(case.publishers), vec![case.publishers.to_string()]))
}

fn community(case: &Case) -> Option<(f64, Vec<String>)> {
    let (share, points) = case.standing?;
    Some((25.0 * share, vec![points.to_string(), format!("{:.0}", share * 100.0)]))
}

fn companies(case: &Case) -> Option<(f64, Vec<String>)> {
    let first = case.companies.first()?;
    Some((8.0, vec![first.clone()]))
}

fn moves(case: &Case) -> Option<(f64, Vec<String>)> {
    let first = case.moves.first()?;
    Some((6.0, vec![(*first).to_owned()]))
}

fn watch(case: &Case) -> Option<(f64, Vec<String>)> {
    let best = case.watches.iter().max_by(|a, b| a.0.weight.total_cmp(&b.0.weight))?;
    Some((best.0.weight.clamp(0.0, Watch::MOST), vec![best.0.name.clone(), best.1.clone()]))
}

/// How many points items of one source usually have.
#[derive(Debug, Default)]
pub struct Crowds(HashedMap<u64, Crowd>);

#[derive(Debug)]
struct Crowd {
    /// Items by the binary logarithm of their points, in quarters.
    counts: [u32; Crowds::STEPS],
    items: u32,
}

impl Crowds {
    const STEPS: usize = 64;

    fn step(points: i64) -> usize {
        let quarters = (points.max(0) as f64 + 1.0).log2() * 4.0;
        (quarters as usize).min(Self::STEPS - 1)
    }

    /// The share of a source's items that have fewer points.
    pub fn standing(&self, source: u64, points: i64) -> f64 {
        let step = Self::step(points);
        let Some(crowd) = self.0.get(&source) else { return 0.5 };
        let below: u32 = crowd.counts[..step].iter().sum();
        let own = f64::from(crowd.counts[step]) / 2.0;
        // As if two items had been seen before, one below and one above.
        (f64::from(below) + own + 1.0) / (f64::from(crowd.items) + 2.0)
    }

    /// Counts an item of a source.
    pub fn add(&mut self, source: u64, points: i64) {
        let crowd =
            self.0.entry(source).or_insert_with(|| Crowd { counts: [0; Self::STEPS], items: 0 });
        crowd.counts[Self::step(points)] += 1;
        crowd.items += 1;
    }

    /// Forgets an item of a source.
    pub fn remove(&mut self, source: u64, points: i64) {
        if let Some(crowd) = self.0.get_mut(&source) {
            let count = &mut crowd.counts[Self::step(points)];
            *count = count.saturating_sub(1);
            crowd.items = crowd.items.saturating_sub(1);
        }
    }
}
