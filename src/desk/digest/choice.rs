//! Which stories there is room for.

use std::collections::{BTreeMap, HashMap};

use super::drafts::{ARCHIVE, Draft};
use crate::model::{Day, Entry, Pane};
use crate::text::pace;

/// Entries a block gets before any other gets more, if it has them.
const FLOOR: usize = 4;
/// The greatest part of the budget that one block may take while others have something to say.
const MOST_OF_BUDGET: f64 = 0.4;
/// Entries of one publisher in a block; scholarly archives publish everybody and are exempt.
pub(super) const OF_ONE_PUBLISHER: usize = 3;
/// Titles without a sentence in a block: a list of links is no digest.
const OF_BARE: usize = 6;
/// Entries of one day in a block of several days' digest.
const OF_ONE_DAY: usize = 3;
/// Beyond the floor, nothing is told that is worth less than this part of the day's best: a quiet
/// day has a short digest, not one that is filled.
const LEAST_OF_BEST: f64 = 0.25;
/// What choosing an entry costs the eye besides reading it, in minutes.
const EYE: f64 = 0.05;

/// Minutes an entry takes.
pub(super) fn cost(entry: &Entry) -> f64 {
    let text = if entry.text == entry.label { 0.0 } else { pace::minutes(&entry.text) };
    let facts = entry.facts.iter().chain(&entry.cells);
    pace::minutes(&entry.label) + text + facts.map(|fact| pace::minutes(fact)).sum::<f64>() + EYE
}

/// What is told of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// All of it.
    Whole,
    /// Its title, where there is no room for more.
    Title,
}

/// Choosing, while it goes on.
struct Choice<'d, 'a> {
    drafts: &'d [Draft<'a>],
    minutes: f64,
    is_span: bool,
    chosen: BTreeMap<usize, Told>,
    spent: BTreeMap<Pane, f64>,
    from: HashMap<(Pane, &'d str), usize>,
    on: HashMap<(Pane, Day), usize>,
    bare: BTreeMap<Pane, usize>,
}

/// Which drafts there is room for, and for how much of each, in their order.
pub(super) fn choose(drafts: &[Draft<'_>], minutes: f64, is_span: bool) -> BTreeMap<usize, Told> {
    let mut choice = Choice {
        drafts,
        minutes,
        is_span,
        chosen: BTreeMap::new(),
        spent: BTreeMap::new(),
        from: HashMap::new(),
        on: HashMap::new(),
        bare: BTreeMap::new(),
    };
    for rank in 0..FLOOR {
        for pane in Pane::ALL {
            let mut of_pane = (0..drafts.len()).filter(|at| drafts[*at].pane == pane);
            if !of_pane.any(|at| choice.take(at, MOST_OF_BUDGET)) && rank == 0 {
                choice.take_title_of(pane);
            }
        }
    }
    let best = drafts.iter().map(|draft| draft.worth).fold(0.0, f64::max);
    let mut by_value: Vec<usize> =
        (0..drafts.len()).filter(|at| drafts[*at].worth >= LEAST_OF_BEST * best).collect();
    let value = |at: usize| drafts[at].worth / (cost(&drafts[at].entry) + EYE).sqrt();
    by_value.sort_by(|a, b| value(*b).total_cmp(&value(*a)).then(a.cmp(b)));
    // What quiet blocks left of the budget is for all.
    for share in [MOST_OF_BUDGET, 1.0] {
        for at in &by_value {
            choice.take(*at, share);
        }
    }
    choice.chosen
}

impl Choice<'_, '_> {
    /// Takes a draft whole, if it fits into the budget and into that share of it which is its
    /// block's.
    fn take(&mut self, at: usize, share: f64) -> bool {
        let draft = &self.drafts[at];
        let cost = cost(&draft.entry);
        let of_block = self.spent.get(&draft.pane).copied().unwrap_or(0.0) + cost;
        let all = self.spent.values().sum::<f64>() + cost;
        let of_publisher = self.from.get(&(draft.pane, &*draft.publisher)).copied().unwrap_or(0);
        let of_day = self.on.get(&(draft.pane, draft.day)).copied().unwrap_or(0);
        let of_bare = self.bare.get(&draft.pane).copied().unwrap_or(0);
        let is_one_too_many = (draft.is_bare && of_bare >= OF_BARE)
            || (of_publisher >= OF_ONE_PUBLISHER && draft.publisher != ARCHIVE)
            || (self.is_span && of_day >= OF_ONE_DAY);
        let fits = all <= self.minutes && of_block <= self.minutes * share;
        if !fits || is_one_too_many || self.chosen.contains_key(&at) {
            return false;
        }
        self.note(at, Told::Whole, cost);
        true
    }

    /// The best of a block by its title alone: it stands whatever it takes.
    fn take_title_of(&mut self, pane: Pane) {
        let best = (0..self.drafts.len()).find(|at| self.drafts[*at].pane == pane);
        if let Some(at) = best {
            let cost = cost(&self.drafts[at].title());
            self.note(at, Told::Title, cost);
        }
    }

    fn note(&mut self, at: usize, told: Told, cost: f64) {
        let draft = &self.drafts[at];
        self.chosen.insert(at, told);
        *self.spent.entry(draft.pane).or_default() += cost;
        *self.from.entry((draft.pane, &*draft.publisher)).or_default() += 1;
        *self.on.entry((draft.pane, draft.day)).or_default() += 1;
        *self.bare.entry(draft.pane).or_default() += usize::from(draft.is_bare);
    }
}

/// A draft that was chosen.
pub(super) type Chosen<'d, 'a> = (&'d Draft<'a>, Told);

/// The drafts with those of one group behind the first of it.
pub(super) fn in_groups<'d, 'a>(
    drafts: impl Iterator<Item = Chosen<'d, 'a>>,
) -> Vec<Chosen<'d, 'a>> {
    let mut groups: Vec<(Option<&str>, Vec<Chosen<'_, 'a>>)> = Vec::new();
    for (draft, told) in drafts {
        let group = draft.entry.group.as_deref();
        match groups.iter_mut().find(|(known, _)| group.is_some() && *known == group) {
            Some((_, members)) => members.push((draft, told)),
            None => groups.push((group, vec![(draft, told)])),
        }
    }
    // What belongs to no company stands before what does, so that no heading covers it.
    groups.sort_by_key(|(group, _)| group.is_some());
    groups.into_iter().flat_map(|(_, members)| members).collect()
}
