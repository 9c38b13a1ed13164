//! Which events lead, which are told, and for how much of each there is room.
//!
//! Events are taken by what they are worth, each block up to its number. All of them are told by
//! their titles before any is told in full, so that a short budget costs sentences before events.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Material;
use super::drafts::Draft;
use crate::model::{Day, Entry, Pane};
use crate::text::pace;

/// Events told before the blocks.
const LEAD: usize = 3;
/// Lines of the lead about the same companies.
const OF_COMPANIES_IN_LEAD: usize = 2;
/// Publishers without whom a paper does not lead.
const PUBLISHERS_OF_PAPER: usize = 2;
/// Events of one company in all blocks.
const OF_COMPANY: usize = 4;
/// Papers of one shelf.
const OF_SHELF: usize = 2;
/// Entries of one day in a block of several days' digest.
const OF_ONE_DAY: usize = 3;
/// What choosing an entry costs the eye besides reading it, in minutes: about a second.
const EYE: f64 = 0.02;

/// The most events of a block.
pub const fn most(pane: Pane) -> usize {
    match pane {
        Pane::Research => 6,
        Pane::Companies => 12,
        Pane::Trends => 8,
    }
}

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

/// The events that lead, by their places among the drafts, which are in the order of worth.
pub(super) fn lead(material: &Material<'_>, drafts: &[Draft<'_>]) -> Vec<usize> {
    let mut lead: Vec<usize> = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let may_lead = !draft.is_paper() || draft.publishers >= PUBLISHERS_OF_PAPER;
        let companies = &draft.companies;
        let of_companies = lead.iter().filter(|led| drafts[**led].companies == *companies).count();
        let too_many = !companies.is_empty() && of_companies >= OF_COMPANIES_IN_LEAD;
        if may_lead
            && !too_many
            && !lead.iter().any(|led| resembles(material, draft, &drafts[*led]))
        {
            lead.push(at);
        }
        if lead.len() == LEAD {
            break;
        }
    }
    lead
}

/// Whether an event is so near to one that leads that it waits.
fn resembles(material: &Material<'_>, draft: &Draft<'_>, leading: &Draft<'_>) -> bool {
    let by = material.comparer.tuning();
    let (one, other) = (&draft.told.subject, &leading.told.subject);
    let alike = material.comparer.likeness(one, other).sum;
    let same_company = one.shares_company(other);
    alike > by.lead_apart
        || same_company && one.is_of_policy() && other.is_of_policy()
        || same_company && one.shares_move(other) && alike > by.lead_apart_same_move
}

/// The events that are told, and how much of each, in their order: those that lead are among them.
pub(super) fn choose(
    material: &Material<'_>,
    drafts: &[Draft<'_>],
    lead: &[usize],
    room: f64,
) -> BTreeMap<usize, Told> {
    let places = places(material, drafts, lead);
    let title = |at: usize| cost(&drafts[at].title());
    let mut sure: BTreeSet<usize> = lead.iter().copied().collect();
    sure.extend(finance(material, drafts));
    for pane in Pane::ALL {
        sure.extend(places.iter().find(|at| drafts[**at].pane == pane));
    }
    let mut spent: f64 = sure.iter().map(|at| title(*at)).sum();
    let mut chosen: BTreeMap<usize, Told> = sure.into_iter().map(|at| (at, Told::Title)).collect();
    for at in places {
        if !chosen.contains_key(&at) && spent + title(at) <= room {
            spent += title(at);
            chosen.insert(at, Told::Title);
        }
    }
    for (at, told) in &mut chosen {
        let more = cost(&drafts[*at].entry) - title(*at);
        if spent + more <= room {
            spent += more;
            *told = Told::Whole;
        }
    }
    chosen
}

/// The events that have a place in their block, whatever the budget.
fn places(material: &Material<'_>, drafts: &[Draft<'_>], lead: &[usize]) -> BTreeSet<usize> {
    let mut places: BTreeSet<usize> = lead.iter().copied().collect();
    let mut of_pane: BTreeMap<Pane, usize> = BTreeMap::new();
    let mut of_company: HashMap<&str, usize> = HashMap::new();
    let mut of_shelf: HashMap<usize, usize> = HashMap::new();
    let mut of_day: HashMap<(Pane, Day), usize> = HashMap::new();
    let finance = finance(material, drafts);
    let sure = lead.iter().copied().chain(finance);
    let rest = (0..drafts.len()).filter(|at| !lead.contains(at) && finance != Some(*at));
    for (order, at) in sure.chain(rest).enumerate() {
        let draft = &drafts[at];
        let company = draft.company();
        let is_full =
            |count: Option<&usize>, most: usize| count.is_some_and(|count| *count >= most);
        let is_sure = order < lead.len() + usize::from(finance.is_some());
        let is_one_too_many = is_full(of_pane.get(&draft.pane), most(draft.pane))
            || company.is_some_and(|company| is_full(of_company.get(company), OF_COMPANY))
            || draft.shelf.is_some_and(|shelf| is_full(of_shelf.get(&shelf), OF_SHELF))
            || material.from.is_some() && is_full(of_day.get(&(draft.pane, draft.day)), OF_ONE_DAY);
        if is_one_too_many && !is_sure {
            continue;
        }
        places.insert(at);
        *of_pane.entry(draft.pane).or_default() += 1;
        *of_day.entry((draft.pane, draft.day)).or_default() += 1;
        if let Some(company) = company {
            *of_company.entry(company).or_default() += 1;
        }
        if let Some(shelf) = draft.shelf {
            *of_shelf.entry(shelf).or_default() += 1;
        }
    }
    places
}

/// The paper that says most to a reader of finance and time series, if one says enough.
fn finance(material: &Material<'_>, drafts: &[Draft<'_>]) -> Option<usize> {
    let of = |at: &usize| drafts[*at].told.subject.finance;
    (0..drafts.len())
        .filter(|at| drafts[*at].is_paper() && drafts[*at].pane == Pane::Research)
        .filter(|at| of(at) >= material.comparer.tuning().finance_at)
        .max_by(|a, b| of(a).total_cmp(&of(b)).then(b.cmp(a)))
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
