//! What can go wrong with the store, in words.

use std::path::PathBuf;

use crate::lang::Lang;
use crate::model::{Moment, Phrase};

/// Why the store did not do what was asked.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase().say(Lang::En))]
pub enum StoreError {
    /// A later version of the program wrote it.
    Newer {
        /// The store's file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The latest version this program knows.
        known: i64,
    },
    /// An earlier version of the program wrote it, and it may only be read.
    Older {
        /// The store's file.
        path: PathBuf,
    },
    /// It is not there, and one that was put aside is.
    Unfinished {
        /// The store's file.
        path: PathBuf,
        /// What was put aside.
        aside: PathBuf,
    },
    /// It was removed, or another was put in its place, while it was open.
    Replaced,
    /// The data folder cannot be made.
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// There is no such item.
    NoItem(i64),
    /// There is no such idea.
    NoIdea(i64),
    /// The item does not stand on the reading list.
    NotListed(i64),
    /// It was changed since whoever changes it looked.
    Stale {
        /// What it says now.
        says: String,
    },
    /// A file cannot be written.
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is no backup.
    NoBackup {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Nothing of it can be read.
    Lost {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Another program has the store open.
    InUse {
        /// The store's file.
        path: PathBuf,
        /// The process, if the system tells.
        by: Option<i32>,
    },
    /// The clock lies years after the last time that the program was at work.
    Clock {
        /// What the clock says.
        now: Moment,
        /// When it was at work last.
        last: Moment,
    },
    /// It was asked to end before it was done.
    Stopped,
    /// There is no such source.
    NoSource(String),
    /// The search cannot be read.
    NoWords(String),
    /// The database said no. It is no source of this error: what it says stands in it already.
    Sql(rusqlite::Error),
}

impl StoreError {
    /// What went wrong, with what, and what to do.
    pub fn phrase(&self) -> Phrase {
        let phrase = Phrase::new;
        match self {
            StoreError::Newer { path, found, known } => {
                phrase("failed.store.newer", &[&path.display(), found, known])
            }
            StoreError::Older { path } => phrase("failed.store.older", &[&path.display()]),
            StoreError::Unfinished { path, aside } => {
                phrase("failed.store.unfinished", &[&path.display(), &aside.display()])
            }
            StoreError::Replaced => Phrase::bare("failed.store.replaced"),
            StoreError::Folder { folder, source } => {
                phrase("failed.store.folder", &[&folder.display(), source])
            }
            StoreError::NoItem(id) => phrase("failed.store.no_item", &[id]),
            StoreError::NoIdea(id) => phrase("failed.store.no_idea", &[id]),
            StoreError::NotListed(id) => phrase("failed.store.not_listed", &[id]),
            StoreError::Stale { .. } => Phrase::bare("failed.store.stale"),
            StoreError::File { path, source } => {
                phrase("failed.store.file", &[&path.display(), source])
            }
            StoreError::NoBackup { path, why } => {
                phrase("failed.store.no_backup", &[&path.display(), why])
            }
            StoreError::Lost { path, why } => phrase("failed.store.lost", &[&path.display(), why]),
            StoreError::InUse { path, by: Some(process) } => {
                phrase("failed.store.in_use_by", &[&path.display(), process])
            }
            StoreError::InUse { path, by: None } => {
                phrase("failed.store.in_use", &[&path.display()])
            }
            StoreError::Clock { now, last } => {
                phrase("failed.store.clock", &[&now.date_naive(), &last.date_naive()])
            }
            StoreError::Stopped => Phrase::bare("failed.store.stopped"),
            StoreError::NoSource(name) => phrase("failed.store.no_source", &[name]),
            StoreError::NoWords(words) => phrase("failed.store.no_words", &[words]),
            StoreError::Sql(error) => phrase("failed.store.sql", &[&of_database(error)]),
        }
    }
}

impl StoreError {
    /// What the database said, without what to do about it.
    pub fn plain(&self) -> String {
        match self {
            StoreError::Sql(error) => error.to_string(),
            other => other.to_string(),
        }
    }

    /// The same error once more where it is of the store as a whole and not of what was to be written:
    /// a lock, a full disk, another file in its place. Nothing else that waits would fare better.
    pub fn of_all(&self) -> Option<StoreError> {
        if let StoreError::Replaced = self {
            return Some(StoreError::Replaced);
        }
        let StoreError::Sql(rusqlite::Error::SqliteFailure(code, said)) = self else { return None };
        let again = || rusqlite::Error::SqliteFailure(*code, said.clone()).into();
        self.is_of_writing().then(again)
    }

    /// Whether the store, or its folder, cannot be written, which keeps nobody from reading it.
    pub fn is_of_writing(&self) -> bool {
        use rusqlite::ErrorCode;
        match self {
            StoreError::Folder { .. } | StoreError::File { .. } => true,
            StoreError::Sql(error) => matches!(
                error.sqlite_error_code(),
                Some(
                    ErrorCode::ReadOnly
                        | ErrorCode::PermissionDenied
                        | ErrorCode::CannotOpen
                        | ErrorCode::DiskFull
                        | ErrorCode::SystemIoFailure
                        | ErrorCode::DatabaseBusy
                        | ErrorCode::DatabaseLocked
                )
            ),
            StoreError::Newer { .. }
            | StoreError::Older { .. }
            | StoreError::Unfinished { .. }
            | StoreError::Replaced
            | StoreError::NoItem(_)
            | StoreError::NoIdea(_)
            | StoreError::NotListed(_)
            | StoreError::Stale { .. }
            | StoreError::NoBackup { .. }
            | StoreError::Lost { .. }
            | StoreError::InUse { .. }
            | StoreError::Clock { .. }
            | StoreError::Stopped
            | StoreError::NoSource(_)
            | StoreError::NoWords(_) => false,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        const REFUSED: i32 = rusqlite::ffi::SQLITE_CONSTRAINT_COMMITHOOK;
        match error.sqlite_extended_error_code() {
            Some(REFUSED) => StoreError::Replaced,
            Some(rusqlite::ffi::SQLITE_INTERRUPT) => StoreError::Stopped,
            Some(_) | None => StoreError::Sql(error),
        }
    }
}

/// What is known to happen, with what to do; else what the database said.
fn of_database(error: &rusqlite::Error) -> Phrase {
    use rusqlite::ErrorCode;
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            Phrase::bare("failed.database.busy")
        }
        Some(ErrorCode::DiskFull) => Phrase::bare("failed.database.full"),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            Phrase::bare("failed.database.read_only")
        }
        Some(ErrorCode::CannotOpen) => Phrase::bare("failed.database.cannot_open"),
        Some(ErrorCode::SystemIoFailure) => Phrase::new("failed.database.disk", &[error]),
        Some(ErrorCode::OutOfMemory) => Phrase::bare("failed.database.memory"),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            Phrase::bare("failed.database.damaged")
        }
        // What was written here can be read here: a value, a table or a column that is not as it
        // was made is damage, too.
        _ => Phrase::new("failed.database.odd", &[error, &Phrase::bare("failed.database.damaged")]),
    }
}

/// Whether an error says that a file is not as it was made.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase))
}

/// Whether an error says that another program has the store.
pub(super) fn is_held(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
    matches!(error.sqlite_error_code(), Some(DatabaseBusy | DatabaseLocked))
}
