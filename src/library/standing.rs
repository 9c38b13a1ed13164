//! What still stands as a change left it: only that is taken back.

use crate::model::ItemId;
use crate::model::change::{Change, Mark, Standing};
use crate::store::{Changing, StoreError};

/// What of a change can be made where it takes another back, or makes it again: what the other one left
/// must still be so. `None` where nothing of it is.
///
/// Notes and ideas say themselves whether they are what was seen of them; what is watched and muted does
/// not stand in the store.
pub(super) fn left_of(
    changing: &Changing<'_>,
    change: &Change,
) -> Result<Option<Change>, StoreError> {
    let is_left = match change {
        Change::Note { .. } | Change::Idea { .. } | Change::Lens { .. } => true,
        Change::Mark { mark, ids, to } => {
            let mut left = Vec::new();
            for id in ids {
                if changing.has_mark(*id, *mark)?.is_some_and(|has| has != *to) {
                    left.push(*id);
                }
            }
            let left = Change::Mark { mark: *mark, ids: left, to: *to };
            return Ok(Some(left)
                .filter(|left| !matches!(left, Change::Mark { ids, .. } if ids.is_empty())));
        }
        Change::Listed(standings) => {
            let mut left = Vec::new();
            for standing in standings {
                if stands(changing, standing)? {
                    left.push(standing.clone());
                }
            }
            return Ok(Some(left).filter(|left| !left.is_empty()).map(Change::Listed));
        }
        Change::Swap(one, other) => {
            let place = |id: &ItemId| changing.place_of(*id);
            place(one)?.zip(place(other)?).is_some_and(|(one, other)| one < other)
        }
        Change::Enable { source, to } => changing.is_enabled(source)?.is_some_and(|on| on != *to),
        Change::Move { id, was, .. } => changing.pane_of(*id)? == Some(*was),
        Change::Rule(rule) => changing.pane_by_rule(&rule.of)? == rule.was,
    };
    Ok(is_left.then(|| change.clone()))
}

/// Whether an item stands on the reading list as it is said to have stood there, as far as that is to be
/// changed.
fn stands(
    changing: &Changing<'_>,
    Standing { id, was, to }: &Standing,
) -> Result<bool, StoreError> {
    Ok(match (changing.listed(*id)?, was) {
        (None, None) => changing.has_mark(*id, Mark::Star)?.is_some(),
        (Some(stands), Some(was)) => {
            // What was done before would change nothing, if it were done now.
            let before = to.clone().unwrap_or_default();
            stands.clone().changed(&before, was) == stands
        }
        (Some(_), None) | (None, Some(_)) => false,
    })
}
