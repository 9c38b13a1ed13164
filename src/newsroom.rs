//! Store and desk at work together: every item comes in through here, whether a refresh, an
//! import or the sample edition brings it. What the keeper's thread owns is one [`Newsroom`].

use std::path::Path;

use crate::desk::{Arrival, Desk, LexiconError, Settings};
use crate::model::{ItemId, Moment, NewItem, Source, Visit};
use crate::store::{Found, Store, StoreError, Transaction};

/// Why the newsroom did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum NewsroomError {
    /// The store said no.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The reader's own lexicon cannot be read.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
}

/// The writing connection and the desk that judges what goes through it.
#[derive(Debug)]
pub struct Newsroom {
    /// The store, for all that needs no judgement: marks, notes, sources.
    pub store: Store,
    desk: Desk,
}

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

impl Newsroom {
    /// Opens the store in a folder, and a desk that remembers what was judged last.
    ///
    /// # Errors
    /// Where the store or the reader's lexicon cannot be read.
    pub fn open(folder: &Path, settings: Settings) -> Result<Newsroom, NewsroomError> {
        let store = Store::open(folder)?;
        let desk = Desk::new(settings)?;
        Ok(Newsroom { store, desk })
    }

    /// Takes a source's items in, in the order given, in one transaction: all of them are kept,
    /// judged and searchable when this returns, or none.
    ///
    /// # Errors
    /// Where the store cannot be written, or does not know the source.
    pub fn take_in(
        &mut self,
        source: &Source,
        items: &[NewItem],
        now: Moment,
    ) -> Result<Taken, NewsroomError> {
        let mut transaction = self.store.begin()?;
        let taken = judge(&mut transaction, &mut self.desk, source, items, now)?;
        transaction.commit()?;
        Ok(taken)
    }

    /// As [`Newsroom::take_in`], and remembers the visit that brought the items, all in the same
    /// transaction.
    ///
    /// # Errors
    /// As [`Newsroom::take_in`].
    pub fn take_visit(
        &mut self,
        source: &Source,
        items: &[NewItem],
        mut visit: Visit,
        now: Moment,
    ) -> Result<Taken, NewsroomError> {
        let mut transaction = self.store.begin()?;
        let taken = judge(&mut transaction, &mut self.desk, source, items, now)?;
        if !taken.new.is_empty() {
            visit.state.last_new = Some(now);
        }
        transaction.record(&visit)?;
        transaction.commit()?;
        Ok(taken)
    }
}

/// Writes what is new or changed of a source's items, with what the desk says of each.
fn judge(
    transaction: &mut Transaction<'_>,
    desk: &mut Desk,
    source: &Source,
    items: &[NewItem],
    now: Moment,
) -> Result<Taken, NewsroomError> {
    let mut taken = Taken::default();
    for item in items {
        match transaction.find(&source.id, item, now)? {
            Found::New(id, published) => {
                let judged = desk.arrive(&Arrival { id, item, source, published });
                transaction.insert(id, item, published, &judged, now)?;
                taken.new.push(id);
            }
            Found::Changed(id, published) => {
                let judged = desk.arrive(&Arrival { id, item, source, published });
                transaction.update(id, item, published, &judged)?;
                taken.updated.push(id);
            }
            Found::Same(_) => taken.same += 1,
        }
    }
    for revision in desk.settle() {
        transaction.revise(&revision)?;
    }
    Ok(taken)
}
