//! Who has the store open, and whether it still is the file that was opened.
//!
//! Beside the store lies a lock file, which whoever opens the store holds together with all others,
//! and whoever puts another file in the store's place holds alone. It says which file the store is.
//! SQLite finds the log and the log's index of a store by their names alone: those of a store that
//! was moved away would be taken for the log of the one that was moved in, and written into it. So
//! they are set aside where they do not belong to it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::error::is_damage;
use super::file::{Held, MARK_AT, StoreId, are_different, number_at, sibling};
use super::{StoreError, connect, leftovers, private};
use crate::system::{self, FileId};

/// How long it is waited for others who hold the lock.
const PATIENCE: Duration = Duration::from_secs(10);

/// Between two looks at a lock that others hold.
const PAUSE: Duration = Duration::from_millis(5);

/// What is to be done where there is no store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Absent {
    /// It is made.
    Make,
    /// It stays absent.
    Leave,
}

/// A hold on the store; it ends with this value.
#[derive(Debug)]
pub(super) struct Lock {
    /// None where the folder takes no lock file, or the file system knows no locks.
    file: Option<File>,
}

impl Lock {
    /// No hold at all.
    pub(super) fn none() -> Lock {
        Lock { file: None }
    }

    /// Holds the store together with all others who have it open, once nobody puts another in its
    /// place; its log is its own then.
    ///
    /// # Errors
    /// [`StoreError::InUse`] where somebody holds it alone for too long; [`StoreError::Unfinished`]
    /// and [`StoreError::File`] where it is to be made and cannot be.
    pub(super) fn beside(store: &Path, absent: Absent) -> Result<Lock, StoreError> {
        let Some(file) = lock_file(store) else {
            if absent == Absent::Make && FileId::of(store).is_none() {
                make(store)?;
            }
            return Ok(Lock::none());
        };
        let deadline = Instant::now() + PATIENCE;
        let mut is_looked_at = false;
        loop {
            match file.try_lock() {
                Ok(()) if !is_looked_at => {
                    // Whoever had it open is gone, or was killed.
                    look_alone(store, &file, absent)?;
                    is_looked_at = true;
                }
                Ok(()) | Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(_)) => return Ok(Lock::none()),
            }
            // From alone to together others may come between: it is looked once more.
            let _ = file.unlock();
            if file.try_lock_shared().is_ok() {
                look_beside(store, &file, absent)?;
                return Ok(Lock { file: Some(file) });
            }
            if Instant::now() > deadline {
                return Err(in_use(store));
            }
            sleep(PAUSE);
        }
    }

    /// Holds the store alone: nobody has it open, and nobody opens it meanwhile.
    ///
    /// # Errors
    /// [`StoreError::InUse`] where others have it open for longer than the patience.
    pub(super) fn alone(store: &Path, patience: Duration) -> Result<Lock, StoreError> {
        let Some(file) = lock_file(store) else { return Ok(Lock::none()) };
        let deadline = Instant::now() + patience;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Lock { file: Some(file) }),
                Err(TryLockError::Error(_)) => return Ok(Lock::none()),
                Err(TryLockError::WouldBlock) if Instant::now() > deadline => {
                    return Err(in_use(store));
                }
                Err(TryLockError::WouldBlock) => sleep(PAUSE),
            }
        }
    }

    /// Says that the store is the one that lies there now.
    pub(super) fn note(&self, store: &Path) {
        if let Some(file) = &self.file {
            note_now(store, file);
        }
    }

    /// Says which mark the store has, of which the file itself may not say it yet.
    pub(super) fn note_mark(&self, store: StoreId) {
        if let Some(file) = &self.file {
            note(file, store);
        }
    }
}

/// The lock file; only to be read where the folder takes none.
fn lock_file(store: &Path) -> Option<File> {
    let path = sibling(store, "-lock");
    let mut options = OpenOptions::new();
    system::owners_alone(&mut options).read(true).write(true).create(true).truncate(false);
    options.open(&path).or_else(|_| File::open(&path)).ok()
}

/// The error that says who has the store open, as far as the system knows.
pub(super) fn in_use(store: &Path) -> StoreError {
    // SQLite locks parts of the file, for as long as a connection is open.
    let holder = Held::open(store).and_then(|held| system::holder(held.file()));
    StoreError::InUse { path: store.to_owned(), by: holder }
}

/// What is to be done before the first connection, while nobody has the store open.
fn look_alone(store: &Path, lock: &File, absent: Absent) -> Result<(), StoreError> {
    match Held::open(store) {
        Some(held) => {
            let is_noted = noted(lock).is_some_and(|noted| !noted.differs(held.store()));
            if is_of_another(store, &held, is_noted) {
                set_log_aside(store)?;
            }
            note(lock, held.store());
        }
        None if absent == Absent::Make && FileId::of(store).is_none() => {
            make(store)?;
            note_now(store, lock);
        }
        None => {}
    }
    Ok(())
}

