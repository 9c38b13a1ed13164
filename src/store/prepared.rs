//! What of keeping an item needs no store, so that the one writing thread need not do it.

use std::sync::Arc;

use super::identity::{Document, Keys, fingerprint};
use super::search::Columns;
use crate::model::{NewItem, SourceId};

/// An item made ready to be kept, on whatever thread had the time.
#[derive(Debug)]
pub struct Prepared {
    pub(super) item: NewItem,
    pub(super) keys: Keys,
    pub(super) fingerprint: i64,
    pub(super) columns: Columns,
    /// What it came with.
    pub(super) document: Arc<Document>,
}

impl Prepared {
    /// Makes the items of one document of a source ready: what stands beside an item tells whether
    /// it is one that is known.
    pub fn all(items: Vec<NewItem>, source: &SourceId) -> Vec<Prepared> {
        let keys: Vec<Keys> = items.iter().map(Keys::of).collect();
        let document = Arc::new(Document::of(keys.iter()));
        let prepared = |(item, keys): (NewItem, Keys)| Prepared {
            keys,
            fingerprint: fingerprint(&item),
            columns: Columns::of(&item, Some(&source.0)),
            document: Arc::clone(&document),
            item,
        };
        items.into_iter().zip(keys).map(prepared).collect()
    }

    /// Makes one item ready that came alone.
    pub fn of(item: NewItem, source: &SourceId) -> Prepared {
        let keys = Keys::of(&item);
        Prepared {
            fingerprint: fingerprint(&item),
            columns: Columns::of(&item, Some(&source.0)),
            document: Arc::new(Document::of(std::iter::once(&keys))),
            keys,
            item,
        }
    }

    /// What the source gave.
    pub fn item(&self) -> &NewItem {
        &self.item
    }
}
