//! A copy of the store while it is in use, and back.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use tempfile::NamedTempFile;

use super::error::{is_damage, is_held};
use super::file;
use super::lock::{self, Lock};
use super::{FILE, Store, StoreError, connect, leftovers, private, schema, sync};
use crate::model::Stop;
use crate::system::{self, FileId};

/// How long it is waited for others to close the store before a backup takes its place.
const PATIENCE: Duration = Duration::from_secs(4);

impl Store {
    /// Writes a copy of the store as it is at this moment, its owner's alone; readers and writers
    /// go on meanwhile. The file appears whole or not at all.
    ///
    /// # Errors
    /// [`StoreError::File`] where the file exists already or cannot be written,
    /// [`StoreError::Stopped`] where the store was asked to.
    pub fn back_up(&self, to: &Path) -> Result<(), StoreError> {
        let failed = |source| StoreError::File { path: to.to_owned(), source };
        if to.symlink_metadata().is_ok() {
            return Err(failed(std::io::ErrorKind::AlreadyExists.into()));
        }
        let copy = copied(&self.connection, to, self.stop)?;
        copy.persist_noclobber(to).map_err(|error| failed(error.error))?;
        flush_folder(to);
        Ok(())
    }
}

/// Puts a backup in the place of the store in a folder; what was there is kept beside it, under
/// the name that is returned. The copy is made and looked at first and takes the store's place in
/// one step: at every moment there is the one or the other.
///
/// # Errors
/// [`StoreError::NoBackup`] where the file is no whole store of a known version;
/// [`StoreError::InUse`] where another program has the store open, [`StoreError::File`] where
/// there is no room, [`StoreError::Stopped`] where it was asked to end. The store is as it was then.
pub fn restore(backup: &Path, folder: &Path, stop: Stop) -> Result<Option<PathBuf>, StoreError> {
    restore_within(backup, folder, PATIENCE, stop)
}

/// As [`restore`], waiting no longer for others.
pub(super) fn restore_within(
    backup: &Path,
    folder: &Path,
    patience: Duration,
    stop: Stop,
) -> Result<Option<PathBuf>, StoreError> {
    let no_backup = |why: String| StoreError::NoBackup { path: backup.to_owned(), why };
    let store = folder.join(FILE);
    if same_file(backup, &store) {
        return Err(no_backup("it is the store itself".to_owned()));
    }
    let mut source = connect::as_it_stands(backup).map_err(|error| no_backup(error.to_string()))?;
    connect::heed(&mut source, stop)?;
    match check(&source, backup) {
        Ok(None) => {}
        Ok(Some(why)) => return Err(no_backup(why)),
        Err(said @ (StoreError::Newer { .. } | StoreError::Stopped)) => return Err(said),
        Err(error) => return Err(no_backup(error.to_string())),
    }
    system::make_folder(folder)
        .map_err(|source| StoreError::Folder { folder: folder.to_owned(), source })?;
    let copy = copied(&source, &store, stop)?;
    sync::begin_anew(&Connection::open(copy.path())?)?;
    let hold = Lock::alone(&store, patience)?;
    if stop.is_asked() {
        return Err(StoreError::Stopped);
    }
    leftovers::remove_names(&store);
    let aside = swap(copy, &store)?;
    hold.note(&store);
    private::close(folder);
    Ok(aside)
}

/// Keeps a copy of a store that is about to be brought up to date, beside it. Nobody else has it open;
/// where another program was faster there is nothing to keep. Gives where it lies.
///
/// # Errors
/// [`StoreError::File`] where there is no room for it, [`StoreError::NoBackup`] where the store is
/// damaged: it stays as it is then.
pub(super) fn keep_before_upgrade(
    connection: &Connection,
    store: &Path,
    stop: Stop,
) -> Result<Option<PathBuf>, StoreError> {
    if !schema::is_older(connection)? {
        return Ok(None);
    }
    let kept = leftovers::free_name(store, leftovers::BEFORE_UPGRADE);
    let copy = copied(connection, &kept, stop)?;
    copy.persist_noclobber(&kept)
        .map_err(|error| StoreError::File { path: kept.clone(), source: error.error })?;
    flush_folder(&kept);
    Ok(Some(kept))
}

