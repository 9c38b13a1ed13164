//! How items find their place: what is new or changed is judged and written, one after another, in one
//! transaction.

use super::{NewsroomError, Ready, Taken};
use crate::desk::{Analysis, Arrival, Desk};
use crate::model::{Judgement, Moment, Source};
use crate::store::{Found, Prepared, StoreError, Transaction};

/// What the desk says of an item; one that is in the reader's library is marked, and not told.
pub(super) fn judged(
    desk: &mut Desk,
    transaction: &Transaction<'_>,
    arrival: &Arrival<'_>,
    analysis: Option<Analysis>,
) -> Result<Judgement, StoreError> {
    let owned = transaction.owns(arrival.id, arrival.item)?;
    Ok(desk.arrive_analyzed(arrival, analysis, owned))
}

/// Writes what is new or changed of a source's items, with what the desk says of each.
pub(super) fn judge(
    transaction: &mut Transaction<'_>,
    desk: &mut Desk,
    source: &Source,
    items: &mut [Ready],
    now: Moment,
) -> Result<Taken, NewsroomError> {
    let mut taken = Taken::default();
    for Ready { prepared, analysis } in items {
        let analysis = analysis.take();
        match take_one(transaction, desk, source, (prepared, analysis), (now, now))? {
            Found::New(id, _) => taken.new.push(id),
            Found::Changed(id, ..) => taken.updated.push(id),
            Found::Same(_) => taken.same += 1,
        }
    }
    Ok(taken)
}

/// Writes one item, if it is new or changed, with what the desk says of it; `now`, and when it was
/// first seen.
pub(super) fn take_one(
    transaction: &mut Transaction<'_>,
    desk: &mut Desk,
    source: &Source,
    (prepared, analysis): (&Prepared, Option<Analysis>),
    (now, seen): (Moment, Moment),
) -> Result<Found, NewsroomError> {
    let item = prepared.item();
    let found = transaction.find(&source.id, prepared, now)?;
    match found {
        Found::New(id, published) => {
            let arrival = Arrival { id, item, source, published, known: None };
            let judged = judged(desk, transaction, &arrival, analysis)?;
            transaction.insert(id, prepared, published, &judged, seen)?;
        }
        Found::Changed(id, published, story) => {
            let known = Some(story);
            let arrival = Arrival { id, item, source, published, known };
            let judged = judged(desk, transaction, &arrival, analysis)?;
            transaction.update(id, prepared, published, &judged)?;
        }
        Found::Same(_) => {}
    }
    Ok(found)
}
