//! What is kept of reader servers themselves: their feeds, how a pass went, and how they fare.

use rusqlite::{OptionalExtension as _, Row as SqlRow, params};

use super::json::{Json, to_json};
use super::{Store, StoreError, moment};
use crate::model::account::{AccountHealth, AccountState, Memory, Quota, RemoteFeed};
use crate::model::{Moment, Phrase, SourceId};

impl Store {
    /// The feeds of an account.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn remote_feeds(&self, account: &str) -> Result<Vec<RemoteFeed>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT f.stream, s.id, f.missing_since FROM remote_feeds f
             LEFT JOIN sources s ON s.no = f.source_no AND NOT s.removed
             WHERE f.account = ? ORDER BY f.stream",
        )?;
        let rows = statement.query_map([account], |row| {
            Ok(RemoteFeed {
                stream: row.get(0)?,
                source: row.get::<_, Option<String>>(1)?.map(SourceId),
                missing_since: row.get::<_, Option<i64>>(2)?.map(moment),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Remembers feeds of an account, all of them or none.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn put_remote_feeds(
        &mut self,
        account: &str,
        feeds: &[RemoteFeed],
    ) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        for feed in feeds {
            transaction
                .prepare_cached(
                    "REPLACE INTO remote_feeds (account, stream, source_no, missing_since)
                     VALUES (?1, ?2, (SELECT no FROM sources WHERE id = ?3), ?4)",
                )?
                .execute(params![
                    account,
                    feed.stream,
                    feed.source.as_ref().map(|source| &source.0),
                    feed.missing_since.map(|moment| moment.timestamp()),
                ])?;
        }
        Ok(transaction.commit()?)
    }

    /// Forgets feeds of an account.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn forget_remote_feeds(
        &mut self,
        account: &str,
        streams: &[String],
    ) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        for stream in streams {
            transaction
                .prepare_cached("DELETE FROM remote_feeds WHERE account = ? AND stream = ?")?
                .execute([account, stream])?;
        }
        Ok(transaction.commit()?)
    }

    /// What is remembered of an account; nothing yet is the default.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn account_state(&self, account: &str) -> Result<AccountState, StoreError> {
        let sql = format!("SELECT {STATE} FROM account_states WHERE account = ?");
        let found = self
            .connection
            .prepare_cached(&sql)?
            .query_row([account], |row| state(row, 0))
            .optional()?;
        Ok(found.unwrap_or_default())
    }

    /// Remembers how an account is.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn put_account_state(
        &mut self,
        account: &str,
        state: &AccountState,
    ) -> Result<(), StoreError> {
        let seconds = |moment: Option<Moment>| moment.map(|moment| moment.timestamp());
        self.connection
            .prepare_cached(
                "REPLACE INTO account_states (account, last_full, last_success, next_due,
                     last_error, failing_since, quota, memory) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                account,
                seconds(state.last_full),
                seconds(state.last_success),
                seconds(state.next_due),
                state.last_error.as_ref().map(Phrase::kept),
                seconds(state.failing_since),
                to_json(&state.quota),
                to_json(&state.memory),
            ])?;
        Ok(())
    }

    /// The accounts that something is known of, in the order of their names, as far as the store
    /// tells.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn account_health(&self) -> Result<Vec<AccountHealth>, StoreError> {
        let sql = format!(
            "WITH names AS (SELECT account FROM account_states
                 UNION SELECT json_extract(options, '$.account') FROM sources
                     WHERE NOT removed AND json_extract(options, '$.account') IS NOT NULL)
             SELECT n.account,
                 (SELECT count(*) FROM outbox o WHERE o.account = n.account AND o.tries < ?1),
                 (SELECT count(*) FROM outbox o WHERE o.account = n.account AND o.tries >= ?1),
                 (SELECT min(queued) FROM outbox o WHERE o.account = n.account AND o.tries < ?1),
                 (SELECT count(*) FROM remote_feeds f WHERE f.account = n.account
                      AND f.source_no IS NOT NULL),
                 (SELECT count(*) FROM remote_items r JOIN items i ON i.id = r.item
                      WHERE r.account = n.account AND NOT i.read),
                 (SELECT count(*) FROM wanted w WHERE w.account = n.account
                      AND w.place IS NOT NULL),
                 {STATE}
             FROM names n LEFT JOIN account_states a ON a.account = n.account ORDER BY n.account"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([crate::model::account::MOST_TRIES], |row| {
            Ok(AccountHealth {
                name: row.get(0)?,
                waiting: row.get(1)?,
                set_aside: row.get(2)?,
                waiting_since: row.get::<_, Option<i64>>(3)?.map(moment),
                feeds: row.get(4)?,
                unread: row.get(5)?,
                wanted: row.get(6)?,
                state: state(row, 7)?,
                ..AccountHealth::default()
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Forgets all of an account, but for the sources that it carried and their items.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn forget_account(&mut self, account: &str) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        for table in ["outbox", "wanted", "remote_items", "remote_feeds", "account_states"] {
            transaction.execute(&format!("DELETE FROM {table} WHERE account = ?"), [account])?;
        }
        Ok(transaction.commit()?)
    }
}
const STATE: &str = "last_full, last_success, next_due, last_error, failing_since, quota, memory";

/// Reads [`STATE`], which begins at a column.
fn state(row: &SqlRow<'_>, at: usize) -> rusqlite::Result<AccountState> {
    let time = |column: usize| -> rusqlite::Result<Option<Moment>> {
        Ok(row.get::<_, Option<i64>>(at + column)?.map(moment))
    };
    Ok(AccountState {
        last_full: time(0)?,
        last_success: time(1)?,
        next_due: time(2)?,
        last_error: row.get::<_, Option<String>>(at + 3)?.map(|kept| Phrase::of_kept(&kept)),
        failing_since: time(4)?,
        quota: row.get::<_, Json<Quota>>(at + 5)?.0,
        memory: row.get::<_, Json<Memory>>(at + 6)?.0,
    })
}
