//! Editions out of the store: which is shown, what it holds and in what order, and how it is sealed.
//!
//! This is the only gatherer: every face of the program that shows an edition, a day or several days
//! asks here. `current.rs` chooses the edition that is shown, `gather.rs` and `material.rs` read from the store
//! what the desk composes of, `order.rs` puts all stories into the one order that every face has,
//! `sealing.rs` keeps an edition as it stands and gives it back, and `late.rs` finds what came too late
//! for one.

mod current;
mod gather;
mod late;
mod material;
mod order;
mod sealing;
#[cfg(test)]
mod tests;

use crate::desk::compare::Comparer;
use crate::desk::{Lexicon, related, trends};
use crate::lang::Lang;
use crate::model::{
    Closing, Day, Digest, EditionWindow, ItemId, Moment, Place, Placed, Placement, Row, Told,
    Trending,
};
use crate::store::{Store, StoreError};

use current::standing_in;
pub use current::{count_of_last, current, last_closed, newer, standing_day};
pub use sealing::{Sealing, seal};

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// Of which time.
    pub window: EditionWindow,
    /// When editions close, and in which zone days begin.
    pub closing: Closing,
    /// When this is: what comes after it is not known yet.
    pub now: Moment,
    /// Minutes to read it in.
    pub minutes: f64,
    /// Language of all that is not quoted.
    pub lang: Lang,
    /// The item up to which it is known what came, for a reader that stands still; else all of it.
    pub up_to: Option<ItemId>,
}

impl Asked {
    /// The end of what is known of the window, itself not included.
    fn ends(&self) -> Moment {
        self.window.known_until(self.now)
    }
}

/// An edition: its page, and all of its stories in the order that every face has.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// What is read.
    pub digest: Digest,
    /// The stories: those that lead, then pane by pane those of its block, then its others; behind all
    /// panes those that came later, which are none of the page's.
    pub placements: Vec<Placement>,
}

impl Page {
    /// The reports that stand for the stories, in their order.
    pub fn placed(&self) -> Vec<Placed> {
        self.placements
            .iter()
            .map(|placement| Placed { item: placement.item, worth: placement.worth })
            .collect()
    }
}

/// An edition, or what calendar days told: as it was sealed, or else as the store has it.
///
/// # Errors
/// Where the store cannot be read.
pub fn of(store: &Store, lexicon: &Lexicon, asked: &Asked) -> Result<Page, StoreError> {
    let page = match sealing::sealed(store, lexicon, asked)? {
        Some(page) => page,
        None => gather::compose(store, lexicon, asked)?,
    };
    late::with_late(store, asked, page)
}

/// The same as it stood, for a face that shows its order and nothing of what is the reader's own.
///
/// # Errors
/// Where the store cannot be read.
pub fn standing(store: &Store, lexicon: &Lexicon, asked: &Asked) -> Result<Page, StoreError> {
    let page = match sealing::as_it_stood(store, asked)? {
        Some((page, _)) => page,
        None => gather::compose(store, lexicon, asked)?,
    };
    late::with_late(store, asked, page)
}

/// The day of the edition that an item belongs to, and how its story stands there with all that was
/// known of it; not how where it tells none.
///
/// # Errors
/// Where the store cannot be read, or there is no such item.
pub fn placement_of(
    store: &Store,
    lexicon: &Lexicon,
    asked: &Asked,
    row: &Row,
) -> Result<(Day, Option<Placement>), StoreError> {
    let (day, is_late) = standing_in(store, row.id, (asked.closing, asked.now))?;
    let window = asked.closing.edition(day, asked.now);
    let page = standing(store, lexicon, &Asked { window, ..*asked })?;
    let is_of = |one: &&Placement| one.story == row.story || one.members.contains(&row.id);
    let Some(mut found) = page.placements.iter().find(is_of).cloned() else {
        return Ok((day, None));
    };
    if found.why.is_empty() {
        sealing::fill(store, std::slice::from_mut(&mut found), window.ends)?;
    }
    if is_late && found.place != Place::Late {
        // Its story stands there by what others reported.
        found.because.push(Told::new("placement.late_report", &[]));
    }
    Ok((day, Some(found)))
}

/// Only the page of it.
///
/// # Errors
/// Where the store cannot be read.
pub fn digest(store: &Store, lexicon: &Lexicon, asked: &Asked) -> Result<Digest, StoreError> {
    Ok(of(store, lexicon, asked)?.digest)
}

/// What else is about the same as an item, most alike first.
///
/// # Errors
/// Where the store cannot be read.
pub fn related_to(
    store: &Store,
    lexicon: &Lexicon,
    row: &Row,
    now: Moment,
) -> Result<Vec<Row>, StoreError> {
    /// Items that came last, among which it is looked for.
    const AMONG: i64 = 100_000;
    /// Found by a word, and looked at.
    const LOOKED_AT: usize = 200;
    /// Told.
    const MOST: usize = 8;
    let found = store.with_any(&related::words(&row.title, lexicon), AMONG, LOOKED_AT, now)?;
    let mut comparer = Comparer::new(lexicon);
    // How common a word is, among what was found by these words, is all that needs to be known.
    comparer.learn(found.iter().map(|row| &*row.title));
    let ids: Vec<ItemId> = found.iter().chain([row]).map(|row| row.id).collect();
    let ids = related::related(row.id, &store.reports(&ids)?, &comparer, MOST);
    Ok(ids.iter().filter_map(|id| found.iter().find(|row| row.id == *id)).cloned().collect())
}

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
