//! The storekeeper's part: keeps the changes the user makes.

use crate::app::effect::{Change, Mark};
use crate::app::reading_list::Standing;
use crate::model::Moment;
use crate::store::{Store, StoreError};

/// Keeps a change.
pub(super) fn keep(store: &mut Store, change: &Change, now: Moment) -> Result<(), StoreError> {
    match change {
        Change::Mark { mark: Mark::Read, ids, to } => store.set_read(ids, *to),
        Change::Mark { mark: Mark::Star, ids, to } => store.set_starred(ids, *to, now),
        Change::Note { about, was, to } => {
            store.change_note(*about, was.as_deref(), to.as_deref().unwrap_or_default(), now)
        }
        Change::Idea { was, to } => store.change_idea(was.as_deref(), to.as_deref(), now),
        Change::Listed(standings) => {
            let changes: Vec<_> = standings
                .iter()
                .map(|Standing { id, was, to }| (*id, was.clone(), to.clone()))
                .collect();
            store.change_listed(&changes, now)
        }
        Change::Swap(one, other) => store.swap_places(*one, *other),
        Change::Enable { source, to } => store.enable_source(source, *to),
        Change::Move { id, to, .. } => store.move_items(&[*id], *to),
        Change::Rule { rule, to: true } => store.put_pane_rule(rule),
        Change::Rule { rule, to: false } => store.drop_pane_rule(&rule.of).map(drop),
    }
}
