//! The one order of an edition's stories: those that lead, then pane by pane those of its block, as
//! shelves and headings have them, its others by what they are worth, and its noise.

use std::collections::{BTreeMap, HashMap};

use crate::model::{BlockKey, Digest, Facts, Pane, Place, Placement, Row, StoryId, Told};

/// The stories of an edition, whose first reports are given best first, in their order. What is
/// known of each beyond its place is not looked up.
pub(super) fn placements(
    digest: &Digest,
    rows: &[Row],
    is_noise: impl Fn(&Row) -> bool,
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
        let (left, rest): (Vec<&Row>, Vec<&Row>) =
            rows.iter().filter(|row| row.pane == pane).partition(|row| is_noise(row));
        for (place, rows) in [(Place::Rest, rest), (Place::Left, left)] {
            let mut rank = 1;
            for row in rows {
                rank += usize::from(put(row.story, place, rank));
            }
        }
    }
    let least = ordered.iter().filter(|one| one.place == Place::Lead).map(|one| one.worth);
    let least = least.fold(f64::INFINITY, f64::min);
    for placement in &mut ordered {
        placement.because = because(placement, least);
    }
    ordered
}

/// Why a story stands where it stands, beside the points that it is worth; `least` is the worth of
/// the least that leads.
fn because(placement: &Placement, least: f64) -> Vec<Told> {
    let Placement { place, rank, worth, .. } = placement;
    let worth_told = format!("{worth:.1}");
    match place {
        Place::Lead => vec![Told::new("placement.lead", &[rank, &worth_told])],
        Place::Left => vec![Told::new("placement.left", &[])],
        Place::Block | Place::Rest => {
            let no_lead = if *worth < least && least.is_finite() {
                Told::new("placement.below", &[&format!("{:.1}", least - worth)])
            } else {
                Told::new("placement.waits", &[])
            };
            let standing = if *place == Place::Block {
                Told::new("placement.block", &[rank])
            } else {
                Told::new("placement.rest", &[rank])
            };
            vec![standing, no_lead]
        }
    }
}

fn placement(row: &Row, place: Place, rank: usize) -> Placement {
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
