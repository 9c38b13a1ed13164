//! Which events lead, which are told, and for how much of each there is room.
//!
//! Events are taken by what they are worth, each block up to its number. What leads, the best of each
//! block and the paper on finance are sure; of the others those are told that give most points a
//! minute. All are told by their titles before any is told in full, so that a short budget costs
//! sentences before events. What is dear in one language is dear in each, so that no language chooses.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::cost::{EYE, cost, cost_of_lead, dearest};
use super::drafts::Draft;
use super::plan::{Length, Plan, Waits};
use super::quote::Said;
use super::shelves::Shelves;
use super::{Material, mine, quote, speak};
use crate::model::{Because, Day, Pane};

/// Events told before the blocks.
const LEAD: usize = 3;
/// Lines of the lead about one company.
const OF_COMPANY_IN_LEAD: usize = 2;
/// Publishers without whom a paper does not lead.
const PUBLISHERS_OF_PAPER: usize = 2;
/// Companies that have a heading of their own, and events of one company.
const COMPANIES: usize = 6;
const OF_COMPANY: usize = 2;
/// From this weight on a company has its heading with one event, however many others have one.
const OF_WEIGHT: u8 = 2;
/// From this weight on everybody knows whose a product is.
const KNOWN: u8 = 3;
/// Papers of one shelf.
const OF_SHELF: usize = 2;
/// Entries of one day in a block of several days' digest.
const OF_ONE_DAY: usize = 3;
/// Events of companies under which stands what may follow, beside all that lead.
const FOLLOWING: usize = 4;
/// The most events of a block.
pub const fn most(pane: Pane) -> usize {
    match pane {
        Pane::Research => 8,
        Pane::Companies => COMPANIES * OF_COMPANY,
        Pane::Trends => 5,
    }
}

/// Gives events their places.
pub(super) fn plan(material: &Material<'_>, drafts: &[Draft<'_>]) -> Plan {
    let (lead, waits) = lead(material, drafts);
    let finance = finance(material, drafts);
    let (places, because) = places(material, drafts, &lead, finance);
    let of_companies = |at: &&usize| drafts[**at].pane == Pane::Companies;
    let best = places.iter().filter(of_companies).take(FOLLOWING);
    let following = lead.iter().chain(best).copied().collect();
    let of_block: Vec<usize> = places.iter().filter(of_companies).copied().collect();
    let headed = headed(material, drafts, &of_block, &lead);
    let called = called(material, drafts, &of_block, &headed);
    let of_lens = mine::of_lens(drafts);
    let spoken: BTreeSet<usize> = places.iter().copied().chain(of_lens).collect();
    let voices = spoken.into_iter().map(|at| (at, voice(material, &drafts[at]))).collect();
    let told = BTreeMap::new();
    Plan { lead, waits, finance, places, told, because, following, headed, called, voices }
}

/// The products by which readers know companies that have a heading, but for those that everybody knows.
fn called(
    material: &Material<'_>,
    drafts: &[Draft<'_>],
    told: &[usize],
    headed: &BTreeSet<String>,
) -> BTreeMap<String, String> {
    let is_known_to_all = |company: &str| material.comparer.weight_of(company) >= Some(KNOWN);
    let product = |company: &String| {
        let of_it = told.iter().filter(|at| drafts[**at].company() == Some(company));
        let titles: Vec<&str> = of_it.flat_map(|at| drafts[*at].titles.iter().copied()).collect();
        let product = material.comparer.known_for(company, &titles)?;
        Some((company.clone(), product.to_owned()))
    };
    headed.iter().filter(|company| !is_known_to_all(company)).filter_map(product).collect()
}

/// The companies that have a heading: all of weight and those that lead, then others by their best
/// event, as long as there are no more than six.
fn headed(
    material: &Material<'_>,
    drafts: &[Draft<'_>],
    told: &[usize],
    lead: &[usize],
) -> BTreeSet<String> {
    let is_sure = |at: usize, company: &str| {
        material.comparer.weight_of(company) >= Some(OF_WEIGHT) || lead.contains(&at)
    };
    let of = |at: &usize| drafts[*at].company().map(|company| (*at, company));
    let sure = told.iter().filter_map(of).filter(|(at, company)| is_sure(*at, company));
    let mut headed: BTreeSet<String> = sure.map(|(_, company)| company.to_owned()).collect();
    for (_, company) in told.iter().filter_map(of) {
        if headed.len() < COMPANIES {
            headed.insert(company.to_owned());
        }
    }
    headed
}

/// What may be quoted of the pages that an event cites.
fn voice(material: &Material<'_>, draft: &Draft<'_>) -> Vec<Said> {
    let all = std::iter::once(&draft.told.item).chain(&draft.told.lenders);
    let all: Vec<_> = all.collect();
    let cited: Vec<_> = draft
        .rows
        .iter()
        .filter_map(|row| all.iter().find(|item| item.row.id == row.id).copied())
        .collect();
    quote::said(material.comparer, &draft.facts, &cited, &draft.told.item.row)
}

/// The events that lead, and why each of the others does not.
fn lead(material: &Material<'_>, drafts: &[Draft<'_>]) -> (Vec<usize>, BTreeMap<usize, Waits>) {
    let mut lead: Vec<usize> = Vec::new();
    let mut waits = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        let signs = &draft.told.subject.reading.signs;
        let is_too_many = |company: &&str| {
            let led = lead.iter().filter(|led| drafts[**led].companies.contains(company));
            led.count() >= OF_COMPANY_IN_LEAD
        };
        let near = || lead.iter().position(|led| resembles(material, draft, &drafts[*led]));
        let why = if lead.len() == LEAD {
            Some(Waits::Below)
        } else if is_far(draft) {
            Some(Waits::Far)
        } else if draft.is_paper() && draft.publishers < PUBLISHERS_OF_PAPER {
            Some(Waits::Paper)
        } else if signs.opinion && !signs.deed && !tells_a_sum(draft) {
            Some(Waits::Talk)
        } else if draft.companies.iter().any(is_too_many) {
            Some(Waits::Company)
        } else {
            near().map(|led| Waits::Near(led + 1))
        };
        match why {
            Some(why) => {
                waits.insert(at, why);
            }
            None => lead.push(at),
        }
    }
    (lead, waits)
}

