//! Marks: what was read, and what stands on the reading list.

use rusqlite::params;

use super::{Store, StoreError};
use crate::model::{ItemId, Moment};

impl Store {
    /// Marks items as read or unread. All of them or none.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where one of them does not exist.
    pub fn set_read(&mut self, ids: &[ItemId], read: bool) -> Result<(), StoreError> {
        self.for_each("UPDATE items SET read = ?2 WHERE id = ?1", ids, i64::from(read))
    }

    /// Puts items on the reading list, or takes them from it. One that stands there already
    /// keeps its date.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where one of them does not exist.
    pub fn set_starred(
        &mut self,
        ids: &[ItemId],
        starred: bool,
        now: Moment,
    ) -> Result<(), StoreError> {
        let sql = if starred {
            "UPDATE items SET starred_at = coalesce(starred_at, ?2) WHERE id = ?1"
        } else {
            "UPDATE items SET starred_at = nullif(?2, ?2) WHERE id = ?1"
        };
        self.for_each(sql, ids, now.timestamp())
    }

    fn for_each(&mut self, sql: &str, ids: &[ItemId], value: i64) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        for id in ids {
            let changed = transaction.prepare_cached(sql)?.execute(params![id.0, value])?;
            if changed == 0 {
                return Err(StoreError::NoItem(id.0));
            }
        }
        Ok(transaction.commit()?)
    }
}
