//! What of keeping an item needs no store, so that the one writing thread need not do it.

use std::cell::OnceCell;
use std::sync::Arc;

use super::body;
use super::identity::{Document, Keys, fingerprint, paper_json};
use super::json::to_json;
use super::search::Columns;
use crate::model::{NewItem, SourceId};

/// An item made ready to be kept, on whatever thread had the time.
#[derive(Debug)]
pub struct Prepared {
    pub(super) item: NewItem,
    pub(super) keys: Keys,
    pub(super) fingerprint: i64,
    /// What it came with.
    pub(super) document: Arc<Document>,
    source: SourceId,
    /// Made where it is first asked for: nothing of it is needed of an item that is known.
    written: OnceCell<Written>,
}

/// An item in the form in which it is written.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) columns: Columns,
    pub(super) authors: String,
    pub(super) categories: String,
    pub(super) paper: String,
    /// Summary and content, where they can be packed.
    pub(super) packed: Option<Vec<u8>>,
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
            document: Arc::clone(&document),
            source: source.clone(),
            written: OnceCell::new(),
            item,
        };
        items.into_iter().zip(keys).map(prepared).collect()
    }

    /// Makes one item ready that came alone.
    pub fn of(item: NewItem, source: &SourceId) -> Prepared {
        let keys = Keys::of(&item);
        Prepared {
            fingerprint: fingerprint(&item),
            document: Arc::new(Document::of(std::iter::once(&keys))),
            keys,
            source: source.clone(),
            written: OnceCell::new(),
            item,
        }
    }

    /// Brings the item into the form in which it is written, which is done at the latest when it
    /// is: for one that is likely to be new there may be more time before.
    pub fn write_out(&self) {
        self.written();
    }

    pub(super) fn written(&self) -> &Written {
        let Prepared { item, source, .. } = self;
        self.written.get_or_init(|| Written {
            columns: Columns::of(item, Some(&source.0)),
            authors: to_json(&item.authors),
            categories: to_json(&item.categories),
            paper: paper_json(&item.paper),
            packed: body::pack(&item.summary, &item.content),
        })
    }

    /// What the source gave.
    pub fn item(&self) -> &NewItem {
        &self.item
    }
}
