//! Marks: what was read.

use rusqlite::{OptionalExtension as _, params};

use super::{Changing, Store, StoreError, must_exist, outbox};
use crate::model::change::Mark;
use crate::model::{ItemId, RemoteMark};

impl Changing<'_> {
    /// Marks items as read or unread, all of them or none; the server that carries one is told on
    /// the next pass.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where one of them does not exist.
    pub fn set_read(&self, ids: &[ItemId], read: bool) -> Result<(), StoreError> {
        for id in ids {
            let changed = self
                .connection
                .prepare_cached("UPDATE items SET read = ?2 WHERE id = ?1 AND read <> ?2")?
                .execute(params![id.0, read])?;
            if changed == 0 {
                must_exist(self.connection, *id)?;
            } else {
                outbox::queue(self.connection, *id, &RemoteMark::Read, read)?;
            }
        }
        Ok(())
    }

    /// Whether an item has a mark; `None` where it is no more.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn has_mark(&self, id: ItemId, mark: Mark) -> Result<Option<bool>, StoreError> {
        let sql = match mark {
            Mark::Read => "SELECT read FROM items WHERE id = ?",
            Mark::Star => "SELECT starred_at IS NOT NULL FROM items WHERE id = ?",
        };
        Ok(self.connection.prepare_cached(sql)?.query_row([id.0], |row| row.get(0)).optional()?)
    }
}

impl Store {
    /// As [`Changing::set_read`], where nobody takes it back.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where one of them does not exist.
    pub fn set_read(&mut self, ids: &[ItemId], read: bool) -> Result<(), StoreError> {
        self.changing(|changing| changing.set_read(ids, read))
    }
}
