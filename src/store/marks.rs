//! Marks: what was read.

use rusqlite::params;

use super::{Store, StoreError, must_exist, outbox};
use crate::model::{ItemId, RemoteMark};

impl Store {
    /// Marks items as read or unread, all of them or none; the server that carries one is told on
    /// the next pass.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where one of them does not exist.
    pub fn set_read(&mut self, ids: &[ItemId], read: bool) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        for id in ids {
            let changed = transaction
                .prepare_cached("UPDATE items SET read = ?2 WHERE id = ?1 AND read <> ?2")?
                .execute(params![id.0, read])?;
            if changed == 0 {
                must_exist(&transaction, *id)?;
            } else {
                outbox::queue(&transaction, *id, &RemoteMark::Read, read)?;
            }
        }
        Ok(transaction.commit()?)
    }
}