/// Whether a title tells a move and its sum: however it asks why, that is news.
fn tells_a_sum(draft: &Draft<'_>) -> bool {
    let reading = &draft.told.subject.reading;
    reading.amount_in_title && !reading.moves.is_empty()
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

/// Of the papers that say enough to a reader of finance and time series the one that says most, or twice
/// enough; of several the one that is worth most, which stands before the others.
fn finance(material: &Material<'_>, drafts: &[Draft<'_>]) -> Option<usize> {
    let least = material.comparer.tuning().finance_at;
    let said = |at: &usize| drafts[*at].told.subject.finance.min(2.0 * least);
    (0..drafts.len())
        .filter(|at| drafts[*at].is_paper() && drafts[*at].pane == Pane::Research)
        .filter(|at| said(at) >= least)
        .rev()
        .max_by(|a, b| said(a).total_cmp(&said(b)))
}

/// The events that have a place in their block, and why the others have none.
fn places(
    material: &Material<'_>,
    drafts: &[Draft<'_>],
    lead: &[usize],
    finance: Option<usize>,
) -> (BTreeSet<usize>, BTreeMap<usize, Because>) {
    let mut places: BTreeSet<usize> = BTreeSet::new();
    let mut because = BTreeMap::new();
    let mut of_pane: BTreeMap<Pane, usize> = BTreeMap::new();
    let shelves = Shelves::shipped();
    let mut of_company: HashMap<&str, usize> = HashMap::new();
    let mut of_shelf: HashMap<usize, usize> = HashMap::new();
    let mut of_day: HashMap<(Pane, Day), usize> = HashMap::new();
    let sure: Vec<usize> = lead.iter().copied().chain(finance).collect();
    let rest = (0..drafts.len()).filter(|at| !sure.contains(at));
    for at in sure.iter().copied().chain(rest) {
        let draft = &drafts[at];
        if places.contains(&at) {
            continue;
        }
        let company = draft.company().filter(|_| draft.pane == Pane::Companies);
        // What is no paper and names no topic is not all of one kind.
        let shelf = draft.shelf.filter(|shelf| draft.is_paper() || !shelves.is_last(*shelf));
        let is_full =
            |count: Option<&usize>, most: usize| count.is_some_and(|count| *count >= most);
        let why = if is_far(draft) {
            Some(Because::Far)
        } else if is_full(of_pane.get(&draft.pane), most(draft.pane)) {
            Some(Because::Full)
        } else if company.is_some_and(|company| is_full(of_company.get(company), OF_COMPANY)) {
            Some(Because::Company)
        } else if shelf.is_some_and(|shelf| is_full(of_shelf.get(&shelf), OF_SHELF)) {
            Some(Because::Shelf)
        } else if material.from.is_some()
            && is_full(of_day.get(&(draft.pane, draft.day)), OF_ONE_DAY)
        {
            Some(Because::Day)
        } else {
            None
        };
        if let Some(why) = why.filter(|_| !sure.contains(&at)) {
            because.insert(at, why);
            continue;
        }
        places.insert(at);
        // What leads takes no place of the other stories of Trends.
        if draft.pane != Pane::Trends || !lead.contains(&at) {
            *of_pane.entry(draft.pane).or_default() += 1;
        }
        *of_day.entry((draft.pane, draft.day)).or_default() += 1;
        if let Some(company) = company {
            *of_company.entry(company).or_default() += 1;
        }
        if let Some(shelf) = shelf {
            *of_shelf.entry(shelf).or_default() += 1;
        }
    }
    (places, because)
}

/// Whether an event names nothing of the field that is read about: no company, no topic, no technology,
/// no money, however many tell it and whatever office does it. What a community points at is told anyway.
fn is_far(draft: &Draft<'_>) -> bool {
    let reading = &draft.told.subject.reading;
    let is_of_field = reading.is_of_field() || draft.is_paper();
    let is_pointed_at = draft.told.item.row.points.is_some_and(|points| points > 0);
    !is_of_field
        && draft.companies.is_empty()
        && draft.told.event.topics.is_empty()
        && !is_pointed_at
}

/// Tells as much as there is room for, and gives the minutes that it takes, in whichever language they
/// are most.
pub(super) fn fill(
    material: &Material<'_>,
    drafts: &[Draft<'_>],
    plan: &mut Plan,
    room: f64,
) -> f64 {
    let costs: BTreeMap<usize, (f64, f64)> = plan
        .places
        .iter()
        .map(|at| {
            let of = |length| {
                dearest(|lang| {
                    cost(&speak::of_length(material, &drafts[*at], plan, *at, lang, length))
                })
            };
            (*at, (of(Length::Title), of(Length::Whole)))
        })
        .collect();
    let title = |at: &usize| costs.get(at).map_or(0.0, |(title, _)| *title);
    let more = |at: &usize| costs.get(at).map_or(0.0, |(title, whole)| whole - title);
    let mut sure: BTreeSet<usize> = plan.lead.iter().copied().chain(plan.finance).collect();
    for pane in Pane::ALL {
        sure.extend(plan.places.iter().find(|at| drafts[**at].pane == pane));
    }
    let of_lead = plan.lead.iter().map(|at| {
        dearest(|lang| cost_of_lead(&speak::lead(material, &drafts[*at], plan, *at, lang)))
    });
    let mut spent: f64 = of_lead.sum::<f64>() + sure.iter().map(title).sum::<f64>();
    let mut told: BTreeMap<usize, Length> = sure.iter().map(|at| (*at, Length::Title)).collect();
    for at in by_points(drafts, &plan.places, title) {
        if told.contains_key(&at) {
            continue;
        }
        if spent + title(&at) <= room {
            spent += title(&at);
            told.insert(at, Length::Title);
        } else {
            plan.because.insert(at, Because::Minutes);
        }
    }
    let chosen: BTreeSet<usize> =
        told.keys().filter(|at| !plan.lead.contains(at)).copied().collect();
    for at in by_points(drafts, &chosen, more) {
        if spent + more(&at) <= room {
            spent += more(&at);
            told.insert(at, Length::Whole);
        }
    }
    plan.told = told;
    spent
}

/// Some events in the order of the points they give a minute.
fn by_points(
    drafts: &[Draft<'_>],
    of: &BTreeSet<usize>,
    minutes: impl Fn(&usize) -> f64,
) -> Vec<usize> {
    let rate = |at: &usize| drafts[*at].told.event.worth / minutes(at).max(EYE);
    let mut order: Vec<usize> = of.iter().copied().collect();
    order.sort_by(|a, b| rate(b).total_cmp(&rate(a)).then(a.cmp(b)));
    order
}

/// An event with its place among the drafts.
pub(super) type Placed<'d, 'a> = (usize, &'d Draft<'a>);

/// Events of a block in the order in which they are told: those of one shelf or company behind the
/// first of it, the shelf of a lens before the others, companies without a heading behind them.
pub(super) fn in_groups<'d, 'a>(
    plan: &Plan,
    pane: Pane,
    drafts: Vec<Placed<'d, 'a>>,
) -> Vec<Placed<'d, 'a>> {
    let key = |draft: &Draft<'_>| match pane {
        Pane::Research => draft.shelf.map(|shelf| shelf.to_string()),
        Pane::Companies => plan.heading(draft).map(str::to_owned),
        Pane::Trends => None,
    };
    let mut groups: Vec<(Option<String>, Vec<Placed<'d, 'a>>)> = Vec::new();
    for (at, draft) in drafts {
        let group = key(draft);
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, members)) => members.push((at, draft)),
            None => groups.push((group, vec![(at, draft)])),
        }
    }
    groups.sort_by_key(|(group, members)| match pane {
        Pane::Research => {
            let is_last = members.iter().any(|(_, draft)| {
                draft.shelf.is_some_and(|shelf| Shelves::shipped().is_last(shelf))
            });
            (is_last, !members.iter().any(|(_, draft)| draft.lens.is_some()))
        }
        Pane::Companies => (group.is_none(), false),
        Pane::Trends => (false, false),
    });
    groups.into_iter().flat_map(|(_, members)| members).collect()
}
