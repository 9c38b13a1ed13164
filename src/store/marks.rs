//! Marks: what was read.

use rusqlite::params;

use super::{Store, StoreError};
use crate::model::ItemId;

impl Store {
    /// Marks items as read or unread. All of them or none.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where one of them does not exist.
    pub fn set_read(&mut self, ids: &[ItemId], read: bool) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        for id in ids {
            let changed = transaction
                .prepare_cached("UPDATE items SET read = ?2 WHERE id = ?1")?
                .execute(params![id.0, read])?;
            if changed == 0 {
                return Err(StoreError::NoItem(id.0));
            }
        }
        Ok(transaction.commit()?)
    }
}
