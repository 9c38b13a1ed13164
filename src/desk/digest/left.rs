//! What is left out, and why; and what is not told though nothing is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use super::telling::{is_citable, is_round_up, is_small};
use super::{Brief, DayEvent, Material};
use crate::desk::compare::finance;
use crate::desk::reading::{Proof, hardness};
use crate::model::{Because, Noise, StoryId};
use crate::text::clean;

/// Publishers from which on a story is never left out.
const PUBLISHERS: u32 = 2;

/// Why a story is left out that is news.
pub(super) const SMALL: &str = "small";
pub(super) const TOLD_BEFORE: &str = "told-before";

/// Why a story is no news, where it is none: as its event has it, or the report that tells it here.
pub(super) fn noise(material: &Material<'_>, brief: &Brief) -> Option<Noise> {
    let sponsored = clean::is_sponsored(&brief.row.title).then_some(Noise::Sponsored);
    let of_report = material
        .told(brief.row.story)
        .and_then(|told| told.event.facts.noise.or(told.subject.reading.facts.noise));
    brief.outline.facts.noise.or(of_report).or(sponsored)
}

/// The words of a report that say that it is no news, as it has them.
pub(super) fn noise_said(told: &DayEvent) -> Option<&str> {
    let proofs = &told.subject.reading.proofs;
    proofs.iter().find(|(proof, _)| *proof == Proof::Noise).map(|(_, words)| words.as_str())
}

/// Whether a story may not be left out without a word: the reader marked it or looks for it, several
/// tell it, or money, law or people move.
pub(super) fn is_kept(brief: &Brief) -> bool {
    let outline = &brief.outline;
    brief.is_marked
        || outline.publishers >= PUBLISHERS
        || !outline.why.is_empty()
        || outline.facts.kind.is_some_and(|kind| hardness(kind) > 0.0)
}

/// The reason for which a story is left out, if it is.
pub(super) fn reason(
    material: &Material<'_>,
    brief: &Brief,
    stale: &BTreeSet<StoryId>,
) -> Option<&'static str> {
    if is_kept(brief) {
        return None;
    }
    let told = material.told(brief.row.story);
    if let Some(noise) = noise(material, brief) {
        return Some(noise.name());
    }
    if stale.contains(&brief.row.story) {
        return Some(TOLD_BEFORE);
    }
    let is_small = told.map_or_else(
        || {
            let by = material.comparer.tuning();
            let is_paper =
                material.comparer.is_paper(&brief.outline.kind, brief.row.url.as_deref());
            let is_looked_at = is_paper && finance(&brief.outline.kept) >= by.finance_at;
            brief.row.score < by.small_at && !is_looked_at
        },
        |told| is_small(material, told),
    );
    is_small.then_some(SMALL)
}

/// Why a story that is not left out is not told, where nothing else is known.
pub(super) fn because(
    material: &Material<'_>,
    brief: &Brief,
    stale: &BTreeSet<StoryId>,
) -> Because {
    let told = material.told(brief.row.story);
    if noise(material, brief).is_some() {
        Because::Noise
    } else if told.is_some_and(is_round_up) {
        Because::RoundUp
    } else if stale.contains(&brief.row.story) {
        Because::ToldBefore
    } else if !is_citable(&brief.row) {
        Because::NoPage
    } else {
        // So many others of its pane are worth more that it was not looked at.
        Because::Full
    }
}

/// How many stories were left out for each reason.
pub(super) fn left(material: &Material<'_>, stale: &BTreeSet<StoryId>) -> BTreeMap<String, u32> {
    let mut left = BTreeMap::new();
    for reason in material.all.iter().filter_map(|brief| reason(material, brief, stale)) {
        *left.entry(reason.to_owned()).or_default() += 1;
    }
    left
}
