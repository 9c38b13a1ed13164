//! What came too late for an edition and for the next one, as an archive brings it: it stands in the
//! edition of its time, behind all that the page knew of, and is none of the page's.

use std::collections::HashSet;

use super::order::placement;
use super::{Asked, Page, gather};
use crate::model::{ItemId, Members, Phrase, Place, StoryId};
use crate::store::{Store, StoreError};

/// A page with the stories that came too late for it behind its own, the best first.
pub(super) fn with_late(store: &Store, asked: &Asked, mut page: Page) -> Result<Page, StoreError> {
    let Some(members) = members(store, asked)? else { return Ok(page) };
    let known: HashSet<StoryId> = page.placements.iter().map(|one| one.story).collect();
    let held: HashSet<ItemId> =
        page.placements.iter().flat_map(|one| one.members.iter().copied()).collect();
    let mut ranks = [0; 3];
    for (row, _) in gather::first_among(store, asked, members)? {
        if known.contains(&row.story) || held.contains(&ItemId(row.story.0)) {
            continue;
        }
        let rank = &mut ranks[row.pane.index()];
        *rank += 1;
        let mut late = placement(&row, Place::Late, *rank);
        late.because.push(Phrase::new("placement.late", &[]));
        page.placements.push(late);
    }
    Ok(page)
}

/// Which reports came too late, where both editions are sealed.
fn members(store: &Store, asked: &Asked) -> Result<Option<Members>, StoreError> {
    let Some(own) = gather::seal_of(store, &asked.window, asked.up_to)? else { return Ok(None) };
    let next = asked.closing.edition_at(own.closes, asked.now);
    let next = gather::seal_of(store, &next, asked.up_to)?;
    Ok(next.map(|next| Members::too_late(&own, &next)))
}
