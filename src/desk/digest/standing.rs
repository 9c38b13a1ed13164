//! Why each story stands where it stands, in sentences: what leads and by how much, what keeps the
//! others from leading, what gave one its place, and for what it was left out.

use std::collections::{BTreeMap, BTreeSet};

use super::drafts::{Draft, followed};
use super::plan::{Plan, Waits};
use super::shelves::Shelves;
use super::{Brief, Material, left};
use crate::lang::{self, Lang};
use crate::model::{Because, Pane, Phrase, StoryId};

/// How a story stands on a page, beyond its place and number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Whether it was left out: as small, as told before, or as no news.
    pub is_left: bool,
    /// Whether it stands before the others that the page has no room for: who wrote it is followed.
    pub is_pinned: bool,
    /// Why it stands there.
    pub because: Vec<Phrase>,
}

/// How every story of the day stands.
pub(super) fn standings(
    material: &Material<'_>,
    drafts: &[Draft<'_>],
    plan: &Plan,
    stale: &BTreeSet<StoryId>,
) -> BTreeMap<StoryId, Standing> {
    let mut standings = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        let head = draft.told.item.row.story;
        for story in &draft.stories {
            let because = if *story == head {
                of_draft(material, drafts, plan, at)
            } else {
                vec![Phrase::new("placement.merged", &[&head.0])]
            };
            let is_pinned = draft.is_by_followed();
            let standing = Standing { is_left: false, is_pinned, because };
            standings.entry(*story).or_insert(standing);
        }
    }
    for brief in &material.all {
        standings.entry(brief.row.story).or_insert_with(|| of_other(material, brief, stale));
    }
    standings
}

/// Why an event that could be told has its place.
fn of_draft(material: &Material<'_>, drafts: &[Draft<'_>], plan: &Plan, at: usize) -> Vec<Phrase> {
    let draft = &drafts[at];
    let mut because = Vec::new();
    if plan.lead.contains(&at) {
        let next = (at + 1..drafts.len())
            .find(|next| plan.lead.contains(next) || plan.waits.get(next) == Some(&Waits::Below));
        because.extend(next.map(|next| {
            let above = draft.told.event.worth - drafts[next].told.event.worth;
            Phrase::new("placement.leads_by", &[&format!("{above:.1}")])
        }));
        return because;
    }
    because.extend(of_place(material, drafts, plan, at));
    because.extend(draft.followed().map(by_followed));
    because.extend(plan.because.get(&at).map(|why| of_rest(*why)));
    let least = plan.lead.last().map(|led| drafts[*led].told.event.worth);
    let waits = plan.waits.get(&at).and_then(|waits| match waits {
        Waits::Paper => Some(Phrase::new("placement.no_lead_paper", &[])),
        Waits::Talk => Some(Phrase::new("placement.no_lead_talk", &[])),
        Waits::Far => Some(Phrase::new("placement.no_lead_far", &[])),
        Waits::Company => Some(Phrase::new("placement.no_lead_company", &[])),
        Waits::Near(rank) => Some(Phrase::new("placement.no_lead_near", &[rank])),
        Waits::Below => {
            let below = (least? - draft.told.event.worth).max(0.0);
            Some(Phrase::new(
                "placement.no_lead_below",
                &[&format!("{below:.1}"), &plan.lead.len()],
            ))
        }
    });
    because.extend(waits);
    because
}

