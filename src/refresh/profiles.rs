//! Sets of sources for one interest, switched on together.

use crate::model::Source;
use crate::sources::files::profiles::Profile;
use crate::sources::files::source_list;
use crate::store::{Store, StoreError};

/// What came of switching a profile on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SwitchedOn {
    /// How many sources are on now that were not before.
    pub now: usize,
    /// How many were on already.
    pub before: usize,
}

/// How many sources of a profile are on.
///
/// # Errors
/// Where the store fails.
pub fn on_of(store: &Store, profile: &Profile) -> Result<usize, StoreError> {
    let known = store.sources()?;
    let is_on = |known: &&Source| known.enabled && profile.sources.contains(&known.id);
    Ok(known.iter().filter(is_on).count())
}

/// Switches all sources of a profile on. One that was removed, or came with a later version of the
/// shipped list, comes back with the set that names it.
///
/// # Errors
/// Where the store fails.
pub fn switch_on(store: &mut Store, profile: &Profile) -> Result<SwitchedOn, StoreError> {
    let before = on_of(store, profile)?;
    let mut absent = source_list::shipped();
    absent
        .retain(|source| profile.sources.contains(&source.id) && store.source(&source.id).is_err());
    for source in &mut absent {
        source.enabled = true;
    }
    store.put_sources(&absent)?;
    for id in &profile.sources {
        store.enable_source(id, true)?;
    }
    Ok(SwitchedOn { now: profile.sources.len() - before, before })
}