/// What is to be done beside others: they opened the store that is noted, whichever lies there now.
fn look_beside(store: &Path, lock: &File, absent: Absent) -> Result<(), StoreError> {
    let is_settled = || match (noted(lock), Held::open(store)) {
        (Some(noted), Some(held)) => !noted.differs(held.store()),
        (None, Some(_)) => true,
        (_, None) => absent == Absent::Leave || FileId::of(store).is_some(),
    };
    if is_settled() {
        return Ok(());
    }
    // One after another: the second finds it done.
    let folder = store.parent().map(File::open);
    let gate = folder.and_then(Result::ok).filter(|folder| folder.lock().is_ok());
    if !is_settled() {
        match FileId::of(store) {
            Some(_) => set_log_aside(store)?,
            None => make(store)?,
        }
        note_now(store, lock);
    }
    drop(gate);
    Ok(())
}

/// Begins a new store, unless one that was to be restored lies beside it.
fn make(store: &Path) -> Result<(), StoreError> {
    if let Some(aside) = leftovers::before_restore(store).pop() {
        return Err(StoreError::Unfinished { path: store.to_owned(), aside });
    }
    set_log_aside(store)?;
    private::make_file(store).map_err(|source| StoreError::File { path: store.to_owned(), source })
}

fn noted(lock: &File) -> Option<StoreId> {
    let mut text = [0; 96];
    let length = system::read_at(lock, &mut text, 0).ok()?;
    StoreId::parse(std::str::from_utf8(&text[..length]).ok()?)
}

/// Notes which store lies there now.
fn note_now(store: &Path, lock: &File) {
    if let Some(held) = Held::open(store) {
        note(lock, held.store());
    }
}

fn note(lock: &File, store: StoreId) {
    if noted(lock) != Some(store) {
        let text = format!("{store}\n");
        // Where it cannot be written, whoever comes next knows less and looks closer.
        let _ = lock.set_len(0).and_then(|()| system::write_all_at(lock, text.as_bytes(), 0));
    }
}

/// Whether the log that was left beside a store is another store's. It is where the two have
/// different marks; it is not where it was written after the file changed last; else the two are
/// read together. Nobody has it open.
fn is_of_another(store: &Path, held: &Held, is_noted: bool) -> bool {
    let path = sibling(store, "-wal");
    let log = std::fs::metadata(&path).ok().filter(|log| log.len() > 0);
    let (Some(log), Ok(data)) = (log, held.file().metadata()) else { return false };
    let of_log = mark_in_log(&path).ok().flatten().unwrap_or(0);
    if are_different(of_log, held.store().mark) {
        return true;
    }
    if is_noted && system::changed(&data) < system::changed(&log) {
        return false;
    }
    data.len() == 0
        || is_whole(connect::as_it_stands(store)) == Some(false)
            && is_whole(connect::without_log(store)) == Some(true)
}

/// The mark of the store whose log it is, where its first page stands in it: after a header, pages
/// follow, each after a header of its own (SQLite's file format, section 4.1).
fn mark_in_log(log: &Path) -> io::Result<Option<u32>> {
    const HEADER: u64 = 32;
    const PAGE_HEADER: u64 = 24;
    let file = File::open(log)?;
    let number = |at: u64| number_at(&file, at);
    let page_size = u64::from(number(8)?);
    let salt = (number(16)?, number(20)?);
    let mut mark = None;
    for page in 0_u64.. {
        let at = HEADER + page * (PAGE_HEADER + page_size);
        // What an earlier round left has another salt.
        let (Ok(first), Ok(one), Ok(other)) = (number(at), number(at + 8), number(at + 12)) else {
            break;
        };
        if (one, other) != salt || page_size == 0 {
            break;
        }
        if first == 1 {
            mark = number(at + PAGE_HEADER + MARK_AT).ok();
        }
    }
    Ok(mark)
}

/// Whether what a connection reads is whole, if that can be found out.
fn is_whole(connection: rusqlite::Result<Connection>) -> Option<bool> {
    let verdict = connection.and_then(|connection| {
        connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0))
    });
    match verdict {
        Ok(verdict) => Some(verdict == "ok"),
        Err(error) if is_damage(&error) => Some(false),
        Err(_) => None,
    }
}

/// Puts a log that belongs to another store under another name; its index goes, since it is made
/// anew from the log.
pub(super) fn set_log_aside(store: &Path) -> Result<(), StoreError> {
    let log = sibling(store, "-wal");
    let moved = match std::fs::metadata(&log) {
        Ok(data) if data.len() == 0 => std::fs::remove_file(&log),
        Ok(_) => {
            let aside = leftovers::free_name(store, leftovers::REPLACED);
            std::fs::rename(&log, sibling(&aside, "-wal"))
        }
        Err(_) => Ok(()),
    };
    moved
        .and_then(|()| remove_index(store))
        .map_err(|source| StoreError::File { path: log, source })
}

/// Removes the index of a store's log.
pub(super) fn remove_index(store: &Path) -> io::Result<()> {
    match std::fs::remove_file(sibling(store, "-shm")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}
