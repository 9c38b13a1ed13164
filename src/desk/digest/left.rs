//! What is left out, and why; and what is not told though nothing is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Brief, Material, Told};
use crate::desk::compare::finance;
use crate::desk::reading::hardness;
use crate::model::{Because, Noise, StoryId};
use crate::text::clean;

/// Publishers from which on a story is never left out.
const PUBLISHERS: u32 = 2;

/// Why a story is no news, where it is none.
pub(super) fn noise(brief: &Brief) -> Option<Noise> {
    let sponsored = clean::is_sponsored(&brief.row.title).then_some(Noise::Sponsored);
    brief.outline.facts.noise.or(sponsored)
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
    let by = material.comparer.tuning();
    let is_paper = material.comparer.is_paper(&brief.outline.kind, brief.row.url.as_deref());
    if let Some(noise) = noise(brief) {
        Some(noise.name())
    } else if stale.contains(&brief.row.story) {
        Some("told-before")
    } else {
        let is_looked_at = is_paper && finance(&brief.outline.kept) >= by.finance_at;
        (brief.row.score < by.small_at && !is_looked_at).then_some("small")
    }
}

/// Whether it tells several things. What papers call a digest or a decoder is their matter.
pub(super) fn is_round_up(told: &Told) -> bool {
    told.subject.reading.signs.roundup && !told.subject.reading.page.paper
}

/// Why a story that is not left out is not told, where nothing else is known.
pub(super) fn because(
    material: &Material<'_>,
    brief: &Brief,
    stale: &BTreeSet<StoryId>,
) -> Because {
    let story = brief.row.story;
    let told = material.stories.iter().find(|told| told.item.row.story == story);
    if noise(brief).is_some() {
        Because::Noise
    } else if told.is_some_and(is_round_up) {
        Because::RoundUp
    } else if stale.contains(&brief.row.story) {
        Because::ToldBefore
    } else {
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
