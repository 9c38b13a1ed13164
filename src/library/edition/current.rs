//! Which edition is shown. Never an empty one while there is another: early on a day it is the last
//! one that holds enough.

use super::gather::members;
use crate::model::{Closing, Day, EditionWindow, ItemId, Members, Moment, Query, WindowState};
use crate::store::{Store, StoreError};

/// So many stories are enough for an edition to be shown, in any week.
const ENOUGH: u32 = 20;
/// Editions from which it follows what is usual, and among which the fullest is looked for.
const WEEK: usize = 7;

/// The edition that is shown: the open one if it has been open for six hours and holds enough, else
/// the one that closed last if that does, else the fullest of a week. Where even that is empty, the
/// last one that holds anything.
///
/// # Errors
/// Where the store cannot be read.
pub fn current(
    store: &Store,
    (closing, now): (Closing, Moment),
    up_to: Option<ItemId>,
) -> Result<EditionWindow, StoreError> {
    let week = Week::of(store, (closing, now), up_to)?;
    let open = closing.open(now);
    if open.is_old_enough(now) && week.holds_enough(0) {
        return Ok(open);
    }
    let last = closing.last_closed(now);
    if week.holds_enough(1) {
        return Ok(last);
    }
    let fullest =
        week.counts.iter().take(WEEK + 1).max_by_key(|(window, count)| (*count, window.day));
    let chosen = match fullest {
        Some((window, 1..)) => *window,
        _ => match store.last_before(now + chrono::Duration::seconds(1))? {
            Some(published) => closing.edition_at(published, now),
            None => last,
        },
    };
    let stands_for_another = chosen.day < last.day;
    let state = if stands_for_another { WindowState::Last } else { chosen.state };
    Ok(EditionWindow { state, ..chosen })
}

/// The edition that closed last, whatever it holds.
pub fn last_closed((closing, now): (Closing, Moment)) -> EditionWindow {
    closing.last_closed(now)
}

/// What a reader turns to who has seen an edition with what came up to an item, and asks for what is
/// new: the current one if that is another, the same if more came for it, else the open one if it
/// holds anything.
///
/// # Errors
/// Where the store cannot be read.
pub fn newer(
    store: &Store,
    (closing, now): (Closing, Moment),
    than: &EditionWindow,
    after: ItemId,
) -> Result<EditionWindow, StoreError> {
    let current = current(store, (closing, now), None)?;
    if current.day > than.day {
        return Ok(current);
    }
    let members = Members { ends: than.known_until(now), ..members(store, than, None)? };
    let more = Query { members: Some(members), after: Some(after), ..Query::default() };
    let open = closing.open(now);
    let is_more = store.count_stories(&more)? > 0;
    if is_more || count(store, &open, now, None)? == 0 { Ok(*than) } else { Ok(open) }
}

/// How many stories the edition that closed last holds.
///
/// # Errors
/// Where the store cannot be read.
pub fn count_of_last(
    store: &Store,
    (closing, now): (Closing, Moment),
    up_to: Option<ItemId>,
) -> Result<u32, StoreError> {
    count(store, &closing.last_closed(now), now, up_to)
}

/// How many stories an edition holds.
///
/// # Errors
/// Where the store cannot be read.
pub(super) fn count(
    store: &Store,
    window: &EditionWindow,
    now: Moment,
    up_to: Option<ItemId>,
) -> Result<u32, StoreError> {
    let members = Members { ends: window.known_until(now), ..members(store, window, up_to)? };
    store.count_stories(&Query { members: Some(members), up_to, ..Query::default() })
}

/// How many stories of an edition are news: noise and what was told before fill no page.
fn count_news(
    store: &Store,
    window: &EditionWindow,
    now: Moment,
    up_to: Option<ItemId>,
) -> Result<u32, StoreError> {
    let members = Members { ends: window.known_until(now), ..members(store, window, up_to)? };
    let query = Query { members: Some(members), up_to, ..Query::default() };
    store.count_news(&query, window.begins)
}

/// Whether an edition that closed holds enough, compared with the week before it.
///
/// # Errors
/// Where the store cannot be read.
pub(super) fn is_full(
    store: &Store,
    (closing, now): (Closing, Moment),
) -> Result<bool, StoreError> {
    Ok(Week::of(store, (closing, now), None)?.holds_enough(1))
}

/// The last editions, the open one first, with the number of their stories that are news.
struct Week {
    counts: Vec<(EditionWindow, u32)>,
}

impl Week {
    fn of(
        store: &Store,
        (closing, now): (Closing, Moment),
        up_to: Option<ItemId>,
    ) -> Result<Week, StoreError> {
        let open = closing.open(now);
        let windows = std::iter::once(open).chain(closing.before(open.day, now).take(WEEK + 1));
        let counted = |window| Ok((window, count_news(store, &window, now, up_to)?));
        Ok(Week { counts: windows.map(counted).collect::<Result<_, StoreError>>()? })
    }

    /// Whether an edition holds enough: so many stories, or half of what is usual in the week before
    /// it where that is less.
    fn holds_enough(&self, at: usize) -> bool {
        let Some((_, count)) = self.counts.get(at) else { return false };
        let before = self.counts.iter().skip(at + 1).take(WEEK);
        let mut before: Vec<u32> = before.map(|(_, count)| *count).filter(|n| *n > 0).collect();
        before.sort_unstable();
        let usual = before.get(before.len() / 2);
        let enough = usual.map_or(ENOUGH, |usual| (usual / 2).clamp(1, ENOUGH));
        *count >= enough
    }
}

/// The day of the edition to which an item belongs: that of its time, or the next one where it came
/// after that was sealed.
///
/// # Errors
/// Where the store cannot be read, or there is no such item.
pub fn standing_day(
    store: &Store,
    id: ItemId,
    clock: (Closing, Moment),
) -> Result<Day, StoreError> {
    Ok(standing_in(store, id, clock)?.0)
}

/// The same, and whether it came too late for the next one, too: then it stands in that of its time,
/// but behind the page.
///
/// # Errors
/// Where the store cannot be read, or there is no such item.
pub(super) fn standing_in(
    store: &Store,
    id: ItemId,
    (closing, now): (Closing, Moment),
) -> Result<(Day, bool), StoreError> {
    let (published, arrived) = store.arrival(id)?;
    let own = closing.edition_at(published, now);
    let next = closing.edition(own.day.succ_opt().unwrap_or(own.day), now);
    for window in [own, next] {
        if members(store, &window, None)?.hold(published, arrived) {
            return Ok((window.day, false));
        }
    }
    Ok((own.day, true))
}
