//! Marks that wait for a reader server: their rows are written in the transaction of the mark, so
//! that no caller forgets them and no kill parts the two.

use rusqlite::{Connection, params};

use super::{Store, StoreError, moment};
use crate::model::account::Waiting;
use crate::model::{ItemId, RemoteId, RemoteMark};

/// Has every account that carries an item told of a mark on it. A later one takes the place of the
/// one before, under another number: what was on its way is not taken for it.
pub(super) fn queue(
    connection: &Connection,
    item: ItemId,
    mark: &RemoteMark,
    on: bool,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "REPLACE INTO outbox (account, rid, what, on_)
             SELECT account, rid, ?2, ?3 FROM remote_items WHERE item = ?1 AND NOT gone",
        )?
        .execute(params![item.0, mark.key(), on])?;
    Ok(())
}

impl Store {
    /// The marks that wait for an account, the oldest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn waiting(&self, account: &str) -> Result<Vec<Waiting>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT o.no, o.rid, r.item, o.what, o.on_, o.queued, o.sent, o.tries, o.disagreed
             FROM outbox o LEFT JOIN remote_items r ON r.account = o.account AND r.rid = o.rid
             WHERE o.account = ? ORDER BY o.no",
        )?;
        let rows = statement.query_map([account], |row| {
            let what: String = row.get(3)?;
            let Some(mark) = RemoteMark::of_key(&what) else { return Ok(None) };
            Ok(Some(Waiting {
                no: row.get(0)?,
                rid: RemoteId(row.get(1)?),
                item: row.get::<_, Option<i64>>(2)?.map(ItemId),
                mark,
                on: row.get(4)?,
                queued: moment(row.get(5)?),
                sent: row.get(6)?,
                tries: row.get(7)?,
                disagreed: row.get(8)?,
            }))
        })?;
        // What a damaged store holds of another kind is no mark.
        Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// Remembers that a server said to have marks, by number; one that was made anew meanwhile has
    /// another.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn note_sent(&mut self, marks: &[i64]) -> Result<(), StoreError> {
        self.each_mark(marks, "UPDATE outbox SET sent = 1, tries = 0 WHERE no = ?")
    }

    /// Remembers that a server refused marks.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn note_refused(&mut self, marks: &[i64]) -> Result<(), StoreError> {
        self.each_mark(marks, "UPDATE outbox SET tries = tries + 1 WHERE no = ?")
    }

    /// Lets marks go that wait; the items stay as they are here until the server says otherwise.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn drop_waiting(&mut self, marks: &[i64]) -> Result<(), StoreError> {
        self.each_mark(marks, "DELETE FROM outbox WHERE no = ?")
    }

    fn each_mark(&mut self, marks: &[i64], sql: &str) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        for no in marks {
            transaction.prepare_cached(sql)?.execute([no])?;
        }
        Ok(transaction.commit()?)
    }
}
