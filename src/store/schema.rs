//! The store's versions. A migration is never edited once released; a change is a new file and
//! its line in [`MIGRATIONS`].

use std::path::Path;

use rusqlite::Connection;

use super::StoreError;
use crate::model::Stop;

/// What leads from each version to the next: `MIGRATIONS[n]` makes version n + 1 of version n.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("../../assets/migrations/0001_begin.sql"),
    include_str!("../../assets/migrations/0002_care.sql"),
    include_str!("../../assets/migrations/0003_panes.sql"),
    include_str!("../../assets/migrations/0004_idea_keys.sql"),
    include_str!("../../assets/migrations/0005_visits.sql"),
    include_str!("../../assets/migrations/0006_events.sql"),
    include_str!("../../assets/migrations/0007_dated.sql"),
    include_str!("../../assets/migrations/0008_networks.sql"),
    include_str!("../../assets/migrations/0009_written.sql"),
    include_str!("../../assets/migrations/0010_sync.sql"),
    include_str!("../../assets/migrations/0011_editions.sql"),
    include_str!("../../assets/migrations/0012_owned.sql"),
    include_str!("../../assets/migrations/0013_packed.sql"),
    include_str!("../../assets/migrations/0014_changes.sql"),
];

/// The versions that are brought up to date; a new store is of none.
pub(super) const EARLIER: std::ops::Range<i64> = 1..MIGRATIONS.len() as i64;

pub(super) fn version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Refuses a store of a version that this program does not know, before anything touches it.
pub(super) fn refuse_newer(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let (found, known) = (version(connection)?, MIGRATIONS.len() as i64);
    if found > known {
        return Err(StoreError::Newer { path: path.to_owned(), found, known });
    }
    Ok(())
}

/// Refuses a store of any version but the latest, where none can be brought up to date.
pub(super) fn refuse_other(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    refuse_newer(connection, path)?;
    if version(connection)? < MIGRATIONS.len() as i64 {
        return Err(StoreError::Older { path: path.to_owned() });
    }
    Ok(())
}

/// Whether it is a store of an earlier version; a new one is of none.
pub(super) fn is_older(connection: &Connection) -> Result<bool, StoreError> {
    Ok(EARLIER.contains(&version(connection)?))
}

/// Brings the store to the latest version, all steps or none.
pub(super) fn migrate(connection: &mut Connection, stop: Stop) -> Result<(), StoreError> {
    if version(connection)? == MIGRATIONS.len() as i64 {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    // Read again inside the lock: another program may have been faster.
    let from = usize::try_from(version(&transaction)?).unwrap_or(0);
    for migration in MIGRATIONS.iter().skip(from) {
        if stop.is_asked() {
            return Err(StoreError::Stopped);
        }
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", MIGRATIONS.len() as i64)?;
    transaction.commit()?;
    Ok(())
}
