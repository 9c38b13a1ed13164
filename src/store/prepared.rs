//! What of keeping an item needs no store, so that the one writing thread need not do it.

use super::identity::{Keys, fingerprint};
use super::search::Columns;
use crate::model::{NewItem, SourceId};

/// An item made ready to be kept, on whatever thread had the time.
#[derive(Debug)]
pub struct Prepared {
    pub(super) item: NewItem,
    pub(super) keys: Keys,
    pub(super) fingerprint: i64,
    pub(super) columns: Columns,
}

impl Prepared {
    /// Makes one source's item ready.
    pub fn of(item: NewItem, source: &SourceId) -> Prepared {
        Prepared {
            keys: Keys::of(&item),
            fingerprint: fingerprint(&item),
            columns: Columns::of(&item, Some(&source.0)),
            item,
        }
    }

    /// What the source gave.
    pub fn item(&self) -> &NewItem {
        &self.item
    }
}