fn same_file(one: &Path, other: &Path) -> bool {
    let id = FileId::of(one);
    id.is_some() && id == FileId::of(other)
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

/// A whole copy of a database, looked at and flushed, in a new file beside the one it is to become.
/// What it is dropped with goes; the copies of programs that were killed go, too.
fn copied(from: &Connection, to: &Path, stop: Stop) -> Result<NamedTempFile, StoreError> {
    let failed = |source| StoreError::File { path: to.to_owned(), source };
    if stop.is_asked() {
        return Err(StoreError::Stopped);
    }
    let folder = leftovers::folder_of(to);
    leftovers::remove_copies(folder);
    let copy = tempfile::Builder::new()
        .prefix(&leftovers::copying())
        .tempfile_in(folder)
        .map_err(failed)?;
    // One read transaction: a whole copy of one moment, whoever writes meanwhile.
    if let Err(error) = from.execute("VACUUM INTO ?", [copy.path().to_string_lossy()]) {
        // It was on its way when there was no room for more.
        let _ = std::fs::remove_file(file::sibling(copy.path(), "-journal"));
        return Err(error.into());
    }
    let mut made = Connection::open(copy.path())?;
    connect::heed(&mut made, stop)?;
    made.pragma_update(None, "journal_mode", "memory")?;
    connect::mark(&made)?;
    let why = check(&made, copy.path())?;
    drop(made);
    copy.as_file().sync_all().map_err(failed)?;
    match why {
        Some(why) => Err(StoreError::NoBackup { path: to.to_owned(), why }),
        None => Ok(copy),
    }
}

/// Puts a copy in the place of the store, which gets another name; gives that. Nobody has the store
/// open. Where it fails, the store has its own name still.
fn swap(copy: NamedTempFile, store: &Path) -> Result<Option<PathBuf>, StoreError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| StoreError::File { path, source }
    };
    if FileId::of(store).is_none() {
        // A log whose store is gone must not become the new one's.
        lock::set_log_aside(store)?;
        copy.persist(store).map_err(|error| failed(store)(error.error))?;
        flush_folder(store);
        return Ok(None);
    }
    merge_log(store)?;
    let aside = leftovers::free_name(store, leftovers::BEFORE_RESTORE);
    let (log, aside_log) = (file::sibling(store, "-wal"), file::sibling(&aside, "-wal"));
    // Only that of a damaged store is left, and belongs to it.
    let moves_log = log.symlink_metadata().is_ok();
    let keeps_name = std::fs::hard_link(store, &aside).is_ok();
    if !keeps_name {
        // A file system without links: for a moment there is none, which nobody sees who waits for
        // the lock, and whoever is killed then is told how to go on.
        std::fs::rename(store, &aside).map_err(failed(&aside))?;
    }
    let put_back = || {
        // Whatever of this fails, the doctor names what lies there.
        let _ = if moves_log { std::fs::rename(&aside_log, &log) } else { Ok(()) };
        let _ =
            if keeps_name { std::fs::remove_file(&aside) } else { std::fs::rename(&aside, store) };
    };
    let moved = if moves_log { std::fs::rename(&log, &aside_log) } else { Ok(()) };
    let swapped = moved
        .and_then(|()| lock::remove_index(store))
        .and_then(|()| copy.persist(store).map(drop).map_err(|error| error.error));
    if let Err(source) = swapped {
        put_back();
        return Err(failed(store)(source));
    }
    flush_folder(store);
    Ok(Some(aside))
}

/// Has all that stands in the log of a store written into its file, after which there is no log;
/// that of a damaged store stays as it is.
///
/// # Errors
/// [`StoreError::InUse`] where another program has it open that knows nothing of the lock.
fn merge_log(store: &Path) -> Result<(), StoreError> {
    let connection = Connection::open(store)?;
    // Whoever has the store open holds a shared lock on it, which this one does not suffer.
    connection.pragma_update(None, "locking_mode", "exclusive")?;
    let alone = connection
        .query_row("PRAGMA journal_mode = delete", [], |row| row.get::<_, String>(0))
        .and_then(|_| connection.execute_batch("BEGIN EXCLUSIVE; COMMIT"));
    match alone {
        Ok(()) => Ok(()),
        // A damaged store is what a backup is for.
        Err(error) if is_damage(&error) => Ok(()),
        Err(error) if is_held(&error) => {
            drop(connection);
            Err(lock::in_use(store))
        }
        Err(error) => Err(error.into()),
    }
}

/// Has the names in a file's folder reach the disk.
pub(super) fn flush_folder(file: &Path) {
    // Some file systems know no such thing.
    let _ = std::fs::File::open(leftovers::folder_of(file)).and_then(|folder| folder.sync_all());
}
