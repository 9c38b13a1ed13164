//! The one order of an edition's stories: those that lead, then pane by pane those of its block, as
//! shelves and headings have them, its others by what they are worth, those of authors who are followed
//! first, and what was left out.

use std::collections::{BTreeMap, HashMap};

use crate::desk::digest::Standing;
use crate::model::{BlockKey, Digest, Facts, Pane, Phrase, Place, Placement, Row, StoryId};

/// The stories of an edition, whose first reports are given best first, in their order, with how each
/// stands. What is known of each beyond that is not looked up.
pub(super) fn placements(
    digest: &Digest,
    rows: &[Row],
    standings: &BTreeMap<StoryId, Standing>,
) -> Vec<Placement> {
    let known: HashMap<StoryId, &Row> = rows.iter().map(|row| (row.story, row)).collect();
    let mut places: BTreeMap<StoryId, Place> = BTreeMap::new();
    let mut ordered: Vec<Placement> = Vec::with_capacity(rows.len());
    let mut put = |story: StoryId, place: Place, rank: usize| {
        let Some(row) = known.get(&story) else { return false };
        let is_new = places.insert(story, place).is_none();
        if is_new {
            ordered.push(placement(row, place, rank));
        }
        is_new
    };
    for (at, line) in digest.lead.iter().enumerate() {
        put(line.story, Place::Lead, at + 1);
    }
    for pane in Pane::ALL {
        let of_pane = |story: &StoryId| known.get(story).is_some_and(|row| row.pane == pane);
        let mut rank = 1;
        let blocks = digest.blocks.iter().filter(|block| pane_of(block.key) == Some(pane));
        // A theme stands for no story of its own.
        let entries = blocks.flat_map(|block| &block.entries).filter(|told| told.series.is_empty());
        for entry in entries.filter(|entry| of_pane(&entry.story)) {
            rank += usize::from(put(entry.story, Place::Block, rank));
        }
        let is_left = |row: &&Row| standings.get(&row.story).is_some_and(|one| one.is_left);
        let (left, mut rest): (Vec<&Row>, Vec<&Row>) =
            rows.iter().filter(|row| row.pane == pane).partition(is_left);
        let is_pinned = |row: &Row| standings.get(&row.story).is_some_and(|one| one.is_pinned);
        rest.sort_by_key(|row| !is_pinned(row));
        for (place, rows) in [(Place::Rest, rest), (Place::Left, left)] {
            let mut rank = 1;
            for row in rows {
                rank += usize::from(put(row.story, place, rank));
            }
        }
    }
    for placement in &mut ordered {
        placement.because = vec![numbered(placement)];
        let more = standings.get(&placement.story).map(|standing| &standing.because[..]);
        placement.because.extend_from_slice(more.unwrap_or_default());
    }
    ordered
}

/// The part of the edition in which a story stands, and its number there.
fn numbered(placement: &Placement) -> Phrase {
    let Placement { place, rank, worth, .. } = placement;
    match place {
        Place::Lead => Phrase::new("placement.lead", &[rank, &format!("{worth:.1}")]),
        Place::Block => Phrase::new("placement.block", &[rank]),
        Place::Rest => Phrase::new("placement.rest", &[rank]),
        Place::Left => Phrase::new("placement.left", &[rank]),
        Place::Late => Phrase::new("placement.late", &[]),
    }
}

/// A story in its place by the report that stands for it.
pub(super) fn placement(row: &Row, place: Place, rank: usize) -> Placement {
    Placement {
        story: row.story,
        item: row.id,
        pane: row.pane,
        place,
        rank: u32::try_from(rank).unwrap_or(u32::MAX),
        worth: row.score,
        because: Vec::new(),
        why: Vec::new(),
        facts: Facts::default(),
        members: Vec::new(),
    }
}

fn pane_of(block: BlockKey) -> Option<Pane> {
    match block {
        BlockKey::Research => Some(Pane::Research),
        BlockKey::Companies => Some(Pane::Companies),
        BlockKey::Trends => Some(Pane::Trends),
        BlockKey::Mine => None,
    }
}
