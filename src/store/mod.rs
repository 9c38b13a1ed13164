//! The only SQL. Each file here is one subject's statements; all of them share [`Store`], one
//! connection to `jogan.db` in the data folder, and [`StoreError`].
//!
//! No file here knows a terminal, a network, a feed format or how a score comes about: plain data
//! goes in and comes out. Lists are read by index and window, never whole. The smallest example
//! is `marks.rs`.

mod accounts;
mod archive;
mod authors;
mod backup;
mod body;
#[cfg(test)]
mod care_tests;
mod changing;
mod cited;
mod connect;
mod desk;
mod editions;
mod error;
#[cfg(test)]
mod event_tests;
mod file;
mod found;
mod gist;
mod ideas;
mod identity;
#[cfg(test)]
mod identity_tests;
mod items;
mod json;
mod keeper;
mod leftovers;
mod linked;
mod listing;
mod lists;
mod lock;
mod log;
mod marks;
mod memory;
mod notes;
mod numbers;
mod open;
mod outbox;
mod owned;
mod packing;
mod pages;
mod panes;
mod prepared;
mod private;
mod reading_list;
#[cfg(test)]
mod safety_tests;
mod salvage;
#[cfg(test)]
mod salvage_tests;
mod schema;
mod search;
mod sources;
mod stories;
mod sync;
#[cfg(test)]
mod sync_tests;
mod taste;
#[cfg(test)]
mod tests;
mod tidy;
#[cfg(test)]
mod version_tests;
mod whole;
mod written;

use std::path::{Path, PathBuf};

use chrono::DateTime;
use rusqlite::Connection;

use crate::model::{ItemId, Moment, Stop};
use file::Held;
use lock::Lock;

pub use backup::restore;
pub use changing::Changing;
pub use editions::Sealed;
pub use error::StoreError;
pub use file::StoreId;
pub use found::Found;
pub use items::Transaction;
pub use keeper::Keeper;
pub use leftovers::{Leftover, leftovers};
pub use numbers::can_be_taken;
pub use open::is_older;
pub use owned::Shelved;
pub use packing::Packing;
pub use prepared::Prepared;
pub use salvage::{Salvaged, salvage};
pub use search::Own;
pub use tidy::{RESTORED_FOR, Tidied};
pub use written::{WritingDay, WrittenAnswer};

/// The file's name in the data folder.
pub const FILE: &str = "jogan.db";

/// A connection to the store.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    /// Which store was opened.
    id: StoreId,
    held: Held,
    /// Asked during a long work.
    stop: Stop,
    /// Nobody puts another store in this one's place while it is held.
    _lock: Lock,
}

impl Store {
    /// Where the store lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Which store is open: two connections may have opened one path, and not one store.
    pub fn id(&self) -> StoreId {
        self.id
    }

    /// Has a long work end, undone, with [`StoreError::Stopped`] once it is asked to; until then each
    /// goes on to its end.
    ///
    /// # Errors
    /// Where the store is no more.
    pub fn heed(&mut self, stop: Stop) -> Result<(), StoreError> {
        self.stop = stop;
        connect::heed(&mut self.connection, stop)
    }

    /// What a long work asks between its steps.
    pub fn stop(&self) -> Stop {
        self.stop
    }

    /// Whether it was removed, or another was put in its place, since it was opened: then nothing
    /// can be kept in it.
    pub fn is_lost(&self) -> bool {
        self.held.watch(&self.path, self.id.mark)()
    }

    /// A number that changes whenever another connection has written to the store.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        Ok(self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// A number that grows with every row that this connection writes.
    pub fn rows_written(&self) -> u64 {
        self.connection.total_changes()
    }

    /// What SQLite says of the file's integrity, and how many texts are damaged: empty where all is well.
    ///
    /// # Errors
    /// Where the store cannot be read at all.
    pub fn integrity(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare("PRAGMA quick_check")?;
        let lines =
            statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        let mut lines: Vec<String> = lines.into_iter().filter(|line| line != "ok").collect();
        let damaged = body::damaged(&self.connection)?;
        if let Some(first) = damaged.first() {
            let count = damaged.len();
            lines.push(format!("{count} texts are damaged, that of item {first} first"));
        }
        Ok(lines)
    }
}

#[cfg(test)]
impl Store {
    /// Every row that items are written as, and every word of the index, as text.
    pub(crate) fn dump(&self) -> Result<Vec<String>, StoreError> {
        self.connection.execute_batch(
            "CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search, instance)",
        )?;
        let mut lines = Vec::new();
        for (table, order) in [
            ("items", "id"),
            ("texts", "item"),
            ("judgements", "item"),
            ("stories", "id"),
            ("item_keys", "source_no, key"),
            ("temp.words", "term, doc, col, offset"),
        ] {
            let sql = format!("SELECT * FROM {table} ORDER BY {order}");
            let mut statement = self.connection.prepare(&sql)?;
            let columns = statement.column_count();
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let values: Vec<rusqlite::types::Value> =
                    (0..columns).map(|at| row.get(at)).collect::<Result<_, _>>()?;
                lines.push(format!("{table} {values:?}"));
            }
        }
        Ok(lines)
    }
}

/// Refuses to go on with an item that does not exist.
fn must_exist(connection: &Connection, item: ItemId) -> Result<(), StoreError> {
    let exists: bool = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM items WHERE id = ?)")?
        .query_row([item.0], |row| row.get(0))?;
    if exists { Ok(()) } else { Err(StoreError::NoItem(item.0)) }
}

/// A stored number as a moment. Numbers come from moments, so none is out of range; a damaged
/// store shows the epoch instead of failing a whole list.
fn moment(seconds: i64) -> Moment {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}
