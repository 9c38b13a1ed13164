//! What is known of reader servers: their items and feeds, what is still to be asked for, what a
//! pass changes, and how the passes went. The marks that wait stand in `outbox.rs`.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension as _, params};

use super::json::Json;
use super::{Store, StoreError, Transaction, outbox, reading_list};
use crate::model::account::{Applied, KnownItem, Verdict};
use crate::model::{ItemId, Moment, RemoteId, RemoteMark, SourceId};

/// Bits of `remote_items.missed`.
const UNREAD: u8 = 1;
const STARRED: u8 = 2;

impl Store {
    /// All items of an account that are known here.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn known_remote(&self, account: &str) -> Result<HashMap<RemoteId, KnownItem>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.rid, i.id, coalesce(i.read, 0), i.starred_at IS NOT NULL, r.gone, r.missed,
                 coalesce(rl.tags, '[]')
             FROM remote_items r LEFT JOIN items i ON i.id = r.item
             LEFT JOIN reading_list rl ON rl.item = i.id AND rl.removed IS NULL
             WHERE r.account = ?",
        )?;
        let rows = statement.query_map([account], |row| {
            let missed: u8 = row.get(5)?;
            let known = KnownItem {
                item: row.get::<_, Option<i64>>(1)?.map(ItemId),
                read: row.get(2)?,
                starred: row.get(3)?,
                gone: row.get(4)?,
                missed_unread: missed & UNREAD != 0,
                missed_starred: missed & STARRED != 0,
                tags: row.get::<_, Json<_>>(6)?.0,
            };
            Ok((RemoteId(row.get(0)?), known))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Changes the marks of items as a pass found them to be at the server, which writes no row to
    /// the outbox, and lets go of what needs no longer wait. What was marked here since the pass
    /// looked stays as it is here.
    ///
    /// # Errors
    /// Where the store cannot be written; nothing changes then.
    pub fn apply_remote(
        &mut self,
        account: &str,
        verdict: &Verdict,
        now: Moment,
    ) -> Result<Applied, StoreError> {
        let transaction = self.connection.transaction()?;
        for no in verdict.settled.iter().chain(&verdict.refused) {
            transaction.prepare_cached("DELETE FROM outbox WHERE no = ?")?.execute([no])?;
        }
        for no in &verdict.disagreed {
            transaction
                .prepare_cached("UPDATE outbox SET disagreed = disagreed + 1 WHERE no = ?")?
                .execute([no])?;
        }
        for (rid, unread, starred) in &verdict.missed {
            let missed = u8::from(*unread) * UNREAD + u8::from(*starred) * STARRED;
            transaction
                .prepare_cached(
                    "UPDATE remote_items SET missed = ?3 WHERE account = ?1 AND rid = ?2",
                )?
                .execute(params![account, rid.0, missed])?;
        }
        for (rid, gone) in &verdict.gone {
            transaction
                .prepare_cached(
                    "UPDATE remote_items SET gone = ?3 WHERE account = ?1 AND rid = ?2",
                )?
                .execute(params![account, rid.0, gone])?;
            if *gone {
                transaction
                    .prepare_cached("DELETE FROM outbox WHERE account = ? AND rid = ?")?
                    .execute([account, &rid.0])?;
            }
        }
        let mut applied = Applied::default();
        for (item, mark, on) in &verdict.changes {
            if !waits(&transaction, *item, mark)? && apply(&transaction, *item, mark, *on, now)? {
                match (mark, on) {
                    (RemoteMark::Read, true) => applied.read += 1,
                    (RemoteMark::Read, false) => applied.unread += 1,
                    (RemoteMark::Starred, true) => applied.starred += 1,
                    (RemoteMark::Starred, false) => applied.unstarred += 1,
                    (RemoteMark::Label(_), _) => {}
                }
            }
        }
        transaction.commit()?;
        Ok(applied)
    }

    /// Has contents asked for, in the order of their places; those without one are beyond what the
    /// account takes. What is known to be wanted keeps its place where the new one is no better.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn want(
        &mut self,
        account: &str,
        wanted: &[(RemoteId, Option<i64>)],
    ) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        for (rid, place) in wanted {
            transaction
                .prepare_cached(
                    "INSERT INTO wanted (account, rid, place) VALUES (?1, ?2, ?3)
                     ON CONFLICT (account, rid) DO UPDATE SET place = coalesce(place, ?3)",
                )?
                .execute(params![account, rid.0, place])?;
        }
        Ok(transaction.commit()?)
    }

    /// All contents that are still to be asked for or beyond what is taken, with their places.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn wanted(&self, account: &str) -> Result<HashMap<RemoteId, Option<i64>>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT rid, place FROM wanted WHERE account = ?")?;
        let rows =
            statement.query_map([account], |row| Ok((RemoteId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The contents that are to be asked for next.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn next_wanted(&self, account: &str) -> Result<Vec<RemoteId>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT rid FROM wanted WHERE account = ? AND place IS NOT NULL ORDER BY place, rid",
        )?;
        let rows = statement.query_map([account], |row| Ok(RemoteId(row.get(0)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Remembers that the server refused to give contents: after so many tries they are no longer
    /// asked for, and known as items that are not here. Gives how many those are.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn note_not_given(
        &mut self,
        account: &str,
        rids: &[RemoteId],
        most: u32,
    ) -> Result<usize, StoreError> {
        let transaction = self.connection.transaction()?;
        let mut given_up = 0;
        for rid in rids {
            let tries: u32 = transaction
                .prepare_cached(
                    "UPDATE wanted SET tries = tries + 1 WHERE account = ? AND rid = ?
                     RETURNING tries",
                )?
                .query_row([account, &rid.0], |row| row.get(0))
                .optional()?
                .unwrap_or(most);
            if tries >= most {
                carry(&transaction, account, rid, None)?;
                given_up += 1;
            }
        }
        transaction.commit()?;
        Ok(given_up)
    }
}

impl Transaction<'_> {
    /// Remembers which item here is which of a server, in the transaction that brings it, and that
    /// it is wanted no more. A new item is marked as it is there. One that was here before keeps
    /// its marks, of which the server is told: they were made before it was asked; marks that it
    /// has come here.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn carry(
        &self,
        account: &str,
        rid: &RemoteId,
        item: ItemId,
        is_new: bool,
        marks: &[(RemoteMark, bool)],
        now: Moment,
    ) -> Result<(), StoreError> {
        let exists: bool = self
            .inner
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM items WHERE id = ?)")?
            .query_row([item.0], |row| row.get(0))?;
        // What was let go because of its age stays away.
        carry(&self.inner, account, rid, Some(item).filter(|_| exists))?;
        if !exists {
            return Ok(());
        }
        for (mark, on) in marks {
            let here = is_marked(&self.inner, item, mark)?;
            if *on && !here && (is_new || !waits(&self.inner, item, mark)?) {
                apply(&self.inner, item, mark, true, now)?;
            } else if here && !*on && !is_new {
                outbox::queue(&self.inner, item, mark, true)?;
            }
        }
        Ok(())
    }

    /// Remembers that a source answered, by way of the server that carries it.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn record_carried(
        &self,
        source: &SourceId,
        has_news: bool,
        now: Moment,
    ) -> Result<(), StoreError> {
        let at = now.timestamp();
        let news = has_news.then_some(at);
        self.run(
            "INSERT INTO fetch_states (source_no, last_attempt, last_success, first_success, last_new)
             SELECT no, ?2, ?2, ?2, ?3 FROM sources WHERE id = ?1
             ON CONFLICT (source_no) DO UPDATE SET last_attempt = ?2, last_success = ?2,
                 first_success = coalesce(first_success, ?2), last_new = coalesce(?3, last_new),
                 last_error = NULL, failures = 0, failing_since = NULL, gone = 0",
            &[&source.0, &at, &news],
        )
    }

    /// Remembers that an item of a server is not wanted here.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn pass_over(&self, account: &str, rid: &RemoteId) -> Result<(), StoreError> {
        carry(&self.inner, account, rid, None)
    }
}

