//! What is talked about, on a day and in an edition.

use crate::desk::{Lexicon, trends};
use crate::model::{Closing, Day, EditionWindow, Moment, Trending};
use crate::store::{Store, StoreError};

/// Terms that a face lists.
const LISTED: usize = 60;

/// What is trending on a calendar day, from the items of the month that ends with it. On a day of
/// which nothing is known yet, what was on the last day of which something is. What came after `now`
/// is not known.
///
/// # Errors
/// Where the store cannot be read.
pub fn trending_on(
    store: &Store,
    lexicon: &Lexicon,
    day: Day,
    (closing, now): (Closing, Moment),
    limit: usize,
) -> Result<Trending, StoreError> {
    let zone = closing.zone;
    let ends = |day: Day| zone.end_of(day).min(now + chrono::Duration::seconds(1));
    let last = store.last_before(ends(day))?.map(|published| zone.day_of(published));
    let talk_of = |day| store.talk(zone.start_of(day), ends(day));
    trends::trending(talk_of, last.unwrap_or(day), 1, lexicon, limit)
}

/// What is trending in an edition, from the thirty editions of which it is the last; each stands for
/// the day that it bears.
///
/// # Errors
/// Where the store cannot be read.
pub fn trending(
    store: &Store,
    lexicon: &Lexicon,
    window: &EditionWindow,
    (closing, now): (Closing, Moment),
    limit: usize,
) -> Result<Trending, StoreError> {
    if !window.is_edition() {
        return trending_on(store, lexicon, window.day, (closing, now), limit);
    }
    let talk_of = |day| {
        let edition = closing.edition(day, now);
        store.talk(edition.begins, edition.known_until(now))
    };
    trends::trending(talk_of, window.day, 1, lexicon, limit)
}

/// The terms of an edition as every face lists them: what one story alone tells is told by its own row. Of
/// calendar days, which have no rows beside them, all.
///
/// # Errors
/// Where the store cannot be read.
pub fn talked_of(
    store: &Store,
    lexicon: &Lexicon,
    window: &EditionWindow,
    clock: (Closing, Moment),
    limit: Option<usize>,
) -> Result<Trending, StoreError> {
    let mut trending = trending(store, lexicon, window, clock, usize::MAX)?;
    if window.is_edition() {
        trending.terms.retain(|term| term.count != 1);
    }
    trending.terms.truncate(limit.unwrap_or(LISTED));
    Ok(trending)
}
