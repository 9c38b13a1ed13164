//! A copy of the store while it is in use, and back.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::{FILE, Store, StoreError, make_private_folder, schema};

impl Store {
    /// Writes a copy of the store as it is at this moment; readers and writers go on meanwhile.
    /// The file appears whole or not at all.
    ///
    /// # Errors
    /// [`StoreError::File`] where the file exists already or cannot be written.
    pub fn back_up(&self, to: &Path) -> Result<(), StoreError> {
        if to.symlink_metadata().is_ok() {
            let source = std::io::ErrorKind::AlreadyExists.into();
            return Err(StoreError::File { path: to.to_owned(), source });
        }
        copy(&self.connection, to)
    }
}

/// Puts a backup in the place of the store in a folder; what was there is kept beside it, under
/// the name that is returned.
///
/// # Errors
/// [`StoreError::NoBackup`] where the file is no whole store of a known version;
/// [`StoreError::InUse`] where another program has the store open.
pub fn restore(backup: &Path, folder: &Path) -> Result<Option<PathBuf>, StoreError> {
    let source =
        Connection::open_with_flags(backup, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(|error| {
            StoreError::NoBackup { path: backup.to_owned(), why: error.to_string() }
        })?;
    let why = match check(&source, backup) {
        Ok(None) => None,
        Ok(Some(why)) => Some(why),
        Err(newer @ StoreError::Newer { .. }) => return Err(newer),
        Err(error) => Some(error.to_string()),
    };
    if let Some(why) = why {
        return Err(StoreError::NoBackup { path: backup.to_owned(), why });
    }
    make_private_folder(folder)
        .map_err(|source| StoreError::Folder { folder: folder.to_owned(), source })?;
    let store = folder.join(FILE);
    let aside = if store.exists() { Some(set_aside(&store)?) } else { None };
    copy(&source, &store)?;
    Ok(aside)
}

/// What is wrong with a backup, if anything is.
fn check(source: &Connection, path: &Path) -> Result<Option<String>, StoreError> {
    schema::refuse_newer(source, path)?;
    let verdict: String = source.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Ok(Some(verdict));
    }
    let is_store: bool = source.query_row(
        "SELECT count(*) = 3 FROM sqlite_master WHERE name IN ('items', 'sources', 'notes')",
        [],
        |row| row.get(0),
    )?;
    Ok((!is_store).then(|| "it is another program's database".to_owned()))
}

/// Gives the store another name, once it is sure that nobody else has it open.
fn set_aside(store: &Path) -> Result<PathBuf, StoreError> {
    let connection = Connection::open(store)?;
    // Whoever has the store open holds a shared lock on it, which this one does not suffer.
    connection.pragma_update(None, "locking_mode", "exclusive")?;
    let alone = connection
        .query_row("PRAGMA journal_mode = delete", [], |row| row.get::<_, String>(0))
        .and_then(|_| connection.execute_batch("BEGIN EXCLUSIVE; COMMIT"));
    let is_whole = match alone {
        Ok(()) => true,
        // A damaged store is what a backup is for.
        Err(error) if is_damage(&error) => false,
        Err(_) => return Err(StoreError::InUse { path: store.to_owned() }),
    };
    drop(connection);
    let mut number = 1;
    let aside = loop {
        let aside = store.with_file_name(format!("{FILE}.before-restore-{number}"));
        if aside.symlink_metadata().is_err() {
            break aside;
        }
        number += 1;
    };
    let failed = |source| StoreError::File { path: aside.clone(), source };
    std::fs::rename(store, &aside).map_err(failed)?;
    for ending in ["-wal", "-shm"] {
        let name = |path: &Path| PathBuf::from(format!("{}{ending}", path.display()));
        match name(store) {
            // Whoever was killed left it; all that was in it is in the file now.
            left if is_whole && left.exists() => std::fs::remove_file(left).map_err(failed)?,
            // Of a damaged store they belong to the file that went aside.
            left if left.exists() => std::fs::rename(left, name(&aside)).map_err(failed)?,
            _ => {}
        }
    }
    Ok(aside)
}

fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase))
}

/// Copies a database into a new file: beside it first, flushed, then under its name.
fn copy(from: &Connection, to: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::File { path: to.to_owned(), source };
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    let draft = tempfile::Builder::new()
        .prefix(".jogan-")
        .tempdir_in(folder.unwrap_or(Path::new(".")))
        .map_err(failed)?;
    let file = draft.path().join(FILE);
    // One read transaction: a whole copy of one moment, whoever writes meanwhile.
    from.execute("VACUUM INTO ?", [file.to_string_lossy()])?;
    std::fs::File::open(&file).and_then(|file| file.sync_all()).map_err(failed)?;
    // Where a file came there meanwhile it stays: a link is made only where there is none.
    std::fs::hard_link(&file, to)
        .or_else(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => Err(error),
            // A file system without links.
            _ => std::fs::rename(&file, to),
        })
        .map_err(failed)
}