fn carry(
    connection: &Connection,
    account: &str,
    rid: &RemoteId,
    item: Option<ItemId>,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO remote_items (account, rid, item) VALUES (?1, ?2, ?3)
             ON CONFLICT (account, rid) DO UPDATE SET item = coalesce(?3, item), gone = 0",
        )?
        .execute(params![account, rid.0, item.map(|item| item.0)])?;
    connection
        .prepare_cached("DELETE FROM wanted WHERE account = ? AND rid = ?")?
        .execute([account, &rid.0])?;
    Ok(())
}

/// Whether a mark on an item waits for some account.
fn waits(connection: &Connection, item: ItemId, mark: &RemoteMark) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM remote_items r
                 JOIN outbox o ON o.account = r.account AND o.rid = r.rid
                 WHERE r.item = ?1 AND o.what = ?2)",
        )?
        .query_row(params![item.0, mark.key()], |row| row.get(0))?)
}

fn is_marked(connection: &Connection, item: ItemId, mark: &RemoteMark) -> Result<bool, StoreError> {
    Ok(match mark {
        RemoteMark::Read => connection
            .prepare_cached("SELECT read FROM items WHERE id = ?")?
            .query_row([item.0], |row| row.get(0))?,
        RemoteMark::Starred => connection
            .prepare_cached("SELECT starred_at IS NOT NULL FROM items WHERE id = ?")?
            .query_row([item.0], |row| row.get(0))?,
        RemoteMark::Label(name) => {
            reading_list::stored(connection, item)?.is_some_and(|listed| listed.tags.contains(name))
        }
    })
}

/// Marks an item without telling a server; whether that changed anything.
fn apply(
    connection: &Connection,
    item: ItemId,
    mark: &RemoteMark,
    on: bool,
    now: Moment,
) -> Result<bool, StoreError> {
    match mark {
        RemoteMark::Read => {
            let changed = connection
                .prepare_cached("UPDATE items SET read = ?2 WHERE id = ?1 AND read <> ?2")?
                .execute(params![item.0, on])?;
            Ok(changed > 0)
        }
        RemoteMark::Starred => reading_list::put(connection, item, on, now),
        RemoteMark::Label(name) => {
            // Only what stands on the reading list has tags.
            let Some(mut listed) = reading_list::stored(connection, item)? else {
                return Ok(false);
            };
            if listed.tags.contains(name) == on {
                return Ok(false);
            }
            if on {
                listed.tags.push(name.clone());
            } else {
                listed.tags.retain(|tag| tag != name);
            }
            reading_list::set(connection, item, &listed)?;
            Ok(true)
        }
    }
}

/// Has a restored store begin anew with its servers: what waited then was sent since or was
/// changed there, and everything is to be compared.
pub(super) fn begin_anew(connection: &Connection) -> rusqlite::Result<()> {
    let knows_accounts: bool = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'account_states')",
        [],
        |row| row.get(0),
    )?;
    if knows_accounts {
        connection.execute_batch(
            "DELETE FROM outbox; UPDATE account_states SET last_full = NULL, next_due = NULL",
        )?;
    }
    Ok(())
}
