//! Ways to a database's file, and the mark that tells one store from another.

use std::fmt::Write as _;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::StoreError;
use super::file::sibling;
use crate::model::Stop;
use crate::system;

/// Flags for a connection that only reads and is one thread's.
const READING: OpenFlags = OpenFlags::SQLITE_OPEN_READ_ONLY.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

/// Reads the store and its log beside whoever writes.
pub(super) fn as_it_stands(path: &Path) -> rusqlite::Result<Connection> {
    Connection::open_with_flags(path, READING)
}

/// Reads the store and its log alone, where there is no room for the log's index on the disk: it
/// is kept in memory then (<https://www.sqlite.org/wal.html>, section 6).
pub(super) fn by_its_log_alone(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);
    if !sibling(path, "-wal").exists() {
        return Err(rusqlite::Error::InvalidPath(path.to_owned()));
    }
    let connection = Connection::open_with_flags(path, flags)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "locking_mode", "exclusive")?;
    Ok(connection)
}

/// Reads the file alone, as it is: what stands in a log beside it is not seen.
pub(super) fn without_log(path: &Path) -> rusqlite::Result<Connection> {
    let mut uri = String::from("file:");
    for byte in system::path_in_address(path) {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                uri.push(char::from(byte));
            }
            // Writing into a text does not fail.
            byte => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    Connection::open_with_flags(uri, READING.union(OpenFlags::SQLITE_OPEN_URI))
}

/// Has every statement end with [`StoreError::Stopped`] once it is asked to, and its transaction with it.
pub(super) fn heed(connection: &mut Connection, stop: Stop) -> Result<(), StoreError> {
    /// Steps of SQLite's machine between two looks: some milliseconds at most.
    const STEPS: i32 = 50_000;
    Ok(connection.progress_handler(STEPS, Some(move || stop.is_asked()))?)
}

/// What tells one store from another; see `file`.
const MARK: &str = "application_id";

/// Gives a store a mark of its own.
pub(super) fn mark(connection: &Connection) -> Result<(), StoreError> {
    let random: i32 =
        connection.query_row("SELECT (random() & 2147483646) + 1", [], |row| row.get(0))?;
    Ok(connection.pragma_update(None, MARK, random)?)
}

pub(super) fn marked(connection: &Connection) -> Result<u32, StoreError> {
    let mark: i32 = connection.pragma_query_value(None, MARK, |row| row.get(0))?;
    Ok(mark.cast_unsigned())
}
