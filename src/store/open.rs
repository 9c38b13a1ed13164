//! How the store is opened: for writing, or only to be read, also where nothing can be written.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, TransactionBehavior};

use super::connect::{as_it_stands, by_its_log_alone, heed, mark, marked, without_log};
use super::file::{Held, StoreId, number_at};
use super::lock::{Absent, Lock};
use super::{FILE, Store, StoreError, authors, backup, leftovers, private, schema};
use crate::model::Stop;
use crate::system::{self, FileId};

/// How long a write waits for another program's before it gives up.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whether the store in a folder is of an earlier version, and opening it takes long for that.
pub fn is_older(folder: &Path) -> bool {
    /// Where the first page of a database holds `user_version`. SQLite's file format, section 1.3.
    const VERSION_AT: u64 = 60;
    let held = Held::open(&folder.join(FILE));
    let version = held.and_then(|held| number_at(held.file(), VERSION_AT).ok());
    version.is_some_and(|version| schema::EARLIER.contains(&i64::from(version)))
}

impl Store {
    /// Opens the store in a folder for reading and writing; makes both where they are absent and
    /// brings an older store up to date, of which a copy is kept beside it.
    ///
    /// # Errors
    /// [`StoreError::Newer`] where a later version of the program wrote it (it is left
    /// untouched), [`StoreError::Folder`] where the folder cannot be made,
    /// [`StoreError::Unfinished`] where there is none but one that was put aside,
    /// [`StoreError::InUse`] where it is to be brought up to date and an older program has it open.
    pub fn open(folder: &Path) -> Result<Store, StoreError> {
        Store::open_unless(folder, Stop::NEVER)
    }

    /// As [`Store::open`]; where it is to be brought up to date that may be asked to end.
    ///
    /// # Errors
    /// As [`Store::open`], and [`StoreError::Stopped`]: it is as it was then.
    pub fn open_unless(folder: &Path, stop: Stop) -> Result<Store, StoreError> {
        Store::open_within(folder, PATIENCE, stop)
    }

