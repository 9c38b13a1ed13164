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
mod listed;
mod material;
mod order;
mod sealing;
#[cfg(test)]
mod tests;

use crate::desk::Lexicon;
use crate::lang::Lang;
use crate::model::{
    Closing, Day, Digest, EditionWindow, ItemId, Moment, Phrase, Place, Placed, Placement, Row,
};
use crate::store::{Store, StoreError};

use current::standing_in;
pub use current::{count_of_last, current, last_closed, newer, standing_day};
pub use listed::listed;
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
        found.because.push(Phrase::new("placement.late_report", &[]));
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
