//! What comes into the newsroom, and what is said of it when it is in. Nothing here writes.

use std::sync::Arc;

use crate::desk::{Analysis, Analyzer};
use crate::model::{ItemId, Moment, NewItem, RemoteId, RemoteMark, Source, Visit};
use crate::store::Prepared;

/// What came of one source's items.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taken {
    /// Items that were not here before.
    pub new: Vec<ItemId>,
    /// Items that changed.
    pub updated: Vec<ItemId>,
    /// Items that are as they were.
    pub same: usize,
}

/// An item that only waits for its place: all that depends on it alone is done, on whatever thread
/// had the time, so that the one writing thread need not do it.
#[derive(Debug)]
pub struct Ready {
    pub(super) prepared: Prepared,
    /// None of what is likely to be known, or was judged already.
    pub(super) analysis: Option<Analysis>,
}

impl Ready {
    /// Makes items of a source ready, as they come in at a moment. Of those that were published
    /// well before `since`, the last visit, most are known: they wait until it is clear that they
    /// are not.
    pub fn all(
        items: Vec<Prepared>,
        source: &Source,
        by: &Arc<Analyzer>,
        since: Option<Moment>,
        now: Moment,
    ) -> Vec<Ready> {
        items.into_iter().map(|prepared| Ready::of(prepared, source, by, since, now)).collect()
    }

    /// Makes one item ready, as [`Ready::all`].
    pub(super) fn of(
        prepared: Prepared,
        source: &Source,
        by: &Arc<Analyzer>,
        since: Option<Moment>,
        now: Moment,
    ) -> Ready {
        /// A feed may tell of something a while after it was published.
        const LATE: chrono::Duration = chrono::Duration::hours(6);
        let item = prepared.item();
        let published = item.published.unwrap_or(now).min(now);
        let is_likely_new = since.is_none_or(|since| published > since - LATE);
        let analysis = is_likely_new.then(|| {
            prepared.write_out();
            by.analyze(item, source, published)
        });
        Ready { prepared, analysis }
    }
}

/// A source with what a visit to it brought.
#[derive(Debug)]
pub struct Visited {
    /// Where it comes from.
    pub source: Source,
    /// Its items.
    pub items: Vec<Ready>,
    /// How the visit went, if it is to be remembered.
    pub visit: Option<Visit>,
}

/// An item as an archive has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Returning {
    /// The number that it had.
    pub no: ItemId,
    /// When it was first seen, where nothing says when it was published.
    pub seen: Option<Moment>,
    /// What its source gave.
    pub item: NewItem,
}

/// An item that a reader server carries.
#[derive(Debug)]
pub struct Carried {
    /// What the server calls it.
    pub rid: RemoteId,
    /// The item.
    pub prepared: Prepared,
    /// When the server found it.
    pub seen: Moment,
    /// How it is marked there.
    pub marks: Vec<(RemoteMark, bool)>,
}