/// What gives an event that is told its place: its shelf, its company, a lens.
fn of_place(material: &Material<'_>, drafts: &[Draft<'_>], plan: &Plan, at: usize) -> Vec<Phrase> {
    let draft = &drafts[at];
    let mut because = Vec::new();
    if !plan.told.contains_key(&at) {
        return because;
    }
    // Its number among those that are told and share something with it.
    let number = |shares: &dyn Fn(&Draft<'_>) -> bool| {
        1 + plan.told.keys().filter(|other| **other < at && shares(&drafts[**other])).count()
    };
    if plan.finance == Some(at) {
        because.push(Phrase::new("placement.finance", &[]));
    }
    if let (Pane::Research, Some(shelf)) = (draft.pane, draft.shelf) {
        let of_shelf = |other: &Draft<'_>| other.pane == draft.pane && other.shelf == Some(shelf);
        let name = Lang::ALL.map(|lang| Shelves::shipped().name(shelf, lang).unwrap_or_default());
        let name = lang::name_to_keep(name);
        because.push(Phrase::new("placement.of_shelf", &[&number(&of_shelf), &name]));
    }
    if let (Pane::Companies, Some(company)) = (draft.pane, plan.heading(draft)) {
        let of_company =
            |other: &Draft<'_>| other.pane == draft.pane && other.company() == Some(company);
        let names = Lang::ALL.map(|lang| (material.name)(company, lang));
        let name = lang::name_to_keep([&names[0], &names[1]]);
        because.push(Phrase::new("placement.of_company", &[&number(&of_company), &name]));
    }
    if let Some((name, word)) = draft.lens.filter(|_| !draft.is_by_followed()) {
        because.push(Phrase::new("placement.lens", &[&name, &word]));
    }
    because
}

/// Why a story is not told, though nothing is wrong with it.
fn of_rest(why: Because) -> Phrase {
    let key = match why {
        Because::Minutes => "placement.rest_minutes",
        Because::Full => "placement.rest_full",
        Because::Shelf => "placement.rest_shelf",
        Because::Company => "placement.rest_company",
        Because::Day => "placement.rest_day",
        Because::RoundUp => "placement.rest_round_up",
        Because::ToldBefore => "placement.rest_told_before",
        Because::Far => "placement.rest_far",
        Because::Noise => "placement.rest_noise",
        Because::NoPage => "placement.rest_no_page",
    };
    Phrase::new(key, &[])
}

/// That somebody wrote it whom the reader follows.
fn by_followed((lens, author): (&str, &str)) -> Phrase {
    Phrase::new("placement.followed", &[&lens, &author])
}

/// How a story stands that no event on the page tells.
fn of_other(material: &Material<'_>, brief: &Brief, stale: &BTreeSet<StoryId>) -> Standing {
    let told = material.told(brief.row.story);
    let noise = || {
        let noise = left::noise(material, brief)?;
        let name = Phrase::bare(format!("noise.{}", noise.name()));
        let words = told.and_then(left::noise_said);
        Some(match words {
            Some(words) => Phrase::new("placement.noise_said", &[&name, &words]),
            None => Phrase::new("placement.noise", &[&name]),
        })
    };
    let before = || {
        if told.is_some_and(|told| told.subject.reading.old && told.before.is_none()) {
            return Some(Phrase::new("placement.old", &[]));
        }
        let before = told.and_then(|told| told.before)?;
        let key = if before.is_same { "placement.told_same" } else { "placement.told_before" };
        Some(Phrase::new(key, &[&before.day]))
    };
    let reason = left::reason(material, brief, stale);
    let mut because = match reason {
        Some(left::SMALL) => {
            let least = material.comparer.tuning().small_at;
            let worth = told.map_or(brief.row.score, |told| told.event.worth);
            let facts = [format!("{worth:.1}"), format!("{least:.0}")];
            vec![Phrase::new("placement.small", &[&facts[0], &facts[1]])]
        }
        Some(left::TOLD_BEFORE) => {
            vec![before().unwrap_or_else(|| Phrase::new("placement.rest_told_before", &[]))]
        }
        Some(_) => noise().into_iter().collect(),
        None => {
            let why = left::because(material, brief, stale);
            let more = match why {
                Because::Noise => noise(),
                Because::ToldBefore => before(),
                Because::Minutes
                | Because::Full
                | Because::Shelf
                | Because::Company
                | Because::Day
                | Because::RoundUp
                | Because::Far
                | Because::NoPage => None,
            };
            std::iter::once(of_rest(why)).chain(more).collect()
        }
    };
    // Of most that is not told it is known only who wrote it first.
    let by = match told {
        Some(told) => followed(&told.item.why, &told.item.authors),
        None => followed(&brief.outline.why, brief.row.first_author.as_slice()),
    };
    let is_pinned = by.is_some();
    because.extend(by.map(by_followed));
    Standing { is_left: reason.is_some(), is_pinned, because }
}
