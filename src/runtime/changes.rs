//! The storekeeper's part: keeps the changes the user makes.

use std::path::Path;

use crate::app::effect::{Change, Mark};
use crate::app::reading_list::Standing;
use crate::config::{self, Config, ConfigError};
use crate::model::Moment;
use crate::newsroom::{Newsroom, NewsroomError};

/// Why a change was not kept.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotKept {
    #[error(transparent)]
    Newsroom(#[from] NewsroomError),
    #[error(transparent)]
    Config(#[from] ConfigError),
}

/// Keeps a change; what is watched and muted is kept in the config file.
pub(super) fn keep(
    newsroom: &mut Newsroom,
    change: &Change,
    path: &Path,
    now: Moment,
) -> Result<(), NotKept> {
    let store = &mut newsroom.store;
    let kept = match change {
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
        Change::Lens { lens, to } => {
            let Config { watch, mute, .. } = config::change_lens(path, lens, *to)?;
            newsroom.watch_and_mute(watch, mute)?;
            Ok(())
        }
    };
    Ok(kept.map_err(NewsroomError::from)?)
}
