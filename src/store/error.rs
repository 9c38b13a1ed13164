//! What can go wrong with the store, in words.

use std::path::PathBuf;

use crate::model::Moment;

/// Why the store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A later version of the program wrote it.
    #[error(
        "{path} was written by a newer jogan (store version {found}, this one knows {known}); \
         update jogan, or point --data-dir elsewhere"
    )]
    Newer {
        /// The store's file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The latest version this program knows.
        known: i64,
    },
    /// An earlier version of the program wrote it, and it may only be read.
    #[error(
        "{} was written by an older jogan and must be brought up to date, which it may not be; \
         give its folder room and the right to be written, and start jogan once", path.display()
    )]
    Older {
        /// The store's file.
        path: PathBuf,
    },
    /// It is not there, and one that was put aside is.
    #[error(
        "{} is not there, but {} is, from a restore that did not end: `jogan restore {}` puts it \
         back; to begin a new store, move it elsewhere",
        path.display(), aside.display(), aside.display()
    )]
    Unfinished {
        /// The store's file.
        path: PathBuf,
        /// What was put aside.
        aside: PathBuf,
    },
    /// It was removed, or another was put in its place, while it was open.
    #[error(
        "the store was removed or replaced while it was open, so nothing of this would be kept; \
         close jogan, look at the data folder, and open it again"
    )]
    Replaced,
    /// The data folder cannot be made.
    #[error("cannot make the data folder {folder}: {source}; choose another with --data-dir")]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// There is no such item.
    #[error("there is no item {0}; `jogan list` shows the numbers there are")]
    NoItem(i64),
    /// There is no such idea.
    #[error("there is no idea {0}; `jogan idea list` shows the numbers there are")]
    NoIdea(i64),
    /// The item does not stand on the reading list.
    #[error("item {0} is not on the reading list; `jogan star {0}` puts it there")]
    NotListed(i64),
    /// It was changed since whoever changes it looked.
    #[error("it was changed elsewhere meanwhile; look at it again, then change it")]
    Stale {
        /// What it says now.
        says: String,
    },
    /// A file cannot be written.
    #[error("cannot write {}: {source}; choose another place", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is no backup.
    #[error("{} cannot be restored: {why}; give a file that `jogan backup` wrote", path.display())]
    NoBackup {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Nothing of it can be read.
    #[error(
        "nothing of {} can be read: {why}; put a backup in its place with `jogan restore FILE`, or \
         move it away and begin anew", path.display()
    )]
    Lost {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Another program has the store open.
    #[error("{} is in use{}; close every other jogan and try again", path.display(), told(*by))]
    InUse {
        /// The store's file.
        path: PathBuf,
        /// The process, if the system tells.
        by: Option<i32>,
    },
    /// The clock lies years after the last time that the program was at work.
    #[error(
        "nothing was let go: the clock says {}, and jogan was last at work on {}; set the clock \
         right, or where it is right, `jogan tidy --force`", now.date_naive(), last.date_naive()
    )]
    Clock {
        /// What the clock says.
        now: Moment,
        /// When it was at work last.
        last: Moment,
    },
    /// It was asked to end before it was done.
    #[error("stopped before it was done, so nothing of it is kept; try again")]
    Stopped,
    /// There is no such source.
    #[error("there is no source `{0}`; `jogan source list` shows the names there are")]
    NoSource(String),
    /// The search cannot be read.
    #[error("nothing to search for in `{0}`; give at least one word")]
    NoWords(String),
    /// The database said no. It is no source of this error: what it says stands in it already.
    #[error("the store: {}", describe(.0))]
    Sql(rusqlite::Error),
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

fn told(process: Option<i32>) -> String {
    process.map_or_else(String::new, |process| format!(" by process {process}"))
}

/// What to do about a damaged store.
const DAMAGED: &str = "the store is damaged: `jogan doctor` tells how far, `jogan restore FILE` \
    puts a backup in its place, `jogan salvage FILE` reads what can be read into a new one";

/// What is known to happen, in words and with what to do; else what the database said.
fn describe(error: &rusqlite::Error) -> String {
    use rusqlite::ErrorCode;
    let words = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another program is writing to it; try again in a moment"
        }
        Some(ErrorCode::DiskFull) => "the disk is full; make room and try again",
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            "it may not be written; check the permissions of the data folder"
        }
        Some(ErrorCode::CannotOpen) => {
            "it cannot be opened; check that the data folder is there and may be written"
        }
        Some(ErrorCode::SystemIoFailure) => {
            return format!(
                "the disk failed ({error}); make room, look at the disk, and try again"
            );
        }
        Some(ErrorCode::OutOfMemory) => "there is no memory left; close other programs",
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => DAMAGED,
        // What was written here can be read here: a value, a table or a column that is not as it
        // was made is damage, too.
        _ => return format!("{error}; {DAMAGED}"),
    };
    words.to_owned()
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
