//! The numbers of items and ideas: given one after another, never twice. What another store gave
//! is taken only where it leaves room for all that are still to come.

use rusqlite::{Connection, OptionalExtension as _};

use super::{Store, StoreError};

/// The largest number that is taken from an archive.
const LARGEST_TAKEN: i64 = 1 << 32;

/// The largest number that is counted on from: up to it every number is exact in JSON.
const LARGEST: i64 = 1 << 53;

/// Whether a number that another store gave can be taken; for any other one there is a new one.
pub fn can_be_taken(number: i64) -> bool {
    (1..=LARGEST_TAKEN).contains(&number)
}

/// What is numbered, and where a number stands that was given.
#[derive(Debug, Clone, Copy)]
pub(super) enum Numbered {
    Items,
    Ideas,
}

impl Numbered {
    fn table(self) -> &'static str {
        match self {
            Numbered::Items => "items",
            Numbered::Ideas => "ideas",
        }
    }

    /// The largest number among all that are in bounds.
    fn largest(self) -> &'static str {
        match self {
            // What was let go keeps its number.
            Numbered::Items => {
                "SELECT max((SELECT coalesce(max(id), 0) FROM items WHERE id <= ?1),
                            (SELECT coalesce(max(item), 0) FROM item_keys WHERE item <= ?1))"
            }
            Numbered::Ideas => "SELECT coalesce(max(id), 0) FROM ideas WHERE id <= ?1",
        }
    }
}

/// The last number that was given. Where an earlier version took one from an archive after which
/// there is none, it is counted on from the largest of the others.
pub(super) fn last(connection: &Connection, what: Numbered) -> Result<i64, StoreError> {
    let noted = noted(connection, what)?;
    if (0..=LARGEST).contains(&noted) {
        return Ok(noted);
    }
    let largest: i64 = connection.query_row(what.largest(), [LARGEST], |row| row.get(0))?;
    let largest = largest.max(0);
    connection
        .execute("UPDATE sqlite_sequence SET seq = ?2 WHERE name = ?1", (what.table(), largest))?;
    Ok(largest)
}

/// The last number as the store has noted it.
pub(super) fn noted(connection: &Connection, what: Numbered) -> Result<i64, StoreError> {
    let noted: Option<i64> = connection
        .prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = ?")?
        .query_row([what.table()], |row| row.get(0))
        .optional()?;
    Ok(noted.unwrap_or(0))
}

/// Counts on from a number that was given elsewhere, where that is higher and leaves room.
pub(super) fn note(connection: &Connection, what: Numbered, last: i64) -> Result<(), StoreError> {
    if (1..=LARGEST).contains(&last) && last > noted(connection, what)? {
        connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", [what.table()])?;
        connection.execute(
            "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)",
            (what.table(), last),
        )?;
    }
    Ok(())
}

impl Store {
    /// How many items and ideas have a number that no store gives.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn odd_numbers(&self) -> Result<u32, StoreError> {
        Ok(self.connection.query_row(
            "SELECT (SELECT count(*) FROM items WHERE id < 1 OR id > ?1)
                  + (SELECT count(*) FROM ideas WHERE id < 1 OR id > ?1)",
            [LARGEST],
            |row| row.get(0),
        )?)
    }
}