    /// As [`Store::open_unless`], waiting only so long for others where it is to be brought up to date.
    pub(super) fn open_within(
        folder: &Path,
        patience: Duration,
        stop: Stop,
    ) -> Result<Store, StoreError> {
        system::make_folder(folder)
            .map_err(|source| StoreError::Folder { folder: folder.to_owned(), source })?;
        let path = folder.join(FILE);
        let mut lock = Lock::beside(&path, Absent::Make)?;
        private::close(folder);
        let (mut connection, held) = connected(&path)?;
        connection.busy_timeout(PATIENCE)?;
        schema::refuse_newer(&connection, &path)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        // Every commit reaches the disk: what was acknowledged survives a power cut.
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "cache_size", -4_000)?;
        connection.pragma_update(None, "temp_store", "memory")?;
        plan_once(&connection)?;
        authors::teach(&connection)?;
        connection.set_prepared_statement_cache_capacity(64);
        // One that reads before it writes would fail at once where another program wrote in
        // between, instead of waiting for its turn.
        connection.set_transaction_behavior(TransactionBehavior::Immediate);
        refuse_lost_writes(&mut connection, &path, &held, 0)?;
        if schema::is_older(&connection)? {
            // A program of the version before would go on writing as it knows the store.
            drop(lock);
            let alone = Lock::alone(&path, patience)?;
            heed(&mut connection, stop)?;
            let kept = backup::keep_before_upgrade(&connection, &path, stop)?;
            let migrated = schema::migrate(&mut connection, stop);
            if let (Err(StoreError::Stopped), Some(kept)) = (&migrated, kept) {
                // The store is as it was, and is copied again the next time.
                let _ = std::fs::remove_file(kept);
            }
            migrated?;
            heed(&mut connection, Stop::NEVER)?;
            drop(alone);
            lock = Lock::beside(&path, Absent::Leave)?;
        } else {
            schema::migrate(&mut connection, Stop::NEVER)?;
        }
        if marked(&connection)? == 0 {
            mark(&connection)?;
        }
        let id = StoreId { mark: marked(&connection)?, ..held.store() };
        refuse_lost_writes(&mut connection, &path, &held, id.mark)?;
        lock.note_mark(id);
        Ok(Store { connection, path, id, held, stop: Stop::NEVER, _lock: lock })
    }

    /// Opens an existing store for reading only, beside whoever writes it; also where its folder
    /// may not be written, or the disk is full.
    ///
    /// # Errors
    /// As [`Store::open`]; also where there is no store yet, or [`StoreError::Older`] where it is
    /// of an older version.
    pub fn open_read_only(folder: &Path) -> Result<Store, StoreError> {
        let path = folder.join(FILE);
        let ways: [fn(&Path) -> rusqlite::Result<Connection>; 3] =
            [as_it_stands, by_its_log_alone, without_log];
        let (lock, ways) = match Lock::beside(&path, Absent::Leave) {
            Ok(lock) => (lock, &ways[..]),
            // Another store's log lies there and cannot be moved.
            Err(StoreError::File { .. }) => (Lock::none(), &ways[2..]),
            Err(error) => return Err(error),
        };
        let Some(held) = Held::open(&path) else {
            return Err(match leftovers::before_restore(&path).pop() {
                Some(aside) if FileId::of(&path).is_none() => {
                    StoreError::Unfinished { path, aside }
                }
                Some(_) | None => cannot_open(),
            });
        };
        let mut refused = None;
        for way in ways {
            match way(&path).map_err(StoreError::from).and_then(|connection| {
                connection.busy_timeout(PATIENCE)?;
                schema::refuse_other(&connection, &path)?;
                connection.pragma_update(None, "temp_store", "memory")?;
                plan_once(&connection)?;
                authors::teach(&connection)?;
                connection.set_prepared_statement_cache_capacity(64);
                let id = StoreId { mark: marked(&connection)?, ..held.store() };
                Ok((connection, id))
            }) {
                Ok((connection, id)) => {
                    let stop = Stop::NEVER;
                    return Ok(Store { connection, path, id, held, stop, _lock: lock });
                }
                Err(error @ (StoreError::Newer { .. } | StoreError::Older { .. })) => {
                    return Err(error);
                }
                // What the first way said is what the user can mend.
                Err(error) => refused = refused.or(Some(error)),
            }
        }
        Err(refused.unwrap_or_else(cannot_open))
    }
}

/// A connection to the file at a path, and a hold on that file. Another may be put there between
/// two looks; then it is opened once more.
fn connected(path: &Path) -> Result<(Connection, Held), StoreError> {
    let open = || Ok((Connection::open(path)?, Held::open(path).ok_or_else(cannot_open)?));
    let before = FileId::of(path);
    let (connection, held) = open()?;
    if before == Some(held.store().file) {
        return Ok((connection, held));
    }
    drop(connection);
    open()
}

fn cannot_open() -> StoreError {
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CANTOPEN);
    StoreError::Sql(rusqlite::Error::SqliteFailure(code, None))
}

/// Has whatever is written refused at the moment of its commit, under the lock of the one who
/// writes, once the store was removed or another was put in its place: it would be in no store.
fn refuse_lost_writes(
    connection: &mut Connection,
    path: &Path,
    held: &Held,
    mark: u32,
) -> Result<(), StoreError> {
    Ok(connection.commit_hook(Some(held.watch(path, mark)))?)
}

/// Keeps the plan of a prepared statement. Where there are partial indexes, SQLite otherwise plans
/// a statement anew for every value bound to it, which costs more than carrying it out.
fn plan_once(connection: &Connection) -> Result<(), StoreError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

impl Drop for Store {
    fn drop(&mut self) {
        if self.is_lost() {
            // The last connection would write the log into the file, and remove it by its name:
            // both are another store's now.
            let _ = self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
        }
    }
}
