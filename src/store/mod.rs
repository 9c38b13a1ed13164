//! The only SQL. Each file here is one subject's statements; all of them share [`Store`], one
//! connection to `jogan.db` in the data folder, and [`StoreError`].
//!
//! No file here knows a terminal, a network, a feed format or how a score comes about: plain data
//! goes in and comes out. Lists are read by index and window, never whole. The smallest example
//! is `marks.rs`.

mod archive;
mod backup;
#[cfg(test)]
mod care_tests;
mod desk;
mod error;
mod found;
mod ideas;
mod identity;
mod items;
mod json;
mod keeper;
mod linked;
mod lists;
mod marks;
mod memory;
mod notes;
mod panes;
mod prepared;
mod reading_list;
mod schema;
mod search;
mod sources;
#[cfg(test)]
mod tests;
mod tidy;
mod whole;

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::DateTime;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::model::{ItemId, Moment};

pub use backup::restore;
pub use error::StoreError;
pub use found::Found;
pub use items::Transaction;
pub use keeper::Keeper;
pub use prepared::Prepared;
pub use search::Own;
pub use tidy::{RESTORED_FOR, Tidied};

/// The file's name in the data folder.
pub const FILE: &str = "jogan.db";

/// How long a write waits for another program's before it gives up.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection to the store.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

impl Store {
    /// Opens the store in a folder for reading and writing; makes both where they are absent and
    /// brings an older store up to date.
    ///
    /// # Errors
    /// [`StoreError::Newer`] where a later version of the program wrote it (it is left
    /// untouched), [`StoreError::Folder`] where the folder cannot be made.
    pub fn open(folder: &Path) -> Result<Store, StoreError> {
        make_private_folder(folder)
            .map_err(|source| StoreError::Folder { folder: folder.to_owned(), source })?;
        let path = folder.join(FILE);
        let mut connection = Connection::open(&path)?;
        connection.busy_timeout(PATIENCE)?;
        schema::refuse_newer(&connection, &path)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        // Every commit reaches the disk: what was acknowledged survives a power cut.
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "cache_size", -4_000)?;
        connection.pragma_update(None, "temp_store", "memory")?;
        plan_once(&connection)?;
        connection.set_prepared_statement_cache_capacity(64);
        // One that reads before it writes would fail at once where another program wrote in
        // between, instead of waiting for its turn.
        connection.set_transaction_behavior(TransactionBehavior::Immediate);
        schema::migrate(&mut connection)?;
        Ok(Store { connection, path })
    }

    /// Opens an existing store for reading only, beside whoever writes it.
    ///
    /// # Errors
    /// As [`Store::open`]; also where there is no store yet, or one of an older version.
    pub fn open_read_only(folder: &Path) -> Result<Store, StoreError> {
        let path = folder.join(FILE);
        let connection = Connection::open_with_flags(
            &path,
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        connection.busy_timeout(PATIENCE)?;
        schema::refuse_newer(&connection, &path)?;
        plan_once(&connection)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Store { connection, path })
    }

    /// Where the store lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A number that changes whenever another connection has written to the store.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        Ok(self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// What SQLite says of the file's integrity: empty where all is well.
    ///
    /// # Errors
    /// Where the store cannot be read at all.
    pub fn integrity(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare("PRAGMA quick_check")?;
        let lines =
            statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        Ok(lines.into_iter().filter(|line| line != "ok").collect())
    }
}

/// Keeps the plan of a prepared statement. Where there are partial indexes, SQLite otherwise plans
/// a statement anew for every value bound to it, which costs more than carrying it out.
fn plan_once(connection: &Connection) -> Result<(), StoreError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// Notes are private: a folder made here is its owner's alone.
fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
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
